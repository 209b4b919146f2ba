"""What an analyst decides: later acts count, and none is lost when a source is read again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledgers import AT, EVENING, MORNING, act, bare, said, source, strike
from zopa.errors import SourceError, UnknownNameError, ZopaError
from zopa.evidence.alignment import compared
from zopa.evidence.ledger import (
    EDITABLE,
    added,
    aligned,
    applied,
    decide,
    decided,
    handed_on,
    links,
    marked,
    verify,
)
from zopa.model.ledger import Alignment, Decision, Ledger, Statement

FOUND = strike().statements
DEMAND, REFUSAL, OTHER, WILLING = FOUND.values()


def after(*decisions: Decision, on: Mapping[str, Statement] = FOUND) -> dict[str, Statement]:
    return applied(on, decisions)


def edit(on: Statement, **changes: str | None) -> Statement:
    return after(act("edit", on, changes=changes))[on.id]


def test_the_later_act_counts() -> None:
    accept, reject = act("accept", DEMAND), act("reject", DEMAND, by="bob")
    assert after(accept, reject)["a-1"].status == "rejected"
    assert after(accept, reject)["a-1"].by == "bob"
    assert after(reject, accept)["a-1"].status == "accepted"
    assert after()["a-1"] == DEMAND


def test_an_accepted_correction_stays_a_correction() -> None:
    """To accept what was edited keeps the words of the analyst and says so."""
    change = act("edit", DEMAND, changes={"party": "drivers"})
    done = after(change, act("accept", DEMAND, by="bob"))["a-1"]
    assert (done.status, done.by) == ("edited", "bob")
    assert done.speaker is not None
    assert done.speaker.party == "drivers"
    assert done.backs


def test_a_note_stands_on_the_statement() -> None:
    assert after(act("accept", DEMAND, note="heard it too"))["a-1"].note == "heard it too"
    later = after(act("accept", DEMAND, note="x"), act("edit", DEMAND, changes={"note": None}))
    assert later["a-1"].note is None


def test_a_speaker_is_corrected_by_name_and_party() -> None:
    """The party goes with the name; a mention stays where it is."""
    done = edit(DEMAND, speaker="Works Council").speaker
    assert done is not None
    assert (done.name, done.party, done.text) == ("Works Council", None, "Union of Drivers")
    assert (done.rule, done.confidence) == ("ledger.analyst", 1.0)
    both = edit(DEMAND, party="council", speaker="Works Council").speaker
    assert both is not None
    assert (both.name, both.party) == ("Works Council", "council")
    assert edit(DEMAND, speaker=None).speaker is None
    assert "unattributed" in edit(DEMAND, speaker=None).flags
    named = edit(WILLING, speaker="the chair")
    assert named.flags == ()
    party_only = edit(WILLING, party="union")
    assert party_only.speaker is not None
    assert (party_only.speaker.party, party_only.flags) == ("union", ())
    assert edit(WILLING, party=None).speaker is None


def test_a_kind_is_corrected_and_its_code_with_it() -> None:
    """The PLOVER code is that of the first kind, unless it is given or the kind has none."""
    done = edit(DEMAND, kind="threat, condition")
    assert [kind.value for kind in done.kinds] == ["threat", "condition"]
    assert done.plover == "THREATEN"
    assert edit(DEMAND, kind="threat", plover="COERCE").plover == "COERCE"
    assert edit(DEMAND, kind="account").plover is None
    assert (edit(DEMAND, kind=None).kinds, edit(DEMAND, kind=None).plover) == ((), None)


def test_circumstances_are_corrected() -> None:
    done = edit(DEMAND, time="2024-05-01", venue="the depot", addressee=None, mode="mixed")
    assert done.time is not None
    assert done.venue is not None
    assert (done.time.value, done.venue.value, done.addressee) == ("2024-05-01", "the depot", None)
    assert done.mode == "mixed"
    assert edit(DEMAND, mode=None).mode == "direct"


def test_words_are_narrowed_or_widened_at_their_place() -> None:
    """The place follows from the words, within what is known around them."""
    less = edit(DEMAND, words="four percent")
    piece = less.passages[0]
    assert MORNING[piece.start : piece.end] == piece.exact == "four percent"
    assert less.quoted == ((piece.start, piece.end),)
    more = edit(DEMAND, words=f"“{DEMAND.words},” the union’s chair")
    piece = more.passages[0]
    assert MORNING[piece.start : piece.end] == piece.exact
    assert MORNING[: piece.start].endswith(piece.prefix)
    assert MORNING[piece.end :].startswith(piece.suffix)
    assert edit(DEMAND, words="nowhere there").passages == DEMAND.passages
    assert edit(DEMAND, words="want").passages == DEMAND.passages  # stands there twice


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"speeker": "x"}, "no field 'speeker' to edit; did you mean 'speaker'?"),
        ({"kind": "ofer"}, "no kind is called 'ofer'; did you mean 'offer'?"),
        ({"mode": "directly"}, "no mode is called 'directly'; did you mean 'direct'?"),
        ({"mode": None}, "mode of statement 'a-1' cannot be emptied; give one of direct, mixed"),
        ({"mode": "direct, mixed"}, "no mode is called 'direct, mixed'; did you mean 'direct'?"),
        ({"words": None}, "words of statement 'a-1' cannot be emptied; give some of those"),
        ({"words": " "}, "field 'words' of statement 'a-1' cannot be blank; give"),
        ({"speaker": ""}, "field 'speaker' of statement 'a-1' cannot be blank; give"),
        ({"kind": " , "}, "field 'kind' of statement 'a-1' cannot be blank; give"),
        ({"plover": "REQUETS"}, "no PLOVER code is called 'REQUETS'; did you mean 'REQUEST'?"),
        ({"words": "want"}, "the words 'want' do not stand exactly once at the place of statement"),
        ({"words": "five percent"}, "copy them from there, at most 32 characters beyond it"),
        ({}, "the edit of statement 'a-1' changes nothing; give a field and its value"),
    ],
)
def test_corrections_that_cannot_be_made_are_refused(
    changes: dict[str, str | None], message: str
) -> None:
    with pytest.raises(ZopaError) as caught:
        decide(strike(), "edit", "a-1", by="ann", at=AT, changes=changes)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("what", "more", "message"),
    [
        ("acept", {}, "no act is called 'acept'; did you mean 'accept'?"),
        ("link", {}, "to link statement 'a-1' name the claim of the case"),
        ("unlink", {}, "to unlink statement 'a-1' name the claim of the case"),
        ("relate", {"other": "b-1"}, "to relate statement 'a-1' name the other statement and the"),
        ("relate", {"other": "b-9", "relation": "same"}, "has no statement 'b-9'"),
        ("relate", {"other": "b-1", "relation": "sane"}, "'sane'; did you mean 'same'?"),
        ("relate", {"other": "a-1", "relation": "same"}, "'a-1' cannot be related to itself"),
    ],
)
def test_acts_that_lack_something_are_refused(
    what: str, more: dict[str, str], message: str
) -> None:
    with pytest.raises(ZopaError) as caught:
        decide(strike(), what, "a-1", by="ann", at=AT, **more)  # type: ignore[arg-type]
    assert message in str(caught.value)


@pytest.mark.parametrize("act", ["accept", "edit"])
def test_lost_words_cannot_be_accepted(act: str) -> None:
    """They would carry no claim; to reject them is what is left."""
    lost = replace(DEMAND, flags=("lost",))
    ledger = replace(strike(), statements={**FOUND, "a-1": lost})
    with pytest.raises(ZopaError, match="'a-1' are no longer in its source, so it cannot be"):
        decide(ledger, act, "a-1", by="ann", at=AT, changes={"kind": "offer"})
    assert decide(ledger, "reject", "a-1", by="ann", at=AT).act == "reject"


def test_an_unknown_statement_is_named_with_the_nearest() -> None:
    with pytest.raises(
        UnknownNameError, match="the ledger has no statement 'a-7'; did you mean 'a-2'"
    ):
        decide(strike(), "accept", "a-7", by="ann", at=AT)


def test_a_decision_carries_what_the_analyst_saw() -> None:
    made = decide(strike(), "accept", "a-1", by="ann", at=AT, note="yes")
    assert made == act("accept", DEMAND, note="yes")
    change = decide(strike(), "edit", "a-1", by="ann", at=AT, changes={"words": "four percent"})
    assert change.changes == {"words": "four percent"}
    relation = {"other": "b-1", "relation": "conflict"}
    assert decide(strike(), "relate", "a-1", by="a", at=AT, **relation).other == "b-1"  # type: ignore[arg-type]


def test_a_relation_of_the_analyst_replaces_the_machine_s() -> None:
    """In either order of the two; what was measured stays."""
    ledger = strike()
    relate = act("relate", OTHER, other="a-1", relation="conflict")
    new = act("relate", REFUSAL, other="b-2", relation="same")
    gone = act("relate", REFUSAL, other="b-9", relation="same")
    done = decided(replace(ledger, decisions=(relate, new, gone))).alignments
    machine = ledger.alignments[0]
    assert done == (
        replace(machine, relation="conflict", rule="ledger.analyst", by="ann"),
        replace(compared(REFUSAL, WILLING), relation="same", rule="ledger.analyst", by="ann"),
    )
    again = aligned(replace(ledger, decisions=(relate,)), [replace(machine, shared=0.5)])
    assert again.alignments[0].relation == "conflict"
    assert again.alignments[0].shared == 0.5


def test_links_follow_the_last_word() -> None:
    """Linked, unlinked, linked to two claims; what is gone is left out."""
    ledger = replace(
        strike(),
        decisions=(
            act("link", DEMAND, claim="c1"),
            act("link", OTHER, claim="c1"),
            act("link", REFUSAL, claim="c2"),
            act("unlink", REFUSAL, claim="c2"),
            act("unlink", REFUSAL, claim="c3"),
            act("link", "b-9", claim="c4"),
        ),
    )
    assert links(decided(ledger)) == {"c1": ("a-1", "b-1")}


def test_what_cannot_be_compared_any_more_keeps_its_relation() -> None:
    """Words that were cut for handing on cannot be aligned again; the rest can."""
    short = handed_on(strike(), 2)
    assert aligned(short, ()).alignments == short.alignments != ()
    assert aligned(strike(), ()).alignments == ()


# --- another extraction ---------------------------------------------------------------------------


def longer() -> dict[str, Statement]:
    """Return the statements of another extraction, in which the demand is longer."""
    a = strike().sources["a"]
    new = said(a, "“We want four percent, and we want it now,”", name="a-77")
    return {"a-77": new, **{name: s for name, s in FOUND.items() if name != "a-1"}}


def test_a_decision_holds_on_to_its_place() -> None:
    """A statement found again at the same words with another id is the same one."""
    link = act("link", DEMAND, claim="c1")
    relate = act("relate", DEMAND, other="b-1", relation="variant")
    ledger = replace(
        strike(),
        statements=longer(),
        alignments=(),
        decisions=(act("accept", DEMAND), link, relate),
    )
    done = decided(ledger)
    assert done.statements["a-77"].status == "accepted"
    assert "a-1" not in done.statements
    assert links(done) == {"c1": ("a-77",)}
    assert [(a.a, a.b, a.relation) for a in done.alignments] == [("a-77", "b-1", "variant")]


def test_another_statement_at_that_place_is_not_taken_for_it() -> None:
    """Other words, another source, or only the edge in common do not make it the same one."""
    a = strike().sources["a"]
    changed = source("a", MORNING.replace("four", "nine"))
    for other in (
        said(changed, "We want nine percent, and we want it now", name="a-77"),
        said(a, "it now,” the union’s chair told reporters", name="a-77"),
        replace(DEMAND, id="a-77", source="b"),
    ):
        done = applied({"a-77": other}, [act("accept", DEMAND)])
        assert done["a-77"].status == "proposed"
        assert done["a-1"] == replace(
            DEMAND, status="accepted", by="ann", flags=("not-found-again",)
        )


def test_what_is_not_found_again_stands_as_the_analyst_saw_it() -> None:
    """Unless it was rejected, or nobody knows what it was."""
    rest = {name: s for name, s in FOUND.items() if name != "a-1"}
    assert list(after(act("accept", DEMAND), on=rest)) == ["a-1", "a-2", "b-1", "b-2"]
    assert after(act("accept", DEMAND), act("reject", DEMAND), on=rest) == rest
    assert after(act("reject", DEMAND), on=rest) == rest
    assert after(act("unlink", DEMAND, claim="c"), on=rest) == rest
    assert after(act("accept", "a-1"), on=rest) == rest


def test_a_marked_statement_is_added() -> None:
    """A reporter's own account, with the narrator's flag; in its place of the order."""
    a = strike().sources["a"]
    start = MORNING.index("Papers lay ready")
    made = marked(a, [(start, start + 28)], by="ann", at=AT, changes={"kind": "account"})
    done = after(made)
    assert list(done) == ["a-1", "a-2", made.statement, "b-1", "b-2"]
    new = done[made.statement]
    assert (new.words, new.status, new.by) == ("Papers lay ready for signing", "accepted", "ann")
    assert (new.mode, new.flags, new.kind) == ("account", ("narrator",), "account")
    assert new.backs


def test_a_marked_statement_that_was_rejected_is_kept() -> None:
    """Nobody else would find it again, so it can still be accepted."""
    a = strike().sources["a"]
    made = marked(a, [(0, 17)], by="ann", at=AT)
    turned_down = replace(strike(), decisions=(made, act("reject", made.statement)))
    ledger = decided(turned_down)
    assert ledger.statements[made.statement].status == "rejected"
    for text, flags in ((MORNING, ()), (f"New. {MORNING}", ()), (MORNING[3:], ("lost",))):
        ledger = added(ledger, source("a", text), [DEMAND], again=True)
        there = ledger.statements[made.statement]
        assert (there.status, there.flags) == ("rejected", ("narrator", *flags))
        assert made.statement not in [found.statement for found in verify(ledger, {"a": text})]


def test_a_mark_with_the_ends_of_another_statement_is_one_of_its_own() -> None:
    """What the analyst marked is what stands there; the other one keeps id, words and decisions."""
    a = strike().sources["a"]
    whole = DEMAND.passages[0]
    inside = (whole.start, whole.start + 7), (whole.end - 3, whole.end)
    first = marked(a, [(whole.start, whole.end)], by="ann", at=AT)
    machine = replace(DEMAND, id=first.statement)
    found = {machine.id: machine, **FOUND}
    second = marked(a, inside, by="ann", at=AT, among=found)
    assert second.statement == f"{first.statement}-2"
    done = after(second, on=found)
    assert done[second.statement].words == "We want … now"
    assert done[machine.id] == machine
    alone = after(marked(a, inside, by="ann", at=AT), on=found)
    assert alone[machine.id].words == "We want … now"


def test_a_mark_at_the_words_of_a_statement_keeps_its_id() -> None:
    """Claims of the case name it."""
    a = strike().sources["a"]
    span = (DEMAND.passages[0].start, DEMAND.passages[0].end)
    made = marked(a, [span], by="ann", at=AT, mode="direct", among=FOUND)
    assert made.statement == "a-1"
    assert list(after(made)) == list(FOUND)


def test_a_mark_takes_the_place_of_the_machine_s_statement() -> None:
    """At the very same words the analyst's stands, and what was decided on the other goes along."""
    a = strike().sources["a"]
    span = (DEMAND.passages[0].start, DEMAND.passages[0].end)
    made = marked(a, [span], by="ann", at=AT, mode="direct", changes={"speaker": "the chair"})
    ledger = replace(strike(), decisions=(act("link", DEMAND, claim="c1"), made))
    done = decided(ledger)
    assert list(done.statements) == [made.statement, "a-2", "b-1", "b-2"]
    assert links(done) == {"c1": (made.statement,)}
    assert done.statements[made.statement].flags == ()


