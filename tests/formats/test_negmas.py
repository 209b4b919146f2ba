"""NegMAS YAML: what profiles mean, and what is refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from zopa import formats
from zopa.errors import FormatError, ZopaError
from zopa.model import Case, Scores, utilities

Values = Callable[[Case], NDArray[np.float64]]
Folder = Callable[[Mapping[str, str | bytes]], Path]

DOMAIN = """issues:
- name: food
  type: CategoricalIssue
  values: [chips, fruit]
- name: days
  type: ContiguousIssue
  values: [2, 4]
name: deal_domain
type: DiscreteCartesianOutcomeSpace
"""

PROFILE = """name: me
reserved_value: 0.4
type: LinearAdditiveUtilityFunction
values:
- type: TableFun
  mapping: {fruit: 1.0, chips: 0.5}
- type: AffineFun
  slope: -0.5
  bias: 2
weights: [0.6, 0.4]
"""


def deal(**changes: str) -> dict[str, str | bytes]:
    """Return a folder's content."""
    files: dict[str, str | bytes] = {"x_domain.yml": DOMAIN, "a.yml": PROFILE, "b.yml": PROFILE}
    return files | {f"{name}.yml": text for name, text in changes.items()}


def test_weights_and_functions_follow_the_domain_file(folder: Folder, values: Values) -> None:
    """0.6 x 0.5 + 0.4 x (2 - days / 2) for chips, and so on; not rescaled to anything."""
    reading = formats.read(folder(deal()))
    assert reading.repairs == ()
    case = reading.case
    assert (case.id, case.title) == ("x", "deal")
    assert [(party.id, party.name) for party in case.parties] == [("a", "me"), ("b", "me")]
    wanted = [0.3 + 0.4, 0.3 + 0.2, 0.3, 0.6 + 0.4, 0.6 + 0.2, 0.6]
    assert values(case)[:, 0] == pytest.approx(wanted)
    assert utilities(case)[0].reservation == 0.4


@pytest.mark.parametrize(
    ("function", "wanted"),
    [
        ("{type: LinearFun, slope: 0.5}", [1, 1.5, 2]),
        ("{type: ConstFun, bias: 0.5}", [0.5, 0.5, 0.5]),
        ("{type: IdentityFun}", [2, 3, 4]),
        ("{type: negmas.preferences.value_fun.AffineFun, slope: 1}", [2, 3, 4]),
        ("{type: TableFun, mapping: {4: 1, 2: 7, 3: 8}}", [7, 8, 1]),
    ],
)
def test_value_functions(
    folder: Folder, values: Values, function: str, wanted: list[float]
) -> None:
    """Each at days 2, 3 and 4."""
    text = PROFILE[: PROFILE.index("- type: AffineFun")] + f"- {function}\nweights: [0, 1]\n"
    case = formats.read(folder(deal(a=text))).case
    assert values(case)[:3, 0] == pytest.approx(wanted)


@pytest.mark.parametrize("line", ["reserved_value: -.inf\n", ""])
def test_no_reserved_value_means_the_lowest_utility_and_is_said(folder: Folder, line: str) -> None:
    """Minus infinity accepts whatever there is."""
    reading = formats.read(folder(deal(a=PROFILE.replace("reserved_value: 0.4\n", line))))
    assert utilities(reading.case)[0].reservation == pytest.approx(0.3)
    assert "me: no reservation value is stated, so any deal is acceptable" in reading.repairs[0]


def test_numbers_that_are_evenly_spaced_become_a_grid(folder: Folder) -> None:
    """10, 20, 30 have steps of 10; 1, 2, 4 are options and no more; text stays text."""

    def issue(kind: str, text: str) -> Case:
        domain = DOMAIN.replace("ContiguousIssue", kind).replace("[2, 4]", text)
        profile = PROFILE[: PROFILE.index("- type: Aff")] + "- {type: ConstFun, bias: 1}\n"
        return formats.read(
            folder(
                {
                    "x_domain.yml": domain,
                    "a.yml": profile + "weights: [1, 1]\n",
                    "b.yml": profile + "weights: [1, 1]\n",
                }
            )
        ).case

    grid = issue("DiscreteCardinalIssue", "[10, 20, 30]").issue("days").grid
    assert grid is not None
    assert grid.values() == (10, 20, 30)
    assert issue("DiscreteCardinalIssue", "[1, 2, 4]").issue("days").grid is None
    assert issue("CategoricalIssue", "['1', '2']").issue("days").grid is None
    assert len(issue("ContinuousIssue", "[0.0, 1.0]").issue("days")) == 21


def test_all_profiles_of_a_folder_take_part_unless_some_are_chosen(folder: Folder) -> None:
    """A NegMAS folder is one scenario; files that start with an underscore are none of it."""
    place = folder({**deal(c=PROFILE), "_info.yaml": "a: 1", "notes.yml": "b: 2"})
    reading = formats.read(place)
    assert [party.id for party in reading.case.parties] == ["a", "b", "c"]
    assert reading.repairs == ("notes.yml: neither a NegMAS domain nor a profile; left out",)
    assert [p.id for p in formats.read(f"{place}::c,a").case.parties] == ["c", "a"]
    assert [p.id for p in formats.read(place / "b.yml").case.parties] == ["b"]
    assert len(formats.read(place / "x_domain.yml").case.parties) == 3


