"""The brief says who said what, where reports differ, what was promised, and what came when."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from evidence_cases import CASE, POST, accepted, changed, folder, ledger
from zopa.analysis.results import Study
from zopa.analysis.study import study as study_case
from zopa.evidence.commitments import track
from zopa.formats._zopa_read import from_text
from zopa.jobs.read import read
from zopa.model import Case, Commitment, Event
from zopa.model.ledger import Alignment, Ledger
from zopa.report import brief
from zopa.report.document import Bullets, Details, Facts, Section, Table
from zopa.report.evidence import timeline
from zopa.report.html import page
from zopa.report.sections import sections
from zopa.report.terminal import render


def case_of(path: Path, text: str = CASE, found: Ledger | None = None) -> Case:
    return read(folder(path / "trams", text=text, found=found))


def studied(case: Case) -> Study:
    return study_case(case, draws=0, unlock=False)


def part(case: Case, name: str = "who-said-what") -> Section:
    return next(found for found in sections(studied(case)) if found.id == name)


def facts(case: Case) -> dict[str, str]:
    (block,) = (block for block in part(case).blocks if isinstance(block, Facts))
    return dict(block.pairs)


def under(case: Case, title: str) -> Details:
    found = [b for b in part(case).blocks if isinstance(b, Details) and b.title.startswith(title)]
    assert len(found) == 1, title
    return found[0]


def rows(case: Case, title: str) -> list[list[str]]:
    (table,) = (block for block in under(case, title).blocks if isinstance(block, Table))
    return [
        [column.title for column in table.columns],
        *([cell.text for cell in row] for row in table.rows),
    ]


def bullets(case: Case, title: str) -> list[str]:
    return [i for b in under(case, title).blocks if isinstance(b, Bullets) for i in b.items]


def test_every_position_has_its_claims_or_says_that_it_has_none(tmp_path: Path) -> None:
    """Who, what it does, when, the words, and where."""
    case = case_of(tmp_path)
    assert rows(case, "Pay rise") == [
        ["position", "who", "what", "when", "words", "where"],
        ["None", "no passage is named", "", "", "", ""],
        ["2 %", "assumed by the analyst", "", "", "", ""],
        [
            "4 %",
            "Union (the chair of the union)",
            "demand",
            "2024-05-02",
            "“We want four percent, and nothing less”",
            "c1, post, star",
        ],
    ]


def test_a_claim_that_contradicts_says_so(tmp_path: Path) -> None:
    found = rows(case_of(tmp_path), "Night trams")
    assert found[2][0] == "They run"
    assert found[3][:2] == ["not: They run", "drivers"]


def test_both_wordings_stand_where_reports_differ(tmp_path: Path) -> None:
    case = case_of(tmp_path)
    assert bullets(case, "Pay rise") == [
        (
            "Reports differ: and nothing less / –. Told as “We want four percent, and nothing less” "
            "(c1, post) and as “We want four percent” (c1, star)."
        )
    ]
    assert bullets(case, "Depot") == [
        (
            "Possible conflict, open for the analyst: closure / sale; what may change the meaning: whom "
            "or what a word stands for. Told as for the closure of one depot (retold) (c2, post) and as "
            "on the sale of one depot (retold) (c3, star)."
        )
    ]
    assert facts(case)["reports differ"] == "Pay rise: and nothing less / – (c1)"
    assert facts(case)["open"] == (
        "1 possible conflict between reports, for the analyst: Depot: closure / sale (c2, c3)"
    )


def test_a_conflict_that_the_analyst_confirmed_is_no_question(tmp_path: Path) -> None:
    found = ledger()
    one, other = found.alignments
    found = replace(found, alignments=(one, replace(other, relation="conflict", by="ann")))
    case = case_of(tmp_path, found=accepted(found))
    assert bullets(case, "Depot")[0].startswith("Conflict, says ann: closure / sale; ")
    assert "open" not in facts(case)


@pytest.mark.parametrize("relation", ["same", "distinct"])
def test_what_does_not_differ_is_not_told(relation: str, tmp_path: Path) -> None:
    found = ledger()
    found = replace(
        found, alignments=tuple(replace(each, relation=relation) for each in found.alignments)
    )
    assert bullets(case_of(tmp_path, found=accepted(found)), "Depot") == []


def test_statements_that_no_claim_needs_are_left_out(tmp_path: Path) -> None:
    """So are those that the analyst rejected."""
    text = CASE.replace("{statement: post-2, about", "{source: post, quote: closure, about")
    text = text.replace("{statement: star-2, about", "{source: post, quote: sale, about")
    assert "open" not in facts(case_of(tmp_path, text))
    (tmp_path / "other").mkdir()
    rejected = changed(accepted(ledger(), "star-2"), "star-2", status="rejected")
    assert "open" not in facts(case_of(tmp_path / "other", found=rejected))


def test_differences_about_no_issue_have_a_place(tmp_path: Path) -> None:
    text = CASE.replace("{statement: post-2, about: {depot: close}}", "{statement: post-2}")
    text = text.replace("{statement: star-2, about: {depot: sell}}", "{statement: star-2}")
    assert bullets(case_of(tmp_path, text), "On no issue")[0].startswith("Possible conflict")


def test_words_that_nobody_is_quoted_with_stand_without_marks(tmp_path: Path) -> None:
    """In tables, lists and on the page; the first look says of whom that holds."""
    case = case_of(tmp_path)
    assert facts(case)["retold"] == (
        "the words of c2, c3, c4 and c5 are the report's, not the speaker's: no quotation marks "
        "stand around them"
    )
    assert rows(case, "Depot")[2][-2] == "for the closure of one depot (retold)"
    document = brief(studied(case))
    for text in (page(document), " ".join(render(document, 80, full=True).split())):
        assert "for the closure of one depot (retold)" in text
        assert "“for the closure" not in text
        assert "“We want four percent" in text


def test_of_reported_speech_the_quoted_words_are_quoted(tmp_path: Path) -> None:
    """A claim of these words alone quotes the speaker, one of more words does not."""
    start = POST.index("one depot")
    found = changed(
        accepted(ledger()), "post-2", mode="mixed", quoted=((start, start + len("one depot")),)
    )
    text = CASE.replace("{statement: post-2,", "{statement: post-2, quote: one depot,")
    assert rows(case_of(tmp_path, text, found), "Depot")[2][-2] == "“one depot”"
    (tmp_path / "other").mkdir()
    whole = case_of(tmp_path / "other", found=found)
    assert rows(whole, "Depot")[2][-2] == "for the closure of one depot (retold)"


def test_what_was_denied_says_so(tmp_path: Path) -> None:
    """Wherever the words are shown, quoted or retold."""
    found = changed(accepted(ledger()), "post-2", flags=("denied",))
    found = changed(found, "post-1", flags=("denied",))
    case = case_of(tmp_path, found=found)
    denied = "denied: for the closure of one depot (retold)"
    assert rows(case, "Depot")[2][-2] == denied
    assert denied in bullets(case, "Depot")[0]
    assert rows(case, "Pay rise")[3][-2] == "denied: “We want four percent, and nothing less”"
    assert rows(case, "Timeline")[2][1] == "denied: “We want four percent, and nothing less”"
    assert facts(case)["denied"] == "the words of c1 and c2: the report says that this is not so"
    document = brief(studied(case))
    for text in (page(document), " ".join(render(document, 80, full=True).split())):
        assert denied in text


def test_many_differences_are_cut(tmp_path: Path) -> None:
    found = ledger()
    pairs = tuple((f"old{n}", f"new{n}") for n in range(9))
    many = Alignment(a="post-2", b="star-2", relation="variant", rule="", differences=pairs)
    case = case_of(tmp_path, found=accepted(replace(found, alignments=(many,))))
    assert "old0 / new0; old1 / new1; old2 / new2; …" in bullets(case, "Depot")[0]
    assert facts(case)["reports differ"].startswith("Depot: old0 / new0; … (c2, c3)")


def test_every_claim_stands_in_its_context_with_its_place(tmp_path: Path) -> None:
    """Source by source, with what stands around the words, and where they stand."""
    case = case_of(tmp_path)
    (table,) = (b for b in under(case, "Claims from post").blocks if isinstance(b, Table))
    words = table.rows[0][1]
    assert (words.before, words.text, words.after) == (
        "… has offered two percent. ",
        "“We want four percent, and nothing less”",
        " the chair of the union said on …",
    )
    assert [row[-1].text for row in table.rows] == ["56–97", "168–196", "214–247"]
    (table,) = (b for b in under(case, "Claims from star").blocks if isinstance(b, Table))
    narrowed = table.rows[2][1]
    assert narrowed.text == "the night trams stood still (retold)"
    assert narrowed.before.endswith("On Sunday ")
    assert under(case, "Claims from star").title == (
        "Claims from star: Night trams stand still, 2024-05-06"
    )


def test_the_page_has_the_context_in_small_print(tmp_path: Path) -> None:
    text = page(brief(studied(case_of(tmp_path))))
    assert '<span class="around">… has offered two percent. </span>“We want four percent' in text
    assert "Claims from post: Morning Post, 2024-05-03" in text


def test_events_and_statements_are_one_timeline(tmp_path: Path) -> None:
    """What happened on a day stands before what was said on it; odd dates come last."""
    case = case_of(tmp_path)
    case = replace(
        case,
        events=(
            Event(date="some day", what="An inquiry"),
            Event(date="2024-05", what="A month of talks"),
            *case.events,
        ),
    )
    assert [row[:2] for row in rows(case, "Timeline")[1:]] == [
        ["2024-05", "A month of talks"],
        ["2024-05-02", "Talks end without a deal"],
        ["2024-05-02", "“We want four percent, and nothing less”"],
        ["2024-05-02", "to run the night trams until June (retold)"],
        ["2024-05-05", "On Sunday the night trams stood still (retold)"],
        ["some day", "An inquiry"],
    ]


def test_proposed_statements_are_in_no_timeline(tmp_path: Path) -> None:
    case = case_of(tmp_path, found=accepted(ledger(), "star-3"))
    assert "2024-05-05" not in [row[0] for row in rows(case, "Timeline")]


def test_promises_say_what_became_of_them(tmp_path: Path) -> None:
    case = case_of(tmp_path)
    assert rows(case, "Promises")[1] == [
        "“They run” (Night trams)",
        "Operator",
        "2024-05-02",
        "broken",
        "c4",
        "broken: c5",
    ]
    assert facts(case)["promised"] == (
        "Operator, since 2024-05-02: “They run” (Night trams), broken"
    )


@pytest.mark.parametrize(
    ("kept", "broken", "status", "later"),
    [
        ((), (), "open", ("c5",)),
        (("c5",), (), "kept", ()),
        ((), ("c5",), "broken", ()),
        (("c3",), ("c5",), "disputed", ()),
    ],
)
def test_only_the_analyst_decides_what_became_of_a_promise(
    kept: tuple[str, ...],
    broken: tuple[str, ...],
    status: str,
    later: tuple[str, ...],
    tmp_path: Path,
) -> None:
    """A later claim on the issue is named, not judged."""
    promise = Commitment(
        by="operator", issue="night", option="run", claims=("c4",), kept=kept, broken=broken
    )
    (found,) = track(replace(case_of(tmp_path), commitments=(promise,)))
    assert (found.since, found.status, found.later) == ("2024-05-02", status, later)
    assert (found.for_, found.against) == (kept, broken)


def test_a_promise_binds_from_the_day_that_the_case_says(tmp_path: Path) -> None:
    """Then from the day of its statements, then from that of events; else nobody knows."""
    case = case_of(tmp_path)
    promise = Commitment(by="operator", issue="night", option="run", since="2024-06")
    (found,) = track(replace(case, commitments=(promise,)))
    assert (found.since, found.later) == ("2024-06", ())
    inline = from_text(CASE, source="case.yaml", name="trams")
    told = Commitment(by="operator", issue="night", option="run", claims=("c4",))
    (found,) = track(replace(inline, commitments=(told,)))
    assert (found.since, found.status, found.later) == (None, "open", ())
    event = Event(date="2024-04-30", what="A promise", claims=("c4",))
    (found,) = track(replace(inline, commitments=(told,), events=(event,)))
    assert found.since == "2024-04-30"


def test_options_of_packages_are_sourced_assumed_or_neither(tmp_path: Path) -> None:
    """A sign for each, and a key below the table."""
    table, text = _contents(case_of(tmp_path))
    assert table == [
        ["Pay rise", "4 % °", "2 %"],
        ["Depot", "Kept *", "Closed °"],
        ["Night trams", "They run °", "They run"],
    ]
    assert "° Sourced: a claim of the package says so. * Filled in by the analyst." in text
    assert "Without a sign: no claim is named." in text


def test_what_was_not_accepted_proves_nothing(tmp_path: Path) -> None:
    """It is told with a remark, and its option counts as no source's."""
    case = case_of(tmp_path, found=accepted(ledger(), "post-2"))
    assert _contents(case)[0][1] == ["Depot", "Kept *", "Closed"]
    assert rows(case, "Depot")[2][-1] == "c2, post, not yet accepted"
    assert facts(case)["not yet accepted"] == "the statements of c2, so they prove nothing yet"
    everything = accepted(ledger(), *ledger().statements)
    (tmp_path / "other").mkdir()
    none = facts(case_of(tmp_path / "other", found=everything))
    assert (
        none["not yet accepted"]
        == "the statements of c1, c2, c3, c4 and c5, so they prove nothing yet"
    )
    sourced = part(case, "sources").blocks[0]
    assert isinstance(sourced, Facts)
    assert dict(sourced.pairs)["sourced"].endswith("3 options")


