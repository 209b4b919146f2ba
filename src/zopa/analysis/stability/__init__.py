"""Would it hold: which states no party wants to leave, and what each of them fears."""

from zopa.analysis.stability._contract import CORE, DEFINITIONS, Definition, Engine
from zopa.analysis.stability.conflict import Conflict, GridMoves, ListedMoves

__all__ = ["CORE", "DEFINITIONS", "Conflict", "Definition", "Engine", "GridMoves", "ListedMoves"]
