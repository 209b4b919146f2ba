"""What a kind of statement must be: the words that tell it, its code, and examples that come out."""

from __future__ import annotations

from dataclasses import dataclass

from zopa.evidence.rules import rule
from zopa.registry import Registry

ABOVE, SURE, LIKELY, HINT = 3.75, 3.0, 2.0, 1.0
"""How much a pattern says: decides over whatever else is said; decides; decides where nothing else
speaks; is worth a mention."""


class Cue:
    """A verb that reports, with what must follow it.

    Written as ``walk out`` (a verb and a word that follows within a few), ``insist?`` (counts only
    where the words have no *is*, *was*, *did*, ...: *insisted that it be signed*), ``want-`` (counts
    only where the words do not begin with *to*: whoever wants *to* do something asks for nothing) or
    ``hope~`` (decides only where nothing else speaks).
    """

    __slots__ = ("bare", "follows", "object", "verb", "weak")

    def __init__(self, entry: str) -> None:
        verb, _, follows = entry.partition(" ")
        self.verb = verb.rstrip("?~-")
        self.bare = "?" in verb
        self.weak = "~" in verb
        self.object = "-" in verb
        self.follows = frozenset(follows.split("|")) if follows else frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One of `zopa.model.ledger.KINDS`, and how it is told."""

    name: str
    says: str
    """What a statement of this kind does, as the end of a sentence that begins with *it*."""
    plover: str | None
    """PLOVER code of such a statement unless its words say something more special."""
    cues: tuple[Cue, ...]
    patterns: tuple[tuple[str, float], ...]
    """Lines and how much each says."""
    examples: tuple[str, ...]
    """Direct speech of this kind."""
    by_cue: str
    """Rule: the verb that reports decides."""
    by_words: str
    """Rule: the words themselves decide."""


KINDS: Registry[Kind] = Registry("kind", package="zopa.evidence.meaning.kinds")
"""All kinds by name."""


def kind(  # noqa: PLR0913 - each is one part of the declaration
    *,
    name: str,
    says: str,
    plover: str | None,
    cues: str,
    examples: tuple[str, ...],
    above: str = "",
    sure: str = "",
    likely: str = "",
    hints: str = "",
) -> Kind:
    """Register a kind of statement and return it.

    Parameters
    ----------
    cues
        Verbs that report it, one entry a line or separated by commas; see `Cue`.
    above, sure, likely, hints
        Patterns of the words themselves, one a line; see `zopa.evidence.meaning._wording`.
    """
    levels = ((above, ABOVE), (sure, SURE), (likely, LIKELY), (hints, HINT))
    patterns = tuple((line, weight) for lines, weight in levels for line in _entries(lines))
    made = Kind(
        name=name,
        says=says,
        plover=plover,
        cues=tuple(Cue(entry) for line in _entries(cues) for entry in _parts(line)),
        patterns=patterns,
        examples=examples,
        by_cue=rule(f"kind.{name}.cue", f"The verb that reports it says that it {says}."),
        by_words=rule(f"kind.{name}.words", f"Its words say that it {says}."),
    )
    KINDS.add(name, made)
    return made


def _entries(lines: str) -> list[str]:
    return [line.strip() for line in lines.splitlines() if line.strip()]


def _parts(line: str) -> list[str]:
    return [part.strip() for part in line.split(",") if part.strip()]
