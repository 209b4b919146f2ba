"""The case: one frozen value that feeds all rooms."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from zopa.errors import CaseFaults, UnknownNameError, did_you_mean
from zopa.model.checks import case_faults
from zopa.model.inspection import Inspection
from zopa.model.issues import ALL_OPTIONS, Issue, OptionSet, Rule
from zopa.model.ledger import Ledger
from zopa.model.numbers import NamedNumber
from zopa.model.parties import Acceptance, Party
from zopa.model.preferences import OrdinalPreference, Preference
from zopa.model.ratification import CoalitionValues, Ratifiers
from zopa.model.records import Claim, Commitment, Event, NamedPackage, Source
from zopa.model.states import StateRules
from zopa.model.steps import ExchangeTerms


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A negotiation as one file describes it.  Checked when made: a `Case` has no faults.

    Raises
    ------
    CaseFaults
        With every fault of the parts, each with its path.
    """

    id: str
    title: str
    parties: tuple[Party, ...]
    issues: tuple[Issue, ...]
    preferences: Mapping[str, Preference] = field(default_factory=dict)
    """Party id -> preferences, in the order of ``parties``."""
    acceptance: Acceptance = field(default_factory=Acceptance)
    rules: tuple[Rule, ...] = ()
    """Hold in every state of the world."""
    deal_rules: tuple[Rule, ...] = ()
    """Hold for agreements only."""
    option_sets: Mapping[str, OptionSet] = field(default_factory=dict)
    """Besides ``all``, which is always there."""
    no_deal: Mapping[str, str] = field(default_factory=dict)
    """Options in force without a deal; issues left out are as ``now``."""
    packages: Mapping[str, NamedPackage] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    claims: Mapping[str, Claim] = field(default_factory=dict)
    events: tuple[Event, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    notes: tuple[str, ...] = ()
    """Remarks that belong in the brief, for example what the case leaves out."""
    orders: Mapping[str, OrdinalPreference] = field(default_factory=dict)
    """Party id -> its order of states, for parties that rank and do not score."""
    constituents: Mapping[str, Preference] = field(default_factory=dict)
    """Party id -> preferences of those who ratify; they have no seat at the table."""
    states: StateRules = field(default_factory=StateRules)
    exchange: ExchangeTerms | None = None
    verification: Inspection | None = None
    ratifiers: Ratifiers = field(default_factory=dict)
    coalitions: CoalitionValues | None = None
    ledger: Ledger | None = field(default=None, compare=False, repr=False)
    """What was said, where the case has a ledger; its claims already stand in ``claims``."""

    def __post_init__(self) -> None:
        """Refuse a case that contradicts itself, with all faults at once."""
        order = {party.id: place for place, party in enumerate(self.parties)}
        for name in ("preferences", "orders", "constituents"):
            given: Mapping[str, Any] = getattr(self, name)
            ordered = dict(sorted(given.items(), key=lambda p: order.get(p[0], len(order))))
            object.__setattr__(self, name, ordered)
        faults = case_faults(self)
        if faults:
            raise CaseFaults(f"case '{self.id}'", faults)

    def issue(self, issue_id: str) -> Issue:
        """Return the issue with this id."""
        for issue in self.issues:
            if issue.id == issue_id:
                return issue
        hint = did_you_mean(issue_id, [issue.id for issue in self.issues])
        msg = f"case '{self.id}' has no issue '{issue_id}'; {hint}"
        raise UnknownNameError(msg)

    def party(self, party_id: str) -> Party:
        """Return the party with this id."""
        for party in self.parties:
            if party.id == party_id:
                return party
        hint = did_you_mean(party_id, [party.id for party in self.parties])
        msg = f"case '{self.id}' has no party '{party_id}'; {hint}"
        raise UnknownNameError(msg)

    def option_set(self, name: str = "all") -> OptionSet:
        """Return an option set by name; ``all`` is always there."""
        if name == "all":
            return ALL_OPTIONS
        try:
            return self.option_sets[name]
        except KeyError:
            hint = did_you_mean(name, ["all", *self.option_sets])
            msg = f"case '{self.id}' has no option set '{name}'; {hint}"
            raise UnknownNameError(msg) from None

    def no_deal_package(self) -> dict[str, str] | None:
        """Return the options in force without a deal, terms left out.

        ``None`` where some issue has neither ``now`` nor a place in ``no_deal``.
        """
        found = {}
        for issue in self.issues:
            option = self.no_deal.get(issue.id, issue.now)
            if issue.term:
                continue
            if option is None:
                return None
            found[issue.id] = option
        return found

    def numbers(self) -> list[NamedNumber]:
        """Return every number of the preferences, with its place in the case."""
        return [number for pref in self.preferences.values() for number in pref.numbers()]

    def uncertain(self) -> list[NamedNumber]:
        """Return the numbers that have a range."""
        return [named for named in self.numbers() if named.number.is_uncertain]

    def digest(self) -> str:
        """Return a fingerprint of the whole content, 12 hexadecimal digits."""
        content = json.dumps(_plain(self), ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(content.encode()).hexdigest()[:12]


def _plain(value: Any) -> Any:
    """Return a value as JSON-able data that says everything about it, in order."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        names = [f.name for f in dataclasses.fields(value) if f.compare]
        return [type(value).__name__, *([name, _plain(getattr(value, name))] for name in names)]
    if isinstance(value, Mapping):
        return [[_plain(key), _plain(item)] for key, item in value.items()]
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return value + 0.0 if isinstance(value, float) else value  # -0.0 is 0.0
