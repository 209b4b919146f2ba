"""Which package is to be carried out: the one that exchange and verification speak of."""

from __future__ import annotations

from itertools import islice

import numpy as np

from zopa.analysis.problem import Frontier, frontier, problem
from zopa.analysis.solutions import SOLUTIONS, BargainingSet
from zopa.analysis.solutions._contract import standing
from zopa.errors import QuestionError, UnknownNameError, did_you_mean
from zopa.model import Case, Package

NASH = "nash"
TIES = 1_000
"""Packages of one point among which the first is chosen, as a study lists them."""


def agreed(case: Case, to: str | None = None, option_set: str = "all") -> tuple[str, Package]:
    """Return the package that is to be carried out, with its name.

    Parameters
    ----------
    case
        The case.
    to
        A named package of the case, or a solution, by id or name; when left out what the case
        says under ``exchange: to``, else the Nash package.
    option_set
        The options over which a solution chooses; a named package may have any.

    Returns
    -------
    (str, Package)
        The name of the package or of the solution, and one option for every issue (a term that
        is left out of the deal has none).  Where packages tie, the first in case order.

    Raises
    ------
    UnknownNameError
        When no package and no solution has that name, or no option set.
    QuestionError
        When the solution chooses nothing, the named package breaks a rule, or the case has no
        scores to choose by.

    Examples
    --------
    >>> from zopa.model import *
    >>> n = Number.fixed
    >>> wage = Issue(id="wage", name="Wage", options=(
    ...     Option(id="low", name="2 %"), Option(id="mid", name="3 %"), Option(id="high", name="4 %")))
    >>> case = Case(id="pay", title="Pay", parties=(Party(id="union", name="Union"),
    ...     Party(id="port", name="Port")), issues=(wage,), preferences={
    ...     "union": Scores(party="union", scores={"wage": {"low": n(0), "mid": n(6), "high": n(9)}},
    ...                     standing=Standing(value=n(5))),
    ...     "port": Scores(party="port", scores={"wage": {"low": n(9), "mid": n(6), "high": n(0)}},
    ...                    standing=Standing(value=n(4)))},
    ...     packages={"last": NamedPackage(id="last", name="Last offer", options={"wage": "low"})})
    >>> agreed(case)
    ('nash', {'wage': 'mid'})
    >>> agreed(case, "last") == agreed(case, "Last offer")
    True
    """
    case.option_set(option_set)  # refuses an unknown one, also where it would not matter
    asked = to or (case.exchange.to if case.exchange is not None else None) or NASH
    name = _meant(case, asked)
    return name, _named(case, name) if name in case.packages else _chosen(case, name, option_set)


def _meant(case: Case, asked: str) -> str:
    """Return the id of a package or solution, given by id or by name; ids and packages first."""
    solutions = list(SOLUTIONS)
    if asked in case.packages or asked in solutions:
        return asked
    said = asked.casefold()
    names = [(key, key) for key in (*case.packages, *solutions)]
    names += [(package.name, key) for key, package in case.packages.items()]
    names += [(SOLUTIONS[key].title, key) for key in solutions]
    for name, key in names:
        if name.casefold() == said:
            return key
    hint = did_you_mean(asked, dict.fromkeys(name for name, _ in names))
    if not hint.startswith("did"):
        packages = ", ".join(f"'{key}'" for key in case.packages) or "none"
        hint = f"packages: {packages}; solutions: {', '.join(map(repr, solutions))}"
    msg = f"case '{case.id}' has no package '{asked}', and no solution has that name; {hint}"
    raise UnknownNameError(msg)


def _named(case: Case, name: str) -> Package:
    package = case.packages[name].options
    for rule in (*case.rules, *case.deal_rules):
        if not rule.holds(package):
            msg = (
                f"package '{name}' breaks the rule '{rule.text()}', so it cannot be agreed; "
                "choose another package or mend the rule"
            )
            raise QuestionError(msg)
    return package


def _chosen(case: Case, name: str, option_set: str) -> Package:
    if not case.preferences:
        some = ", ".join(f"'{known}'" for known in case.packages) or "none so far"
        msg = (
            f"case '{case.id}' has no scores by which to choose a package; name one of its "
            f"packages ({some}), or give parties scores"
        )
        raise QuestionError(msg)
    front = frontier(problem(case, option_set))
    posed, member = front.problem, SOLUTIONS[name]
    table = BargainingSet(
        gains=front.gains,
        rational=np.asarray((front.values >= posed.threshold).all(axis=1)),
        zone=posed.passes(front.values),
        slack=posed.slack,
        weights=standing(None, len(posed.parties)),
    )
    points = member.choose(table).tolist()
    if not points:
        where = "" if option_set == "all" else f" with the options '{option_set}'"
        known = ", ".join(f"'{known}'" for known in case.packages)
        instead = f"name a package ({known})" if known else "give the case a named package"
        msg = (
            f"the solution '{name}' of case '{case.id}' is empty{where}, because {member.nothing}; "
            f"{instead} to say what is carried out"
        )
        raise QuestionError(msg)
    return posed.space.package(_first(front, points[0]))


def _first(front: Frontier, point: int) -> tuple[int, ...]:
    """Return the first package on one point of the frontier, as a study lists them."""
    if front.counts[point] == 1:
        return tuple(front.chain.witness(point))
    return min(islice(front.chain.combinations(point), TIES))
