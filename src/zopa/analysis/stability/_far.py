"""Single states of a case whose states are too many to list: judged by search from each of them."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache
from operator import getitem
from typing import Any

import numpy as np

from zopa._version import __version__
from zopa.analysis.stability._words import Telling, changing, options, told
from zopa.analysis.stability.definitions._contract import CORE
from zopa.analysis.stability.local import Moves, Near, State, Verdict, option_moves, stable_here
from zopa.analysis.stability.results import Move, StabilityStudy, StateReport, Witness
from zopa.analysis.stability.states import NO_DEAL, NOW, owners, parties_of, written
from zopa.errors import LimitError, QuestionError, UnknownNameError, did_you_mean
from zopa.model import ABSENT, CENTRAL, Case, Issue, Package, Priorities, Utility, utilities
from zopa.model.state_ranks import ALIKE
from zopa.model.state_space import combinations, present, state_rules
from zopa.model.statements import And, Atom, Formula, If, Iff, Not, Or

LOOKED_AT = 100_000
"""Moves that the search from one state looks at, for one party and one definition."""
OFF_GRID = 0.1234567
"""Keeps utilities that are round numbers away from where rounding them would tip."""


def far_study(
    case: Case,
    states: Sequence[str | Package],
    definitions: Sequence[str],
    seed: int,
    why: str | None = None,
) -> StabilityStudy:
    """Return what can be said of single states: those asked for, now, no deal and named packages.

    ``why``: what stood in the way of judging all of them, if not their number.

    Raises
    ------
    QuestionError
        When a state does not exist, states are merged or ranked one by one, or a definition needs
        all states.
    """
    wrong = [name for name in definitions if name not in CORE]
    if wrong:
        msg = f"with {combinations(case):,} combinations of options, states are judged one by one"
        raise QuestionError(f"{msg}, which '{wrong[0]}' does not allow; use {', '.join(CORE)}")
    far = Far(case)
    places: dict[State, list[str]] = {}
    for name, package in far.known.items():
        places.setdefault(far.state(package), []).append(name)
    asked = [far.asked(ref) for ref in states]
    for state in asked:
        places.setdefault(state, [])
    only = f"with {combinations(case):,} combinations of options only single states were judged"
    if why is not None:
        only = f"{why.split('; ', 1)[0]}, so only single states were judged"
    left_out = [f"{only}: no counts, ways, groups, conditions and shares of draws"]
    reports = []
    for state, named in places.items():
        report, open_ones = far.report(state, named, definitions, asked=state in asked)
        reports.append(report)
        left_out += open_ones
    return StabilityStudy(
        case=case,
        version=__version__,
        seed=seed,
        parties=far.parties,
        combinations=combinations(case),
        states=combinations(case),
        definitions=tuple(definitions),
        engine="local",
        counts=None,
        reports=tuple(reports),
        listed=sum(bool(report.equilibrium) for report in reports),
        draws=0,
        left_out=tuple(left_out),
    )


def far_reasons(case: Case, ref: str | Package, definitions: Sequence[str]) -> tuple[Witness, ...]:
    """Return why each party stays in one state or goes, as far as that can be found out."""
    far = Far(case)
    state = far.asked(ref)
    return tuple(
        far.witness(state, party, name, judged[name])
        for party in range(len(far.parties))
        for judged in [far.verdicts(state, party, definitions)]
        for name in definitions
        if name in judged
    )


class Far:
    """A case seen from single states: nothing is listed."""

    def __init__(self, case: Case) -> None:
        if case.states.merged:
            msg = (
                f"case '{case.id}' merges states, and has too many combinations of options for that"
            )
            raise LimitError(f"{msg}; leave out issues, or do not merge states")
        self.case = case
        self.rules = state_rules(case)
        self.issues = tuple(issue for issue in case.issues if not issue.term)
        own = owners(case)
        self.parties = parties_of(case, own)
        one_way = {rule.issue: rule.order for rule in case.states.one_way}
        self.orders = tuple(
            one_way.get(i.id, tuple(option.id for option in i.options)) for i in self.issues
        )
        found: dict[str, Package | None] = {NOW: present(case), NO_DEAL: case.no_deal_package()}
        packages = {name: package.options for name, package in case.packages.items()}
        self.known: dict[str, Package] = {
            name: package
            for name, package in {**found, **case.states.named, **packages, **found}.items()
            if package is not None and (name in found or self._possible(package))
        }
        self.fixed = {self.state(self.known[name]) for name in (NOW, NO_DEAL) if name in self.known}
        self.near = Near(
            parties=len(self.parties),
            moves=self._moves([set(own.get(issue.id, ())) for issue in self.issues], one_way),
            rank=self._rank(),
        )

    def asked(self, ref: str | Package) -> State:
        """Return the state that a reference stands for; see `CaseConflict.place`."""
        state = self.state(self.package(ref))
        if state not in self.fixed and not self._possible(self.options(state)):
            shown = ref if isinstance(ref, str) else ", ".join(f"{i}={o}" for i, o in ref.items())
            msg = f"the state '{shown}' is forbidden by the rules; ask for one that can be"
            raise QuestionError(msg)
        return state

    def package(self, ref: str | Package) -> Package:
        """Return the package that a reference stands for."""
        if not isinstance(ref, str):
            return ref
        if ref in self.known:
            return self.known[ref]
        if "=" not in ref:
            msg = f"case '{self.case.id}' has no state '{ref}'; {did_you_mean(ref, self.known)}"
            raise QuestionError(f"{msg}, or write it as issue=option")
        found = dict(self.known.get(NOW, {}))
        for name, option in written(ref):
            found[self._issue(name, ref).id] = option
        return found

    def _issue(self, name: str, text: str) -> Issue:
        for issue in self.issues:
            if issue.id == name:
                return issue
        hint = did_you_mean(name, [issue.id for issue in self.issues])
        raise QuestionError(
            f"the state '{text}' names the issue '{name}', which is in no state; {hint}"
        )

    def state(self, package: Package) -> State:
        """Return a package as places on the axes, terms left out."""
        left = [issue.id for issue in self.issues if issue.id not in package]
        if left:
            msg = f"a state says nothing of issue '{left[0]}'; give it an option"
            raise QuestionError(msg)
        try:
            for issue in self.issues:
                issue.position(package[issue.id])
        except UnknownNameError as error:
            raise QuestionError(str(error)) from None
        return tuple(
            order.index(package[issue.id])
            for issue, order in zip(self.issues, self.orders, strict=True)
        )

    def options(self, state: State) -> dict[str, str]:
        """Return the options in force in a state."""
        pairs = zip(self.issues, self.orders, state, strict=True)
        return {issue.id: order[place] for issue, order, place in pairs}

    def _possible(self, package: Package) -> bool:
        """Return whether the rules allow a state."""
        inside = {issue.id: package[issue.id] for issue in self.issues}
        return all(rule.holds(inside) for rule in self.rules)

    def _moves(self, own: Sequence[set[str]], one_way: Mapping[str, object]) -> Moves:
        fixed = self.fixed
        place = {party: at for at, party in enumerate(self.parties)}
        rules = self.rules
        moves = option_moves(
            tuple(map(len, self.orders)),
            [place[next(iter(who))] if len(who) == 1 else -1 for who in own],
            [issue.id in one_way for issue in self.issues],
            lambda state: not rules or state in fixed or self._possible(self.options(state)),
        )
        forbidden = self.case.states.forbidden
        if not forbidden:
            return moves

        def allowed(party: int, state: State) -> Iterator[State]:
            here = self.options(state)
            rules = [
                rule
                for rule in forbidden
                if rule.by in (None, self.parties[party]) and rule.origin.matches(here)
            ]
            for target in moves(party, state):
                if not any(rule.target.matches(self.options(target)) for rule in rules):
                    yield target

        return allowed

    def _rank(self) -> Callable[[int, State], Any]:
        found: dict[str, Callable[[State], Any]] = {}
        for utility in utilities(self.case, CENTRAL) if self.case.preferences else ():
            found[utility.party] = cache(self._by_utility(utility))
        for party, order in self.case.orders.items():
            if not isinstance(order, Priorities):
                msg = f"party '{party}' ranks states one by one, and there are too many for that"
                raise QuestionError(f"{msg}; give it priorities or scores, or leave out issues")
            found[party] = cache(self._by_statements(order))
        ranks = [found[party] for party in self.parties]
        return lambda party, state: ranks[party](state)

    def _by_utility(self, utility: Utility) -> Callable[[State], int]:
        axis = {issue.id: at for at, issue in enumerate(self.issues)}
        places = [
            [issue.position(option) for option in order]
            for issue, order in zip(self.issues, self.orders, strict=True)
        ]
        inside = [f for f in utility.factors if any(name in axis for name in f.issues)]
        span = sum(float(np.nanmax(f.table) - np.nanmin(f.table)) for f in inside)
        unit = ALIKE * span or 1.0
        columns = [[0.0] * len(order) for order in self.orders]
        joint = []
        for factor in inside:
            name, *others = factor.issues
            if others:
                axes = [axis.get(issue) for issue in factor.issues]
                joint.append((factor.table[0], axes))
                continue
            for at, place in enumerate(places[axis[name]]):
                columns[axis[name]][at] += float(factor.table[0, place])
        constant = float(utility.constant[0])

        def rank(state: State) -> int:
            total = constant + sum(map(getitem, columns, state))
            for table, axes in joint:
                at = (ABSENT if a is None else places[a][state[a]] for a in axes)
                total += float(table[tuple(at)])
            if math.isnan(total):  # then this says what is missing
                here = (np.array([p[at]]) for p, at in zip(places, state, strict=True))
                utility.of_states(dict(zip(axis, here, strict=True)))
            capped = total if utility.cap is None else min(total, utility.cap)
            return round(capped / unit + OFF_GRID)

        return rank

    def _by_statements(self, order: Priorities) -> Callable[[State], tuple[bool, ...]]:
        formulas = [statement.formula for statement in order.statements]

        def rank(state: State) -> tuple[bool, ...]:
            package = self.options(state)
            return tuple(holds(formula, package) for formula in formulas)

        return rank

    def report(
        self, state: State, named: Sequence[str], definitions: Sequence[str], *, asked: bool
    ) -> tuple[StateReport, list[str]]:
        """Return what can be said of a state, and what stayed open."""
        own = named[0] if named else self.name(state)
        stable: dict[str, dict[str, bool]] = {name: {} for name in definitions}
        reasons = "seq" if "seq" in definitions else definitions[0]
        witnesses, left_out = [], []
        for at, party in enumerate(self.parties):
            judged = self.verdicts(state, at, definitions)
            if reasons in judged:
                witnesses.append(self.witness(state, at, reasons, judged[reasons]))
            still = [name for name in definitions if name not in judged]
            if still:
                left_out.append(
                    f"whether {self.case.party(party).name} stays in {own} is open ({', '.join(still)}): "
                    f"more than {LOOKED_AT:,} moves would have to be looked at"
                )
            for name, verdict in judged.items():
                stable[name][party] = verdict.stable
        every = len(self.parties)
        equal = [n for n, row in stable.items() if len(row) == every and all(row.values())]
        roles = {
            NOW: NOW in named,
            NO_DEAL: NO_DEAL in named,
            "equilibrium": bool(equal),
            "named": any(name in self.case.packages for name in named),
            "asked": asked,
        }
        found = StateReport(
            id=own,
            name=self.title(state),
            options=self.options(state),
            roles=tuple(role for role, holds in roles.items() if holds),
            same_as=tuple(named[1:]),
            places={},
            stable=stable,
            equilibrium=tuple(equal),
            probability={},
            witnesses=tuple(witnesses),
            routes=(),
            groups=(),
            conditions=(),
        )
        return found, left_out

    def verdicts(self, state: State, party: int, definitions: Sequence[str]) -> dict[str, Verdict]:
        """Return what can be found out about a party in a state, definition by definition.

        Who gains by no move stays under every definition; whose gain has no answer at all leaves
        under every one that reckons with answers.
        """
        found: dict[str, Verdict] = {}
        for name in ("nash", "gmr", *definitions):
            if name in found:
                continue
            if name != "nash" and "nash" in found and found["nash"].stable:
                found[name] = found["nash"]
            elif name != "nash" and "gmr" in found and not found["gmr"].stable:
                found[name] = found["gmr"]
            else:
                with suppress(LimitError):
                    found[name] = stable_here(self.near, party, state, name, limit=LOOKED_AT)
        return {name: verdict for name, verdict in found.items() if name in definitions}

    def name(self, state: State) -> str:
        """Return the id of a state: its first name, else its options that are not in force now."""
        package = self.options(state)
        for name, known in self.known.items():
            if all(known.get(issue) == option for issue, option in package.items()):
                return name
        now = self.known.get(NOW, {})
        return ", ".join(f"{i}={o}" for i, o in package.items() if o != now.get(i))

    def title(self, state: State) -> str:
        """Return what a state is called in words."""
        name = self.name(state)
        if name in (NOW, NO_DEAL):
            return name.replace("now", "as now").replace("_", " ")
        if name in self.case.packages:
            return self.case.packages[name].name
        return options(self.case, self.options(state), self.known.get(NOW, {}))

    def witness(self, state: State, party: int, definition: str, verdict: Verdict) -> Witness:
        gain, rank = verdict.improvement, self.near.rank
        moves, here = [], gain
        for mover, there in verdict.answer:
            moves.append(self._move(mover, here or state, there))
            here = there
        improvement = None if gain is None else self._move(party, state, gain)
        telling = Telling(
            name=self.case.party(self.parties[party]).name,
            can_move=any(True for _ in self.near.moves(party, state)),
            most=verdict.stable,
            improvement=None if improvement is None else self._doing(improvement),
            answer=tuple((self.case.party(m.by[0]).name, self._doing(m)) for m in moves),
            worse=bool(moves) and rank(party, verdict.answer[-1][1]) < rank(party, state),
            escape=None,
            others=tuple(
                self.case.party(p).name for at, p in enumerate(self.parties) if at != party
            ),
        )
        return Witness(
            party=self.parties[party],
            state=self.name(state),
            definition=definition,
            stable=verdict.stable,
            improvement=improvement,
            answer=tuple(moves),
            escape=None,
            text=told(telling, stable=verdict.stable, definition=definition),
        )

    def _move(self, party: int, origin: State, target: State) -> Move:
        before, after = self.options(origin), self.options(target)
        return Move(
            by=(self.parties[party],),
            changes={name: option for name, option in after.items() if option != before[name]},
            origin=self.name(origin),
            target=self.name(target),
            improves=bool(self.near.rank(party, origin) < self.near.rank(party, target)),
        )

    def _doing(self, move: Move) -> str:
        return changing(self.case, move.changes)


def holds(formula: Formula, package: Package) -> bool:
    """Return whether a formula holds in one state.

    Examples
    --------
    >>> holds(Not(part=Atom(issue="wage", options=("low",))), {"wage": "high"})
    True
    """
    match formula:
        case Atom():
            return package[formula.issue] in formula.options
        case Not():
            return not holds(formula.part, package)
        case And():
            return all(holds(part, package) for part in formula.parts)
        case Or():
            return any(holds(part, package) for part in formula.parts)
        case If():
            return not holds(formula.when, package) or holds(formula.then, package)
        case Iff():
            return holds(formula.left, package) == holds(formula.right, package)
