"""How many queries a second the service answers, and whether a runaway holds up others.

    python tests/benchmarks/service_times.py [--data build] [--seconds 30] [--clients 32] [--runaway-each 3]

First many clients ask a cheap query while a runaway comes every few seconds: errors, p50 and p99 of the
others, and the memory of all processes before and after. Then the rates of a cheap and a medium query, here
and on the native Oxigraph server with the same data, each client on a connection of its own. ``new`` asks
another text each time, so that no answer is kept from before; ``kept`` asks the same.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import socket
import statistics
import subprocess
import sys
import sysconfig
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import psutil

SCRIPTS = Path(sysconfig.get_path("scripts"))
CHEAP = "SELECT ?p ?o { <https://w3id.org/pactgraph/id/country/CUB> ?p ?o }"
MEDIUM = (
    "PREFIX pact: <https://w3id.org/pactgraph/ontology#> SELECT ?party (COUNT(DISTINCT ?i) AS ?n) "
    "{ ?c a pact:Participation ; pact:party ?party ; pact:initiative ?i } "
    "GROUP BY ?party ORDER BY DESC(?n) LIMIT 20"
)
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
Texts = Callable[[], str]


async def ask(streams: tuple[asyncio.StreamReader, asyncio.StreamWriter], path: str, query: str) -> int:
    """Ask on an open connection, read the whole answer, and return its status."""
    reader, writer = streams
    line = f"GET {path}?query={quote(query)} HTTP/1.1\r\nHost: localhost\r\n"
    writer.write(f"{line}Accept: application/sparql-results+json\r\n\r\n".encode())
    head = await reader.readuntil(b"\r\n\r\n")
    lines = head.decode().lower().split("\r\n")
    length = next((int(one.partition(":")[2]) for one in lines if one.startswith("content-length:")), None)
    if length is not None:
        await reader.readexactly(length)
    else:
        while size := int(await reader.readline(), 16):
            await reader.readexactly(size + 2)
        await reader.readline()
    return int(lines[0].split()[1])


async def client(
    port: int, path: str, texts: Texts, end: float, taken: list[float], wrong: list[int]
) -> None:
    """Ask one query after the other until the time is over."""
    streams = await asyncio.open_connection("127.0.0.1", port)
    while time.perf_counter() < end:
        began = time.perf_counter()
        status = await ask(streams, path, texts())
        taken.append(time.perf_counter() - began)
        if status != 200:
            wrong.append(status)
    streams[1].close()


async def runaways(port: int, each: float, end: float, seen: list[int]) -> None:
    """Send a runaway every few seconds."""

    async def one() -> None:
        streams = await asyncio.open_connection("127.0.0.1", port)
        seen.append(await ask(streams, "/sparql", RUNAWAY))
        streams[1].close()

    asked = []
    while time.perf_counter() < end:
        asked.append(asyncio.ensure_future(one()))
        await asyncio.sleep(each)
    await asyncio.gather(*asked)


async def measure(
    port: int, path: str, texts: Texts, clients: int, seconds: float, each: float = 0
) -> tuple[list[float], list[int], list[int]]:
    """Return the times of all answers, the statuses that are no 200, and those of the runaways."""
    taken: list[float] = []
    wrong: list[int] = []
    seen: list[int] = []
    end = time.perf_counter() + seconds
    work = [client(port, path, texts, end, taken, wrong) for _ in range(clients)]
    await asyncio.gather(*work, *([runaways(port, each, end, seen)] if each else []))
    return taken, wrong, seen


def fresh(query: str) -> Texts:
    """Return a query that is another text each time."""
    numbers = itertools.count()
    return lambda: f"{query} #{next(numbers)}"


def line(name: str, taken: list[float], seconds: float) -> str:
    """Return rate, p50 and p99 as text."""
    cuts = statistics.quantiles(taken, n=100)
    rate, middle, slowest = len(taken) / seconds, cuts[49] * 1000, cuts[98] * 1000
    return f"{name:24} {rate:8.0f}/s  p50 {middle:7.1f} ms  p99 {slowest:7.1f} ms"


def start(command: list[str], port: int) -> subprocess.Popen[bytes]:
    """Start a server and wait until it listens."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(600):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            time.sleep(1)
            return process
    sys.exit("the server did not start")


def memory(process: subprocess.Popen[bytes]) -> float:
    """Return the megabytes that a process and all that it has begun hold."""
    first = psutil.Process(process.pid)
    return sum(one.memory_info().rss for one in (first, *first.children(recursive=True))) / 1e6


def free_port() -> int:
    """Return a port that nobody has."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def native(data: str, folder: Path, port: int) -> list[str]:
    """Return the command of the native server over the same data."""
    program = str(SCRIPTS / "oxigraph")
    subprocess.run(
        [program, "load", "--location", str(folder), "--file", str(Path(data) / "pactgraph.nq")], check=True
    )
    return [program, "serve-read-only", "--location", str(folder), "--bind", f"127.0.0.1:{port}"]


def main() -> None:
    """Measure, and print."""
    import tempfile

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", default="build", help="the build to serve")
    parser.add_argument("--seconds", type=float, default=30, help="of the load with runaways")
    parser.add_argument("--clients", type=int, default=32)
    parser.add_argument("--runaway-each", type=float, default=3, help="seconds between runaways")
    parser.add_argument("--limit", default="5", help="seconds that a query may take")
    chosen = parser.parse_args()
    port = free_port()
    command = [str(SCRIPTS / "pactgraph"), "serve", "--data", chosen.data, "--port", str(port)]
    process = start([*command, "--seconds", chosen.limit], port)
    try:
        asyncio.run(measure(port, "/sparql", fresh(CHEAP), 2, 1))
        before = memory(process)
        taken, wrong, seen = asyncio.run(
            measure(port, "/sparql", fresh(CHEAP), chosen.clients, chosen.seconds, chosen.runaway_each)
        )
        print(line(f"with {len(seen)} runaways", taken, chosen.seconds))
        print(f"errors of the others: {len(wrong)}; runaways ended with {sorted(set(seen))}")
        time.sleep(2)
        print(f"memory before {before:.0f} MB, after {memory(process):.0f} MB")
        compare(port, "ours", "/sparql", chosen.clients)
    finally:
        process.terminate()
        process.wait()
    if (SCRIPTS / "oxigraph").exists():
        with tempfile.TemporaryDirectory() as folder:
            process = start(native(chosen.data, Path(folder) / "store", port := free_port()), port)
            compare(port, "native", "/query", chosen.clients)
            process.kill()
            process.wait()


def compare(port: int, name: str, path: str, clients: int, seconds: float = 4) -> None:
    """Print the rates of both queries."""
    for title, query in (("cheap", CHEAP), ("medium", MEDIUM)):
        for kind, texts in (("new", fresh(query)), ("kept", lambda query=query: query)):
            taken, wrong, _ = asyncio.run(measure(port, path, texts, clients, seconds))
            print(
                line(f"{name}, {title}, {kind}", taken, seconds) + (f"  wrong: {len(wrong)}" if wrong else "")
            )


if __name__ == "__main__":
    main()
