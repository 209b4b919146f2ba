"""A case file to a `Case`: parse, check the shape, build, and say every fault with its line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from zopa.errors import CaseFaults, Fault, FormatError, did_you_mean
from zopa.formats import _zopa_leaves as leaves
from zopa.formats._contract import SIZE_LIMIT
from zopa.formats._yaml_lines import Document, decode, parse
from zopa.formats._yaml_values import Map, Seq, text_of
from zopa.formats._zopa_leaves import Choice
from zopa.formats._zopa_schema import (
    CasePart,
    IssuePart,
    PackagePart,
    PreferencePart,
    RulePart,
)
from zopa.formats._zopa_shape import LAYOUT, Shape, shape
from zopa.formats._zopa_slips import tidy
from zopa.model import (
    Acceptance,
    Case,
    Claim,
    Commitment,
    Event,
    Grid,
    Issue,
    Joint,
    NamedPackage,
    Option,
    OptionSet,
    Party,
    Pattern,
    Preference,
    Rule,
    Scores,
    Source,
    Table,
)
from zopa.model.records import STATUSES

CASE_FILE = "case.yaml"
POINT_LIMIT = 100_000
"""Options that a grid makes at most."""


def load(path: Path) -> Case:
    """Return the case of a file, or of a folder with a ``case.yaml``.

    Raises
    ------
    FormatError
        When the file is no text, no YAML mapping, or no case.
    CaseFaults
        With every fault, in the order of lines.
    """
    content, source = _content(path)
    name = path.resolve().name if path.is_dir() else path.stem
    return from_text(decode(content, source), source=source, name=name)


def _content(path: Path) -> tuple[bytes, str]:
    file = path / CASE_FILE if path.is_dir() else path
    try:
        with file.open("rb") as stream:
            content = stream.read(SIZE_LIMIT + 1)
    except OSError as error:
        msg = f"{file}: the file cannot be read ({error.strerror}); check its name and permissions"
        raise FormatError(msg) from None
    if len(content) > SIZE_LIMIT:
        msg = (
            f"{file}: a case file has at most {SIZE_LIMIT / 2**20:.0f} MB, this one has more; "
            "check that it is a case"
        )
        raise FormatError(msg)
    return content, str(file)


def from_text(text: str, *, source: str, name: str) -> Case:
    r"""Return the case that a text describes.

    Parameters
    ----------
    text
        The content of a case file.
    source
        What errors call the file.
    name
        Id of the case where the text gives none.

    Raises
    ------
    FormatError, CaseFaults
        As `load`.

    Examples
    --------
    >>> text = "zopa: 1\nparties: [union, port]\nissues: {wage: {options: [1, 2]}}"
    >>> from_text(text, source="wage.yaml", name="wage").issue("wage").options[0].id
    '1'
    """
    document = document_of(text, source)
    found = shape(document)
    faults, misplaced = tidy(document, [*document.faults, *found.faults])
    found.damaged |= misplaced
    if found.part is None:
        raise CaseFaults(source, _in_order(faults))
    builder = _Builder(part=found.part, name=name)
    case, more = builder.build()
    own = [fault for fault in builder.faults if not found.follows(fault)]
    found.damaged |= builder.damaged
    more = own + [fault for fault in more if not found.follows(fault)]
    faults += [replace(f, line=line_of(document, f.where, found)) for f in more]
    if faults or case is None:
        raise CaseFaults(source, _in_order(faults))
    return case


def document_of(text: str, source: str) -> Document:
    """Return the document of a text that is meant to be a case."""
    document = parse(text, source, LAYOUT)
    if document.root is None and not document.faults:
        msg = (
            f"{source}: there is nothing in it but comments; 'zopa new' writes a case to start from"
        )
        raise FormatError(msg)
    marks = ("zopa", "parties", "issues", "preferences")
    if not isinstance(document.root, Map) or not any(mark in document.root for mark in marks):
        msg = (
            f"{source}: this is no case, which has at least 'parties' and 'issues'; "
            "'zopa new' writes one to start from"
        )
        raise FormatError(msg)
    return document


def lines_in(path: Path, places: Iterable[tuple[str, ...]]) -> list[int]:
    """Return the lines of some paths of the model in a case file."""
    content, source = _content(path)
    document = parse(decode(content, source), source)
    return [line_of(document, where) for where in places]


def line_of(document: Document, where: tuple[str, ...], found: Shape | None = None) -> int:
    """Return the line of a path of the model, which differs here and there from the file's."""
    if not where:
        return 1
    kept = found.kept if found is not None else {}
    if len(where) > 1 and where[0] in kept:
        where = (where[0], str(kept[where[0]][int(where[1])]), *where[2:])
    if where[0] == "packages" and len(where) > len(("packages", "name")):
        below = (*where[:2], "options", *where[2:])
        inside = _at(document.root, below[:3])
        where = below if isinstance(inside, Map) and where[2] in inside else where
    if where[0] == "preferences" and where[2:4] == ("table", "utilities"):
        rows = _at(document.root, (*where[:3], "rows"))
        for place, row in enumerate(rows if isinstance(rows, Seq) else ()):
            if isinstance(row, Seq) and tuple(map(text_of, row[:-1])) == where[4:]:
                where = (*where[:3], "rows", str(place))
                break
    return document.line(where)


