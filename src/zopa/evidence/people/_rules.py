"""Rules that say whom a mention means, and how often each is right."""

from __future__ import annotations

from zopa.evidence.rules import rule

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
OWNER = rule("people.owner", "Staff or campaign of a person of the text.")
DOCUMENT = rule(
    "people.document", "Who the sentence before says gave out the statement, letter or message."
)
UNNAMED = rule("people.unnamed", "Somebody whom the text does not name.")
SAME_GROUP = rule("people.they", "The group that spoke last.")
SAME_BODY = rule("people.it", "The body that spoke last.")
NARRATOR = rule("people.narrator", "The writer of the report speaks.")
QUOTED = rule("people.quoted-i", "Whoever is quoted here speaks of himself or herself.")
GOES_ON = rule("people.goes-on", "Nobody is named: the speaker of the words before goes on.")

CONFIDENCE = {
    FULL_NAME: 0.99,
    SURNAME: 0.98,
    FAMILY: 0.9,
    NAME_ALONE: 0.97,
    NAMES: 0.95,
    BODY: 0.95,
    BODY_SHORT: 0.7,
    ONLY: 0.9,
    CLEAR: 0.9,
    CLOSE: 0.6,
    LOST: 0.0,
    WHO: 0.9,
    ROLE: 0.8,
    DESCRIBED: 0.8,
    PARTY_ROLE: 0.8,
    OWNER: 0.85,
    DOCUMENT: 0.8,
    UNNAMED: 0.0,
    SAME_GROUP: 0.6,
    SAME_BODY: 0.6,
    NARRATOR: 0.0,
    QUOTED: 0.9,
    GOES_ON: 0.9,
}
"""Share of decisions that are right."""
