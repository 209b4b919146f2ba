"""What the examples rest on: reports byte by byte, few words of them, published numbers."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

import zopa

LONGEST_QUOTE = 12


@pytest.fixture(scope="module")
def hanoi(examples: Path) -> dict[str, Any]:
    """Return the case file as plain data."""
    data: dict[str, Any] = YAML(typ="safe").load(examples / "hanoi-2019" / "case.yaml")
    return data


def report(shared: Path, source: Mapping[str, str]) -> bytes:
    return (shared / "reports" / source["file"]).read_bytes()


def test_the_sources_are_the_reports_byte_by_byte(hanoi: dict[str, Any], shared: Path) -> None:
    """The checksums of the sources are those of the report files."""
    for source in hanoi["sources"].values():
        assert hashlib.sha256(report(shared, source)).hexdigest() == source["sha256"]
        assert source["title"] in report(shared, source).decode()
        assert "date" not in source  # the reports give none


def test_no_quote_is_longer_than_a_few_words(hanoi: dict[str, Any]) -> None:
    """Quotes are at most twelve words, each claim's on its own; others are in the ledger."""
    lengths = {name: len(claim.get("quote", "").split()) for name, claim in hanoi["claims"].items()}
    assert {name: words for name, words in lengths.items() if words > LONGEST_QUOTE} == {}


def test_every_claim_is_used_or_says_something_by_itself(hanoi: dict[str, Any]) -> None:
    """A claim about an option stands at that option, at a package, at an event or a number."""
    used: set[str] = set()
    for issue in hanoi["issues"].values():
        for option in issue["options"].values():
            used |= set(option.get("claims", []))
    for part in (*hanoi["packages"].values(), *hanoi["events"], *hanoi["commitments"]):
        used |= set(part.get("claims", []))
    about = {name for name, claim in hanoi["claims"].items() if claim.get("about")}
    assert about - used == {"c26"}  # trust in the promise is no source of the promise


def test_the_analyst_s_part_is_marked(hanoi: dict[str, Any], examples: Path) -> None:
    """Every number says that it is the analyst's, and every option says where it comes from."""
    methods = {
        named.number.provenance.method if named.number.provenance else None
        for named in zopa.read(examples / "hanoi-2019").numbers()
    }
    assert methods == {"analyst"}
    origins = {
        option["origin"]
        for issue in hanoi["issues"].values()
        for option in issue["options"].values()
    }
    assert origins == {"reports", "analyst"}


@pytest.mark.parametrize("name", ["ampo-city", "sportco", "camp-david-1978"])
def test_numbers_of_published_cases_cite_their_source(name: str, examples: Path) -> None:
    """Every number of a case from the literature names a source, or is marked the analyst's."""
    case = zopa.read(examples / name)
    for named in case.numbers():
        assert named.number.provenance is not None, named.path
        if named.number.provenance.method == "analyst":
            assert named.path[2] == "no_deal"
            continue
        assert named.number.provenance.source in case.sources, named.path
