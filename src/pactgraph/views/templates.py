"""The templates, style sheets and scripts of ``viz/``, as every page takes them."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from pactgraph.resources import viz_dir
from pactgraph.views.colours import ground_css
from pactgraph.views.labels import clean


def environment(folder: str = "") -> Environment:
    """Return a Jinja environment for ``viz/templates``: everything is escaped, a missing name is an error.

    Its filters are ``clean`` (:func:`pactgraph.views.labels.clean`) and ``embed`` (:func:`embed`).

    :param folder: a folder in it, from which templates are named.
    """
    loader = FileSystemLoader(str(viz_dir() / "templates" / folder))
    found = Environment(loader=loader, autoescape=True, undefined=StrictUndefined)
    found.filters.update(embed=embed, clean=clean)
    found.policies["json.dumps_kwargs"] = {"sort_keys": True}
    return found


@cache
def template(name: str) -> Template:
    """Return a template of ``viz/templates`` by the name of its file."""
    return environment().get_template(name)


def asset(name: str) -> str:
    """Return the text of a file of ``viz/assets``."""
    return read_asset(viz_dir() / "assets" / name)


def style_sheet(name: str) -> str:
    """Return a style sheet of ``viz/assets`` with the colours that all pages share before it."""
    return f"{ground_css()}\n{asset(name)}"


def read_asset(path: Path) -> str:
    """Return the text of a script or a style sheet as a browser reads it."""
    # A browser reads \r\n as \n before it compares a digest.
    return path.read_text(encoding="utf-8").replace("\r\n", "\n")


def embed(data: object) -> Markup:
    """Write data as JSON that cannot end the script element around it.

    >>> embed({"a": "</script>"})
    Markup('{"a":"\\\\u003c/script\\\\u003e"}')
    """
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)


def policy(scripts: Iterable[str]) -> str:
    """Return a content security policy: these scripts, by their digest, and nothing from anywhere."""
    digests = (base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts)
    listed = " ".join(f"'sha256-{digest}'" for digest in digests)
    return (
        f"default-src 'none'; script-src {listed}; style-src 'unsafe-inline'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
