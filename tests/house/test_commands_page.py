"""The page on commands has every command, every option and every exit code."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest
from cyclopts import App

from zopa.cli import COMMANDS, FAILED, GROUPS, INTERRUPTED, NO_READER, WRONG_USAGE, main
from zopa.formats import FORMATS


def table(group: str) -> dict[str, str]:
    """Return the commands below a command."""
    found: dict[str, str] = import_module(f"zopa.cli.{group}").COMMANDS
    return found


ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
SINGLE = [name for name in COMMANDS if name not in GROUPS]
BELOW = [f"{group} {name}" for group in GROUPS for name in table(group)]


def sections(mark: str, before: str, text: str) -> dict[str, str]:
    """Return the sections of a text: the command in the heading -> what stands below."""
    heading = rf"^{mark} `zopa ({before}\w+)[^\n]*\n(.*?)(?=^#{{1,{len(mark)}}} |\Z)"
    return {found[1]: found[2] for found in re.finditer(heading, text, re.MULTILINE | re.DOTALL)}


SECTIONS = sections("##", "", TEXT)
for _group in GROUPS:
    SECTIONS |= sections("###", f"{_group} ", SECTIONS[_group])


def options(command: str) -> set[str]:
    """Return every option that a command takes, by the names that its parser knows."""
    app = App(name=command, version_flags=[])
    module = import_module(f"zopa.cli.{command.replace(' ', '.')}")
    app.default(getattr(module, command.rsplit(maxsplit=1)[-1]))
    arguments = app.assemble_argument_collection()
    return {name for one in arguments for name in one.names if name.startswith("-")}


def mentioned(text: str) -> set[str]:
    """Return the options that a text names between backticks."""
    named = " ".join(re.findall(r"`(-[^`]*)`", text))
    return set(re.findall(r"(?<!\S)--?[a-z][a-z-]*", named))


def test_every_command_has_a_section() -> None:
    """In the order of the command line, and no command that is not there."""
    assert [name for name in SECTIONS if " " not in name] == list(COMMANDS)
    assert [name for name in SECTIONS if " " in name] == BELOW
    assert re.findall(r"^\| \[`zopa (\w+)", TEXT, re.MULTILINE) == list(COMMANDS)


@pytest.mark.parametrize("command", [*SINGLE, *BELOW])
def test_every_option_is_named_in_its_section(command: str) -> None:
    """All that the parser takes, and nothing else; `study` says which option it lacks."""
    known = options(command)
    assert "--json" in known
    assert known - mentioned(SECTIONS[command]) == set()
    foreign = {"--output"} if command == "study" else set()
    assert mentioned(SECTIONS[command]) - known == foreign


def test_help_and_page_name_the_same_options(capsys: pytest.CaptureFixture[str]) -> None:
    """What ``--help`` shows stands on the page too."""
    for command in [*SINGLE, *BELOW]:
        assert main([*command.split(), "--help"]) == 0
        shown = set(re.findall(r"(?<=[ │])--?[a-z][a-z-]*(?= )", capsys.readouterr().out))
        assert {name for name in shown if name in options(command)} == options(command)


def test_exit_codes_and_formats_are_named() -> None:
    """Each code in the table; each format that can be written."""
    for code in (0, FAILED, WRONG_USAGE, INTERRUPTED, NO_READER):
        assert f"\n| {code} | " in TEXT
    for name, member in FORMATS.items():
        assert member.write is None or f"`{name}`" in SECTIONS["convert"]
