"""Find and open the data: what the user names, the build at hand, or one made on first use."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from pactgraph.build.publish import (
    AGAIN,
    COMPILED,
    CURRENT,
    DISK,
    MANIFEST,
    current_build,
    file_digest,
    manifest,
    whole_build,
)
from pactgraph.config import Settings
from pactgraph.errors import StoreError
from pactgraph.resources import version
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
    folder = _build_of(named, progress)
    return open_build(folder) if folder is not None else open_store(named or "")


def disk_store(
    place: str | Path | None = None, progress: Callable[[str], None] | None = None
) -> tuple[Path, str]:
    """Return the folder of a store on disk with what a user means, and a digest of what it holds.

    Many processes can read it at once. Where the build has none, one is made in the user's cache.

    :param place: as for :func:`open_data`, but for an address.
    :raises MissingFileError: where nothing is there.
    :raises StoreError: where what is there cannot be opened, or is elsewhere.
    """
    named = place or Settings.from_environment().data
    if isinstance(named, str) and named.startswith(("http://", "https://")):
        raise StoreError(
            f"the address {named}",
            expected="data on this machine",
            mend="name a build or an N-Quads file; serve takes an address by --endpoint",
        )
    folder = _build_of(named, progress)
    if folder is not None:
        facts = manifest(folder)
        if facts.get("disk"):
            return folder / DISK, str(facts["files"][COMPILED])
        compiled, listed = folder / COMPILED, facts["files"].get(COMPILED)
    else:
        compiled, listed = Path(named or ""), None
        if compiled.is_dir():
            return compiled, hashlib.sha256(str(compiled.resolve()).encode()).hexdigest()
    if not compiled.is_file():
        open_store(compiled)  # says what is missing
    digest = file_digest(compiled)
    ready = folder / DISK if folder is not None and digest == listed else None
    return _kept_store(compiled, digest, ready), digest


def _kept_store(nquads: Path, digest: str, ready: Path | None) -> Path:
    """Return the store of a file in the user's cache, where no later build removes it; make it at first.

    :param ready: the store that a build has made of it; its files are linked, so that they stay.
    """
    from platformdirs import user_cache_path

    stores = user_cache_path("pactgraph") / "stores"
    kept = stores / f"{version()}-{digest[:32]}"
    if kept.is_dir():
        return kept
    stores.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix="new-", dir=stores))
    try:
        if ready is not None and ready.is_dir():
            shutil.copytree(ready, fresh / DISK, copy_function=_link)
        else:
            LocalStore.create_disk(fresh / DISK, nquads, whole=True)
        # Another process may have been quicker, and its store is the same.
        with contextlib.suppress(OSError):
            (fresh / DISK).rename(kept)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return kept


def _link(source: str, target: str) -> None:
    """Link a file, or copy it where the two places are not on one file system."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def _build_of(named: str | Path | None, progress: Callable[[str], None] | None) -> Path | None:
    """Return the folder of the build that is meant, made where none is named; None where it is no build."""
    if named is None:
        at_hand = find_build()
        if at_hand is not None:
            return at_hand
        from pactgraph.build.pipeline import build  # slow to import

        return build(_cache(), views=False, once=True, progress=progress)
    path = Path(named)
    if (path / CURRENT).is_dir() or (path / CURRENT).is_symlink():
        return current_build(path) or path
    return path if (path / MANIFEST).is_file() else None


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
    return bool(manifest(folder).get("content") != _content_digest())


def _content_digest() -> str:
    from pactgraph.store.reading import own_content  # reads tables, for which most commands have no use

    return own_content().digest()


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
    # A build of an older version has no store, and a copy may have lost it.
    with contextlib.suppress(StoreError):
        if (folder / DISK).is_dir():
            return LocalStore.disk(folder / DISK)
    return LocalStore.memory(compiled)


def _cache() -> Path:
    """Return a folder of the user's that belongs to this very content and version."""
    from platformdirs import user_cache_path

    return user_cache_path("pactgraph") / f"{version()}-{_content_digest()[:16]}"
