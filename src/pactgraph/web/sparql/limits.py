"""The limits of a query and of a service."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """The limits of a service; a query that exceeds one is stopped, and never answered in part."""

    #: Seconds that a query may take.
    seconds: float = 20.0
    #: Megabytes that a query may take, beyond those of an idle worker.
    memory: int = 1024
    #: Rows of a table, or triples of a graph, that an answer may have.
    rows: int = 100_000
    #: Megabytes that an answer may have as text.
    answer: int = 64
    #: Queries that run at once.
    workers: int = 2
    #: Seconds after which a query counts as long: it goes on at low priority, and makes room for others.
    patience: float = 1.0
    #: Long queries that may run; one more is stopped where others wait for its worker.
    slow: int = 4
    #: Queries that may wait for a worker.
    waiting: int = 256
    #: Bytes that a request may have.
    request: int = MEGABYTE
    #: Megabytes of answers that are cached.
    kept: int = 32
