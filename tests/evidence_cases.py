"""A case with a ledger beside it, for tests: an invented dispute over trams, told by two papers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from ledgers import act, said, source, speaker
from zopa.evidence.ledger import read_ledger, write_ledger
from zopa.model.ledger import Alignment, Detail, Ledger, Statement

POST = (
    "No deal on trams\n\n"
    "The operator has offered two percent.\n"
    "“We want four percent, and nothing less,” the chair of the union said on Thursday.\n"
    "In return the operator asked for the closure of one depot, and it promised to run\n"
    "the night trams until June.\n"
)
STAR = (
    "“We want four percent,” the chair of the union said. "
    "The company insisted on the sale of one depot. "
    "On Sunday the night trams stood still, drivers said."
)

CASE = """\
zopa: 1
id: trams
title: Trams, spring 2024
parties:
  union: {name: Union, aliases: [the chair of the union]}
  operator: {name: Operator, aliases: [the company]}
sources:
  post: {title: Morning Post}
claims:
  c1: {statement: [post-1, star-1], about: {pay: four}}
  c2: {statement: post-2, about: {depot: close}}
  c3: {statement: star-2, about: {depot: sell}}
  c4: {statement: post-3, about: {night: run}}
  c5:
    statement: star-3
    quote: the night trams stood still
    about: {night: run}
    stance: contradicts
issues:
  pay: {name: Pay rise, by: operator, now: none, options: {none: None, two: {name: 2 %, origin: analyst}, four: {name: 4 %, claims: [c1]}}}
  depot: {name: Depot, by: operator, now: keep, options: {keep: Kept, close: Closed, sell: Sold}}
  night: {name: Night trams, by: operator, now: none, options: {none: None, run: They run}}
preferences:
  union:
    weights: {pay: 60, depot: 30, night: 10}
    scores: {pay: {none: 0, two: 60, four: 100}, depot: {keep: 100, close: 0, sell: 20}, night: {none: 0, run: 100}}
    no_deal: 40
  operator:
    weights: {pay: 50, depot: 40, night: 10}
    scores: {pay: {none: 100, two: 70, four: 0}, depot: {keep: 0, close: 100, sell: 80}, night: {none: 100, run: 0}}
    no_deal: 45
packages:
  demand: {name: The union's demand, by: union, to: operator, pay: four, depot: keep, night: run, claims: [c1, c4], assumed: [depot]}
  offer: {name: The operator's offer, by: operator, to: union, pay: two, depot: close, night: run, claims: [c2]}
events:
  - {date: 2024-05-02, what: Talks end without a deal}
commitments:
  - {by: operator, issue: night, option: run, claims: [c4], broken: [c5]}
"""


def ledger() -> Ledger:
    """Return the ledger of both papers, nothing decided."""
    post = source("post", POST, publisher="Morning Post", date="2024-05-03")
    star = source("star", STAR, title="Night trams stand still", date="2024-05-06")
    union = speaker("the chair of the union", "union")
    operator = speaker("Operator", "operator")

    def kind(word: str) -> tuple[Detail, ...]:
        return (Detail(value=word, rule="test"),)

    def day(text: str) -> Detail:
        return Detail(value=text, rule="test")

    statements = [
        said(
            post,
            "“We want four percent, and nothing less,”",
            name="post-1",
            speaker=union,
            kinds=kind("demand"),
            time=day("2024-05-02"),
        ),
        said(
            post,
            "for the closure of one depot",
            name="post-2",
            mode="indirect",
            speaker=operator,
            kinds=kind("demand"),
        ),
        said(
            post,
            "to run\nthe night trams until June",
            name="post-3",
            mode="indirect",
            speaker=operator,
            kinds=kind("promise"),
            time=day("2024-05-02"),
        ),
        said(star, "“We want four percent,”", name="star-1", speaker=union, kinds=kind("demand")),
        said(
            star,
            "on the sale of one depot",
            name="star-2",
            mode="indirect",
            speaker=operator,
            kinds=kind("demand"),
        ),
        said(
            star,
            "On Sunday the night trams stood still",
            name="star-3",
            mode="indirect",
            speaker=speaker("drivers"),
            kinds=kind("account"),
            time=day("2024-05-05"),
        ),
    ]
    alignments = (
        Alignment(
            a="post-1",
            b="star-1",
            relation="partial",
            rule="test",
            shared=1.0,
            differences=((", and nothing less", ""),),
        ),
        Alignment(
            a="post-2",
            b="star-2",
            relation="possible-conflict",
            rule="test",
            shared=0.7,
            differences=(("closure", "sale"),),
            changes=("antecedent",),
        ),
    )
    return Ledger(
        sources={"post": post, "star": star},
        statements={statement.id: statement for statement in statements},
        alignments=alignments,
    )


def accepted(found: Ledger, *left: str) -> Ledger:
    """Return a ledger in which an analyst accepts all statements but some."""
    acts = [act("accept", each) for each in found.statements.values() if each.id not in left]
    return replace(found, decisions=(*found.decisions, *acts))


def changed(found: Ledger, name: str, **fields: object) -> Ledger:
    """Return a ledger with one statement changed."""
    statement: Statement = replace(found.statements[name], **fields)  # type: ignore[arg-type] # fields of a statement
    return replace(found, statements={**found.statements, name: statement})


def folder(path: Path, *, text: str = CASE, found: Ledger | None = None) -> Path:
    """Write a case and its ledger into a folder, and return it."""
    path.mkdir(exist_ok=True)
    (path / "case.yaml").write_text(text, encoding="utf-8")
    write_ledger(path, accepted(ledger()) if found is None else found)
    assert read_ledger(path) is not None
    return path
