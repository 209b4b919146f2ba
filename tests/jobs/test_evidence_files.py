"""Jobs on a ledger and the files they name: nothing is lost, doubled or overwritten."""

from __future__ import annotations

import errno
import json
import os
import shutil
import threading
from pathlib import Path

import pytest

from ferry import CASE, REPORT, SIGNED, with_report
from zopa.errors import FormatError, SourceError, ZopaError
from zopa.evidence import read_ledger
from zopa.evidence.ledger import Store, read_decisions
from zopa.jobs.evidence import link as linking
from zopa.jobs.evidence.add import About, AddResult, add, as_json
from zopa.jobs.evidence.decide import accept
from zopa.jobs.evidence.export import export
from zopa.jobs.evidence.link import link
from zopa.jobs.evidence.show import show
from zopa.jobs.read import read
from zopa.model.ledger import Ledger


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return with_report(tmp_path)


def there(folder: Path) -> Ledger:
    ledger = read_ledger(folder)
    assert ledger is not None
    return ledger


def pages(folder: Path, name: str = "index.txt") -> list[Path]:
    """Return two reports of two sites under one file name."""
    for site, word in (("one", "stay"), ("two", "leave")):
        (folder / site).mkdir()
        (folder / site / name).write_text(REPORT.replace("go on", word))
    return [folder / site / name for site in ("one", "two")]


def words(folder: Path) -> list[str]:
    return [statement.words for statement in there(folder).statements.values()]


@pytest.mark.parametrize("replace", [False, True])
def test_two_files_of_one_name_are_two_sources(folder: Path, replace: bool) -> None:
    """And each is known again by its text."""
    files = pages(folder)
    assert [s.source.id for s in add(files, folder, replace=replace).sources] == ["b", "c"]
    assert [s.source.id for s in add(files[::-1], folder, replace=True).sources] == ["c", "b"]
    assert len(words(folder)) == 3


def test_an_id_tells_files_of_one_name_apart(folder: Path) -> None:
    one, two = pages(folder)
    for id_, file in (("north", one), ("south", two)):
        add([file], folder, about=About(id=id_))
    assert list(there(folder).sources) == ["a", "north", "south"]


def test_which_file_of_one_name_has_changed_is_not_guessed(folder: Path) -> None:
    """Two sources have it, or two files are given: the analyst says which is meant."""
    one, two = pages(folder)
    add([one, two], folder)
    before = Store.of(folder).ledger.read_bytes()
    two.write_text(REPORT.replace("go on", "come back"))
    for files in ([two], [two, one]):
        with pytest.raises(
            SourceError, match=r"'index.txt' may be source '.*, or a new one"
        ) as got:
            add(files, folder, replace=True)
        assert got.value.code == "changed"
    assert Store.of(folder).ledger.read_bytes() == before
    add([two], folder, about=About(id="c"), replace=True)
    assert '"We will come back,"' not in words(folder)
    assert [w for w in words(folder) if "come back" in w or "stay" in w]
    assert not [w for w in words(folder) if "leave" in w]


def test_a_report_that_is_named_twice_is_said_to_be(folder: Path) -> None:
    file = folder / "new.txt"
    file.write_text(REPORT.replace("go on", "stay"))
    for replace in (False, True):
        with pytest.raises(SourceError, match=r"new\.txt' is named twice; name it once"):
            add([file, file], folder, replace=replace)
    shutil.copy(file, folder / "copy.txt")
    with pytest.raises(SourceError, match=r"new.txt' and '.*copy.txt' have the same text"):
        add([file, folder / "copy.txt"], folder)
    assert list(there(folder).sources) == ["a"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with a name")
def test_a_report_is_read_once(folder: Path) -> None:
    """A pipe has its bytes but once, and they are what is stored."""
    pipe, data = folder / "pipe", REPORT.replace("go", "caf\xe9").encode("cp1252")
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_bytes, args=(data,))
    writer.start()
    result = add([pipe], folder)
    writer.join()
    [each] = result.sources
    assert each.source.file == "pipe"
    assert Store.of(folder).raw_of(each.source).read_bytes() == data


def lose(folder: Path) -> tuple[str, AddResult]:
    """Accept the only statement, then take a report without it."""
    [name] = there(folder).statements
    accept(folder, [name], signed=SIGNED)
    (folder / "report.txt").write_text(REPORT.replace("will not go", "shall now be moving"))
    return name, add([folder / "report.txt"], folder, replace=True)


