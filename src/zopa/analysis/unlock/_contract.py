"""What a lever must be: it finds the least change that opens an empty zone, or closes an open one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from zopa.analysis.results import Lever, LeverKind
from zopa.analysis.unlock._setting import Setting
from zopa.registry import Registry


class Promise(StrEnum):
    """What a lever that says it opens (or closes) a zone vouches for; each is tested for each."""

    DOES = "making the change opens the zone (closes it, where it is open)"
    LEAST = "99 % of the size does not"
    MINIMAL = "no part of the change does it"
    COMPLETE = "a change of this kind that does it is never passed over, where scope is exact"


Find = Callable[[Setting], Sequence[Lever]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One kind of lever."""

    kind: LeverKind
    title: str
    opens: bool
    """Whether there is such a lever for an empty zone."""
    closes: bool
    """Whether there is such a lever for an open zone."""
    promises: frozenset[Promise]
    find: Find


LEVERS: Registry[Member] = Registry("lever", package="zopa.analysis.unlock")
"""All kinds of levers by name."""


def lever(
    *,
    kind: LeverKind,
    title: str,
    opens: bool = True,
    closes: bool = False,
    promises: Sequence[Promise],
) -> Callable[[Find], Find]:
    """Register a kind of lever."""

    def register(find: Find) -> Find:
        LEVERS.add(
            kind,
            Member(
                kind=kind,
                title=title,
                opens=opens,
                closes=closes,
                promises=frozenset(promises),
                find=find,
            ),
        )
        return find

    return register
