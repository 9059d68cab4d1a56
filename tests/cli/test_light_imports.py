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
    "undate",
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
    [["--help"], [], ["--version"], ["ask", "--help"], ["build", "--help"], ["export", "--help"], ["bild"]],
    ids=" ".join,
)
def test_help_loads_no_heavy_library(arguments):
    assert not loaded(*arguments) & HEAVY


def test_a_question_loads_the_engine_and_nothing_that_it_does_not_need(built):
    heavy = loaded("ask", "agreements_of_party", "party=Cuba", "--data", str(built)) & HEAVY
    assert heavy <= {"pyoxigraph", "platformdirs"}


def test_listing_the_questions_loads_little():
    assert loaded("ask", "--list") & HEAVY <= {"pyoxigraph"}
