"""Settings: what the environment says, read once and handed on."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path


@dataclass(frozen=True)
class Settings:
    """What a user can set in the environment; each field is ``PACTGRAPH_`` and its name in capitals."""

    #: What to read: a build folder, an N-Quads file, a store folder or the address of an endpoint.
    data: str | None = None
    #: The folder of the source documents, for verify and for showing passages.
    documents: Path | None = None
    #: A folder with ontology, graph or viz of one's own.
    content: Path | None = None

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """Read the settings; an empty value counts as none.

        >>> Settings.from_environment({"PACTGRAPH_DOCUMENTS": "docs"}).documents.name
        'docs'
        """
        given = os.environ if environment is None else environment
        values = {field.name: given.get(variable(field.name)) or None for field in fields(cls)}
        paths = {name: Path(value) for name in ("documents", "content") if (value := values[name])}
        return cls(data=values["data"], **paths)


def variable(name: str) -> str:
    """Return the environment variable of a setting.

    >>> variable("data")
    'PACTGRAPH_DATA'
    """
    return f"PACTGRAPH_{name.upper()}"
