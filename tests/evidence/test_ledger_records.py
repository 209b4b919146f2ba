"""Records of the ledger: exact round trips, and one sentence for what is damaged."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings

from ledgers import any_ledgers, bare, said, source, strike
from zopa.errors import SourceError
from zopa.evidence.ledger._lines import ledger_lines, ledger_of
from zopa.model.ledger import Ledger


def lines(ledger: Ledger) -> list[bytes]:
    return [line.encode() for line in ledger_lines(ledger, with_decisions=True)]


def record(ledger: Ledger, number: int) -> dict[str, Any]:
    """Return the JSON of a line, counted from 1."""
    values: dict[str, Any] = json.loads(lines(ledger)[number - 1])
    return values


@settings(max_examples=60)
@given(any_ledgers())
def test_what_is_written_reads_back_exactly(ledger: Ledger) -> None:
    """Sources, statements, alignments and decisions survive to the last field."""
    there = lines(ledger)
    back = ledger_of(there, "x")
    assert back == ledger
    assert [s.bytes_at for s in back.sources.values()] == [
        s.bytes_at for s in ledger.sources.values()
    ]
    assert lines(back) == there
    assert not [line for line in there if b"\n" in line]


def test_half_a_pair_of_utf_16_survives() -> None:
    """A lone surrogate is written as an escape."""
    of = source("a", "x" * 40)
    odd = said(of, "xxx", name="a-1", note="broken \ud83d emoji")
    ledger = bare(Ledger(sources={"a": of}, statements={"a-1": odd}))
    assert ledger_of(lines(ledger), "x") == ledger


def test_passages_are_selectors_of_the_w3c() -> None:
    """Place and words stand in the form of the Web Annotation model, with the hash beside."""
    passage = record(strike(), 4)["passages"][0]
    position, quote = passage["selector"]
    assert position == {"type": "TextPositionSelector", "start": 22, "end": 62}
    assert quote["type"] == "TextQuoteSelector"
    assert quote["exact"] == "We want four percent, and we want it now"
    assert quote["prefix"].endswith("still\r\n\r\n“")
    assert len(quote["suffix"]) == 32
    assert len(passage["sha256"]) == 64
    assert "cut" not in passage


def test_the_header_names_version_and_unit() -> None:
    assert record(strike(), 1) == {"zopa-ledger": 1, "unit": "codepoint"}


def test_unknown_fields_are_left_aside() -> None:
    """A later version may add fields to any record and to the header."""
    ledger = bare(strike())
    there = [json.dumps({**json.loads(line), "new": [1]}).encode() for line in lines(ledger)]
    assert ledger_of(there, "x") == ledger


def test_empty_lines_and_windows_line_ends_do_no_harm() -> None:
    ledger = bare(strike())
    there = [b"", *(line + b"\r" for line in lines(ledger)), b"  "]
    assert ledger_of(there, "x") == ledger


def changed(number: int, **fields: Any) -> list[bytes]:
    """Return the lines of the strike with fields of one line changed; ``...`` removes a field."""
    there = lines(strike())
    values = {**json.loads(there[number - 1]), **fields}
    kept = {name: value for name, value in values.items() if value is not ...}
    there[number - 1] = json.dumps(kept).encode()
    return there


@pytest.mark.parametrize(
    ("there", "message"),
    [
        (changed(1, **{"zopa-ledger": 2}), "line 1: the records are of version 2, this zopa reads"),
        (changed(1, **{"zopa-ledger": ...}), 'line 1: the file must begin with {"zopa-ledger": 1'),
        (changed(1, unit="byte"), "line 1: offsets count 'byte', this zopa counts 'codepoint'"),
        ([], 'the file lacks its first line, {"zopa-ledger": 1, ...}'),
        (changed(2, type="sorce"), "line 2: 'type' of the sorce is 'sorce'; did you mean 'source'"),
        (changed(2, type=...), "line 2: the record lacks 'type' (a text)"),
        (changed(2, length=-1), "line 2: 'length' of the source is -1, not a whole number from 0"),
        (changed(2, length=True), "line 2: 'length' of the source is True, not a whole"),
        (changed(2, zones={}), "line 2: 'zones' of the source is {}, not a list"),
        (changed(2, zones=[1]), "line 2: 'zones' of the source is [1], not a list of objects"),
        (changed(2, warnings=[1]), "line 2: 'warnings' of the source is [1], not a list of texts"),
        (changed(2, type="so\nurce"), r"'type' of the record is 'so\nurce'; did you"),
        (changed(4, source="x\ny" * 99), "the statement names source 'x\\nyx"),
        (changed(3, id="a"), "line 3: source 'a' stands here a second time"),
        (changed(4, mode=...), "line 4: the statement lacks 'mode' (a text)"),
        (changed(4, mode="shouted"), "line 4: 'mode' of the statement is 'shouted'; known are"),
        (changed(4, cue=[1]), "line 4: 'cue' of the statement is [1], not [start, end] in code"),
        (changed(4, cue=[1, "2"]), "line 4: 'cue' of the statement is [1, '2'], not [start, end]"),
        (changed(4, speaker="he"), "line 4: 'speaker' of the statement is 'he', not an object"),
        (
            changed(4, source="c"),
            "line 4: the statement names source 'c', which no line before has",
        ),
        (changed(4, passages=[]), "line 4: 'passages' of the statement is [], not a list of at le"),
        (
            changed(4, passages=[{"source": "a", "sha256": "", "selector": []}]),
            "line 4: 'selector' of the passage is [], not a TextPositionSelector and a TextQuote",
        ),
        (
            changed(4, speaker={"text": "he", "rule": "r", "confidence": 1.5}),
            "line 4: 'confidence' of the speaker is 1.5, not a number from 0 to 1",
        ),
        (changed(4, kinds=[{"value": "ofer"}]), "'ofer'; did you mean 'offer'?"),
        (changed(5, id="a-1"), "line 5: statement 'a-1' stands here a second time"),
        (changed(8, a="a-9"), "line 8: the alignment names statement 'a-9', which no line before"),
        (changed(8, differences=[["x"]]), "line 8: 'differences' of the alignment is [['x']], not"),
        (changed(8, shared=float("nan")), "line 8: 'shared' of the alignment is nan, not a number"),
        ([*lines(strike())[:3], b'{"type": "sta'], "line 4: this is no record in JSON"),
        ([*lines(strike())[:3], b"\xff\xfe"], "line 4: this is no record in JSON"),
        ([*lines(strike())[:3], b"[" * 100_000], "line 4: this is no record in JSON"),
        ([*lines(strike())[:3], b"[1]"], "line 4: this is no JSON object"),
    ],
)
def test_damage_is_said_in_one_sentence_with_file_and_line(
    there: list[bytes], message: str
) -> None:
    with pytest.raises(SourceError) as caught:
        ledger_of(there, "ledger.jsonl")
    assert message in str(caught.value)
    assert str(caught.value).startswith("ledger.jsonl")
    assert "\n" not in str(caught.value)
    assert caught.value.code == "damaged"


def test_decisions_with_odd_changes_are_damage() -> None:
    there = [
        *lines(strike()),
        b'{"type": "decision", "act": "edit", "statement": "a-1", "by": "", "at": "", "changes": [1]}',
    ]
    with pytest.raises(SourceError, match="line 9: 'changes' of the decision is"):
        ledger_of(there, "x")


def test_a_record_is_as_short_as_it_can_be() -> None:
    """Fields at their default are left out."""
    ledger = strike()
    short = replace(ledger, statements={"b-2": ledger.statements["b-2"]}, alignments=())
    assert set(record(short, 4)) == {
        "type",
        "id",
        "source",
        "passages",
        "mode",
        "rule",
        "quoted",
        "flags",
        "status",
    }
