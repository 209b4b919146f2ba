"""``zopa verify``: how many visits, where, and what a clean report tells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Group, Parameter, Token
from cyclopts.types import NonNegativeInt, PositiveInt

from zopa.cli import WrongUsageError
from zopa.cli._shared import (
    Json,
    Outputs,
    Quiet,
    progress,
    remark_on_warnings,
    screen,
    show,
    show_json,
    show_written,
)

if TYPE_CHECKING:
    from zopa.jobs.verify_numbers import Numbers


def whole(_: object, tokens: Sequence[Token]) -> int:
    """Return a whole number as it was written; cyclopts alone would round 5.5."""
    (token,) = tokens
    if not WHOLE.fullmatch(token.value):
        msg = f"'{token.value}' is no whole number"
        raise ValueError(msg)
    return int(token.value)


WHOLE = re.compile(r"[+-]?[0-9]+")
PLAIN = Group("Plain numbers, without a case", sort_key=2)


@Parameter(name="*", group=PLAIN)
@dataclass(frozen=True, kw_only=True)
class Plain:
    """Questions in plain numbers."""

    items: Annotated[
        PositiveInt | None,
        Parameter(converter=whole, show_default=False, help="Declared items, for a sampling plan."),
    ] = None
    falsified: Annotated[
        PositiveInt | None,
        Parameter(
            converter=whole,
            show_default=False,
            help="How many of them a breach that matters falsifies.",
        ),
    ] = None
    recognised: Annotated[
        float | None,
        Parameter(
            show_default=False,
            help="Chance that a falsified item is recognised when it is inspected; 1.",
        ),
    ] = None
    gain: Annotated[
        float | None,
        Parameter(show_default=False, help="What an undetected breach brings the breaker."),
    ] = None
    loss: Annotated[
        float | None,
        Parameter(show_default=False, help="What a detected one costs it."),
    ] = None
    detected: Annotated[
        float | None,
        Parameter(show_default=False, help="Chance that one visit finds a breach."),
    ] = None
    seen: Annotated[
        float | None,
        Parameter(show_default=False, help="Chance that it is seen without a visit; 0."),
    ] = None
    violations: Annotated[
        PositiveInt | None,
        Parameter(
            converter=whole,
            show_default=False,
            help="Breaches intended at most, one in a period, with --visits and --periods; 1.",
        ),
    ] = None
    sites: Annotated[
        list[float] | None,
        Parameter(
            negative="",
            show_default=False,
            consume_multiple=True,
            help="For every place the chance that one visit finds a breach there, with --visits: "
            "where to go.",
        ),
    ] = None
    prior: Annotated[
        float | None,
        Parameter(
            show_default=False,
            help="Belief in a breach beforehand, with --detected: what reports tell.",
        ),
    ] = None
    false_alarm: Annotated[
        float | None,
        Parameter(show_default=False, help="Chance of an alarm without a breach; 0."),
    ] = None
    kept: Annotated[
        float | None,
        Parameter(
            show_default=False,
            help="What signing brings if the word is kept, over walking away; with --broken.",
        ),
    ] = None
    broken: Annotated[
        float | None,
        Parameter(show_default=False, help="What signing brings if the word is broken."),
    ] = None


def verify(  # noqa: PLR0913 - options of a command, each with a default
    case: Annotated[
        Path | None,
        Parameter(
            show_default=False,
            help="Case file or folder with a 'verification' part; none for plain numbers.",
        ),
    ] = None,
    /,
    *,
    to: Annotated[
        str | None,
        Parameter(
            show_default=False,
            help="What is carried out: a named package of the case, or a solution such as nash; "
            "the package that the case names under 'exchange', else the Nash package, when left "
            "out.",
        ),
    ] = None,
    options: Annotated[
        str, Parameter(help="Option set over which a solution chooses: one of the case's, or all.")
    ] = "all",
    visits: Annotated[
        NonNegativeInt | None,
        Parameter(
            converter=whole,
            show_default=False,
            help="Visits that can be afforded, instead of the case's.",
        ),
    ] = None,
    periods: Annotated[
        PositiveInt | None,
        Parameter(
            converter=whole,
            show_default=False,
            help="Periods to spread them over, instead of the case's.",
        ),
    ] = None,
    miss: Annotated[
        float | None,
        Parameter(
            show_default=False,
            help="Chance that a sampling plan may overlook a breach; as the case says, or 0.05.",
        ),
    ] = None,
    draws: Annotated[PositiveInt, Parameter(help="Draws of the uncertain numbers.")] = 2000,
    seed: Annotated[
        NonNegativeInt, Parameter(help="Seed of the draws; the same seed, the same result.")
    ] = 1,
    output: Outputs = None,
    plain: Plain = Plain(),
    json: Json = False,
    quiet: Quiet = False,
) -> int:
    """Say how many visits a deal needs, where to make them, and what a clean report tells.

    With a case: for the deal that it leads to.  Without one: the same questions in plain numbers,
    for example --items 100 --falsified 5 --miss 0.05.
    """
    from zopa.jobs.verify import as_json
    from zopa.jobs.verify import report as job
    from zopa.jobs.verify_numbers import Numbers

    given = {each.name: getattr(plain, each.name) for each in fields(plain)}
    if plain.sites is not None:
        given["sites"] = tuple(plain.sites)
    numbers = Numbers(visits=visits, periods=periods, miss=miss, **given)
    if case is None:
        _without_case(to, output)
        return _answer(numbers, json=json, quiet=quiet)
    _with_case(given)
    _usable(Numbers(miss=miss), alone=True)
    with progress(quiet=quiet):
        result = job(
            case,
            outputs=output or (),
            to=to,
            option_set=options,
            visits=visits,
            periods=periods,
            miss=miss,
            draws=draws,
            seed=seed,
            **screen(),
        )
    if json:
        show_json(as_json(result.study))
    elif not quiet:
        show(result.text)
        show_written(result.paths)
    remark_on_warnings(result.warnings, quiet=quiet)
    return 0


def _answer(numbers: Numbers, *, json: bool, quiet: bool) -> int:
    from zopa.jobs.verify import JSON_VERSION
    from zopa.jobs.verify_numbers import Numbers as Nothing
    from zopa.jobs.verify_numbers import answers

    if numbers == Nothing():
        msg = (
            "there is neither a case nor a number; give a case file, or for example "
            "--items 100 --falsified 5; see 'zopa verify --help'"
        )
        raise WrongUsageError(msg)
    _usable(numbers)
    found = answers(numbers)
    if json:
        show_json({"json": JSON_VERSION, **{answer.kind: answer.data for answer in found}})
    elif not quiet:
        show("\n".join(answer.text for answer in found))
    return 0


def _with_case(given: dict[str, object]) -> None:
    from zopa.jobs.verify_numbers import flag

    extra = [flag(name) for name, value in given.items() if value is not None]
    if extra:
        msg = (
            f"{extra[0]} is for questions without a case; write the number into the case's "
            "'verification', or leave the case out"
        )
        raise WrongUsageError(msg)


def _usable(numbers: Numbers, *, alone: bool = False) -> None:
    from zopa.jobs.verify_numbers import misused

    fault = misused(numbers, alone=alone)
    if fault is not None:
        raise WrongUsageError(fault)


def _without_case(to: str | None, output: list[Path] | None) -> None:
    for name, value in (("--to", to), ("--output", output)):
        if value is not None:
            msg = f"{name} needs a case; give a case file before it"
            raise WrongUsageError(msg)
