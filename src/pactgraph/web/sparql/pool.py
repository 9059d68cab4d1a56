"""The pool of worker processes, each of which is killed when its query takes too long or too much.

The engine cannot be interrupted, so its process is killed. A query that has run for a while makes room: it
goes on at low priority and another process takes its place, so that a few long queries hold up nobody.
"""

from __future__ import annotations

import asyncio
import logging
import multiprocessing
import pickle
import socket
import sys
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Coroutine
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, TypeAlias

from pactgraph.errors import UserError
from pactgraph.store.base import first_line
from pactgraph.web.http_errors import BusyError, FailedError, LeftError, TimeLimitError
from pactgraph.web.sparql.confinement import step_back
from pactgraph.web.sparql.guards import why_ended
from pactgraph.web.sparql.limits import MEGABYTE, Limits
from pactgraph.web.sparql.worker import Answer, Query, work

#: Seconds in which a query is not watched, and may still end after its client has left: a new process costs
#: more than those.
GRACE = 0.1
#: Seconds between two attempts to start a process, at first and at most.
PAUSE, LONGEST_PAUSE = 0.5, 8.0
#: A coroutine function that returns when a client has left.
Leaving: TypeAlias = Callable[[], Coroutine[object, None, object]]
log = logging.getLogger("pactgraph.web")


#: Starting a process polls all others too, and an exit code can be read once only.
POLLING = threading.Lock()


def start(process: BaseProcess) -> None:
    """Start a process while no other thread reads an exit code."""
    with POLLING:
        try:
            process.start()
        except ConnectionRefusedError:
            # The server that forks is just ending: once it is gone, another one is started.
            time.sleep(PAUSE)
            process.start()


