"""From the folders of plain text to a build: read, check, derive, audit, write."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

from pactgraph.audit.run import audit, quads
from pactgraph.build.publish import COMPILED, DISK, Manifest, publish
from pactgraph.build.report import build_report
from pactgraph.derivation.rules import read_rules
from pactgraph.derivation.run import derive, derive_after_audit
from pactgraph.errors import PactgraphError
from pactgraph.exports.rdf import RDF_EXPORTS
from pactgraph.exports.selection import select_quads
from pactgraph.resources import version
from pactgraph.store.local import LocalStore
from pactgraph.store.reading import Content, name_blank_nodes, own_content
from pactgraph.store.turtle import reading_once
from pactgraph.validation.findings import Finding
from pactgraph.validation.rules import validate

VIEWS = "views"
FIRST_VIEW = "two-mode"
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


def compile_content(content: Content, progress: Progress | None = None) -> Compiled:
    """Read, check, derive and audit.

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
    rules = read_rules(content.ontology / "rules")
    rounds = derive(store, rules, tell)
    tell("audit")
    store.add(quads(audit(store)))
    derive_after_audit(store, rules, tell)
    return Compiled(store, findings, rounds)


def build(
    out: Path, *, disk: bool = False, views: bool = True, once: bool = False, progress: Progress | None = None
) -> Path:
    """Build the data set, its exports, views and report, and switch to it in one step.

    :param disk: open the build from its store on disk only, for data sets too large for memory.
    :param views: draw all views; without, the first one only, which is quicker.
    :param once: wait for another build of the same folder, and take what it made.
    :returns: the folder of the build.
    :raises FindingsError: where a check finds an error; nothing is written then.
    :raises StoreError: where the output folder is held or cannot be written.
    """
    from pactgraph.views.gallery import INDEX, Renderer, all_views, gallery

    content, tell = own_content(), progress or (lambda step: None)

    def write(folder: Path) -> Manifest:
        with reading_once():
            digest = content.digest()
            compiled = compile_content(content, tell)
            tell("write")
            write_data(folder, compiled.store)
            quads = select_quads(compiled.store, read_rules(content.ontology / "rules"))
            _write(folder / "pactgraph.ttl", RDF_EXPORTS["ttl"].write(quads))
            _write(folder / "report.md", build_report(compiled.store, compiled.warnings, compiled.rounds))
            # What a graph of one's own gives nothing to draw of is named in the index.
            wanted = [view for view in all_views() if views or view.name == FIRST_VIEW]
            pages, _ = gallery(Renderer(compiled.store, home=INDEX), wanted, tell)
        if f"{FIRST_VIEW}.html" in pages:
            _write(folder / f"{FIRST_VIEW}.html", pages[f"{FIRST_VIEW}.html"])
        if views:
            (folder / VIEWS).mkdir()
            for name in sorted(pages):
                _write(folder / VIEWS / name, pages[name])
        return {"content": digest, "disk": disk, "version": version()}

    return publish(out, write, once=once)


def write_data(folder: Path, store: LocalStore) -> None:
    """Write a compiled data set: named graphs, and each triple once in the default graph; and its store."""
    quads = name_blank_nodes(store.quads())
    named = {f"{quad} .\n" for quad in quads}
    merged = {f"{quad.triple} .\n" for quad in quads}
    _write(folder / COMPILED, "".join([*sorted(merged), *sorted(named)]))
    LocalStore.write_disk(folder / DISK, quads)


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