@pytest.mark.parametrize("spans", [[], [(5, 5)], [(0, 9999)], [(10, 20), (15, 30)]])
def test_only_stretches_of_the_text_can_be_marked(spans: list[tuple[int, int]]) -> None:
    with pytest.raises(ZopaError, match="stretch"):
        marked(strike().sources["a"], spans, by="ann", at=AT)


@st.composite
def histories(draw: st.DrawFn) -> tuple[dict[str, Statement], tuple[Decision, ...]]:
    """Return what one extraction found, and decisions made on another."""
    a = strike().sources["a"]
    mark = marked(a, [(DEMAND.passages[0].start, DEMAND.passages[0].end)], by="ann", at=AT)
    extra = said(a, "the union’s chair", name="a-5", mode="account")
    universe = [DEMAND, REFUSAL, OTHER, WILLING, extra, longer()["a-77"]]
    found = draw(st.lists(st.sampled_from(universe), unique_by=lambda s: s.id))
    changes = st.fixed_dictionaries(
        {},
        optional={
            "speaker": st.sampled_from(["x", None]),
            "party": st.sampled_from(["p", None]),
            "kind": st.sampled_from(["offer", "threat, demand", None]),
            "plover": st.sampled_from(["X", None]),
            "words": st.sampled_from(["four percent", "percent", "We want four percent"]),
            "note": st.sampled_from(["n", None]),
        },
    )
    acts = st.builds(
        lambda what, on, changes, other: act(
            what,
            on,
            changes=changes if what == "edit" else {},
            other=other,
            claim="c",
            relation="same" if what == "relate" else None,
        ),
        st.sampled_from(["accept", "reject", "edit", "link", "unlink", "relate"]),
        st.sampled_from(universe),
        changes,
        st.sampled_from([s.id for s in universe]),
    )
    marks = st.sampled_from([mark, act("mark", extra)])
    return {s.id: s for s in found}, tuple(draw(st.lists(acts | marks, max_size=6)))


