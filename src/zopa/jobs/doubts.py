"""What is probably a slip in a case that has no faults: each doubt with its place.

A doubt never stops anything.  The rules are chosen so that a sound case gives none: better no
word than a false alarm.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from difflib import SequenceMatcher

from zopa.errors import CaseError, Fault, LimitError, did_you_mean
from zopa.model import CENTRAL, Case, Number, Scores, space, utilities
from zopa.model.records import STATUSES

FAR = 3.0
"""A score is far out when it lies further from the others than so many times their span."""
FEWEST = 4
"""Other numbers that a party must have scored before one counts as far out."""
ALIKE = 0.8
"""Likeness of two origins from which one counts as a slip of the other."""
TOLERANCE = 1e-9
"""Part of a party's range of utilities that is no difference."""

SAME_AS = {
    "rejected": "refused",
    "declined": "refused",
    "dismissed": "refused",
    "turned down": "refused",
    "agreed": "accepted",
    "approved": "accepted",
    "suggested": "proposed",
    "rumored": "rumoured",
    "retracted": "withdrawn",
}
"""Words for what became of a package, and the word that zopa knows."""

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def doubts(case: Case) -> list[Fault]:
    """Return what is probably a slip, in the order of the parts of a case.

    Examples
    --------
    >>> from zopa.model import *
    >>> pay = Issue(id="pay", name="Pay", options=(Option(id="low", name="Low"),))
    >>> case = Case(id="c", title="C", parties=(Party(id="a", name="Ann"),), issues=(pay,),
    ...             events=(Event(date="3 May", what="Talks begin"),))
    >>> print(doubts(case)[0].message)
    the date '3 May' of an event is none that sorts; write 2019, 2019-02 or 2019-02-28
    """
    checks = (_origins, _scores, _walking_away, _packages, _records, _movers, _moves)
    return [doubt for check in checks for doubt in check(case)]


def _origins(case: Case) -> Iterator[Fault]:
    """Find origins that stand once and look like another one, or like a party."""
    named = {origin for chosen in case.option_sets.values() for origin in chosen.origin or ()}
    parties = {party.id for party in case.parties}
    places = [
        (option.origin, ("issues", issue.id, "options", option.id))
        for issue in case.issues
        for option in issue.options
        if option.origin is not None
    ]
    counts = Counter(origin for origin, _ in places)
    seen: list[str] = []
    for origin, where in places:
        if counts[origin] == 1 and origin not in named | parties:
            others = [o for o in counts if counts[o] > 1 or o in seen]
            for other in [*others, *sorted(parties)]:
                if _alike(origin, other):
                    message = (
                        f"the origin '{origin}' stands only here; did you mean '{other}'? "
                        "Option sets select by the exact word"
                    )
                    yield Fault(message=message, where=where)
                    break
        seen.append(origin)


def _alike(one: str, other: str) -> bool:
    """Return whether one word looks like a slip of the other, and not like its sibling.

    Examples
    --------
    >>> _alike("analist", "analyst"), _alike("report_a", "report_b"), _alike("mail1", "mail2")
    (True, False, False)
    """
    left, right = (re.findall(r"[^\W\d_]+|\d+", word.lower()) for word in (one, other))
    if one == other or not left or len(left) != len(right):
        return False
    different = [(a, b) for a, b in zip(left, right, strict=True) if a != b]
    if any(len(a) <= 2 or len(b) <= 2 or a.isdigit() or b.isdigit() for a, b in different):
        return False
    return SequenceMatcher(None, one.lower(), other.lower()).ratio() >= ALIKE


def _scores(case: Case) -> Iterator[Fault]:
    """Find scores far away from all others of the party, such as 700 where 100 is the most."""
    for party, preference in case.preferences.items():
        if not isinstance(preference, Scores):
            continue
        every = _Ends([n for column in preference.scores.values() for n in column.values()])
        for issue, column in preference.scores.items():
            own = _Ends(list(column.values()))
            for option, number in column.items():
                # Without weights the issues need no common scale: their own scores must agree.
                far = every.count > FEWEST and every.far(number)
                if far and (preference.weights is not None or own.far(number)):
                    low, high = every.without(number)
                    value = number.high if number.high > high else number.low
                    message = (
                        f"party '{party}' scores option '{option}' of issue '{issue}' {value:g}, "
                        f"far from its other scores, {low:g} to {high:g}; check for a slip"
                    )
                    where = ("preferences", party, "scores", issue, option)
                    yield Fault(message=message, where=where)


class _Ends:
    """The two lowest and the two highest of some numbers, to leave out one of them at a time."""

    def __init__(self, numbers: list[Number]) -> None:
        self.count = len(numbers)
        self.lows = sorted(number.low for number in numbers)[:2]
        self.highs = sorted(number.high for number in numbers)[-2:]

    def without(self, number: Number) -> tuple[float, float]:
        """Return the ends of all the others."""
        low = self.lows[1] if number.low == self.lows[0] else self.lows[0]
        high = self.highs[0] if number.high == self.highs[-1] else self.highs[-1]
        return low, high

    def far(self, number: Number) -> bool:
        """Return whether a number lies far from all the others."""
        if self.count <= 2:
            return False
        low, high = self.without(number)
        return high > low and max(low - number.low, number.high - high) > FAR * (high - low)


