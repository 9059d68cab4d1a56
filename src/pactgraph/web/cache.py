"""What is made once and kept: values by key, and answers to queries up to so many bytes."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from pactgraph.web.sparql.worker import Answer

Made = TypeVar("Made")


class Kept:
    """Values by key, each made when it is first asked for.

    :param most: how many are kept; the one made first gives way. All of them where it is None.

    >>> kept = Kept()
    >>> kept.get("a", lambda: 1), kept.get("a", lambda: 2)
    (1, 1)
    """

    def __init__(self, most: int | None = None) -> None:
        self.most = most
        self._made: dict[Hashable, Future[Any]] = {}
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Return what is kept under a key; make it first where it is not there.

        What fails is not kept: who waits for it gets the same error, who asks again tries again.
        """
        with self._lock:
            held = self._made.get(key)
            mine = held is None
            if held is None:
                held = self._made[key] = Future()
                if self.most is not None and len(self._made) > self.most:
                    del self._made[next(iter(self._made))]
        if mine:
            try:
                held.set_result(make())
            except BaseException as error:
                with self._lock:
                    self._made.pop(key, None)
                held.set_exception(error)
        made: Made = held.result()
        return made


#: Bytes that an answer takes beside its own.
BESIDE = 500


class KeptAnswers:
    """Answers that are kept, up to so many bytes in all; what has not been asked for longest gives way."""

    def __init__(self, size: int) -> None:
        self.size, self._held = size, 0
        self._answers: OrderedDict[str, Answer] = OrderedDict()

    def get(self, tag: str) -> Answer | None:
        """Return what is kept under a tag."""
        if tag in self._answers:
            self._answers.move_to_end(tag)
        return self._answers.get(tag)

    def put(self, tag: str, answer: Answer) -> None:
        """Keep an answer, unless it would take the place of many."""
        if len(answer.body) > self.size // 16 or tag in self._answers:
            return
        self._answers[tag] = answer
        self._held += BESIDE + len(answer.body)
        while self._held > self.size:
            self._held -= BESIDE + len(self._answers.popitem(last=False)[1].body)
