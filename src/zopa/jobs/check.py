"""Check a case file: every fault and every doubt with its line, and what the case contains."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from zopa.errors import CaseError, CaseFaults, Fault, LimitError, QuestionError, SourceError
from zopa.jobs._evidence_check import EvidenceCheck, check_evidence
from zopa.jobs.doubts import doubts
from zopa.jobs.read import is_case_file
from zopa.jobs.read import reading as read_with_ledger
from zopa.model import Acceptance, Case, StateRules, space
from zopa.model.state_ranks import ranks
from zopa.model.state_space import state_space

EXACT_IN_JSON = 2**53
"""Larger integers are written as strings: most JSON readers would round them."""
STATES = 1_000_000
"""Combinations of options up to which the orders of states are checked against the states."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Packages:
    """How many packages one option set has."""

    total: int
    """Product of the option counts."""
    legal: int
    """Packages that obey all rules."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckResult:
    """What a check found; a case without faults has counts."""

    path: Path
    """The file that was read: for a folder with a case file, that file."""
    faults: tuple[Fault, ...] = ()
    warnings: tuple[Fault, ...] = ()
    """What is probably a slip, though the case can be used as it is; for case files only."""
    repairs: tuple[str, ...] = ()
    """One sentence for each repair or oddity of a file of another format."""
    unchecked: tuple[str, ...] = ()
    """One sentence for each thing that is too large to check."""
    id: str | None = None
    title: str | None = None
    counts: Mapping[str, int] = field(default_factory=dict)
    """Part -> how many: parties, issues, options, rules, claims, numbers, ranges, ..."""
    packages: Mapping[str, Packages] = field(default_factory=dict)
    """Option set -> its packages, ``all`` first."""

    @property
    def sound(self) -> bool:
        """Whether there are no faults."""
        return not self.faults


def check(path: str | Path) -> CheckResult:
    """Return every fault of a case, or what it contains and what is probably a slip.

    Besides what reading finds, rules that leave no legal package are faults, for every option
    set.  A case with a ledger beside it is checked against it, and the ledger against its texts.
    Warnings are for case files of zopa's own (see `zopa.jobs.doubts`).

    Raises
    ------
    FormatError
        When there is no such file, or it is no case at all.
    """
    path = Path(path)
    file = path / "case.yaml" if (path / "case.yaml").is_file() else path
    left_out: list[str] = []
    try:
        reading = read_with_ledger(path, warn=left_out.append)
    except CaseFaults as error:
        return CheckResult(path=file, faults=error.faults)
    except SourceError as error:
        return CheckResult(path=file, faults=(Fault(message=str(error)),))
    case = reading.case
    evidence = evidence_of(path, case)
    faults, unchecked, packages = _spaces(case)
    if not faults:
        faults, more = _states(case)
        unchecked += more
    faults += evidence.faults
    unchecked += evidence.unchecked
    doubtful = [*doubts(case), *evidence.warnings] if is_case_file(path) else []
    return CheckResult(
        path=file,
        faults=_with_lines(path, faults),
        warnings=(*_with_lines(path, doubtful), *(Fault(message=text) for text in left_out)),
        repairs=reading.repairs,
        unchecked=tuple(unchecked),
        id=case.id,
        title=case.title,
        counts=_counts(case),
        packages=packages,
    )


def _spaces(case: Case) -> tuple[list[Fault], list[str], dict[str, Packages]]:
    faults: list[Fault] = []
    unchecked: list[str] = []
    found: dict[str, Packages] = {}
    for name in ("all", *case.option_sets):
        try:
            legal = space(case, name)
        except LimitError as error:
            unchecked.append(str(error))
        except CaseError as error:
            where = ("option_sets", name) if name != "all" else _first_rule(case)
            faults.append(Fault(message=str(error), where=where))
            if name == "all":
                break
        else:
            found[name] = Packages(total=legal.total, legal=legal.legal)
    return faults, unchecked, found


def _states(case: Case) -> tuple[list[Fault], list[str]]:
    """Return what is wrong with states and with the orders of them, and what was not looked at."""
    if not case.orders and case.states == StateRules():
        return [], []
    try:
        states = state_space(case, STATES)
    except (LimitError, QuestionError) as error:
        return [], [str(error)]
    except CaseError as error:
        return [Fault(message=str(error), where=("states",))], []
    faults = []
    for party in (*case.preferences, *case.orders):
        alone = replace(
            case,
            preferences={p: v for p, v in case.preferences.items() if p == party},
            orders={p: v for p, v in case.orders.items() if p == party},
            constituents={},
            ratifiers={},
            acceptance=Acceptance(),
        )
        try:
            ranks(alone, states)
        except CaseError as error:
            faults.append(Fault(message=str(error), where=("preferences", party)))
    return faults, []


def _first_rule(case: Case) -> tuple[str, ...]:
    return ("rules",) if case.rules else ("deal_rules",)


def warnings_of(path: str | Path, case: Case) -> int:
    """Return how many warnings a check of this case would give."""
    if not is_case_file(Path(path)):
        return 0
    return len(doubts(case)) + len(evidence_of(path, case).warnings)


def evidence_of(path: str | Path, case: Case) -> EvidenceCheck:
    """Return what is wrong with the evidence of a case, its sources as they are now."""
    return check_evidence(case, _texts(Path(path), case))


def _texts(path: Path, case: Case) -> dict[str, str]:
    """Return the texts of the sources of a case's ledger, as far as they are at hand."""
    if case.ledger is None:
        return {}
    from zopa.evidence.ledger import texts_of

    return texts_of(path, case.ledger)


