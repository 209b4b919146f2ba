"""Every fault of a case file is found in one pass, with its line and the next step."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zopa.errors import CaseFaults, FormatError, ZopaError
from zopa.formats import read, zopa_yaml
from zopa.formats._yaml_lines import NODE_LIMIT, decode, parse
from zopa.formats._yaml_values import plain
from zopa.formats._zopa_read import from_text
from zopa.model import Stakes

GOOD = """\
zopa: 1
id: wage-talks
parties:
  union: {name: Dockers' union}
  port: Port
sources:
  a: Harbour Gazette, 3 May
claims:
  c1: {source: a, quote: "not below 3", by: union, about: {wage: 3}}
issues:
  wage:
    by: port
    now: 1
    options: {1: 1 %, 2: {name: 2 %, origin: port}, 3: {origin: union, claims: c1}}
  sundays:
    by: union
    now: "off"
    options: ["off", "on"]
rules:
  - {if: {wage: 3}, then: {sundays: {not: "off"}}}
option_sets:
  reported: {origin: [union, port]  , fix: {sundays: "on"}}
preferences:
  union:
    weights: {wage: [3, 4, 5], sundays: 1}
    scores:
      wage: {1: 0, 2: 60, 3: 100}
      sundays: {"off": 100, "on": 0}
    joint:
      tired: {issues: [wage, sundays], weight: 1, scores: {3: {"on": -5}}}
    no_deal: 40
  port:
    table:
      issues: [wage, sundays]
      rows: [[1, "off", 80], [1, "on", 100], [2, "off", 40], [2, "on", 60], [3, "off", 0], [3, "on", 20]]
    no_deal: {premium: [-3, 3]}
packages:
  demand: {by: union, to: port, wage: 3, sundays: "off", assumed: sundays}
events:
  - {date: 2024-05-03, what: Talks begin}
commitments:
  - {by: port, issue: wage, option: 2}
notes: [The strike fund is left out.]
"""


def faults(text: str) -> list[str]:
    """Return the faults of a text, each with its line."""
    with pytest.raises(CaseFaults) as caught:
        from_text(text, source="case.yaml", name="case")
    return [str(fault) for fault in caught.value.faults]


def changed(old: str, new: str) -> str:
    """Return the good case with one change."""
    assert GOOD.count(old) == 1, old
    return GOOD.replace(old, new)


def test_the_good_case_is_good() -> None:
    """The case that the other tests break has no fault, and numbers serve as names."""
    case = from_text(GOOD, source="case.yaml", name="case")
    assert [option.id for option in case.issue("wage").options] == ["1", "2", "3"]
    assert case.rules[0].then is not None
    assert case.rules[0].then.allowed == {"sundays": ("on",)}
    assert case.events[0].date == "2024-05-03"
    assert case.packages["demand"].to == ("port",)


FAULTS = [
    (
        "id: wage-talks",
        "idd: wage-talks",
        "line 2: the case has no key 'idd'; did you mean 'id'?",
    ),
    (
        "zopa: 1\n",
        "",
        "line 1: the case does not say which format it has; add 'zopa: 1' at the top",
    ),
    ("zopa: 1", "zopa: 2", "line 1: 'zopa' must be 1, the version of the format"),
    (
        "  port: Port",
        "  true: Port",
        "line 5: a key must be a word, found true; put the word in quotes",
    ),
    ("  port: Port", "  union: Port", "line 5: the key 'union' stands twice, first on line 4"),
    ("{name: Dockers' union}", "[1]", "line 4: 'parties.union' must be a mapping (key: value)"),
    (
        "  port: Port",
        "  port: {nam: Port}",
        "line 5: 'parties.port' has no key 'nam'; did you mean 'name'?",
    ),
    ('quote: "not below 3", ', "", "line 9: 'claims.c1' lacks 'quote'; add it: the passage"),
    (
        "source: a,",
        "source: b,",
        "line 9: claim 'c1' names the source 'b', which the case does not have",
    ),
    (
        "by: port\n",
        "by: pork\n",
        "line 12: issue 'wage' names the party 'pork', which the case does not have",
    ),
    ("now: 1", "now: 4", "line 13: 'now' names option '4', which issue 'wage' does not have"),
    (
        "claims: c1}}",
        "claims: c2}}",
        "line 14: 'claims' names the claim 'c2', which the case does not have",
    ),
    (
        '["off", "on"]',
        "[off, true]",
        "line 18: 'issues.sundays.options' must be a name, found true",
    ),
    ('["off", "on"]', '["off", "on", "on"]', "line 18: 'issues.sundays.options' names 'on' twice"),
    ('    options: ["off", "on"]\n', "", "line 15: issue 'sundays' has no options; add"),
    (
        'not: "off"',
        "not: of",
        "line 20: a rule names option 'of', which issue 'sundays' does not have; did you mean 'off'?",
    ),
    (
        ', then: {sundays: {not: "off"}}',
        "",
        "line 20: 'rules.0' must have 'if' and 'then', or only 'never'; found 'if'",
    ),
    (
        "if: {wage: 3}",
        "if: {wag: 3}",
        "line 20: a rule names the issue 'wag', which the case does not have",
    ),
    (
        "[union, port]  ",
        "[unoin]",
        "line 22: option set 'reported': no option has the origin 'unoin'; did you mean 'union'?",
    ),
    (
        "  port:\n",
        "  prot:\n",
        "line 32: preferences names the party 'prot', which the case does not have; did you mean 'port'?",
    ),
    (
        "[3, 4, 5]",
        "[5, 3]",
        "line 25: 'preferences.union.weights.wage' must ascend as [low, high], found [5, 3]; did you mean [3, 5]?",
    ),
    (
        "[3, 4, 5]",
        "[3, 6, 5]",
        "line 25: 'preferences.union.weights.wage' must ascend as [low, mode, high], found [3, 6, 5]",
    ),
    ("[3, 4, 5]", "[3, 4, 5, 6]", "must be [low, high] or [low, mode, high], found a list of 4"),
    (
        "[3, 4, 5]",
        "{low: 5, high: 3}",
        "line 25: 'preferences.union.weights.wage' has low 5 above high 3; swap them",
    ),
    ("[3, 4, 5]", "{low: 3}", "'preferences.union.weights.wage' lacks 'high'"),
    ("[3, 4, 5]", "{low: 3, high: 5, central: 9}", "has central 9 outside low 3 to high 5"),
    ("[3, 4, 5]", "{low: 3, high: 5, shape: triangular}", "is triangular, so it needs 'central'"),
    ("[3, 4, 5]", "{low: 3, high: 5, shape: round}", "must be one of fixed, uniform, triangular"),
    ("[3, 4, 5]", "{value: 5, low: 3}", "has both 'value' and 'low'"),
    ("[3, 4, 5]", "{value: 5, sorce: a}", "has no key 'sorce'; did you mean 'source'?"),
    (
        "[3, 4, 5]",
        "{value: 5, method: guess}",
        "must be one of stated, inferred, analyst, found 'guess'",
    ),
    ("[3, 4, 5]", "{value: 5, claims: [c7]}", "line 25: 'claims' names the claim 'c7'"),
    (
        "[3, 4, 5]",
        ".nan",
        "line 25: 'preferences.union.weights.wage' must be a finite number, found .nan",
    ),
    ("[3, 4, 5]", "[1, .inf]", "must be a finite number, found .inf"),
    ("[3, 4, 5]", "1e999", "must be a finite number, found 1e999"),
    ("[3, 4, 5]", '"4"', "found '4'; leave out the quotes"),
    ("[3, 4, 5]", "4,5: 1", "wage"),
    ("sundays: 1}", "sundys: 1}", "line 25: party 'union' has weights for issue 'sundys'"),
    (
        "wage: {1: 0, 2: 60, 3: 100}",
        "wage: {1: 0, 3: 100}",
        "line 27: party 'union' scores 2 options of issue 'wage', but the issue has 3; add a score for '2'",
    ),
    ("2: 60", "2: sixty", "line 27: 'preferences.union.scores.wage.2' must be a number"),
    (
        '{3: {"on": -5}}',
        "{3: -5}",
        "line 30: 'preferences.union.joint.tired' has scores that at 3 must be a mapping",
    ),
    (
        '{3: {"on": -5}}',
        '{3: {"on": x}}',
        "line 30: 'preferences.union.joint.tired' scores 3 / on: must be a number",
    ),
    (
        '{3: {"on": -5}}',
        '{4: {"on": 5}}',
        "line 30: joint score 'tired' of party 'union': issue 'wage' has no option '4'",
    ),
    ("no_deal: 40", "no_deal: {value: 40, premium: 2}", "has both 'value' and 'premium'"),
    (
        "no_deal: 40",
        "no_deal: {walue: 40}",
        "line 31: 'preferences.union.no_deal' has no key 'walue'; did you mean 'value'?",
    ),
    (
        "no_deal: 40",
        "no_deal: 40\n    table: {issues: [wage], rows: [[1, 1]]}",
        "line 24: 'preferences.union' has both 'table' and 'joint'",
    ),
    ('[3, "on", 20]', '[3, "on"]', "line 35: 'preferences.port.table.rows.5' must be a number"),
    (
        '[3, "on", 20]',
        '[3, "onn", 20]',
        "line 35: the table of party 'port': issue 'sundays' has no option 'onn'",
    ),
    (', [3, "on", 20]', "", "line 33: the table of party 'port' has 5 of 6 packages"),
    ('[3, "on", 20]', '[1, "off", 20]', "'preferences.port.table' has two rows for 1 / off"),
    (
        "assumed: sundays",
        "asumed: sundays",
        "line 38: package 'demand' has the key 'asumed', which is neither an issue nor a key of packages; did you mean 'assumed'?",
    ),
    (
        'wage: 3, sundays: "off", assumed',
        "wage: 3, assumed",
        "line 38: package 'demand' says nothing of issue 'sundays'",
    ),
    (
        'wage: 3, sundays: "off", assumed',
        'wage: 5, sundays: "off", assumed',
        "line 38: package 'demand' names option '5', which issue 'wage' does not have",
    ),
    (
        "{date: 2024-05-03, what: Talks begin}",
        "{date: 2024-05-03}",
        "line 40: 'events.0' lacks 'what'; add it: what happened",
    ),
    (
        "option: 2}",
        "option: 9}",
        "line 42: a commitment names option '9', which issue 'wage' does not have",
    ),
    ("[The strike fund is left out.]", "{a: b}", "line 43: 'notes' must be text, found a mapping"),
    (
        "id: wage-talks",
        "id: wage-talks\naccept: {at_least: 3}",
        "line 3: accept asks for 3 parties, but 2 have preferences",
    ),
    (
        "id: wage-talks",
        "id: wage-talks\naccept: most",
        "line 3: 'accept' must be all, or {at_least: 2}; found 'most'",
    ),
    (
        "id: wage-talks",
        "id: wage-talks\nexchange: 5",
        "line 3: 'exchange' must be a mapping (key: value), found 5",
    ),
    (
        "id: wage-talks",
        "id: wage-talks\nexchange: {parties: {port: {stake: .nan}}}",
        "line 3: 'exchange.parties.port.stake' must be a finite number, found .nan",
    ),
    ("id: wage-talks", "id: !foo wage-talks", "line 2: a case has no YAML tags; leave out '!foo'"),
    ("id: wage-talks", "id: *nobody", "line 2: no anchor '&nobody' stands before '*nobody'"),
    ("id: wage-talks", "id: {a: b}", "line 2: 'id' must be one name, found a mapping"),
    ("id: wage-talks", 'id: " "', "line 2: 'id' must be a name, found an empty text"),
    ("id: wage-talks", "[id]: wage-talks", "line 2: a key must be a word, found a list or mapping"),
    (
        "by: union\n",
        "by: union\n    term: maybe\n",
        "line 17: 'issues.sundays.term' must be true or false, found 'maybe'",
    ),
    (
        '    options: ["off", "on"]',
        "    grid: {kind: real, low: 9, high: 1, points: 3}",
        "line 18: the grid of issue 'sundays' runs from 9 to 1; low must be below high",
    ),
    (
        '    options: ["off", "on"]',
        "    grid: {kind: integer, low: 0, high: 10, points: 4}",
        "line 18: the grid of issue 'sundays' is of integers, but 4 points",
    ),
    (
        '    options: ["off", "on"]',
        "    grid: {kind: real, low: 0, high: 1, points: 1000000000}",
        "line 18: the grid of issue 'sundays' has 1000000000 points; give 1 to 100,000",
    ),
    (
        '    options: ["off", "on"]',
        "    grid: {kind: whole, low: 0, high: 1, points: 2}",
        "line 18: 'issues.sundays.grid.kind' must be one of integer, real",
    ),
    (
        "id: wage-talks",
        "title: true",
        "line 2: 'title' must be text, found true; put the text in quotes",
    ),
    (
        "id: wage-talks",
        "id: ok\nexchange: {<<: 5}",
        "line 3: '<<' takes a mapping, or a list of mappings",
    ),
    (
        "[3, 4, 5]",
        "[3, true]",
        "line 25: 'preferences.union.weights.wage' must be a number, found true",
    ),
    ("[3, 4, 5]", "4 %", "found '4 %'; leave out the sign '%'"),
    ("[3, 4, 5]", '"4,5"', "found '4,5'; write 4.5"),
    ("[3, 4, 5]", "{low: 3, high: 5, shape: fixed}", "a fixed number has one value, got 3 to 5"),
    (
        "if: {wage: 3}",
        "if: {wage: {no: 3}}",
        "line 20: 'rules.0.if.wage' has no key 'no'; did you mean 'not'?",
    ),
    ("if: {wage: 3}", "if: {wage: {}}", "must be an option, a list of options, or {not: option}"),
    (
        "if: {wage: 3}",
        "if: {wage: {not: [1, 2, 3]}}",
        "line 20: a rule excludes every option of issue 'wage'",
    ),
    ("if: {wage: 3}", "if: {wgae: {not: 3}}", "line 20: a rule names the issue 'wgae'"),
    (
        "assumed: sundays}",
        "options: {wage: 2}}",
        "line 38: package 'demand' gives issue 'wage' twice; keep one",
    ),
    (
        "{issues: [wage, sundays], weight",
        "{issues: [wage], weight",
        "line 30: 'preferences.union.joint.tired' joins one issue; name two or three",
    ),
    ("now: 1", "now: 2.5", "line 13: 'now' names option '2.5', which issue 'wage' does not have"),
    (
        "id: wage-talks",
        "accept: {at_least: 1.5}",
        "line 2: 'accept.at_least' must be a whole number, found 1.5",
    ),
]


@pytest.mark.parametrize(("old", "new", "wanted"), FAULTS, ids=[wanted for *_, wanted in FAULTS])
def test_a_fault_is_named_with_its_line(old: str, new: str, wanted: str) -> None:
    """One change gives the fault that was made; nothing else is blamed for it."""
    found = faults(changed(old, new))
    assert any(wanted in fault for fault in found), found
    assert len(found) <= (5 if "port: Port" in old or "sundays: 1}" in old else 2), found


def test_weights_of_zero_are_refused() -> None:
    """Where all weights are 0, nothing can be divided by their sum."""
    text = changed("weights: {wage: [3, 4, 5], sundays: 1}", "weights: {wage: 0, sundays: 0}")
    text = text.replace("weight: 1,", "weight: 0,")
    assert faults(text) == [
        "line 25: party 'union': all weights are 0; give at least one issue a positive weight"
    ]


def test_line_ends_of_windows_and_tabs_inside_lines_are_fine() -> None:
    """Only a tab that indents is a fault, also behind spaces; elsewhere it is a space."""
    good = from_text(GOOD, source="case.yaml", name="case")
    text = changed("    no_deal: 40", "    no_deal:\t40\t# as told").replace(
        "[3, 4, 5]", "[3,\t4, 5]"
    )
    text = text.replace("by: port\n", "by: port\t\n").replace("\n", "\r\n")
    assert from_text(text, source="case.yaml", name="case") == good
    for indent in ("\t", "  \t", "\t    "):
        (found,) = faults(changed("    no_deal: 40", f"{indent}no_deal: 40"))
        assert found.startswith("line 31: this is broken YAML: a tab stands where"), found


def test_json_may_write_a_sign_in_two_halves() -> None:
    """The two halves are joined; half a sign alone is a fault."""
    text = changed("id: wage-talks", 'id: "\\ud83d\\ude00"')
    assert from_text(text, source="case.yaml", name="case").id == "\U0001f600"
    assert faults(changed("id: wage-talks", 'id: "\\ud83d"')) == [
        "line 2: the text has half a sign, such as '\\ud83d' without its other half"
    ]


def test_all_faults_are_found_at_once() -> None:
    """Faults of the text, of the shape and of the model stand in one list, in order of lines."""
    text = GOOD
    for old, new in (
        ("id: wage-talks", "idd: wage-talks"),
        ("  port: Port", "  port: Port\n  port: Again"),
        ("now: 1", "now: 4"),
        ("[3, 4, 5]", "[5, 3]"),
        ("2: 60", "2: sixty"),
        ("no_deal: 40", "no_deal: forty"),
        ("assumed: sundays", "asumed: sundays"),
        ("option: 2}", "option: 9}"),
    ):
        text = text.replace(old, new)
    found = faults(text)
    assert [fault.split(":")[0] for fault in found] == [
        f"line {n}" for n in (2, 6, 14, 26, 28, 32, 39, 43)
    ]


def test_the_rest_of_a_damaged_case_is_still_checked() -> None:
    """A part that has no sense is set aside, and nobody is blamed for its absence."""
    text = changed(
        "options: {1: 1 %, 2: {name: 2 %, origin: port}, 3: {origin: union, claims: c1}}",
        "options: 5",
    )
    text = text.replace("sundays: 1}", "sundays: -1}")
    assert faults(text) == [
        "line 14: 'issues.wage.options' must be a mapping (key: value), found 5",
        "line 25: party 'union' gives issue 'sundays' the weight -1; weights are 0 or more",
    ]


def test_a_rule_after_broken_ones_keeps_its_line() -> None:
    """Setting broken rules aside, some only at a second look, does not move the lines of others."""
    text = changed("rules:\n", "rules:\n  - 5\n  - {if: {wage: 1}, why: x}\n")
    text = text.replace("if: {wage: 3}", "if: {wage: 7}")
    assert [fault[:42] for fault in faults(text)] == [
        "line 20: 'rules.0' must be a mapping (key:",
        "line 21: 'rules.1' has no key 'why'; known",
        "line 21: 'rules.1' must have 'if' and 'the",
        "line 22: a rule names option '7', which is",
    ]


BROKEN = [
    ("zopa: 1\nparties:\n\tunion: x\n", "line 3: this is broken YAML: a tab stands where"),
    (
        "zopa: 1\nparties: [a, b\nissues: {}\n",
        "a comma is missing, or a bracket or brace is not closed",
    ),
    ("zopa: 1\nid: 'x\n", "the text in quotes never ends"),
    (
        "zopa: 1\ntitle: Talks: the end\n",
        "line 2: this is broken YAML: a colon stands where none can be",
    ),
    ("zopa: 1\nid: @x\n", "line 2: this is broken YAML: a value starts with a sign"),
    ("zopa: 1\nid: \x07\n", "line 2: the text has a control sign that YAML does not allow"),
    ("zopa: 1\n  id: x\n", "line 2: this is broken YAML: "),
    (GOOD + "---\nzopa: 1\n", "line 44: a second document starts here; keep one case in a file"),
]


@pytest.mark.parametrize(("text", "wanted"), BROKEN, ids=[wanted for _, wanted in BROKEN])
def test_broken_yaml_is_said_with_its_line(text: str, wanted: str) -> None:
    """What no parser can read is one fault, in words for people."""
    (found,) = faults(text)
    assert wanted in found


BOMB = "zopa: 1\nparties: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join(['*' + chr(97 + n)] * 10)}]\n" for n in range(8)
)
NO_CASES = [
    (b"# only a comment\n", "there is nothing in it but comments; 'zopa new' writes a case"),
    (b"- 1\n- 2\n", "this is no case, which has at least 'parties' and 'issues'"),
    (b"just words\n", "this is no case"),
    (b"kind: Deployment\n", "this is no case"),
    (b"\x89PNG\r\n\x1a\n\0\0", "the file is binary (a zero at byte 8)"),
    ("zopa: 1\nid: é".encode("latin-1"), "byte 12 (line 2) is not UTF-8; save the file as UTF-8"),
    ("zopa: 1".encode("utf-16"), "the file is UTF-16; save it as UTF-8"),
    (b"zopa: 1\nparties: &x {a: *x}\n", "on line 2 the anchor 'x' contains itself"),
    (BOMB.encode(), f"the file unfolds to more than {NODE_LIMIT:,} values"),
    (b"zopa: 1\nid: " + b"[" * 5000, "lie more than 64 deep in one another"),
    (
        b"zopa: 1\na: &a " + b"[" * 40 + b"]" * 40 + b"\nb: " + b"[" * 40 + b"*a" + b"]" * 40,
        "lie more than 64 deep in one another",
    ),
]


@pytest.mark.parametrize(("content", "wanted"), NO_CASES, ids=[wanted for _, wanted in NO_CASES])
def test_what_is_no_case_is_refused_in_one_sentence(
    tmp_path: Path, content: bytes, wanted: str
) -> None:
    """Files that cannot be a case are refused with the next step."""
    file = tmp_path / "case.yaml"
    file.write_bytes(content)
    with pytest.raises(FormatError) as caught:
        read(file)
    assert wanted in str(caught.value)
    assert str(file) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_large_file_in_a_folder_is_refused(tmp_path: Path) -> None:
    """The limit of size holds for folders too."""
    with (tmp_path / "case.yaml").open("wb") as file:
        file.write(b"zopa: 1\n#")
        file.truncate(21 * 2**20)
    with pytest.raises(FormatError, match="a case file has at most 20 MB"):
        read(tmp_path)


def test_a_file_that_cannot_be_read_is_one_sentence(tmp_path: Path) -> None:
    """An error of the system is said as one of ours."""
    with pytest.raises(FormatError, match=r"the file cannot be read \("):
        zopa_yaml.read(tmp_path / "nowhere.yaml")


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    """UTF-8 with and without its mark is the same case, and the folder gives the id."""
    folder = tmp_path / "talks"
    folder.mkdir()
    text = GOOD.replace("id: wage-talks\n", "")
    (folder / "case.yaml").write_bytes(b"\xef\xbb\xbf" + text.encode())
    case = read(folder).case
    assert (case.id, case.title) == ("talks", "talks")


def test_aliases_and_merge_keys_save_writing() -> None:
    """Anchors work, and '<<' takes the keys of another mapping, which own keys override."""
    text = changed('sundays: {"off": 100, "on": 0}', 'sundays: &s {"off": 100, "on": 0}')
    text = text.replace("weights: {wage: [3, 4, 5], sundays: 1}", "weights: {wage: 3, sundays: 1}")
    text += (
        "exchange: {parties: {union: &x {stake: 1, discount: 0.9}, port: {<<: [*x], stake: 3}}}\n"
    )
    case = from_text(text, source="case.yaml", name="case")
    assert case.exchange is not None
    assert case.exchange.parties["union"] == Stakes(stake=1, discount=0.9)
    assert case.exchange.parties["port"] == Stakes(stake=3, discount=0.9)


def test_close_numbers_of_a_grid_keep_names_of_their_own() -> None:
    """Where short names would be the same, long ones are taken."""
    grid = "grid: {kind: real, low: 1, high: 1.00000000001, points: 3}"
    text = f"zopa: 1\nparties: [a]\nissues: {{x: {{{grid}}}}}\n"
    case = from_text(text, source="case.yaml", name="case")
    assert len({option.id for option in case.issue("x").options}) == 3


def test_a_case_may_be_written_as_json(tmp_path: Path) -> None:
    """JSON is YAML, so other programs can write cases."""
    file = tmp_path / "case.json"
    file.write_text(json.dumps(plain(parse(GOOD, "case.yaml").root)), encoding="utf-8")
    assert read(file).case == from_text(GOOD, source="case.yaml", name="case")


def test_other_formats_of_yaml_are_left_to_their_readers(tmp_path: Path) -> None:
    """A NegMAS file is not taken for a broken case."""
    head = b"issues:\n- name: price\n  type: CategoricalIssue\n  values: [1, 2]\n"
    assert not zopa_yaml.recognises(tmp_path / "domain.yml", head)
    assert zopa_yaml.recognises(tmp_path / "case.yml", GOOD.encode())
    assert zopa_yaml.recognises(tmp_path / "case.txt", GOOD.encode())
    assert not zopa_yaml.recognises(tmp_path / "notes.txt", b"parties: were there")
    assert not zopa_yaml.recognises(tmp_path, b"")


SCHEMA_FAULTS = [
    ("zopa: 1\n", ""),
    ("id: wage-talks", "idd: wage-talks"),
    ("{name: Dockers' union}", "[1]"),
    ('quote: "not below 3", ', ""),
    (', then: {sundays: {not: "off"}}', ""),
    ("[3, 4, 5]", "[3, 4, 5, 6]"),
    ("[3, 4, 5]", "{low: 3}"),
    ("[3, 4, 5]", "{value: 5, sorce: a}"),
    ("2: 60", "2: sixty"),
    ("no_deal: 40", "no_deal: {walue: 40}"),
    ("{date: 2024-05-03, what: Talks begin}", "{date: 2024-05-03}"),
    ("id: wage-talks", "id: wage-talks\naccept: most"),
]


@pytest.mark.parametrize(
    ("old", "new"), SCHEMA_FAULTS, ids=[new or old for old, new in SCHEMA_FAULTS]
)
def test_an_editor_sees_typical_faults(old: str, new: str) -> None:
    """The JSON Schema accepts the good case and refuses typical slips."""
    validator = jsonschema.Draft202012Validator(zopa_yaml.json_schema())
    good: Any = plain(parse(GOOD, "case.yaml").root)
    bad: Any = plain(parse(changed(old, new), "case.yaml").root)
    assert validator.is_valid(good)
    assert not validator.is_valid(bad)


def _places(node: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    items = (
        node.items()
        if isinstance(node, dict)
        else enumerate(node)
        if isinstance(node, list)
        else ()
    )
    return [path, *(place for key, item in items for place in _places(item, (*path, key)))]


def outcome(content: bytes) -> ZopaError | None:
    """Return the error that some content gives; errors that are not ours pass through."""
    try:
        from_text(decode(content, "case.yaml"), source="case.yaml", name="case")
    except (CaseFaults, FormatError) as error:
        return error
    return None


DATA: Any = plain(parse(GOOD, "case.yaml").root)
PLACES = [place for place in _places(DATA) if place]
rubbish = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=3)
    | st.sampled_from(["wage", "union", "no_deal"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["wage", "1", "value", "not", "x", ""]), inner, max_size=3
        )
    ),
    max_leaves=4,
)


@given(st.lists(st.tuples(st.sampled_from(PLACES), rubbish), min_size=1, max_size=3))
def test_rubbish_anywhere_gives_faults_and_never_a_crash(changes: list[tuple[Any, Any]]) -> None:
    """Whatever stands anywhere, reading ends with a case, or with faults that have lines."""
    data = json.loads(json.dumps(DATA))
    for path, value in changes:
        node = data
        for step in path[:-1]:
            if not isinstance(node, (dict, list)) or (
                isinstance(node, list) and step not in range(len(node))
            ):
                break
            node = node.get(step, {}) if isinstance(node, dict) else node[step]
        else:
            if isinstance(node, dict) or (isinstance(node, list) and path[-1] in range(len(node))):
                node[path[-1]] = value
    text = json.dumps(data, indent=1).replace("NaN", ".nan").replace("Infinity", ".inf")
    found = outcome(text.encode())
    if isinstance(found, CaseFaults):
        assert found.faults
        assert all(fault.line for fault in found.faults)
        assert all("\n" not in fault.message for fault in found.faults)


@given(st.integers(0, len(GOOD)), st.integers(0, 30), st.binary(max_size=4))
def test_torn_text_gives_an_error_of_ours(start: int, length: int, insert: bytes) -> None:
    """Bytes cut out and put in anywhere never give a traceback."""
    content = GOOD.encode()
    torn = content[:start] + insert + content[start + length :]
    found = outcome(torn)
    assert found is None or "case.yaml" in str(found)
