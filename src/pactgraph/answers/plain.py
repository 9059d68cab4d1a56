"""Results as plain values, for JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from pactgraph.answers.catalogue import Question
from pactgraph.answers.claim import Card
from pactgraph.network.results import Result


def plain(result: Any) -> Any:
    """Return a result as plain values: dicts, lists, texts, numbers.

    A dataclass or a named tuple becomes a dict of its fields; the underscore behind a name that Python
    reserves (``class_``, ``from_``) is left out. Claims, tables and questions say by ``as_dict`` how they
    are written.

    >>> from pactgraph.answers.thing import Value
    >>> plain([Value(None, "CUB")])
    [{'iri': None, 'text': 'CUB'}]
    """
    if isinstance(result, Card | Result | Question):
        return plain(result.as_dict())
    if is_dataclass(result):
        return {one.name.rstrip("_"): plain(getattr(result, one.name)) for one in fields(result)}
    if isinstance(result, tuple) and hasattr(result, "_asdict"):
        return plain(result._asdict())
    if isinstance(result, Mapping):
        return {key: plain(value) for key, value in result.items()}
    if isinstance(result, list | tuple | set | frozenset):
        return [plain(value) for value in result]
    return result
