"""Pairs that are easy to take for what they are not, each with the relation it must get."""

from __future__ import annotations

from dataclasses import replace

import pytest

from report_packs import said
from zopa.evidence import extract, read_source
from zopa.evidence.alignment import align
from zopa.model.ledger import Alignment, Detail, Statement


def one(source: str, words: str, who: str = "", kind: str = "account") -> Statement:
    """Return a statement of ``{...}`` in its surroundings."""
    start, end = words.index("{"), words.index("}") - 1
    text = words.replace("{", "").replace("}", "")
    made = said(f"{source}-1", source, text, [(start, end)], who)
    return replace(made, kinds=(Detail(value=kind),))


def told(first: Statement, second: Statement) -> Alignment | None:
    """Return what one is to the other."""
    return next(iter(align([first, second])), None)


def relation(first: Statement, second: Statement) -> str | None:
    found = told(first, second)
    return found.relation if found else None


def test_a_phrase_that_fits_anything_needs_the_same_surroundings() -> None:
    """*It is what it is* joins nothing by itself."""
    first = one(
        "a", "Of the toll on the bridge she said: “{It is what it is}.” The night fell.", "x"
    )
    second = one("b", "On the choice of the hotel she said: “{It is what it is}.”", "x")
    again = one("b", "“{It is what it is},” she said of the toll on the bridge.", "x")
    assert relation(first, second) == "distinct"
    assert relation(first, again) == "same"


def test_another_number_of_one_demand_is_a_possible_conflict() -> None:
    """Unit and subject are shared, one side speaks, the number differs."""
    first = one(
        "a", "The owner wants {14 percent more for each frame, to pay for power}.", "x", "demand"
    )
    second = one("b", "He asked for {12 percent a frame}.", "x", "demand")
    found = told(first, second)
    assert found is not None
    assert (found.relation, found.rule, found.changes) == (
        "possible-conflict",
        "align.other-amount",
        ("number",),
    )
    other = one("b", "He asked for {12 percent a frame}.", "y", "demand")
    assert relation(first, other) is None
    elsewhere = one("b", "He asked for {12 percent of the harbour dues}.", "x", "demand")
    assert relation(first, elsewhere) is None
    aside = one("b", "He praised {the 12 percent who bought a frame}.", "x", "praise")
    assert relation(first, aside) is None


def test_where_nobody_knows_who_spoke_another_subject_parts_them() -> None:
    """The same turn of phrase about another thing."""
    first = one("a", "“{Somebody has to pay, and it won't be my casters},” the owner said.", "x")
    second = one("b", "“{Somebody has to pay, and it won't be the town},” it was heard.")
    same = one("b", "“{Somebody must pay, and it won't be my casters},” it was heard.")
    assert relation(first, second) == "distinct"
    assert relation(first, same) == "variant"


def test_urged_to_binds_as_should() -> None:
    """A cue outside the words can stand for a modal inside them."""
    first = one("a", "The broker urged {both to come back to the hall before the ice breaks}.", "x")
    second = one(
        "b", "The broker said {both should come back to the hall before the ice breaks}.", "x"
    )
    assert relation(first, second) == "variant"


def test_two_subjects_are_enough_where_one_speaker_has_no_others() -> None:
    """A short statement that another report retells."""
    first = one("a", "“{If she trains, she plays},” the coach said.", "x")
    second = one("b", "The coach said {his keeper would play on Sunday if she trained}.", "x")
    assert relation(first, second) == "paraphrase"
    unknown = one("b", "It was said {his keeper would play on Sunday if she trained}.")
    assert relation(first, unknown) is None


def test_a_denial_of_something_else_in_the_sentence_changes_nothing() -> None:
    """*Would not be fooled, and had closed the file* says that the file is closed."""
    first = one(
        "a",
        "The chair said {his club would not be fooled by anybody in this town and had closed the file}.",
        "x",
    )
    second = one("b", "The chair said {the file is closed}.", "x")
    assert relation(first, second) in {"paraphrase", "partial"}


def test_a_whole_sentence_of_one_speaker_joins_longer_speeches() -> None:
    """Even without a subject of its own."""
    words = "so we are not giving up and neither should they"
    first = one(
        "a", f"“{{The first round took eleven nights in a hotel. {words}.}}” she said.", "x"
    )
    second = one(
        "b", f"“{{It hurts, and both of them heard it from me today. {words}.}}” she said.", "x"
    )
    assert relation(first, second) in {"partial", "variant"}
    assert relation(first, replace(second, speaker=None)) == "distinct"


