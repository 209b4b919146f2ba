"""Levers worked by hand, and figures with a source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from zopa.analysis.results import Lever, Unlock
from zopa.analysis.unlock import unlock
from zopa.formats import read
from zopa.model import (
    NO_DEAL,
    Acceptance,
    Case,
    Issue,
    Number,
    Option,
    OptionSet,
    Party,
    Pattern,
    Rule,
    Scores,
    Standing,
)

Columns = Mapping[str, Mapping[str, float]]


def issue(name: str, *options: str, now: str | None = None, term: bool = False) -> Issue:
    """Return an issue; options with a star were nobody's idea."""
    listed = tuple(
        Option(
            id=option.strip("*"),
            name=option.strip("*").title(),
            origin="new" if option.endswith("*") else "old",
        )
        for option in options
    )
    return Issue(id=name, name=name.title(), options=listed, now=now, term=term)


def scores(
    party: str, columns: Columns, weights: Mapping[str, float] | None, standing: Standing
) -> Scores:
    """Return a party's scores."""
    return Scores(
        party=party,
        scores={
            name: {option: Number.fixed(score) for option, score in column.items()}
            for name, column in columns.items()
        },
        weights=None if weights is None else {k: Number.fixed(w) for k, w in weights.items()},
        standing=standing,
    )


def value(number: float) -> Standing:
    """Return a reservation value that is a number of its own."""
    return Standing(value=Number.fixed(number))


def wage(union: float, port: float) -> Case:
    """Return a case with two issues of equal weight.

    Worth to union and port: low and day (5, 7), low and night (0, 10), high and day (10, 2),
    high and night (5, 5); with the option nobody had in mind, mid and day (8, 7), mid and night
    (3, 10).
    """
    even = {"pay": 50, "shift": 50}
    return Case(
        id="wage",
        title="Wage",
        parties=(Party(id="union", name="Union"), Party(id="port", name="Port")),
        issues=(
            issue("pay", "low", "high", "mid*", now="low"),
            issue("shift", "day", "night", now="night"),
        ),
        option_sets={"old": OptionSet(id="old", origin=("old",))},
        preferences={
            "union": scores(
                "union",
                {"pay": {"low": 0, "high": 10, "mid": 6}, "shift": {"day": 10, "night": 0}},
                even,
                value(union),
            ),
            "port": scores(
                "port",
                {"pay": {"low": 10, "high": 0, "mid": 10}, "shift": {"day": 4, "night": 10}},
                even,
                value(port),
            ),
        },
    )


def only(found: Unlock, kind: str, *parties: str) -> Lever:
    """Return the one lever of a kind, for some parties."""
    hits = [
        lever
        for lever in found.levers
        if lever.kind == kind and (not parties or lever.parties == parties)
    ]
    assert len(hits) == 1, hits
    return hits[0]


CLOSED = unlock(wage(7, 7), "old")
"""Nothing on the table gives both 7."""


def test_reservation_values_fall_to_the_nearest_deal() -> None:
    """Low and day is worth (5, 7): the union alone gives 2, as do all together and all equally.

    The port alone would have to come down to the 2 of high and day.
    """
    alone = only(CLOSED, "reservation-alone", "union")
    assert alone.size == pytest.approx(2)
    assert (alone.before, alone.after) == ({"union": 7}, {"union": 5})
    assert alone.effort == pytest.approx(0.2)
    assert alone.deal is not None
    assert alone.deal.package == {"pay": "low", "shift": "day"}
    assert alone.deal.gains == {"union": -2, "port": 0}
    assert alone.detail == "down by 2 points, from 7 to 5"
    assert only(CLOSED, "reservation-alone", "port").size == pytest.approx(5)
    assert only(CLOSED, "reservation-equal").size == pytest.approx(2)
    together = only(CLOSED, "reservation-together")
    assert together.size == pytest.approx(2)
    assert together.after == {"union": 5, "port": 7}
    assert together.parties == ("union",)


def test_payments_name_both_numbers() -> None:
    """Low and night leaves the union short by 7 and the port 3 to spare: 3 for 7 would do.

    High and day leaves the port short by 5 and the union 3 to spare.
    """
    to_union = only(CLOSED, "payment", "port", "union")
    assert (to_union.size, to_union.after) == (7, {"port": 0, "union": 0})
    assert to_union.before == {"port": 3, "union": -7}
    assert "at most 0.429 points of its own" in to_union.detail
    to_port = only(CLOSED, "payment", "union", "port")
    assert (to_port.size, to_port.before["union"]) == (5, 3)


def test_a_payment_of_equal_points_is_the_smallest_that_is_enough() -> None:
    """Against (7, 4), low and day leaves the union short by 2 and the port 3 to spare."""
    lever = only(unlock(wage(7, 4), "old"), "payment", "port", "union")
    assert lever.size == 2
    assert lever.before == {"port": 3, "union": -2}
    assert lever.after == {"port": 1, "union": 0}
    assert lever.effort == pytest.approx(0.2)


