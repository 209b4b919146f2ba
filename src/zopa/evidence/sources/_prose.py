"""Whether a line is a sentence of the report, though it begins with the words of a page."""

from __future__ import annotations

import re

_LAST = frozenset(".?!…:\"”’')]")
_STOPS = re.compile(r"[.!?…:][\"”’')\]]*$")
_STOP = re.compile(r"[^\W\d_]{3}[.!?](?=\s)")
"""The end of a sentence inside a line: the first sentence says whose line it is."""
_SAYS = (
    r"said|says|told|tells|added|adds|asked|asks|warned|warns|replied|replies|wrote|writes|announced|"
    r"insisted|insists|argued|argues|explained|explains|answered|vowed|promised|claimed|shouted|stated|"
    r"demanded|urged|recalled|complained|conceded|acknowledged|thought|thinks|believed|believes|"
    r"ruled|joked|cried|found|decided"
)
_TAGGED = re.compile(
    r",[\"”’']{0,2}\s(?:according to\s"
    r"|(?:(?!(?:who|whom|which|what|that|your?|to|as)\b)[\w’'.\-]+\s){0,6}"
    rf"(?:(?:{_SAYS})\b|(?<=\s)(?:say|think|believe)\b))",
    re.IGNORECASE,
)
"""A comma and, few words later, somebody who speaks: ``, Orr told him``."""
_CREDITED = (
    r"(?:re|pre)?(?:edited|reported|translated|compiled|published|posted|updated|contributed|reserved|"
    r"sponsored|designed|powered|submitted|filed|tagged|related|recommended|promoted|verified|protected|"
    r"based|illustrated|photographed|produced|adapted|created|corrected|amended|united|associated|limited|"
    r"combined|advanced|red|bed|need|indeed|speed|feed|seed|ted|fred|ned|ed)"
)
_FINITE = re.compile(
    rf"\b(?:is|are|was|were|has|have|had|will|would|can|could|should|must|might|may\b(?!\s\d)|did|does|{_SAYS}|"
    r"say|think|believe|want|wants|need|needs|hope|hopes|fear|fears|knew|know|came|come|comes|went|go|goes|"
    r"took|take|takes|got|gave|give|gives|saw|left|leave|leaves|met|won|lost|made|makes|found|held|kept|"
    r"paid|sent|cost|costs|spoke|began|begins|broke|brought|fell|grew|rose|stood|stands|became|becomes|"
    r"meant|means|chose|drew|rejects|accepts|offers|calls|seems|remains|shows|sounds|\w+n[’']t|\w+[’'](?:ve|ll|re)|"
    rf"(?!{_CREDITED}\b)[a-z]{{2,}}ed)\b"
)
"""Verbs that no credit and no link has."""
_AFTER_VERB = (
    r"(?:the|an?|its|his|her|their|this|that|these|those|no|not|all|any|both|for|to|on|in|at|with|by|as|"
    r"more|less|up|out|down|over|nothing|everything|only|nobody|under|into|when|how|why|where|\d)\b"
)
_NO_NAME = r"(?!(?:of|for|at|in|on|from|with|and|or|who|that|by|to)\b)"
_CLAUSE = re.compile(
    r",\s(?:(?:they|we|he|she|it)\s[a-z]"
    r"|(?:the|a|an|its|his|her|their|our|this|that|each|every|no|one)\s"
    rf"(?:{_NO_NAME}[\w\-]+\s){{0,4}}?[a-z]{{2,}}(?<!s)s\s{_AFTER_VERB}"
    r"|(?:the|its|his|her|their|our|these|those|both|all|most|many|some)\s"
    rf"(?:[a-z\-]+\s)?[a-z]+s\s{_NO_NAME}[a-z]{{3,}}(?:\s{_AFTER_VERB}|[.!?]))"
)
"""A comma, a subject and a verb: ``, the plan asks for``, ``, they wait``."""


def prose(words: str, *, addressed: bool = False) -> bool:
    """Return whether a line is a whole sentence of a report.

    Parameters
    ----------
    words
        A short line.
    addressed
        Whether it begins like a word to readers (*sign up*, *this article*), which has verbs of
        its own: then only reported speech makes it the report's.

    Examples
    --------
    >>> prose("Written by Orr, the letter asks for more."), prose("Written by Orr, Lenz.")
    (True, False)
    >>> prose("Join us, Orr said.", addressed=True), prose("Join us and win.", addressed=True)
    (True, False)
    """
    if words[-1] not in _LAST or not _STOPS.search(words):
        return False
    if _TAGGED.search(words):
        return True
    if addressed:
        return False
    stop = _STOP.search(words)
    begun = words[: stop.end()] if stop else words
    return bool(_FINITE.search(begun) or _CLAUSE.search(begun))
