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
class Case:
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
    case = Case(a, b, shared, setting, relation(a.statement, b.statement))
    found = next((told for ask in _questions(case) if (told := ask(case)) is not None), None)
    if found is not None and a.denied != b.denied and shared.longer_side >= MOSTLY:
        found = _turned(found)
    if found is not None and case.speakers == "party":
        return Verdict(found.relation, found.rule, (*found.changes, "speaker"))
    return found


def _turned(found: Verdict) -> Verdict:
    """Return the verdict on two statements, one of which its report takes back."""
    if found.relation in {"same", "variant", "partial"}:
        return Verdict("possible-conflict", DENIED, (*found.changes, "negation"))
    if found.rule == CHANGED and found.changes == ("negation",):
        return Verdict("paraphrase", PARAPHRASE)
    return found


def _questions(case: Case) -> tuple[Callable[[Case], Verdict | None], ...]:
    """Return the questions to ask, in order."""
    if case.a.words.plain == case.b.words.plain:
        return (_same_words,)
    if case.speakers == "other":
        return (_contradicted, _two_mouths, _told_of_another, _short_of_another)
    return (_shared_words, _frame_only, _pointing, _told, _contrast)


def _same_words(case: Case) -> Verdict | None:
    """Judge two statements of the same words."""
    a = case.a
    length = len(a.words.plain)
    if case.speakers == "other":
        return _contradicted(case) or _two_mouths(case) or _short_of_another(case)
    if length < 2 or (length < 4 and (not a.topics or case.speakers == "unknown")):
        return None
    if length < VERY_LONG and not a.topics:
        phrase = length < LONG and a.statement.mode == "direct" and not case.same_surroundings
        if _elsewhere(case) or (phrase and _idle(a.words)):
            return Verdict("distinct", ANTECEDENT, ("antecedent",))
    if _said_of_others(case):
        return Verdict("distinct", ANTECEDENT, ("antecedent",))
    return Verdict("same", SAME)


def _idle(words: Words) -> bool:
    """Return whether words are a phrase that fits anything: neither *I* nor *we*, no name."""
    return PERSONS.isdisjoint(words.said) and all(
        word in FUNCTION or not is_topic(word) for word in words.said
    )


def _elsewhere(case: Case) -> bool:
    """Return whether the shared words point to what stands around, and that is not the same."""
    known = all(each.topics | each.around for each in (case.a, case.b))
    return _points(case) and known and not case.same_surroundings


def _points(case: Case) -> bool:
    """Return whether a shared word means what stands elsewhere; *this ship* names what it means."""
    said = case.a.words.said
    return any(
        said[i] in POINTING
        and not (said[i] in BEFORE_NOUNS and any(map(is_content, said[i + 1 : i + 2])))
        for i, _ in case.shared.pairs
    )


def _said_of_others(case: Case) -> bool:
    """Return whether the reports say of which things the shared words were said, and of others."""
    told = case.a.about and case.b.about and case.a.about.isdisjoint(case.b.about)
    return bool(told and len(case.topics) < 2 and _points(case))


def _two_mouths(case: Case) -> Verdict | None:
    """Judge a long wording of two speakers."""
    whole = case.shared.longer_side >= WHOLLY and case.shared.run >= LONG
    if whole and len(case.topics) >= MANY:
        return Verdict("possible-conflict", TWO_MOUTHS, ("speaker",))
    return None


def _contradicted(case: Case) -> Verdict | None:
    """Judge what two speakers tell of the same thing, one of them the contrary of the other."""
    if len(case.topics) < 2 or case.shared.longer_side < MOSTLY or _each_of_himself(case):
        return None
    found = changed(case.a.words, case.b.words, case.shared)
    changes = set(found.changes) & {"negation", "number"}
    if case.a.denied != case.b.denied:
        changes ^= {"negation"}
    told = tuple(each for each in ("negation", "number") if each in changes)
    return Verdict("possible-conflict", CONTRADICTED, (*told, "speaker")) if told else None


def _each_of_himself(case: Case) -> bool:
    """Return whether both may speak of themselves: *we will sign* and *we will not* can be true."""
    a, b = case.a.words.said, case.b.words.said
    return any(
        (a[i] in FIRST) == (b[j] in FIRST)
        for i, j in case.shared.pairs
        if a[i] in PERSONS | OWNERS and b[j] in PERSONS | OWNERS
    )


def _other_gender(case: Case) -> bool:
    """Return whether *he* stands in one where *she* stands in the other."""
    a, b = case.a.words.said, case.b.words.said
    return any(
        GENDERS[a[i]] != GENDERS[b[j]]
        for i, j in case.shared.pairs
        if a[i] in GENDERS and b[j] in GENDERS
    )


def _told_of_another(case: Case) -> Verdict | None:
    """Judge what one says himself and another tells of him."""
    named = _subjects.names_other(case.a, case.b, case.setting)
    if named and _subjects.contrasting(case.a, case.b):
        return Verdict("possible-conflict", CONTRAST, ("speaker",))
    return None


def _short_of_another(case: Case) -> Verdict | None:
    """Judge a look-alike of two speakers."""
    if case.shared.run >= LOOKS_ALIKE and case.shared.shorter_side >= MOSTLY and case.topics:
        return Verdict("distinct", OTHER_SPEAKER, ("speaker",))
    return None


