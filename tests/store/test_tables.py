"""A table of a source becomes claims with evidence, and each is found at its line."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from pactgraph.errors import InputSyntaxError
from pactgraph.namespaces import PACT, PREFIXES
from pactgraph.store.locate import Locator
from pactgraph.store.reading import Content
from pactgraph.store.tables import TableFile, table_files

CSV = """\
Year,Economy,Rank,Phones / mobile,"Sales (\\$ billion)"
2018,Chad,7,19.9/55.8,"1,361"
,Cuba,—,20 (2016)/NA,93.0
"""
TOML = r"""
title = "Phones and sales"
table = "Table 3"
row_header = ["Year", "Economy"]

[cell]
modality = "modality:asserted"
quantifier = "quantifier:exact"
note = "of all"

[rows]
"2018 / Chad" = { area = "country:TCD", period = "2018" }
"2018 / Cuba" = { area = "country:CUB", period = "2018" }

[columns]
"Rank" = { indicator = "indicator:rank", unit = "unit:rank", rank_out_of = 193 }
'Sales (\$ billion)' = { indicator = "indicator:sales", unit = "unit:billion-usd" }

[columns."Phones / mobile"]
split = ["indicator:fixed", "indicator:mobile"]
unit = "unit:percent"

[cells."2018 / Cuba".'Sales (\$ billion)']
value_understood = 9.3
unit_understood = "unit:usd"
note = "ten times too much"
primary_source = ["document:a", "document:b"]
"""


def write(folder: Path, csv: str = CSV, toml: str = TOML, rows: int = 2) -> TableFile:
    tables = folder / "graph" / "sources" / "one" / "tables"
    tables.mkdir(parents=True, exist_ok=True)
    (tables / "table-03.csv").write_text(csv, encoding="utf-8")
    (tables / "table-03.toml").write_text(toml, encoding="utf-8")
    texts = ["2018 Chad 7 19.9/55.8 1,361", "Cuba — 20 (2016)/NA 93.0"][:rows]
    lines = [f"{n},{n}00,{n}00,{hashlib.sha256(t.encode()).hexdigest()}" for n, t in enumerate(texts, 1)]
    (tables / "table-03.passages.csv").write_text("\n".join(["row,start,end,sha256", *lines]) + "\n")
    (table,) = table_files(tables.parent)
    return table


@pytest.fixture
def table(tmp_path) -> TableFile:
    return write(tmp_path)


def facts(table: TableFile, name: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for quad in table.quads():
        if quad.subject.value == f"{PREFIXES['claim']}one/{name}":
            found.setdefault(quad.predicate.value.removeprefix(PACT), []).append(quad.object.value)
    return found


def test_each_value_is_a_claim_named_by_its_row_and_column(table):
    claims = {q.subject.value for q in table.quads() if q.object.value == PACT + "Observation"}
    names = {claim.removeprefix(PREFIXES["claim"]) for claim in claims}
    assert names == {f"one/t03-{n}" for n in ("1-1", "1-2-1", "1-2-2", "1-3", "2-2-1", "2-3")}
    assert {quad.graph_name.value for quad in table.quads()} == {PREFIXES["source"] + "one"}


def test_a_cell_says_what_its_row_column_and_table_say(table):
    stated = facts(table, "t03-1-1")
    assert stated["refArea"] == [PREFIXES["country"] + "TCD"]
    assert (stated["refPeriod"], stated["value"], stated["rankOutOf"]) == (["2018"], ["7.0"], ["193"])
    assert stated["note"] == ["of all"]


def test_the_year_of_the_cell_wins_and_is_kept_as_printed(table):
    stated = facts(table, "t03-2-2-1")
    assert (stated["refPeriod"], stated["dateAsPrinted"]) == (["2016"], ["2016"])
    assert (stated["asPrinted"], stated["value"]) == (["20 (2016)"], ["20.0"])


def test_the_parts_of_a_split_cell_have_their_own_indicators_and_one_passage(table):
    first, second = facts(table, "t03-1-2-1"), facts(table, "t03-1-2-2")
    assert [first["indicator"], second["indicator"]] == [
        [PREFIXES["indicator"] + "fixed"],
        [PREFIXES["indicator"] + "mobile"],
    ]
    assert [first["asPrinted"], second["asPrinted"]] == [["19.9"], ["55.8"]]
    assert first["evidence"] == second["evidence"] == [PREFIXES["evidence"] + "one/t03-1-2"]


def test_what_is_said_of_one_cell_wins_and_holds_for_it_alone(table):
    stated = facts(table, "t03-2-3")
    assert (stated["valueUnderstood"], stated["note"]) == (["9.3"], ["ten times too much"])
    assert stated["unitUnderstood"] == [PREFIXES["unit"] + "usd"]
    assert sorted(stated["primarySource"]) == [PREFIXES["document"] + "a", PREFIXES["document"] + "b"]
    assert "valueUnderstood" not in facts(table, "t03-1-3")
    assert facts(table, "t03-1-3")["value"] == ["1361.0"]


def test_evidence_tells_a_person_the_table_row_and_column(table):
    name = PREFIXES["evidence"] + "one/t03-2-3"
    said = {q.predicate.value: q.object.value for q in table.quads() if q.subject.value == name}
    assert said[PACT + "locator"] == "Table 3, row 2018 / Cuba, column Sales (\\$ billion)"
    assert (said[PACT + "start"], said[PACT + "source"]) == ("200", PREFIXES["source"] + "one")


def test_a_claim_is_found_at_the_line_of_its_row_and_evidence_at_its_passage(table):
    locator = Locator([table])
    place = locator.find(PREFIXES["claim"] + "one/t03-2-3", PACT + "unit")
    assert place is not None and (place.file.name, place.line) == ("table-03.csv", 3)
    place = locator.find(PREFIXES["evidence"] + "one/t03-2-3")
    assert place is not None and (place.file.name, place.line) == ("table-03.passages.csv", 3)


def test_the_tables_of_a_source_are_part_of_the_content(tmp_path, table):
    for folder in ("ontology/modules", "ontology/codelists", "graph/things"):
        (tmp_path / folder).mkdir(parents=True)
    content = Content(tmp_path / "ontology", tmp_path / "graph")
    assert sorted(map(str, content.quads())) == sorted(map(str, table.quads()))
    before = content.digest()
    table.path.write_text(CSV + "\n", encoding="utf-8")
    assert content.digest() != before


def test_a_table_that_is_wrong_says_nothing_at_all(tmp_path):
    table = write(tmp_path, rows=1)
    with pytest.raises(InputSyntaxError) as raised:
        list(table.quads())
    assert (raised.value.file, raised.value.line) == (table.path, 3)
    assert list(table.places()) == []


def test_lists_side_by_side_have_row_headers_of_their_own(tmp_path):
    csv = "Region,Number,Region,Number\nChad,4,Cuba,5\nMali,6,,\n"
    toml = """
title = "Two lists"
table = "Table 3"
row_header = "Region #1"
[cell]
indicator = "indicator:companies"
period = "2020"
unit = "unit:company"
modality = "modality:asserted"
[rows]
"Chad" = { area = "country:TCD" }
"Cuba" = { area = "country:CUB" }
"Mali" = { area = "country:MLI" }
[columns]
"Number #1" = {}
"Number #2" = { row_header = "Region #2" }
"""
    mapped = write(tmp_path, csv, toml).mapped
    assert mapped.problems == []
    assert [(cell.row_name, cell.column_number, str(cell.values[0].value)) for cell in mapped.cells] == [
        ("Chad", 1, "4"),
        ("Cuba", 2, "5"),
        ("Mali", 1, "6"),
    ]
