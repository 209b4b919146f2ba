"""Who is meant: people, roles, pronouns and parties behind the mentions of speakers."""

from zopa.evidence.people._resolve import resolve

__all__ = ["resolve"]
