"""The colours of pages and pictures on a light ground and on a dark one."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pactgraph.views.style import Style

GROUND = {
    "ground": ("#ffffff", "#12171e"),
    "panel": ("#f6f7f9", "#1a212b"),
    "chip": ("#f7f4ee", "#1f262f"),
    "text": ("#1b2430", "#e8ecf1"),
    "quiet": ("#5a6675", "#a3b0bf"),
    "line": ("#aab4c0", "#4b5867"),
    "edge": ("#d9dee5", "#303a47"),
    "on": ("#ffffff", "#0c1117"),
    "accent": ("#0065ad", "#90bedf"),
    "warm": ("#9a3b00", "#f0a878"),
}
"""The colours of every page, as custom properties of its style sheet: name to value on light and on dark."""

CHART = {
    "land": ("#e6e9ee", "#29323e"),
    "step1": ("#d3e4f3", "#1d3244"),
    "step2": ("#9dc4e3", "#27506f"),
    "step3": ("#5a9ccb", "#3779a5"),
    "step4": ("#2475ae", "#5ba3d3"),
    "step5": ("#0b4a7c", "#a5d3f5"),
    # Pure black and white are the ends that no other colour uses, so each value leads back to one name.
    "deep": ("#0a0f14", "#ffffff"),
}
"""The colours of charts beside those of pages and of their style; the steps go from little to much."""


def ground_css() -> str:
    """Return the rules that give pages their ground colours, dark for a reader who prefers that."""
    light, night = (
        "".join(f"--{name}:{pair[number]};" for name, pair in GROUND.items()) for number in (0, 1)
    )
    turned = f"@media screen and (prefers-color-scheme:dark){{:root{{{night}}}}}"
    return f":root{{color-scheme:light dark;{light}}}{turned}"


class Paint:
    """The colours of one style, by name; each gives its value on a light ground."""

    def __init__(self, style: Style) -> None:
        self._pairs: Mapping[str, tuple[str, str]] = {**GROUND, **CHART, **style.colours}

    def __call__(self, name: str) -> str:
        """Return a colour by its name."""
        return self._pairs[name][0]

    def darkened(self, drawing: str, scope: str) -> str:
        """Return the rules that turn the colours of a drawing to those of a dark ground.

        :param drawing: SVG.
        :param scope: a selector of what is around the drawing.
        """
        used = set(re.findall(r'(?:fill|stroke)="(#[0-9a-f]{6})"', drawing))
        turned: dict[str, str] = {}
        for light, dark in self._pairs.values():
            if light in used:
                turned.setdefault(light, dark)
        rules = "".join(
            f'{scope} [fill="{light}"]{{fill:{dark}}}{scope} [stroke="{light}"]{{stroke:{dark}}}'
            for light, dark in sorted(turned.items())
        )
        return f"@media screen and (prefers-color-scheme:dark){{{rules}}}" if rules else ""
