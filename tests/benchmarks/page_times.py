"""How long a network page takes until it can be used, in headless Chromium, beside plain pyvis.

    python tests/benchmarks/page_times.py [--sizes 200 1000 5000] [--times 3] [--limit 60]

Both pages hold the same network: parties and initiatives, a few ties each. Ours has a claim for each tie, and
tables and filters; that of pyvis has names only, and pyvis's defaults, except that its scripts are inside the
page, as the network is cut. From the start of loading, in seconds:

- ours ready: the whole picture is drawn, all scripts have run, and the page is free to answer. Then the node
  of the most ties is clicked: until its details are shown. A redraw is one frame of panning.
- pyvis shown: the picture appears, after the rounds that vis-network runs before it shows anything.
- pyvis settled: nothing moves any more.

Each ratio is a time of pyvis by ours. What takes longer than the limit is cut off: its ratio is then a floor.
"""

from __future__ import annotations

import argparse
import random
import shutil
import statistics
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import networkx
from playwright.sync_api import Browser, Route, sync_playwright

from pactgraph.views.claim_cards import carry
from pactgraph.views.definition import load_view, view_path
from pactgraph.views.layouts import arrange
from pactgraph.views.page import render

WORDS = ("digital", "trade", "cross-border", "data", "platform", "forum", "pilot", "memorandum", "network")

OURS = """
window.times = {};
addEventListener("load", () => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => {
  times.ready = performance.now();
}))));
addEventListener("pointerdown", (event) => {
  const look = () => {
    if (document.getElementById("details").hidden) requestAnimationFrame(look);
    else times.answer = performance.now() - event.timeStamp;
  };
  requestAnimationFrame(look);
}, true);
"""

PYVIS = """
window.times = {};
let made;
Object.defineProperty(window, "network", { configurable: true, get: () => made, set: (network) => {
  made = network;
  const note = (name) => requestAnimationFrame(() => setTimeout(() => { times[name] = performance.now(); }));
  network.once("stabilizationIterationsDone", () => note("shown"));
  network.once("stabilized", () => note("settled"));
} });
"""

HUB = """() => {
  const hub = [...page.model.nodes.values()].sort((a, b) => b.ties.length - a.ties.length)[0];
  const { left, top } = document.getElementById("picture").getBoundingClientRect();
  const { x, y } = page.picture.network.canvasToDOM(page.picture.network.getPosition(hub.id));
  return { x: left + x, y: top + y };
}"""

REDRAW = """() => new Promise((done) => {
  const began = performance.now();
  let left = 10;
  const frame = () => {
    page.picture.network.redraw();
    if (left -= 1) requestAnimationFrame(frame);
    else done((performance.now() - began) / 10);
  };
  requestAnimationFrame(frame);
})"""


