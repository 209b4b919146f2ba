"""A claim is written into a case file by the smallest change; all else stays as it was."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from written_cases import texts, words, written_cases
from zopa.errors import CaseFaults, FormatError
from zopa.formats._zopa_read import from_text
from zopa.formats.zopa_yaml import next_claim_id, with_claim, write
from zopa.model import Case, Claim

HEAD = "zopa: 1\nparties: [ann, bob]  # who\n"
ISSUES = "issues:\n  pay: {now: low, options: [low, high]}\n  no: {options: [yes, 1.50]}\n"


def read(text: str) -> Case:
    return from_text(text, source="case.yaml", name="case")


def check(text: str, wanted: str, *claim: str, **about: str | None) -> None:
    """Check the text that comes out, and that it is the same case with one claim more."""
    name, *statements = claim
    found = with_claim(text, name, statements, about)
    assert found == wanted
    before, after = read(text), read(found)
    assert replace(after, claims=before.claims) == before


BLOCK = """\
claims:
  # the first
  c1:
    source: s   # mails
    quote: not a cent
    about:
      pay: low

  # of the reports
  c2:  # and this
    statement: s-1  # one
    note: |
      Two
      lines.

# what it is about
"""
SOURCES = "sources:\n  s: Mails\n\n"


def test_a_claim_in_block_style() -> None:
    """A new claim looks like the last one and stands before the remarks of the next part."""
    new = "  c3:\n    statement: s-2\n    about: {pay: high}\n"
    text = HEAD + SOURCES + BLOCK + ISSUES
    wanted = text.replace("      lines.\n", "      lines.\n" + new)
    check(text, wanted, "c3", "s-2", pay="high")


def test_one_statement_becomes_a_list() -> None:
    text = HEAD + SOURCES + BLOCK + ISSUES
    check(text, text.replace("statement: s-1 ", "statement: [s-1, s-2] "), "c2", "s-2")


def test_a_claim_gets_its_first_statement_and_more_to_be_about() -> None:
    text = HEAD + SOURCES + BLOCK + ISSUES
    wanted = text.replace("    source: s ", "    statement: s-2\n    source: s ")
    wanted = wanted.replace("      pay: low\n", "      no: yes\n      pay: low\n")
    check(text, wanted, "c1", "s-2", no="yes")


@pytest.mark.parametrize(
    ("claim", "wanted"),
    [
        ("{source: s, quote: ever, about: {pay: low}}", "{statement: s-2, about: {pay: low}}"),
        ("{about: {pay: low}, quote: ever, source: s}", "{about: {pay: low}, statement: s-2}"),
        (
            "\n    quote: ever  # words\n    source: s  # one\n    by: ann",
            "\n    statement: s-2  # one\n    by: ann",
        ),
        (
            "\n    source: s\n    by: ann\n    quote: >-\n      a\n      b",
            "\n    statement: s-2\n    by: ann",
        ),
    ],
)
def test_an_inline_claim_moves_onto_a_statement(claim: str, wanted: str) -> None:
    """Source and words that follow from the statement now are taken out, and nothing else."""
    text = HEAD + SOURCES + f"claims:\n  c1: {claim}\n" + ISSUES
    found = with_claim(text, "c1", "s-2", drop=("source", "quote"))
    assert found == HEAD + SOURCES + f"claims:\n  c1: {wanted}\n" + ISSUES


def test_issues_as_a_whole_are_a_list() -> None:
    """As a person would write them, for one and for more."""
    text = HEAD + ISSUES + "claims: {c1: {statement: s-1}}\n"
    text = with_claim(text, "c1", "s-1", {"pay": None})
    assert "claims: {c1: {about: [pay], statement: s-1}}" in text
    text = with_claim(text, "c1", "s-1", {"no": None})
    assert "claims: {c1: {about: [pay, no], statement: s-1}}" in text
    with pytest.raises(FormatError, match="write it yourself"):
        with_claim(text, "c1", "s-1", {"pay": "low"})


def test_what_a_claim_has_already_changes_nothing() -> None:
    text = HEAD + SOURCES + BLOCK + ISSUES
    assert with_claim(text, "c2", "s-1") == text
    assert with_claim(text, "c2", ["s-1"], by=None) == text


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("claims", "wanted"),
    [
        (
            "claims:\n  c1: {statement: s-1}  # one\n\n",
            "claims:\n  c1: {statement: s-1}  # one\n  c2: {statement: s-2, about: {pay: low}}\n\n",
        ),
        (
            "claims: {c1: {statement: s-1}}\n",
            "claims: {c1: {statement: s-1}, c2: {statement: s-2, about: {pay: low}}}\n",
        ),
        (
            "claims: {\n  c1: {statement: s-1}  # one\n}\n",
            (
                "claims: {\n  c1: {statement: s-1},  # one\n"
                "  c2: {statement: s-2, about: {pay: low}}\n}\n"
            ),
        ),
        (
            "claims: {\n  c1: {statement: s-1},  # one\n}\n",
            (
                "claims: {\n  c1: {statement: s-1},  # one\n"
                "  c2: {statement: s-2, about: {pay: low}},\n}\n"
            ),
        ),
        ("claims: {}\n", "claims: {c2: {statement: s-2, about: {pay: low}}}\n"),
        ("claims: # none\n", "claims: # none\n  c2: {statement: s-2, about: {pay: low}}\n"),
        ("claims: ~ # none\n", "claims: {c2: {statement: s-2, about: {pay: low}}} # none\n"),
        ("claims:\n\n", "claims:\n  c2: {statement: s-2, about: {pay: low}}\n\n"),
        ("", "claims:\n  c2: {statement: s-2, about: {pay: low}}\n"),
        (
            "sources:\n  s: Mails\n\n",
            "sources:\n  s: Mails\n\nclaims:\n  c2: {statement: s-2, about: {pay: low}}\n\n",
        ),
    ],
)
def test_a_new_claim_in_each_style(claims: str, wanted: str, newline: str) -> None:
    """Braces, one line each, no claims yet, an empty part; with the line ends of the file."""
    text, told = ((HEAD + part + ISSUES).replace("\n", newline) for part in (claims, wanted))
    check(text, told, "c2", "s-2", pay="low")


@pytest.mark.parametrize(
    ("claim", "wanted"),
    [
        ("{statement: [s-1]}", "{statement: [s-1, s-2]}"),
        ("{statement: [s-1, ], by: ann}", "{statement: [s-1, s-2, ], by: ann}"),
        ("{statement: 's-1'}", "{statement: ['s-1', s-2]}"),
        ("{source: s, quote: x}", "{statement: s-2, source: s, quote: x}"),
        (
            "\n    statement:\n    - s-1  # one\n    by: ann",
            "\n    statement:\n    - s-1  # one\n    - s-2\n    by: ann",
        ),
        (
            "\n      statement:\n          - s-0\n          - s-1",
            "\n      statement:\n          - s-0\n          - s-1\n          - s-2",
        ),
    ],
)
def test_one_more_statement_in_each_style(claim: str, wanted: str) -> None:
    text = f"{HEAD}{SOURCES}claims:\n  c1: {claim}\n{ISSUES}"
    check(text, text.replace(claim, wanted), "c1", "s-2")


def test_a_case_that_is_json_stays_json() -> None:
    text = '{"zopa": 1, "parties": ["a", "b"], "issues": {"pay": {"options": ["low", "1"]}}}\n'
    wanted = text.replace('"1"]}}}', '"1"]}}, "claims": {"c1": {"statement": "s-1"}}}')
    check(text, wanted, "c1", "s-1")
    more = wanted.replace('"s-1"}', '"s-1"}, "c2": {"statement": ["s-2", "s-3"]}')
    check(wanted, more, "c2", "s-2", "s-3")
    check(more, more.replace('"s-3"]', '"s-3", "s-4"]'), "c2", "s-4")


def test_a_file_without_an_end_of_line() -> None:
    text = HEAD + ISSUES + "claims:\n  c1: {statement: s-1}"
    check(text, text + "\n  c2: {statement: s-2}", "c2", "s-2")


def test_a_long_claim_takes_several_lines() -> None:
    text = HEAD + ISSUES
    found = with_claim(text, "c1", [f"source-{n}" for n in range(8)], {"pay": "low"})
    assert "claims:\n  c1:\n    statement: [source-0, " in found
    assert found.count("\n") == text.count("\n") + 4


def test_what_cannot_stay_as_it_is_is_left_to_the_analyst() -> None:
    """A part taken from an anchor would change elsewhere too."""
    text = HEAD + ISSUES + "claims:\n  c1: &one {statement: s-1}\n  c2: *one\n"
    with pytest.raises(FormatError) as caught:
        with_claim(text, "c2", "s-2", {"pay": "low"})
    assert str(caught.value) == (
        "case.yaml: claim 'c2' cannot be changed in the file without changing more than that; "
        "write it yourself below 'claims': c2: {statement: [s-1, s-2], about: {pay: low}}"
    )
    with pytest.raises(FormatError, match="c1: \\{statement: \\[s-1, s-2\\]\\}"):
        with_claim(text, "c1", "s-2")


def test_a_claim_does_not_say_two_things() -> None:
    text = HEAD + ISSUES + "claims: {c1: {statement: s-1, by: ann, about: {pay: low}}}\n"
    with pytest.raises(FormatError, match="says 'low' of issue 'pay', not 'high'; use another"):
        with_claim(text, "c1", "s-2", {"pay": "high"})
    with pytest.raises(FormatError, match="has 'by: ann', not 'bob'; use another claim"):
        with_claim(text, "c1", "s-2", by="bob")
    found = with_claim(text, "c1", "s-2", by="ann", kind="demand")
    assert "{c1: {kind: demand, statement: [s-1, s-2], by: ann," in found


def test_what_the_case_does_not_have_is_a_fault() -> None:
    text = HEAD + ISSUES
    with pytest.raises(CaseFaults, match=r"names option 'lwo'.*did you mean 'low'"):
        with_claim(text, "c1", "s-1", {"pay": "lwo"})


@settings(max_examples=40)
@given(written_cases(), words, st.lists(words, min_size=1, max_size=3, unique=True), st.data())
def test_any_case_that_we_write_takes_a_claim(
    case: Case, name: str, statements: list[str], data: st.DataObject
) -> None:
    """Whatever its names, the text reads as the same case with one claim more."""
    text = write(case).files["case.yaml"].decode()
    before = read(text)
    if name in before.claims:
        return
    quote = data.draw(texts)
    found = with_claim(text, name, statements, {case.issues[0].id: None}, quote=quote)
    claim = Claim(
        id=name, statements=tuple(statements), about={case.issues[0].id: None}, quote=quote
    )
    assert read(found).claims == {**before.claims, name: claim}
    more = with_claim(found, name, "one-more")
    assert read(more).claims[name].statements == (*dict.fromkeys((*statements, "one-more")),)


layouts = st.tuples(
    st.sampled_from(["", "# top\n", "---\n"]),
    st.sampled_from(["", "\n", "\n# a remark\n", "  # indented remark\n"]),
    st.sampled_from(["block", "flow", "lines", "empty", "none", "list"]),
    st.sampled_from([2, 4, 3]),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["", "\n", "\n\n# end\n", "\n...\n"]),
    st.booleans(),
)


@settings(max_examples=60)
@given(layouts)
def test_remarks_and_order_stay_in_any_layout(
    layout: tuple[str, str, str, int, str, str, bool],
) -> None:
    """Every line that was there is there afterwards, in this order, or has grown."""
    top, between, style, indent, newline, end, last = layout
    pad = " " * indent
    claims = {
        "block": f"claims:\n{pad}c1:  # a\n{pad * 2}statement: s-1\n{between}{pad * 2}by: ann\n{between}",
        "flow": f"claims: {{c1: {{statement: s-1}}}}  # a\n{between}",
        "lines": f"claims:\n{pad}c1: {{statement: s-1}}  # a\n{between}",
        "empty": f"claims:  # a\n{between}",
        "none": between,
        "list": f"claims:\n{pad}c1:\n{pad * 2}statement:\n{pad * 2}- s-1\n{between}",
    }[style]
    parts = [HEAD, ISSUES, claims] if last else [HEAD, claims, ISSUES]
    text = top + "".join(parts).rstrip("\n") + end
    text = text.replace("\n", newline)
    for name in ("c1", "c2"):
        found = with_claim(text, name, "s-9", {"pay": "high"})
        claim = read(found).claims[name]
        assert claim.statements[-1] == "s-9"
        assert claim.about == {"pay": "high"}
        rest = iter(found.splitlines())
        lost = [
            line
            for line in text.splitlines()
            if "#" in line and not any(line.split("#")[1] in each for each in rest)
        ]
        assert lost == []
        assert found.count("\r\n") == (found.count("\n") if newline == "\r\n" else 0)


def test_ids_follow_those_that_are_there() -> None:
    assert next_claim_id(["c1", "c3", "x"]) == "c4"
    assert next_claim_id(["d08", "d09", "c1"]) == "d10"
    assert next_claim_id(["first"]) == "c1"
