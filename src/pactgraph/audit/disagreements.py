"""A disagreement: what cannot be right, between which claims, and how sure that is."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

from pactgraph.namespaces import PREFIXES

Certainty = Literal["sure", "likely", "possible"]
#: From the surest down. Sure: the printed figures exclude each other, by arithmetic alone. Likely: they do if
#: two things that look alike are one (a revised edition, a word such as "rapid"). Possible: worth a look;
#: what
#: rounding explains is here too.
CERTAINTIES: tuple[Certainty, ...] = get_args(Certainty)


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Claims that cannot all be right.

    :ivar rule: the rule that found it.
    :ivar kind: a code of the list disagreement-kind, without prefix.
    :ivar claims: the claims that are tested: what they state is false if the others are true.
    :ivar against: the claims that contradict them; none where a bound does.
    :ivar explanation: why, in a sentence or two.
    :ivar stated: the stated value with its unit, or the stated words.
    :ivar other: what the other claims give, or what follows from them.
    :ivar formula: how that follows.
    :ivar stated_formula: the formula that would have given the stated value, where one was found.
    :ivar pattern: what many disagreements have in common, where one cause explains them all.
    """

    rule: str
    kind: str
    certainty: Certainty
    claims: tuple[str, ...]
    against: tuple[str, ...]
    explanation: str
    stated: str = ""
    other: str = ""
    formula: str = ""
    stated_formula: str = ""
    pattern: str = ""

    @property
    def tells(self) -> str:
        """Return what the other value is.

        It is ``right`` only where it is known how the stated one came about, or the columns are exchanged.
        Where it ``differs`` either may be wrong, and where it ``follows`` from others, one of these.
        """
        if self.stated_formula or self.kind == "columns":
            return "right"
        return "differs" if self.rule == "values" else "follows"

    @property
    def iri(self) -> str:
        """Its address: of the rule and the claims, so that it stays the same while these do."""
        text = "\n".join([self.rule, *sorted(self.claims), "", *sorted(self.against)])
        return PREFIXES["disagreement"] + hashlib.sha256(text.encode()).hexdigest()[:16]

    def touches(self, source: str) -> bool:
        """Return whether a claim of a source is on either side."""
        start = f"{PREFIXES['claim']}{source}/"
        return any(claim.startswith(start) for claim in (*self.claims, *self.against))


@dataclass(frozen=True, slots=True)
class Group:
    """Disagreements with one cause, the first of them standing for all."""

    members: tuple[Disagreement, ...]

    @property
    def first(self) -> Disagreement:
        """The one that is shown."""
        return self.members[0]


def in_order(found: Iterable[Disagreement]) -> list[Disagreement]:
    """Return disagreements each once, the surest first, then by kind, rule and claims."""
    once = {one.iri: one for one in found}
    return sorted(
        once.values(),
        key=lambda one: (CERTAINTIES.index(one.certainty), one.kind, one.rule, one.pattern, one.claims),
    )


def grouped(found: Iterable[Disagreement]) -> list[Group]:
    """Group what has one cause: the same rule, pattern and certainty; any other is a group of its own."""
    groups: dict[tuple[str, ...], list[Disagreement]] = {}
    for one in found:
        key = (one.rule, one.certainty, one.pattern) if one.pattern else (one.iri,)
        groups.setdefault(key, []).append(one)
    return [Group(tuple(members)) for members in groups.values()]
