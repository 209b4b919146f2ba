"""Chances that can be worked out by hand."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from uncertain import case_of, fixed, issue, one_package, three_alternatives, with_packages
from zopa.analysis.chances import acceptance, zone_probability
from zopa.analysis.draws import draw
from zopa.analysis.drivers import drivers
from zopa.analysis.results import Probability
from zopa.analysis.uncertainty import nash_shares, uncertainty
from zopa.model import Case, Draws, NamedPackage, Number, Pattern, Rule, Scores, Standing

COUNT = 20_000
FAR = 4
"""Standard errors that an estimate may lie off."""


def is_near(found: Probability, truth: float) -> bool:
    """Return whether an estimate lies within `FAR` standard errors of the truth."""
    return abs(found.share - truth) <= FAR * math.sqrt(truth * (1 - truth) / found.draws)


def chance_of(case: Case) -> Probability:
    """Return the chance of a deal."""
    return zone_probability(case, "all", draw(case, COUNT, seed=7))[0]


@pytest.mark.parametrize(
    ("score", "truth"),
    [
        (Number.uniform(0, 10), 0.5),
        (Number.uniform(4, 6), 0.5),
        (Number.uniform(0, 6), 1 / 6),
        # Above the mode, the tail beyond x of a triangle is (high - x)^2 / ((high - low)
        # (high - mode)) = 25 / 80; below it, 1 - (x - low)^2 / ((high - low) (mode - low)).
        (Number.triangular(0, 2, 10), 25 / 80),
        (Number.triangular(0, 8, 10), 1 - 25 / 80),
        (Number.uniform(5, 9), 1.0),
        (Number.uniform(0, 4.9), 0.0),
    ],
)
def test_one_uncertain_score_against_five(score: Number, truth: float) -> None:
    """With one package and no deal worth 5, a deal exists where the score reaches 5."""
    assert is_near(chance_of(one_package(a=score)), truth)


def test_independent_parties_multiply() -> None:
    """Both must accept, and their numbers are drawn independently: 1/2 x 25/80."""
    case = one_package(a=Number.uniform(0, 10), b=Number.triangular(0, 2, 10))
    assert is_near(chance_of(case), 0.5 * 25 / 80)


def test_weights_are_divided_by_their_sum_in_each_draw() -> None:
    """Weights w ~ U(0, 1) and 1: 100 w / (w + 1) reaches 25 where w >= 1/3, so in 2/3."""
    party = Scores(
        party="a",
        weights={"x": Number.uniform(0, 1), "y": fixed(1)},
        scores={"x": {"only": fixed(100)}, "y": {"only": fixed(0)}},
        standing=Standing(value=fixed(25)),
    )
    assert is_near(chance_of(case_of((issue("x", "only"), issue("y", "only")), party)), 2 / 3)


def test_the_premium_rests_on_the_drawn_score_of_no_deal() -> None:
    """No deal is worth its own drawn score s ~ U(0, 10) plus p ~ U(-5, 5); a deal is worth 5.

    s + p <= 5 is the middle of two independent uniforms that are symmetric around 5 and 0: 1/2.
    Had the premium rested on the central score 5, p <= 0 would give 1/2 too, so a second deal
    worth 10 tells them apart: s + p <= 10 fails where (10 - s) + (5 - p) < 5, a corner triangle
    of side 5 in a square of side 10: 25/2 / 100, so it holds in 7/8 (with 5: always).
    """

    def case(worth: float) -> Case:
        party = Scores(
            party="a",
            scores={"x": {"now": Number.uniform(0, 10), "deal": fixed(worth)}},
            standing=Standing(premium=Number.uniform(-5, 5)),
        )
        return case_of((issue("x", "deal", "now", now="now"),), party)

    never_now = (Rule(when=Pattern(allowed={"x": ("now",)}), then=None),)
    assert is_near(chance_of(replace(case(5), deal_rules=never_now)), 1 / 2)
    assert is_near(chance_of(replace(case(10), deal_rules=never_now)), 7 / 8)


def test_margin_is_the_best_worst_gain() -> None:
    """With fixed gains of (1, 4) and (3, 2) at no deal, every draw has the margin 2."""
    both = ("one", "two")
    a = Scores(
        party="a",
        scores={"x": {"one": fixed(6), "two": fixed(8)}},
        standing=Standing(value=fixed(5)),
    )
    b = Scores(
        party="b",
        scores={"x": {"one": fixed(4), "two": fixed(2)}},
        standing=Standing(value=fixed(0)),
    )
    case = case_of((issue("x", *both),), a, b)
    found, margins = zone_probability(case, "all", draw(case, 3))
    assert found == Probability.of(3, 3)
    np.testing.assert_allclose(margins, [2, 2, 2])


def test_acceptability_of_three_alternatives() -> None:
    """(1, 0), (0, 1), (.6, .6) under evenly spread weights w and 1 - w: best in .4, .4, .2.

    The first is best from w = .6 on, the second up to .4 (a known example of SMAA).  A party
    alone chooses what is best for it, so that is its Nash package.
    """
    even = (np.arange(1000) + 0.5) / 1000
    base = ("preferences", "chooser", "weights")
    draws = Draws(count=1000, values={(*base, "x"): even, (*base, "y"): 1 - even})
    found = nash_shares(three_alternatives(), "all", draws)
    shares = {share.package["x"]: share.probability.share for share in found}
    assert shares == {"first": 0.4, "second": 0.4, "both": 0.2}


def test_acceptability_with_a_drawn_weight() -> None:
    """The same with weights w ~ U(0, 3) and 1: w / (w + 1) >= .6 from 3/2 on, <= .4 up to 2/3."""
    case = three_alternatives()
    found = nash_shares(case, "all", draw(case, COUNT, seed=3))
    truth = {"first": 1 / 2, "second": 2 / 9, "both": 5 / 18}
    assert [share.package["x"] for share in found] == ["first", "both", "second"]
    assert all(is_near(share.probability, truth[share.package["x"]]) for share in found)


def test_drivers_of_two_independent_scores() -> None:
    """A ~ U(0, 10), b ~ U(4, 9) against 5: held at an end one decides, the other is drawn.

    a at 0 closes and at 10 leaves b's chance 4/5; b at 4 closes and at 9 leaves a's chance 1/2.
    """
    case = one_package(a=Number.uniform(0, 10), b=Number.uniform(4, 9))
    first, second = drivers(case, "all", draw(case, COUNT, seed=5))
    assert (first.label, second.label) == (
        "A: score of “Mid” (Pay)",
        "B: score of “Mid” (Pay)",
    )
    assert first.share_at_low.share == second.share_at_low.share == 0
    assert is_near(first.share_at_high, 4 / 5)
    assert is_near(second.share_at_high, 1 / 2)
    assert first.swing > second.swing


def test_each_party_accepts_a_named_package_on_its_own() -> None:
    """A ~ U(0, 10) and b ~ U(4, 9) against 5: the package suits a in 1/2 and b in 4/5."""
    case = with_packages(
        one_package(a=Number.uniform(0, 10), b=Number.uniform(4, 9)),
        NamedPackage(id="p", name="P", options={"pay": "mid"}),
    )
    found = acceptance(case, draw(case, COUNT, seed=11))
    assert list(found) == ["p"]
    assert is_near(found["p"]["a"], 1 / 2)
    assert is_near(found["p"]["b"], 4 / 5)


def test_conditioning_on_a_refusal() -> None:
    """Given that a refused 3 of s ~ U(0, 10) against 5, i.e. s < 5, half the draws are kept.

    The other package is worth s + 3 to a, so it suits a where s >= 2: in 3/5 of the kept draws.
    """
    issues = (issue("pay", "mid"), issue("bonus", "no", "yes"))
    a = Scores(
        party="a",
        scores={
            "pay": {"mid": Number.uniform(0, 10)},
            "bonus": {"no": fixed(0), "yes": fixed(3)},
        },
        standing=Standing(value=fixed(5)),
    )
    case = with_packages(
        case_of(issues, a),
        NamedPackage(
            id="p", name="P", options={"pay": "mid", "bonus": "no"}, to=("a",), status="refused"
        ),
    )
    found = uncertainty(case, count=COUNT, condition=True, drivers=False)
    assert found.kept is not None
    assert is_near(found.kept, 1 / 2)
    assert found.draws == round(found.kept.share * COUNT)
    assert is_near(found.zone, 3 / 5)
    assert is_near(uncertainty(case, count=COUNT, drivers=False).zone, 4 / 5)
