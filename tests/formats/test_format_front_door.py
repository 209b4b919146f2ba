"""The front door of formats: what is recognised, what is refused before it is parsed."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zopa import formats
from zopa.errors import FormatError, ZopaError
from zopa.formats import FORMATS
from zopa.formats._contract import SIZE_LIMIT
from zopa.formats._files import split_choice
from zopa.model import Case, Issue, Number, Option, Party, Scores, Standing

CASE = Case(
    id="deal",
    title="deal",
    parties=(Party(id="A", name="A"), Party(id="B", name="B")),
    issues=(Issue(id="x", name="x", options=(Option(id="p", name="p"), Option(id="q", name="q"))),),
    preferences={
        party: Scores(
            party=party,
            scores={"x": {"p": Number.fixed(0), "q": Number.fixed(1)}},
            weights={"x": Number.fixed(1)},
            standing=Standing(value=Number.fixed(1)),
        )
        for party in "AB"
    },
)


@given(
    name=st.sampled_from(["x.xml", "x.json", "x.yml", "x.yaml", "x", "profileA.json"]),
    content=st.binary(max_size=300)
    | st.text(max_size=300).map(str.encode)
    | st.sampled_from(
        [
            b"<negotiation_template>",
            b"<utility_space/>",
            b'{"issuesValues": 3}',
            b'{"LinearAdditiveUtilitySpace": []}',
            b'{"reservationValue": {}}',
            b"issues:\n- type: CategoricalIssue\n",
            b"type: LinearAdditiveUtilityFunction\n",
        ]
    ),
)
def test_no_content_gives_a_traceback(
    tmp_path_factory: pytest.TempPathFactory, name: str, content: bytes
) -> None:
    """Whatever lies in a file, alone or in a folder: an error of zopa's own, in one line."""
    place = tmp_path_factory.mktemp("any")
    (place / name).write_bytes(content)
    for path in (place / name, place):
        with pytest.raises(ZopaError):
            formats.read(path)


@given(cut=st.integers(0, 400), name=st.sampled_from(["genius", "geniusweb", "negmas", "negolog"]))
def test_truncated_files_give_an_error_or_a_case(
    tmp_path_factory: pytest.TempPathFactory, cut: int, name: str
) -> None:
    """Every file of a small case, cut anywhere: never a traceback."""
    write = FORMATS[name].write
    assert write is not None
    files = write(CASE).files
    for victim in files:
        place = tmp_path_factory.mktemp("cut")
        for file, content in files.items():
            (place / file).write_bytes(content[:cut] if file == victim else content)
        with contextlib.suppress(ZopaError):
            assert formats.read(place).case.issues


def test_large_and_missing_files_are_refused(tmp_path: Path) -> None:
    """Also inside a folder, before anything is parsed."""
    with pytest.raises(FormatError, match="there is no file or folder"):
        formats.read(tmp_path / "none.xml::a,b")
    for name in ("profileA.json", "profileB.json"):
        (tmp_path / name).write_bytes(b"[" + b" " * SIZE_LIMIT)
    with pytest.raises(FormatError, match="at most 20 MB"):
        formats.read(tmp_path)


def test_a_path_with_colons_that_exists_is_a_path(tmp_path: Path) -> None:
    """Only a path that is not there is split."""
    odd = tmp_path / "a::b"
    odd.mkdir()
    assert split_choice(odd) == (odd, ())
    assert split_choice(f"{tmp_path}/c::d, e") == (tmp_path / "c", ("d", "e"))
    with pytest.raises(FormatError, match="no profile is named after '::'"):
        split_choice(f"{tmp_path}::")


def test_formats_do_not_take_each_others_folders(shared: Path) -> None:
    """Every folder of the field's data is recognised by one format."""
    base = shared / "domains"
    kinds = ("genius", "geniusweb", "negmas", "negolog")
    for kind in kinds:
        suffix = {"genius": ".xml", "negmas": ".yml"}.get(kind, ".json")
        for place in {path.parent for path in (base / kind).rglob(f"*{suffix}")}:
            assert [k for k in kinds if FORMATS[k].recognises(place, b"")] == [kind]


def test_a_folder_with_several_formats_is_not_guessed(tmp_path: Path) -> None:
    """A zopa case beside NegoLog profiles: the user must say which one is meant."""
    (tmp_path / "case.yaml").write_text(
        "zopa: 1\nparties: {a: A}\nissues: {x: {options: [p, q]}}\n"
    )
    profile = '{"reservationValue": 0, "issueWeights": {"x": 1}, "issues": {"x": {"p": 1, "q": 0}}}'
    for name in ("profileA.json", "profileB.json"):
        (tmp_path / name).write_text(profile)
    with pytest.raises(
        FormatError, match=r"several formats \(zopa YAML and NegoLog.*name the file"
    ):
        formats.read(tmp_path)
    assert formats.read(tmp_path / "case.yaml").case.id
