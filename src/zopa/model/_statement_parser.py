"""The text of a statement to a formula: ``relief = none iff us_threat = unchanged``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NoReturn

from zopa.errors import CaseError
from zopa.model.issues import Issue
from zopa.model.statements import (
    BARE,
    KEYWORDS,
    YES,
    And,
    Atom,
    Formula,
    If,
    Iff,
    Not,
    Or,
    atom_fault,
)

DEPTH = 50
"""Parentheses, ``not`` and ``if ... then`` inside one another at most."""
SHOWN = 60
"""Signs of a statement that an error repeats at most."""

_TOKEN = re.compile(
    r"""\s*(?:(?P<sign><->|->|!=|&&?|\|\|?|[()=!~,])"""
    r"""|(?P<quoted>"(?:[^"]|"")*"|'(?:[^']|'')*')"""
    rf"""|(?P<word>{BARE.pattern}))"""
)
_SIGNS = {"!": "not", "~": "not", "&": "and", "&&": "and", "|": "or", "||": "or", "<->": "iff"}
_WORD = "a word"
_END = "the end"


def parse_statement(
    text: str, issues: Mapping[str, Issue], *, owner: str = "the statement"
) -> Formula:
    """Return what a statement says.

    Parameters
    ----------
    text
        ``issue = option``, ``issue != option``, ``issue in (one, another)``, or only ``issue``
        where it has an option ``yes``; joined by ``not`` (``!``, ``~``), ``and`` (``&``), ``or``
        (``|``), ``if ... then ...``, ``... if ...``, ``... -> ...``, ``iff`` (``<->``) and
        parentheses.  ``not`` binds most, then ``and``, ``or``, ``if``, ``iff``.  Names with
        blanks or signs stand in quotes.
    issues
        Issues of the case, by id.
    owner
        What errors call the statement, for example ``statement 2 of party 'moe'``.

    Raises
    ------
    CaseError
        When the text is no statement, or names what the case does not have.

    Examples
    --------
    >>> from zopa.model.issues import Option
    >>> wage = Issue(id="wage", name="Wage", options=(
    ...     Option(id="low", name="2 %"), Option(id="high", name="4 %")))
    >>> parse_statement("not wage = low", {"wage": wage})
    Not(part=Atom(issue='wage', options=('low',)))
    >>> parse_statement("wage = middle", {"wage": wage})
    Traceback (most recent call last):
    zopa.errors.CaseError: the statement names option 'middle', which issue 'wage' does not have; known are 'low', 'high'
    """
    return _Parser(text=text, issues=issues, owner=owner, tokens=_tokens(text, owner)).whole()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Token:
    """A word or sign; ``kind`` is the sign or keyword itself, or says that it is a name."""

    kind: str
    text: str
    start: int


def _tokens(text: str, owner: str) -> list[_Token]:
    found = []
    at, end = 0, len(text.rstrip())
    while at < end:
        match = _TOKEN.match(text, at, end)
        if match is None:
            rest = text[at:].lstrip()
            if rest[0] in "\"'":
                raise CaseError(f"{owner} opens a quote that never ends: {_shown(rest)}")
            raise CaseError(f"{owner} has the sign '{rest[0]}', which means nothing there")
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        at = match.end()
        written = match[0].strip()
        kind, name = _WORD, written
        if match["quoted"]:
            quote = written[0]
            name = written[1:-1].replace(quote * 2, quote)
        elif match["sign"]:
            kind = _SIGNS.get(written, written)
        elif written.lower() in KEYWORDS:
            kind = written.lower()
        found.append(_Token(kind=kind, text=name, start=start))
    if not found:
        raise CaseError(f"{owner} is empty; write for example 'relief = none'")
    return [*found, _Token(kind=_END, text="", start=len(text))]


def _shown(text: str, *, keep_end: bool = False) -> str:
    """Return a text, or only its end or its beginning where it is long."""
    text = " ".join(text.split())
    if len(text) <= SHOWN:
        return text
    return f"…{text[-SHOWN:]}" if keep_end else f"{text[:SHOWN]}…"


