"""Indirect and mixed speech: one invented sentence for each frame, and what must not be found."""

from __future__ import annotations

from pathlib import Path

import pytest

from zopa.evidence.rules import RULES
from zopa.evidence.speech._document import Document
from zopa.evidence.speech._found import Found
from zopa.evidence.speech._quotations import quotations
from zopa.evidence.speech._reported import overlap, reported


def read(text: str) -> list[Found]:
    """Return the reported speech of a text."""
    document = Document(text)
    return reported(document, quotations(document))


def told(text: str) -> list[tuple[str | None, str, str]]:
    """Return speaker, cue and content of each statement as words."""
    return [
        (
            text[slice(*item.source)] if item.source else None,
            text[slice(*item.cue)] if item.cue else "",
            " | ".join(text[slice(*piece)] for piece in item.pieces).rstrip("."),
        )
        for item in read(text)
    ]


FRAMES = [
    (
        "The union said that it would not sign before the end of May.",
        ("The union", "said", "that it would not sign before the end of May"),
    ),
    (
        "The company said it was prepared to raise wages by 3 percent.",
        ("The company", "said", "it was prepared to raise wages by 3 percent"),
    ),
    (
        "Roe told reporters in the hall that the talks would go on until Friday.",
        ("Roe", "told", "that the talks would go on until Friday"),
    ),
    (
        "Ann Roe told them she had never seen the letter from the ministry.",
        ("Ann Roe", "told", "she had never seen the letter from the ministry"),
    ),
    (
        "Roe asked whether the offer included night shifts.",
        ("Roe", "asked", "whether the offer included night shifts"),
    ),
    (
        "The tram company promised not to cut any jobs before 2027.",
        ("The tram company", "promised", "not to cut any jobs before 2027"),
    ),
    (
        "The supplier refused to lower the price below 40 euros.",
        ("The supplier", "refused", "to lower the price below 40 euros"),
    ),
    (
        "The union demands a pay rise of 6 percent for all drivers.",
        ("The union", "demands", "a pay rise of 6 percent for all drivers"),
    ),
    (
        "Management offered a one-off payment of 900 euros instead.",
        ("Management", "offered", "a one-off payment of 900 euros instead"),
    ),
    (
        "The buyer wants the seller to bear the cost of transport.",
        ("The buyer", "wants", "the seller to bear the cost of transport"),
    ),
    (
        "Roe accused the company of breaking its word.",
        ("Roe", "accused", "the company of breaking its word"),
    ),
    (
        "The minister urged both sides to come back to the table.",
        ("The minister", "urged", "both sides to come back to the table"),
    ),
    (
        "The minister warned of a long conflict.",
        ("The minister", "warned of", "a long conflict"),
    ),
    (
        "The buyer insists that the supplier pay a penalty for late delivery.",
        ("The buyer", "insists", "that the supplier pay a penalty for late delivery"),
    ),
    (
        "The North is insisting that the border be opened first.",
        ("The North", "is insisting", "that the border be opened first"),
    ),
    (
        "The mediator has repeatedly said that both sides are close to a deal.",
        ("The mediator", "has repeatedly said", "that both sides are close to a deal"),
    ),
    (
        "The union is confident that the company will give in.",
        ("The union", "is confident", "that the company will give in"),
    ),
    (
        "Management made clear that it would not negotiate under threat.",
        ("Management", "made clear", "that it would not negotiate under threat"),
    ),
    (
        "The union's demand for a shorter week surprised nobody.",
        ("The union's", "demand for", "a shorter week surprised nobody"),
    ),
    (
        "According to the mediator, both sides were willing to meet again.",
        ("the mediator", "According to", "both sides were willing to meet again"),
    ),
    (
        "Both sides were willing to meet again, according to the mediator.",
        ("the mediator", "according to", "Both sides were willing to meet again"),
    ),
    (
        "The plant in the harbour would close in the spring, the mediator said.",
        (
            "the mediator",
            "said",
            "The plant in the harbour would close in the spring",
        ),
    ),
    (
        "The new offer, the union said, was an insult.",
        ("the union", "said", "The new offer | was an insult"),
    ),
    (
        '"We are done," Roe said, adding that the talks had been a waste of time.',
        ("Roe", "adding", "that the talks had been a waste of time"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), FRAMES, ids=[text[:40] for text, _ in FRAMES])
def test_a_cue_in_its_frame_gives_speaker_cue_and_content(
    text: str, expected: tuple[str, str, str]
) -> None:
    """Content begins and ends where a reader would underline it."""
    assert expected in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "The tram left the depot at nine and reached the square at ten.",
        "Prices rose by 3 percent in March.",
        "He opened the door and sat down.",
        "Delegates met in a hotel near the station on Monday.",
        "The weather was fine and the streets were empty.",
        "White House press secretary Ann Roe left the room.",
        "",
        "...",
    ],
)
def test_the_reporters_own_account_is_no_speech(text: str) -> None:
    """Nothing is found where nobody is reported."""
    assert read(text) == []


