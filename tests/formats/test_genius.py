"""Genius XML: what profiles mean, what is repaired, what is refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from zopa import formats
from zopa.errors import FormatError, ZopaError
from zopa.formats.genius_xml import read
from zopa.model import Case, Scores, utilities

Values = Callable[[Case], NDArray[np.float64]]
Folder = Callable[[Mapping[str, str | bytes]], Path]

DOMAIN = """<negotiation_template><utility_space number_of_issues="2">
<objective index="0" name="Deal" type="objective">
<issue index="1" name="Food" type="discrete">
  <item index="1" value="chips"/><item index="2" value="fruit"/></issue>
<issue index="2" name="Days" type="integer" lowerbound="2" upperbound="4"/>
</objective></utility_space></negotiation_template>"""

PROFILE = """<utility_space><objective index="0" name="Deal" type="objective">
<issue index="1" name="Food" type="discrete">
  <item index="1" value="chips" evaluation="2"/><item index="2" value="fruit" evaluation="8"/></issue>
<issue index="2" name="Days" type="integer" lowerbound="2" upperbound="4">
  <evaluator ftype="linear" slope="0.5" offset="0.0"/></issue>
<weight index="1" value="0.6"/><weight index="2" value="0.4"/></objective>
<discount_factor value="0.9"/><reservation value="0.3"/></utility_space>"""


def pair(domain: str = DOMAIN, one: str = PROFILE, two: str = PROFILE) -> dict[str, str | bytes]:
    """Return a folder's content."""
    return {"x-domain.xml": domain, "a.xml": one, "b.xml": two}


def scores_of(case: Case, party: str) -> Scores:
    """Return the preferences of a party, which are scores."""
    preference = case.preferences[party]
    assert isinstance(preference, Scores)
    return preference


def test_a_clean_folder_reads_without_a_remark(folder: Folder, values: Values) -> None:
    """0.6 x 2/8 + 0.4 x 0.5 x (days - 2), and so on for all six packages."""
    reading = formats.read(folder(pair()))
    assert reading.repairs == ()
    case = reading.case
    assert (case.id, case.title) == ("x", "Deal")
    assert [party.id for party in case.parties] == ["a", "b"]
    assert [option.id for option in case.issue("Days").options] == ["2", "3", "4"]
    assert values(case)[:, 0] == pytest.approx([0.15, 0.35, 0.55, 0.6, 0.8, 1.0], abs=1e-15)
    assert scores_of(case, "a").discount == 0.9
    assert utilities(case)[0].reservation == 0.3
    assert scores_of(case, "a").cap is None


def test_weights_are_used_as_written_and_the_utility_ends_at_1(
    folder: Folder, values: Values
) -> None:
    """Weights 0.6 and 0.9: fruit for 4 days sums to 1.5 and counts 1; 0.15 + 0.9 stays below."""
    heavy = PROFILE.replace('value="0.4"', 'value="0.9"')
    reading = formats.read(folder(pair(one=heavy)))
    assert values(reading.case)[:, 0] == pytest.approx([0.15, 0.6, 1.0, 0.6, 1.0, 1.0])
    assert scores_of(reading.case, "a").cap == 1.0
    assert scores_of(reading.case, "b").cap is None
    assert reading.repairs == ("a: the weights sum to 1.5, not to 1; they are used as written",)


def test_rounding_above_1_is_no_reason_for_a_cap(folder: Folder) -> None:
    """Ten weights of 0.1 sum to a hair above or below 1; a cap would only slow things down."""
    issues = "".join(
        f'<issue index="{i}" name="i{i}" type="discrete"><item index="1" value="p"{{0}}/></issue>'
        for i in range(1, 11)
    )
    weights = "".join(f'<weight index="{i}" value="0.10000000000001"/>' for i in range(1, 11))
    top = "<objective index='0' name='D'>"
    domain = f"<negotiation_template><utility_space>{top}{issues.format('')}</objective>"
    domain += "</utility_space></negotiation_template>"
    profile = f"<utility_space>{top}{issues.format(' evaluation=' + chr(34) + '1' + chr(34))}"
    profile += f"{weights}</objective><reservation value='0'/></utility_space>"
    case = formats.read(folder(pair(domain, profile, profile))).case
    assert scores_of(case, "a").cap is None


