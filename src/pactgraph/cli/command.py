"""What every command has: --quiet, --verbose, --debug, and help that ends with examples that run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import click

SHARED = ("quiet", "verbose", "debug")


def shared_options() -> list[click.Parameter]:
    """Return the options that stand before a command's name as well as after it."""
    return [
        click.Option(["-q", "--quiet"], is_flag=True, help="Say nothing but the result."),
        click.Option(["-v", "--verbose"], is_flag=True, help="Say more about what is done."),
        click.Option(["--debug"], is_flag=True, help="Show the traceback of an error.", hidden=True),
    ]


class Command(click.Command):
    """A command whose help ends with examples.

    :param examples: command lines, one a line; each is run by a test.
    """

    def __init__(self, *args: Any, examples: str = "", **kwargs: Any) -> None:
        self.examples = tuple(examples.strip().splitlines())
        if self.examples:
            kwargs["epilog"] = "\b\nExamples:\n" + "\n".join(f"  {line}" for line in self.examples)
        super().__init__(*args, **kwargs)
        self.params += shared_options()

    def invoke(self, context: click.Context) -> Any:
        """Run the command; the shared options go into the context, not to the function."""
        before: dict[str, bool] = context.obj or {}
        context.obj = {name: context.params.pop(name) or before.get(name, False) for name in SHARED}
        return super().invoke(context)


class CommandGroup(click.Group):
    """A group that lists its commands by what they are for, in the order in which a newcomer meets them.

    :param sections: the commands by the heading that they stand under; a group may be one of them.
    """

    def __init__(self, *args: Any, sections: Mapping[str, Sequence[click.Command]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sections = sections
        for commands in sections.values():
            for command in commands:
                self.add_command(command)
        self.params += shared_options()

    def invoke(self, context: click.Context) -> Any:
        """Keep the shared options for the command, and those that stood before the group's own name."""
        before: dict[str, bool] = context.obj or {}
        context.obj = {name: context.params.pop(name) or before.get(name, False) for name in SHARED}
        return super().invoke(context)

    def list_commands(self, context: click.Context) -> list[str]:
        """Return the names in the order of the sections."""
        return [str(command.name) for commands in self.sections.values() for command in commands]

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands under their headings."""
        width = max(map(len, self.list_commands(context)))
        for title, commands in self.sections.items():
            with formatter.section(title):
                rows = [(str(command.name).ljust(width), str(command.short_help)) for command in commands]
                formatter.write_dl(rows)

    def resolve_command(
        self, context: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or say which is near."""
        from pactgraph.errors import UnknownNameError
        from pactgraph.model.text import did_you_mean

        if args[0] not in self.commands and not args[0].startswith("-"):
            raise UnknownNameError(
                f"the command {args[0]}",
                expected=f"one of {', '.join(self.list_commands(context))}",
                mend=did_you_mean(args[0], self.commands, f"see: {context.command_path} --help"),
            )
        return super().resolve_command(context, args)


def shared(name: str) -> bool:
    """Tell whether a shared option is set; outside a command none is."""
    context = click.get_current_context(silent=True)
    return bool(context and context.obj and context.obj.get(name))
