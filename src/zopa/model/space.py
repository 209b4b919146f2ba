"""The space of legal packages as independent blocks, and utilities on it (semantics §1, §3)."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from zopa.errors import CaseError, LimitError
from zopa.model.case import Case
from zopa.model.issues import Issue, OptionSet, Pattern, Rule
from zopa.model.preferences import CENTRAL, Draws, Factor, Preference

BLOCK_LIMIT = 20_000_000
"""Packages of one block that are listed at most."""

ABSENT = -1
"""Position of a term that is left out of a deal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Issues tied together by rules or joint scores, and their legal combinations."""

    issues: tuple[int, ...]
    """Positions in ``case.issues``, ascending."""
    rows: NDArray[np.int32]
    """Shape (combinations, issues): option positions, in lexicographic order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Space:
    """The legal deals of a case under one option set: one row of every block."""

    issues: tuple[Issue, ...]
    option_set: str
    blocks: tuple[Block, ...]
    total: int
    """Product of the option counts."""
    legal: int
    """Deals that obey all rules."""

    def package(self, rows: Sequence[int]) -> dict[str, str]:
        """Return the package that takes these rows, one for every block, in issue order."""
        chosen: dict[int, int] = {}
        for block, row in zip(self.blocks, rows, strict=True):
            chosen |= dict(zip(block.issues, block.rows[row].tolist(), strict=True))
        return {
            self.issues[place].id: self.issues[place].options[chosen[place]].id
            for place in sorted(chosen)
            if chosen[place] != ABSENT
        }

    def rows(self, package: Mapping[str, str]) -> tuple[int, ...] | None:
        """Return the row of every block that a package takes; ``None`` if it is no legal deal."""
        found = []
        for block in self.blocks:
            wanted = [
                self.issues[place].position(package[self.issues[place].id])
                if self.issues[place].id in package
                else ABSENT
                for place in block.issues
            ]
            hits = np.flatnonzero((block.rows == np.array(wanted)).all(axis=1))
            if not len(hits):
                return None
            found.append(int(hits[0]))
        return tuple(found)


def space(
    case: Case,
    option_set: str | OptionSet = "all",
    *,
    rules: Iterable[Rule] | None = None,
    fixed: Mapping[str, int] | None = None,
    joined: bool = False,
) -> Space:
    """Return the legal deals of a case, as blocks.

    Parameters
    ----------
    case
        The case.
    option_set
        Name of one of its option sets, or an option set.
    rules
        Rules to obey; all rules and deal rules of the case when left out.
    fixed
        Issue -> option position it is held at (`ABSENT` for a term left out of the deal),
        whatever the option set says.
    joined
        Whether to list all issues as one block, whatever ties them.

    Raises
    ------
    CaseError
        When the rules leave no legal deal.
    LimitError
        When one block has more than `BLOCK_LIMIT` combinations.
    """
    chosen = case.option_set(option_set) if isinstance(option_set, str) else option_set
    fixed = fixed or {}
    allowed = [
        np.array(
            [fixed[issue.id]] if issue.id in fixed else [issue.position(name) for name in names],
            dtype=np.int32,
        )
        for issue, names in zip(case.issues, chosen.allowed(case.issues).values(), strict=True)
    ]
    binding = list((*case.rules, *case.deal_rules) if rules is None else rules)
    places = {issue.id: place for place, issue in enumerate(case.issues)}
    ties = [[places[name] for name in rule.issues] for rule in binding]
    ties += [[places[name] for name in factor.issues] for factor in _joint_factors(case)]
    if joined:
        ties.append(list(range(len(case.issues))))
    blocks = []
    for members in components(len(case.issues), ties):
        own = [rule for rule in binding if places[rule.issues[0]] in members]
        blocks.append(_block(case.issues, members, allowed, own))
    legal = math.prod(len(block.rows) for block in blocks)
    if legal == 0:
        msg = (
            f"no package obeys the rules of case '{case.id}'"
            + (f" with the options '{chosen.id}'" if chosen.id != "all" else "")
            + "; lift or mend a rule"
        )
        raise CaseError(msg)
    return Space(
        issues=case.issues,
        option_set=chosen.id,
        blocks=tuple(blocks),
        total=math.prod(map(len, allowed)),
        legal=legal,
    )


def components(count: int, ties: Iterable[Sequence[int]]) -> list[tuple[int, ...]]:
    """Return the connected components of ``count`` nodes under ``ties``, each ascending.

    Examples
    --------
    >>> components(5, [[0, 3], [3, 4]])
    [(0, 3, 4), (1,), (2,)]
    """
    leader = list(range(count))

    def find(node: int) -> int:
        while leader[node] != node:
            leader[node] = leader[leader[node]]
            node = leader[node]
        return node

    for tie in ties:
        for node in tie[1:]:
            leader[find(node)] = find(tie[0])
    groups: dict[int, list[int]] = {}
    for node in range(count):
        groups.setdefault(find(node), []).append(node)
    return sorted(tuple(group) for group in groups.values())


def _joint_factors(case: Case) -> list[Factor]:
    found = []
    for preference in case.preferences.values():
        _, factors = preference.factors(case.issues, CENTRAL)
        found += [factor for factor in factors if len(factor.issues) > 1]
    return found


