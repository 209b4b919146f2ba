"""Which number of a case a path points at, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zopa.model import NO_DEAL, Case, NamedNumber

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What one number of the preferences is about."""

    party: str
    """Id of the party whose number it is."""
    label: str
    """In words, for example ``United States: weight of Sanctions relief``."""
    issues: tuple[str, ...] | None
    """The number changes what these issues are worth (a weight changes the share of the others
    too); empty for the walk-away value; ``None`` where that is not known."""


def subject(case: Case, named: NamedNumber) -> Subject:
    """Return what a number is about.

    Examples
    --------
    >>> from zopa.model import *
    >>> pay = Issue(id="pay", name="Pay", options=(Option(id="mid", name="3 %"),))
    >>> worth = Scores(party="a", scores={"pay": {"mid": Number.uniform(0, 10)}},
    ...                standing=Standing(value=Number.fixed(5)))
    >>> case = Case(id="c", title="C", parties=(Party(id="a", name="Ann"),), issues=(pay,),
    ...             preferences={"a": worth})
    >>> [subject(case, named).label for named in case.numbers()]
    ['Ann: score of “3 %” (Pay)', 'Ann: walk-away value']
    """
    _, party, *rest = named.path
    what, issues = _what(case, party, tuple(rest))
    return Subject(party=party, label=f"{case.party(party).name}: {what}", issues=issues)


def _what(case: Case, party: str, rest: Path) -> tuple[str, tuple[str, ...] | None]:
    found: tuple[str, tuple[str, ...] | None] = (" ".join(rest), None)
    match rest:
        case ("weights", issue):
            found = f"weight of {case.issue(issue).name}", (issue,)
        case ("scores", issue, option):
            found = f"score of {_option(case, issue, option)}", (issue,)
        case ("no_deal", kind):
            found = "walk-away premium" if kind == "premium" else "walk-away value", ()
        case ("joint", name, kind, *combination):
            found = _joint(case, party, name, kind, combination)
        case ("table", _, *combination):
            found = _table(case, party, combination)
    return found


def _joint(
    case: Case, party: str, name: str, kind: str, combination: Sequence[str]
) -> tuple[str, tuple[str, ...] | None]:
    joints = {joint.id: joint.issues for joint in getattr(case.preferences[party], "joint", ())}
    issues = joints.get(name)
    if kind == "weight":
        return f"weight of the joint score {name}", issues
    if kind == "default" or issues is None:
        return f"joint score {name} of all other options", issues
    return f"joint score of {_options(case, issues, combination)}", issues


def _table(
    case: Case, party: str, combination: Sequence[str]
) -> tuple[str, tuple[str, ...] | None]:
    issues = getattr(case.preferences[party], "issues", None)
    if issues is None or not combination:
        return "utility of all other packages", issues
    return f"utility of {_options(case, issues, combination)}", issues


def _options(case: Case, issues: Sequence[str], options: Sequence[str]) -> str:
    return " + ".join(
        _option(case, issue, option) for issue, option in zip(issues, options, strict=True)
    )


def _option(case: Case, issue_id: str, option_id: str) -> str:
    """Return the option's name with its issue."""
    issue = case.issue(issue_id)
    if issue.term and option_id == NO_DEAL:
        return f"{issue.name} without a deal"
    return f"“{issue.option(option_id).name}” ({issue.name})"
