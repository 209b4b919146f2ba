"""What an element of a page says about the text in it: by its name, role, class and id."""

from __future__ import annotations

import re
from typing import NamedTuple

from zopa.evidence.rules import rule

ELEMENT = rule(
    "zones.element",
    "By name or role the element is one for the page: nav, aside, footer, form, caption, ...",
)
CLASS = rule("zones.class", "Class or id of the element name a part of the page.")
COMMENTS = rule("zones.comment-element", "Class or id of the element name readers' comments.")
POST = rule("zones.post-element", "The element embeds a post of social media.")
HEADING = rule("zones.heading", "The main heading of the page.")
CREDIT = rule("zones.credit-element", "Class of the element names author or date.")
EPIGRAPH = rule("zones.epigraph-element", "Class of the element names an epigraph.")
OUTSIDE = rule("zones.outside-article", "It stands outside the article of the page.")

VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rp rt "
    "ruby s samp small span strike strong sub sup time tt u var".split()
)
HIDDEN = frozenset(
    "amp-ad amp-analytics amp-consent amp-sidebar canvas datalist math noscript object select svg "
    "template audio video".split()
)
_FURNITURE = frozenset(
    "amp-social-share aside button dialog figcaption footer form header menu nav fieldset".split()
)
HEADINGS = frozenset("h1 h2".split())
_NEVER = frozenset("html body main h1 h2".split())
"""Elements whose class speaks of the whole page."""
_ROLES = frozenset(
    "alert banner complementary contentinfo dialog menu menubar navigation search".split()
)
_HIDING = frozenset(
    "screen-reader-text screen-reader-only sr-only visually-hidden visuallyhidden show-for-sr".split()
)
_POSTS = re.compile(
    r"\b(?:twitter-tweet|twitter-video|instagram-media|tiktok-embed|fb-post|bluesky-embed|"
    r"mastodon-embed|reddit-embed-bq|telegram-post|embedded-(?:tweet|post)|tweet-embed)\b"
)
_PARTS = frozenset(
    "ads advert advertisement advertising affiliate breadcrumb breadcrumbs byline-bio colophon "
    "cookie cookies consent copyright footer gdpr jumplinks login masthead menu modal nav navbar "
    "navigation newsletter newsletters outbrain pager pagination popup promo promos promoted "
    "pullquote recirc recirculation recommended recommendations related relatedposts share sharedaddy "
    "sharing sidebar signup social sponsor sponsored sponsors subscribe subscription taboola "
    "tagcloud taglist tags teaser teasers toolbar trending widget-area".split()
)
_WHOLE = frozenset("ad bio widget skip-link tag-links post-tags entry-footer author-box".split())
_COMMENTS = frozenset("comment comments commentlist disqus respond".split())
_CREDIT = {
    "byline": "byline",
    "author": "byline",
    "authors": "byline",
    "dateline": "dateline",
    "timestamp": "dateline",
    "pubdate": "dateline",
    "published": "dateline",
}
_SPEAKS_OF_OTHERS = frozenset("has no with without not is content main page site hide".split())
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SPLIT = re.compile(r"[^a-z0-9]+")
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")


class Says(NamedTuple):
    """What an element says; ``label`` is empty where it says nothing."""

    label: str = ""
    rule: str = ""
    hidden: bool = False


SILENT = Says()


def element_says(name: str, given: dict[str, str]) -> Says:
    """Return what the text in an element is, as far as the element says.

    Examples
    --------
    >>> element_says("div", {"class": "related-posts"}).label
    'furniture'
    >>> element_says("div", {"class": "has-sidebar content"}).label
    ''
    """
    if name in HIDDEN or "hidden" in given or _UNSEEN.search(given.get("style", "")):
        return Says(hidden=True)
    classes = given.get("class", "")
    if _HIDING.intersection(classes.split()):
        return Says(hidden=True)
    if _POSTS.search(classes) and name not in _NEVER:
        return Says("embedded", POST)
    if name not in INLINE and name not in _NEVER:
        named = _named(f"{classes} {given.get('id', '')}", article=name == "article")
        if named.label:
            return named
        if name in _FURNITURE or given.get("role", "") in _ROLES:
            return Says("furniture", ELEMENT)
    return SILENT


def _named(names: str, *, article: bool) -> Says:
    for name in names.split():
        whole = _CAMEL.sub("-", name).lower()
        parts = set(_SPLIT.split(whole))
        if _SPEAKS_OF_OTHERS & parts:
            continue
        if _COMMENTS & parts and not article:
            return Says("comment", COMMENTS)
        if "epigraph" in parts:
            return Says("epigraph", EPIGRAPH)
        if (_PARTS & parts or whole in _WHOLE or whole in _PARTS) and not article:
            return Says("furniture", CLASS)
        credit = next((_CREDIT[part] for part in sorted(parts) if part in _CREDIT), None)
        if credit and not article:
            return Says(credit, CREDIT)
    return SILENT
