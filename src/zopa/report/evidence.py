"""What the sources say of a case, ready to be told: claims in view, differences, what came when."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from zopa.evidence.backing import (
    CUT,
    SHOWN,
    carrying,
    days,
    holds,
    shortened,
    source_names,
    spoken,
    standing,
)
from zopa.model import Case, Claim, NamedPackage
from zopa.model.ledger import Alignment, Passage, Speaker, Statement
from zopa.report.wording import as_told

DIFFERING = frozenset({"variant", "partial", "paraphrase", "possible-conflict", "conflict"})
"""Relations in which two reports say the same thing in other words, or not the same thing."""
OPEN = "possible-conflict"
"""Proposed by the machine; the analyst decides."""
SOURCED, ASSUMED, UNMARKED = "sourced", "assumed", "unmarked"
"""How an option of a named package came there."""
AROUND = 120
"""Letters before and after words that are shown with them."""
PERSON = 60
"""Letters of a speaker that are shown."""
EDGES = ' ,;:."“”„«»'
"""Signs at the ends of differing words that say nothing."""
SAYING = frozenset(["", "added", "say", "saying", "says", "said", "tell", "telling", "told"])
GROUPS = frozenset(["country", "government", "party", "side", "team"])
"""After *our* or *her*: another name of who speaks."""
MARKS = '"“”„«»,'
_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"\w+")
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place of a source on which a claim rests."""

    source: str
    """As the case calls it; empty where nobody knows."""
    words: str
    passages: tuple[Passage, ...] = ()
    """Empty without a ledger."""
    statement: Statement | None = None
    """``None`` without a ledger."""

    @property
    def shown(self) -> str:
        """The words between marks, or marked as retold or denied."""
        return as_told(self.words, self.statement)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A claim with what the ledger and the events of the case know of it."""

    claim: Claim
    words: str
    """What was said; the ids of its statements where no ledger is at hand."""
    speaker: str
    """Who spoke, where the ledger names a person; else empty."""
    when: str
    """ISO date or month; empty where nobody knows."""
    has_words: bool = True
    """Whether ``words`` are words."""
    standing: str = SHOWN
    """How it stands to its words, one of `zopa.evidence.backing.STANDINGS`."""
    places: tuple[Place, ...] = ()
    """Where it stands, the place that the words are from first; one place without a ledger."""

    @property
    def holds(self) -> bool:
        """Whether it shows its words; not, where no statement of it was accepted."""
        return self.standing == SHOWN

    @property
    def shown(self) -> str:
        """The words between marks, or marked as retold or denied; else what stands for them."""
        return self.places[0].shown if self.has_words and self.places else self.words


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Two reports of one thing whose wordings differ, or that may contradict each other."""

    alignment: Alignment
    a: Statement
    b: Statement
    claims: tuple[tuple[str, ...], tuple[str, ...]]
    """Claims that rest on the one, and on the other."""
    sources: tuple[str, str]
    """Sources of the one and of the other, as the case calls them."""
    issues: tuple[str, ...]
    """Issues on which both have claims, else those of all their claims, in the order of the case."""
    wordings: tuple[tuple[str, ...], tuple[str, ...]]
    """Words of each; where the ledger has only the first few, what its claims quote of them."""

    @property
    def is_open(self) -> bool:
        """Whether the analyst has still to decide if this is a conflict."""
        return self.alignment.relation == OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """Something that happened or was said on a day."""

    date: str
    what: str
    by: str | None = None
    """Party that spoke; ``None`` for events and where nobody knows."""
    speaker: str = ""
    kind: str | None = None
    """Kind of a statement; ``None`` for events."""
    claims: tuple[str, ...] = ()
    statement: str | None = None
    """Of the ledger; ``None`` for events."""
    shown: str = ""
    """What happened, or what was said between marks, or marked as retold or denied."""


def told(case: Case) -> dict[str, Told]:
    """Return each claim of a case in view, in the order of the case."""
    dates = days(case)
    return {name: _told(case, claim, dates.get(name, "")) for name, claim in case.claims.items()}


def _told(case: Case, claim: Claim, day: str) -> Told:
    statement = carrying(claim, case.ledger) if case.ledger else None
    speaker = statement.speaker if statement else None
    return Told(
        claim=claim,
        words=claim.quote or ", ".join(claim.statements),
        has_words=bool(claim.quote),
        standing=standing(case, claim),
        speaker=_person(case, claim.by, speaker),
        when=day,
        places=_places(case, claim, statement),
    )


def _places(case: Case, claim: Claim, first: Statement | None) -> tuple[Place, ...]:
    """Return the statements of a claim as places, the one that speaks for it first."""
    if case.ledger is None or first is None:
        return (Place(source=claim.source, words=claim.quote),)
    names = source_names(case, case.ledger)
    others = [
        statement
        for name in claim.statements
        if (statement := case.ledger.statements.get(name)) and statement is not first
    ]
    return (
        Place(source=claim.source, words=claim.quote, passages=first.passages, statement=first),
        *(
            Place(
                source=names[each.source],
                words=shortened(spoken(each)),
                passages=each.passages,
                statement=each,
            )
            for each in others
            if each.backs
        ),
    )