@settings(max_examples=200)
@given(histories())
def test_to_apply_decisions_once_more_changes_nothing(
    history: tuple[dict[str, Statement], tuple[Decision, ...]],
) -> None:
    """A ledger written with its decisions applied reads back as the same ledger."""
    found, decisions = history
    once = decided(Ledger(statements=found, decisions=decisions))
    twice = decided(once)
    assert twice == once
    assert links(twice) == links(once)


def test_what_came_back_is_not_taken_for_another_one() -> None:
    """Two that overlapped are gone, one accepted, one rejected: only the first one comes back."""
    gone = longer()["a-77"]
    ledger = Ledger(decisions=(act("accept", gone), act("reject", DEMAND)))
    once = decided(ledger)
    assert {name: s.status for name, s in once.statements.items()} == {"a-77": "accepted"}
    assert decided(once) == once


def test_every_editable_field_is_one_of_a_statement() -> None:
    assert set(EDITABLE) - {"party", "kind", "words"} <= set(Statement.__slots__)


# --- sources added again --------------------------------------------------------------------------


def sure() -> Ledger:
    """Return the strike with the demand accepted and linked, and a marked account."""
    a = strike().sources["a"]
    start = MORNING.index("Papers lay ready")
    mark = marked(a, [(start, start + 28)], by="ann", at=AT)
    mark = replace(mark, statement="a-m", snapshot=replace(mark.snapshot, id="a-m"))  # type: ignore[type-var]
    decisions = (act("accept", DEMAND), act("link", DEMAND, claim="c1"), mark)
    return decided(replace(strike(), decisions=decisions))


