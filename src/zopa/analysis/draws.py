"""Draws of all uncertain numbers of a case (semantics §2, §11)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from zopa.errors import QuestionError
from zopa.model import Case, Draws

Path = tuple[str, ...]

SEPARATOR = "\x1f"
"""Stands between the parts of a path; no id has it."""


def draw(case: Case, count: int, seed: int = 1) -> Draws:
    """Return draws of every number of a case that has a range.

    Each number has a stream of chance of its own, that depends on the seed and on its place in
    the case only.  So the same number gets the same draws when something else in the case
    changes, and the first draws stay as they are when more are asked for.

    Parameters
    ----------
    case
        The case.
    count
        How many draws, at least 1.
    seed
        At least 0.  Same seed, same draws, on every machine.

    Returns
    -------
    Draws
        Values of the uncertain numbers, in the order of the file.

    Raises
    ------
    QuestionError
        When the count is below 1 or the seed below 0.

    Examples
    --------
    >>> from zopa.model import *
    >>> n = Number.fixed
    >>> pay = Issue(id="pay", name="Pay", options=(Option(id="low", name="Low"),))
    >>> case = Case(id="c", title="C", parties=(Party(id="a", name="A"),), issues=(pay,),
    ...     preferences={"a": Scores(party="a", scores={"pay": {"low": Number.uniform(0, 10)}},
    ...                              standing=Standing(value=n(5)))})
    >>> drawn = draw(case, 1000, seed=1)
    >>> [path[-1] for path in drawn.values], drawn.count
    (['low'], 1000)
    """
    if count < 1:
        msg = f"{count} draws were asked for; ask for at least 1"
        raise QuestionError(msg)
    if seed < 0:
        msg = f"the seed is {seed}; give a whole number from 0 up"
        raise QuestionError(msg)
    values = {
        named.path: named.number.quantile(_stream(seed, named.path).random(count))
        for named in case.uncertain()
    }
    return Draws(count=count, values=values)


def _stream(seed: int, path: Path) -> np.random.Generator:
    digest = hashlib.sha256(SEPARATOR.join(path).encode()).digest()
    words = np.frombuffer(digest, dtype="<u4").tolist()
    return np.random.default_rng(np.random.SeedSequence([seed, *words]))


def held(draws: Draws, path: Path, value: float) -> Draws:
    """Return the same draws with one number held at a value.

    Examples
    --------
    >>> held(Draws(count=2, values={("a",): np.array([1.0, 2.0])}), ("a",), 7.0).values
    {('a',): array([7., 7.])}
    """
    return Draws(count=draws.count, values={**draws.values, path: np.full(draws.count, value)})


def chosen(draws: Draws, which: NDArray[np.bool_] | slice) -> Draws:
    """Return some of the draws: a slice, or those marked in an array of shape (count,).

    Examples
    --------
    >>> chosen(Draws(count=3), np.array([True, False, True])).count
    2
    """
    marks = np.zeros(draws.count, dtype=np.bool_)
    marks[which] = True
    values = {path: value[which] for path, value in draws.values.items()}
    return Draws(count=int(marks.sum()), values=values)


def parts(draws: Draws, size: int) -> Iterator[tuple[slice, Draws]]:
    """Yield the draws in order, at most ``size`` at a time, each with its place among all.

    Examples
    --------
    >>> [(part.start, some.count) for part, some in parts(Draws(count=5), 2)]
    [(0, 2), (2, 2), (4, 1)]
    """
    for start in range(0, draws.count, size):
        part = slice(start, min(start + size, draws.count))
        yield part, chosen(draws, part)