def test_an_issue_whose_largest_evaluation_is_tiny_counts_nothing(
    folder: Folder, values: Values
) -> None:
    """Below 1e-5 all evaluations of the issue are 0; at 1e-5 they count."""
    tiny = PROFILE.replace('"2"/><item index="2" value="fruit" evaluation="8"', "X").replace(
        "evaluation=X", 'evaluation="1e-6"/><item index="2" value="fruit" evaluation="9e-6"'
    )
    small = tiny.replace("9e-6", "1e-5")
    case = formats.read(folder(pair(one=tiny, two=small))).case
    assert values(case)[0, 0] == 0.0
    assert values(case)[3, 0] == 0.0
    assert values(case)[:, 1][[0, 3]] == pytest.approx([0.06, 0.6])


def test_only_items_directly_under_the_issue_count(folder: Folder, values: Values) -> None:
    """A similarity function lists the items again, with numbers that are no evaluations."""
    nested = PROFILE.replace(
        '</issue>\n<issue index="2"',
        '<similarity_function><criteria_function><item index="1" value="chips" evaluation="99"/>'
        '</criteria_function></similarity_function></issue>\n<issue index="2"',
    )
    assert nested != PROFILE
    reading = formats.read(folder(pair(one=nested)))
    assert reading.repairs == ()
    assert values(reading.case)[0, 0] == pytest.approx(0.15)


def test_objectives_may_lie_in_each_other(folder: Folder, values: Values) -> None:
    """Weights of issues in a nested objective are found; a weight of an objective means nothing."""

    def nest(text: str) -> str:
        return text.replace(
            '<issue index="2"', '<objective index="7" name="Inner"><issue index="2"'
        ).replace("</objective>", "</objective></objective>", 1)

    profile = (
        nest(PROFILE)
        .replace('<weight index="2" value="0.4"/>', "")
        .replace(
            '<objective index="7" name="Inner">',
            '<weight index="7" value="0.9"/><objective index="7" name="Inner">'
            '<weight index="2" value="0.4"/>',
        )
    )
    case = formats.read(folder(pair(nest(DOMAIN), profile, profile))).case
    assert values(case)[:, 0] == pytest.approx([0.15, 0.35, 0.55, 0.6, 0.8, 1.0])


@pytest.mark.parametrize(
    ("evaluator", "wanted"),
    [
        ('ftype="linear" parameter0="-0.5" parameter1="0.5"', [0.0, 0.0, 0.5, 1.0, 1.0]),
        ('ftype="constant" parameter0="0.7"', [0.7] * 5),
        (
            'ftype="triangular" parameter0="0" parameter1="4" parameter2="1"',
            [0, 1, 2 / 3, 1 / 3, 0],
        ),
    ],
)
def test_real_issues_are_read_on_a_stated_grid(
    folder: Folder, values: Values, evaluator: str, wanted: list[float]
) -> None:
    """Values 0, 1, 2, 3, 4 of 0 to 4; linear functions are cut to 0..1."""
    top = '<objective index="0" name="D"><issue index="1" name="Price" type="real">'
    top += '<range lowerbound="0" upperbound="4"/>'
    domain = f"<negotiation_template><utility_space>{top}</issue></objective></utility_space>"
    domain += "</negotiation_template>"
    profile = f'<utility_space>{top}<evaluator {evaluator}/></issue><weight index="1" value="1"/>'
    profile += '</objective><reservation value="0"/></utility_space>'
    place = folder(pair(domain, profile, profile))
    reading = read(place, grid_points=5)
    assert values(reading.case)[:, 0] == pytest.approx(wanted)
    (remark,) = reading.repairs
    assert remark.startswith("x-domain.xml: issue 'Price' takes any number from 0 to 4; it is read")
    assert remark.endswith("at 5 evenly spaced values")
    assert len(formats.read(place).case.issues[0]) == 21


