"""The same statement in several reports: found, compared, and told apart from look-alikes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from zopa.evidence.alignment._candidates import candidates, pairs_of, wordings
from zopa.evidence.alignment._differences import changed, differences
from zopa.evidence.alignment._items import Item, Setting, items_of
from zopa.evidence.alignment._matching import Overlap, overlap
from zopa.evidence.alignment._relations import BY_SUBJECTS, Verdict, verdict
from zopa.model.ledger import Alignment, Statement
from zopa.model.parties import Party

__all__ = ["align", "compared"]

Found = tuple[int, int, Verdict, Overlap]
Key = tuple[tuple[str, ...], tuple[int, ...]]
"""Said words and the numbers of their sentences: one wording has several, by what is in brackets."""


def align(
    statements: Iterable[Statement], parties: Iterable[Party] = (), *, within: bool = False
) -> tuple[Alignment, ...]:
    """Return how statements of different sources stand to each other.

    Parameters
    ----------
    statements
        Statements of all sources, in any order.  Left out are rejected ones and those whose
        passages are cut, since their words are unknown.
    parties
        Parties of the case; their names and aliases say which words are names.
    within
        Whether to compare statements of the same source too.

    Returns
    -------
    tuple of Alignment
        Pairs worth an analyst's look, in the order of source and place.  ``distinct`` are
        look-alikes that were not joined; a conflict is only ever a possible one.  Empty where
        nothing is alike.  The order of the statements changes nothing.

    Notes
    -----
    Where more than 400 pairs of statements have the same two wordings, each statement is paired
    with the next one of another source instead of with all.  Words after the 600th of a
    statement are not compared.  Cost: linear in the number of words, for each at most 40 other
    wordings.

    Examples
    --------
    >>> from zopa.model.ledger import Passage
    >>> def said(source, words):
    ...     passage = Passage(source=source, start=0, end=len(words), exact=words, sha256="")
    ...     return Statement(id=f"{source}-1", source=source, passages=(passage,),
    ...                      mode="direct", rule="")
    >>> [pair] = align([said("a", "We offered 3 percent for next year."),
    ...                 said("b", "We offered 5 percent for next year.")])
    >>> pair.relation, pair.differences, pair.changes
    ('possible-conflict', (('3', '5'),), ('number',))
    """
    usable = [each for each in statements if _usable(each)]
    items, setting = items_of(usable, tuple(parties))
    groups = wordings(items)
    found = list(_judged(items, groups, setting, within=within))
    found = _best_retold(items, found, setting)
    found.sort(key=lambda each: each[:2])
    return tuple(_alignment(items[i], items[j], told, shared) for i, j, told, shared in found)


def compared(a: Statement, b: Statement) -> Alignment:
    """Return in which words two statements differ that somebody else put side by side.

    Parameters
    ----------
    a, b
        Whatever joins them; also where `align` would not pair them.

    Returns
    -------
    Alignment
        With what they share, the word differences in the order of the two, and what these change;
        nothing of it where the words of one are cut.  It is ``distinct`` until somebody says more.

    Examples
    --------
    >>> from zopa.model.ledger import Passage
    >>> def said(source, words):
    ...     passage = Passage(source=source, start=0, end=len(words), exact=words, sha256="")
    ...     return Statement(id=f"{source}-1", source=source, passages=(passage,),
    ...                      mode="direct", rule="")
    >>> found = compared(said("b", "We pay 3 percent."), said("a", "They pay 5 percent."))
    >>> found.a, found.differences, found.changes
    ('b-1', (('We', 'They'), ('3', '5')), ('number',))
    """
    plain = Alignment(a=a.id, b=b.id, relation="distinct", rule="")
    if not (a.passages and b.passages) or any(each.cut for each in (*a.passages, *b.passages)):
        return plain
    items, setting = items_of((a, b), ())
    one, other = items if items[0].statement is a else items[::-1]
    shared = overlap(one.words, other.words)
    judged = verdict(one, other, shared, setting)
    told = changed(one.words, other.words, shared).changes if shared.pairs else ()
    return replace(
        plain,
        shared=round(min(1.0, shared.shorter_side), 3),
        differences=differences(one.words, other.words, shared),
        changes=judged.changes if judged else told,
    )


def _usable(statement: Statement) -> bool:
    """Return whether the words of a statement are known and stand."""
    if statement.status == "rejected" or not statement.passages:
        return False
    return not any(passage.cut for passage in statement.passages)


def _judged(
    items: Sequence[Item], groups: Sequence[Sequence[int]], setting: Setting, *, within: bool
) -> Iterator[Found]:
    """Yield all pairs with a verdict."""
    compared = [(i, i) for i, group in enumerate(groups) if len(group) > 1]
    for first, second in [*compared, *candidates(items, groups)]:
        known: dict[tuple[Key, Key], Overlap] = {}
        for i, j in pairs_of(items, groups[first], groups[second]):
            if not _comparable(items[i].statement, items[j].statement, within=within):
                continue
            a, b = items[i].words, items[j].words
            keys = (a.said, a.sentence), (b.said, b.sentence)
            shared = known.get(keys)
            if shared is None:
                shared = known[keys] = overlap(a, b)
            judged = verdict(items[i], items[j], shared, setting)
            if judged is not None:
                yield i, j, judged, shared


def _comparable(a: Statement, b: Statement, *, within: bool) -> bool:
    """Return whether two statements may be compared: of two sources, or apart in one."""
    if a.source != b.source:
        return True
    return within and a.passages[-1].end <= b.passages[0].start


def _best_retold(items: Sequence[Item], found: Sequence[Found], setting: Setting) -> list[Found]:
    """Return the pairs, of those joined by subjects alone only the best of both statements.

    Where words already join both to the other source, subjects add nothing.
    """
    kept = [each for each in found if each[2].rule not in BY_SUBJECTS]
    taken = {key for each in kept if each[2].relation != "distinct" for key in _ends(items, each)}
    ranked = sorted(
        (each for each in found if each[2].rule in BY_SUBJECTS),
        key=lambda each: (
            -setting.weigh(items[each[0]].topics & items[each[1]].topics),
            each[0],
            each[1],
        ),
    )
    chosen: set[tuple[int, str]] = set()
    for each in ranked:
        ends = _ends(items, each)
        if chosen.isdisjoint(ends) and not taken.issuperset(ends):
            kept.append(each)
            chosen.update(ends)
    return kept


def _ends(items: Sequence[Item], found: Found) -> tuple[tuple[int, str], tuple[int, str]]:
    """Return each of the two statements with the source that it was joined to."""
    i, j = found[:2]
    return (i, items[j].statement.source), (j, items[i].statement.source)


def _alignment(a: Item, b: Item, judged: Verdict, shared: Overlap) -> Alignment:
    """Return the alignment of two statements."""
    return Alignment(
        a=a.statement.id,
        b=b.statement.id,
        relation=judged.relation,
        rule=judged.rule,
        shared=round(min(1.0, shared.shorter_side), 3),
        differences=differences(a.words, b.words, shared) if judged.rule not in BY_SUBJECTS else (),
        changes=judged.changes,
    )
