"""The stability of a case file: as a study, as JSON, as a document, and the reasons of one state."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

import zopa
from zopa.errors import FormatError, QuestionError, UnknownNameError
from zopa.jobs.stability import as_json, fields, report, stability, why

ROOT = Path(__file__).resolve().parents[2]
HANOI_DRAWS = 40
MAPS = {"counts", "equilibria", "options", "places", "stable", "changes"}
"""Fields whose keys are names of the case or of definitions."""


@pytest.fixture(scope="module")
def elmira(examples: Path) -> dict[str, Any]:
    """Return the JSON of Elmira; it survives a JSON reader."""
    found = as_json(stability(examples / "elmira"))
    assert json.loads(json.dumps(found, allow_nan=False)) == found
    return found


@pytest.fixture(scope="module")
def hanoi(examples: Path) -> dict[str, Any]:
    """Return the JSON of Hanoi, on few draws."""
    found = as_json(stability(examples / "hanoi-2019", draws=HANOI_DRAWS))
    assert json.loads(json.dumps(found, allow_nan=False)) == found
    return found


def test_elmira_has_the_published_equilibria(elmira: dict[str, Any]) -> None:
    """Hipel, Fang, Kilgour, Haight (1993): s5, s8 and s9; s1 and s4 by threats only."""
    named = {"now": "s1"}
    found = {
        name: sorted(named.get(state, state) for state in states)
        for name, states in elmira["equilibria"].items()
    }
    strong, weak = ["s5", "s8", "s9"], ["s1", "s4", "s5", "s8", "s9"]
    assert found == {"nash": strong, "seq": strong, "sseq": strong, "gmr": weak, "smr": weak}
    assert elmira["counts"] == {name: len(states) for name, states in found.items()}
    assert (elmira["states"], elmira["combinations"], elmira["engine"]) == (9, 32, "lists")


def test_elmira_is_upset_by_ministry_and_company(elmira: dict[str, Any]) -> None:
    """Kilgour, Hipel, Fang, Peng (2001): from s5 the two go to s8 together."""
    s5 = next(each for each in elmira["reports"] if each["id"] == "s5")
    (group,) = s5["groups"]
    assert group["members"] == ["moe", "uniroyal"]
    assert group["improvements"] == ["s8"]
    assert not group["stable"]["nash"]
    assert group["way"][-1]["to"] == "s8"
    assert {move["by"][0] for move in group["way"]} <= set(group["members"])


def test_hanoi_has_chances_and_a_deal_that_would_hold(hanoi: dict[str, Any]) -> None:
    """The Nash package holds in most draws; offer and demand at the centre do not."""
    by_id = {each["id"]: each for each in hanoi["reports"]}
    fair = next(each for each in hanoi["reports"] if "solution" in each["roles"])
    assert "seq" in fair["equilibrium"]
    assert fair["probability"]["seq"]["probability"] > 0.5
    assert fair["probability"]["seq"]["draws"] == HANOI_DRAWS
    assert by_id["dprk_offer"]["equilibrium"] == by_id["us_demand"]["equilibrium"] == []
    assert not by_id["dprk_offer"]["stable"]["seq"]["us"]
    assert not by_id["us_demand"]["stable"]["seq"]["dprk"]


def test_every_field_is_documented(elmira: dict[str, Any], hanoi: dict[str, Any]) -> None:
    """Each stands in backticks in the part of docs/json.md on stability."""
    page = (ROOT / "docs" / "json.md").read_text(encoding="utf-8")
    part = page.split("## Would it hold")[1].split("\n## ")[0]
    known = set(re.findall(r"`(\w+)`", part))
    used: set[str] = set()

    def collect(value: Any) -> None:
        if isinstance(value, dict):
            used.update(value)
            for key, inner in value.items():
                if key == "probability" and isinstance(inner, dict):
                    collect(list(inner.values()))
                elif key not in MAPS:
                    collect(inner)
        elif isinstance(value, list):
            for inner in value:
                collect(inner)

    for found in (elmira, hanoi):
        collect(found)
    chance = {"probability", "standard_error", "draws", "undecided", "bound"}
    assert used - known - {"title", "digest"} == set()
    assert chance <= known


def test_the_fields_also_stand_in_a_larger_json(elmira: dict[str, Any], examples: Path) -> None:
    """What a whole study takes over is what the command prints, but for what it says itself."""
    found = fields(stability(examples / "elmira"))
    assert set(elmira) - set(found) == {"json", "case", "version", "seed"}
    assert found["reports"] == elmira["reports"]


def test_a_path_and_a_case_give_the_same(examples: Path) -> None:
    """`zopa.stability` takes a case, the job takes its file."""
    case = zopa.read(examples / "elmira")
    assert as_json(zopa.stability(case)) == as_json(stability(examples / "elmira"))


def test_why_has_every_party_and_every_definition(examples: Path) -> None:
    """The reasons of a state agree with its flags."""
    case = zopa.read(examples / "elmira")
    found = why(case, "s2", ["nash", "gmr", "seq"])
    assert len(found) == 3 * 3
    assert {witness.state for witness in found} == {"s2"}
    leaving = {w.party for w in found if w.definition == "seq" and not w.stable}
    assert leaving == {"uniroyal"}
    study = zopa.stability(case, states=["s2"])
    flags = next(each for each in study.reports if each.id == "s2").stable
    assert all(w.stable == flags[w.definition][w.party] for w in found)


def test_reasons_are_given_by_the_definitions_that_have_some(examples: Path) -> None:
    """By no other than those asked for; one without reasons is refused, not replaced."""
    file = examples / "elmira"
    found = report(file, why_state="s1", definitions=["seq", "gmr"]).why
    assert {witness.definition for witness in found} == {"seq", "gmr"}
    for names in (["l2"], ["seq", "l2"]):
        with pytest.raises(QuestionError, match="no reasons for the definition 'l2', so"):
            report(file, why_state="s1", definitions=names)


def test_a_document_of_one_state_says_only_why(examples: Path, tmp_path: Path) -> None:
    """With a state to explain, the text has no table of states, and the JSON has the reasons."""
    result = report(examples / "elmira", why_state="s1", outputs=[tmp_path / "why.html"])
    assert result.text.count("Local government gains by") >= 1
    assert "ways" not in result.text
    assert result.paths == (tmp_path / "why.html",)
    found = as_json(result.study, result.why)
    assert {each["party"] for each in found["why"]} == {"moe", "uniroyal", "local"}


def test_files_are_written_as_their_names_say(examples: Path, tmp_path: Path) -> None:
    """A page, a picture and a text; nothing where one name is wrong."""
    outputs = [tmp_path / f"elmira.{suffix}" for suffix in ("html", "svg", "png", "txt")]
    result = report(examples / "elmira", outputs=outputs)
    assert set(result.paths) == set(outputs)
    assert "<svg" in outputs[0].read_text(encoding="utf-8")
    with pytest.raises(FormatError, match=r"elmira\.doc"):
        report(examples / "elmira", outputs=[tmp_path / "x.html", tmp_path / "elmira.doc"])
    assert not (tmp_path / "x.html").exists()


def test_bad_questions_name_the_place(examples: Path) -> None:
    """Unknown states and definitions, and a case that does not say who moves what."""
    with pytest.raises(QuestionError, match="no state 's77'"):
        stability(examples / "elmira", states=["s77"])
    with pytest.raises(UnknownNameError, match="did you mean 'nash'"):
        stability(examples / "elmira", definitions=["nahs"])
    with pytest.raises(QuestionError, match="does not say who moves it; add 'by"):
        stability(examples / "sportco")


LARGE = """\
zopa: 1
parties: [a, b]
issues:
{issues}
preferences:
  a: {{scores: {{{first}}}}}
  b: {{scores: {{{second}}}}}
