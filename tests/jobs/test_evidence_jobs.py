"""The jobs on a ledger as a program calls them."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from ferry import CASE, REPORT, SIGNED, with_report
from zopa.errors import FormatError, QuestionError, SourceError, ZopaError
from zopa.evidence import read_ledger, write_ledger
from zopa.evidence.people._rules import JUDGED
from zopa.jobs.check import check
from zopa.jobs.evidence.add import About, add
from zopa.jobs.evidence.align import align
from zopa.jobs.evidence.decide import accept, edit, reject, relate
from zopa.jobs.evidence.decide import as_json as decided_json
from zopa.jobs.evidence.explain import explain, said
from zopa.jobs.evidence.ledger import (
    DECLARED,
    NO_NAME,
    NO_TIME,
    NOBODY,
    UNMEASURED,
    Wanted,
    ledger,
)
from zopa.jobs.evidence.link import ClaimSays, link
from zopa.jobs.evidence.mark import mark
from zopa.jobs.evidence.show import AROUND, show
from zopa.model.ledger import Detail

MORE = """\
More of the ferry

"We are tired," Anna Strand, who steers the old ferry, said.

"It has been a long year," Anna Strand said.

"Ask again," a passenger said.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return with_report(tmp_path)


def only(folder: Path) -> str:
    """Return the id of the only statement."""
    found = read_ledger(folder)
    assert found is not None
    [name] = found.statements
    return name


def test_reports_in_one_go_share_what_is_known_of_all(folder: Path) -> None:
    """Publisher and day; a title, address or id is that of one report."""
    files = [folder / name for name in ("x.txt", "y.txt")]
    files[0].write_text(REPORT.replace("We", "They"))
    files[1].write_text(REPORT.replace("We", "You"))
    for about in (About(title="T"), About(url="U"), About(id="I")):
        with pytest.raises(ZopaError, match="that of one report, and 2 are given; add it alone"):
            add(files, folder, about=about)
    told: list[tuple[str, float]] = []
    result = add(
        files,
        folder,
        about=About(publisher="The Sound", date="5 May 2026"),
        progress=lambda label, share: told.append((label, share)),
    )
    assert {(s.source.publisher, s.source.date) for s in result.sources} == {
        ("The Sound", "2026-05-05")
    }
    assert [label for label, _ in told] == [
        "Reading x.txt",
        "Reading y.txt",
        "Comparing the reports",
    ]
    assert [share for _, share in told] == sorted(share for _, share in told)


def test_without_a_report_there_is_nothing_to_add(folder: Path) -> None:
    with pytest.raises(ZopaError, match="there is no report to add"):
        add([], folder)


def test_letters_go_on_after_z(folder: Path) -> None:
    """As columns of a spreadsheet do; ids of the case are taken too."""
    names = [chr(ord("b") + place) for place in range(25)]
    listed = "".join(f"  {name}: {{title: Some text}}\n" for name in names)
    (folder / "case.yaml").write_text(CASE + "sources:\n" + listed)
    (folder / "new.txt").write_text(REPORT.replace("We", "They"))
    assert [each.source.id for each in add([folder / "new.txt"], folder).sources] == ["aa"]


def test_a_file_of_another_format_has_no_ledger(tmp_path: Path) -> None:
    """It is to be converted first."""
    domain = tmp_path / "domain.gmcr"
    domain.write_text("{}")
    with pytest.raises((QuestionError, FormatError)):
        ledger(domain)


def test_a_long_line_is_shown_around_the_statement_only(folder: Path) -> None:
    """At most so many letters on each side; what is far away stays out."""
    (folder / "long.txt").write_text("Head\n\n" + "So it went. " * 300 + REPORT[19:])
    result = add([folder / "long.txt"], folder)
    [statement] = result.sources[0].statements
    context = show(folder, statement.id).context
    assert context.is_whole
    length = statement.passages[-1].end - statement.passages[0].start
    assert length < len(context.text) <= length + 2 * AROUND


