"""What several commands share: options, printing, a progress bar."""

from __future__ import annotations

import json
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter
from cyclopts.types import NonNegativeInt, PositiveInt

from zopa.cli import WIDEST, fitted, one_line

if TYPE_CHECKING:
    from rich.progress import Progress

PATIENCE_S = 1.0
"""Seconds after which a progress bar appears."""

CasePath = Annotated[
    Path,
    Parameter(help="Case file or folder, of any format that zopa reads."),
]
Json = Annotated[bool, Parameter(name="--json", negative="", help="Print JSON.")]
Quiet = Annotated[
    bool,
    Parameter(name=["--quiet", "-q"], negative="", help="Print nothing but errors."),
]
Outputs = Annotated[
    list[Path] | None,
    Parameter(
        name=["--output", "-o"],
        negative="",
        show_default=False,
        consume_multiple=False,
        help="File to write: .html for the page, .svg, .png or .pdf for pictures, .txt. "
        "May be given several times.",
    ),
]


@Parameter(name="*")
@dataclass(frozen=True, kw_only=True)
class StudyOptions:
    """How a case is studied."""

    options: Annotated[
        str, Parameter(help="Option set to negotiate over: one of the case's, or all.")
    ] = "all"
    draws: Annotated[PositiveInt, Parameter(help="Draws of the uncertain numbers.")] = 2000
    seed: Annotated[
        NonNegativeInt, Parameter(help="Seed of the draws; the same seed, the same result.")
    ] = 1
    strict: Annotated[
        bool,
        Parameter(negative="", help="Ask for more than walking away is worth, not as much."),
    ] = False
    revealed: Annotated[
        bool,
        Parameter(
            help="Keep only draws that fit what was done: a refused offer was worth less than "
            "walking away, a proposal at least as much."
        ),
    ] = False

    standing: Annotated[
        dict[str, float] | None,
        Parameter(
            show_default=False,
            help="Weights of unequal standing for Nash, egalitarian and most in total, for "
            "example --standing.us 2; 1 for parties left out.",
        ),
    ] = None
    frontier_limit: Annotated[
        PositiveInt | None,
        Parameter(
            show_default=False,
            help="Points that the frontier may have; 200,000 for two parties, else 20,000.",
        ),
    ] = None

    def arguments(self) -> dict[str, Any]:
        """Return the options under the names that jobs give them."""
        return {
            "option_set": self.options,
            "draws": self.draws,
            "seed": self.seed,
            "strict": self.strict,
            "revealed": self.revealed,
            "standing": self.standing,
            "frontier_limit": self.frontier_limit,
        }


def show(text: str) -> None:
    """Print text as it is."""
    sys.stdout.write(text if text.endswith("\n") else text + "\n")


def show_lines(lines: Iterable[str]) -> None:
    """Print lines, each as wide as a terminal allows; whole where no terminal reads them."""
    show("\n".join(fitted(line, sys.stdout) for line in lines))


def show_written(paths: Iterable[Path]) -> None:
    """Say which files were written."""
    for path in paths:
        what = "Page with pictures" if path.suffix == ".html" else "Written"
        show(f"{what}: {path}")


def screen() -> dict[str, Any]:
    """Return width, colour and encoding of the screen, under the names that jobs give them."""
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return {
        "width": min(shutil.get_terminal_size((80, 24)).columns, WIDEST),
        "colour": sys.stdout.isatty() and not plain,
        "encoding": sys.stdout.encoding or "utf-8",
    }


def show_json(value: Any) -> None:
    """Print a value as JSON."""
    show(json.dumps(value, indent=2, ensure_ascii=False, allow_nan=False))


def remark(text: str) -> None:
    """Print a remark that is no part of the answer."""
    sys.stderr.write(fitted(one_line(text), sys.stderr) + "\n")


def remark_on_warnings(count: int, *, quiet: bool, faults: int = 0) -> None:
    """Say in one line that a case has warnings, or faults in its evidence, if it has any."""
    said = [f"{many(faults, 'faults')} in the evidence"] if faults else []
    said += [many(count, "warnings")] if count else []
    if said and not quiet:
        them = "it" if count + faults == 1 else "them"
        remark(f"zopa: {' and '.join(said)}; 'zopa check' lists {them}")


def many(count: int, parts: str) -> str:
    """Return a count with its word, in the singular for one.

    Examples
    --------
    >>> many(2, "parties"), many(1, "parties"), many(1, "named packages"), many(1, "with preferences")
    ('2 parties', '1 party', '1 named package', '1 with preferences')
    """
    if count == 1 and not parts.startswith("with "):
        parts = (
            parts.removesuffix("ies") + "y" if parts.endswith("ies") else parts.removesuffix("s")
        )
    return f"{count} {parts}"


@contextmanager
def progress(*, quiet: bool = False) -> Iterator[Callable[[str, float], None] | None]:
    """Yield what long work calls with a label and the share that is done.

    On a terminal a bar appears when the work takes longer than `PATIENCE_S`; elsewhere nothing
    is shown.
    """
    if quiet or not sys.stderr.isatty():
        yield None
        return
    bar = _Bar(start=time.monotonic())
    try:
        yield bar
    finally:
        bar.close()


class _Bar:
    """A progress bar that waits before it shows itself."""

    def __init__(self, start: float) -> None:
        self.start = start
        self.progress: Progress | None = None

    def __call__(self, label: str, share: float) -> None:
        """Show how much is done."""
        if self.progress is None:
            if time.monotonic() - self.start < PATIENCE_S:
                return
            from rich.console import Console
            from rich.progress import Progress

            self.progress = Progress(console=Console(stderr=True), transient=True)
            self.progress.add_task(label, total=1.0)
            self.progress.start()
        self.progress.update(self.progress.task_ids[0], description=label, completed=share)

    def close(self) -> None:
        """Take the bar away."""
        if self.progress is not None:
            self.progress.stop()
