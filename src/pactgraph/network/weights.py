"""Weights of one-mode projections: how much each thing that two nodes share adds to their tie."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pactgraph.model.text import unknown_name


@dataclass(frozen=True)
class Weight:
    """A way to weigh ties.

    :param words: the rule as a sentence; ``{shared}`` is what is shared, ``{nodes}`` who shares it.
    :param share: what one shared thing with n nodes adds to the weight of each pair of them.
    """

    name: str
    words: str
    source: str
    share: Callable[[int], float]

    def rule(self, shared: str, nodes: str) -> str:
        """Return the rule for what is shared (``initiative``) and who shares it (``parties``)."""
        return self.words.format(shared=shared, nodes=nodes)


#: Newman's weight keeps a declaration of a hundred from swamping the rest: what one node shares through one
#: thing with all others adds up to 1.
NEWMAN = Weight(
    "newman",
    "Each shared {shared} with n {nodes} adds 1/(n−1) to the tie of each two of them.",
    "M. E. J. Newman, Scientific collaboration networks. II, Physical Review E 64, 016132 (2001)",
    lambda number: 1.0 / (number - 1),
)
COUNT = Weight(
    "count",
    "Each shared {shared} adds 1 to the tie of each two of its {nodes}.",
    "R. L. Breiger, The duality of persons and groups, Social Forces 53, 181–190 (1974)",
    lambda number: 1.0,
)
WEIGHTS: dict[str, Weight] = {weight.name: weight for weight in (NEWMAN, COUNT)}


def weight_named(name: str) -> Weight:
    """Return a weight by name.

    :raises UnknownNameError: where there is none of this name.

    >>> weight_named("newman").share(5)
    0.25
    """
    if name not in WEIGHTS:
        raise unknown_name(f"the weight {name}", name, WEIGHTS)
    return WEIGHTS[name]
