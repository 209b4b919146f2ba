"""What the later questions add to the bottom line, in one sentence each."""

from __future__ import annotations

from collections.abc import Iterator

from zopa.analysis.results import Study
from zopa.report.holding import standing
from zopa.report.phrases import package_name
from zopa.report.sections._verification import Told
from zopa.report.words import plural

HOLDING = {
    "holds": "would hold by itself once reached",
    "may hold": "might hold by itself once reached",
    "does not hold": "would not hold by itself once reached",
}


def at_home(study: Study) -> str:
    """Say that those who ratify close the zone, where they do."""
    found = study.ratification
    if found is None or not found.negotiators or found.ratified:
        return ""
    return "at home, none of those deals would be ratified"


def carried_out(study: Study) -> str:
    """Say whether the deal would hold, can be carried out, and can be checked."""
    said = list(_parts(study))
    if not said:
        return ""
    among = "" if study.option_set == "all" and not study.case.option_sets else " of all options"
    if study.option_set != "all":
        among = ""
    name = package_name(study.case, _package(study))
    head = f"{name}{among if _package(study) not in study.case.packages else ''} "
    good = [text for text, fine in said if fine]
    bad = [text for text, fine in said if not fine]
    return head + ", but ".join(" and ".join(part) for part in (good, bad) if part)


def _package(study: Study) -> str:
    for found in (study.exchange, study.verification):
        if found is not None:
            return found.package_id
    return "nash"


def _parts(study: Study) -> Iterator[tuple[str, bool]]:
    """Yield what there is to say, and whether it is good news."""
    name = _package(study)
    reports = study.stability.reports if study.stability is not None else ()
    state = next((r for r in reports if name in (r.id, *r.same_as)), None)
    if state is not None and study.stability is not None:
        found = standing(study.stability, state)
        if found in HOLDING:
            yield HOLDING[found], found == "holds"
    if study.exchange is not None:
        rounds = plural(len(study.exchange.schedules[0].rounds), "round")
        if study.exchange.possible:
            yield f"can be carried out in {rounds} so that nobody gains by breaking off", True
        else:
            yield (
                "cannot be carried out, as things are, so that nobody gains by breaking off",
                False,
            )
    checked = study.verification
    if checked is not None and checked.plan.enough is not None:
        told = Told.of(checked)
        many = (checked.inspection.visits or 0) != 1
        enough = checked.plan.enough
        does = "deter" if many else "deters"
        if not enough:
            does = "do not deter" if many else "does not deter"
        yield f"{told.planned()} {does} every breach of it{told.checked()}", enough
