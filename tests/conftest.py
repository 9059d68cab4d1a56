"""What all tests share: the checkout, the documents, the built graph, and the tools that a machine may lack.

A test asks for a tool by the fixture of its name. Where the tool is absent the test is skipped, and the last
lines of the run name the tool and how to get it; with ``CI`` set the test fails instead, so that nothing goes
untested unseen.
"""

from __future__ import annotations

import contextlib
import ipaddress
import os
import shutil
import socket
import subprocess
import sys
import sysconfig
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest

Found = TypeVar("Found")
ABSENT = "absent: "


def needs(name: str, found: Found | None, how_to_get: str) -> Found:
    """Return what was found; where nothing was, fail under CI and skip elsewhere."""
    if found:
        return found
    message = f"{ABSENT}{name}; {how_to_get}"
    if os.environ.get("CI", "").lower() not in {"", "0", "false"}:
        pytest.fail(message, pytrace=False)
    pytest.skip(message)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Name in the last lines what this machine lacks, and how many tests were skipped for it."""
    reports = [r for r in terminalreporter.getreports("skipped") if isinstance(r.longrepr, tuple)]
    reasons = [r.longrepr[2].removeprefix("Skipped: ") for r in reports]
    absent = sorted({reason for reason in reasons if reason.startswith(ABSENT)})
    if absent:
        terminalreporter.section("not tested, because this machine lacks something")
    for reason in absent:
        terminalreporter.line(f"{reasons.count(reason)} skipped, {reason}")


def _refuse_network(event: str, arguments: tuple[Any, ...]) -> None:
    """Refuse what would leave the machine: tests talk to loopback addresses only."""
    if event == "socket.connect" and arguments[0].family in (socket.AF_INET, socket.AF_INET6):
        host = arguments[1][0]
    elif event == "socket.getaddrinfo":
        host = arguments[0]
    else:
        return
    host = host.decode() if isinstance(host, bytes) else host
    if host in (None, "", "localhost"):
        return
    with contextlib.suppress(ValueError):
        if ipaddress.ip_address(host).is_loopback:
            return
    raise PermissionError(f"a test tried to reach {host}: tests do not use the network")


def pytest_configure(config: pytest.Config) -> None:
    sys.addaudithook(_refuse_network)
    # What is built on first use must not land in the cache of whoever runs the tests.
    cache = tempfile.TemporaryDirectory(prefix="pactgraph-cache-")
    config.add_cleanup(cache.cleanup)
    os.environ["XDG_CACHE_HOME"] = cache.name


@pytest.fixture(scope="session", name="needs")
def needs_fixture() -> Callable[[str, Any, str], Any]:
    """The function :func:`needs`, for tests that look for something of their own."""
    return needs


@pytest.fixture(scope="session")
def checkout() -> Path:
    """The root of the checkout."""
    return Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def documents(checkout: Path) -> Path:
    """The folder of the source documents, which are not in the repository."""
    folder = Path(os.environ.get("PACTGRAPH_DOCUMENTS") or checkout.parent / "shared" / "documents")
    return needs(
        "the source documents",
        folder if folder.is_dir() else None,
        "put them into ../shared/documents, or name their folder in PACTGRAPH_DOCUMENTS",
    )


@pytest.fixture(scope="session")
def chromium() -> Path:
    """The program of an installed Chromium or Chrome; none is ever downloaded."""
    named = os.environ.get("PACTGRAPH_CHROMIUM")
    names = [named] if named else ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
    places = [shutil.which(name) for name in names]
    if not named:
        places += [
            "/usr/bin/chromium",
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
            "/Applications/Chromium.app/Contents/MacOS/Chromium",
        ]
    found = next((Path(place) for place in places if place and Path(place).exists()), None)
    return needs(
        "Chromium",
        found,
        "apt install chromium, brew install --cask chromium, or name its program in PACTGRAPH_CHROMIUM",
    )


@pytest.fixture(scope="session")
def java() -> Path:
    """The program of a Java runtime; macOS has a stand-in that does not run, so it is tried."""
    program = shutil.which("java")
    runs = program is not None and subprocess.run([program, "-version"], capture_output=True).returncode == 0
    return needs(
        "a Java runtime",
        Path(program) if program and runs else None,
        "apt install default-jre-headless, or brew install openjdk",
    )


def script(name: str) -> Path | None:
    """Find a program of the running Python's environment."""
    path = Path(sysconfig.get_path("scripts")) / name
    return path if path.exists() else None


@pytest.fixture(scope="session")
def oxigraph() -> Path:
    """The program of the native Oxigraph server."""
    return needs("the native Oxigraph server", script("oxigraph"), "pip install '.[test]' brings it")


@pytest.fixture(scope="session")
def pylode() -> Path:
    """The program of pyLODE, which writes the ontology's HTML reference."""
    return needs("pyLODE", script("pylode"), "pip install '.[docs]' brings it")


Pactgraph = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def pactgraph(checkout: Path) -> Pactgraph:
    """The command as a user runs it: ``pactgraph("ask", "--list")`` gives exit code, output and errors."""
    program = script("pactgraph")
    assert program, "install the checkout first: make test does, or pip install --editable '.[test]'"

    def run(
        *arguments: str | Path, stdin: str | None = None, cwd: Path = checkout, **env: str
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [program, *map(str, arguments)],
            input=stdin,
            stdin=subprocess.DEVNULL if stdin is None else None,
            capture_output=True,
            text=True,
            encoding="utf-8",
            cwd=cwd,
            env={**os.environ, "PYTHONUTF8": "1", **env},
            timeout=300,
        )

    return run


@pytest.fixture(scope="session")
def built(pactgraph: Pactgraph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a whole build of the checkout, made once for all tests: read it, do not change it."""
    folder = tmp_path_factory.mktemp("built") / "build"
    result = pactgraph("build", "--out", folder)
    assert result.returncode == 0, result.stdout + result.stderr
    return folder


StartServer = Callable[[bytes], str]


@pytest.fixture(scope="session")
def oxigraph_server(oxigraph: Path) -> Iterator[StartServer]:
    """Start native Oxigraph servers: give N-Quads, get the URL of a SPARQL endpoint on a loopback port.

    The URL ends in ``/query``; ``/update`` and ``/store`` are beside it. All stop with the session.
    """
    with contextlib.ExitStack() as servers:
        yield lambda nquads: servers.enter_context(_serving(oxigraph, nquads))


@contextlib.contextmanager
def _serving(program: Path, nquads: bytes) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    process = subprocess.Popen(
        [program, "serve", "--bind", address], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    try:
        _wait_for(address, process)
        request = urllib.request.Request(
            f"http://{address}/store", nquads, {"Content-Type": "application/n-quads"}, method="POST"
        )
        urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=60).close()
        yield f"http://{address}/query"
    finally:
        process.kill()
        process.communicate()


def _wait_for(address: str, process: subprocess.Popen[bytes], seconds: float = 20) -> None:
    host, port = address.split(":")
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection((host, int(port)), timeout=1):
            return
        time.sleep(0.05)
    process.kill()
    pytest.fail(f"the Oxigraph server did not start: {process.communicate()[1].decode()}", pytrace=False)
