from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from pactgraph import resources
from pactgraph.model.passages import find_phrase, make_passage, normalise
from pactgraph.namespaces import PREFIXES
from pactgraph.sources.documents import Fingerprint
from pactgraph.store.local import LocalStore
from pactgraph.store.reading import Content

HEAD = "".join(f"@prefix {name}: <{base}> .\n" for name, base in PREFIXES.items())
HEAD += "@prefix e: <https://w3id.org/pactgraph/id/evidence/tiny/> .\n"
TEXT = (
    "A title\n\nOne sentence stands here. Another one follows.\n\nOne sentence stands  here too. The end.\n"
)


@pytest.fixture(scope="session")
def whole_graph() -> LocalStore:
    """The graph of the checkout, without what follows from it."""
    return LocalStore.of(Content(resources.ontology_dir(), resources.graph_dir()).quads())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of documents with one small document."""
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "tiny.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path / "documents"


@pytest.fixture
def cited() -> Callable[..., LocalStore]:
    """Make a graph in which a source of some file name has evidence for phrases of the small document."""

    def make(*phrases: str, file_name: str = "tiny.txt", curated: Fingerprint | None = None) -> LocalStore:
        parts = ['source:tiny a pact:Source ; rdfs:label "A tiny source"@en .']
        parts += [f'source:tiny pact:fileName "{file_name}" .']
        if curated is not None:
            parts += [f'source:tiny pact:sha256 "{curated.sha256}" ; pact:length {curated.length} .']
        for number, phrase in enumerate(phrases, 1):
            passage = make_passage(normalise(TEXT), *find_phrase(TEXT, phrase)[0])
            parts.append(
                f'e:{number} a pact:Evidence ; pact:source source:tiny ; pact:locator "as written" ; '
                f'pact:start {passage.start} ; pact:end {passage.end} ; pact:sha256 "{passage.sha256}" . '
                f"<urn:claim:{number}> pact:evidence e:{number} . "
                f"<urn:more:{number}> pact:evidence e:{number} ."
            )
        stated = f"{HEAD}source:tiny {{ {' '.join(parts)} }}"
        return LocalStore.of(parse(stated, format=RdfFormat.TRIG))

    return make


@pytest.fixture
def text() -> str:
    return TEXT
