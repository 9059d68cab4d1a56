"""Optional libraries that are missing are named with the way to install them."""

from __future__ import annotations

import subprocess
import sys

import pytest

from pactgraph.errors import MissingLibraryError
from pactgraph.model.optional_imports import require


def test_a_missing_library_says_how_to_install_it() -> None:
    with pytest.raises(MissingLibraryError) as caught:
        require("no_such_library.part", extra="curate")
    assert "no_such_library" in caught.value.found
    assert caught.value.mend == "pip install 'pactgraph[curate]'"


def test_a_library_that_lacks_a_part_of_its_own_is_not_called_missing() -> None:
    with pytest.raises(ModuleNotFoundError, match="no_such_part"):
        require("json.no_such_part", extra="curate")


def test_the_model_loads_no_heavy_library() -> None:
    names = "countries dates passages periods quantities relative_dates sentences text units"
    code = (
        f"import sys\nfor name in {names!r}.split(): __import__('pactgraph.model.' + name)\n"
        "heavy = set('numpy dateparser pint babel pycountry rdflib pyoxigraph'.split())\n"
        "print(*sorted(heavy & set(sys.modules)))"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == ""
