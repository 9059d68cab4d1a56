from __future__ import annotations

import re

import pytest

from pactgraph.namespaces import PACT, PREFIXES

NAMES = """
country:CHN rdfs:label "China"@en, "中国"@zh . country:CUB rdfs:label "Cuba"@en .
agreement:x rdfs:label "The pact"@en . commitment:y rdfs:label "To build"@en .
person:p rdfs:label "Ms. P"@en .
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
            "“The pact” counts 16 countries in the role of signatory in 2019, of whom it names Cuba.",
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


def test_how_and_by_whom_it_is_stated_stands_in_brackets(sentence):
    tie = "a pact:Tie ; pact:subject body:m ; pact:relation relation:uses ; pact:object agreement:x"
    assert sentence(f"{tie} ; pact:modality modality:planned") == "A ministry uses The pact (planned)."
    reported = sentence(f"{tie} ; pact:modality modality:reported ; pact:attributedTo person:p")
    assert reported.endswith("according to Ms. P).")
    assert sentence(f"{tie} ; pact:modality modality:asserted") == "A ministry uses The pact."


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
