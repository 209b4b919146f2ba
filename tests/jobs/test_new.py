"""The starter is a case that works as it is, and never replaces a file."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from zopa.errors import ZopaError
from zopa.formats._yaml_lines import parse
from zopa.formats._yaml_values import plain
from zopa.formats._zopa_schema import (
    CasePart,
    OptionSetPart,
    PackagePart,
    PartyPart,
    RulePart,
)
from zopa.formats._zopa_schema_wants import PreferencePart
from zopa.jobs.check import check
from zopa.jobs.exchange import exchange
from zopa.jobs.new import new, starter
from zopa.jobs.schema import schema
from zopa.jobs.stability import stability
from zopa.jobs.study import study
from zopa.jobs.verify import verify


def test_the_starter_has_no_faults_and_fits_the_schema(tmp_path: Path) -> None:
    """It is a case by the reader and by the JSON Schema."""
    result = check(new(tmp_path / "mine.yaml"))
    assert result.faults == ()
    document: Any = plain(parse(starter(), "case.yaml").root)
    jsonschema.Draft202012Validator(schema()).validate(document)


def test_the_starter_tells_a_story(tmp_path: Path) -> None:
    """With what was on the table there was no deal; one option that nobody proposed opens it."""
    file = new(tmp_path / "mine.yaml")
    found = study(file, option_set="on_the_table", draws=200, unlock=False)
    counts = {name: zone.count.value for name, zone in found.zones.items()}
    assert counts["on_the_table"] == 0
    assert counts["with_shared_works"] > 0


def test_the_starter_teaches_every_common_key() -> None:
    """Each key of the parts that people write by hand occurs, in use or in a remark."""
    text = starter()
    rare = {
        "exchange",
        "states",
        "verification",
        "ratifiers",
        "coalitions",
        "ranking",
        "priorities",
        "rescale",
        "constant",
        "cap",
        "discount",
        "provenance",
    }
    for part in (CasePart, PartyPart, PreferencePart, RulePart, OptionSetPart, PackagePart):
        for key in set(part.keys()) - rare - {"options"}:
            assert f"{key}:" in text, key


def test_the_starter_answers_the_later_questions(tmp_path: Path) -> None:
    """As it is `zopa exchange` and `zopa stability` answer; without its last # all three do."""
    file = new(tmp_path / "mine.yaml")
    assert exchange(file).schedules
    text = file.read_text(encoding="utf-8")
    head, mark, tail = text.partition("\n#states:")
    assert mark
    lines = f"#states:{tail}".splitlines()
    assert len(lines) == 6
    assert all(line.startswith("#") for line in lines)
    more = "\n".join(line[1:] for line in lines)
    file.write_text(f"{head}\n{more}\n", encoding="utf-8")
    result = check(file)
    assert (result.faults, result.warnings) == ((), ())
    assert exchange(file).schedules
    assert stability(file, draws=0).reports
    assert verify(file, draws=0).plan.places


def test_a_folder_gets_a_case_file(tmp_path: Path) -> None:
    """A path without .yaml is a folder, which is made where needed."""
    assert new(tmp_path / "deep" / "talks") == tmp_path / "deep" / "talks" / "case.yaml"
    assert [path.name for path in (tmp_path / "deep" / "talks").iterdir()] == ["case.yaml"]


def test_a_file_that_is_there_stays(tmp_path: Path) -> None:
    """Nothing is overwritten."""
    file = tmp_path / "case.yaml"
    file.write_text("mine", encoding="utf-8")
    for path in (file, tmp_path):
        with pytest.raises(ZopaError, match=r"case.yaml' is there already and stays as it is"):
            new(path)
    assert file.read_text(encoding="utf-8") == "mine"


def test_a_place_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    """A file where a folder should be is said plainly."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(ZopaError, match="cannot be written"):
        new(tmp_path / "file" / "case.yaml")


def test_nothing_half_written_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the last step fails, the draft goes too."""

    def fail(draft: Path, target: Path) -> Path:
        assert draft.read_bytes()
        assert target.name == "case.yaml"
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(ZopaError, match=r"cannot be written \(No space left on device\)"):
        new(tmp_path / "case.yaml")
    assert list(tmp_path.iterdir()) == []
