"""Whom he, she, they and nobody mean."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from spoken import names, speakers
from zopa.evidence.extraction import extract
from zopa.evidence.people import resolve
from zopa.evidence.sources import read_source
from zopa.evidence.speech._document import Document
from zopa.evidence.speech._found import Found
from zopa.model.parties import Party

ROE = "Anna Roe met Peter Vale on Monday. "


def test_gender_tells_two_people_apart() -> None:
    """Given names and titles tell who he and she are."""
    assert names(ROE + "<She> said {no}.") == ["Anna Roe"]
    assert names(ROE + "<He> said {no}.") == ["Peter Vale"]
    assert names("Ms. Quill met Mr. Tarrow. <He> said {no}.") == ["Tarrow"]
    assert names("Spokeswoman Kit Quill met Mr. Tarrow. <She> said {no}.") == ["Kit Quill"]


def test_the_subject_is_meant_rather_than_the_object() -> None:
    """Whom a sentence is about goes on being meant."""
    assert names("Peter Vale spoke with Max Roth. <He> said {no}.") == ["Peter Vale"]
    assert names("Peter Vale told Max Roth that <he> said {no}.") == ["Peter Vale"]


def test_he_after_a_quotation_is_who_was_quoted() -> None:
    """The speaker goes on, unless another man comes between as subject."""
    quoted = 'Max Roth came. {"We tried,"} <Peter Vale> said. '
    assert names(quoted + '{"We failed,"} <he> added.') == ["Peter Vale", "Peter Vale"]
    between = quoted + "\n\nMax Roth left in anger. <He> said {no}."
    assert names(between) == ["Peter Vale", "Max Roth"]


def test_names_inside_quotations_are_not_who_the_writer_speaks_of() -> None:
    """Somebody named in quoted words does not become he."""
    text = '<Peter Vale> said: {"Max Roth and Tom Quill know it."} {"All of it,"} <he> added.'
    assert names(text) == ["Peter Vale", "Peter Vale"]


def test_people_rarely_name_themselves() -> None:
    """He who says that Vale is wrong is not Vale."""
    text = 'Peter Vale spoke before Max Roth did. {"Vale is wrong,"} <he> said.'
    assert names(text) == ["Max Roth"]


def test_a_chain_of_pronouns_goes_on() -> None:
    """Pronouns between keep somebody in mind."""
    text = "Peter Vale came. He saw Max Roth. He met Tom Quill there. <He> said {no}."
    assert names(text) == ["Peter Vale"]


def test_who_means_the_name_before_it() -> None:
    """A relative pronoun means the name that it stands at."""
    assert names("Max Roth called Peter Vale, <who> said {no}.") == ["Peter Vale"]
    assert names("Max Roth called a man <who> said {no}.") == [None]


def test_somebody_without_a_name_can_be_meant_and_stays_without_one() -> None:
    """She after a woman of whom the name is not given is not the woman named before."""
    text = "Anna Roe came.\n\n<A woman in the crowd> said {no}. <She> said {never}."
    assert names(text) == [None, None]


def test_quotations_that_follow_go_on_with_the_speaker() -> None:
    """A quotation without a mention in the next paragraph is the same speaker's, far off nobody's."""
    near = '{"We tried,"} <Anna Roe> said.\n\n#{"We failed."}#'
    found = speakers(near)
    assert [one and one.name for one in found] == ["Anna Roe", "Anna Roe"]
    assert found[1] is not None
    assert found[1].mention is None
    far = '{"We tried,"} <Anna Roe> said.\n\nIt rained.\n\nIt went on.\n\n#{"We failed."}#'
    assert speakers(far)[1] is None


def test_they_are_the_group_that_spoke() -> None:
    """They go on with a named group of the sentences before; what it is stays open."""
    text = "<Anna Roe and Peter Vale> said {no}. <They> said {never}."
    assert names(text)[1] == "Anna Roe and Peter Vale"
    party = Party(id="port", name="Harbour Commission")
    said = speakers("<The Harbour Commission> said {no}. <It> said {never}.", [party])[1]
    assert said is not None
    assert (said.name, said.party) == (None, "port")


def test_i_is_whoever_is_quoted_or_the_writer() -> None:
    """The first person inside a quotation is the one quoted, outside it is nobody known."""
    assert names("<I> said {no}.") == [None]
    text = '"I told him that we agreed," Roe said. Anna Roe left.'
    outer = Found(((0, 28),), "direct", "example", ((1, 27),), source=(29, 32))
    inner = Found(((12, 26),), "indirect", "example", source=(1, 2))
    pairs = resolve(Document(text), [outer, inner], [])
    assert [speaker and speaker.name for speaker, _ in pairs] == ["Anna Roe", "Anna Roe"]


@given(st.sampled_from(["He", "She", "They", "It", "his", "her"]))
def test_a_pronoun_that_nobody_fits_stays_empty(word: str) -> None:
    """Without anybody to mean, the mention stands but nobody is named."""
    speaker = speakers(f"It rained on Monday. <{word}> said {{no}}.")[0]
    assert speaker is not None
    assert (speaker.text, speaker.name, speaker.party) == (word, None, None)


@given(st.lists(st.sampled_from(["Anna Roe came. ", "Jane Quill came. "]), max_size=4))
def test_he_is_never_a_woman(sentences: list[str]) -> None:
    """A pronoun never means somebody of the other gender."""
    assert names("".join(sentences) + "<He> said {no}.") == [None]


def test_two_alike_stay_empty() -> None:
    """Where two people are spoken of alike, nobody is named."""
    assert names("It rained on Max Roth and on Tom Quill. <He> said {no}.") == [None]


def test_the_party_of_somebody_without_a_name_goes_on_with_the_pronoun() -> None:
    """He after the company's director is of the company, though nobody says his name."""
    company = Party(id="c", name="Tram Company", aliases=("the company",))
    text = "<The company's director> said {no}. <He> said {never}."
    assert [one and (one.name, one.party) for one in speakers(text, [company])] == [
        (None, "c"),
        (None, "c"),
    ]


def test_roles_keep_people_in_mind() -> None:
    """A role that opens a sentence brings back who has it."""
    text = "Chairwoman Anna Roe met Jane Quill and Ida Tarrow. "
    assert names(text + "Jane Quill spoke. The chairwoman left. <She> said {no}.") == ["Anna Roe"]


def test_whoever_breaks_into_a_quotation_that_stays_open_is_outside_it() -> None:
    """A missing mark does not make the narrator's pronoun a word of the quotation."""
    text = (
        "Talks end\n\nThe envoy, Ana Roe, left the hall at midnight.\n\n“It is sad, and I told them "
        "so, she said. “But I am not giving up.”\n"
    )
    found = extract(read_source(text.encode(), id="a"))
    told = [item.speaker.name for item in found if item.speaker and item.mode == "direct"]
    assert told == ["Ana Roe"]
