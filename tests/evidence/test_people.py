"""Who is meant by names, titles, roles and parties."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import zopa
from spoken import names, speakers
from zopa.evidence.extraction import extract
from zopa.evidence.people import resolve
from zopa.evidence.people._names import RUN, read_name
from zopa.evidence.people._parties import Parties
from zopa.evidence.people._rules import CONFIDENCE
from zopa.evidence.rules import RULES
from zopa.evidence.sources import read_source
from zopa.evidence.speech._document import Document
from zopa.evidence.speech._found import Found
from zopa.model.parties import Party

UNION = Party(id="union", name="Dock Workers' Union", aliases=("Roe",))
PORT = Party(id="port", name="Port Company", aliases=("Vale", "harbour board"))
NORTH = Party(id="n", name="North Korea", aliases=("Pyongyang",))
STATES = Party(id="us", name="United States", aliases=("U.S.", "Washington"))


def test_a_surname_means_the_full_name_given_earlier_or_later() -> None:
    """The full name in the article's own words is the answer, wherever it stands."""
    assert names("<Ana Roe> said {we agree}. <Roe> said {we will}.") == ["Ana Roe", "Ana Roe"]
    assert names("<Roe> said {we agree}. Ana Roe leads the union.") == ["Ana Roe"]
    assert names("<Ms. Roe> said {we agree}.") == ["Roe"]


def test_titles_in_front_of_a_name_are_no_part_of_it() -> None:
    """Titles, offices and words that begin a sentence are left out of the name."""
    assert names("<Union President Anna Roe> said {we agree}.") == ["Anna Roe"]
    assert names("But <Secretary of State Peter Vale> said {no}.") == ["Peter Vale"]
    assert names("<Sen. Peter Vale of Ohio> said {no}.") == ["Peter Vale"]
    assert names("When <Peter Vale> said {no}, all left.") == ["Peter Vale"]


def test_the_head_of_a_mention_speaks_not_the_names_inside_it() -> None:
    """A spokesman for somebody is not that somebody."""
    assert names("Anna Roe won. <A spokesman for Ms. Roe> said {we agree}.") == [None]
    assert names("Anna Roe won. <Roe's lawyer> said {we agree}.") == [None]
    assert names("Anna Roe won. <Roe lawyer Peter Vale> said {we agree}.") == ["Peter Vale"]
    assert names("<Anna Roe, whom Peter Vale met,> said {we agree}.") == ["Anna Roe"]
    assert names("Paul Roe won. <Mr. Roe's adviser, Tom Vale,> said {no}.") == ["Tom Vale"]


def test_two_people_who_speak_together_are_both_named() -> None:
    """A mention of two people gives both names, and the party that they share."""
    both = speakers(
        "Ana Roe and Max Roth came. <Roe and Roth> said {we agree}.",
        [Party(id="union", name="Union", aliases=("Roe", "Roth"))],
    )[0]
    assert both is not None
    assert (both.name, both.party) == ("Ana Roe and Max Roth", "union")


def test_a_family_is_told_apart() -> None:
    """The surname alone means whom the text names first; a title or an opening changes that."""
    text = "Anna Roe and her brother Paul Roe came. "
    assert names(text + "<Roe> said {no}.") == ["Anna Roe"]
    assert names(text + "<Mr. Roe> said {no}.") == ["Paul Roe"]
    assert names(text + "<Paul> said {no}.") == ["Paul Roe"]
    opened = text + "\n\nPaul Roe spoke next and spoke long. <Roe> said {no}."
    assert names(opened + "\n\nPaul Roe left.") == ["Paul Roe"]


def test_bodies_speak_under_their_own_names() -> None:
    """Organisations are named as in the text, short forms by the longer name before."""
    assert names("<The Harbour Commission> said {no}.") == ["Harbour Commission"]
    text = "The Labour Department met on Monday. <The department> said {no}."
    assert names(text) == ["Labour Department"]
    assert names("<A department> said {no}.") == [None]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("President Anna Roe met Max Vale. <The president> said {no}.", "Anna Roe"),
        ("Anna Roe, the union's president, met Max Vale. <The president> said {no}.", "Anna Roe"),
        ("The union's president, Anna Roe, met Max Vale. <The president> said {no}.", "Anna Roe"),
        ("Sen. Anna Roe (R-Ohio) met Gov. Max Vale. <The governor> said {no}.", "Max Vale"),
        ("Sen. Anna Roe (R-Ohio) met Sen. Max Vale (D-Iowa). <The Iowa senator> said {no}.", "Max Vale"),
        ("Former mayor Max Vale met Mayor Anna Roe. <The former mayor> said {no}.", "Max Vale"),
        ("President Anna Roe met Max Vale. <A president> said {no}.", None),
        ("President Anna Roe met Max Vale. <The vice president> said {no}.", None),
        ("President Anna Roe met Max Vale. <Presidents> said {no}.", None),
    ],
)  # fmt: skip
def test_a_role_means_who_has_it(text: str, name: str | None) -> None:
    """Roles in titles and appositions answer for descriptions; others stay empty."""
    assert names(text) == [name]


