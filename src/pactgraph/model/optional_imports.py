"""Optional libraries, imported on first use, with a message that says how to install them."""

from __future__ import annotations

import importlib
from types import ModuleType

from pactgraph.errors import MissingLibraryError


def require(module: str, *, extra: str) -> ModuleType:
    """Import an optional library, or say which extra brings it.

    The result is untyped on purpose: the optional libraries are not there when the package is checked alone.

    :param module: the module to import, such as ``babel`` or ``dateparser.date``.
    :param extra: the extra of this package that installs it.
    :returns: the module.
    :raises MissingLibraryError: when the library is not installed.

    >>> require("decimal", extra="curate").__name__
    'decimal'
    """
    name = module.partition(".")[0]
    try:
        importlib.import_module(name)
    except ModuleNotFoundError as error:
        # A library that is there but lacks one that it needs is broken, not missing: let that show.
        if error.name != name:
            raise
        raise MissingLibraryError(
            f"the library {name} is not installed",
            expected=f"{name}, which the extra '{extra}' brings",
            mend=f"pip install 'pactgraph[{extra}]'",
        ) from None
    return importlib.import_module(module)