def test_each_flag_is_explained_by_its_rule(folder: Path) -> None:
    """One that this version does not know stands there without."""
    found = read_ledger(folder)
    assert found is not None
    [statement] = found.statements.values()
    flagged = replace(statement, flags=("denied", "split", "shouted"))
    write_ledger(folder, replace(found, statements={statement.id: flagged}))
    reasons = [each for each in explain(folder, statement.id).reasons if each.what == "flag"]
    assert [(each.found, each.rule, bool(each.says)) for each in reasons] == [
        ("denied", "flag.denied", True),
        ("split", "flag.split", True),
        ("shouted", "", False),
    ]


def test_who_turns_a_decision_round_is_told_so(folder: Path) -> None:
    """What was decided before and by whom; nothing where it is said once more."""
    name, bob = only(folder), replace(SIGNED, by="bob")
    before = {name: "ann"}
    assert accept(folder, [name], signed=SIGNED).overruled == {}
    assert accept(folder, [name], signed=bob).overruled == {}
    assert reject(folder, [name], signed=SIGNED).overruled == {name: "bob"}
    assert edit(folder, name, {"kind": "offer"}, signed=bob).overruled == before
    assert reject(folder, [name], signed=SIGNED).overruled == {name: "bob"}
    assert reject(folder, [name], signed=SIGNED).overruled == {}
    result = accept(folder, [name], signed=bob)
    assert (result.overruled, decided_json(result)["overruled"]) == (before, before)
    relate_to = mark(folder, "a", "News of the ferry", signed=SIGNED).statements[0].id
    assert relate(folder, name, relate_to, "distinct", signed=SIGNED).overruled == {}


def test_what_an_analyst_decided_is_explained(folder: Path) -> None:
    """Edits with their fields, links with their claim, relations with the other statement."""
    name = only(folder)
    edit(folder, name, {"kind": "threat", "addressee": "the port"}, signed=SIGNED, note="heard so")
    link(folder, name, "c1", signed=SIGNED, says=ClaimSays(about={"pay": None}))
    marked = mark(folder, "a", "News of the ferry", signed=SIGNED, note="a title")
    relate(folder, name, marked.statements[0].id, "distinct", signed=SIGNED)
    told = [each.found for each in explain(folder, name).reasons if each.what == "decided"]
    assert told == [
        "edit by ann on 2026-05-05; kind: threat; addressee: the port; note: heard so",
        "link by ann on 2026-05-05; claim c1",
        f"distinct with {marked.statements[0].id}".join(["relate by ann on 2026-05-05; ", ""]),
    ]
    [relation] = [each for each in explain(folder, name).reasons if each.what == "relation"]
    assert relation.says == "An analyst said so."


def test_a_rule_of_another_version_is_said_to_be_one(folder: Path) -> None:
    """The name stays, so that it can be looked up."""
    found = read_ledger(folder)
    assert found is not None
    [statement] = found.statements.values()
    other = replace(statement, rule="old.rule")
    write_ledger(folder, replace(found, statements={other.id: other}))
    first = explain(folder, other.id).reasons[0]
    assert (first.rule, first.says) == ("old.rule", said("no.such.rule"))
    assert "does not have" in first.says


def test_groups_without_a_name_come_last(folder: Path) -> None:
    """Nobody named, no time given, no claim yet."""
    accept(folder, [only(folder)], signed=SIGNED)
    edit(folder, only(folder), {"speaker": None}, signed=SIGNED)
    assert [group.title for group in ledger(folder, by="speaker").groups] == [NOBODY]
    assert [group.title for group in ledger(folder, by="time").groups] == [NO_TIME]
    assert ledger(folder, wanted=Wanted(words="GO ON")).groups[0].statements
    assert ledger(folder, wanted=Wanted(words="go off")).groups == ()


def test_a_claim_that_cannot_be_written_is_not_decided(folder: Path) -> None:
    """It says something else already: case and decisions stay as they were."""
    says = ClaimSays(by="crew")
    link(folder, only(folder), "c1", signed=SIGNED, says=says)
    marked = mark(folder, "a", "News of the ferry", signed=SIGNED)
    before, text = read_ledger(folder), (folder / "case.yaml").read_text()
    with pytest.raises(FormatError, match="claim 'c1' has 'by: crew', not 'line'"):
        link(folder, marked.statements[0].id, "c1", signed=SIGNED, says=ClaimSays(by="line"))
    assert read_ledger(folder) == before
    assert (folder / "case.yaml").read_text() == text


