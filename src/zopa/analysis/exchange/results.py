"""What an exchange study answers: frozen values, no computation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from zopa.model import Case, Package

Scope = Literal["exact", "bound"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One item of the exchange: an issue that moves from one option to another."""

    id: str
    issue: str
    before: str
    after: str
    by: str
    text: str
    """In words, for example ``Yongbyon complex: dismantled``."""
    cost: float
    """What it costs who makes it, in its own points; negative where it gains by it."""
    value: Mapping[str, float]
    """What it is worth to each other party."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slack:
    """By how much one party prefers to go on, at one place of a schedule."""

    party: str
    round: int
    """Counted from 1; one more than the last round: after completion."""
    kind: Literal["leave", "withhold"]
    """``leave``: break off before the round (or, at the end, take back); ``withhold``: pretend
    to deliver."""
    slack: float
    """Negative: it gains that much by doing so."""
    steps: tuple[str, ...] = ()
    """What it would withhold."""
    text: str = ""
    """What it would do, in words, for example ``breaking off after round 1``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """An order of steps with what it asks of everybody."""

    id: str
    """``most-slack``, ``least-exposure``, ``fewest-rounds``, ``least-deposits``, the kind of a
    repair, or the id of an order of the case."""
    name: str
    steps: tuple[Step, ...]
    """What it is made of: the steps of the study, or more where an issue stops on its way."""
    rounds: tuple[tuple[str, ...], ...]
    """Ids of the steps of each round."""
    broken: tuple[str, ...]
    """What it does too early, in words: the prerequisites and rules that it breaks."""
    safe: bool
    """Whether nobody gains by breaking it off anywhere."""
    tightest: tuple[Slack, ...]
    """For every party its smallest slack."""
    breaks: tuple[Slack, ...]
    """Every place where somebody gains by breaking off; empty where safe."""
    standing: tuple[Mapping[str, float], ...]
    """Before the first round and after each: party -> points gained (utility minus now)."""
    exposure: tuple[Mapping[str, float], ...]
    """At the same places: party -> what it would have lost, against now, if the others stopped
    there and everybody took back what it can."""
    most_exposed: Mapping[str, float]
    """Party -> the largest of those."""
    deposits: Mapping[str, float]
    """Party -> the least stake, on top of what the case gives, that makes this very order safe."""
    stakes: Mapping[str, float]
    """Party -> the least stake in all, counted from none, that makes this very order safe."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """What would make a schedule possible."""

    kind: Literal["deposit", "split", "check", "delay", "reversible", "part", "relationship", "end"]
    text: str
    """In words, with its least size."""
    size: float | None
    """Least size; ``None`` where it is not a number."""
    party: str | None
    steps: tuple[str, ...]
    """What it is about."""
    works: bool
    """Whether it makes a self-enforcing schedule possible by itself."""
    schedule: Schedule | None
    """A schedule that is safe with it, judged with it."""
    scope: Scope
    """``bound``: the least size is at most this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeStudy:
    """In which order a package could be carried out."""

    case: Case
    version: str
    package_id: str
    """Name of the package that is carried out, or of the solution that chose it."""
    package: Package
    parties: tuple[str, ...]
    steps: tuple[Step, ...]
    gains: Mapping[str, float]
    """Party -> points that the whole exchange brings it, against now."""
    joint_rounds: bool
    """Whether steps may be made at the same time."""
    possible: bool
    """Whether some schedule is self-enforcing with what the case gives."""
    reason: str | None
    """Why there is none, in words: who would break off, where, and for what."""
    schedules: tuple[Schedule, ...]
    """The best ones by most slack, least exposure and fewest rounds; with none possible, the
    one that needs the smallest deposits in total."""
    orders: tuple[Schedule, ...]
    """The orders of the case, judged."""
    deposits: tuple[Mapping[str, float], ...]
    """Pareto-minimal stakes on top of what the case gives that make some schedule safe; first
    party rising."""
    stakes: Mapping[str, float]
    """Party -> what it has at stake as the case gives it."""
    least_stakes: tuple[Mapping[str, float], ...]
    """Pareto-minimal stakes in all, counted from none, that make some schedule safe; likewise."""
    repairs: tuple[Repair, ...]
    """In the order in which they should be offered; empty where a schedule is possible."""
    scope: Scope
    method: str
    """How it was computed, and where it is a bound, in words."""
    notes: tuple[str, ...]
    """What the answer leaves out, for example terms, or negative shifts."""
