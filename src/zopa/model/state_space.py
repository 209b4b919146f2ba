"""The states of a case (semantics §3), as cells of the grid of all combinations of options.

Terms are left out and deal rules do not apply; ``now`` and no deal are states whatever rules say.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from zopa.errors import CaseError, LimitError, QuestionError
from zopa.model.case import Case
from zopa.model.issues import Issue, Package, Pattern, Rule
from zopa.model.preferences import StateTable
from zopa.model.states import Merged

Ints = NDArray[np.int64]
Places = NDArray[np.int16]
Bools = NDArray[np.bool_]

CELLS = 20_000_000
"""Combinations of options that are listed at most."""
BYTES = 110
"""Memory that one combination takes, about, when three parties are judged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StateSpace:
    """The states of a case: ``c`` cells of a grid, of which merged ones are one state each.

    Axes of the grid are the issues that are no terms, in case order; the options of an issue
    that moves one way stand in the order in which they follow each other.
    """

    issues: tuple[Issue, ...]
    orders: tuple[tuple[int, ...], ...]
    """For each axis: the option (place in its issue) that stands at each place."""
    one_way: tuple[bool, ...]
    cells: Ints
    """Shape (c,): flat place of every possible cell, last axis fastest, ascending."""
    merged: tuple[Merged, ...]
    state_of: Ints
    """Shape (c,): the state that each cell is, or is merged into."""
    cell_of: Ints
    """Shape (m,): place in ``cells`` of the cell that stands for each state."""
    merged_at: tuple[int, ...]
    """The state of each of ``merged``."""
    names: Mapping[str, int]
    """Name of a state (merged, named, or a package) -> its place."""
    now: int | None
    """The present state; ``None`` where some issue does not say what is in force."""
    no_deal: int | None

    @property
    def shape(self) -> tuple[int, ...]:
        """Options of each issue."""
        return tuple(map(len, self.orders))

    @property
    def count(self) -> int:
        """Return the number of states, merged ones counted once."""
        return len(self.cell_of)

    def axis(self, at: int, cells: Ints | None = None) -> Places:
        """Return the place of each cell on one axis, shape (c,)."""
        shape = self.shape
        flat = self.cells if cells is None else cells
        return ((flat // math.prod(shape[at + 1 :])) % shape[at]).astype(np.int16)

    def columns(self, cells: Ints | None = None) -> dict[str, Places]:
        """Return issue -> option of each cell (place in the issue), all of shape (c,)."""
        return {
            issue.id: np.array(order, dtype=np.int16)[self.axis(at, cells)]
            for at, (issue, order) in enumerate(zip(self.issues, self.orders, strict=True))
        }

    def table(self) -> StateTable:
        """Return the states, to be put in order; a merged one by the cell that stands for it."""
        return StateTable(
            issues={issue.id: issue for issue in self.issues},
            columns=self.columns(self.cells[self.cell_of]),
            names=self.names,
        )

    def cell_table(self) -> StateTable:
        """Return the cells, to be put in order before they are merged."""
        issues = {issue.id: issue for issue in self.issues}
        return StateTable(issues=issues, columns=self.columns(), names={})

    def state(self, package: Package) -> int | None:
        """Return the state in which a package is in force, terms left out; ``None`` if there is none."""
        flat = _flat(package, self.issues, self.orders)
        at = int(np.searchsorted(self.cells, flat))
        if at == len(self.cells) or self.cells[at] != flat:
            return None
        return int(self.state_of[at])

    def package(self, state: int) -> dict[str, str]:
        """Return what is in force in a state: issue -> option; of a merged one what is shared."""
        if state not in self.merged_at:
            return self._package(int(self.cells[self.cell_of[state]]))
        members = np.flatnonzero(self.state_of == state)
        columns = self.columns(self.cells[members])
        return {
            issue.id: issue.options[int(columns[issue.id][0])].id
            for issue in self.issues
            if (columns[issue.id] == columns[issue.id][0]).all()
        }

    def standing_package(self, state: int) -> dict[str, str]:
        """Return all options of the cell that stands for a state."""
        return self._package(int(self.cells[self.cell_of[state]]))

    def _package(self, flat: int) -> dict[str, str]:
        found = {}
        for issue, order in zip(reversed(self.issues), reversed(self.orders), strict=True):
            flat, place = divmod(flat, len(order))
            found[issue.id] = issue.options[order[place]].id
        return dict(reversed(found.items()))


def state_space(case: Case, limit: int = CELLS) -> StateSpace:
    """Return the states of a case.

    Raises
    ------
    QuestionError
        When all issues are terms.
    CaseError
        When there is no state, a name stands for a state that cannot be, or merged states overlap.
    LimitError
        When there are more than ``limit`` combinations of options.

    Examples
    --------
    >>> from zopa.model import Option, Party, Pattern, Rule
    >>> def issue(id):
    ...     return Issue(id=id, name=id, options=(Option(id="no", name="No"), Option(id="yes", name="Yes")))
    >>> never = Rule(when=Pattern(allowed={"a": ("yes",), "b": ("yes",)}), then=None)
    >>> case = Case(id="c", title="C", parties=(Party(id="p", name="P"),),
    ...             issues=(issue("a"), issue("b")), rules=(never,))
    >>> found = state_space(case)
    >>> found.cells, found.package(2), found.state({"a": "yes", "b": "yes"})
    (array([0, 1, 2]), {'a': 'yes', 'b': 'no'}, None)
    """
    issues = tuple(issue for issue in case.issues if not issue.term)
    if not issues:
        msg = f"all issues of case '{case.id}' are terms of a deal, so there is nothing to move"
        raise QuestionError(msg)
    one_way = {rule.issue: rule.order for rule in case.states.one_way}
    orders = tuple(
        tuple(issue.position(option) for option in one_way.get(issue.id, _ids(issue)))
        for issue in issues
    )
    total = combinations(case)
    if total > limit:
        msg = (
            f"case '{case.id}' has {total:,} combinations of options, and at most {limit:,} are "
            f"listed (these would take about {total * BYTES / 2**30:,.0f} GB); leave out issues or "
            "options, or ask for single states"
        )
        raise LimitError(msg)
    cells = np.flatnonzero(_possible(state_rules(case), issues, orders))
    fixed = {}
    for name, package in (("now", present(case)), ("no_deal", case.no_deal_package())):
        if package is not None:
            fixed[name] = _flat(package, issues, orders)
    cells = np.union1d(cells, np.array(list(fixed.values()), dtype=np.int64))
    if not len(cells):
        msg = f"the rules of case '{case.id}' forbid every state; lift or mend a rule"
        raise CaseError(msg)
    everyone = np.arange(len(cells))
    plain = StateSpace(
        issues=issues,
        orders=orders,
        one_way=tuple(issue.id in one_way for issue in issues),
        cells=cells,
        merged=case.states.merged,
        state_of=everyone,
        cell_of=everyone,
        merged_at=(),
        names={},
        now=None,
        no_deal=None,
    )
    found = _merge(plain, fixed)
    return replace(found, names=_names(case, found))


def combinations(case: Case) -> int:
    """Return the number of combinations of options that are no terms."""
    return math.prod(len(issue) for issue in case.issues if not issue.term)


def state_rules(case: Case) -> tuple[Rule, ...]:
    """Return the rules of a case as they bind states, which have no terms.

    A rule whose ``if`` names a term binds no state; of what a rule demands, terms are left out,
    and a rule that demands nothing else binds no state either.

    Examples
    --------
    >>> from zopa.model import Option, Party
    >>> def issue(id, term=False):
    ...     return Issue(id=id, name=id, options=(Option(id="no", name="No"),), term=term)
    >>> like = {"a": ("no",)}
    >>> rules = (Rule(when=Pattern(allowed=like), then=Pattern(allowed={"t": ("no",), "b": ("no",)})),
    ...          Rule(when=Pattern(allowed=like), then=Pattern(allowed={"t": ("no",)})))
    >>> case = Case(id="c", title="C", parties=(Party(id="p", name="P"),),
    ...             issues=(issue("a"), issue("b"), issue("t", term=True)), rules=rules)
    >>> [rule.text() for rule in state_rules(case)]
    ['if a = no then b = no']
    """
    terms = {issue.id for issue in case.issues if issue.term}
    found = []
    for rule in case.rules:
        if not terms.isdisjoint(rule.when.allowed):
            continue
        if rule.then is None or terms.isdisjoint(rule.then.allowed):
            found.append(rule)
            continue
        left = {name: known for name, known in rule.then.allowed.items() if name not in terms}
        if left:
            found.append(replace(rule, then=Pattern(allowed=left)))
    return tuple(found)


def present(case: Case) -> dict[str, str] | None:
    """Return the options in force now, terms left out; ``None`` where an issue does not say.

    The only option of an issue is in force without being said.
    """
    found = {}
    for issue in case.issues:
        if issue.term:
            continue
        option = issue.options[0].id if len(issue) == 1 else issue.now
        if option is None:
            return None
        found[issue.id] = option
    return found


def _ids(issue: Issue) -> tuple[str, ...]:
    return tuple(option.id for option in issue.options)


def _flat(package: Package, issues: Sequence[Issue], orders: Sequence[Sequence[int]]) -> int:
    flat = 0
    for issue, order in zip(issues, orders, strict=True):
        flat = flat * len(order) + order.index(issue.position(package[issue.id]))
    return flat


def _possible(
    rules: Iterable[Rule], issues: Sequence[Issue], orders: Sequence[Sequence[int]]
) -> Bools:
    """Return which cells of the grid obey all rules, flat."""
    grid = np.ones(tuple(map(len, orders)), dtype=np.bool_)
    for rule in rules:
        fires = _grid_match(rule.when, issues, orders)
        if rule.then is None:
            grid &= ~fires
        else:
            grid &= ~fires | _grid_match(rule.then, issues, orders)
    return grid.reshape(-1)


def _grid_match(
    pattern: Pattern, issues: Sequence[Issue], orders: Sequence[Sequence[int]]
) -> Bools:
    """Return where a pattern matches, in a shape that broadcasts to the grid.

    A pattern that names a term matches no state.
    """
    found = np.ones((1,) * len(issues), dtype=np.bool_)
    at = {issue.id: place for place, issue in enumerate(issues)}
    for name, options in pattern.allowed.items():
        if name not in at:
            return np.zeros((1,) * len(issues), dtype=np.bool_)
        axis = at[name]
        wanted = [issues[axis].position(option) for option in options]
        column = np.isin(np.array(orders[axis]), wanted)
        found = found & column.reshape([-1 if k == axis else 1 for k in range(len(issues))])
    return found


def matches(
    pattern: Pattern, columns: Mapping[str, NDArray[Any]], issues: Iterable[Issue]
) -> Bools:
    """Return which states a pattern matches, given issue -> option places, shape (states,)."""
    found = np.ones(len(next(iter(columns.values()))), dtype=np.bool_)
    by_id = {issue.id: issue for issue in issues}
    for name, options in pattern.allowed.items():
        if name not in by_id:
            return np.zeros_like(found)
        found &= np.isin(columns[name], [by_id[name].position(option) for option in options])
    return found


def _merge(plain: StateSpace, fixed: Mapping[str, int]) -> StateSpace:
    """Return the space with merged cells, and the places of now and of no deal."""
    state_of, cell_of, merged_at = _classes(plain, _merged_cells(plain))
    at = {name: int(state_of[np.searchsorted(plain.cells, flat)]) for name, flat in fixed.items()}
    return replace(
        plain,
        state_of=state_of,
        cell_of=cell_of,
        merged_at=merged_at,
        now=at.get("now"),
        no_deal=at.get("no_deal"),
    )


def _names(case: Case, space: StateSpace) -> dict[str, int]:
    """Return the names of merged states, of states with a name, and of packages."""
    names = {merged.id: at for merged, at in zip(space.merged, space.merged_at, strict=True)}
    for name, package in case.states.named.items():
        place = space.state(package)
        if place is None:
            raise CaseError(_impossible(name, package, state_rules(case)))
        names.setdefault(name, place)
    for name, known in case.packages.items():
        place = space.state(known.options)
        if place is not None:
            names.setdefault(name, place)
    return names


def _merged_cells(plain: StateSpace) -> Ints:
    """Return the place in ``merged`` that each cell belongs to, -1 for none, shape (c,)."""
    owner = np.full(len(plain.cells), -1, dtype=np.int64)
    if not plain.merged:
        return owner
    columns = plain.columns()
    for place, merged in enumerate(plain.merged):
        inside = matches(merged.pattern, columns, plain.issues)
        taken = np.flatnonzero(inside & (owner >= 0))
        if len(taken):
            other = plain.merged[int(owner[taken[0]])].id
            msg = (
                f"states: the merged states '{other}' and '{merged.id}' overlap, both hold "
                f"{_shown(plain.package(int(taken[0])))}; make their patterns exclude each other"
            )
            raise CaseError(msg)
        if not inside.any():
            msg = (
                f"states: the merged state '{merged.id}' holds no possible state; mend its "
                "pattern or the rules"
            )
            raise CaseError(msg)
        owner[inside] = place
    return owner


def _classes(plain: StateSpace, owner: Ints) -> tuple[Ints, Ints, tuple[int, ...]]:
    """Return state of each cell, cell of each state, state of each merged one.

    A state stands where its first cell stands.
    """
    count = len(owner)
    leader = np.arange(count)
    for place in range(len(plain.merged)):
        inside = np.flatnonzero(owner == place)
        leader[inside] = inside[0]
    first, state_of = np.unique(leader, return_inverse=True)
    cell_of = first.astype(np.int64)
    merged_at = []
    for place, merged in enumerate(plain.merged):
        inside = np.flatnonzero(owner == place)
        state = int(state_of[inside[0]])
        merged_at.append(state)
        if merged.counts_as is None:
            continue
        chosen = plain.state(merged.counts_as)
        if chosen is None or owner[chosen] != place:
            msg = (
                f"states: the merged state '{merged.id}' counts as {_shown(merged.counts_as)}, "
                "which is none of its states; name one of them"
            )
            raise CaseError(msg)
        cell_of[state] = chosen
    return np.asarray(state_of, dtype=np.int64), cell_of, tuple(merged_at)


def _impossible(name: str, package: Package, rules: Iterable[Rule]) -> str:
    broken = next((rule for rule in rules if not rule.holds(package)), None)
    why = f" by the rule '{broken.text()}'" if broken is not None else ""
    return f"states: the state '{name}' is forbidden{why}; mend the state or the rule"


def _shown(package: Package) -> str:
    return "{" + ", ".join(f"{issue}: {option}" for issue, option in package.items()) + "}"
