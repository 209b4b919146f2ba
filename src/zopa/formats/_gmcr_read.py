"""From a ``.gmcr`` file to a case."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from zopa.errors import FormatError
from zopa.formats._contract import Reading
from zopa.formats._files import as_object, case_id, kind, read_json
from zopa.model import (
    Case,
    Issue,
    OneWay,
    Option,
    OrdinalPreference,
    Party,
    Pattern,
    Priorities,
    Ranking,
    Rule,
    Statement,
    StateRules,
)
from zopa.model.statements import And, Atom, Formula, Or, statement_text

OPTIONS = 60
"""Options of a file, at most."""
RANKED = 20
"""Options of a file whose states are ranked by number, at most."""
MEMBERS = 40
"""Decision makers of a file, at most."""
DEPTH = 10
"""Conditions inside conditions, at most."""
DIRECTIONS = {"both": None, "fwd": ("no", "yes"), "back": ("yes", "no")}
NO_YES = (Option(id="no", name="No"), Option(id="yes", name="Yes"))
PASSED_OVER = ("misperceptions", "payoffs")
"""Parts of a decision maker that zopa does not use."""

Literal = tuple[int, bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Maker:
    """A decision maker of the file."""

    id: str
    name: str
    options: tuple[int, ...]
    raw: Mapping[str, Any]


def load(path: Path) -> Reading:
    """Return the case of a ``.gmcr`` file."""
    raw = as_object(read_json(path), str(path))
    names, directions = _options(raw, path)
    makers = _makers(raw, len(names), path)
    order = [option for maker in makers for option in maker.options]
    order += [option for option in range(len(names)) if option not in set(order)]
    ids = _ids([names[option] for option in order], "option")
    issue_of = dict(zip(order, ids, strict=True))
    owner = {option: maker.id for maker in makers for option in maker.options}
    rules = _rules(raw, issue_of, path)
    remarks = [
        f"the option '{names[option]}' belongs to no decision maker, so nobody moves it"
        for option in order
        if option not in owner
    ]
    orders = _orders(raw, makers, order, issue_of, rules, path, remarks)
    remarks += _left_out(raw, makers)
    case = Case(
        id=case_id(path),
        title=path.stem,
        parties=tuple(Party(id=maker.id, name=maker.name) for maker in makers),
        issues=tuple(
            Issue(
                id=issue_of[option],
                name=names[option],
                options=NO_YES,
                by=(owner[option],) if option in owner else (),
            )
            for option in order
        ),
        rules=rules,
        orders=orders,
        states=StateRules(
            one_way=tuple(
                OneWay(issue=issue_of[option], order=way)
                for option in order
                if (way := directions[option]) is not None
            )
        ),
    )
    return Reading(case=case, repairs=tuple(remarks))


def _list(value: Any, what: str) -> list[Any]:
    if isinstance(value, list):
        return value
    msg = f"{what}: expected a list, got {kind(value)}"
    raise FormatError(msg)


def _list_or_none(value: Any, what: str) -> list[Any]:
    return [] if value is None else _list(value, what)


def _part(raw: Mapping[str, Any], key: str, path: Path) -> list[Any]:
    if key not in raw:
        msg = f"{path}: there is no '{key}'; a .gmcr file has options and decisionMakers"
        raise FormatError(msg)
    found = _list(raw[key], f"{path}: {key}")
    if not found:
        msg = f"{path}: '{key}' is empty; name at least one"
        raise FormatError(msg)
    return found


def _options(raw: Mapping[str, Any], path: Path) -> tuple[list[str], list[tuple[str, str] | None]]:
    """Return names and directions of the options."""
    given = _part(raw, "options", path)
    if len(given) > OPTIONS:
        msg = f"{path}: the file has {len(given)} options, and at most {OPTIONS} are read"
        raise FormatError(f"{msg}; leave some out")
    names, directions = [], []
    for at, part in enumerate(given):
        option = as_object(part, f"{path}: option {at + 1}")
        direction = option.get("permittedDirection", "both")
        if not isinstance(direction, str) or direction not in DIRECTIONS:
            msg = f"{path}: option {at + 1} moves {str(direction)[:40]!r}; write both, fwd or back"
            raise FormatError(msg)
        names.append(_name(option, f"option {at + 1}"))
        directions.append(DIRECTIONS[direction])
    return names, directions


def _name(part: Mapping[str, Any], otherwise: str) -> str:
    name = part.get("name")
    return " ".join(name.split()) if isinstance(name, str) and name.strip() else otherwise


def _makers(raw: Mapping[str, Any], count: int, path: Path) -> list[Maker]:
    given = _part(raw, "decisionMakers", path)
    if len(given) > MEMBERS:
        msg = f"{path}: the file has {len(given)} decision makers, and at most {MEMBERS} are read"
        raise FormatError(f"{msg}; leave some out")
    parts = [as_object(part, f"{path}: decision maker {at + 1}") for at, part in enumerate(given)]
    names = [_name(part, f"decision maker {at + 1}") for at, part in enumerate(parts)]
    taken: dict[int, str] = {}
    found = []
    for name, id_, part in zip(names, _ids(names, "party"), parts, strict=True):
        what = f"{path}: options of '{name}'"
        own = tuple(
            _index(value, count, what) for value in _list_or_none(part.get("options"), what)
        )
        for option in own:
            if option in taken:
                msg = f"{what}: option {option} belongs to '{taken[option]}' already"
                raise FormatError(f"{msg}; an option has one owner")
            taken[option] = name
        found.append(Maker(id=id_, name=name, options=own, raw=part))
    return found


def _index(value: Any, count: int, what: str) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < count:
        return value
    shown = value if isinstance(value, (int, str)) else kind(value)
    msg = f"{what}: expected the number of an option, 0 to {count - 1}, got {str(shown)[:40]}"
    raise FormatError(msg)


def _ids(names: Sequence[str], kind_of: str) -> list[str]:
    """Return ids made from names, each once.

    Examples
    --------
    >>> _ids(["Local Government", "MoE", "moe"], "party")
    ['local_government', 'moe', 'moe_2']
    """
    found: list[str] = []
    for name in names:
        base = re.sub(r"\W+", "_", name.lower()).strip("_") or kind_of
        base = f"{kind_of}_{base}" if base[0].isdigit() else base
        times, chosen = 1, base
        while chosen in found:
            times += 1
            chosen = f"{base}_{times}"
        found.append(chosen)
    return found


def _condition(raw: Any, count: int, what: str, depth: int = 0) -> list[list[Literal]]:
    """Return a condition as alternatives, each a list of (option, whether taken)."""
    if depth > DEPTH:
        msg = f"{what}: more than {DEPTH} conditions stand inside each other; write it out"
        raise FormatError(msg)
    if isinstance(raw, dict):
        members = _list(raw.get("members"), f"{what}: members")
        inner = [each for part in members for each in _condition(part, count, what, depth + 1)]
        if not inner:
            msg = f"{what}: a condition names no option; name one"
            raise FormatError(msg)
        return inner
    literals = []
    for pair in _list(raw, what):
        if not isinstance(pair, list) or len(pair) != 2 or pair[1] not in ("Y", "N", "y", "n"):
            msg = f'{what}: expected pairs of an option and "Y" or "N", got {str(pair)[:40]}'
            raise FormatError(msg)
        literals.append((_index(pair[0], count, what), pair[1] in "Yy"))
    if not literals:
        msg = f"{what}: a condition names no option; name one"
        raise FormatError(msg)
    return [literals]


def _rules(raw: Mapping[str, Any], issue_of: Mapping[int, str], path: Path) -> tuple[Rule, ...]:
    found = []
    given = _list_or_none(raw.get("infeasibles"), f"{path}: infeasibles")
    for at, part in enumerate(given):
        for literals in _condition(part, len(issue_of), f"{path}: infeasible {at + 1}"):
            wanted = dict(literals)
            if all(wanted[option] == taken for option, taken in literals):
                allowed = {issue_of[o]: ("yes" if taken else "no",) for o, taken in wanted.items()}
                found.append(Rule(when=Pattern(allowed=allowed), then=None))
    return tuple(found)


def _orders(
    raw: Mapping[str, Any],
    makers: Sequence[Maker],
    order: Sequence[int],
    issue_of: Mapping[int, str],
    rules: Sequence[Rule],
    path: Path,
    remarks: list[str],
) -> dict[str, OrdinalPreference]:
    """Return each decision maker's order of states."""
    by_hand = _by_hand(raw, path)
    states: list[tuple[tuple[str, str], ...]] | None = None
    found: dict[str, OrdinalPreference] = {}
    for maker in makers:
        ranking = maker.raw.get("preferenceRanking", maker.raw.get("preferenceVector"))
        if by_hand and ranking:
            states = states or _states([issue_of[option] for option in order], rules, path)
            what = f"{path}: the ranking of '{maker.name}'"
            tiers = _tiers(_list(ranking, what), states, what)
            found[maker.id] = Ranking(party=maker.id, tiers=tiers)
            continue
        if by_hand:
            remarks.append(f"{maker.name}: there is no ranking by hand, so its statements are read")
        statements = _statements(maker, issue_of, path)
        if statements:
            found[maker.id] = Priorities(party=maker.id, statements=statements)
        else:
            remarks.append(
                f"{maker.name}: no preferences are stated; add some to ask what is stable"
            )
    return found


