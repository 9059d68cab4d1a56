"""Countries: ISO 3166-1 codes from pycountry, names in English, Chinese and Russian from the CLDR (babel)."""

from __future__ import annotations

import gettext
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from pactgraph.errors import UnknownNameError
from pactgraph.model.optional_imports import require
from pactgraph.model.text import fold, nearest, suggestion

#: Languages of our labels, with the CLDR locale of each; Chinese is Simplified.
LABEL_LOCALES = {"en": "en", "zh": "zh_Hans", "ru": "ru"}
#: The languages of pycountry's own translations of the ISO names, formal ones included.
_ISO_TRANSLATIONS = ("ru", "zh_CN")
#: Names that papers use and neither ISO nor the CLDR lists.
_ALSO = {
    "U.S.": "US",
    "U.S.A.": "US",
    "США": "US",
    "UK": "GB",
    "U.K.": "GB",
    "Great Britain": "GB",
    "Britain": "GB",
    "UAE": "AE",
    "Turkey": "TR",
    "Ivory Coast": "CI",
    "Swaziland": "SZ",
    "Burma": "MM",
    "Macedonia": "MK",
    "Cape Verde": "CV",
    "East Timor": "TL",
    "Palestine": "PS",
    "DR Congo": "CD",
    "DRC": "CD",
    "Republic of the Congo": "CG",
    "Vatican": "VA",
    "Korea, Democratic People's Republic": "KP",
    "DPRK": "KP",
    "PRC": "CN",
    "КНР": "CN",
    "РФ": "RU",
    "Белоруссия": "BY",
    "Hong Kong": "HK",
    "Macao": "MO",
    "Macau": "MO",
}

#: ISO calls one of them this; a newspaper may mean either.
_AMBIGUOUS = {"Congo": {"CD", "CG"}, "Korea": {"KP", "KR"}}


@dataclass(frozen=True, slots=True)
class CountryNames:
    """A country with its codes and names.

    :ivar alpha2: ISO 3166-1 alpha-2.
    :ivar alpha3: ISO 3166-1 alpha-3, the slug of the country in the graph.
    :ivar numeric: ISO 3166-1 numeric, three digits.
    :ivar labels: the CLDR name by language, ``en``, ``zh`` (Simplified) and ``ru``.
    """

    alpha2: str
    alpha3: str
    numeric: str
    labels: dict[str, str] = field(hash=False)


def country(name: str) -> CountryNames:
    """Return a country by a code or by its name in any language of the CLDR.

    Codes count in capitals, alpha-3 in any case; names without regard to case and accents. English, Chinese
    and Russian names win over those of other languages, where one spelling may mean two countries.

    :param name: ISO 3166-1 alpha-2, alpha-3 or numeric code, or a name.
    :returns: its codes and labels.
    :raises UnknownNameError: when nothing has this name, or two countries do.
    :raises MissingLibraryError: when pycountry or babel is not installed.

    >>> found = country("CHN")
    >>> found.alpha2, found.numeric, found.labels
    ('CN', '156', {'en': 'China', 'zh': '中国', 'ru': 'Китай'})
    >>> country("чехия").alpha3
    'CZE'
    """
    wanted = " ".join(name.split())
    record = _by_code(wanted)
    if record is None:
        key = _key(wanted)
        found = (
            _main_names().get(key)
            or _main_names().get(key.removeprefix("the "))
            or _all_names().get(key)
            or set()
        )
        if len(found) != 1:
            raise _unknown(name, found)
        record = _countries().get(alpha_2=min(found))
    return _describe(record)


def country_middle(alpha3: str) -> tuple[float, float] | None:
    """Return latitude and longitude of the middle of a country, in degrees; None where the library has none.

    :param alpha3: its ISO 3166-1 alpha-3 code.
    :raises MissingLibraryError: when countryinfo is not installed.

    >>> country_middle("CUB")
    (21.5, -80.0)
    """
    return _middles().get(alpha3)


