from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest
from pyoxigraph import Quad, RdfFormat, parse

from pactgraph import resources
from pactgraph.derivation.rules import Rule, read_rules
from pactgraph.namespaces import GRAPH_DISAGREEMENTS, PREFIXES
from pactgraph.store.local import LocalStore

#: What is hard to carry over: blank nodes shared by statements or graphs, circles, lists, odd literals.
AWKWARD = """
graph:things {
    country:CHN rdfs:label "China"@en, "中国"@zh-hant, "a \\"quote\\" \\\\ \\n line & <b> ]]>"@en-gb .
    country:CHN pact:note _:shared .
    agreement:a%20b pact:note "", " ", "tab\\t", "e\\u0301 \\u2028 😀" .
    agreement:a%20b pact:value 1, 1.0, 1.5e0, true, "01"^^xsd:integer .
    <urn:x:y> <urn:p:q> <urn:x:y> , "2021-11"^^edtf:EDTF , ( 1 ( 2 ) [ pact:note "in" ] ) , () .
}
source:one { _:shared pact:note "first" ; pact:related _:other . _:other pact:related _:shared . }
source:two { _:shared pact:note "second" . _:round pact:related _:round . [] pact:note "alone" . }
"""


@pytest.fixture(scope="session")
def rules() -> list[Rule]:
    return read_rules(resources.ontology_dir() / "rules")


@pytest.fixture(scope="session")
def whole_graph(whole: LocalStore) -> LocalStore:
    """The graph as it is built from the checkout, without what the audit found."""
    return LocalStore.of(quad for quad in whole.quads() if quad.graph_name.value != GRAPH_DISAGREEMENTS)


@pytest.fixture(scope="session")
def awkward() -> LocalStore:
    head = "".join(f"@prefix {name}: <{base}> .\n" for name, base in PREFIXES.items())
    quads: list[Quad] = list(parse(head + AWKWARD, format=RdfFormat.TRIG))
    return LocalStore.of(quads)


@pytest.fixture(scope="session")
def without_libraries() -> Callable[[str, str], str]:
    """Run code in a process in which a library cannot be imported; returns what it said when it failed."""

    def run(library: str, code: str) -> str:
        absent = f"import sys\nsys.modules[{library!r}] = None\n"
        result = subprocess.run([sys.executable, "-c", absent + code], capture_output=True, text=True)
        assert result.returncode != 0
        return result.stderr

    return run