def test_weights_move_to_where_the_line_crosses() -> None:
    """Low and day is worth 10 (1 - t) to the union with weight t on pay: 7 at t = 0.3.

    The port gets at most 4 from a deal that suits the union, whatever its weights.
    """
    levers = {
        (lever.parties[0], lever.issue): lever for lever in CLOSED.levers if lever.kind == "weight"
    }
    pay, shift = levers["union", "pay"], levers["union", "shift"]
    assert pay.size == pytest.approx(0.2)
    assert pay.after == pytest.approx({"pay": 0.3, "shift": 0.7})
    assert pay.detail == "from 50 % down to 30 %, the rest in proportion"
    assert shift.after == pytest.approx({"pay": 0.3, "shift": 0.7})
    assert not levers["port", "pay"].opens


def test_weights_together_change_least() -> None:
    """Moving 0.2 from pay to shift: a total change of 0.4, the union's alone or all together.

    On high and night both would have to move 0.2.
    """
    found = {lever.label: lever for lever in CLOSED.levers if lever.kind == "weights-together"}
    assert found["Union's weights, together"].size == pytest.approx(0.4)
    assert found["Union's weights, together"].effort == pytest.approx(0.2)
    assert not found["Port's weights, together"].opens
    everybody = found["all weights, together"]
    assert everybody.size == pytest.approx(0.4)
    assert everybody.after == pytest.approx({"union.pay": 0.3, "union.shift": 0.7})


def test_scores_rise_within_their_scale() -> None:
    """Low must score 4 for the union; day would need 14 of 10.  High must score 10 for the port."""
    found = {lever.options[0]: lever for lever in CLOSED.levers if lever.kind == "score"}
    assert {pair: lever.after["pay"] for pair, lever in found.items()} == pytest.approx(
        {("pay", "low"): 4, ("pay", "high"): 10}
    )
    assert found["pay", "low"].parties == ("union",)
    assert found["pay", "low"].effort == pytest.approx(0.4)


def test_one_option_opens_one_package() -> None:
    """Mid and day is worth (8, 7)."""
    lever = only(CLOSED, "add-option")
    assert (lever.opens, lever.packages, lever.effort) == (True, 1, 0.0)
    assert lever.options == (("pay", "mid"),)
    assert CLOSED.levers[0] == lever
    assert not [lever for lever in CLOSED.levers if lever.kind == "add-options"]


def test_issues_left_out_stay_as_they_are_now() -> None:
    """Neither low pay nor night shifts leave a deal for both."""
    assert [lever.opens for lever in CLOSED.levers if lever.kind == "leave-issue-out"] == [
        False,
        False,
    ]
    found = unlock(
        replace(
            wage(3, 10),
            issues=(
                issue("pay", "low*", "high", "mid*", now="mid"),
                issue("shift", "day", "night", now="night"),
            ),
        ),
        "old",
    )
    lever = next(lever for lever in found.levers if lever.kind == "leave-issue-out")
    assert (lever.issue, lever.opens, lever.packages) == ("pay", True, 1)


def test_a_term_left_out_counts_with_its_absence() -> None:
    """The clause costs the buyer 5 whichever way; without it a deal is worth 6 to both."""
    case = Case(
        id="clause",
        title="Clause",
        parties=(Party(id="buyer", name="Buyer"), Party(id="seller", name="Seller")),
        issues=(issue("price", "fair", now="fair"), issue("clause", "mild", "harsh", term=True)),
        preferences={
            "buyer": scores(
                "buyer",
                {"price": {"fair": 6}, "clause": {"mild": -5, "harsh": -5, NO_DEAL: 0}},
                None,
                value(5),
            ),
            "seller": scores("seller", {"price": {"fair": 6}}, None, value(5)),
        },
    )
    found = unlock(case)
    lever = only(found, "leave-issue-out")
    assert (lever.issue, lever.opens, lever.packages) == ("clause", True, 1)
    assert lever.deal is not None
    assert lever.deal.package == {"price": "fair"}
    assert lever.deal.utilities == {"buyer": 6, "seller": 6}


def test_a_rule_that_forbids_the_only_deal() -> None:
    """Mid and day suits both, and a rule forbids it."""
    rule = Rule(when=Pattern(allowed={"pay": ("mid",), "shift": ("day",)}), then=None)
    harmless = Rule(when=Pattern(allowed={"pay": ("low",), "shift": ("night",)}), then=None)
    found = unlock(replace(wage(7, 7), rules=(harmless,), deal_rules=(rule,)))
    lifted = {lever.label: lever.packages for lever in found.levers if lever.kind == "lift-rule"}
    assert lifted == {
        "lift the rule: never “Pay” is “Mid” and “Shift” is “Day”": 1,
        "lift the rule: never “Pay” is “Low” and “Shift” is “Night”": None,
    }


