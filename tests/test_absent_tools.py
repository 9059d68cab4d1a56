"""What a machine lacks is skipped and named on a user's machine, and fails under continuous integration."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest


@pytest.fixture
def without_chromium(checkout, tmp_path):
    """Run the browser tests where no Chromium is to be found."""

    def run(**env: str) -> subprocess.CompletedProcess[str]:
        clean = {key: value for key, value in os.environ.items() if key != "CI"}
        return subprocess.run(
            [
                sys.executable,
                "-m",
                "pytest",
                "-p",
                "no:cacheprovider",
                "tests/browser/test_network_is_cut.py",
            ],
            cwd=checkout,
            env={**clean, "PACTGRAPH_CHROMIUM": str(tmp_path / "no-such-program"), **env},
            capture_output=True,
            text=True,
            timeout=120,
        )

    return run


def test_tests_are_skipped_and_the_last_lines_say_what_to_install(without_chromium):
    result = without_chromium()
    assert result.returncode == 0, result.stdout
    *_, absent, closing = (line for line in result.stdout.splitlines() if line.strip())
    assert absent.startswith("2 skipped, absent: Chromium; apt install chromium")
    assert "2 skipped" in closing


def test_tests_fail_under_continuous_integration(without_chromium):
    result = without_chromium(CI="true")
    assert result.returncode == 1
    assert "absent: Chromium" in result.stdout and "skipped" not in result.stdout
