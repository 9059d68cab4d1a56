"""The audit of the real graph, held against what a person found in the documents: ``expected.toml``."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from pactgraph.audit import Disagreement, Judgements, audit, choose, grouped
from pactgraph.audit.disagreements import CERTAINTIES
from pactgraph.audit.run import quads
from pactgraph.namespaces import GRAPH_DISAGREEMENTS, PREFIXES

#: Of what is shown, looked up by hand, at least this part must be so.
PRECISION = 0.95
#: Of what is shown, at least this part must have been looked up by hand: what is new wants a look.
LOOKED_UP = 0.9

EXPECTED: dict[str, list[dict[str, Any]]] = tomllib.loads(
    Path(__file__).with_name("expected.toml").read_text(encoding="utf-8")
)


def claim(name: str) -> str:
    return PREFIXES["claim"] + name


def fits(one: Disagreement, case: dict[str, Any], name: str) -> bool:
    enough = CERTAINTIES.index(one.certainty) <= CERTAINTIES.index(case["certainty"])
    against = "against" not in case or claim(case["against"]) in one.against
    formula = case.get("formula", "") in one.stated_formula
    return claim(name) in one.claims and one.kind == case["kind"] and enough and against and formula


@pytest.mark.parametrize("case", EXPECTED["must"], ids=[case["what"] for case in EXPECTED["must"]])
def test_what_a_person_found_is_found(found, case):
    held = [name for name in case["claims"] if any(fits(one, case, name) for one in found)]
    missing = sorted(set(case["claims"]) - set(held))
    assert not missing if case.get("every") else held, missing


@pytest.mark.parametrize("case", EXPECTED["never"], ids=[case["why"] for case in EXPECTED["never"]])
def test_what_agrees_is_left_alone(found, case):
    shown = [one for one in choose(found) if "kind" not in case or one.kind == case["kind"]]
    names = {claim(name) for name in case["claims"]}
    assert [one.explanation for one in shown if names & set(one.claims) and one.kind != "date"] == []


def test_every_claim_that_is_named_is_there(real):
    rows = real.select("SELECT ?claim WHERE { ?claim pact:evidence ?evidence }").records()
    known = {row["claim"] for row in rows}
    named = {claim(name) for part in ("must", "never") for case in EXPECTED[part] for name in case["claims"]}
    assert named <= known


def test_what_is_shown_is_so(found):
    """Precision over what was looked up in the documents, and how much of what is shown that is."""
    verdicts = {(case["rule"], claim(case["claim"])): case["verdict"] for case in EXPECTED["checked"]}
    shown = grouped(choose(found))
    seen = [next((v for m in g.members if (v := verdicts.get((m.rule, m.claims[0])))), "") for g in shown]
    counts = Counter(seen)
    looked_up = len(seen) - counts[""]
    precision = (looked_up - counts["wrong"]) / looked_up
    print(f"{len(shown)} shown, {looked_up} looked up: {dict(counts)}, precision {precision:.2f}")
    assert precision >= PRECISION
    assert looked_up / len(seen) >= LOOKED_UP, [
        (g.first.rule, g.first.claims[0]) for g, v in zip(shown, seen, strict=True) if not v
    ]


def test_judgements_are_shown_and_change_nothing(real, found):
    judgements = Judgements(real)
    judged = {judgement.iri.rpartition("/")[2] for one in found for judgement in judgements.on(one)}
    assert {"jilin-trade-with-russia-2022", "china-gci-rank-2020", "china-digital-economy-2016"} <= judged
    preferred = {j.prefers for one in found for j in judgements.on(one)}
    assert any(set(one.claims) & preferred for one in found), "a preferred value is told all the same"


def test_the_same_graph_gives_the_same_disagreements(real, found):
    again = audit(real)
    assert again == found
    assert [str(quad) for quad in quads(again)] == [str(quad) for quad in quads(found)]
    assert len({one.iri for one in found}) == len(found)


def test_disagreements_become_triples_of_their_own_graph(found):
    written = list(quads(found))
    assert {quad.graph_name.value for quad in written} == {GRAPH_DISAGREEMENTS}
    kinds = [quad for quad in written if quad.predicate.value.endswith("disagreementKind")]
    assert len(kinds) == len(found)


@pytest.mark.parametrize("least", CERTAINTIES)
def test_what_is_asked_for_is_what_is_shown(found, least):
    enough = CERTAINTIES[: CERTAINTIES.index(least) + 1]
    assert {one.certainty for one in choose(found, least=least)} == set(enough)
    assert {one.kind for one in choose(found, kinds=["unit"], least=least)} == {"unit"}
    source = "ye-small-economies"
    assert all(one.touches(source) for one in choose(found, sources=[source], least="possible"))


def test_rounding_is_shown_where_it_is_asked_for(found):
    assert choose(found, kinds=["rounding"]) and "rounding" not in {one.kind for one in choose(found)}
