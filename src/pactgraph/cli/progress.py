"""Progress on the error stream: quiet for a second, then the step at work and for how long."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from pactgraph.cli.command import shared
from pactgraph.cli.messages import say

#: Seconds without a word: most work is done before a line would have been read.
PATIENCE = 0.7
CLEAR_LINE = "\r\033[K"


class Ticker:
    """One line of a terminal that says which step is at work, written over again and again.

    :param title: what the whole work is called.
    """

    def __init__(self, title: str) -> None:
        self.title = title
        self.step = ""
        self.began = time.monotonic()
        self.shown = False
        self.over = threading.Event()
        self.thread = threading.Thread(target=self._tick, daemon=True)

    def _tick(self) -> None:
        while not self.over.wait(PATIENCE):
            seconds = int(time.monotonic() - self.began)
            step = f": {self.step}" if self.step else ""
            sys.stderr.write(f"{CLEAR_LINE}{self.title}{step} … {seconds} s")
            sys.stderr.flush()
            self.shown = True

    def stop(self) -> None:
        """End, and leave the line as it was found."""
        self.over.set()
        self.thread.join()
        if self.shown:
            sys.stderr.write(CLEAR_LINE)
            sys.stderr.flush()


@contextmanager
def progress(title: str) -> Iterator[Callable[[str], None]]:
    """Show the step at work on a terminal; with --verbose, one line per step wherever the output goes.

    :returns: the function to be told of each step.
    """
    if shared("verbose"):
        yield lambda step: say(f"{title}: {step}", err=True)
        return
    if shared("quiet") or not _live():
        yield lambda step: None
        return
    ticker = Ticker(title)
    ticker.thread.start()
    try:
        yield lambda step: setattr(ticker, "step", step)
    finally:
        ticker.stop()


def _live() -> bool:
    """Tell whether a line can be written over."""
    return sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
