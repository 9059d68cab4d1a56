"""Fixtures of all tests, and of the examples in ``src``: the checkout, the documents, one build, the command.

A test asks for a tool by the fixture of its name. Where the tool is absent the test is skipped, and the last
lines of the run name the tool and how to get it; with ``CI`` set the test fails instead, so that nothing goes
untested unseen.
"""

from __future__ import annotations

import contextlib
import fcntl
import io
import ipaddress
import os
import shutil
import signal
import socket
import subprocess
import sys
import sysconfig
import tempfile
import time
import traceback
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import IO, Any, TypeVar

import pytest
from _pytest.doctest import DoctestItem
from hypothesis import settings

from pactgraph.store.local import LocalStore

Found = TypeVar("Found")
ABSENT = "absent: "
#: Generated cases are the same on every machine, and none fails for being slow.
settings.register_profile("usual", derandomize=True, deadline=None, max_examples=30)
settings.register_profile("full", derandomize=True, deadline=None, max_examples=200)
#: Files whose single tests take many seconds.
SLOW = ("tests/browser/", "tests/web/test_api.py", "tests/web/test_mcp.py", "tests/web/test_limits.py")
#: The whole build of this run, once it is made.
BUILT: set[Path] = set()


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
    """Cut the network off, set the user's cache aside, and let Ctrl-C end what the tests start."""
    sys.addaudithook(_refuse_network)
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        # A shell starts what runs in the background so, and the commands under test would ignore Ctrl-C too.
        signal.signal(signal.SIGINT, signal.default_int_handler)
    settings.load_profile("full" if config.option.full else "usual")
    if "PYTEST_XDIST_WORKER" not in os.environ:
        # What is built on first use must not land in the cache of whoever runs the tests; workers share one.
        cache = tempfile.TemporaryDirectory(prefix="pactgraph-cache-")
        config.add_cleanup(cache.cleanup)
        os.environ["XDG_CACHE_HOME"] = cache.name


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add ``--full``, which ``make test-full`` gives."""
    parser.addoption("--full", action="store_true", help="run the slow tests and all cases of each test too")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what only ``--full`` runs, and run what needs the whole build last, of that slow files first.

    So the first worker goes on while the second one builds, and no slow test is left for the end.
    A test that is named on the command line runs.
    """
    if not config.option.full and not any("::" in argument for argument in config.args):
        left = set(only_full(items))
        config.hook.pytest_deselected(items=[item for item in items if item in left])
        items[:] = [item for item in items if item not in left]
    items.sort(key=lambda item: (needs_build(item), not item.nodeid.startswith(SLOW)))


def only_full(items: list[pytest.Item]) -> Iterator[pytest.Item]:
    """Yield tests marked ``full``, and of those marked ``every(n)`` all cases but each n-th."""
    cases = Counter[str]()
    for item in items:
        test = item.nodeid.partition("[")[0]
        every = item.get_closest_marker("every")
        if item.get_closest_marker("full") or (every and cases[test] % every.args[0]):
            yield item
        cases[test] += 1


def needs_build(item: pytest.Item) -> bool:
    """Whether a test reads the whole build; an example does where it loads the graph at hand."""
    if isinstance(item, DoctestItem):
        return "load(" in (item.dtest.docstring or "")
    return "built" in getattr(item, "fixturenames", ())


