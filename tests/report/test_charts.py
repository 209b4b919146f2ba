"""The pictures."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import altair as alt
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studies import ALL, hanoi, harbour, single
from zopa.analysis.results import Cloud, Study
from zopa.model import Acceptance
from zopa.report import brief
from zopa.report.charts import drawn, margins_picture, picture, svg
from zopa.report.charts.drivers import tornado
from zopa.report.charts.placing import Box, Label, place
from zopa.report.charts.style import PALETTE, SERIES
from zopa.report.document import Figure

WIDTHS = (346, 712)


def figures(study: Study) -> dict[str, Figure]:
    """Return the pictures of a study's brief by id."""
    return {figure.id: figure for figure in brief(study).figures()}


def rows(spec: Any, key: str) -> list[dict[str, Any]]:
    """Return the data of all layers whose rows have a key."""
    found = [layer["data"]["values"] for layer in spec["layer"] if "data" in layer]
    return [row for values in found for row in values if key in row]


def parsed(text: str) -> ET.Element:
    """Return an SVG of ours as a tree."""
    return ET.fromstring(text)  # noqa: S314 - drawn by us


def words(text: str) -> list[str]:
    """Return the texts of an SVG."""
    return ["".join(n.itertext()) for n in parsed(text).iter() if n.tag.endswith("}text")]


def charts() -> Iterator[Any]:
    """Return every picture of every study."""
    for name, build in ALL.items():
        for id_, figure in figures(build()).items():
            yield pytest.param(figure, id=f"{name}-{id_}")


CHARTS = list(charts())


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("figure", CHARTS)
def test_every_picture_is_valid_and_fits(figure: Figure, width: int) -> None:
    """Each obeys the schema of Vega-Lite, and is not much wider than asked for."""
    spec = figure.chart(width)
    alt.LayerChart.from_dict(json.loads(json.dumps(spec)))
    root = parsed(svg(spec, "x"))
    assert float(root.attrib["width"]) <= 1.12 * width


@pytest.mark.parametrize("figure", CHARTS)
def test_same_study_same_picture(figure: Figure) -> None:
    """Byte for byte, also the ids."""
    assert svg(figure.chart(500), "p") == svg(figure.chart(500), "p")
    ids = re.findall(r'id="([^"]+)"', svg(figure.chart(500), "p"))
    assert all(name.startswith("p-") for name in ids)


@pytest.mark.parametrize("figure", CHARTS)
def test_colours_are_those_of_the_palette(figure: Figure) -> None:
    """A page can swap every colour for a dark screen."""
    text = svg(figure.chart(500), "p")
    known = {*PALETTE.values(), *SERIES}
    assert set(re.findall(r"#[0-9a-f]{6}\b", text)) <= known


def test_every_named_package_and_solution_is_labelled() -> None:
    """No name is cut off or left out."""
    said = words(svg(figures(hanoi())["zone"].chart(712), "z"))
    for name in ("North Korea's offer", "United States' demand", "Nash", "Most in total"):
        assert name in said
    assert "Kalai-Smorodinsky," in said
    assert "walking away" in said
    assert "worth to United States →" in said


def test_points_are_where_the_utilities_are() -> None:
    """The offer is drawn at what it is worth to both."""
    study = hanoi()
    worth = study.named["dprk_offer"].utilities
    spots = rows(picture(study, 700), "x")
    assert {"x": worth["us"], "y": worth["dprk"]} in spots


def test_the_shaded_corner_is_what_both_accept() -> None:
    """It starts at both reservation values."""
    study = hanoi()
    corner = picture(study, 700)["layer"][1]["data"]["values"]
    assert [(each["x"], each["y"]) for each in corner] == [
        tuple(party.reservation for party in study.parties)
    ]


@pytest.mark.parametrize(
    ("rule", "areas"),
    [(Acceptance(at_least=1), 2), (Acceptance(at_least=1, including=("us",)), 1)],
)
def test_the_shade_follows_the_quota(rule: Acceptance, areas: int) -> None:
    """Where one consent does, everything that one accepts is shaded."""
    study = hanoi()
    loose = replace(study, case=replace(study.case, acceptance=rule))
    assert len(picture(loose, 700)["layer"][1]["data"]["values"]) == areas


def test_many_packages_become_a_density() -> None:
    """Darker cells hold more packages; every package is in some cell."""
    rng = np.random.default_rng(2)
    points = rng.random((5000, 2)) * 100
    cloud = Cloud(parties=("us", "dprk"), points=points, density=None, edges=None, sampled=False)
    shades = rows(picture(replace(hanoi(), cloud=cloud), 700), "n")
    assert 300 < len(shades) < 5000
    assert max(row["n"] for row in shades) == 1.0


