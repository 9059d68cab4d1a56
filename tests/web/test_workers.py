"""The workers by themselves: what they hand back, and how they stand in for each other."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from multiprocessing.connection import wait
from pathlib import Path
from types import SimpleNamespace

import pytest

from pactgraph.errors import InputSyntaxError
from pactgraph.namespaces import BASE
from pactgraph.store.local import LocalStore
from pactgraph.web.app import health
from pactgraph.web.formats import TABLES
from pactgraph.web.http_errors import (
    AnswerLimitError,
    BadRequestError,
    BusyError,
    FailedError,
    LeftError,
    NotAcceptableError,
    TimeLimitError,
)
from pactgraph.web.services import Services
from pactgraph.web.sparql import pool
from pactgraph.web.sparql.limits import Limits
from pactgraph.web.sparql.pool import POLLING, WorkerPool, start
from pactgraph.web.sparql.worker import Answer, Query

LIMITS = Limits(seconds=2, memory=200, workers=1, patience=0.2, slow=1, waiting=2)
#: The same for queries that are answered, however busy the machine is.
EASY = replace(LIMITS, seconds=60)
RUNAWAY = Query("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }")
CHEAP = Query("SELECT ?s { ?s ?p ?o } LIMIT 3", table="csv")


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("store")
    lines = "".join(f"<urn:s{n}> <urn:p> <urn:o{n}> <urn:g> .\n" for n in range(500))
    (folder / "data.nq").write_text(lines)
    LocalStore.create_disk(folder / "store", folder / "data.nq", whole=True)
    return folder / "store"


def run(place: Path, work: Callable[[WorkerPool], Awaitable[None]], limits: Limits = EASY) -> None:
    async def main() -> None:
        workers = WorkerPool(place, limits)
        await workers.start()
        try:
            await work(workers)
        finally:
            await workers.close()

    asyncio.run(main())


def rows(answer: Answer) -> int:
    return TABLES[answer.format].count(answer.body)


def test_an_answer_names_its_format_and_has_all_rows(place):
    async def work(workers):
        for form in ("json", "xml", "csv", "tsv"):
            for number in (0, 1, 3, 500):
                answer = await workers.run(Query(f"SELECT ?s {{ ?s ?p ?o }} LIMIT {number}", table=form))
                assert (answer.format, rows(answer)) == (form, number)
        graph = await workers.run(Query("CONSTRUCT WHERE { ?s ?p ?o }", graph="nt"))
        assert (graph.format, graph.body.count(b"\n")) == ("nt", 500)
        assert workers.answered == 17

    run(place, work)


def test_a_large_answer_arrives_whole(place):
    async def work(workers):
        query = "SELECT ?s { ?s ?p ?o . ?t ?p ?o2 } LIMIT 90000"
        one, other = await asyncio.gather(*(workers.run(Query(query, table="csv")) for _ in range(2)))
        assert one.body == other.body
        assert one.body.count(b"\r\n") == 90_001

    run(place, work, replace(LIMITS, seconds=20, patience=19))


def test_a_large_query_arrives_whole_and_relative_addresses_are_those_of_the_graph(place):
    async def work(workers):
        for size in (10, 70_000, 900_000):
            query = f'SELECT ?x (<id/country/CUB> AS ?y) {{ VALUES ?x {{ "{"a" * size}" }} }}'
            answer = await workers.run(Query(query, table="csv"))
            assert answer.body == f"x,y\r\n{'a' * size},{BASE}id/country/CUB\r\n".encode()

    run(place, work)


def test_what_is_wrong_with_a_query_comes_back_and_the_worker_goes_on(place):
    async def work(workers):
        with pytest.raises(InputSyntaxError, match="does not parse"):
            await workers.run(Query("SELECT"))
        with pytest.raises(NotAcceptableError):
            await workers.run(Query("ASK {}", table=None))
        assert rows(await workers.run(CHEAP)) == 3
        assert workers.busy == 0

    run(place, work)


def test_a_long_query_makes_room_and_is_stopped(place):
    async def work(workers):
        bad = asyncio.ensure_future(workers.run(RUNAWAY))
        await asyncio.sleep(0.05)
        assert rows(await workers.run(CHEAP)) == 3
        assert not bad.done()
        with pytest.raises(TimeLimitError):
            await bad
        assert rows(await workers.run(CHEAP)) == 3
        assert workers.stopped == {"TimeLimitError": 1}

    run(place, work, LIMITS)


def test_one_long_query_too_many_is_stopped_for_those_who_wait(place):
    async def work(workers):
        bad = [asyncio.ensure_future(workers.run(RUNAWAY)) for _ in range(2)]
        await asyncio.sleep(0.1)
        assert rows(await workers.run(CHEAP)) == 3
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
        assert rows(await workers.run(CHEAP)) == 3

    run(place, work)


def test_a_query_that_nobody_waits_for_is_stopped(place):
    async def work(workers):
        asked = asyncio.ensure_future(workers.run(RUNAWAY))
        await asyncio.sleep(0.1)
        asked.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asked
        assert rows(await workers.run(CHEAP)) == 3
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
        assert rows(await workers.run(CHEAP)) == 3
        assert workers.queue == 0

    run(place, work, LIMITS)


def test_a_worker_that_died_is_replaced(place):
    async def work(workers):
        (worker,) = workers._all
        worker.process.kill()
        await asyncio.sleep(0.3)
        assert rows(await workers.run(CHEAP)) == 3

    run(place, work)


def test_a_store_that_is_not_there_is_said(tmp_path):
    async def main() -> None:
        workers = WorkerPool(tmp_path / "nothing", LIMITS)
        try:
            with pytest.raises(FailedError, match="does not start"):
                await workers.start()
        finally:
            await workers.close()

    asyncio.run(main())


# Whoever asked has gone.


def test_a_query_that_waits_is_dropped_when_who_asked_leaves(place):
    async def work(workers):
        gone = asyncio.Event()
        bad = asyncio.ensure_future(workers.run(RUNAWAY))
        await asyncio.sleep(0.01)
        waiting = asyncio.ensure_future(workers.run(CHEAP, gone.wait))
        await asyncio.sleep(0.01)
        assert workers.queue == 1
        gone.set()
        with pytest.raises(LeftError):
            await asyncio.wait_for(waiting, 60)
        assert (workers.queue, bad.done()) == (0, False)
        with pytest.raises(TimeLimitError):
            await bad

    run(place, work, replace(LIMITS, seconds=1))


def test_a_query_is_stopped_soon_after_who_asked_leaves_and_not_when_it_counts_as_long(place):
    async def work(workers):
        gone = asyncio.Event()
        asked = asyncio.ensure_future(workers.run(RUNAWAY, gone.wait))
        await asyncio.sleep(0.05)
        gone.set()
        with pytest.raises(LeftError):
            await asyncio.wait_for(asked, 60)
        assert rows(await workers.run(CHEAP)) == 3
        assert workers.stopped == {"LeftError": 1}

    run(place, work, replace(LIMITS, seconds=5, patience=4))


def test_a_quick_query_whose_asker_leaves_costs_no_process(place):
    async def work(workers):
        (worker,) = workers._all
        bad = asyncio.ensure_future(workers.run(Query("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f }")))
        gone = asyncio.Event()
        asked = asyncio.ensure_future(workers.run(CHEAP, gone.wait))
        while workers.queue:
            await asyncio.sleep(0)
        gone.set()
        assert rows(await bad) == 1
        with contextlib.suppress(LeftError):
            await asked
        assert workers._all == {worker}

    run(place, work, replace(LIMITS, seconds=10, patience=9))


# Starts that fail.


@pytest.mark.skipif(os.name != "posix", reason="the number of open files is limited as on POSIX")
def test_a_worker_is_started_again_once_there_are_open_files_to_be_had(place, caplog):
    import resource

    most = resource.getrlimit(resource.RLIMIT_NOFILE)

    async def work(workers):
        (worker,) = workers._all
        services = Services(SimpleNamespace(), workers=workers)
        assert health(services).status_code == 200
        # The numbers below 3 are taken by the standard streams: no file can be opened, whichever are closed.
        resource.setrlimit(resource.RLIMIT_NOFILE, (3, most[1]))
        try:
            worker.process.kill()
            async with asyncio.timeout(60):
                while not caplog.messages:
                    await asyncio.sleep(0.05)
            said = health(services)
            assert (said.status_code, b"no workers" in said.body) == (503, True)
        finally:
            resource.setrlimit(resource.RLIMIT_NOFILE, most)
        before = len(os.listdir("/dev/fd"))
        assert rows(await asyncio.wait_for(workers.run(CHEAP), 60)) == 3
        assert len(os.listdir("/dev/fd")) <= before + 4
        assert health(services).status_code == 200

    try:
        with caplog.at_level(logging.ERROR):
            run(place, work, replace(LIMITS, seconds=10))
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, most)
    assert [line for line in caplog.messages if "does not start" in line] == caplog.messages
    assert len(caplog.messages) == 1


# Queries that break what answers them.


@pytest.mark.parametrize(
    "text",
    [
        "ASK { FILTER(" + "(" * 20000 + "1" + ")" * 20000 + ") }",
        "ASK " + "{" * 20000 + "}" * 20000,
        "ASK {" + "OPTIONAL {" * 600 + "}" * 600 + "}",
        "SELECT * FROM <things> FROM ex:ontology { ?s ?p ?o }",
        'SELECT (<urn:f>("a") AS ?x) {}',
        'SELECT ?x { ?s ?p ?o BIND(<urn:f>("a") AS ?x) }',
        "CONSTRUCT { ?s ?p ?x } { ?s ?p ?o BIND(<urn:f>(1) AS ?x) }",
    ],
    ids=[
        "parentheses",
        "groups",
        "options",
        "undeclared",
        "function",
        "function in rows",
        "in triples",
    ],
)
def test_a_query_that_cannot_be_answered_is_refused_and_costs_no_process(place, text):
    async def work(workers):
        (worker,) = workers._all
        with pytest.raises(BadRequestError):
            await workers.run(Query(text))
        assert workers._all == {worker}
        assert rows(await workers.run(CHEAP)) == 3

    # The parser of the graphs is imported by the first query that needs it, which is no runaway.
    run(place, work, replace(LIMITS, seconds=20, patience=19))


@pytest.mark.parametrize(
    "text",
    [
        "ASK {" + "OPTIONAL {} " * 20000 + "}",
        "ASK { FILTER(" + "!" * 100_000 + "1) }",
        "ASK { FILTER(" + "1+" * 100_000 + "1) }",
    ],
    ids=["options", "negations", "sums"],
)
def test_a_chain_that_breaks_its_process_is_not_said_to_want_memory(place, text):
    async def work(workers):
        with pytest.raises(BadRequestError, match="in one chain"):
            await workers.run(Query(text))
        assert rows(await workers.run(CHEAP)) == 3

    run(place, work)


def test_an_exit_code_is_not_read_while_a_process_is_started(place):
    """Starting a process polls the others, and of two readers of one exit code one gets a wrong one."""

    async def work(workers):
        (worker,) = workers._all
        with POLLING:
            os.kill(worker.process.pid, signal.SIGSEGV)
            wait([worker.process.sentinel])
            ended = asyncio.ensure_future(worker.ended())
            assert await asyncio.wait({ended}, timeout=0.5) == (set(), {ended})
        assert await ended == -signal.SIGSEGV

    run(place, work)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere nothing forks")
def test_a_server_of_forks_that_ends_is_followed_by_another(monkeypatch):
    refused = []

    class Refused(multiprocessing.Process):
        def start(self):
            if not refused:
                refused.append(True)
                raise ConnectionRefusedError
            super().start()

    process = Refused(target=int)
    start(process)
    process.join(60)
    assert (refused, process.exitcode) == ([True], 0)


def test_a_start_under_way_is_waited_for_when_the_pool_ends(place, monkeypatch, capfd):
    """Else its end of the channel is closed before it is handed on, and the server of forks breaks off."""
    begun, started = threading.Event(), []

    def slow(process):
        begun.set()
        time.sleep(0.5)
        start(process)
        started.append(process)

    async def work(workers):
        monkeypatch.setattr(pool, "start", slow)
        next(iter(workers._all)).process.kill()
        assert await asyncio.to_thread(begun.wait, 60)

    run(place, work)
    assert len(started) == 1
    started[0].join(60)
    assert started[0].exitcode == -signal.SIGKILL
    assert "Traceback" not in capfd.readouterr().err


def test_whatever_goes_wrong_with_a_query_is_told_and_the_worker_goes_on(place):
    async def work(workers):
        (worker,) = workers._all
        with pytest.raises(FailedError, match="could not be answered"):
            await workers.run(Query("ASK {}", default_graphs=("relative",)))
        assert workers._all == {worker}

    run(place, work)


# Rows.

ROWS = "SELECT ?x { { SELECT * { ?a ?b ?c } LIMIT 30 } { SELECT * { ?d ?e ?f } LIMIT %d } }"


@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
def test_rows_without_a_value_count_as_others_do(place, form):
    async def work(workers):
        assert rows(await workers.run(Query(ROWS % 30, table=form))) == 900
        with pytest.raises(AnswerLimitError):
            await workers.run(Query(ROWS % 31, table=form))

    run(place, work, replace(EASY, rows=900))


@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
@pytest.mark.parametrize(
    "text", ["}},{", "{},{},{}", "\\", '\\"', "\r\n", '"', '\r\n"\r\n', "<result>", "},{\\"]
)
def test_what_stands_in_a_text_is_no_row(place, form, text):
    written = text.replace("\\", "\\\\").replace('"', '\\"').replace("\r", "\\r").replace("\n", "\\n")
    query = f'SELECT ?x ?y ?z {{ ?s ?p ?o BIND("{written}" AS ?x) BIND(?x AS ?z) }} LIMIT 400'

    async def work(workers):
        assert rows(await workers.run(Query(query, table=form))) == 400

    run(place, work, replace(EASY, rows=400))
