"""What it is worth to know: sign, walk, or look first.

The inspector signs or walks away.  Signing brings it ``kept`` where the other side keeps its word
and ``broken`` where it does not, both against walking away, which is worth 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import comb

from zopa.analysis.verification._numbers import finite, probability, whole
from zopa.errors import LimitError

VISITS = 1_000
"""Visits before a decision."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Information:
    """What an inspection before signing is worth, in points of the inspector's utility."""

    limit: float
    """Belief in a breach up to which signing is at least as good as walking away."""
    now: float
    """What the better of signing and walking away is worth without a visit."""
    signs: bool
    """Whether that is signing."""
    informed: float
    """What it is worth on average when the reports of the visits are read first."""
    known: float
    """What it is worth on average when the truth is known first."""

    @property
    def of_sample(self) -> float:
        """Expected value of the visits (EVSI)."""
        return self.informed - self.now

    @property
    def of_truth(self) -> float:
        """Expected value of perfect information (EVPI)."""
        return self.known - self.now


def information(
    prior: float,
    kept: float,
    broken: float,
    detected: float,
    false_alarm: float = 0.0,
    *,
    visits: int = 1,
) -> Information:
    """Return what visits before signing are worth.

    Parameters
    ----------
    prior
        Belief that the word is, or will be, broken.
    kept, broken
        What signing brings, against walking away, where the word is kept, and where it is broken.
    detected, false_alarm
        Probability that a visit raises an alarm in the one case and in the other.
    visits
        Independent visits before the decision; only the number of alarms matters.

    Raises
    ------
    QuestionError
        When a number is not what it must be.
    LimitError
        When there are more than `VISITS` visits.

    Notes
    -----
    The sum, over the possible numbers of alarms, of the better of signing and walking away.

    Examples
    --------
    >>> found = information(0.4, kept=10, broken=-20, detected=0.7, false_alarm=0.1)
    >>> round(found.limit, 6), found.now, round(found.of_sample, 6), round(found.of_truth, 6)
    (0.333333, 0.0, 3.0, 6.0)
    """
    prior, detected = probability("prior", prior), probability("detected", detected)
    false_alarm = probability("false_alarm", false_alarm)
    kept, broken = finite("kept", kept), finite("broken", broken)
    visits = whole("visits", visits)
    if visits > VISITS:
        msg = f"'visits' is {visits:,}, but {VISITS:,} at most can come before a decision"
        raise LimitError(msg)
    signed = (1 - prior) * kept + prior * broken
    informed = 0.0
    for alarms in range(visits + 1):
        ways = comb(visits, alarms)
        clean = visits - alarms
        if_broken = prior * ways * detected**alarms * (1 - detected) ** clean
        if_kept = (1 - prior) * ways * false_alarm**alarms * (1 - false_alarm) ** clean
        informed += max(0.0, if_kept * kept + if_broken * broken)
    return Information(
        limit=signing_limit(kept, broken),
        now=max(0.0, signed),
        signs=signed >= 0,
        informed=informed,
        known=(1 - prior) * max(0.0, kept) + prior * max(0.0, broken),
    )


def signing_limit(kept: float, broken: float) -> float:
    """Return the belief in a breach up to which signing is at least as good as walking away.

    1 where signing is good even if the word is broken; 0 where it brings nothing even if the word
    is kept.

    Examples
    --------
    >>> round(signing_limit(10, -20), 6), signing_limit(10, 1), signing_limit(-1, -2)
    (0.333333, 1.0, 0.0)
    """
    kept, broken = finite("kept", kept), finite("broken", broken)
    if min(kept, broken) >= 0:
        return 1.0
    if kept <= 0:
        return 0.0
    return kept / (kept - broken)