def _by_hand(raw: Mapping[str, Any], path: Path) -> bool:
    """Return whether the rankings count, not the statements."""
    for key in ("useManualPreferenceRanking", "useManualPreferenceVectors"):
        value = raw.get(key)
        if isinstance(value, bool):
            return value
        if value is not None:
            shown = repr(value)[:40] if isinstance(value, (str, int, float)) else kind(value)
            msg = f"{path}: {key}: expected true or false, got {shown}"
            raise FormatError(f"{msg}; write true where states are ranked by hand")
    return False


def _statements(maker: Maker, issue_of: Mapping[int, str], path: Path) -> tuple[Statement, ...]:
    what = f"{path}: preferences of '{maker.name}'"
    given = _list_or_none(maker.raw.get("preferences"), what)
    formulas = [
        _formula(_condition(part, len(issue_of), f"{what}, statement {at + 1}"), issue_of)
        for at, part in enumerate(given)
    ]
    return tuple(Statement(text=statement_text(f), formula=f) for f in formulas)


def _formula(alternatives: Sequence[Sequence[Literal]], issue_of: Mapping[int, str]) -> Formula:
    parts = [_all_of(literals, issue_of) for literals in alternatives]
    return parts[0] if len(parts) == 1 else Or(parts=tuple(parts))


