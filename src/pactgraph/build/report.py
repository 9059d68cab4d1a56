"""The short report of a build: what is in it, what the checks said, what to do next."""

from __future__ import annotations

from collections.abc import Sequence

from pactgraph.store.base import Store
from pactgraph.validation.findings import Finding

COUNTS = {
    "Claims by source": """
        SELECT ?what (COUNT(DISTINCT ?claim) AS ?n) WHERE {
          ?claim pact:evidence/pact:source ?source . ?source rdfs:label ?what . FILTER(LANG(?what) = "en")
        } GROUP BY ?what ORDER BY ?what""",
    "Claims by kind": """
        SELECT ?what (COUNT(DISTINCT ?claim) AS ?n) WHERE {
          ?claim a ?class . ?class rdfs:subClassOf pact:Claim ; rdfs:label ?what . FILTER(LANG(?what) = "en")
        } GROUP BY ?what ORDER BY ?what""",
    "Parties": """
        SELECT ?what (COUNT(DISTINCT ?thing) AS ?n) WHERE {
          ?thing a ?class . ?class rdfs:subClassOf pact:Party ; rdfs:label ?what . FILTER(LANG(?what) = "en")
        } GROUP BY ?what ORDER BY ?what""",
    "Initiatives": """
        SELECT ?what (COUNT(DISTINCT ?thing) AS ?n) WHERE {
          ?thing a ?class . ?class rdfs:subClassOf pact:Initiative ; rdfs:label ?what .
          FILTER(LANG(?what) = "en")
        } GROUP BY ?what ORDER BY ?what""",
    "Initiatives by status": """
        SELECT ?what (COUNT(DISTINCT ?thing) AS ?n) WHERE {
          ?thing pact:status ?status . ?status skos:prefLabel ?what . FILTER(LANG(?what) = "en")
        } GROUP BY ?what ORDER BY ?what""",
    "Disagreements by how sure they are, and by kind": """
        SELECT ?what (COUNT(DISTINCT ?found) AS ?n) WHERE {
          ?found a pact:Disagreement ; pact:certainty ?sure ; pact:disagreementKind/skos:prefLabel ?kind .
          FILTER(LANG(?kind) = "en") BIND(CONCAT(?sure, ": ", ?kind) AS ?what)
        } GROUP BY ?what ORDER BY ?what""",
}


def build_report(store: Store, warnings: Sequence[Finding], rounds: int) -> str:
    """Return the report as Markdown.

    :param warnings: what the checks found that does not stop a build.
    :param rounds: how many rounds the rules took until nothing new followed.
    """
    parts = ["# Pactgraph build", ""]
    for title, query in COUNTS.items():
        rows = store.select(query).records()
        parts += [f"## {title}", "", "| | number |", "|---|---:|"]
        parts += [f"| {cell(row['what'])} | {row['n']} |" for row in rows]
        parts += [f"| **all** | {sum(int(row['n']) for row in rows)} |", ""]
    parts += ["## Checks", "", f"The rules came to rest after {rounds} rounds.", ""]
    parts += [f"- {cell(str(w.message))}" for w in warnings] or ["No warnings."]
    return "\n".join(parts) + "\n"


def cell(text: str) -> str:
    """Return text that stays in one cell and is no markup.

    >>> cell("a|b\\n<c>")
    'a\\\\|b &lt;c&gt;'
    """
    flat = " ".join(text.split())
    return flat.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("|", "\\|")