def test_no_deal_values_move_with_weights_and_scores() -> None:
    """The no-deal package is low and night: worth 0 to the union and 10 to the port.

    The union asks for a premium of 6 and gets it from high and day, worth 2 to the port, which
    would have to come down by 8.  Were the port content with 3 less than no deal, low and day
    would suit it, and gain the union 10 (1 - t) with weight t on pay: 6 at t = 0.4.  With a
    premium of 5, low and day suits the union, and the port loses 0.5 (10 - 4) = 3 on it: its
    score of night, which it has without a deal, must fall by 6, to 4.
    """
    case = wage(0, 0)
    premium = {"union": Standing(premium=Number.fixed(6)), "port": Standing()}
    case = replace(
        case,
        preferences={
            name: replace(preference, standing=premium[name])  # type: ignore[type-var]
            for name, preference in case.preferences.items()
        },
    )
    found = unlock(case, "old")
    alone = {lever.parties[0]: lever for lever in found.levers if lever.kind == "reservation-alone"}
    assert alone["port"].opens is True
    assert alone["port"].size == pytest.approx(8)
    relaxed = with_premium(case, "port", -3)
    thresholds = {
        lever.issue: lever.after["pay"]
        for lever in unlock(relaxed, "old").levers
        if lever.kind == "weight" and lever.parties == ("union",)
    }
    assert thresholds == pytest.approx({"pay": 0.4, "shift": 0.4})
    eager = with_premium(case, "union", 5)
    night = next(
        lever
        for lever in unlock(eager, "old").levers
        if lever.kind == "score" and lever.options == (("shift", "night"),)
    )
    assert night.parties == ("port",)
    assert night.before == {"shift": 10}
    assert night.after == pytest.approx({"shift": 4})


def with_premium(case: Case, party: str, premium: float) -> Case:
    """Return a case with another premium over the no-deal package."""
    standing = Standing(premium=Number.fixed(premium))
    changed = replace(case.preferences[party], standing=standing)  # type: ignore[type-var]
    return replace(case, preferences={**case.preferences, party: changed})


OPEN = unlock(wage(4, 6), "old")
"""Only low and day, worth (5, 7), suits both."""


def test_open_zone_closes_one_point_up() -> None:
    """Either value may rise by 1, both by 1 each."""
    assert OPEN.opening is False
    assert only(OPEN, "reservation-alone", "union").size == pytest.approx(1)
    assert only(OPEN, "reservation-alone", "port").after == pytest.approx({"port": 7})
    assert only(OPEN, "reservation-equal").size == pytest.approx(1)


def test_open_zone_closes_without_the_options_it_lives_on() -> None:
    """Every deal of the zone has low pay and day shifts."""
    removed = {lever.options[0] for lever in OPEN.levers if lever.kind == "remove-option"}
    assert removed == {("pay", "low"), ("shift", "day")}


def test_open_zone_closes_at_the_end_of_the_union_of_intervals() -> None:
    """Low and day is worth 10 (1 - t) to the union: 4 at t = 0.6 on pay.

    For the port it is worth 4 + 6 t, at least 6 from t = 1/3 on; but up to t = 0.4 high and
    night is worth 10 (1 - t), at least 6: no weight of the port closes the zone.
    """
    found = {
        (lever.parties[0], lever.issue): lever.after["pay"]
        for lever in OPEN.levers
        if lever.kind == "weight"
    }
    assert found == pytest.approx({("union", "pay"): 0.6, ("union", "shift"): 0.6})


def test_weights_of_three_issues_keep_their_proportions() -> None:
    """A single deal is worth 10, 4 and 5 on three issues of weight 0.5, 0.2 and 0.3: 7.3.

    With weight t on the first it is worth 10 t + 4.6 (1 - t): the buyer's 7 at t = 4/9, below.
    The seller gets 0, 9 and 6 with equal weights, 5, and asks 4: with t on the first it has
    7.5 (1 - t), enough up to t = 7/15.
    """
    case = Case(
        id="single",
        title="Single",
        parties=(Party(id="buyer", name="Buyer"), Party(id="seller", name="Seller")),
        issues=tuple(issue(name, "it") for name in ("one", "two", "three")),
        preferences={
            "buyer": scores(
                "buyer",
                {"one": {"it": 10}, "two": {"it": 4}, "three": {"it": 5}},
                {"one": 5, "two": 2, "three": 3},
                value(7),
            ),
            "seller": scores(
                "seller",
                {"one": {"it": 0}, "two": {"it": 9}, "three": {"it": 6}},
                {"one": 1, "two": 1, "three": 1},
                value(4),
            ),
        },
    )
    found = {
        (lever.parties[0], lever.issue): lever
        for lever in unlock(case).levers
        if lever.kind == "weight"
    }
    assert found["buyer", "one"].after["one"] == pytest.approx(4 / 9)
    assert found["seller", "one"].after["one"] == pytest.approx(7 / 15)


