"""In what order: the exchange study of a case file, as a document and as JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict, Unpack

from zopa.jobs.read import read

if TYPE_CHECKING:
    from zopa.analysis.exchange.results import ExchangeStudy, Repair, Schedule, Slack, Step

JSON_VERSION = 1
"""As for `zopa.jobs.study.JSON_VERSION`."""
WIDTH = 80

Json = dict[str, Any]


class Options(TypedDict, total=False):
    """The options of an exchange study; see `exchange`."""

    to: str | None
    option_set: str
    joint: bool
    progress: Callable[[str, float], None] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeResult:
    """An exchange study with its text and the files that were written."""

    study: ExchangeStudy
    text: str
    paths: tuple[Path, ...]
    warnings: int


def exchange(path: str | Path, **options: Unpack[Options]) -> ExchangeStudy:
    """Return in which order the case in a file or folder could be carried out.

    Parameters
    ----------
    path
        A case file or folder, of any format that zopa reads.
    **options
        As for `zopa.exchange`.

    Raises
    ------
    ZopaError
        When the case cannot be read, or cannot say what is exchanged.
    """
    from zopa.analysis.exchange.study import exchange as study

    return study(read(path), **options)


def report(
    path: str | Path,
    *,
    outputs: Iterable[str | Path] = (),
    width: int | None = None,
    colour: bool | None = None,
    encoding: str = "utf-8",
    **options: Unpack[Options],
) -> ExchangeResult:
    """Return the exchange study of a case as text, and write it where asked.

    Parameters
    ----------
    path
        A case file or folder, of any format that zopa reads.
    outputs
        Files to write; the suffix says what (see `zopa.report.Document.save`).
    width, colour, encoding
        Of the screen.
    **options
        As for `zopa.exchange`.

    Raises
    ------
    ZopaError
        When the case cannot be read or answer, or a file cannot be written.
    """
    from zopa.jobs.check import warnings_of
    from zopa.report.saving import check, content, write
    from zopa.report.sections.in_what_order import document
    from zopa.report.terminal import render

    targets = [Path(target) for target in outputs]
    for target in targets:
        check(target)
    found = exchange(path, **options)
    drawn = document(found)
    files: dict[Path, bytes] = {}
    for target in targets:
        files |= content(drawn, target)
    return ExchangeResult(
        study=found,
        text=render(drawn, width or WIDTH, colour=bool(colour), encoding=encoding),
        paths=write(files),
        warnings=warnings_of(path, found.case),
    )


def as_json(found: ExchangeStudy) -> Json:
    """Return an exchange study as JSON-able data; ``docs/json.md`` describes the fields."""
    case = found.case
    return {
        "json": JSON_VERSION,
        "case": {"id": case.id, "title": case.title, "digest": case.digest()},
        **fields(found),
        "version": found.version,
    }


def fields(found: ExchangeStudy) -> Json:
    """Return what an exchange study found, as it also stands in the JSON of a whole study."""
    return {
        "package_id": found.package_id,
        "package": dict(found.package),
        "parties": list(found.parties),
        "steps": [_step(step) for step in found.steps],
        "gains": dict(found.gains),
        "joint_rounds": found.joint_rounds,
        "possible": found.possible,
        "reason": found.reason,
        "schedules": [_schedule(each) for each in found.schedules],
        "orders": [_schedule(each) for each in found.orders],
        "stakes": dict(found.stakes),
        "least_stakes": [dict(each) for each in found.least_stakes],
        "deposits": [dict(each) for each in found.deposits],
        "repairs": [_repair(each) for each in found.repairs],
        "scope": found.scope,
        "method": found.method,
        "notes": list(found.notes),
    }


def _step(step: Step) -> Json:
    return {
        "id": step.id,
        "issue": step.issue,
        "from": step.before,
        "to": step.after,
        "by": step.by,
        "text": step.text,
        "cost": step.cost,
        "value": dict(step.value),
    }


def _schedule(schedule: Schedule) -> Json:
    return {
        "id": schedule.id,
        "name": schedule.name,
        "steps": [_step(step) for step in schedule.steps],
        "rounds": [list(each) for each in schedule.rounds],
        "broken": list(schedule.broken),
        "safe": schedule.safe,
        "tightest": [_slack(slack) for slack in schedule.tightest],
        "breaks": [_slack(slack) for slack in schedule.breaks],
        "standing": [dict(each) for each in schedule.standing],
        "exposure": [dict(each) for each in schedule.exposure],
        "most_exposed": dict(schedule.most_exposed),
        "deposits": dict(schedule.deposits),
        "stakes": dict(schedule.stakes),
    }


def _slack(slack: Slack) -> Json:
    return {
        "party": slack.party,
        "round": slack.round,
        "kind": slack.kind,
        "slack": slack.slack,
        "steps": list(slack.steps),
        "text": slack.text,
    }


def _repair(repair: Repair) -> Json:
    return {
        "kind": repair.kind,
        "text": repair.text,
        "size": repair.size,
        "party": repair.party,
        "steps": list(repair.steps),
        "works": repair.works,
        "schedule": None if repair.schedule is None else _schedule(repair.schedule),
        "scope": repair.scope,
    }
