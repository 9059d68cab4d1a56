"""EDTF dates as English words, with the preposition that fits them."""

from __future__ import annotations

import re

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def in_words(edtf: str) -> str:
    """Write an EDTF date in English; what cannot be said plainly is shown as it is written.

    >>> in_words("2018-05-25"), in_words("2017"), in_words("2021-12~")
    ('on 25 May 2018', 'in 2017', 'about December 2021')
    >>> in_words("/2019-06"), in_words("2005/2018"), in_words("2021/..")
    ('by June 2019', 'from 2005 to 2018', 'from 2021 on')
    """
    start, slash, end = edtf.partition("/")
    if not slash:
        day = re.fullmatch(r"\d{4}-\d{2}-\d{2}\??", edtf)
        preposition = "about" if edtf.endswith(("~", "%")) else "on" if day else "in"
        return f"{preposition} {_bare(edtf)}"
    if start in ("", ".."):
        return f"by {_bare(end)}"
    if end in ("", ".."):
        return f"from {_bare(start)} on"
    return f"from {_bare(start)} to {_bare(end)}"


def _bare(text: str) -> str:
    doubt = " (uncertain)" if text.endswith(("?", "%")) else ""
    parts = text.rstrip("?~%").split("-")
    if "X" in text or not all(part.isdecimal() for part in parts):
        return text
    if len(parts) == 1:
        return parts[0] + doubt
    month = MONTHS[int(parts[1]) - 1]
    day = f"{int(parts[2])} " if len(parts) == 3 else ""
    return f"{day}{month} {parts[0]}{doubt}"
