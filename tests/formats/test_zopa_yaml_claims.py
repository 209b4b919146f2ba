"""Claims may rest on statements of a ledger; commitments say what became of them."""

from __future__ import annotations

import json

import jsonschema
import pytest

from zopa.errors import CaseFaults
from zopa.formats import zopa_yaml
from zopa.formats._yaml_lines import parse
from zopa.formats._yaml_values import plain
from zopa.formats._zopa_read import from_text
from zopa.model import Case, Claim, Commitment

HEAD = """\
zopa: 1
parties: [ann, bob]
sources: {mails: Mails of both sides}
issues: {pay: {by: bob, now: low, options: [low, high]}}
claims:
"""


def read(text: str) -> Case:
    return from_text(HEAD + text, source="pay.yaml", name="pay")


def faults(text: str) -> list[str]:
    with pytest.raises(CaseFaults) as caught:
        read(text)
    return [str(fault) for fault in caught.value.faults]


def test_one_statement_or_a_list_of_them() -> None:
    """A claim that rests on statements needs neither source nor quote."""
    case = read(
        "  c1: {statement: mails-3f2a91, about: {pay: low}}\n"
        "  c2: {statement: [mails-3f2a91, 7], quote: not a cent, stance: contradicts}\n"
    )
    assert case.claims["c1"] == Claim(
        id="c1", statements=("mails-3f2a91",), about={"pay": "low"}, stance="supports"
    )
    assert case.claims["c2"].statements == ("mails-3f2a91", "7")
    assert (case.claims["c2"].quote, case.claims["c2"].source) == ("not a cent", "")
    assert case.claims["c2"].stance == "contradicts"


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        ("{}", "line 6: 'claims.c1' lacks 'source'; add it: id of the source; or give"),
        ("{source: mails}", "line 6: 'claims.c1' lacks 'quote'; add it: the passage, word for"),
        ("{quote: no}", "line 6: 'claims.c1' lacks 'source'"),
        ("{source: mails, quote: ''}", "line 6: 'claims.c1' lacks 'quote'"),
        ("{statement: []}", "line 6: 'claims.c1' lacks 'source'"),
        ("{statement: [a-1, a-1]}", "line 6: claim 'c1' names the statement 'a-1' twice"),
        ("{statements: a-1, source: mails, quote: x}", "did you mean 'statement'?"),
        ("{statement: a-1, source: mials}", ""),
        ("{source: mials, quote: x}", "line 6: claim 'c1' names the source 'mials', which"),
        ("{statement: a-1, stance: against}", "must be one of supports, contradicts, found"),
        ("{statement: {id: a-1}}", "must be one name, found a mapping"),
    ],
)
def test_faults_say_line_and_next_step(claim: str, said: str) -> None:
    """Where a claim has statements, its source is checked with the ledger, not before."""
    if said:
        assert any(said in fault for fault in faults(f"  c1: {claim}\n"))
    else:
        read(f"  c1: {claim}\n")


def test_a_fault_names_the_line_of_the_statements() -> None:
    text = "  c1:\n    about: {pay: low}\n    statement:\n      - a-1\n      - a-1\n"
    assert faults(text) == ["line 8: claim 'c1' names the statement 'a-1' twice; keep one"]


PROMISES = """\
  c1: {statement: a-1}
  c2: {statement: a-2}
commitments:
  - {by: bob, issue: pay, option: high, claims: c1, since: 2024-03-01, kept: [c1], broken: c2}
"""


def test_a_commitment_says_since_when_and_what_became_of_it() -> None:
    assert read(PROMISES).commitments == (
        Commitment(
            by="bob",
            issue="pay",
            option="high",
            claims=("c1",),
            since="2024-03-01",
            kept=("c1",),
            broken=("c2",),
        ),
    )


@pytest.mark.parametrize(("key", "value"), [("kept", "[c1]"), ("broken", "c2")])
def test_what_became_of_it_names_claims_of_the_case(key: str, value: str) -> None:
    text = PROMISES.replace(f"{key}: {value}", f"{key}: c9")
    assert faults(text) == [
        f"line 9: '{key}' names the claim 'c9', which the case does not have; known are 'c1', 'c2'"
    ]


def test_the_writer_says_no_more_than_the_case() -> None:
    """One statement stands without brackets; what follows from the ledger is not written."""
    case = read("  c1: {statement: a-1, about: {pay: low}}\n  c2: {statement: [a-1, a-2]}\n")
    text = zopa_yaml.write(case).files["case.yaml"].decode()
    assert "  c1:\n    statement: a-1\n    about: {pay: low}\n  c2:\n" in text
    assert "    statement: [a-1, a-2]\n" in text
    claims = text[text.index("claims:") : text.index("issues:")]
    assert not any(word in claims for word in ("source", "quote", "stance"))
    assert from_text(text, source="pay.yaml", name="pay") == case


@pytest.mark.parametrize(
    ("claim", "sound"),
    [
        ("{statement: a-1}", True),
        ("{statement: [a-1, 5], stance: contradicts}", True),
        ("{source: mails, quote: x}", True),
        ("{source: mails}", False),
        ("{about: [pay]}", False),
        ("{statement: a-1, stance: maybe}", False),
    ],
)
def test_the_schema_agrees(claim: str, sound: bool) -> None:
    """Editors accept what the reader accepts."""
    data = plain(parse(HEAD + f"  c1: {claim}\n", "pay.yaml").root)
    schema = jsonschema.Draft202012Validator(zopa_yaml.json_schema())
    assert schema.is_valid(json.loads(json.dumps(data))) is sound
