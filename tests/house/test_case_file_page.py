"""Every example of the page on case files is a case, or a part of the first one."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from zopa.errors import CaseFaults
from zopa.formats import zopa_yaml
from zopa.formats._yaml_lines import parse
from zopa.formats._yaml_values import plain
from zopa.formats._zopa_read import from_text
from zopa.formats._zopa_schema import CasePart, part_at
from zopa.model import StateRules
from zopa.model.state_ranks import ranks
from zopa.model.state_space import state_space

PAGE = Path(__file__).resolve().parents[2] / "docs" / "case-file.md"
TEXT = PAGE.read_text(encoding="utf-8")
BLOCKS = re.findall(r"```yaml\n(.*?)```", TEXT, flags=re.DOTALL)
PLACES = (
    (),
    ("accept",),
    ("parties", "x"),
    ("sources", "x"),
    ("claims", "x"),
    ("issues", "x"),
    ("issues", "x", "options", "x"),
    ("issues", "x", "grid"),
    ("rules", "0"),
    ("option_sets", "x"),
    ("preferences", "x"),
    ("preferences", "x", "joint", "x"),
    ("preferences", "x", "table"),
    ("packages", "x"),
    ("events", "0"),
    ("commitments", "0"),
    ("states",),
    ("states", "forbidden", "0"),
    ("states", "merge", "x"),
    ("exchange",),
    ("exchange", "parties", "x"),
    ("exchange", "issues", "x"),
    ("exchange", "orders", "x"),
    ("verification",),
    ("verification", "issues", "x"),
    ("verification", "undeclared"),
    ("ratifiers", "x", "y"),
    ("coalitions", "0"),
)


def merged(base: Any, part: Any, path: tuple[str, ...] = ()) -> Any:
    """Return a case with a part of it said anew: mappings grow, the rest is replaced."""
    whole = len(path) > 3 or path[-1:] in (("options",), ("table",), ("no_deal",), ("accept",))
    if isinstance(base, dict) and isinstance(part, dict) and not whole:
        keys = [*base, *(key for key in part if key not in base)]
        return {
            key: merged(base[key], part[key], (*path, key))
            if key in base and key in part
            else part.get(key, base.get(key))
            for key in keys
        }
    return part


def data(text: str) -> Any:
    """Return a block as plain values, with parties and issues as mappings."""
    found = plain(parse(text, "case-file.md").root)
    if isinstance(found.get("parties"), list):
        found["parties"] = dict.fromkeys(found["parties"])
    return found


@pytest.mark.parametrize("block", BLOCKS, ids=[block.splitlines()[0] for block in BLOCKS])
def test_every_example_is_a_part_of_a_case(block: str) -> None:
    """Together with the first example each makes a case that reader and schema accept.

    Where it speaks of states, every party has an order of all of them.
    """
    whole = merged(data(BLOCKS[0]), data(block))
    case = from_text(json.dumps(whole), source="case-file.md", name="page")
    if case.orders or case.states != StateRules():
        ranks(case, state_space(case))
    jsonschema.Draft202012Validator(zopa_yaml.json_schema()).validate(whole)


def test_the_first_example_is_a_case() -> None:
    """It needs nothing else."""
    case = from_text(BLOCKS[0], source="case-file.md", name="page")
    assert list(case.preferences) == ["buyer", "seller"]


@pytest.mark.parametrize("place", PLACES, ids=["/".join(place) or "case" for place in PLACES])
def test_every_key_is_explained(place: tuple[str, ...]) -> None:
    """No key of any part is missing on the page."""
    keys = part_at(place).keys() if place else CasePart.keys()
    assert [key for key in keys if not re.search(rf"\b{key}\b", TEXT)] == []


def test_the_faults_shown_are_those_that_check_prints() -> None:
    """Three slips in the first example give the three lines of the page."""
    text = BLOCKS[0].replace("price: {now", "price: {by: byuer, now")
    text = text.replace("weights: {price: 60", "weights: {price: [70, 50]")
    text = text.replace("{90: 100, 100: 50, 110: 0}", "{90: 100, 100: 50}")
    with pytest.raises(CaseFaults) as caught:
        from_text(text, source="talks.yaml", name="talks")
    shown = [f"talks.yaml:{fault.line}: {fault.message}" for fault in caught.value.faults]
    assert len(shown) == 3
    assert "\n".join(shown) in TEXT