def test_fine_densities_are_merged_for_small_pictures() -> None:
    """Cells stay large enough to see, and none is lost."""
    density = np.ones((72, 72))
    edges = (np.linspace(0, 100, 73), np.linspace(0, 100, 73))
    cloud = Cloud(parties=("us", "dprk"), points=None, density=density, edges=edges, sampled=True)
    study = replace(hanoi(), cloud=cloud)
    assert len(rows(picture(study, 700), "n")) == 72 * 72
    assert len(rows(picture(study, 346), "n")) == 36 * 36


def test_gains_are_shares_of_each_party_span() -> None:
    """The Mayor's compromise leaves the Environmental League 8 of its 100 points short."""
    study = harbour()
    dots = [row for row in rows(picture(study, 700), "deal") if "compromise" in row["deal"]]
    assert len(dots) == 6
    league = dots[4]
    assert league["x"] == pytest.approx(-8 / 100)


def test_tornado_bars_run_from_the_whole_chance_to_each_end() -> None:
    """Their ends are the chances with the number held low or high."""
    study = hanoi()
    assert study.uncertainty is not None
    bars = rows(tornado(study, 700), "end")
    first = study.uncertainty.drivers[0]
    assert [bar["end"] for bar in bars[:2]] == [
        first.share_at_low.share,
        first.share_at_high.share,
    ]
    assert {bar["x"] for bar in bars} == {study.uncertainty.zone.share}


@pytest.mark.parametrize("shift", [-1000.0, -3.0, 0.0, 3.0, 1000.0])
def test_the_margins_split_at_zero(shift: float) -> None:
    """No bar holds both deals and misses, and the bars hold all draws."""
    study = hanoi()
    assert study.uncertainty is not None
    margins = study.uncertainty.margins + shift
    found = replace(study.uncertainty, margins=margins)
    bars = rows(margins_picture(found, 700), "which")
    assert sum(bar["n"] for bar in bars) == len(margins)
    clear = sum(bar["n"] for bar in bars if bar["which"] == "deal")
    assert clear == (margins >= 0).sum()
    assert all(bar["x"] >= -1e-9 or bar["x2"] <= 1e-9 for bar in bars)


def test_one_margin_for_all_draws_is_drawn() -> None:
    """A case whose ranges do not matter has a single bar."""
    found = single().uncertainty
    assert found is not None
    flat = replace(found, margins=np.zeros(50))
    assert [bar["n"] for bar in rows(margins_picture(flat, 700), "which")] == [50]


def test_a_png_has_text_in_it() -> None:
    """Type is drawn also where no font is installed beside those that come along."""
    figure = figures(harbour())["zone"]
    assert len(drawn(figure, ".png")) > 20_000


spots = st.builds(
    Label,
    x=st.floats(0, 500),
    y=st.floats(0, 400),
    width=st.floats(20, 110),
    height=st.sampled_from([15.5, 29.0]),
)


@settings(max_examples=60)
@given(st.lists(spots, min_size=1, max_size=6))
def test_labels_stay_inside_and_apart(labels: list[Label]) -> None:
    """On a plot with room, no label is cut off and no two cover each other."""
    boxes = [found.box for found in place(labels, 500, 400)]
    for box in boxes:
        assert box.left >= 0
        assert box.top >= 0
        assert box.right <= 500
        assert box.bottom <= 400
    assert all(one.overlap(other) == 0 for one, other in combinations(boxes, 2))


def test_labels_keep_off_points_and_lines() -> None:
    """A label beside a line and a crowd takes the free side, and a far one gets a leader."""
    label = Label(x=100, y=100, width=60, height=15)
    crowd = np.array([[x, y, 5.0] for x in range(20, 300, 4) for y in range(0, 190, 4)])
    (far,) = place([label], 400, 400, [Box(99, 0, 101, 400)], crowd)
    assert far.led
    assert far.box.top >= 180
    (near,) = place([label], 400, 400)
    assert not near.led


def test_the_frontier_is_a_staircase() -> None:
    """Between two efficient packages nothing is drawn as if it could be had."""
    layers = picture(hanoi(), 700)["layer"]
    lines = [layer["mark"] for layer in layers if layer["mark"]["type"] == "line"]
    assert [mark["interpolate"] for mark in lines] == ["step-before"]


def test_a_picture_in_a_file_of_its_own_says_what_it_is() -> None:
    """It carries the title of the case, the id and that the numbers are assumed."""
    document = brief(hanoi())
    figure = document.figures()[0]
    text = re.sub(r"<[^>]+>", " ", drawn(figure, ".svg", document.title, document.source).decode())
    assert "Hanoi summit, February 2019: The zone in one picture" in text
    assert "case hanoi-2019" in text
    assert "all weights, scores and walk-away values are assumed" in text


def test_pictures_of_doubt_say_which_options_they_are_about(tmp_path: Path) -> None:
    """On its own, "deal: 27 % of draws" would say nothing without the option set."""
    paths = brief(hanoi()).save(tmp_path / "hanoi.svg")
    texts = {path.stem: path.read_text() for path in paths}
    for name in ("hanoi-margins", "hanoi-drivers"):
        assert "with what was on the table" in texts[name], name
