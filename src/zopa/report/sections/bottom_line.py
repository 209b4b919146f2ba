"""The bottom line: the answer in three sentences."""

from __future__ import annotations

from collections.abc import Sequence

from zopa.analysis.results import Deal, Lever, Probability, Study, Unlock, Zone
from zopa.report.document import Paragraph, Section
from zopa.report.levers import ESTIMATES, effect, size, takes
from zopa.report.phrases import (
    consent,
    is_sourced,
    merged,
    nobody_proposed,
    quota,
    spoken_name,
)
from zopa.report.sections._contract import section
from zopa.report.sections._later import at_home, carried_out
from zopa.report.words import (
    Names,
    count,
    everyone,
    fine,
    listing,
    plural,
    sentence,
    spelled,
    tally,
    with_options,
    within,
)

FEW = 3
"""Options or parties that a sentence can name."""
LIKELY = 0.5
WAYS = "of the ways the numbers may fall"
MIDDLE = "at the middle values of the ranges"


@section(name="bottom-line", order=10)
def bottom_line(study: Study) -> Section:
    """Return the answer first: was there a deal, what opens or closes the zone, how sure."""
    unlock = study.unlock
    if unlock is not None and unlock.opening:
        empty = study.zones.get(unlock.option_set, study.zone)
        said = [_no_deal(study, empty), _openers(study, empty, unlock), _lowering(study, unlock)]
    elif study.zone.is_empty:
        said = [_no_deal(study, study.zone)]
    else:
        said = [_deal(study), _fair(study), _closing(study)]
    said += [at_home(study), carried_out(study)]
    answer = " ".join(sentence(part) for part in said if part)
    return Section(
        id="bottom-line",
        title="Bottom line",
        blocks=(
            Paragraph(text=answer, tone="strong"),
            Paragraph(text=_note(study), tone="muted"),
        ),
        opening=True,
    )


def _note(study: Study) -> str:
    """Say what the answer rests on."""
    numbers = study.case.numbers()
    cited = sum(is_sourced(study.case, each) for each in numbers)
    kinds = "weight, score or walk-away value"
    if cited == 0:
        said = f"No {kinds} comes from a source; all are the analyst's assumptions."
    elif cited == len(numbers):
        said = "Every weight, score and walk-away value has a source."
    else:
        said = (
            f"{count(cited)} of {count(len(numbers))} weights, scores and walk-away values "
            f"{'comes' if cited == 1 else 'come'} from a source; the others are the analyst's "
            "assumptions."
        )
    if study.zone.probability is None:
        return said
    return (
        f"{said} A chance measures the ranges of the case, not the likelihood that people agree; "
        "± is sampling error only."
    )


def _no_deal(study: Study, empty: Zone) -> str:
    """Say that the zone is empty, and how surely; likely deals come first."""
    where = _where(study, empty)
    none = f"none of the {plural(empty.legal, 'package')} {consent(study, one=True)}"
    chance = empty.probability
    if chance is None:
        return f"{_certain(study)}no deal was possible{where}: {none}"
    if chance.share > LIKELY:
        return f"{within(chance)} {WAYS} a deal was possible{where}, though {MIDDLE} {none}"
    return (
        f"no deal was possible{where}, {MIDDLE}: {none}, nor does any {within(_not(chance))} {WAYS}"
    )


def _deal(study: Study) -> str:
    """Say that there were deals, how many, and how surely; likely failure comes first."""
    zone, where = study.zone, _where(study, study.zone)
    every = zone.count.exact and zone.count.value == zone.legal > 1
    amount = "all" if every else f"{tally(zone.count)} of"
    found = f"{amount} {plural(zone.legal, 'package')} {consent(study, one=zone.count.value == 1)}"
    chance = zone.probability
    if chance is None:
        return f"{_certain(study)}a deal was possible{where}: {found}"
    if chance.share < LIKELY:
        return f"{within(_not(chance))} {WAYS} no deal was possible{where}, though {MIDDLE} {found}"
    return (
        f"a deal was possible{where}, {MIDDLE}: {found}, and there is one {within(chance)} {WAYS}"
    )


def _certain(study: Study) -> str:
    return "" if study.case.uncertain() else "with every number taken as certain, "


def _where(study: Study, zone: Zone) -> str:
    if len(study.zones) <= 1:
        return ""
    even = " even" if zone.option_set == "all" and zone.is_empty else ""
    return f"{even} {with_options(study.case, zone.option_set)}"


def _not(chance: Probability) -> Probability:
    return Probability(
        share=1 - chance.share, draws=chance.draws, standard_error=chance.standard_error
    )


def _openers(study: Study, empty: Zone, unlock: Unlock) -> str:
    """Say which added options open the zone; without any, what opens it most easily."""
    tried = [lever for lever in unlock.levers if lever.kind == "add-option" and lever.options]
    single = [lever for lever in tried if lever.opens]
    names = [Names(study).choice(*lever.options[0]) for lever in single]
    new = nobody_proposed(study, [pair for lever in single for pair in lever.options])
    if len(single) == 1:
        which = "one option nobody proposed" if new else "one added option"
        only = " by itself" if len(tried) > 1 else ""
        chance = _chance_with(study, empty, single[0])
        sure = f", and a deal {within(chance)} of those ways" if chance else ""
        found = effect(single[0]).removeprefix("opens ")
        opened = "" if found == "it" else f": {found}{sure}"
        return f"{which}, {names[0]}, opens the zone{only}{opened}"
    if single:
        which = "options nobody proposed" if new else "added options"
        start = f"any one of {spelled(len(single))} {which} opens the zone"
        if len(single) <= FEW:
            return f"{start}: {listing(names, 'or')}"
        most = max(range(len(single)), key=lambda at: single[at].packages or 0)
        return f"{start}; {names[most]} {effect(single[most])}, the most of them"
    together = [lever for lever in unlock.levers if lever.kind == "add-options" and lever.opens]
    if together:
        options = [Names(study).choice(*pair) for pair in together[0].options]
        proposed = ", which nobody proposed" if nobody_proposed(study, together[0].options) else ""
        return (
            f"no single added option opens the zone; it takes {spelled(len(options))} together, "
            f"{listing(options)}{proposed}"
        )
    return _easiest(unlock, optioned=bool(tried))


