"""Build: read, check, derive, write, and switch to the new build in one step."""
