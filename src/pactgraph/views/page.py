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
from pactgraph.views.layouts import arrange
from pactgraph.views.layouts.boxes import Arrangement
from pactgraph.views.marks import Marks, mode_of, role_of, role_words
from pactgraph.views.style import load_style
from pactgraph.views.summary import made_from, summarise
from pactgraph.views.tables import label_of, own_claims, thing_rows, tie_rows
from pactgraph.views.ties import is_two_mode, shared_by, ties_of

SCRIPTS = (
    "model.js", "glyphs.js", "lines.js", "ink.js", "picture.js", "panel.js", "tables.js",
    "legend.js", "years.js", "address.js", "poster.js", "takeaway.js", "network.js",
)  # fmt: skip
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


def render(
    graph: Any,
    view: ViewDefinition,
    boxes: Arrangement | None = None,
    *,
    notes: Sequence[str] = (),
    picture: str = "",
    web: str = "",
    home: str = "",
) -> str:
    """Write the page.

    :param graph: any projection (see ``pactgraph.network.projections``). Its attributes ``rule``,
        ``filters``, ``left_out``, ``version`` and ``data_version`` are printed, ``things`` (IRI to ``label``
        and ``status``) names what its ties rest on, and ``focus`` (IRIs) is brought out.
    :param view: what the page is called and how it is drawn.
    :param boxes: where each node stands; by the view's layout where none are given.
    :param notes: sentences about what is drawn and what is not.
    :param picture: a still picture (SVG that is known to be safe) for readers without scripts.
    :param web: the address of the pages of things, to be followed by ``country/CUB``; empty for no links.
    :param home: where all views are listed; empty for no link.
    :returns: HTML; all it needs is inside, and it asks for nothing from anywhere.
    :raises UnknownNameError: if the view names a style or a layout that is not there.
    :raises InputSyntaxError: if it encodes what the network does not have; with file and line.
    :raises ParameterError: if the network has not what the layout goes by.
    """
    marks = Marks(graph, view, load_style(view.style))
    if boxes is None:
        boxes = arrange(graph, view.layout, view.seed, view.encoding.size)
    claims = _Claims()
    network = _network(view)
    _add_nodes(network, graph, boxes, marks, claims)
    _add_edges(network, graph, marks, claims)
    scripts = [_drawing_library(), "\n".join(_asset(name) for name in SCRIPTS)]
    summary, made = summarise(graph), made_from(graph)
    network.templateEnv.globals.update(
        view=view,
        css=_asset("network.css"),
        scripts=scripts,
        policy=_policy(scripts),
        claims=claims.listed,
        colours={name: list(pair) for name, pair in marks.style.colours.items()},
        about=_about(graph, view, boxes, summary, made, web),
        summary=summary,
        made=made,
        home=home,
        notes=[clean(note) for note in notes],
        picture=picture,
        two_mode=is_two_mode(graph),
        weighted=any("weight" in tie.data for tie in ties_of(graph)),
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
            names = ("iri", "id", "text", "modality", "date", "source", "source_title", "locator")
            said: dict[str, Any] = {name: clean(str(claim.get(name) or "")) for name in names}
            self.listed.append({**said, "notes": [clean(note) for note in _notes(claim)]})
        return self._numbers[iri]


def _notes(claim: Mapping[str, Any]) -> Iterator[str]:
    """Yield what stands beside a claim: notes, doubts of the audit, judgements of curators."""
    yield from claim.get("notes", ())
    yield from (f"In doubt: {text}" for text in claim.get("doubts", ()))
    yield from (f"Judged: {text}" for text in claim.get("judgements", ()))


def _about(
    graph: Any,
    view: ViewDefinition,
    boxes: Arrangement,
    summary: str,
    made: list[tuple[str, str]],
    web: str,
) -> dict[str, Any]:
    """Return what the script must know of the view."""
    tentative = {
        "status": sorted(view.tentative_status),
        "modality": sorted(view.tentative_modality),
        "role": sorted(view.tentative_role),
    }
    encoding = view.encoding
    return {
        "name": view.name,
        "title": view.title,
        "caption": view.caption,
        "controls": list(view.controls),
        "tentative": tentative,
        "layout": view.layout,
        "twoMode": is_two_mode(graph),
        "directed": graph.is_directed(),
        "encoding": {name: getattr(encoding, name) for name in ("colour", "size", "width", "line", "arrows")},
        "guides": [vars(guide) for guide in boxes.guides],
        "summary": summary,
        "made": made,
        "web": web,
    }


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


def _add_nodes(network: Any, graph: Any, boxes: Arrangement, marks: Marks, claims: _Claims) -> None:
    focus, own = set(graph.graph.get("focus") or ()), own_claims(graph)
    for node, data in sorted(graph.nodes(data=True), key=lambda item: str(item[0])):
        box, kind, status = boxes[node], str(data.get("type") or ""), data.get("status") or ""
        network.add_node(
            node,
            label=label_of(graph, node),
            shape="custom",
            x=box.x,
            y=box.y,
            room=[box.width, box.height, box.lines, box.size],
            column=box.column,
            focus=node in focus,
            mode=mode_of(data),
            type=kind,
            typeLabel=clean(data.get("type_label") or kind),
            status=status,
            statusLabel=clean(data.get("status_label") or status),
            alt=[clean(name) for name in data.get("alt", [])],
            years=sorted(data.get("years", [])),
            claims=claims.numbers(own[node]),
            **marks.node(node, box.size),
        )


def _add_edges(network: Any, graph: Any, marks: Marks, claims: _Claims) -> None:
    for tie in ties_of(graph):
        # Not add_edge: it looks both ends up in a list, which takes seconds for thousands of ties.
        network.edges.append(
            {
                "from": tie.source,
                "to": tie.target,
                "id": tie.id,
                "role": role_of(tie),
                "roleLabel": role_words(tie),
                "shared": [clean(name) for name in shared_by(graph, tie.data)],
                "count": int(tie.data.get("count") or 0),
                "weight": _rounded(tie.data.get("weight_there", tie.data.get("weight"))),
                "weightBack": _rounded(tie.data.get("weight_back")),
                "direction": tie.direction,
                "modality": str(tie.data.get("modality") or ""),
                "years": sorted(tie.data.get("years", [])),
                "claims": claims.numbers(tie.data.get("claims", [])),
                **marks.tie(tie),
            }
        )


def _rounded(weight: Any) -> float | None:
    return None if weight is None else round(float(weight), 6)


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
