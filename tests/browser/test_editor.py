"""The query editor in a real browser: it asks this service only, knows our terms, lets the keyboard go."""

from __future__ import annotations

import runpy
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect

from pactgraph.web.pages.editor import has_editor

SERVING = Path(__file__).parents[1] / "web" / "conftest.py"
HOSTILE = """SELECT ("<img src=x onerror=alert(1)>" AS ?text)
  (IRI("https://w3id.org/pactgraph/id/'%3E%3Cscript%3Ealert(2)") AS ?ours)
  (IRI("javascript:alert(3)") AS ?not) {}"""
#: Of the editor's own: its text can be scrolled by the arrow keys, from a field beside it.
LEFT = ("scrollable-region-focusable", "CodeMirror-scroll")


@pytest.fixture(scope="module")
def explorer(built: Path, needs: Any) -> Iterator[str]:
    """The address of a served build that has the editor's files."""
    needs(
        "the query editor's files", has_editor(), "install Pactgraph anew with a network: make distclean dev"
    )
    with runpy.run_path(str(SERVING))["serving"](built) as served:
        yield served.url


def prepared(context: BrowserContext, address: str, wrong: list[str]) -> Page:
    """Return a page that may ask the service only; what else it does is listed."""
    page = context.new_page()

    def refuse_outside(route: Route) -> None:
        if route.request.url.startswith((address, "data:", "blob:")):
            route.continue_()
        else:
            wrong.append(route.request.url)
            route.abort()

    context.route("**/*", refuse_outside)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("dialog", lambda dialog: wrong.append(dialog.message))
    page.on("console", lambda line: wrong.append(line.text) if "Content Security" in line.text else None)
    return page


@pytest.fixture
def writer(browser: Browser, explorer: str) -> Iterator[Page]:
    """Somebody at the page of queries."""
    wrong: list[str] = []
    context = browser.new_context(
        base_url=explorer, viewport={"width": 1280, "height": 900}, accept_downloads=True
    )
    page = prepared(context, explorer, wrong)
    page.goto("/query")
    expect(page.locator(".CodeMirror")).to_be_visible()
    yield page
    context.close()
    assert wrong == []


def shown(page: Page) -> Locator:
    return page.locator(".tabPanel.active")


def text_of(page: Page) -> str:
    return str(shown(page).locator(".CodeMirror").first.evaluate("element => element.CodeMirror.getValue()"))


def write(page: Page, query: str) -> None:
    """Put the cursor into the editor and write instead of what is there."""
    shown(page).locator(".CodeMirror").first.click(position={"x": 200, "y": 100})
    page.keyboard.press("Control+a")
    page.keyboard.type(query)


def proposed(page: Page) -> list[str]:
    expect(page.locator(".CodeMirror-hint").first).to_be_visible()
    return page.locator(".CodeMirror-hint").all_inner_texts()


def test_the_editor_takes_the_place_of_the_form_and_offers_one_endpoint(writer: Page) -> None:
    expect(writer.locator("#plain")).to_be_hidden()
    expect(writer.locator("#keys")).to_contain_text("Tab and Esc leave the editor")
    expect(shown(writer).locator(".controlbar")).to_be_hidden()
    assert "pact:Agreement" in text_of(writer)


def test_a_query_without_prefixes_is_right_runs_by_keys_and_leads_to_our_pages(writer: Page) -> None:
    write(writer, "SELECT ?who { ?who a pact:Country ; rdfs:label 'Cuba'@en }")
    expect(shown(writer).locator(".parseErrorIcon")).to_have_count(0)
    writer.keyboard.press("Escape")
    shown(writer).locator(".CodeMirror").first.click()
    writer.keyboard.press("Control+Enter")
    link = shown(writer).locator("a.iri", has_text="country:CUB")
    expect(link).to_have_attribute("href", "/id/country/CUB")
    link.click()
    expect(writer.get_by_role("heading", level=1)).to_contain_text("Cuba")


