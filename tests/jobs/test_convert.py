"""The job that converts: where files go, what is never overwritten, what is said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from zopa import formats
from zopa.errors import FormatError, UnknownNameError, ZopaError
from zopa.formats import FORMATS, Format
from zopa.jobs.convert import convert
from zopa.model import utilities

PROFILE = {
    "reservationValue": 1.0,
    "issueWeights": {"wage": 1.0},
    "issues": {"wage": {"low": 0.0, "high": 1.0}},
}


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Return a NegoLog folder."""
    place = tmp_path / "deal"
    place.mkdir()
    for name in ("profileA.json", "profileB.json"):
        (place / name).write_text(json.dumps(PROFILE))
    return place


@pytest.mark.parametrize("name", ["genius", "geniusweb", "negmas", "negolog", "zopa"])
def test_every_format_can_be_written_and_read_back(source: Path, tmp_path: Path, name: str) -> None:
    """Same issues, same reservation values, nothing lost."""
    target = tmp_path / ("out.yaml" if name == "zopa" else "out")
    result = convert(source, target, name)
    assert result.format == name
    assert result.lost == result.repairs == ()
    assert all(path.is_file() for path in result.paths)
    case = formats.read(target).case
    assert [option.id for option in case.issue("wage").options] == ["low", "high"]
    assert [float(party.reservation[0]) for party in utilities(case)] == [1.0, 1.0]
    assert list(tmp_path.rglob(".zopa-*")) == []


def test_the_ending_of_the_target_chooses_zopa_yaml(source: Path, tmp_path: Path) -> None:
    """Other endings say nothing, so the format is asked for."""
    assert convert(source, tmp_path / "new" / "case.yaml").format == "zopa"
    assert convert(source, tmp_path / "folder", "zopa").paths[0].parent == tmp_path / "folder"
    with pytest.raises(
        ZopaError, match=r"the ending of .*out' does not say which .*'genius'.* with --to"
    ):
        convert(source, tmp_path / "out")
    with pytest.raises(UnknownNameError, match="did you mean 'genius'"):
        convert(source, tmp_path / "out", "genious")


def test_repairs_and_losses_are_handed_on(source: Path, tmp_path: Path) -> None:
    """What the reader assumed, what the writer left out."""
    (source / "profileA.json").write_text(json.dumps({**PROFILE, "reservationValue": None}))
    (source / "profileB.json").write_text(json.dumps({**PROFILE, "reservationValue": 0.5}))
    result = convert(source, tmp_path / "web", "geniusweb")
    assert result.repairs == ("profileA.json: no reservation value is stated; 0 is taken",)
    assert len(result.lost) == 1
    assert result.lost[0].startswith("B: no package is worth the reservation value 0.5")


def test_a_case_file_remembers_what_was_repaired(source: Path, tmp_path: Path) -> None:
    """Each repair is a note of the written case; reading that case repairs nothing."""
    (source / "profileA.json").write_text(json.dumps({**PROFILE, "reservationValue": None}))
    result = convert(source, tmp_path / "case.yaml")
    assert result.repairs == ("profileA.json: no reservation value is stated; 0 is taken",)
    written = formats.read(tmp_path / "case.yaml")
    assert written.case.notes == (f"Read from deal: {result.repairs[0]}",)
    assert written.repairs == ()
    again = convert(tmp_path / "case.yaml", tmp_path / "again.yaml")
    assert (again.repairs, formats.read(tmp_path / "again.yaml").case) == ((), written.case)


def test_nothing_is_overwritten_without_force(source: Path, tmp_path: Path) -> None:
    """Neither the files themselves nor a folder with other profiles in it."""
    target = tmp_path / "out.yaml"
    convert(source, target)
    before = target.read_bytes()
    target.write_text("mine")
    with pytest.raises(FormatError, match=r"out.yaml' is there already"):
        convert(source, target)
    assert target.read_text() == "mine"
    convert(source, target, force=True)
    assert target.read_bytes() == before
    place = tmp_path / "out"
    convert(source, place, "genius")
    (place / "A.xml").unlink()
    with pytest.raises(FormatError, match=r"is there already|is not empty"):
        convert(source, place, "genius")
    with pytest.raises(FormatError, match="is not empty"):
        convert(source, place, "negmas")
    assert not (place / "A.xml").exists()
    assert len(convert(source, place, "genius", force=True).paths) == 3


def test_targets_of_the_wrong_kind_are_refused(source: Path, tmp_path: Path) -> None:
    """A file where a folder must be, a folder where a file must be, a folder nobody may make."""
    (tmp_path / "file").write_text("mine")
    with pytest.raises(FormatError, match=r"Genius XML takes a folder, and .* is a file"):
        convert(source, tmp_path / "file", "genius", force=True)
    with pytest.raises(FormatError, match="cannot be written"):
        convert(source, tmp_path / "file" / "below" / "x.yaml")
    (tmp_path / "out" / "A.xml").mkdir(parents=True)
    with pytest.raises(FormatError, match=r"A.xml' is a folder"):
        convert(source, tmp_path / "out", "genius", force=True)


def test_a_broken_source_leaves_no_trace(source: Path, tmp_path: Path) -> None:
    """Nothing is written, not even the folder."""
    (source / "profileB.json").write_text("{")
    with pytest.raises(FormatError, match="not JSON"):
        convert(source, tmp_path / "out", "genius")
    assert not (tmp_path / "out").exists()


def test_a_format_without_a_writer_says_so(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reading only."""
    genius = FORMATS["genius"]
    silent = Format(
        name="genius", title="Genius XML", recognises=genius.recognises, read=genius.read
    )
    monkeypatch.setattr("zopa.jobs.convert.FORMATS", {"genius": silent})
    with pytest.raises(ZopaError, match="Genius XML can be read but not written"):
        convert(source, tmp_path / "out", "genius")
