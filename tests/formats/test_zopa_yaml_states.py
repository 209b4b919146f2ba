"""States and orders of states in a case file: what is read, and every fault with its line."""

from __future__ import annotations

import pytest

from zopa.errors import CaseFaults
from zopa.formats._zopa_read import from_text
from zopa.model import Forbidden, Merged, OneWay, Pattern, Priorities, Ranking

GOOD = """\
zopa: 1
parties: {us: U, dprk: D, rok: R}
issues:
  relief: {by: us, now: none, options: [none, partial, full]}
  closed: {by: dprk, now: no, options: [no, yes]}
  order: {term: true, options: [first, last]}
packages:
  offer: {relief: full, closed: yes, order: first}
states:
  once: {closed: [no, yes]}
  forbidden:
    - {by: us, from: {relief: full}, to: {relief: {not: full}}, reason: A law.}
  merge:
    peace: {name: Peace, states: {relief: full, closed: yes}}
  names:
    today: {relief: none, closed: no}
preferences:
  us:
    priorities:
      - closed
      - relief in (none, partial)
      - if closed then relief != none
  dprk:
    ranking:
      - peace
      - [today, {relief: partial, closed: no}]
"""


def faults(old: str, new: str) -> list[str]:
    """Return the faults of the good text after one change, each with its line."""
    assert GOOD.count(old) == 1, old
    with pytest.raises(CaseFaults) as caught:
        from_text(GOOD.replace(old, new), source="case.yaml", name="case")
    return [str(fault) for fault in caught.value.faults]


def test_states_are_read_as_they_stand() -> None:
    """Names may be written with or without quotes; ``not`` becomes the other options."""
    case = from_text(GOOD, source="case.yaml", name="case")
    assert case.states.one_way == (OneWay(issue="closed", order=("no", "yes")),)
    assert case.states.forbidden == (
        Forbidden(
            by="us",
            origin=Pattern(allowed={"relief": ("full",)}),
            target=Pattern(allowed={"relief": ("none", "partial")}),
            reason="A law.",
        ),
    )
    pattern = Pattern(allowed={"relief": ("full",), "closed": ("yes",)})
    assert case.states.merged == (Merged(id="peace", name="Peace", pattern=pattern),)
    assert case.states.named == {"today": {"relief": "none", "closed": "no"}}


def test_orders_are_no_cardinal_preferences() -> None:
    """Rankings and priorities stand under ``orders``, in the order of the parties."""
    case = from_text(GOOD, source="case.yaml", name="case")
    assert dict(case.preferences) == {}
    assert list(case.orders) == ["us", "dprk"]
    us, dprk = case.orders.values()
    assert isinstance(us, Priorities)
    assert [statement.text for statement in us.statements][:1] == ["closed"]
    assert dprk == Ranking(
        party="dprk",
        tiers=(("peace",), ("today", (("relief", "partial"), ("closed", "no")))),
    )


@pytest.mark.parametrize(
    ("written", "order"),
    [
        ("closed", ("no", "yes")),
        ("[closed]", ("no", "yes")),
        ("{closed: }", ("no", "yes")),
        ("{closed: [yes, no]}", ("yes", "no")),
    ],
)
def test_one_way_issues_have_short_forms(written: str, order: tuple[str, ...]) -> None:
    """Without an order of their own, options follow each other as the file lists them."""
    text = GOOD.replace("{closed: [no, yes]}", written)
    case = from_text(text, source="case.yaml", name="case")
    assert case.states.one_way == (OneWay(issue="closed", order=order),)


