"""Time zopa beside the peer NegMAS on the same scenarios, check the answers, print the ratios.

usage: python benchmarks/peer/run.py [--repeats N] [--json FILE]

The peer goes into an environment of its own (``.venv-peer``), made on the first run.  Every
measure is taken in a fresh process, one after the other.  The exit code is 1 when the two sides
give different answers or a target is missed.
"""

from __future__ import annotations

import argparse
import itertools
import json
import math
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from neutral import giant

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
PEER = "negmas==0.16.0"
PEER_HOME = ROOT / ".venv-peer"
KEPT_MS = 2_100.0
"""What gmcr-py 0.4.1 took for 1,024 states, 3 parties and 4 definitions.

Measured once and kept: it has no licence, so it is neither installed nor run here.
"""
SAME = 1e-9
"""Utilities (which run from 0 to 1) closer than this are the same."""

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Target:
    """What a row has to reach: so many times the peer's speed, or at most so much."""

    work: str
    times: float | None = None
    at_most: float | None = None
    unit: str = "ms"

    def met(self, mine: float, peer: float | None) -> bool:
        """Return whether the target is reached."""
        if self.times is not None:
            return peer is not None and peer / mine >= self.times
        return self.at_most is not None and mine <= self.at_most

    def text(self) -> str:
        """Return the target in words."""
        if self.times is not None:
            return f">= {self.times:,.0f} times"
        return f"<= {self.at_most:g} {self.unit}"


@dataclass(frozen=True, slots=True)
class Result:
    """One row of the table."""

    work: str
    peer: float | None
    mine: float
    unit: str
    ratio: float | None
    target: str
    met: bool
    checked: str
    """What was compared between the two sides."""
    kept: bool = False
    """Whether the peer's figure was measured once, elsewhere, and is kept."""


