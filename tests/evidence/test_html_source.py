"""Pages become text whose places lead back to the file; their mark-up says what is the report."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zopa.evidence.sources import read_source
from zopa.model.ledger import SourceText

SENTENCES = (
    "Delegates of the port union met for nine hours on Monday, and nobody signed. " * 3,
    "“We will not sign this,” Ada Quill told reporters outside the hall of the company. " * 2,
    "The company said it would make another offer within the week. " * 3,
)
PARAGRAPHS = "".join(f"<p>{words}</p>" for words in SENTENCES)
NEWS = f"""<!DOCTYPE html><html lang="en-GB"><head><title>Port talks end | The Post</title>
<meta property="og:site_name" content="The Harbour &amp; Post">
<meta property="article:published_time" content="2020-03-02T10:00:00Z">
<link rel="canonical" href="https://post.example/ports"><style>p {{color: red}}</style>
<script>var x = "<p>He said no</p>";</script></head><body class="has-sidebar">
<header><h1>The Post</h1><nav><a href="/">Front</a></nav></header>
<main><article><h1>Port talks end</h1><div class="byline">By Bo Marsh</div>
<p>OSLO (AP) &mdash; {SENTENCES[0]}</p><figure><img src=a><figcaption>A crane stands idle.</figcaption></figure>
{PARAGRAPHS}<blockquote class="twitter-tweet"><p>We are out.</p>&mdash; Ada (@ada)</blockquote>
<aside class="related"><h2>Nine ports close</h2></aside>
<div class="newsletter-signup">Have our letter</div></article></main>
<section id="comments"><ol class="comment-list"><li>Cy said “never”.</li></ol></section>
<div>Elsewhere: a tall tale</div><footer>About the paper</footer></body></html>"""
BLOG = f"""<html><body><form id="aspnetForm"><div id="header">My blog</div><div class="post">
<h1>Port talks end</h1>{PARAGRAPHS}</div><div class="sharedaddy">Spread it</div>
<div id="respond">Say it</div><div class="sidebar">Old things</div></form>"""


def zone_of(source: SourceText, words: str) -> str:
    assert source.text is not None
    place = source.text.index(words)
    return next(zone.label for zone in source.zones if zone.start <= place < zone.end)


def test_a_news_page_is_taken_apart() -> None:
    """Elements, classes and ids say what is furniture; the rest is the report."""
    source = read_source(NEWS.encode(), id="a")
    expected = {
        "Port talks end": "headline",
        "By Bo Marsh": "byline",
        "OSLO": "dateline",
        "Delegates": "body",
        "told reporters": "body",
        "We are out": "embedded",
        "Nine ports close": "furniture",
        "Have our": "furniture",
        "A crane": "furniture",
        "Cy said": "comment",
        "Elsewhere": "furniture",
        "The Post": "furniture",
        "About": "furniture",
    }
    assert {words: zone_of(source, words) for words in expected} == expected
    assert (source.title, source.publisher, source.date, source.url, source.lang) == (
        "Port talks end", "The Harbour & Post", "2020-03-02", "https://post.example/ports", "en",
    )  # fmt: skip
    assert source.extractor == "html-1"
    assert "He said no" not in (source.text or "")


def test_a_form_around_the_page_is_no_furniture() -> None:
    """An element that holds the report is not taken from it."""
    source = read_source(BLOG.encode(), id="a")
    assert zone_of(source, "told reporters") == "body"
    assert zone_of(source, "Say it") == "comment"
    assert {zone_of(source, words) for words in ("Spread", "Old things")} == {"furniture"}


def pieces(source: SourceText, data: bytes) -> list[tuple[str, bytes]]:
    """Return each piece of a text with the bytes from where it stands."""
    assert source.text is not None
    ends = [*(place for place, _ in source.bytes_at[1:]), source.length]
    return [
        (source.text[start:end], data[byte:])
        for (start, byte), end in zip(source.bytes_at, ends, strict=True)
    ]


def stands(words: str, data: bytes, codec: str) -> bool:
    """Return whether a piece of text is what the bytes say."""
    size = len(words.encode(codec))
    there = data[:size].decode(codec, "replace")
    rest = data[:200].decode(codec, "replace")
    reference = re.match(r"&#?\w+;?", rest)
    return (
        re.sub(r"\s", " ", there) == re.sub(r"\s", " ", words)
        or bool(reference and html.unescape(reference.group()) == words)
        or (words.isspace() and rest[:1] in "< \n\t")
        or (words in {"“", "”", "‘", "’"} and rest[:2] in {"<q", "</"})
    )


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_places_lead_back_to_the_file(codec: str) -> None:
    """Every piece of the text stands in the file where it says."""
    data = (NEWS + "<p>caf\u00e9  &eacute;&nbsp;<q>so</q> \u2014 end").encode(codec)
    source = read_source(data, id="a", encoding=None if codec != "cp1252" else codec)
    plain = {"utf-8-sig": "utf-8", "utf-16": "utf-16-le"}.get(codec, codec)
    assert "café é\u00a0“so” — end" in (source.text or "")
    assert all(stands(words, there, plain) for words, there in pieces(source, data))


PARTS = st.lists(
    st.sampled_from(
        "<p> </p> <div> </div> <b> </b> <q> </q> <nav> </nav> <!-- --> <br> <a\u00a0b='> &amp; &lt &#65; &bogus;"
        " a é “ < > & <script> </script> <h1> <pre> </pre> <li> word \" ' <![x]> </".split(" ")
    ),
    max_size=40,
)


@given(PARTS)
def test_no_page_breaks_it(parts: list[str]) -> None:
    """However malformed: zones cover the text, and places lead back."""
    data = ("<html><p>start " + " ".join(parts)).encode()
    source = read_source(data, id="a", lang="en")
    edges = [0, *(zone.end for zone in source.zones)]
    assert [zone.start for zone in source.zones] == edges[:-1]
    assert edges[-1] == len(source.text or "")
    assert all(stands(words, there, "utf-8") for words, there in pieces(source, data))


@pytest.mark.parametrize(
    "part", ["<", "&", '"', "<title>", "<h1>a", "<!--", '<a b="', "<div>", "<q>", "<nav>a</nav>"]
)
def test_hostile_pages_are_read(part: str) -> None:
    """Ten thousand times the same thing is read like any page."""
    assert read_source(("<html><p>start " + part * 10_000).encode(), id="a", lang="en").length > 4


def test_a_declared_encoding_counts_where_utf8_fails() -> None:
    """As the page says, without a warning."""
    page = '<html><meta charset="koi8-r"><p>они ушли'.encode("koi8-r")
    source = read_source(page, id="a", lang="ru")
    assert (source.text, source.encoding, source.warnings) == ("они ушли", "koi8-r", ())


def test_text_that_mentions_tags_is_text() -> None:
    """A page is told by how it begins."""
    text = "Talks about <html> tags end. They said so."
    assert read_source(text.encode(), id="a").text == text