FAULTS = [
    # once
    (
        "once: {closed: [no, yes]}",
        "once: {closd: [no, yes]}",
        "line 10: 'once' names the issue 'closd', which the case does not have; did you mean 'closed'?",
    ),
    (
        "once: {closed: [no, yes]}",
        "once: {closed: [no, yess]}",
        "line 10: 'once' names option 'yess', which issue 'closed' does not have; did you mean 'yes'?",
    ),
    (
        "once: {closed: [no, yes]}",
        "once: {closed: yes}",
        "line 10: 'once' leaves out option 'no' of issue 'closed'; name all its options, each once, in the only order possible",
    ),
    (
        "once: {closed: [no, yes]}",
        "once: {closed: [no, yes, no]}",
        "line 10: 'once' names option 'no' of issue 'closed' twice; name all its options, each once, in the only order possible",
    ),
    (
        "once: {closed: [no, yes]}",
        "once: order",
        "line 10: 'once' names the term 'order', which nobody moves; leave it out",
    ),
    ("once: {", "onse: {", "line 10: 'states' has no key 'onse'; did you mean 'once'?"),
    # forbidden
    (
        "by: us, from",
        "by: uss, from",
        "line 12: a forbidden move names the party 'uss', which the case does not have; did you mean 'us'?",
    ),
    (
        "from: {relief: full}",
        "from: {releif: full}",
        "line 12: a forbidden move names the issue 'releif', which the case does not have; did you mean 'relief'?",
    ),
    (
        "from: {relief: full}",
        "from: {relief: ful}",
        "line 12: a forbidden move names option 'ful', which issue 'relief' does not have; did you mean 'full'?",
    ),
    (
        "{not: full}",
        "{not: ful}",
        "line 12: a forbidden move names option 'ful', which issue 'relief' does not have; did you mean 'full'?",
    ),
    (
        "{not: full}",
        "{not: [none, partial, full]}",
        "line 12: a forbidden move excludes every option of issue 'relief'",
    ),
    (
        "{not: full}",
        "[]",
        "line 12: a forbidden move names no option of issue 'relief'; name one",
    ),
    (
        "from: {relief: full}, to: {relief: {not: full}}, ",
        "",
        "line 12: a forbidden move has neither 'from' nor 'to'; say which move it is",
    ),
    (
        "to: {relief: {not: full}}",
        "to: {order: last}",
        "line 12: a forbidden move names the term 'order', which nobody moves; leave it out",
    ),
    # merge
    (
        "{name: Peace, states: {relief: full, closed: yes}}",
        "{name: Peace}",
        "line 14: 'states.merge.peace' lacks 'states'; add it: issue: option, or options, that they share",
    ),
    (
        "states: {relief: full, closed: yes}",
        "states: {}",
        "line 14: merged state 'peace' does not say which states it merges; add 'states: {issue: option}'",
    ),
    (
        "states: {relief: full, closed: yes}",
        "states: {relief: all}",
        "line 14: merged state 'peace' names option 'all', which issue 'relief' does not have; known are 'none', 'partial', 'full'",
    ),
    (
        "states: {relief: full, closed: yes}",
        "states: {order: first}",
        "line 14: merged state 'peace' names the term 'order', which nobody moves; leave it out",
    ),
    (
        "closed: yes}}\n  names",
        "closed: yes}, counts_as: {relief: full}}\n  names",
        "line 14: 'counts_as' of merged state 'peace' says nothing of issue 'closed'; give it an option",
    ),
    (
        "closed: yes}}\n  names",
        "closed: yes}, counts_as: {relief: none, closed: yes}}\n  names",
        "line 14: merged state 'peace' counts as a state that it does not merge: there issue 'relief' is 'none'; choose one of its own states",
    ),
    (
        "  names:\n",
        "    war: {states: {closed: yes}}\n  names:\n",
        "line 15: merged states 'peace' and 'war' have states in common; change one of their patterns",
    ),
    # names
    (
        "today: {relief: none, closed: no}",
        "today: {relief: none}",
        "line 16: state 'today' says nothing of issue 'closed'; give it an option",
    ),
    (
        "today: {relief: none, closed: no}",
        "today: {relief: none, closed: no, order: last}",
        "line 16: state 'today' names the term 'order', which nobody moves; leave it out",
    ),
    (
        "  names:\n",
        "  names:\n    peace: {relief: none, closed: no}\n",
        "line 16: the name 'peace' stands for a merged state and for a state; rename one, because a ranking may name either",
    ),
    (
        "  names:\n",
        "  names:\n    offer: {relief: none, closed: no}\n",
        "line 16: the name 'offer' stands for a package and for a state; rename one, because a ranking may name either",
    ),
    (
        "    peace: {name",
        "    offer: {states: {relief: none}}\n    peace: {name",
        "line 14: the name 'offer' stands for a package and for a merged state; rename one, because a ranking may name either",
    ),
    # rankings
    (
        "      - peace\n",
        "      - peece\n",
        "line 25: the ranking of party 'dprk' names the state 'peece', which the case does not have; did you mean 'peace'?",
    ),
    (
        "      - peace\n",
        "      - today\n",
        "line 26: the ranking of party 'dprk' names the state 'today' twice; keep one",
    ),
    (
        "{relief: partial, closed: no}",
        "{relief: partial}",
        "line 26: the ranking of party 'dprk' says nothing of issue 'closed' in {relief: partial}; give it an option",
    ),
    (
        "{relief: partial, closed: no}",
        "{relief: partal, closed: no}",
        "line 26: the ranking of party 'dprk' names option 'partal', which issue 'relief' does not have; did you mean 'partial'?",
    ),
    (
        "{relief: partial, closed: no}",
        "{relief: partial, closed: no, ordre: x}",
        "line 26: the ranking of party 'dprk' names issue 'ordre', which the case does not have; did you mean 'order'?",
    ),
    (
        "{relief: partial, closed: no}",
        "{relief: partial, closed: no, order: last}",
        "line 26: the ranking of party 'dprk' names the term 'order', which is part of a deal and of no state; leave it out",
    ),
    (
        "[today, {relief: partial, closed: no}]",
        "[today, []]",
        "line 26: 'preferences.dprk.ranking.1' must be a state, as a name or {issue: option}; found a list in a list",
    ),
    (
        "[today, {relief: partial, closed: no}]",
        "[]",
        "line 26: 'preferences.dprk.ranking.1' must be a state, or a list of states of the same rank; found an empty list",
    ),
    (
        "[today, {relief: partial, closed: no}]",
        "{}",
        "line 26: 'preferences.dprk.ranking.1' must be a state, as a name or {issue: option}; found an empty mapping",
    ),
    (
        "ranking:\n      - peace\n      - [today, {relief: partial, closed: no}]\n",
        "ranking: peace\n",
        "line 24: 'preferences.dprk.ranking' must be a list, found 'peace'",
    ),
    (
        "ranking:\n      - peace\n      - [today, {relief: partial, closed: no}]\n",
        "ranking: []\n",
        "line 24: the ranking of party 'dprk' names no state; name all, the best first",
    ),
    (
        "    ranking:\n",
        "    no_deal: 5\n    ranking:\n",
        "line 23: 'preferences.dprk' has both 'ranking' and 'no_deal'; a party that ranks states has no scores and no value for no deal",
    ),
    (
        "    ranking:\n",
        "    priorities: closed\n    ranking:\n",
        "line 23: 'preferences.dprk' has both 'ranking' and 'priorities'; a party that ranks states has no scores and no value for no deal",
    ),
    (
        "  dprk:\n",
        "  north:\n",
        "line 23: preferences names the party 'north', which the case does not have; known are 'us', 'dprk', 'rok'",
    ),
    # priorities
    (
        "    priorities:\n",
        "    scores: {relief: {none: 1, partial: 0, full: 0}}\n    priorities:\n",
        "line 18: 'preferences.us' has both 'priorities' and 'scores'; a party with priorities has no scores and no value for no deal",
    ),
    (
        "relief in (none, partial)",
        "relief in (none, part)",
        "line 21: statement 2 of party 'us' names option 'part', which issue 'relief' does not have; did you mean 'partial'?",
    ),
    (
        "      - closed\n",
        "      - order = last\n",
        "line 20: statement 1 of party 'us' names the term 'order', which is part of a deal and of no state; leave it out",
    ),
    (
        "      - closed\n",
        "      - !closed\n",
        "line 20: a case has no YAML tags; leave out '!closed', or put a text that starts with '!' in quotes",
    ),
    (
        "      - closed\n",
        "      - {closed: yes}\n",
        "line 20: 'preferences.us.priorities.0' must be text, found a mapping; put the text in quotes",
    ),
]


