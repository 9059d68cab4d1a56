"""Linear scales and the round numbers at which their axes are labelled."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor, log10


@dataclass(frozen=True)
class Scale:
    """A linear scale from values to places in a drawing."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Return the place of a value.

        >>> Scale(2000, 2010, 0, 100)(2005)
        50.0
        """
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)

    def ticks(self, most: int, *, whole: bool = False) -> list[float]:
        """Return round values within the scale, about ``most`` of them.

        :param whole: whole numbers only.

        >>> Scale(0, 53, 0, 1).ticks(5), Scale(2019, 2021, 0, 1).ticks(6, whole=True)
        ([0.0, 10.0, 20.0, 30.0, 40.0, 50.0], [2019.0, 2020.0, 2021.0])
        """
        least = (self.high - self.low) / most
        power = 10.0 ** floor(log10(least))
        step = next(times * power for times in (1, 2, 5, 10) if times * power >= least * 0.9)
        step = max(1.0, step) if whole else step
        first, last = ceil(self.low / step - 1e-9), floor(self.high / step + 1e-9)
        return [round(number * step, 10) for number in range(first, last + 1)]
