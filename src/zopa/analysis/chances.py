"""The chance that a deal exists, and what the parties make of named packages, over draws.

Small spaces are listed deal by deal, all draws at once.  In large ones each draw is searched
block by block (`zopa.kernels.maximin`); both give the same answers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from zopa.analysis.draws import parts
from zopa.analysis.problem import Problem, problem
from zopa.analysis.results import Probability
from zopa.analysis.sampled import Sampled, all_sampled, coalitions, margins, sampled
from zopa.kernels.batches import best_products
from zopa.kernels.maximin import largest_minimum, weighted_bounds
from zopa.model import Case, Draws, OptionSet, utilities

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Progress = Callable[[float], None]
"""Called with the share that is done, 0 to 1."""

LISTED = 30_000
"""Up to this many packages every draw looks at all of them; above, listing costs more."""
CELLS = 1 << 18
"""Numbers that one party's table holds at a time, about."""
KEPT_PAIRS = 100_000
"""Partial sums that a search keeps for two parties ..."""
KEPT = 2_000
"""... and for more: if it needs more in some draw, that draw may stay undecided (§8)."""
TIE = 1e-12
"""Products of gains closer than this share are equal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chances:
    """What each draw says about the zone."""

    margins: Floats
    """Shape (draws,): largest, over deals, of the smallest gain that the rule needs."""
    opens: Bools
    """Shape (draws,): whether a deal exists."""
    undecided: Bools
    """Shape (draws,): whether the search ended before it knew; such draws do not open."""
    nash: NDArray[np.int64] | None
    """Shape (deals,): draws in which each deal is a Nash deal, where deals were listed."""

    @property
    def probability(self) -> Probability:
        """Share of draws in which a deal exists."""
        return chance(int(self.opens.sum()), len(self.opens), int(self.undecided.sum()))


def chance(hits: int, draws: int, undecided: int = 0) -> Probability:
    """Return a share of draws with its error, and how many draws stayed undecided."""
    share = Probability.of(hits, draws)
    return Probability(
        share=share.share,
        draws=draws,
        standard_error=share.standard_error,
        undecided=undecided,
    )


def zone_probability(
    case: Case,
    option_set: str | OptionSet,
    draws: Draws,
    *,
    strict: bool = False,
) -> tuple[Probability, Floats]:
    """Return the chance that a deal exists, and by how much the best deal clears the zone.

    In each draw all uncertain numbers take values, utilities and reservation values follow
    (semantics §2), and a deal exists if the acceptance rule passes some legal package (§4).

    Parameters
    ----------
    case, option_set
        Whose zone.
    draws
        From `zopa.analysis.draws.draw`.
    strict
        Whether acceptable means more than the reservation value instead of at least.

    Returns
    -------
    tuple of Probability and ndarray of shape (draws,)
        The margin of a draw is the largest, over deals, of the smallest gain that the
        acceptance rule needs; a deal exists where it is at least 0 (within tolerance).

    Raises
    ------
    QuestionError
        When no party has preferences.

    Examples
    --------
    >>> from zopa.analysis.draws import draw
    >>> from zopa.model import *
    >>> pay = Issue(id="pay", name="Pay", options=(Option(id="mid", name="3 %"),))
    >>> case = Case(id="c", title="C", parties=(Party(id="a", name="A"),), issues=(pay,),
    ...     preferences={"a": Scores(party="a", scores={"pay": {"mid": Number.fixed(5)}},
    ...                              standing=Standing(value=Number.uniform(0, 10)))})
    >>> found, margins = zone_probability(case, "all", draw(case, 10_000, seed=1))
    >>> abs(found.share - 0.5) < 4 * found.standard_error, margins.shape
    (True, (10000,))
    """
    found = explore(problem(case, option_set, strict=strict), draws)
    return found.probability, found.margins


def zone_probabilities(
    case: Case,
    option_sets: Iterable[str],
    draws: Draws,
    *,
    strict: bool = False,
    progress: Progress | None = None,
) -> dict[str, Probability]:
    """Return the chance that a deal exists under each option set, on the same draws.

    An option set that contains another never has the smaller chance.
    """
    names = list(option_sets)
    found = {}
    for done, name in enumerate(names):
        found[name] = zone_probability(case, name, draws, strict=strict)[0]
        if progress is not None:
            progress((done + 1) / len(names))
    return found


def acceptance(
    case: Case, draws: Draws, option_set: str | OptionSet = "all", *, strict: bool = False
) -> dict[str, dict[str, Probability]]:
    """Return the chance that each party finds each named package acceptable.

    Returns
    -------
    dict
        Package -> party -> chance, parties with preferences only.
    """
    gains, allowances = package_gains(problem(case, option_set, strict=strict), draws)
    return {
        name: {
            party: Probability.of(int((values >= allowances[party]).sum()), draws.count)
            for party, values in by_party.items()
        }
        for name, by_party in gains.items()
    }


def package_gains(
    posed: Problem, draws: Draws
) -> tuple[dict[str, dict[str, Floats]], dict[str, Floats]]:
    """Return what each named package gains each party, and from which gain it is acceptable.

    Returns
    -------
    tuple of two dict
        Package -> party -> gains, shape (draws,); party -> allowance, shape (draws,).
    """
    case = posed.case
    places = {
        name: {issue.id: issue.position(package.options[issue.id]) for issue in case.issues}
        for name, package in case.packages.items()
    }
    gains = {name: {party: np.empty(draws.count) for party in posed.parties} for name in places}
    allowances = {party: np.empty(draws.count) for party in posed.parties}
    for part, some in parts(draws, _size(posed, listing=False)):
        for utility in utilities(case, some):
            tables = sampled(posed, utility)
            allowances[utility.party][part] = tables.allowance(strict=posed.strict)
            for name, positions in places.items():
                worth = utility.of_positions(positions) - utility.reservation
                gains[name][utility.party][part] = worth
    return gains, allowances


def explore(
    posed: Problem,
    draws: Draws,
    *,
    nash: bool = False,
    signs: bool = False,
    listed: int = LISTED,
    progress: Progress | None = None,
) -> Chances:
    """Return what each draw says about the zone.

    Parameters
    ----------
    posed
        The case under one option set.
    draws
        The draws.
    nash
        Whether to count Nash deals too, where deals are listed.
    signs
        Whether only the signs of the margins matter, which a search knows sooner.
    listed
        Up to this many packages they are listed.
    progress
        Called with the share that is done.
    """
    listing = is_listed(posed, listed)
    gaps = np.empty(draws.count)
    opens = np.zeros(draws.count, dtype=np.bool_)
    undecided = np.zeros(draws.count, dtype=np.bool_)
    hits = np.zeros(posed.space.legal, dtype=np.int64) if nash and listing else None
    for part, some in parts(draws, _size(posed, listing=listing)):
        parties = all_sampled(posed, some)
        if listing:
            gains = [party.gains() for party in parties]
            gaps[part], opens[part] = _by_listing(posed, parties, gains)
            if hits is not None:
                floors = [party.slack for party in parties]
                hits += best_products(gains, floors, TIE).sum(axis=0)
        else:
            gaps[part], opens[part], undecided[part] = _by_search(posed, parties, signs=signs)
        if progress is not None:
            progress(part.stop / draws.count)
    return Chances(margins=gaps, opens=opens, undecided=undecided, nash=hits)


def is_listed(posed: Problem, listed: int = LISTED) -> bool:
    """Return whether draws look at every deal."""
    return posed.space.legal <= listed or len(posed.blocks) == 1


def _size(posed: Problem, *, listing: bool) -> int:
    """Return how many draws fit in one pass."""
    rows = sum(len(block) for block in posed.blocks)
    return max(1, CELLS // (max(posed.space.legal, rows) if listing else rows))


def _clear_cases(gaps: Floats, allowances: Sequence[Floats]) -> tuple[Bools, Bools]:
    """Return where margins alone say that a deal exists, and where they leave it open.

    They do not where the margin is so near 0 that each party's own tolerance matters.
    """
    opens = gaps >= np.max(allowances, axis=0)
    return opens, ~opens & (gaps >= np.min(allowances, axis=0))


def _by_listing(
    posed: Problem, parties: Sequence[Sampled], gains: Sequence[Floats]
) -> tuple[Floats, Bools]:
    gaps = margins(posed, gains).max(axis=1)
    allowances = [party.allowance(strict=posed.strict) for party in parties]
    opens, close = _clear_cases(gaps, allowances)
    if close.any():
        near = [
            gain[close] - allowance[close, None]
            for gain, allowance in zip(gains, allowances, strict=True)
        ]
        opens[close] = margins(posed, near).max(axis=1) >= 0
    return gaps, opens


def _by_search(
    posed: Problem, parties: Sequence[Sampled], *, signs: bool
) -> tuple[Floats, Bools, Bools]:
    blocks = [
        np.stack(columns, axis=2)
        for columns in zip(*(party.tables for party in parties), strict=True)
    ]
    offset = np.stack([party.offset for party in parties], axis=1)
    slack = np.stack([party.slack for party in parties], axis=1)
    allowances = [party.allowance(strict=posed.strict) for party in parties]
    reach = 2 * np.max(np.abs(allowances), axis=0) if signs else np.full(len(slack), np.inf)
    gaps, most = _search(posed, blocks, offset, slack, reach)
    opens, close = _clear_cases(gaps, allowances)
    undecided = ~opens & ~close & (most >= np.min(allowances, axis=0))
    if close.any():
        shift = offset[close] - np.stack(allowances, axis=1)[close]
        near = [block[close] for block in blocks]
        best, bound = _search(posed, near, shift, slack[close], np.zeros(len(shift)))
        opens[close] = best >= 0
        undecided[close] = (best < 0) & (bound >= 0)
    return gaps, opens, undecided


def _search(
    posed: Problem, blocks: Sequence[Floats], offset: Floats, slack: Floats, reach: Floats
) -> tuple[Floats, Floats]:
    """Return the margin of each draw, and a bound that it cannot pass (equal where exact).

    Both are exact only as far as it takes to tell margins beyond ``reach`` from 0, shape
    (draws,), from each other and from those within.
    """
    blocks = [blocks[0] + offset[:, None, :], *blocks[1:]]
    groups = coalitions(posed)
    bounds = [weighted_bounds([block[:, :, group] for block in blocks]) for group in groups]
    best = np.max([bound.lower for bound in bounds], axis=0)
    most = best.copy()
    for group, bound in zip(groups, bounds, strict=True):
        limit = KEPT_PAIRS if len(group) <= 2 else KEPT
        columns = list(group)
        unsettled = (bound.upper > best) & (bound.upper >= -reach) & (best <= reach)
        for draw in np.flatnonzero(unsettled).tolist():
            tables = [block[draw][:, columns] for block in blocks]
            known = max(float(best[draw]), float(-reach[draw]) - float(slack[draw].max()))
            value, exact = largest_minimum(
                tables, bound.weights[draw], known, slack[draw, columns], limit
            )
            best[draw] = max(best[draw], value)
            most[draw] = max(most[draw], value if exact else bound.upper[draw])
    return best, np.maximum(best, most)
