"""Would it hold: one study of the states of a case, every question asked once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from zopa._version import __version__
from zopa.analysis.agreed import NASH, agreed
from zopa.analysis.results import Probability
from zopa.analysis.stability._far import far_reasons, far_study
from zopa.analysis.stability._reports import (
    Explanations,
    Findings,
    explanations,
    moves_between,
    report,
    routes_to,
    total_rank,
)
from zopa.analysis.stability.conflict import GridMoves
from zopa.analysis.stability.definitions._contract import CORE, DEFINITIONS, Bools, Engine
from zopa.analysis.stability.groups import groups as all_groups
from zopa.analysis.stability.judge import admit, equilibria, judge
from zopa.analysis.stability.judge import engine as engine_of
from zopa.analysis.stability.results import StabilityStudy, Witness
from zopa.analysis.stability.robust import affordable, shares
from zopa.analysis.stability.routes import ways
from zopa.analysis.stability.states import CaseConflict, owners, parties_of, states_of
from zopa.analysis.stability.witness import witness
from zopa.errors import CaseError, LimitError, QuestionError
from zopa.model import Case, Package
from zopa.model.state_space import CELLS, combinations

Progress = Callable[[str, float], None]

FORESIGHT = "non-myopic"
FORESEEN = 5_000
"""States up to which two parties are also judged with foresight, unless definitions are chosen."""
EXPLAINED = 20_000
"""States up to which conditions, ways and groups are looked for."""
GROUPS = 63
"""Groups of parties that are looked at, at most."""


def stability(
    case: Case,
    *,
    states: Sequence[str | Package] = (),
    definitions: Sequence[str] | None = None,
    draws: int = 2000,
    seed: int = 1,
    groups: bool = True,
    listed: int = 12,
    progress: Progress | None = None,
) -> StabilityStudy:
    """Return which states of a case nobody wants to leave, why, and how to get there.

    Parameters
    ----------
    case
        The case.
    states
        States to report on besides those found: ids, names, or ``issue=option`` with the rest as
        now.
    definitions
        Names of definitions of stability.  When left out: `CORE`, and for two parties with few
        states non-myopic stability.
    draws
        Draws of the uncertain numbers; fewer are made where the work would be too much, and 0
        leaves chances out.
    seed
        Of the draws.  Same seed, same answer.
    groups
        Whether to look at groups of parties that leave together.
    listed
        Equilibria that are reported one by one, at most: first those under most definitions, then
        those that moves lead to from now that each pay their mover, then those that all parties
        together like best.
    progress
        Called with what is being done and the share that is done.

    Raises
    ------
    QuestionError
        When the case does not say who moves what, or who prefers what, or a state or a definition
        does not fit.
    UnknownNameError
        When there is no such definition.
    LimitError
        When there are too many states for a definition that needs all of them.

    Examples
    --------
    >>> from zopa.model import *
    >>> def issue(id, by):
    ...     return Issue(id=id, name=id, by=(by,), now="no",
    ...                  options=(Option(id="no", name="No"), Option(id="yes", name="Yes")))
    >>> def wants(party, *best_first):
    ...     tiers = [(tuple(zip("ab", ("yes" if c == "y" else "no" for c in place))),) for place in best_first]
    ...     return Ranking(party=party, tiers=tuple(tiers))
    >>> dilemma = Case(id="pd", title="Prisoners", issues=(issue("a", "p"), issue("b", "q")),
    ...     parties=(Party(id="p", name="Ann"), Party(id="q", name="Bob")),
    ...     orders={"p": wants("p", "yn", "nn", "yy", "ny"), "q": wants("q", "ny", "nn", "yy", "yn")})
    >>> found = stability(dilemma)
    >>> found.counts["nash"], found.counts["seq"], found.reports[0].equilibrium
    (1, 2, ('gmr', 'smr', 'seq', 'sseq', 'non-myopic'))
    """
    tell = progress or _silent
    if combinations(case) > CELLS:
        return far_study(case, states, _named(definitions) or CORE, seed)
    tell("stability", 0.0)
    try:
        posed, engine = _listed(case)
        chosen = _definitions(posed, definitions)
        flags = judge(posed.conflict, [name for name in chosen if name in CORE])
    except LimitError as error:
        named = _named(definitions) or CORE
        if not {*named} <= {*CORE}:
            raise
        return far_study(case, states, named, seed, why=str(error))
    flags, left_out = _with_foresight(posed, flags, chosen, must=definitions is not None)
    tell("stability", 0.2)
    drawn, chances, unsure = _chances(
        posed, flags, draws, seed, lambda s: tell("chances", 0.2 + 0.5 * s)
    )
    tell("reasons", 0.7)
    found = Findings(
        posed=posed,
        flags=flags,
        shares=chances,
        solutions=_solutions(posed),
        asked=frozenset(posed.place(ref) for ref in states),
    )
    spoken, count = _spoken(found, listed)
    told, unexplained = _explanations(posed, engine, [*flags], spoken, groups=groups)
    reports = []
    for at, state in enumerate(spoken):
        tell("reasons", 0.7 + 0.3 * at / len(spoken))
        reports.append(report(found, told, state))
    tell("done", 1.0)
    return StabilityStudy(
        case=case,
        version=__version__,
        seed=seed,
        parties=posed.conflict.parties,
        combinations=combinations(case),
        states=posed.space.count,
        definitions=tuple(flags),
        engine="arrays" if isinstance(posed.conflict.moves, GridMoves) else "lists",
        counts={name: len(rows) for name, rows in equilibria(flags).items()},
        reports=tuple(reports),
        listed=count,
        draws=drawn,
        left_out=(*left_out, *unexplained, *unsure),
        moves=moves_between(posed, spoken),
    )


def explain(case: Case, state: str | Package, definitions: Sequence[str]) -> tuple[Witness, ...]:
    """Return why each party stays in a state or goes, by each definition.

    Parameters
    ----------
    case
        The case.
    state
        As in `stability`.
    definitions
        Some of `CORE`.

    Raises
    ------
    QuestionError
        When there is no such state, or there are no reasons for a definition.
    """
    if combinations(case) > CELLS:
        return far_reasons(case, state, definitions)
    try:
        posed, engine = _listed(case)
        place = posed.place(state)
        return tuple(
            witness(posed, engine, place, party, name)
            for party in range(len(posed.conflict.parties))
            for name in definitions
        )
    except LimitError:
        return far_reasons(case, state, definitions)


def _listed(case: Case) -> tuple[CaseConflict, Engine]:
    """Return a case with all its states, and what answers questions about them.

    Raises
    ------
    LimitError
        When that would need too much memory; the combinations of options are looked at first.
    """
    admit(combinations(case), len(parties_of(case, owners(case))))
    posed = states_of(case)
    return posed, engine_of(posed.conflict)


def _with_foresight(
    posed: CaseConflict, core: dict[str, Bools], chosen: Sequence[str], *, must: bool
) -> tuple[dict[str, Bools], list[str]]:
    """Return the judgements by all definitions, in their order, and what was left out of that."""
    others = [name for name in chosen if name not in core]
    try:
        found = core | (judge(posed.conflict, others) if others else {})
    except LimitError as error:
        if must:
            raise
        return core, [f"{', '.join(others)} was left out: {str(error).split('; ', 1)[0]}"]
    return {name: found[name] for name in chosen}, []


def _chances(
    posed: CaseConflict,
    flags: Mapping[str, Bools],
    draws: int,
    seed: int,
    progress: Callable[[float], None],
) -> tuple[int, dict[str, tuple[Probability, ...]], list[str]]:
    """Return the number of draws, the shares of them, and what was left out of that."""
    counted = [name for name in flags if name in CORE]
    if draws <= 0 or not _uncertain(posed.case) & {*posed.conflict.parties}:
        return 0, {}, []
    drawn = affordable(posed, counted, draws)
    if not drawn:
        return (
            0,
            {},
            ["how sure this is was left out, as there are too many states to judge in draws"],
        )
    try:
        return drawn, shares(posed, counted, drawn, seed, progress=progress), []
    except (CaseError, LimitError) as error:
        why = str(error).removeprefix("states: ")
        return 0, {}, [f"how sure this is was left out, as in some draws {why}"]


def _silent(_what: str, _share: float) -> None:
    """Tell nobody."""


def _uncertain(case: Case) -> set[str]:
    """Return the parties whose preferences have ranges."""
    return {named.path[1] for named in case.uncertain()}


def _named(definitions: Sequence[str] | None) -> list[str] | None:
    """Return the definitions that were asked for, each once, and first whether a party gains."""
    if definitions is None:
        return None
    if not definitions:
        msg = "no definition of stability was named; name one, or leave the choice out"
        raise QuestionError(msg)
    # Whether a party gains at all is always judged: what is said of a state rests on it.
    return [DEFINITIONS[name].name for name in dict.fromkeys((CORE[0], *definitions))]


def _definitions(posed: CaseConflict, definitions: Sequence[str] | None) -> list[str]:
    named = _named(definitions)
    if named is not None:
        return named
    small = posed.space.count <= FORESEEN and len(posed.conflict.parties) == 2
    return [*CORE, FORESIGHT] if small else [*CORE]


def _solutions(posed: CaseConflict) -> dict[str, tuple[int, ...]]:
    """Return the state of the Nash package of the zone, where the case has scores for that."""
    if not posed.case.preferences:
        return {}
    try:
        _, package = agreed(posed.case, NASH)
    except (CaseError, QuestionError, LimitError):  # there is none, or it is out of reach
        return {}
    place = posed.space.state(package)
    return {} if place is None else {NASH: (place,)}


def _spoken(found: Findings, listed: int) -> tuple[list[int], int]:
    """Return the states to report on, in order, and how many of the equilibria are among them."""
    posed = found.posed
    stable = np.sum([flag.all(axis=0) for flag in found.flags.values()], axis=0)
    equal = np.flatnonzero(stable)
    reached = np.zeros(posed.space.count, dtype=np.bool_)
    if posed.now is not None and posed.space.count <= EXPLAINED:
        gained = ways(
            posed.conflict, posed.now, equal.tolist(), improving=True, together=posed.together
        )
        reached[list(gained)] = True
    order = np.lexsort((-total_rank(posed)[equal], ~reached[equal], -stable[equal]))
    best = equal[order][:listed].tolist()
    first = [state for state in (posed.now, posed.no_deal) if state is not None]
    others = [
        *found.asked,
        *(posed.space.names[name] for name in posed.case.packages if name in posed.space.names),
        *(state for states in found.solutions.values() for state in states),
    ]
    shown = [*first, *best, *others]
    near = [state for state in dict.fromkeys(shown) if state in best and reached[state]]
    far = [state for state in dict.fromkeys(shown) if state in best and not reached[state]]
    spoken = list(dict.fromkeys([*first, *near, *far, *others]))
    return spoken, int((stable[spoken] > 0).sum())


def _explanations(
    posed: CaseConflict,
    engine: Engine,
    chosen: Sequence[str],
    spoken: Sequence[int],
    *,
    groups: bool,
) -> tuple[Explanations, list[str]]:
    """Return what explains single states, and what was left out of that."""
    left_out = []
    named = next((name for name in ("seq", *chosen) if name in chosen and name in CORE), None)
    small = posed.space.count <= EXPLAINED
    if not small:
        left_out.append(
            f"with more than {EXPLAINED:,} states, conditions, ways from now and groups were left out"
        )
    elif posed.now is None:
        open_issue = next(issue.id for issue in posed.space.issues if issue.now is None)
        left_out.append(
            f"the case does not say how issue '{open_issue}' stands now, so there are no ways from now"
        )
    together = groups and small and len(all_groups(posed.conflict)) <= GROUPS
    if groups and small and not together:
        left_out.append(f"groups were left out, as the parties can form more than {GROUPS} of them")
    told = explanations(
        posed,
        engine,
        named,
        routes_to(posed, spoken) if small else {},
        conditions=small,
        groups=together,
    )
    return told, left_out