def _block(
    issues: Sequence[Issue],
    members: tuple[int, ...],
    allowed: Sequence[NDArray[np.int32]],
    rules: Sequence[Rule],
) -> Block:
    """List the legal combinations, issue by issue, dropping illegal ones as soon as known."""
    rows = np.zeros((1, 0), dtype=np.int32)
    column = {issues[place].id: at for at, place in enumerate(members)}
    pending = list(rules)
    for at, place in enumerate(members):
        options = allowed[place]
        if len(rows) * len(options) > BLOCK_LIMIT:
            names = ", ".join(f"'{issues[p].id}'" for p in members[:6])
            msg = (
                f"rules and joint scores tie the issues {names} into a block of more than "
                f"{BLOCK_LIMIT:,} packages; untie some of them"
            )
            raise LimitError(msg)
        rows = np.column_stack(
            [np.repeat(rows, len(options), axis=0), np.tile(options, len(rows))]
        ).astype(np.int32, copy=False)
        ready = [rule for rule in pending if all(column[name] <= at for name in rule.issues)]
        pending = [rule for rule in pending if rule not in ready]
        for rule in ready:
            rows = rows[_obeys(rule, rows, column, issues, members)]
    return Block(issues=members, rows=rows)


def _obeys(
    rule: Rule,
    rows: NDArray[np.int32],
    column: Mapping[str, int],
    issues: Sequence[Issue],
    members: Sequence[int],
) -> NDArray[np.bool_]:
    def matches(pattern: Pattern) -> NDArray[np.bool_]:
        hit = np.ones(len(rows), dtype=np.bool_)
        for name, options in pattern.allowed.items():
            at = column[name]
            wanted = [issues[members[at]].position(option) for option in options]
            hit &= np.isin(rows[:, at], wanted)
        return hit

    fires = matches(rule.when)
    return ~fires if rule.then is None else ~fires | matches(rule.then)


@dataclass(frozen=True, slots=True, kw_only=True)
class Utility:
    """One party's utility in numbers: utility = min(cap, constant + sum of factors)."""

    party: str
    constant: NDArray[np.float64]
    """Shape (draws,)."""
    factors: tuple[Factor, ...]
    reservation: NDArray[np.float64]
    """Shape (draws,): what the party has without a deal."""
    cap: float | None

    def of_block(self, block: Block, issues: Sequence[Issue]) -> NDArray[np.float64]:
        """Return what each combination of a block contributes, shape (draws, combinations).

        The constant is no part of any block.
        """
        column = {issues[place].id: at for at, place in enumerate(block.issues)}
        total = np.zeros((len(self.constant), len(block.rows)))
        for factor in self.factors:
            if factor.issues[0] in column:
                index = (block.rows[:, column[name]] for name in factor.issues)
                at: tuple[Any, ...] = (slice(None), *index)
                total += factor.table[at]
        return total

    def of_positions(self, positions: Mapping[str, int]) -> NDArray[np.float64]:
        """Return the utility of one package, given as issue -> option position; shape (draws,)."""
        total = self.constant.copy()
        for factor in self.factors:
            index = (positions.get(name, ABSENT) for name in factor.issues)
            at: tuple[Any, ...] = (slice(None), *index)
            total += factor.table[at]
        return total if self.cap is None else np.minimum(total, self.cap)

    def of_states(self, columns: Mapping[str, NDArray[Any]]) -> NDArray[np.float64]:
        """Return the utility of states of the world (§3), shape (draws, states).

        Parameters
        ----------
        columns
            Issue -> option positions, shape (states,), for every issue that is no term; terms
            do not exist in a state.

        Raises
        ------
        CaseError
            When a joint score with a term says nothing of the term's absence.
        """
        count = len(next(iter(columns.values())))
        total = np.repeat(self.constant[:, None], count, axis=1)
        for factor in self.factors:
            if not any(name in columns for name in factor.issues):
                continue  # of terms alone: the same in every state
            index = (columns.get(name, ABSENT) for name in factor.issues)
            at: tuple[Any, ...] = (slice(None), *index)
            part = factor.table[at]
            if np.isnan(part).any():
                names = " and ".join(f"'{name}'" for name in factor.issues)
                msg = (
                    f"party '{self.party}' scores {names} together, but not without a deal; add "
                    "scores with 'no_deal' for the term"
                )
                raise CaseError(msg)
            total += part
        return total if self.cap is None else np.minimum(total, self.cap)


def utilities(
    case: Case, draws: Draws = CENTRAL, of: Mapping[str, Preference] | None = None
) -> tuple[Utility, ...]:
    """Return the utility of every party with preferences, in case order.

    ``of`` says whose, if not of those at the table (for example ``case.constituents``).

    Raises
    ------
    CaseError
        When a number that is needed is missing.
    """
    found = []
    no_deal = case.no_deal_package()
    by_id = {issue.id: issue for issue in case.issues}
    for party, preference in (case.preferences if of is None else of).items():
        constant, factors = preference.factors(case.issues, draws)
        raw = Utility(
            party=party,
            constant=constant,
            factors=tuple(factors),
            reservation=constant,
            cap=preference.cap,
        )
        standing = preference.standing
        path = ("preferences", party, "no_deal")
        if standing.value is not None:
            reservation = draws.of((*path, "value"), standing.value)
        else:
            positions = {
                name: by_id[name].position(option) for name, option in (no_deal or {}).items()
            }
            reservation = raw.of_positions(positions)
            if standing.premium is not None:
                reservation = reservation + draws.of((*path, "premium"), standing.premium)
        if np.isnan(reservation).any():
            msg = f"party '{party}' does not score no deal; give it a value for no deal"
            raise CaseError(msg)
        found.append(
            Utility(
                party=party,
                constant=constant,
                factors=tuple(factors),
                reservation=reservation,
                cap=preference.cap,
            )
        )
    return tuple(found)
