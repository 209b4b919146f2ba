"""Known defects of other readers, each with the right answer here.

The names G1 to G5, A6, A8 and A9 are those of the list of defects that the project keeps; the
data are made up so that the wrong reading gives another answer.
"""

from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
import pytest

from zopa import formats
from zopa.formats import FORMATS
from zopa.model import Case, Number, Scores, Standing, utilities

LETTERS = "pqr"


def genius(
    place: Path,
    evaluations: tuple[tuple[float, ...], ...],
    weights: tuple[float, ...],
    *,
    first: int = 1,
    root: int = 0,
    tail: str = "",
) -> Case:
    """Write a Genius folder with two equal profiles, and return the case read from it."""

    def tree(*, profile: bool) -> str:
        parts = []
        for place_of, column in enumerate(evaluations):
            parts.append(f'<issue index="{first + place_of}" name="i{place_of}" type="discrete">')
            for at, evaluation in enumerate(column):
                given = f' evaluation="{evaluation}"' if profile else ""
                parts.append(f'<item index="{at + 1}" value="{LETTERS[at]}"{given}/>')
            parts.append("</issue>")
        if profile:
            for place_of, weight in enumerate(weights):
                parts.append(f'<weight index="{first + place_of}" value="{weight}"/>')
        return f'<objective index="{root}" name="D">{"".join(parts)}</objective>'

    domain = f"<negotiation_template><utility_space>{tree(profile=False)}</utility_space>"
    (place / "d-domain.xml").write_text(domain + "</negotiation_template>")
    for name in ("a.xml", "b.xml"):
        text = f"<utility_space>{tree(profile=True)}{tail}</utility_space>"
        (place / name).write_text(text)
    return formats.read(place).case


def table(case: Case) -> dict[tuple[str, ...], float]:
    """Return the first party's utility of every package."""
    first = utilities(case)[0]
    names = [issue.id for issue in case.issues]
    found = {}
    for places in itertools.product(*(range(len(issue)) for issue in case.issues)):
        package = tuple(i.options[at].id for i, at in zip(case.issues, places, strict=True))
        found[package] = float(first.of_positions(dict(zip(names, places, strict=True)))[0])
    return found


def test_g1_evaluations_are_divided_by_the_largest_of_their_issue(tmp_path: Path) -> None:
    """0.5 x e/100 + 0.5 x e/4: the best second option beats the best first one by a hair.

    Raw evaluations would put (p, q), 0.5 x 100 + 0.5 x 2, far above (q, p), 0.5 x 97 + 0.5 x 4.
    """
    case = genius(tmp_path, ((100, 97), (4, 2)), (0.5, 0.5), tail="<reservation value='0'/>")
    found = table(case)
    assert found["p", "p"] == pytest.approx(1.0)
    assert found["q", "p"] == pytest.approx(0.985)
    assert found["p", "q"] == pytest.approx(0.75)


def test_g2_the_discount_runs_over_relative_time_not_over_rounds(tmp_path: Path) -> None:
    """Half way, a discount of 0.75 leaves 0.75 ** 0.5 = 0.866 of the best bid."""
    case = genius(tmp_path, ((1, 0),), (1,), tail="<discount_factor value='0.75'/>")
    preference = case.preferences["a"]
    best = max(table(case).values())
    assert best * preference.discount**0.5 == pytest.approx(0.8660, abs=5e-5)


def test_g2_camera_a_is_discounted_by_0_75(shared: Path) -> None:
    """The real profile: its best bid is worth 1 at the start and 0.866 half way."""
    case = formats.read(shared / "domains/genius/anac2013/cameradomain").case
    for preference in case.preferences.values():
        assert preference.discount == 0.75
        assert preference.standing.value == Number.fixed(0.5)
    assert max(table(case).values()) == pytest.approx(1.0)


def test_g3_the_reservation_value_is_on_the_scale_of_0_to_1(tmp_path: Path) -> None:
    """Evaluations from 13 to 307 and a reservation of 0.25: two of three bids are acceptable.

    Compared with raw utilities 0.25 would accept all of them.
    """
    tail = "<reservation value='0.25'/>"
    case = genius(tmp_path, ((13, 100, 307),), (1,), tail=tail)
    party = utilities(case)[0]
    assert party.reservation == 0.25
    acceptable = [value >= 0.25 for value in table(case).values()]
    assert acceptable == [False, True, True]


def test_g4_a_discounted_profile_keeps_its_reservation_value(tmp_path: Path) -> None:
    """Both stand in the file, both are read."""
    tail = "<discount_factor value='0.5'/><reservation value='0.8'/>"
    case = genius(tmp_path, ((1, 0),), (1,), tail=tail)
    assert case.preferences["a"].discount == 0.5
    assert utilities(case)[0].reservation == 0.8


