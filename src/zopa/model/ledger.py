"""What was said, where it stands, and what an analyst made of it: values of the evidence room.

All offsets are Unicode code points into the stored text of a source, the end not included.  The
text keeps its line ends as they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

ZONES = (
    "headline",
    "dateline",
    "byline",
    "body",
    "embedded",
    "comment",
    "epigraph",
    "furniture",
)
"""What a stretch of a page is; only headline, body and embedded posts can hold statements."""

SPEAKING = frozenset({"headline", "body", "embedded"})
"""Zones in which statements are looked for."""

MODES = ("direct", "mixed", "indirect", "embedded", "account")
"""How words reach the reader: a pure quotation, reported speech with quoted words in it, reported
speech without, a post shown on the page, or the reporter's own account (by hand only)."""

KINDS = (
    "demand",
    "offer",
    "refusal",
    "promise",
    "condition",
    "threat",
    "praise",
    "walk-away",
    "announcement",
    "account",
)
"""What a statement does in a negotiation; ``account`` tells how things are or went."""

FLAGS = (
    "split",
    "bracketed",
    "ellipsis",
    "unclosed",
    "wrong-way",
    "nested",
    "several-paragraphs",
    "translated",
    "narrator",
    "unattributed",
    "headline",
    "question",
    "denied",
    "not-found-again",
    "lost",
)
"""Marks on a statement that a reader should know of."""

RELATIONS = (
    "same",
    "variant",
    "partial",
    "paraphrase",
    "possible-conflict",
    "conflict",
    "distinct",
)
"""How two statements stand to each other; ``conflict`` is an analyst's word, never the machine's."""

CHANGES = ("negation", "modal", "number", "quantifier", "speaker", "antecedent")
"""Ways in which two wordings may differ in meaning."""

STATUSES = ("proposed", "accepted", "edited", "rejected")
"""What the analyst made of a statement; ``edited`` is accepted after a correction."""

BACKING = frozenset({"accepted", "edited"})
"""Statuses that can carry a claim."""

ACTS = ("accept", "reject", "edit", "link", "unlink", "mark", "relate")
"""What an analyst can decide."""