def _with_lines(path: Path, faults: list[Fault]) -> tuple[Fault, ...]:
    """Return faults in the order of their lines, where the file is one of zopa's own."""
    from zopa.formats import zopa_yaml

    if not faults or not is_case_file(path):
        return tuple(faults)
    lines = zopa_yaml.lines_of(path, [fault.where for fault in faults])
    found = [replace(fault, line=line) for fault, line in zip(faults, lines, strict=True)]
    return tuple(sorted(found, key=lambda fault: fault.line or 0))


def _counts(case: Case) -> dict[str, int]:
    numbers = case.numbers()
    return {
        "parties": len(case.parties),
        "with preferences": len(case.preferences),
        "with an order of states": len(case.orders),
        "with votes at home": len(case.constituents),
        "issues": len(case.issues),
        "options": sum(map(len, case.issues)),
        "rules": len(case.rules) + len(case.deal_rules),
        "option sets": len(case.option_sets),
        "named packages": len(case.packages),
        **_later_counts(case),
        "sources": len(case.sources),
        "claims": len(case.claims),
        "statements": len(case.ledger.statements) if case.ledger else 0,
        "events": len(case.events),
        "commitments": len(case.commitments),
        "numbers": len(numbers),
        "ranges": len(case.uncertain()),
    }


def _later_counts(case: Case) -> dict[str, int]:
    """Return how many parts a case has for stability, exchange, checks and two-level games."""
    exchange, checks, groups = case.exchange, case.verification, case.coalitions
    hidden = 1 if checks and checks.undeclared else 0
    return {
        "one-way issues": len(case.states.one_way),
        "forbidden moves": len(case.states.forbidden),
        "merged states": len(case.states.merged),
        "named states": len(case.states.named),
        "described steps": len(exchange.issues) if exchange else 0,
        "requested schedules": len(exchange.orders) if exchange else 0,
        "inspections": len(checks.checks) + hidden if checks else 0,
        "ratifiers": sum(map(len, case.ratifiers.values())),
        "coalitions": len(groups.values) if groups else 0,
    }


def as_json(result: CheckResult) -> dict[str, Any]:
    """Return a check as data for JSON.

    Examples
    --------
    >>> as_json(CheckResult(path=Path("case.yaml"), faults=(Fault(message="no", line=3),)))["faults"]
    [{'line': 3, 'message': 'no', 'where': []}]
    """
    return {
        "path": str(result.path),
        "sound": result.sound,
        "faults": _faults(result.faults),
        "warnings": _faults(result.warnings),
        "repairs": list(result.repairs),
        "unchecked": list(result.unchecked),
        "case": {"id": result.id, "title": result.title},
        "counts": {
            key.replace(" ", "_").replace("-", "_"): count for key, count in result.counts.items()
        },
        "packages": {
            name: {"total": _whole(p.total), "legal": _whole(p.legal)}
            for name, p in result.packages.items()
        },
    }


def _faults(faults: tuple[Fault, ...]) -> list[dict[str, Any]]:
    return [{"line": f.line, "message": f.message, "where": list(f.where)} for f in faults]


def _whole(value: int) -> int | str:
    return value if abs(value) <= EXACT_IN_JSON else str(value)
