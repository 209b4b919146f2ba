"""Deterrence: how likely a breach must be found so that it does not pay, and by how many visits.

A breach that stays visible is found by ``n`` independent visits with probability 1 - (1-p)^n.
"""

from __future__ import annotations

import math

from zopa.analysis.verification._numbers import SAME, finite, probability
from zopa.errors import QuestionError

MANY = 1_000_000
"""Visits beyond which a number of visits is not counted."""


def deterring_detection(gain: float, loss: float) -> float:
    """Return the least probability of detection at which keeping one's word pays as much.

    Parameters
    ----------
    gain
        What an undetected breach is worth to the breaker, against keeping its word (d).
    loss
        What it loses by a detected one, against keeping its word (b).

    Returns
    -------
    float
        d / (b + d); 0 where a breach is worth nothing; infinity where even a detected breach
        leaves the breaker better off, so that no detection deters.

    Notes
    -----
    Of two inspection games with the same payoffs: where the inspector announces what it does, the
    breaker keeps its word at this very probability (Avenhaus, von Stengel and Zamir 2002,
    Inspection Games, in the Handbook of Game Theory).

    Examples
    --------
    >>> deterring_detection(gain=1, loss=3)
    0.25
    >>> deterring_detection(gain=-1, loss=3), deterring_detection(gain=1, loss=-1)
    (0.0, inf)
    """
    gain, loss = finite("gain", gain), finite("loss", loss)
    if gain <= 0:
        return 0.0
    return math.inf if loss < 0 else 1 / (1 + loss / gain)


def deterring_loss(gain: float, detection: float) -> float:
    """Return what a detected breach must cost, so that a probability of detection deters.

    Infinity where nothing is ever detected.

    Examples
    --------
    >>> deterring_loss(gain=1, detection=0.25)
    3.0
    """
    gain, detection = finite("gain", gain), probability("detection", detection)
    if gain <= 0:
        return 0.0
    return gain * (1 - detection) / detection if detection > 0 else math.inf


def detection(visits: float, detected: float, seen: float = 0.0) -> float:
    """Return the probability that a lasting breach is found by some number of visits.

    Parameters
    ----------
    visits
        How many; 1.4 means a second visit with probability 0.4.
    detected
        Probability that one visit finds it.
    seen
        Probability that it is seen from outside, without any visit.

    Examples
    --------
    >>> round(detection(2, 0.6), 6), round(detection(1.5, 0.6), 6), detection(0, 0.6, seen=0.25)
    (0.84, 0.72, 0.25)
    """
    detected, seen = probability("detected", detected), probability("seen", seen)
    if not (math.isfinite(visits) and visits >= 0):
        msg = f"'visits' is {visits:g}, but it must be a number from 0; correct it"
        raise QuestionError(msg)
    full = math.floor(visits)
    missed = (1 - detected) ** full * (1 - (visits - full) * detected)
    return 1 - (1 - seen) * missed


def visits_needed(needed: float, detected: float, seen: float = 0.0) -> int:
    """Return the least whole number of visits that finds a lasting breach often enough.

    Parameters are those of `detection`; ``needed`` is the probability to reach.

    Raises
    ------
    QuestionError
        When no number of visits reaches it.

    Examples
    --------
    >>> visits_needed(0.25, 0.9), visits_needed(0.95, 0.6), visits_needed(0.2, 0.6, seen=0.5)
    (1, 4, 0)
    """
    return math.ceil(_exact(needed, detected, seen) - SAME)


def average_visits(needed: float, detected: float, seen: float = 0.0) -> float:
    """Return the least average number of visits that finds a lasting breach often enough.

    Visits need not be the same in number each time: where nobody knows beforehand whether one
    comes, a visit with probability 0.4 finds 0.4 as much.  Parameters and errors are those of
    `visits_needed`.

    Examples
    --------
    >>> round(average_visits(0.36, 0.9), 6), round(average_visits(0.72, 0.6), 6)
    (0.4, 1.5)
    """
    return _exact(needed, detected, seen)


def reachable(needed: float, detected: float, seen: float = 0.0) -> bool:
    """Return whether some number of visits finds a lasting breach often enough.

    Examples
    --------
    >>> reachable(0.99, 0.1), reachable(1.0, 0.9), reachable(1.0, 1.0)
    (True, False, True)
    """
    return needed <= seen or (detected == 1 and needed <= 1) or (detected > 0 and needed < 1)


def _exact(needed: float, detected: float, seen: float) -> float:
    """Return the visits, whole ones and then one with the probability that is still needed."""
    detected, seen = probability("detected", detected), probability("seen", seen)
    if not reachable(needed, detected, seen):
        msg = (
            f"no number of visits that each find {detected:g} of all breaches reaches the "
            f"{needed:g} that is needed; look better, or make a breach pay less"
        )
        raise QuestionError(msg)
    if needed <= seen * (1 + SAME):
        return 0.0
    left = (1 - needed) / (1 - seen)  # what visits may miss
    full = 0 if detected == 1 else math.floor(math.log(left) / math.log1p(-detected) + SAME)
    if full > MANY:
        msg = f"more than {MANY:,} visits would be needed; a visit has to find more"
        raise QuestionError(msg)
    share = (1 - left / (1 - detected) ** full) / detected
    return full + min(max(share, 0.0), 1.0)
