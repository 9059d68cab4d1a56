"""From what a person types to the thing meant: an IRI, a short name, a code, or a label in any language."""

from __future__ import annotations

import contextlib
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from pyoxigraph import Literal, NamedNode

from pactgraph.answers.labels import OF_THINGS, Name, all_names, folded
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


def resolve(
    store: Store,
    name: str,
    classes: Sequence[str] = (),
    names: Callable[[], Sequence[Name]] | None = None,
) -> NamedNode:
    """Return the thing that a name stands for.

    A name as written goes before the same name in other letters (capitals, accents).

    :param name: an IRI, a short name (``country:CUB``), an ISO code, a label in any language, the id of a
        source or the number of a claim (``ye-small-economies/041``).
    :param classes: IRIs of classes, of which the thing must have one; any thing where empty.
    :param names: returns all names of things; those of the store where it is None.
    :raises UnknownNameError: where nothing of these classes, or more than one thing, carries the name.
    """
    every = names or (lambda: all_names(store))
    misfits: dict[str, set[str]] = {}
    for iris in _candidates(store, name, every):
        found = _classes(store, iris)
        fits = sorted(iri for iri, held in found.items() if not classes or held & set(classes))
        if len(fits) == 1:
            return NamedNode(fits[0])
        if fits:
            raise UnknownNameError(
                f"the name “{name}”, which {len(fits)} things carry",
                expected="one of " + ", ".join(map(shorten, fits)),
                mend="give one of these short names instead",
            )
        misfits |= found
    if misfits:
        iri, held = min(misfits.items())
        kinds = sorted(words(c) for c in held if c.startswith(PACT))
        raise UnknownNameError(
            f"“{name}”, which is {shorten(iri)}" + (f" ({', '.join(kinds)})" if kinds else ""),
            expected=f"a thing of the kind {' or '.join(map(words, classes))}",
            mend="look with: pactgraph search WORD",
        )
    known = every()
    if classes:
        wanted = " ".join(str(NamedNode(name)) for name in classes)
        query = f"SELECT DISTINCT ?thing WHERE {{ VALUES ?class {{ {wanted} }} ?thing a ?class }}"
        fitting = {row["thing"] for row in store.select(query).records()}
        known = [one for one in known if one.thing in fitting]
    near = {shorten(one.thing) if ":" in name else one.text for one in known} if name.strip() else ()
    raise UnknownNameError(
        f"the name “{name}”, which nothing carries",
        expected=f"a {' or '.join(map(words, classes)) or 'thing'} of the graph: its name in any language, "
        "its short name or its address",
        mend=did_you_mean(name, near, "look with: pactgraph search WORD", n=3),
    )


def _candidates(store: Store, name: str, names: Callable[[], Sequence[Name]]) -> Iterator[Iterable[str]]:
    """Yield the IRIs that a name may stand for, those first that are the most exact."""
    address = name if name.startswith(BASE) else expand(name)
    yield [] if address is None else [address]
    spellings = [Literal(name), *(Literal(name, language=language) for language in LANGUAGES)]
    rows = store.select(EXACTLY % " ".join(map(str, spellings))).records()
    yield [row["thing"] for row in rows if row["thing"].startswith(OF_THINGS)]
    if CLAIM_NUMBER.fullmatch(name):
        yield [PREFIXES["claim"] + name]
    elif SOURCE_ID.fullmatch(name):
        yield [PREFIXES["source"] + name]
    wanted = folded(name)
    yield {one.thing for one in names() if one.folded == wanted}


def _classes(store: Store, iris: Iterable[str]) -> dict[str, set[str]]:
    """Return those of the IRIs that the graph knows, with their classes."""
    nodes = []
    for iri in iris:
        # What is typed may be no IRI at all.
        with contextlib.suppress(ValueError):
            nodes.append(str(NamedNode(iri)))
    found: dict[str, set[str]] = defaultdict(set)
    if nodes:
        query = f"SELECT ?thing ?class WHERE {{ VALUES ?thing {{ {' '.join(nodes)} }} ?thing a ?class }}"
        for row in store.select(query).records():
            found[row["thing"]].add(row["class"])
    return dict(found)


def words(class_iri: str) -> str:
    """Return the name of a class in words.

    >>> words("https://w3id.org/pactgraph/ontology#PublicBody")
    'public body'
    """
    return re.sub(r"(?<!^)(?=[A-Z])", " ", class_iri.rpartition("#")[2]).lower()
