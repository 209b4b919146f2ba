"""Questions of verification in plain numbers, without a case: each as a sentence and as data."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from fractions import Fraction
from typing import Any

from zopa.errors import QuestionError

Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """What is asked; what is left out is not known.  Probabilities lie in [0, 1]."""

    items: int | None = None
    falsified: int | None = None
    miss: float | None = None
    recognised: float | None = None
    gain: float | None = None
    loss: float | None = None
    detected: float | None = None
    seen: float | None = None
    visits: int | None = None
    periods: int | None = None
    violations: int | None = None
    sites: tuple[float, ...] | None = None
    prior: float | None = None
    false_alarm: float | None = None
    kept: float | None = None
    broken: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer."""

    kind: str
    """For example ``sampling``; its key in the JSON."""
    text: str
    data: Json


def answers(asked: Numbers) -> tuple[Answer, ...]:
    """Return an answer to everything that the numbers suffice for.

    Raises
    ------
    QuestionError
        When a number lacks the one it belongs to, or the numbers answer nothing.

    Examples
    --------
    >>> (answer,) = answers(Numbers(items=100, falsified=5))
    >>> print(answer.text)
    Inspect 45 of 100 items: then 5 falsified ones are overlooked with probability 4.62 %, at most
    5 %. By the power formula 46, by Jaech's 45.
    """
    _partners(asked)
    found = tuple(_answers(asked))
    if not found:
        given = ", ".join(flag(name) for name in _given(asked))
        msg = (
            f"{given or 'nothing'} alone answers no question; give, for example, --items and "
            "--falsified, --gain and --loss, --visits and --periods, --visits and --sites, or "
            "--prior and --detected"
        )
        raise QuestionError(msg)
    return found


def flag(name: str) -> str:
    """Return the option of the command line that gives a number.

    Examples
    --------
    >>> flag("false_alarm")
    '--false-alarm'
    """
    return f"--{name.replace('_', '-')}"


def _given(asked: Numbers) -> list[str]:
    return [each.name for each in fields(asked) if getattr(asked, each.name) is not None]


PARTNERS = (
    ("items", ("falsified",)),
    ("falsified", ("items",)),
    ("recognised", ("items",)),
    ("miss", ("items",)),
    ("gain", ("loss",)),
    ("loss", ("gain",)),
    ("seen", ("detected",)),
    ("periods", ("visits",)),
    ("violations", ("periods",)),
    ("sites", ("visits",)),
    ("prior", ("detected",)),
    ("false_alarm", ("prior",)),
    ("kept", ("broken", "prior")),
    ("broken", ("kept", "prior")),
)
"""Number -> those without which it says nothing."""


SHARES: Mapping[str, tuple[bool, bool]] = {
    "miss": (False, False),
    "recognised": (False, True),
    "detected": (True, True),
    "seen": (True, True),
    "prior": (True, True),
    "false_alarm": (True, True),
}
"""Probability -> whether it may be 0, and whether it may be 1."""


def misused(asked: Numbers, *, alone: bool = False) -> str | None:
    """Return what is wrong with the numbers whatever the question, if anything.

    A probability that is none, or, unless numbers may stand alone, one without its partner.

    Examples
    --------
    >>> misused(Numbers(gain=1))
    '--gain says nothing without --loss; give both'
    >>> misused(Numbers(prior=30, detected=0.5))
    '--prior is 30, but a probability must be from 0 to 1; did you mean 0.3?'
    >>> misused(Numbers(items=100, falsified=5))
    """
    for name, value in ((each.name, getattr(asked, each.name)) for each in fields(asked)):
        fault = None
        if name in SHARES and value is not None:
            fault = _no_share(flag(name), value, *SHARES[name])
        elif name == "sites" and value is not None:
            faults = (_no_share(flag(name), site, *SHARES["detected"]) for site in value)
            fault = next((each for each in faults if each), None)
        if fault:
            return fault
    return None if alone else _alone(asked)


def _no_share(name: str, value: float, zero: bool, one: bool) -> str | None:  # noqa: FBT001 - a pair
    if 0 < value < 1 or (zero and value == 0) or (one and value == 1):
        return None
    wanted = "from 0 to 1" if zero else "above 0 and at most 1" if one else "above 0 and below 1"
    hint = f"did you mean {value / 100:g}?" if 2 <= value < 100 else "correct it"
    return f"{name} is {value:g}, but a probability must be {wanted}; {hint}"


