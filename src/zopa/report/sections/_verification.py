"""Words of verification: how many visits, what they find, what reports tell."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from zopa.analysis.verification.results import Left, Place, Plan, Signing, VerificationStudy
from zopa.report.phrases import package_name
from zopa.report.words import Names, Scale, listing, plural, sentence, share, within

VISITS = Scale(digits=1)
"""Average numbers of visits."""
SURPRISE = ", as long as nobody knows where the next one goes"
UNSEEN: tuple[Left, ...] = ("no mover", "unknown now")
"""Why steps were not looked at that somebody could break for all that is known."""
FEW = 3
"""Steps that nothing checks, up to which a first sentence names them."""
WHY_LEFT: Mapping[Left, str] = {
    "not asked": "not asked for by this package, so not looked at: {}",
    "no mover": "the case does not say who carries out {}, so it was not looked at",
    "several movers": "carried out by several together, so nobody can break it alone: {}",
    "unknown now": "the case does not say what is in force now on {}, so a breach has no measure",
    "inspector moves it": "carried out by the inspector itself, so not looked at: {}",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A verification with the names and the decimals that its words need."""

    found: VerificationStudy
    names: Names
    scales: Mapping[str, Scale]
    """Party -> decimals of its points."""

    @classmethod
    def of(cls, found: VerificationStudy) -> Told:
        """Return a verification ready to be told."""
        sizes: dict[str, float] = {}
        for place in found.plan.places:
            if place.party is not None and place.loss is not None:
                size = abs(place.gain or 0.0) + abs(place.loss.taken_back) + abs(place.loss.stake)
                sizes[place.party] = sizes.get(place.party, 0.0) + size
            if place.decision is not None:
                size = abs(place.decision.kept) + abs(place.decision.broken)
                sizes[place.decision.party] = sizes.get(place.decision.party, 0.0) + size
        return cls(
            found=found,
            names=Names(found.case),
            scales={party: Scale.by(size or 1.0) for party, size in sizes.items()},
        )

    @property
    def at_stake(self) -> tuple[Place, ...]:
        """Places where a step of the deal can be broken."""
        return tuple(place for place in self.found.plan.places if place.issue is not None)

    @property
    def breakers(self) -> list[str]:
        """Who could break a step, in the order of the places."""
        return list(dict.fromkeys(p.party for p in self.at_stake if p.party is not None))

    def package(self) -> str:
        """Return what is carried out, as part of a sentence."""
        return package_name(self.found.case, self.found.package_id)

    def answer(self) -> str:
        """Return the answer: how many visits it takes, and whether those planned are enough."""
        first, *more = self._answer()
        if self.blind and self.checked() in first:
            first += f"; nothing checks {self.blind_ones()}"
        return " ".join(map(sentence, (first, *more)))

    def _answer(self) -> Iterator[str]:
        plan, planned = self.found.plan, self.found.inspection.visits
        if not self.at_stake:
            yield f"{self.package()} asks for nothing that the case says how to check"
        elif all(place.needed is None for place in self.at_stake):
            who = listing([self.names.party(party) for party in self.breakers])
            yield f"what a breach is worth to {who} is not known, for there are no scores"
            yield "so what is needed is not known either; what reports tell is below"
        elif all(place.needed == 0 for place in self.at_stake):
            yield (
                f"nobody gains by breaking a word of {self.package()}{self.checked()}, so nothing has "
                "to be found"
            )
        elif plan.visits_needed == 0:
            yield (
                f"no visits are needed for {self.package()}: what is seen from outside deters "
                f"every breach{self.checked()}"
            )
        elif plan.visits_needed is not None:
            yield self._needed(plan, planned)
            yield from self._after_hit()
            yield from self._doubt()
        else:
            yield (
                f"no number of visits deters every breach of {self.package()}: "
                f"{listing(list(map(self.obstacle, self.beyond(plan))))}"
            )
            yield from self._after_hit()

    def _needed(self, plan: Plan, planned: int | None) -> str:
        whole = plural(plan.visits_needed or 0, "visit")
        average = VISITS.enough(plan.average_needed or 0.0)
        takes = f"{whole} if all are sure to come, or {average} on average if nobody knows where the next one goes"
        if average == str(plan.visits_needed):
            takes = whole
        if not planned:
            none = "" if planned is None else "no visits are planned; "
            return f"{none}to deter {self.breaches()} takes {takes}"
        if plan.enough:
            sure = (plan.visits_needed or 0) <= planned
            how = "" if sure else SURPRISE
            does = "is" if planned == 1 else "are"
            return f"{self.planned()} {does} enough to deter {self.breaches()}{how}"
        does = "is" if planned == 1 else "are"
        return f"{self.planned()} {does} not enough to deter {self.breaches()}: it takes {takes}"

    @property
    def blind(self) -> list[str]:
        """Return the names of the steps of the deal by others than the inspector that nothing looks at."""
        left = self.found.left_out.items()
        seen = [*self.found.unchecked, *(name for name, why in left if why in UNSEEN)]
        return [self.names.issue(issue.id) for issue in self.found.case.issues if issue.id in seen]

    def blind_ones(self) -> str:
        """Return what nothing looks at, in a few words."""
        return listing(self.blind) if len(self.blind) <= FEW else f"{len(self.blind)} other steps"

    def checked(self) -> str:
        """Return the restriction to what the case checks; empty where it checks every step."""
        return " that the case checks" if self.blind else ""

    def breaches(self) -> str:
        """Return what has to be deterred."""
        return f"every breach of {self.package()}{self.checked()}"

    def planned(self) -> str:
        """Return the planned visits as the subject of a sentence."""
        visits = self.found.inspection.visits or 0
        return "the one visit planned" if visits == 1 else f"the {visits} visits planned"

    def _after_hit(self) -> Iterator[str]:
        """Return what changes once intelligence has pointed to the hidden place."""
        after = self.found.after_hit
        if after is None or self.found.plan.enough or not after.places[-1].issue:
            return
        start = f"once intelligence has pointed to “{after.places[-1].name}”"
        if after.enough:
            sure = (after.visits_needed or 0) <= (self.found.inspection.visits or 0)
            yield f"{start}, they are enough" + ("" if sure else SURPRISE)
        elif after.average_needed is not None:
            average = VISITS.enough(after.average_needed)
            yield f"{start}, it takes {plural(after.visits_needed or 0, 'visit')}, or {average} on average"

    def _doubt(self) -> Iterator[str]:
        """Return in what share of draws the planned visits deter everywhere."""
        plan, after = self.found.plan, self.found.after_hit
        if plan.sure is None:
            return
        said = (
            "over all ways the uncertain numbers may fall the planned visits deter everywhere "
            f"{within(plan.sure)}"
        )
        if after is not None and after.sure is not None:
            said += f", after a hit {within(after.sure)}"
        yield said

    def beyond(self, plan: Plan) -> list[Place]:
        """Return the places where no number of visits deters."""
        return [p for p in plan.places if p.issue and p.needed and p.visits_needed is None]

    def obstacle(self, place: Place) -> str:
        """Return why no number of visits deters at a place."""
        name = f"at “{place.name}”"
        who = self.names.party(place.party or "")
        if place.needed is not None and math.isinf(place.needed):
            return f"{name} {who} is better off with a breach even when it is caught"
        if place.detected == 0:
            return f"{name} a visit finds nothing"
        return f"{name} only a breach that is sure to be found would be deterred"

    def points(self, party: str | None, size: float | None) -> str:
        """Return a size in a party's points; a dash where it is not known."""
        if party is None or size is None:
            return "?"
        return self.scales[party].text(size)

    def remarks(self) -> tuple[str, ...]:
        """Return what else there is to say: samples, timing, what nothing checks."""
        return tuple(map(sentence, self._remarks()))

    def _remarks(self) -> Iterator[str]:
        for place in self.found.plan.places:
            if place.plan is not None:
                yield self._sample(place)
            if place.seen > 0:
                yield (
                    f"“{place.name}”: a breach is seen from outside, without any visit, with a chance of "
                    f"{share(place.seen)}"
                )
        yield from self._timing()
        if self.found.unchecked:
            names = [self.names.issue(issue) for issue in self.found.unchecked]
            yield f"nothing in the case checks: {listing(names)}"
        reasons: dict[Left, list[str]] = {}
        for issue, why in self.found.left_out.items():
            reasons.setdefault(why, []).append(self.names.issue(issue))
        for why, issues in reasons.items():
            yield WHY_LEFT[why].format(listing(issues))

    def _sample(self, place: Place) -> str:
        plan = place.plan
        assert plan is not None  # noqa: S101 - the caller looked
        look = (
            f"“{place.name}”: inspect {plan.exact} of the {plan.items} declared items, so that "
            f"{plan.falsified} falsified ones are overlooked with a chance of at most {share(plan.miss)}"
        )
        if not plan.reached:
            look = (
                f"“{place.name}”: even all {plan.items} declared items overlook {plan.falsified} "
                f"falsified ones with a chance of {share(plan.overlooked)}"
            )
        if plan.recognised < 1:
            look += f" (a look recognises {share(plan.recognised)} of them)"
        return look

    def _timing(self) -> Iterator[str]:
        timing = self.found.timing
        if timing is None or timing.visits == 0:
            return
        if timing.visits >= timing.periods:
            yield f"{plural(timing.visits, 'visit')} can cover all {timing.periods} periods"
            return
        yield (
            "where a breach shows in its own period only: visit each of the "
            f"{timing.periods} periods with a chance of visits left by periods left, "
            f"{share(timing.first)} in the first; then a visit meets it with a chance of "
            f"{share(timing.first)}, whichever period it comes in"
        )

    def signing(self) -> str | None:
        """Return what signing is worth to the inspector, at these beliefs and after reports."""
        found = self.found.signing
        if found is None or found.party not in self.scales:
            return None
        scale, who = self.scales[found.party], self.names.party(found.party)
        now = scale.signed(found.now, short=True)
        first = (
            f"signing brings {who} {scale.signed(found.kept, short=True)} points over walking away "
            f"if every word is kept, and {now} on average at the beliefs of the case (the same "
            f"whatever the number of visits), {self._advice(found)}"
        )
        second = (
            f"after one clean report from every place it is {scale.signed(found.clean, short=True)}"
        )
        if found.clean_after_hit is not None:
            second += f", and {scale.signed(found.clean_after_hit, short=True)} where intelligence had pointed to the hidden place"
        return f"{sentence(first)} {sentence(second)}"

    def _advice(self, found: Signing) -> str:
        if found.now >= 0:
            against = self.who(found.refused_by)
            if against:
                return f"so it would sign, but {against} would refuse, better off without a deal"
            return "so it can sign now"
        better = max(found.clean, found.clean_after_hit or found.clean)
        return "so it should look first" if better > 0 else "so it should not sign"

    def who(self, parties: Sequence[str]) -> str:
        """Return names of parties as a phrase."""
        return listing([self.names.party(party) for party in parties])
