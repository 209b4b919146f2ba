"""What the rules of a case say about the order of steps: what has to come before what."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from zopa.errors import LimitError, QuestionError
from zopa.model import Case, Pattern, Rule
from zopa.model.space import components

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


def ruled(case: Case, issues: Sequence[str], states: States, needs: Needs) -> Ruled:
    """Return what the case says comes before what, with what its rules imply.

    Steps that no rule ties together are looked at apart.  Where the sets of steps that the
    rules allow can be told by what comes before what, that is the answer.  Where they cannot (a
    rule that either of two steps satisfies, for example), one way that obeys the rules is
    taken, and as much of its order dropped as can be.

    Parameters
    ----------
    case
        The case with its rules.
    issues
        The issue of each step.
    states
        From sets of steps to states.
    needs
        For each step the steps that come before it whatever the rules say; no circle.

    Raises
    ------
    QuestionError
        When a rule is broken now or by the package, or no way leads from one to the other.
    LimitError
        When rules tie more than `TIED_LIMIT` steps together.
    """
    size = len(needs)
    ends = np.array([[False] * size, [True] * size])
    for rule in case.rules:
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
    for members in _tied(case, issues, needs):
        inside, narrow = _inside(case, issues, states, needs, members)
        narrowed |= narrow
        for at, before in zip(members, inside, strict=True):
            found[at] |= {members[place] for place in before}
    return Ruled(needs=tuple(tuple(sorted(before)) for before in found), narrowed=narrowed)


def _holds(case: Case, rule: Rule, columns: Mapping[str, NDArray[np.int64]]) -> Flags:
    """Return for each state whether it obeys a rule; terms match nothing."""
    count = len(next(iter(columns.values())))

    def matches(pattern: Pattern) -> Flags:
        hit = np.ones(count, dtype=np.bool_)
        for name, options in pattern.allowed.items():
            issue = case.issue(name)
            known = [issue.position(option) for option in options]
            hit &= np.isin(columns[name], known) if name in columns else np.False_
        return hit

    fires = matches(rule.when)
    return ~fires if rule.then is None else ~fires | matches(rule.then)


def _tied(case: Case, issues: Sequence[str], needs: Needs) -> list[tuple[int, ...]]:
    """Return the groups of two and more steps that rules tie together."""
    ties = [[at for at, name in enumerate(issues) if name in rule.issues] for rule in case.rules]
    touched = {at for tie in ties for at in tie}
    ties += [[at, before] for at in touched for before in needs[at]]
    groups = components(len(issues), [tie for tie in ties if tie])
    return [group for group in groups if len(group) > 1 and touched & set(group)]


def _inside(
    case: Case, issues: Sequence[str], states: States, needs: Needs, members: tuple[int, ...]
) -> tuple[list[set[int]], bool]:
    """Return, for steps tied together, what comes before what among them, and if it narrows."""
    size = len(members)
    names = sorted({issues[at] for at in members})
    if size > TIED_LIMIT:
        listed = ", ".join(f"'{name}'" for name in names[:6])
        msg = (
            f"rules tie {size} steps together (issues {listed} and others), and at most "
            f"{TIED_LIMIT} can be ordered; lift a rule or ask for a package that changes less"
        )
        raise LimitError(msg)
    own = [{members.index(k) for k in needs[at] if k in members} for at in members]
    inside = (np.arange(2**size)[:, None] >> np.arange(size)) & 1 == 1
    made = np.zeros((len(inside), len(issues)), dtype=np.bool_)
    made[:, members] = inside
    columns = states(made)
    allowed = _closed(inside, own)
    for rule in case.rules:
        if not set(names).isdisjoint(rule.issues):
            allowed &= _holds(case, rule, columns)
    passed = _passed(inside, allowed)
    if not passed[-1]:
        listed = ", ".join(f"'{name}'" for name in names)
        msg = (
            f"no way leads from now to the package: whichever of the issues {listed} moves first, "
            "some state on the way breaks a rule; lift a rule, or choose another package"
        )
        raise QuestionError(msg)
    exact = [
        {k for k in range(size) if k != at and not (passed & inside[:, at] & ~inside[:, k]).any()}
        for at in range(size)
    ]
    if allowed[_closed(inside, exact)].all():
        return exact, False
    return _loosened(inside, allowed, passed), True


def _closed(inside: Flags, needs: Sequence[set[int]]) -> Flags:
    """Return which sets have with every step all that comes before it."""
    closed = np.ones(len(inside), dtype=np.bool_)
    for at, before in enumerate(needs):
        for k in before:
            closed &= ~inside[:, at] | inside[:, k]
    return closed


def _passed(inside: Flags, allowed: Flags) -> Flags:
    """Return which sets some way passes, one allowed step at a time from none to all."""
    size = inside.shape[1]
    sets, made = np.arange(len(inside)), inside.sum(axis=1)
    reached, leads = allowed.copy(), allowed.copy()
    for count in range(1, size + 1):
        up, down = sets[made == count], sets[made == size - count]
        reached[up] &= np.any([inside[up, k] & reached[up ^ (1 << k)] for k in range(size)], axis=0)
        leads[down] &= np.any(
            [~inside[down, k] & leads[down | (1 << k)] for k in range(size)], axis=0
        )
    passed: Flags = reached & leads
    return passed


def _loosened(inside: Flags, allowed: Flags, passed: Flags) -> list[set[int]]:
    """Return an order with one allowed way in it, no pair of which can be dropped."""
    size = inside.shape[1]
    order: list[int] = []
    done = 0
    while len(order) < size:
        step = next(k for k in range(size) if not done >> k & 1 and passed[done | 1 << k])
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
                if allowed[_closed(inside, needs)].all():
                    dropped = True
                else:
                    needs[at].add(k)
    return needs
