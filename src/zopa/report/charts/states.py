"""The states around now as a graph: boxes for states, lines for who can move from one to another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from zopa.analysis.stability.results import Move, StabilityStudy
from zopa.report.charts.levels import Item, Link, Placement, arrange
from zopa.report.charts.style import (
    LINE,
    PALETTE,
    SERIES,
    Layer,
    chart,
    data,
    lines,
    number,
    text_width,
)
from zopa.report.holding import StateNames, route, standing
from zopa.report.layout import clean

MARGIN = 6
"""Pixels around everything."""
PADDING = 7.0
"""Pixels between the edge of a box and its text."""
BOLD = 1.1
"""Width of bold type by that of plain type."""
WIDEST, NARROWEST = 176.0, 104.0
"""Pixels of a box in columns."""
GUTTER, WIDEST_GUTTER = 64.0, 102.0
"""Pixels between two columns."""
LIST_GUTTER = 0.34
"""Share of the width beside a single column, for its lines."""
MOST = 10
"""States of one picture."""
FEWER = 8
"""On a narrow screen."""
COLUMNS_FROM = 480
"""Pixels from which states stand in columns."""
ORDER = ("now", "no_deal", "asked", "named", "solution", "equilibrium")
CHANGES = 3
"""Changes that a box names."""
TOGETHER = "together"
HOLDS = "holds"


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One state of the picture."""

    id: str
    level: int
    head: tuple[str, ...]
    """What it is called."""
    body: tuple[str, ...]
    """How it differs from now, where it is called nothing."""
    kind: str
    """``now``, ``holds`` or ``other``."""
    status: str
    """Whether it holds; empty where nobody asked."""

    def text(self) -> list[tuple[str, str]]:
        """Return its lines, each with its tone."""
        tone = "paper" if self.kind == "now" else "ink"
        last = tone if tone == "paper" else "fair" if self.status == HOLDS else "soft"
        found = [(line, f"{tone} strong") for line in self.head]
        found += [(line, tone) for line in self.body]
        return [*found, (self.status, last)] if self.status else found


@dataclass(frozen=True, slots=True, kw_only=True)
class Arc:
    """Moves of one party (or group) between two states, in one direction or both."""

    key: str
    by: str
    first: str
    second: str
    there: bool | None
    """Whether the move from ``first`` to ``second`` is a gain; ``None`` where there is none."""
    back: bool | None

    @property
    def gains(self) -> bool:
        """Return whether it is a gain in some direction."""
        return bool(self.there or self.back)


def state_graph(study: StabilityStudy, width: int) -> Layer:
    """Return the graph of a study, at most ``width`` pixels wide."""
    names, room = StateNames(study), width - 2 * MARGIN - 8
    in_columns = width >= COLUMNS_FROM
    chosen = drawn_states(study, MOST if in_columns else FEWER)
    levels = _levels(study, chosen)
    arcs = drawn_arcs(study, chosen, levels)
    columns = max(levels.values()) + 1
    tail = any(levels[arc.first] == levels[arc.second] == columns - 1 for arc in arcs)
    gutters = columns - 1 + tail
    box = min(WIDEST, (room - GUTTER * gutters) / columns) if in_columns else 0.0
    if box < NARROWEST:
        chosen = sorted(chosen, key=lambda id_: levels[id_])
        levels = dict.fromkeys(chosen, 0)
        arcs = drawn_arcs(study, chosen, levels)
        box, gutter = room * (1 - LIST_GUTTER), room * LIST_GUTTER
    else:
        gutter = min(WIDEST_GUTTER, (room - box * columns) / max(1, gutters))
    nodes = [_node(names, chosen, id_, levels[id_], box) for id_ in chosen]
    placed = arrange(
        [Item(id=n.id, level=n.level, height=_height(n)) for n in nodes],
        [Link(key=arc.key, first=arc.first, second=arc.second) for arc in arcs],
        box=box,
        gutter=gutter,
        first=chosen[0],
    )
    return _picture(names, nodes, arcs, placed, room)


def drawn_states(study: StabilityStudy, most: int) -> list[str]:
    """Return the ids of the states that are drawn: now and what matters most, then ways there."""
    ranked = sorted(
        range(len(study.reports)),
        key=lambda at: (
            min((ORDER.index(r) for r in study.reports[at].roles if r in ORDER), default=9),
            at,
        ),
    )
    found: dict[str, None] = {}
    for at in ranked:
        report = study.reports[at]
        way = route(report, "improving") or route(report, "any")
        steps = [move.target for move in way.moves] if way is not None else []
        wanted = [id_ for id_ in dict.fromkeys((*steps, report.id)) if id_ not in found]
        if len(found) + len(wanted) <= most:
            found |= dict.fromkeys(wanted)
        elif len(found) < most:
            found[report.id] = None
    return list(found)


