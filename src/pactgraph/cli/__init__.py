"""The command line: each command parses its options, calls one function of the library, and prints."""

from __future__ import annotations

import click

from pactgraph.cli.command import CommandGroup

#: Every command with its summary; the module of a command has its name.
SECTIONS = {
    "Make": {
        "build": "Read, check, derive and write everything.",
        "check": "Check all content, and name file and line.",
        "fmt": "Bring Turtle files into canonical form.",
    },
    "Ask": {
        "search": "Find things by their names in any language.",
        "show": "Show one thing, or one claim, and where it is stated.",
        "explain": "List the claims behind a triple, a claim or a row.",
        "ask": "Answer a named question.",
        "stats": "Count what the graph holds, and what was left out.",
        "query": "Run a SPARQL query.",
    },
    "Measure": {
        "network": "Make, measure and export networks of who cooperates.",
        "path": "Find the shortest paths between two things, with the claims.",
        "ego": "Show who is near one thing, with the ties and their claims.",
        "compare": "Compare two things: shared ties, only A's, only B's.",
        "common": "Show what several things have in common.",
        "analyze": "Measure a network and report on it as one HTML page.",
    },
    "Look and take away": {
        "export": "Write the graph in an RDF format.",
        "view": "Draw a view, or all of them, as pages or pictures.",
        "serve": "Serve the graph: pages for people, SPARQL for programs.",
        "mcp": "Give the graph to an assistant as tools (MCP).",
    },
    "Prove and curate": {
        "verify": "Check that every cited passage is still in its document.",
        "source": "Begin a new source from its document.",
        "evidence": "Make the evidence for a phrase of a document.",
        "date": "Turn a date in words into EDTF.",
        "quantity": "Turn a printed quantity into Turtle.",
        "country": "Print the Turtle of a country.",
        "audit": "Find what in the sources cannot all be right.",
        "table": "Find the rows of a printed table in its document.",
    },
    "Set up": {
        "config": "Show the settings, and where things are read from.",
        "completion": "Print the script that completes commands in a shell.",
    },
}

EPILOG = """\b
Begin with:
  pactgraph build
  pactgraph search "silk road"
  pactgraph show Cuba
  pactgraph ask --list
Exit codes: 0 fine, 1 findings, 2 wrong use or wrong input.
"""


class Commands(CommandGroup):
    """All commands, and one for each operation that names a command and has no module of its own."""

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """Return a command by its name."""
        if name in self.summaries:
            return super().get_command(context, name)
        from pactgraph.cli.operation import added_operation

        return added_operation(name)


@click.group(
    cls=Commands,
    sections=SECTIONS,
    module="pactgraph.cli.{}",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=EPILOG,
    invoke_without_command=True,
)
@click.version_option(package_name="pactgraph", message="pactgraph %(version)s")
@click.pass_context
def cli(context: click.Context) -> None:
    """Who agreed what with whom, where it is stated, and how far it got."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


def main() -> None:
    """Run the command line and leave with its exit code."""
    from pactgraph.cli.run import run

    run(cli)


#: Yields each command with its name; that of a command in a group is ``network show``.
every_command = cli.every_command

__all__ = ["cli", "every_command", "main"]
