"""What the documentation shows is what zopa does."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

from zopa.jobs.brief import brief

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = sorted(DOCS.rglob("*.md"))
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


def label(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("page", PAGES, ids=label)
def test_the_examples_of_a_page_run(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every Python example prints what the page says, from the root of the project."""
    monkeypatch.chdir(ROOT)
    failed, _ = doctest.testfile(str(page), module_relative=False, optionflags=FLAGS)
    assert failed == 0


def test_the_readme_runs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The README's Python example runs; what it writes goes elsewhere."""
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    failed, tried = doctest.testfile(
        str(ROOT / "README.md"), module_relative=False, optionflags=FLAGS
    )
    assert (failed, tried > 0) == (0, True)
    assert "Hanoi" in (tmp_path / "hanoi.html").read_text()


def test_the_brief_in_the_readme_is_the_brief() -> None:
    """Every line of the README's excerpt stands in the brief, in this order."""
    excerpt = (ROOT / "README.md").read_text().split("```text\n")[1].split("```")[0]
    lines = iter(brief(ROOT / "examples" / "hanoi-2019", width=80).text.splitlines())
    wanted = [line for line in excerpt.splitlines() if line.strip() not in {"", "..."}]
    assert len(wanted) > 10
    assert [line for line in wanted if line not in lines] == []


@pytest.mark.parametrize("page", [*PAGES, ROOT / "README.md", ROOT / "CONTRIBUTING.md"], ids=label)
def test_links_lead_to_files(page: Path) -> None:
    """Links inside the project point at something that is there."""
    targets = [link for link in LINK.findall(page.read_text()) if "://" not in link]
    assert [link for link in targets if not (page.parent / link).exists()] == []


def test_every_example_has_a_page() -> None:
    """Each folder of examples has a page, and each page an example."""
    folders = {path.parent.name for path in (ROOT / "examples").glob("*/case.yaml")}
    assert folders == {page.stem for page in (DOCS / "examples").glob("*.md")}


def test_every_meaning_is_written_down() -> None:
    """The page on semantics has the meanings 1 to 11, each with an example, in order."""
    text = (DOCS / "semantics.md").read_text()
    sections = re.split(r"^## §", text, flags=re.MULTILINE)[1:]
    assert [int(section.split()[0]) for section in sections] == list(range(1, 12))
    for section in sections:
        assert "*Example:*" in section or ">>>" in section
