"""Bargaining with time and doubt, two-level games, and what coalitions can claim."""
