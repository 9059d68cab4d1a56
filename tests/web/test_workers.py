"""The workers by themselves: what they hand back, and how they stand in for each other."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

import pytest

from pactgraph.errors import InputSyntaxError
from pactgraph.store.local import LocalStore
from pactgraph.web.refusals import BusyError, FailedError, NotAcceptableError, TimeLimitError
from pactgraph.web.sparql.answering import Query
from pactgraph.web.sparql.limits import Limits
from pactgraph.web.sparql.workers import Workers

LIMITS = Limits(seconds=2, memory=200, workers=1, patience=0.2, slow=1, waiting=2)
RUNAWAY = Query("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }")
CHEAP = Query("SELECT ?s { ?s ?p ?o } LIMIT 3", table="csv")


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("store")
    lines = "".join(f"<urn:s{n}> <urn:p> <urn:o{n}> <urn:g> .\n" for n in range(500))
    (folder / "data.nq").write_text(lines)
    LocalStore.create_disk(folder / "store", folder / "data.nq", whole=True)
    return folder / "store"


def run(place: Path, work: Callable[[Workers], Awaitable[None]], limits: Limits = LIMITS) -> None:
    async def main() -> None:
        workers = Workers(place, limits)
        await workers.start()
        try:
            await work(workers)
        finally:
            await workers.close()

    asyncio.run(main())


def test_an_answer_says_its_format_and_its_rows(place):
    async def work(workers):
        for form in ("json", "xml", "csv", "tsv"):
            for rows in (0, 1, 3, 500):
                answer = await workers.run(Query(f"SELECT ?s {{ ?s ?p ?o }} LIMIT {rows}", table=form))
                assert (answer.format, answer.rows) == (form, rows)
        graph = await workers.run(Query("CONSTRUCT WHERE { ?s ?p ?o }", graph="nt"))
        assert (graph.format, graph.rows, graph.body.count(b"\n")) == ("nt", 500, 500)
        assert workers.counts.answered == 17

    run(place, work)


def test_a_large_answer_arrives_whole(place):
    async def work(workers):
        query = "SELECT ?s { ?s ?p ?o . ?t ?p ?o2 } LIMIT 90000"
        one, other = await asyncio.gather(*(workers.run(Query(query, table="csv")) for _ in range(2)))
        assert one.body == other.body
        assert one.body.count(b"\r\n") == 90_001

    run(place, work)


def test_what_is_wrong_with_a_query_comes_back_and_the_worker_goes_on(place):
    async def work(workers):
        with pytest.raises(InputSyntaxError, match="does not parse"):
            await workers.run(Query("SELECT"))
        with pytest.raises(NotAcceptableError):
            await workers.run(Query("ASK {}", table=None))
        assert (await workers.run(CHEAP)).rows == 3
        assert workers.busy == 0

    run(place, work)


def test_a_long_query_makes_room_and_is_stopped(place):
    async def work(workers):
        bad = asyncio.ensure_future(workers.run(RUNAWAY))
        await asyncio.sleep(0.05)
        begun = asyncio.get_running_loop().time()
        assert (await workers.run(CHEAP)).rows == 3
        assert asyncio.get_running_loop().time() - begun < LIMITS.seconds - 0.3
        assert not bad.done()
        with pytest.raises(TimeLimitError):
            await bad
        assert (await workers.run(CHEAP)).rows == 3
        assert workers.counts.stopped == {"TimeLimitError": 1}

    run(place, work)


def test_one_long_query_too_many_is_stopped_for_those_who_wait(place):
    async def work(workers):
        bad = [asyncio.ensure_future(workers.run(RUNAWAY)) for _ in range(2)]
        await asyncio.sleep(0.1)
        assert (await workers.run(CHEAP)).rows == 3
        assert not bad[0].done()
        done = await asyncio.gather(*bad, return_exceptions=True)
        assert [type(one) for one in done] == [TimeLimitError, BusyError]


def test_long_queries_keep_their_places_where_nobody_waits(place):
    async def work(workers):
        bad = [asyncio.ensure_future(workers.run(RUNAWAY)) for _ in range(2)]
        done = await asyncio.gather(*bad, return_exceptions=True)
        assert [type(one) for one in done] == [TimeLimitError, TimeLimitError]

    run(place, work, replace(LIMITS, seconds=4))


def test_too_many_that_wait_are_sent_away(place):
    async def work(workers):
        asked = [asyncio.ensure_future(workers.run(CHEAP)) for _ in range(4)]
        done = await asyncio.gather(*asked, return_exceptions=True)
        assert [type(one).__name__ for one in done].count("BusyError") == 1
        assert (await workers.run(CHEAP)).rows == 3

    run(place, work)


def test_a_query_that_nobody_waits_for_is_stopped(place):
    async def work(workers):
        asked = asyncio.ensure_future(workers.run(RUNAWAY))
        await asyncio.sleep(0.1)
        asked.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asked
        assert (await workers.run(CHEAP)).rows == 3
        assert workers.busy == 0

    run(place, work)


def test_one_that_waits_and_leaves_takes_no_worker_along(place):
    async def work(workers):
        bad = asyncio.ensure_future(workers.run(RUNAWAY))
        waiting = asyncio.ensure_future(workers.run(CHEAP))
        await asyncio.sleep(0.05)
        waiting.cancel()
        with pytest.raises(TimeLimitError):
            await bad
        assert (await workers.run(CHEAP)).rows == 3
        assert workers.queue == 0

    run(place, work)


def test_a_worker_that_died_is_replaced(place):
    async def work(workers):
        (worker,) = workers._all
        worker.process.kill()
        await asyncio.sleep(0.3)
        assert (await workers.run(CHEAP)).rows == 3

    run(place, work)


def test_a_store_that_is_not_there_is_said(tmp_path):
    async def main() -> None:
        workers = Workers(tmp_path / "nothing", LIMITS)
        try:
            with pytest.raises(FailedError, match="does not start"):
                await workers.start()
        finally:
            await workers.close()

    asyncio.run(main())
