"""How many queries a second the service answers, beside the native Oxigraph server and rdflib-endpoint.

    python tests/benchmarks/service_times.py [--data build] [--clients 1 8 32] [--seconds 3] [--rounds 3]

All servers have the same data and run at once; only one is asked at a time. Each round asks each server each
query with each number of clients; what is printed is the round of the median rate, then the ratios of rates.

- cheap: what is said of one thing, another thing and another text each time, so that no answer is a kept one.
- medium: the parties of most initiatives, each time as another text.
- kept: the cheap query about one thing, always the same text; our service keeps such answers, others do not.

The load comes from wrk where it is installed, else from a process of its own with plain sockets, which cannot
ask as fast as wrk: the first line says which. rdflib-endpoint gets an environment of its own in a temporary
folder, by pip; it is left out with --without-rdflib, and where it cannot be installed. How runaways are held
off is measured by tests/web/test_load.py.
"""

from __future__ import annotations

import argparse
import contextlib
import itertools
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time
import venv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, serialize

from pactgraph.store.local import LocalStore

SCRIPTS = Path(sysconfig.get_path("scripts"))
CUBA = "https://w3id.org/pactgraph/id/country/CUB"
CHEAP = "SELECT ?p ?o {{ <{}> ?p ?o }}"
MEDIUM = (
    "PREFIX pact: <https://w3id.org/pactgraph/ontology#> SELECT ?party (COUNT(DISTINCT ?i) AS ?n) "
    "{ ?c a pact:Participation ; pact:party ?party ; pact:initiative ?i } "
    "GROUP BY ?party ORDER BY DESC(?n) LIMIT 20"
)
KINDS = ("cheap", "medium", "kept")
#: Paths that the load goes through, one after the other; each client begins elsewhere.
PATHS = 20_000
ACCEPT = "application/sparql-results+json"
WRK = """
local paths = {}
for line in io.lines(os.getenv("PATHS")) do paths[#paths + 1] = line end
local place = 0
wrk.headers["Accept"] = "application/sparql-results+json"
function request()
  place = place % #paths + 1
  return wrk.format("GET", paths[place])
end
"""


@dataclass(frozen=True)
class Rate:
    """What came of one run: answers a second, times in milliseconds, and what was no answer."""

    rate: float
    p50: float
    p99: float
    wrong: int


@dataclass(frozen=True)
class Server:
    """A running server, and the path of its endpoint."""

    name: str
    port: int
    path: str


def paths(kind: str, server: Server, things: list[str], round_: int) -> Iterator[str]:
    """Yield the paths that are asked."""
    for number in range(1 if kind == "kept" else PATHS):
        thing = CUBA if kind == "kept" else things[number * 7919 % len(things)]
        text = MEDIUM if kind == "medium" else CHEAP.format(thing)
        mark = "" if kind == "kept" else f" #{round_}.{number}"
        yield f"{server.path}?query={quote(text + mark)}"


def by_wrk(server: Server, listed: Path, clients: int, seconds: float) -> Rate:
    """Load a server with wrk."""
    script = listed.with_suffix(".lua")
    script.write_text(WRK)
    command = [
        "wrk",
        "-t1",
        f"-c{clients}",
        f"-d{seconds:.0f}s",
        "--timeout",
        "30s",
        "--latency",
        "-s",
        str(script),
    ]
    said = subprocess.run(
        [*command, f"http://127.0.0.1:{server.port}"],
        capture_output=True, text=True, check=True, env={**os.environ, "PATHS": str(listed)},
    ).stdout  # fmt: skip
    found = {name: re.search(rf"{name}\s+([\d.]+)(us|ms|s|m)\b", said) for name in ("50%", "99%")}
    units = {"us": 0.001, "ms": 1, "s": 1000, "m": 60_000}
    p50, p99 = (float(one[1]) * units[one[2]] if one else float("nan") for one in found.values())
    rate = re.search(r"Requests/sec:\s+([\d.]+)", said)
    errors = re.findall(r"Non-2xx or 3xx responses: (\d+)|(?:connect|read|write|timeout) (\d+)", said)
    return Rate(float(rate[1]) if rate else 0, p50, p99, sum(int(one or other) for one, other in errors))


