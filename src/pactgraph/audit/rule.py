"""What a rule of the audit is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pactgraph.audit.disagreements import Disagreement
from pactgraph.audit.figure_index import FigureIndex


@dataclass(frozen=True, slots=True)
class Rule:
    """One way in which claims can disagree.

    :ivar name: its name, that of its module.
    :ivar title: what it finds, in one line.
    :ivar tells: how it decides, and its thresholds, in a few sentences.
    :ivar kinds: the kinds of disagreement that it can name.
    :ivar look: finds them.
    """

    name: str
    title: str
    tells: str
    kinds: tuple[str, ...]
    look: Callable[[FigureIndex], Iterable[Disagreement]]
