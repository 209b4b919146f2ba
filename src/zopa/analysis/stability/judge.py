"""Which states each party would not leave, under each definition."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np

from zopa.analysis.stability import _arrays, _lists
from zopa.analysis.stability.conflict import Conflict, GridMoves, Ints
from zopa.analysis.stability.definitions._contract import (
    CORE,
    DEFINITIONS,
    Bools,
    Definition,
    Engine,
)
from zopa.errors import LimitError, QuestionError

MEMORY = 4 * 2**30
"""Bytes that a judgement may need; more is refused before anything is allocated."""


def admit(combinations: int, parties: int, *, memory: int = MEMORY) -> None:
    """Raise where the combinations of all options are too many to be listed.

    Raises
    ------
    LimitError
        When judging them in option form would need more than ``memory`` bytes.

    Examples
    --------
    >>> admit(2**22, 3)
    >>> admit(2**40, 3)
    Traceback (most recent call last):
    zopa.errors.LimitError: 1,099,511,627,776 combinations of options for 3 parties need about
    115,712 GB of memory, more than the 4 GB allowed; leave out issues, or ask about single states
    """
    needed = _arrays.bytes_needed(combinations, parties)
    if needed > memory:
        msg = f"{combinations:,} combinations of options for {parties} parties need"
        raise LimitError(f"{msg} {_too_much(needed, memory)}; {_WAY_OUT}")


def engine(conflict: Conflict, *, memory: int = MEMORY) -> Engine:
    """Return what answers questions about a conflict: arrays for option form, lists for lists.

    Raises
    ------
    LimitError
        When it would need more than ``memory`` bytes; known before anything large is allocated.
    """
    parties = len(conflict.parties)
    if isinstance(conflict.moves, GridMoves):
        admit(math.prod(conflict.moves.shape), parties, memory=memory)
        return _arrays.ArrayEngine(conflict)
    moves = sum(len(targets) for targets in conflict.moves.targets)
    needed = _lists.bytes_needed(conflict.states, moves, parties)
    if needed > memory:
        msg = f"{moves:,} moves between {conflict.states:,} states for {parties} parties need"
        raise LimitError(f"{msg} {_too_much(needed, memory)}; {_WAY_OUT}")
    return _lists.ListEngine(conflict)


def judge(
    conflict: Conflict, names: Sequence[str] = CORE, *, memory: int = MEMORY
) -> dict[str, Bools]:
    """Return which states each party would not leave.

    Parameters
    ----------
    conflict
        ``p`` parties, ``m`` states.
    names
        Definitions.
    memory
        Bytes that this may need.

    Returns
    -------
    dict
        Name -> shape (p, m).

    Raises
    ------
    UnknownNameError
        When there is no such definition.
    QuestionError
        When a definition is for two parties, or for option form, and the conflict is not.
    LimitError
        When it would need more memory.

    Examples
    --------
    >>> dilemma = Conflict.of_arcs(
    ...     ["CC", "CD", "DC", "DD"],
    ...     {"a": [("CC", "DC"), ("DC", "CC"), ("CD", "DD"), ("DD", "CD")],
    ...      "b": [("CC", "CD"), ("CD", "CC"), ("DC", "DD"), ("DD", "DC")]},
    ...     {"a": ["DC", "CC", "DD", "CD"], "b": ["CD", "CC", "DD", "DC"]})
    >>> judge(dilemma, ["seq"])
    {'seq': array([[ True, False,  True,  True],
                   [ True,  True, False,  True]])}
    """
    chosen = [_fitting(conflict, name) for name in dict.fromkeys(names)]
    asked = engine(conflict, memory=memory)
    shape = (len(conflict.parties), conflict.states)
    flags = {each.name: np.empty(shape, dtype=np.bool_) for each in chosen}
    for party in range(shape[0]):
        for each in chosen:
            flags[each.name][party] = each.stable(asked, party)
    return flags


def equilibria(flags: Mapping[str, Bools]) -> dict[str, Ints]:
    """Return the states that nobody would leave, from what `judge` returned.

    Returns
    -------
    dict
        Name of the definition -> states, ascending.

    Examples
    --------
    >>> equilibria({"nash": np.array([[True, False, True], [True, True, False]])})
    {'nash': array([0])}
    """
    return {name: np.flatnonzero(stable.all(axis=0)) for name, stable in flags.items()}


_WAY_OUT = "leave out issues, or ask about single states"


def _too_much(needed: int, memory: int) -> str:
    return f"about {_size(needed)} of memory, more than the {_size(memory)} allowed"


def _size(count: int) -> str:
    return f"{count / 2**30:,.0f} GB" if count >= 2**30 else f"{count / 2**20:,.0f} MB"


def _fitting(conflict: Conflict, name: str) -> Definition:
    """Return a definition that can judge the conflict."""
    found = DEFINITIONS[name]
    if found.two_parties and len(conflict.parties) != 2:
        msg = f"definition '{name}' is for two parties, but the conflict has"
        raise QuestionError(f"{msg} {len(conflict.parties)}; use one of {', '.join(CORE)}")
    if found.option_form and not isinstance(conflict.moves, GridMoves):
        msg = f"definition '{name}' needs moves in option form, but these are lists"
        raise QuestionError(
            f"{msg}; use one of {', '.join(CORE)}, or do without forbidden moves and merged states"
        )
    return found
