"""Would it hold: the stability study of a case file, as a document and as JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict, Unpack

from zopa.errors import QuestionError
from zopa.jobs.read import read

if TYPE_CHECKING:
    from zopa.analysis.results import Probability
    from zopa.analysis.stability.results import (
        Condition,
        GroupFinding,
        Move,
        StabilityStudy,
        StateReport,
        Witness,
    )
    from zopa.model import Case

JSON_VERSION = 1
"""As for `zopa.jobs.study.JSON_VERSION`."""
WIDTH = 80

Json = dict[str, Any]


class Options(TypedDict, total=False):
    """The options of a stability study; see `stability`."""

    states: Sequence[str]
    definitions: Sequence[str] | None
    draws: int
    seed: int
    progress: Callable[[str, float], None] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StabilityResult:
    """A stability study with its text and the files that were written."""

    study: StabilityStudy
    why: tuple[Witness, ...]
    """Of the state that was asked about: why each party stays or goes, by each definition."""
    text: str
    paths: tuple[Path, ...]
    warnings: int


def stability(path: str | Path, **options: Unpack[Options]) -> StabilityStudy:
    """Return which states of the case in a file or folder would hold.

    Parameters
    ----------
    path
        A case file or folder, of any format that zopa reads.
    **options
        ``states``: more states to report on, by id, name, or as ``issue=option, ...``;
        ``definitions``: names of definitions of stability; ``draws`` and ``seed`` of the uncertain
        numbers; ``progress``.

    Raises
    ------
    ZopaError
        When the case cannot be read, or does not say who moves what and who prefers what.
    """
    return _study(read(path), options)


def _study(case: Case, options: Options) -> StabilityStudy:
    from zopa.analysis.stability.study import stability as study

    given: dict[str, Any] = dict(options)
    if given.get("definitions") is None:
        given.pop("definitions", None)
    return study(case, **given)


def why(case: Case, state: str, definitions: Sequence[str]) -> tuple[Witness, ...]:
    """Return why each party stays in a state or goes, by each definition.

    Raises
    ------
    QuestionError
        When there is no such state, or there are no reasons for a definition.
    """
    from zopa.analysis.stability.study import explain

    return explain(case, state, definitions)


def report(
    path: str | Path,
    *,
    outputs: Iterable[str | Path] = (),
    why_state: str | None = None,
    width: int | None = None,
    colour: bool | None = None,
    encoding: str = "utf-8",
    **options: Unpack[Options],
) -> StabilityResult:
    """Return the stability study of a case as text, and write it where asked.

    Parameters
    ----------
    path
        A case file or folder, of any format that zopa reads.
    outputs
        Files to write; the suffix says what (see `zopa.report.Document.save`).
    why_state
        A state of which to say why each party stays or goes; the document says only that then.
    width, colour, encoding
        Of the screen.
    **options
        As for `stability`.

    Raises
    ------
    ZopaError
        When the case cannot be read or answer, or a file cannot be written.
    """
    from zopa.jobs.check import warnings_of
    from zopa.report.saving import check, content, write
    from zopa.report.sections.would_it_hold import document, why_document
    from zopa.report.terminal import render

    targets = [Path(target) for target in outputs]
    for target in targets:
        check(target)
    case = read(path)
    reasons: tuple[Witness, ...] = ()
    explained: list[str] = []
    if why_state is not None:
        options["states"] = [*options.get("states", ()), why_state]
        explained = _explained(options.get("definitions"))
    study = _study(case, options)
    if why_state is not None:
        reasons = why(case, why_state, explained)
    drawn = why_document(study, reasons) if reasons else document(study)
    files: dict[Path, bytes] = {}
    for target in targets:
        files |= content(drawn, target)
    return StabilityResult(
        study=study,
        why=reasons,
        text=render(drawn, width or WIDTH, colour=bool(colour), encoding=encoding),
        paths=write(files),
        warnings=warnings_of(path, case),
    )


def _explained(definitions: Sequence[str] | None) -> list[str]:
    """Return the definitions by which to explain a state: those asked for, else all with reasons."""
    from zopa.analysis.stability import CORE, DEFINITIONS

    named = [DEFINITIONS[name].name for name in dict.fromkeys(definitions or CORE)]
    bare = [name for name in named if name not in CORE]
    if bare:
        msg = f"there are no reasons for the definition '{bare[0]}', so it cannot say why"
        raise QuestionError(f"{msg}; ask for one of {', '.join(CORE)}")
    return named


def as_json(study: StabilityStudy, reasons: Sequence[Witness] = ()) -> Json:
    """Return a stability study as JSON-able data; the fields are documented in ``docs/json.md``."""
    case = study.case
    found: Json = {
        "json": JSON_VERSION,
        "case": {"id": case.id, "title": case.title, "digest": case.digest()},
        **fields(study),
        "version": study.version,
        "seed": study.seed,
    }
    if reasons:
        found["why"] = [_witness(reason) for reason in reasons]
    return found


def fields(study: StabilityStudy) -> Json:
    """Return what a stability study found, as it also stands in the JSON of a whole study."""
    from zopa.jobs.study import integer

    return {
        "parties": list(study.parties),
        "combinations": integer(study.combinations),
        "states": integer(study.states),
        "definitions": list(study.definitions),
        "engine": study.engine,
        "counts": None
        if study.counts is None
        else {name: integer(found) for name, found in study.counts.items()},
        "equilibria": {
            name: [r.id for r in study.reports if name in r.equilibrium]
            for name in study.definitions
        },
        "listed": study.listed,
        "reports": [_report(each) for each in study.reports],
        "moves": [_move(move) for move in study.moves],
        "draws": study.draws,
        "left_out": list(study.left_out),
    }


def _report(report: StateReport) -> Json:
    from zopa.jobs.study import integer

    return {
        "id": report.id,
        "name": report.name,
        "options": dict(report.options),
        "roles": list(report.roles),
        "same_as": list(report.same_as),
        "places": {party: integer(place) for party, place in report.places.items()},
        "stable": {name: dict(parties) for name, parties in report.stable.items()},
        "equilibrium": list(report.equilibrium),
        "probability": _shares(report.probability),
        "witnesses": [_witness(each) for each in report.witnesses],
        "routes": [
            {"kind": way.kind, "moves": [_move(move) for move in way.moves]}
            for way in report.routes
        ],
        "groups": [_group(group) for group in report.groups],
        "conditions": [_condition(each) for each in report.conditions],
    }


def _shares(found: Mapping[str, Probability]) -> Json:
    from zopa.jobs.study import chance

    return {name: chance(each) for name, each in found.items()}


def _move(move: Move) -> Json:
    return {
        "by": list(move.by),
        "changes": dict(move.changes),
        "from": move.origin,
        "to": move.target,
        "improves": move.improves,
    }


def _witness(found: Witness) -> Json:
    return {
        "party": found.party,
        "state": found.state,
        "definition": found.definition,
        "stable": found.stable,
        "improvement": None if found.improvement is None else _move(found.improvement),
        "answer": [_move(move) for move in found.answer],
        "escape": None if found.escape is None else _move(found.escape),
        "text": found.text,
    }


def _group(found: GroupFinding) -> Json:
    return {
        "members": list(found.members),
        "stable": dict(found.stable),
        "improvements": list(found.improvements),
        "way": [_move(move) for move in found.way],
    }


def _condition(found: Condition) -> Json:
    from zopa.jobs.study import integer

    return {
        "party": found.party,
        "definition": found.definition,
        "stable": found.stable,
        "text": found.text,
        "rankings": None if found.rankings is None else integer(found.rankings),
        "of": None if found.of is None else integer(found.of),
        "share": found.share,
        "change": found.change,
        "cost": found.cost,
    }
