"""A build is written aside and switched to in one step, so that an interrupted one leaves the last whole.

In the output folder::

    .versions/<digest>/   the files of one build; the current one and the one before it are kept
    current               a link to one of them: the only thing that is ever replaced
    pactgraph.ttl, …      links into current, for people
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from pactgraph.errors import MissingFileError, StoreError

LAYOUT = 1
MANIFEST = "manifest.json"


def publish(out: Path, write: Callable[[Path], dict[str, Any]]) -> Path:
    """Write a build aside and switch to it.

    :param write: fills a folder and returns what the manifest is to say of it.
    :returns: the folder of the build.
    :raises StoreError: where another build holds the output folder, or it cannot be written.
    """
    with _locked(out):
        versions = out / ".versions"
        versions.mkdir(exist_ok=True)
        for leftover in versions.glob("new-*"):
            shutil.rmtree(leftover)
        fresh = Path(tempfile.mkdtemp(prefix="new-", dir=versions))
        facts = write(fresh)
        final = versions / _seal(fresh, facts)
        if final.exists():
            shutil.rmtree(fresh)
        else:
            fresh.chmod(0o755)
            fresh.rename(final)
        previous = (out / "current").resolve()
        _switch(out, final)
        for old in versions.iterdir():
            if old.resolve() not in (previous, final.resolve()):
                shutil.rmtree(old)
    return final


def current_build(out: Path) -> Path | None:
    """Return the folder of the current build, or None where there is none.

    :raises StoreError: where it was made by a version with another layout, or is damaged.
    """
    folder = out / "current"
    if not folder.is_dir():
        return None
    facts = manifest(folder)
    if facts.get("layout") != LAYOUT:
        raise StoreError(
            f"a build of layout {facts.get('layout')}",
            expected=f"layout {LAYOUT}, which this version of Pactgraph reads",
            mend="build it again: pactgraph build",
            file=folder / MANIFEST,
        )
    return folder.resolve()


def manifest(folder: Path) -> dict[str, Any]:
    """Return what a build says of itself: layout, version, digest of its input, digests of its files.

    :raises StoreError: where it does not say so readably.
    """
    path = folder / MANIFEST
    try:
        facts: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise StoreError(
            f"a build without a readable manifest ({error})",
            mend="build it again: pactgraph build",
            file=path,
        ) from None
    return facts


def _seal(folder: Path, facts: dict[str, Any]) -> str:
    """Write the manifest and return a name for the build that follows from its content."""
    files = {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.iterdir())
        if path.is_file()
    }
    text = json.dumps({"layout": LAYOUT, **facts, "files": files}, indent=2, sort_keys=True) + "\n"
    (folder / MANIFEST).write_text(text, encoding="utf-8")
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _switch(out: Path, final: Path) -> None:
    """Point ``current`` to a build, then see to the links for people."""
    _link(out / "current", Path(".versions") / final.name)
    for path in sorted(final.iterdir()):
        target = out / path.name
        if path.is_file() and not target.is_symlink():
            if target.exists():
                raise MissingFileError(
                    "a file of your own where the build puts a link", mend="move it away", file=target
                )
            _link(target, Path("current") / path.name)


def _link(place: Path, target: Path) -> None:
    beside = place.with_name(f".{place.name}.{os.getpid()}")
    beside.unlink(missing_ok=True)
    beside.symlink_to(target)
    beside.replace(place)


@contextlib.contextmanager
def _locked(out: Path) -> Iterator[None]:
    try:
        out.mkdir(parents=True, exist_ok=True)
        handle = (out / ".lock").open("w", encoding="utf-8")
    except OSError as error:
        raise StoreError(
            f"a folder that cannot be written ({error.strerror})", mend="name another with --out", file=out
        ) from None
    with handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise StoreError(
                "a folder that another build is writing",
                expected="one build at a time",
                mend="wait until it has ended, or name another folder with --out",
                file=out,
            ) from None
        yield
