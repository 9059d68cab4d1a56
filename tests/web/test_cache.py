"""The cache of answers has bounds."""

from __future__ import annotations

import tracemalloc

from pactgraph.web.sparql.protocol import AnswerCache
from pactgraph.web.sparql.worker import Answer


def test_answers_without_a_body_are_not_cached_for_ever() -> None:
    cache = AnswerCache(1_000_000)
    tracemalloc.start()
    for number in range(50_000):
        cache.put(f"tag {number}", Answer("json", b""))
    assert tracemalloc.get_traced_memory()[0] < 4_000_000
    tracemalloc.stop()
    assert cache.get("tag 0") is None
    assert cache.get("tag 49999") is not None
