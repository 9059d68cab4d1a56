"""Text as people type it: folded for search, nearest names for a mistyped one, slugs for identifiers."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Collection, Iterable

from pactgraph.errors import InputSyntaxError, UnknownNameError

# Escaped, because half of them look the same in print.
_DASHES = dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d", "-")
_SINGLE_QUOTES = dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u2039\u203a\u02bc`\u00b4", "'")
_DOUBLE_QUOTES = dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"')
#: Letters that Unicode does not decompose, though readers without them type the plain form.
_PLAIN_LETTERS = {"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"}
_FOLDED = str.maketrans({**_DASHES, **_SINGLE_QUOTES, **_DOUBLE_QUOTES, **_PLAIN_LETTERS})

#: Accents of the Latin, Greek and Cyrillic scripts. Marks of other scripts (Japanese voicing, Indic vowels)
#: make another letter, so they stay.
#: й and ў are letters of their own, not accented и and у: a search for мой must not find мои.
_ACCENTS = re.compile("([иу]\u0306)|[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\ufe20-\ufe2f]")


def fold(text: str) -> str:
    """Return the form under which two spellings of one name meet: no case, no accents, plain punctuation.

    Compatibility forms are unified (full-width letters, ligatures), accents of Latin, Greek and Cyrillic
    letters are dropped (ё becomes е, but й and ў stay letters of their own), dashes and quotes become
    ASCII, white space becomes one blank, and invisible characters such as soft hyphens go. Chinese is left
    as it is. Folding twice changes nothing.

    :param text: any text.
    :returns: the folded text.

    >>> fold("  Côte  d’Ivoire ")
    "cote d'ivoire"
    >>> fold("Алёна и Юйху"), fold("数字丝绸之路")
    ('алена и юйху', '数字丝绸之路')
    """
    decomposed = unicodedata.normalize(
        "NFKD", unicodedata.normalize("NFKD", text.translate(_FOLDED)).casefold()
    )
    visible = "".join(char for char in decomposed if unicodedata.category(char) != "Cf")
    plain = _ACCENTS.sub(lambda match: match[1] or "", visible)
    return " ".join(unicodedata.normalize("NFC", plain.translate(_FOLDED)).split())


def nearest(name: str, candidates: Iterable[str], n: int = 3) -> list[str]:
    """Return the candidates that look most like a name, best first, for "did you mean".

    :param name: what the user gave.
    :param candidates: the names there are.
    :param n: at most so many.
    :returns: candidates in their own spelling, none of them half as short as the name; an empty list when
        none is near.

    >>> nearest("signatry", ["signatory", "host", "observer"])
    ['signatory']
    """
    spellings: dict[str, list[str]] = {}
    wanted = fold(name)
    for candidate in sorted(set(candidates)):
        # A code of three letters has much in common with many a longer word.
        if 2 * len(folded := fold(candidate)) > len(wanted):
            spellings.setdefault(folded, []).append(candidate)
    found = difflib.get_close_matches(wanted, spellings, n=n, cutoff=0.6)
    return [spelling for key in found for spelling in spellings[key]][:n]


def did_you_mean(name: str, candidates: Iterable[str], otherwise: str = "", n: int = 1) -> str:
    """Return the question that suggests the nearest names, or other advice where none is near.

    >>> did_you_mean("signatry", ["signatory", "host"]), did_you_mean("x", ["host"], "see: --help")
    ('did you mean signatory?', 'see: --help')
    """
    return suggestion(nearest(name, candidates, n), otherwise)


def suggestion(names: Collection[str], otherwise: str = "") -> str:
    """Return the question that suggests some names, or other advice where there is none."""
    return f"did you mean {' or '.join(names)}?" if names else otherwise


def unknown_name(found: str, name: str, known: Iterable[str], otherwise: str = "") -> UnknownNameError:
    """Build the error for a name that is not among those known, with the nearest of them.

    >>> print(unknown_name("the role signer", "signer", ["signatory", "host"]))
    found: the role signer
    expected: one of signatory, host
    mend: did you mean signatory?
    """
    names = list(known)
    mend = did_you_mean(name, names, otherwise)
    return UnknownNameError(found, expected=f"one of {', '.join(names)}", mend=mend)


def slug(text: str) -> str:
    """Return the part of an identifier made from an English name: a-z, 0-9 and single hyphens.

    :param text: a name in Latin letters.
    :returns: the slug.
    :raises InputSyntaxError: when nothing is left, as for a name in Chinese or Cyrillic only.

    >>> slug("Côte d’Ivoire – China: e-Commerce (2018)")
    'cote-d-ivoire-china-e-commerce-2018'
    """
    parts = re.findall("[a-z0-9]+", fold(text))
    if not parts:
        raise InputSyntaxError(
            f"the name {text!r}, which has no Latin letter or digit",
            expected="a name from which an identifier of a-z, 0-9 and hyphens can be made",
            mend="give the English name, and add this one as a label",
        )
    return "-".join(parts)
