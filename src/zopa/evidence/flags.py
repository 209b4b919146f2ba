"""What the flags of a statement say: a flag is decided by the rule ``flag.`` and its name.

So a statement that stores its flags stores their rules.
"""

from __future__ import annotations

from zopa.evidence import meaning as _meaning  # noqa: F401 - declares the flags that follow from it
from zopa.evidence.rules import RULES, rule

_SAYS = {
    "split": "Within a paragraph other words stand between its pieces.",
    "unclosed": "A quotation mark opens it and none closes it.",
    "wrong-way": "A quotation mark around it is turned the wrong way.",
    "nested": "It stands between marks inside another quotation.",
    "several-paragraphs": "Its words stand in more than one paragraph.",
    "headline": "It stands in the headline.",
    "unattributed": "Nobody is named, or certain enough, who says it.",
    "not-found-again": (
        "Somebody decided on it; the machine no longer finds it, and its words are still there."
    ),
    "lost": (
        "Its words are no longer in its source, or stand there twice without a sign which is meant."
    ),
}
for _flag, _says in _SAYS.items():
    rule(f"flag.{_flag}", _says)


def rule_of(flag: str) -> str:
    """Return the name of the rule that decides a flag; empty for a flag that has none.

    Examples
    --------
    >>> rule_of("split"), RULES[rule_of("unclosed")]
    ('flag.split', 'A quotation mark opens it and none closes it.')
    """
    name = f"flag.{flag}"
    return name if name in set(RULES) else ""