Span = tuple[int, int]
"""First and last-plus-one code point."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """A stretch of a source and what it is on the page; zones are in order and cover the text."""

    start: int
    end: int
    label: str
    """One of `ZONES`."""
    rule: str
    """Rule that decided."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceText:
    """A source as it was read: where it came from, how it was decoded, what stands on it."""

    id: str
    text_sha256: str
    """Of the stored text in UTF-8."""
    raw_sha256: str
    """Of the bytes of the file that was added."""
    encoding: str
    """Encoding of the file, for example ``utf-8``."""
    extractor: str
    """How the text was made: ``text-1`` as it is, ``html-1`` from a page."""
    length: int
    """Code points of the text."""
    zones: tuple[Zone, ...] = ()
    title: str | None = None
    publisher: str | None = None
    date: str | None = None
    """ISO date of the report (``2019-02-28``), where known."""
    url: str | None = None
    lang: str | None = None
    file: str | None = None
    """Name of the file that was added."""
    warnings: tuple[str, ...] = ()
    """One sentence for each oddity, for example a guessed encoding."""
    text: str | None = field(default=None, repr=False, compare=False)
    """The text itself, where it is at hand; kept in a file of its own."""
    bytes_at: tuple[tuple[int, int], ...] = field(default=(), repr=False, compare=False)
    """Pairs (code point of the text, byte of the file), ascending, where pieces of a page begin;
    between two pairs both advance together.  Empty for plain text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A stretch of a source, found again by its place or by its words."""

    source: str
    start: int
    end: int
    exact: str
    """The words; only the first few of them where ``cut``."""
    sha256: str
    """Of the whole stretch in UTF-8, so that it can be verified even when cut."""
    prefix: str = ""
    """Up to 32 characters before it."""
    suffix: str = ""
    """Up to 32 characters after it."""
    cut: bool = False
    """Whether words were left out of ``exact`` so that the ledger can be handed on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who speaks: as named at that place, and as resolved."""

    text: str
    """The mention, for example ``he`` or ``the president``."""
    mention: Span | None
    """Its place; ``None`` where nobody is named and the speaker goes on from before."""
    name: str | None
    """Full name of whom it means, where resolved; for a group its name in the text."""
    party: str | None
    """Id of the party of the case, where the aliases say so."""
    rule: str
    """Rule that decided whom it means."""
    confidence: float = 1.0
    """Share of such decisions that are right on labelled articles, in [0, 1]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """A circumstance found in the text: an addressee, a venue, a time, a kind."""

    value: str
    """What it says: a name, a place, an ISO date or month, one of `KINDS`."""
    text: str = ""
    """The words it was read from; empty where it follows from elsewhere."""
    span: Span | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Something that somebody said, at a place of a source.

    The words are those of ``passages``; ``quoted`` are the stretches of them that stand between
    quotation marks (marks left out).
    """

    id: str
    """Source id, ``-``, six hexadecimal digits that follow from text and place; where these are
    taken, ``-2`` and so on behind them."""
    source: str
    passages: tuple[Passage, ...]
    mode: str
    """One of `MODES`."""
    rule: str
    """Rule that found it."""
    quoted: tuple[Span, ...] = ()
    speaker: Speaker | None = None
    """``None`` where uncertain: an empty place is better than a wrong name."""
    cue: Span | None = None
    """Place of the word that reports, for example ``said``."""
    via: Speaker | None = None
    """Who passes it on, where the speaker is quoted by somebody."""
    addressee: Detail | None = None
    venue: Detail | None = None
    time: Detail | None = None
    """When it was said: ISO day (``2019-02-28``), month or year."""
    kinds: tuple[Detail, ...] = ()
    """What it does, the likeliest first; values are of `KINDS`."""
    plover: str | None = None
    """PLOVER code of the first kind, for example ``REJECT``."""
    flags: tuple[str, ...] = ()
    """Of `FLAGS`."""
    status: str = "proposed"
    """One of `STATUSES`."""
    by: str | None = None
    """Analyst who decided the status."""
    note: str | None = None

    @property
    def words(self) -> str:
        """The words, pieces joined by an ellipsis.

        Examples
        --------
        >>> piece = {"source": "a", "sha256": ""}
        >>> Statement(id="a-1", source="a", mode="direct", rule="", passages=(
        ...     Passage(start=0, end=2, exact="We", **piece),
        ...     Passage(start=9, end=14, exact="agree", **piece))).words
        'We … agree'
        """
        return " … ".join(passage.exact for passage in self.passages)

    @property
    def kind(self) -> str | None:
        """The likeliest kind, or ``None``."""
        return self.kinds[0].value if self.kinds else None

    @property
    def backs(self) -> bool:
        """Whether it can carry a claim: accepted by an analyst, and its place not lost."""
        return self.status in BACKING and "lost" not in self.flags


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """How two statements stand to each other."""

    a: str
    b: str
    relation: str
    """One of `RELATIONS`."""
    rule: str
    shared: float = 0.0
    """Words in common, as a share of the shorter one, in [0, 1]."""
    differences: tuple[tuple[str, str], ...] = ()
    """Word differences in order: (only in a, only in b); one of the two may be empty."""
    changes: tuple[str, ...] = ()
    """Of `CHANGES`: where the difference may change the meaning."""
    by: str | None = None
    """Analyst who decided the relation; ``None`` while it is the machine's proposal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One act of an analyst, never changed afterwards; a later act on the same thing counts."""

    act: str
    """One of `ACTS`."""
    statement: str
    by: str
    at: str
    """When, ISO date and time with zone."""
    snapshot: Statement | None = None
    """The statement as the analyst saw it, so that the act survives another extraction."""
    changes: Mapping[str, str | None] = field(default_factory=dict)
    """For ``edit``: field (``speaker``, ``party``, ``kind``, ...) -> new value."""
    claim: str | None = None
    """For ``link`` and ``unlink``: claim of the case."""
    other: str | None = None
    """For ``relate``: the other statement."""
    relation: str | None = None
    """For ``relate``: one of `RELATIONS`."""
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """Sources, what was said in them, and how it hangs together, with all decisions applied."""

    sources: Mapping[str, SourceText] = field(default_factory=dict)
    statements: Mapping[str, Statement] = field(default_factory=dict)
    """By id, in the order of source and place."""
    alignments: tuple[Alignment, ...] = ()
    decisions: tuple[Decision, ...] = ()
