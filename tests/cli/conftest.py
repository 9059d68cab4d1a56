from __future__ import annotations

import os
import pty
import select
import shutil
import signal
import subprocess
import sysconfig
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


@pytest.fixture(scope="session")
def on_terminal(checkout: Path) -> OnTerminal:
    """Run a command on a real terminal of a given width: ``on_terminal("ask", "--list", columns=80)``."""

    def run(*arguments: str | Path, columns: int = 80, interrupt_at: str | None = None, **env: str) -> Screen:
        main, side = pty.openpty()
        surroundings = {
            k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "COLUMNS", "FORCE_COLOR")
        }
        program = shutil.which("stty")
        assert program, "stty is part of every system"
        subprocess.run([program, "cols", str(columns), "rows", "40"], stdin=side, check=True)
        process = subprocess.Popen(
            [_pactgraph(), *map(str, arguments)],
            stdin=side,
            stdout=side,
            stderr=side,
            cwd=checkout,
            env={**surroundings, "TERM": "xterm-256color", "PYTHONUTF8": "1", **env},
            start_new_session=True,
        )
        os.close(side)
        shown = _read(main, process, interrupt_at)
        os.close(main)
        return Screen(shown.decode("utf-8", "replace").replace("\r\n", "\n"), process.wait(timeout=60))

    return run


def _pactgraph() -> str:
    return str(Path(sysconfig.get_path("scripts")) / "pactgraph")


def _read(main: int, process: subprocess.Popen[bytes], interrupt_at: str | None) -> bytes:
    """Read all that is shown; send the signal of Ctrl-C once a certain text is there."""
    shown = b""
    while True:
        if interrupt_at is not None and interrupt_at.encode() in shown:
            process.send_signal(signal.SIGINT)
            interrupt_at = None
        ready, _, _ = select.select([main], [], [], 0.1)
        if not ready:
            if process.poll() is not None:
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