@pytest.mark.parametrize(("root", "first"), [(0, 1), (1, 2), (3, 4), (7, 0)])
def test_g5_indices_may_start_anywhere(tmp_path: Path, root: int, first: int) -> None:
    """Weights find their issues by index, wherever the indices start."""
    tail = "<reservation value='0'/>"
    case = genius(tmp_path, ((4, 0), (1, 0)), (0.75, 0.25), root=root, first=first, tail=tail)
    assert table(case)["p", "q"] == pytest.approx(0.75)


def test_g5_folders_that_others_reject_are_read(shared: Path) -> None:
    """AMPOvsCity counts its issues from 2, Fitness is GeniusWeb."""
    ampo = formats.read(shared / "domains/genius/AMPOvsCity").case
    assert np.prod([len(issue) for issue in ampo.issues]) == 1_944_000
    best = {issue.id: 0 for issue in ampo.issues}
    city = next(u for u in utilities(ampo) if "city_space" in u.party)
    assert 0 < city.of_positions(best)[0] <= 1
    fitness = formats.read(shared / "domains/geniusweb/Fitness").case
    assert np.prod([len(issue) for issue in fitness.issues]) == 5 * 4**4


def negmas(place: Path, domain_values: str, function: str, rest: str) -> Case:
    """Write a NegMAS folder of one issue with two equal profiles, and return the case."""
    (place / "d_domain.yml").write_text(
        f"issues:\n- name: x\n  type: ContiguousIssue\n  values: {domain_values}\n"
    )
    for name in ("a.yml", "b.yml"):
        (place / name).write_text(
            f"type: LinearAdditiveUtilityFunction\nweights: [1.0]\nvalues:\n{function}{rest}"
        )
    return formats.read(place).case


def test_a6_a_reserved_value_below_all_utilities_is_kept(tmp_path: Path) -> None:
    """Utilities 0.5 and 0.7, reserved at 0.1: gains are 0.4 and 0.6, not 0 and 0.2."""
    function = "- type: TableFun\n  mapping: {0: 0.5, 1: 0.7}\n"
    case = negmas(tmp_path, "[0, 1]", function, "reserved_value: 0.1\n")
    assert utilities(case)[0].reservation == 0.1


def test_a8_an_issue_of_5000_values_is_read_value_by_value(tmp_path: Path) -> None:
    """Only value 3333 is worth 1.0; a sampled grid would see 0.4999 at most."""
    entries = ", ".join(f"{i}: {1.0 if i == 3333 else i / 10000}" for i in range(5000))
    function = f"- type: TableFun\n  mapping: {{{entries}}}\n"
    case = negmas(tmp_path, "[0, 4999]", function, "reserved_value: 0.0\n")
    assert len(case.issue("x")) == 5000
    party = utilities(case)[0]
    worth = [party.of_positions({"x": at})[0] for at in range(5000)]
    assert max(worth) == 1.0
    assert int(np.argmax(worth)) == 3333
    assert sorted(worth)[-2] == 0.4999


def test_a9_the_bias_is_read_and_written(tmp_path: Path) -> None:
    """5.0 stays 5.0 through reading, writing and reading."""
    function = "- type: TableFun\n  mapping: {0: 0.5, 1: 0.7}\n"
    case = negmas(tmp_path, "[0, 1]", function, "reserved_value: 5.25\nbias: 5.0\n")
    again = tmp_path / "again"
    again.mkdir()
    write = FORMATS["negmas"].write
    assert write is not None
    for name, content in write(case).files.items():
        (again / name).write_bytes(content)
    for read in (case, formats.read(again).case):
        preference = read.preferences["a"]
        assert isinstance(preference, Scores)
        assert preference.constant == 5.0
        assert preference.standing == Standing(value=Number.fixed(5.25))
        assert table(read) == {("0",): 5.5, ("1",): 5.7}


def test_lunch_has_no_acceptable_package_and_a_gap_of_0_101823(shared: Path) -> None:
    """3,840 packages, both reserve 0.8; lowering both by 0.101823 opens the zone, less does not."""
    case = formats.read(shared / "domains/genius/anac2013/Lunch").case
    parties = utilities(case)
    assert [float(party.reservation[0]) for party in parties] == [0.8, 0.8]
    names = [issue.id for issue in case.issues]
    packages = list(itertools.product(*(range(len(issue)) for issue in case.issues)))
    assert len(packages) == 3840
    shortfalls = [
        max(
            0.8 - float(party.of_positions(dict(zip(names, places, strict=True)))[0])
            for party in parties
        )
        for places in packages
    ]
    assert min(shortfalls) == pytest.approx(0.101823, abs=5e-7)
