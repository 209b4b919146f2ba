"""What a stability study answers: frozen values, no computation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from zopa.analysis.results import Probability
from zopa.model import Case, Package


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One move: who changes what, and where that leads."""

    by: tuple[str, ...]
    """The party; several where they move jointly."""
    changes: Package
    """Issue -> its new option; empty for conflicts drawn by hand."""
    origin: str
    target: str
    """Ids of the states before and after."""
    improves: bool
    """Whether every mover is better off after it than before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """Moves, one after the other, that lead from one state to another."""

    moves: tuple[Move, ...]
    """Empty where start and end are the same state."""
    kind: Literal["any", "improving", "joint"]
    """``improving``: every move is a gain for its mover; ``joint``: also groups move together,
    each to the gain of all its members."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """Why a party stays, or why it goes."""

    party: str
    state: str
    definition: str
    stable: bool
    improvement: Move | None
    """The move it is about: one that is not answered (``stable`` is false), else the most
    tempting one; ``None`` where it has no move that it would gain by."""
    answer: tuple[Move, ...]
    """How the others answer it, so that the party is no better off; empty where they cannot."""
    escape: Move | None
    """How the party gets out of the answer (symmetric definitions), where that undoes it."""
    text: str
    """In words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What makes a wanted state stable for one party (the inverse question)."""

    party: str
    state: str
    definition: str
    stable: bool
    text: str
    """The condition on its preferences, in words."""
    rankings: int | None
    """How many of its strict rankings of all states meet it, the others' preferences as they
    are; ``None`` where that cannot be counted."""
    of: int | None
    """Number of all strict rankings; ``None`` where it is too long to be of use."""
    share: float | None
    """Share of all strict rankings that meet it; ``None`` where that cannot be found."""
    change: str | None
    """The cheapest change of its ranking or statements that makes the state stable, in words;
    ``None`` where it is stable."""
    cost: float | None
    """Size of that change: points of utility, swapped neighbours of a ranking, or moved
    statements, as ``change`` says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupFinding:
    """Whether a group of parties would leave a state together."""

    members: tuple[str, ...]
    state: str
    stable: Mapping[str, bool]
    """Definition (``nash``, ``gmr``, ``smr``, ``seq``) -> whether the group stays."""
    improvements: tuple[str, ...]
    """States that the group can bring about and all its members prefer, best in total rank
    first."""
    way: tuple[Move, ...]
    """Moves to the first of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StateReport:
    """One state worth speaking of."""

    id: str
    """``now``, ``no_deal``, the name of a package or of a merged state, or ``s17``."""
    name: str
    """In words."""
    options: Package
    """Issue -> option; of a merged state only what its members share."""
    roles: tuple[str, ...]
    """Any of ``now``, ``no_deal``, ``equilibrium``, ``named``, ``solution``, ``asked``."""
    same_as: tuple[str, ...]
    """Ids of packages and solutions that are this state once terms are left out."""
    places: Mapping[str, int]
    """Party -> place of the state in its order: 1 for its best, else one more than the states it
    likes better; empty after a local search."""
    stable: Mapping[str, Mapping[str, bool]]
    """Definition -> party -> whether it stays; after a local search, parties of which that is
    still open are left out (``StabilityStudy.left_out`` says so)."""
    equilibrium: tuple[str, ...]
    """Definitions under which every party stays."""
    probability: Mapping[str, Probability]
    """Definition -> share of draws in which the state is an equilibrium; empty without ranges."""
    witnesses: tuple[Witness, ...]
    """For every party, why it stays or goes (definition ``seq``)."""
    routes: tuple[Route, ...]
    """Shortest ways from ``now``, one for each kind that gets there."""
    groups: tuple[GroupFinding, ...]
    """Groups that would leave it together."""
    conditions: tuple[Condition, ...]
    """What would have to be, for parties that do not stay (definition ``seq``)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StabilityStudy:
    """Which states nobody wants to leave."""

    case: Case
    version: str
    seed: int
    parties: tuple[str, ...]
    """Parties that move or have an order of states, in case order."""
    combinations: int
    states: int
    """Possible ones, merged ones counted once."""
    definitions: tuple[str, ...]
    engine: Literal["arrays", "lists", "local"]
    """``local``: the space is too large to list; only the states asked for were judged."""
    counts: Mapping[str, int] | None
    """Definition -> number of equilibria; ``None`` for a local search."""
    reports: tuple[StateReport, ...]
    """``now`` first, then no deal, then equilibria that can be reached, then the others."""
    listed: int
    """How many of the equilibria have a report."""
    draws: int
    """Draws of the uncertain numbers; 0 where preferences have no ranges."""
    left_out: tuple[str, ...] = ()
    """What was not looked at, and why, one sentence each."""
    moves: tuple[Move, ...] = ()
    """Every move that one party can make between two states that have a report, by origin and
    target in their order; for the picture."""
