"""The pages: whole without a script, every fact with its source, and nothing from outside trusted."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest

from pactgraph.graph import load
from pactgraph.web.http import href
from pactgraph.web.pages import PAGES
from pactgraph.web.pages.rendering import changed

from .conftest import Served, serving

ID = "https://w3id.org/pactgraph/id/"
WHOLE = [path for path in PAGES if "{" not in path]
HOSTILE = "<img src=x onerror=alert(1)>\\\"'"


class Links(HTMLParser):
    """Collects what a page leads to, and what it must not hold."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.inside: list[str] = []
        self.loaded: list[str] = []
        self.scripts = 0
        self.ids: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = {key: value or "" for key, value in attrs}
        self.scripts += tag == "script" or any(key.startswith("on") or key == "style" for key in held)
        if "id" in held:
            self.ids.append(held["id"])
        if tag == "a" and held.get("href", "").startswith("/"):
            self.inside.append(held["href"])
        if tag in ("img", "script", "iframe") or (tag == "link" and held.get("rel") == "stylesheet"):
            self.loaded.append(held.get("src") or held.get("href", ""))


@pytest.mark.parametrize("path", WHOLE)
def test_a_page_is_whole_without_a_script_and_asks_for_nothing_from_outside(
    served: Served, path: str
) -> None:
    got = served.get(path)
    links = Links(got.text)
    assert (got.status, got.media_type) == (200, "text/html")
    # The page of queries lays an editor over its form; tests/web/test_editor.py looks at that.
    assert links.scripts == 0 or path == "/query"
    assert all(address.startswith("/") for address in links.loaded)
    assert "default-src 'none'" in got.headers["content-security-policy"]
    assert "unsafe-inline" not in got.headers["content-security-policy"]
    assert len(links.ids) == len(set(links.ids))
    assert got.text.count("<h1") == 1


