"""What answers at once loads no heavy library; which are loaded is asked of a fresh process."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = {
    "rdflib",
    "networkx",
    "pyvis",
    "pyshacl",
    "rich",
    "jinja2",
    "platformdirs",
    "pint",
    "babel",
    "pyoxigraph",
    "dateparser",
    "pycountry",
    "numpy",
    "pandas",
}
PROBE = """
import contextlib, sys
sys.argv = ["pactgraph", *sys.argv[1:]]
from pactgraph.cli import main
with contextlib.suppress(SystemExit):
    main()
print("LOADED", *sorted({name.partition(".")[0] for name in sys.modules}), file=sys.stderr)
"""


def loaded(*arguments: str) -> set[str]:
    result = subprocess.run(
        [sys.executable, "-c", PROBE, *arguments], capture_output=True, text=True, encoding="utf-8"
    )
    (line,) = [line for line in result.stderr.splitlines() if line.startswith("LOADED ")]
    return set(line.split()[1:])


@pytest.mark.parametrize(
    "arguments",
    [["--help"], [], ["--version"]],
    ids=" ".join,
)
def test_help_loads_no_heavy_library(arguments):
    assert not loaded(*arguments) & HEAVY


@pytest.mark.parametrize(
    "arguments", [["ask"], ["build"], ["export"], ["network", "measures"], ["path"], ["view"]], ids=" ".join
)
def test_help_on_a_command_loads_the_engine_at_most(arguments):
    assert loaded(*arguments, "--help") & HEAVY <= {"pyoxigraph"}


def test_a_mistyped_command_loads_the_engine_at_most():
    assert loaded("bild") & HEAVY <= {"pyoxigraph"}


def test_a_question_loads_the_engine_and_nothing_that_it_does_not_need(built):
    heavy = loaded("ask", "agreements_of_party", "party=Cuba", "--data", str(built)) & HEAVY
    assert heavy <= {"pyoxigraph", "platformdirs"}


def test_listing_the_questions_loads_little():
    assert loaded("ask", "--list") & HEAVY <= {"pyoxigraph"}


MODULES = """
import contextlib, io, sys
before = set(sys.modules)
sys.argv = ["pactgraph", *sys.argv[1:]]
from pactgraph.cli import main
with contextlib.suppress(SystemExit), contextlib.redirect_stdout(io.StringIO()):
    main()
print(*sorted(set(sys.modules) - before))
"""


def modules(*arguments: str) -> list[str]:
    return subprocess.run(
        [sys.executable, "-c", MODULES, *arguments], capture_output=True, text=True, check=True
    ).stdout.split()


def test_help_imports_click_and_little_of_ours():
    """Counted, not timed: a module that every command imports is paid for by each call."""
    found = modules("--help")
    assert len(found) <= 100, found
    assert len([name for name in found if name.startswith("pactgraph")]) <= 8, found


def test_an_answer_from_a_build_imports_no_http_no_rules_and_no_checks(built):
    found = modules("show", "Cuba", "--data", str(built))
    unneeded = (
        "http.client",
        "pactgraph.validation",
        "pactgraph.audit",
        "pactgraph.build.pipeline",
        "rdflib",
    )
    assert not [name for name in found if name.startswith(unneeded)]
