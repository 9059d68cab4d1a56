"""A build is written aside and switched to in one step, so that an interrupted one leaves the last whole.

In the output folder::

    .versions/<digest>/   the files of one build; the current one and the one before it are kept
        pactgraph.nq      the compiled data set
        store/            the same as a store on disk, which opens at once; its bytes are in no digest
    .versions/new-*       a build in the making, or one being removed; the next build clears it away
    current               a link to one of them: the only thing that is ever replaced
    pactgraph.ttl, …      links into current, for people: files, and folders that have an index
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypedDict, cast

from pactgraph.build.lock import locked
from pactgraph.errors import StoreError

LAYOUT = 1
COMPILED = "pactgraph.nq"
DISK = "store"
MANIFEST = "manifest.json"
CURRENT = "current"
VERSIONS = ".versions"
AGAIN = "build it again: pactgraph build"


class Manifest(TypedDict, total=False):
    """What a build says of itself.

    :ivar content: the digest of its plain-text input.
    :ivar disk: whether its data set is opened from the store only.
    :ivar files: the SHA-256 of each file.
    """

    layout: int
    content: str
    disk: bool
    version: str
    files: dict[str, str]
    folders: list[str]


Write = Callable[[Path], Manifest]


def publish(out: Path, write: Write, *, once: bool = False) -> Path:
    """Write a build aside and switch to it.

    :param write: fills a folder and returns what the manifest is to say of it.
    :param once: wait for another build of the same folder, and take what it made.
    :returns: the folder of the build.
    :raises StoreError: where another build holds the output folder, it cannot be written, or files of the
        user's own stand where the build puts its own; nothing is changed then.
    """
    with locked(out, wait=once, keep=lambda: (out / CURRENT).is_symlink()):
        try:
            made = whole_build(out) if once else None
            return made or _publish(out, write)
        except OSError as error:
            raise StoreError(
                f"a folder that cannot be written ({error.strerror or error})",
                expected="a folder with room for a build",
                mend="make room there, or name another with --out",
                file=error.filename or out,
            ) from error


def current_build(out: Path) -> Path | None:
    """Return the folder of the current build, or None where there is none.

    :raises StoreError: where it was made by a version with another layout, or is damaged.
    """
    folder = out / CURRENT
    if not folder.is_dir():
        if folder.is_symlink():
            raise StoreError("a build whose files are gone", mend=AGAIN, file=folder)
        return None
    manifest(folder)
    return folder.resolve()


def whole_build(out: Path) -> Path | None:
    """Return the folder of the current build where all its files are as they were written, else None."""
    try:
        folder = current_build(out)
    except StoreError:
        return None
    return folder if folder is not None and is_whole(folder) else None


def is_whole(folder: Path) -> bool:
    """Tell whether a build holds all the files of its manifest, and as they were written."""
    try:
        facts = manifest(folder)
        names = {*facts["files"], *facts["folders"]}
        return all((folder / name).exists() for name in names) and all(
            file_digest(folder / name) == digest for name, digest in facts["files"].items()
        )
    except (StoreError, OSError, KeyError):
        return False


def manifest(folder: Path) -> Manifest:
    """Return what a build says of itself.

    :raises StoreError: where it does not say so readably, or is of another layout.
    """
    path = folder / MANIFEST
    try:
        facts = json.loads(path.read_text(encoding="utf-8"))
        layout = facts["layout"]
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise StoreError(
            f"a build without a readable manifest ({error})",
            expected="what pactgraph build writes",
            mend=AGAIN,
            file=path,
        ) from None
    if layout != LAYOUT:
        raise StoreError(
            f"a build of layout {layout}",
            expected=f"layout {LAYOUT}, which this version of Pactgraph reads",
            mend=AGAIN,
            file=path,
        )
    return cast(Manifest, facts)


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def _publish(out: Path, write: Write) -> Path:
    versions = out / VERSIONS
    _refuse_own(out, (CURRENT,))
    versions.mkdir(exist_ok=True)
    for leftover in versions.glob("new-*"):
        shutil.rmtree(leftover, ignore_errors=True)
    for leftover in out.glob(".*.new"):
        if leftover.is_symlink():
            leftover.unlink()
    fresh = Path(tempfile.mkdtemp(prefix="new-", dir=versions))
    try:
        final = versions / _seal(fresh, write(fresh))
        _refuse_own(out, shown(fresh))
        if final.exists() and not is_whole(final):
            _remove(final)
        if not final.exists():
            fresh.chmod(0o755)
            fresh.rename(final)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    previous = (out / CURRENT).resolve()
    _link(out / CURRENT, Path(VERSIONS) / final.name)
    names = set(shown(final))
    for name in sorted(names):
        if not (out / name).is_symlink():
            _link(out / name, Path(CURRENT) / name)
    for place in out.iterdir():
        if place.is_symlink() and place.name not in {CURRENT, *names} and _is_ours(place):
            place.unlink()
    for old in versions.iterdir():
        if old.resolve() not in (previous, final.resolve()):
            _remove(old)
    return final


def final_files(folder: Path) -> list[Path]:
    """Return the files of a build by name."""
    return sorted(path for path in folder.iterdir() if path.is_file())


def shown(folder: Path) -> list[str]:
    """Return what of a build people are led to: its files, and its folders that have an index."""
    return sorted(
        {path.name for path in final_files(folder)} | {path.parent.name for path in _indexes(folder)}
    )


def _indexes(folder: Path) -> list[Path]:
    return sorted(folder.glob("*/index.html"))


def _seal(folder: Path, facts: Manifest) -> str:
    """Write the manifest and return a name for the build that follows from its content."""
    listed = [*final_files(folder), *(file for path in _indexes(folder) for file in final_files(path.parent))]
    files = {path.relative_to(folder).as_posix(): file_digest(path) for path in listed}
    folders = sorted(path.name for path in folder.iterdir() if path.is_dir())
    said = {"layout": LAYOUT, **facts, "files": files, "folders": folders}
    text = json.dumps(said, indent=2, sort_keys=True) + "\n"
    (folder / MANIFEST).write_text(text, encoding="utf-8")
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _remove(folder: Path) -> None:
    """Remove a build, so that an interruption leaves nothing that could be taken for one."""
    aside = folder.with_name(f"new-{folder.name}")
    folder.rename(aside)
    shutil.rmtree(aside, ignore_errors=True)


def _refuse_own(out: Path, names: Iterable[str]) -> None:
    """Refuse to go on where something of the user's own stands at the place of one of our links."""
    for name in names:
        place = out / name
        ours = place.is_symlink() and _is_ours(place)
        if not ours and (place.exists() or place.is_symlink()):
            raise StoreError(
                "a file of your own where the build puts a link",
                expected="a folder for builds only",
                mend="move it away, or name another folder with --out",
                file=place,
            )


def _is_ours(link: Path) -> bool:
    target = Path(os.readlink(link))
    return target.parts[:1] == ((VERSIONS,) if link.name == CURRENT else (CURRENT,))


def _link(place: Path, target: Path) -> None:
    beside = place.with_name(f".{place.name}.new")
    beside.unlink(missing_ok=True)
    beside.symlink_to(target)
    beside.replace(place)
