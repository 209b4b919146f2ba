"""``zopa study``: the numbers behind a brief."""

from __future__ import annotations

from typing import Any

from zopa.cli._shared import (
    CasePath,
    Json,
    Quiet,
    StudyOptions,
    progress,
    remark_on_warnings,
    show,
    show_json,
)


def study(
    case: CasePath,
    /,
    *,
    study: StudyOptions = StudyOptions(),  # noqa: B008 - frozen
    json: Json = False,
    quiet: Quiet = False,
) -> int:
    """Study a case and print the result: a short list of numbers, or all as JSON."""
    from zopa.jobs.check import warnings_of
    from zopa.jobs.study import as_json
    from zopa.jobs.study import study as job

    with progress(quiet=quiet) as report:
        studied = job(case, picture=False, progress=report, **study.arguments())
    found = as_json(studied)
    if json:
        show_json(found)
    elif not quiet:
        show("\n".join(_lines(found)))
    remark_on_warnings(warnings_of(case, studied.case), quiet=quiet)
    return 0


def _lines(found: dict[str, Any]) -> list[str]:
    """Return the main numbers of a study as lines."""
    case = found["case"]
    lines = [f"{case['title']} (case {case['digest']}, seed {found['seed']})", "", "zone"]
    for name, zone in found["zones"].items():
        count = f"{zone['count']}" + ("" if zone["exact"] else " or so")
        chance = zone["probability"]
        error = zone["standard_error"]
        odds = "" if chance is None else f", a deal in {chance:.1%} ± {error:.1%} of draws"
        lines.append(f"  {name}: {count} of {zone['legal']} packages{odds}")
    lines += ["", "walking away"]
    lines += [f"  {party['id']}: {_number(party['reservation'])}" for party in found["parties"]]
    lines += ["", f"frontier: {found['frontier']['points']} points", "", "solutions"]
    for name, deals in found["solutions"].items():
        if not deals:
            lines.append(f"  {name}: none, {found['reasons'].get(name, '')}")
        for deal in deals:
            worth = ", ".join(f"{p} {_number(u)}" for p, u in deal["utilities"].items())
            lines.append(f"  {name}: {worth}")
    return [line.rstrip(" ,") for line in lines]


def _number(value: float) -> str:
    return f"{value:.4g}"
