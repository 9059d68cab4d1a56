"""What every command has: options from a signature, --quiet, --verbose, --debug, examples that run."""

from __future__ import annotations

import inspect
import shlex
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from importlib import import_module
from pathlib import Path
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias, Union, get_args, get_origin, get_type_hints

import click

if TYPE_CHECKING:
    from pactgraph.answers.parameters import Parameter

SHARED = ("quiet", "verbose", "debug")
#: The argument of a function that prints a result; it is no option.
RESULT = "result"
#: What does not follow from the row: other names of options, and metavars.
NAMES = {"network": "--projection"}
METAVARS = {
    "network": "NAME",
    "since": "YEAR",
    "until": "YEAR",
    "as_of": "DATE",
    "radius": "N",
    "best": "K",
    "avoid": "NAME",
}
Commands: TypeAlias = Mapping[str, Mapping[str, str]]
"""The summary of each command by its name, under the headings of a group's help."""


@dataclass(frozen=True)
class Given:
    """How an argument of a function is given on the command line; see :func:`opt` and :func:`arg`."""

    names: tuple[str, ...]
    settings: dict[str, Any] = field(hash=False)
    positional: bool = False


def opt(help: str, *names: str, **settings: Any) -> Given:
    """Describe an argument that is an option: ``limit: Annotated[int, opt("At most so many.")] = 20``.

    :param names: such as ``-o``, ``--output``; by default the name of the argument.
    :param settings: those of :class:`click.Option`; type, default and the like follow from the argument.
    """
    return Given(names, {"help": help, **settings})


def arg(metavar: str, **settings: Any) -> Given:
    """Describe an argument that has no name but a place."""
    return Given((), {"metavar": metavar, **settings}, positional=True)


def shared_options() -> list[click.Parameter]:
    """Return the options that are accepted before a command's name as well as after it."""
    return [
        click.Option(["-q", "--quiet"], is_flag=True, help="Print nothing but the result."),
        click.Option(["-v", "--verbose"], is_flag=True, help="Print more about what is done."),
        click.Option(["--debug"], is_flag=True, help="Show the traceback of an error.", hidden=True),
    ]


def _share(context: click.Context) -> None:
    """Move the shared options from the parameters to the context; those given before the name count too."""
    before: dict[str, bool] = context.obj or {}
    context.obj = {name: context.params.pop(name) or before.get(name, False) for name in SHARED}


class Command(click.Command):
    """A command whose help ends with examples, and whose function returns its exit code or None.

    :param examples: command lines, one a line; each is run by a test.
    """

    def __init__(self, *args: Any, examples: str, **kwargs: Any) -> None:
        self.examples = tuple(examples.strip().splitlines())
        kwargs["epilog"] = "\b\nExamples:\n" + "\n".join(f"  {line}" for line in self.examples)
        super().__init__(*args, **kwargs)
        self.params += shared_options()

    def invoke(self, context: click.Context) -> None:
        """Run the command."""
        _share(context)
        if code := super().invoke(context):
            context.exit(code)


