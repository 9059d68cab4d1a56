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
    agreement:left a pact:Agreement ; pact:agreementType agreement-type:memorandum ;
        rdfs:label "Left"@en .
    agreement:counted a pact:Agreement ; pact:agreementType agreement-type:memorandum ;
        rdfs:label "Counted"@en .
    agreement:over a pact:Agreement ; pact:agreementType agreement-type:memorandum ;
        rdfs:label "Over"@en .
    agreement:one a pact:Agreement ; pact:agreementType agreement-type:treaty ; rdfs:label "Treaty"@en .
"""
#: Milestones: of which text, type, date, whose it is, and how it is stated.
STEPS = [
    ("one", "signed", "2015", "", "asserted"),
    ("one", "ratified", "2018", "AAA", "asserted"),
    ("one", "ratified", "2017", "BBB", "asserted"),
    ("one", "in-force", "2020", "AAA", "asserted"),
    ("one", "in-force", "2019", "BBB", "asserted"),
    ("one", "withdrawn", "2030", "AAA", "planned"),
    ("left", "in-force", "2016", "", "asserted"),
    ("left", "withdrawn", "2018", "BBB", "asserted"),
    ("counted", "in-force", "2019", "AAA", "asserted"),
    ("counted", "in-force", "2019", "BBB", "asserted"),
    ("counted", "withdrawn", "2020", "BBB", "asserted"),
    ("over", "in-force", "2010", "", "asserted"),
    ("over", "expired", "2015", "", "asserted"),
    ("over", "renewed", "2018", "", "asserted"),
]


@pytest.fixture(scope="module")
def treaty(content: Content) -> LocalStore:
    number = count(1)
    claims = [
        f"a pact:Participation ; pact:initiative agreement:{text} ; pact:party country:{code} ; "
        "pact:role role:signatory"
        for text, codes in (
            ("one", "AAA BBB CCC"),
            ("left", "AAA BBB"),
            ("counted", "AAA BBB"),
            ("over", "AAA BBB"),
        )
        for code in codes.split()
    ]
    claims.append(
        "a pact:Count ; pact:initiative agreement:counted ; pact:role role:signatory ; pact:value 16 ; "
        'pact:asPrinted "16 parties"'
    )
    claims.append(
        "a pact:Tie ; pact:subject agreement:one ; pact:relation relation:part-of ; "
        "pact:object agreement:many"
    )
    stated = [f"{claim} ; pact:modality modality:asserted" for claim in claims]
    for text, kind, date, code, modality in STEPS:
        whose = f"; pact:byParty country:{code} " if code else ""
        stated.append(
            f"a pact:Milestone ; pact:initiative agreement:{text} {whose}"
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
    rows = ask(treaty, catalogue.get("agreements_of_party"), {"party": party}).records()
    assert [row["steps"] for row in rows if row["agreement"] == "Treaty"] == [steps]


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


@pytest.mark.parametrize(
    ("day", "found"),
    [
        ("2015-06-30", {"Over": "the whole"}),
        ("2017-06-30", {"Left": "the whole"}),
        (
            "2019-12-31",
            {"Over": "the whole", "Left": "the whole", "Treaty": "1 of 3", "Counted": "2 of 16, 2 named"},
        ),
        (
            "2021",
            {"Over": "the whole", "Left": "the whole", "Treaty": "2 of 3", "Counted": "1 of 16, 2 named"},
        ),
    ],
)
def test_a_text_is_in_force_on_a_day_for_the_whole_or_for_some_of_its_parties(treaty, catalogue, day, found):
    rows = ask(treaty, catalogue.get("agreements_in_force"), {"on": day}).records()
    assert {row["agreement"]: row["for"] for row in rows} == found


def test_a_withdrawal_is_told_and_leaves_the_whole_in_force(treaty, catalogue: Catalogue):
    rows = ask(treaty, catalogue.get("agreements_in_force"), {"on": "2020"}).records()
    (steps,) = [row["steps"] for row in rows if row["agreement"] == "Left"]
    assert steps == "entered into force 2016; withdrawn from 2018 (Boland)"
    status = ask(treaty, catalogue.get("initiatives_by_status"), {"code": "in-force"}).records()
    assert {row["initiative"] for row in status} == {"Left", "Over"}
    some = ask(treaty, catalogue.get("initiatives_by_status"), {"code": "in-force-for-some"}).records()
    assert {row["initiative"] for row in some} == {"Treaty", "Counted"}


def test_a_status_can_be_asked_for_on_a_day(treaty, catalogue: Catalogue):
    rows = ask(treaty, catalogue.get("initiatives_by_status"), {"on": "2016-06-30"}).records()
    assert {row["initiative"]: row["status"] for row in rows} == {"Treaty": "signed", "Over": "ended"}


def test_how_many_a_text_binds_stands_beside_its_status(treaty, catalogue: Catalogue):
    rows = ask(treaty, catalogue.get("agreements_known"), {"code": "memorandum"}).records()
    assert {row["agreement"]: row["in_force_for"] for row in rows} == {
        "Counted": "1 of 16, 2 named",
        "Left": "the whole",
        "Over": "the whole",
    }
