"""Time zopa's search for schedules of 12 items, in a process of its own; print JSON.

usage: python exchange.py

Two parties give 6 items each, nothing comes before anything else, and a withheld item is noticed
after the round, one in twenty never.  Timed is all that is asked of an exchange, once without a safe
schedule (why there is none, the least stakes) and once with one (most slack, least exposure, fewest
rounds), in joint rounds and one item at a time; the median of several runs, nothing kept from one
to the next.
"""

from __future__ import annotations

import json
import statistics
import sys
import time

import numpy as np

from zopa.analysis.exchange.barter import barter
from zopa.analysis.exchange.game import Game, Plan
from zopa.analysis.exchange.judge import judge
from zopa.analysis.exchange.search import Search
from zopa.analysis.exchange.temptations import _rungs

SEED = 7
ITEMS = 12
TRIED = 200
"""Random schedules, none of which may be better than what the search found."""
NEAR = 1e-6
RUNS = 5


def game(stake: float) -> Game:
    """Return random items, each worth more than it costs."""
    rng = np.random.default_rng(SEED)
    first, second = (
        {f"{who}{k}": tuple(np.sort(rng.uniform(1, 15, 2)).tolist()) for k in range(ITEMS // 2)}
        for who in "ab"
    )
    return barter(first, second, detected=0.95, delay=1, stake=(stake, stake))


def plans(*, joint: bool) -> list[Plan]:
    """Return random schedules."""
    rng = np.random.default_rng(SEED)
    found = []
    for _ in range(TRIED):
        cuts = np.flatnonzero(rng.random(ITEMS - 1) < (0.6 if joint else 1.0)) + 1
        rounds = np.split(rng.permutation(ITEMS), cuts)
        found.append(tuple(tuple(sorted(row.tolist())) for row in rounds))
    return found


def answers(*, joint: bool) -> float:
    """Return the seconds that all questions take; the answers are checked."""
    poor, rich = game(0.0), game(12.0)
    _rungs.cache_clear()
    start = time.perf_counter()
    asked, able = Search(poor, joint=joint), Search(rich, joint=joint)
    why, offers = asked.blocked(), asked.frontier()
    slackest, least, shortest = able.best("slack"), able.best("exposure"), able.best("rounds")
    took = time.perf_counter() - start
    check(why is not None and why.states == 2**ITEMS, "a schedule without stakes is no schedule")
    check(slackest and least and shortest, "enough is at stake for a schedule")
    assert slackest is not None
    assert least is not None
    assert shortest is not None
    for one in offers:
        check(np.allclose(judge(poor, one.plan).deposits, one.deposits), "stakes are not least")
    for plan in plans(joint=joint):
        missing = judge(poor, plan).deposits
        check(any((missing >= np.array(one.deposits) - NEAR).all() for one in offers), "too dear")
        found = judge(rich, plan)
        if found.safe:
            check(found.slack <= slackest.value + NEAR, "more slack is possible")
            check(found.exposure.max(axis=0).sum() >= least.value - NEAR, "less exposure is")
            check(len(plan) >= shortest.value, "fewer rounds are")
    return took


def check(holds: object, otherwise: str) -> None:
    """Stop where an answer is wrong."""
    if not holds:
        sys.exit(f"exchange: {otherwise}")


if __name__ == "__main__":
    answers(joint=False)  # imports are done
    took = {
        name: statistics.median(answers(joint=joint) for _ in range(RUNS))
        for name, joint in (("single_s", False), ("joint_s", True))
    }
    print(json.dumps(took))
