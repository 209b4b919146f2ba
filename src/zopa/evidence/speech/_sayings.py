"""Verbs that stand beside quoted words: general English."""

from __future__ import annotations

from zopa.evidence.speech._classes import (
    ADVERBS,
    AUXILIARIES,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
)
from zopa.evidence.speech._document import Document

_REGULAR = """
    accuse acknowledge add address admit admonish advise affirm allege announce answer apologize
    appeal argue ask assail assert assure attack attest bark bellow bemoan blame blast blog boast
    brag call caution challenge charge chant cheer chide chime claim clarify comment compare complain
    concede conclude condemn confess confide confirm contend continue correct counsel counter
    crack critique criticize cry decide declare decline decry deem defend demand demur denounce deny
    describe deride disclose dismiss dispute dub elaborate email emphasize encourage enthuse
    exclaim exhort explain exult fire fret fume gripe growl grumble guess gush hint holler implore
    imply indicate inform inquire insist instruct interject interrupt intone introduce invoke
    jab jeer joke laugh label lambast lambaste lament lash laud lecture list maintain marvel mention
    message mock moan mumble murmur muse mutter narrate note object observe offer opine order
    outline paint ping plead pledge point portray post praise preach predict press proclaim
    pronounce promise propose protest purr query question quip quote rail rant rave reassure recall
    recite reckon recommend recount refer reflect reiterate rejoice relate remark remember remind
    repeat reply report request respond retort reveal ridicule roar rule scoff scold scream
    scrawl shout shriek shrug sigh sign signal slam smile snap sneer snort speculate state storm
    stress submit suggest sum summarize tease testify text thank theorize thunder tout tweet
    urge utter vent venture voice volunteer vow wail warn whine whisper wonder yell
"""
_FORMS = """
    began begin begins feel feels felt finish finished go goes hear heard hold holds knew know knows
    put puts read reads said say says sang sing sings spoke speak speaks swear swears swore taught
    teach teaches tell tells think thinks thought told went write writes written wrote believe
    believed believes cite cited cites express expressed expresses conclude issue issued issues
    released release releases see sees saw insisted
"""


def _inflected(base: str) -> tuple[str, str, str, str]:
    """Return a regular verb in its four forms."""
    if base.endswith("e"):
        return base, base + "s", base + "d", base[:-1] + "ing"
    if base.endswith("y") and base[-2] not in "aeou":
        return base, base[:-1] + "ies", base[:-1] + "ied", base + "ing"
    if base in {"admit", "brag", "chat", "jab", "refer", "snap", "submit", "sum", "demur", "quip"}:
        return base, base + "s", base + base[-1] + "ed", base + base[-1] + "ing"
    ending = "es" if base.endswith(("sh", "ch", "ss", "x")) else "s"
    return base, base + ending, base + "ed", base + "ing"


_TABLE = [_inflected(base) for base in _REGULAR.split()]

SAYS = frozenset(form for forms in _TABLE for form in forms[:3]) | frozenset(_FORMS.split())
"""Forms that have a subject: ``said``, ``adds``, ``explain``."""
SAYING = frozenset(forms[3] for forms in _TABLE) | frozenset(
    "citing putting reading saying singing speaking swearing telling thinking writing believing "
    "expressing issuing".split()
)
"""Forms that share the subject of another verb: ``saying``, ``adding``."""
SURE = frozenset(
    "said says say told tells tell added adds wrote writes tweeted tweets asked asks replied replies "
    "explained explains continued continues responded noted notes argued argues declared insisted "
    "recalled joked quipped concluded warned warns announced stated states answered shouted "
    "read reads chanted yelled posted remarked observed admitted acknowledged suggested claimed "
    "exclaimed complained predicted promised testified lamented mused countered conceded "
    "saying adding telling writing asking".split()
)
"""Forms that hardly ever mean anything but speech."""
OUTER = SURE | frozenset(
    "agreed assured assures believe believed believes feared fears hope hoped hopes implied implies "
    "indicated indicates insists knew maintains pledged pledges promises stressed swore think thinks "
    "thought vowed vows worried worries".split()
)
"""Forms whose clause can hold another verb of saying."""
_ALSO_NOUNS = frozenset(
    "address addresses answer answers appeal appeals attack attacks blast blasts blog blogs call "
    "calls caution challenge challenges charge charges chant chants cheer cheers  claim claims "
    "comment comments complaint counter critique critiques  defend demand demands dispute "
    "disputes email emails  fire fires guess hint hints   howl  issue issues "
    "joke jokes lament lash laugh lecture list lists mention mentions message messages  note "
    "notes object objects offer offers order orders ping pledge pledges point points post posts "
    "praise praises  press promise promises proposes protest protests query question "
    "questions quote quotes  rant rants read reads release releases remark remarks repeat "
    "reply report reports request requests respond result retort review roar rule rules   "
    "shout shouts sigh sign signal signals signs slam smile smiles  stands state states "
    "storm storms stress suggest sum sums  text texts thought thoughts tweet tweets  "
    "venture ventures voice voices volunteer volunteers vow vows   wonder wonders".split()
)
"""Forms that are as often nouns."""
_NAMING = frozenset("called dubbed labeled described deemed portrayed painted cited quoted".split())
"""Participles that stand after their noun: ``a film called "..."``."""
_VERB_LEFT = (
    (PRONOUNS - {"her", "him", "me", "them", "us"})
    | RELATIVES
    | AUXILIARIES
    | ADVERBS
    | {"to", "and", "that", "people", "some"}
)


_NO_VERB_LEFT = DETERMINERS - {
    "all",
    "another",
    "both",
    "few",
    "many",
    "most",
    "one",
    "others",
    "several",
    "some",
    "that",
}
_CAPITAL = frozenset({"tweeted", "tweets"})
_BE = frozenset("are be been is was were".split())


def is_saying(document: Document, word: int) -> bool:
    """Return whether a word is a verb of saying that has a subject, and no noun."""
    lower = document.lower
    here = lower[word]
    if here not in SAYS or (document.words[word][0].isupper() and here not in _CAPITAL):
        return False
    apart = word == 0 or document.starts[word] > document.ends[word - 1] + 1
    before = "" if apart else lower[word - 1]
    if before in _NO_VERB_LEFT:
        return False
    if here in SURE and here not in _ALSO_NOUNS:
        return True
    left = before in _VERB_LEFT or before.endswith("ly")
    owner = before.endswith(("'s", "’s", "s'", "s’")) and before not in {"it's", "it’s"}
    named = word > 0 and document.words[word - 1][0].isupper() and not owner
    if here in _NAMING:
        return (left and before not in _BE) or named
    if here in _ALSO_NOUNS:
        return left or (named and here.endswith("s")) or lower[word + 1 : word + 2] == ["that"]
    return before not in PREPOSITIONS and not owner
