"""Stability studies of small conflicts, judged from the definitions, for tests of the report.

What the report shows of a study depends on its form, not on how it was found; so these studies
are made by plain search over listed states, and their sentences are short.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from studies import hanoi
from zopa.analysis.results import Probability
from zopa.analysis.stability.results import (
    Condition,
    GroupFinding,
    Move,
    Route,
    StabilityStudy,
    StateReport,
    Witness,
)
from zopa.model import Case, Issue, Option, Party, Pattern, utilities
from zopa.model.states import Merged, OneWay, StateRules

DEFINITIONS = ("nash", "gmr", "smr", "seq", "sseq")
DRAWS = 400


@dataclass(kw_only=True)
class Standoff:
    """A conflict as lists: states, who can move where, and who prefers what."""

    case: Case
    options: Mapping[str, Mapping[str, str]]
    """State -> its options; the first is now."""
    arcs: Mapping[str, Sequence[tuple[str, str]]]
    ranks: Mapping[str, Mapping[str, float]]
    roles: Mapping[str, tuple[str, ...]]
    same_as: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    draws: int = 0

    def reach(self, party: str, state: str) -> list[str]:
        """Return where a party can go by itself."""
        return [b for a, b in self.arcs[party] if a == state]

    def gains(self, party: str, state: str) -> list[str]:
        """Return where a party would like to go, best first."""
        rank = self.ranks[party]
        found = [b for b in self.reach(party, state) if rank[b] > rank[state]]
        return sorted(found, key=lambda b: -rank[b])

    def answers(self, party: str, state: str, *, improving: bool) -> dict[str, tuple[Move, ...]]:
        """Return what the others can bring about, nobody twice running, with the shortest way."""
        found: dict[str, tuple[Move, ...]] = {}
        frontier: list[tuple[str, str, tuple[Move, ...]]] = [(state, "", ())]
        seen = set()
        while frontier:
            at, last, way = frontier.pop(0)
            for other in self.arcs:
                if other in (party, last):
                    continue
                for to in self.gains(other, at) if improving else self.reach(other, at):
                    if (to, other) not in seen:
                        seen.add((to, other))
                        found.setdefault(to, (*way, self.move((other,), at, to)))
                        frontier.append((to, other, found[to]))
        return found

    def move(self, by: tuple[str, ...], a: str, b: str) -> Move:
        """Return a move."""
        changes = {i: o for i, o in self.options[b].items() if self.options[a].get(i) != o}
        improves = all(self.ranks[p][b] > self.ranks[p][a] for p in by)
        return Move(by=by, changes=changes, origin=a, target=b, improves=improves)

    def answer(self, party: str, state: str, gain: str, name: str) -> tuple[Move, ...] | None:
        """Return how the others answer a gain under a definition, if they can."""
        rank = self.ranks[party]
        improving = name in {"seq", "sseq"}
        for to, way in self.answers(party, gain, improving=improving).items():
            escapes = [e for e in self.reach(party, to) if rank[e] > rank[state]]
            if rank[to] <= rank[state] and not (name in {"smr", "sseq"} and escapes):
                return way
        return None

    def stays(self, party: str, state: str, name: str) -> bool:
        """Return whether a party stays."""
        gains = self.gains(party, state)
        if name == "nash":
            return not gains
        return all(self.answer(party, state, gain, name) is not None for gain in gains)

    def study(self, reported: Sequence[str]) -> StabilityStudy:
        """Return the study with reports on these states."""
        holding = {
            name: [s for s in self.options if all(self.stays(p, s, name) for p in self.arcs)]
            for name in DEFINITIONS
        }
        moves = [
            self.move((party,), a, b)
            for party in self.arcs
            for a, b in self.arcs[party]
            if a in reported and b in reported
        ]
        return StabilityStudy(
            case=self.case,
            version="0.1.0",
            seed=1,
            parties=tuple(self.arcs),
            combinations=2 ** len(self.case.issues),
            states=len(self.options),
            definitions=DEFINITIONS,
            engine="lists",
            counts={name: len(states) for name, states in holding.items()},
            reports=tuple(self.report(state, holding) for state in reported),
            listed=len([s for s in reported if s in holding["seq"]]),
            draws=self.draws,
            moves=tuple(moves),
        )

    def report(self, state: str, holding: Mapping[str, Sequence[str]]) -> StateReport:
        """Return what there is to say of a state."""
        roles = self.roles.get(state, ())
        if any(state in states for states in holding.values()):
            roles = (*roles, "equilibrium")
        stable = {n: {p: self.stays(p, state, n) for p in self.arcs} for n in DEFINITIONS}
        places = {
            p: 1 + sum(rank[s] > rank[state] for s in self.options)
            for p, rank in self.ranks.items()
        }
        leaving = [p for p in self.arcs if not stable["seq"][p]]
        return StateReport(
            id=state,
            name=state,
            options=self.options[state],
            roles=roles,
            same_as=self.same_as.get(state, ()),
            places=places,
            stable=stable,
            equilibrium=tuple(n for n in DEFINITIONS if state in holding[n]),
            probability=self.chances(state, holding),
            witnesses=tuple(self.witness(p, state) for p in self.arcs),
            routes=tuple(self.routes(state)),
            groups=tuple(self.groups(state)),
            conditions=tuple(self.condition(p, state) for p in leaving),
        )

    def chances(
        self, state: str, holding: Mapping[str, Sequence[str]]
    ) -> Mapping[str, Probability]:
        """Return made-up shares of draws; nothing where there are none."""
        if not self.draws:
            return {}
        hits = {n: (9 if state in holding[n] else 1) * self.draws // 10 for n in DEFINITIONS}
        return {n: Probability.of(hit, self.draws) for n, hit in hits.items()}

    def witness(self, party: str, state: str) -> Witness:
        """Return why a party stays or goes."""
        name, gains = self.case.party(party).name, self.gains(party, state)
        answers = {gain: self.answer(party, state, gain, "seq") for gain in gains}
        free = [gain for gain, answer in answers.items() if answer is None]
        best = next(iter(free or gains), None)
        if best is None:
            text = f"{name} would gain by no move."
        elif free:
            text = f"{name} would gain by moving to {best}, and no answer that pays undoes it."
        else:
            text = f"{name} would gain by moving to {best}, but the others can answer."
        return Witness(
            party=party,
            state=state,
            definition="seq",
            stable=not free,
            improvement=None if best is None else self.move((party,), state, best),
            answer=() if best is None else answers[best] or (),
            escape=None,
            text=text,
        )

    def routes(self, state: str) -> Iterator[Route]:
        """Return the shortest ways from now."""
        start = next(iter(self.options))
        for kind, improving in (("any", False), ("improving", True)):
            way = self.way(start, state, improving=improving)
            if way is not None:
                yield Route(moves=way, kind="any" if kind == "any" else "improving")
        parties = tuple(self.arcs)
        joint = self.move(parties, start, state)
        if joint.improves:
            yield Route(moves=(joint,), kind="joint")

    def way(self, start: str, goal: str, *, improving: bool) -> tuple[Move, ...] | None:
        """Return a shortest legal sequence of moves."""
        if start == goal:
            return ()
        return self.answers("", start, improving=improving).get(goal)

    def groups(self, state: str) -> Iterator[GroupFinding]:
        """Return groups of two or more whose members all prefer what they can bring about."""
        for size in range(2, len(self.arcs) + 1):
            for members in itertools.combinations(self.arcs, size):
                ways = {**self.together(members, state)}
                better = [s for s in ways if self.move(members, state, s).improves]
                if better:
                    yield GroupFinding(
                        members=members,
                        state=state,
                        stable=dict.fromkeys(("nash", "gmr", "smr", "seq"), False),
                        improvements=tuple(better),
                        way=ways[better[0]],
                    )

    def together(self, members: Sequence[str], state: str) -> Mapping[str, tuple[Move, ...]]:
        """Return what a group can bring about."""
        inside = Standoff(
            case=self.case,
            options=self.options,
            arcs={party: self.arcs[party] for party in members},
            ranks=self.ranks,
            roles={},
        )
        return inside.answers("", state, improving=False)

    def condition(self, party: str, state: str) -> Condition:
        """Return what would have to be."""
        name = self.case.party(party).name
        gains = [g for g in self.gains(party, state) if not self.answer(party, state, g, "seq")]
        return Condition(
            party=party,
            state=state,
            definition="seq",
            stable=False,
            text=f"{name} must not prefer {gains[0]} to it.",
            rankings=60,
            of=120,
            share=0.5,
            change=f"{name} would have to value {gains[0]} less by 2 points",
            cost=2.0,
        )


# Elmira: who pays for a poisoned aquifer; Hipel, Fang, Kilgour, Haight (1993).

ELMIRA_ISSUES = {
    "modify": ("Control order", "moe", {"no": "As issued", "yes": "Modified"}),
    "delay": ("Appeal", "uniroyal", {"no": "Ended", "yes": "Dragged on"}),
    "accept": ("Control order accepted", "uniroyal", {"no": "No", "yes": "Yes"}),
    "abandon": ("Plant", "uniroyal", {"no": "Kept", "yes": "Abandoned"}),
    "insist": ("Original order", "lg", {"no": "Not insisted on", "yes": "Insisted on"}),
}
ELMIRA_STATES = ("NYNNN", "YYNNN", "NNYNN", "YNYNN", "NYNNY", "YYNNY", "NNYNY", "YNYNY")
ELMIRA_ARCS = {
    "moe": "s1-s2 s3-s4 s5-s6 s7-s8",
    "uniroyal": "s1-s3 s1-s9 s2-s4 s2-s9 s3-s9 s4-s9 s5-s7 s5-s9 s6-s8 s6-s9 s7-s9 s8-s9",
    "lg": "s1-s5 s5-s1 s2-s6 s6-s2 s3-s7 s7-s3 s4-s8 s8-s4",
}
ELMIRA_RANKS = {
    "moe": "s7 s3 s4 s8 s5 s1 s2 s6 s9",
    "uniroyal": "s1 s4 s8 s5 s9 s3 s7 s2 s6",
    "lg": "s7 s3 s5 s1 s8 s6 s4 s2 s9",
}


def elmira_case() -> Case:
    """Return the case with names, rules of states and no preferences."""
    names = ("Ministry of Environment", "Uniroyal", "Local Government")
    issues = tuple(
        Issue(
            id=key,
            name=name,
            by=(by,),
            now="yes" if key == "delay" else "no",
            options=tuple(Option(id=option, name=text) for option, text in options.items()),
        )
        for key, (name, by, options) in ELMIRA_ISSUES.items()
    )
    states = _elmira_states()
    return Case(
        id="elmira",
        title="Elmira groundwater dispute, 1991",
        parties=tuple(
            Party(id=p, name=n) for p, n in zip(("moe", "uniroyal", "lg"), names, strict=True)
        ),
        issues=issues,
        states=StateRules(
            one_way=(OneWay(issue="modify", order=("no", "yes")),),
            merged=(
                Merged(
                    id="abandoned",
                    name="Uniroyal abandons its plant",
                    pattern=Pattern(allowed={"abandon": ("yes",)}),
                ),
            ),
            named={name: options for name, options in states.items() if name != "s9"},
        ),
    )


def _elmira_states() -> dict[str, Mapping[str, str]]:
    found: dict[str, Mapping[str, str]] = {}
    for at, text in enumerate(ELMIRA_STATES, start=1):
        chosen = ["yes" if sign == "Y" else "no" for sign in text]
        found[f"s{at}"] = dict(zip(ELMIRA_ISSUES, chosen, strict=True))
    return found | {"s9": {"abandon": "yes"}}


@cache
def elmira() -> StabilityStudy:
    """Return the study of all nine states."""
    ids = {"s1": "now", "s9": "abandoned"}
    options = {ids.get(s, s): o for s, o in _elmira_states().items()}
    arcs = {
        party: [
            (ids.get(a, a), ids.get(b, b)) for a, b in (pair.split("-") for pair in text.split())
        ]
        for party, text in ELMIRA_ARCS.items()
    }
    ranks = {
        party: {ids.get(s, s): 9.0 - at for at, s in enumerate(text.split())}
        for party, text in ELMIRA_RANKS.items()
    }
    standoff = Standoff(
        case=elmira_case(),
        options=options,
        arcs=arcs,
        ranks=ranks,
        roles={"now": ("now", "no_deal")},
    )
    return standoff.study(["now", "s5", "s8", "abandoned", "s2", "s3", "s4", "s6", "s7"])


# Hanoi: the offer, the demand and the fair package as states.

HANOI_BY = {"relief": "us", "us_threat": "us"}


@cache
def hanoi_stability() -> StabilityStudy:
    """Return the study of the invented case of `studies.hanoi`."""
    study = hanoi()
    case = study.case
    issues = [each for each in case.issues if not each.term]
    owner = {each.id: HANOI_BY.get(each.id, "dprk") for each in issues}
    every = [
        dict(zip([each.id for each in issues], chosen, strict=True))
        for chosen in itertools.product(*([o.id for o in each.options] for each in issues))
    ]
    states = [state for state in every if all(rule.holds(state) for rule in case.rules)]
    now = {each.id: each.now or each.options[0].id for each in issues}
    wanted = {"now": now}
    for name, package in case.packages.items():
        wanted[name] = {i: package.options[i] for i in owner}
    solutions: dict[str, tuple[str, ...]] = {}
    for name, result in study.solutions.items():
        for deal in result.deals[:1]:
            state = {i: deal.package[i] for i in owner}
            known = next((key for key, options in wanted.items() if options == state), name)
            wanted.setdefault(known, state)
            solutions[known] = (*solutions.get(known, ()), name)
    keys = {tuple(options.items()): name for name, options in wanted.items()}
    options = dict(wanted)
    for at, state in enumerate(states):
        name = keys.get(tuple(state.items()), f"s{at + 1}")
        options[name] = state
    worth = {
        part.party: {
            name: float(part.of_positions(_places(case, state))[0])
            for name, state in options.items()
        }
        for part in utilities(case)
    }
    standoff = Standoff(
        case=case,
        options=options,
        arcs={party: list(_alone(options, owner, party)) for party in worth},
        ranks=worth,
        roles=_hanoi_roles(wanted, solutions, case),
        same_as=solutions,
        draws=DRAWS,
    )
    nash = [s for s in options if all(standoff.stays(p, s, "nash") for p in worth)]
    return standoff.study([*wanted, *(s for s in nash if s not in wanted)][:12])


def _places(case: Case, state: Mapping[str, str]) -> dict[str, int]:
    return {i: case.issue(i).position(o) for i, o in state.items()}


def _alone(
    options: Mapping[str, Mapping[str, str]], owner: Mapping[str, str], party: str
) -> Iterator[tuple[str, str]]:
    groups: dict[tuple[str, ...], list[str]] = {}
    for name, state in options.items():
        key = tuple(o for i, o in state.items() if owner[i] != party)
        groups.setdefault(key, []).append(name)
    for names in groups.values():
        yield from itertools.permutations(names, 2)


def _hanoi_roles(
    wanted: Mapping[str, object], solutions: Mapping[str, tuple[str, ...]], case: Case
) -> dict[str, tuple[str, ...]]:
    roles: dict[str, tuple[str, ...]] = {}
    for name in wanted:
        roles[name] = ("now", "no_deal") if name == "now" else ()
        if name in case.packages:
            roles[name] += ("named",)
        if name in solutions:
            roles[name] += ("solution",)
    return roles
