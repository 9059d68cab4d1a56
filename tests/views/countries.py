"""An invented network of countries with arcs: mutual, one-sided, only proposed; one country has none."""

from __future__ import annotations

from typing import Any

from pactgraph.views.claim_cards import carry

ID = "https://w3id.org/pactgraph/id"
THINGS = {
    "agreement/trade": ("Trade accord", "in-force"),
    "project/cable": ("Sea cable", "operating"),
    "programme/school": ("School <b>of</b> code", "proposed"),
}


def countries_graph() -> Any:
    """Build the network: Aland and Borneo tied both ways, both to Chad one way, once by a proposal."""
    import networkx

    graph = networkx.DiGraph(
        projection="country-country",
        rule=["Nodes are countries.", "Arcs lead from who gives to who receives."],
        filters=["since 2010"],
        left_out={"initiatives of one country": 2, "claims": 0},
        version="9.9",
        data_version="abc",
        things={f"{ID}/{key}": {"label": label, "status": status} for key, (label, status) in THINGS.items()},
    )
    for name in ("Aland", "Borneo", "Chad", "Dominica"):
        graph.add_node(
            _country(name), label=name, alt=[f"{name}ia"], mode="party", type="country", type_label="Country",
            status=None, status_label=None, country="", years=[], claims=[],
        )  # fmt: skip
    _arc(graph, "Aland", "Borneo", 1.5, ["agreement/trade", "project/cable"], [2012, 2015], "asserted")
    _arc(graph, "Borneo", "Aland", 1.0, ["agreement/trade"], [2012], "asserted")
    _arc(graph, "Aland", "Chad", 0.5, ["project/cable"], [2015], "reported")
    _arc(graph, "Borneo", "Chad", 0.25, ["programme/school"], [], "asserted")
    return graph


def _arc(
    graph: Any, one: str, other: str, weight: float, initiatives: list[str], years: list[int], modality: str
) -> None:
    names = [f"{ID}/{name}" for name in initiatives]
    claims = [_claim(f"{one} gives {other} the {name}.", name, modality, years) for name in initiatives]
    graph.add_edge(
        _country(one), _country(other), weight=weight, count=len(names), initiatives=names, years=years,
        modality=modality, claims=carry(graph, claims),
    )  # fmt: skip


def _country(name: str) -> str:
    return f"{ID}/country/{name.upper()[:3]}"


def _claim(text: str, name: str, modality: str, years: list[int]) -> dict[str, Any]:
    number = f"atlas/{'-'.join(text[:-1].lower().split())}"
    return {
        "iri": f"{ID}/claim/{number}", "id": number, "text": text, "modality": modality,
        "date": str(years[0]) if years else "", "source": "https://w3id.org/pactgraph/source/atlas",
        "source_title": "An atlas", "locator": f"page {len(name)}", "notes": [],
    }  # fmt: skip
