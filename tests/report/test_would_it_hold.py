"""What the brief says of stability: the answer first, nothing that the study does not say."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from standoffs import Standoff, elmira, hanoi_stability
from studies import hanoi
from zopa.analysis.stability.results import Route, StabilityStudy, StateReport, Witness
from zopa.model import Case, Issue, Option, Party
from zopa.report import brief
from zopa.report.document import Bullets, Details, Document, Figure, Paragraph, Table
from zopa.report.holding import StateNames, primary, standing, verdicts
from zopa.report.html import page
from zopa.report.sections.would_it_hold import (
    document,
    why_document,
    would_hold_blocks,
    would_it_hold,
)
from zopa.report.terminal import render


def answer(study: StabilityStudy) -> str:
    """Return the first paragraph."""
    first = would_hold_blocks(study)[0]
    assert isinstance(first, Paragraph)
    return first.text


def table(study: StabilityStudy) -> Table:
    """Return the table of states."""
    return next(block for block in would_hold_blocks(study) if isinstance(block, Table))


def cells(study: StabilityStudy) -> dict[str, list[str]]:
    """Return the table's rows by name, each field with its mark."""
    return {
        row[0].text: [f"{cell.text} {cell.mark}".strip() for cell in row[1:]]
        for row in table(study).rows
    }


def bullets(study: StabilityStudy) -> tuple[str, ...]:
    """Return the remarks."""
    found = [block for block in would_hold_blocks(study) if isinstance(block, Bullets)]
    return found[0].items if found else ()


def details(study: StabilityStudy) -> Mapping[str, Table]:
    """Return the tables that only the page shows."""
    return {
        block.title: inner
        for block in would_hold_blocks(study)
        if isinstance(block, Details)
        for inner in block.blocks
        if isinstance(inner, Table)
    }


def two(stable: Mapping[str, Mapping[str, bool]]) -> StateReport:
    """Return a report with these flags and nothing else."""
    return StateReport(
        id="now",
        name="now",
        options={},
        roles=("now",),
        same_as=(),
        places={},
        stable=stable,
        equilibrium=(),
        probability={},
        witnesses=(),
        routes=(),
        groups=(),
        conditions=(),
    )


def test_the_brief_has_the_section_where_a_study_has_stability() -> None:
    """After what unlocks it, before its sources; without a stability study there is no section."""
    plain = hanoi()
    assert would_it_hold(plain) is None
    document_ = brief(replace(plain, stability=hanoi_stability()))
    places = [section.id for section in document_.sections]
    assert places.index("unlock") < places.index("would-it-hold") < places.index("sources")
    empty = replace(hanoi_stability(), reports=())
    assert would_it_hold(replace(plain, stability=empty)) is None


def test_the_answer_says_whether_now_and_the_deals_hold() -> None:
    """Now, then offer, demand and fair packages, with who would leave."""
    said = answer(hanoi_stability())
    assert said.startswith("The present state holds: nobody gains by moving away from it alone.")
    assert "all three fair packages would hold" in said
    assert "North Korea's offer would not (United States would leave it)" in said
    assert "nor United States' demand (North Korea)" in said
    assert "Of 162 states, 22 hold" in said
    assert "no moves that each pay lead to any of them" in said
    assert "United States and North Korea would have to move" in said


def test_elmira_reads_as_the_papers_have_it() -> None:
    """The status quo is kept by threats only; three states hold, one of them after one gain."""
    said = answer(elmira())
    assert said.startswith("The present state may hold: Local Government would gain by")
    assert "Of 9 states, 3 hold" in said
    assert "moves that each pay lead to s5" in said
    assert "Local Government would begin" in said
    found = cells(elmira())
    assert found["as now, no deal"] == ["stays ✓", "stays ✓", "may leave ✗", "maybe ✗"]
    assert found["Uniroyal abandons its plant"] == ["stays ✓"] * 3 + ["yes ✓"]
    assert "s2" not in found  # one of many that do not hold: told on the page
    (others,) = [t for t in details(elmira()).items() if t[0] == "Other states"]
    assert [row[0].text for row in others[1].rows] == ["s2", "s3", "s4", "s6", "s7"]
    asked = replace(elmira(), reports=elmira().reports[4:5])
    assert cells(asked)["s2"] == ["stays ✓", "leaves ✗", "deterred ✓", "no ✗"]


