"""From a case to a ``.gmcr`` file: options of two kinds only, and every order as a ranking."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

import numpy as np
from numpy.typing import NDArray

from zopa._version import __version__
from zopa.errors import QuestionError
from zopa.formats._contract import Writing
from zopa.formats._files import listed
from zopa.model import Case, Issue, Pattern, Priorities, Rule
from zopa.model.state_ranks import ranks as ranks_of
from zopa.model.state_space import StateSpace, matches, state_rules, state_space

BITS = 20
"""Yes/no options that are written at most: every state stands in every ranking."""
CONDITIONS = 10_000
"""Patterns that rules are written as, at most."""
YES_NO = (("no", "yes"), ("yes", "no"))

Literals = tuple[tuple[int, bool], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bits:
    """An issue as yes/no options."""

    issue: Issue
    first: int
    """Number of its first option in the file; its options follow each other."""
    names: tuple[str, ...]
    directions: tuple[str, ...]
    taken: Mapping[str, tuple[bool, ...]]
    """Option of the issue -> which of its yes/no options are taken."""
    impossible: tuple[Literals, ...]

    def literals(self, option: str) -> Literals:
        """Return what tells that an option is in force, given that combinations are possible."""
        return tuple((self.first + at, yes) for at, yes in enumerate(self.taken[option]))


def dump(case: Case) -> Writing:
    """Return a case as one ``.gmcr`` file."""
    movers = _movers(case)
    lost: list[str] = []
    fixed = _fixed(case, lost)
    bits = _bits(case, movers, fixed)
    count = sum(len(each.names) for each in bits)
    if not 0 < count <= BITS:
        msg = f"a .gmcr file holds 1 to {BITS} yes/no options, and case '{case.id}' needs {count}"
        raise QuestionError(f"{msg}; leave out issues or options")
    infeasibles = [literals for each in bits for literals in each.impossible]
    infeasibles += _patterns(case, bits, fixed)
    space = state_space(case)
    codes, kept = _codes(space, bits, state_rules(case), fixed)
    ranks = ranks_of(case, space)
    order = np.argsort(codes)
    cells = kept[order]
    content = {
        "program": "zopa",
        "version": __version__,
        "options": [
            {"name": name, "permittedDirection": direction}
            for each in bits
            for name, direction in zip(each.names, each.directions, strict=True)
        ],
        "decisionMakers": [
            {
                "name": case.party(party).name,
                "options": [
                    each.first + at
                    for each in bits
                    if each.issue.by[0] == party
                    for at in range(len(each.names))
                ],
                "preferences": [],
                "preferenceRanking": _ranking(ranks[party][0][space.state_of[cells]]),
            }
            for party in movers
        ],
        "infeasibles": [[[at, "Y" if yes else "N"] for at, yes in some] for some in infeasibles],
        "coalitions": list(range(len(movers))),
        "useManualPreferenceRanking": True,
    }
    lost += _losses(case, space, movers)
    text = json.dumps(content, ensure_ascii=False) + "\n"
    return Writing(files={f"{case.id}.gmcr": text.encode()}, lost=tuple(lost))


def _movers(case: Case) -> list[str]:
    """Return the parties that move something alone, in case order."""
    judges = {*case.preferences, *case.orders}
    moved = {}
    for issue in case.issues:
        if issue.term or len(issue) < 2:
            continue
        if not issue.by:
            msg = f"issue '{issue.id}' does not say who moves it; add 'by: ...'"
            raise QuestionError(f"{msg} (or 'term: true' if it is a clause of the deal)")
        for party in issue.by:
            if party not in judges:
                msg = f"party '{party}' moves issue '{issue.id}' but has no preferences"
                raise QuestionError(f"{msg}; give it scores, a ranking or priorities")
        if len(set(issue.by)) == 1:
            moved[issue.by[0]] = True
    return [party.id for party in case.parties if party.id in moved]


def _fixed(case: Case, lost: list[str]) -> dict[str, str]:
    """Return the issues that no party moves alone, with the option they are left at."""
    found = {}
    for issue in case.issues:
        if issue.term:
            continue
        if len(issue) < 2:
            found[issue.id] = issue.options[0].id
        elif len(set(issue.by)) > 1:
            if issue.now is None:
                msg = (
                    f"issue '{issue.id}' is moved by several parties together, which a .gmcr file "
                    "cannot hold, and has no 'now' at which to leave it; add 'now: ...'"
                )
                raise QuestionError(msg)
            found[issue.id] = issue.now
            lost.append(
                f"the issue '{issue.id}' is moved by several parties together; it is left out and "
                f"stays at '{issue.now}'"
            )
    return found


def _bits(case: Case, movers: Sequence[str], fixed: Mapping[str, str]) -> list[Bits]:
    """Return the issues as yes/no options, those of the first party first."""
    one_way = {rule.issue: rule.order for rule in case.states.one_way}
    found: list[Bits] = []
    for party in movers:
        for issue in case.issues:
            if not issue.term and issue.id not in fixed and issue.by[0] == party:
                first = sum(len(each.names) for each in found)
                found.append(_issue_bits(issue, first, one_way.get(issue.id)))
    return found


def _issue_bits(issue: Issue, first: int, order: Sequence[str] | None) -> Bits:
    ids = tuple(option.id for option in issue.options)
    if ids in YES_NO:
        direction = "both" if order is None else "fwd" if order[0] == "no" else "back"
        return Bits(
            issue=issue,
            first=first,
            names=(issue.name,),
            directions=(direction,),
            taken={"no": (False,), "yes": (True,)},
            impossible=(),
        )
    if order is not None:
        return _steps(issue, first, order)
    base = issue.now or ids[0]
    others = [option for option in ids if option != base]
    return Bits(
        issue=issue,
        first=first,
        names=tuple(f"{issue.name}: {issue.option(option).name}" for option in others),
        directions=("both",) * len(others),
        taken={option: tuple(other == option for other in others) for option in ids},
        impossible=tuple(
            ((first + a, True), (first + b, True)) for a, b in combinations(range(len(others)), 2)
        ),
    )


def _steps(issue: Issue, first: int, order: Sequence[str]) -> Bits:
    """Return an issue that moves one way: one step after the other is taken, none back."""
    beyond = ["", *(" or beyond" for _ in order[2:])][::-1]
    return Bits(
        issue=issue,
        first=first,
        names=tuple(
            f"{issue.name}: {issue.option(option).name}{more}"
            for option, more in zip(order[1:], beyond, strict=True)
        ),
        directions=("fwd",) * (len(order) - 1),
        taken={
            option: tuple(at <= place for at in range(1, len(order)))
            for place, option in enumerate(order)
        },
        impossible=tuple(
            ((first + at, False), (first + at + 1, True)) for at in range(len(order) - 2)
        ),
    )


def _patterns(case: Case, bits: Sequence[Bits], fixed: Mapping[str, str]) -> list[Literals]:
    """Return the rules as patterns that cannot be, each once."""
    by_issue = {each.issue.id: each for each in bits}
    found: dict[Literals, None] = {}
    for rule in state_rules(case):
        for options in _forbidden(rule, case):
            literals: list[tuple[int, bool]] = []
            for name, option in options.items():
                if name in by_issue:
                    literals += by_issue[name].literals(option)
                elif fixed.get(name) != option:  # the issue is never so
                    break
            else:
                found[tuple(literals)] = None
        if len(found) > CONDITIONS:
            msg = f"the rules of case '{case.id}' need more than {CONDITIONS:,} patterns"
            raise QuestionError(f"{msg} in a .gmcr file; write simpler rules")
    if () in found:
        msg = (
            f"the rules of case '{case.id}' forbid all states in which its joint issues stay as now"
        )
        raise QuestionError(f"{msg}; mend a rule")
    return list(found)


def _forbidden(rule: Rule, case: Case) -> Iterator[dict[str, str]]:
    """Yield the combinations of options that a rule of `state_rules` forbids."""
    if rule.then is None:
        yield from _choices(rule.when)
        return
    for name, allowed in rule.then.allowed.items():
        others = tuple(o.id for o in case.issue(name).options if o.id not in allowed)
        meant = rule.when.allowed.get(name)
        wrong = others if meant is None else tuple(o for o in others if o in meant)
        yield from _choices(Pattern(allowed={**rule.when.allowed, name: wrong}))


def _choices(pattern: Pattern) -> Iterable[dict[str, str]]:
    names = list(pattern.allowed)
    for options in product(*(dict.fromkeys(pattern.allowed[name]) for name in names)):
        yield dict(zip(names, options, strict=True))


def _codes(
    space: StateSpace, bits: Sequence[Bits], rules: Sequence[Rule], fixed: Mapping[str, str]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the binary number of every cell that is written, and the places of these cells."""
    columns = space.columns()
    kept = np.ones(len(space.cells), dtype=np.bool_)
    for name, option in fixed.items():
        issue = next(issue for issue in space.issues if issue.id == name)
        kept &= columns[name] == issue.position(option)
    kept &= _obeys(space, rules)
    codes = np.zeros(len(space.cells), dtype=np.int64)
    for each in bits:
        values = [
            sum(1 << each.first + at for at, yes in enumerate(each.taken[option.id]) if yes)
            for option in each.issue.options
        ]
        codes += np.array(values, dtype=np.int64)[columns[each.issue.id]]
    return codes[kept], np.flatnonzero(kept)


