"""What the numbers of a Genius profile mean: scores of options from evaluations.

Discrete: evaluation / largest evaluation of the issue, 0 where the largest is below 1e-5.
Integer: slope x (value - lower bound) + offset, cut to 0..1.  Real: the function that the
evaluator names, cut to 0..1 where it is linear.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from zopa.errors import FormatError
from zopa.formats._draft import numeric_issue, options
from zopa.formats._files import OPTION_LIMIT, finite, listed
from zopa.formats._genius_tree import Tree, TreeIssue
from zopa.model import Grid, Issue

GRID_POINTS = 21
"""Evenly spaced values at which a real issue is read, both ends among them."""

SMALLEST_LARGEST = 1e-5
"""Below this largest evaluation a discrete issue counts nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One issue of the domain, and where remarks about it go."""

    domain: TreeIssue
    issue: Issue
    remarks: list[str]


def domain_issue(raw: TreeIssue, domain: Tree, points: int, remarks: list[str]) -> Issue:
    """Return the issue with its options; a real one gets a grid of ``points`` numbers."""
    where = str(domain.path)
    if raw.type == "discrete":
        values = list(dict.fromkeys(item.value for item in raw.items))
        if not 1 <= len(values) <= OPTION_LIMIT:
            msg = f"{where}: issue '{raw.name}' has {len(values)} items; give it at least one"
            raise FormatError(msg)
        if len(values) < len(raw.items):
            remarks.append(
                f"{domain.path.name}: issue '{raw.name}' lists an item twice; it counts once"
            )
        return Issue(id=raw.name, name=raw.name, options=options(values))
    if raw.type not in ("integer", "real"):
        msg = (
            f"{where}: issue '{raw.name}' is of type '{raw.type}', which zopa does not read; "
            "discrete, integer and real issues are read"
        )
        raise FormatError(msg)
    low = finite(raw.low, f"{where}: lower bound of issue '{raw.name}'")
    high = finite(raw.high, f"{where}: upper bound of issue '{raw.name}'")
    if high < low or (raw.type == "integer" and (low != int(low) or high != int(high))):
        msg = f"{where}: issue '{raw.name}' runs from {low:g} to {high:g}; mend its bounds"
        raise FormatError(msg)
    if raw.type == "integer":
        grid = Grid(kind="integer", low=low, high=high, points=int(high - low) + 1)
    else:
        grid = Grid(kind="real", low=low, high=high, points=points if high > low else 1)
        remarks.append(
            f"{domain.path.name}: issue '{raw.name}' takes any number from {low:g} to {high:g}; it "
            f"is read at {grid.points} evenly spaced values"
        )
    return numeric_issue(raw.name, grid, where)


def column(raw: TreeIssue, place: Place, profile: Tree) -> dict[str, float]:
    """Return the score of every option of an issue as one profile sees it."""
    where = f"{profile.path}: issue '{raw.name}'"
    if raw.type not in ("discrete", "integer", "real"):
        msg = (
            f"{where} is of type '{raw.type}', which zopa does not read; discrete, integer and real "
            "issues are read"
        )
        raise FormatError(msg)
    if raw.type != place.domain.type:
        msg = (
            f"{where} is {raw.type}, but {place.domain.type} in the domain; is this a profile for "
            "another domain?"
        )
        raise FormatError(msg)
    if raw.type == "discrete":
        return _discrete(raw, place, profile)
    if (raw.low, raw.high) != (place.domain.low, place.domain.high) and raw.low is not None:
        low, high = finite(raw.low, where), finite(raw.high, where)
        grid = place.issue.grid
        if grid is not None and (low, high) != (grid.low, grid.high):
            place.remarks.append(
                f"{profile.path.name}: issue '{raw.name}' runs from {low:g} to {high:g} here, but "
                f"from {grid.low:g} to {grid.high:g} in the domain; the domain's values count"
            )
    return _numeric(raw, place, where)


def _discrete(raw: TreeIssue, place: Place, profile: Tree) -> dict[str, float]:
    source = profile.path.name
    given, missing = {}, []
    for item in raw.items:
        text = (item.evaluation or "").strip()
        if text.lower() in ("", "null"):
            missing.append(item.value)
        what = f"{profile.path}: evaluation of '{item.value}' of issue '{raw.name}'"
        given[item.value] = finite(text, what) if item.value not in missing else 0.0
    if missing:
        place.remarks.append(
            f"{source}: {listed(missing)} of issue '{raw.name}' have no evaluation; 0 is taken"
        )
    if len(given) < len(raw.items):
        place.remarks.append(
            f"{source}: issue '{raw.name}' evaluates an item twice; the last evaluation counts"
        )
    largest = max(given.values(), default=0.0)
    scores = {
        value: evaluation / largest if largest >= SMALLEST_LARGEST else 0.0
        for value, evaluation in given.items()
    }
    return _for_options(scores, raw, place, profile)


def _for_options(
    scores: Mapping[str, float], raw: TreeIssue, place: Place, profile: Tree
) -> dict[str, float]:
    """Match the items of a profile with the options of the domain: by value, then by index."""
    known = [option.id for option in place.issue.options]
    extra = [value for value in scores if value not in place.issue]
    if len(extra) == len(scores):
        msg = (
            f"{profile.path}: issue '{raw.name}' has none of the domain's items "
            f"({listed(known)}); is this a profile for another domain?"
        )
        raise FormatError(msg)
    by_index = {item.index: item.value for item in raw.items if item.value in extra}
    indices = {item.value: item.index for item in place.domain.items}
    found, renamed, silent = {}, [], []
    for option in known:
        twin = by_index.get(indices.get(option))
        if option in scores:
            found[option] = scores[option]
        elif twin is not None:
            found[option] = scores[twin]
            renamed.append(f"'{twin}' is read as '{option}'")
            extra.remove(twin)
        else:
            found[option] = 0.0
            silent.append(option)
    source = profile.path.name
    if renamed:
        place.remarks.append(f"{source}: issue '{raw.name}': by its index, {', '.join(renamed)}")
    if silent:
        place.remarks.append(
            f"{source}: {listed(silent)} of issue '{raw.name}' are not evaluated; 0 is taken"
        )
    if extra:
        place.remarks.append(
            f"{source}: {listed(extra)} of issue '{raw.name}' are not in the domain and left out"
        )
    return found


def _numeric(raw: TreeIssue, place: Place, where: str) -> dict[str, float]:
    grid = place.issue.grid
    if raw.evaluator is None or grid is None:
        msg = f"{where} has no evaluator; add one, for example ftype='linear'"
        raise FormatError(msg)
    function = _function(raw, raw.evaluator, grid, where)
    return {
        option.id: function(value)
        for option, value in zip(place.issue.options, grid.values(), strict=True)
    }


def _function(
    raw: TreeIssue, evaluator: Mapping[str, str], grid: Grid, where: str
) -> Callable[[float], float]:
    name = (evaluator.get("ftype") or "linear").strip().lower()
    if raw.type == "integer":
        if name != "linear":
            msg = f"{where} has an evaluator '{name}'; integer issues take 'linear'"
            raise FormatError(msg)
        slope, offset = _numbers(evaluator, ("slope", "offset"), where)
        start = grid.low if raw.low is None else finite(raw.low, where)
        return lambda value: _cut(slope * (value - start) + offset)
    if name == "linear":
        shift, rise = _numbers(evaluator, ("parameter0", "parameter1"), where)
        return lambda value: _cut(rise * value + shift)
    if name == "constant":
        (level,) = _numbers(evaluator, ("parameter0",), where)
        return lambda _: level
    if name == "triangular":
        low, high, top = _numbers(evaluator, ("parameter0", "parameter1", "parameter2"), where)
        return lambda value: _triangle(value, low, high, top)
    msg = (
        f"{where} has an evaluator '{name}', which zopa does not read; linear, constant and "
        "triangular are read"
    )
    raise FormatError(msg)


def _numbers(evaluator: Mapping[str, str], names: Sequence[str], where: str) -> list[float]:
    for name in names:
        if name not in evaluator:
            msg = f"{where}: its evaluator has no '{name}'; add it"
            raise FormatError(msg)
    return [finite(evaluator[name], f"{where}: {name} of its evaluator") for name in names]


def _cut(value: float) -> float:
    return min(1.0, max(0.0, value))


def _triangle(value: float, low: float, high: float, top: float) -> float:
    """Return 0 outside (low, high), 1 at the top, straight lines between."""
    if value == top:
        return 1.0
    if not low < value < high:
        return 0.0
    return (value - low) / (top - low) if value < top else (high - value) / (high - top)
