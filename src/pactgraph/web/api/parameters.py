"""What can be asked of the API: the parameters of each address, and how what is given is read.

The description in OpenAPI and the tools of the MCP server are made from the same declarations.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pactgraph.errors import ParameterError
from pactgraph.model.text import did_you_mean, unknown_name

#: Letters of one text.
LONGEST = 500
#: What a text is that says something.
SAYS_SOMETHING = r"\S"


@dataclass(frozen=True)
class Parameter:
    """One parameter.

    :param type: ``text``, ``texts`` (which may be given several times), ``whole`` or ``choice``.
    :param least: the least of whole numbers.
    :param most: the most of whole numbers, the letters of a text, the number of texts.
    :param usual: what is taken where none is given.
    :param of: what can be chosen.
    :param shape: its JSON Schema, where that says more than follows from the rest.
    """

    name: str
    what: str
    type: str = "text"
    required: bool = False
    least: int = 0
    most: int = LONGEST
    usual: str | int | None = None
    of: tuple[str, ...] = ()
    example: Any = None
    shape: Mapping[str, Any] = field(default_factory=dict)

    @property
    def schema(self) -> dict[str, Any]:
        """Its JSON Schema."""
        if self.shape:
            return dict(self.shape)
        usual = {} if self.usual is None else {"default": self.usual}
        if self.type == "whole":
            return {"type": "integer", "minimum": self.least, "maximum": self.most, **usual}
        if self.type == "choice":
            return {"type": "string", "enum": list(self.of), **usual}
        most = self.most if self.type == "text" else LONGEST
        one: dict[str, Any] = {"type": "string", "maxLength": most}
        if self.required or self.type == "texts":
            one |= {"minLength": 1, "pattern": SAYS_SOMETHING}
        if self.type == "text":
            return one | usual
        return {"type": "array", "items": one, "maxItems": self.most, "minItems": int(self.required)}

    def read(self, texts: Sequence[str]) -> Any:
        """Return the value of what was given.

        :raises ParameterError: where it is none.
        :raises UnknownNameError: where it is none of the choices.
        """
        most = self.most if self.type == "text" else LONGEST
        for text in texts:
            if len(text) > most:
                expected = f"at most {most} letters"
                raise ParameterError(f"{len(text)} letters for {self.name}", expected=expected)
        if self.type == "texts":
            return self._several([text.strip() for text in texts])
        if len(texts) > 1:
            raise ParameterError(f"{len(texts)} values for {self.name}", expected="one")
        text = texts[0].strip() if texts else ""
        if not text and self.required:
            raise ParameterError(f"no value for {self.name}", expected=self.what)
        if self.type == "whole":
            return self.usual if not texts else self._whole(texts[0])
        if self.type == "choice":
            return self._chosen(text)
        return text or (self.usual or "")

    def _several(self, texts: Sequence[str]) -> list[str]:
        if self.required and not texts:
            raise ParameterError(f"no value for {self.name}", expected=self.what)
        if len(texts) > self.most or not all(texts):
            found = f"{len(texts)} values for {self.name}" if all(texts) else f"an empty {self.name}"
            raise ParameterError(found, expected=f"at most {self.most}, none of them empty")
        return list(texts)

    def _whole(self, text: str) -> int:
        if text.isascii() and text.isdigit() and len(text) < 10 and self.least <= int(text) <= self.most:
            return int(text)
        expected = f"a whole number from {self.least} to {self.most}"
        raise ParameterError(f"{text[:80]!r} for {self.name}", expected=expected)

    def _chosen(self, text: str) -> str:
        if not text and self.usual is not None:
            return str(self.usual)
        if text in self.of:
            return text
        raise unknown_name(f"{text[:80]!r} for {self.name}", text, self.of)


def paged(usual: int, most: int, what: str, least: int = 1) -> tuple[Parameter, Parameter]:
    """Return the parameters by which a long list is read in parts."""
    limit = Parameter("limit", f"At most so many {what}.", "whole", least=least, most=most, usual=usual)
    offset = Parameter("offset", f"Leave out so many {what} first.", "whole", most=1_000_000, usual=0)
    return limit, offset


def read(parameters: Sequence[Parameter], given: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """Return the values of parameters by name, each of them, with what is usual where none is given.

    :raises ParameterError: where one is unknown, missing, given twice or of the wrong type.

    >>> read([Parameter("q", "words"), *paged(20, 500, "things")], [("q", "silk"), ("limit", "5")])
    {'q': 'silk', 'limit': 5, 'offset': 0}
    """
    names = [one.name for one in parameters]
    texts: dict[str, list[str]] = {name: [] for name in names}
    for name, text in given:
        if name not in texts:
            raise ParameterError(
                f"the parameter {name[:80]!r}",
                expected=f"one of {', '.join(names)}" if names else "none",
                mend=did_you_mean(name[:80], names),
            )
        texts[name].append(text)
    return {one.name: one.read(texts[one.name]) for one in parameters}
