"""Flags of statements: each one has a rule, and the rule says what the flag means."""

from __future__ import annotations

import pytest

from zopa.evidence.flags import rule_of
from zopa.evidence.rules import RULES
from zopa.model.ledger import FLAGS


@pytest.mark.parametrize("flag", FLAGS)
def test_every_flag_is_set_by_a_rule_of_its_name(flag: str) -> None:
    assert rule_of(flag) == f"flag.{flag}"
    assert RULES[rule_of(flag)].endswith(".")


def test_a_flag_that_nobody_sets_has_none() -> None:
    """A ledger of a later version may have some."""
    assert rule_of("shouted") == ""