def _walking_away(case: Case) -> Iterator[Fault]:
    """Find values of no deal that every deal, or none, would beat, at central values."""
    try:
        found = utilities(case, CENTRAL)
        deals = space(case)
    except (CaseError, LimitError):
        return
    for utility in found:
        parts = [utility.of_block(block, case.issues)[0] for block in deals.blocks]
        start = float(utility.constant[0])
        ends = [start + sum(float(end(p)) for p in parts) for end in (min, max)]
        worst, best = (end if utility.cap is None else min(end, utility.cap) for end in ends)
        without = float(utility.reservation[0])
        margin = TOLERANCE * max(best - worst, abs(best), 1.0)
        where = ("preferences", utility.party, "no_deal")
        given = case.preferences[utility.party].standing.value is not None
        said = f"walking away is worth {without:g} to party '{utility.party}'"
        if without > best + margin:
            message = (
                f"{said}, more than its best deal, {best:g}, so it accepts none; "
                "check that both are on one scale"
            )
            yield Fault(message=message, where=where)
        elif given and without != 0 and without < worst - margin:  # 0 says: nothing
            message = (
                f"{said}, less than its worst deal, {worst:g}, so it accepts all; "
                "check that both are on one scale"
            )
            yield Fault(message=message, where=where)


def _packages(case: Case) -> Iterator[Fault]:
    """Find packages with an unknown status, made to their own maker, or against a rule."""
    for name, package in case.packages.items():
        where = ("packages", name)
        if package.status is not None and package.status not in STATUSES:
            hint = _status(package.status)
            message = f"package '{name}' has the status '{package.status}'; {hint}"
            yield Fault(message=message, where=(*where, "status"))
        if package.by in package.to:
            message = (
                f"package '{name}' is addressed to '{package.by}', who made it; "
                "name the other side after 'to'"
            )
            yield Fault(message=message, where=(*where, "to"))
        for kind, rules in (("rule", case.rules), ("deal rule", case.deal_rules)):
            for rule in rules:
                if not rule.holds(package.options):
                    reason = f" ({rule.reason.strip().rstrip('.')})" if rule.reason else ""
                    message = (
                        f"package '{name}' breaks the {kind} '{rule.text()}'{reason}, "
                        "so it is no legal deal; change the package or the rule"
                    )
                    yield Fault(message=message, where=where)


def _status(status: str) -> str:
    """Return a phrase with the known status that a word may mean.

    Examples
    --------
    >>> _status("refusd"), _status("rejected")
    ("did you mean 'refused'?", "did you mean 'refused'?")
    """
    known = SAME_AS.get(status.strip().lower())
    if known is not None:
        return f"did you mean '{known}'?"
    hint = did_you_mean(status, STATUSES)
    return hint if hint.startswith("did") else f"known are {', '.join(STATUSES)}"


def _records(case: Case) -> Iterator[Fault]:
    """Find dates that do not sort, and claims against nothing."""
    for place, event in enumerate(case.events):
        if not _is_date(event.date):
            message = (
                f"the date '{event.date}' of an event is none that sorts; "
                "write 2019, 2019-02 or 2019-02-28"
            )
            yield Fault(message=message, where=("events", str(place), "date"))
    for place, promise in enumerate(case.commitments):
        if promise.since is not None and not _is_date(promise.since):
            message = (
                f"the date '{promise.since}' of a commitment is none that sorts; "
                "write 2019, 2019-02 or 2019-02-28"
            )
            yield Fault(message=message, where=("commitments", str(place), "since"))
    for claim in case.claims.values():
        if claim.stance == "contradicts" and not claim.about:
            message = f"claim '{claim.id}' contradicts nothing; say after 'about' what is not so"
            yield Fault(message=message, where=("claims", claim.id, "stance"))


def _movers(case: Case) -> Iterator[Fault]:
    """Find issues that nobody carries out, though others are, or states or steps speak of them."""
    terms = case.exchange
    steps = [*terms.issues] if terms else []
    steps += [i for o in terms.orders.values() for r in o.rounds for i, _ in r] if terms else []
    spoken = dict.fromkeys(steps, "exchange")
    spoken |= {way.issue: "states" for way in case.states.one_way}
    some = any(issue.by for issue in case.issues)
    for issue in case.issues:
        if issue.by or (issue.term and issue.id not in spoken):
            continue
        if some and not issue.term:
            message = (
                f"issue '{issue.id}' does not say who moves it, so zopa stability and zopa exchange "
                "cannot answer; name its party after 'by'"
            )
        elif issue.id in spoken:
            message = (
                f"'{spoken[issue.id]}' speaks of issue '{issue.id}', which nobody carries out; say "
                f"who does with 'by' at the issue"
            )
        else:
            continue
        yield Fault(message=message, where=("issues", issue.id))


def _moves(case: Case) -> Iterator[Fault]:
    """Find forbidden moves that the party could not make anyway."""
    for place, move in enumerate(case.states.forbidden):
        origin, target = move.origin.allowed, move.target.allowed
        for issue in case.issues:
            apart = not set(origin.get(issue.id, ())) & set(target.get(issue.id, ()))
            both = issue.id in origin and issue.id in target
            if both and apart and move.by is not None and move.by not in issue.by:
                message = (
                    f"a forbidden move has party '{move.by}' change issue '{issue.id}', which it "
                    "does not carry out, so it forbids nothing; check its 'by'"
                )
                yield Fault(message=message, where=("states", "forbidden", str(place), "by"))
                break


def _is_date(text: str) -> bool:
    """Return whether a text is a year, a month or a day as ISO 8601 writes it.

    Examples
    --------
    >>> [_is_date(text) for text in ("2019", "2018-12", "2019-02-28", "2019-02-29", "3 May")]
    [True, True, True, False, False]
    """
    found = _DATE.fullmatch(text)
    if found is None:
        return False
    year, month, day = (int(part or 1) for part in found.groups())
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