def test_campaigns_and_staff_belong_to_somebody() -> None:
    """A campaign is called by whose it is; aides without a name stay empty but keep the party."""
    assert names("Anna Roe ran. <Her campaign> said {no}.") == ["Roe campaign"]
    assert names("Anna Roe ran. <The Roe campaign> said {no}.") == ["Roe campaign"]
    speaker = speakers("Anna Roe ran. <Her aides> said {no}.", [UNION])[0]
    assert speaker is not None
    assert (speaker.name, speaker.party) == (None, "union")


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("<Ana Roe> said {no}.", "union"),
        ("<The union> said {no}.", "union"),
        ("<The harbour board> said {no}.", "port"),
        ("<A spokesman for Mr. Vale> said {no}.", "port"),
        ("<Union treasurer Max Roth> said {no}.", "union"),
        ("<Max Roth, the company's lawyer,> said {no}.", "port"),
        ("<North Korean negotiator Max Roth> said {no}.", "n"),
        ("<Officials in Pyongyang> said {no}.", "n"),
        ("<The North> said {no}.", "n"),
        ("<A North Carolina official> said {no}.", None),
        ("<The U.S. envoy to North Korea> said {no}.", "us"),
        ("<The envoy to North Korea> said {no}.", None),
        ("<A Washington Post reporter> said {no}.", None),
        ("<American officials> said {no}.", "us"),
        ("They told us. <Max Roth> said {no}.", None),
        ("<Max Roth> said {no}.", None),
    ],
)
def test_names_titles_and_places_tell_the_party(text: str, party: str | None) -> None:
    """A party is told by its names, its people, its capital, or by a title that names it."""
    speaker = speakers(text, [UNION, PORT, NORTH, STATES])[0]
    assert speaker is not None
    assert speaker.party == party


def test_a_relative_of_an_alias_is_not_of_the_party() -> None:
    """With the alias Roe the one meant is whom the text names first, not the whole family."""
    found = speakers(
        "Anna Roe spoke. <Paul Roe>, her brother, said {no}. <Anna Roe> said {yes}.", [UNION]
    )
    assert [speaker and speaker.party for speaker in found] == [None, "union"]


def test_an_alias_of_two_parties_tells_nothing() -> None:
    """A name that two parties share belongs to neither."""
    other = Party(id="other", name="Other side", aliases=("Roe",))
    assert Parties([UNION, other]).of_words("Roe") is None


def test_every_rule_is_declared_with_a_measured_share() -> None:
    """Each rule that a speaker can carry is known and has a confidence in [0, 1]."""
    assert set(CONFIDENCE) == {name for name in RULES if name.startswith("people.")}
    assert all(0 <= share <= 1 for share in CONFIDENCE.values())


TEXT = (
    "Anna Roe leads the union. Peter Vale, the port director, met her on Monday. <Roe> said {no}. "
    '{"We tried,"} <she> said. <The director> said {yes}. {"So be it,"} <Vale> said.'
)


@given(st.sampled_from(["Quill", "Marsh-Oake", "Tarrow", "McNabb", "O’Dell"]))
def test_renaming_a_party_everywhere_renames_the_answer(name: str) -> None:
    """Nothing hangs on one particular name."""
    renamed = [found and re.sub("Roe", name, found) for found in names(TEXT)]
    assert names(TEXT.replace("Roe", name)) == renamed
    party = Party(id="x", name="Those", aliases=(name,))
    told = speakers(TEXT.replace("Roe", name), [party])
    assert [one.party for one in told if one] == ["x", "x", None, None]


