"""What is made once and kept: values by key, and answers to queries up to so many bytes."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from typing import Any, TypeVar

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