"""


def large(path: Path, count: int = 26) -> Path:
    """Return a case of 2^26 combinations: each party can help the other at a smaller cost."""
    issues = "\n".join(
        f"  i{n}: {{by: {'ab'[n % 2]}, now: off, options: [off, help]}}" for n in range(count)
    )
    first = ", ".join(f"i{n}: {{off: 0, help: {(-1, 3)[n % 2]}}}" for n in range(count))
    second = ", ".join(f"i{n}: {{off: 0, help: {(3, -1)[n % 2]}}}" for n in range(count))
    path.write_text(LARGE.format(issues=issues, first=first, second=second), encoding="utf-8")
    return path


def test_a_space_too_large_to_list_is_asked_state_by_state(tmp_path: Path) -> None:
    """No counts, but the present state, the states asked for, and their reasons."""
    file = large(tmp_path / "large.yaml")
    result = report(file, states=["i0=help, i1=help"])
    found = as_json(result.study)
    assert found["engine"] == "local"
    assert found["counts"] is None
    now, asked = found["reports"]
    assert now["stable"]["nash"] == {"a": True, "b": True}
    assert asked["stable"]["nash"] == {"a": False, "b": False}
    assert "i0: help; i1: help" in result.text
    assert "way from now" not in result.text
    told = why(zopa.read(file), "i0=help, i1=help", ["nash", "seq"])
    assert [(w.party, w.definition, w.stable) for w in told if w.definition == "nash"] == [
        ("a", "nash", False),
        ("b", "nash", False),
    ]
