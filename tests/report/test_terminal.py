"""The brief on a terminal or in a pipe."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studies import ALL, hanoi, harbour, injected, long_names
from zopa.report import brief
from zopa.report.document import (
    Bar,
    Bars,
    Bullets,
    Cell,
    Column,
    Details,
    Document,
    Facts,
    Section,
    Table,
    columns,
    row,
)
from zopa.report.layout import GAP, TIE, cells, encodable, pad, widths, wrap
from zopa.report.terminal import render

ANSI = re.compile(r"\x1b\[[0-9;]*m")


def drawn(*blocks: Table | Facts | Bars | Bullets, width: int = 80) -> list[str]:
    """Return the lines of blocks, below the title."""
    section = Section(id="s", title="S", blocks=blocks, opening=True)
    document = Document(id="d", title="D", meta=(), sections=(section,))
    return render(document, width=width).splitlines()[2:]


@pytest.mark.parametrize("width", [40, 60, 80, 120])
@pytest.mark.parametrize("name", ALL)
def test_no_line_is_wider_than_the_screen(name: str, width: int) -> None:
    """Whatever the names and however many the parties."""
    lines = render(brief(ALL[name]()), width=width).splitlines()
    assert max(map(cells, lines)) <= width


@pytest.mark.parametrize("name", ALL)
def test_a_pipe_gets_no_control_characters(name: str) -> None:
    """Without colour there is no escape, also not one hidden in a name."""
    text = render(brief(ALL[name]()))
    assert "\x1b" not in text
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert all(line == line.rstrip() for line in text.splitlines())


def test_colours_change_nothing_but_colours() -> None:
    """The coloured text without its colours is the plain text."""
    document = brief(hanoi())
    coloured = render(document, colour=True)
    assert "\x1b[32m" in coloured
    assert ANSI.sub("", coloured) == render(document)


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
def test_old_screens_get_the_nearest_signs(encoding: str) -> None:
    """Every letter can be encoded, and ticks stay ticks of some kind."""
    text = render(brief(hanoi()), encoding=encoding)
    text.encode(encoding)
    assert "90.3 +" in text
    assert "?" not in text


def test_six_parties_fit_at_80_columns() -> None:
    """The table of named packages keeps one row for each package."""
    text = render(brief(harbour()), width=80)
    assert re.search(r"SportCo's +100 ✓ +19 ✗ +0 ✗ +45 ✗ +0 ✗ +76 ✓", text)


def test_numbers_stand_below_each_other() -> None:
    """A mark after some numbers of a column does not shift the others."""
    lines = drawn(
        Table(
            columns=columns("", "union"),
            rows=(row("offer", Cell(text="44", mark="✗")), row("walking away", "53")),
        )
    )
    assert lines[1].index("44") == lines[2].index("53")


def test_a_table_too_wide_is_turned_then_stacked() -> None:
    """Few rows become columns; where that does not fit either, each row is a list."""
    heads = tuple(Column(title=f"heading{n}") for n in range(9))
    few = Table(columns=heads, rows=(row(*(f"value{n}" for n in range(9))),))
    turned = drawn(few, width=60)
    assert turned[0].split() == ["heading0", "value0"]
    assert turned[1].split() == ["heading1", "value1"]
    many = Table(columns=heads, rows=few.rows * 8)
    stacked = drawn(many, width=60)
    assert stacked[0].strip() == "value0"
    assert stacked[1].strip() == "heading1: value1"


def test_what_is_left_out_is_said() -> None:
    """A shortened table or list of bars says how much more there is, and where."""
    table = Table(columns=columns("a"), rows=tuple(row(str(n)) for n in range(3)), lead=(0, 2))
    assert [line.strip() for line in drawn(table)] == [
        "a",
        "0",
        "2",
        "… and 1 more row, on the page",
    ]
    bars = tuple(Bar(label=f"n{n}", low=-n, high=n, text="x") for n in (9, 5, 2))
    assert drawn(Bars(bars=bars, lead=1))[-1].strip() == "… and 2 more numbers, on the page"


def test_bars_are_as_long_as_their_swing() -> None:
    """The longest bar has 20 cells, half the swing half of them."""
    bars = (Bar(label="a", low=-10, high=10, text="x"), Bar(label="b", low=0, high=10, text="y"))
    assert [line.count("█") for line in drawn(Bars(bars=bars))] == [20, 10]


def test_bars_give_way_to_their_names() -> None:
    """Long names stay on one line where the bars can be shorter; never below 10 cells."""
    bars = (Bar(label="n" * 50, low=-10, high=10, text="x"),)
    assert [line.count("█") for line in drawn(Bars(bars=bars))] == [20]
    assert next(line.count("█") for line in drawn(Bars(bars=bars), width=70)) == 13
    assert next(line.count("█") for line in drawn(Bars(bars=bars), width=40)) == 10


def test_columns_of_text_share_their_room_for_the_fewest_lines() -> None:
    """A column takes cells from another where the table gets shorter."""
    table = Table(columns=columns("", "", align="left"), rows=(row("aa " * 18, "bb " * 12),) * 2)
    assert len(drawn(table, width=60)) == 4


def test_a_short_list_says_how_much_more_there_is() -> None:
    """As tables do."""
    lines = drawn(Bullets(items=("a", "b", "c"), lead=1, rest="notes"))
    assert [line.strip() for line in lines] == ["- a", "… and 2 more notes, on the page"]


def test_a_first_look_leaves_the_rest_to_a_command() -> None:
    """The first blocks are shown, and where the others are; in full, everything is."""
    section = Section(
        id="s",
        title="S",
        blocks=(
            Bullets(items=("a",)),
            Bullets(items=("b", "c"), lead=1),
            Details(title="More", blocks=(Bullets(items=("d",)),)),
        ),
        glance=1,
        rest="zopa command",
    )
    document = Document(id="d", title="D", meta=(), sections=(section,))
    short = [line.strip() for line in render(document).splitlines()[3:]]
    assert short == ["- a", "… the rest: zopa command, or on the page"]
    full = [line.strip() for line in render(document, full=True).splitlines()[3:] if line.strip()]
    assert full == ["- a", "- b", "- c", "More", "- d"]


def test_what_was_asked_stands_above_the_answer() -> None:
    """Between title and answer, as a list."""
    text = render(brief(replace(hanoi(), strict=True)))
    assert text.index("- Strict: a party accepts only") < text.index("No deal was possible")


def test_long_titles_are_wrapped() -> None:
    """No word of a long title is lost."""
    study = long_names()
    head = render(brief(study)).split("\n\n")[0]
    assert " ".join(head.split()).startswith(study.case.title)


def test_names_cannot_move_the_cursor() -> None:
    """An escape sequence in a title is drawn as harmless text."""
    assert "\x1b" in injected().case.title
    first = render(brief(injected()), colour=True).splitlines()[0]
    assert ANSI.sub("", first).startswith("T<script>alert(1)</script> [31m</title>")


texts = st.text(st.sampled_from("abc -/%±é首\u0301"), max_size=60)


@given(texts, st.integers(3, 20))
def test_wrapping_loses_no_letter(text: str, width: int) -> None:
    """Lines fit, and put together they are the text, spaces aside."""
    lines = wrap(text, width)
    assert all(cells(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.replace(TIE, " ").split())


@given(
    st.lists(st.tuples(st.integers(1, 40), st.integers(1, 12)), min_size=1, max_size=8),
    st.integers(5, 90),
)
def test_columns_fit_or_are_refused(sizes: list[tuple[int, int]], room: int) -> None:
    """Widths lie between the least and the natural, and use the room; none where none fit."""
    natural, least = [max(a, b) for a, b in sizes], [b for _, b in sizes]
    found = widths(natural, least, room)
    inner = room - GAP * (len(sizes) - 1)
    if found is None:
        assert sum(least) > inner
        return
    assert sum(found) <= inner
    assert all(low <= size <= high for low, size, high in zip(least, found, natural, strict=True))
    assert found == natural or sum(found) > inner - len(sizes)


def test_unknown_letters_become_question_marks() -> None:
    """A letter without any likeness in the encoding is not dropped in silence."""
    assert encodable("首 é", "ascii") == "? e"
    assert pad("ab", 5, "center") == " ab  "
