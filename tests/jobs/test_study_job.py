"""The JSON of a study has the documented fields, and numbers that survive JSON readers."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from zopa.analysis.study import study as study_case
from zopa.errors import QuestionError, UnknownNameError
from zopa.jobs.read import read
from zopa.jobs.study import as_json, study

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def hanoi(examples: Path) -> dict[str, Any]:
    found = as_json(study(examples / "hanoi-2019"))
    assert json.loads(json.dumps(found, allow_nan=False)) == found
    return found


def test_the_fields_others_build_on(hanoi: dict[str, Any]) -> None:
    """The fields that the design promises are there, under these names."""
    assert set(hanoi["case"]) >= {"id", "title", "digest"}
    assert set(hanoi["packages"]) >= {"total", "legal"}
    assert set(hanoi["parties"][0]) >= {"id", "reservation"}
    chance = {"probability", "standard_error"}
    assert set(hanoi["zone"]) >= {"count", "exact", "draws", *chance}
    assert list(hanoi["zones"]) == ["all", "on_the_table", "with_partial"]
    for zone in hanoi["zones"].values():
        assert set(zone) >= {"total", "legal", "count", *chance}
        assert 0 < zone["standard_error"] < 0.02
    assert set(hanoi["frontier"]) >= {"points", "packages", "list"}
    assert len(hanoi["frontier"]["list"]) == hanoi["frontier"]["packages"]
    for deals in (hanoi["frontier"]["list"], *hanoi["solutions"].values()):
        assert set(deals[0]) >= {"utilities", "package"}
    assert set(hanoi["solutions"]) == {
        "nash",
        "kalai-smorodinsky",
        "egalitarian",
        "utilitarian",
        "raiffa",
    }
    assert set(hanoi["packages_named"]["dprk_offer"]) >= {"utilities", "acceptable"}
    assert all(set(lever) >= {"lever", "size", "detail"} for lever in hanoi["unlock"])
    assert (hanoi["unlock_options"], hanoi["unlock_opens"]) == ("on_the_table", True)
    assert hanoi["seed"] == 1


def test_every_field_is_documented(hanoi: dict[str, Any]) -> None:
    text = (ROOT / "docs" / "json.md").read_text()
    named = set(re.findall(r"`([a-z_.]+)`", text))
    assert set(hanoi) - named == set()
    for part in ("zone", "frontier"):
        assert set(hanoi[part]) - named == set(), part
    assert set(hanoi["unlock"][0]) - named == set()
    assert set(hanoi["packages_named"]["dprk_offer"]) - named == set()


def test_options_reach_the_study(examples: Path, hanoi: dict[str, Any]) -> None:
    found = as_json(
        study(examples / "hanoi-2019", option_set="with_partial", draws=300, unlock=False)
    )
    assert found["options"] == "with_partial"
    assert found["packages"] == {"total": 288, "legal": 104}
    assert found["zone"]["draws"] == 300
    assert found["unlock"] == []
    assert found["case"]["digest"] == hanoi["case"]["digest"]


def test_what_was_revealed_changes_the_chances(examples: Path, hanoi: dict[str, Any]) -> None:
    """Draws in which a refused demand would have been fine are dropped, and the share is said."""
    found = as_json(study(examples / "hanoi-2019", revealed=True))
    kept = found["uncertainty"]["kept"]
    assert 0 < kept["probability"] < 1
    assert len(found["uncertainty"]["conditions"]) == 4
    assert found["zone"]["draws"] == round(kept["probability"] * kept["draws"])
    assert found["packages_named"]["us_demand"]["probability"]["us"] == 1.0
    assert hanoi["packages_named"]["us_demand"]["probability"]["us"] < 1.0


def test_same_seed_same_answer(examples: Path, hanoi: dict[str, Any]) -> None:
    assert as_json(study(examples / "hanoi-2019")) == hanoi
    other = as_json(study(examples / "hanoi-2019", seed=2))
    assert other["zone"]["probability"] != hanoi["zone"]["probability"]
    assert other["frontier"] == hanoi["frontier"]


def test_unequal_standing_moves_the_weighted_solutions(examples: Path) -> None:
    case = read(examples / "hanoi-2019")
    plain = study_case(case, draws=0, unlock=False)
    for heavy in ("us", "dprk"):
        tilted = study_case(case, draws=0, unlock=False, standing={heavy: 3})
        for name in ("nash", "utilitarian"):
            before = plain.solutions[name].deals[0].gains[heavy]
            assert tilted.solutions[name].deals[0].gains[heavy] >= before
        for name in ("kalai-smorodinsky", "raiffa"):
            assert tilted.solutions[name] == plain.solutions[name]
    with pytest.raises(QuestionError, match=r"standing names the party 'dprc'.*'dprk'"):
        study_case(case, standing={"dprc": 2})


def test_unknown_option_sets_are_named(examples: Path) -> None:
    with pytest.raises(UnknownNameError, match="no option set 'on_table'; did you mean 'on_the"):
        study(examples / "hanoi-2019", option_set="on_table")


def test_progress_runs_from_start_to_end(examples: Path) -> None:
    seen: list[tuple[str, float]] = []
    study(
        examples / "hanoi-2019", draws=200, progress=lambda what, share: seen.append((what, share))
    )
    shares = [share for _, share in seen]
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0.0, 1.0)
