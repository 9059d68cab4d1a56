"""The command ``date``: turn a date in words into EDTF."""

from __future__ import annotations

from typing import Annotated

from pactgraph.cli.command import arg, command, opt
from pactgraph.cli.messages import say
from pactgraph.model.dates import parse_edtf
from pactgraph.model.relative_dates import resolve_relative


@command(
    examples="""
pactgraph date "September last year" --document-date 2021-12
pactgraph date "by June 2019" --document-date 2021
"""
)
def date(
    phrase: Annotated[str, arg("PHRASE")],
    document_date: Annotated[str, opt("The date of the document, as EDTF.", required=True, metavar="EDTF")],
) -> None:
    """Turn the date in PHRASE into EDTF, relative to the date of its document, and print what was inferred.

    Needs the extra: pip install 'pactgraph[curate]'.
    """

    found = resolve_relative(phrase, parse_edtf(document_date))
    bounds = parse_edtf(found.edtf)
    say(f'"{found.edtf}"^^edtf:EDTF')
    say(f"earliest {bounds.earliest or 'open'}, latest {bounds.latest or 'open'}", err=True)
    say(f"{'inferred' if found.inferred else 'stated'}: {found.reason}", err=True)