def test_words_that_belong_to_no_statement_are_not_guessed(folder: Path) -> None:
    """Nothing is marked where a piece stands nowhere, or before the one it should follow."""
    for words in ("We will ... go off", "go on ... We will", "News ... ferry ... boat"):
        with pytest.raises(ZopaError, match="do not stand in source 'a'"):
            mark(folder, "a", words, signed=SIGNED)
    for path in (folder / "sources").iterdir():
        path.unlink()
    with pytest.raises(SourceError, match="not beside the case"):
        mark(folder, "a", "News", signed=SIGNED)


def test_an_inline_claim_moves_onto_its_statement(folder: Path) -> None:
    """Source and words that the statement tells otherwise go; a check finds no fault."""
    inline = CASE + (
        "sources: {mail: {title: A mail}}\n"
        "claims: {c1: {source: mail, quote: 'We will not go on', about: {pay: four}}}\n"
    )
    for quote, left in (("“we will not go on”", ""), ("will not go", "quote: 'will not go', ")):
        (folder / "case.yaml").write_text(inline.replace("We will not go on", quote))
        name = only(folder)
        link(folder, name, "c1", signed=SIGNED)
        text = (folder / "case.yaml").read_text()
        assert f"c1: {{statement: {name}, {left}about: {{pay: four}}}}" in text
        assert check(folder).faults == ()


@pytest.mark.parametrize(
    ("quote", "says", "error"),
    [
        ("We will go on", ClaimSays(), "claim 'c1' quotes 'We will go on', which statement"),
        (None, ClaimSays(quote="We will go on"), "claim 'c1' quotes words that statement"),
    ],
)
def test_words_that_a_statement_does_not_have_are_not_linked(
    quote: str | None, says: ClaimSays, error: str, folder: Path
) -> None:
    if quote:
        claim = f"sources: {{mail: A mail}}\nclaims: {{c1: {{source: mail, quote: {quote}}}}}\n"
        (folder / "case.yaml").write_text(CASE + claim)
    text = (folder / "case.yaml").read_text()
    with pytest.raises(ZopaError, match=error) as caught:
        link(folder, only(folder), "c1", signed=SIGNED, says=says)
    assert "\n" not in str(caught.value)
    assert (folder / "case.yaml").read_text() == text
    found = read_ledger(folder)
    assert found is not None
    assert found.decisions == ()


def test_what_is_no_report_is_refused_by_name(folder: Path) -> None:
    """Files of a ledger, and addresses."""
    accept(folder, [only(folder)], signed=SIGNED)
    for name in ("ledger.jsonl", "decisions.jsonl"):
        with pytest.raises(SourceError, match="is a ledger of zopa's own, and no report"):
            add([folder / name], folder)
    with pytest.raises(SourceError, match=r"'https://example[.]org/talks[.]html' is"):
        add(["https://example.org/talks.html"], folder)


def test_decisions_without_their_ledger_are_no_empty_ledger(folder: Path) -> None:
    """The reports are added again, and the decision holds."""
    name = only(folder)
    accept(folder, [name], signed=SIGNED)
    (folder / "ledger.jsonl").unlink()
    with pytest.raises(QuestionError, match=r"has no sources, .*; add the reports again with"):
        ledger(folder)
    add([folder / "report.txt"], folder)
    assert ledger(folder).groups[0].statements[0].status == "accepted"


DENIAL = """\
Denials of the ferry

The company denied that it had offered four percent.

"We offer four percent," the company said.

"We will never take four percent," the union said.
"""


@pytest.fixture
def denials(folder: Path) -> tuple[Path, dict[str, str]]:
    """Return a folder, and the statements of a denial and of what was said beside it."""
    (folder / "denial.txt").write_text(DENIAL)
    add([folder / "denial.txt"], folder, about=About(id="d"))
    found = read_ledger(folder)
    assert found is not None
    mine = [each for each in found.statements.values() if each.source == "d"]
    names = {
        "denied" if "denied" in each.flags else str(each.speaker and each.speaker.party): each.id
        for each in mine
    }
    assert set(names) == {"denied", "line", "crew"}
    return folder, names


