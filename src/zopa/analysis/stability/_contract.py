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

NOWHERE = np.iinfo(np.int64).min
"""What `Engine.best_move` gives where a party has no move."""
NOBODY = np.iinfo(np.int64).max
"""What `Engine.worst_answer` gives where the others have no move."""


class Engine(Protocol):
    """Answers the two questions that definitions are made of, for all states at once."""

    @property
    def conflict(self) -> Conflict:
        """The conflict."""

    def best_move(self, party: int, values: Ints) -> Ints:
        """Return the largest value among the states a party can move to, shape (states,).

        `NOWHERE` for states that it cannot leave.
        """

    def worst_answer(self, party: int, values: Ints, *, improving: bool) -> Ints:
        """Return the least value among the states the others can bring about, shape (states,).

        The others move in any order and as often as they like, nobody twice in succession; with
        ``improving`` each move has to be better for its mover than the state it leaves.
        `NOBODY` for states where none of them has such a move.
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
