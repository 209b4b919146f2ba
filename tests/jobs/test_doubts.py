"""Warnings name what is probably a slip, and a sound case gives none."""

from __future__ import annotations

from pathlib import Path

import pytest

from zopa import formats
from zopa.jobs.check import as_json, check, warnings_of
from zopa.jobs.new import new
from zopa.model.records import STATUSES

CASE = """\
zopa: 1
parties: [tenant, landlord]
issues:
  rent: {options: {low: {origin: tenant}, mid: {origin: analyst}, high: {origin: landlord}}}
  years: {options: {1: {origin: tenant}, 5: {origin: analyst}, 10: {origin: landlord}}}
rules:
  - {if: {years: 10}, then: {rent: {not: low}}, reason: Nobody lets so long so cheaply.}
deal_rules:
  - never: {rent: high, years: 1}
preferences:
  tenant:
    weights: {rent: 3, years: 1}
    scores:
      rent: {low: 100, mid: [40, 60], high: 0}
      years: {1: 0, 5: 50, 10: 100}
    no_deal: 40
  landlord:
    scores:
      rent: {low: 0, mid: 300, high: 900}
      years: {1: 0, 5: 20, 10: 30}
    no_deal: {value: [100, 200]}
packages:
  offer: {by: tenant, to: landlord, status: refused, rent: low, years: 5}
events:
  - {date: 2024-03, what: First meeting}
"""


def warnings(tmp_path: Path, *changes: tuple[str, str]) -> list[str]:
    """Return the warnings of the case with some changes, each with its line."""
    text = CASE
    for old, new_text in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new_text)
    file = tmp_path / "case.yaml"
    file.write_text(text, encoding="utf-8")
    result = check(file)
    assert result.faults == ()
    assert warnings_of(file, formats.read(file).case) == len(result.warnings)
    return [str(warning) for warning in result.warnings]


SLIPS = [
    (
        "status: refused",
        "status: refusd",
        "line 23: package 'offer' has the status 'refusd'; did you mean 'refused'?",
    ),
    ("status: refused", "status: rejected", "did you mean 'refused'?"),
    ("status: refused", "status: xyz", "known are proposed, offered, demanded, refused"),
    (
        "to: landlord",
        "to: [landlord, tenant]",
        "line 23: package 'offer' is addressed to 'tenant', who made it",
    ),
    (
        "rent: low, years: 5}",
        "rent: low, years: 10}",
        "rule 'if years = 10 then rent = mid or high' (Nobody lets so long so cheaply), so it is",
    ),
    (
        "rent: low, years: 5}",
        "rent: high, years: 1}",
        "line 23: package 'offer' breaks the deal rule 'never rent = high and years = 1', so",
    ),
    (
        "5: {origin: analyst}",
        "5: {origin: analist}",
        "line 5: the origin 'analist' stands only here; did you mean 'analyst'?",
    ),
    ("mid: {origin: analyst}", "mid: {origin: Tenant}", "did you mean 'tenant'?"),
    (
        "no_deal: 40",
        "no_deal: 400",
        "line 16: walking away is worth 400 to party 'tenant', more than its best deal, 87.5, so",
    ),
    (
        "no_deal: {value: [100, 200]}",
        "no_deal: -5",
        "line 21: walking away is worth -5 to party 'landlord', less than its worst deal, 0, so",
    ),
    (
        "mid: [40, 60]",
        "mid: [40, 600]",
        "line 14: party 'tenant' scores option 'mid' of issue 'rent' 600, far from its other",
    ),
    (
        "10: 30}",
        "10: 9000}",
        "line 20: party 'landlord' scores option '10' of issue 'years' 9000",
    ),
    ("2024-03,", "3 March,", "line 25: the date '3 March' of an event is none that sorts"),
    ("2024-03,", "2023-02-29,", "write 2019, 2019-02 or 2019-02-28"),
    (
        "events:\n",
        "commitments:\n  - {by: tenant, issue: rent, option: mid, since: soon}\nevents:\n",
        "line 25: the date 'soon' of a commitment is none that sorts",
    ),
    (
        "events:\n",
        "sources: {s: A letter}\nclaims: {c: {source: s, quote: x, stance: contradicts}}\nevents:\n",
        "line 25: claim 'c' contradicts nothing; say after 'about' what is not so",
    ),
]


@pytest.mark.parametrize(("old", "new_text", "wanted"), SLIPS, ids=[slip[1] for slip in SLIPS])
def test_a_slip_is_named_with_its_line(
    tmp_path: Path, old: str, new_text: str, wanted: str
) -> None:
    """One slip, one warning."""
    (found,) = warnings(tmp_path, (old, new_text))
    assert wanted in found


QUIET = [
    ("status: refused", "status: Refused"),
    ("status: refused", "status: ' REFUSED '"),
    ("by: tenant, ", ""),
    ("no_deal: 40", "no_deal: 0"),
    ("no_deal: 40", "no_deal: 87.5"),
    ("5: {origin: analyst}", "5: {origin: mails}"),
    ("mid: {origin: analyst}", "mid: {origin: analyst 2}"),
    ("10: 30}", "10: 3000}"),
    ("5: 20, 10: 30}", "5: 20, 10: 80}"),
    ("2024-03,", "2024,"),
    ("2024-03,", "2024-02-29,"),
]


