"""The processes that answer queries, and that are killed when a query takes too long or too much.

An engine cannot be interrupted, so what is interrupted is its process. A query that has run for a while makes
room: it goes on with low priority and another process takes its place, so that a few long queries hold up
nobody.
"""

from __future__ import annotations

import asyncio
import logging
import multiprocessing
import sys
from collections import deque
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from pactgraph.store.base import first_line
from pactgraph.web.http_errors import BusyError, TimeLimitError
from pactgraph.web.sparql.answering import Query
from pactgraph.web.sparql.confinement import step_back
from pactgraph.web.sparql.limits import Limits
from pactgraph.web.sparql.worker import GRACE, Answer, Counts, Job, Worker, begin

#: Seconds between two tries to start a process, at first and at most.
PAUSE, LONGEST = 0.5, 8.0
log = logging.getLogger("pactgraph.web")


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
        self._waiting: deque[Job] = deque()
        self._tasks: set[asyncio.Task[None]] = set()
        self._closed = False

    async def start(self) -> None:
        """Start the processes.

        :raises UserError: where the store does not open.
        """
        if hasattr(self._context, "set_forkserver_preload"):
            self._context.set_forkserver_preload(["pactgraph.web.sparql.answering"])
        for _ in range(self.limits.workers):
            self._free(await self._begin())

    async def run(self, query: Query, left: Callable[[], Coroutine[Any, Any, None]] | None = None) -> Answer:
        """Answer a query.

        :param left: comes to its end when whoever asked has gone; it is not asked of the quickest
            queries.
        :raises StoppedError: where it takes too long or too much, or too many wait.
        :raises UserError: where it does not parse, or cannot be answered as it is asked.
        """
        loop = asyncio.get_running_loop()
        job = Job(query, loop.create_future(), left)
        if self._idle:
            self._put(job, self._idle.pop())
        elif len(self._waiting) >= self.limits.waiting:
            raise self._too_busy()
        else:
            self._waiting.append(job)
            job.timer = loop.call_later(self.limits.seconds, self._waited, job)
            job.watch()
        try:
            answer = await job.reply
        except BaseException as error:
            self._left(job, error)
            raise
        finally:
            job.end()
        self.counts.answered += 1
        return answer

    @property
    def alive(self) -> int:
        """How many processes there are."""
        return len(self._all)

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
        for job in [*self._waiting, *(worker.job for worker in held if worker.job)]:
            job.fail(BusyError("a service that is being ended"))
        for worker in held:
            await worker.joined()

    def _put(self, job: Job, worker: Worker) -> None:
        """Give a query to a process that is free, and look after it when it takes long."""
        loop = asyncio.get_running_loop()
        if job.timer is not None:
            job.timer.cancel()
        job.until = loop.time() + self.limits.seconds
        job.timer = loop.call_later(min(GRACE, self._soon), self._attend, job)
        worker.ask(job)

    @property
    def _soon(self) -> float:
        return min(self.limits.patience, self.limits.seconds)

    def _attend(self, job: Job) -> None:
        """Look whether whoever asked is still there, of all but the quickest queries."""
        job.watch()
        job.timer = asyncio.get_running_loop().call_later(max(self._soon - GRACE, 0), self._look, job)

    def _look(self, job: Job) -> None:
        """Stop a query whose time is over, or let others go before it."""
        loop, worker = asyncio.get_running_loop(), job.worker
        if job.reply.done() or worker is None:
            return
        left = job.until - loop.time()
        if left <= 0.001:
            job.fail(TimeLimitError(
                f"a query that takes longer than {self.limits.seconds:g} seconds, which was stopped",
                expected="a query that is answered sooner",
                mend="ask for less, begin with the narrowest pattern, and join patterns by a shared variable",
            ))  # fmt: skip
            return
        if worker.dead:  # what it died of is told in a moment
            return
        if not worker.long and not self._lets_pass(worker):
            job.fail(BusyError(
                f"a long query, while {self.limits.slow} others are being answered, which was stopped",
                mend="ask again later, or ask for less",
            ))  # fmt: skip
            return
        job.timer = loop.call_later(left if worker.long else min(self.limits.patience, left), self._look, job)

    def _lets_pass(self, worker: Worker) -> bool:
        """Let others go before a long query, where there is room for one more.

        :returns: False where there is none, and others wait.
        """
        if sum(one.long for one in self._all) >= self.limits.slow:
            return not self._waiting
        worker.long = True
        step_back(worker.process.pid or 0)
        self._soon_another()
        return True

    def _waited(self, job: Job) -> None:
        """Send away who has waited too long."""
        if job.worker is None and job in self._waiting:
            self._waiting.remove(job)
            job.fail(self._too_busy())

    def _left(self, job: Job, error: BaseException) -> None:
        """Clear up behind a query that has no answer; a process that still works at it is ended."""
        if job.worker is None:
            if job in self._waiting:
                self._waiting.remove(job)
            return
        name = type(error).__name__
        self.counts.stopped[name] = self.counts.stopped.get(name, 0) + 1
        if job.worker.job is job:
            self._replace(job.worker)

    def _too_busy(self) -> BusyError:
        self.counts.refused += 1
        return BusyError("more queries than can be answered now", mend="ask again in a moment")

    def _freed(self, worker: Worker) -> None:
        """Let a process answer the next; one that has died, or whose place has been taken, ends."""
        if worker not in self._all:
            return
        if worker.dead:
            self._replace(worker)
        elif worker.long:
            self._end(worker)
        else:
            self._free(worker)

    def _replace(self, worker: Worker) -> None:
        if worker in self._all and not worker.long:
            self._soon_another()
        self._end(worker)

    def _free(self, worker: Worker) -> None:
        while self._waiting:
            job = self._waiting.popleft()
            if not job.reply.done():
                self._put(job, worker)
                return
        self._idle.append(worker)

    def _end(self, worker: Worker) -> None:
        if worker in self._all:
            self._all.discard(worker)
            if worker in self._idle:
                self._idle.remove(worker)
            worker.kill()
            self._later(worker.joined())

    def _soon_another(self) -> None:
        if not self._closed:
            self._later(self._another())

    def _later(self, work: Any) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _another(self) -> None:
        """Start a process in the place of another; where that fails, try until it does not."""
        pause = PAUSE
        while not self._closed:
            try:
                worker = await self._begin()
            except Exception as error:
                if pause == PAUSE:
                    log.error("a worker does not start, which is tried again: %s", first_line(error))
                await asyncio.sleep(pause)
                pause = min(2 * pause, LONGEST)
            else:
                self._free(worker)
                return

    async def _begin(self) -> Worker:
        worker = await begin(self._context, self.place, self.limits, self._freed)
        self._all.add(worker)
        return worker
