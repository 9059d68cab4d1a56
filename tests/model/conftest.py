"""Generated examples: the same on every machine, and none fails for being the first to load a library."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("same everywhere", derandomize=True, deadline=None)
settings.load_profile("same everywhere")
