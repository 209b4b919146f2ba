"""Kinds of preferences, one per file; ``_contract`` says what each must offer."""

from zopa.model.preferences._contract import CENTRAL, Draws, Factor, Preference, Standing
from zopa.model.preferences.scores import Joint, Scores
from zopa.model.preferences.table import Table

__all__ = ["CENTRAL", "Draws", "Factor", "Joint", "Preference", "Scores", "Standing", "Table"]
