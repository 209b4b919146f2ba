"""The least value among all nodes of a directed graph that can be reached from each node."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Values = NDArray[np.int32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """A graph, its circles drawn together, in layers: arcs lead to earlier layers only."""

    component: NDArray[np.int32]
    """Shape (nodes,): nodes of one component reach each other."""
    layers: tuple[tuple[Ints, Ints, Ints], ...]
    """For each layer but the first: its components, where the arcs of each start, and the
    components that these lead to."""

    def least(self, values: Values) -> Values:
        """Return, for each node, the least value among the nodes it reaches, and its own.

        Cost: linear in nodes and arcs.
        """
        found = np.full(int(self.component.max()) + 1, np.iinfo(np.int32).max, dtype=np.int32)
        np.minimum.at(found, self.component, values)
        for members, starts, targets in self.layers:
            beyond = np.minimum.reduceat(found[targets], starts)
            found[members] = np.minimum(found[members], beyond)
        return np.asarray(found[self.component])


def reach(starts: Ints, targets: Ints) -> Reach:
    """Return who reaches whom, prepared for many questions.

    Parameters
    ----------
    starts
        Shape (nodes + 1,): where the arcs of each node start in ``targets``.
    targets
        Where the arcs lead.

    Notes
    -----
    Cost: linear in nodes and arcs, and a few array operations for each layer; a chain of ``n`` nodes
    has ``n`` layers.

    Examples
    --------
    >>> graph = reach(np.array([0, 1, 2, 3, 3]), np.array([1, 2, 1]))  # 0 -> 1 <-> 2, and 3
    >>> graph.least(np.array([5, 7, 6, 0], dtype=np.int32))
    array([5, 6, 6, 0], dtype=int32)
    """
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import connected_components

    nodes = len(starts) - 1
    graph = csr_array((np.ones(len(targets)), targets, starts), shape=(nodes, nodes))
    count, component = connected_components(graph, connection="strong")
    sources = np.repeat(component, np.diff(starts)).astype(np.int64)
    ends = component[targets].astype(np.int64)
    between = np.unique(sources[sources != ends] * count + ends[sources != ends])
    sources, ends = between // count, between % count
    return Reach(component=component, layers=_layers(count, sources, ends))


def _layers(count: int, sources: Ints, ends: Ints) -> tuple[tuple[Ints, Ints, Ints], ...]:
    """Return the layers of a graph without circles; arcs are ordered by source."""
    first = np.searchsorted(sources, np.arange(count + 1))
    back = np.argsort(ends, kind="stable")
    before = sources[back]
    first_back = np.searchsorted(ends[back], np.arange(count + 1))
    waiting = np.diff(first)
    layer = np.flatnonzero(waiting == 0)
    layers: list[tuple[Ints, Ints, Ints]] = []
    while True:
        freed = before[_ranges(first_back, layer)[0]]
        np.subtract.at(waiting, freed, 1)
        layer = np.unique(freed[waiting[freed] == 0])
        if not len(layer):
            return tuple(layers)
        arcs, starts = _ranges(first, layer)
        layers.append((layer, starts, ends[arcs]))


def _ranges(first: NDArray[Any], rows: Ints) -> tuple[Ints, Ints]:
    """Return all entries of some rows, one row after the other, and where each row starts."""
    lengths = first[rows + 1] - first[rows]
    starts = np.cumsum(lengths) - lengths
    entries = np.arange(int(lengths.sum())) + np.repeat(first[rows] - starts, lengths)
    return entries, starts