def test_lost_words_are_told_and_shown_as_they_were_accepted(folder: Path) -> None:
    """However often the source is read again, and not with the words that stand there now."""
    name, result = lose(folder)
    before = '"We will not go on,"'
    for told in (result, add([folder / "report.txt"], folder, replace=True)):
        [lost] = as_json(told)["lost"]
        assert lost["id"] == name
        assert lost["words"] in before
        shown = show(folder, name)
        assert "lost" in shown.statement.flags
        assert "will not go on" in shown.context.text
        assert "moving" not in shown.context.text
        assert not shown.context.is_whole


def test_a_replaced_text_goes_unless_it_shows_words_that_are_lost(folder: Path) -> None:
    file, texts = folder / "report.txt", Store.of(folder).sources
    [first] = texts.iterdir()
    file.write_text(f"{REPORT}\nMore.\n")
    add([file], folder, replace=True)
    [second] = texts.iterdir()
    assert second != first
    lose(folder)
    assert len(list(texts.iterdir())) == 2
    assert second.exists()


# --- link -----------------------------------------------------------------------------------------


def test_a_case_that_cannot_be_written_leaves_no_decision(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        msg = "the disk is full"
        raise FormatError(msg)

    [name] = there(folder).statements
    monkeypatch.setattr(linking, "write_text", full)
    with pytest.raises(FormatError, match="full"):
        link(folder, name, signed=SIGNED)
    assert read_decisions(folder) == ()


def test_a_decision_that_cannot_be_written_leaves_the_case(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        msg = "the disk is full"
        raise FormatError(msg)

    [name] = there(folder).statements
    monkeypatch.setattr(linking, "append_decision", full)
    with pytest.raises(FormatError, match="full"):
        link(folder, name, signed=SIGNED)
    assert (folder / "case.yaml").read_text() == CASE


def test_a_full_disk_leaves_the_case_as_it_was(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is not on disk as a whole takes nobody's place, and leaves no draft."""

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    before = {path.name: path.read_bytes() for path in folder.glob("*.*")}
    [name] = there(folder).statements
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ZopaError, match=r"case.yaml' cannot be written \(No space left on device"):
        link(folder, name, signed=SIGNED)
    assert {path.name: path.read_bytes() for path in folder.glob("*.*")} == before


# --- export ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("place", "message"),
    [
        ("case.yaml", "is a file of the case itself"),
        ("ledger.jsonl", "is a file of the case itself"),
        ("decisions.jsonl", "is a file of the case itself"),
        ("hard", "is a file of the case itself"),
        ("sources/new.csv", "is among the stored sources"),
        ("sources", "is among the stored sources"),
        ("pipe", "is no regular file"),
        ("a-folder", "is a folder"),
    ],
)
def test_an_export_replaces_nothing_of_the_case(folder: Path, place: str, message: str) -> None:
    [name] = there(folder).statements
    accept(folder, [name], signed=SIGNED)
    os.link(folder / "ledger.jsonl", folder / "hard")
    os.mkfifo(folder / "pipe")
    (folder / "a-folder").mkdir()
    before = sorted(p.name for p in folder.rglob("*"))
    with pytest.raises(ZopaError, match=message):
        export(folder, "csv", folder / place)
    assert sorted(p.name for p in folder.rglob("*")) == before


def test_a_file_is_no_folder_for_an_export(folder: Path) -> None:
    with pytest.raises(ZopaError, match=r"cannot be written \(Not a directory\); give another"):
        export(folder, "csv", folder / "report.txt" / "x.csv")


def test_exports_tell_the_claims_that_the_case_names(folder: Path) -> None:
    """A claim written by hand rests on its statement as one that was linked does."""
    [name] = there(folder).statements
    (folder / "case.yaml").write_text(
        f"{CASE}claims: {{c7: {{about: {{pay: two}}, statement: {name}}}}}\n"
    )
    assert ",c7," in export(folder, "csv").text
    page = export(folder, "html").text
    assert "claim c7" in page
    assert f"<h1>{read(folder).title}</h1>" in page
    assert "; claim c7" in export(folder, "md").text


def test_annotations_of_cut_words_select_by_place(folder: Path) -> None:
    """The first words alone would select a shorter stretch; place and hash say which is meant."""
    [name] = there(folder).statements
    accept(folder, [name], signed=SIGNED)
    whole, cut = (
        json.loads(export(folder, "web-annotation", words=count).text)["items"][0]["target"][0]
        for count in (None, 2)
    )
    assert [each["type"] for each in cut["selector"]] == ["TextPositionSelector"]
    assert [each["type"] for each in whole["selector"]] == [
        "TextPositionSelector",
        "TextQuoteSelector",
    ]
    assert cut["sha256"] == whole["sha256"] == there(folder).statements[name].passages[0].sha256