def test_an_unknown_prefix_is_marked_and_told(writer: Page) -> None:
    write(writer, "SELECT * { ?s a nope:Thing }")
    expect(shown(writer).locator(".parseErrorIcon")).to_have_count(1)
    shown(writer).locator(".yasqe_queryButton").click()
    expect(shown(writer).locator(".errorResult")).to_contain_text("the prefix nope:")


def test_a_term_that_no_statement_has_is_told_until_the_next_answer(writer: Page) -> None:
    write(writer, "SELECT ?x { ?x a pact:Agrement }")
    shown(writer).locator(".yasqe_queryButton").click()
    expect(writer.locator("#notices")).to_have_text(
        "unknown term pact:Agrement, did you mean pact:Agreement?"
    )
    write(writer, "SELECT ?x { ?x a pact:Agreement }")
    shown(writer).locator(".yasqe_queryButton").click()
    expect(writer.locator("#notices li")).to_have_count(0)


def test_classes_properties_and_codes_are_proposed_with_their_labels(writer: Page) -> None:
    write(writer, "SELECT * { ?x a pact:Agr")
    assert proposed(writer)[0] == "pact:Agreement agreement"
    writer.keyboard.press("Enter")
    writer.keyboard.type(" ; pact:sig")
    assert "pact:signatory signatory" in proposed(writer)
    writer.keyboard.press("Enter")
    writer.keyboard.type(" ?who ; pact:agreementType memora")
    writer.keyboard.press("Control+Space")
    assert "agreement-type:memorandum memorandum of understanding" in proposed(writer)
    writer.keyboard.press("Enter")
    writer.keyboard.type(" }")
    line = "?x a pact:Agreement ; pact:signatory ?who ; pact:agreementType agreement-type:memorandum }"
    assert text_of(writer) == "SELECT * { " + line


def test_a_prefix_is_proposed_with_its_address(writer: Page) -> None:
    write(writer, "PREFIX pac")
    writer.keyboard.press("Control+Space")
    assert proposed(writer) == ["pact: <https://w3id.org/pactgraph/ontology#>"]


def test_a_named_question_is_put_into_a_tab_of_its_own_and_answered(writer: Page) -> None:
    writer.get_by_label("Begin with a named question").select_option("agreements_of_party")
    writer.get_by_role("button", name="Show its query").click()
    expect(writer.locator(".tabsList .tab.active")).to_contain_text("agreements of party")
    assert text_of(writer).startswith("# Which agreements does a party take part in")
    writer.keyboard.press("Control+Enter")
    expect(shown(writer).locator("a.iri[href='/id/claim/ye-small-economies/060']")).to_be_visible()
    writer.get_by_label("Begin with a named question").select_option("agreements_of_party")
    writer.get_by_role("button", name="Show its query").click()
    expect(writer.locator(".tabsList .tab")).to_have_count(2)


def test_an_address_holds_the_query_and_opens_it_again(writer: Page) -> None:
    query = "# é & + 古巴\nASK { country:CUB a pact:Country }"
    writer.goto("/query?" + urlencode({"query": query}))
    expect(writer.locator("#answered")).to_contain_text("no table")
    assert text_of(writer) == query
    shown(writer).locator(".yasqe_queryButton").click()
    expect(shown(writer).locator(".yasr_results")).to_contain_text("True")
    expect(writer.locator("#answered")).to_be_empty()
    shown(writer).locator(".yasqe_share").click()
    address = writer.get_by_label("Address of this query").input_value()
    assert writer.url == address
    writer.evaluate("localStorage.clear()")
    writer.goto(address)
    expect(writer.locator(".CodeMirror").first).to_be_visible()
    assert text_of(writer) == query


