"""What all writers do: one column of contributions per issue, and a list of what is lost."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from zopa.errors import QuestionError
from zopa.formats._files import CHOICE, PARTIES, listed
from zopa.model import CENTRAL, Case, Issue, Party, Preference, Scores, StateRules, utilities

ROUNDING = 1e-12
"""How far a utility may pass 0 or 1 by rounding alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """What one issue contributes: weight x score of each option, in the order of the options."""

    weight: float
    scores: tuple[float, ...]

    @property
    def values(self) -> tuple[float, ...]:
        """The contributions."""
        return tuple(self.weight * score for score in self.scores)


@dataclass(frozen=True, slots=True, kw_only=True)
class Additive:
    """A party whose utility is min(cap, constant + sum over issues), at central values."""

    party: Party
    columns: tuple[Column, ...]
    constant: float
    reservation: float
    cap: float | None
    """``None`` where no package passes it."""
    discount: float

    @property
    def id(self) -> str:
        """Id of the party."""
        return self.party.id

    @property
    def low(self) -> float:
        """Lowest utility of any package."""
        return self.constant + math.fsum(min(column.values) for column in self.columns)

    @property
    def high(self) -> float:
        """Highest utility of any package, after the cap."""
        high = self.constant + math.fsum(max(column.values) for column in self.columns)
        return high if self.cap is None else min(high, self.cap)


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Which names a target keeps."""

    title: bool = True
    parties: tuple[str, ...] | None = None
    """The ids that the parties get; ``None`` where they keep their own."""
    party_names: bool = False


def additive(case: Case, title: str) -> tuple[Additive, ...]:
    """Return all parties with preferences as sums over issues.

    Raises
    ------
    QuestionError
        Where nobody has preferences, or a utility is no sum over issues; ``title`` names the
        format that cannot hold it.
    """
    if not case.preferences:
        msg = f"{title} holds utilities, and no party of case '{case.id}' has any; add preferences"
        if case.orders:
            party = next(iter(case.orders))
            msg = (
                f"{title} holds utilities, and party '{party}' puts states in order instead of "
                "scoring packages; choose zopa YAML"
            )
        raise QuestionError(msg)
    reservations = {u.party: float(u.reservation[0]) for u in utilities(case)}
    found = []
    for party, preference in case.preferences.items():
        columns, constant = _columns(case, preference, title)
        draft = Additive(
            party=case.party(party),
            columns=columns,
            constant=constant,
            reservation=reservations[party],
            cap=None,
            discount=preference.discount,
        )
        cap = preference.cap
        binds = cap is not None and draft.high > cap + ROUNDING
        found.append(replace(draft, cap=cap) if binds else draft)
    return tuple(found)


def _columns(case: Case, preference: Preference, title: str) -> tuple[tuple[Column, ...], float]:
    """Return weights and scores as written for plain scores, else contributions by issue."""
    constants, factors = preference.factors(case.issues, CENTRAL)
    tied = [f for f in factors if len(f.issues) > 1 and np.nan_to_num(f.table).any()]
    if tied:
        msg = (
            f"{title} holds a score for each issue alone, but party '{preference.party}' scores "
            f"{listed(tied[0].issues)} together; choose zopa YAML"
        )
        raise QuestionError(msg)
    single = {f.issues[0]: f.table[0] for f in factors if len(f.issues) == 1}
    shares = {}
    if isinstance(preference, Scores):
        terms = preference.terms(case.issues)
        drawn = preference.shares(terms, CENTRAL)[:, 0]
        shares = {term.key: float(share) for term, share in zip(terms, drawn, strict=True)}
    columns = []
    for issue in case.issues:
        table = single.get(issue.id)
        weight = shares.get(issue.id, 1.0)
        if table is None:
            columns.append(Column(weight=0.0, scores=(0.0,) * len(issue)))
        elif isinstance(preference, Scores):
            scores = preference.scores[issue.id]
            column = tuple(scores[option.id].central for option in issue.options)
            columns.append(Column(weight=weight, scores=column))
        else:
            columns.append(Column(weight=1.0, scores=tuple(map(float, table[: len(issue)]))))
    return tuple(columns), float(constants[0])


def unit(
    party: Additive, lost: list[str], *, capped: bool = False, numbered: bool = True
) -> Additive:
    """Return the party with weights, scores and utilities within 0 to 1 and no constant.

    Where its utilities leave 0 to 1 they are mapped onto it, the reservation value with them,
    and ``lost`` says how.  ``capped`` says that the target cuts utilities off at 1, ``numbered``
    that it holds reservation values as numbers.

    Raises
    ------
    QuestionError
        Where the utility is cut off by a cap that the target does not have.
    """
    if party.cap is not None and not capped:
        raise cap_error(party)
    low, high = party.low, party.high
    mapped = party
    if low < -ROUNDING or high > 1 + ROUNDING or (party.cap is not None and party.cap < 1):
        start = low if low < 0 or high <= low else 0.0
        span = high - start if high > start else 1.0
        shown = f"(utility - {start:g}) / {span:g}" if start else f"utility / {span:g}"
        lost.append(
            f"{party.id}: utilities run from {low:g} to {high:g} and are written as {shown}, within "
            "0 to 1; the reservation value is mapped alike"
        )
        mapped = _recast(party, start, span)
        if party.discount < 1 and start:
            lost.append(
                f"{party.id}: the discount {party.discount:g} applies to the mapped utilities, "
                "which differ from the own ones by more than a factor"
            )
    elif not _plain(party):
        mapped = _recast(party, 0.0, 1.0)
    if numbered and not -ROUNDING <= mapped.reservation <= 1 + ROUNDING:
        lost.append(
            f"{party.id}: the reservation value {mapped.reservation:g} lies outside 0 to 1, which "
            "other programs may refuse"
        )
    return mapped


def cap_error(party: Additive) -> QuestionError:
    """Return the error for a cap that a target cannot hold."""
    return QuestionError(
        f"party '{party.id}' has utilities cut off at {party.cap:g}, which only Genius and zopa "
        "YAML can hold; choose one of them"
    )


def _plain(party: Additive) -> bool:
    weighed = any(column.weight > 0 for column in party.columns)
    return (
        weighed
        and party.constant == 0
        and all(
            column.weight >= 0 and min(column.scores) >= 0 and max(column.scores) <= 1
            for column in party.columns
        )
    )


def _recast(party: Additive, low: float, span: float) -> Additive:
    """Return (utility - low) / span with weights of at least 0, scores from 0 to 1, no constant.

    What every package has anyway goes to the issue that matters most.
    """
    floors = [min(column.values) for column in party.columns]
    rest = max(0.0, party.constant + math.fsum(floors) - low)
    tables = [
        [(value - floor) / span for value in column.values]
        for column, floor in zip(party.columns, floors, strict=True)
    ]
    widest = max(range(len(tables)), key=lambda place: max(tables[place]))
    tables[widest] = [value + rest / span for value in tables[widest]]
    columns = []
    for table in tables:
        weight = max(table)
        scores = tuple(value / weight if weight else 0.0 for value in table)
        columns.append(Column(weight=weight, scores=scores))
    if not any(column.weight for column in columns):
        columns[0] = replace(columns[0], weight=1.0)
    return replace(
        party,
        columns=tuple(columns),
        constant=0.0,
        reservation=(party.reservation - low) / span,
        cap=None if party.cap is None else 1.0,
    )


def affine(values: Sequence[float], column: Sequence[float]) -> tuple[float, float] | None:
    """Return slope and start of a straight line through (value, score) pairs, or ``None``.

    The start is the score of the first value.

    Examples
    --------
    >>> affine([0, 1, 2], [1.0, 3.0, 5.0]), affine([0, 1, 2], [1.0, 3.0, 4.0])
    ((2.0, 1.0), None)
    """
    if len(values) < 2:
        return None
    slope = (column[-1] - column[0]) / (values[-1] - values[0])
    line = (column[0] + slope * (value - values[0]) for value in values)
    if all(abs(a - b) <= ROUNDING / 100 for a, b in zip(line, column, strict=True)):
        return slope, column[0]
    return None


@dataclass
class FileNames:
    """Hands out file names that every file system takes, each once."""

    suffix: str
    taken: set[str] = field(default_factory=set)

    def of(self, name: str, lost: list[str]) -> str:
        """Return the file name for a party or a domain, and remark where it differs."""
        stem = re.sub(r"[^\w.-]+", "_", name).strip("._") or "party"
        free, count = stem, 1
        while free.lower() in self.taken:
            count += 1
            free = f"{stem}_{count}"
        self.taken.add(free.lower())
        if free != name:
            lost.append(f"'{name}' is written to a file called '{free}', which becomes its id")
        return free + self.suffix


def read_back(files: Sequence[str], *, folder_says: bool = False) -> list[str]:
    """Return the remark that a folder does not keep who takes part, or their order.

    ``files`` are those of the profiles; ``folder_says`` that all profiles of a folder take part.
    """
    known = folder_says or len(files) <= PARTIES
    if known and list(files) == sorted(files):
        return []
    what = "the order of the parties" if known else "who takes part"
    return [f"a folder does not say {what}; read it back as FOLDER{CHOICE}{','.join(files)}"]


def losses(case: Case, named: Named) -> list[str]:
    """Return one sentence for each thing that no additive format of the field can hold."""
    checks = (_numbers, _structure, _history, _standing, _issue_details)
    return [sentence for check in checks for sentence in check(case)] + _names(case, named)


def _numbers(case: Case) -> list[str]:
    found = []
    ranges = len(case.uncertain())
    if ranges:
        found.append(f"{ranges} numbers have ranges; only their central values are written")
    backed = sum(named.number.provenance is not None for named in case.numbers())
    if backed:
        found.append(f"where {backed} numbers come from is left out")
    return found


def _structure(case: Case) -> list[str]:
    found = []
    if case.rules or case.deal_rules:
        found.append(
            f"{len(case.rules)} rules and {len(case.deal_rules)} deal rules are left out, so the "
            "packages that they forbid are open"
        )
    if case.option_sets:
        found.append(f"the option sets {listed(list(case.option_sets))} are left out")
    if case.acceptance.at_least is not None:
        found.append(
            f"that {case.acceptance.at_least} parties are enough for a deal is left out; other "
            "programs ask for all"
        )
    judges = {*case.preferences, *case.orders, *case.constituents}
    for what, parties in (
        ("without preferences", [p.id for p in case.parties if p.id not in judges]),
        ("with an order of states", list(case.orders)),
        ("with votes at home", list(case.constituents)),
    ):
        if parties:
            found.append(f"the parties {what}, {listed(parties)}, are left out")
    return found


def _history(case: Case) -> list[str]:
    parts: tuple[tuple[str, int], ...] = (
        ("named packages", len(case.packages)),
        ("sources", len(case.sources)),
        ("claims", len(case.claims)),
        ("events", len(case.events)),
        ("commitments", len(case.commitments)),
        ("notes", len(case.notes)),
        ("rules about states", _state_rules(case.states)),
        ("parts about an exchange", int(case.exchange is not None)),
        ("parts about inspections", int(case.verification is not None)),
        ("ratifiers", sum(map(len, case.ratifiers.values()))),
        ("coalitions", len(case.coalitions.values) if case.coalitions else 0),
    )
    given = [f"{count} {name}" for name, count in parts if count]
    return [f"left out: {', '.join(given)}"] if given else []


def _state_rules(rules: StateRules) -> int:
    return sum(map(len, (rules.one_way, rules.forbidden, rules.merged, rules.named)))


def _standing(case: Case) -> list[str]:
    derived = [p for p, pref in case.preferences.items() if pref.standing.value is None]
    found = []
    if derived:
        found.append(
            f"the reservation values of {listed(derived)} are written as numbers; that they follow "
            "from the no-deal package is left out"
        )
    elif case.no_deal:
        found.append("which options hold without a deal is left out")
    return found


def _issue_details(case: Case) -> list[str]:
    checks = (
        ("who carries it out", [i.id for i in case.issues if i.by]),
        ("which option is in force now", [i.id for i in case.issues if i.now is not None]),
        ("that it is a term of the deal", [i.id for i in case.issues if i.term]),
        (
            "who brought its options up",
            [i.id for i in case.issues if any(o.origin or o.claims for o in i.options)],
        ),
        (
            "names besides the ids",
            [
                issue.id
                for issue in case.issues
                if issue.name != issue.id or any(o.name != o.id for o in issue.options)
            ],
        ),
    )
    return [f"{what}: left out for {listed(issues)}" for what, issues in checks if issues]


def _names(case: Case, named: Named) -> list[str]:
    found = []
    if not named.title and case.title != case.id:
        found.append(f"the title '{case.title}' is left out")
    given = [case.party(party) for party in case.preferences]
    if named.parties is not None and tuple(party.id for party in given) != named.parties:
        found.append(
            f"the parties {listed([party.id for party in given])} become {listed(named.parties)}"
        )
    if any(p.aliases or p.role for p in given):
        found.append("aliases and roles of parties are left out")
    if not named.party_names and any(plain_name(p.id) != p.name for p in given):
        found.append("the names of the parties are left out; their ids are kept")
    return found


def plain_name(party: str) -> str:
    """Return the name that readers give to a party whose profile has none.

    Examples
    --------
    >>> plain_name("Lunch_util1")
    'Lunch util1'
    """
    return party.replace("_", " ").strip() or party


def numeric_losses(issues: Sequence[Issue], kept: Sequence[str]) -> list[str]:
    """Return the remark that some numeric issues are written as plain lists."""
    plain = [issue.id for issue in issues if issue.grid is not None and issue.id not in kept]
    return [f"the numbers behind the options are left out for {listed(plain)}"] if plain else []
