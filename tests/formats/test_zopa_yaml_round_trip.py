"""Writing a case and reading it again gives the same case; its text fits the schema."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from ruamel.yaml import YAML

from written_cases import written_cases
from zopa.formats import zopa_yaml
from zopa.formats._yaml_lines import parse
from zopa.formats._yaml_values import plain
from zopa.formats._zopa_read import from_text
from zopa.model import Case, Issue, Number, Option, Party, Scores, Standing

VALIDATOR = jsonschema.Draft202012Validator(zopa_yaml.json_schema())


def text_of(case: Case) -> str:
    """Return the one file of a written case."""
    writing = zopa_yaml.write(case)
    assert list(writing.files) == ["case.yaml"]
    assert writing.lost == ()
    return writing.files["case.yaml"].decode()


@given(written_cases())
@settings(max_examples=120, report_multiple_bugs=False)
def test_a_written_case_reads_back_as_the_same_case(case: Case) -> None:
    """Every part survives, and so does the digest, which also knows the order of things."""
    again = from_text(text_of(case), source="case.yaml", name="other")
    assert again == case
    assert again.digest() == case.digest()


@given(written_cases())
@settings(max_examples=40)
def test_a_written_case_fits_the_schema(case: Case) -> None:
    """The JSON Schema accepts what the writer writes."""
    document: Any = plain(parse(text_of(case), "case.yaml").root)
    errors = [f"{e.json_path}: {e.message}" for e in VALIDATOR.iter_errors(document)]
    assert errors == []


@given(written_cases())
@settings(max_examples=30)
def test_another_yaml_parser_reads_the_same_words(case: Case) -> None:
    """Names that look like something else are in quotes, so all YAML 1.2 parsers agree."""
    text = text_of(case)
    theirs = YAML(typ="safe", pure=True).load(text)
    assert list(theirs["issues"]) == [issue.id for issue in case.issues]
    assert list(theirs["parties"]) == [party.id for party in case.parties]


def test_the_schema_is_a_schema() -> None:
    """The published schema obeys the draft it names."""
    jsonschema.Draft202012Validator.check_schema(zopa_yaml.json_schema())


def test_every_key_of_the_schema_is_explained() -> None:
    """An editor can show a sentence for each key of each part."""
    silent = [
        f"{name}.{key}"
        for name, part in zopa_yaml.json_schema()["$defs"].items()
        for key, value in part.get("properties", {}).items()
        if not value.get("description")
    ]
    assert silent == []
    assert all(v.get("description") for v in zopa_yaml.json_schema()["properties"].values())


def test_examples_fit_the_schema(examples: Path) -> None:
    """All examples of the project are cases by the schema too."""
    files = sorted(examples.glob("*/case.yaml"))
    for file in files:
        document: Any = plain(parse(file.read_text(encoding="utf-8"), str(file)).root)
        assert [e.message for e in VALIDATOR.iter_errors(document)] == [], file
    if not files:
        pytest.skip("there are no examples yet")


def test_a_premium_that_a_value_overrides_is_named_as_lost() -> None:
    """A file has one or the other, so the reader cannot wonder which counts."""
    standing = Standing(value=Number.fixed(3), premium=Number.fixed(1))
    scores = Scores(party="a", scores={}, standing=standing)
    issue = Issue(id="x", name="x", options=(Option(id="1", name="1"),))
    case = Case(
        id="c",
        title="c",
        parties=(Party(id="a", name="a"),),
        issues=(issue,),
        preferences={"a": scores},
    )
    writing = zopa_yaml.write(case)
    assert [text.split(";")[1] for text in writing.lost] == [" the premium is left out"]
    again = from_text(writing.files["case.yaml"].decode(), source="c", name="c")
    assert again.preferences["a"].standing == Standing(value=Number.fixed(3))


def test_a_note_of_several_lines_is_written_as_such() -> None:
    """Paragraphs stay readable."""
    text = 'zopa: 1\nparties: [a]\nissues: {x: {options: [1]}}\nnotes: ["one\\ntwo"]\n'
    case = from_text(text, source="c", name="c")
    written = text_of(case)
    assert "notes:\n  - |-\n    one\n    two\n" in written
    assert from_text(written, source="c", name="c") == case
