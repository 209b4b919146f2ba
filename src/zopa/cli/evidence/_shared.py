"""What the commands on a ledger share: the case, who decides and when, the next step."""

from __future__ import annotations

import os
import shlex
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

from zopa.cli import WrongUsageError
from zopa.cli._shared import screen, show
from zopa.evidence.backing import shortened
from zopa.report.layout import clean, encodable
from zopa.report.toned import Toned

if TYPE_CHECKING:
    from zopa.jobs.evidence.decide import Decided, Signed
    from zopa.model.ledger import Statement

CASE_FILE = "case.yaml"
ANALYST = "analyst"
LONGEST = 800
"""Letters of a sentence with the words of a statement."""

Case = Annotated[
    Path | None,
    Parameter(
        name=["--case", "-c"],
        show_default=False,
        help="Case file or folder; else the case.yaml of the folder where you are.",
    ),
]
Analyst = Annotated[
    str | None,
    Parameter(
        show_default=False,
        help="Who decides; else ZOPA_ANALYST of the environment, else the name of the user.",
    ),
]
Note = Annotated[str | None, Parameter(show_default=False, help="Why, or what to remember.")]
Id = Annotated[str, Parameter(help="Id of a statement, its beginning, or words that only it has.")]
Ids = Annotated[list[str], Parameter(help="Ids of statements, their beginnings, or words.")]


def case_of(case: Path | None) -> Path:
    """Return the case that is meant: the one given, else that of the folder where we are."""
    if case is not None:
        return case
    if not Path(CASE_FILE).is_file():
        msg = "there is no case.yaml in this folder; name the case with --case"
        raise WrongUsageError(msg)
    return Path(CASE_FILE)


def signed(analyst: str | None) -> Signed:
    """Return who decides, and that it is now."""
    from zopa.jobs.evidence.decide import Signed

    found = (analyst, os.environ.get("ZOPA_ANALYST"), os.environ.get("USER"), ANALYST)
    name = next(name.strip() for name in found if name and name.strip())
    return Signed(by=name, at=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))


def page() -> Toned:
    """Return an empty page as wide as the screen."""
    return Toned(**screen())


def next_step(command: str, case: Path | None) -> str:
    """Return a command to go on with, for the same case."""
    where = "" if case is None else f" --case {shlex.quote(str(case))}"
    return f"zopa evidence {command}{where}"


def who(statement: Statement, limit: int = 200) -> str:
    """Return who speaks, and for which party, in at most so many letters."""
    speaker = statement.speaker
    if speaker is None:
        return "the reporter" if statement.mode == "account" else "nobody named"
    name = speaker.name or speaker.text or speaker.party or ""
    party = "" if speaker.party in (None, "", name) else f" ({speaker.party})"
    return f"{short(name, max(limit - len(party), 8))}{party}"


def words(statement: Statement) -> str:
    """Return the words of a statement on one line, as far as the ledger has them."""
    pieces = (f"{p.exact} …" if p.cut else p.exact for p in statement.passages if p.exact)
    return " … ".join(" ".join(piece.split()) for piece in pieces) or "(words left out)"


def where(statement: Statement) -> str:
    """Return the places of a statement, source and code points."""
    return f"{statement.source} {', '.join(f'{p.start}-{p.end}' for p in statement.passages)}"


def short(text: str, limit: int) -> str:
    """Return a text on one line, cut at a word.

    Examples
    --------
    >>> short("We will never give up the island", 20)
    'We will never give …'
    """
    return shortened(" ".join(text.split()), limit)


def tell(text: str) -> None:
    """Print a sentence and words to check, wrapped, without signs that move the cursor."""
    room: dict[str, Any] = screen()
    paper = page()
    paper.text(encodable(clean(short(text, LONGEST)), room["encoding"]), hang=3)
    show(paper.drawn())


def show_decided(result: Decided, verb: str) -> None:
    """Say what was decided, a line for each statement."""
    for each in result.statements:
        kind = f", {each.kind}" if each.kind else ""
        before = result.overruled.get(each.id)
        past = "accepted" if result.act == "reject" else "rejected"
        turned = "" if before is None else f", which {before or 'somebody'} had {past}"
        tell(f"{each.id} {verb}{turned}: {who(each)}{kind}: {words(each)}")