def by_sockets(server: Server, listed: Path, clients: int, seconds: float) -> Rate:
    """Load a server with a process of our own."""
    command = [sys.executable, __file__, "--load", f"{server.port},{clients},{seconds},{listed}"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    return Rate(float(said[0]), float(said[1]), float(said[2]), int(said[3]))


def load(port: int, clients: int, seconds: float, listed: Path) -> None:
    """Ask with plain sockets, and print rate, p50, p99 and the number of errors."""
    import selectors

    asked = [
        f"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept: {ACCEPT}\r\n\r\n".encode()
        for path in listed.read_text().splitlines()
    ]
    following = itertools.cycle(asked)
    chooser, taken, wrong = selectors.DefaultSelector(), list[float](), 0
    held: dict[socket.socket, tuple[bytearray, float]] = {}
    for _ in range(clients):
        one = socket.create_connection(("127.0.0.1", port))
        one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        held[one] = (bytearray(), time.perf_counter())
        chooser.register(one, selectors.EVENT_READ)
        one.sendall(next(following))
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        for key, _ in chooser.select(1):
            one = key.fileobj
            assert isinstance(one, socket.socket)
            seen, began = held[one]
            seen += one.recv(1 << 18)
            if whole(seen):
                taken.append(time.perf_counter() - began)
                wrong += not seen.startswith(b"HTTP/1.1 200")
                held[one] = (bytearray(), time.perf_counter())
                one.sendall(next(following))
    cuts = statistics.quantiles(taken, n=100) if len(taken) > 1 else [float("nan")] * 99
    print(len(taken) / seconds, cuts[49] * 1000, cuts[98] * 1000, wrong)


def whole(seen: bytearray) -> bool:
    """Tell whether an answer has come as a whole."""
    head, found, body = seen.partition(b"\r\n\r\n")
    length = re.search(rb"content-length: *(\d+)", bytes(head), re.IGNORECASE)
    return bool(found) and (len(body) >= int(length[1]) if length else body.endswith(b"0\r\n\r\n"))


def free_port() -> int:
    """Return a port that nobody has."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def started(name: str, path: str, port: int, command: list[str]) -> Iterator[Server]:
    """Start a server, and wait until it listens."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(1200):
            if process.poll() is not None:
                sys.exit(f"{name} did not start")
            with contextlib.suppress(OSError):
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            time.sleep(0.1)
        time.sleep(3)
        yield Server(name, port, path)
    finally:
        process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(10)
        process.kill()
        process.wait()


def commands(data: str, folder: Path, *, with_rdflib: bool) -> Iterator[tuple[str, str, int, list[str]]]:
    """Yield name, path, port and command of each server; what they need is made before."""
    nquads = Path(data) / "pactgraph.nq"
    port = free_port()
    yield "ours", "/sparql", port, [str(SCRIPTS / "pactgraph"), "serve", "--data", data, "--port", str(port)]
    program, store, port = str(SCRIPTS / "oxigraph"), folder / "store", free_port()
    subprocess.run([program, "load", "--location", store, "--file", nquads], check=True, capture_output=True)
    bind = f"127.0.0.1:{port}"
    yield "native", "/query", port, [program, "serve-read-only", "--location", str(store), "--bind", bind]
    if with_rdflib and (program := rdflib_endpoint(folder)):
        port = free_port()
        # It has no named graphs: what is in the default graph of the others is all that it is given.
        triples, engine = folder / "default.nt", LocalStore.memory(nquads).engine
        held = engine.quads_for_pattern(None, None, None, DefaultGraph())
        serialize((quad.triple for quad in held), output=str(triples), format=RdfFormat.N_TRIPLES)
        yield (
            "rdflib",
            "/",
            port,
            [program, "serve", "--host", "127.0.0.1", "--port", str(port), str(triples)],
        )


def rdflib_endpoint(folder: Path) -> str:
    """Install rdflib-endpoint into an environment of its own; return its program, or nothing."""
    venv.create(folder / "rdflib", with_pip=True)
    scripts = folder / "rdflib" / ("Scripts" if os.name == "nt" else "bin")
    wanted = ["rdflib-endpoint", "uvicorn", "httptools"]
    done = subprocess.run(
        [scripts / "python", "-m", "pip", "install", "--quiet", *wanted], capture_output=True
    )
    print("rdflib-endpoint:", "installed" if done.returncode == 0 else "cannot be installed, and is left out")
    return str(scripts / "rdflib-endpoint") if done.returncode == 0 else ""


def some_things(data: str) -> list[str]:
    """Return the addresses of things that have a label."""
    store = LocalStore.memory(Path(data) / "pactgraph.nq")
    found = store.select("SELECT DISTINCT ?s { ?s rdfs:label ?l } ORDER BY ?s").rows
    return [node.value for (node,) in found if isinstance(node, NamedNode)]


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", default="build", help="the build to serve")
    parser.add_argument("--clients", type=int, nargs="+", default=[1, 8, 32])
    parser.add_argument("--seconds", type=float, default=3, help="of each run")
    parser.add_argument("--rounds", type=int, default=3, help="the median of which counts")
    parser.add_argument("--without-rdflib", action="store_true")
    parser.add_argument("--load", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.load:
        port, clients, seconds, listed = chosen.load.split(",", 3)
        load(int(port), int(clients), float(seconds), Path(listed))
        return
    print("load from", "wrk" if shutil.which("wrk") else "our own process with plain sockets")
    print(f"load of the machine before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as running:
        held = commands(chosen.data, Path(folder), with_rdflib=not chosen.without_rdflib)
        servers = [running.enter_context(started(*one)) for one in held]
        compare(servers, chosen, some_things(chosen.data), Path(folder))


def compare(servers: list[Server], chosen: argparse.Namespace, things: list[str], folder: Path) -> None:
    """Ask all servers, and print the rates and their ratios."""
    ask = by_wrk if shutil.which("wrk") else by_sockets
    runs: dict[tuple[str, int, str], list[Rate]] = {}
    listed = folder / "paths.txt"
    # The last works on at what nobody waits for any more, and would hold up the others.
    for group in (servers[:2], servers[2:]):
        for kind, clients, round_ in itertools.product(KINDS, chosen.clients, range(chosen.rounds)):
            for server in group:
                asked = paths(kind, server, things, round_ * 100 + clients)
                listed.write_text("\n".join(asked) + "\n", encoding="ascii")
                held = runs.setdefault((kind, clients, server.name), [])
                held.append(ask(server, listed, clients, chosen.seconds))
    for kind, clients in itertools.product(KINDS, chosen.clients):
        middle = {one.name: median(runs[kind, clients, one.name]) for one in servers}
        for name, one in middle.items():
            times = f"p50 {one.p50:8.2f} ms  p99 {one.p99:8.2f} ms" if one.rate else "no answer in time"
            wrong = f"  no answer: {one.wrong}" if one.wrong else ""
            print(f"{kind:7} c={clients:<3} {name:7} {one.rate:8.0f}/s  {times}{wrong}")
        ours = middle["ours"].rate
        ratios = [f"{ours / max(one.rate, 1 / 3):.2f} x {name}" for name, one in list(middle.items())[1:]]
        print(f"{kind:7} c={clients:<3} ours is {', '.join(ratios)}", flush=True)


def median(runs: list[Rate]) -> Rate:
    """Return the run of the median rate."""
    return sorted(runs, key=lambda one: one.rate)[len(runs) // 2]


if __name__ == "__main__":
    main()
