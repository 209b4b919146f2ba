"""States in words: what they are called, how they differ from now, who stays and who leaves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Literal

from zopa.analysis.solutions import SOLUTIONS
from zopa.analysis.stability.results import Move, Route, StabilityStudy, StateReport
from zopa.model import Package
from zopa.report.phrases import ORDER
from zopa.report.words import Names, listing, quoted, spelled

Verdict = Literal["stays", "deterred", "may leave", "leaves", "open"]
"""How firmly a party stays: it gains by no move; it would, but is answered by moves that pay; it is
answered only by moves that cost those who make them; it is not answered; that was not found out."""
PAYING, ANY = ("seq", "sseq"), ("smr", "gmr")
"""Definitions whose answers pay, and those that count all answers."""
Standing = Literal["holds", "may hold", "does not hold", "open"]
HOLDS: tuple[Verdict, ...] = ("stays", "deterred")
FAIR = "fair package: "
MOST_IN_TOTAL, MOST = "utilitarian", "package with most in total"
PRIMARY = ("seq", "sseq", "gmr", "smr")
DEALS = frozenset({"named", "solution", "no_deal", "asked"})
"""Roles of states that somebody has in mind."""
FEW = 2
"""Changes that a sentence lists."""
SMALL = 6
"""States that hold, and states in all, up to which each is spoken of."""


class StateNames:
    """The states of a study in words."""

    def __init__(self, study: StabilityStudy) -> None:
        self.study = study
        self.names = Names(study.case)
        self.reports = {report.id: report for report in study.reports}
        self.options = _options(study)
        start = study.reports[0].options if study.reports else {}
        issues = study.case.issues
        self.now = {i.id: i.now for i in issues if i.now is not None and not i.term} | dict(start)
        self.merged = {merged.id: merged.name for merged in study.case.states.merged}

    def title(self, state: str) -> str:
        """Return what a state is called in tables: what it stands for, else its id; see `parts`."""
        own = self.titles(state)
        if not own:
            return "; ".join(self.parts(state)) if "=" in state else state
        also = [*own[1:], *self._named(state)]
        return own[0] + (f" (also {listing(also)})" if also else "")

    def _named(self, state: str) -> list[str]:
        """Return the short names that the case has for a state that is called otherwise."""
        report = self.reports.get(state)
        known = self.study.case.states.named
        same = (state, *(report.same_as if report is not None else ()))
        return [name for name in dict.fromkeys(same) if name in known]

    def titles(self, state: str) -> list[str]:
        """Return everything that a state stands for: now, no deal, packages, a merged state."""
        report = self.reports.get(state)
        found = []
        if report is not None and "now" in report.roles:
            found.append("as now, no deal" if "no_deal" in report.roles else "as now")
        elif report is not None and "no_deal" in report.roles:
            found.append("no deal")
        if state in self.merged:
            found.append(self.merged[state])
        same = dict.fromkeys((state, *(report.same_as if report is not None else ())))
        packages = self.study.case.packages
        found += [packages[name].name or name for name in same if name in packages]
        fair = [n for n in same if n not in packages and n in set(SOLUTIONS)]
        if fair:
            fair.sort(key=lambda name: ORDER.index(name) if name in ORDER else len(ORDER))
            rules = ", ".join(_short(name) for name in fair)
            found.append(MOST if fair == [MOST_IN_TOTAL] else f"{FAIR}{rules}")
        return found

    def said(self, state: str) -> str:
        """Return what a state is called inside a sentence."""
        own = self.titles(state)
        if not own:
            changes = "; ".join(self.parts(state))
            if "=" in state:
                return quoted(changes)
            return f"{state} ({changes})" if 0 < len(self.parts(state)) <= FEW else state
        if own[0].startswith(FAIR):
            rules = own[0].removeprefix(FAIR)
            return f"the fair package ({rules})" if "," in rules else f"the {rules} package"
        if own[0].startswith("as now"):
            return "the present state"
        if state in self.merged:
            return quoted(own[0])
        return f"the {own[0]}" if own[0] == MOST else own[0]

    def differences(self, state: str) -> list[tuple[str, str]]:
        """Return the issues on which a state is not as now, with its options."""
        options = self.options.get(state, {})
        return [
            (issue.id, options[issue.id])
            for issue in self.study.case.issues
            if issue.id in options and options[issue.id] != self.now.get(issue.id)
        ]

    def parts(self, state: str) -> list[str]:
        """Return the differences from now as phrases."""
        return [self.phrase(issue, option) for issue, option in self.differences(state)]

    def telling(self, state: str, most: int, among: Sequence[str]) -> list[str]:
        """Return the differences from now that tell a state from others, at most so many phrases."""
        found = self.differences(state)
        if len(found) <= most:
            return self.parts(state)
        common = Counter(pair for other in among for pair in self.differences(other))
        rare = sorted(found, key=lambda pair: common[pair])[: most - 1]
        shown = [self.phrase(*pair) for pair in found if pair in rare]
        return [*shown, f"and {len(found) - len(shown)} more changes"]

    def phrase(self, issue: str, option: str) -> str:
        """Return an option with its issue, short where the issue is a statement to affirm or deny."""
        name, chosen = self.names.issue(issue), self.names.option(issue, option)
        if chosen.lower() == "yes":
            return name
        return f"no longer: {name}" if self._ends(issue, chosen) else f"{name}: {chosen}"

    def _ends(self, issue: str, chosen: str) -> bool:
        now = self.now.get(issue)
        was = "" if now is None else self.names.option(issue, now)
        return (was.lower(), chosen.lower()) == ("yes", "no")

    def party(self, party: str) -> str:
        """Return the name of a party."""
        return self.names.party(party)

    def parties(self, parties: Sequence[str]) -> str:
        """Return the names of parties as a phrase."""
        return listing([self.party(party) for party in parties])

    def move(self, move: Move, most: int = FEW) -> str:
        """Return a move: who, and what it changes or how much of it."""
        if move.target in self.merged or not move.changes:
            return f"{self.parties(move.by)} ({self.said(move.target)})"
        return listing(
            [
                f"{self.parties(who)} ({self._counted(changes, most)})"
                for who, changes in self._shares(move).items()
            ],
            last="with",
        )

    def _shares(self, move: Move) -> dict[tuple[str, ...], dict[str, str]]:
        """Return who of the movers changes what, by itself or with others."""
        found: dict[tuple[str, ...], dict[str, str]] = {}
        for issue, option in move.changes.items():
            by = self.study.case.issue(issue).by
            who = tuple(party for party in move.by if party in by) or move.by
            found.setdefault(who, {})[issue] = option
        return found

    def _counted(self, changes: Package, most: int) -> str:
        if len(changes) > most:
            return f"{spelled(len(changes))} issues"
        return "; ".join(self.phrase(issue, option) for issue, option in changes.items())

    def doing(self, move: Move, most: int = FEW) -> str:
        """Return a move as what its maker does, to follow "by"."""
        if move.target in self.merged or not move.changes:
            return f"bringing about {self.said(move.target)}"
        parts = [self._doing(issue, option) for issue, option in move.changes.items()]
        if len(parts) > most:
            parts = [parts[0], f"changing {spelled(len(parts) - 1)} more issues"]
        return listing(parts)

    def _doing(self, issue: str, option: str) -> str:
        name, chosen = self.names.issue(issue), self.names.option(issue, option)
        if chosen.lower() in {"yes", "no"}:
            return f"{'bringing about' if chosen.lower() == 'yes' else 'ending'} {quoted(name)}"
        return f"choosing {self.names.choice(issue, option)}"


def verdict(report: StateReport, party: str) -> Verdict:
    """Return how firmly a party stays, by the definitions that were asked for."""
    still, paying, answered = (_found(report, names, party) for names in (("nash",), PAYING, ANY))
    if still == "yes":
        return "stays"
    if paying == "yes":
        return "deterred"
    if answered == "yes":
        return "open" if paying == "open" else "may leave" if paying == "no" else "deterred"
    if {paying, answered} == {"unasked"}:
        known = {"nash", *PAYING, *ANY}
        others = _found(report, [name for name in report.stable if name not in known], party)
        decisive = still if others == "unasked" else others
        return "deterred" if decisive == "yes" else "open" if decisive == "open" else "leaves"
    decisive = answered if answered != "unasked" else paying
    return "leaves" if decisive == "no" else "open"


def _found(report: StateReport, definitions: Iterable[str], party: str) -> str:
    """Return whether a party stays by any of these definitions: yes, no, open or unasked."""
    rows = [report.stable[name] for name in definitions if name in report.stable]
    if not rows:
        return "unasked"
    flags = [row[party] for row in rows if party in row]
    return "yes" if any(flags) else "no" if len(flags) == len(rows) else "open"


def verdicts(study: StabilityStudy, report: StateReport) -> dict[str, Verdict]:
    """Return how firmly each party stays."""
    return {party: verdict(report, party) for party in study.parties}


def standing(study: StabilityStudy, report: StateReport) -> Standing:
    """Return whether a state holds: all stay or are deterred; else, whether all at least may stay."""
    found = verdicts(study, report).values()
    if all(each in HOLDS for each in found):
        return "holds"
    if "leaves" in found:
        return "does not hold"
    return "open" if "open" in found else "may hold"


def primary(study: StabilityStudy) -> str:
    """Return the definition whose counts and shares are shown first: ``seq`` where it was asked for."""
    asked = study.definitions
    return next((name for name in PRIMARY if name in asked), asked[-1])


def deals(study: StabilityStudy) -> list[StateReport]:
    """Return the states that somebody has in mind, now left out."""
    return [r for r in study.reports if DEALS & set(r.roles) and "now" not in r.roles]


def worth_a_row(study: StabilityStudy) -> tuple[list[StateReport], list[StateReport]]:
    """Return the states that are spoken of, now and deals first, and the others.

    Of states that hold all are spoken of where they are few, else those that nobody gains by leaving.
    """
    if len(study.reports) <= SMALL:
        ranked = [*deals(study), *study.reports]
    else:
        held = [r for r in study.reports if standing(study, r) == "holds"]
        few = (study.counts or {}).get(primary(study), len(held)) <= SMALL
        still = [r for r in held if few or "nash" in r.equilibrium]
        ranked = [*deals(study), *still[:SMALL]]
    now = [r for r in study.reports if "now" in r.roles]
    first = {r.id: r for r in (*now, *ranked)}
    return list(first.values()), [r for r in study.reports if r.id not in first]


def route(report: StateReport, kind: str) -> Route | None:
    """Return the way of one kind from now to a state, if there is one."""
    return next((way for way in report.routes if way.kind == kind), None)


def _short(solution: str) -> str:
    title = SOLUTIONS[solution].title
    return title.removesuffix(" solution").removesuffix(" choice")


def _options(study: StabilityStudy) -> dict[str, Package]:
    """Return the options of every state that a study names, also of those without a report."""
    found: dict[str, Package] = {report.id: report.options for report in study.reports}
    ways = [way.moves for report in study.reports for way in report.routes]
    ways += [group.way for report in study.reports for group in report.groups]
    ways += [
        (witness.improvement, *witness.answer)
        for report in study.reports
        for witness in report.witnesses
        if witness.improvement is not None
    ]
    for moves in ways:
        for move in moves:
            if move.target not in found and move.origin in found:
                found[move.target] = {**found[move.origin], **move.changes}
    return found
