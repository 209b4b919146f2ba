"""What each could claim: what groups get by themselves, and which divisions stand."""

from __future__ import annotations

from zopa.analysis.bargaining.results import CoalitionStudy, Group
from zopa.analysis.results import Study
from zopa.report.document import Block, Bullets, Details, Paragraph, Section, Table, columns, row
from zopa.report.sections._contract import section
from zopa.report.words import Names, Scale, count, listing, plural, sentence

RULES = {"shapley": "Shapley value", "nucleolus": "nucleolus"}
GROUPS = 64
"""Groups whose worth the page lists."""
MEANING = (
    "alone: what a party gets by itself; at most: what all together lose without it. Shapley: "
    "what it adds on average, over all orders of joining; nucleolus: the division whose worst "
    "objection of any group is smallest"
)


@section(name="coalitions", order=71)
def coalitions(study: Study) -> Section | None:
    """Return what groups can claim; nothing for a case without values of coalitions."""
    return None if study.claims_of_coalitions is None else written(study.claims_of_coalitions)


def written(found: CoalitionStudy) -> Section:
    """Return what there is to say on one study of coalitions."""
    names, scale = Names(found.case), _scale(found)
    blocks: list[Block] = [
        Paragraph(text=_answer(found, names, scale), tone="strong"),
        _claims(found, names, scale),
    ]
    objections = [
        sentence(
            f"{RULES[rule]}: {_group(each.group, names)} would object; by themselves they get "
            f"{scale.short(each.worth)}, here {scale.short(each.given)}"
        )
        for rule, each in found.objections.items()
    ]
    if objections:
        blocks.append(Bullets(items=tuple(objections)))
    blocks.append(Paragraph(text=_small_print(found), tone="muted"))
    if len(found.worths) <= GROUPS:
        worths = Details(title="What each group gets", blocks=(_worths(found, names, scale),))
        blocks.append(worths)
    return Section(id="coalitions", title="What each could claim", blocks=tuple(blocks))


def _scale(found: CoalitionStudy) -> Scale:
    shares = [value for claim in found.claims.values() for value in (claim.shapley, claim.adds)]
    shares += [claim.nucleolus for claim in found.claims.values() if claim.nucleolus is not None]
    values = [*found.worths.values(), *shares]
    return Scale.of(values, max(map(abs, values)) or 1.0)


def _answer(found: CoalitionStudy, names: Names, scale: Scale) -> str:
    """Say whether any division stands, and what is to be divided."""
    total = scale.short(found.total)
    if found.core_is_empty is None:
        return sentence(f"all together get {total}; {found.reason}")
    if not found.core_is_empty:
        return sentence(
            f"all together get {total}, and it can be shared so that no group would do better by "
            "itself"
        )
    if len(found.apart) > 1:
        apart = "; ".join(_group(group, names) for group in found.apart)
        return sentence(
            f"all together get {total}, less than the {scale.short(found.apart_total)} that they get "
            f"apart ({apart}), so however it is shared, some group would do better by itself"
        )
    return sentence(
        f"however the {total} are shared, some group would do better by itself, by "
        f"{scale.short(found.epsilon or 0.0)} at least"
    )


def _group(group: Group, names: Names) -> str:
    return listing([names.party(party) for party in group])


def _claims(found: CoalitionStudy, names: Names, scale: Scale) -> Table:
    """Return what each party gets alone, could claim at most, and is given by each rule."""
    stands = found.core_is_empty is False
    fair = any(claim.nucleolus is not None for claim in found.claims.values())
    titles = ["alone", "at most", *(["no group objects"] if stands else []), "Shapley"]
    rows = []
    for party, claim in found.claims.items():
        cells = [scale.text(claim.alone), scale.text(claim.adds)]
        if claim.core is not None:
            low, high = (scale.short(end) for end in claim.core)
            cells.append(low if low == high else f"{low} to {high}")
        cells.append(scale.text(claim.shapley))
        if claim.nucleolus is not None:
            cells.append(scale.text(claim.nucleolus))
        rows.append(row(names.party(party), *cells))
    both = columns("party", *titles, *(["nucleolus"] if fair else []))
    return Table(columns=both, rows=tuple(rows))


def _small_print(found: CoalitionStudy) -> str:
    """Return what the columns mean, and what the case left to fill in."""
    said = [sentence(MEANING)]
    if found.core_is_empty is not None and found.reason is not None:
        said.append(sentence(f"no nucleolus: {found.reason}"))
    if found.filled:
        does = "does" if found.filled == 1 else "do"
        said.append(
            sentence(
                f"{plural(found.filled, 'group')} of two or more {does} not stand in the case; each "
                "counts with the best sum of its parts"
            )
        )
    return " ".join(said)


def _worths(found: CoalitionStudy, names: Names, scale: Scale) -> Table:
    rows = [
        row(_group(group, names), scale.text(worth))
        for group, worth in sorted(found.worths.items(), key=lambda pair: len(pair[0]))
    ]
    caption = f"{count(len(rows))} groups"
    return Table(caption=caption, columns=columns("group", "gets by itself"), rows=tuple(rows))
