"""How a signal ends the service."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = """
import os, signal, sys
from pactgraph.web.server import run
from pactgraph.web.services import open_services

run(open_services(sys.argv[1]), "127.0.0.1", 0, ready=lambda: os.kill(os.getpid(), int(sys.argv[2])))
"""


@pytest.mark.parametrize("number", [2, 15], ids=["Ctrl-C", "SIGTERM"])
def test_a_signal_that_comes_before_the_server_runs_ends_it(number: int, built: Path) -> None:
    command = [sys.executable, "-c", PROGRAM, str(built), str(number)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert "Traceback" not in done.stderr
    assert done.returncode in (0, -number)