def test_lost_and_rejected_statements_are_told_apart(tmp_path: Path) -> None:
    """And what nobody accepted decides nothing: no promise is broken by it, nothing is sourced."""
    found = changed(accepted(ledger(), "star-3"), "star-3", status="rejected")
    found = changed(found, "post-2", flags=("lost",))
    case = case_of(tmp_path, found=found)
    said = facts(case)
    assert said["rejected"] == "the statements of c5, so they prove nothing"
    assert said["lost"] == "the words of c2 are no longer in their source, so they prove nothing"
    assert "not yet accepted" not in said
    (promise,) = track(case)
    assert (promise.status, promise.against, promise.unshown) == ("open", (), ("c5",))
    assert rows(case, "Promises")[1][-1] == "proves nothing: c5"
    block = part(case, "sources").blocks[0]
    assert isinstance(block, Facts)
    assert dict(block.pairs)["sourced"].startswith("2 demands, 1 promise (3 of 5 claims)")


def test_a_number_is_not_sourced_by_a_claim_that_proves_nothing(tmp_path: Path) -> None:
    text = CASE.replace("no_deal: 45", "no_deal: {value: 45, claims: [c2]}")
    assert "1 of 24 weights" in str(part(case_of(tmp_path, text), "bottom-line").blocks)
    (tmp_path / "other").mkdir()
    case = case_of(tmp_path / "other", text, accepted(ledger(), "post-2"))
    assert "No weight, score" in str(part(case, "bottom-line").blocks)