def _alone(asked: Numbers) -> str | None:
    for name, needs in PARTNERS:
        for other in needs:
            if getattr(asked, name) is not None and getattr(asked, other) is None:
                return f"{flag(name)} says nothing without {flag(other)}; give both"
    return None


def _partners(asked: Numbers) -> None:
    alone = _alone(asked)
    if alone:
        raise QuestionError(alone)


def _answers(asked: Numbers) -> Iterator[Answer]:
    if asked.items is not None:
        yield _sampling(asked)
    if asked.gain is not None:
        yield _deterrence(asked)
    elif asked.detected is not None and asked.visits is not None and asked.prior is None:
        yield _detection(asked)
    if asked.periods is not None:
        yield _surprise(asked)
        yield _game(asked)
    if asked.sites is not None:
        yield _sites(asked)
    if asked.prior is not None:
        yield _beliefs(asked)
    if asked.kept is not None:
        yield _information(asked)


def _sampling(asked: Numbers) -> Answer:
    from zopa.analysis.verification import sampling_plan
    from zopa.jobs.verify import sampling_fields

    miss = 0.05 if asked.miss is None else asked.miss
    recognised = 1.0 if asked.recognised is None else asked.recognised
    plan = sampling_plan(asked.items or 0, asked.falsified or 0, miss, recognised)
    if plan.reached:
        text = (
            f"Inspect {plan.exact} of {plan.items} items: then {plan.falsified} falsified ones are "
            f"overlooked with probability {_percent(plan.overlooked)}, at most {_percent(miss)}."
        )
    else:
        text = (
            f"No sample is enough: even all {plan.items} items overlook {plan.falsified} falsified "
            f"ones with probability {_percent(plan.overlooked)}, more than {_percent(miss)}."
        )
    if plan.power is not None:
        text += f" By the power formula {plan.power}, by Jaech's {plan.jaech}."
    return Answer(kind="sampling", text=text, data=sampling_fields(plan))


def _deterrence(asked: Numbers) -> Answer:
    from zopa.analysis.verification import average_visits, deterring_detection, visits_needed
    from zopa.analysis.verification.deterrence import detection, reachable

    gain, loss = asked.gain or 0.0, asked.loss or 0.0
    needed = deterring_detection(gain, loss)
    data: Json = {"gain": gain, "loss": loss, "needed": None if math.isinf(needed) else needed}
    if math.isinf(needed):
        text = "Nothing deters: the breaker is better off even when it is caught."
    elif needed == 0:
        text = "Nothing has to be found: a breach is worth nothing."
    else:
        text = f"A breach does not pay if it is found with probability {_percent(needed)} or more."
    if asked.detected is not None and 0 < needed <= 1:
        seen = asked.seen or 0.0
        if reachable(needed, asked.detected, seen):
            whole = visits_needed(needed, asked.detected, seen)
            average = average_visits(needed, asked.detected, seen)
            data |= {"visits_needed": whole, "average_needed": average}
            text += (
                f" That takes {_visits(whole)} if sure to come, {average:.3g} on average if not."
            )
        else:
            data |= {"visits_needed": None, "average_needed": None}
            text += " No number of visits reaches that."
        if asked.visits is not None:
            reached = detection(asked.visits, asked.detected, seen)
            data |= {"achieved": reached, "deterred": reached >= needed}
            does = "enough" if reached >= needed else "not enough"
            text += f" {_visits(asked.visits)}: {_percent(reached)}, {does}."
    return Answer(kind="deterrence", text=text, data=data)


def _detection(asked: Numbers) -> Answer:
    from zopa.analysis.verification import detection

    detected, visits = asked.detected or 0.0, asked.visits or 0
    reached = detection(visits, detected, asked.seen or 0.0)
    return Answer(
        kind="detection",
        text=f"{_visits(visits)}: a lasting breach is found with probability {_percent(reached)}.",
        data={"visits": visits, "detected": detected, "achieved": reached},
    )


