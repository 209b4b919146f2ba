"""A case as a conflict: its states, who moves between them, and who prefers what (§3)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from zopa.analysis.stability.conflict import Conflict, GridMoves, Ints, ListedMoves, listed
from zopa.errors import QuestionError, did_you_mean
from zopa.model import CENTRAL, Case, Draws, Issue, Package
from zopa.model.state_ranks import ranks as ranks_of
from zopa.model.state_space import CELLS, Bools, StateSpace, matches, state_space

NOW = "now"
NO_DEAL = "no_deal"
NUMBER = re.compile("(?:s|state-)([1-9][0-9]{0,11})")
"""How a state without a name is called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """Parties that can move some issues only together."""

    members: tuple[int, ...]
    """Their places in the conflict, ascending."""
    conflict: Conflict
    """The same states with this group as the only party: what it moves at once are the issues
    that its members carry out together, and any that they carry out themselves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseConflict:
    """A case as a conflict of ``p`` parties over ``m`` states."""

    case: Case
    space: StateSpace
    conflict: Conflict
    together: tuple[Together, ...]
    """One for each set of parties that carries out an issue together."""

    @property
    def now(self) -> int | None:
        """The present state, if the case says what it is."""
        return self.space.now

    @property
    def no_deal(self) -> int | None:
        """The state without a deal, if the case says what it is."""
        return self.space.no_deal

    def id_of(self, state: int) -> str:
        """Return the id of a state: a name of the case, else ``s1`` for the first and so on."""
        if state == self.now:
            return NOW
        if state == self.no_deal:
            return NO_DEAL
        named = self.names_of(state)
        return named[0] if named else self._number(state)

    def names_of(self, state: int) -> list[str]:
        """Return the names that the case has for a state: merged, named, packages, in that order."""
        return [name for name, place in self.space.names.items() if place == state]

    def _number(self, state: int) -> str:
        short = f"s{state + 1}"
        return f"state-{state + 1}" if short in self.space.names else short

    def place(self, ref: str | Package) -> int:
        """Return the place of a state.

        Parameters
        ----------
        ref
            Its id or name, ``issue=option, issue=option`` with the other issues as now, or a
            package of which terms are ignored.

        Raises
        ------
        QuestionError
            When there is no such state.
        """
        if not isinstance(ref, str):
            return self._state(ref, ", ".join(f"{i}={o}" for i, o in ref.items()))
        if ref == NOW and self.now is not None:
            return self.now
        if ref == NO_DEAL and self.no_deal is not None:
            return self.no_deal
        if ref in self.space.names:
            return self.space.names[ref]
        number = NUMBER.fullmatch(ref)
        if number and int(number[1]) <= self.space.count:
            return int(number[1]) - 1
        if "=" in ref:
            return self._state(self._written(ref), ref)
        fixed = {NOW: self.now, NO_DEAL: self.no_deal}
        known = [*(name for name, at in fixed.items() if at is not None), *self.space.names]
        msg = f"case '{self.case.id}' has no state '{ref}'; {did_you_mean(ref, known)}"
        raise QuestionError(f"{msg}, or write it as issue=option")

    def _written(self, text: str) -> dict[str, str]:
        found = {} if self.now is None else self.space.standing_package(self.now)
        issues = {issue.id: issue for issue in self.space.issues}
        for name, option in written(text):
            if name not in issues:
                msg = f"the state '{text}' names the issue '{name}', which is in no state"
                raise QuestionError(f"{msg}; {did_you_mean(name, issues)}")
            if option not in issues[name]:
                hint = did_you_mean(option, [known.id for known in issues[name].options])
                msg = f"the state '{text}' names option '{option}', which issue '{name}' does not have"
                raise QuestionError(f"{msg}; {hint}")
            found[name] = option
        return found

    def _state(self, package: Package, text: str) -> int:
        left = [issue.id for issue in self.space.issues if issue.id not in package]
        if left:
            msg = f"the state '{text}' says nothing of issue '{left[0]}'; give it an option"
            raise QuestionError(msg)
        place = self.space.state(package)
        if place is None:
            msg = f"the state '{text}' is forbidden by the rules; ask for one that can be"
            raise QuestionError(msg)
        return place


def written(text: str) -> list[tuple[str, str]]:
    """Return issues and options of ``issue=option, issue=option``.

    Raises
    ------
    QuestionError
        When an issue is named twice.

    Examples
    --------
    >>> written("wage = high, shift=night")
    [('wage', 'high'), ('shift', 'night')]
    """
    found: dict[str, str] = {}
    for part in text.split(","):
        name, _, option = (piece.strip() for piece in part.partition("="))
        if name in found:
            msg = f"the state '{text}' names the issue '{name}' twice; keep one"
            raise QuestionError(msg)
        found[name] = option
    return list(found.items())


def states_of(case: Case, draws: Draws = CENTRAL, limit: int = CELLS) -> CaseConflict:
    """Return a case as a conflict.

    States are all combinations of options that obey ``rules`` (not deal rules), without terms,
    and besides ``now`` and no deal.  A party moves the issues it carries out, any of them at once.
    Parties that neither move anything nor have preferences are left out.

    Parameters
    ----------
    case
        The case.
    draws
        One draw of its uncertain numbers.
    limit
        Combinations of options that are listed at most.

    Raises
    ------
    QuestionError
        When an issue does not say who moves it, or a party that moves one has no preferences.
    CaseError
        When preferences leave states out, or names stand for states that cannot be.
    LimitError
        When there are too many combinations, or too many moves to list.

    Examples
    --------
    >>> from zopa.model import *
    >>> def issue(id, by):
    ...     return Issue(id=id, name=id, by=(by,), now="no",
    ...                  options=(Option(id="no", name="No"), Option(id="yes", name="Yes")))
    >>> def wants(party, *best_first):
    ...     places = {"nn": "no no", "ny": "no yes", "yn": "yes no", "yy": "yes yes"}
    ...     refs = [tuple(zip("ab", places[p].split())) for p in best_first]
    ...     return Ranking(party=party, tiers=tuple((ref,) for ref in refs))
    >>> dilemma = Case(id="pd", title="Prisoners", issues=(issue("a", "p"), issue("b", "q")),
    ...     parties=(Party(id="p", name="P"), Party(id="q", name="Q")),
    ...     orders={"p": wants("p", "yn", "nn", "yy", "ny"), "q": wants("q", "ny", "nn", "yy", "yn")})
    >>> found = states_of(dilemma)
    >>> found.conflict.ranks
    array([[2, 0, 3, 1],
           [2, 3, 0, 1]])
    >>> found.now, found.id_of(3), found.place("a=yes")
    (0, 's4', 2)
    """
    own = owners(case)
    parties = parties_of(case, own)
    space = state_space(case, limit)
    found = ranks_of(case, space, draws)
    place = {party: at for at, party in enumerate(parties)}
    conflict = Conflict(
        parties=parties,
        ranks=np.array([found[party][0] for party in parties], dtype=np.int64),
        moves=_moves(case, space, parties, [_alone(issue, place) for issue in space.issues]),
    )
    groups = sorted({tuple(sorted(place[p] for p in o)) for o in own.values() if len(o) > 1})
    together = tuple(
        Together(members=group, conflict=_joint(case, space, parties, group)) for group in groups
    )
    return CaseConflict(case=case, space=space, conflict=conflict, together=together)


def package_state(posed: CaseConflict, package: Package) -> int | None:
    """Return the state in which a package is in force, terms left out; ``None`` if rules forbid it."""
    return posed.space.state(package)


def unowned(case: Case) -> list[Issue]:
    """Return the issues of which the case does not say who moves them, although they could move."""
    return [i for i in case.issues if not i.term and len(i) > 1 and not i.by]


def owners(case: Case) -> dict[str, tuple[str, ...]]:
    """Return who carries out each issue that can move."""
    for issue in unowned(case):
        msg = f"issue '{issue.id}' does not say who moves it; add 'by: ...'"
        raise QuestionError(f"{msg} (or 'term: true' if it is a clause of the deal)")
    return {i.id: tuple(dict.fromkeys(i.by)) for i in case.issues if not i.term and len(i) > 1}


def parties_of(case: Case, own: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return the parties that move or have preferences, in case order."""
    judges = {*case.preferences, *case.orders}
    for issue, parties in own.items():
        for party in parties:
            if party not in judges:
                msg = f"party '{party}' moves issue '{issue}' but has no preferences"
                raise QuestionError(f"{msg}; give it scores, a ranking or priorities")
    if not judges:
        msg = (
            f"case '{case.id}' has no preferences; give its parties scores, a ranking or priorities"
        )
        raise QuestionError(msg)
    return tuple(party.id for party in case.parties if party.id in judges)