class CommandGroup(click.Group):
    """A group that lists its commands by purpose and imports the module of one only to run or describe it.

    :param sections: the commands, in the order in which a newcomer meets them.
    :param module: where a command is found, by the name of its function; ``{}`` stands for this name.
    """

    def __init__(self, *args: Any, sections: Commands, module: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sections = sections
        self.module = module
        self.summaries = {name: text for commands in sections.values() for name, text in commands.items()}
        self.params += shared_options()

    def invoke(self, context: click.Context) -> None:
        """Run the command that is named."""
        _share(context)
        super().invoke(context)

    def list_commands(self, context: click.Context) -> list[str]:
        """Return the names in the order of the sections."""
        return list(self.summaries)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """Return a command by its name."""
        if name not in self.summaries:
            return None
        function = name.replace("-", "_")
        command: click.Command = getattr(import_module(self.module.format(function)), function)
        command.short_help = self.summaries[name]
        return command

    def every_command(self) -> Iterator[tuple[str, Command]]:
        """Yield each command with its name; that of a command in a group is ``network show``."""
        for name in self.summaries:
            command = self.get_command(click.Context(self), name)
            if isinstance(command, CommandGroup):
                yield from ((f"{name} {one}", held) for one, held in command.every_command())
            elif isinstance(command, Command):
                yield name, command

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands under their headings."""
        width = max(map(len, self.summaries))
        for title, commands in self.sections.items():
            with formatter.section(title):
                formatter.write_dl([(name.ljust(width), text) for name, text in commands.items()])

    def resolve_command(
        self, context: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or suggest one with a similar name."""
        from pactgraph.model.text import unknown_name

        if not args[0].startswith("-") and self.get_command(context, args[0]) is None:
            see = f"see: {context.command_path} --help"
            raise unknown_name(f"the command {args[0]}", args[0], self.summaries, see)
        return super().resolve_command(context, args)


def command(
    *, examples: str, name: str | None = None, cls: type[Command] = Command
) -> Callable[[Callable[..., int | None]], Command]:
    """Make a command of a function: its arguments, annotated by :func:`opt` or :func:`arg`, are its options.

    An argument whose type is a dataclass stands for one option a field.
    """

    def made(function: Callable[..., int | None]) -> Command:
        params, call = read_signature(function)
        text = inspect.getdoc(function)
        return cls(name or function.__name__, params=params, callback=call, help=text, examples=examples)

    return made


def read_signature(
    function: Callable[..., int | None],
) -> tuple[list[click.Parameter], Callable[..., int | None]]:
    """Return parameters for the annotated arguments of a function, and a function of their values."""
    groups: dict[str, type] = {}
    params: list[click.Parameter] = []
    hints = get_type_hints(function, include_extras=True)
    for argument in inspect.signature(function).parameters.values():
        hint = hints[argument.name]
        if get_origin(hint) is Annotated:
            params.append(_parameter(argument.name, hint, argument.default))
        elif argument.name != RESULT and is_dataclass(hint) and isinstance(hint, type):
            groups[argument.name] = hint
            own = get_type_hints(hint, include_extras=True)
            params += [_parameter(one.name, own[one.name], one.default) for one in fields(hint)]

    def call(**values: Any) -> int | None:
        for key, kind in groups.items():
            values[key] = kind(**{one.name: values.pop(one.name) for one in fields(kind)})
        return function(**values)

    return params, call


def _parameter(name: str, hint: object, default: object) -> click.Parameter:
    """Return the option or argument that an annotated argument describes."""
    kind, given = get_args(hint)[:2]
    if not isinstance(given, Given):
        from pactgraph.answers.operation import described

        return parameter_of(described(name, hint, default))
    if get_origin(kind) in (Union, UnionType):
        (kind,) = (one for one in get_args(kind) if one is not type(None))
    several = get_origin(kind) is tuple
    kind = get_args(kind)[0] if several else kind
    settings = {"type": click.Path(path_type=Path) if kind is Path else kind, **given.settings}
    required = default is inspect.Parameter.empty or "required" in settings
    if not required and default not in ((), None):
        settings["default"] = default
    if given.positional:
        return click.Argument([name], **{"required": required, "nargs": -1 if several else 1, **settings})
    if kind is bool:
        return click.Option([name, *_names(name, given)], is_flag=True, help=given.settings["help"])
    shows = default not in (None, "", ()) and not required
    more = {"multiple": several, "show_default": shows, "required": required}
    return click.Option([name, *_names(name, given)], **{**more, **settings})


def parameter_of(one: Parameter, place: str | None = None) -> click.Parameter:
    """Return the option of a parameter, or the argument with this metavar."""
    several = one.kind == "texts"
    kind: Any = click.IntRange(one.least, one.bound) if one.kind == "integer" else str
    if place is not None:
        return click.Argument([one.name], metavar=place, nargs=-1 if several else 1, required=one.required)
    names = [one.name, NAMES.get(one.name, f"--{one.name.replace('_', '-')}")]
    text = f"{one.description.removesuffix('.')}; repeatable." if several else one.description
    if one.kind == "flag":
        return click.Option(names, is_flag=True, help=text)
    metavar = METAVARS.get(one.name, "CODE" if several else None)
    shows = one.default not in (None, "", ())
    more: dict[str, Any] = {"default": one.default, "show_default": True} if shows else {}
    if one.name == "network":
        more["shell_complete"] = complete_projection
    return click.Option(names, type=kind, multiple=several, help=text, metavar=metavar, **more)


def complete_projection(context: click.Context, parameter: click.Parameter, begun: str) -> list[str]:
    """Offer the names of the projections to the shell."""
    from pactgraph.network.projections import PROJECTIONS

    return [name for name in PROJECTIONS if name.startswith(begun)]


def _names(name: str, given: object) -> tuple[str, ...]:
    return getattr(given, "names", ()) or (f"--{name.replace('_', '-')}",)


def words_of(options: Any) -> Iterator[str]:
    """Yield the options of a dataclass as they are typed; none for those that have their default."""
    hints = get_type_hints(type(options), include_extras=True)
    for one in fields(options):
        value, given = getattr(options, one.name), get_args(hints[one.name])[1]
        if value == one.default or getattr(given, "positional", False):
            continue
        name = _names(one.name, given)[-1]
        for each in value if isinstance(value, tuple) else (value,):
            yield name if each is True else f"{name} {shlex.quote(str(each))}"


def shared(name: str) -> bool:
    """Tell whether a shared option is set; outside a command none is."""
    context = click.get_current_context(silent=True)
    return bool(context and context.obj and context.obj.get(name))


__all__ = ["Annotated", "Command", "CommandGroup", "arg", "command", "opt", "shared", "words_of"]
