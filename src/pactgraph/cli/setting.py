"""Commands about the program itself: config, completion."""

from __future__ import annotations

import click

from pactgraph.cli.command import Command
from pactgraph.cli.messages import say
from pactgraph.cli.output import write

SHELLS = ("bash", "zsh", "fish")


@click.command(
    cls=Command,
    short_help="Show the settings, and where things are read from.",
    examples="""
pactgraph config
PACTGRAPH_DATA=build pactgraph config
""",
)
def config() -> None:
    """Show the settings, and where the content and the data are read from.

    Settings are environment variables: PACTGRAPH_DATA, PACTGRAPH_DOCUMENTS, PACTGRAPH_CONTENT.
    """
    from dataclasses import asdict

    from pactgraph import resources
    from pactgraph.build.opening import find_build
    from pactgraph.config import Settings, variable

    for name, value in asdict(Settings.from_environment()).items():
        say(f"{variable(name)}={value or ''}")
    say(f"ontology: {resources.ontology_dir()}")
    say(f"graph: {resources.graph_dir()}")
    say(f"viz: {resources.viz_dir()}")
    say(f"build at hand: {find_build() or 'none'}")


@click.command(
    cls=Command,
    short_help="Print the script that completes commands in a shell.",
    examples="""
pactgraph completion bash > pactgraph-completion.bash
pactgraph completion zsh > _pactgraph
pactgraph completion fish > pactgraph.fish
""",
)
@click.argument("shell", type=click.Choice(SHELLS))
def completion(shell: str) -> None:
    """Print the script with which SHELL completes commands, options, questions and their parameters.

    \b
    bash  put this into ~/.bashrc:  eval "$(pactgraph completion bash)"
    zsh   put this into ~/.zshrc:   eval "$(pactgraph completion zsh)"
    fish  save it as ~/.config/fish/completions/pactgraph.fish
    """
    from click.shell_completion import get_completion_class

    found = get_completion_class(shell)
    assert found is not None
    context = click.get_current_context().find_root()
    write(found(context.command, {}, "pactgraph", "_PACTGRAPH_COMPLETE").source() + "\n")


COMMANDS = (config, completion)