@pytest.mark.parametrize(("old", "new_text"), QUIET, ids=[change for _, change in QUIET])
def test_what_may_be_meant_gives_no_warning(tmp_path: Path, old: str, new_text: str) -> None:
    """Other scales of other issues, signs of people, values at the edge: no false alarm."""
    if new_text == "10: 3000}":
        # without weights each issue has a scale of its own; this one spreads wide by itself
        changes = [("5: 20, 10: 30}", "5: 900, 10: 3000}")]
    else:
        changes = [(old, new_text)]
    assert warnings(tmp_path, *changes) == []


def test_an_origin_that_an_option_set_names_is_meant(tmp_path: Path) -> None:
    """Who selects by a word knows it."""
    sets = "option_sets: {odd: {origin: [tenant, landlord, analist]}}\npreferences:"
    changes = [("5: {origin: analyst}", "5: {origin: analist}"), ("preferences:", sets)]
    assert warnings(tmp_path, *changes) == []


MOVES = """\
zopa: 1
parties: [us, dprk]
issues:
  relief: {by: us, now: none, options: [none, full]}
  closed: {by: dprk, now: no, options: [no, yes]}
  talks: {by: [us, dprk], now: no, options: [no, yes]}
"""


@pytest.mark.parametrize(
    ("more", "wanted"),
    [
        (
            "states: {forbidden: [{by: us, from: {closed: yes}, to: {closed: no}}]}",
            "7: a forbidden move has party 'us' change issue 'closed', which it does not carry out, so it forbids nothing; check its 'by'",
        ),
        ("states: {forbidden: [{by: us, from: {closed: yes}}]}", None),
        ("states: {forbidden: [{from: {closed: yes}, to: {closed: no}}]}", None),
        ("states: {forbidden: [{by: dprk, from: {closed: yes}, to: {closed: no}}]}", None),
        ("exchange: {issues: {relief: {delay: 1}}}", None),
    ],
)
def test_what_nobody_can_do_is_a_doubt(tmp_path: Path, more: str, wanted: str | None) -> None:
    """Moves that are forbidden to whoever could not make them."""
    file = tmp_path / "case.yaml"
    file.write_text(f"{MOVES}{more}\n", encoding="utf-8")
    found = [f"{warning.line}: {warning.message}" for warning in check(file).warnings]
    assert found == ([] if wanted is None else [wanted])


@pytest.mark.parametrize(
    ("changes", "wanted"),
    [
        (
            {"talks: {by: [us, dprk], ": "talks: {"},
            (
                "6: issue 'talks' does not say who moves it, so zopa stability and zopa exchange "
                "cannot answer; name its party after 'by'"
            ),
        ),
        ({"talks: {by: [us, dprk], now: no, ": "talks: {term: true, "}, None),
        ({"by: us, ": "", "by: dprk, ": "", "by: [us, dprk], ": ""}, None),
        (
            {
                "by: us, ": "",
                "by: dprk, ": "",
                "talks: {by: [us, dprk], now: no, options: [no, yes]}": (
                    "talks: {now: no, options: [no, yes]}\nstates: {once: talks}"
                ),
            },
            (
                "6: 'states' speaks of issue 'talks', which nobody carries out; say who does with "
                "'by' at the issue"
            ),
        ),
        (
            {
                "by: us, ": "",
                "by: dprk, ": "",
                "talks: {by: [us, dprk], now: no, options: [no, yes]}": (
                    "talks: {now: no, options: [no, yes]}\n"
                    "exchange: {orders: {a: {rounds: [talks]}}}"
                ),
            },
            (
                "6: 'exchange' speaks of issue 'talks', which nobody carries out; say who does with "
                "'by' at the issue"
            ),
        ),
    ],
)
def test_an_issue_that_nobody_moves_among_others_is_a_doubt(
    tmp_path: Path, changes: dict[str, str], wanted: str | None
) -> None:
    """Only where the case says of other issues who moves them, or moves it itself."""
    text = MOVES
    for old, new_text in changes.items():
        assert text.count(old) == 1
        text = text.replace(old, new_text)
    file = tmp_path / "case.yaml"
    file.write_text(text, encoding="utf-8")
    found = [f"{warning.line}: {warning.message}" for warning in check(file).warnings]
    assert found == ([] if wanted is None else [wanted])


@pytest.mark.parametrize("status", STATUSES)
def test_a_status_is_read_in_any_case(tmp_path: Path, status: str) -> None:
    """``Refused`` is refused: it counts for what was revealed."""
    file = tmp_path / "case.yaml"
    file.write_text(CASE.replace("status: refused", f"status: {status.title()}"), encoding="utf-8")
    assert formats.read(file).case.packages["offer"].status == status
    assert check(file).warnings == ()


def test_examples_and_the_starter_give_no_warning(examples: Path, tmp_path: Path) -> None:
    """Whoever starts from them sees a clean check."""
    files = [path.parent for path in sorted(examples.glob("*/case.yaml"))]
    for path in [*files, new(tmp_path / "mine.yaml")]:
        assert check(path).warnings == (), path


def test_warnings_have_their_own_field_in_json(tmp_path: Path) -> None:
    """Beside the faults, with line and place; the case stays sound."""
    file = tmp_path / "case.yaml"
    file.write_text(CASE.replace("2024-03", "March"), encoding="utf-8")
    found = as_json(check(file))
    assert (found["sound"], found["faults"]) == (True, [])
    (warning,) = found["warnings"]
    assert (warning["line"], warning["where"]) == (25, ["events", "0", "date"])
