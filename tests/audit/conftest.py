"""Small made-up worlds for the rules of the audit, and the audit of the real graph."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Quad, RdfFormat, parse

from pactgraph import resources
from pactgraph.audit import RULES, Disagreement, audit
from pactgraph.derivation.rules import Rule, read_rules
from pactgraph.derivation.run import derive
from pactgraph.namespaces import GRAPH_ONTOLOGY, PREFIXES
from pactgraph.store.local import LocalStore
from pactgraph.store.reading import Content

HEAD = "".join(f"@prefix {name}: <{base}> .\n" for name, base in PREFIXES.items())
Find = Callable[..., list[Disagreement]]


def observe(
    name: str,
    value: str,
    unit: str = "percent",
    *,
    of: str = "level",
    area: str = "country:CHN",
    period: str = "2020",
    printed: str = "",
    quantifier: str = "exact",
    more: str = "",
) -> str:
    """Write an observation of source one; ``name`` is the end of its claim's address."""
    source, _, number = f"one/{name}".rpartition("one/")[2].rpartition("/")
    source = source or "one"
    claim, evidence = f"<{PREFIXES['claim']}{source}/{number}>", f"<{PREFIXES['evidence']}{source}/{number}>"
    return f"""
      source:{source} a pact:Source ; rdfs:label "{source}"@en .
      {claim} a pact:Observation ; pact:indicator indicator:{of} ; pact:refArea {area} ;
        pact:refPeriod "{period}"^^edtf:EDTF ; pact:value {value} ; pact:unit unit:{unit} ;
        pact:asPrinted "{printed or value}" ; pact:quantifier quantifier:{quantifier} ;
        pact:modality modality:asserted ; {more} pact:evidence {evidence} .
      {evidence} a pact:Evidence ; pact:source source:{source} ; pact:locator "row {number}" .
    """


@pytest.fixture(scope="session")
def observation() -> Callable[..., str]:
    return observe


@pytest.fixture(scope="session")
def ontology() -> list[Quad]:
    content = Content(resources.ontology_dir(), resources.graph_dir())
    return [quad for file in content.files() if file.graph == GRAPH_ONTOLOGY for quad in file.quads()]


@pytest.fixture(scope="session")
def rules() -> list[Rule]:
    return read_rules(resources.ontology_dir() / "rules")


@pytest.fixture(scope="session")
def find(ontology: list[Quad], rules: list[Rule]) -> Find:
    """Run one rule over a made-up world: ``find("growth", "indicator:x pact:growthOf …", observe(…), …)``."""

    def look(rule: str, *parts: str) -> list[Disagreement]:
        named = "".join(
            f"indicator:{name} a pact:Indicator . "
            for name in ("level", "part", "whole", "rate", "order", "other", "score", "users")
        )
        stated = f"{HEAD}source:made-up {{ {named} {' '.join(parts)} }}"
        store = LocalStore.of([*ontology, *parse(stated, format=RdfFormat.TRIG)])
        derive(store, rules)
        return audit(store, [RULES[rule]])

    return look


@pytest.fixture(scope="session")
def real(rules: list[Rule]) -> LocalStore:
    """The graph of the checkout with what follows from it."""
    store = LocalStore.of(Content(resources.ontology_dir(), resources.graph_dir()).quads())
    derive(store, rules)
    return store


@pytest.fixture(scope="session")
def found(real: LocalStore) -> list[Disagreement]:
    return audit(real)


@pytest.fixture(scope="session")
def folder() -> Path:
    return Path(__file__).parent
