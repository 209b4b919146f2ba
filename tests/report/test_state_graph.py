"""The picture of states: everything is drawn, nothing covers anything else."""

from __future__ import annotations

import itertools
import json
import re
from dataclasses import replace
from typing import Any

import altair as alt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoffs import elmira, hanoi_stability
from zopa.analysis.stability.results import StabilityStudy
from zopa.report.charts import state_graph, svg
from zopa.report.charts.levels import Item, Link, Placement, arrange
from zopa.report.charts.placing import Box
from zopa.report.charts.states import drawn_arcs, drawn_states
from zopa.report.charts.style import PALETTE, SERIES

STUDIES = {"elmira": elmira(), "hanoi": hanoi_stability()}
WIDTHS = (346, 500, 712)

parametrised = pytest.mark.parametrize("study", STUDIES.values(), ids=list(STUDIES))


def rows(spec: Any, key: str) -> list[dict[str, Any]]:
    """Return the rows of all layers that have a key."""
    return [row for layer in spec["layer"] for row in layer["data"]["values"] if key in row]


def boxes(spec: Any) -> list[Box]:
    """Return the frames of a picture, those with a tint once."""
    frames = [layer for layer in spec["layer"] if "stroke" in layer["mark"]]
    return [
        Box(row["x"], row["y"], row["x2"], row["y2"])
        for layer in frames
        for row in layer["data"]["values"]
    ]


@parametrised
@pytest.mark.parametrize("width", WIDTHS)
def test_the_picture_is_valid_and_fits(study: StabilityStudy, width: int) -> None:
    """It obeys the schema of Vega-Lite and is no wider than asked for, nor are its words."""
    spec = state_graph(study, width)
    alt.LayerChart.from_dict(json.loads(json.dumps(spec)))
    assert spec["width"] <= width
    for box in boxes(spec):
        assert 0 <= box.left < box.right <= spec["width"]
        assert 0 <= box.top < box.bottom <= spec["height"]
    size = re.search(r'width="(\d+)"', svg(spec, "s"))
    assert size is not None
    assert int(size[1]) <= width + 12


@parametrised
@pytest.mark.parametrize("width", WIDTHS)
def test_boxes_stand_apart_and_lines_touch_none(study: StabilityStudy, width: int) -> None:
    """No box covers another, and no line runs through a box."""
    spec = state_graph(study, width)
    found = boxes(spec)
    assert all(one.overlap(other) == 0 for one, other in itertools.combinations(found, 2))
    for point in rows(spec, "n"):
        for box in found:
            inside = box.left + 1 < point["x"] < box.right - 1
            assert not (inside and box.top + 1 < point["y"] < box.bottom - 1)


@parametrised
def test_every_state_is_drawn_once_with_its_verdict(study: StabilityStudy) -> None:
    """There are as many boxes as states, and each reported one says whether it holds."""
    spec = state_graph(study, 712)
    drawn = drawn_states(study, 12)
    assert len(boxes(spec)) == len(drawn)
    reported = {report.id for report in study.reports}
    verdicts = [
        row["text"]
        for row in rows(spec, "text")
        if row["text"] in {"holds", "may hold", "does not hold"}
    ]
    assert len(verdicts) == len(reported & set(drawn))


def test_elmira_has_three_green_boxes_and_now_is_dark() -> None:
    """The three equilibria of the papers hold; the status quo is the dark box on the left."""
    spec = state_graph(elmira(), 712)
    green = [layer for layer in spec["layer"] if layer["mark"].get("stroke") == PALETTE["fair"]]
    assert [len(layer["data"]["values"]) for layer in green] == [3]
    dark = [layer for layer in spec["layer"] if layer["mark"].get("fill") == PALETTE["ink"]]
    (now,) = dark[0]["data"]["values"]
    assert now["x"] == min(box.left for box in boxes(spec))
    assert "Uniroyal" in [row["text"] for row in rows(spec, "text")]


def test_arrows_point_where_the_moves_go() -> None:
    """A gain ends in a large tip; where it can be undone, the way back has a small one."""
    study = elmira()
    chosen = [report.id for report in study.reports]
    arcs = drawn_arcs(study, chosen, dict.fromkeys(chosen, 0))
    found = {(arc.by, arc.first, arc.second): (arc.there, arc.back) for arc in arcs}
    assert found["lg", "now", "s5"] == (True, False)
    assert found["moe", "now", "s2"] == (False, None)
    assert len(arcs) == 10 + 3  # ten lines are gains in some direction, three are ways from now
    tips = rows(state_graph(study, 712), "gain")
    assert len(tips) == sum((arc.there is not None) + (arc.back is not None) for arc in arcs)


