"""Invented networks in the form of projections, with all that is hard to carry over."""

from __future__ import annotations

from typing import Any

import networkx as nx

BASE = "https://w3id.org/pactgraph/"
CHINA, CUBA, PERU, ALONE = (f"{BASE}id/country/{code}" for code in ("CHN", "CUB", "PER", "ISL"))
PACT, FORUM = f"{BASE}id/agreement/pact", f"{BASE}id/forum/forum"


def claim(number: str, source: str = "a-report") -> str:
    return f"{BASE}id/claim/{source}/{number}"


def words(iri: str) -> dict[str, Any]:
    source, number = iri.removeprefix(f"{BASE}id/claim/").split("/")
    return {
        "iri": f"{BASE}id/claim/{source}/{number}",
        "id": f"{source}/{number}",
        "text": "Cuba signed <the pact> & more.",
        "source": f"{BASE}source/{source}",
        "source_title": "A report",
        "evidence": [f"{BASE}id/evidence/{source}/1"],
        "notes": [],
    }


def attributes(**more: Any) -> dict[str, Any]:
    plain = {
        "alt": [],
        "mode": "party",
        "type": "country",
        "type_label": "country",
        "years": [],
        "claims": "",
    }
    return {**plain, "status": None, "status_label": None, "country": "", **more}


def about(**more: Any) -> dict[str, Any]:
    return {
        "title": "Countries",
        "rule": ["Nodes are countries.", "Ties are initiatives that both take part in."],
        "weight": "newman",
        "filters": ["since 2015"],
        "left_out": {"initiatives of one country": 3},
        "version": "0.1.0",
        **more,
    }


def countries() -> nx.Graph:
    """Three countries with two ties, one of them without a year, and one that stands alone."""
    graph = nx.Graph(**about(projection="country-country"))
    graph.add_node(CHINA, **attributes(label="China", alt=["中国", "КНР | Китай"], years=[2013, 2021]))
    graph.add_node(
        CUBA,
        **attributes(
            label="Cuba \x00 <b>&\u2028", claims=f"{claim('002')} {claim('001')}", sources="a-report"
        ),
    )
    graph.add_node(ALONE, **attributes(label="Iceland", years=[2020], share=float("nan"), note={}))
    graph.add_node(PERU, **attributes(label="Peru", score=1))
    graph.nodes[CHINA]["score"] = 2.5
    both = f"{claim('010', 'b-news')} {claim('001')}"
    graph.add_edge(
        CHINA,
        CUBA,
        weight=1.5,
        count=2,
        initiatives=[PACT, FORUM],
        years=[2017, 2019],
        claims=both,
        sources="a-report b-news",
        modality=None,
    )
    graph.add_edge(
        CHINA,
        PERU,
        weight=0.25,
        count=1,
        initiatives=[FORUM],
        years=[],
        claims=claim("003"),
        sources="a-report",
    )
    return graph


def flows() -> nx.MultiDiGraph:
    """Two ties of one direction, and one of the other, between the same two."""
    graph = nx.MultiDiGraph(**about(projection="company-country", filters=[]))
    graph.add_node(CHINA, **attributes(label="China"))
    graph.add_node(CUBA, **attributes(label="Cuba"))
    for one, other, key in ((CHINA, CUBA, "provider"), (CHINA, CUBA, "operator"), (CUBA, CHINA, "provider")):
        graph.add_edge(one, other, key, weight=1.0, role=key, years=[2018], claims=claim("004"))
    return graph


def parties_and_initiatives() -> nx.MultiGraph:
    """Two parties in one agreement, with the keys of the two-mode projection: party, role, initiative."""
    graph = nx.MultiGraph(**about(projection="two-mode"))
    pact = attributes(mode="initiative", type="agreement", label="Pact", status="signed", years=[2019])
    graph.add_node(PACT, **pact)
    for party, label in ((CHINA, "China"), (CUBA, "Cuba")):
        graph.add_node(party, **attributes(label=label))
        for role in ("initiator", "signatory"):
            key = f"country:{party[-3:]} {role} agreement:pact"
            held = {"initiative": PACT, "role": role, "role_label": role, "modality": "asserted"}
            graph.add_edge(party, PACT, key, **held, years=[2019], claims=claim("005"))
    return graph


SAMPLES = {"countries": countries, "flows": flows, "two-mode": parties_and_initiatives}
