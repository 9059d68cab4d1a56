"""The command ``completion``: print the script for a shell."""

from __future__ import annotations

from typing import Annotated

import click
from click.shell_completion import get_completion_class

from pactgraph.cli.command import arg, command
from pactgraph.cli.output import write

SHELLS = ("bash", "zsh", "fish")


@command(
    examples="""
pactgraph completion bash > pactgraph-completion.bash
pactgraph completion zsh > _pactgraph
pactgraph completion fish > pactgraph.fish
"""
)
def completion(shell: Annotated[str, arg("SHELL", type=click.Choice(SHELLS))]) -> None:
    """Print the script with which SHELL completes commands, options, questions and their parameters.

    \b
    bash  put this into ~/.bashrc:  eval "$(pactgraph completion bash)"
    zsh   put this into ~/.zshrc:   eval "$(pactgraph completion zsh)"
    fish  save it as ~/.config/fish/completions/pactgraph.fish
    """
    found = get_completion_class(shell)
    assert found is not None
    context = click.get_current_context().find_root()
    write(found(context.command, {}, "pactgraph", "_PACTGRAPH_COMPLETE").source() + "\n")