def prepare_peer() -> Path:
    """Return the Python that has the peer; install it on the first run."""
    python = PEER_HOME / "bin" / "python"
    name, version = PEER.split("==")
    ask = [str(python), "-c", f"from importlib import metadata as m; print(m.version('{name}'))"]
    if python.exists():
        known = subprocess.run(ask, capture_output=True, text=True, check=False)
        if known.stdout.strip() == version:
            return python
    print(f"installing {PEER} into {PEER_HOME.name} (once)", file=sys.stderr)
    run([sys.executable, "-m", "venv", str(PEER_HOME)])
    run([str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", PEER])
    return python


def run(command: Sequence[str]) -> str:
    """Return what a command prints, or stop with what went wrong."""
    done = subprocess.run(list(command), capture_output=True, text=True, check=False, cwd=ROOT)
    if done.returncode != 0:
        lines = done.stderr.strip().splitlines() or [f"exit code {done.returncode}"]
        sys.exit(f"'{' '.join(command)}' failed: {lines[-1]}")
    return done.stdout


def measure(python: str | Path, adapter: str, work: str, packages: str, repeats: int) -> Row:
    """Return what one side measures for one piece of work, in a process of its own."""
    script = str(HERE / "measure.py")
    printed = run([str(python), script, adapter, work, packages, str(repeats)])
    found: Row = json.loads(printed.splitlines()[-1])
    return found


def close(left: Any, right: Any) -> bool:
    """Return whether two facts are the same, numbers within `SAME`."""
    if isinstance(left, list):
        return len(left) == len(right) and all(map(close, left, right))
    return math.isclose(left, right, rel_tol=0, abs_tol=SAME)


def disagreements(mine: Row, peer: Row) -> list[str]:
    """Return the facts that the two sides see differently."""
    shared = [fact for fact in peer["facts"] if fact in mine["facts"]]
    return [fact for fact in shared if not close(mine["facts"][fact], peer["facts"][fact])]


def beside_peer(python: Path, target: Target, work: str, packages: int, repeats: int) -> Result:
    """Return a row that both sides do."""
    peer = measure(python, "negmas", work, str(packages), repeats)
    mine = measure(sys.executable, "zopa", work, str(packages), 31)
    wrong = disagreements(mine, peer)
    if wrong:
        sys.exit(f"{target.work}: the two sides disagree about {', '.join(wrong)}")
    facts = ", ".join(peer["facts"])
    return result(target, mine["median_ms"], peer["median_ms"], f"same {facts}")


def result(
    target: Target, mine: float, peer: float | None, checked: str, *, kept: bool = False
) -> Result:
    """Return a row of the table."""
    return Result(
        work=target.work,
        peer=peer,
        mine=mine,
        unit=target.unit,
        ratio=None if peer is None else peer / mine,
        target=target.text(),
        met=target.met(mine, peer),
        checked=checked,
        kept=kept,
    )


def giant_row(target: Target) -> Result:
    """Return the row that no peer does; checked against what the best weighted sums must be."""
    mine = measure(sys.executable, "zopa", "frontier", "giant", 31)
    points = mine["facts"]["frontier"]
    given = giant()
    for rate in (0.0, 0.1, 0.5, 1.0, 2.0, 10.0):
        best = sum(
            max(
                given.weights[0][issue] * first + rate * given.weights[1][issue] * second
                for first, second in zip(
                    given.scores[0][issue], given.scores[1][issue], strict=True
                )
            )
            for issue in range(given.issues)
        )
        if not math.isclose(max(u + rate * v for u, v in points), best, abs_tol=SAME):
            sys.exit(f"{target.work}: the frontier misses the best sum at the rate {rate:g}")
    rising = all(a[0] > b[0] and a[1] < b[1] for a, b in itertools.pairwise(points))
    if not rising:
        sys.exit(f"{target.work}: the frontier holds a dominated point")
    return result(
        target, mine["median_ms"], None, f"{len(points)} points, best weighted sums on it"
    )


def stability_rows() -> list[Result]:
    """Return the rows about stability; the figure of the peer is kept, see `KEPT_MS`."""
    script = str(HERE / "stability.py")
    small, large = (
        json.loads(run([sys.executable, script, size]).splitlines()[-1])
        for size in ("small", "large")
    )
    sampled = "Nash flags of 300 states and inclusions as they must be"
    return [
        result(
            Target("stability, 1,024 states, 3 parties, 4 definitions", at_most=10),
            small["median_ms"],
            KEPT_MS,
            "the engine for lists gives the same flags",
            kept=True,
        ),
        result(
            Target("stability, 3.8 million states, 5 definitions", at_most=10, unit="s"),
            large["seconds"],
            None,
            f"{large['facts']['states']:,} states; {sampled}",
        ),
        result(
            Target("memory of that", at_most=500, unit="MB"),
            large["peak_mb"],
            None,
            "",
        ),
    ]


def exchange_rows() -> list[Result]:
    """Return the rows about schedules of an exchange."""
    took = json.loads(run([sys.executable, str(HERE / "exchange.py")]).splitlines()[-1])
    checked = "stakes as judged, no random schedule better in anything"
    return [
        result(Target(f"exchange, 12 items, {how}", at_most=2, unit="s"), took[key], None, checked)
        for how, key in (("joint rounds", "joint_s"), ("one at a time", "single_s"))
    ]


def wall(command: Sequence[str], repeats: int) -> float:
    """Return the median time of a command from start to end, in milliseconds."""
    run(command)
    found = []
    for _ in range(repeats):
        start = time.perf_counter()
        run(command)
        found.append((time.perf_counter() - start) * 1e3)
    return statistics.median(found)


def peak(command: Sequence[str]) -> float:
    """Return the largest memory of a command in MB."""
    with subprocess.Popen(list(command), stdout=subprocess.DEVNULL, cwd=ROOT) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"'{' '.join(command)}' failed with exit code {process.returncode}")
    return usage.ru_maxrss / 1024


def machine() -> Row:
    """Return what this machine is."""
    model = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        lines = [line for line in info.read_text().splitlines() if line.startswith("model name")]
        model = lines[0].split(":", 1)[1].strip() if lines else model
    return {"cpu": model, "cores": os.cpu_count(), "python": platform.python_version()}


def rows(python: Path, repeats: int) -> list[Result]:
    """Return all rows, measured one after the other."""
    here, there = Path(sys.executable).parent, python.parent
    zopa, study = str(here / "zopa"), ("study", "examples/ampo-city", "--json")
    return [
        beside_peer(
            python,
            Target("exact frontier, 2 parties, 10^6 packages", times=5_000),
            "frontier",
            1_000_000,
            repeats,
        ),
        giant_row(Target("exact frontier, 2 parties, 10^40 packages", at_most=50)),
        beside_peer(
            python, Target("full study, 10^5 packages", times=500), "study", 100_000, repeats
        ),
        result(
            Target("import, from a cold start", at_most=100),
            wall([sys.executable, "-c", "import zopa"], 11),
            wall([str(python), "-c", "import negmas"], 5),
            "",
        ),
        result(
            Target("--help", at_most=250),
            wall([zopa, "--help"], 11),
            wall([str(there / "negmas"), "--help"], 5),
            "",
        ),
        result(
            Target("memory of a study, 1,944,000 packages", at_most=400, unit="MB"),
            peak([zopa, *study]),
            None,
            "",
        ),
        *stability_rows(),
        *exchange_rows(),
    ]


def number(value: float | None, unit: str) -> str:
    """Return a measure for people."""
    if value is None:
        return "nobody"
    digits = 0 if value >= 100 else 1 if value >= 10 else 3
    return f"{value:,.{digits}f} {unit}"


def table(found: Sequence[Result]) -> str:
    """Return the rows as a table."""
    head = ("work", PEER.replace("==", " "), "zopa", "ratio", "target", "")
    body = [
        (
            row.work,
            number(row.peer, row.unit) + ("*" if row.kept else ""),
            number(row.mine, row.unit),
            ""
            if row.ratio is None
            else f"{row.ratio:,.0f}"
            if row.ratio >= 10
            else f"{row.ratio:.1f}",
            row.target,
            "pass" if row.met else "MISS",
        )
        for row in found
    ]
    widths = [max(len(line[at]) for line in (head, *body)) for at in range(len(head))]
    lines = [
        "  ".join(
            text.rjust(width) if 1 <= at <= 3 else text.ljust(width)
            for at, (text, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in (head, *body)
    ]
    rule = "-" * max(map(len, lines))
    return "\n".join([lines[0], rule, *lines[1:]])


def main() -> int:
    """Print the table; return the exit code."""
    parser = argparse.ArgumentParser(description="Time zopa beside NegMAS on the same scenarios.")
    parser.add_argument("--repeats", type=int, default=3, help="runs of the peer for each row")
    parser.add_argument("--json", type=Path, help="also write all measures to this file")
    options = parser.parse_args()
    python = prepare_peer()
    found = rows(python, options.repeats)
    this = machine()
    print(f"{this['cpu']}, {this['cores']} cores, Python {this['python']}; medians, one core each")
    print(table(found))
    print("* measured once with gmcr-py 0.4.1, which has no licence and is not run here")
    for row in found:
        if row.checked:
            print(f"checked: {row.work}: {row.checked}")
    if options.json:
        content = {"machine": this, "peer": PEER, "rows": [asdict(row) for row in found]}
        options.json.write_text(json.dumps(content, indent=2) + "\n")
    return 0 if all(row.met for row in found) else 1


if __name__ == "__main__":
    sys.exit(main())
