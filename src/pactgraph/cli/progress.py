"""Progress on the error stream: nothing for a moment, then the current step and the time so far."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from pactgraph.cli.command import shared
from pactgraph.cli.messages import clean, say

if TYPE_CHECKING:
    from rich.live import Live
    from rich.text import Text

#: Seconds before anything is shown: most work is done before a line would have been read.
PATIENCE = 0.7


class ProgressLine:
    """One line of a terminal with the current step, which a timer shows and rich redraws.

    :param title: the name of the whole work.
    """

    def __init__(self, title: str) -> None:
        self.title = self.text = title
        self.began = time.monotonic()
        self.live: Live | None = None
        self.timer = threading.Timer(PATIENCE, self.show)
        self.timer.daemon = True
        self.timer.start()

    def tell(self, step: str) -> None:
        """Change the step."""
        self.text = f"{self.title}: {clean(step)}"

    def show(self) -> None:
        """Show the line."""
        from rich.console import Console
        from rich.live import Live

        console = Console(stderr=True, color_system=None)
        self.live = Live(
            get_renderable=self._line,
            console=console,
            refresh_per_second=2,
            transient=True,
            redirect_stdout=False,
            redirect_stderr=False,
        )
        self.live.start(refresh=True)
        # Ctrl-C ends the program at once, which would leave a terminal without a cursor.
        console.show_cursor(True)

    def _line(self) -> Text:
        from rich.text import Text

        text = f"{self.text} … {time.monotonic() - self.began:.0f} s"
        return Text(text, no_wrap=True, overflow="ellipsis")

    def stop(self) -> None:
        """Remove the line."""
        self.timer.cancel()
        self.timer.join()
        if self.live is not None:
            self.live.stop()


@contextmanager
def progress(title: str) -> Iterator[Callable[[str], None]]:
    """Show the current step on a terminal; with --verbose, one line per step on any stream.

    :returns: a function to be called with the name of each step.
    """
    if shared("verbose"):
        yield lambda step: say(f"{title}: {step}", err=True)
    elif shared("quiet") or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield lambda step: None
    else:
        line = ProgressLine(title)
        try:
            yield line.tell
        finally:
            line.stop()
