"""Words that report: their forms, their strengths, and the points of what stands around them."""

from __future__ import annotations

import pytest

from zopa.evidence.speech._cues import CONTEXTS, FORMS, STRENGTHS, cue_at
from zopa.evidence.speech._inflection import plural, verb_forms


@pytest.mark.parametrize(
    ("base", "forms"),
    [
        ("deny", "denies denying denied deny"),
        ("admit", "admits admitting admitted admit"),
        ("agree", "agrees agreeing agreed agree"),
        ("write", "writes writing wrote written write"),
        ("veto", "vetoes vetoing vetoed veto"),
        ("lie", "lies lying lied lie"),
        ("offer", "offers offering offered offer"),
        ("read", "reads reading read"),
    ],
)
def test_verb_forms_follow_the_rules_of_spelling(base: str, forms: str) -> None:
    """A verb has its four or five forms and no others."""
    assert set(verb_forms(base)) == set(forms.split())


def test_plurals_follow_the_rules_of_spelling() -> None:
    """Nouns in -y and in hissing sounds have their own plurals."""
    assert [plural(noun) for noun in ("reply", "wish", "survey", "demand")] == [
        "replies",
        "wishes",
        "surveys",
        "demands",
    ]


@pytest.mark.parametrize(
    ("form", "verb", "shape"),
    [
        ("insisted", "insist", "past"),
        ("refuses", "refuse", "s"),
        ("threatening", "threaten", "ing"),
        ("told", "tell", "past"),
        ("written", "write", "part"),
    ],
)
def test_every_form_of_a_verb_is_known(form: str, verb: str, shape: str) -> None:
    """One look-up says of which verb a form is, and which form."""
    entry = cue_at(form)
    assert entry is not None
    assert (entry.verb, entry.shape) == (verb, shape)


def test_a_form_may_be_both_verb_and_noun() -> None:
    """The sentence decides, so the look-up gives both."""
    entry = cue_at("demands")
    assert entry is not None
    assert (entry.verb, entry.noun, entry.number) == ("demand", "demand", "pl")


def test_words_that_report_nothing_are_unknown() -> None:
    """Verbs of motion and nouns of things are no cues."""
    assert [cue_at(word) for word in ("ran", "table", "the", "1967")] == [None] * 4


def test_verbs_whose_base_form_is_a_noun_count_in_other_forms_only() -> None:
    """In ``the state`` nobody speaks; in ``stated`` somebody does."""
    assert cue_at("state") is None
    assert FORMS["stated"].verb == "state"


def test_a_rare_word_has_the_strength_of_the_common_one_it_names() -> None:
    """A line with ``=`` lends points."""
    assert STRENGTHS["v", "implore"] == STRENGTHS["v", "urge"]


def test_a_word_is_stronger_in_the_frames_it_lives_in() -> None:
    """``call for`` reports more surely than ``vote for``, ``accuse`` somebody than ``find``."""
    assert STRENGTHS["v", "call"].frames["for"] > STRENGTHS["v", "vote"].frames["for"]

    assert STRENGTHS["v", "accuse"].frames["np"] > STRENGTHS["v", "find"].frames["np"]


def test_that_opens_content_more_surely_than_a_noun_phrase() -> None:
    """Points of frames are in the order that readers expect."""
    assert CONTEXTS["opens:that:that"] > 0
    assert CONTEXTS["always"] < 0
