"""How long the page of a thing takes in a world of a million claims.

    python tests/benchmarks/thing_times.py [--data build] [--claims 1000000] [--pages 50] [--keep DIR]

Adds an invented world to the built graph, the same at every call, in a store on disk: sources, companies,
programmes; participations, milestones and statistics, each with its evidence, in the named graph of its
source and in the default graph. Every fiftieth claim is about one country, the hub. Then asks the whole
application, without a network, for the pages of things, each once for the first time and three times more,
and prints median, p99 and the slowest in milliseconds, and how long the hub takes.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import io
import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from pyoxigraph import RdfFormat, Store

from pactgraph.graph import Graph
from pactgraph.namespaces import PACT, PREFIXES
from pactgraph.store.local import LocalStore
from pactgraph.web.app import create_app
from pactgraph.web.services import Services

BASE = "https://w3id.org/pactgraph/"
HUB = "country:CUB"
SOURCES, PARTIES, INITIATIVES, INDICATORS = 500, 40_000, 30_000, 400
ROLES = ("participant", "signatory", "implementer", "host", "initiator", "beneficiary")
MILESTONES = ("adopted", "announced", "launched")
WORDS = (
    "digital",
    "trade",
    "cross-border",
    "data",
    "platform",
    "pilot",
    "port",
    "cloud",
    "payment",
    "network",
)


def iri(short: str) -> str:
    """Return a short name as it stands in N-Quads."""
    kind, _, name = short.partition(":")
    return f"<{PREFIXES[kind]}{name}>"


A = iri("rdf:type")


def quads(lines: list[str], graph: str) -> str:
    """Return statements in a named graph and, once more, in the default graph."""
    return "".join(f"{line} .\n{line} {graph} .\n" for line in lines)


def world(claims: int) -> Iterator[str]:
    """Yield an invented world as N-Quads."""
    dice = random.Random(1)
    yield from things()
    for number in range(claims):
        source = number * SOURCES // claims
        kind = (participation, participation, participation, milestone, statistic)[number % 5]
        party = iri(HUB) if number % 50 == 0 else iri(f"company:x{dice.randrange(PARTIES)}")
        about = iri(f"programme:x{dice.randrange(INITIATIVES)}")
        claim, proof = iri(f"claim:s{source}/{number}"), iri(f"evidence:s{source}/{number}")
        lines = kind(claim, party, about, dice)
        lines += [
            f"{claim} {A} <{PACT}Claim>",
            f"{claim} <{PACT}evidence> {proof}",
            f"{claim} <{PACT}modality> {iri('modality:reported')}",
            f'{claim} <{PACT}text> "Claim {number} of {source}: {" ".join(dice.sample(WORDS, 5))}."@en',
            f"{proof} {A} <{PACT}Evidence>",
            f"{proof} <{PACT}source> {iri(f'source:s{source}')}",
            f'{proof} <{PACT}locator> "paragraph {number % 90 + 1}, sentence {number % 7 + 1}"',
        ]
        yield quads(lines, iri(f"source:s{source}"))
        if number % 100 == 0:
            yield quads(doubt(number, claim), f"<{BASE}graph/disagreements>")


def things() -> Iterator[str]:
    """Yield sources, parties and initiatives."""
    graph = f"<{BASE}graph/things>"
    kinds = (
        ("source", "Source", SOURCES),
        ("indicator", "Indicator", INDICATORS),
        ("company", "Company", PARTIES),
        ("programme", "Programme", INITIATIVES),
    )
    for kind, name, most in kinds:
        for number in range(most):
            node = iri(f"{kind}:{'s' if kind == 'source' else 'x'}{number}")
            lines = [
                f"{node} {A} <{PACT}{name}>",
                f'{node} {iri("rdfs:label")} "Invented {kind} {number}"@en',
            ]
            if kind == "company":
                lines.append(f"{node} <{PACT}country> {iri('country:CHN')}")
            if kind == "programme":
                lines.append(f"{node} <{PACT}status> {iri('status:signed')}")
            yield quads(lines, graph)


def participation(claim: str, party: str, about: str, dice: random.Random) -> list[str]:
    """Return a claim that a party has a role in an initiative, and what follows."""
    return [
        f"{claim} {A} <{PACT}Participation>",
        f"{claim} <{PACT}party> {party}",
        f"{claim} <{PACT}initiative> {about}",
        f"{claim} <{PACT}role> {iri(f'role:{dice.choice(ROLES)}')}",
        f"{about} <{PACT}participant> {party}",
    ]


def milestone(claim: str, party: str, about: str, dice: random.Random) -> list[str]:
    """Return a claim of what happened to an initiative."""
    year = dice.randint(2000, 2024)
    return [
        f"{claim} {A} <{PACT}Milestone>",
        f"{claim} <{PACT}byParty> {party}",
        f"{claim} <{PACT}initiative> {about}",
        f"{claim} <{PACT}milestoneType> {iri(f'milestone-type:{dice.choice(MILESTONES)}')}",
        f'{claim} <{PACT}date> "{year}"^^{iri("edtf:EDTF")}',
        f'{claim} <{PACT}earliest> "{year}-01-01"^^{iri("xsd:date")}',
        f'{claim} <{PACT}latest> "{year}-12-31"^^{iri("xsd:date")}',
    ]


def statistic(claim: str, party: str, _: str, dice: random.Random) -> list[str]:
    """Return a claim of a figure of a party."""
    year = dice.randint(2000, 2024)
    return [
        f"{claim} {A} <{PACT}Observation>",
        f"{claim} <{PACT}refArea> {party}",
        f"{claim} <{PACT}indicator> {iri(f'indicator:x{dice.randrange(INDICATORS)}')}",
        f'{claim} <{PACT}refPeriod> "{year}"^^{iri("edtf:EDTF")}',
        f'{claim} <{PACT}latest> "{year}-12-31"^^{iri("xsd:date")}',
        f'{claim} <{PACT}asPrinted> "{dice.randint(1, 130)}"',
        f"{claim} <{PACT}unit> {iri('unit:rank')}",
    ]


def doubt(number: int, claim: str) -> list[str]:
    """Return what an audit may have found about a claim."""
    node = f"<{BASE}id/disagreement/x{number}>"
    return [
        f"{node} {A} <{PACT}Disagreement>",
        f"{node} <{PACT}disputes> {claim}",
        f'{node} <{PACT}certainty> "likely"',
        f'{node} <{PACT}explanation> "Another source says something else."@en',
        f"{node} <{PACT}disagreementKind> {iri('disagreement-kind:date')}",
    ]


class Text(io.RawIOBase):
    """A file of text that is made while it is read."""

    def __init__(self, parts: Iterator[str]) -> None:
        self._parts, self._rest = parts, b""

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes."""
        while not self._rest and (some := list(islice(self._parts, 500))):
            self._rest = "".join(some).encode()
        part, self._rest = self._rest[:size], self._rest[size:]
        return part


