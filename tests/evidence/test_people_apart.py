"""Who is not meant: people, pairs and parties that could be taken for each other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spoken import names, speakers
from zopa.model.parties import Party


def told(marked: str, *parties: Party) -> list[tuple[str | None, str | None]]:
    """Return name and party of each speaker of a marked text."""
    return [(one.name, one.party) if one else (None, None) for one in speakers(marked, parties)]


@given(st.lists(st.text(alphabet="?-.'’ 7aÉ東s", max_size=6), max_size=3))
def test_a_party_may_be_called_anything(called: list[str]) -> None:
    """Names and aliases of marks alone are found nowhere and stop nothing."""
    mill = Party(id="mill", name="Paper Mill", aliases=("?", *called))
    text = "<The ? clerk> said {we agree}. <The Paper Mill clerk> said {we agree}."
    found = told(text, mill, Party(id="q", name="…", aliases=("-", "")))
    assert found == [(None, None), (None, "mill")]


CLINIC = Party(id="clinic", name="Lakeside Clinic", aliases=("the clinic", "Paul Stent"))
NURSES = Party(id="nurses", name="Nurses' Union", aliases=("the union", "Ida Holm"))


@pytest.mark.parametrize(
    ("mention", "name"),
    [
        ("The clinic's spokeswoman", None),
        ("The clinic's spokesman", None),
        ("The clinic's treasurer", None),
        ("The clinic's former leader", None),
        ("The clinic's leader", "Paul Stent"),
        ("The clinic's chief", "Paul Stent"),
    ],
)
def test_the_only_person_of_a_party_is_not_everybody_of_it(mention: str, name: str | None) -> None:
    """Whom the text knows as head of a party is neither its spokeswoman nor its treasurer."""
    text = f"Paul Stent, the director, came late. <{mention}> said {{no}}."
    assert told(text, CLINIC) == [(name, "clinic")]
    clerk = "Paul Stent, the treasurer, came late. <The clinic's leader> said {no}."
    assert told(clerk, CLINIC) == [(None, "clinic")]


def test_a_woman_is_not_the_landlord() -> None:
    """The head of a party is not described as being of the other gender."""
    text = "Ida Holm came late. <The union's leader> said {no}."
    assert told(text, NURSES) == [("Ida Holm", "nurses")]
    foreman = Party(id="f", name="Foremen", aliases=("the crew", "Ida Holm"))
    assert told("Ida Holm came. <The crew's foreman> said {no}.", foreman) == [(None, "f")]


def test_a_role_of_one_body_is_not_that_of_another() -> None:
    """A spokeswoman of the council is not that of the mill; a deputy is not the head."""
    text = "Dana Orr, a spokeswoman for the council, came late. "
    assert names(text + "<The mill's spokeswoman> said {no}.") == [None]
    assert names(text + "<The spokeswoman for the mill> said {no}.") == [None]
    assert names(text + "<The council's spokeswoman> said {no}.") == ["Dana Orr"]
    assert names(text + "<The spokeswoman> said {no}.") == ["Dana Orr"]
    text = "Director Max Roth came late. "
    assert names(text + "<The deputy director> said {no}.") == [None]
    assert names(text + "<The director> said {no}.") == ["Max Roth"]


def test_a_role_within_a_party_is_not_held_by_the_other_side() -> None:
    """The party that a description names says whose director is meant."""
    text = "Paul Stent, the director, came late. <The union's director> said {no}."
    assert told(text, CLINIC, NURSES) == [(None, "nurses")]
    text = "Paul Stent, the director, and Ida Holm, the director, came. "
    assert told(text + "<The union's director> said {no}.", CLINIC, NURSES) == [
        ("Ida Holm", "nurses")
    ]


@pytest.mark.parametrize(
    "between",
    [
        "\n\nDana Orr spoke next to the board. He smiled.",
        " Dana Orr left the room. He smiled.",
        "\n\nFor an hour Dana Orr went through the figures.",
    ],
)
def test_a_pronoun_goes_to_the_fitting_speaker_before_somebody_of_unknown_gender(
    between: str,
) -> None:
    """A first name that men and women bear does not win over the man who has just spoken."""
    text = f"<Paul Stent> said {{we will pay}}.{between} {{we will pay more}}, <he> added."
    assert names(text) == ["Paul Stent", "Paul Stent"]


def test_somebody_of_unknown_gender_who_spoke_last_is_meant() -> None:
    """Two speakers: the later one is not put aside for a name that tells no gender."""
    text = "<Paul Stent> said {we will pay}.\n\n<Dana Orr> said {no}. <He> said {never}."
    assert names(text)[-1] == "Dana Orr"
    alone = "<Paul Stent> said {we will pay}.\n\n<Dana Orr> said {no}. <She> said {never}."
    assert names(alone)[-1] == "Dana Orr"


RAIL = Party(id="rail", name="Rail Union", aliases=("the union", "Orr"))
LENZ = Party(id="lenz", name="City of Lenz", aliases=("Lenz", "Stent", "the city"))
VARGA = Party(id="varga", name="Varga")


@pytest.mark.parametrize(
    ("mention", "name", "party"),
    [
        ("Orr and Stent", "Orr and Stent", None),
        ("Neither Orr nor Stent", "Orr and Stent", None),
        ("Orr, Vale and Stent", "Orr, Vale and Stent", None),
        ("Ms. Kurt and Holm", "Kurt and Holm", None),
        ("City of Lenz and Varga", "City of Lenz and Varga", None),
        ("The City of Lenz and the Varga Group", "City of Lenz and Varga Group", None),
        ("Lenz and Stent", "Lenz and Stent", "lenz"),
        ("Anna Kurt and the Harbour Council", "Anna Kurt and Harbour Council", None),
        ("Anna Kurt, the Harbour Council chairwoman", "Anna Kurt", None),
        ("Paul Stent and the union", "Paul Stent", None),
        ("Paul Orr and the union", "Paul Orr", "rail"),
        ("The union and the city", None, None),
        ("The union's president and the city's mayor", None, None),
        ("Union and city officials", "Union", None),
        ("The city's mayor", None, "lenz"),
        ("The envoy to Lenz and Varga", None, None),
        ("The union envoy to Lenz and Varga", None, "rail"),
    ],
)
def test_names_that_are_joined_speak_together(
    mention: str, name: str | None, party: str | None
) -> None:
    """Two names joined are both; their party is the one they share, else none."""
    assert told(f"<{mention}> said {{no}}.", RAIL, LENZ, VARGA) == [(name, party)]


def test_a_party_whose_name_joins_two_words_is_still_one() -> None:
    """A name of a party may have *and* in it."""
    trade = Party(id="trade", name="Ministry of Trade and Industry")
    found = told("<The Ministry of Trade and Industry> said {no}.", trade, LENZ)
    assert found == [("Ministry of Trade and Industry", "trade")]


def test_two_descriptions_are_not_one_person() -> None:
    """The mayor and the captain are two; the mayor and negotiator may be one."""
    text = "Anna Kurt, the mayor, came. Max Roth, the captain, left. Anna Kurt stayed. "
    assert names(text + "<The mayor and the captain> said {no}.") == [None]
    assert names(text + "<The mayor> said {no}.") == ["Anna Kurt"]
    assert names(text + "<The mayor who beat the mate and the captain> said {no}.") == ["Anna Kurt"]


def test_a_letter_amid_a_name_is_no_article() -> None:
    """Anna A. Roe is one name, and Ms. Roe means her."""
    assert names("<Anna A. Roe> said {no}. <Ms. Roe> said {never}.") == ["Anna A. Roe"] * 2
    assert names("<Judge Peter I. Vale of the Court of Appeals> said {no}.") == ["Peter I. Vale"]


def test_a_body_of_a_place_is_called_by_its_whole_name() -> None:
    """City of Lenz, not Lenz; and who follows somebody is somebody else."""
    assert names("<The Port of Varga> said {no}.") == ["Port of Varga"]
    assert names("Anna Roe left. <Supporters of Roe> said {no}.") == [None]
    assert names("<President Anna Roe of Varga> said {no}.") == ["Anna Roe"]


def test_a_title_of_the_other_gender_is_somebody_else_of_the_name() -> None:
    """Mrs. Roth is not Max Roth, even where the text gives no other Roth."""
    text = "Max Roth came late. <Mrs. Roth> said {no}. <She> said {never}. <Mr. Roth> said {yes}."
    assert names(text) == ["Roth", "Roth", "Max Roth"]


@pytest.mark.parametrize(
    ("name", "pronoun"),
    [
        ("Zoltán", "He"),
        ("Katarzyna", "She"),
        ("Wangari", "She"),
        ("Chinedu", "He"),
        ("Tuomas", "He"),
    ],
)
def test_common_first_names_of_many_countries_tell_the_gender(name: str, pronoun: str) -> None:
    """A pronoun means whoever it fits, wherever the names come from."""
    other = "Peter" if pronoun == "She" else "Jane"
    text = (
        f"<{name} Roe> said {{no}}. {other} Quill spoke to the board. <{pronoun}> said {{never}}."
    )
    assert names(text)[-1] == f"{name} Roe"
    wrong = "She" if pronoun == "He" else "He"
    assert names(f"<{name} Roe> said {{no}}. <{wrong}> said {{never}}.")[-1] is None


@pytest.mark.parametrize("described", ["developer", "surgeon", "investor", "actor"])
def test_an_occupation_that_nobody_was_given_means_nobody(described: str) -> None:
    """Only offices and camps may be said of somebody without having been told before."""
    text = f"Max Roth, a businessman, spoke. Max Roth spoke on. <The {described}> said {{no}}."
    assert names(text) == [None]


def test_a_word_that_only_begins_a_sentence_is_no_name() -> None:
    """A capital by place names nobody; a name that stands inside a sentence too is one."""
    assert names("<Coastal> states {fail to agree}. It rained.") == [None]
    assert names("It rained. <Harsh> said {no}. The words were harsh.") == [None]
    assert names("<Harsh> said {no}. The words were loud.") == ["Harsh"]
    assert names("<Coastal> said {no}. All of them work for Coastal in Lenz.") == ["Coastal"]
    assert names("<Weaving> said {no}. All work for Weaving in Lenz.") == ["Weaving"]
    assert names("<Beijing> said {no}.") == ["Beijing"]
    assert told("<Coastal> said {no}.", Party(id="c", name="Coastal")) == [("Coastal", "c")]
