"""A pair that an analyst related shows its word difference as one of the machine does."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from ledgers import act, said, source
from zopa.evidence.alignment import align, compared
from zopa.evidence.ledger import added, aligned, decided, handed_on
from zopa.model.ledger import Alignment, Ledger, Statement

HERE = source("a", "“We pay 3 percent from the spring on,” said the owner.")
THERE = source("b", "“We pay 5 percent from the spring on,” the owner said. “Not a crown more.”")
LOW = said(HERE, "We pay 3 percent from the spring on")
HIGH = said(THERE, "We pay 5 percent from the spring on")
APART = said(THERE, "Not a crown more")
RELATED = act("relate", HIGH, other=LOW.id, relation="conflict")


def ledger(*alignments: Alignment) -> Ledger:
    return Ledger(
        sources={"a": HERE, "b": THERE},
        statements={each.id: each for each in (LOW, HIGH, APART)},
        alignments=alignments,
        decisions=(RELATED,),
    )


def test_a_pair_that_the_machine_lacks_has_its_differences() -> None:
    """In the order in which the analyst named the two; once more changes nothing."""
    done = decided(ledger())
    [pair] = done.alignments
    assert (pair.a, pair.b, pair.relation, pair.by) == (HIGH.id, LOW.id, "conflict", "ann")
    assert (pair.differences, pair.changes) == ((("5", "3"),), ("number",))
    assert pair.shared > 0
    assert decided(done) == done


def test_a_pair_that_was_stored_without_them_gets_them() -> None:
    """As ledgers of before have it."""
    bare = Alignment(a=LOW.id, b=HIGH.id, relation="conflict", rule="ledger.analyst", by="ann")
    [pair] = decided(ledger(bare)).alignments
    assert (pair.a, pair.differences, pair.changes) == (LOW.id, (("3", "5"),), ("number",))


def test_the_differences_are_there_after_the_ledger_was_made_again() -> None:
    """Reports are added one by one to the decisions alone; then all is compared."""
    empty = Ledger(decisions=(RELATED,))
    first = added(empty, HERE, [LOW])
    both = added(first, THERE, [HIGH, APART])
    [alone] = both.alignments
    assert (alone.relation, alone.differences) == ("conflict", (("5", "3"),))
    found = align(both.statements.values())
    [pair] = aligned(both, found).alignments
    assert pair == replace(found[0], relation="conflict", rule="ledger.analyst", by="ann")
    [now] = added(first, THERE, [HIGH, APART], found).alignments
    assert now == pair


def test_what_was_measured_anew_takes_the_place_of_the_old() -> None:
    """The analyst's relation stays, the words are those of today."""
    old = Alignment(
        a=LOW.id,
        b=HIGH.id,
        relation="conflict",
        rule="ledger.analyst",
        shared=0.4,
        differences=(("4", "6"),),
        by="ann",
    )
    [pair] = aligned(ledger(old), align([LOW, HIGH])).alignments
    assert (pair.relation, pair.differences) == ("conflict", (("3", "5"),))


def test_words_that_share_nothing_or_are_cut_have_no_differences() -> None:
    """There is nothing to measure."""
    assert compared(LOW, APART).differences == ()
    gone = handed_on(ledger(), words=2).statements[LOW.id]
    found = compared(gone, HIGH)
    assert (found.shared, found.differences, found.changes) == (0.0, (), ())


@given(st.lists(st.sampled_from([LOW, HIGH, APART]), min_size=2, max_size=2, unique=True))
def test_the_order_of_the_two_turns_the_differences(pair: list[Statement]) -> None:
    one, other = pair
    there, back = compared(one, other), compared(other, one)
    assert there.differences == tuple((b, a) for a, b in back.differences)
    assert (there.changes, there.shared) == (back.changes, back.shared)
