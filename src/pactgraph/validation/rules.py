"""Everything that is checked: the catalogue of all rules, and the one call that runs them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pyoxigraph import Quad

from pactgraph.errors import InputSyntaxError
from pactgraph.store.base import Store
from pactgraph.store.local import LocalStore
from pactgraph.store.locate import Locator
from pactgraph.store.reading import Content
from pactgraph.store.tables import TableFile
from pactgraph.validation.checks import read_checks, run_check
from pactgraph.validation.findings import Finding, Severity, order
from pactgraph.validation.literals import RULES as LITERAL_RULES
from pactgraph.validation.literals import check_literals
from pactgraph.validation.shapes import check_shapes, shape_rules, union_graph
from pactgraph.validation.tables import RULES as TABLE_RULES
from pactgraph.validation.tables import check_tables

Progress = Callable[[str], None]
SYNTAX = "turtle-syntax"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as the catalogue lists it.

    :ivar kind: ``shape``, ``check``, ``literal``, ``table`` or ``syntax``.
    :ivar expected: what must hold.
    """

    name: str
    kind: str
    severity: Severity
    expected: str


def validate(content: Content, store: Store | None = None, progress: Progress | None = None) -> list[Finding]:
    """Check all content against every rule.

    Files that do not parse, and tables that do not fit their mappings, are all reported, and then nothing
    else is: what they would say is not known.

    :param content: the folders.
    :param store: the content as already loaded, before derivation; it is read where none is given.
    :param progress: called with the name of each step before it begins.
    :returns: the findings by file and line; empty where all is well.
    :raises InputSyntaxError: where a shape or check itself does not parse.

    >>> from pactgraph import resources
    >>> content = Content(resources.ontology_dir(), resources.graph_dir())
    >>> [finding.render() for finding in validate(content) if finding.severity == "error"]
    []
    """
    tell = progress or (lambda step: None)
    tell("reading")
    files = content.files()
    tables = [file for file in files if isinstance(file, TableFile)]
    quads: list[Quad] = list(store.quads()) if store else []
    findings: list[Finding] = []
    for file in () if store else files:
        try:
            quads += () if isinstance(file, TableFile) else file.quads()
        except InputSyntaxError as error:
            place = error.file, error.line
            findings.append(Finding(SYNTAX, "error", "", error.found, error.expected, "", error.mend, *place))
    findings += check_tables(tables, quads)
    if findings:
        return sorted(findings, key=order)
    if store is None:
        quads += (quad for table in tables for quad in table.quads())
        store = LocalStore.of(quads)
    locator = Locator(files)
    tell("shapes")
    shapes = union_graph(quad for file in content.shape_files() for quad in file.quads())
    findings += check_shapes(union_graph(quads), shapes, locator)
    tell("checks")
    for check in read_checks(content.ontology / "checks"):
        findings += run_check(check, store, locator)
    tell("dates and quantities")
    findings += check_literals(store, locator)
    return sorted(dict.fromkeys(findings), key=order)


def catalogue(content: Content) -> list[Rule]:
    """Return every rule that :func:`validate` applies, by name.

    >>> from pactgraph import resources
    >>> rules = catalogue(Content(resources.ontology_dir(), resources.graph_dir()))
    >>> [rule.kind for rule in rules if rule.name in ("claim-evidence", "claim-twice", "date-impossible")]
    ['shape', 'check', 'literal']
    """
    shapes = union_graph(quad for file in content.shape_files() for quad in file.quads())
    rules = [Rule(SYNTAX, "syntax", "error", "A file is Turtle that parses")]
    rules += [Rule(name, "shape", *about) for name, about in shape_rules(shapes).items()]
    rules += [Rule(c.name, "check", c.severity, c.title) for c in read_checks(content.ontology / "checks")]
    rules += [Rule(name, "table", *about) for name, about in TABLE_RULES.items()]
    rules += [Rule(name, "literal", *about) for name, about in LITERAL_RULES.items()]
    return sorted(rules, key=lambda rule: rule.name)
