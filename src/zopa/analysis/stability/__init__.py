"""Would it hold: which states no party wants to leave, and what each of them fears."""

from zopa.analysis.stability.conflict import Conflict, GridMoves, ListedMoves, listed, moves_of
from zopa.analysis.stability.definitions._contract import (
    CORE,
    DEFINITIONS,
    Definition,
    Engine,
)

__all__ = [
    "CORE",
    "DEFINITIONS",
    "Conflict",
    "Definition",
    "Engine",
    "GridMoves",
    "ListedMoves",
    "listed",
    "moves_of",
]