@pytest.fixture(autouse=True)
def data_of_examples(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the examples in docstrings load the one build of this run, not one of their own."""
    if isinstance(request.node, DoctestItem) and needs_build(request.node):
        monkeypatch.setenv("PACTGRAPH_DATA", str(request.getfixturevalue("built")))


@pytest.fixture(scope="session")
def sample(request: pytest.FixtureRequest) -> Callable[[list[Any], int], list[Any]]:
    """Take each n-th of many cases, and all of them with ``--full``: ``sample(cases, 10)``."""
    return lambda cases, step: cases if request.config.option.full else cases[::step]


@pytest.fixture(scope="session", name="needs")
def needs_fixture() -> Callable[[str, Any, str], Any]:
    """The function :func:`needs`, for tests that look for something of their own."""
    return needs


@pytest.fixture(scope="session")
def checkout() -> Path:
    """The root of the checkout."""
    return Path(__file__).resolve().parent


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
def pactgraph_process(checkout: Path) -> Pactgraph:
    """The installed command in a process of its own, for what only a process shows."""
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
            timeout=600,
        )

    return run


RunCommand = Callable[..., int]


@pytest.fixture(scope="session")
def run_command(checkout: Path) -> RunCommand:
    """Run the command in this process: on three open streams, in a folder and an environment of its own.

    The whole build, which no command changes, is parsed once. Returns the exit code.
    """
    parse = LocalStore.memory

    def parse_once(nquads: Path) -> LocalStore:
        path = nquads.resolve()
        if not any(path.is_relative_to(folder) for folder in BUILT):
            return parse(nquads)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(LocalStore, "memory", parse)
            return parsed(path)

    def run(
        arguments: Iterable[str | Path],
        streams: Iterable[IO[str]],
        env: dict[str, str | None],
        cwd: Path = checkout,
    ) -> int:
        from pactgraph.cli import main

        handler = signal.getsignal(signal.SIGINT)
        with pytest.MonkeyPatch.context() as patch:
            for name, stream in zip(("stdin", "stdout", "stderr"), streams, strict=True):
                patch.setattr(sys, name, stream)
                # Here the width of the terminal is looked up.
                patch.setattr(sys, f"__{name}__", stream)
            for name, value in env.items():
                patch.delenv(name, raising=False) if value is None else patch.setenv(name, value)
            patch.setattr(sys, "argv", ["pactgraph", *map(str, arguments)])
            patch.setattr(LocalStore, "memory", parse_once)
            patch.chdir(cwd)
            try:
                main()
            except SystemExit as stop:
                return stop.code if isinstance(stop.code, int) else int(stop.code is not None)
            except Exception:
                traceback.print_exc(file=sys.stderr)
                return 1
            finally:
                signal.signal(signal.SIGINT, handler)
        return 0

    return run


@pytest.fixture(scope="session")
def pactgraph(checkout: Path, run_command: RunCommand) -> Pactgraph:
    """The command as a user runs it: ``pactgraph("ask", "--list")`` gives exit code, output and errors.

    It runs in this process; ``pactgraph_process`` is the same in another.
    """

    def run(
        *arguments: str | Path, stdin: str | None = None, cwd: Path = checkout, **env: str
    ) -> subprocess.CompletedProcess[str]:
        with contextlib.ExitStack() as stack:
            # Files, since a command may ask for the number of a stream.
            raw = [stack.enter_context(tempfile.TemporaryFile()) for _ in range(3)]
            raw[0].write((stdin or "").encode())
            raw[0].seek(0)
            streams = [io.TextIOWrapper(file, encoding="utf-8") for file in raw]
            code = run_command(arguments, streams, {"COLUMNS": "80", **env}, cwd)
            for stream in streams[1:]:
                stream.flush()
                stream.buffer.seek(0)
            out, err = (stream.buffer.read().decode("utf-8") for stream in streams[1:])
        return subprocess.CompletedProcess(list(map(str, arguments)), code, out, err)

    return run


@pytest.fixture(scope="session")
def built(
    checkout: Path,
    pactgraph_process: Pactgraph,
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    """The folder of a whole build of the checkout, made once for all tests: read it, do not change it.

    It stays in pytest's cache for the next run, until a file of the package or of its content changes.
    """
    kept = getattr(request.config, "cache", None)
    place = Path(kept.mkdir("built")) if kept else tmp_path_factory.mktemp("built")
    name = digest_of([checkout / part for part in ("src", "ontology", "graph", "viz", "constraints.txt")])
    with (place / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (place / name / "done").exists():
            for old in place.iterdir():
                shutil.rmtree(old, ignore_errors=True)
            result = pactgraph_process("build", "--out", place / name / "build")
            assert result.returncode == 0, result.stdout + result.stderr
            (place / name / "done").touch()
    BUILT.add((place / name / "build").resolve())
    return place / name / "build"


def digest_of(places: list[Path]) -> str:
    """A digest of Python's version and of all files in some places."""
    digest = sha256(sys.version.encode())
    files = (file for place in places for file in (place, *place.rglob("*")) if file.is_file())
    for file in sorted(file for file in files if file.suffix != ".pyc"):
        digest.update(str(file).encode() + b"\0" + sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:16]


@cache
def parsed(nquads: Path) -> LocalStore:
    """The store of a compiled file that no test changes."""
    return LocalStore.memory(nquads)


@pytest.fixture(scope="session")
def whole(built: Path) -> LocalStore:
    """The graph of the whole build, parsed once: read it, do not add to it."""
    return parsed((built / "pactgraph.nq").resolve())


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
