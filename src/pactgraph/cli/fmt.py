"""The command ``fmt``: bring Turtle files into canonical form."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pactgraph.cli.command import arg, command, opt, shared
from pactgraph.cli.messages import say
from pactgraph.cli.progress import progress
from pactgraph.resources import require_own_content
from pactgraph.store.formatting import canonical, replace_text, turtle_files
from pactgraph.store.reading import own_content


@command(
    examples="""
pactgraph fmt graph/sources/ye-small-economies/claims.ttl
pactgraph fmt
pactgraph fmt --check
"""
)
def fmt(
    files: Annotated[tuple[Path, ...], arg("[FILES]...")] = (),
    check: Annotated[bool, opt("Change nothing; exit with 1 where a file is not canonical.")] = False,
) -> int:
    """Bring Turtle FILES into canonical form: fixed order and layout, good to diff.

    Without FILES, all of ontology/ and graph/. A folder stands for the Turtle files below it.
    """

    content = own_content()
    found = turtle_files(list(files) or [content.ontology, content.graph])
    require_own_content(*(() if check else found))
    changed = {}
    with progress("formatting") as tell:
        for path in found:
            tell(str(path))
            before, after = canonical(path)
            if before != after:
                changed[path] = after
    for path, after in changed.items():
        if not check:
            replace_text(path, after)
        say(f"{'not canonical' if check else 'formatted'}: {path}")
    if not shared("quiet"):
        say(f"{len(found) - len(changed)} of {len(found)} files were canonical", err=True)
    return 1 if check and changed else 0