@cache
def _middles() -> dict[str, tuple[float, float]]:
    # The files are read as they are: the library itself knows countries by English names only.
    folder = Path(require("countryinfo", extra="curate").__path__[0], "data")
    found = {}
    for path in sorted(folder.glob("*.json")):
        about = json.loads(path.read_text(encoding="utf-8"))
        if (middle := about.get("latlng")) and (code := about.get("ISO", {}).get("alpha3")):
            found[code] = (round(float(middle[0]), 5), round(float(middle[1]), 5))
    return found


def _by_code(text: str) -> Any:
    if not text.isascii():
        return None
    if len(text) == 3 and text.isdigit():
        return _countries().get(numeric=text)
    if len(text) == 3:
        return _countries().get(alpha_3=text.upper())
    # Two letters in lower case are a word ("in", "no") more often than a code.
    return _countries().get(alpha_2=text) if len(text) == 2 and text.isupper() else None


def _describe(record: Any) -> CountryNames:
    labels = {language: _territories(locale)[record.alpha_2] for language, locale in LABEL_LOCALES.items()}
    return CountryNames(record.alpha_2, record.alpha_3, record.numeric, labels)


def _unknown(name: str, found: Iterable[str]) -> UnknownNameError:
    several = sorted(_describe(_countries().get(alpha_2=code)).labels["en"] for code in found)
    if several:
        return UnknownNameError(
            f"the country {name!r}, a name of several: {', '.join(several)}",
            expected="a name or code of one country",
            mend="give the ISO 3166-1 alpha-3 code",
        )
    near = [
        _describe(_countries().get(alpha_2=min(_main_names()[key])))
        for key in nearest(_key(name), _main_names())
    ]
    hints = list(dict.fromkeys(f"{names.labels['en']} ({names.alpha3})" for names in near))
    return UnknownNameError(
        f"the country {name!r}",
        expected="an ISO 3166-1 code or a country's name",
        mend=suggestion(hints, "give the ISO 3166-1 alpha-3 code"),
    )


def _countries() -> Any:
    return require("pycountry", extra="curate").countries


@cache
def _territories(locale: str) -> dict[str, str]:
    return dict(require("babel", extra="curate").Locale.parse(locale).territories)


@cache
def _main_names() -> dict[str, set[str]]:
    """Return the names in ISO, in our three languages and in the papers, folded, with their alpha-2 codes."""
    names: dict[str, set[str]] = {}
    for record in _countries():
        given = [getattr(record, part, "") for part in ("name", "common_name", "official_name")]
        given += _translations([text for text in given if text])
        given += [_territories(locale)[record.alpha_2] for locale in LABEL_LOCALES.values()]
        # ISO inverts some names: "Korea, Republic of".
        given += [" ".join(reversed(text.split(", "))) for text in given if text.count(", ") == 1]
        for text in filter(None, given):
            names.setdefault(_key(text), set()).add(record.alpha_2)
    for text, alpha2 in _ALSO.items():
        names[_key(text)] = {alpha2}
    return names | {_key(text): codes for text, codes in _AMBIGUOUS.items()}


def _key(name: str) -> str:
    """Fold a name further than text: ``d’Ivoire`` and ``d ivoire``, ``&`` and ``and`` are the same."""
    return " ".join(re.findall(r"\w+", fold(name).replace("&", " and ")))


def _translations(names: list[str]) -> list[str]:
    folder = require("pycountry", extra="curate").LOCALES_DIR
    catalogues = [
        gettext.translation("iso3166-1", folder, languages=[language], fallback=True)
        for language in _ISO_TRANSLATIONS
    ]
    return [catalogue.gettext(name) for catalogue in catalogues for name in names]


@cache
def _all_names() -> dict[str, set[str]]:
    """Return the names in every language of the CLDR; half a second, so only for names not found before."""
    codes = {record.alpha_2 for record in _countries()}
    names: dict[str, set[str]] = {}
    for locale in require("babel.localedata", extra="curate").locale_identifiers():
        if "_" not in locale or locale == "zh_Hant":
            for alpha2, text in _territories(locale).items():
                if alpha2 in codes:
                    names.setdefault(_key(text), set()).add(alpha2)
    return names
