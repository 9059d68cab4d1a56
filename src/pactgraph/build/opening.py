"""Find and open the data: what the user names, the build at hand, or one made on first use."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pactgraph.build.pipeline import COMPILED, DISK, build, own_content
from pactgraph.build.release import MANIFEST, current_build, manifest
from pactgraph.config import Settings
from pactgraph.errors import MissingFileError
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
        return _open_build(find_build() or build(_cache(), progress=progress))
    path = Path(named)
    if (path / "current").is_dir():
        return _open_build(current_build(path) or path)
    if (path / MANIFEST).is_file():
        return _open_build(path)
    return open_store(named)


def find_build() -> Path | None:
    """Return the build that is at hand, in ``./build`` or in the user's cache; None where there is none."""
    return current_build(DEFAULT) or current_build(_cache())


def outdated() -> bool:
    """Tell whether the plain-text content has changed since the build at hand was made."""
    folder = find_build()
    return folder is not None and manifest(folder).get("content") != own_content().digest()


def _cache() -> Path:
    """Return a folder of the user's that belongs to this very content."""
    from platformdirs import user_cache_path

    return user_cache_path("pactgraph") / own_content().digest()[:16]


def _open_build(folder: Path) -> Store:
    facts = manifest(folder)
    if facts.get("disk"):
        return LocalStore.disk(folder / DISK)
    if not (folder / COMPILED).is_file():
        raise MissingFileError("a build without its data set", mend="run: pactgraph build", file=folder)
    return LocalStore.memory(folder / COMPILED)
