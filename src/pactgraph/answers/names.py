"""From what a person types to the thing meant: an IRI, a short name, a code, or a label in any language."""

from __future__ import annotations

import contextlib
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from pyoxigraph import Literal, NamedNode

from pactgraph.answers.labels import OF_THINGS, all_names, folded
from pactgraph.errors import UnknownNameError
from pactgraph.model.text import did_you_mean
from pactgraph.namespaces import BASE, PACT, PREFIXES, expand, shorten
from pactgraph.store.base import Store

#: Languages in which a name is looked up as it stands, before all names are gone through.
LANGUAGES = ("en", "zh", "ru")
#: Of a claim of its own, or of a cell of a table: ``t13-2-6``.
CLAIM_NUMBER = re.compile(r"[a-z0-9-]+/(?:\d+|t\d+(?:-\d+)+)")
SOURCE_ID = re.compile(r"[a-z0-9-]+")

EXACTLY = """
SELECT DISTINCT ?thing WHERE {
  VALUES ?name { %s }
  { ?thing rdfs:label ?name } UNION { ?thing skos:altLabel ?name } UNION { ?thing pact:isoCode ?name }
}
"""

#: The classes of each thing found, by IRI.
Found = dict[str, set[str]]


def resolve(store: Store, name: str, classes: Sequence[str] = ()) -> NamedNode:
    """Return the thing that a name stands for.

    A name as written goes before the same name in other letters (capitals, accents).

    :param name: an IRI, a short name (``country:CUB``), an ISO code, a label in any language, the id of a
        source or the number of a claim (``ye-small-economies/041``).
    :param classes: IRIs of classes, of which the thing must have one; any thing where empty.
    :raises UnknownNameError: where nothing of these classes, or more than one thing, carries the name.
    """
    misfits: Found = {}
    for look in (_addressed, _labelled_exactly, _numbered, _labelled_alike):
        found = look(store, name)
        fits = sorted(iri for iri, held in found.items() if not classes or held & set(classes))
        if len(fits) == 1:
            return NamedNode(fits[0])
        if fits:
            raise _ambiguous(name, fits)
        misfits |= found
    if misfits:
        raise _of_another_kind(name, misfits, classes)
    raise _unknown(store, name, classes)


def _addressed(store: Store, name: str) -> Found:
    iri = name if name.startswith(BASE) else expand(name)
    return _classes(store, [iri]) if iri is not None else {}


def _labelled_exactly(store: Store, name: str) -> Found:
    spellings = [Literal(name), *(Literal(name, language=language) for language in LANGUAGES)]
    rows = store.select(EXACTLY % " ".join(map(str, spellings))).records()
    return _classes(store, [row["thing"] for row in rows if row["thing"].startswith(OF_THINGS)])


def _numbered(store: Store, name: str) -> Found:
    if CLAIM_NUMBER.fullmatch(name):
        return _classes(store, [PREFIXES["claim"] + name])
    return _classes(store, [PREFIXES["source"] + name]) if SOURCE_ID.fullmatch(name) else {}


def _labelled_alike(store: Store, name: str) -> Found:
    wanted = folded(name)
    return _classes(store, {held.thing for held in all_names(store) if held.folded == wanted})


def _classes(store: Store, iris: Iterable[str]) -> Found:
    """Return those of the addresses that the graph knows, with their classes."""
    nodes = []
    for iri in iris:
        # What is typed may be no address at all.
        with contextlib.suppress(ValueError):
            nodes.append(str(NamedNode(iri)))
    if not nodes:
        return {}
    found: Found = defaultdict(set)
    query = f"SELECT ?thing ?class WHERE {{ VALUES ?thing {{ {' '.join(nodes)} }} ?thing a ?class }}"
    for row in store.select(query).records():
        found[row["thing"]].add(row["class"])
    return dict(found)


def _ambiguous(name: str, iris: Sequence[str]) -> UnknownNameError:
    return UnknownNameError(
        f"the name “{name}”, which {len(iris)} things carry",
        expected="one of " + ", ".join(map(shorten, iris)),
        mend="give one of these short names instead",
    )


def _of_another_kind(name: str, found: Found, classes: Sequence[str]) -> UnknownNameError:
    iri, held = min(found.items())
    kinds = sorted(words(c) for c in held if c.startswith(PACT))
    return UnknownNameError(
        f"“{name}”, which is {shorten(iri)}" + (f" ({', '.join(kinds)})" if kinds else ""),
        expected=f"a thing of the kind {' or '.join(map(words, classes))}",
        mend="look with: pactgraph search WORD",
    )


def _unknown(store: Store, name: str, classes: Sequence[str]) -> UnknownNameError:
    fitting = _instances(store, classes)
    candidates = {
        shorten(held.thing) if ":" in name else held.text
        for held in all_names(store)
        if fitting is None or held.thing in fitting
    }
    kind = " or ".join(map(words, classes)) or "thing"
    return UnknownNameError(
        f"the name “{name}”, which nothing carries",
        expected=f"a {kind} of the graph: its name in any language, its short name or its address",
        mend=did_you_mean(name, candidates if name.strip() else (), "look with: pactgraph search WORD", n=3),
    )


def _instances(store: Store, classes: Sequence[str]) -> set[str] | None:
    """Return the things of some classes; None where any class will do."""
    if not classes:
        return None
    wanted = " ".join(str(NamedNode(name)) for name in classes)
    query = f"SELECT DISTINCT ?thing WHERE {{ VALUES ?class {{ {wanted} }} ?thing a ?class }}"
    return {row["thing"] for row in store.select(query).records()}


def words(class_iri: str) -> str:
    """Return the name of a class in words.

    >>> words("https://w3id.org/pactgraph/ontology#PublicBody")
    'public body'
    """
    return re.sub(r"(?<!^)(?=[A-Z])", " ", class_iri.rpartition("#")[2]).lower()
