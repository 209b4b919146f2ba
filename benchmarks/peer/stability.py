"""Time zopa's judgement of random conflicts in option form, in a process of its own; print JSON.

usage: python stability.py small|large
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Sequence

import numpy as np
from neutral import timed

from zopa.analysis.stability import CORE, Conflict, GridMoves, listed, moves_of
from zopa.analysis.stability.definitions._contract import Bools
from zopa.analysis.stability.judge import equilibria, judge

FOUR = ("nash", "gmr", "smr", "seq")
SEED = 7


def conflict(own: Sequence[int], possible: float) -> Conflict:
    """Return a random conflict: so many yes-or-no options for each party, strict orders.

    ``possible`` is the share of combinations that are states.
    """
    rng = np.random.default_rng(SEED)
    options, parties = sum(own), len(own)
    size = 2**options
    cells = np.arange(size) if possible == 1 else np.flatnonzero(rng.random(size) < possible)
    ranks = np.empty((parties, len(cells)), dtype=np.int64)
    for row in ranks:
        row[:] = rng.permutation(len(cells))
    owner = [party for party, count in enumerate(own) for _ in range(count)]
    return Conflict(
        parties=tuple(f"p{party}" for party in range(parties)),
        ranks=ranks,
        moves=GridMoves(
            shape=(2,) * options, owner=tuple(owner), one_way=(False,) * options, cells=cells
        ),
    )


def small() -> dict[str, object]:
    """Return the time of four definitions for 1,024 states; checked against the other engine."""
    given = conflict((4, 3, 3), 1)
    timing = timed(lambda: judge(given, FOUR), 31)
    flags, others = timing.last, judge(listed(given), FOUR)
    for name in FOUR:
        check(np.array_equal(flags[name], others[name]), f"the engines disagree about {name}")
    return {"median_ms": timing.median, "facts": facts(given, flags)}


def large() -> dict[str, object]:
    """Return time and memory of five definitions for 3.8 million states; checked on a sample."""
    given = conflict((8, 7, 7), 0.9)
    start = time.perf_counter()
    flags = judge(given, CORE)
    took = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    for state in np.random.default_rng(SEED).integers(0, given.states, 300).tolist():
        for party, ranks in enumerate(given.ranks):
            stays = not (ranks[moves_of(given, party, state)] > ranks[state]).any()
            check(stays == flags["nash"][party, state], "a Nash flag is wrong")
    for name, implied in (("nash", "sseq"), ("sseq", "seq"), ("sseq", "smr"), ("seq", "gmr")):
        check(not (flags[name] & ~flags[implied]).any(), f"{name} does not imply {implied}")
    return {"seconds": took, "peak_mb": peak, "facts": facts(given, flags)}


def facts(given: Conflict, flags: dict[str, Bools]) -> dict[str, int]:
    """Return how many states there are, and how many equilibria under each definition."""
    counts = {name: len(states) for name, states in equilibria(flags).items()}
    return {"states": given.states, **counts}


def check(holds: object, otherwise: str) -> None:
    """Stop where an answer is wrong."""
    if not holds:
        sys.exit(otherwise)


if __name__ == "__main__":
    print(json.dumps(large() if sys.argv[1] == "large" else small()))
