"""Whether the words of a kind stand with *not*, or are only supposed (*if they walk out*)."""

from __future__ import annotations

from functools import cache

from zopa.evidence.meaning._patterns import STOP
from zopa.evidence.meaning._wording import Wording
from zopa.evidence.rules import rule

NEGATED = rule(
    "kind.account.negated",
    "Its words say it with not, never, nobody or no: whatever would be done is not done.",
)
SPARED = rule(
    "kind.promise.negated",
    "The speaker will not do what would be harm, or will not leave: a promise.",
)
SIGNS = frozenset("not no nobody none nothing neither nor hardly without if unless whether".split())
"""Where a statement has none of these words, nothing in it is negated or supposed."""
_NOT = SIGNS - {"if", "unless", "whether"}
_SUPPOSING = frozenset(("if", "unless", "whether"))
_BE = "am is are was were be been being"
_THROUGH = frozenset(
    f"{_BE} have has had having do does did will would shall can could may might to going trying "
    "planning planned want wants wanted intend intends intended plan plans willing ready prepared "
    "need needs here about longer single one a an the any of us them you our my their his her its "
    "new such firm more further".split()
)
"""Words that may stand between *not* and what it negates."""
_SAYING = frozenset(
    "say says said saying claim claimed claiming suggest suggested suggesting mean meant imply "
    "implied implying think thinks thought believe believes believed tell told telling true case "
    "promise promised agree agreed offer offered threaten threatened ask asked demand demanded "
    "propose proposed expect expected want wanted".split()
)
"""What says, or thinks, the clause that follows: negated, it takes the clause along."""
_BREAKS = frozenset(
    (STOP, *"and but or because so then while when who which though although".split())
)
_SUBJECTS = frozenset("i we he she it they you".split())
_OUGHT = frozenset("must should ought".split())
"""*Nobody must lose* asks for as much as *they must win*."""
_OWN = frozenset(("i", "we")), frozenset("i we he she it they".split())
_WILL = frozenset("will would shall".split())
_MERELY = frozenset("only just merely simply".split())
_HARM = frozenset(("threat", "walk-away"))
_DEPENDING = frozenset(
    "depend depends hinges depending conditional contingent dependent subject precondition "
    "prerequisite preconditions".split()
)
_PAST = frozenset("did had have has".split())
FAR, NEAR = 10, 5
"""Words before a kind's own among which a negated verb of saying, or *if*, governs them."""

Verdict = tuple[str, int]
"""A rule, or "" where a kind falls away; and the token from which on the words decide."""


def negation(
    words: Wording, kind: str, says: str, place: tuple[int, int], *, whole: bool, direct: bool
) -> Verdict | None:
    """Return what negation makes of the words of a kind, or ``None`` where it leaves them.

    Parameters
    ----------
    words
        A statement.
    kind, says, place
        A kind, the pattern that speaks for it, and the tokens where it fits.
    whole
        Whether these stand side by side.
    direct
        Whether *he* is somebody else than the speaker.
    """
    tokens, (start, end) = words.tokens, place
    start += tokens[start] == STOP
    if kind == "condition":
        return _no_condition(words, start)
    denied = _disclaimed(words, start)
    if denied is None and not _negates(says):
        if whole and not _NOT.isdisjoint(tokens[start:end]):
            denied = next(at for at in range(start, end) if tokens[at] in _NOT)
            denied = None if _is_merely(words, denied, end - 1) else denied
        elif tokens[start] not in _SUBJECTS and tokens[start] not in _OUGHT:
            denied = _negator(words, start)
        if denied is not None and kind in _HARM and _bound(words, denied, direct=direct):
            return SPARED, denied
    if denied is not None:
        return NEGATED, min(denied, start)
    return ("", start) if _is_supposed(words, start) else None


@cache
def _negates(says: str) -> bool:
    """Return whether a pattern has its own *not*."""
    return any(not _NOT.isdisjoint(part.removesuffix("?").split("|")) for part in says.split())


def _negator(words: Wording, at: int) -> int | None:
    """Return the *not* that negates a token, or ``None``."""
    tokens = words.tokens
    before = at - 1
    while (tokens[before] in _THROUGH or tokens[before].endswith("ly")) and before > at - FAR:
        before -= 1
    if tokens[before] not in _NOT or tokens[before - 1] == "why":
        return None
    return None if _is_merely(words, before, at) or words.comma(before, at) else before


def _is_merely(words: Wording, negator: int, at: int) -> bool:
    """Return whether it is *not only*, *not just*."""
    return not _MERELY.isdisjoint(words.small(negator, at))


def _disclaimed(words: Wording, start: int) -> int | None:
    """Return the *not* of a verb of saying that governs a token (*I never said we would*)."""
    tokens = words.tokens
    for at in range(start - 1, max(0, start - FAR), -1):
        if tokens[at] in _BREAKS:
            return None
        if tokens[at] in _SAYING:
            before = _negator(words, at)
            if before is not None and not words.comma(before, start):
                return before
    return None


def _is_supposed(words: Wording, start: int) -> bool:
    tokens = words.tokens
    for at in range(start - 1, max(0, start - NEAR - 1), -1):
        if tokens[at] in _SUPPOSING:
            return not words.comma(at, start)
        if tokens[at] in _BREAKS:
            return False
    return False


def _bound(words: Wording, negator: int, *, direct: bool) -> bool:
    """Return whether the speaker will not: *we will not*, *we are not going to*."""
    tokens = words.tokens
    if negator < 2 or tokens[negator] != "not" or tokens[negator - 2] not in _OWN[not direct]:
        return False
    return tokens[negator - 1] in _WILL or tokens[negator + 1 : negator + 3] == ["going", "to"]


def _no_condition(words: Wording, start: int) -> Verdict | None:
    """Return whether nothing depends on anything: *does not depend on*, *did not leave before*."""
    tokens = words.tokens
    if tokens[start] in _NOT:
        return ("", start) if tokens[start - 1] in _PAST else None
    if tokens[start] not in _DEPENDING:
        return None
    denied = _negator(words, start)
    return None if denied is None else (NEGATED, denied)