def _all_of(literals: Sequence[Literal], issue_of: Mapping[int, str]) -> Formula:
    atoms = [
        Atom(issue=issue_of[option], options=("yes" if taken else "no",))
        for option, taken in literals
    ]
    return atoms[0] if len(atoms) == 1 else And(parts=tuple(atoms))


def _states(
    ids: Sequence[str], rules: Sequence[Rule], path: Path
) -> list[tuple[tuple[str, str], ...]]:
    """Return all possible states in the order of their numbers."""
    if len(ids) > RANKED:
        msg = f"{path}: states of {len(ids)} options are ranked by number, and at most {RANKED}"
        raise FormatError(f"{msg} options are read so; rank by statements")
    codes: NDArray[np.int64] = np.arange(1 << len(ids), dtype=np.int64)
    bit = {name: (codes >> at) & 1 for at, name in enumerate(ids)}
    possible = np.ones(len(codes), dtype=np.bool_)
    for rule in rules:
        hit = np.ones(len(codes), dtype=np.bool_)
        for name, (option,) in rule.when.allowed.items():
            hit &= bit[name] == (option == "yes")
        possible &= ~hit
    return [
        tuple((name, "yes" if code >> at & 1 else "no") for at, name in enumerate(ids))
        for code in codes[possible].tolist()
    ]


def _tiers(
    ranking: Sequence[Any], states: Sequence[tuple[tuple[str, str], ...]], what: str
) -> tuple[tuple[tuple[tuple[str, str], ...], ...], ...]:
    """Return a ranking by states, from one by their numbers."""
    numbers = [part if isinstance(part, list) else [part] for part in ranking]
    seen: set[int] = set()
    for number in (number for tier in numbers for number in tier):
        if (
            not isinstance(number, int)
            or isinstance(number, bool)
            or not 1 <= number <= len(states)
        ):
            shown = number if isinstance(number, (int, str)) else kind(number)
            msg = (
                f"{what} names state {str(shown)[:40]}, but states are numbered 1 to {len(states)}"
            )
            raise FormatError(f"{msg}; mend the number")
        if number in seen:
            msg = f"{what} names state {number} twice; keep one"
            raise FormatError(msg)
        seen.add(number)
    left = [number for number in range(1, len(states) + 1) if number not in seen]
    if left:
        more = f" and {len(left) - 1} more" if len(left) > 1 else ""
        msg = f"{what} leaves out state {left[0]}{more}; it must name all {len(states)} states"
        raise FormatError(msg)
    return tuple(tuple(states[number - 1] for number in tier) for tier in numbers if tier)


def _left_out(raw: Mapping[str, Any], makers: Sequence[Maker]) -> list[str]:
    """Return what the file has and zopa does not use."""
    found = []
    groups = raw.get("coalitions", [])
    if isinstance(groups, list) and any(isinstance(g, list) and len(g) > 1 for g in groups):
        found.append("the coalitions are left out; zopa looks at all groups of parties")
    for key in PASSED_OVER:
        who = [maker.name for maker in makers if maker.raw.get(key)]
        if who:
            found.append(f"the {key} of {', '.join(who)} are left out")
    return found
