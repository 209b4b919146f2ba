"""What a definition of stability must be: which states a party would not leave, and why.

A definition asks an `Engine` two questions, so every definition works with every engine.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from zopa.analysis.stability.conflict import Conflict, Ints
from zopa.registry import Registry

Bools = NDArray[np.bool_]
Ranks = NDArray[np.int32]
"""Ranks inside an engine: small integers, in the order of the conflict's ranks."""

INT32 = np.iinfo(np.int32)


def small_ranks(ranks: Ints) -> Ranks:
    """Return ranks as small integers in the same order.

    Examples
    --------
    >>> small_ranks(np.array([5, -7, 2**40, 5]))
    array([1, 0, 2, 1], dtype=int32)
    """
    if ranks.min() > INT32.min and ranks.max() < INT32.max:
        return ranks.astype(np.int32)
    return np.unique(ranks, return_inverse=True)[1].astype(np.int32)


class Engine(Protocol):
    """Answers the two questions that definitions are made of, for all states at once.

    In both, the state itself counts as one that can be had: whoever moves can also stay.  For the
    definitions this changes nothing.  A party that asks whether its best move beats the present
    state gets the same answer, as the present state does not beat itself; and the others' answer to
    a gain may be nothing at all, which is no sanction, as a gain is better than what was before.
    """

    @property
    def conflict(self) -> Conflict:
        """The conflict."""

    def ranks(self, party: int) -> Ranks:
        """Return how much a party likes each state, shape (states,)."""

    def best_move(self, party: int, values: Ranks) -> Ranks:
        """Return the largest value among a state and those a party can move to, shape (states,)."""

    def worst_answer(self, party: int, values: Ranks, *, improving: bool) -> Ranks:
        """Return the least value among a state and those the others can bring about from it.

        The others move in any order and as often as they like, nobody twice in succession; with
        ``improving`` each move has to be better for its mover than the state it leaves.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """One definition of stability."""

    name: str
    title: str
    words: str
    """Completes "a party stays because ...", for readers who know no theory."""
    source: str
    implies: frozenset[str]
    """Names of the definitions that also call stable whatever this one does."""
    stable: Callable[[Engine, int], Bools]
    """(engine, party) -> shape (states,)."""
    two_parties: bool = False
    """Whether it is defined for two parties only."""
    option_form: bool = False
    """Whether it needs moves in option form."""


DEFINITIONS: Registry[Definition] = Registry(
    "definition of stability", package="zopa.analysis.stability.definitions"
)
"""All definitions by name; a file in the folder ``definitions`` registers its own."""

CORE = ("nash", "gmr", "smr", "seq", "sseq")
"""Definitions that hold for any number of parties and any kind of moves."""


def definition(
    *,
    name: str,
    title: str,
    words: str,
    source: str,
    implies: frozenset[str] = frozenset(),
    two_parties: bool = False,
    option_form: bool = False,
) -> Callable[[Callable[[Engine, int], Bools]], Callable[[Engine, int], Bools]]:
    """Register a function as a definition of stability."""

    def register(stable: Callable[[Engine, int], Bools]) -> Callable[[Engine, int], Bools]:
        DEFINITIONS.add(
            name,
            Definition(
                name=name,
                title=title,
                words=words,
                source=source,
                implies=implies,
                stable=stable,
                two_parties=two_parties,
                option_form=option_form,
            ),
        )
        return stable

    return register
