"""The sections of a report on methods: question, data, projection, caveats, reproduction, references."""

from __future__ import annotations

from collections.abc import Iterable

from pactgraph.network.analysis import Analysis
from pactgraph.network.elements import Info
from pactgraph.network.projections.definition import weight_named
from pactgraph.network.results import Result
from pactgraph.views.analysis.findings import FEW, figure, many, whole
from pactgraph.views.report import (
    Block,
    Commands,
    Evidence,
    Heading,
    Listing,
    Section,
    Stated,
    Text,
    table_of,
)


def question_section(analysis: Analysis) -> Section:
    """The question, and the network that is asked."""
    title = Info.of(analysis.graph).title or analysis.scenario.projection
    rule = f"{title[:1].lower()}{title[1:]}"
    texts = (
        f"This report measures one network, made from the knowledge graph by a fixed rule: {rule}.",
        "Who has ties to whom, who stands out, which groups form, and how did this come about? And: does "
        "each answer hold when another choice is made, a document is left out, or claims are drawn by lot?",
    )
    return Section("question", "Question", tuple(map(Text, texts)))


def data_section(analysis: Analysis) -> Section:
    """The sources, how firmly they state what is measured, and what was left out of them."""
    info, coverage = Info.of(analysis.graph), analysis.coverage
    text = (
        "The graph holds claims: statements of documents about one fact each, with the place where it is "
        f"stated. This report was made by Pactgraph {info.version} from the participations with "
        f"the digest {info.data_version or 'unknown'}; another digest is another state of the data."
    )
    shown = {"title": "document", "published": "published", "claims": "claims", "used": "used"}
    blocks: list[Block] = [
        Text(text),
        table_of(coverage.sources, columns=shown),
        table_of(coverage.ties, columns={"figure": "what", "value": "number", "meaning": "meaning"}),
    ]
    if coverage.unread:
        unread = (Stated(title, ({"text": text, "where": "", "id": ""},)) for title, text in coverage.unread)
        blocks += [
            Heading("What is not in the graph"),
            Text("What was left out of each document, in the words of its curators; each opens:"),
            Evidence(tuple(unread)),
        ]
    return Section("data", "Data", tuple(blocks))


def projection_section(analysis: Analysis) -> Section:
    """The rule, the filters, and what they leave out."""
    info = Info.of(analysis.graph)
    none = "None: all participations count, also those that are only planned or recommended."
    blocks: list[Block] = [
        Text(f"The projection is called {analysis.scenario.projection}. Its rule:"),
        Listing(info.rule),
        Heading("Filters"),
        Text("Only ties are kept that are" if info.filters else none),
        *([Listing(info.filters)] if info.filters else []),
    ]
    if info.left_out:
        rows = tuple((reason, number) for reason, number in info.left_out.items() if number)
        found = Result("left-out", "What rule and filters leave out", ("what", "number"), rows)
        blocks.append(table_of(found))
    else:
        blocks.append(Text("Rule and filters leave nothing out."))
    return Section("projection", "How the network is made", tuple(blocks))


def caveats_section(analysis: Analysis) -> Section:
    """What must be known before anything is quoted."""
    firm = analysis.coverage.ties
    tied = len(analysis.graph) - whole(figure(analysis.figures, "isolated nodes"))
    small = (
        f"Only {many(tied, 'node')} have ties. In so small a network one claim more or less moves "
        "shares, communities and comparisons with chance; ranks beyond the first few mean little."
    )
    doubted = figure(firm, "claims in doubt")
    caveats = (
        "No tie means that no document here states one. The documents were chosen, not sampled, so nothing "
        "here estimates a world beyond them, and what they dwell on looks central.",
        small if tied < FEW else "",
        f"Of {many(figure(firm, 'ties'), 'tie')}, {figure(firm, 'stated by one source')} rest on one "
        f"document, {figure(firm, 'without a year')} have no known year, and {figure(firm, 'not yet so')} "
        "are no fact yet. Leave them out by a filter and compare.",
        f"A disagreement is known about {many(doubted, 'claim')}: see pactgraph audit." if doubted else "",
        "Ranges from draws treat claims as if each had been found by itself. Claims of one passage were not, "
        "so true ranges are wider.",
        "A node's stability counts runs in which it stays with the others of its community; it does not fall "
        "where two communities become one. The adjusted Rand index does.",
        "Measures of centrality go together: to lead by several of them is one finding, not several.",
        "A year says when something about a tie happened, as far as documents tell. Fewer ties in the last "
        "years mean that the documents end, not that cooperation does.",
    )
    return Section("caveats", "Caveats", (Listing(tuple(filter(None, caveats))),))


def reproduce_section(analysis: Analysis, command: str, options: str) -> Section:
    """The commands that give the same numbers."""
    name = analysis.scenario.projection
    more = f" {options}" if options else ""
    commands = (
        "pip install 'pactgraph[analysis]'",
        "pactgraph build",
        command,
        f"pactgraph network measures {name}{more}",
        f"pactgraph network communities {name}{more}",
        f"pactgraph network export {name} gexf{more} -o {name}.gexf",
    )
    text = (
        f"Everything that draws at random begins with the seed {analysis.seed}; {analysis.draws} networks "
        "were drawn. The same data, versions and commands give the same file, byte for byte."
    )
    return Section("reproduce", "How to reproduce this", (Text(text), Commands(commands)))


def references_section(analysis: Analysis, results: Iterable[Result]) -> Section:
    """Where the methods are published."""
    sources = {part.strip() for result in results for part in result.source.split(";") if part.strip()}
    if Info.of(analysis.graph).weight:
        sources.add(weight_named(analysis.scenario.weight).source)
    return Section("references", "References", (Listing(tuple(sorted(sources))),))
