"""One slip of the pen is one fault, on the line that has to change."""

from __future__ import annotations

import pytest

from zopa.errors import CaseFaults
from zopa.formats._zopa_read import from_text
from zopa.jobs.new import starter

STARTER = starter()
SHORT = """\
zopa: 1
parties:
  union: {name: Dockers}
  port: Port
claims: {}
issues:
  wage:
    by: port
    now: 1
    options: {1: 1 %, 2: 2 %, 3: 3 %}
  sundays:
    by: union
    now: "off"
    options: ["off", "on"]
preferences:
  union:
    weights: {wage: [3, 4, 5], sundays: 1}
    scores:
      wage: {1: 0, 2: 60, 3: 100}
      sundays: {"off": 100, "on": 0}
    no_deal: 40
  port:
    scores:
      wage: {1: 100, 2: 60, 3: 0}
"""
COLON = "has no ':' after it; write "
LEFT = "at the very left"
ALIKE = "indent both alike"
FITS = "would fit"

SLIPS = [
    # a key without a colon
    (SHORT, "  union: {name", "  union {name", 0, f"'union' {COLON}'union: ...'"),
    (SHORT, "  port: Port", "  port Port", 0, f"'port' {COLON}'port: Port'"),
    (SHORT, "  wage:\n    by", "  wage\n    by", 0, f"'wage' {COLON}'wage:'"),
    (SHORT, "    by: port\n", "    by port\n", 0, f"'by' {COLON}'by: port'"),
    (SHORT, "    weights: {", "    weights {", 0, f"'weights' {COLON}'weights: ...'"),
    (SHORT, "parties:\n", "parties\n", 0, f"'parties' {COLON}'parties:'"),
    (SHORT, "issues:\n", "issues\n", 0, f"'issues' {COLON}'issues:'"),
    (STARTER, "  tenant: {name", "  tenant {name", 0, f"'tenant' {COLON}'tenant: ...'"),
    (
        STARTER,
        "  landlord: {name: Landlord}",
        "  landlord {name: Landlord}",
        0,
        f"'landlord' {COLON}'landlord: ...'",
    ),
    # an apostrophe that ends the text
    (SHORT, "{name: Dockers}", "{name: 'Dockers' union'}", 0, "the apostrophe inside 'Dockers' u"),
    (SHORT, "{name: Dockers}", "'Dockers' union'", 0, "the apostrophe inside 'Dockers' union' e"),
    # decimal commas
    (SHORT, "wage: [3, 4, 5]", "wage: 10,5", 0, "'wage: 10,5' has a decimal comma; write 10.5"),
    (SHORT, "no_deal: 40", "no_deal: 10,5", 0, "found '10,5'; write 10.5"),
    (SHORT, "no_deal: 40", "no_deal: 1,500", 0, "write 1500, or 1.500 where the comma marks"),
    (SHORT, "no_deal: 40", "no_deal: {premium: -0,5}", 0, "decimal comma; write -0.5"),
    (SHORT, "1: 0, 2: 60, 3", "1: 0, 2: 60,5, 3", 0, "'2: 60,5' has a decimal comma; write 60.5"),
    (SHORT, "[3, 4, 5]", "{low: 3,5, high: 5}", 0, "'low: 3,5' has a decimal comma; write 3.5"),
    (SHORT, "[3, 4, 5]", "[3,5, 4,5]", 0, "if commas mark decimals, write [3.5, 4.5]"),
    # numbers that look alike are no slips of each other
    (SHORT, "now: 1\n", "now: 12\n", 0, "does not have; known are '1', '2', '3'"),
    (STARTER, "    now: 1400", "    now: 1450", 0, "known are '1400', '1500', '1600', '1700'"),
    # indents that break the text
    (SHORT, "    no_deal: 40", "   no_deal: 40", 0, FITS),
    (SHORT, "    no_deal: 40", "     no_deal: 40", 0, FITS),
    (SHORT, "    by: port", "     by: port", 0, ALIKE),
    (SHORT, "  wage:\n    by", "   wage:\n    by", 0, ALIKE),
    (SHORT, "  sundays:\n", "   sundays:\n", 0, FITS),
    (SHORT, "  sundays:\n", " sundays:\n", 0, "it is 1 space, where 0 or 2 or 4 would fit"),
    (
        SHORT,
        "    scores:\n      wage: {1: 0",
        "  scores:\n      wage: {1: 0",
        0,
        "indented further",
    ),
    (SHORT, "      wage: {1: 0", "    wage: {1: 0", 0, "indent this line as far as line 20"),
    (SHORT, "  union: {name", "   union: {name", 0, ALIKE),
    (SHORT, "  port: Port", "   port: Port", 0, ALIKE),
    (SHORT, "  port: Port", " port: Port", 0, FITS),
    (SHORT, "issues:\n", " issues:\n", 0, ALIKE),
    (STARTER, "  rent:\n    name", "rent:\n    name", 0, LEFT),
    (STARTER, "  rent:\n    name", "    rent:\n    name", 0, ALIKE),
    (STARTER, "      1400: {name", "    1400: {name", 0, "indent this line as far as line"),
    (STARTER, "  landlord: {name: Landlord}", "landlord: {name: Landlord}", 0, LEFT),
    (STARTER, "  landlord: {name: Landlord}", "    landlord: {name: Landlord}", 0, ALIKE),
    (
        STARTER,
        "    status: refused\n    claims: [c1]",
        "   status: refused\n    claims: [c1]",
        0,
        FITS,
    ),
    (
        STARTER,
        "    status: refused\n    claims: [c1]",
        "      status: refused\n    claims: [c1]",
        0,
        ALIKE,
    ),
    (
        STARTER,
        "    status: refused\n    claims: [c1]",
        "  status: refused\n    claims: [c1]",
        0,
        "'status' has to be indented further",
    ),
    # indents that give another meaning
    (SHORT, "  sundays:\n", "    sundays:\n", 0, "let it stand as far left as 'wage'"),
    (SHORT, "  sundays:\n", "sundays:\n", 0, "if it belongs to 'issues', indent it"),
    (
        SHORT,
        "  port:\n    scores",
        "port:\n    scores",
        0,
        "if it belongs to 'preferences', indent",
    ),
    (
        SHORT,
        "  port:\n    scores",
        "    port:\n    scores",
        0,
        "let it stand as far left as 'union'",
    ),
    (SHORT, "    no_deal: 40", "  no_deal: 40", 0, "indent it further if it belongs to 'union'"),
    (SHORT, "claims: {}\nissues:\n", "claims:\n  issues:\n", 1, f"let it stand {LEFT}"),
    (STARTER, "    options:\n      1400", "  options:\n      1400", 0, "if it belongs to 'rent'"),
    (STARTER, "  years:\n    name", "    years:\n    name", 0, "as far left as 'rent'"),
    (STARTER, "  landlord:\n    weights", "    landlord:\n    weights", 0, "left as 'tenant'"),
    (STARTER, "  landlords_demand:\n", "    landlords_demand:\n", 0, "left as 'tenants_offer'"),
    (STARTER, "  landlords_demand:\n", "landlords_demand:\n", 0, "if it belongs to 'packages'"),
    (STARTER, "    no_deal: {premium", "  no_deal: {premium", 0, "if it belongs to 'tenant'"),
]