@pytest.mark.parametrize("study", [elmira(), hanoi_stability()], ids=["elmira", "hanoi"])
def test_every_field_says_what_the_flags_say(study: StabilityStudy) -> None:
    """A tick for a party is sequential stability; `yes` is an equilibrium."""
    by_title = {StateNames(study).title(report.id): report for report in study.reports}
    rows = table(study).rows
    others = details(study).get("Other states")
    assert len(rows) + len(others.rows if others else ()) == len(by_title) == len(study.reports)
    for row in rows:
        report = by_title[row[0].text]
        for party, cell in zip(study.parties, row[1:], strict=False):
            assert (cell.mark == "✓") == report.stable["seq"][party]
        assert (row[1 + len(study.parties)].text == "yes") == ("seq" in report.equilibrium)


@pytest.mark.parametrize(
    ("stable", "verdict", "holds"),
    [
        ({"nash": True, "gmr": True, "seq": True}, "stays", "holds"),
        ({"nash": False, "gmr": True, "seq": True}, "deterred", "holds"),
        ({"nash": False, "gmr": True, "seq": False}, "may leave", "may hold"),
        ({"nash": False, "gmr": False, "seq": False}, "leaves", "does not hold"),
        ({"nash": False}, "leaves", "does not hold"),
        ({"smr": True}, "deterred", "holds"),
        ({"l3": True}, "deterred", "holds"),
        ({"non-myopic": False}, "leaves", "does not hold"),
        ({"nash": False, "sim": True}, "deterred", "holds"),
        ({"nash": False, "sim": False}, "leaves", "does not hold"),
        ({"nash": None}, "open", "open"),
        ({"nash": False, "gmr": True, "seq": None}, "open", "open"),
        ({"nash": False, "gmr": False, "seq": None}, "leaves", "does not hold"),
        ({"nash": False, "seq": True, "smr": None}, "deterred", "holds"),
        ({"nash": False, "seq": False, "gmr": None}, "open", "open"),
        ({"l2": None}, "open", "open"),
    ],
)
def test_verdicts_follow_the_definitions_that_were_asked_for(
    stable: Mapping[str, bool | None], verdict: str, holds: str
) -> None:
    """Whatever was asked for or found out, no word claims more than the flags."""
    report = two({n: {} if flag is None else {"us": flag} for n, flag in stable.items()})
    study = replace(hanoi_stability(), parties=("us",), definitions=tuple(stable))
    assert verdicts(study, report) == {"us": verdict}
    assert standing(study, report) == holds
    assert primary(study) in stable


@pytest.mark.parametrize(
    ("flags", "starts"),
    [
        ((True, True), "The present state holds: nobody gains by moving away from it alone."),
        ((True, None), "Whether the present state holds was not found out"),
        ((None, None), "Whether the present state holds was not found out"),
        ((False, None), "The present state does not hold: "),
    ],
)
def test_the_answer_says_no_more_than_what_was_found(
    flags: tuple[bool | None, bool | None], starts: str
) -> None:
    """A search that was cut off is not told as stability."""
    study = hanoi_stability()
    now = next(report for report in study.reports if "now" in report.roles)
    row = {
        party: flag for party, flag in zip(study.parties, flags, strict=True) if flag is not None
    }
    changed = replace(now, stable={"nash": row})
    reports = tuple(changed if report is now else report for report in study.reports)
    told = answer(replace(study, definitions=("nash",), reports=reports))
    assert told.startswith(starts)


def test_shares_of_draws_stand_beside_the_states() -> None:
    """With ranges there is a column; without there is none, and no sentence about it."""
    assert cells(hanoi_stability())["fair package: Nash"][-1] == "90 % ± 2 %"
    assert [column.title for column in table(hanoi_stability()).columns][-1] == "in draws"
    assert [column.title for column in table(elmira()).columns][-1] == "holds"
    assert "draws" not in render(document(elmira()))


def test_reasons_are_the_witnesses_of_now_and_of_deals() -> None:
    """Who leaves the offer and why, with what would have to change; the same of now."""
    offer = next(line for line in bullets(hanoi_stability()) if line.startswith("North Korea's"))
    assert "United States would gain by choosing" in offer
    assert "and nothing undoes that gain" in offer
    assert "Least change for it to hold: United States would have to value" in offer
    least = "Least change for the present state to hold: Local Government"
    assert any(line.startswith(least) for line in bullets(elmira()))


def test_groups_that_upset_a_holding_state_are_named() -> None:
    """No party leaves s5 alone, but ministry and company leave it together for s8."""
    said = answer(elmira())
    assert said.endswith("Together, Ministry of Environment and Uniroyal would leave s5 for s8.")
    assert not [line for line in bullets(elmira()) if line.startswith("Together")]


