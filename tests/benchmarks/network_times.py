"""How long measures take with plain networkx, with igraph alone, and with igraph behind networkx calls.

    python tests/benchmarks/network_times.py [--sizes 1000 10000 100000] [--limit 120] [--times 3]

The networks are random, grown by preferential attachment with three ties for each new node (networkx, seed
1). What igraph alone takes does not count bringing the network over to it; what the backend takes does, each
time. Each call runs in a process of its own, which is ended after the limit; of what is that slow, further
runs and larger sizes are left out. Prints medians of the processor's time, and how many times faster than
networkx. Nothing here is asserted: that the numbers are the same is tested in tests/network/backend.
"""

from __future__ import annotations

import argparse
import multiprocessing
import statistics
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

import networkx as nx

from pactgraph.network.backend import NAME
from pactgraph.network.backend.dispatch import convert_from_nx
from pactgraph.network.measures import Options, values_of

#: By networkx's name: the call of igraph.
CALLS: dict[str, Callable[[Any], Any]] = {
    "betweenness_centrality": lambda graph: graph.betweenness(directed=False),
    "closeness_centrality": lambda graph: graph.closeness(),
    "harmonic_centrality": lambda graph: graph.harmonic_centrality(),
    "core_number": lambda graph: graph.coreness(),
    "clustering": lambda graph: graph.transitivity_local_undirected(mode="zero"),
    "constraint": lambda graph: graph.constraint(),
    "bridges": lambda graph: graph.bridges(),
}
#: The approximation that is there for what is too large: betweenness from 100 nodes, by networkx.
SAMPLED = "betweenness from 100 nodes"
ENGINES = ("networkx", "igraph", "backend")


def main() -> None:
    """Measure call by call, so that a busy moment of the machine falls on all engines."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=[1000, 10_000, 100_000], help="numbers of nodes"
    )
    parser.add_argument("--limit", type=float, default=120, help="seconds after which a call is given up")
    parser.add_argument("--times", type=int, default=3, help="repetitions of each call")
    chosen = parser.parse_args()
    slow: set[tuple[str, str]] = set()
    print(f"{'call':28} {'nodes':>7} {'networkx':>10} {'igraph':>10} {'backend':>10}  so many times faster")
    for size in sorted(chosen.sizes):
        graph = nx.barabasi_albert_graph(size, 3, seed=1)
        held = convert_from_nx(graph, {}).graph
        for name in (*CALLS, SAMPLED):
            taken = {}
            for engine in ENGINES if name in CALLS else ENGINES[:1]:
                taken[engine] = None
                if (name, engine) not in slow:
                    taken[engine] = median(call(name, engine, graph, held), chosen.limit, chosen.times)
                if taken[engine] is None:
                    slow.add((name, engine))
            report(name, size, taken, chosen.limit)


def call(name: str, engine: str, graph: nx.Graph, held: Any) -> Callable[[], Any]:
    """Return the call to be timed."""
    if name == SAMPLED:
        return lambda: values_of(graph, "betweenness-sampled", Options(seed=1, samples=100))
    if engine == "igraph":
        return lambda: CALLS[name](held)
    function = getattr(nx, name)
    return lambda: consumed(function(graph, backend=NAME if engine == "backend" else None))


def consumed(found: Any) -> Any:
    """Take all of a generator, which computes only as it is taken."""
    return found if isinstance(found, dict) else list(found)


def median(function: Callable[[], Any], limit: float, times: int) -> float | None:
    """Return the median of several runs in processes of their own, or None where one is beyond the limit."""
    taken = []
    for _ in range(times):
        seconds = timed(function, limit)
        if seconds is None:
            return None
        taken.append(seconds)
    return statistics.median(taken)


def timed(function: Callable[[], Any], limit: float) -> float | None:
    """Run a call in a fork of this process, which holds the network already, and return how long it took."""
    fork = multiprocessing.get_context("fork")
    here, there = fork.Pipe(duplex=False)
    process = fork.Process(target=run, args=(function, there))
    process.start()
    there.close()
    try:
        return float(here.recv()) if here.poll(limit) else None
    except EOFError:
        raise SystemExit("a call failed: see above") from None
    finally:
        process.kill()
        process.join()


def run(function: Callable[[], Any], there: Connection) -> None:
    """Time a call by what the processor worked for it, and send the seconds."""
    began = time.process_time()
    function()
    there.send(time.process_time() - began)


def report(name: str, size: int, taken: dict[str, float | None], limit: float) -> None:
    """Print a line; what was given up stands as more than the limit."""
    cells = [f"> {limit:g} s" if seconds is None else f"{seconds:.4f} s" for seconds in taken.values()]
    plain = taken["networkx"]
    ratios = [faster(plain, taken[engine], limit) for engine in ENGINES[1:] if engine in taken]
    print(
        f"{name:28} {size:>7} {' '.join(f'{cell:>10}' for cell in cells)}  {', '.join(ratios)}".rstrip(),
        flush=True,
    )


def faster(plain: float | None, seconds: float | None, limit: float) -> str:
    """Return how many times faster than networkx; at least so many, where networkx was given up."""
    if seconds is None:
        return "not known"
    return f"> {limit / seconds:.0f}" if plain is None else f"{plain / seconds:.1f}"


if __name__ == "__main__":
    main()