@pytest.mark.parametrize(("old", "new", "wanted"), FAULTS, ids=[fault[2] for fault in FAULTS])
def test_a_fault_of_states_or_orders_is_named_with_its_line(
    old: str, new: str, wanted: str
) -> None:
    """One change makes one fault, in these words."""
    found = faults(old, new)
    assert wanted in found
    assert found == [wanted]


def test_a_list_in_one_line_takes_no_statement_with_a_comma() -> None:
    """The comma ends the statement there, and the message says what to do."""
    text = GOOD[: GOOD.index("    priorities")] + "    priorities: [relief in (none, full)]\n"
    with pytest.raises(CaseFaults) as caught:
        from_text(text, source="case.yaml", name="case")
    assert str(caught.value.faults[0]) == (
        "line 19: statement 1 of party 'us' has a '(' that is never closed; in a list between "
        "[ ] a statement with a comma goes in quotes"
    )


def test_a_party_may_not_have_an_empty_list_of_statements() -> None:
    """Somebody who does not care about anything has to say nothing at all."""
    text = GOOD[: GOOD.index("    priorities")] + "    priorities: []\n"
    with pytest.raises(CaseFaults, match="line 19: party 'us' has no statements; give one"):
        from_text(text, source="case.yaml", name="case")


def test_merged_states_may_touch_where_a_rule_leaves_nothing_in_common() -> None:
    """Patterns count as overlapping only where some state may match both."""
    merge = "    war: {states: {closed: yes}}\n    deal: {states: {relief: full}}\n"
    text = GOOD.replace("    peace: {name: Peace, states: {relief: full, closed: yes}}\n", merge)
    text = text.replace("      - peace\n", "      - war\n      - deal\n")
    with pytest.raises(CaseFaults, match="'war' and 'deal' have states in common"):
        from_text(text, source="case.yaml", name="case")
    for rule in (
        "{never: {relief: full, closed: yes}}",
        "{if: {closed: yes}, then: {relief: none}}",
    ):
        case = from_text(f"{text}rules: [{rule}]\n", source="case.yaml", name="case")
        assert [merged.id for merged in case.states.merged] == ["war", "deal"]
    text += "rules: [{if: {closed: yes}, then: {relief: [none, full]}}]\n"
    with pytest.raises(CaseFaults, match="have states in common"):
        from_text(text, source="case.yaml", name="case")


def test_a_wrong_indent_below_states_is_one_fault() -> None:
    """A part that is indented below another is named, and nothing else."""
    assert faults("preferences:\n", "  verification: {}\npreferences:\n") == [
        "line 17: 'verification' is indented, so it counts as one of 'states'; let it stand at the very left"
    ]
    text = GOOD[: GOOD.index("states:\n")] + "states:\nnames: {today: {relief: none, closed: no}}\n"
    with pytest.raises(CaseFaults) as caught:
        from_text(text, source="case.yaml", name="case")
    assert [str(fault) for fault in caught.value.faults] == [
        "line 10: the case has no key 'names'; if it belongs to 'states', indent it and all that is below it"
    ]
