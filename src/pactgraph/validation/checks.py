"""Run the hygiene queries of ``ontology/checks``: each must return no row.

A check begins with comment lines: ``# title:`` what must hold, ``# severity:`` error or warning, ``# mend:``
what to do. Its rows have the columns ``?subject``, ``?message`` and, where one property is at fault,
``?predicate``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode

from pactgraph.errors import InputSyntaxError
from pactgraph.store.base import Store, plain
from pactgraph.store.locate import Locator
from pactgraph.store.turtle import read_text
from pactgraph.validation.findings import Finding, Severity, place_of, short_names

BANNER = re.compile(r"^# (title|severity|mend): (.+)$", re.MULTILINE)
SEVERITIES: dict[str, Severity] = {"error": "error", "warning": "warning"}


@dataclass(frozen=True, slots=True)
class Check:
    """A hygiene query.

    :ivar name: the name of its file without the ending; the rule that its findings name.
    :ivar title: what must hold.
    :ivar mend: what to do where it does not.
    """

    name: str
    title: str
    severity: Severity
    mend: str
    query: str
    file: Path


def read_check(file: Path) -> Check:
    """Read one check.

    :raises InputSyntaxError: where a line of its banner is missing.
    """
    text = read_text(file)
    banner = dict(BANNER.findall(text))
    for name in ("title", "severity", "mend"):
        if name not in banner:
            raise InputSyntaxError(
                f"a check without a line '# {name}:'", expected="title, severity and mend", file=file
            )
    severity = SEVERITIES.get(banner["severity"])
    if severity is None:
        found = f"the severity {banner['severity']}"
        raise InputSyntaxError(found, expected="error or warning", file=file)
    return Check(file.stem, banner["title"], severity, banner["mend"], text, file)


def read_checks(folder: Path) -> list[Check]:
    """Read the checks of a folder, by name."""
    return [read_check(file) for file in sorted(folder.glob("*.rq"))]


def run_check(check: Check, store: Store, locator: Locator) -> Iterator[Finding]:
    """Run one check and yield a finding for each row.

    :param store: holds the ontology, the things and the sources in their named graphs.
    :raises InputSyntaxError: where the query does not parse.
    """
    try:
        table = store.select(check.query)
    except InputSyntaxError as error:
        raise InputSyntaxError(
            error.found, expected=error.expected, mend=error.mend, file=check.file, line=error.line
        ) from None
    for row in table.rows:
        cells = {name: cell for name, cell in zip(table.columns, row, strict=True) if cell is not None}
        subject, predicate = cells.get("subject"), cells.get("predicate")
        iri = subject.value if isinstance(subject, NamedNode) else ""
        file, line = place_of(locator, iri, plain(predicate) if predicate else None)
        message = short_names(plain(cells["message"])) if "message" in cells else check.title
        yield Finding(check.name, check.severity, iri, message, check.title, "", check.mend, file, line)
