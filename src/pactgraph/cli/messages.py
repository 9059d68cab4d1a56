"""What is said beside a result: notes, errors, findings. All of it goes to the error stream."""

from __future__ import annotations

import os
import sys
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from pactgraph.cli.command import shared

if TYPE_CHECKING:
    from pactgraph.errors import PactgraphError
    from pactgraph.validation.findings import Finding

#: Invisible letters that join or part others in Persian, Hindi and emoji: harmless, and needed there.
JOINERS = "\u200c\u200d"


def clean(text: str) -> str:
    """Return text that a terminal shows and does not obey.

    Control characters, line separators and marks that turn the direction of writing become ``\ufffd``; blanks
    of any width become a plain blank.

    >>> clean("a\\x1b[31mb\\u202ec\\u00a0d")
    'a\ufffd[31mb\ufffdc d'
    """
    return "".join(char if char.isprintable() or char in "\n\t" else _shown(char) for char in text)


def _shown(char: str) -> str:
    kind = unicodedata.category(char)
    if kind == "Zs":
        return " "
    return char if kind in ("Co", "Cn") or char in JOINERS else "\ufffd"


def coloured(stream: TextIO) -> bool:
    """Tell whether a stream takes colour: a terminal that can, and NO_COLOR not set."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def say(text: str, *, err: bool = False, end: str = "\n", **style: Any) -> None:
    """Print text that may hold anything, styled where the stream takes colour."""
    stream = sys.stderr if err else sys.stdout
    shown = clean(text)
    click.echo(
        click.style(shown, **style) if style and coloured(stream) else shown, err=err, nl=False, color=True
    )
    click.echo(end, err=err, nl=False)


def note(text: str) -> None:
    """Say something beside the result, unless --quiet."""
    if not shared("quiet"):
        say(f"note: {text}", err=True, fg="yellow")


def report_error(error: PactgraphError) -> int:
    """Print what is wrong and return the exit code: 1 for findings of a check, else 2."""
    findings = getattr(error, "findings", None)
    if findings is None:
        say("error", err=True, end="\n", fg="red")
        say(_indent(str(error)), err=True)
        return 2
    print_findings(findings, err=True)
    say(counted(findings), err=True)
    say("Nothing was written; the last build is as it was.", err=True)
    return 1


def report_usage(error: click.ClickException) -> int:
    """Print what click found wrong in the form of our own errors."""
    context = getattr(error, "ctx", None)
    mend = f"see: {context.command_path} --help" if context else "see: pactgraph --help"
    text = error.format_message().rstrip(".")
    say("error", err=True, fg="red")
    say(_indent(f"found: {text[:1].lower()}{text[1:]}\nmend: {mend}"), err=True)
    return 2


def print_findings(findings: list[Finding], *, err: bool = False) -> None:
    """Print findings as blocks; files below the working folder are named from there."""
    here = Path.cwd()
    for finding in findings:
        first, _, rest = finding.render(here).partition("\n")
        place, severity, message = first.rpartition(f"{finding.severity}: ")
        say(place, err=err, end="")
        say(severity, err=err, end="", bold=True, fg="red" if finding.severity == "error" else "yellow")
        say(f"{message}\n{rest}\n" if rest else f"{message}\n", err=err)


def counted(findings: list[Finding]) -> str:
    """Return how many errors and warnings there are, in words."""
    errors = sum(finding.severity == "error" for finding in findings)
    warnings = len(findings) - errors
    return f"{plural(errors, 'error')}, {plural(warnings, 'warning')}"


def plural(number: int, word: str) -> str:
    """Return a number with its noun.

    >>> plural(1, "row"), plural(0, "row")
    ('1 row', '0 rows')
    """
    return f"{number} {word}{'' if number == 1 else 's'}"


def _indent(text: str) -> str:
    return "\n".join(f"  {line}" for line in text.splitlines())
