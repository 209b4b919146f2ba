"""The command line: choose a command, run it, say errors in one line.

``COMMANDS`` names one module for each command; only the module that is asked for is loaded, and
the list of commands needs none at all.
"""

from __future__ import annotations

import json
import os
import sys
import warnings
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Any, TextIO

from zopa._version import __version__
from zopa.errors import (
    CaseError,
    CaseFaults,
    FormatError,
    LimitError,
    QuestionError,
    SourceError,
    UnknownNameError,
    ZopaError,
    ZopaWarning,
    did_you_mean,
)

COMMANDS = {
    "brief": "Print the brief of a case, and write it as page or pictures.",
    "study": "Study a case and say the result in numbers, or as JSON.",
    "stability": "Say which states would hold, who would leave, and how one gets there.",
    "exchange": "Say in which order a deal can be carried out.",
    "verify": "Say how many visits a deal needs, and what a clean report tells.",
    "evidence": "Turn press reports into a ledger of who said what, for the case to rest on.",
    "check": "Find every fault of a case file, or say what it contains.",
    "new": "Write a commented case to start from.",
    "schema": "Print the JSON Schema of case files.",
    "convert": "Write a case in another format.",
}
"""Commands with what they do; each is a function in a module of the same name."""

GROUPS = frozenset({"evidence"})
"""Commands with commands of their own: folders with a table like this one."""

FAILED, WRONG_USAGE, INTERRUPTED, NO_READER = 1, 2, 130, 141
"""Exit codes besides 0."""

NARROWEST, WIDEST = 40, 100
"""Columns that a text uses at least and at most; longer lines are hard to read."""

_CODES = (
    (CaseFaults, "case-faults"),
    (CaseError, "case"),
    (FormatError, "format"),
    (UnknownNameError, "unknown-name"),
    (QuestionError, "question"),
    (LimitError, "limit"),
    (ZopaError, "error"),
    (OSError, "system"),
    (MemoryError, "memory"),
)


class WrongUsageError(ZopaError):
    """The command line is not one that zopa knows."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return the exit code.

    0 when all is well, 1 for errors (one line on standard error), 2 for wrong usage, 130 when
    interrupted, 141 when nobody reads the output.

    Examples
    --------
    >>> main(["--version"]) == 0
    zopa ...
    True
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    _allow_all_signs(sys.stdout, sys.stderr)
    try:
        with warnings.catch_warnings():
            _show_warnings()
            code = _run(arguments)
        sys.stdout.flush()
    except WrongUsageError as error:
        _say(str(error), "usage", arguments)
        return WRONG_USAGE
    except BrokenPipeError:
        # Python would complain at exit when it flushes: give it somewhere to write to.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return NO_READER
    except KeyboardInterrupt:
        return INTERRUPTED
    except (ZopaError, OSError, MemoryError) as error:
        _say(_words(error), _code(error), arguments)
        return FAILED
    return code


def _show_warnings() -> None:
    """Let zopa's own warnings be lines on standard error, quiet or not: something was left out."""
    usual = warnings.showwarning

    def show(message: Warning | str, category: type[Warning], *rest: Any, **more: Any) -> None:
        if issubclass(category, ZopaWarning):
            line = fitted(f"zopa: warning: {one_line(str(message))}", sys.stderr)
            print(line, file=sys.stderr)  # noqa: T201 - prints
        else:
            usual(message, category, *rest, **more)

    warnings.simplefilter("always", ZopaWarning)
    warnings.showwarning = show


def _run(arguments: list[str]) -> int:
    if not arguments or arguments[0] in ("--help", "-h", "help"):
        print(_overview())  # noqa: T201 - the command line prints
        return 0
    if arguments[0] in ("--version", "-V"):
        print(f"zopa {__version__}")  # noqa: T201 - the command line prints
        return 0
    name, rest = _chosen(arguments, COMMANDS)
    if name not in GROUPS:
        return _start(name, rest)
    group = import_module(f"zopa.cli.{name}")
    if not rest or rest[0] in ("--help", "-h", "help"):
        print(_overview_of(name, group.ABOUT, group.COMMANDS, group.BEGIN))  # noqa: T201 - prints
        return 0
    below, rest = _chosen(rest, group.COMMANDS, name)
    return _start(f"{name}.{below}", rest)


