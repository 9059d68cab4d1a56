"""What a view is: a question, the projection that answers it, and how it is drawn; one TOML file each."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pactgraph.errors import UnknownNameError
from pactgraph.resources import viz_dir
from pactgraph.views.settings import Settings, read_settings

FILTERS = ("type", "status", "role", "year")
"""What a reader of the page can filter by."""

KEYS = ("title", "question", "caption", "alt", "projection", "style", "seed", "filters", "tentative")
"""All keys of a view file."""

TENTATIVE_KEYS = ("status", "modality", "role")
"""The keys of its table ``[tentative]``."""


@dataclass(frozen=True)
class ViewDefinition:
    """One named picture, as its file declares it."""

    name: str
    """The file's name without its ending."""
    title: str
    """The heading of the page: what is seen."""
    question: str
    """The question that the picture answers."""
    caption: str
    """How to read it, in two or three sentences."""
    alt: str
    """What it shows, for those who cannot see it."""
    projection: str
    """The name of the projection that gives its network."""
    style: str = "palette"
    """The name of the file in ``viz/styles`` that gives its colours and shapes."""
    seed: int = 1
    """What the layout's search starts from."""
    filters: tuple[str, ...] = FILTERS
    """The filters offered, in this order."""
    tentative_status: frozenset[str] = frozenset()
    """Statuses of an initiative that nobody is bound to yet: drawn dashed."""
    tentative_modality: frozenset[str] = frozenset()
    """Modalities of a claim that do not say it is so: its tie is drawn dashed."""
    tentative_role: frozenset[str] = frozenset()
    """Roles of who is not in yet: their ties are drawn dashed."""


def load_view(path: Path | str) -> ViewDefinition:
    """Read a view file.

    :param path: a TOML file as in ``viz/views``.
    :returns: the view.
    :raises MissingFileError: if the file cannot be read.
    :raises InputSyntaxError: if it is not TOML, has an unknown key, or lacks one; with file and line.

    >>> load_view(view_path("two-mode")).projection
    'two-mode'
    """
    settings = read_settings(path)
    settings.refuse_unknown(KEYS)
    settings.refuse_unknown(TENTATIVE_KEYS, "tentative")
    return ViewDefinition(
        name=settings.path.stem,
        title=settings.text_at("title"),
        question=settings.text_at("question"),
        caption=settings.text_at("caption"),
        alt=settings.text_at("alt"),
        projection=settings.text_at("projection"),
        style=settings.text_at("style", default="palette"),
        seed=_seed(settings),
        filters=_filters(settings),
        tentative_status=frozenset(settings.texts_at("status", "tentative")),
        tentative_modality=frozenset(settings.texts_at("modality", "tentative")),
        tentative_role=frozenset(settings.texts_at("role", "tentative")),
    )


def view_names() -> list[str]:
    """Return the names of the views that are there, sorted.

    >>> "two-mode" in view_names()
    True
    """
    return sorted(path.stem for path in (viz_dir() / "views").glob("*.toml"))


def view_path(name: str) -> Path:
    """Return the file of a view.

    :param name: its name, as in :func:`view_names`.
    :raises UnknownNameError: if there is none.
    """
    names = view_names()
    if name not in names:
        raise UnknownNameError(
            f"the view {name!r}",
            expected="one of " + ", ".join(names),
            mend="correct the name, or add a file to viz/views",
        )
    return viz_dir() / "views" / f"{name}.toml"


def _seed(settings: Settings) -> int:
    seed = settings.values.get("seed", 1)
    if not isinstance(seed, int) or isinstance(seed, bool):
        raise settings.error(f"seed = {seed!r}", expected="a whole number", mend="write seed = 1", key="seed")
    return seed


def _filters(settings: Settings) -> tuple[str, ...]:
    named = settings.texts_at("filters") if "filters" in settings.values else FILTERS
    for name in named:
        if name not in FILTERS:
            raise settings.error(
                f"the filter {name!r}",
                expected="one of " + ", ".join(FILTERS),
                mend="correct or remove it",
                key="filters",
            )
    return named
