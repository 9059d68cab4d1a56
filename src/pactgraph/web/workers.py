"""Processes that answer queries, and that are killed when a query takes too long or too much.

An engine cannot be interrupted, so what is interrupted is its process. A query that has run for a while makes
room: it goes on with low priority and another process takes its place, so that a few long queries hold up
nobody.
"""

from __future__ import annotations

import asyncio
import contextlib
import multiprocessing
import sys
from collections import deque
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from pactgraph.errors import UserError
from pactgraph.web.answering import Query, Reply, work
from pactgraph.web.confinement import step_back
from pactgraph.web.limits import Limits
from pactgraph.web.refusals import BusyError, FailedError, MemoryLimitError, TimeLimitError

#: Answers up to so many bytes are read at once, larger ones beside the work of the server.
SMALL = 32_768


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


class Worker:
    """One process, which answers one query at a time."""

    def __init__(self, process: BaseProcess, connection: Connection) -> None:
        self.process = process
        self.long = False
        self.dead = False
        self._reading: asyncio.Future[bytes] | None = None
        self._connection = connection
        self._reply: asyncio.Future[Answer] | None = None
        self._loop = asyncio.get_running_loop()
        self._loop.add_reader(connection.fileno(), self._readable)

    async def ready(self) -> None:
        """Wait until the store is open.

        :raises UserError: where it does not open.
        """
        await self._expect()

    async def ask(self, query: Query) -> Answer:
        """Put a query and wait for its answer.

        :raises UserError: where it is refused.
        :raises MemoryLimitError: where the process ends on it.
        """
        reply = self._expect()
        with contextlib.suppress(OSError):  # an end of the process is seen where its reply is read
            self._connection.send(query)
        return await reply

    def kill(self) -> None:
        """End the process, whatever it does."""
        self.dead = True
        self._loop.remove_reader(self._connection.fileno())
        self.process.kill()
        if self._reading is None or self._reading.done():
            self._connection.close()
        else:  # a thread reads it still, and comes to its end now
            self._reading.add_done_callback(lambda _: self._connection.close())

    def _expect(self) -> asyncio.Future[Answer]:
        self._reply = self._loop.create_future()
        return self._reply

    def _readable(self) -> None:
        try:
            reply: Reply = self._connection.recv()
            if reply.problem or reply.size <= SMALL:
                self._settle(
                    reply, b"" if reply.problem or not reply.format else self._connection.recv_bytes()
                )
                return
        except (EOFError, OSError):
            self.dead = True
            self._loop.remove_reader(self._connection.fileno())
            self._fail(MemoryLimitError(
                "a query that ended its process, most likely for want of memory; no answer is given",
                expected="a query that takes less memory",
                mend="ask for less: a smaller pattern, or one thing at a time",
            ))  # fmt: skip
            return
        self._loop.remove_reader(self._connection.fileno())
        self._reading = asyncio.ensure_future(asyncio.to_thread(self._connection.recv_bytes))
        self._reading.add_done_callback(lambda done: self._read(reply, done))

    def _read(self, reply: Reply, done: asyncio.Future[bytes]) -> None:
        if done.cancelled() or done.exception():
            self.dead = True
            self._fail(FailedError("a process that ended while it answered", mend="ask again"))
            return
        if not self.dead:
            self._loop.add_reader(self._connection.fileno(), self._readable)
        self._settle(reply, done.result())

    def _settle(self, reply: Reply, body: bytes) -> None:
        if reply.problem:
            self._fail(reply.problem)
        elif self._reply and not self._reply.done():
            self._reply.set_result(Answer(reply.format, body, reply.rows))

    def _fail(self, problem: UserError) -> None:
        if self._reply and not self._reply.done():
            self._reply.set_exception(problem)


