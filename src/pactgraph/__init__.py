"""Pactgraph: who agreed what with whom, where it is stated, and how far it got, as one RDF graph."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pactgraph.graph import Graph, load

    __version__: str

__all__ = ["Graph", "__version__", "load"]


def __getattr__(name: str) -> Any:
    """Import only what is asked for, so that the command line answers at once."""
    if name in ("Graph", "load"):
        from pactgraph import graph

        return getattr(graph, name)
    if name == "__version__":
        from importlib.metadata import version

        return version("pactgraph")
    raise AttributeError(f"module 'pactgraph' has no attribute {name!r}")
