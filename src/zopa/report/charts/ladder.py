"""A schedule as a ladder: each round a rung, where both parties stand and what they risk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from zopa.analysis.exchange.results import ExchangeStudy, Schedule
from zopa.report.charts.style import (
    LINE,
    PALETTE,
    Layer,
    chart,
    data,
    lines,
    text_width,
)
from zopa.report.layout import clean
from zopa.report.words import Scale

BESIDE = 560
"""Pixels from which steps are named beside the rungs; below, above them."""
NAMES = 0.42
"""Share of the width for the names of steps beside the rungs."""
PANEL = 130
"""Pixels that a party's panel has at least; parties that do not fit stand below."""
EDGE = 42
"""Pixels at both ends of a panel, for numbers."""
RUNG = 34
"""Height that dot, bar and numbers of a rung need."""
BAR = 7
BELOW = 10
"""Pixels from a dot down to its bar."""
AIR = 8
"""Pixels between two rungs."""
BOLD = 1.1
"""Width of bold type by that of plain type."""
STOP = "stops:"
DOT: Layer = {
    "type": "point",
    "filled": True,
    "opacity": 1,
    "size": 70,
    "color": PALETTE["frontier"],
    "stroke": PALETTE["paper"],
    "strokeWidth": 1.2,
}
RING: Layer = {
    "type": "point",
    "filled": False,
    "opacity": 1,
    "size": 190,
    "color": PALETTE["named"],
    "strokeWidth": 1.8,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """Where one party's points are drawn."""

    party: str
    left: float
    right: float
    low: float
    high: float
    scale: Scale

    def at(self, value: float) -> float:
        """Return the pixel of a number."""
        share = (value - self.low) / ((self.high - self.low) or 1.0)
        return self.left + EDGE + share * (self.right - self.left - 2 * EDGE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """A round, or the start."""

    text: list[str]
    top: float
    """Where its text begins."""
    level: float
    """Where the dots are."""


def ladder(
    found: ExchangeStudy,
    schedule: Schedule,
    names: Mapping[str, str],
    scales: Mapping[str, Scale],
    width: int,
) -> Layer:
    """Return the ladder of a schedule, at most ``width`` pixels wide.

    Parameters
    ----------
    found
        The exchange.
    schedule
        One of its schedules.
    names
        Party -> name.
    scales
        Party -> how many decimals its points need.
    width
        Pixels.
    """
    side = NAMES * width if width >= BESIDE else 0.0
    plot = width - 8.0
    fitting = max(1, int((plot - side) / PANEL))
    bands = [found.parties[at : at + fitting] for at in range(0, len(found.parties), fitting)]
    texts = list(_texts(found, schedule, names, (side or plot) - 12))
    layers: list[Layer] = []
    top = 0.0
    for band in bands:
        room = (plot - side) / len(band)
        panels = [
            _panel(schedule, party, scales[party], side + at * room, side + (at + 1) * room)
            for at, party in enumerate(band)
        ]
        heads = [lines(names[panel.party], room - 8) for panel in panels]
        start = top + LINE * max(map(len, heads)) + AIR
        rungs = _rungs(texts, start, beside=bool(side))
        end = rungs[-1].level + RUNG / 2 + AIR
        layers += _frame(panels, heads, rungs, (top, start, end), plot)
        layers += _rows(schedule, panels, rungs, cover=0.0 if side else plot)
        top = end + 2 * AIR
    total = top - 2 * AIR
    return chart(plot, total, [_placed(layer, plot, total) for layer in _together(layers)])


def _together(layers: Sequence[Layer]) -> list[Layer]:
    """Return layers with the same mark as one: fewer are drawn faster."""
    found: dict[str, Layer] = {}
    for layer in layers:
        same = found.setdefault(repr(sorted(layer["mark"].items())), layer | {"rows": []})
        same["rows"] = [*same["rows"], *layer["rows"]]
    return [layer for layer in found.values() if layer["rows"]]


def _placed(layer: Layer, width: float, height: float) -> Layer:
    """Return a layer whose rows are in pixels, from the upper left corner."""
    across = {"type": "quantitative", "scale": {"domain": [0, width], "nice": False}, "axis": None}
    down = {"type": "quantitative", "scale": {"domain": [height, 0], "nice": False}, "axis": None}
    encoding: Layer = {"x": {"field": "x"} | across, "y": {"field": "y"} | down}
    keys = layer["rows"][0]
    encoding |= {key: {"field": key} for key in ("x2", "y2") if key in keys}
    if "text" in keys:
        encoding["text"] = {"field": "text", "type": "nominal"}
    return {"data": data(layer["rows"]), "mark": layer["mark"], "encoding": encoding}


def _texts(
    found: ExchangeStudy, schedule: Schedule, names: Mapping[str, str], room: float
) -> Iterator[list[str]]:
    """Return what stands at each rung: the start, then the steps of each round."""
    steps = {step.id: step for step in found.steps} | {step.id: step for step in schedule.steps}
    yield ["Now"]
    for at, each in enumerate(schedule.rounds, start=1):
        said = []
        for place, name in enumerate(each):
            step = steps[name]
            lead = f"{at}. " if not place else "+ "
            said += lines(clean(f"{lead}{step.text} ({names[step.by]})"), room)
        yield said


def _panel(schedule: Schedule, party: str, scale: Scale, left: float, right: float) -> Panel:
    standing = [each[party] for each in schedule.standing]
    risk = [-each[party] for each in schedule.exposure]
    return Panel(
        party=party,
        left=left,
        right=right,
        low=min(0.0, *standing, *risk),
        high=max(0.0, *standing),
        scale=scale,
    )


def _rungs(texts: Sequence[Sequence[str]], top: float, *, beside: bool) -> list[Rung]:
    found = []
    for text in texts:
        tall = LINE * len(text)
        if beside:
            height = max(tall, RUNG)
            level = top + height / 2
            first = level - tall / 2
        else:
            height = tall + RUNG
            level = top + tall + RUNG / 2
            first = top
        found.append(Rung(text=list(text), top=first, level=level))
        top += height + AIR
    return found


def _frame(
    panels: Sequence[Panel],
    heads: Sequence[Sequence[str]],
    rungs: Sequence[Rung],
    ends: tuple[float, float, float],
    plot: float,
) -> Iterator[Layer]:
    """Draw what stays the same: names, rungs, and the line at which all is as today."""
    top, start, end = ends
    yield {
        "mark": {"type": "rule", "color": PALETTE["grid"], "strokeWidth": 1.2},
        "rows": [
            {"x": panels[0].left, "x2": plot, "y": rung.level, "y2": rung.level} for rung in rungs
        ],
    }
    yield {
        "mark": {"type": "rule", "color": PALETTE["rule"], "strokeWidth": 1.2},
        "rows": [{"x": p.at(0), "x2": p.at(0), "y": start - 2, "y2": end} for p in panels],
    }
    yield {
        "mark": {"type": "text", "fontWeight": "bold", "baseline": "middle", "align": "center"},
        "rows": [
            {"x": (panel.left + panel.right) / 2, "y": top + LINE * (at + 0.5), "text": line}
            for panel, head in zip(panels, heads, strict=True)
            for at, line in enumerate(head)
        ],
    }


def _rows(
    schedule: Schedule, panels: Sequence[Panel], rungs: Sequence[Rung], cover: float
) -> Iterator[Layer]:
    """Draw the points of each party: what it risks, where it stands, where it would stop.

    Names of steps that stand above the rungs cover what would run through them, so wide.
    """
    yield from _ways(schedule, panels, rungs)
    if cover:
        yield {
            "mark": {"type": "rect", "color": PALETTE["paper"], "opacity": 1},
            "rows": [
                {"x": 0, "x2": cover, "y": rung.top, "y2": rung.top + LINE * len(rung.text)}
                for rung in rungs
            ],
        }
    for panel in panels:
        standing = [each[panel.party] for each in schedule.standing]
        risk = [each[panel.party] for each in schedule.exposure]
        dots = _dots(schedule, panel, rungs)
        yield from _risks(panel, dots, risk)
        yield {"mark": DOT, "rows": [{"x": x, "y": y} for x, y in dots]}
        yield from _numbers(panel, dots, standing)
        yield from _stops(schedule, panel, dots)
    rows = [
        {"x": 0, "y": rung.top + LINE * (at + 0.5), "text": line}
        for rung in rungs
        for at, line in enumerate(rung.text)
    ]
    yield from _said(rows, "left", "ink")


def _dots(schedule: Schedule, panel: Panel, rungs: Sequence[Rung]) -> list[tuple[float, float]]:
    """Return where a party stands at each rung."""
    return [
        (panel.at(each[panel.party]), rung.level)
        for each, rung in zip(schedule.standing, rungs, strict=True)
    ]


def _ways(schedule: Schedule, panels: Sequence[Panel], rungs: Sequence[Rung]) -> Iterator[Layer]:
    """Draw how each party gets from rung to rung."""
    yield {
        "mark": {"type": "rule", "color": PALETTE["frontier"], "strokeWidth": 1.6},
        "rows": [
            {"x": one[0], "y": one[1], "x2": two[0], "y2": two[1]}
            for panel in panels
            for one, two in pairwise(_dots(schedule, panel, rungs))
        ],
    }


def _risks(
    panel: Panel, dots: Sequence[tuple[float, float]], risk: Sequence[float]
) -> Iterator[Layer]:
    """Draw what a party could lose as bars to the left of the line, just below the dots.

    The number stands to the left of its bar, or beyond the line where the way down would cross it.
    """
    shown = [at for at, size in enumerate(risk) if panel.scale.text(size).strip("0.,")]
    yield {
        "mark": {"type": "rect", "color": PALETTE["high"], "opacity": 0.75},
        "rows": [
            {
                "x": panel.at(-risk[at]),
                "x2": panel.at(0),
                "y": dots[at][1] + BELOW - BAR / 2,
                "y2": dots[at][1] + BELOW + BAR / 2,
            }
            for at in shown
        ],
    }
    rows: dict[str, list[Layer]] = {"right": [], "left": []}
    for at in shown:
        text = panel.scale.signed(-risk[at], short=True)
        wide = text_width([text])
        left, right = panel.at(-risk[at]) - 4, panel.at(0) + 4
        free = not _crossed(dots, at, (left - wide, left))
        beyond = right + wide < panel.right and not _crossed(dots, at, (right, right + wide))
        side = "right" if free or not beyond else "left"
        x = left if side == "right" else right
        rows[side].append({"x": x, "y": dots[at][1] + BELOW, "text": text})
    for side, said in rows.items():
        yield from _said(said, side, "named")


def _crossed(dots: Sequence[tuple[float, float]], at: int, ends: tuple[float, float]) -> bool:
    """Return whether the way down from a rung runs through a text beside its bar."""
    if at + 1 == len(dots):
        return False
    (x, y), (ahead, below) = dots[at], dots[at + 1]
    shares = [min(1.0, (BELOW + sign * LINE / 2) / (below - y)) for sign in (-1, 1)]
    run = sorted(x + (ahead - x) * share for share in shares)
    return run[0] < ends[1] + 2 and run[1] > ends[0] - 2


def _numbers(
    panel: Panel, dots: Sequence[tuple[float, float]], standing: Sequence[float]
) -> Iterator[Layer]:
    """Write what a party has gained above its dot, on the side from which the line does not come."""
    rows: dict[str, list[Layer]] = {"left": [], "right": []}
    for (before, _), (x, y), value in zip(dots, dots[1:], standing[1:], strict=False):
        side = "left" if before <= x else "right"
        rows[side].append(
            {
                "x": x + (7 if side == "left" else -7),
                "y": y - LINE / 2,
                "text": panel.scale.signed(value, short=True),
            }
        )
    for side, said in rows.items():
        yield from _said(said, side, "ink")


def _stops(
    schedule: Schedule, panel: Panel, dots: Sequence[tuple[float, float]]
) -> Iterator[Layer]:
    """Mark where a party would gain by breaking off, with how much."""
    worst: dict[int, float] = {}
    for slack in schedule.breaks:
        if slack.party == panel.party:
            at = slack.round - 1
            worst[at] = max(worst.get(at, 0.0), -slack.slack)
    yield {"mark": RING, "rows": [{"x": dots[at][0], "y": dots[at][1]} for at in worst]}
    rows: dict[str, list[Layer]] = {"left": [], "right": []}
    for at, size in sorted(worst.items()):
        x, y = dots[at]
        ahead = dots[at + 1][0] if at + 1 < len(dots) else panel.left
        text = f"{STOP} {panel.scale.signed(size, short=True)}"
        room = text_width([text]) * BOLD + 8
        right = (ahead <= x and x + room < panel.right) or x - room < panel.left
        side = "left" if right else "right"
        aside = 0.0 if right or at + 1 == len(dots) else _aside(dots[at], dots[at + 1])
        if x - aside - room < panel.left:
            aside = 0.0
        at_x = x + 8 if right else x - 8 - aside
        rows[side].append({"x": at_x, "y": y + BELOW + 1, "text": text})
    for side, said in rows.items():
        yield from _said(said, side, "named", fontWeight="bold")


def _aside(dot: tuple[float, float], ahead: tuple[float, float]) -> float:
    """Return how far to the left the way down gets beside a text below a dot."""
    share = min(1.0, (BELOW + 1 + LINE / 2) / (ahead[1] - dot[1]))
    return max(0.0, (dot[0] - ahead[0]) * share)


def _said(rows: list[Layer], align: str, colour: str, **more: str) -> Iterator[Layer]:
    """Write texts so that no line runs through them."""
    mark = {"type": "text", "align": align, "baseline": "middle"} | more
    halo = {"stroke": PALETTE["paper"], "strokeWidth": 3.5, "strokeJoin": "round"}
    yield {"mark": mark | {"color": PALETTE["paper"]} | halo, "rows": rows}
    yield {"mark": mark | {"color": PALETTE[colour]}, "rows": rows}