def _surprise(asked: Numbers) -> Answer:
    from zopa.analysis.verification import surprise

    periods, visits = asked.periods or 0, asked.visits or 0
    found = surprise(periods, visits, 1.0 if asked.detected is None else asked.detected)
    text = (
        f"{_visits(visits)} in {periods} periods, each period with a chance of visits left by "
        "periods left: a breach that shows in its own period only is found with probability "
        f"{_percent(found)}, whichever it is."
    )
    data = {"periods": periods, "visits": visits, "found": found}
    return Answer(kind="surprise", text=text, data=data)


def _game(asked: Numbers) -> Answer:
    from zopa.analysis.verification import stage

    periods, visits = asked.periods or 0, asked.visits or 0
    violations = 1 if asked.violations is None else asked.violations
    now = stage(periods, visits, violations)
    name = "Dresher's game" if violations == 1 else f"von Stengel's game, {violations} breaches"
    text = (
        f"{name} (+1 for a breach caught, −1 for each that is not): worth {_fraction(now.value)} "
        f"to the inspector, who visits the first period with probability {_fraction(now.inspect)}; "
        f"the other side breaks its word there with {_fraction(now.breach)}."
    )
    data = {
        "periods": periods,
        "visits": visits,
        "violations": violations,
        "value": str(now.value),
        "inspect": str(now.inspect),
        "breach": str(now.breach),
    }
    return Answer(kind="game", text=text[0].upper() + text[1:], data=data)


def _sites(asked: Numbers) -> Answer:
    from zopa.analysis.verification import spread

    places, visits = list(asked.sites or ()), asked.visits or 0
    plan = spread(places, visits)
    each = ", ".join(f"{share:.3g}" for share in plan.visits)
    text = (
        f"{_visits(visits)} to {len(places)} places, each at most once: visit them with "
        f"probability {each}; then a breach is found with probability {_percent(plan.value)} or "
        "more, wherever it is."
    )
    data = {"visits": list(plan.visits), "detection": list(plan.detection), "value": plan.value}
    return Answer(kind="sites", text=text, data=data)


SHOWN = 5
"""Clean reports of which the belief is told one by one; JSON has all."""


def _beliefs(asked: Numbers) -> Answer:
    from zopa.analysis.verification import belief
    from zopa.analysis.verification.information import VISITS

    prior, detected = asked.prior or 0.0, asked.detected or 0.0
    false_alarm = asked.false_alarm or 0.0
    most = 3 if asked.visits is None else asked.visits
    if most > VISITS:
        msg = f"'visits' is {most:,}, but {VISITS:,} at most can come before a decision"
        raise QuestionError(msg)
    clean = [belief(prior, detected, false_alarm, clean=count) for count in range(most + 1)]
    alarm = None
    if prior * detected + (1 - prior) * false_alarm > 0:
        alarm = belief(prior, detected, false_alarm, alarms=1)
    falls = ", ".join(map(_percent, clean[1 : SHOWN + 1])) or "as before"
    falls += ", ..." if most > SHOWN else ""
    text = (
        f"Belief in a breach: {_percent(prior)} before; after 1, 2, ... clean reports {falls}; "
        f"after an alarm {'none can come' if alarm is None else _percent(alarm)}."
    )
    data = {"prior": prior, "clean": clean, "alarm": alarm}
    return Answer(kind="beliefs", text=text, data=data)


def _information(asked: Numbers) -> Answer:
    from zopa.analysis.verification import information
    from zopa.jobs.verify import information_fields

    visits = 1 if asked.visits is None else asked.visits
    known = information(
        asked.prior or 0.0,
        asked.kept or 0.0,
        asked.broken or 0.0,
        asked.detected or 0.0,
        asked.false_alarm or 0.0,
        visits=visits,
    )
    text = (
        f"Sign up to a belief of {_percent(known.limit)}; without a visit "
        f"{'sign' if known.signs else 'walk away'}, worth {known.now:.4g}. {_visits(visits)} "
        f"before the decision: worth {known.of_sample:.4g}; knowing the truth: {known.of_truth:.4g}."
    )
    return Answer(
        kind="information", text=text, data={"visits": visits, **information_fields(known)}
    )


def _visits(count: int) -> str:
    return "1 visit" if count == 1 else f"{count} visits"


def _percent(share: float) -> str:
    return f"{100 * share:.3g} %"


def _fraction(value: Fraction) -> str:
    return str(value).replace("-", "−")
