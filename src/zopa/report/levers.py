"""Levers in plain words: the change, and what it takes."""

from __future__ import annotations

from zopa.analysis.results import Lever, Study
from zopa.model import NO_DEAL
from zopa.report.words import Names, Scale, listing, plural, quoted, scales, spelled

COUNTED = frozenset(
    {"add-option", "add-options", "remove-option", "leave-issue-out", "lift-rule", "consent"}
)
"""Kinds that are done or not done: what counts is how many packages they open."""

CHANGE = {
    "add-option": "add the option {options}",
    "add-options": "add {number} options: {options}",
    "remove-option": "take away the option {options}",
    "reservation-alone": "walk-away value of {party}, alone",
    "reservation-equal": "walk-away values, {all} by the same",
    "reservation-together": "walk-away values, together",
    "payment": "a payment from {party} to {other}",
    "weight": "weight of {issue} for {party}",
    "weights-together": "weights of {parties}",
    "score": "score of {scored} for {party}",
    "leave-issue-out": "leave {issue} out of the deal",
    "consent": "do without the consent of {party}",
}
TAKES = {
    "reservation-alone": "{least}{size} {way}",
    "reservation-equal": "{least}{size} {way} for each",
    "reservation-together": "{least}{size} {way}: {moves}",
    "payment": "worth {size} to {other}; {party} can spare {spare} of its own",
    "weight": "from {before} {direction} {after}, the rest in proportion",
    "score": "from {before} {direction} {after}",
}


class LeverWords:
    """The words for the levers of one study."""

    def __init__(self, study: Study) -> None:
        self.names = Names(study)
        self.scales = scales(study)
        self.opening = study.unlock is None or study.unlock.opening
        self.parties = len(study.parties)

    def change(self, lever: Lever) -> str:
        """Return the change in a few words; the lever's own label where words fail."""
        return _fill(CHANGE.get(lever.kind), self._facts(lever)) or lever.label

    def takes(self, lever: Lever) -> str:
        """Return what the change takes, or that it does not do it."""
        if not lever.opens:
            return lever.detail or ("does not open it" if self.opening else "does not close it")
        if lever.kind in COUNTED:
            return self.effect(lever)
        words = _fill(TAKES.get(lever.kind), self._facts(lever))
        if words is None:
            words = lever.detail or self.size(lever)
        return f"at most {words}" if lever.scope == "bound" else words

    def effect(self, lever: Lever) -> str:
        """Return what the change does to the zone."""
        if not self.opening:
            return "closes it"
        if lever.packages is None:
            return "opens it"
        most = "at least " if lever.scope == "bound" else ""
        return f"opens {most}{plural(lever.packages, 'package')}"

    def size(self, lever: Lever) -> str:
        """Return a lever's size with its unit, rounded up so that it suffices.

        What closes an open zone closes it from just above this size.
        """
        size = _short(self._scale(lever).enough(lever.size or 0.0))
        unit = lever.unit[:-1] if size == "1" and lever.unit.endswith("s") else lever.unit
        return f"{size} {unit}".strip()

    def _scale(self, lever: Lever) -> Scale:
        """Return the scale that a lever's numbers are on: utilities as in all tables."""
        if lever.unit in {"points", "utility", ""}:
            chosen = lever.parties or tuple(lever.before) or tuple(self.scales)
            digits = [self.scales[party].digits for party in chosen if party in self.scales]
            return Scale(digits=max(digits or [s.digits for s in self.scales.values()]))
        numbers = [*lever.before.values(), *lever.after.values(), lever.size or 0.0]
        return Scale.of(numbers, max(map(abs, numbers)))

    def _facts(self, lever: Lever) -> dict[str, str]:
        """Return the parts of phrases that this lever has."""
        facts = {
            "all": "all" if self.parties > 2 else "both",
            "way": "lower" if self.opening else "higher",
            "least": "" if self.opening else "more than ",
        }
        parties = [self.names.party(party) for party in lever.parties]
        facts |= dict(zip(("party", "other"), parties, strict=False))
        if parties:
            facts["parties"] = listing(parties)
        if lever.issue is not None:
            facts["issue"] = quoted(self.names.issue(lever.issue))
        if lever.options:
            facts["options"] = listing([self.names.choice(*pair) for pair in lever.options])
            facts["number"] = spelled(len(lever.options))
            facts["scored"] = self._scored(*lever.options[0])
        if lever.size is not None:
            facts["size"] = self.size(lever)
        moves = self._moves(lever)
        if moves:
            facts["moves"] = moves
        if lever.parties and lever.parties[0] in lever.before:
            spare = max(0.0, lever.before[lever.parties[0]])
            facts["spare"] = _short(self._scale(lever).text(spare))
        return facts | self._change(lever)

    def _change(self, lever: Lever) -> dict[str, str]:
        """Return a number before and after; weights are shares of their sum."""
        key = lever.issue if lever.issue in lever.after else next(iter(lever.after), None)
        if key is None or key not in lever.before:
            return {}
        before, after, scale = lever.before[key], lever.after[key], self._scale(lever)
        share = ""
        if lever.kind == "weight":
            before, after, scale, share = 100 * before, 100 * after, Scale(digits=1), " %"
        return {
            "before": _short(scale.text(before)) + share,
            "after": _short(scale.towards(before, after)) + share,
            "direction": "down to" if after < before else "up to",
        }

    def _scored(self, issue: str, option: str) -> str:
        if option == NO_DEAL:
            return f"no {quoted(self.names.issue(issue))}"
        return self.names.choice(issue, option)

    def _moves(self, lever: Lever) -> str:
        """Return who or what moves by how much, the largest first; what stays is left out."""
        moved = []
        for key, after in lever.after.items():
            change = abs(after - lever.before.get(key, 0.0))
            scale = self.scales.get(key, self._scale(lever))
            size = scale.enough(change)
            if size.strip("0."):
                moved.append((-change, f"{self.names.party(key)} {_short(size)}"))
        return ", ".join(text for _, text in sorted(moved))


def _short(number: str) -> str:
    """Return a number without decimals that say nothing.

    Examples
    --------
    >>> _short("4.0"), _short("4.20"), _short("100")
    ('4', '4.20', '100')
    """
    whole, _, decimals = number.partition(".")
    return number if decimals.strip("0") else whole


def _fill(template: str | None, facts: dict[str, str]) -> str | None:
    """Return a phrase with its parts filled in, ``None`` where a part is missing.

    Examples
    --------
    >>> _fill("{size} lower", {"size": "4 points"}), _fill("{size} lower", {})
    ('4 points lower', None)
    """
    if template is None:
        return None
    try:
        return template.format_map(facts)
    except KeyError:
        return None