def _easiest(unlock: Unlock, *, optioned: bool) -> str:
    """Name the smallest change that the parties could make; never a weight or a score."""
    start = "no added option opens the zone" if optioned else ""
    opening = [lever for lever in unlock.levers if lever.opens and lever.kind not in ESTIMATES]
    if not opening:
        return start or "nothing that the parties could do was found to open the zone"
    if opening[0].kind == "reservation-alone":
        return start
    easiest = (
        f"the smallest change the parties could make is: {opening[0].label}, {takes(opening[0])}"
    )
    return f"{start}; {easiest}" if start else easiest.replace("is:", "to open the zone is:")


def _chance_with(study: Study, empty: Zone, lever: Lever) -> Probability | None:
    """Return the chance of a deal under the option set that adds just this, if the case has it."""
    issues, case = study.case.issues, study.case

    def options(name: str) -> dict[str, set[str]]:
        allowed = case.option_set(name).allowed(issues)
        return {issue: set(chosen) for issue, chosen in allowed.items()}

    wanted = options(empty.option_set)
    for issue, option in lever.options:
        wanted[issue].add(option)
    same = (zone for name, zone in study.zones.items() if options(name) == wanted)
    return next((zone.probability for zone in same), None)


def _lowering(study: Study, unlock: Unlock) -> str:
    """Say by how much the parties would have to lower their walk-away values instead."""
    names = Names(study)
    added = any(
        lever.kind in {"add-option", "add-options"} and lever.opens for lever in unlock.levers
    )
    start = "without it, " if added else "to open it, "
    able = [lever for lever in unlock.levers if lever.kind == "reservation-alone" and lever.opens]
    if able:
        alone = " alone" if len(study.parties) > 1 else ""
        moves = [f"by {size(study, lever)}" for lever in able]
        who = [names.party(lever.parties[0]) for lever in able]
        first = f"{start}{who[0]}{alone} would have to lower its walk-away value {moves[0]}"
        if len(able) > FEW:
            return f"{first}; for any other party it is more"
        rest = [
            f"{party} {move.removesuffix(f' {able[0].unit}')}"
            for party, move in zip(who[1:], moves[1:], strict=True)
        ]
        return ", or ".join([first, *rest])
    equal = [lever for lever in unlock.levers if lever.kind == "reservation-equal" and lever.opens]
    if equal:
        who_all = everyone(len(study.parties))
        return f"{start}{who_all} would have to lower their walk-away values by {size(study, equal[0])}"
    return ""


def _fair(study: Study) -> str:
    """Say what a fair package gives."""
    if len(study.parties) == 1:
        return ""
    groups = merged(study.solutions.values())
    if not groups:
        none = "none of them suits every party, so there is no fair package to name"
        return none if quota(study) is not None else ""
    members, first = groups[0]
    worth = _worth(study, first.deals[0])
    if len(groups) == 1 and len(members) > 1:
        return f"{everyone(len(members))} rules of fairness choose the same package, {worth}"
    names = listing([spoken_name(result) for result in members])
    return f"a fair package, by {names}, is {worth}"


def _worth(study: Study, deal: Deal) -> str:
    """Return what a deal is worth to each party, or its span where they are many."""
    scale = fine(study)
    if len(study.parties) <= FEW:
        parts = [
            f"{scale[party.id].short(deal.utilities[party.id])} to {party.name} "
            f"({scale[party.id].signed(deal.gains[party.id], short=True)})"
            for party in study.parties
        ]
        return f"worth {listing(parts)} against walking away"
    least = min(study.parties, key=lambda party: deal.gains[party.id])
    most = max(study.parties, key=lambda party: deal.gains[party.id])
    return (
        f"worth from {scale[least.id].short(deal.gains[least.id])} ({least.name}) to "
        f"{scale[most.id].short(deal.gains[most.id])} ({most.name}) more than walking away"
    )


def _closing(study: Study) -> str:
    """Say how far a party's walk-away value may rise before the zone closes."""
    if study.unlock is None:
        return ""
    names = Names(study)
    able = [
        lever
        for lever in study.unlock.levers
        if lever.kind == "reservation-alone" and lever.opens and lever.parties
    ]
    if not able:
        return ""
    return _rises(study, able[: 1 if len(able) > FEW else FEW], names)


def _rises(study: Study, levers: Sequence[Lever], names: Names) -> str:
    first, *rest = levers
    said = (
        f"the zone closes once the walk-away value of {names.party(first.parties[0])} rises by more than "
        f"{size(study, first)}"
    )
    return ", or ".join(
        [
            said,
            *(
                f"that of {names.party(lever.parties[0])} by more than "
                f"{size(study, lever).removesuffix(f' {first.unit}')}"
                for lever in rest
            ),
        ]
    )
