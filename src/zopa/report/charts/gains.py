"""What each party gains from named and fair packages: for one party, three, or more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice

from zopa.analysis.results import Study
from zopa.report.charts.style import (
    PALETTE,
    SERIES,
    SHAPES,
    Layer,
    axis,
    chart,
    data,
    lines,
    number,
    text_width,
)
from zopa.report.layout import clean
from zopa.report.phrases import merged, solution_name

LANE = 15
"""Height of a deal's lane, in pixels."""
SPACE = 18
"""Height between two parties."""
NAMES = 0.3
"""Share of the width for the parties' names."""
FREE = 0.06
PERCENT = "replace(format(datum.value * 100, '+.0f'), /^[+]0$/, '0') + ' %'"


def gains_picture(study: Study, width: int) -> Layer:
    """Return the gains of every party as dots, a lane for each deal, at most ``width`` wide."""
    deals = dict(islice(_deals(study), len(SERIES)))
    names = {party.id: lines(party.name, NAMES * width) for party in study.parties}
    side = max(text_width(name) for name in names.values()) + 12
    plot = width - side - 24
    high = max(1, len(deals)) * LANE
    tops = {party.id: at * (high + SPACE) for at, party in enumerate(study.parties)}
    total = len(study.parties) * (high + SPACE) - SPACE
    bands = list(_bands(study, tops, high))
    dots = list(_dots(study, deals, tops))
    ends = [row[end] for row in bands for end in ("x", "x2")] + [row["x"] for row in dots]
    low, top = min([0.0, *ends]), max([0.0, *ends])
    free = FREE * (top - low) or 1.0
    x = (low - free, top + free)
    y = {"type": "quantitative", "scale": {"domain": [total, 0], "nice": False}, "axis": None}

    def layer(mark: Layer, rows: list[Layer], **encoding: Layer) -> Layer:
        where = {"x": number("x", x), "y": {"field": "y"} | y}
        return {"data": data(rows), "mark": mark, "encoding": where | encoding}

    ticks = axis(
        "gain over walking away, as a share of the party's span", labelExpr=PERCENT, grid=True
    )
    if plot < 320:
        ticks["title"] = lines(str(ticks["title"]), plot)
    layers = [
        layer(
            {"type": "point", "opacity": 0, "color": PALETTE["paper"]},
            [{"x": 0, "y": 0}],
            x=number("x", x, axis=ticks),
        ),
        layer(
            {"type": "rect", "color": PALETTE["deal"], "opacity": 0.25, "cornerRadius": 2},
            bands,
            x2={"field": "x2"},
            y2={"field": "y2"},
        ),
        layer(
            {"type": "rule", "color": PALETTE["ink"], "strokeWidth": 1.2},
            [{"x": 0, "y": 0, "y2": total}],
            y2={"field": "y2"},
        ),
        _names(names, tops, high, y),
    ]
    if dots:
        layers.append(
            layer(
                {"type": "point", "filled": True, "size": 75, "opacity": 1},
                dots,
                **_keys(deals, width),
            )
        )
    return chart(plot, total, layers)


def _deals(study: Study) -> Iterator[tuple[str, Mapping[str, float]]]:
    """Return the fair packages, then the named ones, each with its gains."""
    for members, result in merged(study.solutions.values()):
        name = ", ".join(solution_name(member) for member in members)
        yield name, result.deals[0].gains
    for named in study.named.values():
        yield clean(study.case.packages[named.id].name or named.id), named.gains


def _spans(study: Study) -> dict[str, float]:
    return {party.id: (party.highest - party.lowest) or 1.0 for party in study.parties}


def _bands(study: Study, tops: Mapping[str, float], high: float) -> Iterator[Layer]:
    spans = _spans(study)
    for party in study.parties:
        yield {
            "x": (party.lowest - party.reservation) / spans[party.id],
            "x2": (party.highest - party.reservation) / spans[party.id],
            "y": tops[party.id],
            "y2": tops[party.id] + high,
        }


def _dots(
    study: Study, deals: Mapping[str, Mapping[str, float]], tops: Mapping[str, float]
) -> Iterator[Layer]:
    spans = _spans(study)
    for party in study.parties:
        for lane, (name, gains) in enumerate(deals.items()):
            yield {
                "x": gains[party.id] / spans[party.id],
                "y": tops[party.id] + (lane + 0.5) * LANE,
                "deal": name,
            }


def _names(
    names: Mapping[str, list[str]], tops: Mapping[str, float], high: float, y: Layer
) -> Layer:
    rows = [
        {"y": tops[party] + high / 2 + 13 * (place - (len(name) - 1) / 2), "text": line}
        for party, name in names.items()
        for place, line in enumerate(name)
    ]
    return {
        "data": data(rows),
        "mark": {"type": "text", "align": "right", "baseline": "middle", "x": -8},
        "encoding": {"y": {"field": "y"} | y, "text": {"field": "text", "type": "nominal"}},
    }


def _keys(deals: Mapping[str, Mapping[str, float]], width: int) -> dict[str, Layer]:
    names = list(deals)
    longest = max(text_width([name]) for name in names) + 26
    columns = max(1, min(len(names), int(width / longest)))
    legend = {"orient": "bottom", "columns": columns, "labelLimit": width - 40, "offset": 12}
    order = {"field": "deal", "type": "nominal", "sort": names, "legend": legend}
    return {
        "color": order | {"scale": {"domain": names, "range": list(SERIES[: len(names)])}},
        "shape": order | {"scale": {"domain": names, "range": list(SHAPES[: len(names)])}},
    }