def _at(node: Any, path: tuple[str, ...]) -> Any:
    for step in path:
        node = node.get(step) if isinstance(node, Map) else None
    return node


def _in_order(faults: Iterable[Fault]) -> list[Fault]:
    once = {(fault.line, fault.message): fault for fault in faults}
    return sorted(once.values(), key=lambda fault: fault.line or 0)


@dataclass(slots=True, kw_only=True)
class _Builder:
    """Makes the values of the model from the parts of the file."""

    part: CasePart
    name: str
    faults: list[Fault] = field(default_factory=list)
    damaged: set[tuple[str, ...]] = field(default_factory=set)
    """Issues whose options nobody knows."""
    issues: dict[str, Issue] = field(default_factory=dict)

    def build(self) -> tuple[Case | None, list[Fault]]:
        """Return the case, or the faults of the model; ``faults`` has those of the file."""
        part = self.part
        self.issues = {name: self._issue(name, issue) for name, issue in part.issues.items()}
        name = part.id or self.name
        try:
            case = Case(
                id=name,
                title=part.title if part.title is not None else name,
                parties=tuple(
                    Party(id=p, name=_or(v.name, p), aliases=v.aliases, role=v.role)
                    for p, v in part.parties.items()
                ),
                issues=tuple(self.issues.values()),
                preferences={p: self._preference(p, v) for p, v in part.preferences.items()},
                acceptance=Acceptance(
                    at_least=part.accept.at_least, including=part.accept.including
                ),
                rules=self._rules("rules", part.rules),
                deal_rules=self._rules("deal_rules", part.deal_rules),
                option_sets={
                    n: OptionSet(id=n, name=v.name, origin=v.origin, add=v.add, fix=v.fix)
                    for n, v in part.option_sets.items()
                },
                no_deal=part.no_deal,
                packages={n: self._package(n, v) for n, v in part.packages.items()},
                sources={n: Source(id=n, **v.model_dump()) for n, v in part.sources.items()},
                claims={n: Claim(id=n, **v.model_dump()) for n, v in part.claims.items()},
                events=tuple(Event(**v.model_dump()) for v in part.events),
                commitments=tuple(Commitment(**v.model_dump()) for v in part.commitments),
                notes=part.notes,
            )
        except CaseFaults as error:
            return None, list(error.faults)
        return case, []

    def _fault(self, message: str, *where: str) -> None:
        self.faults.append(Fault(message=message, where=where))

    def _issue(self, name: str, part: IssuePart) -> Issue:
        grid = Grid(**part.grid.model_dump()) if part.grid is not None else None
        if grid is not None and not self._sound(name, grid, made=part.options is None):
            grid = None
            self.damaged.add(("issues", name))
        if part.options is not None:
            options = tuple(
                Option(id=o, name=_or(v.name, o), origin=v.origin, claims=v.claims)
                for o, v in part.options.items()
            )
        elif grid is not None:
            options = grid_options(grid)
        else:
            options = (Option(id="?", name="?"),)
            self.damaged.add(("issues", name))
            if part.grid is None:
                message = f"issue '{name}' has no options; add 'options: [one, another]', or a grid"
                self._fault(message, "issues", name)
        return Issue(
            id=name,
            name=_or(part.name, name),
            options=options,
            by=part.by,
            now=part.now,
            term=part.term,
            grid=grid,
        )

    def _sound(self, name: str, grid: Grid, *, made: bool) -> bool:
        """Return whether a grid has numbers, and, where options are made from it, good ones."""
        message = None
        if grid.low > grid.high or (grid.low == grid.high and grid.points > 1):
            message = f"runs from {grid.low:g} to {grid.high:g}; low must be below high"
        elif not 1 <= grid.points <= POINT_LIMIT:
            message = f"has {grid.points} points; give 1 to {POINT_LIMIT:,}"
        elif made and grid.kind == "integer" and not all(v.is_integer() for v in grid.values()):
            message = (
                f"is of integers, but {grid.points} points from {grid.low:g} to {grid.high:g} "
                "are not all whole; change 'points'"
            )
        if message is not None:
            self._fault(f"the grid of issue '{name}' {message}", "issues", name, "grid")
        return message is None

    def _rules(self, section: str, parts: list[RulePart]) -> tuple[Rule, ...]:
        made = []
        for place, part in enumerate(parts):
            where = (section, str(place))
            first, key = (part.never, "never") if part.when is None else (part.when, "if")
            then = None if part.then is None else self._pattern(part.then, (*where, "then"))
            when = self._pattern(first or {}, (*where, key))
            made.append(Rule(when=when, then=then, reason=part.reason))
        return tuple(made)

    def _pattern(self, part: Mapping[str, Choice], where: tuple[str, ...]) -> Pattern:
        return Pattern(
            allowed={name: self._allowed(name, choice, where) for name, choice in part.items()}
        )

    def _allowed(self, name: str, choice: Choice, where: tuple[str, ...]) -> tuple[str, ...]:
        """Return the options of a choice; ``not`` needs the issue's options."""
        if not choice.negated:
            return choice.options
        issue = self.issues.get(name)
        if issue is None:
            return ()
        known = [option.id for option in issue.options]
        for option in choice.options:
            if option not in issue:
                self._fault(
                    f"a rule names option '{option}', which issue '{name}' does not have; "
                    f"{did_you_mean(option, known)}",
                    *where,
                    name,
                )
        left = tuple(option for option in known if option not in choice.options)
        if not left:
            self._fault(f"a rule excludes every option of issue '{name}'", *where, name)
        return left

    def _preference(self, party: str, part: PreferencePart) -> Preference:
        def marked(value: Any) -> Any:
            return value if part.provenance is None else leaves.marked(value, part.provenance)

        if part.table is not None:
            return Table(
                party=party,
                issues=part.table.issues,
                utilities=marked(dict(part.table.rows)),
                default=marked(part.table.default),
                standing=marked(part.no_deal),
                cap=part.cap,
                discount=part.discount,
            )
        return Scores(
            party=party,
            scores=marked(part.scores or {}),
            weights=marked(part.weights),
            joint=tuple(
                Joint(
                    id=n,
                    issues=v.issues,
                    scores=marked(v.scores),
                    weight=marked(v.weight),
                    default=v.default,
                )
                for n, v in part.joint.items()
            ),
            standing=marked(part.no_deal),
            rescale=part.rescale,
            constant=part.constant,
            cap=part.cap,
            discount=part.discount,
        )

    def _package(self, name: str, part: PackagePart) -> NamedPackage:
        inline = dict(part.model_extra or {})
        for key in [key for key in inline if key not in self.issues]:
            known = [*PackagePart.keys(), *self.issues]
            self._fault(
                f"package '{name}' has the key '{key}', which is neither an issue nor a key of "
                f"packages; {did_you_mean(key, known)}",
                "packages",
                name,
                key,
            )
            del inline[key]
        chosen = {**inline, **part.options}
        for key in sorted(set(inline) & set(part.options)):
            self._fault(
                f"package '{name}' gives issue '{key}' twice; keep one", "packages", name, key
            )
        return NamedPackage(
            id=name,
            name=_or(part.name, name),
            options={i: chosen.pop(i) for i in self.issues if i in chosen} | chosen,
            by=part.by,
            to=part.to,
            status=_status(part.status),
            claims=part.claims,
            assumed=part.assumed,
        )


def _status(word: str | None) -> str | None:
    """Return a status in the spelling that zopa knows, if it knows the word."""
    plain = (word or "").strip().lower()
    return plain if plain in STATUSES else word


def _or(name: str | None, fallback: str) -> str:
    return fallback if name is None else name


def grid_options(grid: Grid) -> tuple[Option, ...]:
    """Return one option for each number of a grid, called by the number, short.

    Examples
    --------
    >>> [option.id for option in grid_options(Grid(kind="real", low=0, high=1, points=11))][:4]
    ['0', '0.1', '0.2', '0.3']
    """
    values = grid.values()
    names = [_short(value) for value in values]
    if len(set(names)) < len(names):
        names = [repr(value) for value in values]
    return tuple(Option(id=name, name=name) for name in names)


def _short(value: float) -> str:
    if value.is_integer() and abs(value) < _EXACT:
        return str(int(value))
    return f"{value:.10g}"


_EXACT = 1e15
