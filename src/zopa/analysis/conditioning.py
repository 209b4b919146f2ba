"""Draws that agree with what was revealed at the table."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from zopa.analysis.chances import package_gains
from zopa.analysis.draws import chosen
from zopa.analysis.problem import problem
from zopa.analysis.results import Probability
from zopa.errors import QuestionError
from zopa.model import Case, Draws, NamedPackage

REFUSED = "refused"
"""Status of a package that its addressees turned down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What one party revealed by proposing or refusing one package."""

    package: str
    party: str
    accepted: bool
    """Whether the package was worth at least as much as no deal to the party, or less."""
    text: str
    """In words."""


def conditions(case: Case) -> list[Condition]:
    """Return what the named packages of a case reveal, in the order of the file.

    Whoever proposed a package (``by``) had at least as much from it as from no deal.  To those
    it was addressed to (``to``; else all others) it was worth less, if its status is refused.
    Parties without preferences reveal nothing.
    """
    found = []
    for package in case.packages.values():
        if package.by in case.preferences:
            found.append(_condition(case, package, str(package.by), accepted=True))
        if package.status == REFUSED:
            others = [party for party in case.preferences if party != package.by]
            refusers = [party for party in package.to or others if party in case.preferences]
            found += [_condition(case, package, party, accepted=False) for party in refusers]
    return found


def _condition(case: Case, package: NamedPackage, party: str, *, accepted: bool) -> Condition:
    name = case.party(party).name
    worth = "at least as much as" if accepted else "less than"
    did = "who proposed it" if accepted else "who refused it"
    return Condition(
        package=package.id,
        party=party,
        accepted=accepted,
        text=f"'{package.name}' was worth {worth} no deal to {name}, {did}",
    )


def revealed(case: Case, draws: Draws) -> tuple[Draws, Probability, tuple[str, ...]]:
    """Return the draws that agree with all that the named packages reveal.

    Worth is compared as in semantics §4: at least the reservation value within tolerance, or
    less.

    Returns
    -------
    tuple
        The draws that agree, their share of all, and the conditions in words.

    Raises
    ------
    QuestionError
        When no draw agrees, naming the condition that fails most often.

    Examples
    --------
    >>> from zopa.analysis.draws import draw
    >>> from zopa.model import *
    >>> pay = Issue(id="pay", name="Pay", options=(Option(id="mid", name="3 %"),))
    >>> case = Case(id="c", title="C", parties=(Party(id="a", name="Ann"),), issues=(pay,),
    ...     preferences={"a": Scores(party="a", scores={"pay": {"mid": Number.uniform(0, 8)}},
    ...                              standing=Standing(value=Number.fixed(6)))},
    ...     packages={"last": NamedPackage(id="last", name="last offer", options={"pay": "mid"},
    ...                                    to=("a",), status="refused")})
    >>> some, kept, told = revealed(case, draw(case, 10_000, seed=1))
    >>> told
    ("'last offer' was worth less than no deal to Ann, who refused it",)
    >>> abs(kept.share - 0.75) < 4 * kept.standard_error, some.count == round(10_000 * kept.share)
    (True, True)
    """
    known = conditions(case)
    gains, allowances = package_gains(problem(case), draws)
    agree = np.ones(draws.count, dtype=np.bool_)
    held = []
    for condition in known:
        accepts = gains[condition.package][condition.party] >= allowances[condition.party]
        holds: NDArray[np.bool_] = accepts == condition.accepted
        held.append(int(holds.sum()))
        agree &= holds
    if not agree.any():
        least = int(np.argmin(held))
        msg = (
            f"none of {draws.count:,} draws agrees with what was revealed; that "
            f"{known[least].text}, holds in {held[least]:,} of them: widen the ranges it rests on, "
            "or ask without conditions"
        )
        raise QuestionError(msg)
    kept = Probability.of(int(agree.sum()), draws.count)
    return chosen(draws, agree), kept, tuple(condition.text for condition in known)
