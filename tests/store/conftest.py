from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Quad, RdfFormat, parse

from pactgraph.namespaces import PREFIXES

#: Three sources, of which all state one thing, two another; and a node without a name that two of them know.
SAMPLE = """
source:a {
    country:CHN pact:cooperatesWith country:CUB ; rdfs:label "China"@en, "中国"@zh .
    agreement:x pact:participant country:CHN, country:CUB ; pact:value 16, 1.5, true ; pact:note _:n .
}
source:b {
    country:CHN pact:cooperatesWith country:CUB ; rdfs:label "China"@en .
    agreement:y pact:participant country:CHN ; pact:note "two\\nlines", "2021-11"^^edtf:EDTF ; pact:note _:n .
    _:n rdfs:label "nameless" .
}
source:c { country:CHN pact:cooperatesWith country:CUB . }
"""


def trig(text: str) -> list[Quad]:
    """Read TriG that uses our prefixes."""
    head = "".join(f"@prefix {name}: <{base}> .\n" for name, base in PREFIXES.items())
    return list(parse(head + text, format=RdfFormat.TRIG))


@pytest.fixture(scope="session", name="trig")
def trig_fixture() -> Callable[[str], list[Quad]]:
    return trig


@pytest.fixture(scope="session")
def sample() -> list[Quad]:
    return trig(SAMPLE)


@pytest.fixture(scope="session")
def compiled(sample: list[Quad], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample as a build writes it: named graphs, and each triple once in the default graph."""
    path = tmp_path_factory.mktemp("compiled") / "pactgraph.nq"
    merged = dict.fromkeys(f"{quad.triple} .\n" for quad in sample)
    path.write_text("".join([*merged, *(f"{quad} .\n" for quad in sample)]), encoding="utf-8")
    return path
