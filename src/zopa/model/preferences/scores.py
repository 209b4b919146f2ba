"""Additive scores with weights, and joint scores over a few issues (semantics §1)."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from zopa.errors import CaseError, Fault, did_you_mean
from zopa.model.issues import NO_DEAL, Issue
from zopa.model.numbers import NamedNumber, Number
from zopa.model.preferences._contract import (
    Draws,
    Factor,
    Path,
    Standing,
    length,
    standing_numbers,
)

ZERO = Number.fixed(0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Joint:
    """A score that two or three issues have together, on top of their own scores."""

    id: str
    issues: tuple[str, ...]
    scores: Mapping[tuple[str, ...], Number]
    """Score of each combination of options, in the order of ``issues``; others have ``default``.

    A term that is absent stands as ``no_deal`` in the combination.
    """
    weight: Number | None = None
    default: Number = ZERO


class Term(NamedTuple):
    """One weighted item of a utility: an issue's scores, or a joint score."""

    key: str
    """Issue id, or id of the joint score."""
    issues: tuple[str, ...]
    weight: tuple[Path, Number] | None
    scores: dict[tuple[int, ...], tuple[Path, Number]]
    """Position in the factor -> number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """Utility = sum of weight x score, divided by the sum of weights.

    Without weights: the plain sum of scores.  Issues that are in neither ``weights`` nor
    ``scores`` do not matter to the party.
    """

    party: str
    scores: Mapping[str, Mapping[str, Number]]
    """Issue -> option -> score.  A term may also score its absence under ``no_deal``."""
    weights: Mapping[str, Number] | None = None
    joint: tuple[Joint, ...] = ()
    standing: Standing = field(default_factory=Standing)
    rescale: bool = True
    """Whether weights are divided by their sum; readers of other formats keep theirs."""
    constant: float = 0.0
    """Added to every utility (some formats have such a bias)."""
    cap: float | None = None
    discount: float = 1.0

    def terms(self, issues: Sequence[Issue]) -> list[Term]:
        """Return the weighted items of the utility, single issues first, in case order."""
        by_id = {issue.id: issue for issue in issues}
        base: Path = ("preferences", self.party)
        found = []
        entries: dict[tuple[int, ...], tuple[Path, Number]]
        weight: tuple[Path, Number] | None
        for issue in issues:
            if issue.id not in self.scores:
                continue
            path = (*base, "scores", issue.id)
            entries = {
                (_place(issue, option),): ((*path, option), number)
                for option, number in self.scores[issue.id].items()
            }
            weight = None
            if self.weights is not None:
                weight = ((*base, "weights", issue.id), self.weights[issue.id])
            found.append(Term(issue.id, (issue.id,), weight, entries))
        for joint in self.joint:
            path = (*base, "joint", joint.id)
            members = [by_id[name] for name in joint.issues]
            every = np.ndindex(*map(length, members))
            entries = dict.fromkeys(every, ((*path, "default"), joint.default))
            for combination, number in joint.scores.items():
                place = tuple(map(_place, members, combination))
                entries[place] = ((*path, "scores", *combination), number)
            weight = ((*path, "weight"), joint.weight) if joint.weight is not None else None
            found.append(Term(joint.id, joint.issues, weight, entries))
        return found

    def numbers(self) -> list[NamedNumber]:
        """Return every number with its place: weights, scores, joint scores, no deal."""
        base = ("preferences", self.party)
        found = [
            NamedNumber(path=(*base, "weights", key), number=number)
            for key, number in (self.weights or {}).items()
        ]
        found += [
            NamedNumber(path=(*base, "scores", issue, option), number=number)
            for issue, column in self.scores.items()
            for option, number in column.items()
        ]
        for joint in self.joint:
            path = (*base, "joint", joint.id)
            if joint.weight is not None:
                found.append(NamedNumber(path=(*path, "weight"), number=joint.weight))
            found += [
                NamedNumber(path=(*path, "scores", *combination), number=number)
                for combination, number in joint.scores.items()
            ]
            if joint.default is not ZERO:
                found.append(NamedNumber(path=(*path, "default"), number=joint.default))
        return found + standing_numbers(self.party, self.standing)

    def factors(
        self, issues: Sequence[Issue], draws: Draws
    ) -> tuple[NDArray[np.float64], list[Factor]]:
        """Return the constant and one factor for every weighted item."""
        lengths = {issue.id: length(issue) for issue in issues}
        terms = self.terms(issues)
        shares = self.shares(terms, draws)
        found = []
        for term, share in zip(terms, shares, strict=True):
            table = score_table(term, lengths, draws)
            found.append(
                Factor(issues=term.issues, table=table * share.reshape(-1, *[1] * len(term.issues)))
            )
        return np.full(draws.count, self.constant), found

    def shares(self, terms: Sequence[Term], draws: Draws) -> NDArray[np.float64]:
        """Return what each item's scores are multiplied by, shape (items, draws)."""
        weights = np.ones((len(terms), draws.count))
        for row, term in enumerate(terms):
            if term.weight is not None:
                weights[row] = draws.of(*term.weight)
        if self.weights is None or not self.rescale:
            return weights
        total: NDArray[np.float64] = weights.sum(axis=0)
        if (total <= 0).any():
            msg = f"the weights of party '{self.party}' sum to 0 in some draw; give one a positive low"
            raise CaseError(msg)
        shares: NDArray[np.float64] = weights / total
        return shares

    def faults(self, issues: Mapping[str, Issue], *, absent_terms: bool) -> list[Fault]:
        """Return what is wrong with these scores."""
        found = [*self._unknown(issues), *self._weight_faults()]
        for name, column in self.scores.items():
            if name in issues:
                found += _column_faults(self.party, issues[name], column, absent_terms=absent_terms)
        for joint in self.joint:
            found += self._joint_faults(joint, issues)
        return found

    def _unknown(self, issues: Mapping[str, Issue]) -> list[Fault]:
        base = ("preferences", self.party)
        return [
            Fault(
                message=f"party '{self.party}' has {part} for issue '{name}', which the case "
                f"does not have; {did_you_mean(name, issues)}",
                where=(*base, part, name),
            )
            for part, names in (("weights", self.weights or {}), ("scores", self.scores))
            for name in names
            if name not in issues
        ]

    def _weight_faults(self) -> list[Fault]:
        base = ("preferences", self.party)
        if self.weights is None:
            return [
                Fault(
                    message=f"party '{self.party}' weighs the joint score '{joint.id}' but no "
                    "issue; give weights to all or to none",
                    where=(*base, "joint", joint.id),
                )
                for joint in self.joint
                if joint.weight is not None
            ]
        found = []
        for name in self.scores:
            if name not in self.weights:
                message = f"party '{self.party}' scores issue '{name}' but gives it no weight"
                found.append(Fault(message=message, where=(*base, "scores", name)))
        for name, weight in self.weights.items():
            if name not in self.scores:
                message = f"party '{self.party}' gives issue '{name}' a weight but no scores"
                found.append(Fault(message=message, where=(*base, "weights", name)))
            if weight.low < 0:
                message = (
                    f"party '{self.party}' gives issue '{name}' the weight {weight.low:g}; "
                    "weights are 0 or more"
                )
                found.append(Fault(message=message, where=(*base, "weights", name)))
        numbers = [*self.weights.values(), *(j.weight for j in self.joint if j.weight is not None)]
        if self.rescale and not math.fsum(max(number.low, 0.0) for number in numbers) > 0:
            what = "all weights are 0" if not any(n.high > 0 for n in numbers) else "may all be 0"
            message = f"party '{self.party}': {what}; give at least one issue a positive weight"
            found.append(Fault(message=message, where=(*base, "weights")))
        return found

    def _joint_faults(self, joint: Joint, issues: Mapping[str, Issue]) -> list[Fault]:
        where = ("preferences", self.party, "joint", joint.id)
        name = f"joint score '{joint.id}' of party '{self.party}'"
        if len(joint.issues) not in (2, 3) or len(set(joint.issues)) != len(joint.issues):
            message = f"{name} is over {len(joint.issues)} issues; it takes two or three different"
            return [Fault(message=message, where=where)]
        found = [
            Fault(
                message=f"{name} names issue '{issue}', which the case does not have; "
                f"{did_you_mean(issue, issues)}",
                where=where,
            )
            for issue in joint.issues
            if issue not in issues
        ]
        if found:
            return found
        if self.weights is not None and joint.weight is None:
            found.append(Fault(message=f"{name} has no weight, but its issues have", where=where))
        if joint.weight is not None and joint.weight.low < 0:
            found.append(Fault(message=f"{name} has a negative weight", where=where))
        members = [issues[issue] for issue in joint.issues]
        for combination in joint.scores:
            if len(combination) != len(members):
                message = (
                    f"{name} scores {len(combination)} options together, "
                    f"but it is over {len(members)} issues"
                )
                found.append(Fault(message=message, where=where))
                continue
            for issue, option in zip(members, combination, strict=True):
                if option not in issue and not (issue.term and option == NO_DEAL):
                    message = f"{name}: issue '{issue.id}' has no option '{option}'"
                    message += f"; {did_you_mean(option, [o.id for o in issue.options])}"
                    found.append(Fault(message=message, where=where))
        return found


