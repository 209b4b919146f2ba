"""Marks that open and close in turn are read at once; the answer is that of the longer way."""

from __future__ import annotations

from unittest import mock

from hypothesis import given
from hypothesis import strategies as st

from zopa.evidence.speech import _quotations
from zopa.evidence.speech._document import Document

MARKED = st.text(alphabet="\"“”„«»'`a5 .,-[\n", max_size=60)


@given(MARKED)
def test_pairs_that_are_read_at_once_are_those_of_the_longer_way(text: str) -> None:
    """Whatever stands around the marks, the quick answer is the one of all roles and partners."""
    quick = _quotations.quotations(Document(text))
    with mock.patch.object(_quotations, "_plain_pairs", return_value=None):
        assert quick == _quotations.quotations(Document(text))
