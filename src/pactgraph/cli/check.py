"""The command ``check``: find mistakes in the content."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

from pactgraph.cli.command import command, shared
from pactgraph.cli.messages import counted, print_findings, say
from pactgraph.cli.options import formats
from pactgraph.cli.output import write_json
from pactgraph.cli.progress import progress
from pactgraph.store.reading import own_content


@command(
    examples="""
pactgraph check
pactgraph check --quiet && echo fine
pactgraph check --format json > findings.json
"""
)
def check(form: Annotated[str | None, formats("text", "json", piped="text")] = None) -> int:
    """Check all files of ontology/, graph/ and viz/views: syntax, shapes, hygiene, dates, headers.

    Exits with 1 where an error is found; warnings are shown and do not count.
    """
    from pactgraph.build.checking import check_all

    with progress("checking") as tell:
        findings = check_all(own_content(), tell)
    errors = [finding for finding in findings if finding.severity == "error"]
    shown = errors if shared("quiet") else findings
    if form == "json":
        rows = [asdict(finding) for finding in shown]
        write_json([{k: str(v) if isinstance(v, Path) else v for k, v in row.items()} for row in rows])
    else:
        print_findings(shown)
        if not shared("quiet"):
            say(counted(findings) if findings else "No findings.")
    return 1 if errors else 0
