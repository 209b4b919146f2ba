"""Where the deals lie: exact points or counts, and samples that say so."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given

from brute import brute
from cases import cases
from zopa.analysis import picture
from zopa.analysis.picture import BINS, cloud
from zopa.analysis.problem import problem
from zopa.model import Case


@given(case=cases(parties=(2, 2)))
def test_every_deal_is_a_point_once(case: Case) -> None:
    found = cloud(problem(case))
    assert found is not None
    assert found.points is not None
    wanted = {tuple(round(u, 6) for u in deal.utilities.values()) for deal in brute(case).deals}
    assert {tuple(np.round(point, 6).tolist()) for point in found.points} == wanted


@given(case=cases(parties=(2, 2)))
def test_a_density_counts_every_deal_in_its_cell(case: Case) -> None:
    before, picture.POINTS = picture.POINTS, 0
    try:
        found = cloud(problem(case))
    finally:
        picture.POINTS = before
    assert found is not None
    assert found.density is not None
    assert found.edges is not None
    deals = brute(case).deals
    assert found.density.sum() == len(deals)
    for deal in deals:
        cell = []
        for worth, side in zip(deal.utilities.values(), found.edges, strict=True):
            near = np.flatnonzero((side[:-1] <= worth + 1e-9) & (worth - 1e-9 <= side[1:]))
            cell.append(near)
        assert found.density[np.ix_(*cell)].sum() >= 1
    assert found.density.shape == (BINS, BINS)


def test_only_two_parties_have_a_plane(monkeypatch: pytest.MonkeyPatch) -> None:
    from analysis.test_zone_counts import random_case

    assert cloud(problem(random_case(2, 2, 3, whole=True))) is None
    monkeypatch.setattr(picture, "LISTED", 0)
    monkeypatch.setattr(picture, "POINTS", 0)
    found = cloud(problem(random_case(6, 6, 2, whole=False)), seed=3)
    assert found is not None
    assert found.sampled
    assert found.density is not None
    assert found.density.sum() == picture.SAMPLES