def test_a_denial_cannot_support_an_option(denials: tuple[Path, dict[str, str]]) -> None:
    """It contradicts it, or is of the issue alone; the refusal changes nothing."""
    folder, names = denials
    with pytest.raises(ZopaError, match=r"flag 'denied'.*'--stance contradicts'"):
        link(folder, names["denied"], signed=SIGNED, says=ClaimSays(about={"pay": "four"}))
    assert (folder / "case.yaml").read_text() == CASE
    against = ClaimSays(about={"pay": "four"}, stance="contradicts")
    link(folder, names["denied"], "c1", signed=SIGNED, says=against)
    link(folder, names["denied"], "c1", signed=SIGNED)
    link(folder, names["denied"], "c2", signed=SIGNED, says=ClaimSays(about={"pay": None}))
    with pytest.raises(ZopaError, match="claim 'c2' supports what it is about; take another"):
        link(folder, names["denied"], "c2", signed=SIGNED, says=against)
    assert check(folder).faults == ()


def test_a_claim_takes_no_statement_of_another_side_or_stance(
    denials: tuple[Path, dict[str, str]],
) -> None:
    """Unless the analyst says that it is so."""
    folder, names = denials
    against = ClaimSays(about={"pay": "four"}, stance="contradicts")
    link(folder, names["denied"], "c1", signed=SIGNED, says=against)
    with pytest.raises(ZopaError, match="contradicts what it is about; give '--stance contrad"):
        link(folder, names["line"], "c1", signed=SIGNED)
    with pytest.raises(ZopaError, match=r"'c1' is said by 'line', and statement .* by 'crew'"):
        link(folder, names["crew"], "c1", signed=SIGNED, says=against)
    both = replace(against, by="line")
    assert not link(folder, names["crew"], "c1", signed=SIGNED, says=both).is_new


def test_words_that_two_statements_have_are_listed_with_what_they_say(
    denials: tuple[Path, dict[str, str]],
) -> None:
    folder, names = denials
    with pytest.raises(ZopaError, match="give more of it, or an id") as caught:
        accept(folder, ["four percent"], signed=SIGNED)
    assert f"'{names['crew']}' (\"We will never take" in str(caught.value)


def test_a_kind_must_be_one_of_those_there_are(folder: Path) -> None:
    with pytest.raises(ZopaError, match=r"no kind is called 'wish'; .*'demand'"):
        link(folder, only(folder), signed=SIGNED, says=ClaimSays(kind="wish"))


def test_a_rejection_is_not_overridden_in_silence(folder: Path) -> None:
    reject(folder, [only(folder)], signed=SIGNED)
    with pytest.raises(ZopaError, match="was rejected by ann; accept it first with 'zopa evidence"):
        link(folder, only(folder), "c1", signed=SIGNED)
    accept(folder, [only(folder)], signed=SIGNED)
    assert link(folder, only(folder), "c1", signed=SIGNED).is_new


def test_a_kind_is_written_only_where_it_is_another(folder: Path) -> None:
    """And the analyst's own word for it is no reason for a warning."""
    kind = read_ledger(folder).statements[only(folder)].kind  # type: ignore[union-attr] # there is one
    link(folder, only(folder), "c1", signed=SIGNED, says=ClaimSays(kind=kind))
    assert "kind" not in (folder / "case.yaml").read_text()
    link(folder, only(folder), "c2", signed=SIGNED, says=ClaimSays(kind="threat"))
    assert "kind: threat" in (folder / "case.yaml").read_text()
    assert not [each for each in check(folder).warnings if "kind" in each.message]


@pytest.mark.parametrize("time", ["yesterday", "2026-13-45", "", "2026-02-30", "26"])
def test_a_time_is_a_day_a_month_or_a_year(time: str, folder: Path) -> None:
    """Everything else is refused, and the forms are named."""
    wanted = r"a day \(2019-02-28\), a month \(2019-02\) or a year"
    with pytest.raises(ZopaError, match=wanted):
        edit(folder, only(folder), {"time": time}, signed=SIGNED)
    with pytest.raises(ZopaError, match=wanted):
        mark(folder, "a", "News of", signed=SIGNED, changes={"time": time})
    for known in ("2026-05-04", "2026-05", "2026", None):
        edit(folder, only(folder), {"time": known}, signed=SIGNED)


