"""The points of cue words: what their files may hold, and how they are fitted."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from zopa.evidence.speech import _cues
from zopa.evidence.speech._candidates import candidates
from zopa.evidence.speech._document import Document
from zopa.evidence.speech._weighing import (
    KNOWN,
    PLAIN,
    _strength,
    contexts,
    extent_points,
    extents,
    weigh,
)

if TYPE_CHECKING:
    from types import ModuleType

BENCHMARKS = Path(__file__).resolve().parents[2] / "benchmarks" / "evidence"
WORD = re.compile(r"[a-z]+(-[a-z]+)?")
SHAPES = frozenset(
    """
    a about adj always and base be brief by clause comma det do first have imper inf ing last
    last-adj last-inv mark mid modal n name np part pass past perf pl plain plural poss prep prog
    pron qstart quote qx rel s sg start sub that to v wh word x
    """.split()
)
"""Names of how words stand, beside words of grammar."""
SORTS = frozenset(
    "before brief headline hearer helper left negated opens place quoted shape size then".split()
)


@pytest.fixture
def fitting(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Return the script that fits."""
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    import fit_cues

    return fit_cues


def test_words_are_single_forms_in_small_letters() -> None:
    """A line of a word tells of a word and the frames of grammar around it, of nothing else."""
    for (kind, word), strength in _cues.STRENGTHS.items():
        assert kind in {"v", "n", "a", "x"}
        assert WORD.fullmatch(word)
        for frame in strength.frames:
            assert set(frame.strip(":").split(":")) <= KNOWN | SHAPES | {""}


def test_contexts_hold_words_of_grammar_only() -> None:
    """What stands around a cue has no word of an article in it but words of grammar."""
    for name in _cues.CONTEXTS:
        first, *rest = name.replace("::quote", ":quote").split(":")
        assert first in SORTS | SHAPES
        for part in rest:
            assert part in KNOWN | SHAPES or re.fullmatch(r"#[a-z]+|\d|", part), name


def test_no_word_decides_by_itself() -> None:
    """Points stay within what a few hundred cases can tell: odds of one to eight or so."""
    alone = {key: strength.alone for key, strength in _cues.STRENGTHS.items()}
    assert max(map(abs, alone.values())) <= 20
    assert max(abs(points) for name, points in _cues.CONTEXTS.items() if name != "always") <= 25


def test_a_name_that_is_always_right_gets_points_and_a_rare_one_none(fitting: ModuleType) -> None:
    """With 40 cases of either word the one that is right is far ahead; one case says nothing."""
    cases = [
        fitting.Case(("around always", f"word v {word}", f"frame v {word} that"), right)
        for word, right in (("say", True), ("run", False))
        for _ in range(40)
    ]
    cases.append(fitting.Case(("around always", "word v odd", "frame v odd that"), right=True))
    weights = fitting.fit(cases)
    assert weights["word v say"] > 1 > -1 > weights["word v run"]
    assert "word v odd" not in weights


def test_two_cases_move_a_word_less_than_forty(fitting: ModuleType) -> None:
    """A word is held back by what its weight costs, the more the fewer cases it has."""
    cases = [fitting.Case(("around always", "word v say"), right=True)] * 40
    cases += [fitting.Case(("around always", "word v hint"), right=True)] * 2
    cases += [fitting.Case(("around always",), right=False)] * 42
    weights = fitting.fit(cases)
    assert 0 < weights["word v hint"] < 1 < weights["word v say"]


def test_the_order_of_cases_changes_nothing(fitting: ModuleType) -> None:
    """The problem has one solution."""
    cases = [
        fitting.Case(("around always", f"word v w{n % 7}", f"around then:#{n % 5}"), n % 3 == 0)
        for n in range(200)
    ]
    assert fitting.files(fitting.fit(cases)) == fitting.files(fitting.fit(cases[::-1]))


def test_files_keep_the_words_and_those_that_borrow(fitting: ModuleType) -> None:
    """Without any case all words made by hand stay, without points; borrowers stay as they are."""
    made = fitting.files({})
    words = _cues.strengths(made["cues.txt"])
    assert {key for key in _cues.STRENGTHS if "-" not in key[1]} == set(words)
    assert {strength.alone for strength in words.values()} == {0}
    assert "\nlaud v = praise\n" in made["cues.txt"]
    assert _cues.points(made["contexts.txt"]) == {}


def test_a_particle_adds_to_its_verb(fitting: ModuleType) -> None:
    """Points are tenths; those of a frame include those of the word, of a pair also the verb's."""
    made = fitting.files(
        {"word v walk": -0.42, "word v walk-out": 0.9, "frame v walk-out on": 0.3, "around v:on": 1}
    )
    words = _cues.strengths(made["cues.txt"])
    assert words["v", "walk"] == (-4, {})
    assert words["v", "walk-out"] == (5, {"on": 8})
    assert _cues.points(made["contexts.txt"]) == {"v:on": 10}


def test_a_case_is_right_where_a_reader_marked_it(fitting: ModuleType) -> None:
    """Of an invented article: what was marked is right, the same word elsewhere is not."""
    text = "The union said that it would not sign. The mayor said that it would rain."
    label = {"type": "indirect", "content": [[20, 37]]}
    cases = list(fitting.cases_of({"text": text, "attributions": [label]}))
    said = [case.right for case in cases if "frame v say that" in case.names]
    assert said == [True, False]


def test_a_case_that_shares_a_few_words_is_not_right(fitting: ModuleType) -> None:
    """Less than half in common with what a reader marked is another content."""
    text = "The union said that it would not sign."
    label = {"type": "indirect", "content": [[20, 25]]}
    cases = list(fitting.cases_of({"text": text, "attributions": [label]}))
    assert cases
    assert not any(case.right for case in cases)


SAID = (
    "On Monday the mayor, who had not been told, said that she would never sign it. "
    "Their demand for higher pay was rejected, Roe said. They are ready to walk out. "
    "According to him, the union wants talks; his hope that it ends is gone."
)


def test_the_points_of_a_cue_are_those_of_its_word_and_of_the_names_around_it() -> None:
    """The quick sum and the list of names that the points were fitted by say the same."""
    document = Document(SAID)
    weighed = 0
    for found in candidates(document):
        points = weigh(document, found, -sys.maxsize)
        if points is not None:
            named = sum(_cues.CONTEXTS.get(name, 0) for name in contexts(document, found))
            named += PLAIN if found.plain else 0
            assert points == named + _strength(found.kind, found.lemma, found.frame)
            weighed += 1
    assert weighed > 5


@pytest.mark.parametrize("quoted", [False, True])
def test_no_content_has_more_points_than_its_bound(quoted: bool) -> None:
    """A cue is dropped before its content is read only where no content would save it."""
    document = Document(SAID)
    for found in candidates(document):
        points = weigh(document, found, -sys.maxsize)
        for size in range(0, 400, 10):
            more = extent_points(found, [(0, size)], quoted=quoted)
            named = extents(found, [(0, size)], quoted=quoted)
            assert more == sum(_cues.CONTEXTS.get(name, 0) for name in named)
            if points is not None:
                room = None if quoted else size
                assert weigh(document, found, points + more, room) == points
