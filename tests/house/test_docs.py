"""What the documentation shows is what zopa does."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

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