def fresh(of_text: str, *pieces: str) -> tuple[Ledger, list[Statement]]:
    """Return what is found in a new text of source ``a``."""
    new = source("a", of_text)
    return Ledger(sources={"a": new}), [said(new, piece) for piece in pieces]


def test_a_new_source_is_added_with_its_alignments() -> None:
    c = source("c", "“Never,” she said.")
    new = said(c, "Never", name="c-1")
    pair = Alignment(a="c-1", b="b-2", relation="possible-conflict", rule="test")
    ledger = added(sure(), c, [new], [pair])
    assert list(ledger.sources) == ["a", "b", "c"]
    assert list(ledger.statements) == ["a-1", "a-2", "a-m", "b-1", "b-2", "c-1"]
    assert ledger.alignments[0] == pair
    assert strike().alignments[0] in ledger.alignments


@pytest.mark.parametrize(
    ("new", "again", "code", "message"),
    [
        (source("a", MORNING), False, "duplicate", "'a.txt' is in the ledger already, as source"),
        (source("c", MORNING), False, "duplicate", "'c.txt' is in the ledger already, as source"),
        (source("c", MORNING), True, "duplicate", "already, as source 'a'"),
        (
            source("b", MORNING),
            True,
            "duplicate",
            "as source 'a'; nothing to add (to read it once more, use '--replace' without '--id b')",
        ),
        (
            source("c", "x", raw_sha256=strike().sources["b"].raw_sha256),
            False,
            "duplicate",
            "as source 'b'; nothing to add",
        ),
        (
            source("a", "x"),
            False,
            "changed",
            "'a.txt' has another text than source 'a', which the ledger has under this name; use",
        ),
        (source("a", "x", file=None), False, "changed", "'a' has another text than source 'a'"),
    ],
)
def test_a_source_is_not_added_twice(new: object, again: bool, code: str, message: str) -> None:
    with pytest.raises(SourceError) as caught:
        added(strike(), new, [], again=again)  # type: ignore[arg-type]
    assert caught.value.code == code
    assert message in str(caught.value)


