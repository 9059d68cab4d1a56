"""The report says what was done and found, and what must not be read into it."""

from __future__ import annotations

import re
import runpy
from html import unescape
from pathlib import Path

import pytest

from pactgraph.derivation.rules import read_rules
from pactgraph.derivation.run import derive
from pactgraph.network.analysis import Analysis, analyse
from pactgraph.network.elements import Info
from pactgraph.network.filters import Filters
from pactgraph.network.participation_queries import read_participations
from pactgraph.network.scenarios import Scenario
from pactgraph.store.local import LocalStore
from pactgraph.store.reading import Content
from pactgraph.views.analysis import paper_of, render_analysis, results_of
from pactgraph.views.analysis.findings import figure, in_short, many

COMMAND = "pactgraph analyze country-country --report country-country.html"


@pytest.fixture(scope="module")
def store(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> LocalStore:
    """The small world of ``tests/network/world.py``."""
    write = runpy.run_path(str(checkout / "tests" / "network" / "world.py"))["write_world"]
    store = LocalStore.of(Content(checkout / "ontology", write(tmp_path_factory.mktemp("world"))).quads())
    derive(store, read_rules(checkout / "ontology" / "rules"))
    return store


@pytest.fixture(scope="module")
def countries(store) -> Analysis:
    return analyse(store, Scenario(read_participations(store), "country-country"), draws=10)


@pytest.fixture(scope="module")
def html(countries, store) -> str:
    return render_analysis(countries, store, command=COMMAND)


def filtered(store: LocalStore, name: str = "country-country", **filters: object) -> Analysis:
    return analyse(store, Scenario(read_participations(store), name, Filters(**filters)), draws=5)


def words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<style>.*?</style>|<[^>]*>", " ", html, flags=re.DOTALL)).split())


def test_the_report_reads_like_methods_and_results(countries, store):
    assert [section.title for section in paper_of(countries, store, command=COMMAND).sections] == [
        "Question",
        "Data",
        "How the network is made",
        "The network as a whole",
        "Who stands out",
        "Does it hold?",
        "Communities",
        "Through the years",
        "What the strongest ties rest on",
        "Caveats",
        "How to reproduce this",
        "References",
        "All nodes",
    ]


def test_the_report_is_the_same_each_time(countries, html, store):
    assert render_analysis(countries, store, command=COMMAND) == html


def test_the_report_holds_rule_left_out_version_and_command(countries, html):
    text = words(html)
    info = Info.of(countries.graph)
    for said in (
        *info.rule,
        *info.left_out,
        info.data_version,
        f"Pactgraph {info.version}",
        COMMAND,
    ):
        assert said in text


def test_the_report_names_filters_and_repeats_them_in_every_command(store):
    options = "--since 2019"
    text = words(
        render_analysis(filtered(store, since=2019), store, command=f"{COMMAND} {options}", options=options)
    )
    assert "only ties dated 2019 or later" in text
    commands = re.findall(r"pactgraph (?:network|analyze) \w+(?: country-country)?[^p]*", text)
    assert len(re.findall("--since 2019", text)) >= 4 and commands


def test_the_report_shows_the_claims_behind_a_tie(html):
    assert "Aland – Boland, weight 1.333" in html
    assert len(re.findall(r"<cite>", html)) >= 5


def test_a_small_network_is_called_small(html):
    assert "Only 4 nodes have ties." in words(html)


def test_ties_of_one_document_are_counted_in_the_summary(countries):
    """Five of six ties: all but that of A and B."""
    assert any("of 6 ties, 5 are stated by one document only" in line for line in in_short(countries))


def test_communities_no_better_than_chance_are_not_sold_as_groups(countries):
    """Four countries of which each is tied to each: one group or nothing."""
    (line,) = [line for line in in_short(countries) if "Louvain" in line]
    assert "read none into it" in line


def test_nodes_that_share_a_rank_are_named_together(countries):
    """By strength A and B have 2 (amber 1, blue 3/3), C and D have 1 (blue)."""
    (line,) = [line for line in in_short(countries) if line.startswith("By strength")]
    assert re.search(r"Aland \(2;.*Boland \(2;.*Coland \(1;.*Doland \(1;", line)


def test_a_network_without_ties_is_reported_as_that(store):
    analysis = filtered(store, statuses=("adopted",))
    assert in_short(analysis)[-1].startswith("No two nodes are tied")
    text = words(render_analysis(analysis, store, command=COMMAND))
    assert "There is no tie, and so no community." in text
    assert "This network has no ties whose years could be followed." in text


@pytest.mark.parametrize("name", ["two-mode", "company-country", "knowledge"])
def test_other_projections_are_reported_too(name, store):
    text = words(render_analysis(filtered(store, name), store, command=COMMAND))
    assert f"projection {name}" in text


def test_references_name_the_sources_of_every_method_and_of_the_weight(countries, html):
    listed = words(html).partition("References")[2]
    for source in (
        "Newman, Scientific collaboration networks",
        "Freeman",
        "Kendall",
        "Efron",
        "Blondel",
        "Traag",
    ):
        assert source in listed


def test_all_results_can_be_taken_away(countries):
    found = results_of(countries)
    assert len(found) >= 12 and all(result.about["projection"] == "country-country" for result in found)


def test_figures_are_found_by_name_and_counted_with_their_noun(countries):
    assert figure(countries.figures, "ties") == 6
    assert figure(countries.figures, "no such figure") is None and figure(None, "ties") is None
    assert many(1, "claim") == "1 claim"
