"""A check says all faults of a case, or what it contains."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from zopa import formats
from zopa.errors import FormatError
from zopa.jobs.check import as_json, check

CASE = """\
zopa: 1
id: lease
title: A lease
parties: [tenant, landlord]
issues:
  rent: {options: [low, high]}
  years: {options: {1: null, 5: {origin: new}}}
rules:
  - never: {rent: low, years: 1}
deal_rules:
  - never: {rent: high, years: 1}
option_sets:
  short: {fix: {years: 1}}
preferences:
  tenant: {scores: {rent: {low: [5, 9], high: 0}}, no_deal: 2}
"""


def write(folder: Path, text: str) -> Path:
    """Write a case and return its file."""
    file = folder / "case.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_sound_case_is_counted(tmp_path: Path) -> None:
    """Counts are those of the file; two of four packages obey the rules."""
    result = check(
        write(tmp_path, CASE.replace("  short: {fix: {years: 1}}", "  long: {fix: {years: 5}}"))
    )
    assert result.sound
    assert (result.id, result.title) == ("lease", "A lease")
    assert result.counts["parties"] == 2
    assert result.counts["with preferences"] == 1
    assert result.counts["options"] == 4
    assert result.counts["numbers"] == 3
    assert result.counts["ranges"] == 1
    packages = {name: (p.total, p.legal) for name, p in result.packages.items()}
    assert packages == {"all": (4, 2), "long": (2, 2)}


LATER = """\
zopa: 1
parties: [us, dprk, rok, hawks]
issues:
  relief: {by: us, now: none, options: [none, full]}
  closed: {by: dprk, now: no, options: [no, yes]}
states:
  once: closed
  forbidden: [{to: {relief: full}}]
  merge: {over: {states: {relief: full, closed: yes}}}
  names: {today: {relief: none, closed: no}}
preferences:
  us: {scores: {relief: {none: [1, 2], full: 0}}}
  hawks: {scores: {relief: {none: 1, full: 0}}}
  dprk: {priorities: relief = full}
exchange:
  issues: {relief: {reversible: 0.5}, closed: {delay: 1}}
  orders: {asked: {rounds: [relief, closed]}}
