"""What can be wrong with a table is found by its rule, at its file and line, with a way to mend it."""

from __future__ import annotations

import hashlib

import pytest

from pactgraph.store.tables import row_text
from pactgraph.validation.rules import catalogue, validate
from pactgraph.validation.tables import RULES

CSV = "Area,2020,2021\nBelarus,1.5,2.5\nChina,3.5,NA\n"
TOML = """\
title = "An example"
table = "Table 1"

[cell]
indicator = "indicator:example"
unit = "unit:percent"
modality = "modality:asserted"

[rows]
"Belarus" = { area = "country:BLR" }
"China" = { area = "country:CHN" }

[columns]
"2020" = { period = "2017" }
"2021" = { period = "2018" }
"""
THING = """\
@prefix country: <https://w3id.org/pactgraph/id/country/> .
@prefix indicator: <https://w3id.org/pactgraph/id/indicator/> .
@prefix pact: <https://w3id.org/pactgraph/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

indicator:example a pact:Indicator ;
    rdfs:label "example indicator"@en ;
    skos:definition "A made-up measure."@en .
"""


@pytest.fixture
def table(content_with):
    """Put a table into the small valid set: its CSV, its mapping, and passages that fit the CSV."""

    def make(csv=CSV, toml=TOML, passages=None):
        content = content_with()
        (content.graph / "things" / "more.ttl").write_text(THING, encoding="utf-8")
        folder = content.graph / "sources" / "example" / "tables"
        folder.mkdir()
        if csv is not None:
            (folder / "table-01.csv").write_text(csv, encoding="utf-8")
        if toml is not None:
            (folder / "table-01.toml").write_text(toml, encoding="utf-8")
        path = folder / "table-01.passages.csv"
        if passages is None:
            from pactgraph.store.tables import table_files

            rows = table_files(folder.parent)[0].grid[0].rows if csv else ()
            digests = [hashlib.sha256(row_text(row).encode()).hexdigest() for row in rows]
            lines = [f"{n},{n * 20},{n * 20 + 15},{digest}" for n, digest in enumerate(digests, 1)]
            path.write_text("\n".join(["row,start,end,sha256", *lines]) + "\n")
        else:
            path.write_text(passages)
        return validate(content)

    return make


def test_a_table_that_fits_raises_nothing(table):
    assert table() == []


CASES = {
    "a cell too many": ("table-row", "csv", 2, {"csv": CSV.replace("1.5,", "1.5,9,")}),
    "a cell too few": ("table-row", "csv", 3, {"csv": CSV.replace(",NA", "")}),
    "an open quote": ("table-row", "csv", 3, {"csv": CSV.replace("China", '"China')}),
    "no mapping": ("table-row", "toml", 1, {"toml": None}),
    "no table": ("table-row", "csv", 1, {"csv": None}),
    "no number": ("table-number", "csv", 3, {"csv": CSV.replace("3.5", "3.S")}),
    "a changed cell": ("table-passage", "csv", 2, {"passages": "row,start,end,sha256\n1,0,9,0f\n"}),
    "no passages": ("table-passage", "csv", 2, {"passages": ""}),
    "no TOML": (
        "table-mapping",
        "toml",
        5,
        {"toml": TOML.replace('"indicator:example"', "indicator:example")},
    ),
    "an unknown key": ("table-mapping", "toml", 6, {"toml": TOML.replace("unit =", "units =")}),
    "an unknown key at the top": ("table-mapping", "toml", 4, {"toml": TOML.replace("[cell]", "[cel]")}),
    "no caption": ("table-mapping", "toml", 1, {"toml": TOML.replace('table = "Table 1"\n', "")}),
    "a name of another kind": (
        "table-mapping",
        "toml",
        6,
        {"toml": TOML.replace("unit:percent", "role:host")},
    ),
    "a rank scale that is no number": (
        "table-mapping",
        "toml",
        7,
        {"toml": TOML.replace('unit = "unit:percent"', 'unit = "unit:percent"\nrank_out_of = "x"')},
    ),
    "an unknown indicator": (
        "table-name",
        "toml",
        5,
        {"toml": TOML.replace("indicator:example", "indicator:exmple")},
    ),
    "an unknown area": ("table-name", "toml", 11, {"toml": TOML.replace("country:CHN", "country:CHM")}),
    "an unknown unit": ("table-name", "toml", 6, {"toml": TOML.replace("unit:percent", "unit:percnt")}),
    "an unknown code": (
        "table-name",
        "toml",
        7,
        {"toml": TOML.replace("modality:asserted", "modality:aserted")},
    ),
    "a mapped column that is not there": (
        "table-coverage",
        "toml",
        16,
        {"toml": TOML + '"2022" = { period = "2022" }\n'},
    ),
    "a mapped row that is not there": (
        "table-coverage",
        "toml",
        12,
        {"toml": TOML.replace("\n[columns]", '"Chima" = { area = "country:CHN" }\n\n[columns]')},
    ),
    "a row header that is not there": (
        "table-coverage",
        "toml",
        3,
        {"toml": TOML.replace("\n[cell]", 'row_header = "Arae"\n[cell]')},
    ),
    "an ignored column that is not there": (
        "table-coverage",
        "toml",
        3,
        {"toml": TOML.replace("\n[cell]", 'ignore_columns = ["2022"]\n[cell]')},
    ),
    "a column that nobody names": (
        "table-coverage",
        "csv",
        1,
        {"toml": TOML.replace('"2021" = { period = "2018" }\n', "")},
    ),
    "a row that nobody names": (
        "table-coverage",
        "csv",
        3,
        {"toml": TOML.replace('"China" = { area = "country:CHN" }\n', "")},
    ),
    "a cell that is not there": (
        "table-coverage",
        "toml",
        17,
        {"toml": TOML + '\n[cells."China"."2022"]\nnote = "x"\n'},
    ),
    "a note on a cell without a value": (
        "table-coverage",
        "toml",
        17,
        {"toml": TOML + '\n[cells."China"."2021"]\nnote = "x"\n'},
    ),
    "a key of row and column": (
        "table-key-twice",
        "toml",
        11,
        {"toml": TOML.replace('"country:CHN" }', '"country:CHN", period = "2017" }')},
    ),
    "a cell without a unit": (
        "table-incomplete",
        "toml",
        4,
        {"toml": TOML.replace('unit = "unit:percent"\n', "")},
    ),
    "one observation in two cells": (
        "table-observation-twice",
        "csv",
        2,
        {"toml": TOML.replace('"2018"', '"2017"')},
    ),
}


