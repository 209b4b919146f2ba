"""What the sections of the brief say."""

from __future__ import annotations

from dataclasses import replace

import pytest

from studies import ALL, hanoi, harbour, huge, lever, single, sourced_number
from zopa.analysis.results import Division, Probability, Study, Unlock
from zopa.model import Scores
from zopa.report import SECTIONS, brief
from zopa.report.document import Bars, Block, Bullets, Details, Facts, Paragraph, Section, Table
from zopa.report.sections import sections
from zopa.report.sections._contract import section


def part(study: Study, name: str) -> Section:
    """Return one section of the brief of a study."""
    found = SECTIONS[name].write(study)
    assert found is not None
    return found


def bottom_line(study: Study) -> str:
    """Return the text of the bottom line."""
    block = part(study, "bottom-line").blocks[0]
    assert isinstance(block, Paragraph)
    return block.text


def flat(blocks: tuple[Block, ...]) -> list[Block]:
    """Return blocks with what is inside details."""
    found: list[Block] = []
    for block in blocks:
        found += flat(block.blocks) if isinstance(block, Details) else [block]
    return found


def table(found: Section, at: int = 0) -> list[list[str]]:
    """Return the texts of a section's tables, one of them."""
    tables = [block for block in flat(found.blocks) if isinstance(block, Table)]
    return [[cell.text for cell in row] for row in tables[at].rows]


def with_levers(study: Study, *levers: object) -> Study:
    """Return a study with other levers."""
    assert study.unlock is not None
    unlock = Unlock(
        option_set=study.unlock.option_set,
        opening=study.unlock.opening,
        levers=levers,  # type: ignore[arg-type]
    )
    return replace(study, unlock=unlock)


def test_sections_have_orders_of_their_own() -> None:
    """No two sections stand at the same place."""
    orders = [writer.order for _, writer in SECTIONS.items()]
    assert len(set(orders)) == len(orders)


def test_sections_come_in_the_order_of_the_brief() -> None:
    """The answer comes first, sources last."""
    assert [found.id for found in sections(hanoi())] == [
        "bottom-line",
        "on-the-table",
        "zone",
        "fair-packages",
        "unlock",
        "decides",
        "sources",
    ]


def test_a_name_is_taken_once() -> None:
    """Two sections of the same name are a mistake of ours."""
    with pytest.raises(ValueError, match="two members of kind section are called 'zone'"):
        section(name="zone", order=1)(lambda _: None)


@pytest.mark.parametrize("name", ALL)
def test_sections_are_pure(name: str) -> None:
    """The same study gives the same sections, apart from the pictures' functions."""
    study = ALL[name]()
    for first, second in zip(sections(study), sections(study), strict=True):
        assert first.title == second.title
        texts = [b for b in flat(first.blocks) if not hasattr(b, "chart")]
        assert texts == [b for b in flat(second.blocks) if not hasattr(b, "chart")]


def test_the_bottom_line_names_the_one_option_that_opens() -> None:
    """It says that the zone is empty, with what, and which single option opens it."""
    said = bottom_line(hanoi())
    assert said.startswith("No deal was possible with what was on the table: none of the 24 ")
    assert "One added option opens the zone, and no other does alone: “Partial relief”" in said
    assert "which opens 3 packages" in said
    assert "United States would have to lower its walk-away value by 4.2 points" in said
    assert said.count(". ") <= 2 + said.count(" 4.2 points, or North Korea by 6.4.")


def test_the_bottom_line_says_how_sure_it_is() -> None:
    """The chances are those of the zones, with their errors: 18 of 400 draws have a deal."""
    study = hanoi()
    assert study.zones["on_the_table"].probability == Probability.of(18, 400)
    assert "in 96 % ± 1 % of the ways the uncertain numbers may fall" in bottom_line(study)


def test_an_empty_zone_with_likely_deals_is_not_called_sure() -> None:
    """Where most draws have a deal, the brief says so instead of hiding it."""
    study = hanoi()
    likely = replace(study.zones["on_the_table"], probability=Probability.of(300, 400))
    study = replace(study, zones={**study.zones, "on_the_table": likely})
    assert "yet a deal exists in 75 % ± 2 %" in bottom_line(study)


def test_without_ranges_the_bottom_line_says_that_numbers_are_taken_as_certain() -> None:
    """No chance is named where there is none."""
    said = bottom_line(hanoi(certain=True))
    assert said.startswith("With every number taken as certain, no deal was possible")
    assert "%" not in said