def test_dirty_files_are_repaired_and_every_repair_is_reported(
    folder: Folder, values: Values
) -> None:
    """A comment before the declaration, bare ampersands, Windows bytes, no types, no evaluation."""
    domain = DOMAIN.replace("chips", "fish & chips €").replace(' type="discrete"', "")
    one = PROFILE.replace("chips", "fish & chips €").replace('evaluation="2"', 'evaluation="null"')
    one = "<!-- first -->\n<?xml version='1.0'?>\n" + one.replace(
        "</utility_space>", "<odd/></utility_space>"
    )
    two = PROFILE.replace("chips", "fish &amp; chips €").replace('evaluation="8"', "")
    untyped = "x-domain.xml: issues without a type (1) are read as the type that their other "
    untyped += "attributes name, else as discrete"
    files = pair(domain, one, two)
    files = {name: str(text).encode("cp1252") for name, text in files.items()}
    reading = formats.read(folder(files))
    assert reading.case.issue("Food").options[0].id == "fish & chips €"
    assert set(reading.repairs) >= {
        "x-domain.xml: the file is not UTF-8; it is read as Windows-1252",
        "x-domain.xml: bare '&' (1) are read as the character itself",
        untyped,
        "a.xml: a comment before the XML declaration is moved behind it",
        "a.xml: unknown tags are left out: odd",
        "a.xml: 'fish & chips €' of issue 'Food' have no evaluation; 0 is taken",
        "b.xml: 'fruit' of issue 'Food' have no evaluation; 0 is taken",
    }
    assert values(reading.case)[0] == pytest.approx([0.0, 0.6])
    assert values(reading.case)[3] == pytest.approx([0.6, 0.0])


def test_what_a_profile_does_not_say_counts_0_and_is_reported(folder: Folder) -> None:
    """No reservation value, an issue left out, an option left out, a weight left out."""
    bare = PROFILE.replace('<reservation value="0.3"/>', "").replace(
        '<item index="1" value="chips" evaluation="2"/>', ""
    )
    short = PROFILE.replace('<weight index="2" value="0.4"/>', "")
    reading = formats.read(folder(pair(one=bare, two=short)))
    assert reading.repairs == (
        "a.xml: 'chips' of issue 'Food' are not evaluated; 0 is taken",
        "a.xml: no reservation value is stated; 0 is taken",
        "b.xml: issue 'Days' has no weight; 0 is taken",
        "b: the weights sum to 0.6, not to 1; they are used as written",
    )
    lone = PROFILE[: PROFILE.index('<issue index="2"')] + PROFILE[PROFILE.index("<weight") :]
    reading = formats.read(folder(pair(one=lone)))
    assert "a.xml: the profile says nothing of issue 'Days'; it counts 0" in reading.repairs


def test_issues_and_items_are_matched_by_name_then_by_index(folder: Folder, values: Values) -> None:
    """Another order changes nothing; another spelling is matched by its index and reported."""
    order = PROFILE.replace('<item index="1" value="chips" evaluation="2"/>', "").replace(
        'evaluation="8"/>', 'evaluation="8"/><item index="1" value="chips" evaluation="2"/>'
    )
    spelled = PROFILE.replace("chips", "crisps").replace('name="Days"', 'name="days"')
    reading = formats.read(folder(pair(one=order, two=spelled)))
    assert values(reading.case)[:, 0] == pytest.approx(values(reading.case)[:, 1])
    assert reading.repairs == (
        "b.xml: by its index, issue 'days' is read as 'Days'",
        "b.xml: issue 'Food': by its index, 'crisps' is read as 'chips'",
    )


def test_an_item_that_is_evaluated_twice_has_its_last_evaluation(
    folder: Folder, values: Values
) -> None:
    """As in a table that is filled in the order of the file."""
    twice = PROFILE.replace(
        '<item index="1" value="chips" evaluation="2"/>',
        '<item index="1" value="chips" evaluation="16"/><item index="1" value="chips" evaluation="4"/>',
    )
    reading = formats.read(folder(pair(one=twice)))
    assert values(reading.case)[0, 0] == pytest.approx(0.3)
    assert reading.repairs == (
        "a.xml: issue 'Food' evaluates an item twice; the last evaluation counts",
    )


