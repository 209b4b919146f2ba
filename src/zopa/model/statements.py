"""Statements about states: ``issue = option`` joined by NOT, AND, OR, IF and IFF."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from zopa.model.issues import Issue


@dataclass(frozen=True, slots=True, kw_only=True)
class Atom:
    """The issue has one of these options."""

    issue: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Not:
    """The part does not hold."""

    part: Formula


@dataclass(frozen=True, slots=True, kw_only=True)
class And:
    """All parts hold."""

    parts: tuple[Formula, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Or:
    """Some part holds."""

    parts: tuple[Formula, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class If:
    """Where ``when`` holds, ``then`` holds too."""

    when: Formula
    then: Formula


@dataclass(frozen=True, slots=True, kw_only=True)
class Iff:
    """Both sides hold, or neither."""

    left: Formula
    right: Formula


Formula = Atom | Not | And | Or | If | Iff


def truth(
    formula: Formula, columns: Mapping[str, NDArray[Any]], issues: Mapping[str, Issue]
) -> NDArray[np.bool_]:
    """Return in which states a formula holds, shape (states,).

    Parameters
    ----------
    formula
        The formula.
    columns
        Issue -> option positions, one for each state; all of the same shape.
    issues
        Issues by id.

    Examples
    --------
    >>> from zopa.model.issues import Option
    >>> wage = Issue(id="wage", name="Wage", options=(
    ...     Option(id="low", name="2 %"), Option(id="high", name="4 %")))
    >>> truth(Not(part=Atom(issue="wage", options=("low",))), {"wage": np.array([0, 1])},
    ...       {"wage": wage})
    array([False,  True])
    """
    match formula:
        case Atom():
            issue = issues[formula.issue]
            places = [issue.position(option) for option in formula.options]
            return np.asarray(np.isin(columns[formula.issue], places))
        case Not():
            return ~truth(formula.part, columns, issues)
        case And():
            parts = [truth(part, columns, issues) for part in formula.parts]
            return np.asarray(np.logical_and.reduce(parts))
        case Or():
            parts = [truth(part, columns, issues) for part in formula.parts]
            return np.asarray(np.logical_or.reduce(parts))
        case If():
            return ~truth(formula.when, columns, issues) | truth(formula.then, columns, issues)
        case Iff():
            left = truth(formula.left, columns, issues)
            return np.asarray(left == truth(formula.right, columns, issues))