@dataclass(slots=True, kw_only=True)
class _Parser:
    """Reads tokens from left to right, one function for each strength of binding."""

    text: str
    issues: Mapping[str, Issue]
    owner: str
    tokens: list[_Token]
    at: int = 0
    depth: int = 0
    last: str | None = None
    """The issue named last."""

    def whole(self) -> Formula:
        """Return the formula of the whole text."""
        found = self.iff()
        if self.token.kind == ")":
            self.wrong("has a ')' without a '('")
        if self.token.kind == _WORD:
            self.wrong(f"has no 'and', 'or', 'if' or 'iff' {self.place()}")
        if self.token.kind != _END:
            self.wrong(f"has '{self.token.text}' {self.place()}, where nothing of that kind fits")
        return found

    @property
    def token(self) -> _Token:
        """The token that comes next."""
        return self.tokens[self.at]

    def take(self, *kinds: str) -> bool:
        """Take the next token if it is of such a kind."""
        if self.token.kind not in kinds:
            return False
        self.at += 1
        return True

    def wrong(self, message: str) -> NoReturn:
        """Refuse the statement."""
        raise CaseError(f"{self.owner} {message}")

    def place(self) -> str:
        """Return where the next token stands, in words."""
        before = _shown(self.text[: self.token.start].rstrip(), keep_end=True)
        return f"after '{before}'" if before else "at its start"

    def deeper(self) -> None:
        """Count one more part inside another."""
        self.depth += 1
        if self.depth > DEPTH:
            self.wrong(f"has more than {DEPTH} parts inside one another; split it")

    def iff(self) -> Formula:
        """Read ``a iff b``."""
        left = self.condition()
        if not self.take("iff"):
            return left
        right = self.condition()
        self.only_one("iff")
        return Iff(left=left, right=right)

    def only_one(self, *kinds: str) -> None:
        """Refuse chains such as ``a if b if c``, which everybody reads in another way."""
        if self.token.kind in kinds:
            self.wrong(f"has a second '{self.token.text}' {self.place()}; add parentheses")

    def condition(self) -> Formula:
        """Read ``if a then b``, ``b if a`` and ``a -> b``."""
        if self.take("if"):
            self.deeper()
            when = self.iff()
            if not self.take("then"):
                self.wrong(f"has an 'if' without 'then' {self.place()}")
            then = self.condition() if self.token.kind == "if" else self.either()
            self.depth -= 1
            self.only_one("if", "->")
            return If(when=when, then=then)
        first = self.either()
        if self.take("if"):
            found = If(when=self.either(), then=first)
        elif self.take("->"):
            found = If(when=first, then=self.either())
        else:
            return first
        self.only_one("if", "->")
        return found

    def either(self) -> Formula:
        """Read ``a or b or c``."""
        parts = [self.both()]
        while self.take("or"):
            parts.append(self.both())
        return parts[0] if len(parts) == 1 else Or(parts=tuple(parts))

    def both(self) -> Formula:
        """Read ``a and b and c``."""
        parts = [self.negation()]
        while self.take("and"):
            parts.append(self.negation())
        return parts[0] if len(parts) == 1 else And(parts=tuple(parts))

    def negation(self) -> Formula:
        """Read ``not a``, ``(a)`` and what has no parts."""
        if self.take("not"):
            self.deeper()
            found: Formula = Not(part=self.negation())
            self.depth -= 1
            return found
        if self.take("("):
            self.deeper()
            found = self.iff()
            self.close()
            self.depth -= 1
            return found
        return self.atom()

    def close(self) -> None:
        """Take the closing parenthesis."""
        if self.take(")"):
            return
        if self.token.kind == _END:
            self.wrong(
                "has a '(' that is never closed; in a list between [ ] a statement with a comma "
                "goes in quotes"
            )
        self.wrong(f"lacks a ')' {self.place()}")

    def atom(self) -> Formula:
        """Read ``issue = option`` and its kin."""
        issue = self.name("an issue")
        negated = False
        options: tuple[str, ...]
        if self.take("="):
            options = (self.name("an option"),)
        elif self.take("!="):
            options, negated = (self.name("an option"),), True
        elif self.token.kind in ("in", "not") and self._lists():
            negated = self.take("not")
            self.take("in")
            options = self.several()
        else:
            self._alone(issue)
            options = (YES,)
        fault = atom_fault(issue, options, self.issues)
        if fault is not None:
            self.wrong(fault)
        self.last = issue
        found = Atom(issue=issue, options=options)
        return Not(part=found) if negated else found

    def _lists(self) -> bool:
        """Return whether ``in`` or ``not in`` comes next."""
        return self.token.kind == "in" or self.tokens[self.at + 1].kind == "in"

    def _alone(self, issue: str) -> None:
        """Refuse an issue without option unless it can be answered by ``yes``."""
        known = self.issues.get(issue)
        if known is None and self.last is not None and issue in self.issues[self.last]:
            self.wrong(
                f"names '{issue}' alone, which is an option of issue '{self.last}'; write "
                f"'{self.last} = {issue}', or '{self.last} in (..., {issue})'"
            )
        if known is not None and not known.term and YES not in known and len(known):
            self.wrong(
                f"names issue '{issue}' alone, which has no option '{YES}'; write for example "
                f"'{issue} = {known.options[0].id}'"
            )

    def several(self) -> tuple[str, ...]:
        """Read ``(one, another)``, or one option without parentheses."""
        if not self.take("("):
            return (self.name("an option"),)
        found = [self.name("an option")]
        while self.take(","):
            found.append(self.name("an option"))
        self.close()
        return tuple(found)

    def name(self, wanted: str) -> str:
        """Read a name."""
        token = self.token
        if token.kind == _END:
            self.wrong(f"breaks off {self.place()}, where {wanted} was to come")
        if token.kind != _WORD:
            word = token.kind in KEYWORDS and token.text.isalpha()  # not a sign such as &
            hint = "; put a name of that kind in quotes" if word else ""
            self.wrong(f"has '{token.text}' {self.place()}, where {wanted} was to come{hint}")
        self.at += 1
        return token.text
