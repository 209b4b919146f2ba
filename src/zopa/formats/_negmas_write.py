"""NegMAS YAML from an additive case: a domain and one profile for each party."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from zopa.formats._additive import (
    Additive,
    Column,
    FileNames,
    Named,
    additive,
    cap_error,
    losses,
    numeric_losses,
    read_back,
)
from zopa.formats._contract import Writing
from zopa.formats._draft import label
from zopa.model import Case, Issue

ADDITIVE = "LinearAdditiveUtilityFunction"

UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")


def write(case: Case) -> Writing:
    """Return a NegMAS domain with one profile for each party with preferences.

    Utilities keep their scale; a constant goes to ``bias``.

    Raises
    ------
    QuestionError
        For utilities that are not a sum over issues, or that are cut off by a cap.
    """
    parties = additive(case, "NegMAS YAML")
    lost = losses(case, Named(party_names=True))
    whole = [issue.id for issue in case.issues if _is_whole(issue)]
    lost += numeric_losses(case.issues, whole)
    names = FileNames(suffix=".yml")
    domain = names.of(f"{case.id}_domain", [])
    if domain != f"{case.id}_domain.yml":
        lost.append(f"the case '{case.id}' gets another id from its file name, {domain}")
    files = {domain: _text(_domain(case, whole))}
    for party in parties:
        if party.cap is not None:
            raise cap_error(party)
        if party.discount < 1:
            lost.append(f"{party.id}: the discount {party.discount:g} is left out")
        files[names.of(party.id, lost)] = _text(_profile(case, party, whole))
    lost += read_back(list(files)[1:], folder_says=True)
    return Writing(files=files, lost=tuple(lost))


def _is_whole(issue: Issue) -> bool:
    """Return whether the options are all whole numbers from the lowest to the highest."""
    grid = issue.grid
    return (
        grid is not None
        and grid.kind == "integer"
        and grid.points == grid.high - grid.low + 1
        and [label(value) for value in grid.values()] == [option.id for option in issue.options]
    )


def _domain(case: Case, whole: list[str]) -> Iterator[str]:
    yield "issues:"
    for issue in case.issues:
        yield f"- name: {_quoted(issue.id)}"
        if issue.id in whole:
            yield "  type: ContiguousIssue"
            values = [issue.options[0].id, issue.options[-1].id]
        else:
            yield "  type: CategoricalIssue"
            values = [_quoted(option.id) for option in issue.options]
        yield "  values:"
        yield from (f"  - {value}" for value in values)
    yield f"name: {_quoted(case.title)}"
    yield "type: DiscreteCartesianOutcomeSpace"


def _profile(case: Case, party: Additive, whole: list[str]) -> Iterator[str]:
    yield f"type: {ADDITIVE}"
    yield f"name: {_quoted(party.party.name)}"
    yield f"reserved_value: {_number(party.reservation)}"
    if party.constant:
        yield f"bias: {_number(party.constant)}"
    yield "weights:"
    yield from (f"- {_number(column.weight)}" for column in _weighed(party))
    yield "values:"
    for issue, column in zip(case.issues, _weighed(party), strict=True):
        yield "- type: TableFun"
        yield "  mapping:"
        for option, score in zip(issue.options, column.scores, strict=True):
            key = option.id if issue.id in whole else _quoted(option.id)
            yield f"    {key}: {_number(score)}"


def _weighed(party: Additive) -> tuple[Column, ...]:
    """Return the columns, one of them with a weight where nothing matters to the party."""
    if any(column.weight for column in party.columns):
        return party.columns
    first = party.columns[0]
    return (Column(weight=1.0, scores=(0.0,) * len(first.scores)), *party.columns[1:])


def _quoted(text: str) -> str:
    """Return a text as YAML that no reader takes for anything else.

    Examples
    --------
    >>> print(_quoted("No"))
    "No"
    """
    plain = json.dumps(text, ensure_ascii=False)
    return UNPRINTABLE.sub(lambda match: f"\\u{ord(match.group()):04x}", plain)


def _number(value: float) -> str:
    """Return a number as YAML; readers of YAML 1.1 want a point before an exponent.

    Examples
    --------
    >>> _number(0.5), _number(1e-7)
    ('0.5', '1.0e-07')
    """
    text = repr(float(value))
    return text if "." in text else text.replace("e", ".0e")


def _text(lines: Iterator[str]) -> bytes:
    return ("\n".join(lines) + "\n").encode()
