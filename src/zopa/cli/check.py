"""``zopa check``: every fault of a case file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zopa.cli._shared import CasePath, Json, Quiet, remark, show, show_json

if TYPE_CHECKING:
    from zopa.jobs.check import CheckResult


def check(case: CasePath, /, *, json: Json = False, quiet: Quiet = False) -> int:
    """Find every fault of a case at once, each with its line; or say what the case contains."""
    from zopa.jobs.check import as_json
    from zopa.jobs.check import check as job

    result = job(case)
    if json:
        show_json(as_json(result))
    elif not (quiet and result.sound):
        show("\n".join(_faults(result) or _contents(result)))
    if result.sound:
        return 0
    remark(f"zopa: {result.path} has {_many(len(result.faults), 'faults')}")
    return 1


def _faults(result: CheckResult) -> list[str]:
    return [
        f"{result.path}{f':{fault.line}' if fault.line else ''}: {' '.join(fault.message.split())}"
        for fault in result.faults
    ]


def _many(count: int, parts: str) -> str:
    """Return a count with its word, in the singular for one.

    Examples
    --------
    >>> _many(2, "parties"), _many(1, "parties"), _many(1, "named packages")
    ('2 parties', '1 party', '1 named package')
    """
    if count == 1:
        parts = (
            parts.removesuffix("ies") + "y" if parts.endswith("ies") else parts.removesuffix("s")
        )
    return f"{count} {parts}"


def _contents(result: CheckResult) -> list[str]:
    counted = ", ".join(_many(count, part) for part, count in result.counts.items() if count)
    lines = [f"{result.path}: {result.title}", f"  {counted}"]
    lines += [
        f"  options '{name}': {packages.legal:,} of {packages.total:,} packages are legal"
        for name, packages in result.packages.items()
    ]
    lines += [f"  repaired: {text}" for text in result.repairs]
    lines += [f"  not checked: {text}" for text in result.unchecked]
    return [*lines, "  no faults"]