def _chosen(
    arguments: list[str], known: Mapping[str, str], group: str = ""
) -> tuple[str, list[str]]:
    """Return which command is asked for, and its arguments."""
    name, rest = arguments[0], arguments[1:]
    if name not in known:
        hint = did_you_mean(name, known)
        kind = "option" if name.startswith("-") else "command"
        whole = f"zopa {group}".rstrip()
        called = f"{group} {name}" if group and kind == "command" else name
        msg = f"there is no {kind} '{called}'; {hint} ('{whole} --help' lists the commands)"
        raise WrongUsageError(msg)
    return name, rest


def _start(path: str, arguments: list[str]) -> int:
    """Run the command of a module of this folder."""
    name = path.replace(".", " ")
    if "-" in arguments:
        msg = (
            "zopa reads and writes files, not standard input; give a file instead of '-'; "
            f"see 'zopa {name} --help'"
        )
        raise WrongUsageError(msg)
    module = import_module(f"zopa.cli.{path}")
    command: Callable[..., int] = getattr(module, path.rpartition(".")[2])
    return _call(name, command, arguments)


def _call(name: str, command: Callable[..., int], arguments: list[str]) -> int:
    """Parse the arguments of one command by its signature and run it."""
    from cyclopts import App, CycloptsError

    app = App(name=f"zopa {name}", help_format="plaintext", version_flags=[])
    app.default(command)
    app["--help"].show = False  # no box for it alone: whoever reads the help knows it
    try:
        function, bound, _ = app.parse_args(arguments, exit_on_error=False, print_error=False)
    except CycloptsError as error:
        msg = f"{_first_line(str(error))}; see 'zopa {name} --help'"
        raise WrongUsageError(msg) from None
    return function(*bound.args, **bound.kwargs) or 0


def _first_line(text: str) -> str:
    return " ".join(text.split()).rstrip(".")


def _overview() -> str:
    lines = [f"  {name:<10}{what}" for name, what in COMMANDS.items()]
    return "\n".join(
        [
            "Usage: zopa COMMAND ...",
            "",
            "Was there a deal, why was there none, and what would unlock one?",
            "",
            *lines,
            "",
            "'zopa COMMAND --help' explains a command, 'zopa --version' says the version.",
            "Begin with 'zopa new', then 'zopa check case.yaml' and 'zopa brief case.yaml'.",
        ]
    )


def _overview_of(group: str, about: str, commands: Mapping[str, str], begin: str) -> str:
    lines = [f"  {name:<10}{what}" for name, what in commands.items()]
    usage = [f"Usage: zopa {group} COMMAND ...", "", about, ""]
    explained = f"'zopa {group} COMMAND --help' explains a command; each takes --json and --quiet."
    return "\n".join([*usage, *lines, "", explained, begin])


def _code(error: BaseException) -> str:
    if isinstance(error, SourceError):
        return error.code
    return next(code for kind, code in _CODES if isinstance(error, kind))


def _words(error: BaseException) -> str:
    if isinstance(error, MemoryError):
        return "the memory of this machine does not suffice; ask for less"
    if isinstance(error, OSError):
        place = f"'{error.filename}': " if error.filename else ""
        return f"{place}{error.strerror or error}"
    return str(error)


def _say(message: str, code: str, arguments: Sequence[str]) -> None:
    """Print an error as one line, and as JSON where JSON was asked for."""
    line = one_line(message)
    print(fitted(f"zopa: {line}", sys.stderr), file=sys.stderr)  # noqa: T201 - prints
    if "--json" in arguments:
        found = {"error": {"code": code, "message": line}}
        print(json.dumps(found, ensure_ascii=False))  # noqa: T201 - the command line prints


def one_line(text: str) -> str:
    r"""Return a text on one line, without signs that move the cursor or turn the writing.

    Examples
    --------
    >>> one_line("no\x1b[2J such\n\u202efile")
    'no [2J such file'
    """
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def fitted(line: str, stream: TextIO) -> str:
    """Return a line as a terminal shows it best: in several lines, none wider than it.

    Where the stream is no terminal, programs read it, and a line stays a line.
    """
    if not stream.isatty():
        return line
    import shutil
    import textwrap

    edge = line[: len(line) - len(line.lstrip())]
    width = min(shutil.get_terminal_size((80, 24)).columns, WIDEST)
    return textwrap.fill(
        line,
        max(width, NARROWEST),
        subsequent_indent=f"{edge}  ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def _allow_all_signs(*streams: TextIO) -> None:
    """Print a sign that the terminal does not know as '?', instead of failing."""
    for stream in streams:
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
