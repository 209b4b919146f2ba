"""Statements: what each way of writing means, and what is said where a text is none."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from written_later import formulas
from zopa.errors import CaseError
from zopa.model import Issue, Option, parse_statement, statement_text
from zopa.model.statements import And, Atom, Formula, If, Iff, Not, Or, atoms, truth


def issue(name: str, *options: str, term: bool = False) -> Issue:
    """Return an issue whose options are called by their ids."""
    return Issue(
        id=name, name=name, options=tuple(Option(id=o, name=o) for o in options), term=term
    )


ISSUES = {
    found.id: found
    for found in (
        issue("a", "no", "yes"),
        issue("b", "no", "yes"),
        issue("c", "no", "yes"),
        issue("relief", "none", "partial", "full"),
        issue("the end", "1.50", "then", 'so "it" is'),
        issue("step-by-step", "x->y", "don't"),
        issue("order", "first", "last", term=True),
    )
}
A, B, C = (Atom(issue=name, options=("yes",)) for name in "abc")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a", A),
        ("a = yes", A),
        ("a=yes", A),
        ("a = no", Atom(issue="a", options=("no",))),
        ("a != yes", Not(part=A)),
        ("not a", Not(part=A)),
        ("!a", Not(part=A)),
        ("~ a", Not(part=A)),
        ("not not a", Not(part=Not(part=A))),
        ("relief in (none, full)", Atom(issue="relief", options=("none", "full"))),
        ("relief in full", Atom(issue="relief", options=("full",))),
        ("relief not in (none, full)", Not(part=Atom(issue="relief", options=("none", "full")))),
        ("a and b and c", And(parts=(A, B, C))),
        ("a & b && c", And(parts=(A, B, C))),
        ("a or b or c", Or(parts=(A, B, C))),
        ("a | b || c", Or(parts=(A, B, C))),
        ("if a then b", If(when=A, then=B)),
        ("a -> b", If(when=A, then=B)),
        ("b if a", If(when=A, then=B)),
        ("a iff b", Iff(left=A, right=B)),
        ("a <-> b", Iff(left=A, right=B)),
        ("A AND NOT b IFF c".replace("A ", "a "), Iff(left=And(parts=(A, Not(part=B))), right=C)),
        ("IF a Then b", If(when=A, then=B)),
        ("'the end' = 1.50", Atom(issue="the end", options=("1.50",))),
        ("\"the end\" = 'then'", Atom(issue="the end", options=("then",))),
        ('\'the end\' = "so ""it"" is"', Atom(issue="the end", options=('so "it" is',))),
        ("step-by-step = 'don''t'", Atom(issue="step-by-step", options=("don't",))),
        ("step-by-step = 'x->y'", Atom(issue="step-by-step", options=("x->y",))),
    ],
)
def test_each_way_of_writing_has_its_meaning(text: str, wanted: Formula) -> None:
    """Words in any case, signs, and names in quotes."""
    assert parse_statement(text, ISSUES) == wanted


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("not a and b", "(not a) and b"),
        ("a and b or c", "(a and b) or c"),
        ("a or b and c", "a or (b and c)"),
        ("a or b if c", "(a or b) if c"),
        ("a if b or c", "a if (b or c)"),
        ("a if b iff c", "(a if b) iff c"),
        ("a iff b if c", "a iff (b if c)"),
        ("a -> b or c", "a -> (b or c)"),
        ("if a or b then c", "if (a or b) then c"),
        ("if a then b iff c", "(if a then b) iff c"),
        ("if a iff b then c", "if (a iff b) then c"),
        ("if a then if b then c", "if a then (if b then c)"),
        ("if if a then b then c", "if (if a then b) then c"),
        ("not (a or b)", "not a and not b"),
    ],
)
def test_not_binds_most_then_and_or_if_iff(text: str, same: str) -> None:
    """Without parentheses a statement is true in the same states as with them."""
    states = np.array(list(product((0, 1), repeat=3))).T
    columns = dict(zip("abc", states, strict=True))
    left, right = (
        truth(parse_statement(one, ISSUES), columns, ISSUES).tolist() for one in (text, same)
    )
    assert left == right
    assert 0 < sum(left) < len(left)


FAULTS = [
    ("", "is empty; write for example 'relief = none'"),
    ("  ", "is empty; write for example 'relief = none'"),
    ("a =", "breaks off after 'a =', where an option was to come"),
    ("a and", "breaks off after 'a and', where an issue was to come"),
    ("relief in (", "breaks off after 'relief in (', where an option was to come"),
    ("and a", "has 'and' at its start, where an issue was to come; put a name of that kind in quotes"),
    ("a = and", "has 'and' after 'a =', where an option was to come; put a name of that kind in quotes"),
    ("= a", "has '=' at its start, where an issue was to come"),
    ("& a", "has '&' at its start, where an issue was to come"),
    ("a -> <->", "has '<->' after 'a ->', where an issue was to come"),
    ("a b", "has no 'and', 'or', 'if' or 'iff' after 'a'"),
    ("a then b", "has 'then' after 'a', where nothing of that kind fits"),
    ("a = yes = no", "has '=' after 'a = yes', where nothing of that kind fits"),
    ("(a", "has a '(' that is never closed; in a list between [ ] a statement with a comma goes in quotes"),
    ("(a b)", "lacks a ')' after '(a'"),
    ("a)", "has a ')' without a '('"),
    ("a < b", "has the sign '<', which means nothing there"),
    ("a = 'yes", "opens a quote that never ends: 'yes"),
    ("if a b", "has an 'if' without 'then' after 'if a'"),
    ("a if b if c", "has a second 'if' after 'a if b'; add parentheses"),
    ("a -> b -> c", "has a second '->' after 'a -> b'; add parentheses"),
    ("if a then b if c", "has a second 'if' after 'if a then b'; add parentheses"),
    ("a iff b iff c", "has a second 'iff' after 'a iff b'; add parentheses"),
    ("aa", "names issue 'aa', which the case does not have; did you mean 'a'?"),
    ("relief = non", "names option 'non', which issue 'relief' does not have; did you mean 'none'?"),
    ("relief", "names issue 'relief' alone, which has no option 'yes'; write for example 'relief = none'"),
    (
        "relief = none or partial",
        "names 'partial' alone, which is an option of issue 'relief'; write 'relief = partial', or 'relief in (..., partial)'",
    ),
    ("order = last", "names the term 'order', which is part of a deal and of no state; leave it out"),
    ("(" * 51 + "a", "has more than 50 parts inside one another; split it"),
    ("not " * 51 + "a", "has more than 50 parts inside one another; split it"),
    ("if a then " * 51 + "a", "has more than 50 parts inside one another; split it"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), FAULTS, ids=[fault[1] for fault in FAULTS])
def test_what_is_no_statement_is_said_in_one_sentence(text: str, wanted: str) -> None:
    """The sentence says what stands where."""
    with pytest.raises(CaseError) as caught:
        parse_statement(text, ISSUES, owner="statement 2 of party 'us'")
    assert str(caught.value) == f"statement 2 of party 'us' {wanted}"


def test_a_long_statement_is_not_repeated_as_a_whole() -> None:
    """Only what stands just before the slip, or the beginning of a quote that never ends."""
    long = "a and " * 10_000
    with pytest.raises(CaseError) as caught:
        parse_statement(f"{long}a b", ISSUES)
    before = (long + "a")[-60:]
    wanted = f"the statement has no 'and', 'or', 'if' or 'iff' after '…{before}'"
    assert str(caught.value) == wanted
    with pytest.raises(CaseError) as caught:
        parse_statement(f"a = 'x {long}", ISSUES)
    quoted = "'x " + long
    assert str(caught.value) == f"the statement opens a quote that never ends: {quoted[:60]}…"
    assert isinstance(parse_statement(f"{long}a", ISSUES), And)


PLAIN = [found for found in ISSUES.values() if not found.term]


@given(formulas(PLAIN))
def test_the_text_of_a_formula_reads_back_as_the_formula(formula: Formula) -> None:
    """Names that need quotes get them, and parentheses stand where they are needed."""
    assert parse_statement(statement_text(formula), ISSUES) == formula


@given(formulas(PLAIN))
def test_the_atoms_of_a_formula_stand_in_its_text_from_left_to_right(formula: Formula) -> None:
    """Every atom is found, in order; ``if`` names its condition first."""
    text = statement_text(formula)
    places: list[int] = []
    for atom in atoms(formula):
        name = statement_text(atom).split(" = ")[0].split(" in ")[0]
        places.append(text.index(name, places[-1] + 1 if places else 0))
    assert places == sorted(places)
    assert len(places) >= 1


@given(st.text("ab=()!&|,'\"<->in noyesrlf", max_size=30))
def test_any_text_is_a_statement_or_one_sentence(text: str) -> None:
    """Nothing but a `CaseError` ever comes out."""
    try:
        formula = parse_statement(text, ISSUES)
    except CaseError:
        return
    assert parse_statement(statement_text(formula), ISSUES) == formula
