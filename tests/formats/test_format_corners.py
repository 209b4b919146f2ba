"""Corners of the readers and writers of foreign formats, each with its sentence."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from zopa import formats
from zopa.errors import FormatError, QuestionError, ZopaError
from zopa.formats import FORMATS, Writing
from zopa.formats._draft import numeric_issue
from zopa.formats._files import head_of, members
from zopa.formats.genius_xml import read
from zopa.model import Case, Grid, Issue, Number, Option, Party, Scores, Standing

Values = Callable[[Case], NDArray[np.float64]]
Folder = Callable[[Mapping[str, str | bytes]], Path]


def genius(issue: str, column: str, tail: str = "") -> dict[str, str | bytes]:
    """Return a Genius folder of one issue: its tag and content in the domain and in profiles."""
    top = '<objective index="0" name="D">'
    domain = f"<negotiation_template><utility_space>{top}{issue}</objective></utility_space>"
    profile = f'<utility_space>{top}{column}<weight index="1" value="1"/></objective>'
    profile += f'<reservation value="0.5"/>{tail}</utility_space>'
    files: dict[str, str | bytes] = {"d-domain.xml": domain + "</negotiation_template>"}
    return files | {"a.xml": profile, "b.xml": profile}


DISCRETE = (
    '<issue index="1" name="x"><item index="1" value="p"/><item index="2" value="q"/></issue>'
)
SCORED = DISCRETE.replace('"p"', '"p" evaluation="1"').replace('"q"', '"q" evaluation="2"')
REAL = '<issue index="1" name="x" type="real"><range lowerbound="0" upperbound="1"/>{}</issue>'


@pytest.mark.parametrize(
    ("issue", "column", "error"),
    [
        (DISCRETE.replace('name="x"', ""), SCORED, "an issue has no name"),
        (DISCRETE.replace('value="p"', ""), SCORED, "an item of issue 'x' has no value"),
        ('<issue index="1" name="x"/>', SCORED, "issue 'x' has 0 items; give it at least one"),
        ("", SCORED, "the domain has no issues|no profile"),
        (REAL.format(""), SCORED, "is discrete, but real in the domain"),
        (REAL.format(""), REAL.format(""), "has no evaluator; add one"),
        (
            REAL.format(""),
            REAL.format('<evaluator ftype="faratin" parameter0="1"/>'),
            "an evaluator 'faratin', which zopa does not read",
        ),
    ],
)
def test_genius_domains_and_profiles_that_say_too_little(
    folder: Folder, issue: str, column: str, error: str
) -> None:
    """What is missing, and where."""
    with pytest.raises(FormatError, match=error):
        formats.read(folder(genius(issue, column)))


def test_genius_remarks_on_numbers_outside_their_scale(folder: Folder) -> None:
    """A discount above 1 means none; a reservation above 1 is kept; an extra item is left out."""
    column = SCORED.replace("</issue>", '<item index="3" value="r" evaluation="4"/></issue>')
    files = genius(DISCRETE, column, '<discount_factor value="1.5"/>')
    files = {name: str(text).replace('"0.5"', '"1.5"') for name, text in files.items()}
    outside = "a.xml: the reservation value 1.5 lies outside 0 to 1, the scale of the utilities; "
    outside += "it is used as written"
    reading = formats.read(folder(files))
    preference = reading.case.preferences["a"]
    assert preference.discount == 1.0
    assert preference.standing == Standing(value=Number.fixed(1.5))
    assert set(reading.repairs) >= {
        "a.xml: the discount factor 1.5 lies outside 0 to 1 and means none",
        "a.xml: 'r' of issue 'x' are not in the domain and left out",
        outside,
    }


def test_genius_repetitions_count_once(folder: Folder) -> None:
    """An item twice in the domain, an issue twice in a profile."""
    twice = DISCRETE.replace('<item index="2"', '<item index="3" value="p"/><item index="2"')
    reading = formats.read(folder(genius(twice, SCORED + SCORED)))
    assert len(reading.case.issue("x")) == 2
    assert "d-domain.xml: issue 'x' lists an item twice; it counts once" in reading.repairs
    assert "a.xml: issue 'x' stands twice; the first counts" in reading.repairs


def test_genius_files_that_are_not_what_they_are_named_for(folder: Folder) -> None:
    """Other XML is left out of a folder and refused alone; kinds are seen without a type too."""
    place = folder({**genius(DISCRETE, SCORED), "note.xml": "<note/>"})
    assert (
        "note.xml: neither a Genius domain nor a profile; left out" in formats.read(place).repairs
    )
    with pytest.raises(FormatError, match="the file starts with <note>"):
        formats.read(place / "note.xml")
    with pytest.raises(FormatError, match="this is a profile; name the domain or the folder"):
        formats.read(f"{place / 'a.xml'}::b")
    with pytest.raises(FormatError, match="at both ends at least, got 1"):
        read(place, grid_points=1)
    (place / "a.xml").write_text("<utility_space><ufun/></utility_space>")
    with pytest.raises(FormatError, match=r"a.xml: this is a nonlinear profile"):
        formats.read(f"{place}::a,b")
    (place / "e.xml").write_text("<negotiation_template/>")
    with pytest.raises(FormatError, match="this is a domain, not a profile"):
        formats.read(f"{place / 'd-domain.xml'}::e,b")
    (place / "a.xml").write_text("<utility_space><constraints/></utility_space>")
    with pytest.raises(FormatError, match="profile of type 'constraint'"):
        formats.read(place / "a.xml")


def test_a_profile_finds_its_domain_among_several(folder: Folder) -> None:
    """The one that has its issues."""
    files = genius(DISCRETE, SCORED)
    other = str(files["d-domain.xml"]).replace('name="x"', 'name="z"')
    place = folder({**files, "other-domain.xml": other})
    assert formats.read(place / "a.xml").case.id == "d"


def case_of(issue: Issue, columns: Mapping[str, list[float]], reservation: float = 0.0) -> Case:
    """Return a case of one issue."""
    return Case(
        id="deal",
        title="deal",
        parties=tuple(Party(id=name, name=name) for name in columns),
        issues=(issue,),
        preferences={
            name: Scores(
                party=name,
                scores={
                    issue.id: {
                        option.id: Number.fixed(score)
                        for option, score in zip(issue.options, column, strict=True)
                    }
                },
                standing=Standing(value=Number.fixed(reservation)),
            )
            for name, column in columns.items()
        },
    )


def written(case: Case, name: str) -> Writing:
    """Return the case in one format."""
    write = FORMATS[name].write
    assert write is not None
    return write(case)


def test_real_issues_stay_real_in_genius_and_geniusweb(folder: Folder, values: Values) -> None:
    """On the grid at which they are read; a bent line becomes a list, and this is said."""
    issue = numeric_issue("x", Grid(kind="real", low=-1, high=4, points=21), "here")
    line = [place / 20 for place in range(21)]
    straight = case_of(issue, {"A": line, "B": line[::-1]})
    for name, mark in (("genius", b'type="real"'), ("geniusweb", b'"range"')):
        writing = written(straight, name)
        assert writing.lost == ()
        assert any(mark in content for content in writing.files.values())
        place = folder(writing.files)
        case = formats.read(place).case
        assert case.issues == straight.issues
        assert values(case) == pytest.approx(values(straight), abs=1e-12)
        for path in place.iterdir():
            path.unlink()
    bent = case_of(issue, {"A": line, "B": [*line[:-1], 0.0]})
    for name in ("genius", "geniusweb", "negmas"):
        assert written(bent, name).lost == ("the numbers behind the options are left out for 'x'",)


def test_indifference_can_be_written(folder: Folder, values: Values) -> None:
    """A party that values all packages at 0, and one at 3."""
    options = (Option(id="p", name="p"), Option(id="q", name="q"))
    case = case_of(Issue(id="x", name="x", options=options), {"A": [0, 0], "B": [3, 3]}, 3)
    for name, worth in (("genius", 0), ("negmas", 3), ("negolog", 0)):
        place = folder(written(case, name).files)
        found = values(formats.read(place).case)
        assert found.tolist() == [pytest.approx([0, worth])] * 2
        for path in place.iterdir():
            path.unlink()


def test_a_reservation_that_no_package_reaches_has_no_bid(folder: Folder) -> None:
    """Nor has a case of 10^20 packages one that can be found."""
    options = tuple(Option(id=str(at), name=str(at)) for at in range(10))
    issue = Issue(id="x", name="x", options=options)
    column = [at / 10 for at in range(10)]
    with pytest.raises(
        QuestionError, match="a reservation value of 2, but its best package is wor"
    ):
        written(case_of(issue, {"A": column, "B": column}, 2), "geniusweb")
    below = written(case_of(issue, {"A": column, "B": column}, -1), "geniusweb")
    assert (
        "A: no package is worth the reservation value -1; the next better one, worth 0"
        in (below.lost[0])
    )
    issues = tuple(Issue(id=f"i{at}", name=f"i{at}", options=options) for at in range(20))
    scores = {i.id: {o.id: Number.fixed(int(o.id)) for o in options} for i in issues}
    large = Case(
        id="large",
        title="large",
        parties=(Party(id="A", name="A"),),
        issues=issues,
        preferences={
            "A": Scores(party="A", scores=scores, standing=Standing(value=Number.fixed(7)))
        },
    )
    with pytest.raises(QuestionError, match=r"about 1e\+20 packages, too many to find"):
        written(large, "geniusweb")
    assert len(formats.read(folder(written(large, "genius").files)).case.issues) == 20


SPACE: dict[str, Any] = {
    "name": "me",
    "issueUtilities": {"x": {"discreteutils": {"valueUtilities": {"p": 0, "q": 1}}}},
    "issueWeights": {"x": 1},
    "reservationBid": {"issuevalues": {"x": "p"}},
}
VALUES: dict[str, Any] = {"name": "d", "issuesValues": {"x": {"values": ["p", "q"]}}}


def web(domain: Any, space: dict[str, Any]) -> dict[str, str | bytes]:
    """Return a GeniusWeb folder."""
    profile = json.dumps({"LinearAdditiveUtilitySpace": space})
    return {"d.json": json.dumps(domain), "a.json": profile, "b.json": profile}


@pytest.mark.parametrize(
    ("domain", "space", "error"),
    [
        ({"issuesValues": {}}, SPACE, "the domain has no issues"),
        (VALUES, {**SPACE, "issueUtilities": {"x": {"other": {}}}}, "of a kind that is not read"),
        (
            {"issuesValues": {"x": {"range": {"low": 0, "high": 1, "step": 1}}}},
            {
                **SPACE,
                "issueUtilities": {
                    "x": {
                        "numberutils": {
                            "lowValue": 1,
                            "lowUtility": 0,
                            "highValue": 1,
                            "highUtility": 1,
                        }
                    }
                },
            },
            "utilities are given from 1 to 1",
        ),
    ],
)
def test_geniusweb_files_that_say_too_little(
    folder: Folder, domain: Any, space: dict[str, Any], error: str
) -> None:
    """What is missing, and where."""
    with pytest.raises(ZopaError, match=error):
        formats.read(folder(web(domain, space)))


def test_geniusweb_profiles_need_not_repeat_the_domain(folder: Folder) -> None:
    """The domain file says it; a file that is no profile cannot be chosen as one."""
    place = folder(web(VALUES, SPACE))
    assert len(formats.read(place).case.parties) == 2
    (place / "c.json").write_text("{}")
    with pytest.raises(FormatError, match="this is no GeniusWeb profile"):
        formats.read(f"{place}::a,c")
    with pytest.raises(FormatError, match="this is a profile; name the domain or the folder"):
        formats.read(f"{place / 'a.json'}::b")


NEGMAS = (
    "type: LinearAdditiveUtilityFunction\nreserved_value: 0\nweights: {x: 1}\nvalues:\n  x: {}\n"
)


def negmas(values_text: str, function: str) -> dict[str, str | bytes]:
    """Return a NegMAS folder of one issue."""
    domain = f"issues:\n- name: x\n  type: CategoricalIssue\n  values: {values_text}\n"
    profile = NEGMAS.replace("{}", function)
    return {"d.yml": domain, "a.yml": profile, "b.yml": profile}


def test_negmas_values_of_every_scalar_kind(folder: Folder, values: Values) -> None:
    """Weights and functions may also name their issues; ids are what the file shows."""
    place = folder(
        negmas("[true, 0.5, 2, 'No']", "{mapping: {'No': 1, 2: 0.5, 0.5: 0, true: 0.25}}")
    )
    case = formats.read(place).case
    assert [option.id for option in case.issue("x").options] == ["true", "0.5", "2", "No"]
    assert values(case)[:, 0].tolist() == [0.25, 0.0, 0.5, 1.0]


@pytest.mark.parametrize(
    ("values_text", "function", "error"),
    [
        ("[p, q]", "{type: IdentityFun}", "the function needs numbers: expected a finite number"),
        ("[1, .inf]", "{type: IdentityFun}", "a number cannot be a value"),
        ("[2019-01-01, p]", "{type: IdentityFun}", "cannot be a value"),
        ("[" * 3000, "{}", "no YAML that a scenario could have|not YAML"),
        (f"[{'9' * 5000}]", "{}", "no YAML that a scenario could have|not YAML"),
    ],
)
def test_negmas_values_that_cannot_be(
    folder: Folder, values_text: str, function: str, error: str
) -> None:
    """Text for a formula, an infinite option, a date, nesting without end, a number without end."""
    with pytest.raises(ZopaError, match=error):
        formats.read(folder(negmas(values_text, function)))


def test_negmas_domain_without_issues_and_choice_after_a_profile(folder: Folder) -> None:
    """Each says what to do."""
    place = folder(negmas("[p, q]", "{mapping: {p: 0, q: 1}}"))
    with pytest.raises(FormatError, match="this is a profile; name the domain or the folder"):
        formats.read(f"{place / 'a.yml'}::b")
    (place / "d.yml").write_text("issues:\ntype: DiscreteCartesianOutcomeSpace\n")
    with pytest.raises(FormatError, match="the domain has no list of issues"):
        formats.read(place)


def test_negolog_issue_without_values(folder: Folder) -> None:
    """An issue with no option at all."""
    text = json.dumps({"reservationValue": 0, "issueWeights": {"x": 1}, "issues": {"x": {}}})
    with pytest.raises(FormatError, match="issue 'x' has no values; name at least one"):
        formats.read(folder({"profileA.json": text, "profileB.json": text}))


def test_numbers_too_long_and_places_that_are_not_there(folder: Folder, tmp_path: Path) -> None:
    """A number of 5,000 digits is an error; a folder that is none has no members."""
    place = folder(
        {"profileA.json": '{"reservationValue": ' + "9" * 5000 + "}", "profileB.json": ""}
    )
    with pytest.raises(FormatError, match="a number of the file is too long"):
        formats.read(place)
    assert members(tmp_path / "none") == []
    assert head_of(tmp_path / "none") == b""


def test_numbers_that_look_alike_get_ids_of_their_own() -> None:
    """Where 12 digits do not tell options apart, all digits do."""
    issue = numeric_issue("x", Grid(kind="real", low=1, high=1 + 3e-15, points=3), "here")
    assert len({option.id for option in issue.options}) == 3
    assert all(float(o.id) == v for o, v in zip(issue.options, _grid(issue), strict=True))
    assert list(itertools.islice(_grid(issue), 1)) == [1.0]


def _grid(issue: Issue) -> tuple[float, ...]:
    assert issue.grid is not None
    return issue.grid.values()


def test_utilities_above_1_are_divided_by_the_highest(folder: Folder, values: Values) -> None:
    """1 and 4 become 0.25 and 1, so a reservation of 0 stays 0 and a discount means the same."""
    options = (Option(id="p", name="p"), Option(id="q", name="q"))
    case = case_of(Issue(id="x", name="x", options=options), {"A": [1, 4], "B": [0.5, 1]})
    for name in ("genius", "negolog"):
        writing = written(case, name)
        (lost,) = writing.lost
        assert lost.startswith(
            "A: utilities run from 1 to 4 and are written as utility / 4, within"
        )
        place = folder(writing.files)
        read_case = formats.read(place).case
        assert values(read_case).tolist() == [[0.25, 0.5], [1.0, 1.0]]
        assert read_case.preferences["A"].standing == Standing(value=Number.fixed(0))
        for path in place.iterdir():
            path.unlink()


@pytest.mark.parametrize("name", ["genius", "geniusweb", "negmas"])
def test_an_order_of_parties_that_a_folder_cannot_keep_is_named(folder: Folder, name: str) -> None:
    """Folders are read by file name; the remark says how to keep the order, and that works."""
    options = (Option(id="p", name="p"), Option(id="q", name="q"))
    case = case_of(Issue(id="x", name="x", options=options), {"B": [0, 1], "A": [1, 0]})
    writing = written(case, name)
    (lost,) = writing.lost
    assert lost.startswith(
        "a folder does not say the order of the parties; read it back as FOLDER::B"
    )
    place = folder(writing.files)
    assert [party.id for party in formats.read(place).case.parties] == ["A", "B"]
    ordered = formats.read(lost.rpartition(" ")[2].replace("FOLDER", str(place))).case
    assert [party.id for party in ordered.parties] == ["B", "A"]
