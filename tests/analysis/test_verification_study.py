"""How many visits a deal needs, where, and what a clean report tells."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import product

import pytest

import zopa
from inspected import bound, checked, issue, n, relief_for_arms, scores
from zopa.analysis.verification import belief, detection, information
from zopa.analysis.verification.breaches import Carried
from zopa.analysis.verification.results import Place, VerificationStudy
from zopa.analysis.verification.signing import expected_gain
from zopa.errors import QuestionError, UnknownNameError
from zopa.model import (
    Case,
    Check,
    ExchangeTerms,
    Inspection,
    Joint,
    NamedPackage,
    Number,
    Party,
    StepTerms,
)


def arms(case: Case, **asked: object) -> Place:
    """Return the one place that is checked."""
    (place,) = zopa.verification(case, **asked).plan.places  # type: ignore[arg-type]
    return place


def test_the_threshold_is_that_of_the_exchange() -> None:
    """Fact 8 of the exchange, case E4: the least detection is c / (c + s) = 5 / 7.2.

    Bob gains the 5 that the arms cost him; caught he loses 90 % of the relief, less those 5.
    """
    place = arms(relief_for_arms())
    assert place.gain == 5
    assert place.loss is not None
    assert place.loss.taken_back == pytest.approx(7.2)
    assert place.loss.total == pytest.approx(2.2)
    assert place.needed == pytest.approx(5 / 7.2)
    assert (place.visits_needed, place.all_visits) == (2, 0.75)
    assert place.average_needed == pytest.approx(1 + (1 - (1 - 5 / 7.2) / 0.5) / 0.5)


def test_stake_relationship_and_fallback_are_lost_too() -> None:
    """What binds Bob counts once each; so does what a step made his fallback worse by."""
    case = bound(relief_for_arms(), stake=2, relationship=1)
    place = arms(case)
    assert place.loss is not None
    assert (place.loss.stake, place.loss.relationship) == (2, 1)
    assert place.loss.total == pytest.approx(5.2)
    assert place.needed == pytest.approx(5 / 10.2)
    assert case.exchange is not None
    relief = StepTerms(reversible_value=0.9, shift={"b": -3})
    worse = replace(case, exchange=replace(case.exchange, issues={"relief": relief}))
    assert arms(worse).loss.breakdown == 3  # type: ignore[union-attr]


def test_what_the_breaker_takes_back_itself_lowers_the_threat() -> None:
    """A second step of Bob's that he can undo, and one of Ann's that she is glad to make."""
    issues = (issue("relief", "a"), issue("arms", "b"), issue("tests", "b"), issue("gift", "a"))
    case = relief_for_arms(
        issues=issues,
        preferences={
            "a": scores("a", relief=-4, arms=9, tests=9, gift=1),
            "b": scores("b", relief=12, arms=-5, tests=-2, gift=1),
        },
        exchange=ExchangeTerms(
            issues={
                "relief": StepTerms(reversible_value=0.6),
                "tests": StepTerms(reversible_cost=0.5, shift={"b": -7}),
                "gift": StepTerms(reversible_value=1),
            }
        ),
    )
    place = arms(case)
    assert place.loss is not None
    assert place.loss.regained == -1  # half of what the tests cost him
    assert place.loss.taken_back == pytest.approx(7.2)  # Ann keeps up what she likes to give
    assert place.loss.breakdown == 0  # his own step made his fallback worse: not counted on


def test_a_breach_that_pays_even_when_caught_is_deterred_by_nothing() -> None:
    """Without anything to take back Bob keeps what he saved; more at stake would help."""
    case = replace(relief_for_arms(), exchange=None)
    found = zopa.verification(case)
    (place,) = found.plan.places
    assert place.needed == math.inf
    assert (place.visits_needed, place.average_needed) == (None, None)
    assert (found.plan.visits_needed, found.plan.enough) == (None, False)
    assert place.visits == 0  # no visit helps there, so none is sent
    assert place.more_stake == math.inf


def test_the_stake_that_is_missing_makes_the_planned_visits_enough() -> None:
    """That much more deters, 1 % less does not."""
    case = checked(relief_for_arms(), detected=0.3)
    place = arms(case)
    assert place.deterred is False
    assert place.more_stake is not None
    assert place.achieved == pytest.approx(detection(2, 0.3))
    assert arms(bound(case, stake=place.more_stake)).deterred
    assert not arms(bound(case, stake=0.99 * place.more_stake)).deterred


def test_who_wants_the_step_needs_no_check() -> None:
    """Bob would make it anyway: nothing must be found."""
    case = relief_for_arms(
        preferences={"a": scores("a", relief=-4, arms=9), "b": scores("b", relief=8, arms=1)}
    )
    place = arms(case)
    assert (place.needed, place.visits_needed, place.deterred) == (0, 0, True)


def test_visits_can_be_asked_for_instead_of_those_of_the_case() -> None:
    """More visits deter, and what is asked stands in the study."""
    case = relief_for_arms()
    assert zopa.verification(case).plan.enough
    found = zopa.verification(case, visits=1, periods=3)
    assert found.plan.enough is False
    assert (found.inspection.visits, found.inspection.periods) == (1, 3)
    assert found.timing is not None
    assert found.timing.first == pytest.approx(1 / 3)


def test_without_visits_it_says_what_it_would_take() -> None:
    """The case plans none, so nothing is said of enough."""
    case = relief_for_arms(verification=Inspection(checks={"arms": Check(detected=0.5)}))
    found = zopa.verification(case)
    assert (found.plan.visits_needed, found.plan.enough, found.timing) == (2, None, None)
    assert found.plan.places[0].achieved is None


def test_a_sampling_plan_says_what_a_visit_finds() -> None:
    """Of 100 items 45 are inspected, which overlook 5 falsified ones with 4.6 %."""
    place = arms(checked(relief_for_arms(), items=100, falsified=5), miss=0.05)
    assert place.from_plan
    assert place.plan is not None
    assert place.plan.exact == 45
    assert place.detected == pytest.approx(1 - place.plan.overlooked)
    given = arms(checked(relief_for_arms(), items=100, falsified=5, detected=0.5))
    assert (given.from_plan, given.detected) == (False, 0.5)


def test_what_is_seen_from_outside_saves_visits() -> None:
    """Seen with 80 % where 69 % are needed: no visit, and a quiet time tells already."""
    place = arms(checked(relief_for_arms(), seen=0.8, prior=0.5))
    assert (place.visits_needed, place.deterred) == (0, True)
    assert place.beliefs is not None
    assert place.beliefs.clean[0] == pytest.approx(belief(0.5, 0.8, clean=1))
    assert place.beliefs.alarm is None
    idle = arms(checked(relief_for_arms(), seen=0.8, prior=0.5, false_alarm=0.2))
    assert idle.beliefs == place.beliefs  # no visit, no false alarm


def test_beliefs_and_decisions_follow_bayes() -> None:
    """Ann gains 5 if the word is kept, and loses 4 if it is not."""
    case = checked(relief_for_arms(), detected=0.7, false_alarm=0.1, prior=0.6)
    place = arms(case)
    assert place.beliefs is not None
    expected = [belief(0.6, 0.7, 0.1, clean=count) for count in range(6)]
    assert place.beliefs.clean == pytest.approx(expected)
    assert place.beliefs.alarm == pytest.approx(belief(0.6, 0.7, 0.1, alarms=1))
    assert place.decision is not None
    assert (place.decision.party, place.decision.kept, place.decision.broken) == ("a", 5, -4)
    assert place.decision.limit == pytest.approx(5 / 9)
    assert place.decision.reports == 1
    assert place.decision.information == information(0.6, 5, -4, 0.7, 0.1)


def test_reports_that_cannot_happen_tell_nothing() -> None:
    """Sure of a breach that every visit finds: no clean report can come."""
    place = arms(checked(relief_for_arms(), detected=1, prior=1))
    assert place.beliefs is not None
    assert place.beliefs.clean[:2] == (1, None)
    assert place.decision is not None
    assert place.decision.reports == math.inf


def test_without_a_belief_there_is_only_the_limit() -> None:
    """The belief up to which signing is right needs no belief."""
    place = arms(relief_for_arms())
    assert place.beliefs is None
    assert place.decision is not None
    assert place.decision.information is None
    assert place.decision.limit == pytest.approx(5 / 9)
    assert zopa.verification(relief_for_arms()).signing is None


def two_sites(**more: object) -> Case:
    """Return a case with arms of two kinds and a site that is not declared."""
    asked: dict[str, object] = {
        "by": "a",
        "visits": 2,
        "checks": {
            "arms": Check(detected=0.8, prior=0.2),
            "tests": Check(detected=0.5, prior=0.1),
        },
        "undeclared": Check(name="Shed", issue="arms", detected=0.2, prior=0.5),
        "hit": 0.9,
    }
    return relief_for_arms(
        issues=(issue("relief", "a"), issue("arms", "b"), issue("tests", "b")),
        preferences={
            "a": scores("a", relief=-4, arms=9, tests=3),
            "b": scores("b", relief=12, arms=-5, tests=-2),
        },
        verification=Inspection(**(asked | more)),  # type: ignore[arg-type]
    )


def test_visits_go_where_most_of_what_is_needed_is_missing() -> None:
    """All places come equally close to what they need, and all visits are used."""
    found = zopa.verification(two_sites())
    levels = [
        place.achieved / place.needed
        for place in found.plan.places
        if place.achieved is not None and place.needed is not None
    ]
    assert levels == pytest.approx([levels[0]] * 3)
    assert sum(place.visits or 0 for place in found.plan.places) == pytest.approx(2)
    assert found.plan.enough is False
    needs = [place.average_needed or 0 for place in found.plan.places]
    assert found.plan.average_needed == pytest.approx(sum(needs))


def test_a_hit_changes_only_the_hidden_place() -> None:
    """It is found with 90 % instead of 20 %, so that fewer visits are needed there."""
    found = zopa.verification(two_sites())
    assert found.after_hit is not None
    before, after = found.plan.places[-1], found.after_hit.places[-1]
    assert (before.hidden, before.name, before.issue) == (True, "Shed", "arms")
    assert (before.detected, after.detected) == (0.2, 0.9)
    assert before.needed == after.needed
    assert before.average_needed is not None
    assert after.average_needed is not None
    assert after.average_needed < before.average_needed
    assert found.plan.places[0].needed == found.after_hit.places[0].needed


def test_a_hidden_place_that_breaks_no_step_counts_for_beliefs_only() -> None:
    """The deal does not speak of it: nothing is needed there, visits go elsewhere."""
    for breaks in (None, "relief"):
        case = two_sites(undeclared=Check(detected=0.2, prior=0.5, issue=breaks))
        if breaks == "relief":
            same = NamedPackage(
                id="same", name="Arms only", options={"relief": "no", "arms": "yes", "tests": "yes"}
            )
            case = replace(case, packages={"same": same})
        found = zopa.verification(case, to="same" if breaks else None)
        hidden = found.plan.places[-1]
        assert (hidden.name, hidden.issue, hidden.needed) == ("Undeclared site", None, None)
        assert hidden.visits == 0
        assert hidden.beliefs is not None


def test_signing_is_the_mean_over_all_ways_to_break_words() -> None:
    """Every combination of kept and broken words listed."""
    case = two_sites()
    found = zopa.verification(case)
    assert found.signing is not None
    assert found.signing.issues == ("arms", "tests")
    chance = {"arms": 1 - 0.8 * 0.5, "tests": 0.1}
    worth = {"arms": 9, "tests": 3}
    mean = 0.0
    for broken in product((False, True), repeat=2):
        flags = dict(zip(chance, broken, strict=True))
        share = math.prod(chance[k] if flags[k] else 1 - chance[k] for k in chance)
        mean += share * (-4 + sum(worth[k] for k in chance if not flags[k]))
    assert found.signing.now == pytest.approx(mean)
    assert found.signing.kept == 8
    clean = {
        "arms": 1 - (1 - belief(0.2, 0.8, clean=1)) * (1 - belief(0.5, 0.2, clean=1)),
        "tests": belief(0.1, 0.5, clean=1),
    }
    carried = Carried.of(case, found.package)
    assert found.signing.clean == pytest.approx(expected_gain(carried, "a", clean))
    assert found.signing.clean_after_hit is not None
    assert found.signing.clean_after_hit > found.signing.clean


def test_scores_of_several_issues_together_count_in_the_mean() -> None:
    """Both kept are worth 10 more to Ann than their sum: lost if either is broken."""
    both = Joint(
        id="both",
        issues=("arms", "tests"),
        scores={
            (one, two): n(10 if one == two == "yes" else 0)
            for one in ("no", "yes")
            for two in ("no", "yes")
        },
    )
    case = replace(
        two_sites(),
        preferences={
            "a": scores("a", both, relief=-4, arms=9, tests=3),
            "b": scores("b", relief=12, arms=-5, tests=-2),
        },
    )
    carried = Carried.of(case, {"relief": "yes", "arms": "yes", "tests": "yes"})
    found = expected_gain(carried, "a", {"arms": 0.5, "tests": 0.2})
    assert found == pytest.approx(-4 + 0.5 * 9 + 0.8 * 3 + 0.5 * 0.8 * 10)
    assert expected_gain(carried, "a", {"arms": 1.0}) == pytest.approx(-4 + 3)


def test_how_sure_it_is_depends_on_the_uncertain_numbers() -> None:
    """What the arms cost lies between 4 and 6: two visits find 3/4, enough below 7.2 * 3/4."""
    case = relief_for_arms(
        preferences={
            "a": scores("a", relief=-4, arms=9),
            "b": scores("b", relief=8, arms=Number.uniform(-6, -4)),
        }
    )
    place = arms(case, draws=4000)
    assert place.sure is not None
    assert abs(place.sure.share - 0.7) < 4 * place.sure.standard_error
    assert zopa.verification(case, draws=4000).plan.sure == place.sure
    again = arms(case, draws=4000)
    assert place.sure == again.sure
    assert arms(case, draws=0).sure is None
    assert zopa.verification(case, draws=0).plan.sure is None


def test_all_places_are_deterred_in_fewer_draws_than_each() -> None:
    """A share of draws for the plan as a whole; a hidden place that breaks nothing plays no part."""
    doubtful = {
        "a": scores("a", relief=-4, arms=9, tests=3),
        "b": scores("b", relief=12, arms=Number.uniform(-7, -3), tests=Number.uniform(-4, -1)),
    }
    case = replace(two_sites(visits=4), preferences=doubtful)
    plan = zopa.verification(case).plan
    shares = [place.sure.share for place in plan.places if place.sure is not None]
    assert plan.sure is not None
    assert len(shares) == 3
    assert 0 < plan.sure.share <= min(shares)
    assert sum(shares) - 2 <= plan.sure.share
    idle = replace(case, verification=replace(case.verification, undeclared=Check(detected=0.5)))  # type: ignore[type-var]
    assert zopa.verification(idle).plan.sure is not None


def left(case: Case, **asked: object) -> VerificationStudy:
    return zopa.verification(case, **asked)  # type: ignore[arg-type]


def test_what_cannot_be_asked_is_left_out_with_its_reason() -> None:
    """Nobody moves it, several do, the inspector does, it is not known what is now, or not asked."""
    issues = (
        issue("relief", "a"),
        issue("arms", "b"),
        issue("joint", "a", "b"),
        issue("nobody"),
        issue("unknown", "b", now=None),
        issue("idle", "b"),
    )
    names = [each.id for each in issues]
    case = relief_for_arms(
        issues=issues,
        preferences={
            "a": scores("a", **dict.fromkeys(names, 1.0)),
            "b": scores("b", **dict.fromkeys(names, 1.0)),
        },
        packages={
            "p": NamedPackage(
                id="p", name="P", options=dict.fromkeys(names, "yes") | {"idle": "no"}
            )
        },
        verification=Inspection(
            by="a", checks={name: Check(detected=0.5) for name in names if name != "arms"}
        ),
    )
    found = left(case, to="p")
    assert dict(found.left_out) == {
        "relief": "inspector moves it",
        "joint": "several movers",
        "nobody": "no mover",
        "unknown": "unknown now",
        "idle": "not asked",
    }
    assert found.plan.places == ()
    assert found.unchecked == ("arms",)


def test_two_parties_inspect_each_other_where_nobody_is_named() -> None:
    """Each step is judged by the other side; nobody signs for both."""
    case = relief_for_arms(
        verification=Inspection(
            visits=2,
            checks={
                "relief": Check(detected=0.5, prior=0.1),
                "arms": Check(detected=0.5, prior=0.1),
            },
        )
    )
    found = left(case)
    signers = [place.decision.party for place in found.plan.places if place.decision is not None]
    assert signers == ["b", "a"]
    assert found.signing is None


def test_who_has_no_scores_has_no_measure_of_a_breach() -> None:
    """Visits are spread alike then, and beliefs are all there is."""
    case = relief_for_arms(
        preferences={"a": scores("a", relief=-4, arms=9)},
        packages={"p": NamedPackage(id="p", name="P", options={"relief": "yes", "arms": "yes"})},
        verification=Inspection(by="a", visits=1, checks={"arms": Check(detected=0.5, prior=0.4)}),
    )
    place = arms(case, to="p")
    assert (place.gain, place.loss, place.needed, place.deterred) == (None, None, None, None)
    assert (place.visits, place.achieved) == (1, 0.5)
    assert place.decision is not None


def test_a_case_without_the_part_says_what_to_add() -> None:
    """With an issue of its own in the example."""
    with pytest.raises(
        QuestionError, match=r"add, for example, 'verification: \{visits: 2, iss.*"
    ) as e:
        zopa.verification(relief_for_arms(verification=None))
    assert "issues: {relief: {detected: 0.8, prior: 0.2}}" in str(e.value)
    bare = relief_for_arms(verification=None, issues=(issue("relief"), issue("arms")))
    with pytest.raises(QuestionError, match=r"say who carries out which issue \('by'\) and add"):
        zopa.verification(bare)


def test_what_is_asked_is_checked_like_the_case() -> None:
    """A wrong number is refused in one sentence."""
    with pytest.raises(QuestionError, match="'visits' is -1, but it must be a whole number"):
        zopa.verification(relief_for_arms(), visits=-1)
    with pytest.raises(QuestionError, match="'miss' is 5, but a probability must be above 0"):
        zopa.verification(relief_for_arms(), miss=5)
    with pytest.raises(UnknownNameError, match="no package 'x'"):
        zopa.verification(relief_for_arms(), to="x")


def test_steps_made_together_are_taken_back_by_nobody_alone() -> None:
    """A joint step of Bob's is not his to undo; what nobody scores is taken back from him."""
    case = relief_for_arms(
        parties=(*relief_for_arms().parties, Party(id="c", name="Cid")),
        issues=(
            issue("relief", "a"),
            issue("arms", "b"),
            issue("talks", "a", "b"),
            issue("aid", "c"),
        ),
        preferences={
            "a": scores("a", relief=-4, arms=9, talks=1, aid=0),
            "b": scores("b", relief=8, arms=-5, talks=-1, aid=2),
        },
        exchange=ExchangeTerms(
            issues={
                key: StepTerms(reversible_value=1, reversible_cost=1)
                for key in ("relief", "talks", "aid")
            }
        ),
        verification=Inspection(by="c", checks={"arms": Check(detected=0.5, prior=0.5)}),
        packages={
            "p": NamedPackage(
                id="p", name="P", options=dict.fromkeys(("relief", "arms", "talks", "aid"), "yes")
            )
        },
    )
    place = arms(case, to="p")
    assert place.loss is not None
    assert (place.loss.taken_back, place.loss.regained) == (10, 0)
    assert place.decision is None  # Cid has no scores, so nothing is said of signing
    assert zopa.verification(case, to="p").signing is None


def test_a_capped_utility_is_no_sum() -> None:
    """Then nothing is said of all beliefs together."""
    case = checked(relief_for_arms(), detected=0.5, prior=0.5)
    capped = replace(case.preferences["a"], cap=100.0)  # type: ignore[type-var]
    found = zopa.verification(replace(case, preferences={**case.preferences, "a": capped}))
    assert found.signing is None
    assert found.plan.places[0].decision is not None
