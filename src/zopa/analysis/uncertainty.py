"""How sure are we: what draws of all uncertain numbers say about the zone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from zopa.analysis.chances import LISTED, TIE, Chances, Progress, explore, is_listed
from zopa.analysis.conditioning import revealed
from zopa.analysis.draws import chosen, draw
from zopa.analysis.drivers import drivers as find_drivers
from zopa.analysis.problem import FRONTIER_LIMIT, Problem, problem
from zopa.analysis.results import Driver, NashShare, Probability, Uncertainty
from zopa.analysis.sampled import all_sampled
from zopa.kernels.merging import Chain, merge
from zopa.kernels.sums import rows_of
from zopa.model import Case, Draws, OptionSet

Floats = NDArray[np.float64]

SHOWN = 10
"""Nash packages that are listed, most frequent first."""
MERGE_WORK = 20_000_000
"""Sums that frontiers of draws may look at, where the space is too large to list."""
LEAST = 10
"""Draws whose Nash packages are looked for at least, if there are as many."""
TIES = 1_000
"""Packages at one Nash point that count, in a space too large to list."""


def uncertainty(
    case: Case,
    option_set: str | OptionSet = "all",
    *,
    count: int = 2000,
    seed: int = 1,
    strict: bool = False,
    condition: bool = False,
    drivers: bool = True,
    progress: Progress | None = None,
) -> Uncertainty:
    """Return what draws of all uncertain numbers say, for one option set.

    Parameters
    ----------
    case, option_set
        Whose zone.
    count
        Draws of all uncertain numbers.
    seed
        Same seed, same answer.
    strict
        Whether acceptable means more than the reservation value instead of at least.
    condition
        Whether only draws count that agree with what was revealed, see
        `zopa.analysis.conditioning.revealed`.
    drivers
        Whether to ask which number matters most.
    progress
        Called with the share that is done.

    Raises
    ------
    QuestionError
        When no party has preferences, or no draw agrees with what was revealed.
    LimitError
        When the space is too large to list and the frontier of some draw passes the limit.

    Examples
    --------
    >>> from zopa.model import *
    >>> pay = Issue(id="pay", name="Pay", options=(Option(id="mid", name="3 %"),))
    >>> case = Case(id="c", title="C", parties=(Party(id="a", name="Ann"),), issues=(pay,),
    ...     preferences={"a": Scores(party="a", scores={"pay": {"mid": Number.fixed(5)}},
    ...                              standing=Standing(value=Number.uniform(0, 10)))})
    >>> found = uncertainty(case, count=10_000)
    >>> abs(found.zone.share - 0.5) < 4 * found.zone.standard_error
    True
    >>> found.drivers[0].label, found.drivers[0].swing
    ('Ann: walk-away value', 1.0)
    """
    some = sample(case, count, seed, condition=condition)
    return of_sample(case, option_set, some, strict=strict, drivers=drivers, progress=progress)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """Draws of a case, and what they had to agree with."""

    draws: Draws
    kept: Probability | None = None
    """Share of all draws that agree; ``None`` where nothing was asked."""
    conditions: tuple[str, ...] = ()
    """What they had to agree with, in words."""


def sample(case: Case, count: int, seed: int, *, condition: bool = False) -> Sample:
    """Return draws of all uncertain numbers, or those that agree with what was revealed.

    Raises
    ------
    QuestionError
        When no draw agrees.
    """
    draws = draw(case, count, seed)
    if not condition:
        return Sample(draws=draws)
    draws, kept, told = revealed(case, draws)
    return Sample(draws=draws, kept=kept, conditions=told)


def of_sample(
    case: Case,
    option_set: str | OptionSet,
    some: Sample,
    *,
    strict: bool = False,
    drivers: bool = True,
    progress: Progress | None = None,
) -> Uncertainty:
    """Return what some draws say for one option set; see `uncertainty`."""
    posed = problem(case, option_set, strict=strict)
    draws = some.draws
    half = 0.5 if drivers else 1.0
    found = explore(posed, draws, nash=True, progress=_part(progress, 0.0, half))
    bars: tuple[Driver, ...] = ()
    if drivers:
        rest = _part(progress, half, 1.0)
        bars = find_drivers(case, option_set, draws, strict=strict, progress=rest)
    return Uncertainty(
        option_set=posed.space.option_set,
        draws=draws.count,
        kept=some.kept,
        conditions=some.conditions,
        zone=found.probability,
        margins=found.margins,
        nash=_shares(posed, draws, found),
        drivers=bars,
    )


def _part(progress: Progress | None, start: float, end: float) -> Progress | None:
    if progress is None:
        return None
    tell: Callable[[float], None] = progress
    return lambda share: tell(start + (end - start) * share)


def nash_shares(
    case: Case,
    option_set: str | OptionSet,
    draws: Draws,
    *,
    strict: bool = False,
    listed: int = LISTED,
) -> tuple[NashShare, ...]:
    """Return how often each package is a Nash package, most frequent first, at most `SHOWN`.

    The share of a package is the share of draws in which it is among the packages with the
    largest product of gains, where all gains are positive (semantics §5).  Packages that tie in
    a draw all count, so shares can add up to more than 1; draws without a Nash package count
    for none.

    In spaces of more than ``listed`` packages, as many draws are looked at as a fixed amount of
    work allows (each `Probability` says how many), by way of their frontiers.
    """
    posed = problem(case, option_set, strict=strict)
    if not is_listed(posed, listed):
        return _merged(posed, draws)
    return _shares(posed, draws, explore(posed, draws, nash=True))


def _shares(posed: Problem, draws: Draws, found: Chances) -> tuple[NashShare, ...]:
    if found.nash is None:
        return _merged(posed, draws)
    sizes = [len(block) for block in posed.blocks]
    order = np.argsort(-found.nash, kind="stable")[:SHOWN]
    return tuple(
        NashShare(
            package=posed.space.package(rows_of(deal, sizes)),
            probability=Probability.of(int(found.nash[deal]), draws.count),
        )
        for deal in order.tolist()
        if found.nash[deal] > 0
    )


def _merged(posed: Problem, draws: Draws) -> tuple[NashShare, ...]:
    """Return the shares by way of each draw's frontier, for as many draws as the work allows."""
    hits: Counter[tuple[int, ...]] = Counter()
    work = done = 0
    for at in range(draws.count):
        if work > MERGE_WORK and done >= LEAST:
            break
        parties = all_sampled(posed, chosen(draws, slice(at, at + 1)))
        offset = np.array([party.offset[0] for party in parties])
        slack = np.array([party.slack[0] for party in parties])
        tables = zip(*(party.tables for party in parties), strict=True)
        blocks = [np.stack([column[0] for column in columns], axis=1) for columns in tables]
        chain = merge(blocks, slack, FRONTIER_LIMIT)
        hits.update(_nash_rows(chain, chain.points + offset, slack))
        done += 1
        for block, stage in zip(blocks[1:], chain.stages, strict=False):
            looks = len(block) * len(stage.points)
            work += looks if len(parties) <= 2 else looks * len(stage.points)
    found = sorted(hits.items(), key=lambda item: (-item[1], item[0]))[:SHOWN]
    return tuple(
        NashShare(package=posed.space.package(rows), probability=Probability.of(times, done))
        for rows, times in found
    )


def _nash_rows(chain: Chain, gains: Floats, slack: Floats) -> Iterator[tuple[int, ...]]:
    """Yield the rows of the packages with the largest product of gains, all gains positive."""
    better = np.flatnonzero((gains > slack).all(axis=1))
    if not len(better):
        return
    scores = np.log(gains[better]).sum(axis=1)
    for point in better[scores >= scores.max() - TIE].tolist():
        yield from islice(chain.combinations(point), TIES)