def _shared_words(case: Case) -> Verdict | None:
    """Judge two statements by the words that they share and those that differ."""
    if len(case.shared.pairs) < 3:
        return None
    why = _contained(case) or _quoted(case) or _long_piece(case)
    if why is None:
        return None
    if _said_of_others(case) or _other_gender(case):
        return Verdict("distinct", ANTECEDENT, ("antecedent",))
    return Verdict("partial", why) if why == QUOTED else _by_words(case, why)


def _by_words(case: Case, why: str) -> Verdict:
    """Judge two statements, enough words of which are the same, by those that differ."""
    found = changed(case.a.words, case.b.words, case.shared)
    if found.serious:
        return Verdict("possible-conflict", CONTRAST if found.contrast else CHANGED, found.changes)
    if case.speakers == "unknown" and len(case.topics) < 2 and replaced(*_sides(case)):
        return Verdict("distinct", OTHER_SUBJECT)
    kind = {VARIANT: "variant", PARTIAL: "partial", RETOLD: "paraphrase"}
    partly = case.shared.longer_side < HALF and not found.changes
    return Verdict(kind.get(why, "partial" if partly else "variant"), why, found.changes)


def _sides(case: Case) -> tuple[Words, Words, Overlap]:
    return case.a.words, case.b.words, case.shared


def _contained(case: Case) -> str | None:
    """Return the rule by which one statement holds most of another, or of a sentence of it."""
    shared = case.shared
    if shared.near >= WHOLLY and shared.run > LONG and case.speakers != "unknown":
        return _how_much(case)
    if max(shared.shorter_side, shared.near) < MOSTLY or not case.same_subjects:
        return None
    topics = len(case.topics)
    named = topics >= 2 or (topics and shared.run > 3 and shared.shorter_side >= CLEARLY)
    if named:
        return _how_much(case)
    whole = topics and case.speakers == "same" and shared.shorter_side >= CLEARLY
    enough = whole or len(shared.pairs) >= LONG
    if shared.longer_side >= MOSTLY and enough and not _elsewhere(case):
        return _how_much(case)
    if shared.shorter_side >= CLEARLY and shared.run > 2 and case.same_surroundings:
        return IN_CONTEXT
    return None


def _how_much(case: Case) -> str:
    """Return whether one contains the other, or says it in slightly other words."""
    shared = case.shared
    found = changed(case.a.words, case.b.words, shared)
    whole = shared.shorter_side >= WHOLLY and shared.longer_side < CLEARLY
    if whole and not found.changes and not found.serious:
        return PARTIAL
    modes = {case.a.statement.mode, case.b.statement.mode}
    if "indirect" in modes and HALF <= shared.longer_side < CLEARLY:
        return RETOLD
    near = shared.longer_side >= HALF or shared.near >= MOSTLY
    return VARIANT if near else PARTIAL


def _quoted(case: Case) -> str | None:
    """Return the rule where a quoted stretch of one stands in the other, on the same subject."""
    pairs = case.shared.pairs
    if case.shared.run < 3 or len(case.a.topics & case.b.topics) < 2:
        return None
    stands = _stretch_in(case.a, {i for i, _ in pairs}) or _stretch_in(
        case.b, {j for _, j in pairs}
    )
    return QUOTED if stands else None


def _stretch_in(item: Item, places: set[int]) -> bool:
    """Return whether a quoted stretch, not the whole statement, is among these places."""
    return any(
        3 <= end - start < len(item.words.said)
        and len(places.intersection(range(start, end))) >= WHOLLY * (end - start)
        for start, end in item.words.quoted
    )


def _long_piece(case: Case) -> str | None:
    """Return the rule where a long piece with many subjects is shared."""
    shared = case.shared
    enough = max(shared.shorter_side, shared.near) >= HALF
    return PARTIAL if enough and shared.run >= LOOKS_ALIKE and len(case.topics) >= MANY else None


def _frame_only(case: Case) -> Verdict | None:
    """Judge two statements that share a frame and little of what fills it."""
    framed = case.shared.shorter_side >= MOSTLY and len(case.shared.pairs) >= LOOKS_ALIKE
    return Verdict("distinct", OTHER_SUBJECT) if framed and not case.same_subjects else None


def _pointing(case: Case) -> Verdict | None:
    """Judge a shared phrase that means what stands elsewhere."""
    if case.shared.run >= LOOKS_ALIKE and _elsewhere(case):
        return Verdict("distinct", ANTECEDENT, ("antecedent",))
    return None


def _told(case: Case) -> Verdict | None:
    """Judge two statements by subjects, numbers and denials."""
    found = _subjects.told(case.a, case.b, case.setting, sure=case.speakers != "unknown")
    if found is None:
        return None
    return (
        Verdict("possible-conflict", OTHER_FACTS, found)
        if found
        else Verdict("paraphrase", PARAPHRASE)
    )


def _contrast(case: Case) -> Verdict | None:
    """Judge two statements about one object by words that mean different things."""
    if case.speakers == "unknown":
        return None
    if _subjects.contrasting(case.a, case.b):
        return Verdict("possible-conflict", CONTRAST)
    if _subjects.other_amount(case.a, case.b):
        return Verdict("possible-conflict", OTHER_AMOUNT, ("number",))
    return None