def test_no_page_leads_to_a_page_that_is_not_there(served: Served) -> None:
    begun = [*WHOLE, "/id/country/CUB", "/id/agreement/china-cuba-digital-silk-road-memorandum"]
    found = {link.partition("#")[0] for path in begun for link in Links(served.get(path).text).inside}
    pages = sorted(link for link in found if not link.startswith(("/download/", "/view/")))
    broken = [link for link in pages[:: max(1, len(pages) // 150)] if served.get(link).status in (400, 404)]
    assert broken == []


def test_the_page_of_a_thing_says_who_it_is_and_who_says_so(served: Served) -> None:
    text = served.get("/id/country/CUB").text
    assert '<span lang="zh"><bdi>古巴</bdi></span>' in text
    assert "Cuba is a country." in text
    assert "China-Cuba memorandum on the Digital Silk Road" in text
    assert "paragraph 18, sentence 1" in text
    assert 'href="/id/claim/ye-small-economies/070"' in text
    assert f"{ID}country/CUB" in text


def test_the_page_of_an_initiative_tells_its_status_history_and_parties(served: Served) -> None:
    found = load_first(served, "China-Cuba memorandum")
    text = served.get(href(found)).text
    assert '<span class="status">signed</span>' in text
    assert re.search(r'<h2 id="history">.*?<strong>signed</strong>', text, re.S)
    assert re.search(r'<h2 id="parties">.*?Cuba.*?signatory', text, re.S)


def load_first(served: Served, words: str) -> str:
    """Return the address of what a search finds first."""
    found = json.loads(served.get("/api/search?" + urlencode({"q": words})).text)
    return str(found["things"][0]["iri"])


def test_the_page_of_a_party_leads_to_why_it_cooperates_with_another(served: Served) -> None:
    reason = re.search(r'href="(/path\?[^"]*)">why', served.get("/id/country/CUB").text)
    assert reason is not None
    assert "China-Cuba memorandum on the Digital Silk Road" in served.get(unescape(reason[1])).text


def test_an_address_of_a_term_leads_to_its_line_on_the_page_of_the_ontology(served: Served) -> None:
    text = served.get("/ontology").text
    assert re.search(r'<tr id="Agreement">.*?An agreement is', text, re.S)
    assert 'href="/code/role"' in text


def test_the_page_of_a_code_list_leads_to_each_code(served: Served) -> None:
    assert re.search(
        r'<tr id="signatory">.*?href="/code/role/signatory"', served.get("/code/role").text, re.S
    )


def test_what_is_known_of_a_figure_stands_beside_it_on_every_road(served: Served) -> None:
    """The scale of China's digital economy in 2016: 34 009 billion dollars printed, a tenth understood."""
    asked = "statistics_compare?indicator=indicator:digital-economy-scale&a=China&b=Russia"
    known = "understood as 3400.9 billion US dollars; printed: 34 009"
    page = served.get(f"/question/{asked}")
    assert known in page.text and "3180.4<" in page.text.replace(",", "")
    csv = served.get(f"/question/{asked}&format=csv")
    assert csv.headers["content-type"].startswith("text/csv") and known in csv.text
    assert f'href="/question/{asked.partition("?")[0]}' in page.text and "format=csv" in page.text
    answer = json.loads(served.get(f"/api/question/{asked}").text)
    assert known in answer["rows"][0]["caveat"]["value"]
    assert [column["name"] for column in answer["columns"]][-1] == "caveat" and answer["note"] == ""
    nothing = json.loads(served.get("/api/question/statistics_compare?a=Cuba&b=Czechia").text)
    assert nothing["total"] == 0 and "can be compared" in nothing["note"]


def test_the_page_of_the_data_has_each_class_with_its_properties_and_queries_that_run(served: Served) -> None:
    text = served.get("/data").text
    milestone = text[text.index('<details id="Milestone">') :].partition("</details>")[0]
    assert "pact:byParty" in milestone and "Mind:" in milestone and "100%" in milestone
    queries = [unescape(found) for found in re.findall(r'href="(/query\?query=[^"]*)"', text)]
    assert len(queries) == 10
    for query in queries:
        assert '<table class="answer">' in served.get(query).text


def test_an_answer_is_drawn_where_a_view_draws_it(served: Served) -> None:
    text = served.get("/question/statistics_series_in_base_unit?indicator=B2C+e-commerce+sales").text
    drawn = re.search(r'<img src="(/view/indicator.svg[^"]*)"', text)
    assert drawn is not None
    picture = served.get(unescape(drawn[1]))
    assert picture.media_type == "image/svg+xml"
    assert "Australia" in picture.text
    assert "(prefers-color-scheme:dark){svg [" in picture.text
    assert "/view/indicator.svg" not in served.get("/question/agreements_of_party?party=Cuba").text


def test_the_page_of_a_view_names_what_was_asked_for_and_leads_back(served: Served) -> None:
    text = served.get("/view/indicator?indicator=indicator:b2c-e-commerce-sales").text
    assert "<h1>B2C e-commerce sales, by area and year</h1>" in text
    assert '<a id="home" href="/views">' in text


def test_a_comparison_says_which_ties_are_only_recommended(served: Served) -> None:
    text = served.get("/compare?a=China&b=Russia").text
    row = re.search(r"<tr><td>[^\n]*Appeal to China and Russia to make.*?</tr>", text, re.S)
    assert row is not None and row[0].count("implementer (recommended)") == 2
    signed = re.search(r"<tr><td>[^\n]*Joint statement of China and Russia.*?</tr>", text, re.S)
    assert signed is not None and "(" not in re.sub("<[^>]*>", "", signed[0])


def test_names_in_an_answer_lead_to_their_things(served: Served) -> None:
    text = served.get("/question/agreements_of_party?party=Cuba").text
    assert 'href="/id/agreement/china-cuba-digital-silk-road-memorandum"' in text


def test_the_page_of_a_claim_is_headed_by_what_it_says(served: Served) -> None:
    text = served.get("/id/claim/ye-small-economies/070").text
    heading = re.search("<h1>(.*?)</h1>", text, re.S)
    assert heading is not None and "Cuba is a signatory" in heading[1]


def test_vague_dates_are_said_in_words(served: Served) -> None:
    text = served.get("/id/agreement/china-cuba-digital-silk-road-memorandum").text
    assert "by June 2019" in text
    assert "/2019-06" not in text


def test_what_nothing_is_known_of_is_not_found_in_plain_words(served: Served) -> None:
    got = served.get("/id/country/NOWHERE")
    assert got.status == 404
    assert "country:NOWHERE, of which the graph says nothing" in got.text


@pytest.mark.parametrize("words", ["Cuba", "古巴", "Куба", "cuba "])
def test_search_finds_a_thing_in_each_language(served: Served, words: str) -> None:
    text = served.get("/search?" + urlencode({"q": words})).text
    assert 'href="/id/country/CUB"' in text


def test_facets_count_what_they_lead_to(served: Served) -> None:
    whole = json.loads(served.get("/api/search?limit=1").text)
    for facet, values in whole["facets"].items():
        value, count = next(iter(values.items()))
        narrowed = json.loads(served.get("/api/search?" + urlencode({facet: value})).text)
        assert narrowed["total"] == count > 0


def test_an_answer_is_a_table_whose_rows_lead_to_their_claims(served: Served) -> None:
    text = served.get("/question/agreements_of_party?party=Cuba").text
    assert '<table class="answer">' in text
    assert 'href="/id/claim/ye-small-economies/070"' in text
    assert "SELECT" in text and "country/CUB" in text


def test_a_wrong_value_is_said_beside_the_form_that_holds_it(served: Served) -> None:
    got = served.get("/question/agreements_of_party?party=Cubb")
    assert got.status == 404
    assert 'value="Cubb"' in got.text
    assert re.search("did you mean .*Cuba", got.text)


def test_two_things_are_compared_as_python_compares_them(served: Served, built: Path) -> None:
    text = served.get("/compare?a=China&b=Russia").text
    result = load(built).compare("China", "Russia")
    assert all(note in text.replace("&#39;", "'") for note in result.notes)
    answer = json.loads(served.get("/api/compare?a=China&b=Russia").text)
    assert answer["rows"] == result.records()


def test_a_path_shows_the_claims_of_each_hop(served: Served, built: Path) -> None:
    text = served.get("/path?a=Cuba&b=Mongolia").text
    first = load(built).path("Cuba", "Mongolia")[0]
    assert all(f'href="{href(claim.iri)}"' in text for hop in first.hops for claim in hop.claims[:10])


def test_an_own_query_is_answered_as_a_table(served: Served) -> None:
    query = "SELECT (COUNT(?c) AS ?n) WHERE { ?c a pact:Country }"
    assert '<td class="figure">' in served.get("/query?" + urlencode({"query": query})).text


@pytest.mark.parametrize("query", ["DROP ALL", "SELECT * WHERE { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }"])
def test_an_own_query_cannot_change_or_reach_anything(served: Served, query: str) -> None:
    assert served.get("/query?" + urlencode({"query": query})).status in (400, 403)


def test_the_page_of_queries_tells_of_a_term_that_no_statement_has(served: Served) -> None:
    text = served.get("/query?" + urlencode({"query": "SELECT ?x { ?x a pact:Agrement }"})).text
    assert "<li>unknown term pact:Agrement, did you mean pact:Agreement?</li>" in text
    assert "No row." in text


@pytest.mark.parametrize(
    "path",
    [
        "/search?q={}",
        "/question/agreements_of_party?party={}",
        "/question/{}",
        "/compare?a={}&b=China",
        "/path?a={}&b=China",
        "/query?query={}",
        "/indicators?q={}",
        "/disagreements?kind={}",
        "/view/{}",
        "/view/ego?party={}",
        "/id/country/{}",
        "/download/{}",
    ],
)
def test_what_is_typed_never_becomes_markup(served: Served, path: str) -> None:
    got = served.get(path.format(quote("\"'><script>alert(1)</script>", safe="")))
    assert got.status in (200, 400, 404)
    assert "<script>alert(1)" not in got.text
    assert '"><script' not in got.text.replace("&#34;&gt;&lt;script", "")


@pytest.mark.parametrize(
    "path", ["/assets/..%2f..%2fREADME.md", "/assets/network.css", "/download/..%2fx.ttl"]
)
def test_no_other_file_can_be_fetched(served: Served, path: str) -> None:
    assert served.get(path).status == 404


def test_an_error_names_no_file_of_the_server(served: Served) -> None:
    for path in ("/view/nope", "/question/nope", "/view/ego?party=Nobody", "/api/thing?name=Nobody"):
        assert not re.search(r"/(home|root|tmp|usr|src)/|\.toml|\.rq\b|Traceback", served.get(path).text)


def test_the_graph_can_be_taken_away_as_it_is_exported(served: Served, built: Path) -> None:
    got = served.get("/download/pactgraph.nt")
    assert got.media_type == "application/n-triples"
    assert got.text == load(built).export("nt")


@pytest.fixture(scope="module")
def hostile(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A graph in which the label of Cuba is markup, and of Mongolia there are many claims more."""
    text = (built / "pactgraph.nq").read_text(encoding="utf-8")
    assert '"Cuba"@en' in text
    file = tmp_path_factory.mktemp("hostile") / "hostile.nq"
    stated = re.search(r"^\S+ (<\S+ontology#party> <\S+country/MNG> .*)$", text, re.MULTILINE)
    assert stated
    more = "".join(f"<{ID}claim/more/{number:03}> {stated[1]}\n" for number in range(200))
    file.write_text(text.replace('"Cuba"@en', f'"{HOSTILE}"@en') + more, encoding="utf-8")
    with serving(file) as running:
        yield running


@pytest.mark.parametrize(
    "path",
    [
        "/id/country/CUB",
        "/search?type=country",
        "/compare?a=country:CUB&b=China",
        "/path?a=country:CUB&b=China",
        "/question/agreements_of_party?party=country:CUB",
        "/view/ego.svg?party=country:CUB",
        "/view/ego?party=country:CUB",
    ],
)
def test_a_label_that_is_markup_stays_text(hostile: Served, path: str) -> None:
    got = hostile.get(path)
    assert got.status == 200
    assert "<img src=x" not in got.text


def test_what_is_not_counted_whole_is_at_least_so_much(hostile: Served) -> None:
    text = hostile.get("/id/country/MNG").text
    assert re.search(r"At least \d+ roles? (is|are) planned, recommended or forecast only", text)
    assert "gives all" in text


@pytest.mark.parametrize(
    "page", ["/search", "/disagreements", "/question/agreements_of_party", "/id/country/CUB"]
)
def test_a_page_repeats_only_the_parameters_that_it_knows(served: Served, page: str) -> None:
    plain = served.get(f"{page}?page=1")
    got = served.get(f"{page}?" + "&".join(f"unknown{number}=a" for number in range(190)))
    assert got.status == 200
    assert "unknown" not in got.text
    assert len(got.body) < len(plain.body) + 2000
    assert served.get(f"{page}?" + "&".join(f"k{number}=a" for number in range(6000))).status == 400


@pytest.mark.parametrize(
    "path",
    ["/search?q={}", "/search?type={}", "/disagreements?kind={}", "/compare?a={}&b=x", "/path?a=x&b={}"],
)
def test_a_long_text_is_not_sent_back_whole(served: Served, path: str) -> None:
    assert "a" * 501 not in served.get(path.format("a" * 60_000)).text


def test_the_next_page_is_of_the_same_search(served: Served) -> None:
    text = unescape(served.get("/search?type=country&q=&page=1&unknown=x").text)
    assert 'rel="next" href="?type=country&page=2"' in text


@pytest.mark.parametrize(
    ("query", "status"), [("party=nobody", 404), ("party=Cuba&colour=red", 400)], ids=["nobody", "colour"]
)
def test_a_picture_that_is_not_there_is_not_kept(served: Served, query: str, status: int) -> None:
    got = served.get(f"/view/ego.svg?{query}")
    assert (got.status, got.headers["cache-control"]) == (status, "no-store")
    assert "Found" in got.text


MISSED = [
    ("/nonexistent", "GET", 404),
    ("/ontologyx", "GET", 404),
    ("/ontology/Claim", "GET", 404),
    ("/question/a%2fb", "GET", 404),
    ("/search", "POST", 405),
    ("/health", "DELETE", 405),
]


@pytest.mark.parametrize(("path", "method", "status"), MISSED)
def test_where_nothing_stands_people_are_told_so_on_a_page_and_programs_in_words(
    served: Served, path: str, method: str, status: int
) -> None:
    person = served.get(path, method, Accept="text/html,application/xhtml+xml,*/*;q=0.8")
    assert (person.status, person.media_type) == (status, "text/html")
    assert "<dt>Expected</dt>" in person.text
    program = served.get(path, method, Accept="*/*")
    assert (program.status, program.media_type) == (status, "text/plain")
    assert program.text.startswith("found: ") and "expected: " in program.text
    for got in (person, program):
        assert got.headers.get("allow") == ("GET, HEAD" if status == 405 else None)


@pytest.mark.parametrize(
    "path", ["/search%0a", "/view/ego.svg%0a?party=Cuba", "/id/country/CUB%00", "/health%0d", "/x%c2%85"]
)
def test_a_path_with_a_control_character_is_refused(served: Served, path: str) -> None:
    got = served.get(path)
    assert got.status == 400
    assert "control character" in got.text


def test_addresses_that_are_no_addresses_of_the_web_are_no_links() -> None:
    assert href("javascript:alert(1)") == href("data:text/html,x") == ""
    assert href(f'{ID}country/"><script>') == "/id/country/%22%3E%3Cscript%3E"
    assert changed({"q": 'a"&b'}) == "?q=a%22%26b"
