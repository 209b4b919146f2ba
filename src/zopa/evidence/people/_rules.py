"""Rules that say whom a mention means, and how often each is right."""

from __future__ import annotations

from zopa.evidence.rules import RULES, rule

FULL_NAME = rule("people.full-name", "The mention gives the full name.")
SURNAME = rule("people.surname", "One person of the text bears this name.")
FAMILY = rule(
    "people.family",
    "Several people of the text bear this name; title, first name and nearness choose.",
)
NAME_ALONE = rule("people.name-alone", "The text gives one word of the name and no more.")
NAMES = rule("people.names", "The mention names several people.")
BODY = rule("people.body", "The mention names a body or a place that speaks for one.")
BODY_SHORT = rule("people.body-short", "The last body of the text whose name ends with this word.")
ONLY = rule("people.pronoun-only", "Nobody else of that gender has been mentioned lately.")
CLEAR = rule("people.pronoun-clear", "The person of that gender who is mostly spoken of here.")
CLOSE = rule("people.pronoun-close", "Two people of that gender are spoken of alike: left empty.")
LOST = rule("people.pronoun-lost", "Nobody of that gender has been mentioned: left empty.")
WHO = rule("people.antecedent", "The name that stands right before who, which or that.")
ROLE = rule("people.role", "The person mentioned last who has that role in the text.")
DESCRIBED = rule(
    "people.described", "The person mostly spoken of here, whom the description may well fit."
)
PARTY_ROLE = rule("people.party-role", "The only person of that party in the text.")
PARTY_NAME = rule("people.party-name", "The mention is a name or an alias of a party of the case.")
OWNER = rule("people.owner", "Staff or campaign of a person of the text.")
DOCUMENT = rule(
    "people.document", "Who the sentence before says gave out the statement, letter or message."
)
UNNAMED = rule("people.unnamed", "Somebody whom the text does not name.")
SAME_GROUP = rule("people.they", "The group that spoke last.")
SAME_BODY = rule("people.it", "The body that spoke last may be meant: left empty.")
NARRATOR = rule("people.narrator", "The writer of the report speaks.")
QUOTED = rule("people.quoted-i", "Whoever is quoted here speaks of himself or herself.")
GOES_ON = rule("people.goes-on", "Nobody is named: the speaker of the words before goes on.")

JUDGED = {
    FULL_NAME: (40, 40),
    SURNAME: (39, 40),
    FAMILY: (39, 41),
    NAME_ALONE: (37, 40),
    NAMES: (29, 30),
    BODY: (34, 40),
    BODY_SHORT: (13, 15),
    ONLY: (47, 50),
    CLEAR: (53, 56),
    WHO: (25, 26),
    ROLE: (17, 19),
    DESCRIBED: (22, 26),
    OWNER: (20, 20),
    DOCUMENT: (10, 13),
    SAME_GROUP: (3, 4),
    SAME_BODY: (9, 14),
}
"""Decisions found right, of those read: drawn at random from the articles that rules are tuned on.

``python benchmarks/evidence/run.py --decisions RULE`` draws them; whoever reads them judges
whether the mention means the person named.  Read on 2026-11-23.
"""

UNMEASURED = 0.5
"""Confidence of rules that decide too rarely in those articles to be judged."""

EMPTY = frozenset({CLOSE, LOST, UNNAMED, NARRATOR})
"""Rules that name nobody."""


def _share(name: str) -> float:
    """Return the share of right decisions, by the rule of Laplace; 0 for nobody, 1 for declared."""
    if name == PARTY_NAME:
        return 1.0
    if name in EMPTY:
        return 0.0
    right, read = JUDGED.get(name, (0, 0))
    return round((right + 1) / (read + 2), 2) if read else UNMEASURED


CONFIDENCE = {name: _share(name) for name in RULES if name.startswith("people.")}
"""Share of decisions that are right; ``(right + 1) / (read + 2)``, so that few never say 1."""
