"""From what a person types to the thing meant: an IRI, a short name, a code, or a label in any language."""

from __future__ import annotations

from collections.abc import Sequence

from pyoxigraph import Literal, NamedNode

from pactgraph.errors import UnknownNameError
from pactgraph.model.text import fold, nearest
from pactgraph.namespaces import BASE, expand
from pactgraph.store.base import Store

LABELS = """
SELECT DISTINCT ?thing ?label ?class WHERE {
  { ?thing rdfs:label ?label } UNION { ?thing skos:altLabel ?label } UNION { ?thing pact:isoCode ?label }
  ?thing a ?class .
  FILTER(STRSTARTS(STR(?thing), "https://w3id.org/pactgraph/id/") || STRSTARTS(STR(?thing), "https://w3id.org/pactgraph/source/"))
}
"""


def resolve(store: Store, name: str, classes: Sequence[str] = ()) -> NamedNode:
    """Return the thing that a name stands for.

    :param name: an IRI, a short name (``country:CUB``), an ISO code or a label in any language.
    :param classes: IRIs of classes, of which the thing must have one; any thing where empty.
    :raises UnknownNameError: where nothing, or more than one thing, carries the name.
    """
    direct = name if name.startswith(BASE) else expand(name)
    if direct is not None:
        return _known(store, NamedNode(direct), name, classes)
    found = _labelled(store, classes)
    hits = sorted({iri for label, iri in found if fold(label) == fold(name)})
    if len(hits) == 1:
        return NamedNode(hits[0])
    if hits:
        raise UnknownNameError(
            f"the name “{name}”, which {len(hits)} things carry", expected="one of " + ", ".join(hits)
        )
    close = nearest(name, sorted({label for label, _ in found}))
    raise UnknownNameError(
        f"the name “{name}”",
        expected="a label, short name or IRI of a thing in the graph",
        mend=f"did you mean {' or '.join(close)}?" if close else "look with: pactgraph search WORD",
    )


def _known(store: Store, node: NamedNode, name: str, classes: Sequence[str]) -> NamedNode:
    allowed = f"VALUES ?class {{ {' '.join(str(NamedNode(c)) for c in classes)} }}" if classes else ""
    if store.ask(f"ASK {{ {node} a ?class . {allowed} }}"):
        return node
    wanted = " or ".join(c.rpartition("#")[2] for c in classes) or "thing"
    close = nearest(name, sorted({iri for _, iri in _labelled(store, classes)}))
    raise UnknownNameError(
        f"the name {name}",
        expected=f"a {wanted} of the graph",
        mend=f"did you mean {' or '.join(close)}?" if close else "look with: pactgraph search WORD",
    )


def _labelled(store: Store, classes: Sequence[str]) -> list[tuple[str, str]]:
    table = store.select(LABELS)
    return [
        (label.value, thing.value)
        for thing, label, cls in table.rows
        if isinstance(thing, NamedNode)
        and isinstance(label, Literal)
        and isinstance(cls, NamedNode)
        and (not classes or cls.value in classes)
    ]
