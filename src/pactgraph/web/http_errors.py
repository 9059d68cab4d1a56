"""Why a request is not answered: one class per reason, each with its HTTP status."""

from __future__ import annotations

from typing import ClassVar

from pactgraph.errors import UserError


class Refusal(UserError):
    """A request that is not answered.

    :cvar status: the HTTP status that tells a program so.
    :cvar headers: what goes with it.
    """

    status: ClassVar[int] = 400
    headers: ClassVar[dict[str, str]] = {}


class BadRequestError(Refusal):
    """A request that says too little, too much or nothing that can be read."""


class ForbiddenError(Refusal):
    """A request for what a read-only service never does."""

    status = 403


class NotThereError(Refusal):
    """An address behind which there is nothing."""

    status = 404


class MethodError(Refusal):
    """A request by a method that an address does not answer."""

    status = 405


class NotAcceptableError(Refusal):
    """A request for formats that the answer cannot have."""

    status = 406


class RequestTooLargeError(Refusal):
    """A request with more bytes than the service reads."""

    status = 413


class UnsupportedMediaTypeError(Refusal):
    """A body that is of no type that the service reads."""

    status = 415


class LeftError(Refusal):
    """A client that has gone before its answer; the status is for the log, as nobody reads it."""

    status = 499


class StoppedError(Refusal):
    """A query that was stopped on its way; none of its answer is given."""

    status = 503


class TimeLimitError(StoppedError):
    """A query that takes too long."""


class MemoryLimitError(StoppedError):
    """A query that takes too much memory."""


class AnswerLimitError(StoppedError):
    """A query whose answer is too large."""


class BusyError(StoppedError):
    """A service that has too much to do."""

    headers: ClassVar[dict[str, str]] = {"Retry-After": "5"}


class FailedError(Refusal):
    """A query that parses and that the engine cannot run."""

    status = 500


class ElsewhereError(Refusal):
    """A request for what only the endpoint that holds the graph can answer."""

    status = 501