def test_some_added_options_are_listed_and_many_are_counted() -> None:
    """Up to three openers are named; of more, the one that opens most."""
    pairs = (("relief", "partial"), ("missiles", "cap"), ("outside", "declare_freeze"))
    few = [
        lever("add-option", 1, "options", options=(pair,), packages=n)
        for n, pair in enumerate(pairs)
    ]
    said = bottom_line(with_levers(hanoi(), *few))
    assert "any one of three added options opens the zone" in said.lower()
    assert "“Partial relief” (Sanctions relief), “Capped”" in said
    more = lever("add-option", 1, "options", options=(("sequence", "step_by_step"),), packages=9)
    said = bottom_line(with_levers(hanoi(), *few, more))
    assert "Any one of four added options opens the zone; “Step by step”" in said
    assert "opens 9 packages, the most of them" in said


def test_a_set_of_options_is_named_where_no_single_one_opens() -> None:
    """The smallest set that opens the zone is named in full."""
    pairs = (("relief", "partial"), ("missiles", "cap"))
    said = bottom_line(
        with_levers(
            hanoi(),
            lever("add-option", None, "options", options=(pairs[0],), opens=False),
            lever("add-options", 2, "options", options=pairs),
        )
    )
    assert "No single added option opens the zone; it takes two together, “Partial relief”" in said


def test_without_options_the_smallest_change_is_named() -> None:
    """Where no option helps, the first lever is named, and the walk-away values."""
    none = lever("add-option", None, "options", options=(("missiles", "cap"),), opens=False)
    equal = lever("reservation-equal", 2.57, "points", parties=("us", "dprk"))
    said = bottom_line(with_levers(hanoi(), equal, none))
    assert (
        "No added option opens the zone; the smallest change that does: label of reservation-equal"
        in said
    )
    assert "To open it, both would have to lower their walk-away values by 2.6 points." in said
    said = bottom_line(with_levers(hanoi(), equal))
    assert "The smallest change that opens the zone: label of reservation-equal" in said
    assert "None of the changes that were tried opens the zone." in bottom_line(
        with_levers(hanoi(), replace(equal, opens=False))
    )


def test_an_open_zone_says_what_closes_it() -> None:
    """A quota is put in words, and the first walk-away value that closes the zone is named."""
    said = bottom_line(harbour())
    assert "55 of 720 packages have the consent of five of the six parties" in said
    assert "SportCo and Department of Tourism among them" in said
    assert "walk-away value of Department of Tourism rises by more than 8 points" in said


def test_an_unlikely_deal_is_said_to_be_so() -> None:
    """An open zone that most draws close is not called a deal without a word."""
    study = single()
    unlikely = replace(study.zone, probability=Probability.of(40, 400))
    assert "yet no deal exists in 90 % ± 2 %" in bottom_line(replace(study, zone=unlikely))


def test_one_party_is_not_called_both() -> None:
    """With one party the words are about that party."""
    said = bottom_line(single())
    assert "2 of 5 packages are at least as good for Seller as walking away" in said
    assert [found.title for found in sections(single())][2] == "Best package"


def test_huge_counts_are_rounded_and_called_estimates() -> None:
    """Nobody reads 40 digits, and an estimate says so."""
    said = bottom_line(huge())
    assert "about 3.2 × 10^39 ± 0.1 × 10^39 of 10^40 packages" in said


def test_strict_acceptance_is_worded_strictly() -> None:
    """`at least` becomes `better` where indifference is no consent."""
    study = replace(hanoi(), strict=True)
    assert "leaves both better off than walking away" in bottom_line(study)


def test_named_packages_show_who_would_not_sign() -> None:
    """The verdict names the party and how far the package lies below walking away."""
    rows = table(part(hanoi(), "on-the-table"))
    assert rows[0] == [
        "North Korea's offer",
        "13.2",
        "90.3",
        "United States: 39.8 below walking away",
    ]
    assert rows[-1] == ["walking away", "53.0", "60.1", ""]


def test_every_package_shows_the_chance_that_each_accepts() -> None:
    """Chances stand below the scores, bounds where all draws agree."""
    rows = table(part(hanoi(), "on-the-table"), at=1)
    assert rows[0] == ["North Korea's offer", "below 0.8 %", "above 99.2 %"]


def test_what_the_analyst_filled_in_is_marked() -> None:
    """An assumed option of a named package never looks like a fact."""
    rows = table(part(hanoi(), "on-the-table"), at=2)
    assert ["Order of the steps", "Relief first (assumed)", "Disarm first"] in rows


