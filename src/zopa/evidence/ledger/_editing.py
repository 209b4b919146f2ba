"""What an analyst can correct in a statement, field by field."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from zopa.errors import ZopaError, did_you_mean
from zopa.evidence.ledger._anchors import AROUND, sha256
from zopa.evidence.rules import rule
from zopa.model.ledger import KINDS, MODES, Detail, Passage, Speaker, Statement

ANALYST = rule("ledger.analyst", "An analyst said so.")
NEVER_EMPTY = {"mode": f"give one of {', '.join(MODES)}", "words": "give some of those it has"}
"""Field that every statement has -> what to give."""

Change = Callable[[Statement, str | None], Statement]


def edited(statement: Statement, changes: Mapping[str, str | None]) -> Statement:
    """Return a statement with an analyst's corrections; its status is left as it is.

    Parameters
    ----------
    statement
        As found, or as corrected before; the same corrections once more change nothing.
    changes
        Field -> new value, ``None`` to empty it.  Fields are those of `EDITABLE`; others are
        passed over (`fault_of` names them before a decision is made).

    Examples
    --------
    >>> piece = Passage(source="a", start=4, end=12, exact="We agree", sha256="", suffix=" fully.")
    >>> found = Statement(id="a-1", source="a", mode="direct", rule="x", passages=(piece,))
    >>> mended = edited(found, {"speaker": "the union", "kind": "offer", "words": "agree fully"})
    >>> mended.speaker.name, mended.kind, mended.passages[0].start, mended.words
    ('the union', 'offer', 7, 'agree fully')
    """
    for name, change in EDITABLE.items():
        if name in changes:
            statement = change(statement, changes[name])
    return statement


def fault_of(statement: Statement, changes: Mapping[str, str | None]) -> str | None:
    """Return what is wrong with corrections, one sentence, or ``None``."""
    for name, value in changes.items():
        if name not in EDITABLE:
            return f"statements have no field '{name}' to edit; {did_you_mean(name, EDITABLE)}"
        fault = _fault_in(statement, name, value)
        if fault is not None:
            return fault
    return None


def _fault_in(statement: Statement, name: str, value: str | None) -> str | None:
    """Return what is wrong with the new value of a field, one sentence, or ``None``."""
    if value is None:
        trouble = f"the {name} of statement '{statement.id}' cannot be emptied"
        return f"{trouble}; {NEVER_EMPTY[name]}" if name in NEVER_EMPTY else None
    words = _words(value) if name == "kind" else [value]
    if not "".join(words).strip():
        return f"the field '{name}' of statement '{statement.id}' cannot be blank; give its value"
    known = _known(name)
    for word in words if known else ():
        if word not in known:
            what = "PLOVER code" if name == "plover" else name
            return f"no {what} is called '{word}'; {did_you_mean(word, known)}"
    if name == "words" and _narrowed(statement, value) is None:
        return (
            f"the words '{value}' do not stand exactly once at the place of statement "
            f"'{statement.id}'; copy them from there, at most {AROUND} characters beyond it, "
            "or make another statement with 'zopa evidence mark'"
        )
    return None


def _known(name: str) -> tuple[str, ...]:
    """Return the words that a field may have; none where it may have any."""
    if name == "plover":
        from zopa.evidence.meaning import CODES

        return CODES
    return {"kind": KINDS, "mode": MODES}.get(name, ())


def corrected(statement: Statement, changes: Mapping[str, str | None]) -> Statement:
    """Return a statement with corrections, or raise where they cannot be made.

    Raises
    ------
    ZopaError
        Where a field is unknown, a kind or mode does not exist, or words stand elsewhere.
    """
    fault = fault_of(statement, changes)
    if fault is not None:
        raise ZopaError(fault)
    return edited(statement, changes)


def _speaker(statement: Statement, value: str | None) -> Statement:
    """Name another speaker; the party goes with the name, unless it is given too."""
    if value is None:
        flags = dict.fromkeys([*statement.flags, "unattributed"])
        return replace(statement, speaker=None, flags=tuple(flags))
    old = statement.speaker
    text, mention = (value, None) if old is None else (old.text, old.mention)
    speaker = Speaker(text=text, mention=mention, name=value, party=None, rule=ANALYST)
    flags = dict.fromkeys(flag for flag in statement.flags if flag != "unattributed")
    return replace(statement, speaker=speaker, flags=tuple(flags))


def _party(statement: Statement, value: str | None) -> Statement:
    old = statement.speaker
    if old is not None:
        speaker = replace(old, party=value, rule=ANALYST, confidence=1.0)
        return replace(statement, speaker=speaker)
    if value is None:
        return statement
    speaker = Speaker(text="", mention=None, name=None, party=value, rule=ANALYST)
    flags = (flag for flag in statement.flags if flag != "unattributed")
    return replace(statement, speaker=speaker, flags=tuple(flags))


def _kind(statement: Statement, value: str | None) -> Statement:
    """Set one kind or several, with commas; the PLOVER code is that of the first."""
    from zopa.evidence.meaning.kinds import KINDS as MEANINGS

    kinds = tuple(Detail(value=word, rule=ANALYST) for word in _words(value) if word in KINDS)
    plover = MEANINGS[kinds[0].value].plover if kinds else None
    return replace(statement, kinds=kinds, plover=plover)


def _plover(statement: Statement, value: str | None) -> Statement:
    return replace(statement, plover=value)


def _mode(statement: Statement, value: str | None) -> Statement:
    return replace(statement, mode=value) if value in MODES else statement


def _addressee(statement: Statement, value: str | None) -> Statement:
    return replace(statement, addressee=_detail(value))


def _venue(statement: Statement, value: str | None) -> Statement:
    return replace(statement, venue=_detail(value))


def _time(statement: Statement, value: str | None) -> Statement:
    return replace(statement, time=_detail(value))


def _note(statement: Statement, value: str | None) -> Statement:
    return replace(statement, note=value)


def _place(statement: Statement, value: str | None) -> Statement:
    """Take fewer words, or more of those around; passed over where they are not there."""
    passage = _narrowed(statement, value)
    if passage is None:
        return statement
    start, end = passage.start, passage.end
    quoted = tuple(
        (max(start, first), min(end, last))
        for first, last in statement.quoted
        if first < end and last > start
    )
    return replace(statement, passages=(passage,), quoted=quoted)


EDITABLE: Mapping[str, Change] = {
    "speaker": _speaker,
    "party": _party,
    "kind": _kind,
    "plover": _plover,
    "mode": _mode,
    "addressee": _addressee,
    "venue": _venue,
    "time": _time,
    "words": _place,
    "note": _note,
}
"""Field -> how it is corrected, in the order in which corrections are made.

``speaker`` is a full name, ``party`` an id of the case, ``kind`` one of `KINDS` or several with
commas, ``time`` an ISO day, month or year, ``words`` the statement's words: a stretch of those it
has, or of those with up to 32 characters around.
"""


def _words(value: str | None) -> list[str]:
    return [word.strip() for word in (value or "").split(",") if word.strip()]


def _detail(value: str | None) -> Detail | None:
    return None if value is None else Detail(value=value, rule=ANALYST)


def _narrowed(statement: Statement, value: str | None) -> Passage | None:
    """Return the one place at or around the passages where these words stand."""
    places = []
    for passage in statement.passages if value else ():
        around = passage.prefix + passage.exact + passage.suffix
        first = around.find(value or "")
        if passage.cut or first < 0:
            continue
        places.append((passage, around, first))
        if around.find(value or "", first + 1) >= 0:
            return None
    if len(places) != 1 or value is None:
        return None
    passage, around, first = places[0]
    last = first + len(value)
    start = passage.start - len(passage.prefix) + first
    return replace(
        passage,
        start=start,
        end=start + len(value),
        exact=value,
        sha256=sha256(value),
        prefix=around[max(0, first - AROUND) : first],
        suffix=around[last : last + AROUND],
    )
