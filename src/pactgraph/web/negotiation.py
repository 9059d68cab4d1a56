"""What the headers of a request ask for: formats, packing, and what is held already (RFC 9110)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

#: Characters of a header that are read; what stands behind them counts for nothing.
MOST_READ = 4096


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
    return _preferred(accept[:MOST_READ], tuple(types.items()))


def takes_gzip(header: str) -> bool:
    """Tell whether an Accept-Encoding header takes an answer that is packed with gzip.

    >>> takes_gzip("br, gzip;q=0.5"), takes_gzip("gzip;q=0"), takes_gzip("*"), takes_gzip("*, gzip; q=0")
    (True, False, True, False)
    >>> takes_gzip("")
    False
    """
    held = dict(_weighed(header[:MOST_READ]))
    return held.get("gzip", held.get("x-gzip", held.get("*", 0.0))) > 0


def tags(header: str) -> set[str]:
    """Return the tags of an If-None-Match header, as they are compared: without the mark of a weak one.

    >>> sorted(tags('W/"a", "b"'))
    ['"a"', '"b"']
    """
    return {part.strip().removeprefix("W/") for part in header[:MOST_READ].split(",")}


def is_held(tag: str, header: str) -> bool:
    """Tell whether an If-None-Match header says that an answer that is there is held already.

    >>> is_held('W/"a"', '"b", "a"'), is_held('W/"a"', "*"), is_held('W/"a"', "")
    (True, True, False)
    """
    return not tags(header).isdisjoint({tag.removeprefix("W/"), "*"})


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
    for kind, quality in _weighed(accept):
        main, slash, sub = kind.partition("/")
        if kind == "*":
            main, slash, sub = "*", "/", "*"
        if slash:
            yield main, sub, quality


def _weighed(header: str) -> Iterable[tuple[str, float]]:
    """Yield the entries of a header with the quality of each."""
    for part in header.lower().split(","):
        name, *parameters = (piece.strip() for piece in part.split(";"))
        quality = 1.0
        for parameter in parameters:
            key, _, value = parameter.partition("=")
            if key.strip() == "q":
                try:
                    quality = min(max(float(value), 0.0), 1.0)
                except ValueError:
                    quality = 0.0
        yield name, quality


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