def test_a_source_read_again_keeps_ids_and_decisions() -> None:
    """Found at the same words: the same id, what was decided, and what the machine says now."""
    a = strike().sources["a"]
    found = [
        said(a, "We want four percent, and we want it now", name="a-x1", plover="NEW"),
        said(a, "two percent this year", name="a-x2"),
    ]
    pair = Alignment(a="a-x1", b="b-1", relation="variant", rule="new")
    ledger = added(sure(), a, found, [pair], again=True)
    assert list(ledger.statements) == ["a-1", "a-x2", "a-m", "b-1", "b-2"]
    demand = ledger.statements["a-1"]
    assert (demand.status, demand.plover, demand.flags) == ("accepted", "NEW", ())
    assert links(ledger) == {"c1": ("a-1",)}
    assert [(x.a, x.b, x.relation) for x in ledger.alignments] == [("a-1", "b-1", "variant")]
    marked_one = ledger.statements["a-m"]
    assert (marked_one.status, marked_one.flags) == ("accepted", ("narrator",))


def test_a_statement_with_other_edges_keeps_its_id_once_decided() -> None:
    a = strike().sources["a"]
    found = said(a, "want four percent, and we want it now", name="a-x")
    ledger = added(sure(), a, [found], again=True)
    assert ledger.statements["a-1"].words == "want four percent, and we want it now"
    assert ledger.statements["a-1"].status == "accepted"
    loose = added(strike(), a, [found], again=True)
    assert list(loose.statements) == ["a-x", "b-1", "b-2"]


