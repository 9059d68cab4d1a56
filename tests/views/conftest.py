from __future__ import annotations

import runpy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pactgraph.views.definition import ViewDefinition, load_view, view_path


@pytest.fixture
def sample_graph() -> Callable[[], Any]:
    """Build the invented network anew."""
    return runpy.run_path(str(Path(__file__).with_name("sample.py")))["sample_graph"]


@pytest.fixture
def graph(sample_graph: Callable[[], Any]) -> Any:
    return sample_graph()


@pytest.fixture
def countries() -> Any:
    """The invented network of countries, with arcs."""
    return runpy.run_path(str(Path(__file__).with_name("countries.py")))["countries_graph"]()


@pytest.fixture
def view() -> ViewDefinition:
    return load_view(view_path("two-mode"))
