"""A statement out of a claim of a case file, by the smallest change: all else stays."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from zopa.errors import CaseFaults, FormatError
from zopa.formats._zopa_edit import Sheet, find, reads_as
from zopa.formats._zopa_read import from_text


def without_statement(text: str, claim_id: str, statement: str, *, source: str, name: str) -> str:
    """Return the text without a statement; see `zopa_yaml.without_statement`."""
    before = from_text(text, source=source, name=name)
    claim = before.claims.get(claim_id)
    if claim is None or statement not in claim.statements:
        return text
    left = replace(claim, statements=tuple(one for one in claim.statements if one != statement))
    gone = not left.statements and not (left.source and left.quote)
    claims = {key: one for key, one in before.claims.items() if key != claim_id or not gone}
    claims |= {} if gone else {claim_id: left}
    try:
        expected = replace(before, claims=claims)
    except CaseFaults:
        msg = (
            f"{source}: claim '{claim_id}' rests on '{statement}' alone, and other parts of the "
            "case name it; link another statement to it first, or take it out there"
        )
        raise FormatError(msg) from None
    sheet = Sheet.of(text)
    for place in () if sheet is None else _places(sheet, claim_id, statement, gone=gone):
        start, end = place
        candidate = text[:start] + text[end:]
        if reads_as(candidate, expected, source, name):
            return candidate
    what = f"claim '{claim_id}'" if gone else f"statement '{statement}' of claim '{claim_id}'"
    msg = (
        f"{source}: {what} cannot be taken out of the file without changing more than that; take "
        "it out yourself, and unlink again"
    )
    raise FormatError(msg)


def _places(sheet: Sheet, claim: str, statement: str, *, gone: bool) -> Iterator[tuple[int, int]]:
    """Yield what to cut out, the likeliest to be right first."""
    claims = find(sheet.root, "claims")
    found = find(claims[1], claim) if claims else None
    if claims is None or found is None:
        return
    if gone:
        if len(claims[1].value) == 1:
            yield from _entry(sheet, sheet.root, claims)
        yield from _entry(sheet, claims[1], found)
        return
    listed = find(found[1], "statement")
    if listed is None:
        return
    if isinstance(listed[1].value, list) and len(listed[1].value) > 1:
        items = [(each, each) for each in listed[1].value]
        item = next((each for each in items if each[0].value == statement), None)
        if item is not None:
            yield from _one_of(sheet, items, item, flow=listed[1].flow_style)
    yield from _entry(sheet, found[1], listed)


def _entry(sheet: Sheet, node: Any, pair: tuple[Any, Any]) -> Iterator[tuple[int, int]]:
    yield from _one_of(sheet, node.value, pair, flow=node.flow_style)


def _one_of(sheet: Sheet, pairs: list[Any], pair: Any, *, flow: bool) -> Iterator[tuple[int, int]]:
    """Yield where one of several entries stands, with the comma or the lines that are its own."""
    at = next(place for place, each in enumerate(pairs) if each[0] is pair[0])
    start, end = pair[0].start_mark.index, _end(sheet, pair)
    if not flow:
        line = sheet.text.rfind("\n", 0, start) + 1
        rest = min(sheet.line_end(end) + len(sheet.newline), len(sheet.text))
        if sheet.text[line:start].strip(" -"):  # the first entry, beside what holds it
            yield start, pairs[at + 1][0].start_mark.index if at + 1 < len(pairs) else end
        else:
            yield line, rest
        return
    if at + 1 < len(pairs):
        after = pairs[at + 1][0].start_mark.index
        if "#" not in sheet.text[end:after]:
            yield start, after
        return
    if at:
        before = _end(sheet, pairs[at - 1])
        if "#" not in sheet.text[before:start]:
            yield before, end
    yield start, end


def _end(sheet: Sheet, pair: tuple[Any, Any]) -> int:
    """Return where an entry ends; an item of a list is its own key."""
    key, value = pair
    end: int = value.end_mark.index
    return end if key is value else sheet.end(key, value)
