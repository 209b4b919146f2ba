"""Levers, one per file: what opens an empty zone, and what closes an open one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import get_args

from zopa.analysis.results import Lever, LeverKind, Unlock
from zopa.analysis.unlock._contract import LEVERS, Member, Promise
from zopa.analysis.unlock._setting import Setting
from zopa.errors import LimitError
from zopa.model import Case, OptionSet

__all__ = ["LEVERS", "Member", "Promise", "unlock"]

Progress = Callable[[str, float], None]
"""Called with what is being done and the share that is done."""

MEASURED = frozenset({"points", "weight", "score"})
"""Units of levers that have a size, however small."""
HAIR = 1e-8
"""Efforts up to this are a tie, told from its other side by the tolerance of §4 alone."""
ORDER = {kind: place for place, kind in enumerate(get_args(LeverKind))}


def unlock(
    case: Case,
    option_set: str | OptionSet = "all",
    *,
    strict: bool = False,
    frontier_limit: int | None = None,
    progress: Progress | None = None,
) -> Unlock:
    """Return every lever on the zone with its least size, smallest effort first.

    For an empty zone, each lever's least change that opens it, and a deal on which it opens;
    for an open zone, how far each number can go before it closes.  Every uncertain number
    stands at its central value.

    Parameters
    ----------
    case, option_set
        The case and the options that are negotiated over.
    strict
        Whether acceptable means more than the reservation value instead of at least; then
        every size includes the tolerance (§4) that tells more from equal.
    frontier_limit
        Points that a frontier may have; `zopa.analysis.problem.frontier_limit` when left out.
    progress
        Called with what is being done and the share that is done.

    Returns
    -------
    Unlock
        Levers by effort, those that do nothing last; ties by kind, then by name.

    Raises
    ------
    QuestionError
        When no party has preferences.
    CaseError
        When the rules leave no legal deal.
    LimitError
        When the frontier has more than ``frontier_limit`` points.  Where only some changed
        case has, that kind of lever says so in one line.

    Notes
    -----
    ``docs/unlock.md`` says what each lever means and how it is found.

    Examples
    --------
    The union wants 5 of 10 and the port 7 of 10; the best deal for both gives 5 and 5.

    >>> from zopa.model import Issue, Number, Option, Party, Scores, Standing
    >>> def party(name, scores, value):
    ...     numbers = {option: Number.fixed(score) for option, score in scores.items()}
    ...     standing = Standing(value=Number.fixed(value))
    ...     return Scores(party=name, scores={"pay": numbers}, standing=standing)
    >>> levels = tuple(Option(id=name, name=name) for name in ("low", "mid", "high"))
    >>> case = Case(
    ...     id="pay", title="Pay", issues=(Issue(id="pay", name="Pay", options=levels),),
    ...     parties=(Party(id="union", name="Union"), Party(id="port", name="Port")),
    ...     preferences={
    ...         "union": party("union", {"low": 0, "mid": 5, "high": 10}, 5),
    ...         "port": party("port", {"low": 10, "mid": 5, "high": 0}, 7)})
    >>> for lever in unlock(case).levers[:3]:
    ...     print(lever.label, "-", lever.detail)
    Port's walk-away value - down by 2 points, from 7 to 5
    walk-away values, together - 2 points: Port 2
    Port's score of “mid” (Pay) - up by 2 points, from 5 to 7
    """
    setting = Setting.of(case, option_set, strict=strict, limit=frontier_limit)
    members = [
        member
        for _, member in LEVERS.items()
        if (member.opens if setting.opening else member.closes)
    ]
    found: list[Lever] = []
    for done, member in enumerate(members):
        if progress is not None:
            progress(member.title, done / len(members))
        found += [_at_the_edge(lever, opening=setting.opening) for lever in _find(member, setting)]
    return Unlock(
        option_set=setting.options.id,
        opening=setting.opening,
        levers=tuple(sorted(found, key=_rank)),
    )


def _find(member: Member, setting: Setting) -> Sequence[Lever]:
    """Return the levers of one kind; one line that says so where the search is too large."""
    try:
        return member.find(setting)
    except LimitError as error:
        return [
            Lever(
                kind=member.kind,
                opens=False,
                size=None,
                unit="",
                effort=float("inf"),
                label=member.title,
                detail=f"not known: {error}",
                scope="bound",
            )
        ]


def _at_the_edge(lever: Lever, *, opening: bool) -> Lever:
    """Say in words where a size is no more than the tolerance of acceptance."""
    if lever.unit not in MEASURED or lever.effort > HAIR:
        return lever
    return replace(lever, detail=f"the slightest change {'opens' if opening else 'closes'} it")


def _rank(lever: Lever) -> tuple[bool, float, int, tuple[str, ...], str]:
    return (not lever.opens, lever.effort, ORDER[lever.kind], lever.parties, lever.label)