def _levels(study: StabilityStudy, chosen: Sequence[str]) -> dict[str, int]:
    """Return each state's distance from now in moves, those that cannot be reached last."""
    found: dict[str, int] = {}
    for report in study.reports:
        for kind in ("any", "improving", "joint"):
            way = route(report, kind)
            if way is None:
                continue
            found.setdefault(report.id, len(way.moves))
            for at, move in enumerate(way.moves, start=1):
                if move.target not in {r.id for r in study.reports}:
                    found[move.target] = min(at, found.get(move.target, at))
    start = {report.id for report in study.reports if "now" in report.roles}
    found |= dict.fromkeys(start, 0)
    used = sorted({found[id_] for id_ in chosen if id_ in found})
    rank = {level: at for at, level in enumerate(used)}
    return {id_: rank[found[id_]] if id_ in found else len(used) for id_ in chosen}


def drawn_arcs(
    study: StabilityStudy, chosen: Sequence[str], levels: Mapping[str, int]
) -> list[Arc]:
    """Return the lines between states: moves that are gains, and moves on a way from now."""
    ways = [way.moves for report in study.reports for way in report.routes]
    on_way = {(m.by, m.origin, m.target) for moves in ways for m in moves}
    place = {id_: (levels[id_], at) for at, id_ in enumerate(chosen)}
    found: dict[tuple[str, str, str], dict[bool, bool]] = {}
    kept: set[tuple[str, str, str]] = set()
    for move in (*study.moves, *(m for moves in ways for m in moves)):
        if move.origin not in place or move.target not in place or move.origin == move.target:
            continue
        forward = place[move.origin] < place[move.target]
        first, second = (move.origin, move.target) if forward else (move.target, move.origin)
        key = (_who(move), first, second)
        found.setdefault(key, {})[forward] = move.improves
        if (move.by, move.origin, move.target) in on_way:
            kept.add(key)
    arcs = [
        Arc(
            key="|".join(key),
            by=key[0],
            first=key[1],
            second=key[2],
            there=ways_.get(True),
            back=ways_.get(False),
        )
        for key, ways_ in sorted(found.items())
    ]
    return [a for a in arcs if a.gains or (a.by, a.first, a.second) in kept]


def _who(move: Move) -> str:
    return move.by[0] if len(move.by) == 1 else TOGETHER


def _node(names: StateNames, chosen: Sequence[str], id_: str, level: int, box: float) -> Node:
    report = names.reports.get(id_)
    room = box - 2 * PADDING
    head = names.titles(id_) or ([id_] if report is not None else [])
    unnamed = [other for other in chosen if not names.titles(other)]
    body = [] if names.titles(id_) else names.telling(id_, CHANGES, unnamed)
    now = report is not None and "now" in report.roles
    status = "" if report is None else standing(names.study, report)
    return Node(
        id=id_,
        level=level,
        head=tuple(line for text in head for line in lines(text, room / BOLD)),
        body=tuple(line for text in body for line in lines(text, room)),
        kind="now" if now else "holds" if status == HOLDS else "other",
        status=status,
    )


def _height(node: Node) -> float:
    return LINE * len(node.text()) + 2 * PADDING - 2


def _picture(
    names: StateNames, nodes: Sequence[Node], arcs: Sequence[Arc], placed: Placement, room: float
) -> Layer:
    parties = [party for party in names.study.parties if any(arc.by == party for arc in arcs)]
    colours = dict(zip(parties, SERIES, strict=False))
    if any(arc.by == TOGETHER for arc in arcs):
        colours[TOGETHER] = PALETTE["soft"]
    said = {
        party: clean(names.party(party)) if party != TOGETHER else TOGETHER for party in colours
    }
    height = placed.height + 2 * MARGIN
    where = _Where(width=room + 2 * MARGIN, height=height)
    layers = [
        *_arcs(where, arcs, placed, said, colours, room),
        *_boxes(where, nodes, placed),
        *_words(where, nodes, placed),
    ]
    return chart(where.width, height, layers)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Where:
    """The plot in pixels, from the upper left corner."""

    width: float
    height: float

    def layer(self, mark: Layer, rows: list[Layer], **encoding: Layer) -> Layer:
        """Return marks at the ``x`` and ``y`` of rows, all inside the margin."""
        at = {"x": number("x", (0, self.width)), "y": number("y", (self.height, 0))}
        return {"data": data(rows), "mark": mark, "encoding": at | encoding}


