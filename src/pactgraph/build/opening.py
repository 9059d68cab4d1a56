"""Find and open the data: what the user names, the build at hand, or one made on first use."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pactgraph.build.pipeline import COMPILED, DISK, build, own_content, version
from pactgraph.build.release import (
    AGAIN,
    CURRENT,
    MANIFEST,
    current_build,
    file_digest,
    manifest,
    whole_build,
)
from pactgraph.config import Settings
from pactgraph.errors import StoreError
from pactgraph.store.base import Store
from pactgraph.store.local import LocalStore
from pactgraph.store.opening import open_store

DEFAULT = Path("build")


def open_data(place: str | Path | None = None, progress: Callable[[str], None] | None = None) -> Store:
    """Open the store that a user means.

    :param place: a build folder, an N-Quads file, a store on disk or an address; where none is given, what
        ``PACTGRAPH_DATA`` names, the build in ``./build``, or one made on first use in the user's cache.
    :param progress: told each step of a build, should one be needed.
    :raises MissingFileError: where nothing is there.
    :raises StoreError: where what is there cannot be opened.
    """
    named = place or Settings.from_environment().data
    if named is None:
        return open_build(find_build() or build(_cache(), views=False, once=True, progress=progress))
    path = Path(named)
    if (path / CURRENT).is_dir() or (path / CURRENT).is_symlink():
        return open_build(current_build(path) or path)
    if (path / MANIFEST).is_file():
        return open_build(path)
    return open_store(named)


def find_build() -> Path | None:
    """Return the build that is at hand, in ``./build`` or in the user's cache; None where there is none.

    Other tools have a folder ``build`` too: what is not ours is passed by.

    :raises StoreError: where the build in ``./build`` is damaged or of another layout.
    """
    ours = (DEFAULT / CURRENT).is_symlink() or (DEFAULT / CURRENT / MANIFEST).is_file()
    at_hand = current_build(DEFAULT) if ours else None
    # Who names content of their own means that content, and not what somebody built here from another.
    if at_hand and Settings.from_environment().content and _is_outdated(at_hand):
        at_hand = None
    return at_hand or whole_build(_cache())


def outdated() -> bool:
    """Tell whether the plain-text content has changed since the build at hand was made."""
    folder = find_build()
    return folder is not None and _is_outdated(folder)


def _is_outdated(folder: Path) -> bool:
    return bool(manifest(folder).get("content") != own_content().digest())


def open_build(folder: Path) -> Store:
    """Open the data set of a build.

    :raises StoreError: where it is damaged or of another layout.
    """
    facts = manifest(folder)
    if facts.get("disk"):
        return LocalStore.disk(folder / DISK)
    compiled = folder / COMPILED
    if not compiled.is_file() or facts.get("files", {}).get(COMPILED) != file_digest(compiled):
        raise StoreError(
            "a build whose data set is missing or not as it was written",
            expected="the files that its manifest lists",
            mend=AGAIN,
            file=compiled,
        )
    return LocalStore.memory(compiled)


def _cache() -> Path:
    """Return a folder of the user's that belongs to this very content and version."""
    from platformdirs import user_cache_path

    return user_cache_path("pactgraph") / f"{version()}-{own_content().digest()[:16]}"
