"""Exchange, checks, ratifiers and coalitions in a case file: what is read, and every fault."""

from __future__ import annotations

import pytest

from zopa.errors import CaseFaults
from zopa.formats._zopa_read import from_text
from zopa.model import Check, CoalitionValues, Order, Ratifier, Stakes, StepTerms

GOOD = """\
zopa: 1
parties: {us: U, dprk: D, rok: R, hawks: H, doves: V}
claims: {c1: {source: s, quote: first}}
sources: {s: Gazette}
issues:
  relief: {by: us, now: none, options: [none, partial, full]}
  closed: {by: dprk, now: no, options: [no, yes]}
  order: {term: true, options: [first, last]}
packages:
  offer: {relief: full, closed: yes, order: first}
preferences:
  us: {scores: {relief: {none: 2, partial: 1, full: 0}}, no_deal: 1}
  dprk: {scores: {relief: {none: 0, partial: 1, full: 2}}, no_deal: 1}
  hawks: {scores: {relief: {none: 2, partial: 0, full: 0}}, no_deal: 1}
  doves: {scores: {relief: {none: 0, partial: 1, full: 2}}, no_deal: 1}
accept: {at_least: 2, including: [us]}
exchange:
  to: offer
  parties:
    us: {stake: 2, relationship: -1, discount: 0.9}
  issues:
    relief: {reversible: 0.9, detected: 0.5, delay: 1, needs: closed, shift: {us: -3}}
    closed: {reversible: {value: 0.5}}
  orders:
    asked: {name: Asked for, by: dprk, claims: c1, rounds: [[relief: partial], [closed, relief]]}
verification:
  by: us
  visits: 2
  issues: {closed: {detected: 0.9, items: 100, falsified: 5}}
ratifiers:
  us:
    senate: {name: Senate, needs: 2, of: [hawks, doves], veto: [doves]}
    house: {needs: 3, of: {hawks: 2, doves: 1}}
coalitions:
  - {of: [dprk, us], worth: 30}
  - {of: rok, worth: 1}
"""


def test_what_is_read() -> None:
    """Every part arrives where the model has it; votes without a number count one."""
    case = from_text(GOOD, source="case.yaml", name="case")
    exchange, checks = case.exchange, case.verification
    assert exchange is not None
    assert checks is not None
    assert exchange.to == "offer"
    assert exchange.parties == {"us": Stakes(stake=2, relationship=-1, discount=0.9)}
    assert exchange.issues == {
        "relief": StepTerms(
            reversible_value=0.9,
            reversible_cost=0.9,
            detected=0.5,
            delay=1,
            needs=("closed",),
            shift={"us": -3},
        ),
        "closed": StepTerms(reversible_value=0.5),
    }
    assert exchange.orders["asked"] == Order(
        id="asked",
        name="Asked for",
        by=("dprk",),
        claims=("c1",),
        rounds=((("relief", "partial"),), (("closed", None), ("relief", None))),
    )
    assert (checks.by, checks.visits, checks.miss) == ("us", 2, 0.05)
    assert checks.checks == {"closed": Check(detected=0.9, items=100, falsified=5)}
    assert case.ratifiers["us"] == (
        Ratifier(
            id="senate",
            name="Senate",
            needs=2,
            votes={"hawks": 1, "doves": 1},
            vetoes=("doves",),
        ),
        Ratifier(id="house", name="house", needs=3, votes={"hawks": 2, "doves": 1}),
    )
    assert case.coalitions == CoalitionValues(values={("us", "dprk"): 30, ("rok",): 1})


def test_who_votes_at_home_has_no_seat_at_the_table() -> None:
    """Members of ratifiers do not count for acceptance; all others with scores do."""
    case = from_text(GOOD, source="case.yaml", name="case")
    assert list(case.preferences) == ["us", "dprk"]
    assert list(case.constituents) == ["hawks", "doves"]
    text = GOOD.replace("[hawks, doves], veto", "[hawks, doves, us], veto")
    again = from_text(text, source="case.yaml", name="case")
    assert list(again.preferences) == ["us", "dprk"]