def test_a_function_word_in_another_sentence_is_no_shared_word() -> None:
    """What is denied before it does not count as a difference."""
    first = one("a", "“{We can't carry a fourth. Somebody has to pay for the power.}”", "x")
    second = one("b", "He told the paper {the somebody has to pay for the power}.", "x")
    found = told(first, second)
    assert found is not None
    assert found.relation in {"partial", "variant"}


def read(first: str, second: str) -> list[Alignment]:
    """Return how the statements stand to each other that two reports make of ``Orr``."""
    statements = [
        statement
        for name, words in (("a", first), ("b", second))
        for statement in extract(read_source(f"Talks\n\n{words}\n".encode(), id=name))
    ]
    return list(align(statements))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            "“We can live with it,” Orr said of the roster.",
            "“We can live with it,” Orr said of rain.",
        ),
        (
            "“That is not acceptable to us,” Orr said of the roster.",
            "“That is not acceptable to us,” Orr said about a mediator.",
        ),
        (
            "“It is what it is, and there is nothing that we can do now,” Orr said of the roster.",
            "“It is what it is, and there is nothing that we can do now,” Orr said of the weather.",
        ),
        (
            "“I think that is not acceptable to us,” Orr said of the roster.",
            "“That is not acceptable to us,” Orr said of the weather.",
        ),
    ],
)
def test_what_the_reports_say_it_was_said_of_parts_the_same_words(first: str, second: str) -> None:
    """A phrase *said of* one thing is not joined to the same phrase *said of* another."""
    assert {each.relation for each in read(first, second)} <= {"distinct"}
    assert {each.relation for each in read(first, first)} == {"same"}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Orr refused to sign the paper.", "Orr agreed to sign the paper."),
        (
            "Orr said that the union had closed the hall.",
            "Orr denied that the union had closed the hall.",
        ),
        (
            "Orr said that she would return to the hall.",
            "Orr didn’t say that she would return to the hall.",
        ),
    ],
)
def test_words_that_one_report_takes_back_are_not_the_same(first: str, second: str) -> None:
    """What was refused or denied is the opposite of the words."""
    [found] = read(first, second)
    assert (found.relation, found.rule, found.changes) == (
        "possible-conflict",
        "align.denied",
        ("negation",),
    )
    assert [each.relation for each in read(first, first)] == ["same"]


def test_refusing_and_saying_that_one_will_not_are_no_conflict() -> None:
    """One denies by the word that reports, the other inside the words."""
    [found] = read(
        "Orr denied that the union had closed the hall of the harbour.",
        "Orr said that the union had not closed the hall of the harbour.",
    )
    assert found.relation == "paraphrase"


def test_a_short_sentence_and_its_denial_are_a_possible_conflict() -> None:
    """One subject is enough where nearly all words are shared."""
    first = one("a", "“{We do not need this contract},” she said of the buses.", "x")
    second = one("b", "“{We need this contract},” she told the radio.", "x")
    found = told(first, second)
    assert found is not None
    assert (found.relation, found.changes) == ("possible-conflict", ("negation",))


@pytest.mark.parametrize(
    ("first", "second", "changes"),
    [
        (
            "“{They left the hall before anybody voted},” he said.",
            "“{We did not leave the hall before anybody voted},” she said.",
            ("negation", "speaker"),
        ),
        (
            "She said {the company had offered 4 percent for night shifts}.",
            "He said {the company had offered 3 percent for night shifts}.",
            ("number", "speaker"),
        ),
        (
            "“{We will sign the paper on the ferries},” he said.",
            "“{We will not sign the paper on the ferries},” she said.",
            None,
        ),
        (
            "He said {he wanted 14 ferries for the harbour}.",
            "She said {she wanted 12 ferries for the harbour}.",
            None,
        ),
    ],
)
def test_two_sides_may_contradict_each_other_of_a_thing_not_of_themselves(
    first: str, second: str, changes: tuple[str, ...] | None
) -> None:
    """*They left* and *we did not leave* cannot both be; *we will* and *we will not* can."""
    found = told(one("a", first, "x"), one("b", second, "y"))
    if changes is None:
        assert found is None or found.relation == "distinct"
    else:
        assert found is not None
        assert (found.relation, found.rule, found.changes) == (
            "possible-conflict",
            "align.contradicted",
            changes,
        )


def test_he_and_she_are_two_people() -> None:
    """The same words of a man and of a woman are not one statement."""
    first = one("a", "“{I take her at her word on the batteries},” he said.", "x")
    second = one("b", "“{I take him at his word on the batteries},” he said.", "x")
    assert relation(first, second) == "distinct"
    assert relation(first, replace(first, source="b", id="b-1")) == "same"
