"""What groups can claim: core, least core, nucleolus, Shapley value, and games to ask them of."""

from zopa.analysis.coalitions.core import Core, core
from zopa.analysis.coalitions.game import (
    Game,
    airport,
    bankruptcy,
    characteristic,
    excesses,
    glove,
    voting,
)
from zopa.analysis.coalitions.least_core import LeastCore, least_core
from zopa.analysis.coalitions.nucleolus import nucleolus
from zopa.analysis.coalitions.partition import best_partition
from zopa.analysis.coalitions.shapley import shapley
from zopa.analysis.coalitions.study import coalitions

__all__ = [
    "Core",
    "Game",
    "LeastCore",
    "airport",
    "bankruptcy",
    "best_partition",
    "characteristic",
    "coalitions",
    "core",
    "excesses",
    "glove",
    "least_core",
    "nucleolus",
    "shapley",
    "voting",
]
