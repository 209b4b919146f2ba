"""The problem in numbers equals the obvious valuation, package by package."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from brute import brute
from cases import NARROW, cases
from zopa.analysis.problem import problem
from zopa.kernels.sums import all_sums
from zopa.model import Case


@given(case=cases(), option_set=st.sampled_from(("all", NARROW)), strict=st.booleans())
def test_blocks_sum_to_the_obvious_utilities(*, case: Case, option_set: str, strict: bool) -> None:
    """Sums of block rows are the deals, and pass where the obvious rule passes."""
    found = problem(case, option_set, strict=strict)
    wanted = brute(case, option_set, strict=strict)
    values = found.values(all_sums(list(found.blocks)))
    expected = np.array([list(deal.utilities.values()) for deal in wanted.deals])
    assert found.space.legal == len(expected)
    assert np.allclose(np.sort(values, axis=0), np.sort(expected, axis=0))
    assert np.allclose(found.reservation, list(wanted.reservation.values()))
    assert int(found.passes(values).sum()) == len(wanted.zone())