def test_uncertain_profiles_are_read_and_said(folder: Folder) -> None:
    """They hold the true utilities too."""
    marked = PROFILE.replace("<utility_space>", '<utility_space type="UNCERTAIN">', 1).replace(
        "</utility_space>", "<comparisons> 10 </comparisons><errors> 0 </errors></utility_space>"
    )
    reading = formats.read(folder(pair(one=marked)))
    assert len(reading.repairs) == 1
    assert "a.xml: the profile is marked UNCERTAIN" in reading.repairs[0]


def test_many_profiles_are_a_question_not_a_guess(folder: Folder) -> None:
    """The error lists them and shows how to choose; a choice is taken in its order."""
    place = folder({**pair(), "c.xml": PROFILE})
    with pytest.raises(
        FormatError, match=r"3 profiles .* \('a.xml', 'b.xml', 'c.xml'\) .*::a.xml,b"
    ):
        formats.read(place)
    case = formats.read(f"{place}::c.xml,a").case
    assert [party.id for party in case.parties] == ["c", "a"]
    assert [p.id for p in formats.read(f"{place / 'x-domain.xml'}::b,c,a").case.parties] == [
        *("b", "c", "a")
    ]
    with pytest.raises(FormatError, match=r"no profile is called 'd'; known are 'a.xml'"):
        formats.read(f"{place}::a,d")
    with pytest.raises(FormatError, match="'a' is named twice"):
        formats.read(f"{place}::a,a")


def test_uncertain_twins_do_not_make_a_folder_ambiguous(folder: Folder) -> None:
    """Two plain profiles are the parties; the marked ones are named as left out."""
    marked = PROFILE.replace("<utility_space>", '<utility_space type="UNCERTAIN">', 1)
    reading = formats.read(folder({**pair(), "a10.xml": marked, "b10.xml": marked}))
    assert [party.id for party in reading.case.parties] == ["a", "b"]
    assert len(reading.repairs) == 1
    assert "'a10.xml', 'b10.xml' are left out" in reading.repairs[0]


def test_one_profile_makes_a_case_of_one_party(folder: Folder) -> None:
    """Its domain lies beside it."""
    reading = formats.read(folder(pair()) / "b.xml")
    assert [party.id for party in reading.case.parties] == ["b"]
    assert reading.repairs == ("b: this is the only party, so there is nobody to agree with",)


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"a.xml": PROFILE[:300]}, "a.xml: the XML is broken .*complete or mend"),
        ({"a.xml": "<utility_space type='nonlinear'/>", "b.xml": ""}, "plain text|nonlinear"),
        ({"a.xml": PROFILE.replace('"8"', '"nan"')}, "expected a finite number, got 'nan'"),
        ({"a.xml": PROFILE.replace('"8"', '"many"')}, "expected a finite number, got 'many'"),
        ({"a.xml": PROFILE.replace('"0.4"', '"-0.4"')}, "weights are 0 or more"),
        ({"a.xml": PROFILE.replace("chips", "x").replace("fruit", "y")}, "another domain"),
        (
            {"a.xml": PROFILE.replace('"linear"', '"faratin"')},
            "an evaluator 'faratin'; integer issues take 'linear'",
        ),
        ({"a.xml": PROFILE.replace("slope", "parameter1")}, "its evaluator has no 'slope'"),
        ({"a.xml": "<!DOCTYPE x [<!ENTITY a 'b'>]>" + PROFILE}, "document type or entities"),
        ({"x-domain.xml": DOMAIN.replace('"4"', '"1"')}, "runs from 2 to 1; mend its bounds"),
        ({"x-domain.xml": DOMAIN.replace('"4"', '"9999999"')}, "at most 100,000 are read"),
        ({"x-domain.xml": DOMAIN.replace("integer", "price")}, "is of type 'price'"),
        ({"x-domain.xml": "<negotiation_template/>"}, "the domain has no issues|no profile"),
        ({"y-domain.xml": DOMAIN}, "2 Genius domains"),
    ],
)
def test_bad_files_give_one_sentence(folder: Folder, change: dict[str, str], error: str) -> None:
    """What it is, what was found, what to do."""
    with pytest.raises(ZopaError, match=error) as caught:
        formats.read(folder({**pair(), **change}))
    assert "\n" not in str(caught.value)


