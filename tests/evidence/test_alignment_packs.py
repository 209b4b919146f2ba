"""Invented report packs: pairs that must be found, and look-alikes that must not be joined."""

from __future__ import annotations

from dataclasses import replace

import pytest

from report_packs import pack, score
from zopa.evidence.alignment import align

TUNED = ("labour", "purchasing", "rent")
HELD_OUT = ("fishery",)
"""Written before the rules; no rule was changed after a look at its errors."""


@pytest.mark.parametrize("name", [*TUNED, *HELD_OUT])
def test_pairs_are_found_and_look_alikes_are_not_joined(name: str) -> None:
    """F1 of at least 90 over the pairs, and no pair that must not be joined."""
    read = pack(name)
    result = score(align(read.statements), read.pairs, read.never)
    assert result.forbidden == []
    assert result.f1 >= 0.9, (result.missed, result.surplus)


@pytest.mark.parametrize("name", [*TUNED, *HELD_OUT])
def test_changes_of_meaning_are_named(name: str) -> None:
    """Every possible conflict that is expected says what changed, where a class of words does."""
    read = pack(name)
    found = {(each.a, each.b): each for each in align(read.statements)}
    for pair, (relation, *changes) in read.pairs.items():
        if relation == "possible-conflict" and pair in found:
            assert found[pair].relation == relation, pair
            assert set(changes) <= set(found[pair].changes), pair


@pytest.mark.parametrize("name", [*TUNED, *HELD_OUT])
def test_cut_and_rejected_statements_are_left_out(name: str) -> None:
    """Words that are unknown, or that an analyst struck out, align with nothing."""
    read = pack(name)
    gone = {a for a, _ in read.pairs}
    struck = [
        replace(each, status="rejected") if each.id in gone else each for each in read.statements
    ]
    cut = [
        replace(each, passages=tuple(replace(piece, cut=True) for piece in each.passages))
        if each.id in gone
        else each
        for each in read.statements
    ]
    assert align(struck) == align(cut)
    assert all(each.a not in gone and each.b not in gone for each in align(cut))
