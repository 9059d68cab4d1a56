"""What the query editor is made of: its files, and the terms and examples that it proposes.

The editor itself is Yasgui, which is fetched when the package is built (``hatch_build.py``); without it the
page is a plain form. All that it needs comes from this service: its files, one of terms, and the endpoint.
"""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import TYPE_CHECKING

from pactgraph.namespaces import BASE, PREFIXES
from pactgraph.resources import viz_dir
from pactgraph.web.http import accepts_gzip, entity_tag
from pactgraph.web.http_errors import NotFoundError
from pactgraph.web.pages.questions import by_subject, example_of
from pactgraph.web.pages.rendering import HEADERS

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from pactgraph.web.services import Services

#: The one style that Yasgui puts into a page itself: the handles by which columns are drawn wider.
HANDLES = "'sha256-zCK2EVMoPc04mRF/g5CotUvxbJPWS+8V0b+s9ptqQIk='"
#: Scripts and styles from here only; nobody but this service is asked.
POLICY = (
    f"default-src 'none'; script-src 'self'; style-src 'self' {HANDLES}; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
)
#: The files, in the order in which a page asks for them, and the folder of each.
FILES = {
    "yasgui.min.css": "vendor/yasgui",
    "editor.css": "assets",
    "yasgui.min.js": "vendor/yasgui",
    "completing.js": "assets",
    "tidying.js": "assets",
    "editor.js": "assets",
}
KINDS = {".js": "text/javascript", ".css": "text/css"}
TERMS = "terms.json"


def has_editor() -> bool:
    """Tell whether all files of the editor are there."""
    return all(_place(name).is_file() for name in FILES)


def _place(name: str) -> Path:
    return viz_dir() / FILES[name] / name


def editor_file(services: Services, request: Request) -> Response:
    """Return a file of the editor, or the terms that it proposes."""
    from starlette.responses import Response

    name = request.path_params["file"]
    if name == TERMS:
        body, kind, tag = services.graph.cached("terms", lambda: _packed(terms(services)))
    elif name in FILES and _place(name).is_file():
        body, kind, tag = services.graph.cached(("editor", name), lambda: _read(name))
    else:
        raise NotFoundError("a file that is not there")
    headers = {**HEADERS, "Cache-Control": "max-age=300", "ETag": tag, "Vary": "Accept-Encoding"}
    # Compressed once and kept: the largest of them is a megabyte.
    if accepts_gzip(request.headers.get("accept-encoding", "")):
        return Response(body, media_type=kind, headers={**headers, "Content-Encoding": "gzip"})
    return Response(gzip.decompress(body), media_type=kind, headers=headers)


def _read(name: str) -> tuple[bytes, str, str]:
    return _zipped(_place(name).read_bytes(), KINDS[Path(name).suffix])


def _packed(values: object) -> tuple[bytes, str, str]:
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
    return _zipped(text.encode(), "application/json")


def _zipped(data: bytes, kind: str) -> tuple[bytes, str, str]:
    """Return a file as it is kept: compressed, with its type and its tag."""
    return gzip.compress(data, 9, mtime=0), kind, entity_tag(data)


def terms(services: Services) -> dict[str, object]:
    """Return what the editor proposes: prefixes, terms by kind with their labels, and examples."""
    examples = [
        {
            "name": one.name,
            "title": one.title,
            "subject": subject,
            "query": example_of(services.graph.store, one),
        }
        for subject, held in by_subject(services.graph.questions.questions)
        for one in held
    ]
    return {"base": BASE, "prefixes": PREFIXES, **services.graph.terms.vocabulary, "examples": examples}
