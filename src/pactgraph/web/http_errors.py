"""Requests that a service does not answer: one class per HTTP status."""

from __future__ import annotations

from typing import ClassVar

from pactgraph.errors import UserError


class RequestError(UserError):
    """A request that is not answered.

    :cvar headers: the headers of the response.
    """

    headers: ClassVar[dict[str, str]] = {}


class BadRequestError(RequestError):
    """A request that is incomplete, ambiguous or malformed."""


class ForbiddenError(RequestError):
    """A request that a read-only service never carries out."""

    status = 403


class NotFoundError(RequestError):
    """A path or an address that nothing has."""

    status = 404


class MethodError(RequestError):
    """A method that an address does not support."""

    status = 405


class NotAcceptableError(RequestError):
    """A request for formats that the answer cannot have."""

    status = 406


class RequestTooLargeError(RequestError):
    """A request with more bytes than the service reads."""

    status = 413


class UnsupportedMediaTypeError(RequestError):
    """A body of a type that the service does not read."""

    status = 415


class LeftError(RequestError):
    """A client that has left before its answer; the status is for the log, as nobody reads it."""

    status = 499


class FailedError(RequestError):
    """A request that failed by a defect, or a query that parses and that the engine cannot run."""

    status = 500


class ElsewhereError(RequestError):
    """A request that only the endpoint with the graph can answer."""

    status = 501


class StoppedError(RequestError):
    """A query that was stopped; no part of its answer is returned."""

    status = 503


class TimeLimitError(StoppedError):
    """A query that takes too long."""


class MemoryLimitError(StoppedError):
    """A query that takes too much memory."""


class AnswerLimitError(StoppedError):
    """A query whose answer is too large."""


class BusyError(StoppedError):
    """A service with more queries than it can answer."""

    headers: ClassVar[dict[str, str]] = {"Retry-After": "5"}
