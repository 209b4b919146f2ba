"""Whom each mention of a speaker means, in one walk through the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from zopa.evidence.people import _rules as by
from zopa.evidence.people._between import merged, stretches
from zopa.evidence.people._discourse import OBJECT, OBLIQUE, SPEAKS, SUBJECT, Scene, weight_of
from zopa.evidence.people._index import Mention, People, people_of
from zopa.evidence.people._mentions import Parsed, parse_mention
from zopa.evidence.people._names import role_word
from zopa.evidence.people._nominals import Answer, Nominals
from zopa.evidence.people._parties import Parties
from zopa.evidence.people._persons import Person
from zopa.evidence.speech._document import Document
from zopa.evidence.speech._found import Found
from zopa.model.ledger import Span, Speaker
from zopa.model.parties import Party

LEAD = 1.25
"""Salience of whom a pronoun means, as a multiple of the next one's; below it stays empty."""

FAR = 8
"""Sentences after which a pronoun no longer means somebody."""

NAMED_INSIDE = 0.15
"""Factor for somebody whom the words themselves name: people rarely name themselves."""

UNSURE = 0.75
"""Factor for somebody whose gender the text does not tell."""

_SUBJECTS = {
    f"{word}{short}": gender
    for word, gender in (("He", "m"), ("he", "m"), ("She", "f"), ("she", "f"))
    for short in ("", "'s", "’s", "'d", "’d", "'ll", "’ll")
}
_THE = frozenset(("the", "The"))
_WATCHED = frozenset(("the", *(word.lower() for word in _SUBJECTS)))
"""Words in small letters that may be a subject or begin one."""


_SEAT = re.compile(r"[DRI]-[A-Z]")
"""Party and state behind the name of a member of parliament."""

_JOINTS = frozenset(("", ",", "(", "—", "–", "-"))
"""What may stand between a name and the ``who`` that goes on about it."""


_MENTION, _PRONOUN, _ROLE, _SPEECH = range(4)
"""Kinds of events, in the order in which those of one place are read."""