def test_a_replaced_source_takes_decisions_along() -> None:
    """The words moved: the statement is the same one, at its new place, linked as before."""
    text = "Corrected version. " + MORNING
    new, found = fresh(text, "We want four percent, and we want it now")
    ledger = added(sure(), new.sources["a"], found, again=True)
    demand, mark = ledger.statements["a-1"], ledger.statements["a-m"]
    for statement in (demand, mark):
        piece = statement.passages[0]
        assert text[piece.start : piece.end] == piece.exact
        assert statement.status == "accepted"
        assert not set(statement.flags) & {"lost", "not-found-again"}
    assert demand.words == DEMAND.words
    assert links(ledger) == {"c1": ("a-1",)}
    assert "a-2" not in ledger.statements
    assert ledger.sources["a"].text_sha256 == new.sources["a"].text_sha256


def test_words_that_are_gone_are_lost_and_those_not_found_are_said() -> None:
    """Lost words cannot back a claim; they come back when the text does."""
    text = MORNING.replace("four", "nine")
    new, found = fresh(text)
    ledger = added(sure(), new.sources["a"], found, again=True)
    assert ledger.statements["a-1"].flags == ("lost",)
    assert not ledger.statements["a-1"].backs
    assert ledger.statements["a-m"].flags == ("narrator",)
    assert decided(ledger) == ledger
    back = added(ledger, strike().sources["a"], [], again=True)
    assert back.statements["a-1"].flags == ("not-found-again",)
    found_again = added(back, strike().sources["a"], [DEMAND], again=True)
    assert found_again.statements["a-1"].flags == ()
    assert found_again.statements["a-1"].backs


