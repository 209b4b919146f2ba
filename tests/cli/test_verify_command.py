"""The command ``zopa verify``, with a case and in plain numbers."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from zopa.cli import main

ROOT = Path(__file__).resolve().parents[2]
HANOI = str(ROOT / "examples" / "hanoi-2019")

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return a function that runs ``zopa verify`` and returns code, output and errors."""
    monkeypatch.setenv("COLUMNS", "80")

    def command(*arguments: str) -> tuple[int, str, str]:
        code = main(["verify", *arguments])
        out, err = capsys.readouterr()
        return code, out, err

    return command


def test_a_case_is_answered_in_words(run: Run) -> None:
    """The answer first; nothing but the answer on standard output."""
    code, out, err = run(HANOI)
    assert (code, err) == (0, "")
    assert "CAN IT BE CHECKED\n  The 2 visits planned are not enough" in out
    assert "Undeclared plant" in out


def test_other_visits_and_another_package_can_be_asked_for(run: Run) -> None:
    """Four visits are enough; what the United States demanded asks for other steps."""
    assert "The 4 visits planned are enough to deter" in run(HANOI, "--visits", "4")[1]
    demanded = " ".join(run(HANOI, "--to", "us_demand", "--draws", "50")[1].split())
    assert "“United States' demand”" in demanded
    assert "Nothing in the case checks: Nuclear sites outside Yongbyon." in demanded


def test_all_numbers_come_as_json(run: Run) -> None:
    """With the same numbers as the library."""
    code, out, err = run(HANOI, "--json", "--seed", "3", "--draws", "100")
    found: dict[str, Any] = json.loads(out)
    assert (code, err, found["json"], found["seed"], found["draws"]) == (0, "", 1, 3, 100)
    assert found["package_id"] == "nash"
    assert (found["plan"]["visits_needed"], found["plan"]["enough"]) == (4, False)
    assert (found["after_hit"]["visits_needed"], found["after_hit"]["enough"]) == (3, True)
    plant = found["plan"]["places"][-1]
    assert (plant["hidden"], plant["issue"], plant["party"]) == (True, "declaration", "dprk")
    assert plant["loss"]["total"] == pytest.approx(
        sum(part for name, part in plant["loss"].items() if name != "total")
    )
    assert plant["beliefs"]["clean"][0] == plant["beliefs"]["prior"] == 0.5
    assert found["timing"]["dresher"] == "-3/11"
    assert found["signing"]["party"] == "us"
    sampled = found["plan"]["places"][0]["sampling"]
    assert (sampled["exact"], sampled["power"]) == (50, None)


def test_what_has_no_number_is_null(run: Run, tmp_path: Path) -> None:
    """Nothing at stake: no detection deters, and JSON has no infinity."""
    text = (ROOT / "examples" / "hanoi-2019" / "case.yaml").read_text()
    bare = text[: text.index("exchange:\n")] + text[text.index("# Who could check what") :]
    file = tmp_path / "bare.yaml"
    file.write_text(bare)
    code, out, _ = run(str(file), "--json")
    assert code == 0
    first = json.loads(out)["plan"]["places"][0]
    assert (first["needed"], first["nothing_deters"], first["visits_needed"]) == (None, True, None)


def test_the_page_and_the_pictures_are_written(run: Run, tmp_path: Path) -> None:
    """One page, two pictures, and what was written is said."""
    page, picture = tmp_path / "v.html", tmp_path / "v.svg"
    code, out, _ = run(HANOI, "-o", str(page), "-o", str(picture), "--draws", "50")
    assert code == 0
    assert f"Page with pictures: {page}" in out
    assert "What clean reports tell" in page.read_text()
    assert {p.name for p in tmp_path.glob("*.svg")} == {"v-detection.svg", "v-beliefs.svg"}


def test_quiet_prints_nothing(run: Run) -> None:
    """Nor does it in plain numbers."""
    assert run(HANOI, "--quiet", "--draws", "50") == (0, "", "")
    assert run("--items", "10", "--falsified", "1", "-q") == (0, "", "")


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (
            "--items 100 --falsified 5 --miss 0.05",
            (
                "Inspect 45 of 100 items: then 5 falsified ones are overlooked with probability 4.62 %, "
                "at most 5 %. By the power formula 46, by Jaech's 45."
            ),
        ),
        (
            "--items 100 --falsified 1 --recognised 0.9",
            (
                "No sample is enough: even all 100 items overlook 1 falsified ones with probability "
                "10 %, more than 5 %."
            ),
        ),
        (
            "--gain 1 --loss 3",
            "A breach does not pay if it is found with probability 25 % or more.",
        ),
        (
            "--gain 1 --loss 3 --detected 0.2 --visits 1",
            (
                "That takes 2 visits if sure to come, 1.31 on average if not. 1 visit: 20 %, not "
                "enough."
            ),
        ),
        ("--gain 1 --loss 3 --detected 0 --visits 9", "No number of visits reaches that."),
        ("--gain 1 --loss -3", "Nothing deters: the breaker is better off even when it is caught."),
        ("--gain -1 --loss 3", "Nothing has to be found: a breach is worth nothing."),
        (
            "--detected 0.6 --visits 2",
            "2 visits: a lasting breach is found with probability 84 %.",
        ),
        (
            "--periods 4 --visits 2 --detected 0.9",
            "a breach that shows in its own period only is found with probability 45 %",
        ),
        ("--periods 4 --visits 2", "Dresher's game (+1 for a breach caught, −1 for each that is"),
        ("--periods 5 --visits 2 --violations 2", "worth −9/16 to the inspector"),
        (
            "--sites 0.9 0.6 0.3 --visits 1",
            (
                "visit them with probability 0.182, 0.273, 0.545; then a breach is found with "
                "probability 16.4 % or more"
            ),
        ),
        (
            "--prior 0.4 --detected 0.7 --false-alarm 0.1",
            (
                "40 % before; after 1, 2, ... clean reports 18.2 %, 6.9 %, 2.41 %; after an alarm "
                "82.4 %."
            ),
        ),
        (
            "--prior 0.4 --detected 0.5 --visits 900",
            "after 1, 2, ... clean reports 25 %, 14.3 %, 7.69 %, 4 %, 2.04 %, ...; after an alarm",
        ),
        ("--gain 1e308 --loss 1e308", "50 %"),
        ("--prior 0 --detected 0.5", "after an alarm none can come."),
        (
            "--prior 0.4 --detected 0.7 --false-alarm 0.1 --kept 10 --broken -20",
            (
                "Sign up to a belief of 33.3 %; without a visit walk away, worth 0. 1 visit before the "
                "decision: worth 3; knowing the truth: 6."
            ),
        ),
    ],
)
def test_plain_numbers_are_answered_without_a_case(run: Run, arguments: str, text: str) -> None:
    """In a sentence each."""
    code, out, err = run(*arguments.split())
    assert (code, err) == (0, "")
    assert text in out


