"""Whose step a step is, and how far a text got: an invented treaty of three; no document tells of one."""

from __future__ import annotations

from itertools import count

import pytest
from pyoxigraph import RdfFormat, parse

from pactgraph.answers.ask import ask
from pactgraph.answers.catalogue import Catalogue
from pactgraph.namespaces import GRAPH_ONTOLOGY, PREFIXES
from pactgraph.store.local import LocalStore
from pactgraph.store.reading import Content

from .conftest import compiled

HEAD = "".join(f"@prefix {name}: <{base}> .\n" for name, base in PREFIXES.items())
THINGS = """
    country:AAA a pact:Country ; rdfs:label "Aland"@en .
    country:BBB a pact:Country ; rdfs:label "Boland"@en .
    country:CCC a pact:Country ; rdfs:label "Coland"@en .
    agreement:many a pact:Agreement ; rdfs:label "Series"@en ;
        pact:agreementType agreement-type:memorandum-series .
    agreement:one a pact:Agreement ; pact:agreementType agreement-type:treaty ; rdfs:label "Treaty"@en .
"""
#: Milestones of the treaty: type, date, whose it is, and how it is stated.
STEPS = [
    ("signed", "2015", "", "asserted"),
    ("ratified", "2018", "AAA", "asserted"),
    ("ratified", "2017", "BBB", "asserted"),
    ("in-force", "2020", "AAA", "asserted"),
    ("in-force", "2019", "BBB", "asserted"),
    ("withdrawn", "2030", "AAA", "planned"),
]


@pytest.fixture(scope="module")
def treaty(content: Content) -> LocalStore:
    number = count(1)
    claims = [
        f"a pact:Participation ; pact:initiative agreement:one ; pact:party country:{code} ; "
        "pact:role role:signatory"
        for code in ("AAA", "BBB", "CCC")
    ]
    claims.append(
        "a pact:Tie ; pact:subject agreement:one ; pact:relation relation:part-of ; "
        "pact:object agreement:many"
    )
    stated = [f"{claim} ; pact:modality modality:asserted" for claim in claims]
    for kind, date, code, modality in STEPS:
        whose = f"; pact:byParty country:{code} " if code else ""
        stated.append(
            f"a pact:Milestone ; pact:initiative agreement:one {whose}"
            f"; pact:milestoneType milestone-type:{kind} "
            f'; pact:date "{date}"^^edtf:EDTF ; pact:modality modality:{modality}'
        )
    text = THINGS + "".join(f"<{PREFIXES['claim']}tiny/{next(number)}> {claim} .\n" for claim in stated)
    quads = parse(f"{HEAD}source:tiny {{ {text} }}", format=RdfFormat.TRIG)
    ontology = [quad for file in content.files() if file.graph == GRAPH_ONTOLOGY for quad in file.quads()]
    return compiled(content, [*ontology, *quads])


@pytest.mark.parametrize(
    ("party", "steps"),
    [
        (
            "country:AAA",
            "signed 2015; ratified 2018 (Aland); entered into force 2020 (Aland); "
            "withdrawn from 2030 (Aland) (planned)",
        ),
        ("country:BBB", "signed 2015; ratified 2017 (Boland); entered into force 2019 (Boland)"),
        ("country:CCC", "signed 2015"),
    ],
)
def test_a_party_has_its_own_steps_and_those_of_the_whole_by_date(treaty, catalogue: Catalogue, party, steps):
    (row,) = ask(treaty, catalogue.get("agreements_of_party"), {"party": party}).records()
    assert row["steps"] == steps


def test_in_a_series_each_row_has_the_steps_of_its_party(treaty, catalogue: Catalogue):
    rows = ask(treaty, catalogue.get("agreements_in_series"), {"series": "agreement:many"}).records()
    assert {row["party"]: row["steps"] for row in rows} == {
        "Aland": "signed 2015; ratified 2018 (Aland); entered into force 2020 (Aland)",
        "Boland": "signed 2015; ratified 2017 (Boland); entered into force 2019 (Boland)",
        "Coland": "signed 2015",
    }


def test_a_text_that_binds_two_of_three_signatories_is_in_force_for_some(treaty, catalogue: Catalogue):
    rows = ask(treaty, catalogue.get("agreements_known"), {"code": "treaty"}).records()
    assert [(row["status"], row["parties"], row["counted"]) for row in rows] == [
        ("in force for some", "3", "not known")
    ]