def test_many_parties_get_verdicts_below_the_table() -> None:
    """With six parties there is no room for words in the table."""
    bullets = [b for b in part(harbour(), "on-the-table").blocks if isinstance(b, Bullets)]
    assert bullets[0].items[1] == (
        "The Mayor's compromise: no deal for Environmental League (8 below walking away)."
    )


def test_a_package_that_breaks_a_rule_is_said_to() -> None:
    """A named package need not be legal."""
    study = hanoi()
    named = {**study.named, "us_demand": replace(study.named["us_demand"], legal=False)}
    assert "breaks a rule" in table(part(replace(study, named=named), "on-the-table"))[1][3]


def test_the_zone_lists_every_option_set_with_all_options_last() -> None:
    """Counts and chances are those of the study."""
    assert table(part(hanoi(), "zone")) == [
        ["with what was on the table", "0", "24", "4 % ± 1 %"],
        ["with partial relief added", "3", "48", "64 % ± 2 %"],
        ["with all options", "29", "324", "80 % ± 2 %"],
    ]


def test_a_party_that_no_package_satisfies_is_named() -> None:
    """Where the best package is below walking away, that is the first thing to know."""
    study = hanoi()
    hard = replace(study.parties[0], reservation=200.0)
    found = part(replace(study, parties=(hard, study.parties[1])), "zone")
    facts = next(block for block in found.blocks if isinstance(block, Facts))
    assert facts.pairs[-1][1].startswith("United States: even the best package")


def test_solutions_that_agree_share_a_column() -> None:
    """Nash stands alone here; Kalai-Smorodinsky, egalitarian and Raiffa agree."""
    tables = [b for b in part(hanoi(), "fair-packages").blocks if isinstance(b, Table)]
    titles = [column.title for column in tables[0].columns]
    assert titles == ["", "Nash", "Kalai-Smorodinsky, Egalitarian, Raiffa", "Most in total"]
    assert table(part(hanoi(), "fair-packages"))[2] == ["Sanctions relief", *["Partial relief"] * 3]


def test_solutions_without_a_choice_give_their_reason() -> None:
    """An empty solution is not left out in silence."""
    study = hanoi()
    empty = {
        name: replace(result, deals=(), packages=0, reason="No package suits both.")
        for name, result in study.solutions.items()
    }
    found = part(replace(study, solutions=empty), "fair-packages")
    said = next(block for block in found.blocks if isinstance(block, Bullets)).items[0]
    assert said.endswith("and Most in total: none, because no package suits both.")


def test_ties_are_said() -> None:
    """A choice among packages that tie names their number."""
    bullets = [b for b in part(harbour(), "fair-packages").blocks if isinstance(b, Bullets)]
    assert bullets[0].items[0] == "Kalai-Smorodinsky, Raiffa: 2 packages tie; the first is shown."


def test_levers_that_do_nothing_come_last() -> None:
    """First what opens the zone, smallest first, then what does not."""
    takes = [row[1] for row in table(part(hanoi(), "unlock"))]
    assert takes[0] == "opens 3 packages"
    assert takes[-4:] == ["does not open it"] * 4
    assert "does not open it" not in takes[:-4]


def test_levers_are_told_in_the_words_of_the_study() -> None:
    """The brief adds only what a change without a size does, and that a bound is one."""
    study = hanoi()
    assert study.unlock is not None
    rows = table(part(study, "unlock"))
    able = [lever for lever in study.unlock.levers if lever.opens]
    assert [row[0] for row in rows[: len(able)]] == [lever.label for lever in able]
    told = dict(zip([lever.kind for lever in able], [row[1] for row in rows], strict=False))
    assert told["add-option"] == "opens 3 packages"
    assert told["reservation-together"] == "detail of reservation-together"
    assert told["score"] == "at most detail of score"


def test_a_bound_is_explained() -> None:
    """`at most` never stands without its meaning."""
    texts = [b.text for b in part(hanoi(), "unlock").blocks if isinstance(b, Paragraph)]
    assert any(text.startswith("“at most”: the least") for text in texts)


def test_no_levers_is_an_answer() -> None:
    """A search without a find says so; without a search there is no section."""
    texts = part(with_levers(hanoi()), "unlock").blocks
    assert texts == (Paragraph(text="No change was found that does it."),)
    assert SECTIONS["unlock"].write(replace(hanoi(), unlock=None)) is None


