"""Drivers and Nash shares equal the obvious way: every draw posed and solved on its own."""

from __future__ import annotations

from collections import Counter

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from cases import NARROW, cases
from zopa.analysis.draws import chosen, draw, held
from zopa.analysis.drivers import drivers
from zopa.analysis.problem import problem
from zopa.analysis.solutions import SOLUTIONS, BargainingSet
from zopa.analysis.uncertainty import SHOWN, nash_shares
from zopa.kernels.sums import all_sums, rows_of
from zopa.model import Case, Draws

SAMPLE = 5


def opens(case: Case, draws: Draws, *, strict: bool) -> int:
    """Return in how many draws a deal exists, each draw posed on its own."""
    found = 0
    for at in range(draws.count):
        posed = problem(case, strict=strict, draws=chosen(draws, slice(at, at + 1)))
        found += int(posed.passes(posed.values(all_sums(posed.blocks))).any())
    return found


@settings(max_examples=60)
@given(case=cases(), seed=st.integers(0, 99), strict=st.booleans())
def test_drivers_hold_one_number_and_draw_the_rest(*, case: Case, seed: int, strict: bool) -> None:
    """Each end of a bar is the share of draws that open with that number held there."""
    draws = draw(case, SAMPLE, seed)
    found = drivers(case, "all", draws, strict=strict)
    assert found == drivers(case, "all", draws, strict=strict, listed=0)
    assert {driver.path for driver in found} == {named.path for named in case.uncertain()}
    for driver in found:
        for end, share in ((driver.low, driver.share_at_low), (driver.high, driver.share_at_high)):
            assert share.draws == SAMPLE
            hits = opens(case, held(draws, driver.path, end), strict=strict)
            assert round(share.share * SAMPLE) == hits
    swings = [driver.swing for driver in found]
    assert swings == sorted(swings, reverse=True)


@settings(max_examples=60)
@given(case=cases(), seed=st.integers(0, 99), name=st.sampled_from(("all", NARROW)))
def test_nash_shares_count_the_nash_packages_of_each_draw(case: Case, seed: int, name: str) -> None:
    """A package's share is how many draws have it among their Nash packages."""
    draws = draw(case, SAMPLE, seed)
    hits: Counter[tuple[tuple[str, str], ...]] = Counter()
    for at in range(SAMPLE):
        posed = problem(case, name, draws=chosen(draws, slice(at, at + 1)))
        values = posed.values(all_sums(posed.blocks))
        table = BargainingSet(
            gains=values - posed.reservation,
            rational=np.asarray((values >= posed.threshold).all(axis=1)),
            zone=posed.passes(values),
            slack=posed.slack,
            weights=np.ones(len(posed.parties)),
        )
        sizes = [len(block) for block in posed.blocks]
        for deal in SOLUTIONS["nash"].choose(table).tolist():
            hits[tuple(posed.space.package(rows_of(deal, sizes)).items())] += 1
    for found in (nash_shares(case, name, draws), nash_shares(case, name, draws, listed=0)):
        times = [round(share.probability.share * SAMPLE) for share in found]
        assert times == sorted(hits.values(), reverse=True)[:SHOWN]
        for share, count in zip(found, times, strict=True):
            assert hits[tuple(share.package.items())] == count
