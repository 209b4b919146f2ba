"""What the sections of the brief say."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from studies import ALL, hanoi, harbour, huge, lever, single, sourced_number
from zopa.analysis.results import Division, Probability, Study, Unlock
from zopa.model import Scores, Standing
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
        "who-said-what",
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
    start = "No deal was possible with what was on the table, at the middle values of the ranges: "
    assert said.startswith(f"{start}none of the 24 ")
    assert "One option nobody proposed, “Partial relief” (Sanctions relief), opens the zone" in said
    assert "opens the zone by itself: 3 packages, and a deal in 64 % ± 2 % of those ways." in said
    assert said.endswith(
        "Without it, United States alone would have to lower its walk-away value by 4.2 points, "
        "or North Korea by 6.4."
    )
    assert len(re.findall(r"\. [A-Z]", said)) == 2


def test_the_bottom_line_says_how_sure_it_is() -> None:
    """The chances are those of the zones, with their errors: 18 of 400 draws have a deal."""
    study = hanoi()
    assert study.zones["on_the_table"].probability == Probability.of(18, 400)
    assert "nor does any in 96 % ± 1 % of the ways the numbers may fall" in bottom_line(study)


def test_an_empty_zone_with_likely_deals_is_not_called_sure() -> None:
    """Where most draws have a deal, that comes first."""
    study = hanoi()
    likely = replace(study.zones["on_the_table"], probability=Probability.of(300, 400))
    study = replace(study, zones={**study.zones, "on_the_table": likely})
    assert bottom_line(study).startswith(
        "In 75 % ± 2 % of the ways the numbers may fall a deal was"
    )
    assert "though at the middle values of the ranges none of the 24" in bottom_line(study)


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
    assert "any one of three options nobody proposed opens the zone" in said.lower()
    assert "“Partial relief” (Sanctions relief), “Capped”" in said
    more = lever("add-option", 1, "options", options=(("sequence", "step_by_step"),), packages=9)
    said = bottom_line(with_levers(hanoi(), *few, more))
    assert "Any one of four options nobody proposed opens the zone; “Step by step”" in said
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
        "No added option opens the zone; the smallest change the parties could make is: label of "
        in said
    )
    assert "To open it, both would have to lower their walk-away values by 2.6 points." in said
    said = bottom_line(with_levers(hanoi(), equal))
    assert "The smallest change the parties could make to open the zone is: label of" in said
    assert "Nothing that the parties could do was found to open the zone." in bottom_line(
        with_levers(hanoi(), replace(equal, opens=False))
    )


def test_a_weight_is_nothing_that_parties_can_do() -> None:
    """The bottom line never names an estimate that would have to be wrong."""
    weight = lever("weight", 0.01, "weight", parties=("us",))
    alone = lever("reservation-equal", 3.0, "points", parties=("us", "dprk"))
    said = bottom_line(with_levers(hanoi(), weight, alone))
    assert "label of reservation-equal" in said
    assert "label of weight" not in said


def test_an_option_that_somebody_proposed_is_not_called_new() -> None:
    """Only options of the analyst without a passage were proposed by nobody."""
    proposed = lever("add-option", 1, "options", options=(("missiles", "give_up"),), packages=1)
    said = bottom_line(with_levers(hanoi(), proposed))
    assert "One added option, “Given up” (Missile and warhead programs), opens the zone" in said


def note(study: Study) -> str:
    """Return the small print below the bottom line."""
    block = part(study, "bottom-line").blocks[1]
    assert isinstance(block, Paragraph)
    assert block.tone == "muted"
    return block.text


def test_the_bottom_line_says_what_it_rests_on() -> None:
    """How many numbers come from a source, and what a chance is not."""
    assert note(hanoi()).startswith("No weight, score or walk-away value comes from a source;")
    assert "not the likelihood that people agree" in note(hanoi())
    assert "chance" not in note(hanoi(certain=True))
    assert "1 of 6 weights, scores and walk-away values comes from a source" in note(stated())


def test_a_case_with_every_number_sourced_says_so() -> None:
    """No assumption is claimed where there is none."""
    study = single()
    value = Standing(value=sourced_number())
    prices = {"price": dict.fromkeys("01234", sourced_number())}
    seller = Scores(party="seller", scores=prices, standing=value)
    study = replace(study, case=replace(study.case, preferences={"seller": seller}))
    assert note(study).startswith("Every weight, score and walk-away value has a source.")


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
    said = bottom_line(replace(study, zone=unlikely))
    assert said.startswith("In 90 % ± 2 % of the ways the numbers may fall no deal was possible")


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


def verdicts(study: Study) -> tuple[str, ...]:
    """Return what is said of each named package."""
    blocks = part(study, "on-the-table").blocks
    return next(block for block in blocks if isinstance(block, Bullets)).items


def test_named_packages_show_who_would_not_sign() -> None:
    """The verdict names the party, how far the package lies below walking away, and why."""
    study = hanoi()
    rows = table(part(study, "on-the-table"))
    assert rows[0] == ["North Korea's offer", "13.2", "90.3"]
    assert rows[-1] == ["walking away", "53.0", "60.1"]
    assert verdicts(study)[0] == "North Korea's offer: United States 39.8 below walking away."
    offer = replace(study.named["dprk_offer"], reasons={"us": (("relief", -34.0), ("testing", -2))})
    told = replace(study, named={**study.named, "dprk_offer": offer})
    assert verdicts(told)[0].endswith("below walking away, mostly Sanctions relief −34.")


def test_two_reasons_are_named_where_one_is_not_most() -> None:
    """Issues scored together are named together."""
    study = hanoi()
    losses = (("relief, testing", -5.0), ("missiles", -4.0), ("outside", -3.0))
    offer = replace(study.named["dprk_offer"], reasons={"us": losses})
    said = verdicts(replace(study, named={**study.named, "dprk_offer": offer}))[0]
    assert (
        "mostly Sanctions relief and Rocket and nuclear tests −5 and Missile and warhead programs −4"
        in said
    )


def test_every_package_shows_the_chance_that_each_accepts() -> None:
    """Chances stand below the scores, bounds where all draws agree."""
    rows = table(part(hanoi(), "on-the-table"))
    assert [cell.strip() for cell in rows[1]] == ["chance", "below 0.8 %", "above 99.2 %"]


def test_what_the_analyst_filled_in_is_marked() -> None:
    """An assumed option of a named package never looks like a fact."""
    found = part(hanoi(), "on-the-table")
    assert ["Order of the steps", "Relief first *", "Disarm first"] in table(found, at=1)
    texts = [block.text for block in found.blocks if isinstance(block, Paragraph)]
    assert any("* Filled in by the analyst." in text for text in texts)


def test_issues_on_which_nothing_differs_are_counted() -> None:
    """The tests stay as they are in both packages and without a deal."""
    found = part(hanoi(), "on-the-table")
    assert "Rocket and nuclear tests" not in [row[0] for row in table(found, at=1)]
    texts = [block.text for block in found.blocks if isinstance(block, Paragraph)]
    assert any(text.endswith("On one more issue all are as walking away.") for text in texts)


def test_many_parties_have_verdicts_too() -> None:
    """With six parties each package still says who refuses it."""
    assert verdicts(harbour())[1] == (
        "The Mayor's compromise: Environmental League 8 below walking away."
    )


def test_a_package_that_breaks_a_rule_is_said_to() -> None:
    """A named package need not be legal."""
    study = hanoi()
    named = {**study.named, "us_demand": replace(study.named["us_demand"], legal=False)}
    assert "breaks a rule" in verdicts(replace(study, named=named))[1]


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


def small_print(study: Study) -> str:
    """Return the muted text of the levers."""
    blocks = part(study, "unlock").blocks
    return " ".join(block.text for block in blocks if isinstance(block, Paragraph))


def test_what_parties_can_do_stands_apart_from_wrong_estimates() -> None:
    """Only what opens the zone has a row; estimates that would have to be far off have none."""
    study = hanoi()
    assert study.unlock is not None
    weight = lever("weight", 0.3, "weight", parties=("us",))
    found = part(with_levers(study, *study.unlock.levers, weight), "unlock")
    assert table(found)[0][1] == "opens 3 packages"
    assert table(found)[-1] == ["label of leave-issue-out", "opens 2 packages"]
    assert table(found, at=1) == [["label of weight", "detail of weight"]]
    assert "2 larger changes in estimates are in the JSON." in small_print(study)


def test_what_does_not_open_the_zone_is_told_in_a_sentence() -> None:
    """Several of a kind are counted, one alone is named."""
    assert small_print(hanoi()).endswith(
        "Does not open it: lift the rule 'never relief = none', any of two other options alone or "
        "label of leave-issue-out."
    )


def test_a_lever_that_repeats_another_is_left_out() -> None:
    """Walk-away values together say nothing new where only one moves."""
    alone = lever("reservation-alone", 4.2, "points", parties=("us",))
    before, after = {"us": 50.0, "dprk": 57.0}, {"us": 45.8, "dprk": 57.0}
    both = lever(
        "reservation-together", 4.2, "points", parties=("us", "dprk"), before=before, after=after
    )
    assert table(part(with_levers(hanoi(), alone, both), "unlock")) == [
        ["label of reservation-alone", "detail of reservation-alone"]
    ]
    moved = replace(both, after={"us": 47.8, "dprk": 55.0})
    assert len(table(part(with_levers(hanoi(), alone, moved), "unlock"))) == 2


def test_a_size_does_not_depend_on_other_packages() -> None:
    """Sizes are never rounded to whole numbers because other numbers are whole."""
    short = lever("reservation-alone", 2.5, "points", parties=("dot",))
    said = bottom_line(with_levers(harbour(), short))
    assert "rises by more than 2.5 points" in said


def test_packages_that_changes_open_on_stand_side_by_side() -> None:
    """A column for each package, under the first change that opens on it."""
    near = replace(lever("add-option", 1, "options", options=(("relief", "partial"),)), effort=0.0)
    study = hanoi()
    best = replace(near, deal=study.solutions["nash"].deals[0])
    tables = [
        b for b in flat(part(with_levers(study, best), "unlock").blocks) if isinstance(b, Table)
    ]
    assert tables[-1].matrix
    assert [column.title for column in tables[-1].columns] == ["", "label of add-option"]
    assert ["Sanctions relief", "Partial relief"] in [
        [cell.text for cell in row] for row in tables[-1].rows
    ]


def test_a_bound_is_explained() -> None:
    """`at most` never stands without its meaning."""
    assert "“at most”: the least" in small_print(hanoi())


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
    assert "Given what was revealed (100 of 400 draws agree with it):" in texts
    bullets = next(block for block in found.blocks if isinstance(block, Bullets))
    assert bullets.items == ("The offer was refused.",)
    asked = brief(replace(study, uncertainty=replace(told, kept=Probability.of(10, 400)))).asked
    kept = "10 of 400 draws agree with it, which speaks against the assumed numbers"
    assert asked == (f"Only draws that agree with what was revealed are counted: {kept}.",)


def test_the_head_says_what_is_not_as_usual() -> None:
    """Another option set, strict acceptance, unequal standing."""
    assert brief(hanoi()).asked == ()
    study = replace(
        hanoi(), option_set="on_the_table", strict=True, standing={"us": 2.0, "dprk": 1.0}
    )
    assert brief(study).asked == (
        "Asked with what was on the table, not with all options.",
        "Strict: a party accepts only what is worth more than walking away.",
        "Unequal standing: United States 2 and North Korea 1.",
    )
    texts = [b.text for b in part(study, "fair-packages").blocks if isinstance(b, Paragraph)]
    assert any("Unequal standing: United States 2 and North Korea 1." in text for text in texts)


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
    """Three claims on two options; 10 that only an origin vouches for; the rest is the analyst's."""
    facts = dict(next(b for b in part(hanoi(), "sources").blocks if isinstance(b, Facts)).pairs)
    assert facts["sourced"] == "1 account, 1 offer, 1 condition (claims c1 to c3); 2 options"
    assert facts["attributed"] == "10 options to “reports”, no passage given"
    assert facts["assumed"] == (
        "36 scores, 12 weights, 2 walk-away values, 27 with a range; 5 options; "
        "1 issue of the named packages"
    )