def test_a_time_without_a_date_is_not_shown_as_one(folder: Path) -> None:
    """The report says when, but not on which day."""
    found = read_ledger(folder)
    assert found is not None
    name = only(folder)
    early = Detail(value="", text="early on Thursday", rule="test")
    statement = replace(found.statements[name], time=early)
    write_ledger(folder, replace(found, statements={name: statement}))
    assert [group.title for group in ledger(folder, by="time").groups] == [NO_TIME]
    [time] = [each.found for each in explain(folder, name).reasons if each.what == "time"]
    assert time == "no date known, read from 'early on Thursday'"


def test_words_on_several_lines_are_named_on_one(folder: Path) -> None:
    with pytest.raises(ZopaError) as caught:
        mark(folder, "a", "We will\nstop", signed=SIGNED)
    assert "\n" not in str(caught.value)


def test_rejected_statements_are_listed_only_when_asked_for(folder: Path) -> None:
    reject(folder, [only(folder)], signed=SIGNED)
    assert ledger(folder).groups == ()
    for wanted in (Wanted(status="rejected"), Wanted(every=True)):
        [group] = ledger(folder, wanted=wanted).groups
        assert [each.id for each in group.statements] == [only(folder)]


def test_the_least_certain_speakers_come_first(folder: Path) -> None:
    """Those that nobody is known to have said before all others; no share is given unmeasured."""
    (folder / "more.txt").write_text(MORE)
    add([folder / "more.txt"], folder)
    found = read_ledger(folder)
    assert found is not None
    long = next(each for each in found.statements.values() if "long" in each.words)
    assert long.speaker is not None
    goes_on = replace(long.speaker, rule="people.goes-on", confidence=0.48)
    known = {**found.statements, long.id: replace(long, speaker=goes_on)}
    write_ledger(folder, replace(found, statements=known))
    marked = mark(folder, "a", "News of the ferry", signed=SIGNED).statements[0]
    assert marked.kind == "account"
    *titles, last = [group.title for group in ledger(folder, by="doubt").groups]
    assert titles[:3] == [NOBODY, NO_NAME, UNMEASURED]
    assert all(re.fullmatch(r"speaker right in [1-9]\d? % of such cases", t) for t in titles[3:])
    assert (len(titles) > 3, last) == (True, DECLARED)
    shares = {
        reason.rule: reason.confidence
        for group in ledger(folder, by="doubt").groups
        for statement in group.statements
        for reason in explain(folder, statement.id).reasons
        if reason.what == "speaker" and reason.rule
    }
    named = {rule for rule, share in shares.items() if share is not None}
    assert named < set(JUDGED)
    assert not {"people.party-name", "people.unnamed", "people.goes-on"} & named


def test_an_unknown_name_is_answered_with_all_known_ones(folder: Path) -> None:
    with pytest.raises(ZopaError) as caught:
        ledger(folder, wanted=Wanted(party="crw"))
    assert str(caught.value) == (
        "no party is called 'crw'; did you mean 'crew'? known are 'crew', 'line'"
    )
    with pytest.raises(ZopaError, match=r"known are 'demand', 'offer', .*'account'"):
        ledger(folder, wanted=Wanted(kind="dmand"))


def test_pairs_are_compared_again_after_a_correction(folder: Path) -> None:
    """Another speaker: what both reports say is no longer said by the same one."""
    (folder / "other.txt").write_text('Ferry\n\n"We will not go on," the union said today.\n')
    add([folder / "other.txt"], folder)
    [before] = align(folder).pairs
    assert "speaker" not in before.alignment.changes
    edit(folder, before.a.id, {"speaker": "Line", "party": "line"}, signed=SIGNED)
    after = [pair.alignment for pair in align(folder).pairs]
    assert all("speaker" in each.changes for each in after), after