def fill(folder: Path, data: Path, claims: int) -> None:
    """Make the store, unless it is there from before."""
    if folder.exists():
        return
    began = time.perf_counter()
    store = Store(str(folder))
    store.bulk_load(path=str(data / "pactgraph.nq"), format=RdfFormat.N_QUADS)
    store.bulk_load(Text(world(claims)), format=RdfFormat.N_QUADS)
    store.flush()
    print(f"{len(store)} quads in {time.perf_counter() - began:.0f} s")


def pages(number: int) -> list[str]:
    """Return the paths of things: the hub, programmes, companies, claims, sources and things of the build."""
    held = [
        "/id/country/CUB",
        "/id/agreement/china-cuba-digital-silk-road-memorandum",
        "/id/indicator/x7",
        "/source/s7",
        "/id/claim/ye-small-economies/070",
    ]
    kinds = ("/id/company/x", "/id/programme/x")
    held += [f"{kinds[place % 2]}{place * 577}" for place in range(number - len(held))]
    return held


async def get(app: object, path: str) -> tuple[float, int]:
    """Ask the application for a page; return the seconds, and the bytes of the answer."""
    sent: list[dict[str, object]] = []

    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict[str, object]) -> None:
        sent.append(message)

    headers = [(b"host", b"localhost"), (b"accept", b"text/html")]
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "path": path,
        "raw_path": path.encode(), "query_string": b"", "root_path": "", "scheme": "http", "headers": headers,
        "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 1),
    }  # fmt: skip
    began = time.perf_counter()
    with contextlib.redirect_stdout(io.StringIO()):  # the log of requests
        await app(scope, receive, send)  # type: ignore[operator]
    taken = time.perf_counter() - began
    if sent[0]["status"] != 200:
        raise SystemExit(f"{path}: {sent[0]['status']}")
    return taken, sum(len(message.get("body", b"")) for message in sent[1:])  # type: ignore[arg-type, misc]


def line(name: str, taken: list[float]) -> str:
    """Return median, p99 and slowest as text."""
    cuts = [cut * 1000 for cut in statistics.quantiles(taken, n=100, method="inclusive")]
    return f"{name:12} median {cuts[49]:7.1f} ms  p99 {cuts[98]:7.1f}  slowest {max(taken) * 1000:7.1f}"


async def measure(place: Path, number: int, *, detail: bool) -> None:
    """Ask for the pages, and print how long they take."""
    app = create_app(Services(Graph(LocalStore.disk(place))))
    first, again, hub = [], [], []
    await get(app, "/id/country/FRA")  # templates and what all pages share
    for path in pages(number):
        taken, size = await get(app, path)
        times = [(await get(app, path))[0] for _ in range(3)]
        first.append(taken)
        again += times
        if path == pages(1)[0]:
            hub = times
        if detail:
            print(f"  {path:60} {taken * 1000:8.1f} {statistics.median(times) * 1000:8.1f} ms {size:8} bytes")
    print(line("first", first))
    print(line("again", again))
    print(f"the hub      median {statistics.median(hub) * 1000:7.1f} ms")


def main() -> None:
    """Make the world, and measure."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=Path("build"), help="the build to add to")
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--pages", type=int, default=50)
    parser.add_argument("--keep", type=Path, help="a folder in which the store stays, or is from before")
    parser.add_argument("--detail", action="store_true", help="print each page")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = (chosen.keep or Path(folder)) / "store"
        fill(place, chosen.data, chosen.claims)
        asyncio.run(measure(place, chosen.pages, detail=chosen.detail))


if __name__ == "__main__":
    main()
