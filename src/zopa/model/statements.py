"""Statements about states: ``issue = option`` joined by NOT, AND, OR, IF and IFF."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from zopa.errors import did_you_mean
from zopa.model.issues import Issue

KEYWORDS = ("not", "and", "or", "if", "then", "iff", "in")
"""Words of statements, in any case; a name that is one of them stands in quotes."""
YES = "yes"
"""The option that a statement means when it names an issue alone."""
BARE = re.compile(r"""(?:(?!<?->)[^\s()=!~&|,<>"'])+""")
"""Names that need no quotes."""


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


def atoms(formula: Formula) -> Iterator[Atom]:
    """Yield every atom of a formula, from left to right."""
    match formula:
        case Atom():
            yield formula
        case Not():
            yield from atoms(formula.part)
        case And() | Or():
            for part in formula.parts:
                yield from atoms(part)
        case If():
            yield from atoms(formula.when)
            yield from atoms(formula.then)
        case Iff():
            yield from atoms(formula.left)
            yield from atoms(formula.right)


def atom_fault(issue: str, options: tuple[str, ...], issues: Mapping[str, Issue]) -> str | None:
    """Return what an atom names that the case does not have, as the end of a sentence."""
    if issue not in issues:
        return f"names issue '{issue}', which the case does not have; {did_you_mean(issue, issues)}"
    if issues[issue].term:
        return f"names the term '{issue}', which is part of a deal and of no state; leave it out"
    known = [option.id for option in issues[issue].options]
    for option in options:
        if option not in issues[issue]:
            hint = did_you_mean(option, known)
            return f"names option '{option}', which issue '{issue}' does not have; {hint}"
    return None


def statement_text(formula: Formula) -> str:
    """Return a formula as a statement that reads back as the same formula.

    Examples
    --------
    >>> a, b = Atom(issue="accept", options=("yes",)), Atom(issue="delay", options=("no", "a bit"))
    >>> statement_text(If(when=Or(parts=(a, Not(part=a))), then=b))
    'if accept = yes or accept != yes then delay in (no, "a bit")'
    >>> statement_text(Not(part=And(parts=(a, b))))
    'not (accept = yes and delay in (no, "a bit"))'
    """
    match formula:
        case Atom():
            return _atom_text(formula, "=", "in")
        case Not(part=Atom() as atom):
            return _atom_text(atom, "!=", "not in")
        case Not():
            return f"not {_inside(formula.part, Not)}"
        case And() | Or():
            word, bare = ("and", (Not,)) if isinstance(formula, And) else ("or", (And, Not))
            return f" {word} ".join(_inside(part, *bare) for part in formula.parts)
        case If():
            when = _inside(formula.when, Or, And, Not)
            return f"if {when} then {_inside(formula.then, Or, And, Not)}"
        case Iff():
            sides = (formula.left, formula.right)
            return " iff ".join(_inside(side, Or, And, Not) for side in sides)


def _inside(part: Formula, *bare: type) -> str:
    """Return a part, in parentheses unless it is an atom or of a kind that binds more."""
    text = statement_text(part)
    return text if isinstance(part, (Atom, *bare)) else f"({text})"


def _atom_text(atom: Atom, one: str, several: str) -> str:
    options = [_name(option) for option in atom.options]
    if len(options) == 1:
        return f"{_name(atom.issue)} {one} {options[0]}"
    return f"{_name(atom.issue)} {several} ({', '.join(options)})"


def _name(name: str) -> str:
    if BARE.fullmatch(name) and name.lower() not in KEYWORDS:
        return name
    return '"' + name.replace('"', '""') + '"'
