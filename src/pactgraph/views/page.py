"""One self-contained HTML page from a network and a view.

pyvis carries the network and fills the template; the template, the script and the style are our own, because
pyvis's own template loads code from other machines and writes its heading unescaped. The drawing library
inside the page is the copy that came with pyvis.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from pactgraph.errors import MissingLibraryError
from pactgraph.resources import viz_dir
from pactgraph.views.definition import ViewDefinition
from pactgraph.views.labels import clean
from pactgraph.views.layout import arrange
from pactgraph.views.style import Style, load_style
from pactgraph.views.tables import ends, own_claims, thing_rows, tie_id, tie_rows

SCRIPTS = ("model.js", "glyphs.js", "picture.js", "panel.js", "network.js")
"""Our scripts, in the order in which each needs the one before."""

DRAWING_LIBRARY = "lib/vis-9.1.2/vis-network.min.js"
"""Where pyvis keeps the library that draws, inside its package."""

OPTIONS = {
    "autoResize": True,
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False, "randomSeed": 1},
    "nodes": {"shape": "custom", "chosen": False},
    "interaction": {"hover": False, "multiselect": False},
}
"""What the drawing library is told; everything else is drawn by our own script."""


def render(graph: Any, view: ViewDefinition) -> str:
    """Write the page.

    :param graph: the two-mode network, as the projection gives it (see ``pactgraph.network.projections``).
    :param view: what the page is called and how it is drawn.
    :returns: HTML; all it needs is inside, and it asks for nothing from anywhere.
    :raises UnknownNameError: if the view names a style that is not there.
    """
    style = load_style(view.style)
    claims = _Claims()
    network = _network(view)
    _add_nodes(network, graph, view, style, claims)
    _add_edges(network, graph, view, style, claims)
    scripts = [_drawing_library(), "\n".join(_asset(name) for name in SCRIPTS)]
    network.templateEnv.globals.update(
        view=view,
        css=_asset("network.css"),
        scripts=scripts,
        policy=_policy(scripts),
        claims=claims.listed,
        colours={name: list(pair) for name, pair in style.colours.items()},
        ties=tie_rows(graph),
        things=thing_rows(graph),
    )
    html: str = network.generate_html("network.html")
    return html


class _Claims:
    """The claims of the page, each once; nodes and ties point at them by number."""

    def __init__(self) -> None:
        self.listed: list[dict[str, Any]] = []
        self._numbers: dict[str, int] = {}

    def numbers(self, claims: Sequence[Mapping[str, Any]]) -> list[int]:
        return [self._number(claim) for claim in claims]

    def _number(self, claim: Mapping[str, Any]) -> int:
        iri = str(claim["iri"])
        if iri not in self._numbers:
            self._numbers[iri] = len(self.listed)
            names = ("iri", "id", "text", "modality", "source_title", "locator")
            said: dict[str, Any] = {name: clean(str(claim.get(name) or "")) for name in names}
            self.listed.append({**said, "notes": [clean(note) for note in _notes(claim)]})
        return self._numbers[iri]


def _notes(claim: Mapping[str, Any]) -> Iterator[str]:
    """Yield what stands beside a claim: notes, doubts of the audit, judgements of curators."""
    yield from claim.get("notes", ())
    yield from (f"In doubt: {text}" for text in claim.get("doubts", ()))
    yield from (f"Judged: {text}" for text in claim.get("judgements", ()))


def _network(view: ViewDefinition) -> Any:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from pyvis.network import Network

    folder = str(viz_dir() / "templates")
    # Directed, because pyvis drops the second of two ties between the same ends otherwise.
    network = Network(directed=True, cdn_resources="in_line", heading=view.title)
    network.set_template_dir(folder, "network.html")
    # pyvis's own environment does not escape.
    environment = Environment(loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined)
    environment.filters.update(embed=_embed, clean=clean)
    environment.policies["json.dumps_kwargs"] = {"sort_keys": True}
    network.templateEnv = environment
    network.set_options(json.dumps(OPTIONS))
    return network


def _add_nodes(network: Any, graph: Any, view: ViewDefinition, style: Style, claims: _Claims) -> None:
    boxes = arrange(graph, view.seed)
    for node, data in sorted(graph.nodes(data=True), key=lambda item: str(item[0])):
        box = boxes[node]
        mode = "party" if data.get("mode") == "party" else "initiative"
        kind, status = str(data.get("type") or ""), data.get("status")
        mark = style.mark(kind, mode)
        network.add_node(
            node,
            label=clean(data.get("label", "")) or node,
            shape="custom",
            # pyvis writes a colour for each node; ours follow the page's light or dark ground.
            color=mark.colour,
            x=box.x,
            y=box.y,
            room=[box.width, box.height, box.lines, box.size],
            column=box.column,
            glyph=mark.shape,
            mode=mode,
            type=kind,
            typeLabel=clean(data.get("type_label") or kind),
            status=status or "",
            statusLabel=clean(data.get("status_label") or status or ""),
            tentative=status in view.tentative_status,
            alt=[clean(name) for name in data.get("alt", [])],
            years=sorted(data.get("years", [])),
            claims=claims.numbers(own_claims(graph, node)),
        )


def _add_edges(network: Any, graph: Any, view: ViewDefinition, style: Style, claims: _Claims) -> None:
    listed = graph.edges(keys=True, data=True)
    for one, other, key, data in sorted(listed, key=lambda edge: tie_id(graph, *edge[:3])):
        initiative, party = ends(graph, one, other)
        role, modality = str(data.get("role") or ""), data.get("modality")
        tentative = modality in view.tentative_modality or role in view.tentative_role
        network.add_edge(
            initiative,
            party,
            id=tie_id(graph, one, other, key),
            arrows="",
            role=role,
            roleLabel=clean(data.get("role_label") or role),
            modality=modality or "",
            tint=style.roles.get(role, ""),
            tentative=tentative or graph.nodes[initiative].get("status") in view.tentative_status,
            years=sorted(data.get("years", [])),
            claims=claims.numbers(data.get("claims", [])),
        )


def _embed(data: Any) -> Any:
    """Write data as JSON that cannot end the script element it stands in."""
    from markupsafe import Markup

    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)


def _policy(scripts: list[str]) -> str:
    """Write the page's content security policy: these scripts, by their digest, and nothing from anywhere."""
    digests = (hashlib.sha256(script.encode()).digest() for script in scripts)
    listed = " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)
    return (
        f"default-src 'none'; script-src {listed}; style-src 'unsafe-inline'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _asset(name: str) -> str:
    return _read(viz_dir() / "assets" / name)


def _drawing_library() -> str:
    spec = find_spec("pyvis")
    path = Path(spec.origin or "").parent / DRAWING_LIBRARY if spec else Path(DRAWING_LIBRARY)
    if not path.is_file():
        raise MissingLibraryError(
            "pyvis without its drawing library" if spec else "no pyvis",
            expected=f"pyvis 0.3.2 or later, with {DRAWING_LIBRARY}",
            mend="install it with: pip install 'pyvis>=0.3.2'",
        )
    return _read(path)


def _read(path: Path) -> str:
    # A browser reads \r\n as \n before it compares the digest.
    return path.read_text(encoding="utf-8").replace("\r\n", "\n")
