"""What the formulas for sampling plans promise."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from zopa.analysis.verification import overlooked, sampling_plan


@settings(max_examples=400)
@given(st.integers(1, 150), st.integers(1, 150), st.sampled_from([0.05, 0.1, 0.2, 0.5, 0.8]))
@example(items=150, falsified=150, miss=0.05)
@example(items=1, falsified=1, miss=0.8)
def test_formulas_never_take_too_few(items: int, falsified: int, miss: float) -> None:
    """The power formula is at most 3 above the exact sample, Jaech's at most 1, neither below."""
    plan = sampling_plan(items, min(items, falsified), miss)
    assert plan.power is not None
    assert plan.jaech is not None
    assert 0 <= plan.power - plan.exact <= 3
    assert 0 <= plan.jaech - plan.exact <= 1


@settings(max_examples=200)
@given(
    st.integers(1, 60),
    st.integers(0, 60),
    st.integers(0, 59),
    st.sampled_from([1.0, 0.8, 0.3]),
)
def test_a_larger_sample_never_overlooks_more(
    items: int, falsified: int, sample: int, recognised: float
) -> None:
    """Nor does one of more falsified items, or a better look."""
    falsified, sample = min(falsified, items), min(sample, items - 1)
    here = overlooked(items, falsified, sample, recognised)
    assert overlooked(items, falsified, sample + 1, recognised) <= here + 1e-12
    assert overlooked(items, falsified, sample, recognised=1.0) <= here + 1e-12
    if falsified < items:
        assert overlooked(items, falsified + 1, sample, recognised) <= here + 1e-12
