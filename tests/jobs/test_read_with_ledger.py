"""A case is read with the ledger beside it: claims say what their statements say."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from evidence_cases import CASE, accepted, changed, folder, ledger
from zopa.errors import SourceError
from zopa.evidence.backing import QUOTE_LIMIT, backed, shortened
from zopa.jobs.convert import convert
from zopa.jobs.exchange import exchange
from zopa.jobs.read import read
from zopa.jobs.study import as_json, study
from zopa.model import Case, Source
from zopa.model.ledger import Detail


def test_claims_take_what_they_leave_out_from_their_statements(tmp_path: Path) -> None:
    """Source, words without their marks, the speaker's party and the kind."""
    case = read(folder(tmp_path / "trams"))
    found = case.claims["c1"]
    assert (found.source, found.by, found.kind) == ("post", "union", "demand")
    assert found.quote == "We want four percent, and nothing less"
    assert case.claims["c4"].quote == "to run the night trams until June"
    assert case.ledger is not None
    assert set(case.ledger.statements) == {f"post-{n}" for n in (1, 2, 3)} | {
        f"star-{n}" for n in (1, 2, 3)
    }


def test_what_the_case_says_itself_stays(tmp_path: Path) -> None:
    """A quote narrows the words down; who speaks and what it does are the analyst's."""
    text = CASE.replace("{statement: post-2,", "{statement: post-2, by: union, kind: account,")
    case = read(folder(tmp_path / "trams", text=text))
    assert (case.claims["c2"].by, case.claims["c2"].kind) == ("union", "account")
    assert case.claims["c5"].quote == "the night trams stood still"
    assert case.claims["c5"].by is None  # drivers are no party


def test_the_statement_that_can_carry_the_claim_speaks_for_it(tmp_path: Path) -> None:
    """Of two statements the accepted one, though it stands second."""
    path = folder(tmp_path / "trams", found=accepted(ledger(), "post-1"))
    assert read(path).claims["c1"].quote == "We want four percent"
    assert read(path).claims["c1"].source == "star"


def test_sources_are_known_by_fingerprint_or_by_id(tmp_path: Path) -> None:
    """A source of the case gets what the ledger knows; others come after it."""
    star = ledger().sources["star"]
    text = CASE.replace(
        "  post: {title: Morning Post}\n",
        f"  post: {{title: Morning Post}}\n  evening: {{sha256: {star.raw_sha256.upper()}}}\n",
    )
    case = read(folder(tmp_path / "trams", text=text))
    assert list(case.sources) == ["post", "evening"]
    assert case.sources["post"].date == "2024-05-03"
    assert case.sources["post"].title == "Morning Post"
    assert case.sources["evening"].title == "Night trams stand still"
    assert case.claims["c3"].source == "evening"


def test_sources_of_the_ledger_alone_are_added(tmp_path: Path) -> None:
    case = read(folder(tmp_path / "trams"))
    assert case.sources["star"] == Source(
        id="star",
        file="star.txt",
        sha256=ledger().sources["star"].raw_sha256,
        title="Night trams stand still",
        date="2024-05-06",
    )


def test_long_words_are_shortened_at_a_word() -> None:
    found = ledger()
    piece = found.statements["post-2"].passages[0]
    long = replace(piece, exact="word " * 200)
    case = backed(_bare_case(), changed(found, "post-2", passages=(long,)))
    quote = case.claims["c2"].quote
    assert len(quote) <= QUOTE_LIMIT
    assert quote.endswith("word …")
    assert len(shortened("w" * 999)) == QUOTE_LIMIT


def _bare_case() -> Case:
    from zopa.formats._zopa_read import from_text

    return from_text(CASE, source="case.yaml", name="trams")


def test_without_a_ledger_claims_can_be_read(tmp_path: Path) -> None:
    """They have no words, and the case can be studied all the same."""
    (tmp_path / "case.yaml").write_text(CASE, encoding="utf-8")
    case = read(tmp_path)
    assert (case.ledger, case.claims["c1"].quote) == (None, "")
    found = as_json(study(tmp_path))["evidence"]
    assert found["ledger"] is False
    assert found["claims"]["c1"]["quote"] is None


