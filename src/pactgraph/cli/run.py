"""Run the command line: whatever happens ends in one clear message and an exit code."""

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
#: What BSD's sysexits.h calls an internal software error.
DEFECT = 70


def run(command: click.Command) -> None:
    """Run a command and exit: 0 fine, 1 findings, 2 wrong use or input, 70 a defect of ours."""
    _end_on_interrupt()
    _prepare_streams()
    try:
        code = _exit_code(command, sys.argv[1:])
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader has gone, as head does: no complaint, and nothing more to write.
        code = 0
        _drop_output()
    except OSError as error:
        code = report_error(_unwritable(error))
        _drop_output()
    sys.exit(code)


def _exit_code(command: click.Command, arguments: list[str]) -> int:
    debug = "--debug" in arguments
    try:
        return _call(command, _as_text(arguments))
    except click.exceptions.Exit as stop:
        return stop.exit_code
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


def _call(command: click.Command, arguments: list[str]) -> int:
    """Do what click's own ``main`` does, but for its way with closed pipes and interrupts."""
    from click.shell_completion import shell_complete

    if instruction := os.environ.get(COMPLETE):
        return shell_complete(command, {}, PROGRAM, COMPLETE, instruction)
    with command.make_context(PROGRAM, arguments) as context:
        command.invoke(context)
    return 0


def _report_defect(error: Exception) -> int:
    say("This is a defect of Pactgraph, not of what you gave it:", err=True)
    say(f"  {type(error).__name__}: {str(error)[:300]}", err=True)
    say("Run the same with --debug, and report what it prints.", err=True)
    return DEFECT


def _as_text(arguments: list[str]) -> list[str]:
    """Read the arguments as UTF-8, whatever the locale is.

    :raises ParameterError: where one is no UTF-8.
    """
    texts = []
    for argument in arguments:
        raw = os.fsencode(argument)
        try:
            texts.append(raw.decode("utf-8"))
        except UnicodeDecodeError:
            shown = raw.decode("utf-8", "replace")
            raise ParameterError(f"an argument that is no UTF-8: {shown}", expected="text in UTF-8") from None
    return texts


def _unwritable(error: OSError) -> MissingFileError:
    return MissingFileError(
        f"a place that cannot be read or written ({error.strerror or error})",
        mend="free space there, or name another place",
        file=error.filename,
    )


def _end_on_interrupt() -> None:
    """Let Ctrl-C end the program at once, also while the engine works, which Python cannot interrupt.

    Nothing needs tidying: whatever is written is written aside and put in its place in one step.
    """
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)


def _prepare_streams() -> None:
    """Stand empty streams in for closed ones; read and write UTF-8 wherever there is no terminal."""
    sys.stdin = sys.stdin or _nothing("r")
    sys.stdout = sys.stdout or _nothing("w")
    sys.stderr = sys.stderr or _nothing("w")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # A terminal keeps its encoding and gets ? for what that lacks.
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")
    if isinstance(sys.stdin, TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8", errors="strict")


def _nothing(mode: str) -> TextIO:
    return cast(TextIO, open(os.devnull, mode, encoding="utf-8"))


def _drop_output() -> None:
    """Let what is left in the buffers go nowhere, so that leaving does not fail."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