def _person(case: Case, party: str | None, speaker: Speaker | None) -> str:
    """Return who spoke, unless that is the party itself, or no more than a word such as *he*."""
    from zopa.evidence.alignment import _lexicon as lexicon

    name = (speaker.name or speaker.text) if speaker else ""
    words = set(_WORD.findall(name.casefold())) - lexicon.ARTICLES
    known = [each.name for each in case.parties if each.id == party]
    same = any(words <= set(_WORD.findall(each.casefold())) for each in known)
    return "" if same or words <= lexicon.PERSONS | lexicon.POINTING else shortened(name, PERSON)


def context(passages: Sequence[Passage], words: str) -> tuple[str, str]:
    r"""Return what stands before some words of a statement and what stands after them.

    Examples
    --------
    >>> piece = Passage(source="a", start=19, end=30, exact="“We agree,”", sha256="",
    ...     prefix="ll. She said: ", suffix=" and left.\n")
    >>> context([piece], "We agree")
    ('… She said: ', ' and left. …')
    >>> context([piece], "agree")
    ('… She said: “We ', ' and left. …')
    >>> more = Passage(source="a", start=40, end=50, exact="“At last.”", sha256="",
    ...     prefix="nd left. ", suffix=" The end")
    >>> context([piece, more], "We agree"), context([piece, more], "agree … At last")
    (('… She said: ', ' and left. …'), ('… She said: “We ', '. The …'))
    """
    parts = [part.strip() for part in words.split(CUT)]
    told = [_SPACE.sub(" ", piece.exact) for piece in passages]
    starts = [place for place, text in enumerate(told) if parts[0] in text]
    ends = (
        [place for place, text in enumerate(told) if parts[-1] in text] if parts[1:] else starts[:1]
    )
    at, to = (starts or [0])[0], (ends or [-1])[-1]
    before, after = passages[at].prefix, passages[to].suffix
    found = told[at].find(parts[0])
    if found > 0:
        before += told[at][:found].lstrip(MARKS) if found == 1 else told[at][:found]
    found = told[to].rfind(parts[-1]) if parts[-1] and not passages[to].cut else -1
    rest = told[to][found + len(parts[-1]) :].rstrip(MARKS) if found >= 0 else ""
    before, after = (_SPACE.sub(" ", text) for text in (before[-AROUND:], (rest + after)[:AROUND]))
    if passages[at].start > len(passages[at].prefix):
        before = f"… {before.partition(' ')[2].lstrip()}"
    return (
        before if before.strip() else "",
        f"{_whole(after)} …" if after.strip() else "",
    )


def _whole(text: str) -> str:
    """Return a text without the piece of a word at its end."""
    whole = text.rpartition(" ")[0] if text[-1:].isalnum() else text
    return whole.rstrip()


def differences(case: Case) -> list[Difference]:
    """Return where reports differ on what claims rest on, conflicts first, as the ledger has them."""
    if case.ledger is None:
        return []
    users: dict[str, list[str]] = {}
    for claim in case.claims.values():
        for statement in claim.statements:
            users.setdefault(statement, []).append(claim.id)
    names = source_names(case, case.ledger)
    found = []
    for alignment in case.ledger.alignments:
        one, other = (case.ledger.statements.get(each) for each in (alignment.a, alignment.b))
        if one is None or other is None or "rejected" in (one.status, other.status):
            continue
        speaks = alignment.differences or alignment.changes or "conflict" in alignment.relation
        claims = (tuple(users.get(one.id, ())), tuple(users.get(other.id, ())))
        if alignment.relation in DIFFERING and speaks and any(claims):
            found.append(
                Difference(
                    alignment=alignment,
                    a=one,
                    b=other,
                    claims=claims,
                    sources=(names[one.source], names[other.source]),
                    issues=_issues(case, *claims),
                    wordings=(_wordings(case, one, claims[0]), _wordings(case, other, claims[1])),
                )
            )
    return sorted(
        found,
        key=lambda each: (
            "conflict" not in each.alignment.relation,
            not what_differs(each.alignment),
        ),
    )


def _issues(case: Case, one: Iterable[str], other: Iterable[str]) -> tuple[str, ...]:
    a, b = (
        {issue for name in names for issue in case.claims[name].about} for names in (one, other)
    )
    return tuple(issue.id for issue in case.issues if issue.id in (a & b or a | b))


def _wordings(case: Case, statement: Statement, claims: Iterable[str]) -> tuple[str, ...]:
    """Return the words of a statement, or what claims quote that it alone speaks for."""
    if case.ledger is None or not any(piece.cut for piece in statement.passages):
        return (spoken(statement),)
    own = [case.claims[name] for name in claims]
    quotes = [each.quote for each in own if carrying(each, case.ledger) is statement]
    return tuple(dict.fromkeys(filter(None, quotes))) or (spoken(statement),)


