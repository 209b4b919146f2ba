"""What a search for schedules answers: frozen values, no computation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from zopa.analysis.exchange.game import Plan
from zopa.analysis.exchange.judge import Constraint, Judgement

Scope = Literal["exact", "bound"]
Objective = Literal["slack", "exposure", "rounds"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A schedule that a search found."""

    plan: Plan
    value: float
    """``slack``: the smallest slack before completion; ``exposure``: the sum over the parties of
    the largest exposure of each; ``rounds``: their number; ``deposits``: the sum of the additional
    stakes that it asks for."""
    judgement: Judgement
    """Of the plan, with the stakes of the game."""
    scope: Scope
    """``bound``: a better one was not ruled out."""
    method: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Guarantee:
    """Additional stakes that make a schedule safe, none of which can be lowered alone."""

    deposits: tuple[float, ...]
    """For each party."""
    plan: Plan
    scope: Scope
    method: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A round that would lead on, but somebody would break off."""

    delivered: tuple[int, ...]
    """What stands before the round."""
    given: tuple[int, ...]
    """The round; empty for the end, when all is delivered."""
    breaks: tuple[Constraint, ...]
    """Who would break off there; ``round`` is 1 for before or in this round, 2 for after it."""

    @property
    def shortfall(self) -> float:
        """The largest gain from breaking off there."""
        return max(-one.slack for one in self.breaks)


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """Why no schedule is safe."""

    end: tuple[Constraint, ...]
    """Who would take back after completion, in every order; empty where nobody would."""
    reached: int
    """Sets of delivered items to which safe rounds lead from the beginning; 0 where the method
    does not look at sets."""
    states: int
    """All sets of delivered items that respect what comes before what; 0 likewise."""
    count: int
    """Rounds that lead on from there and are blocked."""
    blocks: tuple[Block, ...]
    """These, smallest shortfall first; at most `SHOWN`."""
    scope: Scope
    method: str

    @property
    def least(self) -> Block | None:
        """The blocked round with the smallest shortfall."""
        return self.blocks[0] if self.blocks else None


SHOWN = 50
"""Blocked rounds that a certificate lists at most."""
