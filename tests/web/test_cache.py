"""What is kept has bounds."""

from __future__ import annotations

import tracemalloc

from pactgraph.web.cache import KeptAnswers
from pactgraph.web.sparql.workers import Answer


def test_answers_without_a_body_are_not_kept_for_ever() -> None:
    kept = KeptAnswers(1_000_000)
    tracemalloc.start()
    for number in range(50_000):
        kept.put(f"tag {number}", Answer("json", b"", 0))
    assert tracemalloc.get_traced_memory()[0] < 4_000_000
    tracemalloc.stop()
    assert kept.get("tag 0") is None
    assert kept.get("tag 49999") is not None