def test_ways_say_who_moves_and_at_what_price() -> None:
    """The way of Elmira to s5 is one gain of the local government."""
    line = next(line for line in bullets(elmira()) if line.startswith("From now to s5"))
    assert "by moves that each pay: Local Government (Original order: Insisted on)" in line
    ways = details(elmira())["How to get there from now"]
    assert {row[2].text for row in ways.rows} == {
        "each move pays",
        "some moves do not pay",
    }


def test_the_page_has_every_witness_and_every_definition() -> None:
    """One row for each party that has a gain in a state, and a column for each definition."""
    study = replace(elmira(), reports=elmira().reports[4:] + elmira().reports[:1])
    found = details(study)
    gains = [w for r in study.reports for w in r.witnesses if w.improvement is not None]
    assert len(found["Why, state by state"].rows) == len(gains) == 4 + 4  # company, township
    definitions = found["By each definition of stability"]
    assert [column.title for column in definitions.columns][1:] == [
        "Nash stability",
        "General metarationality",
        "Symmetric metarationality",
        "Sequential stability",
        "Symmetric sequential stability",
    ]
    assert definitions.rows[0][1].text == "Local Government"
    assert definitions.rows[0][2].text == "holds"


def test_a_single_state_has_no_picture() -> None:
    """A graph of one box says nothing."""
    study = elmira()
    alone = replace(study, reports=study.reports[:1], moves=())
    assert not [block for block in would_hold_blocks(alone) if isinstance(block, Figure)]
    assert [block for block in would_hold_blocks(study) if isinstance(block, Figure)]


def test_the_picture_is_told_in_words() -> None:
    """Who cannot see it reads which states hold and how many moves are gains."""
    (figure,) = document(elmira()).figures()
    assert "holds: s5, s8, Uniroyal abandons its plant" in figure.alt
    assert "10 of" in figure.alt


@pytest.mark.parametrize("width", [60, 80, 100])
@pytest.mark.parametrize("study", [elmira(), hanoi_stability()], ids=["elmira", "hanoi"])
def test_the_text_fits_the_screen(study: StabilityStudy, width: int) -> None:
    """No line is longer than the screen, and a look takes one screen."""
    lines = render(document(study), width).splitlines()
    assert max(map(len, lines)) <= width
    if width == 80:
        assert len(lines) <= 45


def test_a_search_from_single_states_counts_nothing() -> None:
    """Spaces too large to list have no number of equilibria; the foot of the page says so."""
    local = replace(hanoi_stability(), engine="local", counts=None)
    assert "Of 162 states" not in answer(local)
    assert "each by a search from it" in document(local).colophon[0]


def test_what_was_left_out_is_said() -> None:
    """Limits of the search stand below everything."""
    study = replace(elmira(), left_out=("groups of seven parties were not looked at",))
    assert "Groups of seven parties were not looked at." in render(document(study))


def test_why_groups_definitions_with_the_same_reason() -> None:
    """One table for each party; definitions that agree share a row."""
    study = elmira()
    flags = study.reports[0].stable
    found = tuple(
        Witness(
            party=party,
            state="now",
            definition=name,
            stable=flags[name][party],
            improvement=None,
            answer=(),
            escape=None,
            text="it stays." if flags[name][party] else "it goes.",
        )
        for party, name in itertools.product(study.parties, study.definitions)
    )
    drawn = why_document(study, found)
    tables = [block for block in drawn.sections[0].blocks if isinstance(block, Table)]
    assert [t.caption for t in tables] == [
        "Ministry of Environment",
        "Uniroyal",
        "Local Government",
    ]
    assert [len(t.rows) for t in tables] == [1, 1, 2]
    assert tables[2].rows[1][0].text == "General metarationality, Symmetric metarationality"
    assert tables[2].rows[1][1].mark == "✓"
    assert "Would it hold: as now, no deal" in page(drawn)


def switch(party: str) -> Issue:
    """Return an issue that one party switches on."""
    off, on = Option(id="off", name="Off"), Option(id="on", name="On")
    return Issue(
        id=f"of_{party}", name=f"Switch of {party}", by=(party,), now="off", options=(off, on)
    )


