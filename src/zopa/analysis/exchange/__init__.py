"""In what order: schedules of steps that nobody gains by breaking off, and what makes one."""

from zopa.analysis.exchange.game import Game, Plan

__all__ = ["Game", "Plan"]
