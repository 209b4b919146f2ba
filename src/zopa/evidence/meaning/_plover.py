"""PLOVER codes: what a statement does, in the words of event data.

The manual of 2021 has 16 types of events.  Kinds map to them so:

=============  =========  =====================================================================
kind           code       why
=============  =========  =====================================================================
demand         REQUEST    requests, demands and orders (REQUEST was DEMAND)
condition      REQUEST    names the price of agreement
offer          AGREE      agreeing to, offering, promising: readiness to cooperate
promise        AGREE      as above
refusal        REJECT     refusals of any kind
threat         THREATEN   warnings with serious consequences
praise         SUPPORT    praise and endorsement
walk-away      SANCTION   talks broken off: relations reduced
announcement   --         CONSULT where it is about a meeting or a visit, else what its verb says
account        --         none, unless the verb that reports says more (ACCUSE was DISAPPROVE)
=============  =========  =====================================================================

Mere statements and appeals (types 01 and 02 of the older scheme) have no code.  Direct words refine
an account or an announcement only: the verb that reports, or one verb in reported words.
"""

from __future__ import annotations

from functools import cache

from zopa.evidence.meaning._context import Clues, context_of
from zopa.evidence.meaning._cues import NEGATIONS, forms
from zopa.evidence.meaning._kinds import NOT_DONE
from zopa.evidence.meaning.kinds import KINDS
from zopa.evidence.rules import rule
from zopa.evidence.speech._document import Document
from zopa.evidence.speech._found import Found
from zopa.model.ledger import Detail

CODES = (
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
)
"""Types of events of the PLOVER manual of 2021."""

KIND = rule("plover.kind", "The code follows from the kind.")
VERB = rule("plover.verb", "The verb that reports, or a verb of the words, names the event.")
BEFORE = 4
"""Words before a verb among which *not* says that it did not take place."""

_VERBS = {
    "ACCUSE": (
        "accuse blame criticise criticize condemn denounce complain allege decry deplore slam blast "
        "lambast lament castigate chide rebuke scold censure attack mock ridicule fault deride "
        "assail berate"
    ),
    "REJECT": "deny dispute",
    "CONCEDE": "apologise apologize concede yield relent ease acquiesce",
    "CONSULT": "meet visit confer consult negotiate mediate discuss talk host convene",
    "SUPPORT": "recognise recognize forgive back ratify sign",
    "COOPERATE": "cooperate collaborate trade share",
    "AID": "donate fund lend",
    "RETREAT": "retreat disarm surrender release free demobilise demobilize resign",
    "PROTEST": "protest demonstrate rally march riot picket",
    "SANCTION": "expel embargo boycott sanction",
    "MOBILIZE": "mobilise mobilize deploy",
    "COERCE": "arrest detain seize jail imprison confiscate deport raid",
    "ASSAULT": "bomb shell ambush kidnap assassinate murder wound kill",
}
_IN_WORDS = frozenset("CONSULT PROTEST MOBILIZE COERCE ASSAULT SANCTION RETREAT".split())
_NOUNS = {
    "talks": "CONSULT",
    "summit": "CONSULT",
    "meeting": "CONSULT",
    "visit": "CONSULT",
    "negotiations": "CONSULT",
    "round": "CONSULT",
    "signing": "AGREE",
}


@cache
def _by_kind() -> dict[str, str | None]:
    return {name: KINDS[name].plover for name in KINDS}


@cache
def _by_form() -> dict[str, str]:
    return {
        form: code
        for code, verbs in _VERBS.items()
        for verb in verbs.split()
        for form in forms(verb)
    }


def plover_of(
    document: Document, found: Found, kinds: tuple[Detail, ...], clues: Clues | None = None
) -> str | None:
    """Return the PLOVER code of a statement, or ``None`` for a mere statement.

    Examples
    --------
    >>> text = "They accused him of theft."
    >>> found = Found(pieces=((13, 25),), mode="indirect", rule="", cue=(5, 12))
    >>> plover_of(Document(text), found, (Detail(value="account"),))
    'ACCUSE'
    >>> plover_of(Document(text), found, (Detail(value="refusal"),))
    'REJECT'
    """
    first = kinds[0].value if kinds else "account"
    code = _by_kind()[first]
    if code is not None or (kinds and kinds[0].rule in NOT_DONE):
        return code
    verbs = _by_form()
    for word in context_of(document, found, clues).verb:
        if word in verbs:
            return verbs[word]
    return _by_words(document, found, coming=first == "announcement")


def _by_words(document: Document, found: Found, *, coming: bool) -> str | None:
    """Return the code of the first verb of reported words, or of the event that is announced."""
    if found.mode == "direct" and not coming:
        return None
    verbs = _by_form()
    inside = document.words_in(*found.pieces[0])[:40]
    words = document.lower[inside.start : inside.stop]
    if verbs.keys().isdisjoint(words) and (not coming or _NOUNS.keys().isdisjoint(words)):
        return None
    for at, word in enumerate(words):
        if coming and word in _NOUNS:
            return _NOUNS[word]
        named = verbs.get(word)
        if named not in _IN_WORDS or not (coming or word.endswith(("ed", "met"))):
            continue
        if NEGATIONS.isdisjoint(words[max(0, at - BEFORE) : at]):
            return named
    return None