def test_an_unknown_key_is_left_out_and_said(folder: Folder) -> None:
    """Nothing is dropped in silence."""
    reading = formats.read(folder(deal(a=PROFILE + "colour: blue\n")))
    assert reading.repairs == ("a.yml: unknown keys are left out: colour",)


@pytest.mark.parametrize(
    ("profile", "error"),
    [
        (PROFILE + "values: [", "this is not YAML"),
        (PROFILE.replace("[0.6, 0.4]", "[0.6]"), "'weights' has 1, the domain has 2 issues"),
        (PROFILE.replace("weights: [0.6, 0.4]", ""), "'weights' has nothing"),
        (PROFILE.replace("0.6,", ".nan,"), "expected a finite number"),
        (PROFILE.replace("0.6,", "-0.6,"), "weights are 0 or more"),
        (PROFILE.replace("0.4\ntype", ".inf\ntype"), "reserved_value: expected a finite number"),
        (PROFILE.replace("chips: 0.5", "chop: 0.5"), "no value for 'chips'"),
        (PROFILE.replace("chips: 0.5", "chips: 0.5, chop: 1"), "did you mean 'chips'"),
        (PROFILE.replace("chips: 0.5", "chips: many"), "got 'many'"),
        (PROFILE.replace("AffineFun", "SinFun"), "a 'SinFun' is not read"),
        (PROFILE.replace("slope: -0.5", ""), "slope: expected a finite number"),
        (
            PROFILE.replace("LinearAdditiveUtilityFunction", "ExpDiscountedUFun"),
            "type 'ExpDiscountedUFun', which zopa does not read",
        ),
        (
            PROFILE.replace("LinearAdditiveUtilityFunction", "HyperRectangleUtilityFunction"),
            "type 'HyperRectangleUtilityFunction', which zopa does not read",
        ),
        (PROFILE.replace("{fruit", "&m {fruit: *m, x"), "expected|not YAML|no value"),
    ],
)
def test_bad_profiles_give_one_sentence(folder: Folder, profile: str, error: str) -> None:
    """What it is, what was found, what to do."""
    with pytest.raises(ZopaError, match=error) as caught:
        formats.read(folder(deal(a=profile)))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("domain", "error"),
    [
        (DOMAIN.replace("[chips, fruit]", "[]"), "expected a list of 1 to 100,000 values"),
        (DOMAIN.replace("[chips, fruit]", "[a, a]"), "one value stands twice"),
        (DOMAIN.replace("[chips, fruit]", "[a, [b]]"), "a list cannot be a value"),
        (DOMAIN.replace("[2, 4]", "[4, 2]"), "runs from 4 to 2"),
        (DOMAIN.replace("[2, 4]", "[1, 2, 4]"), "has two values, lowest and highest; got 3"),
        (DOMAIN.replace("[2, 4]", "[0, 200000]"), "at most 100,000 are read"),
        (DOMAIN.replace("name: days", "name: food"), "two issues are called 'food'"),
        (DOMAIN.replace("name: days", "nam: days"), "issue 2 has no name"),
    ],
)
def test_bad_domains_give_one_sentence(folder: Folder, domain: str, error: str) -> None:
    """What it is, what was found, what to do."""
    with pytest.raises(ZopaError, match=error):
        formats.read(folder(deal(x_domain=domain)))


def test_folders_without_what_is_needed_say_so(folder: Folder) -> None:
    """A domain alone, a profile alone, two domains."""
    place = folder({"x_domain.yml": DOMAIN})
    with pytest.raises(FormatError, match="no NegMAS profile lies beside the domain"):
        formats.read(place)
    place = folder({**deal(), "y_domain.yml": DOMAIN})
    with pytest.raises(FormatError, match="2 NegMAS domains"):
        formats.read(place)
    for name in ("x_domain.yml", "y_domain.yml"):
        (place / name).unlink()
    with pytest.raises(FormatError, match="no NegMAS domain"):
        formats.read(place / "a.yml")


def test_real_folders_read_with_every_option_in_place(shared: Path, values: Values) -> None:
    """Shipped profiles are scaled from 0 to 1 over all packages; reserved values are missing."""
    base = shared / "domains" / "negmas" / "anac2010"
    counts = {"EnglandZimbabwe": 576, "ItexvsCypress": 180, "Travel": 188160}
    for name, outcomes in counts.items():
        reading = formats.read(base / name)
        case = reading.case
        assert np.prod([len(issue) for issue in case.issues]) == outcomes
        assert len(reading.repairs) == 2
        for preference in case.preferences.values():
            assert isinstance(preference, Scores)
            assert preference.standing.value is not None
            assert preference.standing.value.central == 0.0
        if outcomes < 1000:
            assert values(case).max(axis=0) == pytest.approx([1.0, 1.0])