def test_an_answer_can_be_downloaded_and_seen_as_it_came(writer: Page) -> None:
    shown(writer).locator(".yasqe_queryButton").click()
    expect(shown(writer).locator("table.dataTable")).to_be_visible()
    with writer.expect_download() as download:
        shown(writer).locator(".yasr_downloadIcon").click()
    assert download.value.path().read_text(encoding="utf-8").startswith('"agreement","name","party"')
    shown(writer).locator(".select_response").click()
    expect(shown(writer).locator(".yasr_results .CodeMirror")).to_contain_text('"vars"')


def test_what_a_query_answers_never_becomes_markup(browser: Browser, explorer: str) -> None:
    wrong: list[str] = []
    # Without the policy, which would stop a script that got in.
    context = browser.new_context(base_url=explorer, bypass_csp=True)
    page = prepared(context, explorer, wrong)
    page.goto("/query?" + urlencode({"query": HOSTILE}))
    shown(page).locator(".yasqe_queryButton").click()
    results = shown(page).locator(".yasr_results")
    expect(results).to_contain_text("<img src=x onerror=alert(1)>")
    assert results.locator("img, script").count() == 0
    links = [link.get_attribute("href") for link in results.locator("a.iri").all()]
    assert [link for link in links if link] == ["/id/'%253E%253Cscript%253Ealert(2)"]
    page.get_by_label("Filter query results").press_sequentially("nothing")
    expect(results).to_contain_text("No matching records")
    context.close()
    assert wrong == []


def test_nobody_else_is_asked_even_where_an_address_names_another_endpoint(writer: Page) -> None:
    other = urlencode({"query": "SELECT * { ?s ?p ?o } LIMIT 1", "endpoint": "https://example.org/sparql"})
    writer.goto(f"/query#{other}")
    writer.reload()
    with writer.expect_request("**/sparql") as asked:
        shown(writer).locator(".yasqe_queryButton").click()
    assert asked.value.url == writer.url.partition("/query")[0] + "/sparql"
    expect(shown(writer).locator("table.dataTable")).to_be_visible()


def test_the_keyboard_reaches_the_editor_and_leaves_it(writer: Page) -> None:
    inside = "document.activeElement.closest('.CodeMirror') !== null"
    for _ in range(40):
        if writer.evaluate(inside):
            break
        writer.keyboard.press("Tab")
    assert writer.evaluate(inside)
    before = text_of(writer)
    writer.keyboard.press("Tab")
    assert writer.evaluate("document.activeElement.className") == "yasqe_share"
    assert text_of(writer) == before
    writer.keyboard.press("Shift+Tab")
    writer.keyboard.press("Shift+Tab")
    assert not writer.evaluate("document.activeElement.tagName === 'TEXTAREA'")


@pytest.mark.parametrize(("width", "height", "scheme"), [(1280, 800, "light"), (390, 844, "dark")])
def test_the_editor_is_accessible_and_fits_the_screen(
    browser: Browser, explorer: str, width: int, height: int, scheme: Any
) -> None:
    context = browser.new_context(
        base_url=explorer,
        bypass_csp=True,
        color_scheme=scheme,
        viewport={"width": width, "height": height},
    )
    page = context.new_page()
    page.goto("/query?example=agreements_of_party")
    expect(page.locator(".CodeMirror").first).to_be_visible()
    found = violations(page)
    shown(page).locator(".yasqe_queryButton").click()
    expect(shown(page).locator("table.dataTable")).to_be_visible()
    found += violations(page)
    shown(page).locator(".yasqe_share").click()
    found += violations(page)
    write(page, "SELECT * { ?s pact:si")
    proposed(page)
    found += violations(page)
    assert found == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def violations(page: Page) -> list[tuple[str, str]]:
    """Return what axe finds wrong, but for the one finding that is the editor's own."""
    found = [
        (one["id"], node["html"]) for one in Axe().run(page).response["violations"] for node in one["nodes"]
    ]
    return [(rule, html) for rule, html in found if not (rule == LEFT[0] and LEFT[1] in html)]
