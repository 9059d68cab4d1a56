"""Findings: what is wrong in the content, where, what was expected and how to mend it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pactgraph.namespaces import BASE, shorten
from pactgraph.store.locate import Locator
from pactgraph.store.order import natural

Severity = Literal["error", "warning"]

_ADDRESS = re.compile(r"https?://[^\s<>\"]+[\w/#-]")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a rule found wrong.

    :ivar rule: the name of the rule: of a shape, of a file in ``ontology/checks``, or of a check on literals.
    :ivar severity: an error stops a build, a warning does not.
    :ivar subject: the IRI of the node at fault; empty where a whole file is.
    :ivar message: what is wrong, in one sentence.
    :ivar expected: what the rule asks for.
    :ivar found: the value at fault, where there is one.
    :ivar mend: what to do about it.
    :ivar file: the file that states the subject.
    :ivar line: the line of the property at fault, or of the subject; counted from 1.

    >>> wrong = Finding("tie-to-itself", "error", "urn:c1", "claim:x/001 ties country:CHN to itself")
    >>> print(wrong.render())
    error: claim:x/001 ties country:CHN to itself
      rule: tie-to-itself
    """

    rule: str
    severity: Severity
    subject: str
    message: str
    expected: str = ""
    found: str = ""
    mend: str = ""
    file: Path | None = None
    line: int | None = None

    def where(self, root: Path | None = None) -> str:
        """Return ``file:line`` as far as they are known; a file inside the folder is named from there."""
        if self.file is None:
            return ""
        inside = root is not None and self.file.is_relative_to(root)
        name = self.file.relative_to(root).as_posix() if inside and root else str(self.file)
        return f"{name}:{self.line}" if self.line is not None else name

    def render(self, root: Path | None = None) -> str:
        """Return the finding as one block of plain text.

        :param root: the folder that files are named from.
        """
        place = self.where(root)
        head = f"{place}: {self.severity}" if place else self.severity
        parts = {"found": self.found, "expected": self.expected, "mend": self.mend, "rule": self.rule}
        lines = [f"  {name}: {text}" for name, text in parts.items() if text]
        return "\n".join([f"{head}: {self.message}", *lines])


def order(finding: Finding) -> tuple[object, ...]:
    """Return a sort key: by file, line, subject and rule; what has no file comes last."""
    place = (finding.file is None, str(finding.file or ""), finding.line or 0)
    return (*place, natural(finding.subject), finding.rule, finding.message)


def place_of(locator: Locator, subject: str, predicate: str | None = None) -> tuple[Path | None, int | None]:
    """Return the file and line that state a subject, or one property of it; None where no file does."""
    place = locator.find(subject, predicate)
    return (place.file, place.line) if place else (None, None)


def short_names(text: str) -> str:
    """Return a text with the addresses in it as short names.

    >>> short_names("https://w3id.org/pactgraph/code/role/host of https://w3id.org/pactgraph/id/forum/g20")
    'role:host of forum:g20'
    """
    return _ADDRESS.sub(lambda match: _short(match[0]), text)


def _short(iri: str) -> str:
    # The address of a code list is that of its codes without the last slash.
    code_list = iri.removeprefix(f"{BASE}code/")
    return f"the list {code_list}" if "/" not in code_list else shorten(iri)