def stated() -> Study:
    """Return a study with one number that has a source."""
    study = single()
    seller = study.case.preferences["seller"]
    assert isinstance(seller, Scores)
    told = replace(seller, scores={"price": {**seller.scores["price"], "0": sourced_number()}})
    return replace(study, case=replace(study.case, preferences={"seller": told}))


def test_a_number_says_where_it_comes_from() -> None:
    """Source and method stand beside the number, on the page."""
    assert table(part(stated(), "sources"))[0][-1] == "a, stated"


def test_a_stated_number_counts_as_sourced() -> None:
    """Provenance moves a number from the analyst's side to that of the sources."""
    study = stated()
    facts = dict(next(b for b in part(study, "sources").blocks if isinstance(b, Facts)).pairs)
    assert facts["sourced"] == "1 score"
    assert facts["assumed"] == "4 scores, 1 walk-away value, 1 with a range"


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


def test_what_does_not_open_the_zone_is_named_on_the_page() -> None:
    """Behind the counts of the sentence stand the names, by kind."""
    details = [b for b in part(hanoi(), "unlock").blocks if isinstance(b, Details)]
    facts = next(block for block in details[-1].blocks if isinstance(block, Facts))
    assert [name for name, _ in facts.pairs] == ["other options"]
    assert "“Capped” (Missile and warhead programs)" in facts.pairs[0][1]


def test_how_often_a_package_is_nash_is_about_the_same_options() -> None:
    """Shares of one option set never stand beside the fair packages of another."""
    study = hanoi()
    assert study.uncertainty is not None
    assert study.uncertainty.option_set != study.zone.option_set
    captions = [
        b.caption for b in flat(part(study, "fair-packages").blocks) if isinstance(b, Table)
    ]
    assert not any("How often" in str(caption) for caption in captions)
    same = replace(study, uncertainty=replace(study.uncertainty, option_set="all"))
    captions = [b.caption for b in flat(part(same, "fair-packages").blocks) if isinstance(b, Table)]
    assert any("How often" in str(caption) for caption in captions)
