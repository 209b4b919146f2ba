"""Options that are not on the table: which sets of them open the zone, each set without waste."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from zopa.analysis.problem import Problem, frontier, problem
from zopa.analysis.results import Deal
from zopa.analysis.unlock._setting import ENUMERABLE, Setting
from zopa.errors import LimitError
from zopa.kernels.sums import chunks, rows_of

Pair = tuple[str, str]
"""Issue and option."""
Added = frozenset[Pair]

SHOWN = 20
"""Sets of more options than `LARGEST` that are listed at most."""
LARGEST = 3
"""Options that are added together, unless it takes more to open the zone at all."""
TRIES = 100
"""Sets of options that are tried one by one where deals cannot be listed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """A set of options that opens the zone."""

    packages: int | None
    deal: Deal


@dataclass(frozen=True, slots=True, kw_only=True)
class Additions:
    """What adding options does."""

    outside: tuple[Pair, ...]
    """Options of the case that are not on the table, in case order."""
    openings: Mapping[Added, Opening] = field(default_factory=dict)
    """Sets that open the zone while no part of them does."""
    exact: bool = True
    """Whether all such sets up to the size that was asked for were found."""


def additions(setting: Setting) -> Additions:
    """Return the smallest sets of options outside the option set that open the zone.

    A deal of the whole case needs exactly the outside options that it contains.  So where its
    deals can be listed, one pass finds every set of options that some passing deal needs.
    Where they cannot, the sets are tried one by one on their frontiers, single options first.
    """
    outside = tuple(
        (issue.id, option.id)
        for issue in setting.case.issues
        for option in issue.options
        if option.id not in setting.options.fix[issue.id]
    )
    if not outside:
        return Additions(outside=outside)
    try:
        whole = problem(setting.case, strict=setting.problem.strict)
    except LimitError:
        return _tried(setting, outside)
    if whole.space.legal <= ENUMERABLE:
        return _listed(setting, whole, outside)
    if not whole.passes(frontier(whole, setting.limit).values).any():
        return Additions(outside=outside)
    return _tried(setting, outside)


def _listed(setting: Setting, whole: Problem, outside: tuple[Pair, ...]) -> Additions:
    codes = [_codes(setting, whole, at) for at in range(len(whole.blocks))]
    sizes = [len(sets) for _, sets in codes]
    tables = []
    unit = 1
    for block, (code, sets) in zip(reversed(whole.blocks), reversed(codes), strict=True):
        tables.append(np.column_stack([block, code * float(unit)]))
        unit *= len(sets)
    tables.reverse()
    counts = np.zeros(unit, dtype=np.int64)
    best = np.full(unit, -np.inf)
    number = np.zeros(unit, dtype=np.int64)
    for first, sums in chunks(tables):
        values = whole.values(sums[:, :-1])
        rows = np.flatnonzero(whole.passes(values))
        code = np.rint(sums[rows, -1]).astype(np.int64)
        counts += np.bincount(code, minlength=unit)
        margin = whole.margin((values[rows] - whole.reservation) / whole.span)
        order = np.lexsort((margin, code))
        code, margin, rows = code[order], margin[order], rows[order]
        last = np.flatnonzero(np.append(code[1:] != code[:-1], True)[: len(code)])
        wins = last[margin[last] > best[code[last]]]
        best[code[wins]], number[code[wins]] = margin[wins], first + rows[wins]
    needed = {
        frozenset().union(*(codes[at][1][row] for at, row in enumerate(rows_of(hit, sizes)))): hit
        for hit in np.flatnonzero(counts).tolist()
    }
    return Additions(outside=outside, openings=_openings(whole, needed, counts, number))


def _codes(setting: Setting, whole: Problem, at: int) -> tuple[NDArray[np.int64], list[Added]]:
    """Return the number of the set of outside options in each row of a block, and these sets."""
    block = whole.space.blocks[at]
    flags = np.full(block.rows.shape, -1, dtype=np.int32)
    for column, place in enumerate(block.issues):
        issue = setting.case.issues[place]
        inside = [issue.position(name) for name in setting.options.fix[issue.id]]
        outside = ~np.isin(block.rows[:, column], inside)
        flags[outside, column] = block.rows[outside, column]
    sets, code = np.unique(flags, axis=0, return_inverse=True)
    named = [
        frozenset(
            (issue.id, issue.options[place].id)
            for issue, place in zip(
                (setting.case.issues[at] for at in block.issues), row, strict=True
            )
            if place >= 0
        )
        for row in sets.tolist()
    ]
    return code.reshape(-1), named


def _openings(
    whole: Problem,
    needed: Mapping[Added, int],
    counts: NDArray[np.int64],
    number: NDArray[np.int64],
) -> dict[Added, Opening]:
    """Return the sets that are needed while no part of them is, with all deals they open."""
    found: dict[Added, Opening] = {}
    sizes = [len(block) for block in whole.blocks]
    for added in sorted(needed, key=lambda added: (len(added), sorted(added))):
        if len(added) > LARGEST and found:
            # Larger sets are shown only where no small one opens, and then the smallest few.
            if len(added) > max(map(len, found)) or len(found) >= SHOWN:
                break
        elif any(part in found for part in _parts(added)):
            continue
        hit = needed[added]
        deal = whole.deal(rows_of(int(number[hit]), sizes))
        found[added] = Opening(packages=int(counts[hit]), deal=deal)
    return found


def _parts(added: Added) -> Iterator[Added]:
    """Yield the proper parts of a set of at most `LARGEST` options."""
    if len(added) > LARGEST:
        return
    for size in range(1, len(added)):
        for part in combinations(sorted(added), size):
            yield frozenset(part)


def _tried(setting: Setting, outside: tuple[Pair, ...]) -> Additions:
    found: dict[Added, Opening] = {}
    tries = 0
    for size in range(1, min(LARGEST, len(outside)) + 1):
        if size > 2 and any(len(added) == 1 for added in found):
            break
        for chosen in combinations(outside, size):
            added = frozenset(chosen)
            if len({issue for issue, _ in added}) < size:
                continue
            if any(part in found for part in _parts(added)):
                continue
            if size > 1 and tries >= TRIES:
                return Additions(outside=outside, openings=found, exact=False)
            tries += 1
            opening = _try(setting, added)
            if opening is not None:
                found[added] = opening
    return Additions(outside=outside, openings=found, exact=len(outside) <= LARGEST or bool(found))


def _try(setting: Setting, added: Added) -> Opening | None:
    options = {
        issue.id: tuple(
            option.id
            for option in issue.options
            if option.id in setting.options.fix[issue.id] or (issue.id, option.id) in added
        )
        for issue in setting.case.issues
    }
    changed = setting.variant(options)
    if changed is None or not len(changed.passing()):
        return None
    return Opening(packages=changed.packages(), deal=changed.best())
