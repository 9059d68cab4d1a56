"""Every command explains itself: help, options, examples, a place in the group's help and in the README."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

import pactgraph.cli
from pactgraph.cli import SECTIONS, cli, every_command
from pactgraph.cli.command import Command, CommandGroup
from pactgraph.exports.rdf import RDF_EXPORTS

COMMANDS = dict(every_command())
#: What stands behind ``pactgraph``: commands and groups of them.
NAMES = [name for commands in SECTIONS.values() for name in commands]
CONTEXT = click.Context(cli)
GROUPS = {
    name: command for name in NAMES if isinstance(command := cli.get_command(CONTEXT, name), CommandGroup)
}


def options() -> Iterator[tuple[str, click.Parameter]]:
    for name, command in COMMANDS.items():
        for parameter in command.params:
            yield name, parameter


def test_a_command_has_help_examples_and_one_line_of_its_group_s_help():
    for name, command in COMMANDS.items():
        assert isinstance(command, Command)
        assert command.help and command.help.strip().endswith((".", "'.", "fish")), name
        assert command.examples, f"{name} has no example"
        assert all("pactgraph" in line for line in command.examples), name
        assert command.short_help and command.short_help.endswith("."), name
        assert len(f"  {'communities' if ' ' in name else 'completion'}  {command.short_help}") <= 80, name


def test_an_option_has_help_and_an_argument_stands_in_the_text():
    for name, parameter in options():
        if isinstance(parameter, click.Option):
            assert parameter.help, f"{name} {parameter.opts} has no help"
            continue
        assert isinstance(parameter, click.Argument)
        text = f"{COMMANDS[name].help} {' '.join(COMMANDS[name].examples)}"
        shown = parameter.make_metavar(click.Context(COMMANDS[name]))
        assert any(word in text for word in re.findall(r"\w+", f"{shown} {parameter.name}")), (
            f"{name} {shown}"
        )


def test_help_fits_eighty_columns_and_shows_the_examples(pactgraph):
    for name, command in COMMANDS.items():
        result = pactgraph(*name.split(), "--help")
        assert result.returncode == 0
        lines = result.stdout.splitlines()
        assert max(map(len, lines)) <= 80, name
        shown = {line.strip() for line in lines}
        assert set(command.examples) <= shown, name


def test_the_group_lists_every_command_once_by_what_it_is_for(pactgraph):
    result = pactgraph("--help")
    listed = re.findall(r"^  ([a-z]+)  ", result.stdout, re.MULTILINE)
    assert [name for name in listed if name in NAMES] == NAMES
    headings = re.findall(r"^(\w[\w ]*):$", result.stdout, re.MULTILINE)
    assert headings == ["Options", *SECTIONS]
    assert max(map(len, result.stdout.splitlines())) <= 80


def test_without_a_command_the_help_is_shown(pactgraph):
    result = pactgraph()
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout == pactgraph("--help").stdout


@pytest.mark.parametrize("name", GROUPS)
def test_a_group_has_help_lists_its_commands_and_says_which_is_near(pactgraph, name):
    result = pactgraph(name)
    assert (result.returncode, result.stdout) == (0, pactgraph(name, "--help").stdout)
    listed = re.findall(r"^  ([a-z-]+)  ", result.stdout, re.MULTILINE)
    assert listed == GROUPS[name].list_commands(CONTEXT)
    assert max(map(len, result.stdout.splitlines())) <= 80
    slip = pactgraph(name, listed[0][:-1])
    assert slip.returncode == 2
    assert f"did you mean {listed[0]}?" in slip.stderr


def test_the_readme_has_a_row_for_every_command_and_none_of_what_is_not_there(checkout):
    readme = (checkout / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\|\s*`pactgraph ([a-z]+)", readme, re.MULTILINE)) == set(NAMES)


def test_version_is_that_of_the_package(pactgraph):
    from importlib.metadata import version

    assert pactgraph("--version").stdout == f"pactgraph {version('pactgraph')}\n"


def test_the_formats_of_export_are_those_of_the_registry():
    (argument,) = [p for p in COMMANDS["export"].params if p.name == "form"]
    assert isinstance(argument.type, click.Choice)
    assert list(argument.type.choices) == list(RDF_EXPORTS)


def test_each_command_has_the_name_of_its_module_and_function():
    for name, command in COMMANDS.items():
        assert command.name == name.split()[-1]
    assert all((Path(pactgraph.cli.__file__).parent / f"{name}.py").is_file() for name in NAMES)
