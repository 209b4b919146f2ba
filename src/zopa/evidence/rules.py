"""Names and explanations of every rule by which the evidence room decides.

A decision stores the name of its rule; ``zopa evidence explain`` prints what it says.  A module
declares its rules at its top with `rule` and uses the names that it gets back.
"""

from __future__ import annotations

from zopa.registry import Registry

RULES: Registry[str] = Registry("rule")
"""Rule name -> what it says, one sentence in the present tense."""


def rule(name: str, says: str) -> str:
    """Declare a rule and return its name.

    Examples
    --------
    >>> rule("example.first", "The first one is taken.")
    'example.first'
    >>> RULES["example.first"]
    'The first one is taken.'
    """
    RULES.add(name, says)
    return name
