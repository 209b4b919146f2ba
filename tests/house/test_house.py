"""The house stays tidy: sizes, walls between members, and everything public documented."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import zopa
from zopa.analysis.solutions import SOLUTIONS
from zopa.analysis.stability import DEFINITIONS
from zopa.formats import FORMATS

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "zopa"
MODULES = sorted(SOURCE.rglob("*.py"))
MODULE_LINES = 420
FUNCTION_LINES = 60


def label(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", MODULES, ids=label)
def test_modules_and_functions_are_small(path: Path) -> None:
    """About 400 lines for a module; about 50 for a function, its docstring not counted."""
    text = path.read_text()
    assert len(text.splitlines()) <= MODULE_LINES
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) else node.body
            lines = (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0
            assert lines <= FUNCTION_LINES, node.name


def members() -> Iterator[Path]:
    for contract in SOURCE.rglob("_contract.py"):
        yield from (p for p in contract.parent.glob("*.py") if not p.name.startswith("_"))


@pytest.mark.parametrize("path", sorted(members()), ids=label)
def test_members_do_not_import_each_other(path: Path) -> None:
    """One idea, one file: what members share lives in files whose names start with ``_``."""
    folder = ".".join(path.parent.relative_to(SOURCE.parent).parts)
    siblings = {f"{folder}.{p.stem}" for p in path.parent.glob("*.py")} - {f"{folder}.__init__"}
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module in siblings:
            assert node.module.rsplit(".", 1)[1].startswith("_"), node.module


def test_public_names_load_and_are_documented() -> None:
    for name in zopa.__all__:
        value = getattr(zopa, name)
        assert name == "__version__" or value.__doc__, name
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = zopa.nothing
    assert set(zopa.__all__) <= set(dir(zopa))


@pytest.mark.parametrize(
    ("page", "names"),
    [
        ("solutions.md", list(SOLUTIONS)),
        ("formats.md", list(FORMATS)),
        ("stability.md", list(DEFINITIONS)),
    ],
)
def test_every_member_has_its_place_in_the_documentation(page: str, names: list[str]) -> None:
    text = (ROOT / "docs" / page).read_text()
    assert not [name for name in names if f"`{name}`" not in text]


def test_every_page_is_listed_in_the_index() -> None:
    index = (ROOT / "docs" / "index.md").read_text()
    pages = [p.relative_to(ROOT / "docs").as_posix() for p in (ROOT / "docs").rglob("*.md")]
    assert not [page for page in pages if page != "index.md" and f"({page})" not in index]