def score_table(term: Term, lengths: Mapping[str, int], draws: Draws) -> NDArray[np.float64]:
    """Return the scores of one item without its weight, shape (draws, options, ...).

    Entries nobody gave (the absence of a term that no question needs) are NaN.
    """
    table = np.full((draws.count, *(lengths[name] for name in term.issues)), np.nan)
    for place, (path, number) in term.scores.items():
        at: tuple[Any, ...] = (slice(None), *place)
        table[at] = draws.of(path, number)
    return table


def _place(issue: Issue, option: str) -> int:
    return len(issue) if issue.term and option == NO_DEAL else issue.position(option)


def _column_faults(
    party: str, issue: Issue, column: Mapping[str, Number], *, absent_terms: bool
) -> list[Fault]:
    where = ("preferences", party, "scores", issue.id)
    known = [option.id for option in issue.options]
    missing = [option for option in known if option not in column]
    found = []
    if missing:
        names = ", ".join(f"'{option}'" for option in missing)
        message = (
            f"party '{party}' scores {len(known) - len(missing)} options of issue '{issue.id}', "
            f"but the issue has {len(known)}; add a score for {names}"
        )
        found.append(Fault(message=message, where=where))
    for option in column:
        if option not in issue and not (issue.term and option == NO_DEAL):
            message = (
                f"party '{party}' scores option '{option}', which issue '{issue.id}' does not "
                f"have; {did_you_mean(option, known)}"
            )
            found.append(Fault(message=message, where=(*where, option)))
    if issue.term and absent_terms and NO_DEAL not in column:
        message = (
            f"party '{party}' does not score the term '{issue.id}' without a deal; add "
            f"'no_deal: ...' to its scores, or give the party a value for no deal"
        )
        found.append(Fault(message=message, where=where))
    return found
