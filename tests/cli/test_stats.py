"""What ``pactgraph stats`` counts, against the article of the Belt and Road Portal, read by hand."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest

PORTAL = "portal-digital-economy"
STATES = {"judged", "in doubt", "with a note", "without a note"}


@pytest.fixture(scope="module")
def counted(pactgraph, built) -> dict[str, Any]:
    return json.loads(pactgraph("stats", "--format", "json", "--data", built).stdout)


@pytest.fixture(scope="module")
def portal(pactgraph, built) -> dict[str, Any]:
    return json.loads(pactgraph("stats", "--source", PORTAL, "--format", "json", "--data", built).stdout)


def by_name(tallies: list[dict[str, Any]]) -> dict[str, int]:
    return {one["name"]: one["count"] for one in tallies}


def test_every_way_to_count_claims_comes_to_the_same_number(counted):
    tables = [rows for name, rows in counted.items() if name.startswith("claims_by_")]
    sums = {sum(one["count"] for one in rows) for rows in tables}
    assert len(tables) == 4 and len(sums) == 1
    assert {one["of"] for rows in tables for one in rows} == sums


def test_claims_of_a_source_are_those_of_the_whole(counted, portal):
    (only,) = portal["claims_by_source"]
    assert only["share"] == 1 and by_name(counted["claims_by_source"])[only["name"]] == only["count"]


def test_things_of_a_source_are_those_that_it_names(portal):
    things = by_name(portal["things"])
    # Li Na, Li Yingxin, Zhang Yong, Liu Jian, Gu Qingyang, Liang Hua.
    assert things["person"] == 6
    # Epson, Epson (China), ZTE, Alibaba, Qihu, Ant Group, ANEXT Bank, Huawei.
    assert things["company"] == 8
    # The regional partnership, the alliance of the telecommunication union, the internet report.
    assert (things["agreement"], things["alliance"], things["cited document"]) == (1, 1, 1)
    assert "source" not in things and "claim" not in things


def test_share_of_a_property_is_that_of_the_claims_that_have_it(portal):
    filled = {kind: {one["name"]: one for one in rows} for kind, rows in portal["filled"].items()}
    assert all(rows["evidence"]["share"] == rows["modality"]["share"] == 1 for rows in filled.values())
    # The expo, the summit, the fair within it, and the bank that opened have a place.
    assert filled["milestone"]["place"]["count"] == 4
    assert 0 < filled["milestone"]["place"]["share"] < 1


def test_a_property_that_no_claim_has_is_shown_as_empty(portal):
    (count,) = [one for one in portal["filled"]["count"] if one["name"] == "namedMember"]
    assert (count["count"], count["of"], count["share"]) == (0, 1, 0)


def test_what_rules_compute_is_no_property_to_fill(counted):
    names = {one["name"] for rows in counted["filled"].values() for one in rows}
    assert not names & {"text", "normalizedValue", "earliest", "latest"}


def test_state_of_review_follows_from_judgements_findings_and_notes(counted, portal):
    assert by_name(counted["claims_by_review"]).keys() == STATES
    # Scale and share of the digital economy, and the factory, are weighed against other sources.
    assert by_name(portal["claims_by_review"])["judged"] >= 3


def test_piped_it_is_csv_with_a_row_per_number(pactgraph, built, portal):
    text = pactgraph("stats", "--source", PORTAL, "--data", built).stdout
    rows = list(csv.DictReader(io.StringIO(text)))
    assert list(rows[0]) == ["table", "name", "property", "count", "of", "share"]
    persons = [row for row in rows if (row["table"], row["name"]) == ("things", "person")]
    assert [row["count"] for row in persons] == ["6"]
    evidence = [row for row in rows if (row["name"], row["property"]) == ("milestone", "evidence")]
    assert [row["share"] for row in evidence] == ["1.000"]
    assert len(rows) == sum(len(portal[name]) for name in portal if name != "filled") + sum(
        map(len, portal["filled"].values())
    )


def test_on_a_terminal_each_table_has_its_heading(on_terminal, built):
    screen = on_terminal("stats", "--source", PORTAL, "--data", built)
    assert screen.code == 0
    for heading in ("Things by kind", "Claims by kind", "Claims by state of review", "How full"):
        assert heading in screen.text
    assert max(map(len, screen.lines)) <= 100


def test_left_out_says_for_each_document_what_is_missing_and_why(pactgraph, built, counted):
    text = pactgraph("stats", "--left-out", "--data", built).stdout
    rows = list(csv.DictReader(io.StringIO(text)))
    assert {row["source"] for row in rows} == by_name(counted["claims_by_source"]).keys()
    assert all("eft out" in row["left_out"] and "because" in row["left_out"] for row in rows[:2])
    (one,) = json.loads(
        pactgraph("stats", "--left-out", "--source", PORTAL, "-f", "json", "--data", built).stdout
    )
    assert one["published"] == "2022-12-22" and "photo credit" in one["left_out"]


def test_left_out_on_a_terminal_keeps_to_its_width(on_terminal, built):
    screen = on_terminal("stats", "--left-out", "--data", built, columns=60)
    assert screen.code == 0 and max(map(len, screen.lines)) <= 60 + len("\x1b[1m\x1b[0m")


def test_an_unknown_source_is_named_with_what_is_near(pactgraph, built):
    for extra in ((), ("--left-out",)):
        result = pactgraph("stats", *extra, "--source", "portal-digital-econmy", "--data", built)
        assert result.returncode == 2 and result.stdout == ""
        assert "portal-digital-econmy" in result.stderr and "Traceback" not in result.stderr
