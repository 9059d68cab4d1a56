"""The parameters of operations: what each takes, how it is described, and how texts are read as values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal, TypeAlias

from pactgraph.errors import ParameterError, UnknownNameError
from pactgraph.model.text import did_you_mean

#: Characters of one text.
LONGEST = 500
#: A text that is not blank.
NOT_BLANK = r"\S"
#: Texts of a parameter that may be given several times.
MOST_TEXTS = 50

Kind: TypeAlias = Literal["text", "texts", "integer", "choice", "flag", "arguments"]


@dataclass(frozen=True)
class Parameter:
    """One parameter of an operation.

    In a signature it describes an argument, ``name: Annotated[str, Parameter("The thing.")]``; the fields
    from ``name`` on follow from the argument itself.

    :param least: the least of integers.
    :param most: the most of integers, the characters of a text, or the number of texts; the usual bound where
        it is None.
    :param choices: the values that can be chosen.
    :param shape: its JSON Schema, where that says more than follows from the rest.
    :param name: the name of the argument.
    :param kind: a text, texts (it may be given several times), an integer, one of the choices, a flag (true
        or false), or arguments (an object).
    """

    description: str
    example: object = None
    least: int = 0
    most: int | None = None
    choices: tuple[str, ...] = ()
    shape: Mapping[str, object] = field(default_factory=dict)
    name: str = ""
    kind: Kind = "text"
    required: bool = False
    default: object = None

    @property
    def bound(self) -> int:
        """The bound that ``most`` sets, or the usual one for its kind."""
        usual = {"texts": MOST_TEXTS, "integer": 1_000_000}.get(self.kind, LONGEST)
        return usual if self.most is None else self.most

    @property
    def schema(self) -> dict[str, object]:
        """Its JSON Schema, without the description."""
        if self.shape:
            return dict(self.shape)
        usual = {} if self.default in (None, ()) else {"default": self.default}
        if self.kind == "flag":
            return {"type": "boolean", **usual}
        if self.kind == "integer":
            return {"type": "integer", "minimum": self.least, "maximum": self.bound, **usual}
        if self.kind == "choice":
            return {"type": "string", "enum": list(self.choices), **usual}
        one: dict[str, object] = {
            "type": "string",
            "maxLength": self.bound if self.kind == "text" else LONGEST,
        }
        if self.required or self.kind == "texts":
            one |= {"minLength": 1, "pattern": NOT_BLANK}
        if self.kind == "text":
            return one | usual
        return {"type": "array", "items": one, "maxItems": self.bound, "minItems": int(self.required)}

    def read(self, texts: Sequence[str]) -> Any:
        """Return the value of the texts that were given, or the default.

        :raises ParameterError: where they give no value.
        :raises UnknownNameError: where the value is none of the choices.

        >>> Parameter("At most so many.", most=50, name="limit", kind="integer", default=20).read(["5"])
        5
        """
        longest = self.bound if self.kind == "text" else LONGEST
        for text in texts:
            if len(text) > longest:
                expected = f"at most {longest} letters"
                raise ParameterError(f"{len(text)} letters for {self.name}", expected=expected)
        stripped = [text.strip() for text in texts]
        if self.kind == "texts":
            return self._several(stripped)
        if len(texts) > 1:
            raise ParameterError(f"{len(texts)} values for {self.name}", expected="one")
        text = stripped[0] if stripped else ""
        if not text and self.required:
            raise ParameterError(f"no value for {self.name}", expected=self.description)
        match self.kind:
            case "integer":
                return self._integer(texts[0]) if texts else self.default
            case "flag":
                return self._flag(text) if text else bool(self.default)
            case "choice":
                return self._choice(text) if text else self.default
        return text or self.default

    def _several(self, texts: Sequence[str]) -> tuple[str, ...]:
        if self.required and not texts:
            raise ParameterError(f"no value for {self.name}", expected=self.description)
        if len(texts) > self.bound or not all(texts):
            found = f"{len(texts)} values for {self.name}" if all(texts) else f"an empty {self.name}"
            raise ParameterError(found, expected=f"at most {self.bound}, none of them empty")
        return tuple(texts)

    def _integer(self, text: str) -> int:
        if text.isascii() and text.isdigit() and len(text) < 10 and self.least <= int(text) <= self.bound:
            return int(text)
        expected = f"a whole number from {self.least} to {self.bound}"
        raise ParameterError(f"{text[:80]!r} for {self.name}", expected=expected)

    def _flag(self, text: str) -> bool:
        known = {"true": True, "1": True, "false": False, "0": False}
        if text.casefold() in known:
            return known[text.casefold()]
        raise ParameterError(f"{text[:80]!r} for {self.name}", expected="true or false")

    def _choice(self, text: str) -> str:
        if text in self.choices:
            return text
        raise UnknownNameError(
            f"{text[:80]!r} for {self.name}",
            expected=f"one of {', '.join(self.choices)}",
            mend=did_you_mean(text, self.choices),
        )


#: How a thing is named.
NAME = "a name in any language, a short name such as country:CUB, an address, or the number of a claim"
Offset: TypeAlias = Annotated[int, Parameter("Leave out so many of them first.")]
Claims: TypeAlias = Annotated[int | None, Parameter("At most so many claims.", least=1, most=500)]
