"""Results of tools, truncated to a size limit: fewer items, then shorter texts, with notes of the rest."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from pactgraph.errors import ParameterError
from pactgraph.web.http import Json

#: The characters to which long texts are cut, one after the other, where not even one item fits.
CUTS = (1000, 300, 80)


@dataclass(frozen=True)
class Listing:
    """The result of a tool: what is returned in any case, and a list that may be truncated.

    :param key: the name of the list; empty where the result has none.
    :param items: the part of the list that was asked for.
    :param total: the length of the whole list.
    :param paged: whether the tool takes an offset, by which the rest is read.
    :param sources: returns what goes with the items that are shown, such as passages.
    :param notes: what else was left out, in words.
    """

    head: Json
    key: str = ""
    items: Sequence[Json] = ()
    total: int = 0
    offset: int = 0
    paged: bool = True
    sources: Callable[[Sequence[Json]], Json] = lambda shown: {}
    notes: tuple[str, ...] = ()

    def first(self, number: int) -> Json:
        """Return the result with the first items."""
        if not self.key:
            return {**pruned(self.head), "left_out": [*self.notes]}
        shown = [pruned(one) for one in self.items[:number]]
        answer = {**self.head, "total": self.total, "offset": self.offset, self.key: shown}
        more = self.sources(self.items[:number])
        notes = [*self._left_out(number), *more.pop("left_out", ()), *self.notes]
        return {**answer, **more, "left_out": notes}

    def _left_out(self, number: int) -> list[str]:
        after = self.total - self.offset - number
        notes = [f"{self.offset} {self.key} before these"] if self.offset and number else []
        if after > 0:
            again = f"ask again with offset={self.offset + number}" if self.paged else "ask for less"
            smaller = ", or a smaller limit or narrower words" if not number else ""
            notes.append(f"{after} of {self.total} {self.key}: {again}{smaller}")
        return notes


def truncate(listing: Listing, most: int) -> Json:
    """Return as much of a result as fits into so many characters of JSON.

    :raises ParameterError: where not even its head fits.

    >>> answer = truncate(Listing({}, "things", [{"name": "x" * 40}] * 9, 9), 300)
    >>> len(answer["things"]), answer["left_out"]
    (4, ['5 of 9 things: ask again with offset=4'])
    """

    def fits(answer: Json) -> bool:
        return len(to_text(answer)) <= most

    if fits(answer := listing.first(len(listing.items))):
        return answer
    low, high = 0, len(listing.items)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if fits(listing.first(middle)) else (low, middle)
    if low:
        return listing.first(low)
    for number in (1, 0):
        for characters in CUTS:
            answer = {key: shortened(value, characters) for key, value in listing.first(number).items()}
            answer["left_out"] = [*answer["left_out"], f"texts and lists are cut at {characters}"]
            if fits(answer):
                return answer
    raise ParameterError(
        f"an answer that does not fit into {most} characters", expected="a narrower question"
    )


def to_text(answer: Json) -> str:
    """Return a result as text.

    >>> to_text({"name": "古巴", "left_out": []})
    '{"name":"古巴","left_out":[]}'
    """
    text = json.dumps(answer, ensure_ascii=False, separators=(",", ":"))
    # Half a character cannot be sent.
    return text.encode("utf-8", "replace").decode("utf-8")


def pruned(item: Any) -> Any:
    """Return values without those that are empty.

    >>> pruned({"text": "a", "notes": [], "hops": [{"tie": "", "to": "b"}]})
    {'text': 'a', 'hops': [{'to': 'b'}]}
    """
    if isinstance(item, list | tuple):
        return [pruned(one) for one in item]
    if not isinstance(item, dict):
        return item
    return {key: pruned(value) for key, value in item.items() if value not in ("", None, [], (), {})}


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