def test_rejected_statements_do_not_come_back() -> None:
    ledger = replace(strike(), decisions=(act("reject", DEMAND),))
    a = strike().sources["a"]
    assert "a-1" not in added(ledger, a, [], again=True).statements
    again = added(ledger, a, [replace(DEMAND, id="a-x")], again=True)
    assert again.statements["a-1"].status == "rejected"


def test_another_text_under_the_same_file_name_is_a_source_of_its_own() -> None:
    """Two sites have an index.html each; the id says which is meant."""
    new = source("z", "New. " + MORNING, file="a.txt")
    ledger = added(sure(), new, [said(new, DEMAND.words, name="z-1")])
    assert list(ledger.sources) == ["a", "b", "z"]
    assert ledger.statements["a-1"].status == "accepted"
    assert ledger.statements["z-1"].status == "proposed"


def test_a_file_read_again_under_another_id_keeps_the_id_of_its_source() -> None:
    """It is the same file; the id that statements and claims use stays."""
    new = source("z", MORNING, file="a.txt")
    found = [said(new, DEMAND.words, name="z-1"), said(new, "nobody signed them", name="z-2")]
    pair = Alignment(a="z-2", b="b-2", relation="distinct", rule="new")
    ledger = added(sure(), new, found, [pair], again=True)
    assert list(ledger.sources) == ["a", "b"]
    assert list(ledger.statements) == ["a-1", "a-m", "a-2", "b-1", "b-2"]
    assert {p.source for s in ledger.statements.values() for p in s.passages} == {"a", "b"}
    assert [(x.a, x.b) for x in ledger.alignments if x.rule == "new"] == [("a-2", "b-2")]


def test_two_statements_never_share_an_id() -> None:
    """Six digits can collide, also with an id that was carried over."""
    c = source("c", "“One.” “Two.” she said.")
    twins = [said(c, "One", name="c-1"), said(c, "Two", name="c-1")]
    ledger = added(strike(), c, twins[:1])
    assert list(added(ledger, c, [twins[1], twins[0]], again=True).statements)[-2:] == [
        "c-1",
        "c-1-2",
    ]


def test_texts_of_other_sources_need_not_be_at_hand() -> None:
    """A ledger as read from disk takes another source."""
    c = source("c", "“Never,” she said.")
    ledger = added(bare(strike()), c, [said(c, "Never")])
    assert len(ledger.statements) == 5
    assert EVENING not in repr(ledger)
