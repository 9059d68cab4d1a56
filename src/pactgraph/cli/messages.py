"""Messages beside a result: notes, errors, findings. All of them go to the error stream."""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO, TypedDict, Unpack

import click

from pactgraph.cli.command import shared

if TYPE_CHECKING:
    from pactgraph.errors import PactgraphError
    from pactgraph.validation.findings import Finding

#: Invisible letters that join or part others in Persian, Hindi and emoji: harmless, and needed there.
JOINERS = "\u200c\u200d"


class Style(TypedDict, total=False):
    """How text looks where the stream takes colour."""

    fg: str
    bold: bool
    dim: bool
    italic: bool


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


def say(text: str, *, err: bool = False, end: str = "\n", **style: Unpack[Style]) -> None:
    """Print text from any origin, styled where the stream takes colour."""
    stream = sys.stderr if err else sys.stdout
    shown = clean(text)
    styled = click.style(shown, **style) if style and coloured(stream) else shown
    click.echo(styled + end, err=err, nl=False, color=True)


def note(text: str) -> None:
    """Print a remark beside the result, unless --quiet."""
    if not shared("quiet"):
        say(f"note: {text}", err=True, fg="yellow")


def report_error(error: PactgraphError) -> int:
    """Print an error and return the exit code: 1 for findings of a check, else 2."""
    findings = getattr(error, "findings", None)
    if findings is None:
        return _report(str(error))
    print_findings(findings, err=True)
    say(counted(findings), err=True)
    say("Nothing was written; the last build is unchanged.", err=True)
    return 1


def report_usage(error: click.ClickException) -> int:
    """Print an error that click found in the form of our own errors."""
    context = getattr(error, "ctx", None)
    see = f"{context.command_path if context else 'pactgraph'} --help"
    text = error.format_message().rstrip(".")
    return _report(f"found: {text[:1].lower()}{text[1:]}\nmend: see: {see}")


def _report(text: str) -> int:
    say("error", err=True, fg="red")
    say("\n".join(f"  {line}" for line in text.splitlines()), err=True)
    return 2


def print_findings(findings: Sequence[Finding], *, err: bool = False) -> None:
    """Print findings as blocks; files below the working folder are named relative to it."""
    here = Path.cwd()
    for finding in findings:
        first, _, rest = finding.render(here).partition("\n")
        place, severity, message = first.rpartition(f"{finding.severity}: ")
        say(place, err=err, end="")
        say(severity, err=err, end="", bold=True, fg="red" if finding.severity == "error" else "yellow")
        say(f"{message}\n{rest}\n" if rest else f"{message}\n", err=err)


def counted(findings: Sequence[Finding]) -> str:
    """Return the numbers of errors and warnings in words."""
    errors = sum(finding.severity == "error" for finding in findings)
    return f"{plural(errors, 'error')}, {plural(len(findings) - errors, 'warning')}"


def plural(number: int, word: str) -> str:
    """Return a number with its noun.

    >>> plural(1, "row"), plural(0, "row")
    ('1 row', '0 rows')
    """
    return f"{number} {word}{'' if number == 1 else 's'}"