class Workers:
    """A few processes over one store on disk, each with what it may take.

    :param place: the folder of the store.
    """

    def __init__(self, place: Path, limits: Limits) -> None:
        self.place, self.limits = place, limits
        self.counts = Counts()
        self._context: Any = multiprocessing.get_context(
            "forkserver" if sys.platform.startswith("linux") else "spawn"
        )
        self._all: set[Worker] = set()
        self._idle: list[Worker] = []
        self._waiting: deque[asyncio.Future[Worker]] = deque()
        self._tasks: set[asyncio.Task[None]] = set()
        self._closed = False

    async def start(self) -> None:
        """Start the processes, and one to spare.

        :raises UserError: where the store does not open.
        """
        if hasattr(self._context, "set_forkserver_preload"):
            self._context.set_forkserver_preload(["pactgraph.web.answering"])
        for _ in range(self.limits.workers):
            self._free(await self._begin())

    async def run(self, query: Query) -> Answer:
        """Answer a query.

        :raises StoppedError: where it takes too long or too much, or too many wait.
        :raises UserError: where it does not parse, or cannot be answered as it is asked.
        """
        worker = await self._take()
        asked = asyncio.ensure_future(worker.ask(query))
        try:
            answer = await self._in_time(worker, asked)
        except BaseException as error:
            self._count(error)
            # Only a process that has said what is wrong is as good as before.
            if worker.dead or not asked.done() or asked.cancelled():
                self._replace(worker)
            else:
                self._give_back(worker)
            raise
        finally:
            asked.cancel()
        self.counts.answered += 1
        self._give_back(worker)
        return answer

    @property
    def busy(self) -> int:
        """How many queries are being answered."""
        return len(self._all) - len(self._idle)

    @property
    def queue(self) -> int:
        """How many queries wait."""
        return len(self._waiting)

    async def close(self) -> None:
        """End all processes."""
        self._closed = True
        for task in self._tasks:
            task.cancel()
        held = list(self._all)
        for worker in held:
            worker.kill()
        self._all.clear()
        self._idle.clear()
        for worker in held:
            await asyncio.to_thread(worker.process.join, 5)

    async def _in_time(self, worker: Worker, asked: asyncio.Future[Answer]) -> Answer:
        limits, clock = self.limits, asyncio.get_running_loop().time
        end = clock() + limits.seconds
        while not asked.done() and clock() < end:
            left = end - clock()
            await asyncio.wait({asked}, timeout=left if worker.long else min(limits.patience, left))
            if not asked.done() and not worker.long and clock() < end:
                self._let_pass(worker)
        if not asked.done():
            raise TimeLimitError(
                f"a query that takes longer than {limits.seconds:g} seconds, which was stopped",
                expected="a query that is answered sooner",
                mend="ask for less, begin with the narrowest pattern, and join patterns by a shared variable",
            )
        return asked.result()

    def _let_pass(self, worker: Worker) -> None:
        """Let others go before a long query, where there is room for one more.

        :raises BusyError: where there is none, and others wait.
        """
        if sum(one.long for one in self._all) >= self.limits.slow:
            if not self._waiting:
                return
            raise BusyError(
                f"a long query, while {self.limits.slow} others are being answered, which was stopped",
                mend="ask again later, or ask for less",
            )
        worker.long = True
        step_back(worker.process.pid or 0)
        self._soon_another()

    async def _take(self) -> Worker:
        while self._idle:
            worker = self._idle.pop()
            if not worker.dead:
                return worker
            self._replace(worker)
        if len(self._waiting) >= self.limits.waiting:
            raise self._too_busy()
        turn: asyncio.Future[Worker] = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        try:
            return await asyncio.wait_for(asyncio.shield(turn), self.limits.seconds)
        except BaseException as error:
            if turn.done():
                self._free(turn.result())
            else:
                turn.cancel()
            if isinstance(error, TimeoutError):
                raise self._too_busy() from None
            raise

    def _too_busy(self) -> BusyError:
        self.counts.refused += 1
        return BusyError("more queries than can be answered now", mend="ask again in a moment")

    def _give_back(self, worker: Worker) -> None:
        """Let a process answer the next; one whose place has been taken ends."""
        if worker.long or worker not in self._all:
            self._end(worker)
        else:
            self._free(worker)

    def _replace(self, worker: Worker) -> None:
        self._end(worker)
        if not worker.long:
            self._soon_another()

    def _free(self, worker: Worker) -> None:
        while self._waiting:
            turn = self._waiting.popleft()
            if not turn.done():
                turn.set_result(worker)
                return
        self._idle.append(worker)

    def _end(self, worker: Worker) -> None:
        if worker in self._all:
            self._all.discard(worker)
            worker.kill()
            self._later(asyncio.to_thread(worker.process.join, 5))

    def _soon_another(self) -> None:
        if not self._closed:
            self._later(self._another())

    def _later(self, work: Any) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _another(self) -> None:
        while not self._closed:
            try:
                self._free(await self._begin())
                return
            except FailedError:
                await asyncio.sleep(1)

    async def _begin(self) -> Worker:
        ours, its = self._context.Pipe()
        process = self._context.Process(target=work, args=(its, self.place, self.limits), daemon=True)
        await asyncio.to_thread(process.start)
        its.close()
        worker = Worker(process, ours)
        try:
            await worker.ready()
        except UserError as error:
            worker.kill()
            raise FailedError(f"a worker that does not start ({error.found})", file=self.place) from None
        self._all.add(worker)
        return worker

    def _count(self, error: BaseException) -> None:
        name = type(error).__name__
        self.counts.stopped[name] = self.counts.stopped.get(name, 0) + 1