class Worker:
    """A process that runs one query at a time, as the server sees it.

    :param long: whether its query has run for long; it then ends with it, as another has taken its place.
    """

    def __init__(
        self, process: BaseProcess, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        self.process, self.long, self.stopping = process, False, False
        self.watching: asyncio.Future[None] | None = None
        self._reader, self._writer = reader, writer
        self._joining: asyncio.Future[None] | None = None

    async def ask(self, query: Query | None = None) -> Answer | UserError | None:
        """Return the reply to a query; without one, the reply to the start of the process.

        :raises UserError: where the query was stopped, or ended the process.
        """
        if query is not None:
            self._writer.write(pickle.dumps(tuple(query)))
        try:
            size = int.from_bytes(await self._reader.readexactly(8), "big")
            reply = pickle.loads(await self._reader.readexactly(size))
        except (EOFError, OSError):
            raise why_ended(await self.ended()) from None
        return Answer(*reply) if isinstance(reply, tuple) else reply

    async def ended(self) -> int | None:
        """Wait some seconds for the process to end, and return its exit code."""
        if self._joining is None:
            self._joining = asyncio.ensure_future(asyncio.to_thread(self._join))
        await asyncio.shield(self._joining)
        return self.process.exitcode

    def _join(self) -> None:
        wait([self.process.sentinel], 5)
        with POLLING:
            self.process.join(0)

    def stop(self, reason: UserError) -> None:
        """Kill the process; the query that it runs ends with this reason."""
        self.stopping = True
        self._reader.set_exception(reason)
        self.process.kill()

    def close(self) -> None:
        """Kill the process, and close the channel to it."""
        self.process.kill()
        self._writer.close()


class WorkerPool:
    """Processes over one store on disk, each with the limits of a query.

    :param place: the folder of the store.
    """

    def __init__(self, place: Path, limits: Limits) -> None:
        self.place, self.limits = place, limits
        self.answered, self.stopped = 0, Counter[str]()
        method = "forkserver" if sys.platform.startswith("linux") else "spawn"
        self._context: Any = multiprocessing.get_context(method)
        self._all: set[Worker] = set()
        self._idle: list[Worker] = []
        self._waiting: deque[asyncio.Future[Worker]] = deque()
        self._tasks: set[asyncio.Future[Any]] = set()
        self._closed = False

    @property
    def alive(self) -> int:
        """The number of processes."""
        return len(self._all)

    @property
    def busy(self) -> int:
        """The number of queries that run."""
        return len(self._all) - len(self._idle)

    @property
    def queue(self) -> int:
        """The number of queries that wait."""
        return len(self._waiting)

    async def start(self) -> None:
        """Start the processes.

        :raises UserError: where the store does not open.
        """
        if hasattr(self._context, "set_forkserver_preload"):
            self._context.set_forkserver_preload(["pactgraph.web.sparql.worker"])
        for _ in range(self.limits.workers):
            self._release(await self._start_worker())

    async def close(self) -> None:
        """End all processes, and every query with them."""
        self._closed = True
        ending, workers, tasks = (
            BusyError("a service that is shutting down"),
            list(self._all),
            list(self._tasks),
        )
        for task in tasks:
            task.cancel()
        for turn in self._waiting:
            turn.set_exception(ending)
        self._waiting.clear()
        for worker in workers:
            worker.stop(ending)
            self._discard(worker)
        for worker in workers:
            await worker.ended()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def run(self, query: Query, left: Leaving | None = None) -> Answer:
        """Run a query.

        :param left: returns when the client has left; it is not asked about the quickest queries.
        :raises StoppedError: where the query takes too long or too much, or too many wait.
        :raises UserError: where it does not parse, or cannot be answered as it is asked.
        """
        worker = self._idle.pop() if self._idle else await self._turn(left)
        loop = asyncio.get_running_loop()
        watch = loop.call_later(GRACE, self._watch, worker, left, loop.time() + self.limits.seconds)
        try:
            reply = await worker.ask(query)
        except BaseException as error:
            self.stopped[type(error).__name__] += 1
            self._replace(worker)
            raise
        finally:
            watch.cancel()
            if worker.watching is not None:
                worker.watching.cancel()
        self._release(worker)
        if not isinstance(reply, Answer):
            self.stopped[type(reply).__name__] += 1
            raise reply or FailedError("a query without a reply")
        self.answered += 1
        return reply

    async def _turn(self, left: Leaving | None) -> Worker:
        """Wait in line for a process."""
        if len(self._waiting) >= self.limits.waiting:
            raise self._too_busy()
        turn: asyncio.Future[Worker] = asyncio.get_running_loop().create_future()
        leaving = asyncio.ensure_future(left()) if left is not None else None
        self._waiting.append(turn)
        try:
            first: list[asyncio.Future[Any]] = [turn] if leaving is None else [turn, leaving]
            await asyncio.wait(first, timeout=self.limits.seconds, return_when=asyncio.FIRST_COMPLETED)
            if turn.done():
                return turn.result()
            raise self._too_busy() if leaving is None or not leaving.done() else gone()
        except asyncio.CancelledError:
            if turn.done() and turn.exception() is None:
                self._release(turn.result())
            raise
        finally:
            if turn in self._waiting:
                self._waiting.remove(turn)
            if leaving is not None:
                leaving.cancel()

    def _too_busy(self) -> BusyError:
        return BusyError("more queries than can be answered now", mend="ask again in a moment")

    def _watch(self, worker: Worker, left: Leaving | None, until: float) -> None:
        worker.watching = asyncio.ensure_future(self._supervise(worker, left, until))

    async def _supervise(self, worker: Worker, left: Leaving | None, until: float) -> None:
        """Stop a query when its time is over or its client has left, and let others pass a long one.

        :param until: when its time is over, by the clock of the loop.
        """
        loop, limits = asyncio.get_running_loop(), self.limits
        leaving = asyncio.ensure_future(left()) if left is not None else loop.create_future()
        pause = min(limits.patience, limits.seconds) - GRACE
        try:
            while not (await asyncio.wait({leaving}, timeout=max(pause, 0)))[0]:
                rest = until - loop.time()
                if rest <= 0.001:
                    worker.stop(TimeLimitError(
                        f"a query that takes longer than {limits.seconds:g} seconds, which was stopped",
                        expected="a query that is answered sooner",
                        mend="request less, begin with the narrowest pattern, and join patterns by a shared "
                        "variable",
                    ))  # fmt: skip
                    return
                if not worker.long and not self._let_pass(worker):
                    worker.stop(BusyError(
                        f"a long query, while {limits.slow} others are running, which was stopped",
                        mend="ask again later, or request less",
                    ))  # fmt: skip
                    return
                pause = rest if worker.long else min(limits.patience, rest)
            worker.stop(gone())
        finally:
            leaving.cancel()

    def _let_pass(self, worker: Worker) -> bool:
        """Let other queries pass a long one, where there is room for one more process.

        :returns: False where there is none, and others wait.
        """
        if sum(one.long for one in self._all) >= self.limits.slow:
            return not self._waiting
        worker.long = True
        step_back(worker.process.pid or 0)
        self._later(self._start_another())
        return True

    def _release(self, worker: Worker) -> None:
        """Give a process the next query; one whose place has been taken ends."""
        if worker.long or worker.stopping:
            self._replace(worker)
            return
        while self._waiting:
            turn = self._waiting.popleft()
            if not turn.done():
                turn.set_result(worker)
                return
        self._idle.append(worker)

    def _replace(self, worker: Worker) -> None:
        if worker in self._all and not worker.long:
            self._later(self._start_another())
        self._discard(worker)

    def _discard(self, worker: Worker) -> None:
        """Kill a process, and forget it."""
        if worker in self._all:
            self._all.discard(worker)
            if worker in self._idle:
                self._idle.remove(worker)
            asyncio.get_running_loop().remove_reader(worker.process.sentinel)
            worker.close()
            self._later(worker.ended())

    def _later(self, work: Coroutine[object, None, object]) -> None:
        if self._closed:
            work.close()
            return
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _start_another(self) -> None:
        """Start a process in the place of another; where that fails, try again until it does not."""
        pause = PAUSE
        while True:
            try:
                self._release(await self._start_worker())
                return
            except Exception as error:
                if pause == PAUSE:
                    log.error("a worker does not start, which is tried again: %s", first_line(error))
                await asyncio.sleep(pause)
                pause = min(2 * pause, LONGEST_PAUSE)

    async def _start_worker(self) -> Worker:
        """Start a process, and wait until it is ready.

        :raises FailedError: where the store does not open.
        """
        ours, its = socket.socketpair()
        process = self._context.Process(target=work, args=(its, self.place, self.limits), daemon=True)
        starting = asyncio.ensure_future(asyncio.to_thread(start, process))
        try:
            await asyncio.shield(starting)
            reader, writer = await asyncio.open_connection(sock=ours, limit=MEGABYTE)
        except BaseException:
            # A start that is under way still hands the channel on.
            await asyncio.gather(starting, return_exceptions=True)
            ours.close()
            if process.pid is not None:
                process.kill()
            raise
        finally:
            its.close()
        worker = Worker(process, reader, writer)
        try:
            if isinstance(problem := await worker.ask(), UserError):
                raise FailedError(f"a worker that does not start ({problem.found})", file=self.place)
        except BaseException:
            worker.close()
            raise
        self._all.add(worker)
        asyncio.get_running_loop().add_reader(process.sentinel, self._replace, worker)
        return worker


def gone() -> LeftError:
    """Return why the query of a client that has left is stopped."""
    return LeftError("a client that left before the answer")
