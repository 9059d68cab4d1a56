"""Run the command line, so that each outcome is one clear message and an exit code."""

from __future__ import annotations

import os
import signal
import sys
from io import TextIOWrapper
from typing import TextIO, cast

import click

from pactgraph.cli.messages import report_error, report_usage, say
from pactgraph.errors import MissingFileError, PactgraphError, ParameterError

PROGRAM = "pactgraph"
COMPLETE = "_PACTGRAPH_COMPLETE"
#: The code for an internal software error in BSD's sysexits.h.
DEFECT = 70


def run(command: click.Command) -> None:
    """Run a command and exit: 0 fine, 1 findings, 2 wrong use or input, 70 a defect of Pactgraph."""
    # Ctrl-C ends the program at once, also while the engine works, which Python cannot interrupt. Nothing
    # needs cleaning up: files are written aside and moved into place in one step.
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    _prepare_streams()
    try:
        code = _exit_code(command, sys.argv[1:])
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader has stopped, as head does: no complaint, and nothing more to write.
        code = 0
    except OSError as error:
        found = f"a place that cannot be read or written ({error.strerror or error})"
        mend = "free space there, or name another place"
        code = report_error(MissingFileError(found, mend=mend, file=error.filename))
    else:
        sys.exit(code)
    # The rest of the buffers is discarded, so that the exit does not fail.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(code)


def _exit_code(command: click.Command, arguments: list[str]) -> int:
    """Do what click's own ``main`` does, but for closed pipes, interrupts and our errors."""
    try:
        texts = [_as_text(argument) for argument in arguments]
        if instruction := os.environ.get(COMPLETE):
            from click.shell_completion import shell_complete

            return shell_complete(command, {}, PROGRAM, COMPLETE, instruction)
        with command.make_context(PROGRAM, texts) as context:
            command.invoke(context)
        return 0
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.ClickException as error:
        return report_usage(error)
    except OSError:
        raise
    except Exception as error:
        if "--debug" in arguments:
            raise
        if isinstance(error, PactgraphError):
            return report_error(error)
        say("This is a defect of Pactgraph, not of your input:", err=True)
        say(f"  {type(error).__name__}: {str(error)[:300]}", err=True)
        say("Run the same with --debug, and report what it prints.", err=True)
        return DEFECT


def _as_text(argument: str) -> str:
    """Read an argument as UTF-8, whatever the locale is.

    :raises ParameterError: where it is no UTF-8.
    """
    raw = os.fsencode(argument)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        found = f"an argument that is no UTF-8: {raw.decode('utf-8', 'replace')}"
        raise ParameterError(found, expected="text in UTF-8") from None


def _prepare_streams() -> None:
    """Replace closed streams by empty ones; read and write UTF-8 wherever there is no terminal."""
    sys.stdin = sys.stdin or _empty("r")
    sys.stdout = sys.stdout or _empty("w")
    sys.stderr = sys.stderr or _empty("w")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # A terminal keeps its encoding and gets ? for what that lacks.
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")
    if isinstance(sys.stdin, TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8", errors="strict")


def _empty(mode: str) -> TextIO:
    return cast(TextIO, open(os.devnull, mode, encoding="utf-8"))