def test_the_content_ends_before_the_narrators_own_remark() -> None:
    """A relative clause after a comma is the narrator's."""
    text = "Roe said that the union would strike in May, which would be the third time."
    assert told(text)[0][2] == "that the union would strike in May"


def test_the_content_ends_before_the_next_verb_of_the_same_speaker() -> None:
    """``said A and warned of B`` are two statements of one speaker."""
    text = "The union said the offer was far too low and warned of strikes in every town."
    assert [item[0] for item in told(text)] == ["The union", "The union"]
    assert told(text)[0][2] == "the offer was far too low"


def test_the_content_goes_on_over_a_leading_clause() -> None:
    """A comma after ``if`` or ``after`` and its clause does not end the content."""
    text = "Roe said that if the company came back with a much better offer, they would listen."
    assert told(text)[0][2].endswith("offer, they would listen")


def test_the_main_clause_after_a_subordinate_cue_is_not_content() -> None:
    """``While X said that Y, Z`` ends the content at the comma."""
    text = "While the company said that it could not pay, its profits had doubled in a year."
    assert told(text)[0][2] == "that it could not pay"


def test_a_name_before_a_base_form_is_no_speaker() -> None:
    """One person's verb ends in -s, so ``House press`` is a compound."""
    found = read("In the hall the old Weser demand that ships turn back hung on the wall.")
    assert "reported.that" not in {item.rule for item in found}
    assert told("Roe met Tower press chief Ann Lee.") == []


def test_the_base_form_after_two_names_is_a_verb() -> None:
    """Two people's verb has no -s."""
    text = "Roe and Lee demand that the ships turn back before the winter."
    assert told(text)[0][2] == "that the ships turn back before the winter"


def test_speech_with_quoted_words_is_mixed() -> None:
    """Quoted words stand in the content, without their marks."""
    text = 'Roe said the talks were "a waste of time" and that nobody would come back.'
    (item,) = read(text)
    assert item.mode == "mixed"
    assert [text[start:end] for start, end in item.quoted] == ["a waste of time"]
    assert text[item.pieces[0][0] : item.pieces[0][1]] == text[9:]


def test_content_reaches_the_end_of_a_quotation_that_it_opens() -> None:
    """A quotation of two sentences stays whole."""
    text = 'Roe said that the union "will fight on. We have time," and left the room.'
    item = read(text)[0]
    assert '"will fight on. We have time,"' in text[item.pieces[0][0] : item.pieces[0][1]]


def test_cues_within_a_quotation_belong_to_its_speaker() -> None:
    """What somebody says about others is left to the direct statement."""
    assert told('"The mayor said that we should wait until the summer," Roe explained.') == []


def test_speech_within_speech_has_its_own_speaker_and_who_passes_it_on() -> None:
    """Both levels are statements; the inner one names the outer speaker as ``via``."""
    text = "The mediator said that the union had promised him that no driver would go on strike."
    outer, inner = read(text)[:2]
    assert text[slice(*(outer.source or (0, 0)))] == "The mediator"
    assert text[slice(*(inner.source or (0, 0)))] == "the union"
    assert inner.via == outer.source
    assert outer.via is None


def test_a_verb_without_subject_takes_that_of_the_main_verb() -> None:
    """In ``Roe rejected it, calling ...`` Roe calls."""
    text = "Roe rejected the plan for the harbour, calling it a gift to the owners of the ships."
    sources = {item[0] for item in told(text)}
    assert sources == {"Roe"}


def test_a_participle_after_a_noun_takes_the_subject_of_the_main_verb() -> None:
    """In ``Roe gave a speech saying that ...`` Roe says it, not the speech."""
    text = "Ann Roe gave a long speech saying that the harbour had been sold."
    assert [item[0] for item in told(text) if item[1] == "saying"] == ["Ann Roe"]