def _alone(issue: Issue, place: Mapping[str, int]) -> int:
    """Return who moves an issue alone, -1 where nobody does."""
    who = set(issue.by)
    return place[who.pop()] if len(who) == 1 and len(issue) > 1 else -1


def _joint(
    case: Case, space: StateSpace, parties: Sequence[str], group: tuple[int, ...]
) -> Conflict:
    """Return the states with one group as the only party."""
    names = {parties[at] for at in group}
    owner = [0 if issue.by and names.issuperset(issue.by) else -1 for issue in space.issues]
    label = "+".join(parties[at] for at in group)
    moves = _moves(case, space, (label,), owner, members=names)
    blank = np.zeros((1, space.count), dtype=np.int64)
    return Conflict(parties=(label,), ranks=blank, moves=moves)


def _moves(
    case: Case,
    space: StateSpace,
    parties: Sequence[str],
    owner: Sequence[int],
    members: set[str] | None = None,
) -> GridMoves | ListedMoves:
    """Return the moves between states: in option form, or as lists where that does not hold."""
    grid = GridMoves(
        shape=space.shape, owner=tuple(owner), one_way=space.one_way, cells=space.cells
    )
    if not case.states.forbidden and not space.merged:
        return grid
    blank = np.zeros((len(parties), len(space.cells)), dtype=np.int64)
    arcs = listed(Conflict(parties=tuple(parties), ranks=blank, moves=grid)).moves
    assert isinstance(arcs, ListedMoves)  # noqa: S101 - what listed() promises
    columns = space.columns()
    barred = [
        (
            rule.by,
            matches(rule.origin, columns, space.issues),
            matches(rule.target, columns, space.issues),
        )
        for rule in case.states.forbidden
    ]
    starts, targets = [], []
    for at, party in enumerate(parties):
        who = {party} if members is None else members
        some = [(a, b) for by, a, b in barred if by is None or by in who]
        first, last = _allowed(arcs.sources(at), arcs.targets[at], some)
        start, target = _lists(space.state_of[first], space.state_of[last], space.count)
        starts.append(start)
        targets.append(target)
    return ListedMoves(starts=tuple(starts), targets=tuple(targets))


def _allowed(
    sources: Ints, targets: Ints, barred: Sequence[tuple[Bools, Bools]]
) -> tuple[Ints, Ints]:
    """Return the moves that no rule forbids."""
    kept = np.ones(len(sources), dtype=np.bool_)
    for origin, target in barred:
        kept &= ~(origin[sources] & target[targets])
    return sources[kept], targets[kept]


def _lists(sources: Ints, targets: Ints, count: int) -> tuple[Ints, Ints]:
    """Return moves between states as lists, each once, none from a state to itself."""
    other = sources != targets
    pairs = np.unique(sources[other] * count + targets[other])
    origins = pairs // count
    return np.searchsorted(origins, np.arange(count + 1)).astype(np.int64), pairs % count