def test_a_file_has_a_ledger_of_its_own(tmp_path: Path) -> None:
    """Another case in the same folder has none."""
    path = tmp_path / "trams.yaml"
    path.write_text(CASE, encoding="utf-8")
    (tmp_path / "other.yaml").write_text(CASE, encoding="utf-8")
    from zopa.evidence.ledger import write_ledger

    write_ledger(path, accepted(ledger()))
    assert read(path).claims["c1"].by == "union"
    assert read(tmp_path / "other.yaml").ledger is None


def test_a_ledger_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    path = folder(tmp_path / "trams")
    (path / "ledger.jsonl").write_text("{}\n", encoding="utf-8")
    with pytest.raises(SourceError, match=r"ledger\.jsonl, line 1"):
        read(path)


def test_every_question_reads_the_ledger(tmp_path: Path) -> None:
    """The fingerprint of the case follows the ledger, whichever question is asked."""
    path = folder(tmp_path / "trams")
    digest = read(path).digest()
    assert study(path).case.digest() == digest
    assert exchange(path).case.digest() == digest
    edited = changed(accepted(ledger()), "post-1", kinds=(Detail(value="threat"),))
    other = folder(tmp_path / "other", found=edited)
    assert read(other).digest() != digest


def test_a_copy_keeps_the_words_and_says_that_the_ledger_stays(tmp_path: Path) -> None:
    path = folder(tmp_path / "trams")
    found = convert(path, tmp_path / "copy.yaml")
    assert any("the ledger stays where it is" in each for each in found.lost)
    copy = read(tmp_path / "copy.yaml")
    assert copy.claims == read(path).claims
    assert copy.claims["c1"].statements == ("post-1", "star-1")


def test_the_evidence_is_json(tmp_path: Path) -> None:
    """The same content as the brief's."""
    found = json.loads(json.dumps(as_json(study(folder(tmp_path / "trams")))["evidence"]))
    assert found["ledger"] is True
    claim = found["claims"]["c1"]
    assert [piece["source"] for piece in claim["passages"]] == ["post", "star"]
    assert (claim["speaker"], claim["when"]) == ("the chair of the union", "2024-05-02")
    depot = found["issues"]["depot"]["options"]
    assert depot["keep"]["status"] == "unmarked"
    assert depot["close"] == {"origin": None, "status": "sourced", "for": ["c2"], "against": []}
    assert found["issues"]["pay"]["options"]["two"]["status"] == "assumed"
    assert found["issues"]["night"]["options"]["run"]["against"] == ["c5"]
    assert found["packages"]["demand"] == {"pay": "sourced", "depot": "assumed", "night": "sourced"}
    assert found["packages"]["offer"]["pay"] == "unmarked"
    conflict, partial = found["differences"]
    assert (conflict["relation"], conflict["open"]) == ("possible-conflict", True)
    assert (conflict["claims"], conflict["issues"]) == ([["c2"], ["c3"]], ["depot"])
    assert partial["differences"] == [[", and nothing less", ""]]
    assert [each["date"] for each in found["timeline"]] == ["2024-05-02"] * 3 + ["2024-05-05"]
    assert [each["kind"] for each in found["timeline"]] == [None, "demand", "promise", "account"]
    (promise,) = found["commitments"]
    assert (promise["since"], promise["status"], promise["broken"]) == (
        "2024-05-02",
        "broken",
        ["c5"],
    )


def test_every_field_of_the_evidence_is_documented(tmp_path: Path) -> None:
    root = Path(__file__).resolve().parents[2]
    page = (root / "docs" / "json.md").read_text(encoding="utf-8")
    page = page[page.index("## Who said what") :]
    found = as_json(study(folder(tmp_path / "trams")))["evidence"]
    keys = set(found)
    for part in ("claims", "sources"):
        keys |= set(next(iter(found[part].values())))
    for part in ("differences", "timeline", "commitments"):
        keys |= set(found[part][0])
    keys |= set(found["claims"]["c1"]["passages"][0])
    keys |= set(found["issues"]["pay"]) | set(found["issues"]["pay"]["options"]["two"])
    assert [key for key in sorted(keys) if f"`{key}`" not in page] == []