def test_a_claim_against_an_option_is_no_source_of_it(tmp_path: Path) -> None:
    text = CASE.replace("claims: [c1, c4], assumed", "claims: [c5], assumed")
    table, _ = _contents(case_of(tmp_path, text))
    assert table[2] == ["Night trams", "They run", "They run"]


def _contents(case: Case) -> tuple[list[list[str]], str]:
    found = part(case, "on-the-table")
    tables = [block for block in found.blocks if isinstance(block, Table)]
    text = " ".join(getattr(block, "text", "") for block in found.blocks)
    return [[cell.text for cell in row] for row in tables[1].rows], text


def test_without_a_ledger_inline_claims_are_told(examples: Path) -> None:
    """As in the example of the summit: by issue, with source and day where an event says it."""
    case = replace(read(examples / "hanoi-2019"), ledger=None)
    found = rows(case, "Sanctions relief")
    assert ["Partial relief", "assumed by the analyst"] in [row[:2] for row in found]
    assert any("lifted in their entirety" in row[-2] for row in found)
    assert facts(case)["happened"] == "5 events, 2018-06-12 to 2019-02-28"
    lines = render(brief(studied(case)), 80).splitlines()
    start = lines.index("WHO SAID WHAT")
    assert lines[start:].index("") <= 12


