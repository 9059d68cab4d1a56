"""From the folders of plain text to a build: read, check, derive, write."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pactgraph import resources
from pactgraph.build.release import publish
from pactgraph.build.report import build_report
from pactgraph.derivation.rules import read_rules
from pactgraph.derivation.run import derive
from pactgraph.errors import PactgraphError
from pactgraph.exports.rdf import RDF_EXPORTS
from pactgraph.exports.selection import select_quads
from pactgraph.store.local import LocalStore
from pactgraph.store.reading import Content
from pactgraph.validation.findings import Finding
from pactgraph.validation.rules import validate

COMPILED = "pactgraph.nq"
DISK = "store"
VIEWS = ("two-mode",)
#: Steps of a build, for progress; the rules report themselves in between.
Progress = Callable[[str], None]


class FindingsError(PactgraphError):
    """The checks found what must be mended before a build."""

    def __init__(self, findings: Collection[Finding]) -> None:
        self.findings = list(findings)
        super().__init__(f"{len(self.findings)} findings")


@dataclass(frozen=True)
class Compiled:
    """A data set, checked and derived, in memory."""

    store: LocalStore
    warnings: list[Finding]
    rounds: int


def own_content() -> Content:
    """Return the content that this installation, or ``PACTGRAPH_CONTENT``, holds."""
    return Content(resources.ontology_dir(), resources.graph_dir())


def compile_content(content: Content, progress: Progress | None = None) -> Compiled:
    """Read, check and derive.

    :raises FindingsError: where a check finds an error; nothing is derived then.
    :raises UserError: where a file cannot be read.
    """
    tell = progress or (lambda step: None)
    tell("read")
    store = LocalStore.of(content.quads())
    tell("check")
    findings = validate(content, store)
    errors = [finding for finding in findings if finding.severity == "error"]
    if errors:
        raise FindingsError(errors)
    rounds = derive(store, read_rules(content.ontology / "rules"), tell)
    return Compiled(store, findings, rounds)


def build(out: Path, *, disk: bool = False, progress: Progress | None = None) -> Path:
    """Build the data set, its exports, views and report, and switch to it in one step.

    :param disk: write a store on disk too, for data sets too large for memory.
    :returns: the folder of the build.
    :raises FindingsError: where a check finds an error.
    :raises StoreError: where the output folder is held or cannot be written.
    """
    tell = progress or (lambda step: None)
    content = own_content()

    def write(folder: Path) -> dict[str, Any]:
        compiled = compile_content(content, progress)
        rules = read_rules(content.ontology / "rules")
        tell("write")
        _write_data(folder, compiled.store, disk)
        quads = select_quads(compiled.store, rules)
        (folder / "pactgraph.ttl").write_text(RDF_EXPORTS["ttl"].write(quads), encoding="utf-8")
        tell("draw")
        for name in VIEWS:
            (folder / f"{name}.html").write_text(draw(compiled.store, name), encoding="utf-8")
        report = build_report(compiled.store, compiled.warnings, compiled.rounds)
        (folder / "report.md").write_text(report, encoding="utf-8")
        return {"content": content.digest(), "disk": disk}

    return publish(out, write)


def draw(store: LocalStore, name: str) -> str:
    """Return the page of a view."""
    from pactgraph.network.projections import project
    from pactgraph.views.definition import load_view, view_path
    from pactgraph.views.page import render

    view = load_view(view_path(name))
    return render(project(store, view.projection), view)


def _write_data(folder: Path, store: LocalStore, disk: bool) -> None:
    """Write the compiled data set: named graphs, and each triple once in the default graph."""
    named = {f"{quad} .\n" for quad in store.quads()}
    merged = {f"{quad.triple} .\n" for quad in store.quads()}
    (folder / COMPILED).write_text("".join([*sorted(merged), *sorted(named)]), encoding="utf-8")
    if disk:
        LocalStore.create_disk(folder / DISK, folder / COMPILED)