verification: {issues: {closed: {detected: 0.5}}, undeclared: {detected: 0.1}}
ratifiers: {us: {senate: {needs: 1, of: hawks}}}
coalitions: [{of: us, worth: 1}]
"""


def test_what_other_questions_need_is_counted(tmp_path: Path) -> None:
    """States, orders, steps, inspections, ratifiers and coalitions; voters count for themselves."""
    result = check(write(tmp_path, LATER))
    assert result.faults == ()
    wanted = {
        "parties": 4,
        "with preferences": 1,
        "with an order of states": 1,
        "with votes at home": 1,
        "one-way issues": 1,
        "forbidden moves": 1,
        "merged states": 1,
        "named states": 1,
        "described steps": 2,
        "requested schedules": 1,
        "inspections": 2,
        "ratifiers": 1,
        "coalitions": 1,
        "numbers": 2,
        "ranges": 1,
    }
    assert {key: result.counts[key] for key in wanted} == wanted
    assert as_json(result)["counts"]["one_way_issues"] == 1


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        (
            "dprk: {priorities: relief = full}",
            "dprk: {ranking: [today]}",
            (14, "the ranking of party 'dprk' leaves out the state"),
        ),
        (
            "states: {relief: full, closed: yes}}",
            "states: {relief: full}}",
            (14, "states: party 'dprk' does not rank the merged state 'over' alike everywhere"),
        ),
        (
            "states: {relief: full, closed: yes}}",
            "states: {relief: full}}",
            (12, "states: party 'us' does not rank the merged state 'over' alike everywhere"),
        ),
        (
            "exchange:",
            "rules: [{never: {relief: none, closed: yes}}]\nexchange:",
            (6, "states: the state 'later' is forbidden by the rule"),
        ),
    ],
)
def test_orders_are_checked_against_the_states(
    tmp_path: Path, old: str, new: str, wanted: tuple[int, str]
) -> None:
    """A ranking that omits states is found before anybody asks about stability."""
    text = LATER.replace("names: {today", "names: {later: {relief: none, closed: yes}, today")
    text = text.replace("{relief: {none: [1, 2], full: 0}}", SPLIT)
    text = text.replace("priorities: relief = full", "priorities: [closed, relief = full]")
    old = old.replace("priorities: relief = full", "priorities: [closed, relief = full]")
    assert old in text
    result = check(write(tmp_path, text.replace(old, new)))
    line, words = wanted
    assert any(f.line == line and f.message.startswith(words) for f in result.faults)
    assert check(write(tmp_path, text)).faults == ()


SPLIT = "{relief: {none: [1, 2], full: 0}, closed: {no: 0, yes: 9}}"


def test_too_many_states_are_not_checked(tmp_path: Path) -> None:
    """The case is sound, and the check says what it did not look at."""
    issues = "".join(f"  i{n}: {{by: us, now: 1, options: [1, 2]}}\n" for n in range(21))
    text = f"zopa: 1\nparties: [us]\nissues:\n{issues}preferences: {{us: {{priorities: i0 = 2}}}}\n"
    result = check(write(tmp_path, text))
    assert result.faults == ()
    assert (
        "2,097,152 combinations of options, and at most 1,000,000 are listed" in result.unchecked[0]
    )


def test_rules_that_leave_an_option_set_no_package_are_a_fault(tmp_path: Path) -> None:
    """Each option set is tried, and the fault has the line of the set."""
    file = write(tmp_path, CASE)
    for path in (file, tmp_path):
        (fault,) = check(path).faults
        assert fault.line == 13
        assert fault.message == (
            "no package obeys the rules of case 'lease' with the options 'short'; lift or mend a rule"
        )


def test_rules_that_leave_no_package_at_all_are_one_fault(tmp_path: Path) -> None:
    """Where nothing is legal, the option sets are not blamed too."""
    text = CASE.replace("  - never: {rent: low, years: 1}", "  - never: {rent: [low, high]}")
    (fault,) = check(write(tmp_path, text)).faults
    assert fault.line == 8
    assert fault.message == "no package obeys the rules of case 'lease'; lift or mend a rule"


def test_faults_of_reading_come_with_their_lines(tmp_path: Path) -> None:
    """All faults of the file are listed, in order."""
    text = CASE.replace("tenant: {scores", "tenat: {scores").replace("1: null", "1: [x]")
    result = check(write(tmp_path, text))
    assert not result.sound
    assert [fault.line for fault in result.faults] == [7, 15]
    assert result.counts == {}


def test_what_is_no_case_at_all_is_refused(tmp_path: Path) -> None:
    """A file that nobody can read as a case has no list of faults."""
    with pytest.raises(FormatError, match="there is no file or folder"):
        check(tmp_path / "nothing.yaml")


def test_a_block_that_is_too_large_to_list_is_said(tmp_path: Path) -> None:
    """More than 20 million packages under one rule are left unchecked, not forgotten."""
    issues = "".join(f"  i{n}: {{options: [a, b, c, d, e, f]}}\n" for n in range(10))
    rule = ", ".join(f"i{n}: a" for n in range(10))
    text = f"zopa: 1\nparties: [x]\nissues:\n{issues}rules: [{{never: {{{rule}}}}}]\n"
    result = check(write(tmp_path, text))
    assert result.sound
    assert "into a block of more than" in result.unchecked[0]
    assert result.packages == {}


def test_large_counts_are_texts_in_json(tmp_path: Path) -> None:
    """Integers above 2**53 would be rounded by most readers of JSON."""
    issues = "".join(f"  i{n}: {{options: [a, b, c, d, e, f, g, h]}}\n" for n in range(20))
    result = check(write(tmp_path, f"zopa: 1\nparties: [x]\nissues:\n{issues}"))
    found = json.loads(json.dumps(as_json(result)))
    assert found["packages"]["all"] == {"total": str(8**20), "legal": str(8**20)}
    assert found["counts"]["with_preferences"] == 0


def test_other_formats_are_checked_too(tmp_path: Path) -> None:
    """What the reader of another format remarks is passed on; every example has no faults."""
    domain = {
        "issueWeights": {"price": 1.0},
        "issues": {"price": {"low": 0.0, "high": 1.0}},
        "reservationValue": 0.1,
    }
    (tmp_path / "profileA.json").write_text(json.dumps(domain), encoding="utf-8")
    (tmp_path / "profileB.json").write_text(json.dumps(domain), encoding="utf-8")
    result = check(tmp_path)
    assert result.sound
    assert result.repairs == formats.read(tmp_path).repairs


def test_all_examples_are_sound(examples: Path) -> None:
    """The examples of the project have no faults."""
    for folder in sorted(path.parent for path in examples.glob("*/case.yaml")):
        assert check(folder).faults == (), folder
