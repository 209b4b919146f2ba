"""Every definition of stability keeps its promises, for random conflicts."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zopa.analysis.stability import CORE, DEFINITIONS, Conflict, GridMoves, ListedMoves, listed
from zopa.analysis.stability.judge import admit, engine, equilibria, judge
from zopa.errors import LimitError, QuestionError, UnknownNameError

PROMISES = [
    (name, implied) for name, each in DEFINITIONS.items() for implied in sorted(each.implies)
]
TWO_PARTIES = {name for name, each in DEFINITIONS.items() if each.two_parties}
OPTION_FORM = {name for name, each in DEFINITIONS.items() if each.option_form}


@st.composite
def conflicts(draw: st.DrawFn, parties: int | None = None) -> Conflict:
    """Conflicts in option form with impossible states, one-way issues and ties."""
    p = parties or draw(st.integers(2, 4))
    shape = draw(st.lists(st.integers(2, 3), min_size=1, max_size=4))
    axes, size = len(shape), math.prod(shape)
    owner = draw(st.lists(st.integers(-1, p - 1), min_size=axes, max_size=axes))
    one_way = draw(st.lists(st.booleans(), min_size=axes, max_size=axes))
    cells = sorted(draw(st.sets(st.integers(0, size - 1), min_size=1, max_size=24)))
    m = len(cells)
    order = st.lists(st.integers(0, m), min_size=m, max_size=m)
    ranks = draw(st.lists(order, min_size=p, max_size=p))
    return Conflict(
        parties=tuple("abcd"[:p]),
        ranks=np.array(ranks, dtype=np.int64),
        moves=GridMoves(
            shape=tuple(shape),
            owner=tuple(owner),
            one_way=tuple(one_way),
            cells=np.array(cells, dtype=np.int64),
        ),
    )


@st.composite
def graphs(draw: st.DrawFn, parties: int | None = None) -> Conflict:
    """Conflicts drawn by hand: any arcs, shared ones too."""
    p = parties or draw(st.integers(2, 4))
    m = draw(st.integers(1, 7))
    states = [f"s{k}" for k in range(m)]
    name = st.sampled_from(states)
    arcs = st.lists(st.tuples(name, name), max_size=3 * m)
    order = st.lists(st.integers(0, m), min_size=m, max_size=m)
    ids = "abcd"[:p]
    return Conflict(
        parties=tuple(ids),
        ranks=np.array([draw(order) for _ in ids], dtype=np.int64),
        moves=Conflict.of_arcs(
            states, {i: draw(arcs) for i in ids}, dict.fromkeys(ids, states)
        ).moves,
    )


def models(*names: str) -> st.SearchStrategy[Conflict]:
    """Conflicts that all these definitions can judge."""
    parties = 2 if TWO_PARTIES & set(names) else None
    if OPTION_FORM & set(names):
        return conflicts(parties)
    return conflicts(parties) | graphs(parties)


def test_the_promised_definitions_exist_and_promise_what_the_theory_says() -> None:
    for _, implied in PROMISES:
        assert implied in DEFINITIONS
    promised = {name: DEFINITIONS[name].implies for name in CORE}
    assert promised["nash"] >= {"sseq", "seq", "smr", "gmr"}
    assert promised["sseq"] >= {"seq", "smr", "gmr"}
    assert "gmr" in promised["seq"] & promised["smr"]


@pytest.mark.parametrize(("name", "implied"), PROMISES)
@settings(max_examples=40)
@given(data=st.data())
def test_what_is_stable_here_is_stable_there(name: str, implied: str, data: st.DataObject) -> None:
    """A state that the definition calls stable is stable under all that it implies."""
    flags = judge(data.draw(models(name, implied)), [name, implied])
    assert not (flags[name] & ~flags[implied]).any()


@pytest.mark.parametrize("name", list(DEFINITIONS))
@settings(max_examples=20)
@given(data=st.data())
def test_only_the_order_of_preference_counts(name: str, data: st.DataObject) -> None:
    """Other numbers in the same order, also very large ones, change nothing."""
    conflict = data.draw(models(name))
    larger = Conflict(
        parties=conflict.parties, ranks=conflict.ranks**3 * 2**40 - 9, moves=conflict.moves
    )
    assert np.array_equal(judge(conflict, [name])[name], judge(larger, [name])[name])


@pytest.mark.parametrize("name", [name for name in DEFINITIONS if name not in OPTION_FORM])
@settings(max_examples=20)
@given(data=st.data())
def test_the_order_of_states_does_not_count(name: str, data: st.DataObject) -> None:
    """States in another order have the same answers, ties or not; and so have lists of moves."""
    conflict = data.draw(models(name))
    moves = listed(conflict).moves
    assert isinstance(moves, ListedMoves)
    order = np.array(data.draw(st.permutations(range(conflict.states))), dtype=np.int64)
    back = np.argsort(order)
    states = [str(k) for k in range(conflict.states)]
    arcs = {
        party: [
            (str(back[s]), str(back[t]))
            for s, t in zip(moves.sources(at), moves.targets[at], strict=True)
        ]
        for at, party in enumerate(conflict.parties)
    }
    shuffled = Conflict(
        parties=conflict.parties,
        ranks=conflict.ranks[:, order],
        moves=Conflict.of_arcs(states, arcs, dict.fromkeys(arcs, states)).moves,
    )
    there = judge(shuffled, [name])[name]
    assert np.array_equal(judge(conflict, [name])[name][:, order], there)


@pytest.mark.parametrize("name", list(DEFINITIONS))
@settings(max_examples=20)
@given(data=st.data())
def test_who_cannot_gain_stays(name: str, data: st.DataObject) -> None:
    """A party that likes all states equally leaves none, whatever the others do."""
    conflict = data.draw(models(name))
    ranks = conflict.ranks.copy()
    ranks[0] = 7
    same = Conflict(parties=conflict.parties, ranks=ranks, moves=conflict.moves)
    assert judge(same, [name])[name][0].all()


def test_symmetric_and_sequential_stability_are_not_comparable() -> None:
    """Each calls a state stable that the other does not."""
    revenge = Conflict.of_arcs(  # the answer hurts the one who gives it
        ["s", "gain", "bad"],
        {"a": [("s", "gain")], "b": [("gain", "bad")]},
        {"a": ["gain", "s", "bad"], "b": ["gain", "s", "bad"]},
    )
    undone = Conflict.of_arcs(  # the answer is credible, but can be mended
        ["s", "gain", "bad"],
        {"a": [("s", "gain"), ("bad", "gain")], "b": [("gain", "bad")]},
        {"a": ["gain", "s", "bad"], "b": ["bad", "gain", "s"]},
    )
    found = [judge(each, ["smr", "seq"]) for each in (revenge, undone)]
    assert [bool(flags["smr"][0, 0]) for flags in found] == [True, False]
    assert [bool(flags["seq"][0, 0]) for flags in found] == [False, True]


def three() -> Conflict:
    """Return a small conflict of three parties as lists."""
    return Conflict.of_arcs(
        ["x", "y"], {"a": [("x", "y")], "b": [], "c": []}, dict.fromkeys("abc", ("x", "y"))
    )


def test_a_party_that_cannot_move_is_no_obstacle() -> None:
    """A conflict in which one party moves and prefers where it is: nobody leaves."""
    flags = judge(three(), CORE)
    assert all(stable.all() for stable in flags.values())
    assert equilibria(flags)["nash"].tolist() == [0, 1]


def test_definitions_that_do_not_fit_are_refused_in_words() -> None:
    with pytest.raises(QuestionError, match="definition 'l2' is for two parties, but the conflict"):
        judge(three(), ["l2"])
    with pytest.raises(QuestionError, match="definition 'sim' needs moves in option form, but"):
        judge(three(), ["sim"])
    with pytest.raises(UnknownNameError, match="is called 'seqq'; did you mean 'seq'"):
        judge(three(), ["seqq"])


def test_a_judgement_that_needs_too_much_memory_is_refused_before_it_starts() -> None:
    """The number, the limit and what to do; grids by their combinations, lists by their moves."""
    with pytest.raises(
        LimitError, match=r"1,073,741,824 combinations of options for 3 parties need"
    ):
        admit(2**30, 3)
    grid = GridMoves(shape=(2,) * 50, owner=(0,) * 50, one_way=(False,) * 50, cells=np.arange(2))
    vast = Conflict(parties=("a",), ranks=np.zeros((1, 2), dtype=np.int64), moves=grid)
    with pytest.raises(
        LimitError, match="GB of memory, more than the 4 GB allowed; leave out issues"
    ):
        engine(vast)
    with pytest.raises(LimitError, match="1 moves between 2 states for 3 parties need about 0 MB"):
        engine(three(), memory=100)
    with pytest.raises(
        LimitError, match="the parties have 6 moves between the 3 states, more than"
    ):
        listed(
            Conflict(
                parties=("a",),
                ranks=np.zeros((1, 3), dtype=np.int64),
                moves=GridMoves(shape=(3,), owner=(0,), one_way=(False,), cells=np.arange(3)),
            ),
            limit=5,
        )
