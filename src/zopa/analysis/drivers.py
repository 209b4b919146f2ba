"""Which uncertain number matters most for the existence of a deal: the tornado."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from zopa.analysis.chances import LISTED, Progress, chance, explore, is_listed
from zopa.analysis.draws import chosen, held, parts
from zopa.analysis.problem import Problem, problem
from zopa.analysis.results import Driver, Probability
from zopa.analysis.sampled import all_sampled, sampled
from zopa.analysis.subjects import Subject, subject
from zopa.kernels.batches import witnesses
from zopa.model import Case, Draws, NamedNumber, OptionSet, utilities

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]

CELLS = 1 << 20
"""Numbers that one party's table holds at a time, about."""
WORK = 1 << 29
"""Entries looked at in all, about; beyond, fewer draws are used."""
SEARCHES = 12_000
"""Draws searched in all, where a space is too large to list; beyond, fewer draws are used."""
LEAST = 100
"""Draws used at least, if there are as many."""


def drivers(
    case: Case,
    option_set: str | OptionSet,
    draws: Draws,
    *,
    strict: bool = False,
    listed: int = LISTED,
    progress: Progress | None = None,
) -> tuple[Driver, ...]:
    """Return, for every uncertain number, the chance of a deal at its low and at its high end.

    The number is held at the end of its range while all others keep the draws they have, the
    same on both sides.

    Parameters
    ----------
    case, option_set
        Whose zone.
    draws
        The draws; the first of them only, where all would take too long.  Each `Probability`
        says how many were used.
    strict
        Whether acceptable means more than the reservation value instead of at least.
    listed
        Up to this many packages the deals are listed.
    progress
        Called with the share that is done.

    Returns
    -------
    tuple of Driver
        Largest swing first; numbers with the same swing in the order of the file.
    """
    posed = problem(case, option_set, strict=strict)
    numbers = case.uncertain()
    subjects = [subject(case, named) for named in numbers]
    listing = is_listed(posed, listed) and all(about.issues is not None for about in subjects)
    some = chosen(draws, slice(0, affordable(posed, subjects, draws.count, listing=listing)))
    if listing:
        counts = _by_witness(posed, numbers, subjects, some, progress)
    else:
        counts = _by_search(posed, numbers, some, progress)
    found = [
        Driver(
            path=named.path,
            party=about.party,
            label=about.label,
            low=named.number.low,
            high=named.number.high,
            share_at_low=low,
            share_at_high=high,
        )
        for named, about, (low, high) in zip(numbers, subjects, counts, strict=True)
    ]
    return tuple(sorted(found, key=lambda driver: -driver.swing))


def affordable(posed: Problem, subjects: Sequence[Subject], most: int, *, listing: bool) -> int:
    """Return how many draws the drivers use, at most ``most``."""
    if not listing:
        return min(most, max(LEAST, SEARCHES // max(1, 2 * len(subjects))))
    passes = posed.space.legal * len(posed.parties) * (1 + len(posed.blocks))
    looks = sum(2 * len(posed.blocks[_block(posed, about)]) for about in subjects)
    return min(most, max(LEAST, WORK // (passes + looks * len(posed.blocks))))


def _by_search(
    posed: Problem, numbers: Sequence[NamedNumber], draws: Draws, progress: Progress | None
) -> list[tuple[Probability, Probability]]:
    found = []
    for done, named in enumerate(numbers):
        ends = (named.number.low, named.number.high)
        low, high = (
            explore(posed, held(draws, named.path, end), signs=True).probability for end in ends
        )
        found.append((low, high))
        if progress is not None:
            progress((done + 1) / len(numbers))
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Opening:
    """How one party's utilities decide, in some draws, whether a deal exists."""

    posed: Problem
    place: int
    """The party's."""
    draws: Draws
    certain: Bools
    """Shape (draws,): a deal exists whatever this party thinks of it."""
    best: dict[int, Ints]
    """Block -> for each draw and row, the party's best deal of those that need its consent
    only, `witnesses`."""

    def opens(self, named: NamedNumber, end: float, block: int) -> int:
        """Return in how many draws a deal exists with one of the party's numbers held.

        The number changes the worth of the rows of ``block`` and, at most, the scale of all
        others: so among deals with the same row, the best stays the best.
        """
        values = utilities(self.posed.case, held(self.draws, named.path, end))[self.place]
        party = sampled(self.posed, values)
        deals = self.best[block]
        rows = np.unravel_index(np.maximum(deals, 0), [len(b) for b in self.posed.blocks])
        gains = np.repeat(party.offset[:, None], deals.shape[1], axis=1)
        for table, row in zip(party.tables, rows, strict=True):
            gains += np.take_along_axis(table, row, axis=1)
        accepts = gains >= party.allowance(strict=self.posed.strict)[:, None]
        return int((self.certain | (accepts & (deals >= 0)).any(axis=1)).sum())


def _by_witness(
    posed: Problem,
    numbers: Sequence[NamedNumber],
    subjects: Sequence[Subject],
    draws: Draws,
    progress: Progress | None,
) -> list[tuple[Probability, Probability]]:
    blocks = [_block(posed, about) for about in subjects]
    sizes = [len(block) for block in posed.blocks]
    hits = np.zeros((len(numbers), 2), dtype=np.int64)
    for part, some in parts(draws, max(1, CELLS // posed.space.legal)):
        parties = all_sampled(posed, some)
        gains = [party.gains() for party in parties]
        accepts = [
            gain >= party.allowance(strict=posed.strict)[:, None]
            for gain, party in zip(gains, parties, strict=True)
        ]
        for place, party in enumerate(posed.parties):
            own = [at for at, about in enumerate(subjects) if about.party == party]
            if not own:
                continue
            without, with_it = _consent(posed, place, accepts)
            opening = _Opening(
                posed=posed,
                place=place,
                draws=some,
                certain=np.asarray(without.any(axis=1)),
                best={
                    block: witnesses(gains[place], with_it, sizes, block)
                    for block in {blocks[at] for at in own}
                },
            )
            for at in own:
                number = numbers[at].number
                for side, end in enumerate((number.low, number.high)):
                    hits[at, side] += opening.opens(numbers[at], end, blocks[at])
        if progress is not None:
            progress(part.stop / draws.count)
    return [(chance(low, draws.count), chance(high, draws.count)) for low, high in hits.tolist()]


def _consent(posed: Problem, place: int, accepts: Sequence[Bools]) -> tuple[Bools, Bools]:
    """Return which deals the acceptance rule passes without one party, and which with it."""
    yes = np.zeros(accepts[0].shape, dtype=np.int16)
    bound = np.ones(accepts[0].shape, dtype=np.bool_)
    for other, accepted in enumerate(accepts):
        if other != place:
            yes += accepted
            if posed.vetoes[other]:
                bound &= accepted
    without = bound & (yes >= posed.needed) & ~posed.vetoes[place]
    return without, bound & (yes + 1 >= posed.needed)


def _block(posed: Problem, about: Subject) -> int:
    """Return the block whose rows a number changes; the smallest where it changes none."""
    if not about.issues:
        return min(range(len(posed.blocks)), key=lambda at: len(posed.blocks[at]))
    places = [issue.id for issue in posed.case.issues]
    changed = places.index(about.issues[0])
    return next(at for at, block in enumerate(posed.space.blocks) if changed in block.issues)
