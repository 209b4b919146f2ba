"""From a study to a document that people read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from zopa.analysis.results import Study
from zopa.report.document import Bullets, Document, Paragraph, Section
from zopa.report.phrases import kept, rests_on, standing
from zopa.report.sections import SECTIONS, sections
from zopa.report.words import count, plural, sentence, with_options

__all__ = ["SECTIONS", "Document", "Section", "brief"]

DIGEST_SHOWN = 6
FAULTS_SHOWN = 4
"""Faults of the evidence for a first look."""


def brief(study: Study, *, faults: Sequence[str] = ()) -> Document:
    """Return the brief of a study, ready to be drawn; see `Document.save`.

    Parameters
    ----------
    study
        What a study of a case found out.
    faults
        What is wrong with the evidence of the case, a sentence each; for whoever knows the texts
        of its sources.
    """
    digest = study.case.digest()
    version = ".".join(study.version.split(".")[:2])
    return Document(
        id=study.case.id,
        title=study.case.title,
        meta=(f"zopa {version}", f"seed {study.seed}", f"case {digest[:DIGEST_SHOWN]}"),
        sections=_with_faults(sections(study), faults),
        asked=_asked(study),
        source=f"case {study.case.id}, {digest[:DIGEST_SHOWN]}; {rests_on(study.case)}",
        colophon=_colophon(study, digest),
    )


def _with_faults(parts: tuple[Section, ...], faults: Sequence[str]) -> tuple[Section, ...]:
    """Return sections of which the one on who said what, else that on sources, begins with faults."""
    if not faults:
        return parts
    place = "who-said-what" if any(part.id == "who-said-what" for part in parts) else "sources"
    lists = "lists it" if len(faults) == 1 else "lists them"
    said = (
        Paragraph(
            text=f"{plural(len(faults), 'fault')} in the evidence; 'zopa check' {lists}.",
            tone="strong",
        ),
        Bullets(items=tuple(map(sentence, faults)), lead=FAULTS_SHOWN, rest="faults"),
    )
    return tuple(
        replace(part, blocks=(*said, *part.blocks)) if part.id == place else part for part in parts
    )


def _asked(study: Study) -> tuple[str, ...]:
    """Return what is not as usual: the option set, strictness, standing, what was revealed."""
    said = []
    if study.option_set != "all":
        said.append(f"Asked {with_options(study.case, study.option_set)}, not with all options.")
    if study.strict:
        said.append("Strict: a party accepts only what is worth more than walking away.")
    if study.standing:
        said.append(f"Unequal standing: {standing(study)}.")
    found = study.uncertainty
    if found is not None and found.conditions:
        said.append(f"Only draws that agree with what was revealed are counted: {kept(found)}.")
    return tuple(said)


def _colophon(study: Study, digest: str) -> tuple[str, ...]:
    """Return how the brief was computed, so that anyone can do it again."""
    consent = "more than" if study.strict else "at least as much as"
    lines = [
        (
            f"Computed by zopa {study.version} from case {study.case.id}, fingerprint {digest}, "
            f"seed {study.seed}."
        ),
        (
            f"A package is acceptable to a party that gets {consent} it gets by walking away. "
            "A gain is what a package is worth above that."
        ),
    ]
    if study.uncertainty is not None:
        lines.append(
            f"Chances rest on {count(study.uncertainty.draws)} draws of all numbers that have a "
            "range; ± is one standard error. They measure the doubt that the case states, not "
            "the chance that people agree."
        )
    return tuple(lines)
