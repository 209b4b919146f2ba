"""Kinds of preferences, one per file: cardinal (``_contract``) and ordinal (``_order``)."""

from zopa.model.preferences._contract import CENTRAL, Draws, Factor, Preference, Standing
from zopa.model.preferences._order import OrdinalPreference, StateTable
from zopa.model.preferences.priorities import Priorities, Statement
from zopa.model.preferences.ranking import Ranking
from zopa.model.preferences.scores import Joint, Scores
from zopa.model.preferences.table import Table

__all__ = [
    "CENTRAL",
    "Draws",
    "Factor",
    "Joint",
    "OrdinalPreference",
    "Preference",
    "Priorities",
    "Ranking",
    "Scores",
    "Standing",
    "StateTable",
    "Statement",
    "Table",
]