def test_a_noun_without_possessor_takes_the_subject_of_the_main_verb() -> None:
    """In ``Roe made the claim that ...`` Roe claims."""
    text = "On Monday Ann Roe made the claim that the harbour had been sold in secret."
    assert ("Ann Roe", "that the harbour had been sold in secret") in {
        (item[0], item[2]) for item in told(text)
    }


def test_a_long_stretch_of_words_is_cut() -> None:
    """Content is no longer than the window."""
    text = "Roe said that " + "superextraordinarily-long-winded " * 100
    ((start, end),) = read(text)[0].pieces
    assert 500 < end - start < 700


def test_every_statement_names_a_declared_rule() -> None:
    """``explain`` can say why."""
    for text, _ in FRAMES:
        for item in read(text):
            assert item.rule in RULES
            assert not item.source_rule or item.source_rule in RULES


def test_two_contents_are_compared_by_the_characters_they_share() -> None:
    """Three of nine characters are a third."""
    assert overlap([(0, 6)], [(3, 9)]) == pytest.approx(1 / 3)
    assert overlap([(0, 3)], [(3, 9)]) == 0


@pytest.mark.parametrize(
    "text",
    [
        "said that " * 20000,
        "Roe said the union told him that it wants " * 5000,
        '"' * 50000,
        "(" * 50000,
        'Roe said "no" and ' * 5000,
        "according to " * 20000,
        "Roe said, " * 20000,
    ],
    ids=["that", "clauses", "marks", "brackets", "quoted", "according", "commas"],
)
def test_hostile_text_is_read_with_capped_windows(text: str) -> None:
    """No content is longer than the window and a quotation, whatever the sentence."""
    for item in read(text):
        assert all(end - start < 2000 for start, end in item.pieces)


def test_the_two_reports(shared: Path) -> None:
    """What readers of the two reports need is found, with who says it."""
    folder = shared / "reports"
    first, second = (
        next(folder.glob(name)).read_text(encoding="utf-8") for name in ("000*", "001*")
    )
    said = told(first) + told(second)
    for speaker, cue, words in (
        ("Trump", "told", "unwilling to meet"),
        ("North Korea", "demanded", "a full removal"),
        ("the North", "is insisting", "that sanctions be lifted first"),
        ("The United States", "wants", "North Korea to provide"),
        ("Trump", "told", "he has yet to commit"),
        ("Trump", "said", "there were no future summits planned, but that he"),
        ("Kim", "had signaled", "ready to denuclearize"),
        ("Trump", "said", "North Korean leader promised him"),
        ("the North Korean leader", "promised", "Pyongyang would not resume"),
    ):
        assert any(item[0] == speaker and item[1] == cue and words in item[2] for item in said), (
            speaker,
            cue,
            words,
        )


@pytest.mark.parametrize(
    "text",
    [
        "The last strike, in 1994, is remembered as the long night.",
        "Asked by a parent whether he would teach, the mayor laughed.",
    ],
)
def test_a_passive_without_a_speaker_reports_nothing(text: str) -> None:
    """Whoever remembers is not named; whoever asks is no content."""
    assert [text[slice(*item.pieces[0])] for item in reported(Document(text))] == []


@pytest.mark.parametrize(
    "text",
    [
        "The Port Office put out a statement an hour after the last session.",
        "North Ridge published a statement, printed by its own gazette, on Monday night.",
        "When she was asked for the next meeting, the treasurer shrugged.",
        "Asked about the state of the lighthouse, the mayor laughed.",
        "The keeper met them in what may be the only case in which he's answered a letter from abroad.",
        "Of the promise to keep the harbour open, nothing is left.",
    ],
)
def test_what_only_names_words_or_asks_for_them_is_nothing_said(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("They are prepared to accept observers.", "to accept observers."),
        ("He would not rule out closing the line.", "closing the line."),
        ("The ministry issued a warning about the ice on the lake.", "the ice on the lake."),
        ("The mayor asked for a new lighthouse on the island.", "a new lighthouse on the island."),
        ("The mayor was asked by reporters, and said he knew nothing.", "he knew nothing."),
    ],
)
def test_what_stands_beside_it_is_still_found(text: str, words: str) -> None:
    assert [text[slice(*item.pieces[0])] for item in read(text)] == [words]


def test_a_thing_that_is_demanded_is_an_object() -> None:
    """A word in it that may be a verb makes it no clause."""
    text = "The islands demanded a complete end of port-led tolls in return for the quay."
    assert read(text)[0].rule == "reported.object"
