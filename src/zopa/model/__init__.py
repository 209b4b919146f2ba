"""Parties, issues, packages, cases: frozen values that every room shares."""

from zopa.model.case import Case
from zopa.model.issues import (
    ALL_OPTIONS,
    NO_DEAL,
    Grid,
    Issue,
    Option,
    OptionSet,
    Package,
    Pattern,
    Rule,
)
from zopa.model.numbers import NamedNumber, Number, Provenance
from zopa.model.parties import Acceptance, Party
from zopa.model.preferences import (
    CENTRAL,
    Draws,
    Factor,
    Joint,
    Preference,
    Scores,
    Standing,
    Table,
)
from zopa.model.records import Claim, Commitment, Event, NamedPackage, Source
from zopa.model.space import ABSENT, Block, Space, Utility, space, utilities

__all__ = [
    "ABSENT",
    "ALL_OPTIONS",
    "CENTRAL",
    "NO_DEAL",
    "Acceptance",
    "Block",
    "Case",
    "Claim",
    "Commitment",
    "Draws",
    "Event",
    "Factor",
    "Grid",
    "Issue",
    "Joint",
    "NamedNumber",
    "NamedPackage",
    "Number",
    "Option",
    "OptionSet",
    "Package",
    "Party",
    "Pattern",
    "Preference",
    "Provenance",
    "Rule",
    "Scores",
    "Source",
    "Space",
    "Standing",
    "Table",
    "Utility",
    "space",
    "utilities",
]
