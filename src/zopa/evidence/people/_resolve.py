"""Whom each mention of a speaker means, in one walk through the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import ClassVar

from zopa.evidence.people import _rules as by
from zopa.evidence.people._between import merged
from zopa.evidence.people._discourse import OBJECT, SPEAKS
from zopa.evidence.people._index import People, people_of
from zopa.evidence.people._mentions import LINKED, Parsed, parse_mention
from zopa.evidence.people._nominals import Answer, Nominals, asks
from zopa.evidence.people._parties import Parties
from zopa.evidence.people._persons import Person
from zopa.evidence.people._story import Story
from zopa.evidence.people._words import PLACES, peoples
from zopa.evidence.speech._document import Document
from zopa.evidence.speech._found import Found
from zopa.model.ledger import Span, Speaker
from zopa.model.parties import Party

_SEAT = re.compile(r"[DRI]-[A-Z]")
"""Party and state behind the name of a member of parliament."""

_OF_SEVERAL = frozenset(("names", "joined", "they"))
_OF_A_BODY = frozenset(("body", "it"))
"""Kinds of mentions to which *they* and *it* may come back."""


_ADJECTIVES = tuple("able al ary ern ful ible ic ing ish ive less ous".split())
"""Endings of adjectives and participles."""
_MARKS = " \"'“”‘’(["
_INNER = frozenset(",;")
_LOOKS = 20
"""Places at which a word is looked for inside a sentence."""

_JOINTS = frozenset(("", ",", "(", "—", "–", "-"))
"""What may stand between a name and the ``who`` that goes on about it."""


def _asks(parsed: Parsed) -> bool:
    """Return whether it takes the people in mind to say whom a mention means."""
    if parsed.kind == "nominal":
        return asks(parsed.said, parsed.owner)
    return parsed.kind in ("he", "she")


def resolve(
    document: Document, found: Sequence[Found], parties: Sequence[Party]
) -> list[tuple[Speaker | None, Speaker | None]]:
    """Return whom the mentions mean: speaker and who passes it on, one pair for each finding.

    Parameters
    ----------
    document
        The text.
    found
        Speech in it, in order, with the mentions that the grammar tied to it.
    parties
        Parties of the case: their names and aliases tell who belongs to which.

    Returns
    -------
    list of pairs
        ``None`` where nobody is named and nobody goes on; a speaker without ``name`` where it is
        uncertain whom the mention means.

    Notes
    -----
    Cost: linear in the length of the text.

    Examples
    --------
    >>> text = "Ana Roe leads the union. She said: We agree."
    >>> speech = Found((( 34, 43),), "indirect", "example", source=(25, 28))
    >>> speaker, _ = resolve(Document(text), [speech], [])[0]
    >>> speaker.text, speaker.name
    ('She', 'Ana Roe')
    """
    if not found:
        return []
    return _Walk(document, found, Parties(parties)).run()


class _Walk:
    """One walk through a text, from mention to mention."""

    def __init__(self, document: Document, found: Sequence[Found], parties: Parties) -> None:
        self.document = document
        self.text = document.text
        self.found = found
        spans = [span for item in found for span in (item.source, item.via) if span]
        self.people: People = people_of(document, spans)
        self.parsed = {span: parse_mention(self.text, span, self.people) for span in spans}
        self.parties = parties
        if parties.phrases:
            self.people.describe(everybody=True)  # titles say where somebody belongs
        self.nominals = Nominals(document, self.people, parties)
        self.story = Story(document, self.people, self.nominals, found)
        self.group: tuple[Answer, int] | None = None
        self.body: tuple[Answer, int] | None = None
        self.last: Answer | None = None
        """Who spoke last; by which mention, and what."""
        self.last_source: Span = (0, 0)
        self.last_found: Found | None = None
        self.place = 0

    def run(self) -> list[tuple[Speaker | None, Speaker | None]]:
        answers: list[tuple[Speaker | None, Speaker | None]] = [(None, None)] * len(self.found)
        places = [item.source[0] if item.source else item.pieces[0][0] for item in self.found]
        spoken = merged([span for item in self.found for span in item.quoted])
        begins = [start for start, _ in spoken]
        last = self._last_asked(places)
        if last >= 0:
            self.story.begin(last)
        for index in sorted(range(len(places)), key=places.__getitem__):
            self.place = place = places[index]
            self.nominals.closed = place > last
            if place <= last:
                self.story.read_to(place)
            at = bisect_right(begins, place) - 1
            quoted = at >= 0 and place < spoken[at][1]
            answers[index] = self._speech(self.found[index], quoted=quoted)
        if any(parsed.kind == "first" for parsed in self.parsed.values()):
            self._fill_first_person(answers)
        return answers

    def _last_asked(self, places: list[int]) -> int:
        """Return the last place at which it takes the people in mind to say who speaks, or -1."""
        last = -1
        for item, place in zip(self.found, places, strict=True):
            if place > last:
                for span in (item.source, item.via):
                    if span and _asks(self.parsed[span]):
                        last = place
        return last

    def _fill_first_person(self, answers: list[tuple[Speaker | None, Speaker | None]]) -> None:
        """Give words of an ``I`` inside a quotation to whoever is quoted there."""
        pieces = sorted(
            (start, end, index)
            for index, item in enumerate(self.found)
            if item.mode != "indirect"
            for start, end in item.pieces
        )
        starts = [start for start, _, _ in pieces]
        for index, (speaker, via) in enumerate(answers):
            if speaker is None or speaker.mention is None or speaker.rule != by.NARRATOR:
                continue
            at = bisect_right(starts, speaker.mention[0]) - 1
            if at < 0 or pieces[at][1] <= speaker.mention[0] or pieces[at][2] == index:
                continue
            quoted = answers[pieces[at][2]][0]
            if quoted is not None:
                confidence = min(quoted.confidence, by.CONFIDENCE[by.QUOTED])
                told = replace(
                    speaker,
                    name=quoted.name,
                    party=quoted.party,
                    rule=by.QUOTED,
                    confidence=confidence,
                )
                answers[index] = (told, via)

    def _speech(self, item: Found, *, quoted: bool) -> tuple[Speaker | None, Speaker | None]:
        source, told = item.source, item.via
        via = None
        if told:
            via = self._speaker(self._named(told, item, quoted=quoted), told)
        if source is None:
            return self._goes_on(item), via
        answer = self._named(source, item, quoted=quoted)
        if not quoted:
            self._speaks(answer.person or answer.stands_in, SPEAKS)
            self.last, self.last_source, self.last_found = answer, source, item
        return self._speaker(answer, source), via

    def _speaks(self, person: Person | None, weight: float) -> None:
        """Bring to mind who speaks, as long as somebody is going to ask."""
        if person is not None and not self.nominals.closed:
            self.story.scene.mention(person, weight)

    def _speaker(self, answer: Answer, span: Span) -> Speaker:
        name, rule, person, party, _ = answer
        text = self.text[span[0] : span[1]]
        party = party or self._party(person)
        if party is not None and self.parsed[span].kind != "nominal":
            party = None if self._joins_another(text, party) else party
        return Speaker(
            text=text,
            mention=span,
            name=name,
            party=party,
            rule=rule,
            confidence=by.CONFIDENCE[rule],
        )

    def _joins_another(self, mention: str, party: str) -> bool:
        """Return whether a name stands beside another party: then neither speaks alone."""
        linked = LINKED.search(mention)
        if linked is None or "," in mention[: linked.start()]:
            return False
        other = self.parties.of_words(mention[linked.end() :])
        return other is not None and other != party

    def _party(self, person: Person | None) -> str | None:
        if person is None or not self.parties.phrases:
            return None
        return self.parties.of_person(person, self.people)

    def _named(self, span: Span, item: Found, *, quoted: bool) -> Answer:
        parsed = self.parsed[span]
        kind = parsed.kind
        if kind == "name":
            return self._by_name(parsed, span)
        if kind not in ("he", "she"):
            answer = self.readers[kind](self, parsed, span)
        elif quoted:
            answer = Answer(None, by.LOST)
        else:
            answer = self.story.who("m" if kind == "he" else "f", self._named_inside(item))
        if quoted:
            return answer
        if kind in _OF_SEVERAL or (kind == "nominal" and parsed.said.plural):
            self.group = (answer, self._sentence())
        elif kind in _OF_A_BODY or (kind == "nominal" and not parsed.said.human):
            self.body = (answer, self._sentence())
        return answer

    def _sentence(self) -> int:
        """Return the number of the sentence at which we are."""
        return bisect_right(self.document.sentences, (self.place, len(self.text))) - 1

    def _group_again(self, _: Parsed, _span: Span) -> Answer:
        held = self.group
        if held is None or self._sentence() - held[1] > 2:
            return Answer(None, by.LOST)
        return held[0]._replace(rule=by.SAME_GROUP)

    def _body_again(self, _: Parsed, _span: Span) -> Answer:
        held = self.body
        if held is None or self._sentence() - held[1] > 2:
            return Answer(None, by.LOST)
        return Answer(None, by.SAME_BODY, party=held[0].party)

    def _by_body(self, parsed: Parsed, span: Span) -> Answer:
        if _SEAT.match(self.text, span[0]):
            return self._antecedent(parsed, (span[0] - 1, span[1]))
        if self._capital_by_place(parsed.body, span):
            return Answer(None, by.UNNAMED)
        return Answer(parsed.body, by.BODY, party=self.parties.of_words(parsed.body))

    def _capital_by_place(self, word: str, span: Span) -> bool:
        """Return whether a word has its capital only because it begins the sentence.

        Such a word stands in small letters elsewhere, or is formed like an adjective and stands
        nowhere inside a sentence with its capital.
        """
        begins = self.document.sentence_at(span[0])[0]
        if " " in word or self.text[begins : span[0]].strip(_MARKS) or word[1:] != word[1:].lower():
            return False
        if self.parties.is_name(word) or word in PLACES or word.lower() in peoples():
            return False
        if self._within(word):
            return False
        return word.lower().endswith(_ADJECTIVES) or word.lower() in self.document.words

    def _within(self, word: str) -> bool:
        """Return whether a word stands with its capital inside a sentence."""
        at = -1
        for _ in range(_LOOKS):
            at = self.text.find(word, at + 1)
            if at < 0:
                return False
            before = self.text[max(0, at - 2) : at]
            if before[1:] == " " and (before[0].isalnum() or before[0] in _INNER):
                return True
        return True

    def _named_inside(self, item: Found) -> list[int]:
        """Return the identities of the people whom the words themselves name."""
        named_at, among = self.people.named_at, self.people.among
        return [id(named_at[i][2]) for start, end in item.pieces for i in among(start, end)]

    def _by_writer(self, _: Parsed, _span: Span) -> Answer:
        return Answer(None, by.NARRATOR)

    def _by_name(self, parsed: Parsed, _: Span) -> Answer:
        heads = parsed.people
        if len(heads) > 1:
            parties = {self._party(mention.person) for mention in heads}
            names = [mention.person.name for mention in heads]
            listed = ", ".join(names[:-1]) + " and " + names[-1]
            return Answer(listed, by.NAMES, party=parties.pop() if len(parties) == 1 else None)
        mention = heads[0]
        person = mention.person
        if not person.whole:
            rule = by.NAME_ALONE
        elif " " in self.text[mention.start : mention.end].removeprefix(mention.titled).strip():
            rule = by.FULL_NAME
        else:
            rule = by.SURNAME if len(self.people.by_last.get(person.last, ())) < 2 else by.FAMILY
        return Answer(person.name, rule, person=person)

    def _by_joined(self, parsed: Parsed, span: Span) -> Answer:
        """Answer for names that speak together, bodies among them: a party only if they share it."""
        names = [name for name, _ in parsed.joined]
        listed = ", ".join(names[:-1]) + " and " + names[-1]
        whole = self.parties.is_name(self.text[span[0] : span[1]])
        if whole is not None:
            return Answer(listed, by.PARTY_NAME, party=whole)
        parties = {
            self._party(person) if person else self.parties.of_words(name)
            for name, person in parsed.joined
        }
        return Answer(listed, by.NAMES, party=parties.pop() if len(parties) == 1 else None)

    def _antecedent(self, _: Parsed, span: Span) -> Answer:
        before = self.people.among(max(0, span[0] - 120), span[0])
        if before:
            mention = self.people.mention(before[-1])
            between = self.text[mention.end : span[0]].strip()
            if between in _JOINTS or re.match(r", [^,.]*,$|\([^()]*\),?$", between):
                return Answer(mention.person.name, by.WHO, person=mention.person)
        return Answer(None, by.UNNAMED)

    def _nominal(self, parsed: Parsed, span: Span) -> Answer:
        owner, said = parsed.owner, parsed.said
        if said.article in ("his", "her"):
            answer = self.story.who("m" if said.article == "his" else "f")
            owner = answer.person if answer.name else None
        text = self.text[span[0] : span[1]]
        return self.nominals.answer(said, text, owner, self.story.scene, span[0])

    def _goes_on(self, item: Found) -> Speaker | None:
        """Return the speaker of the words before, where these words follow right after."""
        answer, before = self.last, self.last_found
        if answer is None or before is None or item.mode != "direct":
            return None
        begins, paragraph_at = item.pieces[0][0], self.document.paragraph_at
        place = paragraph_at(begins)
        opens = begins == self.document.paragraphs[place][0]
        if not opens or place - paragraph_at(before.pieces[-1][1]) > 1:
            return None
        self.last_found = item
        self._speaks(answer.person, OBJECT)
        return Speaker(
            text=self.text[slice(*self.last_source)],
            mention=None,
            name=answer.name,
            party=answer.party or self._party(answer.person),
            rule=by.GOES_ON,
            confidence=by.CONFIDENCE[by.GOES_ON] * by.CONFIDENCE[answer.rule],
        )

    readers: ClassVar[dict[str, Callable[[_Walk, Parsed, Span], Answer]]] = {
        "names": _by_name,
        "joined": _by_joined,
        "first": _by_writer,
        "who": _antecedent,
        "body": _by_body,
        "they": _group_again,
        "it": _body_again,
        "nominal": _nominal,
    }
    """Kind of mention -> what answers it; ``name``, ``he`` and ``she`` have ways of their own."""
