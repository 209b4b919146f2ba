"""``zopa check``: every fault of a case file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zopa.cli._shared import CasePath, Json, Quiet, many, remark, show_json, show_lines

if TYPE_CHECKING:
    from zopa.errors import Fault
    from zopa.jobs.check import CheckResult


def check(case: CasePath, /, *, json: Json = False, quiet: Quiet = False) -> int:
    """Find every fault and every likely slip of a case at once, each with its line.

    A case without faults is counted: parties, issues, options, legal packages, ...  Warnings name
    what is probably a slip; the case can be used as it is, and the exit code stays 0.
    """
    from zopa.jobs.check import as_json
    from zopa.jobs.check import check as job

    result = job(case)
    if json:
        show_json(as_json(result))
    elif not (quiet and result.sound):
        lines = _lines(result, result.faults) + _lines(result, result.warnings, "warning: ")
        show_lines(lines if result.faults else lines + _contents(result))
    if result.sound:
        return 0
    remark(f"zopa: {result.path} has {many(len(result.faults), 'faults')}")
    return 1


def _lines(result: CheckResult, faults: tuple[Fault, ...], mark: str = "") -> list[str]:
    return [
        f"{result.path}{f':{fault.line}' if fault.line else ''}: "
        f"{mark}{' '.join(fault.message.split())}"
        for fault in faults
    ]


def _contents(result: CheckResult) -> list[str]:
    counted = ", ".join(many(count, part) for part, count in result.counts.items() if count)
    lines = [f"{result.path}: {result.title}", f"  {counted}"]
    lines += [
        f"  options '{name}': {packages.legal:,} of {packages.total:,} "
        f"{'package is' if packages.total == 1 else 'packages are'} legal"
        for name, packages in result.packages.items()
    ]
    lines += [f"  repaired: {text}" for text in result.repairs]
    lines += [f"  not checked: {text}" for text in result.unchecked]
    warnings = f", {many(len(result.warnings), 'warnings')}" if result.warnings else ""
    return [*lines, f"  no faults{warnings}"]
