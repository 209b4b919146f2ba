"""States in words: what they are called, how they differ from now, who stays and who leaves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from zopa.analysis.solutions import SOLUTIONS
from zopa.analysis.stability.results import Move, Route, StabilityStudy, StateReport
from zopa.model import Package
from zopa.report.phrases import ORDER
from zopa.report.words import Names, listing, spelled

Verdict = Literal["stays", "deterred", "may leave", "leaves"]
"""How firmly a party stays: it gains by no move; it would, but is answered by moves that pay; it is
answered only by moves that cost those who make them; it is not answered."""
PAYING, ANY = ("seq", "sseq"), ("smr", "gmr")
"""Definitions whose answers pay, and those that count all answers."""
Standing = Literal["holds", "may hold", "does not hold"]
HOLDS: tuple[Verdict, ...] = ("stays", "deterred")
MOST_IN_TOTAL = "utilitarian"
PRIMARY = ("seq", "sseq", "gmr", "smr", "nash")
SHOWN = 3
"""Changes that a name lists; of more, one less."""


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
        """Return what a state is called: what it stands for, else how it differs from now."""
        own = self.titles(state)
        if own:
            return own[0] + (f" (also {listing(own[1:])})" if len(own) > 1 else "")
        changes = self.changes(state)
        return f"{state}: {changes}" if state in self.study.case.states.named else changes

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
            found.append(
                "package with most in total"
                if fair == [MOST_IN_TOTAL]
                else f"fair package: {rules}"
            )
        return found

    def said(self, state: str) -> str:
        """Return what a state is called inside a sentence."""
        own = self.titles(state)
        if not own:
            changes = self.changes(state)
            named = state in self.study.case.states.named
            return f"{state} ({changes})" if named else f"the state with “{changes}”"
        if own[0].startswith("fair package: "):
            return f"the fair package ({own[0].removeprefix('fair package: ')})"
        if own[0].startswith("as now"):
            return "the present state"
        if state in self.merged:
            return f"the state “{own[0]}”"
        return f"the {own[0]}" if own[0].startswith("package with") else own[0]

    def differences(self, state: str) -> list[tuple[str, str]]:
        """Return the issues on which a state is not as now, with its options."""
        options = self.options.get(state, {})
        return [
            (issue.id, options[issue.id])
            for issue in self.study.case.issues
            if issue.id in options and options[issue.id] != self.now.get(issue.id)
        ]

    def changes(self, state: str, most: int = SHOWN) -> str:
        """Return how a state differs from now, in one phrase."""
        return "; ".join(self.parts(state, most)) or "as now"

    def parts(self, state: str, most: int = SHOWN) -> list[str]:
        """Return the differences from now as phrases, the last one for those left out."""
        found = [
            f"{self.names.issue(issue)}: {self.names.option(issue, option)}"
            for issue, option in self.differences(state)
        ]
        if len(found) <= most:
            return found
        return [*found[: most - 1], f"and {len(found) - most + 1} more changes"]

    def party(self, party: str) -> str:
        """Return the name of a party."""
        return self.names.party(party)

    def parties(self, parties: Sequence[str]) -> str:
        """Return the names of parties as a phrase."""
        return listing([self.party(party) for party in parties])

    def did(self, changes: Package) -> str:
        """Return what a move changes: options in quotation marks, each with its issue."""
        return listing([self.names.choice(issue, option) for issue, option in changes.items()])

    def move(self, move: Move, most: int = SHOWN) -> str:
        """Return a move: who, and what it changes or how much of it."""
        if move.target in self.merged or not move.changes:
            return f"{self.parties(move.by)}: {self.said(move.target)}"
        return ", ".join(
            f"{self.party(party)} {self._own(changes, most)}"
            for party, changes in self._shares(move).items()
        )

    def _own(self, changes: Package, most: int) -> str:
        return self.did(changes) if len(changes) <= most else f"{spelled(len(changes))} issues"

    def _shares(self, move: Move) -> dict[str, dict[str, str]]:
        """Return who of the movers changes what; what no single one carries out, the first."""
        found: dict[str, dict[str, str]] = {party: {} for party in move.by}
        for issue, option in move.changes.items():
            by = self.study.case.issue(issue).by
            mover = by[0] if len(by) == 1 and by[0] in found else move.by[0]
            found[mover][issue] = option
        return {party: changes for party, changes in found.items() if changes}

    def doing(self, move: Move, most: int = 2) -> str:
        """Return a move as what its maker does."""
        if move.target in self.merged or not move.changes:
            return f"going to {self.said(move.target)}"
        if len(move.changes) > most:
            return f"changing {spelled(len(move.changes))} issues"
        return f"choosing {self.did(move.changes)}"


def verdict(report: StateReport, party: str) -> Verdict:
    """Return how firmly a party stays, by the definitions that were asked for."""
    stable = report.stable
    if _one(stable, ("nash",), party):
        return "stays"
    if _one(stable, PAYING, party):
        return "deterred"
    if _one(stable, ANY, party):
        return "may leave"
    others = [name for name in stable if name not in {"nash", *PAYING, *ANY}]
    known = bool(set(stable) & {*PAYING, *ANY, "nash"})
    if not known and _one(stable, others, party):
        return "deterred"
    return "leaves"


def _one(stable: Mapping[str, Mapping[str, bool]], definitions: Iterable[str], party: str) -> bool:
    return any(stable.get(name, {}).get(party, False) for name in definitions)


def verdicts(study: StabilityStudy, report: StateReport) -> dict[str, Verdict]:
    """Return how firmly each party stays."""
    return {party: verdict(report, party) for party in study.parties}


def standing(study: StabilityStudy, report: StateReport) -> Standing:
    """Return whether a state holds: all stay or are deterred; else, whether all at least may stay."""
    found = verdicts(study, report).values()
    if all(each in HOLDS for each in found):
        return "holds"
    return "does not hold" if "leaves" in found else "may hold"


def primary(study: StabilityStudy) -> str:
    """Return the definition whose counts and shares are shown first: ``seq`` where it was asked for."""
    asked = study.definitions
    return next((name for name in PRIMARY if name in asked), asked[0])


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
