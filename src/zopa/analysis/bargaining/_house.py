"""Who has a say in a two-level game: parties at the table, and members of bodies at home."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from zopa.errors import LimitError
from zopa.model import Case, Ratifier

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

VOTERS = 60
"""Parties and members at most: who accepts a deal is one whole number."""
VOTE_ROUNDING = 1e-9
"""Share of all votes of a body up to which a sum of votes may miss what is needed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """Who has a say: columns are all voters, those at the table and members of bodies."""

    voters: tuple[str, ...]
    table: tuple[int, ...]
    """Columns of the parties at the table."""
    needed: int
    including: tuple[int, ...]
    """Columns of the parties that must consent."""
    bodies: tuple[tuple[str, Ratifier], ...]
    votes: Floats
    """Shape (bodies, voters)."""
    vetoes: Bools
    """Shape (bodies, voters)."""

    @property
    def needs(self) -> Floats:
        """Votes that approve, less what rounding may take, shape (bodies,)."""
        asked = np.array([body.needs for _, body in self.bodies])
        found: Floats = asked - VOTE_ROUNDING * np.maximum(self.votes.sum(axis=1), 1.0)
        return found

    @property
    def members(self) -> list[int]:
        """Columns of the members of bodies that have votes or a veto."""
        return np.flatnonzero((self.votes > 0).any(axis=0) | self.vetoes.any(axis=0)).tolist()

    def given(self, accepts: Bools) -> Floats:
        """Return the votes that each body gives, for who accepts, shape (..., voters)."""
        found: Floats = accepts @ self.votes.T
        return found

    def vetoed(self, accepts: Bools) -> Bools:
        """Return where a member with a veto refuses, shape (..., bodies)."""
        return np.asarray(((~accepts).astype(np.int64) @ self.vetoes.T.astype(np.int64)) > 0)

    def approves(self, accepts: Bools) -> Bools:
        """Return which bodies approve, shape (..., bodies)."""
        return (self.given(accepts) >= self.needs) & ~self.vetoed(accepts)

    def ratified(self, accepts: Bools, approves: Bools) -> Bools:
        """Return in whose win-sets deals lie, shape (..., parties at the table)."""
        inside = accepts[..., list(self.table)].copy()
        for place, (party, _) in enumerate(self.bodies):
            inside[..., self.table.index(self.voters.index(party))] &= approves[..., place]
        return inside

    def passes(self, accepts: Bools, approves: Bools) -> Bools:
        """Return which deals the acceptance rule passes once they have to be ratified."""
        inside = self.ratified(accepts, approves)
        enough = np.asarray(inside.sum(axis=-1) >= self.needed)
        for column in self.including:
            enough &= inside[..., self.table.index(column)]
        return enough


def has_say(case: Case) -> House | None:
    """Return who has a say; ``None`` where nobody ratifies."""
    bodies = tuple((party, body) for party, some in case.ratifiers.items() for body in some)
    if not bodies:
        return None
    known = {**case.constituents, **case.preferences}
    if len(known) > VOTERS:
        msg = (
            f"{len(known)} parties and members have a say; who would ratify is worked out for "
            f"up to {VOTERS}; put members who want the same into one, with their votes"
        )
        raise LimitError(msg)
    voters = tuple(party.id for party in case.parties if party.id in known)
    votes = np.zeros((len(bodies), len(voters)))
    vetoes = np.zeros((len(bodies), len(voters)), dtype=np.bool_)
    for place, (_, body) in enumerate(bodies):
        for member, number in body.votes.items():
            votes[place, voters.index(member)] = number
        for member in body.vetoes:
            vetoes[place, voters.index(member)] = True
    return House(
        voters=voters,
        table=tuple(voters.index(party) for party in case.preferences),
        needed=case.acceptance.needed(len(case.preferences)),
        including=tuple(voters.index(party) for party in case.acceptance.including),
        bodies=bodies,
        votes=votes,
        vetoes=vetoes,
    )
