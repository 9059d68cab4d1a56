"""Where the plain-text content is: ``ontology``, ``graph`` and ``viz``.

The three folders lie beside ``src`` in a checkout (and so for an editable install), and inside the
package in an installed wheel. A user with content of their own names its folder in ``PACTGRAPH_CONTENT``;
whichever of the three it does not hold is taken from the package, so that a graph of one's own needs no
copy of the ontology.
"""

from __future__ import annotations

import os
from pathlib import Path

from pactgraph.errors import MissingFileError, UserError

CONTENT_VARIABLE = "PACTGRAPH_CONTENT"
"""The environment variable that names a user's own content folder."""

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
"""The licence of the content that Pactgraph itself holds."""

FOLDERS = ("ontology", "graph", "viz")
"""What may be said, what is said and by whom, how it is shown."""


def content_root() -> Path:
    """Find the folder that holds the content: the user's own where one is named, else the package's.

    :returns: an absolute path that holds at least one of :data:`FOLDERS`.
    :raises MissingFileError: if the user's folder, or the package's own, holds none of them.

    >>> content_root().is_absolute()
    True
    """
    return _own_root() or _shipped_root()


def ontology_dir() -> Path:
    """Return the folder of the modules, code lists, shapes, rules and hygiene checks.

    >>> (ontology_dir() / "modules").is_dir()
    True
    """
    return _folder("ontology")


def graph_dir() -> Path:
    """Return the folder of the sources, things, judgements and named questions.

    >>> (graph_dir() / "sources").is_dir()
    True
    """
    return _folder("graph")


def queries_dir() -> Path:
    """Return the folder of the named questions: the user's own where there is one, else the package's.

    >>> queries_dir().name
    'queries'
    """
    own = graph_dir() / "queries"
    return own if own.is_dir() else _require(_shipped_root() / "graph") / "queries"


def viz_dir() -> Path:
    """Return the folder of the views, styles, templates and assets.

    >>> (viz_dir() / "views").is_dir()
    True
    """
    return _folder("viz")


def require_own_content(*places: Path) -> None:
    """Refuse to write content into the installed package, where the next upgrade would lose it.

    :param places: the files and folders that are to be written.
    :raises UserError: where one of them lies in the package's own ``_content``.

    >>> require_own_content(Path("mine") / "graph")
    """
    inside = _package_content()
    for place in places:
        if place.resolve().is_relative_to(inside):
            raise UserError(
                "content that came with the installed package, which is to be written",
                expected="content of your own",
                mend=f"work in a clone, or set {CONTENT_VARIABLE} to a folder of your own with graph/",
                file=place,
            )


def version() -> str:
    """Return the version of the package, or ``unknown`` where it runs without being installed."""
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as installed

    try:
        return installed("pactgraph")
    except PackageNotFoundError:
        return "unknown"


def _folder(name: str) -> Path:
    own = _own_root()
    if own is not None and (own / name).is_dir():
        return own / name
    return _require(_shipped_root() / name)


def _own_root() -> Path | None:
    named = os.environ.get(CONTENT_VARIABLE)
    if not named:
        return None
    root = Path(named).expanduser().resolve()
    if any((root / name).is_dir() for name in FOLDERS):
        return root
    raise MissingFileError(
        f"{CONTENT_VARIABLE} names a folder without content" if root.is_dir() else "no such folder",
        expected=f"a folder with at least one of {', '.join(f'{name}/' for name in FOLDERS)}",
        mend=f"correct {CONTENT_VARIABLE}, or unset it to use what came with Pactgraph",
        file=root,
    )


def _shipped_root() -> Path:
    inside = _package_content()
    # In a wheel the content is inside the package; in a checkout it is beside src.
    return inside if inside.is_dir() else inside.parent.parent.parent


def _package_content() -> Path:
    return Path(__file__).resolve().parent / "_content"


def _require(folder: Path) -> Path:
    if folder.is_dir():
        return folder
    raise MissingFileError(
        f"no folder {folder.name}/ beside the package",
        expected="the folders that came with Pactgraph",
        mend=f"install Pactgraph anew, or name a content folder in {CONTENT_VARIABLE}",
        file=folder,
    )
