"""Words of an exchange: what it carries out, who would break off, who has asked for what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from zopa.analysis.exchange.results import ExchangeStudy, Repair, Schedule, Slack
from zopa.analysis.solutions import SOLUTIONS
from zopa.analysis.verification.results import VerificationStudy
from zopa.report.phrases import PEOPLE
from zopa.report.words import Names, Scale, listing, plural, quoted, sentence, share, spelled


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An exchange with the names and the decimals that its words need."""

    found: ExchangeStudy
    names: Mapping[str, str]
    """Party -> name."""
    scales: Mapping[str, Scale]
    """Party -> decimals of its points."""

    @classmethod
    def of(cls, found: ExchangeStudy) -> Told:
        """Return an exchange ready to be told."""
        names = Names(found.case)
        sizes = dict.fromkeys(found.parties, 0.0)
        for step in found.steps:
            for party, size in {step.by: step.cost, **step.value}.items():
                sizes[party] += abs(size)
        return cls(
            found=found,
            names={party: names.party(party) for party in found.parties},
            scales={party: Scale.by(size or 1.0) for party, size in sizes.items()},
        )

    def package(self) -> str:
        """Return what is carried out, as part of a sentence.

        A package of the case by its name, else the package of a solution.
        """
        known = self.found.case.packages.get(self.found.package_id)
        if known is not None:
            return quoted(known.name)
        solution = SOLUTIONS[self.found.package_id]
        name = solution.title.removesuffix(" solution").removesuffix(" choice")
        if solution.name not in PEOPLE:
            name = name[:1].lower() + name[1:]
        return f"the package with {name}" if " " in name else f"the {name} package"

    def points(self, party: str, size: float) -> str:
        """Return a size in points, rounded up so that it suffices."""
        said = self.scales[party].enough(size)
        return f"{said} point" if said == "1" else f"{said} points"

    def answer(self) -> str:
        """Return the answer: whether some order holds, what it rests on, and those asked for."""
        return " ".join(map(sentence, (*self._found(), *self._demands())))

    def _found(self) -> Iterator[str]:
        first = self.found.schedules[0]
        if self.found.possible:
            rounds = plural(len(first.rounds), "round")
            yield (
                f"{self.package()} can be carried out so that nobody ever gains by breaking off, "
                f"in {rounds}"
            )
            yield self.spare(first)
            return
        count = len(self.found.steps)
        steps = "the one step" if count == 1 else f"the {spelled(count)} steps"
        yield f"no order of {steps} to {self.package()} holds by itself: {self.found.reason}"
        worse = self.worse()
        remedy = next((each for each in self.found.repairs if each.works), None)
        if worse:
            some = listing([self.names[party] for party in worse])
            yield f"so {some} would not sign, and no guarantee makes the package worth signing"
        elif remedy is not None:
            yield f"the first remedy: {remedy.text}"

    def worse(self) -> list[str]:
        """Return the parties that the whole package leaves worse off than now."""
        return [p for p, gain in self.found.gains.items() if gain < 0 and self.shown(p, -gain)]

    def checked(self, planned: VerificationStudy | None) -> str:
        """Return where steps are assumed to be noticed more surely than planned visits find.

        Nothing where they are not, or where the visits are planned for another deal.
        """
        terms = self.found.case.exchange
        if planned is None or planned.package != self.found.package:
            return ""
        steps = {step.issue for step in self.found.steps}
        assumed, finds = [], []
        for place in planned.plan.places:
            if place.issue not in steps or place.issue is None or place.achieved is None:
                continue
            given = terms.issues.get(place.issue) if terms is not None else None
            noticed = 1.0 if given is None else given.detected
            name = Names(self.found.case).issue(place.issue)
            if share(noticed) != share(place.achieved) and noticed > place.achieved:
                assumed.append(f"{name} {share(noticed)}")
                finds.append(share(place.achieved))
        if not assumed:
            return ""
        lead = "it holds if" if self.found.possible else "all of this takes for granted that"
        return (
            f"{lead} a withheld step is noticed as assumed ({'; '.join(assumed)}); the planned "
            f"visits find {listing(finds)}, see Can it be checked"
        )

    def signs(self, repair: Repair) -> bool:
        """Return whether a repair that works also leaves nobody worse off than now."""
        worse, gains = self.worse(), self.found.gains
        if not worse or repair.kind == "part":
            return True
        if repair.kind != "relationship" or worse != [repair.party]:
            return False
        return gains[worse[0]] + (repair.size or 0.0) >= 0

    def spare(self, schedule: Schedule) -> str:
        """Return who has least reason to go on in a schedule that holds, and where."""
        least = min(schedule.tightest, key=lambda slack: slack.slack)
        size = self.scales[least.party].short(least.slack)
        loss = f"{size} point{'' if size == '1' else 's'}"
        if self.barely(schedule):
            loss = "next to nothing"
        return (
            f"it is closest to failing with {self.names[least.party]}, which would lose {loss} by "
            f"{least.text}"
        )

    def barely(self, schedule: Schedule) -> bool:
        """Return whether the margin with which a schedule holds rounds to nothing."""
        least = min(schedule.tightest, key=lambda slack: slack.slack)
        return self.scales[least.party].short(least.slack).strip("0.,") == ""

    def _demands(self) -> Iterator[str]:
        """Return which of the orders asked for hold, and who would break off the others."""
        also = " too" if self.found.possible else ""
        holding = [self._demand(order) for order in self.found.orders if order.safe]
        if holding:
            yield f"{listing(holding)} {'holds' if len(holding) == 1 else 'hold'}{also}"
        for order in self.found.orders:
            if order.broken:
                yield f"{self._demand(order)} cannot be done as it stands"
            elif not order.safe:
                stops = [
                    self.names[party] for party in self.found.parties if self._stops(order, party)
                ]
                neither = "does not" if self.found.possible else "does not hold either"
                yield f"{self._demand(order)} {neither}: {listing(stops)} would break off"

    def _stops(self, order: Schedule, party: str) -> bool:
        return any(slack.party == party for slack in order.breaks)

    def _demand(self, order: Schedule) -> str:
        who = self.by(order)
        return f"{quoted(order.name)}, asked by {who}," if who else quoted(order.name)

    def by(self, order: Schedule) -> str:
        """Return who asked for an order."""
        exchange = self.found.case.exchange
        asked = exchange.orders[order.id].by if exchange is not None else ()
        names = Names(self.found.case)
        return listing([names.party(party) for party in asked])

    def failure(self, order: Schedule) -> str:
        """Return why an order fails: what it does too early, or who would break off where."""
        if order.broken:
            return listing(order.broken)
        worst: dict[str, Slack] = {}
        for slack in order.breaks:
            if slack.party not in worst or slack.slack < worst[slack.party].slack:
                worst[slack.party] = slack
        return listing([self.stop(slack) for slack in worst.values()])

    def stop(self, slack: Slack) -> str:
        """Return who gains how much by breaking off where."""
        size = self.scales[slack.party].short(-slack.slack)
        gain = f"{size} point{'' if size == '1' else 's'}"
        return f"{self.names[slack.party]} would gain {gain} by {slack.text}"

    def verdict(self, order: Schedule) -> str:
        """Return an order that was asked for, with its claims, and what it would take."""
        exchange = self.found.case.exchange
        claims = exchange.orders[order.id].claims if exchange is not None else ()
        who, parts = self.by(order), []
        if who:
            parts.append(f"asked by {who}")
        if claims:
            parts.append(f"{'claim' if len(claims) == 1 else 'claims'} {', '.join(claims)}")
        head = order.name + (f" ({'; '.join(parts)})" if parts else "")
        if order.safe:
            return sentence(f"{head}: nobody gains by breaking it off; {self.spare(order)}")
        if order.broken:
            return sentence(f"{head}: cannot be done like this, because {self.failure(order)}")
        needed = self.needed(order.deposits)
        return sentence(f"{head}: {self.failure(order)}; it would hold with {needed}")

    def needed(self, deposits: Mapping[str, float]) -> str:
        """Return the deposits that make a schedule hold."""
        parts = [
            f"{self.points(party, size)} by {self.names[party]}"
            for party, size in deposits.items()
            if self.shown(party, size)
        ]
        return f"a deposit of {listing(parts)}" if parts else "the smallest deposit"

    def stakes(self, sizes: Mapping[str, float]) -> str:
        """Return what everybody has at stake, in few words."""
        parts = [f"{self.names[p]} {self.scales[p].enough(size)}" for p, size in sizes.items()]
        return listing(parts)

    def any_stake(self) -> bool:
        """Return whether some order needs that anybody has something at stake."""
        needed = [*self.found.least_stakes, *(order.stakes for order in self.found.orders)]
        return any(self.shown(p, size) for each in needed for p, size in each.items())

    def shown(self, party: str, size: float) -> bool:
        """Return whether a size is more than nothing with the decimals of the party."""
        return self.scales[party].enough(max(0.0, size)).strip("0.,") != ""