def test_a_profile_for_another_domain_is_refused(folder: Folder) -> None:
    """Nothing in common: an error where it is asked for, left out where it only lies there."""
    other = PROFILE.replace("Food", "Drink").replace("chips", "tea").replace("fruit", "milk")
    other = other.replace("Days", "Nights").replace('lowerbound="2"', 'lowerbound="1"')
    place = folder({**pair(), "z.xml": other})
    assert [party.id for party in formats.read(place).case.parties] == ["a", "b"]
    with pytest.raises(FormatError, match=r"z.xml: the profile shares no issue with x-domain.xml"):
        formats.read(f"{place}::a,z")


def test_folders_without_what_is_needed_say_so(folder: Folder, tmp_path: Path) -> None:
    """No domain; a domain without profiles; nothing at all."""
    place = folder({"a.xml": PROFILE})
    with pytest.raises(FormatError, match=r"no Genius domain .* lies here; add it"):
        formats.read(place)
    (place / "a.xml").unlink()
    (place / "d.xml").write_text(DOMAIN)
    with pytest.raises(
        FormatError, match=r"no profile .* lies beside the domain; add at least one"
    ):
        formats.read(place)
    (tmp_path / "empty").mkdir()
    with pytest.raises(FormatError, match="none of the formats that zopa reads"):
        formats.read(tmp_path / "empty")


@pytest.mark.parametrize(
    ("name", "outcomes", "parties"),
    [
        ("anac2013/Lunch", 3840, ("Lunch_util1", "Lunch_util2")),
        ("anac2013/cameradomain", 3600, ("Camera-A-prof1", "Camera-A-prof2")),
        ("AMPOvsCity", 1944000, ("ampo_vs_city_ampo_space", "ampo_vs_city_city_space")),
        ("anac2010/EnglandZimbabwe", 576, ("England", "Zimbabwe")),
        ("anac2010/ItexvsCypress", 180, ("ItexvsCypress_Cypress", "ItexvsCypress_Itex")),
        ("Energy", 390625, ("energy_consumer", "energy_distributor")),
        ("Jobs", 540, ("Jobs_util1", "Jobs_util2")),
        ("kite", 4, ("kite_A", "kite_B")),
    ],
)
def test_real_folders_read(
    shared: Path, name: str, outcomes: int, parties: tuple[str, ...]
) -> None:
    """The number of packages is the one that the field states for the domain."""
    case = formats.read(shared / "domains" / "genius" / name).case
    assert np.prod([len(issue) for issue in case.issues]) == outcomes
    assert tuple(party.id for party in case.parties) == parties


READABLE = 14
CHOICES = 3
REFUSED = {
    "2nd_hand_car": "issue 'Price' is of type 'price'",
    "Railway": "profile of type 'constraint'",
    "anac2014/10issueswithRV": "nonlinear profile",
    "nonlinear/S-1NIKFRT-1": "nonlinear profile",
}


def test_every_real_folder_reads_or_is_refused_by_name(shared: Path) -> None:
    """Additive ones read, those with many profiles ask, the others say what they are."""
    base = shared / "domains" / "genius"
    folders = sorted({path.parent for path in base.rglob("*.xml")})
    read_ones, asked = 0, 0
    for place in folders:
        name = place.relative_to(base).as_posix()
        if name in REFUSED:
            with pytest.raises(FormatError, match=REFUSED[name]):
                formats.read(place)
            continue
        try:
            formats.read(place)
            read_ones += 1
        except FormatError as error:
            asked += 1
            example = str(error).rpartition("for example ")[2]
            assert len(formats.read(example).case.parties) == 2
    assert (read_ones, asked) == (READABLE, CHOICES)
    for pareto in base.rglob("pareto.xml"):
        with pytest.raises(FormatError, match="plain text, not XML"):
            formats.read(pareto)


def test_symposium_profiles_with_bare_ampersands_read(shared: Path) -> None:
    """Every profile of the folder reads with the domain, and the repair is said."""
    place = shared / "domains" / "genius" / "anac2015" / "group12-symposium"
    for profile in sorted(place.glob("Symposium-*.xml")):
        reading = formats.read(profile)
        assert any("bare '&'" in repair for repair in reading.repairs)
        assert "Coffee & Thee" in reading.case.issue("Drinks")
