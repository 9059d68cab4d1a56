"""Every threshold of the audit in one place, each with the reason for its value."""

from __future__ import annotations

from typing import Final

#: "About" and "nearly" reach a tenth below what is said ("about" above it too): nearly 30 is 27 to 30.
#: Wider would let "nearly 30" mean 25, narrower would complain of plain speech.
HEDGE: Final = 0.1

#: A result that misses what is printed by no more than one unit of its last printed digit is rounding: a
#: second rounding, or a figure cut off instead of rounded, moves a number by that much and no more.
ROUNDING_STEPS: Final = 1.0

#: The same, where a value has more digits than those that it rests on: a thousandth of it.
ROUNDING_PART: Final = 0.001

#: Tables of other works, or of another edition of one, differ in what they rest on. GDP of a past year is
#: revised by a few thousandths; up to half a hundredth a share that rests on another table is not questioned.
EDITION: Final = 0.005

#: A rate that another formula gives may miss by this much, in its own unit, where the levels are taken from
#: another document: rates there were computed from levels with more digits than are printed here.
FORMULA_MISS: Final = 0.03

#: A ratio is a power of ten where it is within a twentieth of it: two documents rarely agree better on a
#: level, and nothing but a unit turns 1.0 into 9.5.
POWER_OF_TEN: Final = 0.05

#: Columns are called swapped where this many areas fit better the other way round, and none fits as printed.
#: One or two could be a slip in a cell.
SWAPPED_AREAS: Final = 3

#: A cell fits another table where they differ by less than a tenth.
SWAPPED_FIT: Final = 0.1

#: A jump: a level that is so many times another at most five years away. Output, shares and users of a whole
#: country do not multiply by eight in five years (that is 52 % a year); another measure does.
JUMP_FACTOR: Final = 8.0
JUMP_YEARS: Final = 5

#: "Slight" is a change by at most a twentieth: a fall of GDP by 5 % is already among the worst of a
#: generation.
SLIGHT: Final = 0.05

#: "Rapid" growth of a level is at least three hundredths a year: less than that is slower than the world's
#: GDP.
RAPID: Final = 0.03

#: A trend is read from a series of at least this many years.
SERIES: Final = 3

#: Words in print that say more than up or down.
STEADY_WORDS: Final = ("steadily", "year by year", "continuously", "year after year", "every year")
SLIGHT_WORDS: Final = ("slight",)
RAPID_WORDS: Final = ("rapid", "sharp", "surg", "soar")
