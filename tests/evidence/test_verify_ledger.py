"""What verification finds, and what it does not complain about."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ledgers import EVENING, MORNING, act, bare, said, strike
from zopa.evidence.ledger import Finding, decided, handed_on, verify
from zopa.evidence.ledger._lines import ledger_lines, ledger_of
from zopa.model.ledger import Decision, Detail, Ledger
from zopa.model.records import Claim

TEXTS = {"a": MORNING, "b": EVENING}
FOUND = strike().statements


def after(*decisions: Decision) -> Ledger:
    return decided(replace(strike(), decisions=decisions))


def told(findings: tuple[Finding, ...]) -> list[tuple[str, str | None]]:
    return [(finding.code, finding.statement or finding.source) for finding in findings]


def test_a_sound_ledger_has_nothing_to_say() -> None:
    assert verify(strike(), TEXTS, {}) == ()
    assert verify(Ledger(), {}) == ()


def test_a_text_that_is_not_here_is_no_fault() -> None:
    """A ledger may be handed on without its texts; what was not checked is said."""
    found = verify(bare(strike()), {"b": EVENING})
    assert told(found) == [("no-text", "a")]
    assert not found[0].fault
    assert found[0].sentence == (
        "the text of source 'a' is not here; its passages were not checked against it"
    )


def test_a_changed_source_is_found_with_what_became_of_its_statements() -> None:
    """Moved words are said with their new place, others are lost; each with what to do."""
    text = "New. " + MORNING.replace("two percent", "three percent")
    found = verify(strike(), {**TEXTS, "a": text})
    assert told(found) == [("changed-source", "a"), ("wrong-place", "a-1"), ("lost", "a-2")]
    assert all(finding.fault for finding in found)
    sentences = [finding.sentence for finding in found]
    assert sentences[0].endswith("restore it, or add the file again with '--replace'")
    assert sentences[1].startswith("statement 'a-1' now stands at [27, 67];")
    assert sentences[2].startswith("the words of statement 'a-2' are not in its source as it is")


@pytest.mark.parametrize(
    "changes",
    [
        {"start": 23, "end": 63},
        {"sha256": "0" * 64},
        {"exact": "We want nine percent, and we want it now"},
        {"exact": "We want"},
        {"end": 20},
    ],
)
def test_a_passage_that_was_tampered_with_is_found(changes: dict[str, object]) -> None:
    """Offset, hash or words: with the text at hand every change shows."""
    demand = FOUND["a-1"]
    piece = replace(demand.passages[0], **changes)  # type: ignore[arg-type]
    ledger = replace(strike(), statements={"a-1": replace(demand, passages=(piece,))})
    assert told(verify(ledger, TEXTS)) == [("wrong-place", "a-1")]
    without = told(verify(bare(ledger), {}))
    assert without[2:] == ([] if set(changes) == {"start", "end"} else [("wrong-place", "a-1")])


def test_cut_passages_are_verified_by_their_hash() -> None:
    ledger = handed_on(after(act("accept", FOUND["a-1"])), 2)
    assert verify(ledger, TEXTS) == ()
    piece = ledger.statements["a-1"].passages[0]
    for changes in ({"sha256": "0" * 64}, {"exact": "We wish"}):
        wrong = replace(ledger.statements["a-1"], passages=(replace(piece, **changes),))  # type: ignore[arg-type]
        assert told(verify(replace(ledger, statements={"a-1": wrong}), TEXTS))[:1] == [
            ("wrong-place", "a-1")
        ]


def test_a_lost_statement_is_said() -> None:
    lost = replace(FOUND["a-1"], flags=("lost",))
    ledger = replace(strike(), statements={**FOUND, "a-1": lost})
    assert told(verify(ledger, TEXTS)) == [("lost", "a-1")]


def test_two_statements_at_one_place_are_said() -> None:
    """Unless one of them was rejected."""
    twin = said(strike().sources["a"], FOUND["a-1"].words, name="a-9")
    ledger = replace(strike(), statements={**FOUND, "a-9": twin})
    assert told(verify(ledger, TEXTS)) == [("twice", "a-9")]
    kept = replace(twin, status="rejected")
    assert not verify(replace(ledger, statements={**FOUND, "a-9": kept}), TEXTS)


def test_a_decision_on_nothing_is_said() -> None:
    """To reject what is gone leaves nothing to mend."""
    found = verify(after(act("accept", "a-9")), TEXTS)
    assert told(found) == [("orphan-decision", "a-9")]
    assert found[0].sentence.startswith("ann decided on statement 'a-9' (accept), which the ledger")
    assert not verify(after(act("accept", "a-9"), act("reject", "a-9")), TEXTS)


def test_links_to_claims_that_do_not_exist_are_said() -> None:
    """Only where the claims of the case are known."""
    ledger = after(act("accept", FOUND["a-1"]), act("link", FOUND["a-1"], claim="c1"))
    assert verify(ledger, TEXTS) == ()
    found = verify(ledger, TEXTS, {})
    assert [(f.code, f.statement, f.claim) for f in found] == [("orphan-decision", "a-1", "c1")]
    assert verify(ledger, TEXTS, {"c1": Claim(id="c1")}) == ()


def test_claims_rest_on_accepted_statements() -> None:
    """Unknown, proposed, rejected and lost ones are said, each with its own word."""
    lost = replace(FOUND["b-2"], status="accepted", flags=("lost",))
    ledger = after(act("accept", FOUND["a-1"]), act("reject", FOUND["b-1"]))
    ledger = replace(ledger, statements={**ledger.statements, "b-2": lost})
    claim = Claim(id="c1", statements=("a-1", "a-2", "b-1", "a-9", "b-2"))
    found = [finding for finding in verify(ledger, TEXTS, {"c1": claim}) if finding.claim]
    assert [(f.code, f.statement) for f in found] == [
        ("unaccepted", "a-2"),
        ("unaccepted", "b-1"),
        ("orphan-claim", "a-9"),
        ("lost", "b-2"),
    ]
    assert found[0].sentence == (
        "claim 'c1' rests on statement 'a-2', which is proposed; accept it, or name another one"
    )


def test_a_linked_statement_counts_as_one_of_the_claim() -> None:
    ledger = after(act("link", FOUND["a-2"], claim="c1"))
    found = verify(ledger, TEXTS, {"c1": Claim(id="c1", source="a", quote="x")})
    assert [(f.code, f.statement, f.claim) for f in found] == [("unaccepted", "a-2", "c1")]


# --- handed on ------------------------------------------------------------------------------------


def test_a_ledger_handed_on_gives_few_words_and_all_hashes() -> None:
    """Two words of what was accepted, none of the rest, no text; it still verifies."""
    decisions = (
        act("accept", FOUND["a-1"]),
        act("edit", FOUND["b-1"], changes={"words": "four percent", "party": "union"}),
        act("reject", FOUND["b-2"]),
        act("link", FOUND["a-1"], claim="c1"),
    )
    ledger = handed_on(after(*decisions), 2)
    words = {name: s.words for name, s in ledger.statements.items()}
    assert words == {"a-1": "We want", "a-2": "", "b-1": "four percent", "b-2": ""}
    pieces = {name: s.passages[0] for name, s in ledger.statements.items()}
    assert [p.cut for p in pieces.values()] == [True, True, False, True]
    assert pieces["a-1"].sha256 == FOUND["a-1"].passages[0].sha256
    assert (len(pieces["a-1"].prefix), len(pieces["a-1"].suffix)) == (12, 12)
    assert all(s.text is None for s in ledger.sources.values())
    assert verify(ledger, TEXTS) == ()
    assert decided(ledger) == ledger
    whole = "\n".join(ledger_lines(ledger, with_decisions=True))
    for secret in ("percent, and", "could not pay", "not willing"):
        assert secret not in whole
    assert ledger_of([line.encode() for line in whole.split("\n")], "x") == ledger


def test_an_endless_word_is_cut_too() -> None:
    text = "x" * 1000
    of = replace(strike().sources["a"], text=text, text_sha256="")
    long = said(of, text, name="a-1", status="accepted")
    ledger = Ledger(sources={"a": of}, statements={"a-1": long})
    assert handed_on(ledger, 2).statements["a-1"].words == "x" * 40


def test_differences_are_told_between_accepted_statements_only() -> None:
    ledger = after(act("accept", FOUND["a-1"]))
    assert handed_on(ledger).alignments[0].differences == ()
    both = after(act("accept", FOUND["a-1"]), act("accept", FOUND["b-1"]))
    assert handed_on(both, 2).alignments[0].differences == ((", and", ""),)


def test_what_was_read_from_words_is_handed_on_without_them() -> None:
    """Else the words of a demand or a time would tell what was cut."""
    venue = Detail(value="depot", text="at the depot")
    full = replace(FOUND["b-1"], venue=venue, addressee=FOUND["a-1"].addressee)
    ledger = replace(strike(), statements={**FOUND, "b-1": full})
    ledger = handed_on(decided(replace(ledger, decisions=(act("accept", full),))), 1)
    kept = ledger.statements["b-1"]
    assert (kept.words, kept.kind, kept.kinds[0].text) == ("We", "demand", "")
    assert kept.venue == Detail(value="depot")
    assert kept.addressee == Detail(value="reporters")
    assert ledger.decisions[0].snapshot == kept


def test_a_snapshot_of_nothing_left_keeps_no_words() -> None:
    """A decision on a statement that is gone is cut like one on a statement not accepted."""
    gone = replace(FOUND["a-1"], id="a-9")
    rejected = act("reject", gone)
    ledger = replace(strike(), statements={"b-1": FOUND["b-1"]}, alignments=())
    ledger = handed_on(decided(replace(ledger, decisions=(rejected,))))
    snapshot = ledger.decisions[0].snapshot
    assert snapshot is not None
    assert snapshot.words == ""


@pytest.mark.parametrize(
    "changes",
    [
        {"cue": (0, 1_000_000_000)},
        {"quoted": ((9, 3),)},
        {"passages": (replace(FOUND["a-1"].passages[0], source="b"),)},
    ],
)
def test_what_stands_outside_its_source_is_found(changes: dict[str, object]) -> None:
    """Nothing of a statement may point beyond its source, or into another one."""
    wrong = replace(FOUND["a-1"], **changes)  # type: ignore[arg-type]
    ledger = replace(strike(), statements={**FOUND, "a-1": wrong})
    assert told(verify(ledger, TEXTS)) == [("wrong-place", "a-1")]


def test_other_words_at_the_same_place_are_not_the_same_words() -> None:
    """A lost statement has its old words, whatever stands there now."""
    old = replace(FOUND["a-1"], id="a-9", status="accepted", flags=("lost",))
    ledger = replace(strike(), statements={**FOUND, "a-9": old})
    assert told(verify(ledger, TEXTS)) == [("lost", "a-9")]
    piece = replace(FOUND["a-1"].passages[0], exact="x" * 40, sha256="0" * 64)
    other = replace(FOUND["a-1"], id="a-9", passages=(piece,))
    ledger = replace(strike(), statements={**FOUND, "a-9": other})
    assert told(verify(ledger, TEXTS)) == [("wrong-place", "a-9")]