def standoff(first: str, second: str) -> StabilityStudy:
    """Return a study of two parties with a switch each, from their orders of the four states.

    States are named by both switches, off (0) and on (1); the present one is 00.
    """
    case = Case(
        id="switches",
        title="Switches",
        parties=(Party(id="a", name="Ann"), Party(id="b", name="Bob")),
        issues=(switch("a"), switch("b")),
    )
    ids = {"00": "now", "01": "s2", "10": "s3", "11": "s4"}
    options = {
        ids[key]: {"of_a": ("off", "on")[int(key[0])], "of_b": ("off", "on")[int(key[1])]}
        for key in ids
    }
    moves = {"a": [("00", "10"), ("01", "11")], "b": [("00", "01"), ("10", "11")]}
    return Standoff(
        case=case,
        options=options,
        arcs={
            party: [(ids[x], ids[y]) for a, b in pairs for x, y in ((a, b), (b, a))]
            for party, pairs in moves.items()
        },
        ranks={
            party: {ids[key]: 4.0 - at for at, key in enumerate(order.split())}
            for party, order in (("a", first), ("b", second))
        },
        roles={"now": ("now",)},
    ).study(list(options))


def test_where_all_gain_alone_the_way_is_told() -> None:
    """Both like it better on: from now each switches, and nothing goes back."""
    said = answer(standoff("11 10 01 00", "11 01 10 00"))
    assert "The present state does not hold" in said
    assert "likewise Bob" in said
    assert "Of 4 states, 1 holds, as nobody gains by moving" in said
    assert "lead to s4 (Switch of a: On; Switch of b: On); Ann would begin" in said


def test_the_dilemma_is_told() -> None:
    """Both off is better for both than both on, yet each would switch: each is deterred."""
    said = answer(standoff("10 00 11 01", "01 00 11 10"))
    assert said.startswith("The present state holds: Ann would gain by choosing “On” (Switch of a)")
    assert "but Bob would answer by choosing “On” (Switch of b); likewise Bob" in said
    assert "in one of them, s4 (Switch of a: On; Switch of b: On), because nobody gains" in said


def test_where_nothing_holds_it_is_said() -> None:
    """No state, no way to it."""
    study = standoff("00 11 01 10", "01 10 00 11")
    assert "none of the 4 states holds" in answer(replace(study, counts={"seq": 0})).lower()


def test_names_say_how_a_state_differs_from_now() -> None:
    """A state without a name is called by its id and told by its changes; `yes` goes unsaid."""
    names = StateNames(hanoi_stability())
    assert names.title("now") == "as now, no deal"
    assert names.title("dprk_offer") == "North Korea's offer"
    assert names.title("nash") == "fair package: Nash"
    assert names.said("nash") == "the Nash package"
    assert names.said("kalai-smorodinsky").startswith("the fair package (Kalai-Smorodinsky, ")
    assert len(names.parts("us_demand")) == 4
    told = names.telling("us_demand", 3, ["us_demand", "dprk_offer"])
    assert told[-1] == "and 2 more changes"
    assert "Sanctions relief: All sanctions lifted" not in told  # the offer has that, too
    papers = StateNames(elmira())
    assert (papers.title("s5"), papers.parts("s5")) == ("s5", ["Original order: Insisted on"])
    assert papers.said("s5") == "s5 (Original order: Insisted on)"
    assert papers.parts("s3") == ["Appeal: Ended", "Control order accepted"]


def test_two_documents_of_one_study_are_the_same() -> None:
    """Nothing depends on chance or on the clock."""
    one, other = (page(document(hanoi_stability())) for _ in range(2))
    assert one == other
    assert isinstance(document(elmira()), Document)


def test_a_picture_on_its_own_says_what_it_rests_on() -> None:
    """Assumed numbers, or orders of states."""
    assert document(elmira()).source.endswith("; orders of states as the case has them")
    assert document(hanoi_stability()).source.endswith("walk-away values are assumed")


def changed(state: str, study: StabilityStudy | None = None, **parts: Any) -> StabilityStudy:
    """Return Elmira with one report changed."""
    found = study or elmira()
    return replace(
        found, reports=tuple(replace(r, **parts) if r.id == state else r for r in found.reports)
    )


def test_of_many_states_asked_for_the_number_is_said() -> None:
    """Four names in a row would not be read."""
    study = elmira()
    for state in ("s2", "s3", "s6", "s7"):
        study = changed(state, study, roles=("asked",))
    assert "Once reached, four states would not hold." in answer(study)
    assert "s5 (Original order: Insisted on) would hold; four states would not." in answer(
        changed("s5", study, roles=("asked",))
    )