def test_drivers_are_told_as_points_of_chance() -> None:
    """The longest bar comes first, its ends in percentage points against the whole."""
    bars = next(b for b in part(hanoi(), "decides").blocks if isinstance(b, Bars)).bars
    assert bars[0].text == "−4 … +30"
    assert [bar.high - bar.low for bar in bars] == sorted(
        (bar.high - bar.low for bar in bars), reverse=True
    )


def test_conditions_are_told_with_the_share_kept() -> None:
    """What was revealed, and how many draws agree with it."""
    study = hanoi()
    assert study.uncertainty is not None
    told = replace(
        study.uncertainty, conditions=("the offer was refused",), kept=Probability.of(100, 400)
    )
    found = part(replace(study, uncertainty=told), "decides")
    texts = [block.text for block in found.blocks if isinstance(block, Paragraph)]
    assert "Given that the offer was refused. 25 % ± 2 % of all draws agree with it." in texts


def test_no_driver_that_matters_is_said() -> None:
    """Where no number moves the chance, the brief says that instead of drawing nothing."""
    study = hanoi()
    assert study.uncertainty is not None
    whole = study.uncertainty.zone
    flat_ones = tuple(
        replace(d, share_at_low=whole, share_at_high=whole) for d in study.uncertainty.drivers
    )
    told = replace(study, uncertainty=replace(study.uncertainty, drivers=flat_ones))
    found = part(told, "decides")
    assert any(isinstance(b, Paragraph) and b.text.startswith("No uncertain") for b in found.blocks)


def test_sources_are_counted_apart_from_assumptions() -> None:
    """Three claims and 12 options of the reports; 50 numbers and 5 options of the analyst."""
    facts = dict(next(b for b in part(hanoi(), "sources").blocks if isinstance(b, Facts)).pairs)
    assert facts["sourced"] == ("1 account, 1 offer, 1 condition (claims c1 to c3); 12 options")
    assert facts["assumed"] == (
        "36 scores, 12 weights, 2 walk-away values, 27 with a range; 5 options; "
        "1 issue of the named packages"
    )


def test_a_stated_number_counts_as_sourced() -> None:
    """Provenance moves a number from the analyst's side to that of the sources."""
    study = single()
    seller = study.case.preferences["seller"]
    assert isinstance(seller, Scores)
    stated = replace(seller, scores={"price": {**seller.scores["price"], "0": sourced_number()}})
    study = replace(study, case=replace(study.case, preferences={"seller": stated}))
    facts = dict(next(b for b in part(study, "sources").blocks if isinstance(b, Facts)).pairs)
    assert facts["sourced"] == "1 score"
    assert facts["assumed"] == "4 scores, 1 walk-away value, 1 with a range"


def test_quotes_stand_with_source_and_speaker() -> None:
    """Every claim shows its words, who spoke, and where."""
    rows = table(part(hanoi(), "sources"))
    assert rows[0] == [
        "c1",
        "“they wanted the sanctions lifted in their entirety”",
        "United States",
        "account",
        "Sanctions relief: All sanctions lifted",
        "a",
    ]


def test_repairs_and_notes_are_told() -> None:
    """What was mended to read the case, and what the case leaves out."""
    study = replace(hanoi(), repairs=("the score of 'x' was missing; 0 is used",))
    bullets = next(b for b in part(study, "sources").blocks if isinstance(b, Bullets)).items
    assert "Repaired: the score of 'x' was missing; 0 is used." in bullets
    assert "No report gives the North Korean side's own account of what it asked for." in bullets


def test_items_are_divided_in_words() -> None:
    """Who gets what, who gets how much, and what is split."""
    division = Division(
        parties=("us", "dprk"),
        shares={"relief": (1.0, 0.0), "outside": (0.0, 1.0)},
        points=(60.0, 55.5),
        split=None,
    )
    found = part(replace(hanoi(), division=division), "division")
    first = found.blocks[0]
    assert isinstance(first, Paragraph)
    assert first.text.startswith(
        "United States gets 60.0 and North Korea 55.5 of their 100 points."
    )
    assert table(found)[0] == ["Sanctions relief", "all", "–"]


def test_the_colophon_lets_anyone_compute_it_again() -> None:
    """Version, fingerprint and seed are there."""
    document = brief(hanoi())
    assert hanoi().case.digest() in document.colophon[0]
    assert document.meta == ("zopa 0.1", "seed 1", f"case {hanoi().case.digest()[:6]}")
