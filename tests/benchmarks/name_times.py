"""How long it takes to find a thing by its name among many: reading a name, and searching.

    python tests/benchmarks/name_times.py [--data build] [--things 100000]

Adds invented companies to the built graph, in memory only, and prints medians in seconds.
"""

from __future__ import annotations

import argparse
import contextlib
import random
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad

from pactgraph.answers.names import resolve
from pactgraph.answers.search import find_things
from pactgraph.errors import UnknownNameError
from pactgraph.namespaces import GRAPH_THINGS, PACT, PREFIXES
from pactgraph.store.local import LocalStore

NAMES = ("Cuba", "CUBA", "country:CUB", "古巴", "Nobody at all")
WORDS = ("silk road", "cuba", "silk raod", "古巴", "zzzz qqqq")


def main() -> None:
    """Fill a store, then time each name and each search."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", default="build", help="the build to add to")
    parser.add_argument("--things", type=int, default=100_000, help="how many companies to add")
    chosen = parser.parse_args()
    store = LocalStore.memory(Path(chosen.data) / "pactgraph.nq")
    store.add(companies(chosen.things))
    print(f"{chosen.things} things more; seconds, median of 5")
    for name in NAMES:
        print(f"  name   {name:15} {median(lambda name=name: resolve(store, name)):7.3f}")
    for words in WORDS:
        print(f"  search {words:15} {median(lambda words=words: find_things(store, words)):7.3f}")


def companies(number: int) -> list[Quad]:
    """Return companies with names of four made-up words, the same at every call."""
    dice = random.Random(1)
    words = ["".join(dice.choices("abcdefghijklmnop", k=dice.randint(3, 9))) for _ in range(5000)]
    graph, company = NamedNode(GRAPH_THINGS), NamedNode(f"{PACT}Company")
    kind, label = NamedNode(f"{PREFIXES['rdf']}type"), NamedNode(f"{PREFIXES['rdfs']}label")
    quads = []
    for place in range(number):
        node = NamedNode(f"{PREFIXES['company']}x{place}")
        quads.append(Quad(node, kind, company, graph))
        quads.append(Quad(node, label, Literal(" ".join(dice.sample(words, 4)), language="en"), graph))
    return quads


def median(act: Callable[[], object]) -> float:
    """Return how long an act takes; finding nothing is an answer too."""
    taken = []
    for _ in range(5):
        began = time.perf_counter()
        with contextlib.suppress(UnknownNameError):
            act()
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)


if __name__ == "__main__":
    main()