def _ranking(ranks: NDArray[np.int64]) -> list[int | list[int]]:
    """Return the numbers of the states from best to worst, ties in lists of their own."""
    order = np.argsort(-ranks, kind="stable")
    tiers = np.split(order + 1, np.flatnonzero(np.diff(ranks[order])) + 1)
    return [tier.tolist() if len(tier) > 1 else int(tier[0]) for tier in tiers]


def _obeys(space: StateSpace, rules: Sequence[Rule]) -> NDArray[np.bool_]:
    """Return which cells obey all rules; the present state and no deal may break them."""
    columns = space.columns()
    found = np.ones(len(space.cells), dtype=np.bool_)
    for rule in rules:
        fires = matches(rule.when, columns, space.issues)
        if rule.then is not None:
            fires &= ~matches(rule.then, columns, space.issues)
        found &= ~fires
    return found


def _losses(case: Case, space: StateSpace, movers: Sequence[str]) -> Iterator[str]:
    scored = [party for party in movers if party in case.preferences]
    if scored:
        yield f"the scores of {listed(scored)} are written as the ranking of states that they give"
    if case.uncertain():
        yield f"{len(case.uncertain())} numbers have ranges; only their central values count"
    stated = [p for p in movers if isinstance(case.orders.get(p), Priorities)]
    if stated:
        yield f"the statements of {listed(stated)} are written as the ranking that they give"
    silent = [party.id for party in case.parties if party.id not in movers]
    if silent:
        yield f"the parties {listed(silent)} move nothing alone and are left out"
    for merged in space.merged:
        yield (
            f"the merged state '{merged.id}' is written as states of equal rank, between which "
            "parties can move"
        )
    if case.states.forbidden:
        yield f"{len(case.states.forbidden)} forbidden moves are left out, so parties can make them"
    if not _obeys(space, state_rules(case)).all():
        yield "the present state or no deal breaks a rule and is left out"
    terms = [issue.id for issue in case.issues if issue.term]
    if terms:
        yield f"the terms {listed(terms)} are part of no state and are left out"
    if any(issue.now is not None for issue in case.issues) or case.no_deal:
        yield "which options are in force now and without a deal is left out"
    yield from _history(case)


def _history(case: Case) -> Iterator[str]:
    parts = (
        ("names of states", len(case.states.named)),
        ("named packages", len(case.packages)),
        ("option sets", len(case.option_sets)),
        ("deal rules", len(case.deal_rules)),
        ("sources", len(case.sources)),
        ("claims", len(case.claims)),
        ("events", len(case.events)),
        ("commitments", len(case.commitments)),
        ("notes", len(case.notes)),
        ("parts about an exchange", int(case.exchange is not None)),
        ("parts about inspections", int(case.verification is not None)),
        ("ratifiers", sum(map(len, case.ratifiers.values()))),
        ("values of coalitions", len(case.coalitions.values) if case.coalitions else 0),
    )
    given = [f"{count} {name}" for name, count in parts if count]
    if given:
        yield f"left out: {', '.join(given)}"
