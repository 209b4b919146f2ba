"""What groups of parties can claim in a case: every concept asked once."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from zopa.analysis.bargaining.results import Claim, CoalitionStudy, Group, Objection
from zopa.analysis.coalitions.core import TOLERANCE, Core, core
from zopa.analysis.coalitions.game import Floats, Game, characteristic, excesses
from zopa.analysis.coalitions.least_core import MOST_PLAYERS, LeastCore, least_core
from zopa.analysis.coalitions.nucleolus import nucleolus
from zopa.analysis.coalitions.partition import best_partition
from zopa.analysis.coalitions.shapley import shapley
from zopa.errors import QuestionError
from zopa.model import Case


def coalitions(case: Case) -> CoalitionStudy | None:
    """Return what groups of parties can claim, from the values that the case gives.

    Parameters
    ----------
    case
        The case; groups that it does not value get the best sum of their parts, and a party that
        it does not value alone gets 0 alone.

    Returns
    -------
    CoalitionStudy or None
        ``None`` for a case without values of coalitions.  Core, least core and nucleolus for up
        to 12 parties; the Shapley value for up to 20.

    Raises
    ------
    QuestionError
        When only one party has a value.
    LimitError
        When there are more than 20 parties with values.

    Examples
    --------
    >>> from zopa.model import Case, CoalitionValues, Party
    >>> case = Case(id="c", title="C", parties=(Party(id="a", name="A"), Party(id="b", name="B")),
    ...     issues=(), coalitions=CoalitionValues(values={("a",): 2, ("a", "b"): 6}))
    >>> found = coalitions(case)
    >>> found.claims["a"].shapley, found.claims["a"].core, found.core_is_empty
    (4.0, (2.0, 6.0), False)
    """
    if case.coalitions is None:
        return None
    values = case.coalitions.values
    named = {party for group in values for party in group}
    players = tuple(party.id for party in case.parties if party.id in named)
    if len(players) < 2:
        msg = (
            f"case '{case.id}' values coalitions of {len(players)} parties; give values of groups "
            "of two or more parties"
        )
        raise QuestionError(msg)
    game = characteristic(values, players)
    return _study(case, game, {frozenset(group) for group in values})


def _study(case: Case, game: Game, given: set[frozenset[str]]) -> CoalitionStudy:
    groups = {
        game.group(number): float(game.values[number]) for number in range(1, len(game.values))
    }
    reason = None
    least: LeastCore | None = None
    stands: Core | None = None
    fair: Floats | None = None
    apart: tuple[Group, ...] = (game.players,)
    if len(game.players) > MOST_PLAYERS:
        reason = f"with more than {MOST_PLAYERS} parties, core and nucleolus are not worked out"
    else:
        least = least_core(game)
        stands = core(game, least)
        apart = best_partition(game)
        if float(game.alone.sum()) - game.total <= TOLERANCE * game.size:
            fair = nucleolus(game)
        else:
            reason = "all together get less than the parties do alone"
    average = shapley(game)
    divisions = {"shapley": average} if fair is None else {"shapley": average, "nucleolus": fair}
    return CoalitionStudy(
        case=case,
        players=game.players,
        worths=groups,
        filled=sum(len(group) > 1 and frozenset(group) not in given for group in groups),
        total=game.total,
        apart=apart,
        apart_total=sum(game.worth(*group) for group in apart),
        epsilon=None if least is None else least.epsilon,
        claims=_claims(game, average, fair, stands),
        objections=_objections(game, divisions),
        reason=reason,
    )


def _claims(
    game: Game, average: Floats, fair: Floats | None, stands: Core | None
) -> dict[str, Claim]:
    """Return what each player can claim, by each rule."""
    others = game.values[(len(game.values) - 1) ^ (1 << np.arange(len(game.players)))]
    low, high = (None, None) if stands is None else (stands.least, stands.most)
    return {
        player: Claim(
            alone=float(game.alone[at]),
            adds=game.total - float(others[at]),
            shapley=float(average[at]),
            nucleolus=None if fair is None else float(fair[at]),
            core=None if low is None or high is None else (float(low[at]), float(high[at])),
        )
        for at, player in enumerate(game.players)
    }


def _objections(game: Game, divisions: Mapping[str, Floats]) -> dict[str, Objection]:
    """Return the group with most reason to object to each division, where one has any."""
    found = {}
    for rule, shares in divisions.items():
        excess = excesses(game, shares)[1:-1]
        worst = int(excess.argmax()) + 1
        if excess[worst - 1] > TOLERANCE * game.size:
            group = game.group(worst)
            worth = game.worth(*group)
            found[rule] = Objection(
                group=group, worth=worth, given=worth - float(excess[worst - 1])
            )
    return found