def test_plain_numbers_come_as_json_too(run: Run) -> None:
    """One object with every answer that the numbers suffice for."""
    arguments = [
        "--gain",
        "1",
        "--loss",
        "3",
        "--detected",
        "0.2",
        "--visits",
        "2",
        "--periods",
        "4",
        "--sites",
        "0.5",
        "0.5",
    ]
    found = json.loads(run(*arguments, "--json")[1])
    assert found["json"] == 1
    assert list(found) == ["json", "deterrence", "surprise", "game", "sites"]
    assert found["deterrence"]["visits_needed"] == 2
    assert found["deterrence"]["deterred"] is True
    assert found["game"]["value"] == "-3/11"
    assert found["sites"]["value"] == 0.5
    infinite = json.loads(run("--gain", "1", "--loss", "-1", "--json")[1])
    assert infinite["deterrence"]["needed"] is None


@pytest.mark.parametrize(
    ("arguments", "code", "text"),
    [
        ("", 2, "there is neither a case nor a number; give a case file, or for example --items"),
        ("--items 5", 2, "--items says nothing without --falsified; give both"),
        ("--visits 2", 1, "--visits alone answers no question; give, for example, --items"),
        ("--to nash", 2, "--to needs a case; give a case file before it"),
        ("-o v.html --items 5 --falsified 1", 2, "--output needs a case"),
        (f"{HANOI} --items 5", 2, "--items is for questions without a case; write the number"),
        ("--items 5 --falsified 9", 1, "'falsified' is 9, more than the 5 of 'items'"),
        ("--items 5.5 --falsified 1", 2, "'5.5' is no whole number"),
        ("--items 5 --falsified 1 --miss 0", 2, "--miss is 0, but a probability must be above 0"),
        ("--prior 1.5 --detected .5", 2, "must be from 0 to 1; correct it"),
        (
            "--prior 30 --detected .5",
            2,
            "--prior is 30, but a probability must be from 0 to 1; did you mean 0.3?",
        ),
        ("--gain 1", 2, "--gain says nothing without --loss; give both"),
        ("--miss 2", 2, "--miss is 2, but a probability must be above 0 and below 1"),
        ("--sites 0.5 7 --visits 1", 2, "--sites is 7, but a probability must be from 0 to 1"),
        ("--prior 1 --detected 1", 1, "1 clean reports and 0 alarms cannot come from a belief"),
        ("--periods 9999 --visits 1", 1, "'periods' is 9,999, but a game has 2,000 at most"),
        (f"{HANOI} --to nothing", 1, "has no package 'nothing', and no solution has that name"),
        (f"{HANOI} --options nothing", 1, "has no option set 'nothing'"),
        (f"{HANOI} --options on_the_table", 1, "name a package ('dprk_offer', 'us_demand')"),
        (f"{HANOI} --miss 2", 2, "--miss is 2, but a probability must be above 0 and below 1"),
        (f"{ROOT / 'examples' / 'sportco'}", 1, "does not say what can be checked; say who"),
        ("no-such-file", 1, "no-such-file"),
    ],
)
def test_errors_are_one_line(run: Run, arguments: str, code: int, text: str) -> None:
    """On standard error, with the code that says whose fault it is."""
    found, out, err = run(*arguments.split())
    assert (found, out) == (code, "")
    assert err.count("\n") == 1
    assert text.lower() in err.lower()


def test_a_case_without_the_part_is_told_what_to_add(run: Run, tmp_path: Path) -> None:
    """The example in the message works: added to the case, the question is answered."""
    text = (ROOT / "examples" / "hanoi-2019" / "case.yaml").read_text()
    bare = text[: text.index("# Who could check what")] + text[text.index("notes:\n") :]
    file = tmp_path / "bare.yaml"
    file.write_text(bare)
    code, _, err = run(str(file))
    assert code == 1
    example = err[err.index("'verification:") + 1 : err.index("' (")]
    file.write_text(f"{bare}\n{example}\n")
    assert run(str(file))[0] == 0


@pytest.mark.parametrize("more", ["", " --kept 1 --broken -1"])
def test_reports_without_end_are_refused(run: Run, more: str) -> None:
    """The same limit, whether or not it is asked what to sign."""
    asked = f"--visits 100000000 --prior 0.4 --detected 0.5{more}"
    code, _, err = run(*asked.split())
    assert code != 0
    assert "'visits' is 100,000,000, but 1,000 at most can come before a decision" in err
