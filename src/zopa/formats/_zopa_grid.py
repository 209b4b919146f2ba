"""Options of a numeric issue, made from its grid."""

from __future__ import annotations

from zopa.model import Grid, Option

_EXACT = 1e15


def grid_options(grid: Grid) -> tuple[Option, ...]:
    """Return one option for each number of a grid, called by the number, short.

    Examples
    --------
    >>> [option.id for option in grid_options(Grid(kind="real", low=0, high=1, points=11))][:4]
    ['0', '0.1', '0.2', '0.3']
    """
    values = grid.values()
    names = [_short(value) for value in values]
    if len(set(names)) < len(names):
        names = [repr(value) for value in values]
    return tuple(Option(id=name, name=name) for name in names)


def _short(value: float) -> str:
    if value.is_integer() and abs(value) < _EXACT:
        return str(int(value))
    return f"{value:.10g}"
