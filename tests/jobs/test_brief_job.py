"""The main job: from a case file to a brief."""

from __future__ import annotations

from pathlib import Path

import pytest

from zopa.errors import FormatError, UnknownNameError
from zopa.jobs.brief import brief


def test_the_brief_of_an_example_is_printed_and_written(examples: Path, tmp_path: Path) -> None:
    """The text has all sections, the page and the pictures are where they were asked for."""
    told: list[str] = []
    result = brief(
        examples / "hanoi-2019",
        outputs=[tmp_path / "hanoi.html", tmp_path / "hanoi.svg"],
        draws=200,
        progress=lambda what, _: told.append(what),
    )
    assert "No deal was possible with what was on the table" in result.text
    assert "FROM SOURCES AND FROM THE ANALYST" in result.text
    assert max(map(len, result.text.splitlines())) <= 80
    assert [path.name for path in result.paths] == [
        "hanoi.html",
        "hanoi-zone.svg",
        "hanoi-margins.svg",
        "hanoi-drivers.svg",
        "hanoi-states.svg",
        "hanoi-ladder.svg",
        "hanoi-deposits.svg",
        "hanoi-order-1.svg",
        "hanoi-order-2.svg",
        "hanoi-detection.svg",
        "hanoi-beliefs.svg",
    ]
    assert all(path.stat().st_size > 1000 for path in result.paths)
    assert told


def test_a_wrong_name_is_refused_before_anything_is_computed(tmp_path: Path) -> None:
    """The suffix is looked at first, also where the case does not exist."""
    with pytest.raises(FormatError, match=r"has '\.doc'"):
        brief(tmp_path / "none.yaml", outputs=[tmp_path / "x.doc"])


def test_an_unknown_option_set_leaves_nothing_behind(examples: Path, tmp_path: Path) -> None:
    """Errors of the study come through, and no file is written."""
    with pytest.raises(UnknownNameError, match="on_the_table"):
        brief(
            examples / "hanoi-2019",
            outputs=[tmp_path / "x.html"],
            option_set="on_the_tabel",
            draws=10,
        )
    assert not list(tmp_path.iterdir())


def test_the_same_seed_gives_the_same_brief(examples: Path) -> None:
    """Word for word."""
    first, second = (
        brief(examples / "supply-contract", draws=100, seed=3, unlock=False).text for _ in range(2)
    )
    assert first == second
    assert "seed 3" in first


def test_a_quota_brief_says_how_many_suit_everybody(examples: Path) -> None:
    text = brief(examples / "sportco", width=80, draws=10).text
    assert "12 have the consent of all six parties" in text
