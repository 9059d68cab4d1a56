"""One build at a time in one folder."""

from __future__ import annotations

import contextlib
import fcntl
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TextIO

from pactgraph.errors import StoreError

LOCK = ".pactgraph.lock"


@contextlib.contextmanager
def locked(out: Path, *, wait: bool, keep: Callable[[], bool]) -> Iterator[None]:
    """Hold a folder, which is made where it is missing.

    :param wait: wait while another process holds it.
    :param keep: tells at the end whether there is something in the folder; where not, no trace is left.
    :raises StoreError: where another process holds it, or it cannot be written.
    """
    made = not out.exists()
    handle = _hold(out, wait)
    with handle:
        try:
            yield
        finally:
            if not keep():
                with contextlib.suppress(OSError):
                    (out / ".versions").rmdir()
                    (out / LOCK).unlink()
                    if made:
                        out.rmdir()


def _hold(out: Path, wait: bool) -> TextIO:
    try:
        while True:
            out.mkdir(parents=True, exist_ok=True)
            with contextlib.suppress(FileNotFoundError):
                with contextlib.ExitStack() as closing:
                    handle = closing.enter_context((out / LOCK).open("a", encoding="utf-8"))
                    fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
                    # Whoever held it before may have removed the file that we waited for.
                    if os.path.samestat(os.fstat(handle.fileno()), (out / LOCK).stat()):
                        closing.pop_all()
                        return handle
    except BlockingIOError:
        raise StoreError(
            "a folder that another build is writing",
            expected="one build at a time",
            mend="wait until it has ended, or name another folder with --out",
            file=out,
        ) from None
    except OSError as error:
        raise StoreError(
            f"a folder that cannot be written ({error.strerror})",
            expected="a folder that you may write to",
            mend="name another with --out",
            file=out,
        ) from None
