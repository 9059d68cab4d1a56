"""Quantities as news and papers print them: the value, its quantifier, and the author's unit words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, get_args

from pactgraph.errors import InputSyntaxError

Quantifier = Literal["exact", "about", "more-than", "at-least", "less-than", "at-most", "nearly"]
QUANTIFIERS: tuple[Quantifier, ...] = get_args(Quantifier)

#: Words before the number. Longer ones come first where one begins with another.
_BEFORE: tuple[tuple[str, Quantifier], ...] = (
    (
        r"not less than|no less than|no fewer than|not fewer than|at least|a minimum of|minimum|min\.|≥|>=",
        "at-least",
    ),
    (
        r"not more than|no more than|not over|at most|up to|as many as|as much as|"
        r"a maximum of|maximum|max\.|≤|<=",
        "at-most",
    ),
    (
        r"(?:just |slightly |a little |well |far )?(?:more than|over)|greater than|higher than|"
        r"above|exceeding|in excess of|beyond|>",
        "more-than",
    ),
    (r"(?:slightly |a little )?less than|fewer than|lower than|under|below|<", "less-than"),
    (r"nearly|almost|virtually|close to|just under|approaching", "nearly"),
    (
        r"about|around|approximately|approx\.?|some|roughly|circa|ca\.|an estimated|estimated|c\.|~|≈|∼",
        "about",
    ),
    (r"exactly|a total of|in total|only|just", "exact"),
)
#: Words after the number, or after its unit.
_AFTER: tuple[tuple[str, Quantifier], ...] = (
    (r"or more|and more|and above|or above|at least|at the least", "at-least"),
    (r"or less|or fewer|or below|at most|at the most", "at-most"),
    (r"or so|or thereabouts", "about"),
)
_ONES = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_SPELLED = {
    **{word: value for value, word in enumerate(_ONES.split(), start=1)},
    **{word: value for value, word in zip(range(20, 100, 10), _TENS.split(), strict=True)},
    "zero": 0,
    "no": 0,
    "dozen": 12,
}
_SCALES = {
    **dict.fromkeys(("hundred",), 10**2),
    **dict.fromkeys(("thousand", "thousands", "k", "тыс"), 10**3),
    **dict.fromkeys(("million", "millions", "mn", "mln", "млн"), 10**6),
    **dict.fromkeys(("billion", "billions", "bn", "bln", "млрд"), 10**9),
    **dict.fromkeys(("trillion", "trillions", "tn", "trn", "трлн"), 10**12),
}
_MISSING = frozenset(
    ("na", "n/a", "n.a.", "n. a.", "not available", "-", "–", "—", "−", "...", "…", "..", "")
)
_CURRENCY = r"(?:US|A|HK|NT|C|S)?\s?\\?\$|€|£|¥|₽|₹|RMB|CNY|USD|EUR|US dollars?"
_DIGITS = (
    r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]{1,3}(?:\s[0-9]{3})+(?![0-9])(?:[.,][0-9]+)?|"
    r"[0-9]+(?:[.,][0-9]+)?"
)
_NUMBER = re.compile(
    rf"(?P<currency>{_CURRENCY})?\s?(?P<sign>[-−+])?(?P<currency2>{_CURRENCY})?\s?(?P<digits>{_DIGITS})"
    r"(?P<ordinal>(?:st|nd|rd|th)\b)?(?P<plus>\+)?"
)
_WORD_NUMBER = re.compile(
    rf"(?:a\s)?(?P<word>(?:{_TENS.replace(' ', '|')})-(?:{_ONES.replace(' ', '|')})|[a-z]+)\b", re.I
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A printed quantity, parsed.

    :ivar value: the number as printed (31.7 of ``31.7 trillion yuan``); None for ``NA`` or a dash.
    :ivar quantifier: how exact it is, a code of the list quantifier.
    :ivar unit_words: the author's words around the number, such as ``trillion yuan`` or ``$ billion``.
    :ivar scale: the factor that the scale words in them stand for; 1 when there are none.
    """

    value: Decimal | None
    quantifier: Quantifier
    unit_words: str
    scale: Decimal = Decimal(1)

    def in_base(self) -> Decimal | None:
        """Return the value times the scale; None when the value is missing.

        >>> parse_quantity("about 31.7 trillion yuan").in_base()
        Decimal('31700000000000')
        """
        return None if self.value is None else plain(self.value * self.scale)


