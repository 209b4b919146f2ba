"""Parties, issues, packages, cases: frozen values that every room shares."""

from zopa.model._statement_parser import parse_statement
from zopa.model.case import Case
from zopa.model.inspection import Check, Inspection
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
from zopa.model.ledger import Ledger
from zopa.model.numbers import NamedNumber, Number, Provenance
from zopa.model.parties import Acceptance, Party
from zopa.model.preferences import (
    CENTRAL,
    Draws,
    Factor,
    Joint,
    OrdinalPreference,
    Preference,
    Priorities,
    Ranking,
    Scores,
    Standing,
    Statement,
    StateTable,
    Table,
)
from zopa.model.ratification import CoalitionValues, Ratifier, Ratifiers
from zopa.model.records import Claim, Commitment, Event, NamedPackage, Source
from zopa.model.space import ABSENT, Block, Space, Utility, space, utilities
from zopa.model.statements import statement_text
from zopa.model.states import Forbidden, Merged, OneWay, StateRules
from zopa.model.steps import ExchangeTerms, Order, Stakes, StepTerms

__all__ = [
    "ABSENT",
    "ALL_OPTIONS",
    "CENTRAL",
    "NO_DEAL",
    "Acceptance",
    "Block",
    "Case",
    "Check",
    "Claim",
    "CoalitionValues",
    "Commitment",
    "Draws",
    "Event",
    "ExchangeTerms",
    "Factor",
    "Forbidden",
    "Grid",
    "Inspection",
    "Issue",
    "Joint",
    "Ledger",
    "Merged",
    "NamedNumber",
    "NamedPackage",
    "Number",
    "OneWay",
    "Option",
    "OptionSet",
    "Order",
    "OrdinalPreference",
    "Package",
    "Party",
    "Pattern",
    "Preference",
    "Priorities",
    "Provenance",
    "Ranking",
    "Ratifier",
    "Ratifiers",
    "Rule",
    "Scores",
    "Source",
    "Space",
    "Stakes",
    "Standing",
    "StateRules",
    "StateTable",
    "Statement",
    "StepTerms",
    "Table",
    "Utility",
    "parse_statement",
    "space",
    "statement_text",
    "utilities",
]