SENATE = "needs: 2, of: [hawks, doves], veto: [doves]"
ROUNDS = "rounds: [[relief: partial], [closed, relief]]"
FAULTS = [
    # exchange
    (
        "to: offer",
        "to: ofer",
        "line 18: 'exchange' names the package 'ofer', which the case does not have; did you mean 'offer'?",
    ),
    (
        "us: {stake",
        "uk: {stake",
        "line 20: 'exchange' names the party 'uk', which the case does not have; known are 'us', 'dprk', 'rok', 'hawks', 'doves'",
    ),
    ("stake: 2", "stake: -2", "line 20: the stake of party 'us' is -2; it must be 0 or more"),
    (
        "stake: 2",
        "steak: 2",
        "line 20: 'exchange.parties.us' has no key 'steak'; did you mean 'stake'?",
    ),
    (
        "relationship: -1",
        "relationship: much",
        "line 20: 'exchange.parties.us.relationship' must be a number, found 'much'",
    ),
    (
        "discount: 0.9",
        "discount: 0",
        "line 20: the discount of party 'us' is 0; it must be above 0 and at most 1",
    ),
    (
        "discount: 0.9",
        "discount: 1.5",
        "line 20: the discount of party 'us' is 1.5; it must be above 0 and at most 1",
    ),
    (
        "    closed: {reversible",
        "    order: {reversible",
        "line 23: 'exchange' names the term 'order', which nobody moves; leave it out",
    ),
    (
        "    closed: {reversible",
        "    close: {reversible",
        "line 23: 'exchange' names the issue 'close', which the case does not have; did you mean 'closed'?",
    ),
    (
        "reversible: 0.9",
        "reversible: 90",
        "line 22: the reversible share of the step 'relief' is 90; it must be from 0 to 1; did you mean 0.9?",
    ),
    (
        "{value: 0.5}",
        "{value: -0.5}",
        "line 23: the reversible share of the value of the step 'closed' is -0.5; it must be from 0 to 1",
    ),
    (
        "{value: 0.5}",
        "{cost: -0.5}",
        "line 23: the reversible share of the cost of the step 'closed' is -0.5; it must be from 0 to 1",
    ),
    (
        "{value: 0.5}",
        "{valeu: 0.5}",
        "line 23: 'exchange.issues.closed.reversible' has no key 'valeu'; did you mean 'value'?",
    ),
    (
        "{value: 0.5}",
        "50 %",
        "line 23: 'exchange.issues.closed.reversible' must be a number, found '50 %'; leave out the sign '%'",
    ),
    (
        "detected: 0.5",
        "detected: 0",
        "line 22: the chance of detection of the step 'relief' is 0; it must be above 0 and at most 1",
    ),
    (
        "delay: 1",
        "delay: -1",
        "line 22: the delay of the step 'relief' is -1; it must be a whole number of rounds, 0 or more",
    ),
    (
        "delay: 1",
        "delay: 1.5",
        "line 22: 'exchange.issues.relief.delay' must be a whole number, found 1.5",
    ),
    ("needs: closed", "needs: relief", "line 22: the step 'relief' needs itself; leave that out"),
    (
        "needs: closed",
        "needs: [order]",
        "line 22: 'needs' of the step 'relief' names the term 'order', which nobody moves; leave it out",
    ),
    (
        "needs: closed",
        "needs: [closd]",
        "line 22: 'needs' of the step 'relief' names the issue 'closd', which the case does not have; did you mean 'closed'?",
    ),
    (
        "{reversible: {value: 0.5}}",
        "{needs: relief}",
        "line 22: steps need each other in a circle: 'relief' needs 'closed' needs 'relief'; take one 'needs' away",
    ),
    (
        "shift: {us",
        "shift: {uss",
        "line 22: 'shift' of the step 'relief' names the party 'uss', which the case does not have; did you mean 'us'?",
    ),
    (
        "by: dprk, claims: c1",
        "by: dprc, claims: c1",
        "line 25: order 'asked' names the party 'dprc', which the case does not have; did you mean 'dprk'?",
    ),
    (
        "by: dprk, claims: c1",
        "by: dprk, claims: c9",
        "line 25: 'claims' names the claim 'c9', which the case does not have; known are 'c1'",
    ),
    (ROUNDS, "rounds: []", "line 25: order 'asked' has no rounds; name the issues in their order"),
    (
        ROUNDS,
        "round: [relief]",
        "line 25: 'exchange.orders.asked' lacks 'rounds'; add it: one round after another: an issue, a list of issues that move together, or {issue: option} to go only that far",
    ),
    (
        ROUNDS,
        "rounds: [relief, [], closed]",
        "line 25: round 2 of order 'asked' is empty; leave it out",
    ),
    (
        ROUNDS,
        "rounds: [relief, [closed, relief]]",
        "line 25: order 'asked' moves issue 'relief' all the way twice; keep one",
    ),
    (
        ROUNDS,
        "rounds: [{relief: partial}, {relief: partial}]",
        "line 25: order 'asked' moves issue 'relief' to 'partial' twice; keep one",
    ),
    (
        ROUNDS,
        "rounds: [{relief: part}]",
        "line 25: order 'asked' names option 'part', which issue 'relief' does not have; did you mean 'partial'?",
    ),
    (
        ROUNDS,
        "rounds: [releif]",
        "line 25: order 'asked' names the issue 'releif', which the case does not have; did you mean 'relief'?",
    ),
    (
        ROUNDS,
        "rounds: [order]",
        "line 25: order 'asked' names the term 'order', which nobody moves; leave it out",
    ),
    (
        ROUNDS,
        "rounds: [[[relief]]]",
        "line 25: 'exchange.orders.asked.rounds.0' must be an issue or {issue: option}, found a list in a list",
    ),
    # verification; its numbers are checked in tests/model
    ("visits: 2", "visit: 2", "line 28: 'verification' has no key 'visit'; did you mean 'visits'?"),
    (
        "detected: 0.9, items",
        "detectd: 0.9, items",
        "line 29: 'verification.issues.closed' has no key 'detectd'; did you mean 'detected'?",
    ),
    (
        "falsified: 5",
        "falsified: few",
        "line 29: 'verification.issues.closed.falsified' must be a whole number, found 'few'",
    ),
    # ratifiers
    (
        "  us:\n    senate",
        "  uk:\n    senate",
        "line 31: 'ratifiers' names the party 'uk', which the case does not have; known are 'us', 'dprk', 'rok', 'hawks', 'doves'",
    ),
    (
        "  us:\n    senate",
        "  rok:\n    senate",
        "line 31: party 'rok' has ratifiers but no scores, so it has no seat at the table; give it scores",
    ),
    (
        "coalitions:\n",
        "  dprk: {}\ncoalitions:\n",
        "line 34: 'ratifiers' names nobody for party 'dprk'; name a body or leave it out",
    ),
    (
        SENATE,
        "of: [hawks, doves]",
        "line 32: 'ratifiers.us.senate' lacks 'needs'; add it: votes that approve, at least",
    ),
    (
        SENATE,
        "needs: 3, of: [hawks, doves]",
        "line 32: ratifier 'senate' needs 3 votes, but its members have 2 together; ask for fewer",
    ),
    (
        SENATE,
        "needs: 0, of: [hawks, doves]",
        "line 32: ratifier 'senate' needs 0 votes, so it approves anything; ask for more than 0",
    ),
    (
        SENATE,
        "needs: 1, of: []",
        "line 32: ratifier 'senate' has no members; name them after 'of'",
    ),
    (
        SENATE,
        "needs: 1, of: {hawks: 2, doves: 0}",
        "line 32: member 'doves' of ratifier 'senate' has 0 votes; it must be more than 0",
    ),
    (
        SENATE,
        "needs: 1, of: [hawks, rok]",
        "line 32: member 'rok' of ratifier 'senate' has no preferences; give it scores, by which it votes",
    ),
    (
        SENATE,
        "needs: 1, of: [hawks, dove]",
        "line 32: ratifier 'senate' names the party 'dove', which the case does not have; did you mean 'doves'?",
    ),
    (
        SENATE,
        "needs: 1, of: hawks, veto: doves",
        "line 32: 'veto' of ratifier 'senate' names the member 'doves', which the case does not have; known are 'hawks'",
    ),
    (
        "doves: {scores: {relief: {none: 0, partial: 1, full: 2}}, no_deal: 1}",
        "doves: {priorities: closed}",
        "line 32: member 'doves' of ratifier 'senate' ranks states; give it scores, by which it votes",
    ),
    (
        "including: [us]",
        "including: [hawks]",
        "line 16: accept names 'hawks', which votes on a deal at home and has no seat at the table; leave it out",
    ),
    (
        "hawks: {scores: {relief: {none: 2,",
        "hawks: {scores: {relief: {no: 2,",
        "line 14: party 'hawks' scores option 'no', which issue 'relief' does not have; did you mean 'none'?",
    ),
    # coalitions
    (
        "of: rok",
        "of: [us, dprk]",
        "line 36: the coalition of 'us', 'dprk' is named twice; keep one",
    ),
    ("of: rok", "of: []", "line 36: a coalition has no parties; name them after 'of'"),
    ("of: rok", "of: [rok, rok]", "line 36: the coalition of 'rok', 'rok' names a party twice"),
    (
        "of: rok",
        "of: rock",
        "line 36: a coalition names the party 'rock', which the case does not have; did you mean 'rok'?",
    ),
    (
        "worth: 1}",
        "worth: .nan}",
        "line 36: 'coalitions.1.worth' must be a finite number, found .nan",
    ),
    ("of: rok, ", "", "line 36: 'coalitions.1' lacks 'of'; add it: the parties"),
]


