"""Measure one piece of work with one package, in a process of its own; print JSON.

usage: python measure.py ADAPTER WORK PACKAGES REPEATS      (PACKAGES: a number, or giant)
"""

from __future__ import annotations

import importlib
import json
import sys
from importlib import metadata

from neutral import giant, scenario, timed

SMALL = 100
"""Packages of the scenario on which the work is first done, so that all imports are done."""


def main(adapter: str, work: str, packages: str, repeats: str) -> None:
    """Print how long the work takes, and the facts of its result."""
    package = importlib.import_module(f"adapter_{adapter}")
    prepare = package.WORK[work]
    prepare(scenario(SMALL))[0]()
    run, facts = prepare(giant() if packages == "giant" else scenario(int(packages)))
    timing = timed(run, int(repeats))
    row = {
        "package": adapter,
        "version": package.version(),
        "numpy": metadata.version("numpy"),
        "median_ms": timing.median,
        "least_ms": timing.least,
        "repeats": timing.repeats,
        "facts": facts(timing.last),
    }
    print(json.dumps(row))


if __name__ == "__main__":
    main(*sys.argv[1:])
