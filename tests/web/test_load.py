"""Many clients, and a runaway query every few seconds: nobody else notices, and nothing is left behind."""

from __future__ import annotations

import asyncio
import itertools
import signal
import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import psutil
import pytest

from .conftest import Served, serving

#: A short run of the same is in test_limits.py.
pytestmark = pytest.mark.full
SECONDS, CLIENTS, EACH = 30, 32, 3
#: Seconds that a query may take; a runaway is stopped then.
LIMIT = 4
#: Megabytes by which all processes together may have grown: answers kept, and what Python holds ready.
MARGIN = 96
CHEAP = "SELECT ?p ?o {{ <https://w3id.org/pactgraph/id/country/CUB> ?p ?o }} #{}"
RUNAWAYS = (
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a ?d ?g",
)
Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@dataclass
class Seen:
    """What the clients saw: the seconds of each answer, what was no answer, and what the runaways got."""

    taken: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    stopped: list[tuple[int, str]] = field(default_factory=list)


async def ask(streams: Streams, query: str) -> tuple[int, str]:
    """Ask on an open connection; return status and body."""
    reader, writer = streams
    head = f"GET /sparql?query={quote(query)} HTTP/1.1\r\nHost: localhost\r\n\r\n"
    writer.write(head.encode())
    lines = (await reader.readuntil(b"\r\n\r\n")).decode().lower().split("\r\n")
    length = next(int(line.partition(":")[2]) for line in lines if line.startswith("content-length:"))
    return int(lines[0].split()[1]), (await reader.readexactly(length)).decode()


async def client(port: int, numbers: Iterator[int], end: float, seen: Seen) -> None:
    """Ask one query after the other, each a new text, so that no answer is one that was kept."""
    streams = await asyncio.open_connection("127.0.0.1", port)
    while time.perf_counter() < end:
        began = time.perf_counter()
        status, body = await ask(streams, CHEAP.format(next(numbers)))
        seen.taken.append(time.perf_counter() - began)
        if status != 200 or "isoCode" not in body:
            seen.wrong.append(f"{status} {body[:200]}")
    streams[1].close()


async def runaway(port: int, query: str, seen: Seen) -> None:
    streams = await asyncio.open_connection("127.0.0.1", port)
    seen.stopped.append(await ask(streams, query))
    streams[1].close()


async def load(port: int, seconds: float, clients: int, seen: Seen, *, with_runaways: bool) -> None:
    end = time.perf_counter() + seconds
    numbers = itertools.count(len(seen.taken))
    work = [asyncio.ensure_future(client(port, numbers, end, seen)) for _ in range(clients)]
    for query in itertools.cycle(RUNAWAYS):
        if not with_runaways or time.perf_counter() >= end:
            break
        work.append(asyncio.ensure_future(runaway(port, query, seen)))
        await asyncio.sleep(EACH)
    await asyncio.gather(*work)


def processes(running: Served) -> list[psutil.Process]:
    first = psutil.Process(running.process.pid)
    return [first, *first.children(recursive=True)]


def memory(running: Served) -> float:
    """Return the megabytes that all processes hold of their own; what they share counts once."""
    return sum(one.memory_full_info().uss for one in processes(running)) / 1e6


def settled(running: Served, below: float, number: int) -> float:
    """Return the memory once it is below a bound and as many processes run as before, or after a while."""
    for _ in range(60):
        if memory(running) < below and len(processes(running)) <= number:
            break
        time.sleep(0.25)
    return memory(running)


@pytest.fixture(scope="module")
def loaded(built: Path) -> Iterator[Served]:
    with serving(built, "--seconds", str(LIMIT), "--memory", "400") as running:
        yield running


def test_runaways_are_stopped_and_nobody_else_notices(loaded, capsys):
    warm, seen = Seen(), Seen()
    asyncio.run(load(loaded.port, 2, CLIENTS, warm, with_runaways=False))
    before, number = memory(loaded), len(processes(loaded))
    asyncio.run(load(loaded.port, SECONDS, CLIENTS, seen, with_runaways=True))
    after = settled(loaded, before + MARGIN, number)
    cuts = [cut * 1000 for cut in statistics.quantiles(seen.taken, n=100)]
    with capsys.disabled():
        rate = f"{len(seen.taken) / SECONDS:.0f}/s, p50 {cuts[49]:.0f} ms, p99 {cuts[98]:.0f} ms"
        held = f"memory {before:.0f} MB before, {after:.0f} after"
        print(f"\n{CLIENTS} clients, {SECONDS} s, {len(seen.stopped)} runaways: {rate}; {held}")
    assert seen.wrong == []
    assert len(seen.taken) > CLIENTS * SECONDS, "at least one answer a second for each"
    assert len(seen.stopped) >= SECONDS // EACH - 1
    for status, said in seen.stopped:
        assert status == 503 and ("stopped" in said or "ended its process" in said), said
        assert said.startswith("found: ") and "results" not in said
    assert cuts[98] < 20_000, "a very generous bound"
    assert after < before + MARGIN
    assert len(processes(loaded)) <= number


def test_ctrl_c_leaves_no_process_behind(loaded):
    held = processes(loaded)
    assert len(held) >= 3
    loaded.process.send_signal(signal.SIGINT)
    assert loaded.process.wait(timeout=20) == 0
    gone, left = psutil.wait_procs(held[1:], timeout=10)
    assert gone and not left
