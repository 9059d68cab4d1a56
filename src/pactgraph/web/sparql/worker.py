"""One process that answers one query at a time, as the server sees it."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from pactgraph.errors import UserError
from pactgraph.web.http_errors import FailedError, LeftError
from pactgraph.web.sparql.answering import SMALL, Query, Reply, work
from pactgraph.web.sparql.limits import Limits
from pactgraph.web.sparql.pipe import Link
from pactgraph.web.sparql.unanswerable import why_ended

#: Seconds in which a query is not looked after, and may still end after whoever asked has gone: a new process
#: costs more than those.
GRACE = 0.1


@dataclass(frozen=True)
class Answer:
    """An answer to a query.

    :param format: in which it is written, by the name of that.
    :param body: its bytes.
    :param rows: of how many rows or triples.
    """

    format: str
    body: bytes
    rows: int


@dataclass
class Counts:
    """What the workers have done since the start."""

    answered: int = 0
    refused: int = 0
    stopped: dict[str, int] = field(default_factory=dict)


@dataclass(eq=False)
class Job:
    """A query on its way.

    :param reply: what whoever asks waits for.
    :param left: comes to its end when whoever asked has gone.
    :param worker: who answers it, once its turn has come.
    :param until: when it is stopped, by the clock of the loop.
    """

    query: Query
    reply: asyncio.Future[Answer]
    left: Callable[[], Coroutine[Any, Any, None]] | None = None
    until: float = 0.0
    worker: Worker | None = None
    timer: asyncio.TimerHandle | None = None
    watching: asyncio.Future[None] | None = None

    def fail(self, problem: UserError) -> None:
        """Tell whoever asks that there will be no answer."""
        if not self.reply.done():
            self.reply.set_exception(problem)

    def watch(self) -> None:
        """Fail when whoever asked has gone."""
        if self.left is not None and self.watching is None:
            self.watching = asyncio.ensure_future(self.left())
            self.watching.add_done_callback(self._gone)

    def _gone(self, done: asyncio.Future[None]) -> None:
        if done.cancelled():
            return
        problem = LeftError("a client that left before the answer")
        if self.worker is None:
            self.fail(problem)
        else:
            self.reply.get_loop().call_later(GRACE, self.fail, problem)

    def end(self) -> None:
        """Look after it no more."""
        for one in (self.timer, self.watching):
            if one is not None:
                one.cancel()


class Worker:
    """One process, which answers one query at a time.

    :param freed: told when it has answered, and when it has died.
    """

    def __init__(self, process: BaseProcess, connection: Connection, freed: Callable[[Worker], None]) -> None:
        self.process = process
        self.long = False
        self.dead = False
        self.job: Job | None = None
        self._freed = freed
        self._link = Link(connection)
        self._head: Reply | None = None
        self._joined: asyncio.Future[None] | None = None
        self._loop = asyncio.get_running_loop()
        self._loop.add_reader(self._link.fileno(), self._readable)

    def ask(self, job: Job) -> None:
        """Put a query; its answer comes to whoever waits for the job."""
        self.job, job.worker = job, self
        with contextlib.suppress(OSError):  # an end of the process is seen where its reply is read
            self._link.send(job.query.packed())

    async def ready(self) -> None:
        """Wait until the store is open.

        :raises UserError: where it does not open.
        """
        self.job = Job(Query(""), self._loop.create_future(), worker=self)
        await self.job.reply

    def kill(self) -> None:
        """End the process, whatever it does."""
        if not self.dead:
            self._loop.remove_reader(self._link.fileno())
        self.dead = True
        self.process.kill()
        self._link.close()

    def joined(self) -> asyncio.Future[None]:
        """Wait until the process has ended, for some seconds."""
        if self._joined is None:
            self._joined = asyncio.ensure_future(asyncio.to_thread(self.process.join, 5))
        return self._joined

    def _readable(self) -> None:
        try:
            messages = self._link.received()
        except (EOFError, OSError):
            self._died()
            return
        for message in messages:
            if self._head is not None:
                head, self._head = self._head, None
                self._settle(head, message)
            elif (reply := Reply.unpacked(message)).size > SMALL:
                self._head = reply
            else:
                self._settle(reply, reply.body)

    def _settle(self, reply: Reply, body: bytes) -> None:
        job, self.job = self.job, None
        if job is not None and reply.problem:
            job.fail(reply.problem)
        elif job is not None and not job.reply.done():
            job.reply.set_result(Answer(reply.format, body, reply.rows))
        self._freed(self)

    def _died(self) -> None:
        self.dead = True
        self._loop.remove_reader(self._link.fileno())
        job, self.job = self.job, None
        if job is not None and self._head is None:
            told = job
            self.joined().add_done_callback(lambda _: told.fail(why_ended(self.process.exitcode)))
        elif job is not None:
            job.fail(FailedError("a process that ended while it answered", mend="ask again"))
        self._freed(self)


async def begin(context: Any, place: Path, limits: Limits, freed: Callable[[Worker], None]) -> Worker:
    """Start a process over a store, and wait until it is ready.

    :param context: what starts processes.
    :raises FailedError: where the store does not open.
    """
    ours, its = context.Pipe()
    process = context.Process(target=work, args=(its, place, limits), daemon=True)
    try:
        await asyncio.to_thread(process.start)
        worker = Worker(process, ours, freed)
    except BaseException:
        ours.close()
        raise
    finally:
        its.close()
    try:
        await worker.ready()
    except UserError as error:
        worker.kill()
        raise FailedError(f"a worker that does not start ({error.found})", file=place) from None
    return worker
