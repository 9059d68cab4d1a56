"""The colours of a chart on a light ground, and the style sheet that turns them on a dark one."""

from __future__ import annotations

from collections.abc import Mapping, Set

from pactgraph.views.style import Style

GROUND = {
    "ground": ("#ffffff", "#12171e"),
    "text": ("#1b2430", "#e8ecf1"),
    "quiet": ("#5a6675", "#a3b0bf"),
    "line": ("#aab4c0", "#4b5867"),
    "edge": ("#d9dee5", "#303a47"),
    "band": ("#f6f7f9", "#1a212b"),
    "land": ("#e6e9ee", "#29323e"),
    "step1": ("#d3e4f3", "#1d3244"),
    "step2": ("#9dc4e3", "#27506f"),
    "step3": ("#5a9ccb", "#3779a5"),
    "step4": ("#2475ae", "#5ba3d3"),
    "step5": ("#0b4a7c", "#a5d3f5"),
    # Pure black and white are the ends that no other colour uses, so each value leads back to one name.
    "deep": ("#0a0f14", "#ffffff"),
}
"""The colours of every chart beside those of its style: on a light ground, on a dark ground."""

STEPS = ("step1", "step2", "step3", "step4", "step5")
"""From little to much; on a dark ground, much is the lighter end."""

ON_STEP = {"step1": "text", "step2": "text", "step3": "deep", "step4": "ground", "step5": "ground"}
"""The colour of a number on each step."""


class Paint:
    """The colours of one style by name."""

    def __init__(self, style: Style) -> None:
        self._pairs: Mapping[str, tuple[str, str]] = {**GROUND, **style.colours}

    def __call__(self, name: str) -> str:
        """Return the value of a colour on a light ground."""
        return self._pairs[name][0]

    def darkened(self, used: Set[str]) -> str:
        """Return the style rules that turn the colours of a drawing for a dark ground.

        :param used: the values in the drawing; see :func:`pactgraph.views.charts.drawing.colours`.
        """
        turned: dict[str, str] = {}
        for light, dark in self._pairs.values():
            if light in used:
                turned.setdefault(light, dark)
        rules = (
            f'.chart [fill="{light}"]{{fill:{dark}}}.chart [stroke="{light}"]{{stroke:{dark}}}'
            for light, dark in sorted(turned.items())
        )
        return "".join(rules)