@pytest.mark.parametrize(("old", "new", "wanted"), FAULTS, ids=[fault[2] for fault in FAULTS])
def test_a_fault_of_steps_or_groups_is_named_with_its_line(old: str, new: str, wanted: str) -> None:
    """One change makes the fault, in these words."""
    assert GOOD.count(old) == 1, old
    with pytest.raises(CaseFaults) as caught:
        from_text(GOOD.replace(old, new), source="case.yaml", name="case")
    found = [str(fault) for fault in caught.value.faults]
    assert wanted in found


def test_a_list_of_coalitions_keeps_its_lines_when_one_is_damaged() -> None:
    """The second fault has the line of the file, although the first item was set aside."""
    text = GOOD.replace("worth: 30", "worth: many").replace("of: rok", "of: rock")
    with pytest.raises(CaseFaults) as caught:
        from_text(text, source="case.yaml", name="case")
    assert [fault.line for fault in caught.value.faults] == [35, 36]


def test_parts_below_exchange_at_the_left_are_told_to_be_indented() -> None:
    """``orders`` is no part of a case, but one of an exchange."""
    text = GOOD[: GOOD.index("exchange:")] + "exchange:\norders: {a: {rounds: [relief]}}\n"
    with pytest.raises(CaseFaults) as caught:
        from_text(text, source="case.yaml", name="case")
    assert [str(fault) for fault in caught.value.faults] == [
        "line 18: the case has no key 'orders'; if it belongs to 'exchange', indent it and all that is below it"
    ]
