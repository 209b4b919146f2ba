"""Posts that a page shows with the name of their account."""

from __future__ import annotations

from zopa.evidence.extraction import extract
from zopa.evidence.sources import read_source
from zopa.model.ledger import Statement
from zopa.model.parties import Party

UNION = Party(id="union", name="Dock Union")
PAGE = (
    "<html><body><article><h1>Port talks end without a deal</h1>"
    "<p>The talks of the port and its drivers ended late on Monday in the old hall.</p>"
    "<blockquote class='twitter-tweet'><p>{}</p>&mdash; Dock Union (@dock) May 1, 2020</blockquote>"
    "<p>Nobody was hurt, and the ships will wait until the end of the week.</p>"
    "</article></body></html>"
)


def read(post: str) -> tuple[Statement, ...]:
    return extract(read_source(PAGE.format(post).encode(), id="a"), (UNION,))


def test_a_signed_post_is_said_by_its_account() -> None:
    """Its words are those above the signature; its mode is embedded."""
    (found,) = read("We came to talk. We will come again.")
    assert found.words == "We came to talk. We will come again."
    assert found.mode == "embedded"
    assert found.rule == "post.signed"
    assert found.speaker is not None
    assert (found.speaker.text, found.speaker.party) == ("Dock Union", "union")


def test_a_post_that_quotes_somebody_is_left_to_the_quotation() -> None:
    """No second statement around it."""
    found = read("“We will come again,” the mayor said.")
    assert [item.words for item in found] == ["“We will come again,”"]


def test_a_signature_alone_says_nothing() -> None:
    assert read("") == ()
