"""Open whichever store a user means: a compiled folder, a store on disk or an address."""

from __future__ import annotations

from pathlib import Path

from pactgraph.errors import MissingFileError
from pactgraph.store.base import Store
from pactgraph.store.local import LocalStore


def open_store(place: Path | str) -> Store:
    """Open a store by address, by N-Quads file or by the folder of a store on disk.

    :raises MissingFileError: where nothing is there.
    :raises StoreError: where what is there is no store.
    """
    if isinstance(place, str) and place.startswith(("http://", "https://")):
        from pactgraph.store.endpoint import EndpointStore  # HTTP is slow to import

        return EndpointStore(place)
    path = Path(place)
    if path.is_dir():
        return LocalStore.disk(path)
    if path.is_file():
        return LocalStore.memory(path)
    raise MissingFileError(
        "nothing there",
        expected="a build, an N-Quads file, a store folder or an address",
        mend="check the name, or build: pactgraph build",
        file=path,
    )
