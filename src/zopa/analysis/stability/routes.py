"""How from here: the shortest ways from one state to others, and who must move.

Ways by any moves, by moves that are a gain for whoever makes them, and by groups that move
together to the gain of all their members.  Li, Kilgour, Hipel (2005), Status quo analysis in the
graph model for conflict resolution, Journal of the Operational Research Society 56(6), 699-707.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from zopa.analysis.stability._walks import Step, Walk, movers, quick
from zopa.analysis.stability.conflict import Conflict
from zopa.analysis.stability.groups import Coalitions, groups
from zopa.analysis.stability.states import Together

JOINT = 400_000_000
"""States that a search of joint ways compares with others, at most."""
PARTIES = 6
"""Parties of which all groups are looked at, at most."""


def ways(
    conflict: Conflict,
    start: int,
    targets: Iterable[int],
    *,
    improving: bool = False,
    together: Sequence[Together] = (),
    depth: int | None = None,
) -> dict[int, tuple[Step, ...]]:
    """Return a shortest way from ``start`` to each target that can be reached.

    Nobody moves twice in succession.

    Parameters
    ----------
    conflict
        The conflict.
    start, targets
        States.
    improving
        Whether every move must be a gain for whoever makes it, against the state it leaves.
    together
        Parties that move some issues only together.
    depth
        Moves that a way has at most; no bound when left out.

    Returns
    -------
    dict
        Target -> moves, empty for the start itself.  Targets that cannot be reached are left out,
        and so are, in very large conflicts, those that a search of `WORK` moves did not find.

    Examples
    --------
    >>> chain = Conflict.of_arcs(["a", "b", "c"], {"p": [("a", "b")], "q": [("b", "c")]},
    ...                          {"p": ["c", "b", "a"], "q": ["b", "c", "a"]})
    >>> [step.target for step in ways(chain, 0, [2])[2]]
    [1, 2]
    >>> ways(chain, 0, [2], improving=True)
    {}
    """
    wanted = set(targets)
    found: dict[int, tuple[Step, ...]] = {start: ()} if start in wanted else {}
    ranks = conflict.ranks if improving else None
    conflict = quick(conflict)
    walk = Walk(movers(conflict, None, together), start, conflict.states, ranks=ranks)
    for level, pairs in enumerate(walk.levels(), start=1):
        if wanted <= set(found) or (depth is not None and level > depth):
            break
        for pair in pairs:
            if pair[0] in wanted and pair[0] not in found:
                found[pair[0]] = walk.way(pair)
    return found


def joint_ways(
    conflict: Conflict, start: int, targets: Iterable[int], *, together: Sequence[Together] = ()
) -> dict[int, tuple[Step, ...]]:
    """Return a shortest way to each target in which groups move, each to the gain of its members.

    A group of one or more parties goes from a state to one that it can bring about by itself and
    that all its members prefer; what happens in between need not be a gain.  Of equally short
    ways, one with smaller groups is taken.

    Returns
    -------
    dict
        Target -> steps, one for each joint move; see `ways`.  With more than `PARTIES` parties
        none, as their groups are too many.
    """
    wanted = set(targets)
    found: dict[int, tuple[Step, ...]] = {start: ()} if start in wanted else {}
    if len(conflict.parties) > PARTIES:
        return found
    coalitions = Coalitions(conflict, together)
    everybody = groups(conflict)
    before: dict[int, Step] = {}
    frontier, seen, done = [start], {start}, 0
    while frontier and not wanted <= set(found) and done < JOINT:
        fresh = []
        for state in frontier:
            for members in everybody:
                done += conflict.states
                for target in coalitions.improvements(members, state).tolist():
                    if target not in seen:
                        seen.add(target)
                        before[target] = Step(members=members, origin=state, target=target)
                        fresh.append(target)
        found |= {state: _way(before, start, state) for state in fresh if state in wanted}
        frontier = fresh
    return found


def _way(before: dict[int, Step], start: int, state: int) -> tuple[Step, ...]:
    steps: list[Step] = []
    while state != start:
        steps.append(before[state])
        state = before[state].origin
    return tuple(reversed(steps))