def test_only_the_part_around_the_present_weight_counts() -> None:
    """Plan A is worth 10 t to the buyer, plan B 10 (1 - t), where t is the weight on price.

    The seller takes both.  At t = 0.7 the buyer, who wants 6, has plan A from t = 0.6 on; as
    plan B holds up to 0.4, only the part around 0.7 counts, and it ends at 0.6.  A third plan,
    C, worth 8 (1 - t) + 5 t = 8 - 3 t at every t, holds up to t = 2/3 and bridges the gap.
    """

    def plans(third: bool) -> Case:
        names = ("a", "b", "c") if third else ("a", "b")
        return Case(
            id="plans",
            title="Plans",
            parties=(Party(id="buyer", name="Buyer"), Party(id="seller", name="Seller")),
            issues=(issue("price", *names), issue("service", *names)),
            rules=tuple(
                Rule(
                    when=Pattern(allowed={"price": (name,)}),
                    then=Pattern(allowed={"service": (name,)}),
                )
                for name in names
            ),
            preferences={
                "buyer": scores(
                    "buyer",
                    {
                        "price": {name: {"a": 10, "b": 0, "c": 5}[name] for name in names},
                        "service": {name: {"a": 0, "b": 10, "c": 8}[name] for name in names},
                    },
                    {"price": 7, "service": 3},
                    value(6),
                ),
                "seller": scores("seller", {"price": dict.fromkeys(names, 1)}, None, value(0)),
            },
        )

    closing = {
        lever.issue: lever.after["price"]
        for lever in unlock(plans(third=False)).levers
        if lever.kind == "weight" and lever.opens
    }
    assert closing == pytest.approx({"price": 0.6, "service": 0.6})
    bridged = [lever for lever in unlock(plans(third=True)).levers if lever.kind == "weight"]
    assert [lever.label for lever in bridged] == ["the weight of one issue"]


def test_open_zone_closes_when_a_score_falls() -> None:
    """Both have 1 point to lose on weight 0.5: day may fall to 8 for the union, low for the port.

    Low stands at the foot of the union's scale, and day at the foot of the port's.
    """
    found = {
        (lever.parties[0], *lever.options[0]): next(iter(lever.after.values()))
        for lever in OPEN.levers
        if lever.kind == "score"
    }
    assert found == pytest.approx({("union", "shift", "day"): 8, ("port", "pay", "low"): 8})


def test_quota_asks_only_the_cheapest_parties() -> None:
    """Two of three must agree, the first among them: (4, 1, 3) against (5, 5, 5) lacks 1 + 2.

    Equally it is 2, for the first and the third.  The second plan suits the first party alone:
    it opens once either other consents for free, but not without the first itself.
    """
    three = Case(
        id="three",
        title="Three",
        parties=tuple(Party(id=name, name=name.title()) for name in "abc"),
        issues=(issue("plan", "first", "second"),),
        acceptance=Acceptance(at_least=2, including=("a",)),
        preferences={
            "a": scores("a", {"plan": {"first": 4, "second": 9}}, None, value(5)),
            "b": scores("b", {"plan": {"first": 1, "second": 0}}, None, value(5)),
            "c": scores("c", {"plan": {"first": 3, "second": 1}}, None, value(5)),
        },
    )
    found = unlock(three)
    together = only(found, "reservation-together")
    assert together.size == pytest.approx(3)
    assert together.after == {"a": 4, "b": 5, "c": 3}
    assert only(found, "reservation-equal").size == pytest.approx(2)
    consents = {
        lever.parties[0]: (lever.opens, lever.packages)
        for lever in found.levers
        if lever.kind == "consent"
    }
    assert consents == {"a": (False, None), "b": (True, 1), "c": (True, 1)}


def test_lunch_opens_when_both_come_down_equally(shared: Path) -> None:
    """No deal of the competition domain Lunch reaches 0.8 for both; 0.101823 less opens it."""
    case = read(shared / "domains" / "genius" / "anac2013" / "Lunch").case
    found = unlock(case)
    assert found.opening
    assert only(found, "reservation-equal").size == pytest.approx(0.101823, abs=5e-7)


def test_one_option_nobody_proposed_opens_hanoi(examples: Path) -> None:
    """With what was on the table the zone is empty; partial relief alone opens it."""
    found = unlock(read(examples / "hanoi-2019").case, "on_the_table")
    assert found.opening
    single = [lever for lever in found.levers if lever.kind == "add-option" and lever.opens]
    assert [lever.options for lever in single] == [(("relief", "partial"),)]
    assert found.levers[0] == single[0]
