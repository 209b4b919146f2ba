"""The comparison with the peer checks what it compares."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

PEER = Path(__file__).resolve().parents[2] / "benchmarks" / "peer"


@pytest.fixture
def load(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Return a function that imports a script of the comparison."""
    monkeypatch.syspath_prepend(str(PEER))
    before = set(sys.modules)

    def module(name: str) -> ModuleType:
        return importlib.import_module(name)

    yield module
    for name in set(sys.modules) - before:
        if getattr(sys.modules[name], "__file__", None) and str(PEER) in str(
            sys.modules[name].__file__
        ):
            del sys.modules[name]


@pytest.mark.parametrize(("packages", "points"), [(1_000, 3), (10_000, 10), (100_000, 24)])
def test_the_scenarios_are_the_measured_ones(load: Any, packages: int, points: int) -> None:
    """The frontier has as many points as NegMAS 0.16.0 found on the same scenario."""
    scenario = load("neutral").scenario(packages)
    work, facts = load("adapter_zopa").WORK["frontier"](scenario)
    assert facts(work())["points"] == points


def test_a_difference_of_answers_is_seen(load: Any) -> None:
    """Facts that differ are named; rounding noise and facts of one side only are not."""
    run = load("run")
    mine = {"facts": {"points": 2, "frontier": [[1.0, 0.0], [0.5, 0.5]], "mine only": 1}}
    same = {"facts": {"points": 2, "frontier": [[1.0, 1e-12], [0.5, 0.5]]}}
    other = {"facts": {"points": 2, "frontier": [[1.0, 0.0], [0.5, 0.5001]]}}
    assert run.disagreements(mine, same) == []
    assert run.disagreements(mine, other) == ["frontier"]


def test_a_target_is_met_or_missed(load: Any) -> None:
    """A ratio needs the peer's time; a bound needs only ours."""
    target = load("run").Target
    assert target("work", times=500).met(2.0, 1000.0)
    assert not target("work", times=500).met(2.1, 1000.0)
    assert not target("work", times=500).met(2.0, None)
    assert target("work", at_most=50).met(50.0, None)
    assert not target("work", at_most=50).met(50.1, None)


def test_a_miss_is_printed(load: Any) -> None:
    """The table says MISS where a target is missed."""
    run = load("run")
    rows = [
        run.result(run.Target("fast", at_most=50), 10.0, None, ""),
        run.result(run.Target("slow", times=500), 10.0, 100.0, ""),
    ]
    lines = run.table(rows).splitlines()
    assert lines[2].endswith("pass")
    assert [line.endswith("MISS") for line in lines[2:]] == [False, True]


def test_measures_are_rounded_for_people(load: Any) -> None:
    number = load("run").number
    assert [number(value, "ms") for value in (0.23456, 12.34, 3912.4, None)] == [
        "0.235 ms",
        "12.3 ms",
        "3,912 ms",
        "nobody",
    ]


def test_a_figure_that_was_measured_once_is_marked(load: Any) -> None:
    """The peer's figure for stability is kept, not measured, and the table says so."""
    run = load("run")
    row = run.result(run.Target("stability", at_most=10), 2.0, run.KEPT_MS, "", kept=True)
    assert "2,100 ms*" in run.table([row])
    assert row.ratio == 1050


def test_the_conflict_that_is_judged_is_the_measured_one(load: Any) -> None:
    """1,024 states of 10 options; both engines agree about it, or the script stops."""
    found = load("stability").small()["facts"]
    assert found["states"] == 1024
    assert found["nash"] <= found["smr"] <= found["gmr"]
