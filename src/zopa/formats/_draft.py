"""From what a foreign profile says to a case: the same last step for all readers."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from zopa.errors import FormatError
from zopa.formats._contract import Reading
from zopa.formats._files import OPTION_LIMIT
from zopa.model import Case, Grid, Issue, Number, Option, Party, Scores, Standing

SUM_TOLERANCE = 1e-3
"""How far weights may sum away from 1 before the reader remarks on it."""

CAP_TOLERANCE = 1e-9
"""How far a utility may pass its cap by rounding alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One party as its profile describes it, on the profile's own scale."""

    id: str
    name: str
    weights: Mapping[str, float]
    scores: Mapping[str, Mapping[str, float]]
    reservation: float | None
    """``None``: the profile states none, so the party accepts whatever there is."""
    constant: float = 0.0
    cap: float | None = None
    """Kept only where some package reaches it."""
    discount: float = 1.0

    def reach(self) -> tuple[float, float]:
        """Return the lowest and the highest utility of any package, before the cap.

        Examples
        --------
        >>> Draft(id="a", name="A", weights={"x": 0.5}, scores={"x": {"p": 0, "q": 1}},
        ...       reservation=None).reach()
        (0.0, 0.5)
        """
        columns = [
            [self.weights[issue] * score for score in column.values()]
            for issue, column in self.scores.items()
        ]
        low = self.constant + math.fsum(map(min, columns))
        return low, self.constant + math.fsum(map(max, columns))


def options(values: Sequence[str]) -> tuple[Option, ...]:
    """Return options whose names are their ids."""
    return tuple(Option(id=value, name=value) for value in values)


def label(value: float) -> str:
    """Return a number as the id of an option.

    Examples
    --------
    >>> label(3.0), label(0.1 + 0.2)
    ('3', '0.3')
    """
    return str(int(value)) if value == int(value) else f"{value:.12g}"


def numeric_issue(name: str, grid: Grid, where: str) -> Issue:
    """Return an issue whose options are the numbers of a grid."""
    if not 1 <= grid.points <= OPTION_LIMIT:
        msg = (
            f"{where}: issue '{name}' runs from {grid.low:g} to {grid.high:g}, {grid.points:,} "
            f"values, and at most {OPTION_LIMIT:,} are read; narrow it or use larger steps"
        )
        raise FormatError(msg)
    ids = [label(value) for value in grid.values()]
    if len(set(ids)) < len(ids):
        ids = [repr(value) for value in grid.values()]
    return Issue(id=name, name=name, options=options(ids), grid=grid)


def assemble(
    case_id: str,
    title: str,
    issues: Sequence[Issue],
    drafts: Sequence[Draft],
    repairs: Sequence[str],
) -> Reading:
    """Return the case of these parties over these issues, with what there is to remark.

    Raises
    ------
    CaseFaults
        Where a profile says what no case can hold, for example negative weights.
    """
    remarks = list(repairs)
    preferences = {}
    for draft in drafts:
        low, high = draft.reach()
        total = math.fsum(draft.weights.values())
        if abs(total - 1.0) > SUM_TOLERANCE:
            remarks.append(
                f"{draft.name}: the weights sum to {total:g}, not to 1; they are used as written"
            )
        cap = draft.cap if draft.cap is not None and high > draft.cap + CAP_TOLERANCE else None
        reservation = draft.reservation
        if reservation is None:
            reservation = low if cap is None else min(low, cap)
            remarks.append(
                f"{draft.name}: no reservation value is stated, so any deal is acceptable; its "
                f"lowest utility of all packages, {reservation:g}, is taken"
            )
        preferences[draft.id] = Scores(
            party=draft.id,
            weights={issue: Number.fixed(weight) for issue, weight in draft.weights.items()},
            scores={
                issue: {option: Number.fixed(score) for option, score in column.items()}
                for issue, column in draft.scores.items()
            },
            standing=Standing(value=Number.fixed(reservation)),
            rescale=False,
            constant=draft.constant,
            cap=cap,
            discount=draft.discount,
        )
    if len(drafts) == 1:
        remarks.append(
            f"{drafts[0].name}: this is the only party, so there is nobody to agree with"
        )
    case = Case(
        id=case_id,
        title=title,
        parties=tuple(Party(id=draft.id, name=draft.name) for draft in drafts),
        issues=tuple(issues),
        preferences=preferences,
    )
    return Reading(case=case, repairs=tuple(remarks))