def _arcs(
    where: _Where,
    arcs: Sequence[Arc],
    placed: Placement,
    said: Mapping[str, str],
    colours: Mapping[str, str],
    room: float,
) -> Iterator[Layer]:
    columns = max(1, int(room / (max((text_width([n]) for n in said.values()), default=0) + 34)))
    legend = {
        "orient": "bottom",
        "direction": "horizontal",
        "columns": min(columns, len(said)),
        "symbolType": "stroke",
        "symbolSize": 180,
        "symbolStrokeWidth": 2.2,
        "labelLimit": room - 30,
        "offset": 10,
    }
    scale = {"domain": [said[p] for p in colours], "range": list(colours.values())}
    colour = {"field": "by", "type": "nominal", "scale": scale, "legend": legend}
    plain = colour | {"legend": None}
    order = {"field": "n", "type": "quantitative"}
    each = {"detail": {"field": "arc", "type": "nominal"}, "order": order}
    for gains, stroke, opacity in ((False, 0.9, 0.75), (True, 2.0, 1.0)):
        rows = [
            {"x": x + MARGIN, "y": y + MARGIN, "n": n, "arc": arc.key, "by": said[arc.by]}
            for arc in arcs
            if arc.gains == gains
            for n, (x, y) in enumerate(placed.lines[arc.key])
        ]
        mark = {"type": "line", "strokeWidth": stroke, "opacity": opacity, "strokeJoin": "round"}
        shade = colour if gains else plain
        yield where.layer(mark, rows, color=shade, **each)
    heads = list(_heads(arcs, placed, said))
    for to_right in (True, False):
        for gain, size in ((False, 34), (True, 85)):
            shape = "triangle-right" if to_right else "triangle-left"
            rows = [row for row in heads if row["right"] == to_right and row["gain"] == gain]
            mark = {"type": "point", "shape": shape, "filled": True, "size": size, "opacity": 1}
            yield where.layer(mark, rows, color=plain)


def _heads(arcs: Sequence[Arc], placed: Placement, said: Mapping[str, str]) -> Iterator[Layer]:
    """Return the tips of lines: large ones for gains, small ones for other moves."""
    for arc in arcs:
        points = placed.lines[arc.key]
        inner = placed.boxes[arc.first].left == placed.boxes[arc.second].left
        for gain, (x, y), right in (
            (arc.there, points[-1], not inner),
            (arc.back, points[0], False),
        ):
            if gain is not None:
                back = 5.0 if gain else 3.2
                at = x - back if right else x + back
                yield {
                    "x": at + MARGIN,
                    "y": y + MARGIN,
                    "right": right,
                    "gain": gain,
                    "by": said[arc.by],
                }


FRAMES = {"now": PALETTE["ink"], "holds": PALETTE["fair"], "other": PALETTE["rule"]}


def _boxes(where: _Where, nodes: Sequence[Node], placed: Placement) -> Iterator[Layer]:
    ends = {"x2": {"field": "x2"}, "y2": {"field": "y2"}}
    for kind, colour in FRAMES.items():
        rows = [
            {
                "x": placed.boxes[node.id].left + MARGIN,
                "x2": placed.boxes[node.id].right + MARGIN,
                "y": placed.boxes[node.id].top + MARGIN,
                "y2": placed.boxes[node.id].bottom + MARGIN,
            }
            for node in nodes
            if node.kind == kind
        ]
        fill = PALETTE["ink"] if kind == "now" else PALETTE["paper"]
        mark = {
            "type": "rect",
            "fill": fill,
            "stroke": colour,
            "strokeWidth": 2 if kind == "holds" else 1,
            "cornerRadius": 4,
            "opacity": 1,
        }
        yield where.layer(mark, rows, **ends)
        if kind == "holds":
            tint = {"type": "rect", "color": PALETTE["zone"], "opacity": 0.1, "cornerRadius": 4}
            yield where.layer(tint, rows, **ends)


def _words(where: _Where, nodes: Sequence[Node], placed: Placement) -> Iterator[Layer]:
    rows: list[Layer] = [
        {
            "x": placed.boxes[node.id].left + PADDING + MARGIN,
            "y": placed.boxes[node.id].top + PADDING - 1 + LINE * (at + 0.5) + MARGIN,
            "text": line,
            "tone": tone,
        }
        for node in nodes
        for at, (line, tone) in enumerate(node.text())
    ]
    said = {"text": {"field": "text", "type": "nominal"}}
    for tone in dict.fromkeys(row["tone"] for row in rows):
        colour, _, weight = tone.partition(" ")
        mark = {"type": "text", "align": "left", "baseline": "middle", "color": PALETTE[colour]}
        if weight:
            mark["fontWeight"] = "bold"
        yield where.layer(mark, [row for row in rows if row["tone"] == tone], **said)