def main() -> None:
    """Measure each size in turn, ours and pyvis's."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=[200, 1000, 5000], help="numbers of nodes")
    parser.add_argument("--times", type=int, default=3, help="how often ours is opened; the median counts")
    parser.add_argument("--limit", type=float, default=60, help="seconds that pyvis is waited for")
    parser.add_argument("--layout", default="force", help="the layout of ours")
    parser.add_argument("--keep", type=Path, help="a folder to leave the pages in")
    chosen = parser.parse_args()
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        where = chosen.keep or Path(folder)
        where.mkdir(parents=True, exist_ok=True)
        for size in chosen.sizes:
            measure(browser, where, size, chosen)
        browser.close()


def measure(browser: Browser, folder: Path, size: int, chosen: argparse.Namespace) -> None:
    """Write both pages of one size, open them, and print a block."""
    graph = invented(size)
    ours, placing, writing = write_ours(graph, folder / f"ours-{size}.html", chosen.layout)
    runs = [open_ours(browser, ours) for _ in range(chosen.times)]
    ready, answer, redraw = (statistics.median(run[at] for run in runs) for at in range(3))
    theirs = open_pyvis(browser, write_pyvis(graph, folder / f"pyvis-{size}.html"), chosen.limit)
    size_of_page = ours.stat().st_size / 1e6
    print(f"{len(graph):,} nodes, {graph.number_of_edges():,} ties")
    print(f"  in Python     {placing:7.2f} s to place, {writing:.2f} s to write, {size_of_page:.1f} MB")
    print(f"  ours ready    {ready:7.2f} s; a click {answer * 1000:.0f} ms, a redraw {redraw * 1000:.0f} ms")
    for name in ("shown", "settled"):
        beyond = "" if name in theirs else "more than "
        seconds = theirs.get(name, chosen.limit)
        print(f"  pyvis {name:7} {beyond}{seconds:7.2f} s: {beyond}{seconds / ready:.0f} times ours")


def invented(size: int) -> Any:
    """Return a two-mode network with the same names and ties at every call."""
    dice = random.Random(1)
    graph = networkx.MultiGraph(projection="two-mode")
    kinds = (("initiative", "project"), ("party", "country"), ("party", "company"))
    for number in range(size):
        mode, kind = kinds[number % 3]
        label = " ".join(dice.sample(WORDS, dice.randint(1, 4))).capitalize() + f" {number}"
        graph.add_node(f"thing:{number:05}", label=label, alt=[], mode=mode, type=kind, type_label=kind)
        status = dice.choice(("signed", "in-force", "announced")) if mode == "initiative" else None
        graph.nodes[f"thing:{number:05}"].update(status=status, status_label=status, years=[], claims=[])
    parties = [node for node, data in graph.nodes(data=True) if data["mode"] == "party"]
    for initiative in sorted(set(graph) - set(parties)):
        # A few parties are in much, most in little.
        for at in sorted({int(len(parties) * dice.random() ** 3) for _ in range(dice.randint(2, 5))}):
            add_tie(graph, parties[at], initiative, 2010 + dice.randint(0, 14))
    return graph


def add_tie(graph: Any, party: str, initiative: str, year: int) -> None:
    """Tie a party to an initiative, with a claim that says so."""
    number = graph.number_of_edges()
    claim = {
        "iri": f"claim:{number}", "id": f"invented/{number:05}", "text": "One of them signed the other.",
        "modality": "asserted", "source": "source:invented", "source_title": "An invented source",
        "locator": f"paragraph {number % 90}", "date": str(year),
    }  # fmt: skip
    held = {"initiative": initiative, "role": "signatory", "role_label": "signatory", "modality": "asserted"}
    key = f"{party} signatory {initiative}"
    graph.add_edge(party, initiative, key, **held, years=[year], claims=carry(graph, [claim]))


def write_ours(graph: Any, file: Path, layout: str) -> tuple[Path, float, float]:
    """Write our page; return it with the seconds that the places and the page took."""
    view = replace(load_view(view_path("two-mode")), layout=layout)
    began = time.perf_counter()
    boxes = arrange(graph, layout)
    placed = time.perf_counter()
    file.write_text(render(graph, view, boxes), encoding="utf-8")
    return file, placed - began, time.perf_counter() - placed


def write_pyvis(graph: Any, file: Path) -> Path:
    """Write the page that pyvis makes of the same nodes and ties when told nothing else."""
    from pyvis.network import Network

    network = Network(cdn_resources="in_line")
    for node, label in graph.nodes(data="label"):
        network.add_node(node, label=label)
    network.add_edges(list(graph.edges()))
    file.write_text(network.generate_html(), encoding="utf-8")
    return file


def open_ours(browser: Browser, file: Path) -> tuple[float, float, float]:
    """Return the seconds until our page is ready, answers a click, and draws itself anew."""
    page = opened(browser, file, OURS)
    waited(page, ("ready",), 120)
    redraw = page.evaluate(REDRAW)
    at = page.evaluate(HUB)
    page.mouse.click(at["x"], at["y"])
    times = waited(page, ("ready", "answer"), 60)
    page.context.close()
    return times["ready"], times["answer"], redraw / 1000


def open_pyvis(browser: Browser, file: Path, limit: float) -> dict[str, float]:
    """Return the seconds until pyvis's page is shown and settled, as far as it gets within the limit."""
    page = opened(browser, file, PYVIS)
    times = waited(page, ("shown", "settled"), limit)
    page.context.close()
    return {name: value for name, value in times.items() if value <= limit}


def opened(browser: Browser, file: Path, script: str) -> Any:
    """Open a page with the network cut, and a script that notes times."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})

    def refuse_outside(route: Route) -> None:
        if route.request.url.startswith(("file:", "data:", "blob:")):
            route.continue_()
        else:
            route.abort()

    context.route("**/*", refuse_outside)
    page = context.new_page()
    page.set_default_timeout(120_000)
    page.add_init_script(script)
    page.goto(file.as_uri(), wait_until="commit")
    return page


def waited(page: Any, names: tuple[str, ...], limit: float) -> dict[str, float]:
    """Return the times noted so far, in seconds, as soon as all that are named are, or after the limit."""
    began = time.perf_counter()
    times: dict[str, float] = {}
    # Not wait_for_function: it needs eval, which our page forbids.
    while not all(name in times for name in names) and time.perf_counter() - began < limit:
        time.sleep(0.1)
        times = page.evaluate("times")
    return {name: value / 1000 for name, value in times.items()}


if __name__ == "__main__":
    main()