def test_claims_without_words_say_which_statements_are_missing() -> None:
    """They show the ids of the statements, and the first look says so."""
    case = from_text(CASE, source="case.yaml", name="trams")
    assert facts(case)["not here"] == (
        "the words of c1, c2, c3 and c4: their statements are in no ledger here"
    )
    assert rows(case, "Depot")[2][2] == "post-2"
    assert under(case, "Claims whose source is not here")


def test_a_case_without_evidence_has_no_such_section(tmp_path: Path) -> None:
    whole = case_of(tmp_path)
    issues = tuple(
        replace(issue, options=tuple(replace(option, claims=()) for option in issue.options))
        for issue in whole.issues
    )
    case = replace(
        whole, claims={}, events=(), commitments=(), packages={}, issues=issues, ledger=None
    )
    assert "who-said-what" not in [found.id for found in sections(studied(case))]


def test_the_answer_fits_any_screen(tmp_path: Path) -> None:
    """Nothing runs over the edge, also where everything is shown."""
    document = brief(studied(case_of(tmp_path)))
    for width in (40, 80):
        assert max(map(len, render(document, width, full=True).splitlines())) <= width


def test_odd_dates_are_no_span(tmp_path: Path) -> None:
    """Events are counted, their days only where they sort."""
    case = replace(case_of(tmp_path), events=(Event(date="some day", what="An inquiry"),))
    assert facts(case)["happened"] == "1 event"


def test_a_party_that_the_case_no_longer_has_is_not_told(tmp_path: Path) -> None:
    """Not even where no claim rests on the statement."""
    text = CASE.replace("operator", "company").replace("[the company]", "[the firm]")
    text = text.replace("  c4: {statement: post-3, about: {night: run}}\n", "")
    text = text.replace(", c4", "").replace("claims: [c4], ", "")
    case = case_of(tmp_path, text)
    said = [each for each in timeline(case) if each.statement == "post-3"]
    assert [(each.by, each.speaker) for each in said] == [(None, "Operator")]


@pytest.mark.parametrize(
    ("relation", "title"), [("variant", "reports differ"), ("conflict", "conflict")]
)
def test_without_words_that_say_something_both_wordings_are_told(
    relation: str, title: str, tmp_path: Path
) -> None:
    """Helping words are no difference; an analyst's conflict need not have any."""
    pair = Alignment(
        a="post-2", b="star-2", relation=relation, rule="", differences=(("had", ""),), by="ann"
    )
    found = accepted(replace(ledger(), alignments=(pair,)))
    assert facts(case_of(tmp_path, found=found))[title] == (
        "Depot: for the closure of one depot (retold) / on the sale of one depot (retold) (c2, c3)"
    )
