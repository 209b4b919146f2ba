"""A cheap look at the language of a text: English or not known."""

from __future__ import annotations

import re

_COMMON = frozenset(
    "a about after all an and are as at be been but by can could did do for from had has have he "
    "her his how i if in is it its more not of on or our she so that the their them there they "
    "this to up was we were what when which who will with would you".split()
)
_OWN = frozenset(
    "and but could from had have he her his not said she that the their they this to was we were "
    "which will with would you".split()
)
"""Common words of English that other languages in Latin letters do not share."""
_WORDS = re.compile(r"[a-z]++(?=[ .,])|[^\W\d_]+")
_STRETCH = 1000
"""Characters of each of the three stretches that are looked at: begin, middle, end."""
_SHARE = 0.2
_OWN_SHARE = 0.05
_FEW = 12
_LETTERS = b"abcdefghijklmnopqrstuvwxyz"
_COMMON_BYTES = frozenset(word.encode() for word in _COMMON)
_OWN_BYTES = frozenset(word.encode() for word in _OWN)


def guess(text: str) -> str | None:
    """Return ``en`` where the common words are those of English, else ``None``.

    Examples
    --------
    >>> guess("The ministers said that they would come back."), guess("Les ministres sont partis.")
    ('en', None)
    """
    if len(text) > 3 * _STRETCH:
        middle = len(text) // 2
        stretches = (0, middle, len(text) - _STRETCH)
        text = " ".join(text[start : start + _STRETCH] for start in stretches)
    if _surely_english(text):
        return "en"
    words = _WORDS.findall(text.lower())
    common = sum(map(_COMMON.__contains__, words))
    own = sum(map(_OWN.__contains__, words))
    if not own:
        return None
    few = len(words) < _FEW
    english = common > _SHARE * len(words) and own > _OWN_SHARE * len(words)
    return "en" if english or (few and own * 6 >= len(words)) else None


def _surely_english(text: str) -> bool:
    """Return whether a part of the common words is enough already: quicker than to count all.

    Those between two blanks are a part of them; and there are no more words than characters that
    are no plain letters, and one.
    """
    plain = text.encode("utf-8", "replace").lower()
    most = len(plain.translate(None, _LETTERS)) + 1
    common = list(filter(_COMMON_BYTES.__contains__, plain.split(b" ")))
    own = sum(map(_OWN_BYTES.__contains__, common))
    return len(common) > _SHARE * most and own > _OWN_SHARE * most
