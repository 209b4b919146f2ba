"""Only the report speaks: the rest of a text is told apart by its lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from zopa.evidence.rules import RULES
from zopa.evidence.sources import read_source
from zopa.model.ledger import SPEAKING, ZONES

BODY = (
    "Delegates of the port union and the harbour company met for nine hours on Monday.",
    "“We will not sign this,” the union's speaker, Ada Quill, told reporters outside the hall.",
    "The company said it would make another offer within the week, and asked for patience.",
)


def labels(*lines: str, between: str = "\n\n") -> list[tuple[str, str]]:
    """Return each line of a text with the label of its zone."""
    text = between.join(lines)
    source = read_source(text.encode(), id="a", lang="en")
    assert {zone.label for zone in source.zones} <= set(ZONES)
    assert {zone.rule for zone in source.zones} <= set(RULES)
    found = []
    for line in lines:
        place = text.index(line) + len(line) - 1
        found.append((next(z.label for z in source.zones if z.start <= place < z.end), line))
    return found


def of(found: list[tuple[str, str]], label: str) -> list[str]:
    return [line for one, line in found if one == label]


def test_a_plain_report_is_headline_and_body() -> None:
    """Nothing else is taken from it."""
    found = labels("Port talks end without result", *BODY)
    assert [label for label, _ in found] == ["headline", "body", "body", "body"]


def test_a_single_statement_is_body() -> None:
    """A line alone, or a quotation first, is no headline."""
    assert labels("“We agree,” she said.") == [("body", "“We agree,” she said.")]
    assert labels(*BODY)[0][0] == "body"


@pytest.mark.parametrize(
    "dateline",
    [
        "OSLO (AP) — ",
        "NEW YORK — ",
        "OSLO, March 2 (Reuters) - ",
        "CEDAR FALLS, Iowa (AP) – ",
        "ST. PAUL, Minn. — ",
        "Oslo, Norway (CNN) — ",
        "(Reuters) - ",
        "OSLO, Norway, March 2, 2020 — ",
        "OSLO, 2 March 2020 — ",
        "Oslo, 2 March 2020 – ",
        "OSLO, Norway, Monday, 2 March 2020 — ",
        "OSLO (AP), 2nd March 2020 - ",
        "OSLO, MARCH 2, 2020. — ",
        "OSLO, 2 March — ",
        "2 March 2020 — ",
    ],
)
def test_only_the_dateline_is_cut(dateline: str) -> None:
    """The sentence behind it begins the body."""
    text = f"Port talks end without result\n\n{dateline}{BODY[0]}\n\n{BODY[1]}"
    source = read_source(text.encode(), id="a")
    zone = next(zone for zone in source.zones if zone.label == "dateline")
    assert text[zone.start : zone.end] == dateline
    assert source.date == ("2020-03-02" if "2020" in dateline else None)


def test_a_dash_is_no_dateline() -> None:
    """A name before a dash in running text stays in the body."""
    line = "AP-GfK polls show that most people want the harbour to open again before winter comes."
    assert labels("Port talks end", line, *BODY)[1][0] == "body"
    assert labels("Port talks end", "BREAKING — " + BODY[0], BODY[1])[1][0] == "body"


def test_byline_and_date_near_the_top() -> None:
    """They are told from the body; a published date counts before an updated one."""
    lines = ("Port talks end without result", "By Ada Quill and Bo Marsh", "Updated March 4, 2020",
             "Published: 2 March 2020 10:15", *BODY)  # fmt: skip
    assert [label for label, _ in labels(*lines)][:5] == [
        "headline", "byline", "dateline", "dateline", "body",
    ]  # fmt: skip
    assert read_source("\n".join(lines).encode(), id="a").date == "2020-03-02"
    kept = "By winning the vote in the harbour, Ada Quill became head of all nine port unions."
    assert labels("Port talks end", kept, *BODY)[1][0] == "body"
    assert read_source(f"Talks\n\n3/2/2020\n\n{BODY[0]}".encode(), id="a").date is None


FURNITURE = (
    "This article was amended on 3 March to correct the wage.",
    "The Quay, 10 May 2022. Reproduction only with permission.",
    "PIC: The last crane of the night",
    "Advertisement",
    "Story continues below advertisement",
    "Subscribe now for more of this",
    "Sign up for our newsletter",
    "READ MORE: Nine ports close",
    "Share this article",
    "Facebook Twitter Email",
    "Photo: Bo Marsh/Getty Images",
    "A crane stands idle. (AP Photo/Bo Marsh)",
    "Skip to main content",
    "© 2020 The Harbour Post. All rights reserved.",
    "(Reporting by Bo Marsh; Editing by Ada Quill)",
    "Bo Marsh contributed to this report.",
    "We use cookies to improve this site.",
    "Follow Bo Marsh on Twitter @bomarsh.",
    "Home > World > Ports",
    "5 min read",
)


@pytest.mark.parametrize("line", FURNITURE)
def test_furniture_is_no_report(line: str) -> None:
    """Wherever it stands."""
    found = labels("Port talks end without result", BODY[0], line, BODY[1], BODY[2])
    assert of(found, "furniture") == [line]


@pytest.mark.parametrize(
    "line",
    [
        "Share the burden, she told them.",
        "Sign in Oslo or nowhere, he said.",
        "Video by the group shows the hall, police said.",
        "“Subscribe to this deal,” she said.",
        "By using strikes you lose friends, he told them.",
        "Tagged as a hawk, he said he would stay.",
        "More ships, he said, will come.",
        "Comment from the company was not available.",
        "In search of a deal, they went back to the hall.",
        "They left without permission.",
    ],
)
def test_statements_are_not_lost_to_furniture(line: str) -> None:
    """Words that pages use begin sentences of reports as well."""
    assert labels("Port talks end", BODY[0], line, BODY[1])[2] == ("body", line)


def test_comments_of_readers_do_not_speak() -> None:
    """From their header to the end, with what stands below them."""
    lines = ("Port talks end without result", *BODY, "What do you think?",
             "Leave a Reply", "2 Comments", "Cy Vale", "April 2, 2020",
             "He said “never” and meant it, the company told me.",
             "A harbour is a door.", "— Dora Fenn", "Nine Ports Close Over Pay",
             "Port talks end without result ")  # fmt: skip
    found = labels(*lines)
    assert [label for label, _ in found[4:]][-4:] == [
        "epigraph",
        "epigraph",
        "furniture",
        "furniture",
    ]
    assert {label for label, _ in found[4:10]} <= {"comment", "furniture"}
    counter = labels("Port talks end", "12 Comments", *BODY)
    assert [label for label, _ in counter[2:]] == ["body"] * 3


def test_a_signed_quotation_in_the_report_stays() -> None:
    """A dash and a name below a line make an epigraph outside the report only."""
    found = labels("Port talks end", BODY[0], "“We are tired.”", "— Ada Quill", *BODY[1:])
    assert of(found, "epigraph") == []


def test_posts_are_told_by_their_style() -> None:
    """Accounts, telegraphic sentences, tonight and tomorrow: a report is not worded so."""
    posts = (
        "Productive day in Oslo with the harbour people. Very good food. More tomorrow!",
        "Here's a clip. Perhaps the oldest striker in town, still at the gate.",
        "I asked the owner whether he would sign with @portunion. He replied: “Too early.”",
    )
    found = labels("Port talks end", BODY[0], posts[0], BODY[1], posts[1], posts[2], BODY[2])
    assert of(found, "embedded") == list(posts)
    signed = labels(
        "Port talks end", BODY[0], "We are out.", "— Ada Quill (@quill) March 2, 2020", BODY[1]
    )
    assert len(of(signed, "embedded")) == 2


def test_a_reporter_who_says_i_writes_no_posts() -> None:
    """In an account in the first person wording alone decides nothing."""
    own = ("I went to the port on Monday, and I saw nine ships.", "I spoke to my friends there.",
           "I think they will win.", "Great evening tonight. So good. More tomorrow!")  # fmt: skip
    assert of(labels("My week at the port", *own, *BODY), "embedded") == []


def test_the_two_reports(shared: Path) -> None:
    """No quotation mark stands outside the report, but for none; both headlines are found."""
    embedded = []
    for file in sorted((shared / "reports").glob("*.txt")):
        source = read_source(file)
        assert source.text is not None
        assert source.zones[0].label == "headline"
        for zone in source.zones:
            words = source.text[zone.start : zone.end]
            assert zone.label in SPEAKING or not any(mark in words for mark in '"“”')
            embedded += [words.split()[0]] if zone.label == "embedded" else []
            if "Kennedy" in words:
                assert zone.label == "epigraph"
            if "Lyndon" in words:
                assert zone.label == "comment"
        assert source.zones[-1].label == "furniture"
    assert embedded == ["Great", "Here's", "I"]


@pytest.mark.parametrize("line", ["By our labour desk", "By Our Correspondent in Geneva"])
def test_a_byline_may_name_nobody(line: str) -> None:
    """The desk or its correspondent stands for the reporters."""
    assert labels("Port talks end without result", line, *BODY)[1] == ("byline", line)


def test_teasers_in_a_list_say_nothing() -> None:
    """Numbered headlines, and those that begin with a few quoted words, after *Most read*."""
    teasers = ("1. “Nobody told us”: guests of the ferry", "“He said no”: life at the quay")
    found = labels("Port talks end without result", *BODY, "Most read", *teasers)
    assert of(found, "furniture") == ["Most read", *teasers]


def test_a_quoted_saying_between_furniture_is_an_epigraph() -> None:
    """With a dash and where it is from."""
    saying = ("“Every port is a door.”", "— From a pilot's diary")
    found = labels("Port talks end without result", *BODY, "Advertisement", *saying, "Subscribe")
    assert of(found, "epigraph") == [*saying]


@pytest.mark.parametrize(
    "line",
    [
        "Oslo, 2 March 2020",
        "OSLO, March 2, 2020",
        "New Oslo, Norway, Monday, 2 March 2020",
        "(Oslo, 2 March 2020)",
        "Oslo, 2020-03-02",
        "Oslo (AP), 2 March 2020",
        "2 March 2020, Oslo",
    ],
)
def test_a_place_and_a_date_are_a_line_of_their_own(line: str) -> None:
    """Below the headline or above all, they give the date of the report."""
    for lines in (("Talks end", line, *BODY), (line, "Port talks end without result", *BODY)):
        assert ("dateline", line) in labels(*lines)
        assert read_source("\n\n".join(lines).encode(), id="a").date == "2020-03-02"


def test_a_headline_with_a_day_is_no_date_line() -> None:
    """A day that follows other words than a place and a comma stays with them."""
    for line in ("Dockers Meet On 2 March 2020", "In Oslo, 2 March 2020 is remembered"):
        assert labels(line, *BODY)[0] == ("headline", line)


def test_a_short_headline_above_date_or_byline_stays() -> None:
    """Only above another headline is it the name of a section."""
    for line in ("Oslo, 2 March 2020", "By Bo Marsh and Cy Vale"):
        assert labels("Talks end", line, *BODY)[0] == ("headline", "Talks end")
    assert labels("World", "Port talks end without result", *BODY)[0] == ("furniture", "World")


@pytest.mark.parametrize(
    "source",
    ["— From a pilot's diary", "— The Book of Quays", "— old dockers' saying", "– a song, 1902",
     "— Dora Fenn"],
)  # fmt: skip
def test_a_motto_above_the_report(source: str) -> None:
    """A quotation with the title of a work or a stranger's name, with a headline or without."""
    saying = "“Every port is a door.”"
    for above in ((), ("Port talks end",), ("Port talks end", "By Bo Marsh")):
        assert of(labels(*above, saying, source, *BODY), "epigraph") == [saying, source]
    assert of(labels("Port talks end", BODY[0], saying, source, *BODY[1:]), "epigraph") == []


@pytest.mark.parametrize("source", ["— Ada Quill", "— Ada Quill, speaker", "— the union's speaker"])
def test_who_takes_part_is_heard_above_the_report_too(source: str) -> None:
    """A quotation of somebody whom the report names, or of an office, is no motto."""
    saying = "“Every port is a door.”"
    assert of(labels("Port talks end", saying, source, *BODY), "epigraph") == []


def test_a_sentence_about_comments_heads_none() -> None:
    """Nor does a sentence that begins like the names of reporters name them."""
    line = "No comments from the owners were heard, she said."
    assert (
        of(labels("Port talks end", *BODY, line, "Bo Marsh says: we wait.", BODY[1]), "comment")
        == []
    )
    line = "By Friday, Orr must answer, the union said."
    assert labels("Port talks end", line, *BODY)[1] == ("body", line)
