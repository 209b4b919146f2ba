"""What a case allows on the way: its rules and forbidden moves, as what comes before what."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from zopa.errors import LimitError, QuestionError
from zopa.model import Case, Forbidden, Pattern, Rule
from zopa.model.space import components
from zopa.model.state_space import state_rules

Needs = tuple[tuple[int, ...], ...]
Flags = NDArray[np.bool_]
States = Callable[[Flags], Mapping[str, NDArray[np.int64]]]
"""From sets of steps, shape (sets, steps), to the option of every issue."""
TIED_LIMIT = 16
"""Steps that rules tie together, of which every set is listed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruled:
    """What comes before what, so that no state on the way breaks a rule."""

    needs: Needs
    narrowed: bool
    """Whether this forbids orders that the rules would allow."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doer:
    """Whose a step is, and which issue it moves."""

    issue: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sets:
    """Sets of steps that are tied together: which states and which moves the case allows.

    Set ``s`` has step ``k`` where bit ``k`` of ``s`` is 1.
    """

    inside: Flags
    """Shape (sets, steps)."""
    allowed: Flags
    """Which sets break nothing, shape (sets,)."""
    free: Flags
    """Which steps may be made next, shape (sets, steps)."""

    def obeys(self, needs: Sequence[set[int]]) -> bool:
        """Return whether everything is allowed that these needs leave open."""
        open_sets = _closed(self.inside, needs)
        if not self.allowed[open_sets].all():
            return False
        for at, before in enumerate(needs):
            ready = open_sets & ~self.inside[:, at]
            for k in before:
                ready &= self.inside[:, k]
            if not self.free[ready, at].all():
                return False
        return True


def ruled(case: Case, steps: Sequence[Doer], states: States, needs: Needs) -> Ruled:
    """Return what the case says comes before what, with what its rules imply.

    Moves that the case forbids (``states: forbidden``) count like rules, one step at a time.
    Steps that nothing ties together are looked at apart.  Where the ways that the case
    allows can be told by what comes before what, that is the answer.  Where they cannot (a
    rule that either of two steps satisfies, for example), one way that obeys the rules is
    taken, and as much of its order dropped as can be.

    Parameters
    ----------
    case
        The case with its rules.
    steps
        Whose each step is, and of which issue.
    states
        From sets of steps to states.
    needs
        For each step the steps that come before it whatever the rules say; no circle.

    Raises
    ------
    QuestionError
        When a rule is broken now or by the package, or no way leads from one to the other.
    LimitError
        When rules and forbidden moves tie more than `TIED_LIMIT` steps together.
    """
    size = len(needs)
    ends = np.array([[False] * size, [True] * size])
    for rule in state_rules(case):
        held = _holds(case, rule, states(ends))
        if not held.all():
            which = "the package, without its clauses," if held[0] else "what is in force now"
            msg = (
                f"{which} breaks the rule '{rule.text()}', so no way leads from now to the "
                "package; mend the rule or the package"
            )
            raise QuestionError(msg)
    found = [set(before) for before in needs]
    narrowed = False
    for members in _tied(case, steps, needs):
        inside, narrow = _inside(case, steps, states, needs, members)
        narrowed |= narrow
        for at, before in zip(members, inside, strict=True):
            found[at] |= {members[place] for place in before}
    return Ruled(needs=tuple(tuple(sorted(before)) for before in found), narrowed=narrowed)


def _matches(case: Case, pattern: Pattern, columns: Mapping[str, NDArray[np.int64]]) -> Flags:
    """Return for each state whether it is like a pattern; terms match nothing."""
    hit = np.ones(len(next(iter(columns.values()))), dtype=np.bool_)
    for name, options in pattern.allowed.items():
        issue = case.issue(name)
        known = [issue.position(option) for option in options]
        hit &= np.isin(columns[name], known) if name in columns else np.False_
    return hit


def _holds(case: Case, rule: Rule, columns: Mapping[str, NDArray[np.int64]]) -> Flags:
    """Return for each state whether it obeys a rule."""
    fires = _matches(case, rule.when, columns)
    return ~fires if rule.then is None else ~fires | _matches(case, rule.then, columns)


def _barred(case: Case, steps: Sequence[Doer]) -> list[tuple[Forbidden, tuple[int, ...]]]:
    """Return the forbidden moves that single steps could make, with those steps."""
    found = []
    for rule in case.states.forbidden:
        first, last = rule.origin.allowed, rule.target.allowed
        moved = [n for n in {*first} & {*last} if set(first[n]).isdisjoint(last[n])]
        if len(moved) > 1:
            continue  # it moves several issues at once
        some = tuple(
            at
            for at, step in enumerate(steps)
            if rule.by in (None, step.by) and (not moved or step.issue in moved)
        )
        if some:
            found.append((rule, some))
    return found


def _tied(case: Case, steps: Sequence[Doer], needs: Needs) -> list[tuple[int, ...]]:
    """Return the groups of steps that rules and forbidden moves tie together."""
    barred = _barred(case, steps)
    seen: list[tuple[set[str], tuple[int, ...]]] = [
        (set(rule.issues), ()) for rule in state_rules(case)
    ]
    seen += [({*rule.origin.allowed, *rule.target.allowed}, some) for rule, some in barred]
    ties = [
        [at for at, step in enumerate(steps) if step.issue in names or at in some]
        for names, some in seen
    ]
    touched = {at for tie in ties for at in tie}
    ties += [[at, before] for at in touched for before in needs[at]]
    alone = {at for _, some in barred for at in some}
    groups = components(len(steps), [tie for tie in ties if tie])
    return [
        group for group in groups if touched & set(group) and (len(group) > 1 or group[0] in alone)
    ]


def _inside(
    case: Case, steps: Sequence[Doer], states: States, needs: Needs, members: tuple[int, ...]
) -> tuple[list[set[int]], bool]:
    """Return, for steps tied together, what comes before what among them, and if it narrows."""
    size = len(members)
    names = sorted({steps[at].issue for at in members})
    if size > TIED_LIMIT:
        listed = ", ".join(f"'{name}'" for name in names[:6])
        msg = (
            f"rules tie {size} steps together (issues {listed} and others), and at most "
            f"{TIED_LIMIT} can be ordered; lift a rule or ask for a package that changes less"
        )
        raise LimitError(msg)
    sets = _sets(case, steps, states, needs, members)
    passed = _passed(sets)
    if not passed[-1]:
        raise QuestionError(_stuck(case, steps, members))
    inside = sets.inside
    exact = [
        {k for k in range(size) if k != at and not (passed & inside[:, at] & ~inside[:, k]).any()}
        for at in range(size)
    ]
    return (exact, False) if sets.obeys(exact) else (_loosened(sets, passed), True)


def _stuck(case: Case, steps: Sequence[Doer], members: tuple[int, ...]) -> str:
    """Return why no way leads to the package."""
    names = sorted({steps[at].issue for at in members})
    listed = ", ".join(f"'{name}'" for name in names)
    barred = [rule for rule, some in _barred(case, steps) if set(some) & set(members)]
    if not barred:
        return (
            f"no way leads from now to the package: whichever of the issues {listed} moves first, "
            "some state on the way breaks a rule; lift a rule, or choose another package"
        )
    why = next((f" ({rule.reason})" for rule in barred if rule.reason), "")
    if len(names) == 1:
        return (
            f"no way leads from now to the package: 'states' forbids the move of issue {listed} by "
            f"'{steps[members[0]].by}'{why}; lift that, or choose another package"
        )
    return (
        f"no way leads from now to the package: whichever of the issues {listed} moves first, the "
        f"way breaks a rule or makes a move that 'states' forbids{why}; lift one of them, or "
        "choose another package"
    )


def _sets(
    case: Case, steps: Sequence[Doer], states: States, needs: Needs, members: tuple[int, ...]
) -> _Sets:
    """Return the sets of steps that are tied together, with what the case allows."""
    size = len(members)
    names = {steps[at].issue for at in members}
    own = [{members.index(k) for k in needs[at] if k in members} for at in members]
    inside = (np.arange(2**size)[:, None] >> np.arange(size)) & 1 == 1
    made = np.zeros((len(inside), len(steps)), dtype=np.bool_)
    made[:, members] = inside
    columns = states(made)
    allowed = _closed(inside, own)
    for rule in state_rules(case):
        if not names.isdisjoint(rule.issues):
            allowed &= _holds(case, rule, columns)
    free = ~inside
    for barred, some in _barred(case, steps):
        first = _matches(case, barred.origin, columns)
        last = _matches(case, barred.target, columns)
        for at in set(some) & set(members):
            k = members.index(at)
            before = np.flatnonzero(~inside[:, k])
            free[before, k] &= ~(first[before] & last[before | 1 << k])
    return _Sets(inside=inside, allowed=allowed, free=free)


def _closed(inside: Flags, needs: Sequence[set[int]]) -> Flags:
    """Return which sets have with every step all that comes before it."""
    closed = np.ones(len(inside), dtype=np.bool_)
    for at, before in enumerate(needs):
        for k in before:
            closed &= ~inside[:, at] | inside[:, k]
    return closed


def _passed(sets: _Sets) -> Flags:
    """Return which sets some way passes, one allowed step at a time from none to all."""
    inside, free = sets.inside, sets.free
    size = inside.shape[1]
    every, made = np.arange(len(inside)), inside.sum(axis=1)
    reached, leads = sets.allowed.copy(), sets.allowed.copy()
    for count in range(1, size + 1):
        up, down = every[made == count], every[made == size - count]
        reached[up] &= np.any(
            [inside[up, k] & reached[up ^ (1 << k)] & free[up ^ (1 << k), k] for k in range(size)],
            axis=0,
        )
        leads[down] &= np.any([free[down, k] & leads[down | (1 << k)] for k in range(size)], axis=0)
    passed: Flags = reached & leads
    return passed


def _loosened(sets: _Sets, passed: Flags) -> list[set[int]]:
    """Return an order with one allowed way in it, no pair of which can be dropped."""
    size = sets.inside.shape[1]
    order: list[int] = []
    done = 0
    while len(order) < size:
        step = next(k for k in range(size) if sets.free[done, k] and passed[done | 1 << k])
        order.append(step)
        done |= 1 << step
    needs: list[set[int]] = [set() for _ in range(size)]
    for place, at in enumerate(order):
        needs[at] = set(order[:place])
    dropped = True
    while dropped:
        dropped = False
        for at in range(size):
            for k in sorted(needs[at]):
                if any(k in needs[between] for between in needs[at]):
                    continue  # it follows from others
                needs[at].remove(k)
                if sets.obeys(needs):
                    dropped = True
                else:
                    needs[at].add(k)
    return needs
