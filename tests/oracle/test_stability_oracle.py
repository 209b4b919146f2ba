"""Both engines, the search from one state and the definitions agree with the plain judge."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
import pytest

from oracle import plain_stability as plain
from zopa.analysis.stability import Conflict, GridMoves, ListedMoves, listed, moves_of
from zopa.analysis.stability._arrays import ArrayEngine
from zopa.analysis.stability._lists import ListEngine
from zopa.analysis.stability.definitions._contract import CORE, DEFINITIONS, Bools, Engine
from zopa.analysis.stability.definitions.limited_move import limited_move
from zopa.analysis.stability.local import Near, option_moves, stable_here
from zopa.kernels import slices

SHAPES = ((2, 2, 2, 2), (2, 2, 2), (3, 2, 2), (2, 3), (2, 2, 3, 2), (4, 3), (2, 2, 2, 2, 2))


def vectors_of(moves: GridMoves) -> list[tuple[int, ...]]:
    """Return the options of every state."""
    rows = np.array(np.unravel_index(moves.cells, moves.shape)).T
    return [tuple(int(option) for option in row) for row in rows]


def option_models(seed: int, count: int, parties: int | None = None) -> Iterator[Conflict]:
    """Yield random models in option form.

    Two to four parties, some without options, issues that nobody moves alone, one-way issues,
    impossible combinations, strict orders and orders full of ties.
    """
    rng = np.random.default_rng(seed)
    for _ in range(count):
        p = parties or int(rng.integers(2, 5))
        shape = SHAPES[rng.integers(len(SHAPES))]
        owner = rng.integers(-1 if rng.random() < 0.2 else 0, p, len(shape))
        one_way = rng.random(len(shape)) < rng.choice([0.0, 0.3, 0.8])
        size = math.prod(shape)
        cells = np.flatnonzero(rng.random(size) < rng.choice([0.5, 0.75, 1.0]))
        if not len(cells):
            cells = np.array([int(rng.integers(size))])
        m = len(cells)
        tiers = int(rng.choice([m, max(1, m // 2), 3]))
        strict = np.array([rng.permutation(m) for _ in range(p)])
        tied = rng.integers(0, tiers, (p, m))
        yield Conflict(
            parties=tuple("abcd"[:p]),
            ranks=strict if rng.random() < 0.4 else tied,
            moves=GridMoves(
                shape=shape,
                owner=tuple(owner.tolist()),
                one_way=tuple(one_way.tolist()),
                cells=cells.astype(np.int64),
            ),
        )


def graph_models(seed: int, count: int) -> Iterator[Conflict]:
    """Yield random graphs: option form with states merged and moves forbidden, or any arcs at all.

    Here moves are not transitive, and the same move may belong to several parties.
    """
    rng = np.random.default_rng(seed)
    for model in option_models(seed + 1, count):
        p, m = model.ranks.shape
        arcs: list[set[tuple[int, int]]]
        if rng.random() < 0.5:
            into = np.where(rng.random(m) < 0.2, rng.integers(0, m, m), np.arange(m))
            arcs = [
                {
                    (int(into[s]), int(into[t]))
                    for s in range(m)
                    for t in moves_of(model, i, s)
                    if into[s] != into[t] and rng.random() < 0.8
                }
                for i in range(p)
            ]
        else:
            density = rng.choice([0.05, 0.15, 0.3])
            arcs = [
                {(int(s), int(t)) for s, t in np.argwhere(rng.random((m, m)) < density) if s != t}
                for _ in range(p)
            ]
        yield graph(model.ranks, arcs)


def graph(
    ranks: np.ndarray[tuple[int, ...], np.dtype[np.int64]], arcs: list[set[tuple[int, int]]]
) -> Conflict:
    """Return a conflict with these arcs."""
    m = ranks.shape[1]
    starts, targets = [], []
    for pairs in arcs:
        ordered = sorted(pairs)
        origins = np.array([s for s, _ in ordered], dtype=np.int64)
        starts.append(np.searchsorted(origins, np.arange(m + 1)).astype(np.int64))
        targets.append(np.array([t for _, t in ordered], dtype=np.int64))
    return Conflict(
        parties=tuple("abcd"[: len(arcs)]),
        ranks=ranks,
        moves=ListedMoves(starts=tuple(starts), targets=tuple(targets)),
    )


def plain_of(conflict: Conflict) -> plain.Plain:
    """Return the plain model; moves in option form come from the option vectors themselves."""
    moves = conflict.moves
    if isinstance(moves, GridMoves):
        arcs = plain.option_form(
            moves.shape, moves.owner, moves.one_way, vectors_of(moves), len(conflict.parties)
        )
    else:
        arcs = [
            [set(targets[starts[s] : starts[s + 1]].tolist()) for s in range(conflict.states)]
            for starts, targets in zip(moves.starts, moves.targets, strict=True)
        ]
    return plain.Plain(arcs=arcs, ranks=conflict.ranks.tolist())


def judged(engine: Engine, name: str) -> Bools:
    """Return what an engine says, shape (p, m)."""
    parties = range(len(engine.conflict.parties))
    return np.array([DEFINITIONS[name].stable(engine, party) for party in parties])


@pytest.mark.parametrize("seed", range(6))
def test_in_option_form_both_engines_agree_with_the_plain_judge(seed: int) -> None:
    """600 models; the plain judge reads the definitions aloud."""
    for conflict in option_models(seed, 100):
        model = plain_of(conflict)
        arrays, lists = ArrayEngine(conflict), ListEngine(listed(conflict))
        for name in CORE:
            expected = plain.flags(model, name)
            assert np.array_equal(judged(arrays, name), expected), (name, conflict)
            assert np.array_equal(judged(lists, name), expected), (name, conflict)


@pytest.mark.parametrize("seed", range(100, 106))
def test_on_any_graph_the_engine_for_lists_agrees_with_the_plain_judge(seed: int) -> None:
    """600 graphs whose moves are not transitive, with moves that several parties share."""
    for conflict in graph_models(seed, 100):
        model, engine = plain_of(conflict), ListEngine(conflict)
        for name in CORE:
            assert np.array_equal(judged(engine, name), plain.flags(model, name)), (name, conflict)


@pytest.mark.parametrize("seed", range(200, 206))
def test_engines_agree_with_matrices(seed: int) -> None:
    """1,200 further models, half of them graphs, against Xu, Hipel, Kilgour (2009)."""
    for conflict in option_models(seed, 100):
        for name, expected in plain.matrix_flags(plain_of(conflict)).items():
            assert np.array_equal(judged(ArrayEngine(conflict), name), expected), (name, conflict)
    for conflict in graph_models(seed, 100):
        engine = ListEngine(conflict)
        for name, expected in plain.matrix_flags(plain_of(conflict)).items():
            assert np.array_equal(judged(engine, name), expected), (name, conflict)


@pytest.mark.parametrize("seed", range(300, 304))
def test_the_search_from_one_state_agrees(seed: int) -> None:
    """All states of 200 models in option form, and of 200 graphs by their listed moves."""
    for conflict in option_models(seed, 50):
        moves = conflict.moves
        assert isinstance(moves, GridMoves)
        vectors = vectors_of(moves)
        place = {vector: at for at, vector in enumerate(vectors)}
        near = Near(
            parties=len(conflict.parties),
            moves=option_moves(moves.shape, moves.owner, moves.one_way, place.__contains__),
            rank=lambda party, state, of=conflict.ranks, at=place: of[party][at[state]],  # type: ignore[misc]
        )
        agree_nearby(conflict, near, vectors, ArrayEngine(conflict))
    for conflict in graph_models(seed, 50):
        near = Near(
            parties=len(conflict.parties),
            moves=lambda party, state, of=conflict: (  # type: ignore[misc]
                (int(t),) for t in moves_of(of, party, state[0])
            ),
            rank=lambda party, state, of=conflict.ranks: of[party][state[0]],  # type: ignore[misc]
        )
        states: list[tuple[int, ...]] = [(s,) for s in range(conflict.states)]
        agree_nearby(conflict, near, states, ListEngine(conflict))


def agree_nearby(
    conflict: Conflict, near: Near, states: list[tuple[int, ...]], engine: Engine
) -> None:
    """Check that the search says of every state what the engine says, with a true witness."""
    for name in CORE:
        expected = judged(engine, name)
        for party in range(near.parties):
            for at, state in enumerate(states):
                verdict = stable_here(near, party, state, name)
                assert verdict.stable == expected[party, at], (name, party, state, conflict)
                here = near.rank(party, state)
                if verdict.improvement is None:
                    assert verdict.stable
                    continue
                assert near.rank(party, verdict.improvement) > here
                assert verdict.improvement in set(near.moves(party, state))
                assert bool(verdict.answer) == verdict.stable
                check_answer(near, party, verdict.improvement, verdict.answer, here, name)


def check_answer(
    near: Near,
    party: int,
    gain: tuple[int, ...],
    answer: tuple[tuple[int, tuple[int, ...]], ...],
    here: int,
    name: str,
) -> None:
    """Check that an answer is a legal sequence of the others that leaves the party no better off."""
    if not answer:
        return
    state, last = gain, -1
    for mover, reached in answer:
        assert mover not in (party, last)
        assert reached in set(near.moves(mover, state))
        if name in ("seq", "sseq"):
            assert near.rank(mover, reached) > near.rank(mover, state)
        state, last = reached, mover
    assert near.rank(party, state) <= here
    if name in ("smr", "sseq"):
        assert all(near.rank(party, then) <= here for then in near.moves(party, state))


@pytest.mark.parametrize("seed", range(400, 404))
def test_simultaneous_definitions_agree_with_the_plain_judge(seed: int) -> None:
    """SIM against everybody, FH against those for whom the state is sequentially unstable."""
    for conflict in option_models(seed, 60):
        moves, model = conflict.moves, plain_of(conflict)
        assert isinstance(moves, GridMoves)
        vectors, engine = vectors_of(moves), ArrayEngine(conflict)
        seq, sim, fh = plain.flags(model, "seq"), judged(engine, "sim"), judged(engine, "fh")
        for i in model.parties:
            for s in model.states:
                everybody = plain.together(model, vectors, moves.owner, i, s, model.parties)
                assert sim[i, s] == everybody, (i, s, conflict)
                unstable = [j for j in model.parties if not seq[j, s]]
                some = plain.together(model, vectors, moves.owner, i, s, unstable)
                assert fh[i, s] == (seq[i, s] or some), (i, s, conflict)


@pytest.mark.parametrize("seed", range(500, 504))
def test_looking_ahead_agrees_with_the_recursion(seed: int) -> None:
    """Limited moves for horizons 1 to 5, on option form and on lists, ties included."""
    for conflict in option_models(seed, 25, parties=2):
        model = plain_of(conflict)
        for horizon in (1, 2, 3, 4, 5):
            for i in (0, 1):
                expected = [plain.limited(model, horizon, i, s) == s for s in model.states]
                for engine in (ArrayEngine(conflict), ListEngine(listed(conflict))):
                    assert limited_move(engine, i, horizon).tolist() == expected, conflict


@pytest.mark.parametrize("seed", range(600, 604))
def test_non_myopic_is_stable_for_all_far_horizons(seed: int) -> None:
    """By the definition: stable for every horizon from some horizon on; 400 models."""
    for conflict in option_models(seed, 100, parties=2):
        model = plain_of(conflict)
        for i in (0, 1):
            found = DEFINITIONS["non-myopic"].stable(ArrayEngine(conflict), i)
            assert found.tolist() == plain.always(model, i), conflict


def test_moves_are_those_of_the_option_vectors() -> None:
    """Asked state by state or listed all at once, moves change own options only, forwards."""
    for conflict in option_models(700, 200):
        model, lists = plain_of(conflict), listed(conflict)
        for i in model.parties:
            for s in model.states:
                expected = sorted(model.arcs[i][s])
                assert moves_of(conflict, i, s).tolist() == expected
                assert moves_of(lists, i, s).tolist() == expected


def test_sweeps_in_parts_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """However few slices are worked on at a time, nothing changes."""
    for conflict in option_models(800, 60):
        engine = ArrayEngine(conflict)
        whole = [judged(engine, name) for name in CORE]
        with monkeypatch.context() as patch:
            patch.setattr(slices, "CHUNK", 3)
            parts = [judged(ArrayEngine(conflict), name) for name in CORE]
        assert np.array_equal(whole, parts)
