"""Canonical Turtle: what is written reads back as the same graph, and the same graph is written alike."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse
from rdflib.compare import isomorphic

from pactgraph.errors import InputSyntaxError, MissingFileError
from pactgraph.namespaces import PREFIXES
from pactgraph.store.turtle import (
    parse_turtle,
    read_bytes,
    read_turtle,
    reading_once,
    turtle_parts,
    write_turtle,
)

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted(path for folder in ("ontology", "graph") for path in (ROOT / folder).rglob("*.ttl"))
XSD = PREFIXES["xsd"]
HEAD = "@prefix : <urn:x:> . @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .\n"


def in_rdflib(text: str) -> rdflib.Graph:
    return rdflib.Graph().parse(data=text, format="turtle")


def as_ntriples(triples: list[Triple]) -> rdflib.Graph:
    return rdflib.Graph().parse(data="".join(f"{triple} .\n" for triple in triples), format="nt")


def canonical(text: str) -> str:
    return write_turtle(parse_turtle(HEAD + text)[0], {"": "urn:x:", **PREFIXES})


@pytest.mark.parametrize("path", FILES, ids=[str(path.relative_to(ROOT)) for path in FILES])
def test_every_file_reads_back_as_the_same_graph_and_is_written_alike(path):
    triples, prefixes = read_turtle(path)
    text = write_turtle(triples, {**prefixes, **PREFIXES})
    assert isomorphic(in_rdflib(text), in_rdflib(path.read_text(encoding="utf-8")))
    assert write_turtle(parse_turtle(text)[0], {**prefixes, **PREFIXES}) == text
    random.Random(7).shuffle(triples)
    assert write_turtle(triples, {**prefixes, **PREFIXES}) == text


# What is hard to write: quotes, line ends, controls, separators, other scripts.
texts = st.text(
    st.one_of(
        st.sampled_from("\"'\\\n\r\t\b\f\x00\x0b\x1c\x7f\x85\u2028\u2029\ufeff #;.,[]()<>@^_:a1½²١中é😀"),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=12,
)
iris = st.one_of(
    st.sampled_from(
        ["CHN", "a.b", "a.", ".a", "-a", "a-", "_", "1", "a/b", "a#b", "a%20b", "a~b", "é", "a:b", "", "a'b"]
    ).map(lambda local: NamedNode(PREFIXES["country"] + local)),
    st.sampled_from(["urn:x", "http://example.org/", PREFIXES["rdf"] + "type", PREFIXES["rdf"] + "nil"]).map(
        NamedNode
    ),
)
literals = st.one_of(
    st.builds(Literal, texts),
    st.builds(
        lambda text, tag: Literal(text, language=tag), texts, st.sampled_from(["en", "zh-hant", "ru-x-own"])
    ),
    st.builds(
        lambda text, name: Literal(text, datatype=NamedNode(name)),
        st.one_of(
            texts,
            st.sampled_from(
                ["1", "+1", "-01", "1.", ".5", "-.5", "1.50", "1e3", "١", "true", "TRUE", "1" * 5000]
            ),
        ),
        st.sampled_from(
            [
                XSD + "integer",
                XSD + "decimal",
                XSD + "boolean",
                XSD + "double",
                "urn:type",
                PREFIXES["edtf"] + "EDTF",
            ]
        ),
    ),
)
blanks = st.integers(0, 3).map(lambda n: BlankNode(f"b{n}"))
triples = st.builds(Triple, st.one_of(iris, blanks), iris, st.one_of(iris, literals, blanks))


def same_graph(ours: list[Triple], theirs: list[Triple]) -> bool:
    def plain(graph: list[Triple]) -> rdflib.Graph:
        """The graph with literals as opaque addresses: rdflib would change some of them."""
        copy = rdflib.Graph()
        for triple in graph:
            copy.add(tuple(node(term) for term in (triple.subject, triple.predicate, triple.object)))
        return copy

    def node(term):
        if isinstance(term, BlankNode):
            return rdflib.BNode(term.value)
        return rdflib.URIRef("urn:term:" + repr(str(term)).encode().hex())

    return isomorphic(plain(ours), plain(theirs))


@given(st.lists(triples, max_size=8), st.randoms(use_true_random=False))
def test_any_graph_reads_back_as_itself_or_is_refused(graph, randomness):
    graph = list(dict.fromkeys(graph))
    try:
        text = write_turtle(graph)
    except InputSyntaxError as error:
        assert "blank node" in error.found and error.mend
        assert has_shared_or_circular_blank_nodes(graph)
        return
    assert not has_shared_or_circular_blank_nodes(graph)
    again = parse_turtle(text)[0]
    assert same_graph(graph, again)
    assert write_turtle(again) == text
    randomness.shuffle(graph)
    assert write_turtle(graph) == text


def has_shared_or_circular_blank_nodes(graph: list[Triple]) -> bool:
    parents: dict[BlankNode, list] = {}
    for triple in graph:
        if isinstance(triple.object, BlankNode):
            parents.setdefault(triple.object, []).append(triple.subject)
    if any(len(above) > 1 for above in parents.values()):
        return True
    for node in parents:
        seen = set()
        while node in parents and node not in seen:
            seen.add(node)
            node = parents[node][0]
        if node in seen:
            return True
    return False


@given(st.lists(triples, max_size=8))
def test_any_graph_can_be_written_with_named_blank_nodes(graph):
    names, body = turtle_parts(graph, named=())
    again = [
        Triple(q.subject, q.predicate, q.object)
        for q in parse("\n".join(names) + body, format=RdfFormat.TURTLE)
    ]
    assert same_graph(graph, again)


def test_the_text_does_not_depend_on_the_hash_seed():
    script = (
        "import sys; from pathlib import Path; from pactgraph.store.turtle import *\n"
        "for name in sys.argv[1:]: print(write_turtle(read_turtle(Path(name))[0]))"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", script, *FILES],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "42")
    }
    assert len(outputs) == 1


def test_numbers_in_names_count_as_numbers():
    text = canonical(":c10 :p 1 . :c9 :p 1 . :c9a :p 1 .")
    assert text.split("\n\n")[1:] == [":c9 :p 1 .", ":c9a :p 1 .", ":c10 :p 1 .\n"]


def test_what_a_thing_is_comes_first_and_where_it_is_stated_last():
    text = canonical(":c <urn:z> 1 ; <https://w3id.org/pactgraph/ontology#evidence> :e ; a :T .")
    assert [line.split()[0] for line in text.splitlines() if line.startswith((":c", "    "))] == [
        ":c",
        "<urn:z>",
        "pact:evidence",
    ]
    assert ":c a :T ;" in text


def test_only_prefixes_that_are_used_are_declared():
    assert [line for line in canonical(":a :b 1 .").splitlines() if "@prefix" in line] == [
        "@prefix : <urn:x:> ."
    ]


def test_a_statement_that_is_made_twice_is_written_once():
    assert canonical(":a :b 1, 1 . :a :b 1 .").count(" 1") == 1


@pytest.mark.parametrize(
    "text",
    [
        ":a :b ( 1 2 :c ( 3 ) [ :p 4 ] ) .",
        ":a :b () .",
        ":a :b [] .",
        "[] :b 1 .",
        "[] :b 1 . [] :b 1 .",
        "( 1 2 ) :p 3 .",
        ":a :b [ :c [ :d [ :e 'x' ; :f 'y', 'z' ] ] ] .",
        ":a :b [ :c 'two  blanks', 'a\\ttab' ; :d 'l\\nine' ] .",
        ":a :b [ rdf:first 1 ; rdf:rest () ; :more 2 ] .",
        ":a :b [ rdf:first 1, 2 ; rdf:rest () ] .",
        ":a :b [ rdf:first 1 ; rdf:rest :c ] .",
        ":a :b [ rdf:first 1 ] .",
        ":a :b [ rdf:rest () ] .",
        ":a :b [ rdf:first 1 ; rdf:rest 'end' ] .",
        ":a :b ( [] [] ) .",
    ],
)
def test_lists_and_nested_nodes_keep_all_that_they_say(text):
    written = canonical(text)
    assert isomorphic(in_rdflib(written), in_rdflib(HEAD + text)), written
    assert write_turtle(parse_turtle(written)[0], {"": "urn:x:", **PREFIXES}) == written


def test_a_list_is_written_as_a_list():
    assert ":a :b ( 1 2 ( 3 ) ) ." in canonical(":a :b ( 1 2 ( 3 ) ) .")


def test_a_long_list_is_no_trouble():
    written = canonical(f":a :b ( {' '.join(map(str, range(5000)))} ) .")
    assert "( 0 1 2 " in written and written.endswith("4999 ) .\n")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (":a :b _:x . :c :d _:x .", "two statements"),
        (":a :b _:x ; :c _:x .", "two statements"),
        ("_:x :b _:y . _:y :b _:x .", "in a circle"),
        ("_:x :b _:x .", "in a circle"),
        (":ok :b 1 . _:x :b [ :c _:x ] .", "in a circle"),
        (":a :b _:x . _:x :c _:x .", "two statements"),
    ],
)
def test_blank_nodes_without_a_canonical_place_are_refused(text, message):
    with pytest.raises(InputSyntaxError, match=message) as raised:
        canonical(text)
    assert raised.value.expected and raised.value.mend


def test_a_name_that_a_file_gives_to_another_address_is_not_taken_for_ours(tmp_path):
    triples, prefixes = parse_turtle("@prefix role: <urn:other:> . role:host role:is 'x' .")
    text = write_turtle(triples, {**prefixes, **PREFIXES})
    assert "<urn:other:host> <urn:other:is>" in text
    assert isomorphic(in_rdflib(text), as_ntriples(triples))


def test_of_two_prefixes_the_one_with_the_longer_base_is_taken():
    triples = [Triple(NamedNode("urn:a:b:c"), NamedNode("urn:a:p"), Literal("x"))]
    assert "y:c x:p" in write_turtle(triples, {"x": "urn:a:", "y": "urn:a:b:"})


def test_of_two_prefixes_with_one_base_always_the_same_is_taken():
    triples = [Triple(NamedNode("urn:a:b"), NamedNode("urn:a:p"), Literal("x"))]
    assert {
        write_turtle(triples, dict(order))
        for order in ([("y", "urn:a:"), ("x", "urn:a:")], [("x", "urn:a:"), ("y", "urn:a:")])
    } == {'@prefix x: <urn:a:> .\n\nx:b x:p "x" .\n'}


def test_nothing_is_an_empty_text():
    assert write_turtle([]).strip() == ""
    assert parse_turtle(write_turtle([]))[0] == []


def test_what_turtle_cannot_say_is_refused():
    with pytest.raises(InputSyntaxError):
        write_turtle(
            [
                Triple(
                    NamedNode("urn:a"),
                    NamedNode("urn:b"),
                    Triple(NamedNode("urn:a"), NamedNode("urn:b"), Literal("x")),
                )
            ]
        )


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("<urn:a> <urn:b> 1\n<urn:c> <urn:d> 2 .", 2),
        ("<urn:a> <urn:b>\n\n x:y .", 3),
        ("<urn:a> <urn:b> 'x\ny' .", 1),
        ("<urn:a> <urn:b> 1 ;\n", 2),
        ("<relative> <urn:b> 1 .", 1),
    ],
)
def test_what_does_not_parse_is_named_with_its_line(text, line):
    with pytest.raises(InputSyntaxError) as raised:
        parse_turtle(text, Path("x.ttl"))
    assert raised.value.where == f"x.ttl:{line}"
    assert raised.value.expected and raised.value.mend


def test_a_byte_order_mark_does_no_harm(tmp_path):
    (tmp_path / "x.ttl").write_text("\ufeff<urn:a> <urn:b> 1 .", encoding="utf-8")
    assert len(read_turtle(tmp_path / "x.ttl")[0]) == 1


@pytest.mark.parametrize("name", ["missing.ttl", "."])
def test_a_file_that_is_not_there_is_named(tmp_path, name):
    with pytest.raises(MissingFileError) as raised:
        read_turtle(tmp_path / name)
    assert raised.value.file == tmp_path / name


def test_objects_stand_in_the_order_of_their_language_tags():
    text = canonical('<urn:s> <urn:p> "b"@zh, "a"@zh, "z"@en, "10", "9", "m"@ru .')
    assert '"9", "10", "z"@en, "m"@ru, "a"@zh, "b"@zh' in text


def test_the_readme_of_the_graph_names_each_of_its_folders():
    readme = (ROOT / "graph" / "README.md").read_text(encoding="utf-8")
    assert [f.name for f in (ROOT / "graph").iterdir() if f.is_dir() and f"`{f.name}/" not in readme] == []


def test_a_file_that_changes_is_the_same_for_all_who_read_it_at_one_time(tmp_path):
    file = tmp_path / "changing.ttl"
    file.write_bytes(b"before")
    with reading_once():
        assert read_bytes(file) == b"before"
        file.write_bytes(b"after")
        assert read_bytes(file) == b"before"
        with reading_once():
            assert read_bytes(file) == b"before"
        # What was read inside is forgotten with the outermost context only.
        assert read_bytes(file) == b"before"
    assert read_bytes(file) == b"after"
    with reading_once():
        assert read_bytes(file) == b"after"


def test_each_reading_at_one_time_begins_anew(tmp_path):
    file = tmp_path / "new.ttl"
    file.write_bytes(b"one")
    for content in (b"one", b"two"):
        file.write_bytes(content)
        with reading_once():
            assert read_bytes(file) == content
    with pytest.raises(OSError), reading_once():
        read_bytes(tmp_path / "absent.ttl")


def test_a_parser_error_is_told_in_the_words_of_the_parser():
    with pytest.raises(InputSyntaxError, match=r"does not parse: \S"):
        parse_turtle("<urn:a> <urn:b> .")


def test_an_empty_first_line_counts_before_a_byte_that_is_no_utf_8(tmp_path):
    file = tmp_path / "a.ttl"
    file.write_bytes(b"\n\xff")
    with pytest.raises(InputSyntaxError) as error:
        read_turtle(file)
    assert error.value.line == 2