def span(dates: Iterable[str]) -> str:
    """Return the first and the last of some days; those that do not sort are left out.

    Examples
    --------
    >>> span(["2024-05-02", "2024-04", "some day"]), span(["2024"]), span(["some day"])
    ('2024-04 to 2024-05-02', '2024', '')
    """
    known = sorted({date for date in dates if _DATE.fullmatch(date)})
    return " to ".join(dict.fromkeys((*known[:1], *known[-1:])))


def timeline(case: Case) -> list[Moment]:
    """Return events and dated statements in order; what happened on a day before what was said."""
    moments = [Moment(date=e.date, what=e.what, shown=e.what, claims=e.claims) for e in case.events]
    statements = case.ledger.statements.values() if case.ledger else ()
    known = {party.id for party in case.parties}
    users: dict[str, list[Claim]] = {}
    for claim in case.claims.values():
        for name in claim.statements:
            users.setdefault(name, []).append(claim)
    for statement in statements:
        if statement.time is None or not statement.time.value or not statement.backs:
            continue  # a time that no date can be told of is no point on the line
        claims = users.get(statement.id, [])
        party = statement.speaker.party if statement.speaker else None
        party = party if party in known else None  # the case may have another name for it now
        by = next((claim.by for claim in claims if claim.by), party)
        words = shortened(spoken(statement))
        moments.append(
            Moment(
                date=statement.time.value,
                what=words,
                shown=as_told(words, statement),
                by=by,
                speaker=_person(case, by, statement.speaker),
                kind=next((claim.kind for claim in claims if claim.kind), statement.kind) or "",
                claims=tuple(claim.id for claim in claims),
                statement=statement.id,
            )
        )
    return sorted(moments, key=lambda each: (not _DATE.fullmatch(each.date), each.date))


def marks(case: Case, package: NamedPackage) -> dict[str, str]:
    """Return for each issue of a package whether its option is sourced or assumed.

    Sourced: a claim of the package says that option of that issue, and shows its words.  Assumed:
    the case says so.
    """
    said_by = {
        (issue, option)
        for name in package.claims
        if (claim := case.claims[name]).stance == "supports" and holds(case, claim)
        for issue, option in claim.about.items()
    }
    found = {}
    for issue, option in package.options.items():
        claimed = (issue, option) in said_by
        mark = SOURCED if claimed else UNMARKED
        found[issue] = ASSUMED if issue in package.assumed else mark
    return found


def positions(case: Case, issue: str) -> Mapping[str | None, list[str]]:
    """Return the claims on each option of an issue, in order; ``None``: on the issue as a whole."""
    found: dict[str | None, list[str]] = {option.id: [] for option in case.issue(issue).options}
    for claim in case.claims.values():
        if issue in claim.about:
            found.setdefault(claim.about[issue], []).append(claim.id)
    for option in case.issue(issue).options:
        found[option.id] += [name for name in option.claims if name not in found[option.id]]
    return found


def what_differs(alignment: Alignment, most: int = 3, limit: int = 60) -> str:
    """Return the words that differ, those of the one report before those of the other.

    Only differences that say something: things, numbers, negations, how firm it is.

    Examples
    --------
    >>> what_differs(Alignment(a="a-1", b="b-2", relation="variant", rule="",
    ...     differences=(("closure", "dismantle"), ("basically", ""))))
    'closure / dismantle; basically / –'
    >>> what_differs(Alignment(a="a-1", b="b-2", relation="variant", rule="",
    ...     differences=(("had", ""), ("", "her country had"), ("had", "may not have"))))
    'had / may not have'
    """
    told = [pair for pair in alignment.differences if any(map(_says, pair))]
    pairs = [
        " / ".join(shortened(" ".join(side.split()).strip(EDGES), limit) or "–" for side in pair)
        for pair in told[:most]
    ]
    more = len(told) - most
    return "; ".join([*pairs, *(["…"] if more > 0 else [])])


def _says(words: str) -> bool:
    """Return whether words say something; not, if they only help others or name a speaker again."""
    from zopa.evidence.alignment import _lexicon as lexicon

    found = [word.strip(EDGES).replace("’", "'").casefold() for word in words.split()]
    telling = lexicon.NEGATIONS | set(lexicon.MODALS) | set(lexicon.NUMBERS)
    helping = lexicon.FUNCTION | SAYING | lexicon.HAVE | lexicon.BE
    if found and found[0] in lexicon.OWNERS | lexicon.PERSONS:
        helping = helping | GROUPS
    return any(word in telling or word.endswith("n't") or word not in helping for word in found)


def sourced_options(case: Case) -> frozenset[tuple[str, str]]:
    """Return the options that some claim says and shows: (issue, option)."""
    shown = {claim.id for claim in case.claims.values() if holds(case, claim)}
    named = {
        (issue.id, option.id)
        for issue in case.issues
        for option in issue.options
        if shown.intersection(option.claims)
    }
    told_of = {
        (issue, option)
        for claim in case.claims.values()
        if claim.stance == "supports" and claim.id in shown
        for issue, option in claim.about.items()
        if option is not None
    }
    return frozenset(named | told_of)
