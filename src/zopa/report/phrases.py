"""Phrases that more than one section needs: whose consent, which solutions agree."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from zopa.analysis.results import Deal, SolutionResult, Study, Uncertainty
from zopa.analysis.solutions import SOLUTIONS
from zopa.evidence.backing import holds
from zopa.model import Case, NamedNumber
from zopa.report.words import Names, count, everyone, listing, plural, quoted, sentence, spelled

ORDER = ("nash", "kalai-smorodinsky", "egalitarian", "raiffa", "utilitarian")
"""How solutions follow each other; those not named here come last."""
ANALYST = "analyst"
"""Origin of options that nobody at the table brought up."""
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


def ordered(results: Iterable[SolutionResult]) -> list[SolutionResult]:
    """Return solutions in the order of the brief."""
    known = {name: place for place, name in enumerate(ORDER)}
    return sorted(results, key=lambda result: known.get(result.name, len(ORDER)))


def merged(results: Iterable[SolutionResult]) -> list[tuple[list[SolutionResult], SolutionResult]]:
    """Return solutions that choose, in order, grouped where they choose the same packages."""
    groups: list[tuple[list[SolutionResult], SolutionResult]] = []
    for result in ordered(results):
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


def is_sourced(case: Case, named: NamedNumber) -> bool:
    """Return whether a number rests on a source, or on a claim that shows its words."""
    origin = named.number.provenance
    if origin is None:
        return False
    claims = (case.claims[name] for name in origin.claims if name in case.claims)
    return origin.source is not None or any(holds(case, claim) for claim in claims)


def nobody_proposed(study: Study, pairs: Iterable[tuple[str, str]]) -> bool:
    """Return whether only the analyst thought of these options."""
    options = [study.case.issue(issue).option(option) for issue, option in pairs]
    return all(option.origin == ANALYST and not option.claims for option in options)


def told(conditions: Iterable[str]) -> tuple[str, ...]:
    """Return what was revealed as sentences, in the words of the brief."""
    return tuple(sentence(each.replace("no deal", "walking away")) for each in conditions)


RARE = 0.05
"""Share of draws below which what was revealed speaks against the numbers."""


def kept(found: Uncertainty) -> str:
    """Return how many draws agree with what was revealed, and what a small share means."""
    if found.kept is None:
        return plural(found.draws, "draw")
    agree = round(found.kept.share * found.kept.draws)
    said = f"{count(agree)} of {plural(found.kept.draws, 'draw')} agree with it"
    if found.kept.share < RARE:
        said += ", which speaks against the assumed numbers"
    return said


def standing(study: Study) -> str:
    """Return the weights of unequal standing in words."""
    names = Names(study)
    return listing([f"{names.party(party)} {weight:g}" for party, weight in study.standing.items()])


def rests_on(case: Case) -> str:
    """Return in a few words whether the numbers of a case are sourced or assumed."""
    numbers = case.numbers()
    if not numbers:
        return "orders of states as the case has them"
    cited = sum(is_sourced(case, each) for each in numbers)
    if cited == len(numbers):
        return "all numbers have a source"
    some = f"{count(len(numbers) - cited)} of {count(len(numbers))}" if cited else "all"
    return f"{some} weights, scores and walk-away values are assumed"


def package_name(case: Case, package_id: str) -> str:
    """Return a package that is carried out, as part of a sentence.

    A package of the case by its name, else the package of a solution.
    """
    known = case.packages.get(package_id)
    if known is not None:
        return quoted(known.name)
    name = SOLUTIONS[package_id].title.removesuffix(" solution").removesuffix(" choice")
    return f"the package {quoted(name)}" if " " in name else f"the {name} package"
