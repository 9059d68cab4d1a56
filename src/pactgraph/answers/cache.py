"""Values that are computed once and then returned to all threads."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Cache(Generic[Value]):
    """Values by key, each computed when it is first asked for; other threads wait for it meanwhile.

    :param most: how many values are cached; the oldest one is dropped. There is no bound where it is None.

    >>> cache: Cache[int] = Cache()
    >>> cache.get("a", lambda: 1), cache.get("a", lambda: 2)
    (1, 1)
    """

    def __init__(self, most: int | None = None) -> None:
        self.most = most
        self._values: dict[Hashable, Future[Value]] = {}
        self._lock = threading.Lock()

    def get(self, key: Hashable, compute: Callable[[], Value]) -> Value:
        """Return the value of a key; compute it first where it is not cached.

        An error is not cached: threads that wait raise the same error, and the next call computes again.
        """
        with self._lock:
            future = self._values.get(key)
            mine = future is None
            if future is None:
                future = self._values[key] = Future()
                if self.most is not None and len(self._values) > self.most:
                    del self._values[next(iter(self._values))]
        if mine:
            try:
                future.set_result(compute())
            except BaseException as error:
                with self._lock:
                    if self._values.get(key) is future:
                        del self._values[key]
                future.set_exception(error)
        return future.result()