@pytest.mark.parametrize(("rule", "file", "line", "changed"), CASES.values(), ids=CASES)
def test_what_is_wrong_is_found_at_its_file_and_line(rule, file, line, changed, table):
    findings = table(**changed)
    assert {finding.rule for finding in findings} == {rule}, "\n".join(f.render() for f in findings)
    first = findings[0]
    assert first.file is not None and first.file.name == f"table-01.{file}"
    assert first.line == line, first.render()
    assert first.severity == "error"
    assert first.message and first.expected and first.mend


def test_every_rule_on_tables_has_a_case_and_is_in_the_catalogue(content_with):
    assert {case[0] for case in CASES.values()} == set(RULES)
    listed = {rule.name for rule in catalogue(content_with()) if rule.kind == "table"}
    assert listed == set(RULES)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"csv": CSV.replace("1.5,", "1.5,9,")}, ["4 cells", "column 4", "'2.5'"]),
        ({"csv": CSV.replace("3.5", "3.S")}, ["row China", "column 2020", "'3.S'"]),
        ({"toml": TOML.replace("country:CHN", "country:CHM")}, ["country:CHM", "did you mean country:CHN?"]),
        ({"toml": TOML.replace("unit =", "units =")}, ["'units'", "did you mean unit?"]),
        ({"toml": TOML.replace('"2018"', '"2017"')}, ["column 2021", "column 2020", "country:BLR"]),
        ({"toml": TOML + '"2022" = { period = "2022" }\n'}, ["'2022'", "did you mean 202"]),
    ],
)
def test_the_message_names_the_cell_and_how_to_mend_it(changed, words, table):
    text = "\n".join(finding.render() for finding in table(**changed))
    assert all(word in text for word in words), text


def test_a_finding_of_another_rule_about_a_cell_names_the_line_of_its_row(table):
    (finding,) = table(toml=TOML.replace('"China" = {', '"China" = { date_inferred = true,'))
    assert finding.rule == "date-inferred-noted"
    assert finding.file is not None and (finding.file.name, finding.line) == ("table-01.csv", 3)


def test_what_is_wrong_in_several_tables_is_told_at_once(table):
    findings = table(toml=TOML.replace("unit =", "units =").replace("country:CHN", "country:CHM"))
    assert sorted(finding.rule for finding in findings) == ["table-mapping", "table-name"]
