"""What every lever starts from: the problem, its frontier, and whether its zone is empty."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from zopa.analysis.problem import Frontier, Problem, frontier, frontier_limit, problem
from zopa.analysis.results import Deal
from zopa.analysis.unlock._tops import Top, top
from zopa.errors import CaseError
from zopa.kernels.counting import count_two_columns, halves
from zopa.kernels.quotas import cheapest, cheapest_columns
from zopa.kernels.sums import chunks
from zopa.model import Case, OptionSet, Rule

if TYPE_CHECKING:
    from zopa.analysis.unlock._additions import Additions

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

ENUMERABLE = 2_000_000
"""Deals that are looked at one by one at most."""
HALF = 1_000_000
"""Deals of one half at most, when two halves meet in the middle for a count."""


@dataclass(frozen=True, kw_only=True)
class Setting:
    """One case under one option set, and what levers ask about it.

    Not slotted: what several levers need is worked out once and kept.
    """

    problem: Problem
    frontier: Frontier
    options: OptionSet
    """The option set, option by option."""
    opening: bool
    """Whether the zone is empty, so that levers open it; else they close it."""
    limit: int

    @classmethod
    def of(
        cls, case: Case, option_set: str | OptionSet, *, strict: bool, limit: int | None = None
    ) -> Setting:
        """Return the setting of a case under an option set."""
        chosen = case.option_set(option_set) if isinstance(option_set, str) else option_set
        posed = problem(case, chosen, strict=strict)
        most = frontier_limit(len(posed.parties)) if limit is None else limit
        front = frontier(posed, most)
        return cls(
            problem=posed,
            frontier=front,
            options=OptionSet(id=chosen.id, fix=chosen.allowed(case.issues)),
            opening=not bool(posed.passes(front.values).any()),
            limit=most,
        )

    @property
    def case(self) -> Case:
        """The case."""
        return self.problem.case

    @cached_property
    def values(self) -> Floats:
        """Utilities of the efficient deals, shape (k, p)."""
        return self.frontier.values

    @cached_property
    def accepts(self) -> Bools:
        """Who accepts each efficient deal, shape (k, p)."""
        return np.asarray(self.values >= self.problem.threshold)

    @cached_property
    def target(self) -> Floats:
        """Utility that a deal must reach for each party, shape (p,).

        The reservation value; with the tolerance of §4 where reaching it exactly does not do:
        where acceptable means more, and where an open zone is to be closed.
        """
        exact = self.opening and not self.problem.strict
        return self.problem.reservation if exact else self.problem.threshold

    @cached_property
    def short(self) -> Floats:
        """What each efficient deal lacks for each party's consent, shape (k, p), 0 if nothing."""
        return np.where(self.accepts, 0.0, np.maximum(self.target - self.values, 0.0))

    @cached_property
    def tops(self) -> tuple[Top, ...]:
        """For each block, the most that its rows leave each party when the others agree."""
        return tuple(top(self.frontier, at, self.limit) for at in range(len(self.problem.blocks)))

    @cached_property
    def additions(self) -> Additions:
        """What options outside the option set do."""
        from zopa.analysis.unlock._additions import additions

        return additions(self)

    def given(self, *parties: int) -> Bools:
        """Return which efficient deals pass when these parties consent whatever they get."""
        accepts = self.accepts.copy()
        accepts[:, list(parties)] = True
        return self.problem.consent(accepts)

    def without(self, party: int) -> bool:
        """Return whether the zone stays open when a party consents to nothing."""
        accepts = self.accepts.copy()
        accepts[:, party] = False
        return bool(self.problem.consent(accepts).any())

    def cheapest(self, costs: Floats) -> Floats:
        """Return the least total cost for the acceptance rule, for costs of shape (n, p)."""
        return cheapest(costs, self.problem.needed, self.problem.vetoes)

    def payers(self, costs: Floats) -> Bools:
        """Return whose costs make up that total, for costs of shape (p,)."""
        return cheapest_columns(costs, self.problem.needed, self.problem.vetoes)

    def deal(self, point: int) -> Deal:
        """Return a deal at a point of the frontier."""
        return self.problem.deal(self.frontier.chain.witness(point))

    def name(self, party: int) -> str:
        """Return a party's name."""
        return self.case.party(self.problem.parties[party]).name

    def variant(
        self,
        options: Mapping[str, tuple[str, ...]] | None = None,
        *,
        rules: tuple[Rule, ...] | None = None,
        fixed: Mapping[str, int] | None = None,
    ) -> Variant | None:
        """Return the same case with other options or rules; ``None`` if no deal is left legal."""
        chosen = self.options if options is None else OptionSet(id=self.options.id, fix=options)
        try:
            posed = problem(self.case, chosen, strict=self.problem.strict, rules=rules, fixed=fixed)
        except CaseError:
            return None
        return Variant(problem=posed, frontier=frontier(posed, self.limit))


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """A changed problem with its frontier."""

    problem: Problem
    frontier: Frontier

    def passing(self) -> NDArray[np.int64]:
        """Return the points of the frontier that pass; some exist unless the zone is empty."""
        return np.flatnonzero(self.problem.passes(self.frontier.values))

    def best(self) -> Deal:
        """Return the passing deal that clears the zone by most, each party by its own range."""
        points = self.passing()
        relative = self.frontier.gains[points] / self.problem.span
        point = int(points[int(self.problem.margin(relative).argmax())])
        return self.problem.deal(self.frontier.chain.witness(point))

    def packages(self) -> int | None:
        """Return how many deals pass, where that can be counted fast."""
        return count(self.problem)


def count(posed: Problem, free: int | None = None) -> int | None:
    """Return how many deals pass, ``None`` where a count would take long.

    Party ``free``, if any, consents whatever it gets.
    """
    need = posed.threshold - posed.constant
    if free is not None:
        need = need.copy()
        need[free] = -np.inf
    if posed.space.legal <= ENUMERABLE:
        return sum(int(posed.consent(sums >= need).sum()) for _, sums in chunks(posed.blocks))
    if len(posed.parties) == 2 and posed.is_unanimous and free is None:
        sizes = [len(block) for block in posed.blocks]
        if max(math.prod(sizes[at] for at in group) for group in halves(sizes)) <= HALF:
            return count_two_columns(posed.blocks, need)
    return None
