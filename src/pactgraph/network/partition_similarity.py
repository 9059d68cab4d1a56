"""How far two ways of sorting the same nodes agree: adjusted Rand index and normalised mutual information."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import comb, log

#: The group of each node, in the order of the nodes.
Partition = Sequence[int]


def adjusted_rand(one: Partition, other: Partition) -> float:
    """Return the adjusted Rand index: 1 for the same groups, 0 by chance, below 0 for less than chance.

    Pairs of nodes that both put together, or both apart, beyond what chance would give: L. Hubert and
    P. Arabie, Comparing partitions, Journal of Classification 2 (1985). Where both put all together, or all
    apart, they are the same: 1.

    >>> adjusted_rand([0, 0, 1, 1], [5, 5, 7, 7]), adjusted_rand([0, 0, 1, 1], [0, 1, 0, 1])
    (1.0, -0.5)
    """
    together = sum(comb(size, 2) for size in Counter(zip(one, other, strict=True)).values())
    first = sum(comb(size, 2) for size in Counter(one).values())
    second = sum(comb(size, 2) for size in Counter(other).values())
    pairs = comb(len(one), 2)
    # Multiplied by 2 * pairs, so that all but the last step is in whole numbers.
    most = (first + second) * pairs - 2 * first * second
    return 2 * (together * pairs - first * second) / most if most else 1.0


def mutual_information(one: Partition, other: Partition) -> float:
    """Return the normalised mutual information 2 I(X, Y) / (H(X) + H(Y)): 1 for the same groups, 0 for none.

    L. Danon et al., Comparing community structure identification, Journal of Statistical Mechanics P09008
    (2005). Where both know one group only, they are the same: 1.

    >>> mutual_information([0, 0, 1, 1], [5, 5, 7, 7]), mutual_information([0, 0, 1, 1], [0, 1, 0, 1])
    (1.0, 0.0)
    """
    number = len(one)
    first, second = Counter(one), Counter(other)
    uncertainty = _entropy(first, number) + _entropy(second, number)
    if not uncertainty:
        return 1.0
    shared = sum(
        size / number * log(size * number / (first[a] * second[b]))
        for (a, b), size in Counter(zip(one, other, strict=True)).items()
    )
    return 2 * shared / uncertainty


def _entropy(sizes: Counter[int], number: int) -> float:
    return -sum(size / number * log(size / number) for size in sizes.values())
