"""Which of the formats at hand an Accept header asks for (RFC 9110, section 12.5.1)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache


def preferred(accept: str, types: Mapping[str, str]) -> str | None:
    """Return the best of the formats at hand, or None where none will do.

    :param accept: the header; empty where there is none, which stands for anything.
    :param types: names of formats by media type, the usual first: it wins where several are as welcome.

    >>> kinds = {"text/turtle": "ttl", "application/ld+json": "jsonld"}
    >>> preferred("application/ld+json, */*;q=0.1", kinds)
    'jsonld'
    >>> preferred("text/turtle;q=0.5, application/*;q=0.9", kinds)
    'jsonld'
    >>> preferred("image/png", kinds) is None
    True
    """
    return _preferred(accept, tuple(types.items()))


@lru_cache(maxsize=256)
def _preferred(accept: str, types: tuple[tuple[str, str], ...]) -> str | None:
    wanted = list(_ranges(accept)) or [("*", "*", 1.0)]
    best: tuple[float, str | None] = (0.0, None)
    for kind, name in types:
        quality = _quality(kind, wanted)
        if quality > best[0]:
            best = (quality, name)
    return best[1]


def _ranges(accept: str) -> Iterable[tuple[str, str, float]]:
    """Yield what is asked for: type, subtype, quality from 0 to 1; what does not read counts for nothing."""
    for part in accept.lower().split(","):
        kind, *parameters = (piece.strip() for piece in part.split(";"))
        main, slash, sub = kind.partition("/")
        if kind == "*":
            main, slash, sub = "*", "/", "*"
        if not slash:
            continue
        quality = 1.0
        for parameter in parameters:
            key, _, value = parameter.partition("=")
            if key.strip() == "q":
                try:
                    quality = min(max(float(value), 0.0), 1.0)
                except ValueError:
                    quality = 0.0
        yield main, sub, quality


def _quality(kind: str, wanted: Iterable[tuple[str, str, float]]) -> float:
    """Return how welcome a media type is; the range that names it most closely counts."""
    main, _, sub = kind.partition("/")
    best = (-1, 0.0)
    for wanted_main, wanted_sub, quality in wanted:
        if wanted_main not in ("*", main) or wanted_sub not in ("*", sub):
            continue
        closeness = (wanted_main != "*") + (wanted_sub != "*")
        if closeness > best[0]:
            best = (closeness, quality)
    return best[1]
