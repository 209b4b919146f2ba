"""Posts of social media pasted into a text, told from the report by their style."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from zopa.evidence.rules import rule

_SIGNED = rule("zones.post-signed", "The line names an account and a date, or links a picture.")
_ABOVE = rule("zones.post-above-signature", "The line stands above the name of an account.")
_STYLE = rule(
    "zones.post-style",
    "A short line apart is worded like a post: an account or topic mark, telegraphic sentences, "
    "tonight or tomorrow, an exclamation, or a first person in a report that has none.",
)

LONGEST_POST = 320
_ENOUGH = 2
_STRONG = 3
_OTHERS = 3
"""Lines that a report has at least, besides which a post can be told."""
_NARRATED = 3
"""Lines in the first person from which on a report is somebody's own account."""
_ACCOUNT = re.compile(r"\(@\w{2,30}\)")
_SIGNATURE = re.compile(r"[–—―-]{1,2}\s?.{1,60}\(@\w{2,30}\)")
_LINKS = re.compile(
    r"\b(?:pic\.(?:twitter|x)\.com|t\.co|instagr\.am)/\w|^view this (?:post|photo|video) on\b|"
    r"^a (?:post|video|photo) (?:shared|posted) by\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[\"“«][^\"”»]*(?:[\"”»]|$)")
_HANDLE = re.compile(r"(?<![\w.@/])@[A-Za-z_]\w{2,29}\b")
_ALONE = re.compile(r"\W*@\w+\W*")
_TOPIC = re.compile(r"(?<![\w&])#[A-Za-z]\w{2,}")
_NOW = re.compile(r"\b(?:tonight|tomorrow|today|right now|just now|this morning)\b", re.IGNORECASE)
_SHOWS = re.compile(
    r"here(?:[’']s| is| are) (?:(?:the|my|our|a|some|more|full|new) )?"
    r"(?:video|footage|audio|clip|photos?|pictures?|pics?|thread|link)\b"
    r"|(?:happening now|just in|breaking news?|new|breaking|watch|thread|rt @\w+|icymi)\s?[:!—–]",
    re.IGNORECASE,
)
_FIRST = re.compile(r"(?:I|I[’'](?:m|ve|ll|d)|We|We[’'](?:re|ve|ll|d)|My|Our)\b(?!\.)")
_NARRATOR = re.compile(r"\b(?:I|I[’'](?:m|ve|ll|d)|my|My)\b(?!\.)")
_TELLS = re.compile(
    r"\b(?:said|says|told|according to|announced|tweet\w*|Twitter|wrote|posted|stated|added|"
    r"Facebook|Instagram|hashtag)\b"
)
_SENTENCE = re.compile(r"[^.!?…]+[.!?…]+")
_FINITE = re.compile(
    r"\b(?:is|are|was|were|am|be|been|has|have|had|do|does|did|will|would|can|could|shall|should|may|"
    r"might|must|says?|said|I|he|she|it|we|they|you|who|which|that|this|there|"
    r"went|came|made|took|got|gave|saw|knew|left|met|\w+n[’']t|\w+[’'](?:s|re|ve|ll|d|m)|\w{2,}ed)\b",
    re.IGNORECASE,
)
_OPENERS = (
    "here",
    "just",
    "breaking",
    "new",
    "watch",
    "thread",
    "icymi",
    "view this",
    "a post",
    "a video",
    "a photo",
    "i ",
    "i’",
    "i'",
    "we ",
    "we’",
    "we'",
    "my ",
    "our ",
    "happening",
    "rt ",
)
_OPENER_LONGEST = max(map(len, _OPENERS))
_EAGER = re.compile(
    r"(?:just|looking forward|heading|headed|great|thanks?|congratulations|proud|honou?red|excited|"
    r"so|very|wow|what a|good|had a|arrived|landed|on my way|off to|meeting with|productive|"
    r"wonderful|fantastic|beautiful|amazing|delighted|pleased|happy)\b",
    re.IGNORECASE,
)
_LOUD = re.compile(r"!(?=\s|$)")


def _hints(words: str) -> bool:
    """Return whether a line has any sign of a post: cheap, before the look at its wording."""
    if "@" in words or "#" in words or "!" in words:
        return True
    if words[:_OPENER_LONGEST].lower().startswith(_OPENERS):
        return True
    plain = words.encode("ascii", "replace").lower()  # far quicker than to lower curly marks
    return (
        b" now" in plain
        or b"today" in plain
        or b"tonight" in plain
        or b"tomorrow" in plain
        or b"this morning" in plain
        or b"t.co/" in plain
        or b"pic." in plain
    )


def _links(words: str) -> bool:
    """Return whether a line links a picture, or says that one was shared."""
    return ("/" in words or words[0] in "aAvV") and _LINKS.search(words) is not None


def posts(lines: Sequence[str], free: Sequence[bool]) -> Iterator[tuple[int, str]]:
    """Yield the lines that are posts, with the rule that decided.

    Parameters
    ----------
    lines
        Words of each line.
    free
        Whether each line may be a post.

    Examples
    --------
    >>> report = ["Ministers met on Monday, the office said."] * 4
    >>> report += ["Wonderful talks tonight in Oslo. Great hosts. Back tomorrow!"]
    >>> list(posts(report, [True] * 5))
    [(4, 'zones.post-style')]
    """
    hinted = {words for words in set(lines) if len(words) <= LONGEST_POST and _hints(words)}
    if not hinted:
        return
    told: bool | None = None
    body = [number for number, may_be in enumerate(free) if may_be]
    for place, number in enumerate(body):
        words = lines[number]
        if words not in hinted:
            continue
        if _links(words) or (_ACCOUNT.search(words) and _SIGNATURE.search(words)):
            if _SIGNATURE.match(words) and place and len(lines[body[place - 1]]) <= LONGEST_POST:
                yield body[place - 1], _ABOVE
            yield number, _SIGNED
            continue
        if not _styled(words) or len(body) < _OTHERS:
            continue
        if told is None:
            told = _told_in_first_person([lines[number] for number in body])
        if not told:
            yield number, _STYLE


def _styled(words: str) -> bool:
    """Return whether a line is worded like a post and not like a report."""
    bare = _QUOTED.sub(" ", words)
    first = bool(_FIRST.match(bare))
    if not bare.strip(" .,") or _ALONE.fullmatch(words) or (_TELLS.search(bare) and not first):
        return False
    signs = 2 * len(_HANDLE.findall(bare)) + len(_TOPIC.findall(bare))
    if signs >= _ENOUGH:
        return True
    fragments = sum(not _FINITE.search(part) for part in _SENTENCE.findall(bare))
    style = signs + _STRONG * bool(_SHOWS.match(bare)) + bool(fragments and _NOW.search(bare))
    style += bool(fragments and _LOUD.search(bare)) + (fragments > 1) + bool(_EAGER.match(bare))
    return style >= _STRONG


def _told_in_first_person(body: list[str]) -> bool:
    """Return whether the reporter speaks as I in the report itself."""
    seen = 0
    for words in body:
        if _NARRATOR.search(words) and _NARRATOR.search(_QUOTED.sub(" ", words)):
            seen += not _HANDLE.search(words)
            if seen >= _NARRATED:
                return True
    return False