@pytest.mark.parametrize(
    ("text", "old", "new", "below", "wanted"), SLIPS, ids=[repr(slip[2]) for slip in SLIPS]
)
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["unix", "windows"])
def test_one_slip_is_one_fault_on_its_line(
    text: str, old: str, new: str, below: int, wanted: str, end: str
) -> None:
    """Nothing that only follows from the slip is listed."""
    assert text.count(old) == 1
    line = 1 + text[: text.index(old)].count("\n") + below
    with pytest.raises(CaseFaults) as caught:
        from_text(text.replace(old, new).replace("\n", end), source="case.yaml", name="case")
    found = [str(fault) for fault in caught.value.faults]
    assert len(found) == 1, found
    assert found[0].startswith(f"line {line}: "), found
    assert wanted in found[0], found


def test_texts_that_only_look_like_slips_are_read() -> None:
    """Brackets after a word in a text, a range and scores without spaces, ids that are numbers."""
    text = SHORT.replace("port: Port", "port: Port [of the city]")
    text = text.replace("[3, 4, 5]", "[3,4,5]").replace("1: 0, 2: 60, 3: 100", "1: 0,2: 60,3: 100")
    text = text.replace("{1: 1 %, 2: 2 %, 3: 3 %}", "{1,2,3}").replace(
        "Dockers}", "'Dockers'' union'}"
    )
    case = from_text(text, source="case.yaml", name="case")
    assert [party.name for party in case.parties] == ["Dockers' union", "Port [of the city]"]
    assert [option.id for option in case.issue("wage").options] == ["1", "2", "3"]


def test_a_slip_hides_no_other_fault() -> None:
    """What has nothing to do with the slip is still found in the same pass."""
    text = SHORT.replace("  sundays:\n", "sundays:\n").replace("now: 1\n", "now: 7\n")
    text = text.replace("2: 60, 3: 0}", "2: sixty, 3: 0}")
    with pytest.raises(CaseFaults) as caught:
        from_text(text, source="case.yaml", name="case")
    assert [fault.line for fault in caught.value.faults] == [9, 11, 24]


@pytest.mark.parametrize(
    "name", ["accept", "exchange", "states", "rules", "sources", "verification"]
)
def test_an_issue_may_be_called_like_a_part_of_the_case(name: str) -> None:
    """It hides no fault of its own, of its neighbours or of what follows."""
    text = SHORT.replace("sundays", name)
    assert name in {issue.id for issue in from_text(text, source="case.yaml", name="case").issues}
    for old, new, wanted in (
        ("    by: union\n", "    byy: union\n", f"'issues.{name}' has no key 'byy'"),
        ("    by: port\n", "    byy: port\n", "'issues.wage' has no key 'byy'"),
    ):
        with pytest.raises(CaseFaults) as caught:
            from_text(text.replace(old, new), source="case.yaml", name="case")
        (fault,) = caught.value.faults
        assert wanted in fault.message
    later = text.replace("preferences:\n", "  nights: {byy: port, options: [a, b]}\npreferences:\n")
    with pytest.raises(CaseFaults) as caught:
        from_text(later, source="case.yaml", name="case")
    assert "'issues.nights' has no key 'byy'" in str(caught.value.faults[0])


def test_an_indented_part_hides_no_fault_of_its_neighbours() -> None:
    """The part is named, and so is what is wrong beside it."""
    text = SHORT.replace(
        "preferences:\n  union:",
        "  verification: {by: union, issues: {wage: {detected: 1}}}\n"
        "  nights: {byy: port, options: [a, b]}\npreferences:\n  union:",
    )
    with pytest.raises(CaseFaults) as caught:
        from_text(text, source="case.yaml", name="case")
    said = "\n".join(map(str, caught.value.faults))
    assert len(caught.value.faults) == 2, said
    assert "'verification' is indented, so it counts as one of 'issues'" in said
    assert "'issues.nights' has no key 'byy'" in said
