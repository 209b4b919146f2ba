"""Small random cases for property tests: everything a case can hold, few enough to enumerate."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from hypothesis import assume
from hypothesis import strategies as st

from zopa.errors import CaseError
from zopa.model import (
    NO_DEAL,
    Acceptance,
    Case,
    Issue,
    Joint,
    Number,
    Option,
    OptionSet,
    Party,
    Pattern,
    Preference,
    Rule,
    Scores,
    Standing,
    Table,
    space,
)

NARROW = "narrow"
"""Option set that leaves out the options of origin ``new``; every case has it."""

Draw = st.DrawFn


@st.composite
def cases(  # noqa: PLR0913 - flags, each with a default
    draw: Draw,
    *,
    parties: tuple[int, int] = (2, 4),
    issues: tuple[int, int] = (2, 4),
    options: tuple[int, int] = (2, 3),
    rules: bool = True,
    terms: bool = True,
    joints: bool = True,
    quotas: bool = True,
    ranges: bool = True,
    tables: bool = True,
    weighted: bool | None = None,
) -> Case:
    """Draw a small case with at least one legal deal in ``all`` and in `NARROW`.

    Scores and weights are small integers, so that ties occur.  The flags say what may occur;
    ``weighted`` asks for weights (``True``), for none (``False``) or leaves it open.
    """
    chosen = draw(_issues(issues, options, terms=terms))
    names = [f"p{n}" for n in range(draw(st.integers(*parties)))]
    preferences: dict[str, Preference] = {}
    for name in names:
        if tables and draw(st.integers(0, 7)) == 0:
            preferences[name] = draw(_table(name, chosen, ranges=ranges))
        else:
            preferences[name] = draw(
                _scores(name, chosen, joints=joints, ranges=ranges, weighted=weighted)
            )
    case = Case(
        id="random",
        title="Random case",
        parties=tuple(Party(id=name, name=f"Party {name}") for name in names),
        issues=chosen,
        preferences=preferences,
        acceptance=draw(_acceptance(names)) if quotas else Acceptance(),
        rules=tuple(draw(st.lists(_rule(chosen), max_size=2))) if rules else (),
        deal_rules=tuple(draw(st.lists(_rule(chosen), max_size=1))) if rules else (),
        option_sets={NARROW: OptionSet(id=NARROW, origin=("old",))},
    )
    for name in ("all", NARROW):
        try:
            space(case, name)
        except CaseError:
            assume(False)  # noqa: FBT003 - the signature of hypothesis
    return case


@st.composite
def _issues(
    draw: Draw, count: tuple[int, int], options: tuple[int, int], *, terms: bool
) -> tuple[Issue, ...]:
    found = []
    for at in range(draw(st.integers(*count))):
        size = draw(st.integers(*options))
        origins = ["old", *draw(st.lists(st.sampled_from(("old", "new")), min_size=size - 1))]
        listed = tuple(
            Option(id=f"o{n}", name=f"Option {n} of {at}", origin=origin)
            for n, origin in zip(range(size), origins, strict=False)
        )
        is_term = terms and at > 0 and draw(st.integers(0, 4)) == 0
        now = None if is_term else f"o{draw(st.integers(0, size - 1))}"
        found.append(Issue(id=f"i{at}", name=f"Issue {at}", options=listed, term=is_term, now=now))
    return tuple(found)


@st.composite
def _number(draw: Draw, low: int, high: int, *, ranges: bool) -> Number:
    value = draw(st.integers(low, high))
    if not ranges or draw(st.integers(0, 4)):
        return Number.fixed(value)
    end = draw(st.integers(value, high))
    if draw(st.booleans()):
        return Number.uniform(value, end)
    return Number.triangular(value, draw(st.integers(value, end)), end)


@st.composite
def _standing(draw: Draw, *, ranges: bool) -> Standing:
    kind = draw(st.sampled_from(("value", "premium", "package")))
    if kind == "value":
        return Standing(value=draw(_number(0, 12, ranges=ranges)))
    if kind == "premium":
        return Standing(premium=draw(_number(-2, 4, ranges=ranges)))
    return Standing()


@st.composite
def _scores(
    draw: Draw,
    party: str,
    issues: Sequence[Issue],
    *,
    joints: bool,
    ranges: bool,
    weighted: bool | None,
) -> Scores:
    scored = [issue for issue in issues if draw(st.integers(0, 5))] or [issues[0]]
    scores = {}
    for issue in scored:
        keys = [option.id for option in issue.options] + ([NO_DEAL] if issue.term else [])
        scores[issue.id] = {key: draw(_number(0, 10, ranges=ranges)) for key in keys}
    has_weights = draw(st.integers(0, 3)) > 0 if weighted is None else weighted
    weights = None
    if has_weights:
        weights = {issue.id: draw(_number(0, 5, ranges=ranges)) for issue in scored}
        first = scored[0].id
        if not any(weight.low > 0 for weight in weights.values()):
            weights[first] = Number.fixed(draw(st.integers(1, 5)))
    joint: tuple[Joint, ...] = ()
    if joints and len(issues) > 1 and draw(st.integers(0, 3)) == 0:
        joint = (draw(_joint(issues, has_weights=has_weights, ranges=ranges)),)
    return Scores(
        party=party,
        scores=scores,
        weights=weights,
        joint=joint,
        standing=draw(_standing(ranges=ranges)),
    )


@st.composite
def _joint(draw: Draw, issues: Sequence[Issue], *, has_weights: bool, ranges: bool) -> Joint:
    members = draw(st.permutations(list(issues)))[:2]
    every = list(product(*(_keys(issue) for issue in members)))
    listed = draw(st.lists(st.sampled_from(every), min_size=1, max_size=3, unique=True))
    return Joint(
        id="joint",
        issues=tuple(issue.id for issue in members),
        scores={combination: draw(_number(-5, 10, ranges=ranges)) for combination in listed},
        weight=Number.fixed(draw(st.integers(0, 4))) if has_weights else None,
    )


@st.composite
def _table(draw: Draw, party: str, issues: Sequence[Issue], *, ranges: bool) -> Table:
    members = list(issues)[: draw(st.integers(1, 2))]
    every = product(*(_keys(issue) for issue in members))
    return Table(
        party=party,
        issues=tuple(issue.id for issue in members),
        utilities={row: draw(_number(0, 10, ranges=ranges)) for row in every},
        standing=draw(_standing(ranges=ranges)),
    )


@st.composite
def _rule(draw: Draw, issues: Sequence[Issue]) -> Rule:
    ordered = draw(st.permutations(list(issues)))

    def pattern(issue: Issue) -> Pattern:
        names = [option.id for option in issue.options]
        some = draw(st.lists(st.sampled_from(names), min_size=1, max_size=2, unique=True))
        return Pattern(allowed={issue.id: tuple(some)})

    when = pattern(ordered[0])
    if draw(st.booleans()):
        return Rule(when=when, then=pattern(ordered[1]))
    both = {**when.allowed, **pattern(ordered[1]).allowed}
    return Rule(when=Pattern(allowed=both), then=None)


@st.composite
def _acceptance(draw: Draw, parties: Sequence[str]) -> Acceptance:
    if draw(st.booleans()):
        return Acceptance()
    needed = draw(st.integers(1, len(parties)))
    including = draw(st.lists(st.sampled_from(parties), max_size=needed, unique=True))
    return Acceptance(at_least=needed, including=tuple(including))


def _keys(issue: Issue) -> list[str]:
    return [option.id for option in issue.options] + ([NO_DEAL] if issue.term else [])
