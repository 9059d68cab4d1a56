"""What a tool tells: a list in parts, the sources of what is shown, and in words what was left out."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from pactgraph.errors import ParameterError

Values = dict[str, Any]

#: Letters to which long texts are cut, one after the other, where not even one item fits.
CUTS = (1000, 300, 80)


@dataclass(frozen=True)
class Told:
    """What a tool found, of which as much is told as there is room for.

    :param head: what is told in any case.
    :param key: what the list is called.
    :param items: the part of the list that was asked for.
    :param total: how long the whole list is.
    :param sources: returns what goes with the items that are shown.
    :param notes: what else was left out, in words.
    """

    head: Values
    key: str
    items: Sequence[Values]
    total: int
    offset: int
    sources: Callable[[Sequence[Values]], Values] = lambda shown: {}
    notes: tuple[str, ...] = field(default=())

    def told(self, number: int) -> Values:
        """Return an answer with the first items of the part."""
        shown = [pruned(one) for one in self.items[:number]]
        held = {**self.head, "total": self.total, "offset": self.offset, self.key: shown}
        answer = {**held, **self.sources(self.items[:number])}
        return {**answer, "left_out": [*self._left(number), *answer.pop("left_out", ()), *self.notes]}

    def _left(self, number: int) -> list[str]:
        after = self.total - self.offset - number
        said = [f"{self.offset} {self.key} before these"] if self.offset and number else []
        if after > 0:
            said.append(
                f"{after} of {self.total} {self.key}: ask again with offset={self.offset + number}"
                + (", or a smaller limit or narrower words" if not number else "")
            )
        return said


def fitted(told: Told, most: int) -> Values:
    """Return as much of an answer as fits into so many characters of JSON: fewer items, then shorter texts.

    :raises ParameterError: where not even the beginning fits.

    >>> told = Told({}, "things", [{"name": "x" * 40}] * 9, 9, 0)
    >>> answer = fitted(told, 300)
    >>> len(answer["things"]), answer["left_out"]
    (4, ['5 of 9 things: ask again with offset=4'])
    """
    if _fits(answer := told.told(len(told.items)), most):
        return answer
    low, high = 0, len(told.items)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if _fits(told.told(middle), most) else (low, middle)
    if low:
        return told.told(low)
    for number in (1, 0):
        for letters in CUTS:
            answer = {key: shortened(value, letters) for key, value in told.told(number).items()}
            answer["left_out"] = [*answer["left_out"], f"texts and lists are cut at {letters}"]
            if _fits(answer, most):
                return answer
    raise ParameterError(
        f"an answer that does not fit into {most} characters", expected="a narrower question"
    )


def written(answer: Values) -> str:
    """Return an answer as text.

    >>> written({"name": "古巴", "left_out": []})
    '{"name":"古巴","left_out":[]}'
    """
    text = json.dumps(answer, ensure_ascii=False, separators=(",", ":"))
    # Half a character cannot be sent.
    return text.encode("utf-8", "replace").decode("utf-8")


def _fits(answer: Values, most: int) -> bool:
    return len(written(answer)) <= most


def pruned(item: Any) -> Any:
    """Return values without those that are empty.

    >>> pruned({"text": "a", "notes": [], "date": ""})
    {'text': 'a'}
    """
    if not isinstance(item, dict):
        return item
    return {key: pruned(value) for key, value in item.items() if value not in ("", None, [], {})}


def shortened(value: Any, most: int) -> Any:
    """Return values with long texts and long lists cut; addresses stay whole.

    >>> shortened({"text": "a" * 9, "iri": "https://example.org/"}, 5)
    {'text': 'aaaaa…', 'iri': 'https://example.org/'}
    """
    if isinstance(value, str):
        whole = len(value) <= most or (value.startswith("https://") and " " not in value[:most])
        return value if whole else f"{value[:most]}…"
    if isinstance(value, list):
        return [shortened(one, most) for one in value[:most]]
    if isinstance(value, dict):
        return {key: shortened(one, most) for key, one in list(value.items())[:most]}
    return value
