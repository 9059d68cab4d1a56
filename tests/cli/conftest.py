from __future__ import annotations

import contextlib
import functools
import os
import pty
import select
import shutil
import signal
import subprocess
import sysconfig
import termios
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest


@dataclass(frozen=True)
class Screen:
    """What a program showed on a terminal, and its exit code (negative: the signal that ended it)."""

    text: str
    code: int

    @property
    def lines(self) -> list[str]:
        return self.text.splitlines()


OnTerminal = Callable[..., Screen]


#: What a terminal sets; its width is its own.
TERMINAL = {
    "NO_COLOR": None,
    "COLUMNS": None,
    "FORCE_COLOR": None,
    "TERM": "xterm-256color",
    "PYTHONUTF8": "1",
}


@pytest.fixture(scope="session")
def on_terminal(run_command: Callable[..., int]) -> OnTerminal:
    """Run a command on a real terminal of a given width: ``on_terminal("ask", "--list", columns=80)``.

    It runs in this process; ``on_terminal_process`` is the same in another.
    """

    def run(*arguments: str | Path, columns: int = 80, **env: str) -> Screen:
        main, side = terminal(columns)
        shown: list[bytes] = []
        reader = threading.Thread(target=lambda: shown.append(_read(main, lambda: False)))
        reader.start()
        try:
            with contextlib.ExitStack() as files:
                streams = [files.enter_context(os.fdopen(os.dup(side), mode)) for mode in ("r", "w", "w")]
                code = run_command(arguments, streams, {**TERMINAL, **env})
        finally:
            os.close(side)
            reader.join()
            os.close(main)
        return Screen(_text(shown[0]), code)

    return run


@pytest.fixture(scope="session")
def on_terminal_process(checkout: Path) -> OnTerminal:
    """The same in a process of its own, which can be interrupted once it shows a certain text."""

    def run(*arguments: str | Path, columns: int = 80, interrupt_at: str | None = None, **env: str) -> Screen:
        main, side = terminal(columns)
        surroundings = {key: value for key, value in os.environ.items() if key not in TERMINAL}
        given = {key: value for key, value in {**TERMINAL, **env}.items() if value is not None}
        process = subprocess.Popen(
            [Path(sysconfig.get_path("scripts")) / "pactgraph", *map(str, arguments)],
            stdin=side,
            stdout=side,
            stderr=side,
            cwd=checkout,
            env={**surroundings, **given},
            start_new_session=True,
        )
        os.close(side)
        interrupt = functools.partial(process.send_signal, signal.SIGINT)
        shown = _read(main, lambda: process.poll() is not None, interrupt_at, interrupt)
        os.close(main)
        return Screen(_text(shown), process.wait())

    return run


def terminal(columns: int) -> tuple[int, int]:
    """Open a terminal: the end of who looks at it, and that of the program."""
    main, side = pty.openpty()
    termios.tcsetwinsize(side, (40, columns))
    return main, side


def _text(shown: bytes) -> str:
    return shown.decode("utf-8", "replace").replace("\r\n", "\n")


def _read(
    main: int, ended: Callable[[], bool], interrupt_at: str | None = None, interrupt: Callable[[], None] = int
) -> bytes:
    """Read all that is shown until no program has the terminal open; interrupt once a text is there."""
    shown = b""
    while True:
        if interrupt_at is not None and interrupt_at.encode() in shown:
            interrupt()
            interrupt_at = None
        ready, _, _ = select.select([main], [], [], 0.1)
        if not ready:
            if ended():
                return shown
            continue
        try:
            part = os.read(main, 65536)
        except OSError:
            return shown
        if not part:
            return shown
        shown += part


@pytest.fixture
def content(checkout: Path, tmp_path: Path) -> Path:
    """A content folder of one's own: the small world of ``tests/invalid/base``, to be broken as one likes."""
    folder = tmp_path / "content"
    base = checkout / "tests" / "invalid" / "base"
    shutil.copytree(base / "things", folder / "graph" / "things")
    shutil.copytree(base / "sources", folder / "graph" / "sources")
    shutil.copytree(checkout / "graph" / "queries", folder / "graph" / "queries")
    return folder
