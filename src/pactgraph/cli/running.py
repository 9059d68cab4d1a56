"""Run the command line: whatever happens ends in one clear message and an exit code."""

from __future__ import annotations

import contextlib
import os
import sys
from io import TextIOWrapper

import click

from pactgraph.cli.messages import report_error, report_usage, say
from pactgraph.errors import MissingFileError, ParameterError, PactgraphError

INTERRUPTED = 130
#: What BSD's sysexits.h calls an internal software error.
DEFECT = 70


def run(command: click.Command) -> None:
    """Run a command and exit: 0 fine, 1 findings, 2 wrong use, 130 interrupted, 70 a defect of ours."""
    _prepare_streams()
    try:
        code = _exit_code(command, sys.argv[1:])
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader has gone, as head does: no complaint, and nothing more to write.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    except OSError as error:
        code = report_error(_unwritable(error))
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(code)


def _exit_code(command: click.Command, arguments: list[str]) -> int:
    debug = "--debug" in arguments
    try:
        _refuse_garbled(arguments)
        return int(command.main(arguments, "pactgraph", standalone_mode=False) or 0)
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except (click.exceptions.Abort, KeyboardInterrupt):
        say("Interrupted. What was there before is as it was.", err=True)
        return INTERRUPTED
    except click.ClickException as error:
        return report_usage(error)
    except PactgraphError as error:
        if debug:
            raise
        return report_error(error)
    except OSError:
        raise
    except Exception as error:
        if debug:
            raise
        return _report_defect(error)


def _report_defect(error: Exception) -> int:
    say("This is a defect of Pactgraph, not of what you gave it:", err=True)
    say(f"  {type(error).__name__}: {str(error)[:300]}", err=True)
    say("Run the same with --debug, and report what it prints.", err=True)
    return DEFECT


def _refuse_garbled(arguments: list[str]) -> None:
    """Refuse arguments with bytes that are no text; Python hands them on as lone surrogates."""
    for text in arguments:
        if any("\ud800" <= char <= "\udfff" for char in text):
            shown = text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
            raise ParameterError(f"an argument that is no UTF-8: {shown}", expected="text in UTF-8")


def _unwritable(error: OSError) -> MissingFileError:
    return MissingFileError(
        f"a place that cannot be read or written ({error.strerror or error})",
        mend="free space there, or name another place",
        file=error.filename,
    )


def _prepare_streams() -> None:
    """Give results as UTF-8 wherever they go, and stand closed streams in for by empty ones."""
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # A terminal gets its own encoding, with ? for what that lacks; a file or pipe gets UTF-8.
            with contextlib.suppress(ValueError):
                stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")
    if isinstance(sys.stdin, TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8", errors="strict")