def parse_quantity(printed: str) -> Quantity:
    """Parse a printed quantity; nothing is converted.

    A comma before three digits separates thousands, any other one is a decimal comma. ``no`` is the value
    0, a dash or ``NA`` is no value. A per cent sign, a currency sign and scale words stay in the unit
    words.

    :param printed: the words of the source, from the quantifier to the unit.
    :returns: its parts.
    :raises InputSyntaxError: when there is no number, or a range of two.

    >>> parse_quantity("more than 2 million yuan")
    Quantity(value=Decimal('2'), quantifier='more-than', unit_words='million yuan', scale=Decimal('1000000'))
    >>> parse_quantity("$383.35 billion").unit_words
    '$ billion'
    """
    text = " ".join(printed.split())
    if text.casefold() in _MISSING:
        return Quantity(None, "exact", "")
    quantifier: Quantifier = "exact"
    rest = text
    for pattern, slug in _BEFORE:
        # A word must end before the number; a sign such as ~ or > may touch it.
        if match := re.match(rf"(?:{pattern})(?:\s|(?<=\W)(?=[\w$€£¥]))\s*", text, re.I):
            quantifier, rest = slug, text[match.end() :]
            break
    if re.match(r"(?:between|from)\s[^a-z]*[0-9]", rest, re.I):
        raise _range(printed)
    value, before, after, at_least = _split_number(printed, rest)
    if at_least:
        quantifier = "at-least"
    for pattern, slug in _AFTER:
        if match := re.search(rf"(?:^|\s|,\s)(?:{pattern})(?=\s|$)", after, re.I):
            quantifier, after = slug, after[: match.start()] + after[match.end() :]
            break
    unit_words = " ".join(f"{before} {after}".split()).rstrip(",;")
    # Scale words stand at the start of the unit words, after a currency sign if there is one.
    scale = Decimal(1)
    for word in re.sub(rf"^(?:{_CURRENCY})\s?", "", unit_words).split():
        factor = _SCALES.get(word.casefold().rstrip("."))
        if factor is None:
            break
        scale *= factor
    return Quantity(value, quantifier, unit_words, scale)


def agrees(printed: str, value: Decimal | None, quantifier: str) -> bool:
    """Return whether an authored value and quantifier are those of the printed form.

    The value is the one printed: 31.7, not 31,700,000,000,000, agrees with ``31.7 trillion yuan``.

    :param printed: the words of the source.
    :param value: the authored value; None for a missing one.
    :param quantifier: the authored quantifier, a code of the list quantifier.
    :raises InputSyntaxError: when the printed form cannot be read.

    >>> agrees("nearly 30", Decimal(30), "nearly"), agrees("nearly 30", Decimal(30), "exact")
    (True, False)
    """
    quantity = parse_quantity(printed)
    return quantity.value == value and quantity.quantifier == quantifier


def plain(value: Decimal) -> Decimal:
    """Return a number without an exponent and without zeros at the end of its fraction.

    >>> plain(Decimal("3.170E+3")), plain(Decimal("2.50"))
    (Decimal('3170'), Decimal('2.5'))
    """
    short = f"{value:f}"
    return Decimal(short.rstrip("0").rstrip(".") if "." in short else short)


def _split_number(printed: str, rest: str) -> tuple[Decimal, str, str, bool]:
    """Return the value, the currency before it, the words after it, and whether a plus sign follows it."""
    if match := _NUMBER.match(rest):
        after = rest[match.end() :]
        _refuse_range(printed, after)
        grouped = re.fullmatch(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?", match["digits"])
        joined = match["digits"].replace(",", "" if grouped else ".")
        number = Decimal("".join(joined.split()))
        value = -number if match["sign"] in ("-", "−") else number
        currency = (match["currency"] or match["currency2"] or "").lstrip("\\")
        return value, currency.replace("\\", ""), after, match["plus"] is not None
    if match := _WORD_NUMBER.match(rest):
        word, after = match["word"].lower(), rest[match.end() :]
        parts = [_SPELLED.get(part) for part in word.split("-") if part]
        if None not in parts:
            _refuse_range(printed, after)
            # "No. 5" is a name and "no longer than 5" a limit, neither is a zero.
            if word != "no" or not re.search("[0-9]", after):
                return Decimal(sum(part or 0 for part in parts)), "", after, False
    if match := re.match(rf"an?\s(?=(?:{'|'.join(_SCALES)})\b)", rest, re.I):
        return Decimal(1), "", rest[match.end() :], False
    raise InputSyntaxError(
        f"the quantity {printed!r}, which has no number where one should be",
        expected="an optional quantifier, a number and its unit, such as 'more than 2 million yuan' or 'NA'",
        mend="start at the quantifier or the number, and leave out the words before it",
    )


def _refuse_range(printed: str, after: str) -> None:
    if re.match(r"\s?(?:[-\u2012-\u2015]|to|and)\s?[$€£¥]?[0-9]", after):
        raise _range(printed)
    fraction = (
        r"(?: and a |[- ])(?:hal(?:f|ves)|thirds?|quarters?|fourths?|fifths?|tenths?)\b|\s?[0-9]+/[0-9]"
    )
    if re.match(rf"[0-9]|[.,:/][0-9]|{fraction}", after):
        raise InputSyntaxError(
            f"the quantity {printed!r}, whose number is grouped or divided in no known way",
            expected="a number such as 1,000 or 1000 or 31.7 or 31,7",
            mend="give the number in digits, and say in a note how the source prints it",
        )


def _range(printed: str) -> InputSyntaxError:
    return InputSyntaxError(
        f"the quantity {printed!r}, a range of two numbers",
        expected="one number",
        mend="state the two ends as two quantities, at-least and at-most",
    )
