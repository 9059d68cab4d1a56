"""A small world whose networks are worked out by hand in the tests.

========== ========================== ============================== ================ ======================
initiative who, in which role         how stated, by which source    when             parties (countries)
========== ========================== ============================== ================ ======================
amber      A, B signatories           asserted; A by both, B by one  signed 2019-06   2 (2)
blue       A, B, C, D members         asserted by one                2020 to 2022     4 (4)
cyan       N provider; B, C, t beneficiary asserted by two                N, B 2021–2022   4 (2; rolled up 3)
dune       N, t participants          recommended by two             never            2 (0; rolled up 2)
elm        D issuer                   asserted by one                adopted 2018     1 (1)
fir        B host; P speaks for A     asserted by one                held 2021-05     1 (1), as who speaks
                                                                                      takes no part
gold       A pledger; G beneficiary   planned by one                 (planned 2025)   2 (1)
hill       O operator                 asserted by two                launched 2020    1 (0)
========== ========================== ============================== ================ ======================

N is a company of A and t a town of B; G is a group, O a company of no country, P a person of A.
"""

from __future__ import annotations

from pathlib import Path

PREFIXES = "\n".join(
    f"@prefix {prefix}: <https://w3id.org/pactgraph/{path}> ."
    for prefix, path in {
        **{
            kind: f"id/{kind}/"
            for kind in (
                "agreement", "commitment", "company", "country", "group", "meeting", "person", "platform",
                "policy", "programme", "project", "subnational",
            )
        },
        **{
            code: f"code/{code}/"
            for code in ("cooperation-area", "milestone-type", "modality", "relation", "role")
        },
        "pact": "ontology#",
        "source": "source/",
    }.items()
)  # fmt: skip
OUTSIDE = """
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix edtf: <http://id.loc.gov/datatypes/edtf/> .
"""
THINGS = """
country:AAA a pact:Country ; rdfs:label "Aland"@en ; pact:isoCode "AAA" .
country:BBB a pact:Country ; rdfs:label "Boland"@en ; pact:isoCode "BBB" .
country:CCC a pact:Country ; rdfs:label "Coland"@en ; pact:isoCode "CCC" .
country:DDD a pact:Country ; rdfs:label "Doland"@en ; pact:isoCode "DDD" .
company:northwind a pact:Company ; rdfs:label "Northwind"@en .
company:orphan a pact:Company ; rdfs:label "Orphan"@en .
subnational:town a pact:SubnationalUnit ; rdfs:label "Town"@en ; pact:withinCountry country:BBB .
group:gees a pact:CountryGroup ; rdfs:label "Gees"@en .
person:premier a pact:Person ; rdfs:label "Premier"@en .
agreement:amber a pact:Agreement ; rdfs:label "Amber memorandum"@en ;
    pact:cooperationArea cooperation-area:trade .
programme:blue a pact:Programme ; rdfs:label "Blue road"@en ;
    pact:cooperationArea cooperation-area:trade, cooperation-area:digital-infrastructure .
platform:cyan a pact:Platform ; rdfs:label "Cyan market"@en .
project:dune a pact:Project ; rdfs:label "Dune works"@en .
policy:elm a pact:Policy ; rdfs:label "Elm plan"@en .
meeting:fir a pact:Meeting ; rdfs:label "Fir meeting"@en .
commitment:gold a pact:Commitment ; rdfs:label "Gold pledge"@en .
platform:hill a pact:Platform ; rdfs:label "Hill store"@en .
"""
SPAN = 'pact:from "2021"^^edtf:EDTF ; pact:until "2022"^^edtf:EDTF'
#: By source: party, role, initiative, modality, and what else the claim says.
PARTS = {
    "one": [
        ("country:AAA", "signatory", "agreement:amber", "asserted", ""),
        ("country:BBB", "signatory", "agreement:amber", "asserted", ""),
        *(
            (f"country:{code}", "member", "programme:blue", "asserted", "")
            for code in ("AAA", "BBB", "CCC", "DDD")
        ),
        ("country:DDD", "issuer", "policy:elm", "asserted", ""),
        ("country:BBB", "host", "meeting:fir", "asserted", ""),
        ("person:premier", "speaker", "meeting:fir", "asserted", "pact:onBehalfOf country:AAA"),
        ("country:AAA", "pledger", "commitment:gold", "planned", ""),
        ("group:gees", "beneficiary", "commitment:gold", "planned", ""),
    ],
    "two": [
        ("country:AAA", "signatory", "agreement:amber", "asserted", ""),
        *(
            (party, role, "platform:cyan", "asserted", SPAN)
            for party, role in (("company:northwind", "provider"), ("country:BBB", "beneficiary"))
        ),
        ("country:CCC", "beneficiary", "platform:cyan", "asserted", ""),
        ("subnational:town", "beneficiary", "platform:cyan", "asserted", ""),
        ("company:northwind", "participant", "project:dune", "recommended", ""),
        ("subnational:town", "participant", "project:dune", "recommended", ""),
        ("company:orphan", "operator", "platform:hill", "asserted", ""),
    ],
}  # fmt: skip
#: Initiative, milestone, date, modality; all by the first source.
MILESTONES = [
    ("agreement:amber", "signed", "2019-06", "asserted"),
    ("programme:blue", "launched", "2020/2022", "asserted"),
    ("policy:elm", "adopted", "2018", "asserted"),
    ("meeting:fir", "held", "2021-05-01", "asserted"),
    ("commitment:gold", "launched", "2025", "planned"),
    ("platform:hill", "launched", "2020", "asserted"),
]


def write_world(folder: Path) -> Path:
    """Write the world as a folder of content: things, and two sources."""
    _write(folder / "things" / "things.ttl", THINGS)
    tie = "pact:subject company:northwind ; pact:relation relation:based-in ; pact:object country:AAA"
    more = {
        "one": [
            f'a pact:Milestone ; pact:initiative {initiative} ; pact:milestoneType milestone-type:{kind} ; '
            f'pact:date "{date}"^^edtf:EDTF ; pact:modality modality:{modality}'
            for initiative, kind, date, modality in MILESTONES
        ],
        "two": [f"a pact:Tie ; {tie} ; pact:modality modality:asserted"],
    }  # fmt: skip
    for source, parts in PARTS.items():
        claims = [*map(_participation, parts), *more[source]]
        _write(folder / "sources" / source / "claims.ttl", _source(source, claims))
    return folder


def _participation(part: tuple[str, str, str, str, str]) -> str:
    party, role, initiative, modality, rest = part
    text = f"a pact:Participation ; pact:party {party} ; pact:role role:{role} ; "
    text += f"pact:initiative {initiative} ; pact:modality modality:{modality}"
    return f"{text} ; {rest}" if rest else text


def _source(source: str, claims: list[str]) -> str:
    base = "https://w3id.org/pactgraph/id"
    lines = [f'source:{source} a pact:Source ; rdfs:label "Source {source}"@en .']
    for number, claim in enumerate(claims, start=1):
        evidence = f"<{base}/evidence/{source}/{number:03}>"
        lines.append(f"<{base}/claim/{source}/{number:03}> {claim} ; pact:evidence {evidence} .")
        lines.append(
            f'{evidence} a pact:Evidence ; pact:source source:{source} ; pact:locator "line {number}" .'
        )
    return "\n".join(lines)


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"{PREFIXES}\n{OUTSIDE}\n{text}\n", encoding="utf-8")
