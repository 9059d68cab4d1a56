from __future__ import annotations

import re

import pytest

from pactgraph.namespaces import PACT, PREFIXES

NAMES = """
country:CHN rdfs:label "China"@en, "中国"@zh . country:CUB rdfs:label "Cuba"@en .
agreement:x rdfs:label "The pact"@en . commitment:y rdfs:label "To build"@en .
person:p rdfs:label "Ms. P"@en .
organization:un rdfs:label "United Nations"@en . group:few rdfs:label "Some countries"@en .
group:many rdfs:label "Countries along a road"@en .
indicator:i rdfs:label "GDP growth"@en . body:m rdfs:label "a ministry"@en .
"""


@pytest.fixture
def sentence(world, told):
    def tell(claim: str) -> str:
        (line,) = told(world(f"{NAMES} c:1 {claim} ."), "pact:text")
        return line.removeprefix("claim:tiny/1 pact:text ")

    return tell


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        (
            "a pact:Participation ; pact:initiative agreement:x ; pact:party country:CUB ; "
            "pact:role role:signatory",
            "Cuba is a signatory of “The pact”.",
        ),
        (
            "a pact:Participation ; pact:initiative agreement:x ; pact:party person:p ; "
            "pact:role role:speaker ; "
            'pact:onBehalfOf country:CHN ; pact:from "2018"^^edtf:EDTF',
            "Ms. P spoke at “The pact” on behalf of China, beginning in 2018.",
        ),
        (
            "a pact:Participation ; pact:party body:m ; pact:role role:host ; pact:initiative agreement:x",
            "A ministry hosts “The pact”.",
        ),
        (
            "a pact:Milestone ; pact:initiative agreement:x ; pact:milestoneType milestone-type:signed ; "
            'pact:byParty country:CHN, country:CUB ; pact:date "2018-05-25"^^edtf:EDTF',
            "“The pact” was signed by China and Cuba on 25 May 2018.",
        ),
        (
            'a pact:Target ; pact:commitment commitment:y ; pact:asPrinted "more than 5 schools" ; '
            'pact:targetBeneficiary country:CUB ; pact:horizon "/2025"^^edtf:EDTF',
            "“To build” aims at more than 5 schools for Cuba, to be reached by 2025.",
        ),
        (
            'a pact:Count ; pact:initiative agreement:x ; pact:asPrinted "16 countries" ; '
            'pact:role role:signatory ; pact:asOf "2019"^^edtf:EDTF ; pact:namedMember country:CUB',
            "“The pact” counts 16 countries as signatories in 2019, among them Cuba.",
        ),
        (
            "a pact:Tie ; pact:subject body:m ; pact:relation relation:based-in ; pact:object country:CHN",
            "A ministry is based in China.",
        ),
        (
            "a pact:Observation ; pact:indicator indicator:i ; pact:refArea country:CHN ; "
            'pact:asPrinted "6.1%" ; pact:refPeriod "2019"^^edtf:EDTF',
            "GDP growth, China, in 2019: 6.1%.",
        ),
    ],
)
def test_a_claim_in_words(sentence, claim, words):
    assert sentence(claim) == words


def test_how_and_by_whom_it_is_stated_is_told(sentence):
    tie = "a pact:Tie ; pact:subject body:m ; pact:relation relation:uses ; pact:object agreement:x"
    assert sentence(f"{tie} ; pact:modality modality:planned") == "Planned: a ministry to use “The pact”."
    reported = sentence(f"{tie} ; pact:modality modality:reported ; pact:attributedTo person:p")
    assert reported == "A ministry uses “The pact”, according to Ms. P."
    assert sentence(f"{tie} ; pact:modality modality:reported") == "A ministry uses “The pact” (reported)."
    assert sentence(f"{tie} ; pact:modality modality:asserted") == "A ministry uses “The pact”."


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        (
            "a pact:Milestone ; pact:milestoneType milestone-type:in-force ; pact:byParty country:CUB",
            "“The pact” entered into force for Cuba.",
        ),
        (
            "a pact:Milestone ; pact:milestoneType milestone-type:launched ; pact:modality modality:planned",
            "Planned: “The pact” to be launched.",
        ),
        (
            "a pact:Milestone ; pact:milestoneType milestone-type:proposed ; "
            "pact:modality modality:recommended ; pact:attributedTo organization:un",
            "“The pact” was proposed as a recommendation, according to the United Nations.",
        ),
        (
            'a pact:Milestone ; pact:milestoneType milestone-type:signed ; pact:date "2020/2021"^^edtf:EDTF',
            "“The pact” was signed between 2020 and 2021.",
        ),
        (
            "a pact:Participation ; pact:party group:few ; pact:role role:supporter ; "
            'pact:from "2020"^^edtf:EDTF ; pact:until "2021"^^edtf:EDTF',
            "Some countries support “The pact”, from 2020 to 2021.",
        ),
        (
            "a pact:Participation ; pact:party group:few ; pact:role role:beneficiary ; "
            "pact:modality modality:forecast",
            "Forecast: Some countries to benefit from “The pact”.",
        ),
    ],
)
def test_forms_agree_with_what_they_say(sentence, claim, words):
    assert sentence(f"{claim} ; pact:initiative agreement:x") == words


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        (
            "a pact:Tie ; pact:subject country:CUB ; pact:relation relation:member-of ; "
            "pact:object group:many",
            "Cuba is one of the countries along a road.",
        ),
        (
            "a pact:Tie ; pact:subject person:p ; pact:relation relation:holds-office-at ; "
            "pact:object country:CUB",
            "Ms. P holds office in Cuba.",
        ),
        (
            "a pact:Observation ; pact:indicator indicator:i ; pact:refArea country:CUB ; "
            'pact:asPrinted "5" ; pact:unit unit:company',
            "GDP growth, Cuba: 5 companies.",
        ),
        (
            "a pact:Observation ; pact:indicator indicator:i ; pact:refArea country:CUB ; "
            'pact:asPrinted "1" ; pact:unit unit:company',
            "GDP growth, Cuba: 1 company.",
        ),
    ],
)
def test_ties_and_observations_agree_too(sentence, claim, words):
    assert sentence(claim) == words


def test_a_thing_without_an_english_label_is_called_by_its_short_name(sentence):
    tie = "a pact:Tie ; pact:subject country:CHN ; pact:relation relation:uses ; pact:object company:z"
    assert sentence(tie) == "China uses company:z."


def test_every_claim_of_the_graph_has_one_sentence_in_which_nothing_is_missing(whole_graph):
    rows = whole_graph.select(
        "SELECT ?c (COUNT(?t) AS ?n) (SAMPLE(?t) AS ?text) "
        "{ ?c a pact:Claim OPTIONAL { ?c pact:text ?t } } GROUP BY ?c"
    )
    assert len(rows) > 100
    for row in rows.records():
        assert row["n"] == "1", row
        text = row["text"]
        assert re.search(r"[.)]$", text) and "  " not in text and "“”" not in text, text
        assert not re.search(rf"\b(?:{'|'.join(PREFIXES)}):\w", text), f"a name without a label: {text}"
        assert PACT not in text
