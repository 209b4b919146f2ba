"""The parts of a case file to a `Case`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from zopa.errors import CaseFaults, Fault, did_you_mean
from zopa.formats import _zopa_leaves as leaves
from zopa.formats._zopa_build_later import (
    coalitions_of,
    exchange_of,
    inspection_of,
    members_of,
    order_of,
    ratifiers_of,
    states_of,
)
from zopa.formats._zopa_grid import grid_options
from zopa.formats._zopa_patterns import Desk
from zopa.formats._zopa_schema import CasePart, IssuePart, PackagePart, RulePart
from zopa.formats._zopa_schema_wants import PreferencePart
from zopa.model import (
    Acceptance,
    Case,
    Claim,
    Commitment,
    Event,
    Grid,
    Issue,
    Joint,
    NamedPackage,
    Option,
    OptionSet,
    Party,
    Preference,
    Rule,
    Scores,
    Source,
    Table,
)
from zopa.model.records import STATUSES

POINT_LIMIT = 100_000
"""Options that a grid makes at most."""


@dataclass(slots=True, kw_only=True)
class Builder:
    """Makes the values of the model from the parts of the file."""

    part: CasePart
    name: str
    desk: Desk = field(default_factory=Desk)

    def build(self) -> tuple[Case | None, list[Fault]]:
        """Return the case, or the faults of the model; the desk has those of the file."""
        part = self.part
        self.desk.issues = {name: self._issue(name, issue) for name, issue in part.issues.items()}
        name = part.id or self.name
        orders = {p: v for p, v in part.preferences.items() if v.is_order}
        members = members_of(part.ratifiers) - set(orders)
        wants = {p: self._preference(p, v) for p, v in part.preferences.items() if p not in orders}
        try:
            case = Case(
                id=name,
                title=part.title if part.title is not None else name,
                parties=tuple(
                    Party(id=p, name=_or(v.name, p), aliases=v.aliases, role=v.role)
                    for p, v in part.parties.items()
                ),
                issues=tuple(self.desk.issues.values()),
                preferences={p: v for p, v in wants.items() if p not in members},
                constituents={p: v for p, v in wants.items() if p in members},
                orders={p: order_of(p, v, self.desk) for p, v in orders.items()},
                acceptance=Acceptance(
                    at_least=part.accept.at_least, including=part.accept.including
                ),
                rules=self._rules("rules", part.rules),
                deal_rules=self._rules("deal_rules", part.deal_rules),
                option_sets={
                    n: OptionSet(id=n, name=v.name, origin=v.origin, add=v.add, fix=v.fix)
                    for n, v in part.option_sets.items()
                },
                no_deal=part.no_deal,
                packages={n: self._package(n, v) for n, v in part.packages.items()},
                sources={n: Source(id=n, **v.model_dump()) for n, v in part.sources.items()},
                claims={n: Claim(id=n, **v.model_dump()) for n, v in part.claims.items()},
                events=tuple(Event(**v.model_dump()) for v in part.events),
                commitments=tuple(Commitment(**v.model_dump()) for v in part.commitments),
                notes=part.notes,
                states=states_of(part.states, self.desk),
                exchange=None if part.exchange is None else exchange_of(part.exchange),
                verification=(
                    None if part.verification is None else inspection_of(part.verification)
                ),
                ratifiers=ratifiers_of(part.ratifiers),
                coalitions=coalitions_of(part.coalitions, list(part.parties), self.desk),
            )
        except CaseFaults as error:
            return None, list(error.faults)
        return case, []

    def _issue(self, name: str, part: IssuePart) -> Issue:
        grid = Grid(**part.grid.model_dump()) if part.grid is not None else None
        if grid is not None and not self._sound(name, grid, made=part.options is None):
            grid = None
            self.desk.damaged.add(("issues", name))
        if part.options is not None:
            options = tuple(
                Option(id=o, name=_or(v.name, o), origin=v.origin, claims=v.claims)
                for o, v in part.options.items()
            )
        elif grid is not None:
            options = grid_options(grid)
        else:
            options = (Option(id="?", name="?"),)
            self.desk.damaged.add(("issues", name))
            if part.grid is None:
                message = f"issue '{name}' has no options; add 'options: [one, another]', or a grid"
                self.desk.fault(message, "issues", name)
        return Issue(
            id=name,
            name=_or(part.name, name),
            options=options,
            by=part.by,
            now=part.now,
            term=part.term,
            grid=grid,
        )

    def _sound(self, name: str, grid: Grid, *, made: bool) -> bool:
        """Return whether a grid has numbers, and, where options are made from it, good ones."""
        message = None
        if grid.low > grid.high or (grid.low == grid.high and grid.points > 1):
            message = f"runs from {grid.low:g} to {grid.high:g}; low must be below high"
        elif not 1 <= grid.points <= POINT_LIMIT:
            message = f"has {grid.points} points; give 1 to {POINT_LIMIT:,}"
        elif made and grid.kind == "integer" and not all(v.is_integer() for v in grid.values()):
            message = (
                f"is of integers, but {grid.points} points from {grid.low:g} to {grid.high:g} "
                "are not all whole; change 'points'"
            )
        if message is not None:
            self.desk.fault(f"the grid of issue '{name}' {message}", "issues", name, "grid")
        return message is None

    def _rules(self, section: str, parts: list[RulePart]) -> tuple[Rule, ...]:
        made = []
        for place, part in enumerate(parts):
            where = (section, str(place))
            first, key = (part.never, "never") if part.when is None else (part.when, "if")
            then = None if part.then is None else self.desk.pattern(part.then, (*where, "then"))
            when = self.desk.pattern(first or {}, (*where, key))
            made.append(Rule(when=when, then=then, reason=part.reason))
        return tuple(made)

    def _preference(self, party: str, part: PreferencePart) -> Preference:
        def marked(value: Any) -> Any:
            return value if part.provenance is None else leaves.marked(value, part.provenance)

        if part.table is not None:
            return Table(
                party=party,
                issues=part.table.issues,
                utilities=marked(dict(part.table.rows)),
                default=marked(part.table.default),
                standing=marked(part.no_deal),
                cap=part.cap,
                discount=part.discount,
            )
        return Scores(
            party=party,
            scores=marked(part.scores or {}),
            weights=marked(part.weights),
            joint=tuple(
                Joint(
                    id=n,
                    issues=v.issues,
                    scores=marked(v.scores),
                    weight=marked(v.weight),
                    default=v.default,
                )
                for n, v in part.joint.items()
            ),
            standing=marked(part.no_deal),
            rescale=part.rescale,
            constant=part.constant,
            cap=part.cap,
            discount=part.discount,
        )

    def _package(self, name: str, part: PackagePart) -> NamedPackage:
        inline = dict(part.model_extra or {})
        for key in [key for key in inline if key not in self.desk.issues]:
            known = [*PackagePart.keys(), *self.desk.issues]
            self.desk.fault(
                f"package '{name}' has the key '{key}', which is neither an issue nor a key of "
                f"packages; {did_you_mean(key, known)}",
                "packages",
                name,
                key,
            )
            del inline[key]
        chosen = {**inline, **part.options}
        for key in sorted(set(inline) & set(part.options)):
            self.desk.fault(
                f"package '{name}' gives issue '{key}' twice; keep one", "packages", name, key
            )
        return NamedPackage(
            id=name,
            name=_or(part.name, name),
            options={i: chosen.pop(i) for i in self.desk.issues if i in chosen} | chosen,
            by=part.by,
            to=part.to,
            status=_status(part.status),
            claims=part.claims,
            assumed=part.assumed,
        )


def _status(word: str | None) -> str | None:
    """Return a status in the spelling that zopa knows, if it knows the word."""
    plain = (word or "").strip().lower()
    return plain if plain in STATUSES else word


def _or(name: str | None, fallback: str) -> str:
    return fallback if name is None else name