def test_joint_moves_have_a_colour_of_their_own() -> None:
    """What takes several parties is told apart from what one does."""
    spec = state_graph(hanoi_stability(), 712)
    scale = next(
        layer["encoding"]["color"]["scale"]
        for layer in spec["layer"]
        if layer["encoding"].get("color", {}).get("legend")
    )
    assert dict(zip(scale["domain"], scale["range"], strict=True)) == {
        "United States": SERIES[0],
        "North Korea": SERIES[1],
        "together": PALETTE["soft"],
    }


@parametrised
def test_colours_are_those_of_the_palette(study: StabilityStudy) -> None:
    """A page can swap every colour for a dark screen."""
    text = svg(state_graph(study, 712), "p")
    assert set(re.findall(r"#[0-9a-f]{6}\b", text)) <= {*PALETTE.values(), *SERIES}
    assert svg(state_graph(study, 500), "p") == svg(state_graph(study, 500), "p")


def test_a_narrow_picture_is_a_list_that_begins_with_now() -> None:
    """On a telephone the states stand below each other, the present one on top."""
    spec = state_graph(elmira(), 346)
    found = boxes(spec)
    assert len({box.left for box in found}) == 1
    dark = next(layer for layer in spec["layer"] if layer["mark"].get("fill") == PALETTE["ink"])
    assert dark["data"]["values"][0]["y"] == min(box.top for box in found)


def test_of_many_states_those_that_matter_are_drawn() -> None:
    """Now and packages come first, and states on the way to them."""
    study = hanoi_stability()
    few = drawn_states(study, 4)
    assert few[0] == "now"
    assert len(few) == 4
    assert {"dprk_offer"} <= set(few)


def test_a_single_state_without_moves_is_drawn() -> None:
    """A box, a legend without parties, nothing else."""
    study = elmira()
    alone = replace(study, reports=study.reports[:1], moves=())
    spec = state_graph(alone, 712)
    alt.LayerChart.from_dict(json.loads(json.dumps(spec)))
    assert len(boxes(spec)) == 1
    assert rows(spec, "n") == []
    assert svg(spec, "x")


@st.composite
def graphs(draw: st.DrawFn) -> tuple[list[Item], list[Link]]:
    """Draw boxes in columns without gaps, and lines between them."""
    levels = draw(st.lists(st.integers(0, 3), min_size=1, max_size=10))
    used = sorted(set(levels))
    items = [
        Item(id=f"b{at}", level=used.index(level), height=draw(st.sampled_from((30.0, 57.0, 84.0))))
        for at, level in enumerate(levels)
    ]
    links = []
    for one, other in itertools.combinations(items, 2):
        if draw(st.integers(0, 3)) == 0:
            first, second = sorted((one, other), key=lambda item: item.level)
            links.append(Link(key=f"{first.id}-{second.id}", first=first.id, second=second.id))
    return items, links


def apart(placed: Placement) -> bool:
    """Return whether boxes and lines keep off each other."""
    inner = [Box(b.left + 1, b.top + 1, b.right - 1, b.bottom - 1) for b in placed.boxes.values()]
    free = all(
        not (box.left < x < box.right and box.top < y < box.bottom)
        for line in placed.lines.values()
        for x, y in line
        for box in inner
    )
    return free and all(a.overlap(b) == 0 for a, b in itertools.combinations(inner, 2))


@settings(max_examples=80)
@given(graphs())
def test_no_line_runs_through_a_box(graph: tuple[list[Item], list[Link]]) -> None:
    """Whatever is drawn: boxes apart, lines around them, all inside the frame."""
    items, links = graph
    placed = arrange(items, links, box=100, gutter=64)
    assert apart(placed)
    assert set(placed.lines) == {link.key for link in links}
    for box in placed.boxes.values():
        assert box.top >= 0
        assert box.bottom <= placed.height + 1e-9
        assert box.right <= placed.width + 1e-9
    for line in placed.lines.values():
        assert all(-1e-9 <= y <= placed.height + 1e-9 for _, y in line)
        assert all(x <= placed.width for x, _ in line)


def test_columns_are_put_in_an_order_without_crossings() -> None:
    """Two boxes that are drawn upside down are turned."""
    items = [Item(id=id_, level="abxy".index(id_) // 2, height=30.0) for id_ in "abyx"]
    links = [Link(key="1", first="a", second="x"), Link(key="2", first="b", second="y")]
    placed = arrange(items, links, box=100, gutter=64)
    down = placed.boxes["a"].top < placed.boxes["b"].top
    assert (placed.boxes["x"].top < placed.boxes["y"].top) == down
