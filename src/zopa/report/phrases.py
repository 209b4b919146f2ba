"""Phrases that more than one section needs: whose consent, which solutions agree."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from zopa.analysis.results import Deal, SolutionResult, Study
from zopa.report.words import Names, everyone, listing, spelled

ORDER = ("nash", "kalai-smorodinsky", "egalitarian", "raiffa", "utilitarian")
"""How solutions follow each other; those not named here come last."""

PEOPLE = frozenset({"nash", "kalai-smorodinsky", "raiffa"})
"""Solutions that are called after people."""


def quota(study: Study) -> int | None:
    """Return how many parties must consent, or ``None`` where all must."""
    needed = study.case.acceptance.needed(len(study.parties))
    return needed if needed < len(study.parties) else None


def consent(study: Study, *, one: bool) -> str:
    """Return what makes a package acceptable, as a verb for ``one`` package or for several."""
    parties, needed, names = study.parties, quota(study), Names(study)
    leave, have, are = ("leaves", "has", "is") if one else ("leave", "have", "are")
    if needed is not None:
        musts = [names.party(party) for party in study.case.acceptance.including]
        among = f", {listing(musts)} among them" if musts else ""
        whole = spelled(len(parties))
        return f"{have} the consent of {spelled(needed)} of the {whole} parties{among}"
    if len(parties) == 1:
        than = "better" if study.strict else "at least as good"
        word = "than" if study.strict else "as"
        return f"{are} {than} for {parties[0].name} {word} walking away"
    how = "better off than" if study.strict else "at least as well off as"
    return f"{leave} {everyone(len(parties))} {how} walking away"


def same(deals: Sequence[Deal], others: Sequence[Deal]) -> bool:
    """Return whether two solutions choose the same packages."""
    return [dict(deal.package) for deal in deals] == [dict(deal.package) for deal in others]


def merged(results: Iterable[SolutionResult]) -> list[tuple[list[SolutionResult], SolutionResult]]:
    """Return solutions that choose, in order, grouped where they choose the same packages."""
    groups: list[tuple[list[SolutionResult], SolutionResult]] = []
    known = {name: place for place, name in enumerate(ORDER)}
    for result in sorted(results, key=lambda result: known.get(result.name, len(ORDER))):
        if not result.deals:
            continue
        for members, first in groups:
            if same(first.deals, result.deals):
                members.append(result)
                break
        else:
            groups.append(([result], result))
    return groups


def solution_name(result: SolutionResult) -> str:
    """Return a solution's short name, for columns and labels.

    Examples
    --------
    >>> solution_name(SolutionResult(name="kalai-smorodinsky", title="Kalai-Smorodinsky solution",
    ...     deals=(), reason=None, axioms=(), packages=0))
    'Kalai-Smorodinsky'
    """
    title = result.title or result.name.replace("-", " ").capitalize()
    return title.removesuffix(" solution").removesuffix(" choice")


def spoken_name(result: SolutionResult) -> str:
    """Return a solution's short name inside a sentence, where only people keep capitals."""
    name = solution_name(result)
    return name if result.name in PEOPLE else name[:1].lower() + name[1:]