@given(st.text(alphabet="AaRoe .,'’\"“”\n-Mr()", max_size=80))
def test_any_text_gives_an_answer_for_each_finding(text: str) -> None:
    """Whatever the words are, there is one pair for each finding, and places are inside."""
    end = len(text)
    found = [
        Found(((0, end),), "direct", "example", source=(end // 2, end)),
        Found(((0, end),), "indirect", "example"),
    ]
    pairs = resolve(Document(text), found, [UNION])
    assert len(pairs) == 2
    assert pairs[0][0] is not None
    assert pairs[0][0].text == text[end // 2 :]


@given(st.text(alphabet="ABab. ’'-ofdeJr,", max_size=60))
def test_a_name_lies_within_its_stretch(text: str) -> None:
    """The places of a name point at its words."""
    for match in RUN.finditer(text):
        name = read_name(match.group())
        assert 0 <= name.start <= name.end <= len(match.group())


@pytest.mark.parametrize("piece", ["Anna Roe ", '"', "(", "he ", "Mr. ", "the Union ", "A. "])
def test_a_megabyte_of_one_thing_is_read_in_linear_time(piece: str) -> None:
    """Hostile input takes no longer than its length allows (a few seconds even on a slow day)."""
    text = piece * (300_000 // len(piece))
    step = 3_000
    found = [
        Found(((at, at + 50),), "direct", "example", source=(at + 50, at + 60))
        for at in range(0, len(text) - 100, step)
    ]
    assert len(resolve(Document(text), found, [UNION])) == len(found)


@pytest.mark.parametrize(
    ("report", "mention", "party"),
    [
        ("000_fece4682394a7115.txt", "White House press secretary Sarah Sanders", "us"),
        ("000_fece4682394a7115.txt", "a spokesperson for President Moon Jae-in", "rok"),
        ("000_fece4682394a7115.txt", "President Moon", "rok"),
        ("000_fece4682394a7115.txt", "Kim", "dprk"),
        ("000_fece4682394a7115.txt", "Secretary of State Mike Pompeo", "us"),
        ("000_fece4682394a7115.txt", "The president", "us"),
        ("001_e8f74d934c13e703.txt", "Trump", "us"),
        ("001_e8f74d934c13e703.txt", "He", "dprk"),
        ("001_e8f74d934c13e703.txt", "Kim", "dprk"),
    ],
)
def test_speakers_of_the_two_reports_are_of_the_right_parties(
    shared: Path, examples: Path, report: str, mention: str, party: str
) -> None:
    """Each mention of a speaker in the reports of the summit leads to its party, and to no other."""
    case = zopa.read(examples / "hanoi-2019")
    source = read_source((shared / "reports" / report).read_bytes(), id="a")
    told = [statement.speaker for statement in extract(source, case.parties)]
    found = {
        one.party for one in told if one and re.search(rf"^(?:Mr. )?{mention}(?!\w)", one.text)
    }
    assert found == {party}
    assert not any(one.name == "Jackie Kennedy" for one in told if one)


def test_a_party_may_be_named_by_its_alias() -> None:
    """An alias of a party is the name of whom it means; a person whom it describes has none."""
    drivers = Party(id="d", name="Tram drivers", aliases=("the union", "chairwoman"))
    text = "<The union> said {no}. <The chairwoman> said {never}."
    found = speakers(text, [drivers])
    assert [one and (one.name, one.party) for one in found] == [("union", "d"), (None, "d")]


def test_a_statement_speaks_for_who_gave_it_out() -> None:
    """The statement said: whoever the sentence before says gave one out."""
    text = "Anna Roe gave out a statement on Monday. <The statement> said {no}."
    assert names(text) == ["Anna Roe"]
    assert names("It rained. <The statement> said {no}.") == [None]


def test_the_head_of_something_is_a_person() -> None:
    """Whom a pronoun means later, with the party of the description."""
    text = (
        "The smelter's owner said it would cost more. The maker's head of purchasing rejected "
        "the figure.\n\n“We put six percent on the table,” she said."
    )
    sides = (Party(id="maker", name="maker"), Party(id="smelter", name="smelter"))
    found = extract(read_source(text.encode(), id="a"), sides)
    last = found[-1].speaker
    assert last is not None
    assert (last.text, last.party) == ("she", "maker")


def test_a_member_belongs_to_the_group_that_an_alias_names() -> None:
    """Aliases in small letters are understood in the singular; others are not cut."""
    sides = Parties(
        [
            Party(id="front", name="Northern Front", aliases=("rebels",)),
            Party(id="press", name="the press", aliases=("news",)),
        ]
    )
    assert sides.of_words("the rebel commander") == "front"
    assert sides.of_words("a new commander") is None
    assert sides.of_words("the pres officer") is None
