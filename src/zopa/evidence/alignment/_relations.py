"""What one statement is to another: the rules, in the order in which they are asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from zopa.evidence.alignment import _subjects
from zopa.evidence.alignment._differences import changed, replaced
from zopa.evidence.alignment._items import Item, Setting
from zopa.evidence.alignment._lexicon import (
    BEFORE_NOUNS,
    FIRST,
    FUNCTION,
    GENDERS,
    OWNERS,
    PERSONS,
    POINTING,
)
from zopa.evidence.alignment._matching import Overlap
from zopa.evidence.alignment._speakers import relation
from zopa.evidence.alignment._words import Words, is_content, is_topic
from zopa.evidence.rules import rule

SAME = rule("align.same", "Both say the same words; marks, case and insertions are left aside.")
VARIANT = rule("align.variant", "Both say the same in slightly other words, most of them shared.")
PARTIAL = rule("align.partial", "One contains a good part of the other, word for word.")
QUOTED = rule("align.quoted", "The words that one puts in quotation marks stand in the other.")
IN_CONTEXT = rule(
    "align.in-context",
    "The shared words name no subject, but what stands around them is about the same.",
)
PARAPHRASE = rule(
    "align.paraphrase", "The same speaker speaks of the same subjects in other words."
)
CHANGED = rule(
    "align.changed",
    "The same speaker says nearly the same, but a word that differs changes the meaning.",
)
RETOLD = rule(
    "align.retold", "One reports in indirect speech what the other says, with many of its words."
)
OTHER_FACTS = rule(
    "align.other-facts",
    "The same speaker speaks of the same subjects in other words, but a denial or number differs.",
)
CONTRAST = rule(
    "align.contrast", "A word about the same object took the place of one that means another thing."
)
OTHER_AMOUNT = rule(
    "align.other-amount", "Both tell a demand or an offer of one side, each with another number."
)
DENIED = rule(
    "align.denied", "Nearly the same words, which one report says were refused or not said."
)
CONTRADICTED = rule(
    "align.contradicted",
    "Two speakers tell the same with nearly the same words, but one of them denies it or names "
    "another number.",
)
TWO_MOUTHS = rule("align.two-mouths", "The same long wording is given to two different speakers.")
ANTECEDENT = rule(
    "align.antecedent",
    "The shared words point elsewhere, and what stands around them is about different things.",
)
OTHER_SUBJECT = rule(
    "align.other-subject", "The frame of the sentence is shared, its subjects differ."
)
OTHER_SPEAKER = rule("align.other-speaker", "A short wording is shared by two different speakers.")

MOSTLY = 0.6
"""Share of a statement from which it counts as contained."""
HALF = 0.5
CLEARLY = 0.75
"""Share from which words that name no subject may join two statements."""
WHOLLY = 0.9
LOOKS_ALIKE = 5
"""Shared words in a row from which a reader would wonder."""
LONG = 7
"""Words that are hardly shared by chance, whatever they are."""
VERY_LONG = 10
"""Words that are the same statement even where nothing else tells."""
MANY = 3
"""Subjects that are hardly shared by chance."""

BY_SUBJECTS = frozenset({PARAPHRASE, OTHER_FACTS, OTHER_AMOUNT})
"""Rules that need no words in a row."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """How two statements stand to each other."""

    relation: str
    rule: str
    changes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """Two statements side by side."""

    a: Item
    b: Item
    shared: Overlap
    setting: Setting
    speakers: str
    """``same``, ``party``, ``unknown`` or ``other``."""

    @property
    def topics(self) -> frozenset[str]:
        """Subjects among the shared words, names left out."""
        return self.shared.topics - self.setting.names

    @property
    def same_subjects(self) -> bool:
        """Whether at least half of the subjects of the poorer statement are shared."""
        fewest = min(len(self.a.topics), len(self.b.topics))
        return len(self.topics) * 2 >= fewest or len(self.topics) > MANY

    @property
    def same_surroundings(self) -> bool:
        """Whether what stands around the shared words is about the same."""
        left = self.a.topics | self.a.around
        return bool((left & (self.b.topics | self.b.around)) - self.topics)


def verdict(a: Item, b: Item, shared: Overlap, setting: Setting) -> Verdict | None:
    """Return how two statements stand to each other, or ``None`` where nothing joins them."""
    pair = Pair(a, b, shared, setting, relation(a.statement, b.statement))
    found = next((told for ask in _questions(pair) if (told := ask(pair)) is not None), None)
    if found is not None and a.denied != b.denied and shared.longer_side >= MOSTLY:
        found = _turned(found)
    if found is not None and pair.speakers == "party":
        return Verdict(found.relation, found.rule, (*found.changes, "speaker"))
    return found


def _turned(found: Verdict) -> Verdict:
    """Return the verdict on two statements, one of which its report takes back."""
    if found.relation in {"same", "variant", "partial"}:
        return Verdict("possible-conflict", DENIED, (*found.changes, "negation"))
    if found.rule == CHANGED and found.changes == ("negation",):
        return Verdict("paraphrase", PARAPHRASE)
    return found


def _questions(pair: Pair) -> tuple[Callable[[Pair], Verdict | None], ...]:
    """Return the questions to ask, in order."""
    if pair.a.words.plain == pair.b.words.plain:
        return (_same_words,)
    if pair.speakers == "other":
        return (_contradicted, _two_mouths, _told_of_another, _short_of_another)
    return (_shared_words, _frame_only, _pointing, _told, _contrast)


def _same_words(pair: Pair) -> Verdict | None:
    """Judge two statements of the same words."""
    a = pair.a
    length = len(a.words.plain)
    if pair.speakers == "other":
        return _contradicted(pair) or _two_mouths(pair) or _short_of_another(pair)
    if length < 2 or (length < 4 and (not a.topics or pair.speakers == "unknown")):
        return None
    if length < VERY_LONG and not a.topics:
        phrase = length < LONG and a.statement.mode == "direct" and not pair.same_surroundings
        if _elsewhere(pair) or (phrase and _idle(a.words)):
            return Verdict("distinct", ANTECEDENT, ("antecedent",))
    if _said_of_others(pair):
        return Verdict("distinct", ANTECEDENT, ("antecedent",))
    return Verdict("same", SAME)


def _idle(words: Words) -> bool:
    """Return whether words are a phrase that fits anything: neither *I* nor *we*, no name."""
    return PERSONS.isdisjoint(words.said) and all(
        word in FUNCTION or not is_topic(word) for word in words.said
    )


def _elsewhere(pair: Pair) -> bool:
    """Return whether the shared words point to what stands around, and that is not the same."""
    known = all(each.topics | each.around for each in (pair.a, pair.b))
    return _points(pair) and known and not pair.same_surroundings


def _points(pair: Pair) -> bool:
    """Return whether a shared word means what stands elsewhere; *this ship* names what it means."""
    said = pair.a.words.said
    return any(
        said[i] in POINTING
        and not (said[i] in BEFORE_NOUNS and any(map(is_content, said[i + 1 : i + 2])))
        for i, _ in pair.shared.pairs
    )


def _said_of_others(pair: Pair) -> bool:
    """Return whether the reports say of which things the shared words were said, and of others."""
    told = pair.a.about and pair.b.about and pair.a.about.isdisjoint(pair.b.about)
    return bool(told and len(pair.topics) < 2 and _points(pair))


def _two_mouths(pair: Pair) -> Verdict | None:
    """Judge a long wording of two speakers."""
    whole = pair.shared.longer_side >= WHOLLY and pair.shared.run >= LONG
    if whole and len(pair.topics) >= MANY:
        return Verdict("possible-conflict", TWO_MOUTHS, ("speaker",))
    return None


def _contradicted(pair: Pair) -> Verdict | None:
    """Judge what two speakers tell of the same thing, one of them the contrary of the other."""
    if len(pair.topics) < 2 or pair.shared.longer_side < MOSTLY or _each_of_himself(pair):
        return None
    found = changed(pair.a.words, pair.b.words, pair.shared)
    changes = set(found.changes) & {"negation", "number"}
    if pair.a.denied != pair.b.denied:
        changes ^= {"negation"}
    told = tuple(each for each in ("negation", "number") if each in changes)
    return Verdict("possible-conflict", CONTRADICTED, (*told, "speaker")) if told else None


def _each_of_himself(pair: Pair) -> bool:
    """Return whether both may speak of themselves: *we will sign* and *we will not* can be true."""
    a, b = pair.a.words.said, pair.b.words.said
    return any(
        (a[i] in FIRST) == (b[j] in FIRST)
        for i, j in pair.shared.pairs
        if a[i] in PERSONS | OWNERS and b[j] in PERSONS | OWNERS
    )


def _other_gender(pair: Pair) -> bool:
    """Return whether *he* stands in one where *she* stands in the other."""
    a, b = pair.a.words.said, pair.b.words.said
    return any(
        GENDERS[a[i]] != GENDERS[b[j]]
        for i, j in pair.shared.pairs
        if a[i] in GENDERS and b[j] in GENDERS
    )


def _told_of_another(pair: Pair) -> Verdict | None:
    """Judge what one says himself and another tells of him."""
    named = _subjects.names_other(pair.a, pair.b, pair.setting)
    if named and _subjects.contrasting(pair.a, pair.b):
        return Verdict("possible-conflict", CONTRAST, ("speaker",))
    return None


def _short_of_another(pair: Pair) -> Verdict | None:
    """Judge a look-alike of two speakers."""
    if pair.shared.run >= LOOKS_ALIKE and pair.shared.shorter_side >= MOSTLY and pair.topics:
        return Verdict("distinct", OTHER_SPEAKER, ("speaker",))
    return None


def _shared_words(pair: Pair) -> Verdict | None:
    """Judge two statements by the words that they share and those that differ."""
    if len(pair.shared.pairs) < 3:
        return None
    why = _contained(pair) or _quoted(pair) or _long_piece(pair)
    if why is None:
        return None
    if _said_of_others(pair) or _other_gender(pair):
        return Verdict("distinct", ANTECEDENT, ("antecedent",))
    return Verdict("partial", why) if why == QUOTED else _by_words(pair, why)


def _by_words(pair: Pair, why: str) -> Verdict:
    """Judge two statements, enough words of which are the same, by those that differ."""
    found = changed(pair.a.words, pair.b.words, pair.shared)
    if found.serious:
        return Verdict("possible-conflict", CONTRAST if found.contrast else CHANGED, found.changes)
    if pair.speakers == "unknown" and len(pair.topics) < 2 and replaced(*_sides(pair)):
        return Verdict("distinct", OTHER_SUBJECT)
    kind = {VARIANT: "variant", PARTIAL: "partial", RETOLD: "paraphrase"}
    partly = pair.shared.longer_side < HALF and not found.changes
    return Verdict(kind.get(why, "partial" if partly else "variant"), why, found.changes)


def _sides(pair: Pair) -> tuple[Words, Words, Overlap]:
    return pair.a.words, pair.b.words, pair.shared


def _contained(pair: Pair) -> str | None:
    """Return the rule by which one statement holds most of another, or of a sentence of it."""
    shared = pair.shared
    if shared.near >= WHOLLY and shared.run > LONG and pair.speakers != "unknown":
        return _how_much(pair)
    if max(shared.shorter_side, shared.near) < MOSTLY or not pair.same_subjects:
        return None
    topics = len(pair.topics)
    named = topics >= 2 or (topics and shared.run > 3 and shared.shorter_side >= CLEARLY)
    if named:
        return _how_much(pair)
    whole = topics and pair.speakers == "same" and shared.shorter_side >= CLEARLY
    enough = whole or len(shared.pairs) >= LONG
    if shared.longer_side >= MOSTLY and enough and not _elsewhere(pair):
        return _how_much(pair)
    if shared.shorter_side >= CLEARLY and shared.run > 2 and pair.same_surroundings:
        return IN_CONTEXT
    return None


def _how_much(pair: Pair) -> str:
    """Return whether one contains the other, or says it in slightly other words."""
    shared = pair.shared
    found = changed(pair.a.words, pair.b.words, shared)
    whole = shared.shorter_side >= WHOLLY and shared.longer_side < CLEARLY
    if whole and not found.changes and not found.serious:
        return PARTIAL
    modes = {pair.a.statement.mode, pair.b.statement.mode}
    if "indirect" in modes and HALF <= shared.longer_side < CLEARLY:
        return RETOLD
    near = shared.longer_side >= HALF or shared.near >= MOSTLY
    return VARIANT if near else PARTIAL


def _quoted(pair: Pair) -> str | None:
    """Return the rule where a quoted stretch of one stands in the other, on the same subject."""
    pairs = pair.shared.pairs
    if pair.shared.run < 3 or len(pair.a.topics & pair.b.topics) < 2:
        return None
    stands = _stretch_in(pair.a, {i for i, _ in pairs}) or _stretch_in(
        pair.b, {j for _, j in pairs}
    )
    return QUOTED if stands else None


def _stretch_in(item: Item, places: set[int]) -> bool:
    """Return whether a quoted stretch, not the whole statement, is among these places."""
    return any(
        3 <= end - start < len(item.words.said)
        and len(places.intersection(range(start, end))) >= WHOLLY * (end - start)
        for start, end in item.words.quoted
    )


def _long_piece(pair: Pair) -> str | None:
    """Return the rule where a long piece with many subjects is shared."""
    shared = pair.shared
    enough = max(shared.shorter_side, shared.near) >= HALF
    return PARTIAL if enough and shared.run >= LOOKS_ALIKE and len(pair.topics) >= MANY else None


def _frame_only(pair: Pair) -> Verdict | None:
    """Judge two statements that share a frame and little of what fills it."""
    framed = pair.shared.shorter_side >= MOSTLY and len(pair.shared.pairs) >= LOOKS_ALIKE
    return Verdict("distinct", OTHER_SUBJECT) if framed and not pair.same_subjects else None


def _pointing(pair: Pair) -> Verdict | None:
    """Judge a shared phrase that means what stands elsewhere."""
    if pair.shared.run >= LOOKS_ALIKE and _elsewhere(pair):
        return Verdict("distinct", ANTECEDENT, ("antecedent",))
    return None


def _told(pair: Pair) -> Verdict | None:
    """Judge two statements by subjects, numbers and denials."""
    found = _subjects.told(pair.a, pair.b, pair.setting, sure=pair.speakers != "unknown")
    if found is None:
        return None
    return (
        Verdict("possible-conflict", OTHER_FACTS, found)
        if found
        else Verdict("paraphrase", PARAPHRASE)
    )


def _contrast(pair: Pair) -> Verdict | None:
    """Judge two statements about one object by words that mean different things."""
    if pair.speakers == "unknown":
        return None
    if _subjects.contrasting(pair.a, pair.b):
        return Verdict("possible-conflict", CONTRAST)
    if _subjects.other_amount(pair.a, pair.b):
        return Verdict("possible-conflict", OTHER_AMOUNT, ("number",))
    return None
