"""Beliefs: what a clean report, or an alarm, tells of a word kept or broken (Bayes)."""

from __future__ import annotations

import math

from zopa.analysis.verification._numbers import SAME, probability, whole
from zopa.errors import QuestionError

MANY = 10_000
"""Reports beyond which nobody waits."""


def belief(
    prior: float, detected: float, false_alarm: float = 0.0, *, clean: int = 0, alarms: int = 0
) -> float:
    """Return the belief that a word is broken, after reports of independent visits.

    Parameters
    ----------
    prior
        Belief before.
    detected
        Probability that a visit raises an alarm where the word is broken.
    false_alarm
        Probability that it raises one where the word is kept.
    clean, alarms
        Reports without and with an alarm.

    Raises
    ------
    QuestionError
        When these reports cannot happen (for example an alarm where nothing can be found and
        there are no false alarms), or a number is not what it must be.

    Examples
    --------
    >>> round(belief(0.4, 0.7, 0.1, clean=1), 6), round(belief(0.4, 0.7, 0.1, alarms=1), 6)
    (0.181818, 0.823529)
    >>> round(belief(0.4, 0.7, 0.1, clean=3), 6)
    0.024096
    """
    prior, detected = probability("prior", prior), probability("detected", detected)
    false_alarm = probability("false_alarm", false_alarm)
    clean, alarms = whole("clean", clean), whole("alarms", alarms)
    broken = prior * (1 - detected) ** clean * detected**alarms
    kept = (1 - prior) * (1 - false_alarm) ** clean * false_alarm**alarms
    if broken + kept == 0:
        msg = (
            f"{clean} clean reports and {alarms} alarms cannot come from a belief of {prior:g}, "
            f"'detected' {detected:g} and 'false_alarm' {false_alarm:g}; correct one of them"
        )
        raise QuestionError(msg)
    return broken / (broken + kept)


def clean_reports(
    prior: float, detected: float, false_alarm: float = 0.0, *, target: float
) -> float:
    """Return the least number of clean reports that bring the belief down to a target.

    Parameters are those of `belief`; infinity where no number of clean reports does it.

    Examples
    --------
    >>> clean_reports(0.4, 0.7, 0.1, target=1 / 3), clean_reports(0.4, 0.7, 0.1, target=0.05)
    (1, 3)
    >>> clean_reports(0.4, 0.1, 0.1, target=0.05)
    inf
    """
    prior, target = probability("prior", prior), probability("target", target)
    detected = probability("detected", detected)
    false_alarm = probability("false_alarm", false_alarm)
    enough = target * (1 + SAME)
    if prior <= enough:
        return 0
    if detected <= false_alarm or prior == 1:
        return math.inf
    if detected == 1:
        return 1
    if target == 0:
        return math.inf
    odds = math.log(prior / (1 - prior)) - math.log(target / (1 - target))
    found = math.ceil(odds / (math.log1p(-false_alarm) - math.log1p(-detected)) - SAME)
    return found if found <= MANY else math.inf
