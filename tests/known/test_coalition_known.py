"""What groups can claim: answers of the literature, and of hand-made games.

Sources: Aumann and Maschler (1985), Game Theoretic Analysis of a Bankruptcy Problem from the
Talmud, Journal of Economic Theory 36(2), 195-213 (the divisions also in Schecter, How the Talmud
Divides an Estate among Creditors, opened); Raiffa (1982), The Art and Science of Negotiation, the
cement merger (values recalled, answers recomputed); Littlechild and Owen (1973) for the airport;
Shapley and Shubik (1954) for votes, the Security Council with 4/2145 for an elected member.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from ruamel.yaml import YAML

from zopa.analysis.coalitions import (
    Game,
    airport,
    bankruptcy,
    best_partition,
    characteristic,
    coalitions,
    core,
    excesses,
    glove,
    least_core,
    nucleolus,
    shapley,
    voting,
)
from zopa.errors import CaseFaults, LimitError, QuestionError
from zopa.model import Case, CoalitionValues, Issue, Option, Party

CEMENT = {
    ("a",): 30.0,
    ("b",): 22.0,
    ("c",): 5.0,
    ("a", "b"): 59.0,
    ("a", "c"): 45.0,
    ("b", "c"): 39.0,
    ("a", "b", "c"): 77.0,
}


def close(found: Any, answer: Any) -> bool:
    """Return whether numbers agree as far as the sources print them, six decimals."""
    return bool(np.asarray(found) == pytest.approx(np.asarray(answer), abs=1.01e-6))


@pytest.mark.parametrize(
    ("estate", "answer"),
    [(100, (100 / 3,) * 3), (200, (50, 75, 75)), (300, (50, 100, 150))],
)
def test_talmud_1985(estate: float, answer: tuple[float, ...]) -> None:
    """Claims of 100, 200 and 300: the old divisions are the nucleolus."""
    assert nucleolus(bankruptcy(estate, (100, 200, 300))) == pytest.approx(answer, abs=1e-9)


def test_gloves() -> None:
    """One left, two right: the core gives the left one all, Shapley 2/3."""
    game = glove(1, 2)
    found = core(game)
    assert found.least is not None
    assert found.most is not None
    assert close(found.least, (1, 0, 0))
    assert close(found.most, (1, 0, 0))
    assert close(shapley(game), (2 / 3, 1 / 6, 1 / 6))
    assert close(nucleolus(game), (1, 0, 0))


def test_votes_of_two_one_one() -> None:
    """Three of four votes decide: who has two is needed, with one of the others."""
    game = voting(3, (2, 1, 1))
    assert close(shapley(game), (2 / 3, 1 / 6, 1 / 6))
    assert close(nucleolus(game), (1, 0, 0))


def test_three_equal_votes_have_an_empty_core() -> None:
    """Any two decide; however 1 is shared, some two have 2/3 at most."""
    game = voting(2, (1, 1, 1))
    found = least_core(game)
    assert core(game).is_empty
    assert core(game).least is None
    assert found.epsilon == pytest.approx(1 / 3)
    for shares in (found.least, found.most, nucleolus(game), shapley(game)):
        assert close(shares, (1 / 3, 1 / 3, 1 / 3))


def test_the_security_council() -> None:
    """9 of 15 votes and all five permanent members: 421/2145 and 4/2145."""
    found = shapley(voting(9, [1] * 15, required=range(5)))
    assert found[:5] == pytest.approx(421 / 2145)
    assert found[5:] == pytest.approx(4 / 2145)
    assert found[[0, 5]].round(6).tolist() == [0.196270, 0.001865]
    assert found == pytest.approx(shapley(voting(39, [7] * 5 + [1] * 10)))


def test_the_cement_merger_of_raiffa_1982() -> None:
    """Values recalled; answers recomputed by hand: B and C together add most of A's claim.

    Shapley of A: (2 * 30 + (59 - 22) + (45 - 5) + 2 * (77 - 39)) / 6 = 35.5.
    """
    game = characteristic(CEMENT)
    assert close(shapley(game), (35.5, 28.5, 13.0))
    assert close(nucleolus(game), (103 / 3, 85 / 3, 43 / 3))
    assert close(least_core(game).epsilon, -11 / 3)
    found = core(game)
    assert found.least is not None
    assert found.most is not None
    assert close(found.least, (30, 22, 7))
    assert close(found.most, (38, 32, 18))


def test_an_airport_of_littlechild_and_owen_1973() -> None:
    """Users who need 1, 2 and 3: each part of the runway is shared by those who need it."""
    assert close(-shapley(airport((1, 2, 3))), (1 / 3, 5 / 6, 11 / 6))


def test_the_answers_beside_the_project(shared: Path) -> None:
    """All answers of the file of known coalition games."""
    data = YAML(typ="safe").load(shared / "cases" / "coalition_known_answers.yaml")
    for entry in data["games"]:
        game = _game(entry)
        if "nucleolus" in entry:
            assert close(nucleolus(game), entry["nucleolus"]), entry["id"]
        if "shapley" in entry:
            assert close(shapley(game), entry["shapley"]), entry["id"]
        if "shapley_cost" in entry:
            assert close(-shapley(game), entry["shapley_cost"]), entry["id"]
        if "shapley_permanent" in entry:
            answer = [entry["shapley_permanent"]] * 5 + [entry["shapley_elected"]] * 10
            assert close(shapley(game), answer)
        if str(entry.get("core", "")).startswith("empty"):
            assert core(game).is_empty
            assert least_core(game).epsilon == pytest.approx(1 / 3)
        elif "core" in entry:
            assert close(core(game).most, (1, 0, 0))
    assert len(data["games"]) == 9


def _game(entry: Mapping[str, Any]) -> Game:
    if "claims" in entry:
        return bankruptcy(entry["estate"], entry["claims"])
    if "costs" in entry:
        return airport(entry["costs"])
    if "quota" in entry:
        return voting(entry["quota"], entry["votes"])
    if "rule" in entry:
        return voting(9, [1] * 15, required=range(5))
    players = sorted({player for group in entry["v"] for player in group})
    return characteristic({tuple(group): worth for group, worth in entry["v"].items()}, players)


def _case(values: Mapping[tuple[str, ...], float], parties: str = "abc") -> Case:
    return Case(
        id="claims",
        title="Claims",
        parties=tuple(Party(id=name, name=name.upper()) for name in parties),
        issues=(),
        coalitions=CoalitionValues(values=values),
    )


def test_a_case_with_values_only() -> None:
    """It needs no issues, and every concept answers."""
    found = coalitions(_case(CEMENT))
    assert found is not None
    claim = found.claims["c"]
    assert (claim.alone, claim.adds) == (5, 18)
    assert (claim.shapley, claim.nucleolus) == pytest.approx((13, 43 / 3))
    assert claim.core == pytest.approx((7, 18))
    assert found.core_is_empty is False
    assert (found.apart, found.apart_total, found.filled) == ((("a", "b", "c"),), 77, 0)
    assert found.objections == {}


def test_groups_without_a_value_get_the_best_sum_of_their_parts() -> None:
    """A and B get 12 together, C gets 2: A with C 3 + 2, all 12 + 2; D is worth nothing alone."""
    found = coalitions(
        _case({("a",): 3, ("b",): 1, ("c",): 2, ("a", "b"): 12, ("b", "d"): 4}, "abcd")
    )
    assert found is not None
    worths = found.worths
    assert worths["a", "c"] == 5
    assert worths["a", "b", "c"] == 14
    assert worths["d",] == 0
    assert worths["a", "b", "d"] == 12
    assert worths["b", "c", "d"] == 6
    assert found.total == 14
    assert found.filled == 9


def test_parties_without_any_value_take_no_part() -> None:
    """A mediator is named in no group."""
    found = coalitions(_case({("a", "c"): 4}))
    assert found is not None
    assert found.players == ("a", "c")


def test_a_division_that_some_group_would_leave_names_it() -> None:
    """Shapley gives B and C of the gloves 1/3 of what A could take with either."""
    found = coalitions(_case({("a", "b"): 1, ("a", "c"): 1, ("a", "b", "c"): 1}))
    assert found is not None
    objection = found.objections["shapley"]
    assert objection.group == ("a", "b")
    assert (objection.worth, objection.given) == pytest.approx((1, 5 / 6))
    assert "nucleolus" not in found.objections


def test_where_together_is_not_best() -> None:
    """All get 10, A and B alone 6 and 3, with C alone 2: apart they get 11, so the core is empty."""
    found = coalitions(_case({("a",): 6, ("b",): 3, ("c",): 2, ("a", "b", "c"): 10}))
    assert found is not None
    assert found.apart == (("a",), ("b",), ("c",))
    assert found.apart_total == 11
    assert found.core_is_empty is True
    assert found.claims["a"].nucleolus is None
    assert found.reason == "all together get less than the parties do alone"
    with pytest.raises(QuestionError, match="all together get 10, less than the 11 that"):
        nucleolus(Game.of([0, 6, 3, 9, 2, 8, 5, 10]))


def test_many_parties_have_a_shapley_value_only() -> None:
    """With 13 parties, each worth 1 in any group, the value is 1 each and the core is left out."""
    parties = "abcdefghijklm"
    found = coalitions(_case({(name,): 1 for name in parties}, parties))
    assert found is not None
    assert found.core_is_empty is None
    assert found.reason is not None
    assert close([claim.shapley for claim in found.claims.values()], [1] * 13)
    with pytest.raises(LimitError, match="the game has 13 players; the least core is worked out"):
        least_core(Game.of(np.zeros(2**13)))
    with pytest.raises(LimitError, match="21 players, which form 2,097,152 groups"):
        voting(11, [1] * 21)


def test_a_case_without_values_or_with_one_party() -> None:
    """Nothing to say, or a plain error; and no issues without values is a fault as before."""
    wage = Issue(id="wage", name="Wage", options=(Option(id="low", name="Low"),))
    assert (
        coalitions(Case(id="c", title="C", parties=(Party(id="a", name="A"),), issues=(wage,)))
        is None
    )
    with pytest.raises(
        QuestionError, match="values coalitions of 1 parties; give values of groups"
    ):
        coalitions(_case({("a",): 1}))
    with pytest.raises(CaseFaults, match="the case has no issues"):
        Case(id="c", title="C", parties=(Party(id="a", name="A"),), issues=())


def test_games_that_make_no_sense_are_refused() -> None:
    """Each in one sentence."""
    with pytest.raises(QuestionError, match="players need 4 finite numbers"):
        Game.of([0, 1, 2], players=["a", "b"])
    with pytest.raises(QuestionError, match="the empty group is worth 3; nobody gets 0"):
        Game.of([3, 1, 2, 4])
    with pytest.raises(QuestionError, match="has no player 'd'; known are"):
        characteristic(CEMENT).worth("d")
    with pytest.raises(QuestionError, match="'b' and 'a' has two values"):
        characteristic({("a", "b"): 1, ("b", "a"): 2})
    with pytest.raises(QuestionError, match="'a' is worth inf; give a finite number"):
        characteristic({("a",): float("inf"), ("b",): 1})
    with pytest.raises(QuestionError, match="a group has no players"):
        characteristic({(): 1, ("b",): 1})
    with pytest.raises(QuestionError, match="each named once"):
        Game.of([0, 1, 2, 3], players=["a", "a"])
    with pytest.raises(QuestionError, match="the quota is 9 of 4 votes"):
        voting(9, (2, 1, 1))
    with pytest.raises(QuestionError, match="the estate is 900"):
        bankruptcy(900, (100, 200))
    with pytest.raises(QuestionError, match="the game has one player; the nucleolus takes two"):
        nucleolus(Game.of([0, 1]))


def test_excess_and_partition_by_hand() -> None:
    """Two players who get 3 and 2 alone and 4 together are better apart."""
    game = Game.of([0, 3, 2, 4])
    assert excesses(game, (1, 3)).tolist() == [0, 2, -1, 0]
    assert best_partition(game) == (("1",), ("2",))
    assert best_partition(Game.of([0, 3, 1, 4])) == (("1", "2"),)
    cheap = characteristic({**CEMENT, ("a", "b", "c"): 63.0})
    assert best_partition(cheap) == (("a",), ("b", "c")), "30 + 39 against 59 + 5 and 45 + 22"