class Spoke(NamedTuple):
    """Who spoke last, and where."""

    answer: Answer
    text: str
    mention: Span | None
    found: Found


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
        self.parties = parties
        self.nominals = Nominals(document, self.people, parties)
        self.scene = Scene()
        self.group: tuple[Answer, int] | None = None
        self.body: tuple[Answer, int] | None = None
        self.last: Spoke | None = None
        self._sentence_starts = [start for start, _ in document.sentences]
        self._paragraph_starts = [start for start, _ in document.paragraphs]
        self.sentence = self._until = 0
        self._readers: dict[str, Callable[[Parsed, Span], Answer]] = {
            "name": self._by_name,
            "names": self._by_name,
            "first": lambda _parsed, _span: Answer(None, by.NARRATOR),
            "who": self._antecedent,
            "body": self._by_body,
        }

    def run(self) -> list[tuple[Speaker | None, Speaker | None]]:
        answers: list[tuple[Speaker | None, Speaker | None]] = [(None, None)] * len(self.found)
        quotes = stretches(self.document, self.found)
        spoken = merged([span for item in self.found for span in item.quoted])
        begins = [start for start, _ in spoken]
        mentions, inside = self.people.mentions, 0
        for place, kind, index in self._events():
            while inside < len(quotes) and quotes[inside][1] <= place:
                inside += 1
            quoted = inside < len(quotes) and quotes[inside][0] <= place
            if quoted and kind != _SPEECH:
                continue
            if place >= self._until:
                self._move(place)
            if kind == _MENTION:
                self._mention(mentions[index])
            elif kind == _SPEECH:
                at = bisect_right(begins, place) - 1
                said = quoted and at >= 0 and place < spoken[at][1]
                answers[index] = self._speech(self.found[index], quoted=said)
            elif kind == _PRONOUN:
                self._pronoun(_SUBJECTS[self.document.words[index]])
            else:
                self._role(place, self.document.words[index])
        self._fill_first_person(answers)
        return answers

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

    def _events(self) -> list[tuple[int, int, int]]:
        """Return places of mentions, pronouns and speech in order, each with kind and index.

        Up to the last speech: nobody asks who is meant behind it.
        """
        spoken = {item.source[0] for item in self.found if item.source}
        words, starts = self.document.words, self.document.starts
        events = [
            (item.source[0] if item.source else item.pieces[0][0], _SPEECH, i)
            for i, item in enumerate(self.found)
        ]
        last = max(events)[0]
        mentions = self.people.starts
        events += [(mentions[i], _MENTION, i) for i in range(bisect_right(mentions, last))]
        watched = _WATCHED.intersection(self.document.vocabulary)
        lower = self.document.lower[: bisect_right(starts, last)]
        for i in [i for i, form in enumerate(lower) if form in watched]:
            if starts[i] in spoken:
                continue
            if words[i] in _SUBJECTS:
                events.append((starts[i], _PRONOUN, i))
            elif words[i] in _THE and i + 1 < len(words) and role_word(words[i + 1]):
                events.append((starts[i], _ROLE, i + 1))
        events.sort()
        return events

    def _move(self, place: int) -> None:
        """Go on to the sentence of a place; places come in order."""
        sentences = self._sentence_starts
        self.sentence = bisect_right(sentences, place, self.sentence) - 1
        self.sentence = max(0, self.sentence)
        following = self.sentence + 1
        self._until = sentences[following] if following < len(sentences) else len(self.text) + 1
        self.scene.move(self.sentence, self._paragraph(place))

    def _mention(self, mention: Mention) -> None:
        start, end, person, _ = mention
        begins = self._sentence_starts[self.sentence]
        self.scene.mention(person, weight_of(self.text, start, end, begins))

    def _role(self, place: int, noun: str) -> None:
        """Bring to mind whom ``the chairwoman`` means, where somebody in mind is one."""
        parsed = Parsed("nominal", head=noun.lower(), article="the")
        person = self.nominals.holder(parsed, None, self.scene, place)
        if person is not None:
            begins = place - self._sentence_starts[self.sentence] <= 1
            opens = begins or self.text[place - 2 : place] == ", "
            self.scene.mention(person, SUBJECT if opens else OBLIQUE)

    def _pronoun(self, gender: str) -> None:
        answer = self._who(gender, frozenset())
        if answer.person is not None:
            self.scene.mention(answer.person, SUBJECT)

    def _who(self, gender: str, avoided: frozenset[int]) -> Answer:
        """Return whom a pronoun of a gender means here."""

        def fits(person: Person) -> float:
            if person.gender == gender:
                factor = 1.0
            elif person.gender:
                return 0.0
            else:
                factor = UNSURE if person.certain else UNSURE * UNSURE
            return factor * NAMED_INSIDE if id(person) in avoided else factor

        choice = self.scene.choose(fits)
        if choice is None or choice.sentences > FAR:
            return Answer(None, by.LOST)
        if choice.lead < LEAD:
            return Answer(None, by.CLOSE)
        alone = choice.lead == float("inf")
        rule = by.ONLY if alone else by.CLEAR
        return Answer(choice.person.name or None, rule, person=choice.person)

    def _speech(self, item: Found, *, quoted: bool) -> tuple[Speaker | None, Speaker | None]:
        via = self._named(item.via, item, quoted=quoted) if item.via else None
        if item.source is None:
            return self._goes_on(item), self._speaker(via, item.via)
        answer = self._named(item.source, item, quoted=quoted)
        if not quoted:
            if answer.person is not None:
                self.scene.mention(answer.person, SPEAKS)
            elif answer.stands_in is not None:
                self.scene.mention(answer.stands_in, SPEAKS)
            self.last = Spoke(answer, self.text[slice(*item.source)], item.source, item)
        return self._speaker(answer, item.source), self._speaker(via, item.via)

    def _speaker(self, answer: Answer | None, span: Span | None) -> Speaker | None:
        if answer is None or span is None:
            return None
        return Speaker(
            text=self.text[span[0] : span[1]],
            mention=span,
            name=answer.name,
            party=answer.party or self._party(answer.person),
            rule=answer.rule,
            confidence=by.CONFIDENCE[answer.rule],
        )

    def _party(self, person: Person | None) -> str | None:
        if person is None or not self.parties.phrases:
            return None
        return self.parties.of_person(person, self.people)

    def _named(self, span: Span, item: Found, *, quoted: bool) -> Answer:
        parsed = parse_mention(self.text, span, self.people)
        answer = self._by_kind(parsed, span, item, quoted=quoted)
        if quoted:
            return answer
        if parsed.kind in ("names", "they") or (parsed.kind == "nominal" and parsed.plural):
            self.group = (answer, self.sentence)
        elif parsed.kind in ("body", "it") or (parsed.kind == "nominal" and not parsed.human):
            self.body = (answer, self.sentence)
        return answer

    def _by_kind(self, parsed: Parsed, span: Span, item: Found, *, quoted: bool) -> Answer:
        if parsed.kind in ("he", "she"):
            gender = "m" if parsed.kind == "he" else "f"
            return Answer(None, by.LOST) if quoted else self._who(gender, self._avoided(item))
        if parsed.kind in ("they", "it"):
            return self._group_again(parsed.kind)
        return self._readers.get(parsed.kind, self._nominal)(parsed, span)

    def _group_again(self, kind: str) -> Answer:
        held = self.group if kind == "they" else self.body
        if held is None or self.sentence - held[1] > 2:
            return Answer(None, by.LOST)
        if kind == "they":
            return held[0]._replace(rule=by.SAME_GROUP)
        return Answer(None, by.SAME_BODY, party=held[0].party)

    def _by_body(self, parsed: Parsed, span: Span) -> Answer:
        if _SEAT.match(self.text, span[0]):
            return self._antecedent(parsed, (span[0] - 1, span[1]))
        return Answer(parsed.body, by.BODY, party=self.parties.of_words(parsed.body))

    def _avoided(self, item: Found) -> frozenset[int]:
        return frozenset(
            id(mention.person)
            for start, end in item.pieces
            for mention in self.people.at(start, end)
        )

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

    def _antecedent(self, _: Parsed, span: Span) -> Answer:
        before = self.people.at(max(0, span[0] - 120), span[0])
        if before:
            mention = before[-1]
            between = self.text[mention.end : span[0]].strip()
            if between in _JOINTS or re.match(r", [^,.]*,$|\([^()]*\),?$", between):
                return Answer(mention.person.name, by.WHO, person=mention.person)
        return Answer(None, by.UNNAMED)

    def _nominal(self, parsed: Parsed, span: Span) -> Answer:
        owner = parsed.owner
        if parsed.article in ("his", "her"):
            answer = self._who("m" if parsed.article == "his" else "f", frozenset())
            owner = answer.person if answer.name else None
        return self.nominals.answer(
            parsed, self.text[span[0] : span[1]], owner, self.scene, span[0]
        )

    def _goes_on(self, item: Found) -> Speaker | None:
        """Return the speaker of the words before, where these words follow right after."""
        last = self.last
        if last is None or item.mode != "direct":
            return None
        place = self._paragraph(item.pieces[0][0])
        opens = item.pieces[0][0] == self._paragraph_starts[place]
        if not opens or place - self._paragraph(last.found.pieces[-1][1]) > 1:
            return None
        self.last = last._replace(found=item)
        answer = last.answer
        if answer.person is not None:
            self.scene.mention(answer.person, OBJECT)
        return Speaker(
            text=last.text,
            mention=None,
            name=answer.name,
            party=answer.party or self._party(answer.person),
            rule=by.GOES_ON,
            confidence=by.CONFIDENCE[by.GOES_ON] * by.CONFIDENCE[answer.rule],
        )

    def _paragraph(self, place: int) -> int:
        return bisect_right(self._paragraph_starts, place) - 1