def test_a_wanted_state_may_have_a_way_at_a_loss_or_none() -> None:
    """The end of Elmira is not reached by gains; without any way that is said, too."""
    asked = changed("s8", roles=("asked",))
    said = "no moves that each pay lead to s8; somebody would have to move at a loss"
    assert said in answer(asked)
    assert "There is no way from now to s8" in answer(changed("s8", asked, routes=()))
    assert "from now" not in answer(changed("now", asked, routes=())).lower()


def test_of_many_that_hold_the_number_that_gains_lead_to_is_said() -> None:
    """Where those spoken of are out of reach, others may be in reach."""
    many = replace(elmira(), counts={"nash": 2, "seq": 50})
    s5 = next(report for report in many.reports if report.id == "s5")
    loose = changed("s5", many, equilibrium=("seq",), stable={**s5.stable, "nash": {}})
    assert "moves that each pay lead to one of them" in answer(loose)
    short = replace(loose, reports=loose.reports[:8])
    assert "moves that each pay lead to at least one of them" in answer(short)


def test_long_ways_are_cut_and_issues_of_both_are_told_as_such() -> None:
    """Three moves at most; what two carry out together is neither's own."""
    study = elmira()
    s5 = next(report for report in study.reports if report.id == "s5")
    move = s5.routes[0].moves[0]
    way = Route(moves=(move,) * 5, kind="improving")
    told = next(line for line in bullets(changed("s5", routes=(way,))) if "to s5" in line)
    assert told.endswith("Local Government (Original order: Insisted on), then three more moves.")
    names = StateNames(study)
    both = replace(move, by=("moe", "uniroyal"), changes={"modify": "yes", "accept": "yes"})
    assert names.move(both) == (
        "Ministry of Environment (Control order: Modified) with Uniroyal (Control order accepted)"
    )
    shared = replace(both, changes={"insist": "yes"})
    assert names.move(shared).startswith("Ministry of Environment and Uniroyal (Original order")
    assert names.doing(both) == (
        "choosing “Modified” (Control order) and bringing about “Control order accepted”"
    )
    four = {"modify": "yes", "delay": "no", "accept": "yes", "insist": "yes"}
    assert names.doing(replace(both, changes=four)).endswith("changing three more issues")
    assert names.doing(replace(both, target="abandoned")) == (
        "bringing about “Uniroyal abandons its plant”"
    )


def test_groups_with_many_goals_name_one_that_has_a_name() -> None:
    """A named state first; else only how many there are."""
    study = elmira()
    s5 = next(report for report in study.reports if report.id == "s5")
    (group,) = s5.groups
    for goals, said in (
        (("s8", "s4"), "for any of two states"),
        (("s8", "abandoned"), "for “Uniroyal abandons its plant” or one other state"),
        (("abandoned", "s4", "s8"), "or two other states"),
    ):
        assert said in answer(changed("s5", groups=(replace(group, improvements=goals),)))
    firm = replace(group, stable={"nash": True})
    assert "Together" not in answer(changed("s5", groups=(firm,)))


def test_answers_of_several_are_told_one_after_the_other() -> None:
    """First one, then the other; where nobody looked for them, only that there are some."""
    study = changed("s2", roles=("asked",))
    s2 = next(report for report in study.reports if report.id == "s2")
    held = {name: dict.fromkeys(study.parties, True) for name in ("gmr", "smr", "seq", "sseq")}
    flags = {"nash": {"moe": True, "uniroyal": False, "lg": True}, **held}
    gain = next(w for w in s2.witnesses if w.party == "uniroyal")
    assert gain.improvement is not None
    answered = replace(gain, answer=(replace(gain.improvement, by=("lg",)), gain.improvement))
    for witnesses, said in (
        ((answered,), "but Local Government would answer by"),
        ((answered,), ", then Uniroyal by"),
        ((replace(gain, answer=()),), "but the others would answer"),
        ((), "Uniroyal is deterred"),
    ):
        found = changed("s2", study, stable=flags, witnesses=witnesses)
        assert any(said in line for line in bullets(found) if line.startswith("s2: ")), said


def test_no_deal_may_be_another_state_than_now() -> None:
    """Then it has a row of its own, and the same package may have two names."""
    study = changed("s3", roles=("no_deal",))
    assert StateNames(study).title("s3") == "no deal (also s3)"
    assert "no deal would not hold (Uniroyal would leave it)" in answer(study)
    both = changed("nash", hanoi_stability(), same_as=("nash", "dprk_offer"))
    assert StateNames(both).title("nash") == "North Korea's offer (also fair package: Nash)"
