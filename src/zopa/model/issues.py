"""Issues and their options, rules about them, and sets of options to negotiate over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from zopa.errors import UnknownNameError, did_you_mean

Package = Mapping[str, str]
"""One option for every issue (or, where said, for some issues): issue id -> option id."""

NO_DEAL = "no_deal"
"""Key under which a term carries its score when there is no deal; no option may be called so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One way to settle an issue."""

    id: str
    name: str
    origin: str | None = None
    """Who brought it up, for example ``reports`` or ``analyst``; option sets select by it."""
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """The numbers behind the options of a numeric issue, evenly spaced.

    Options of such an issue are its ``points`` numbers in ascending order.
    """

    kind: Literal["integer", "real"]
    low: float
    high: float
    points: int

    def values(self) -> tuple[float, ...]:
        """Return the numbers, ascending.

        Examples
        --------
        >>> Grid(kind="integer", low=0, high=4, points=3).values()
        (0.0, 2.0, 4.0)
        """
        if self.points == 1:
            return (float(self.low),)
        step = (self.high - self.low) / (self.points - 1)
        inner = (self.low + step * i for i in range(self.points - 1))
        return (*map(float, inner), float(self.high))


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """Something to settle, with its options in the order of the case file."""

    id: str
    name: str
    options: tuple[Option, ...]
    by: tuple[str, ...] = ()
    """Parties that carry it out (all of them together); empty where the case does not say."""
    now: str | None = None
    """Option in force today."""
    term: bool = False
    """A clause of a deal: nobody carries it out, and without a deal it does not exist."""
    grid: Grid | None = None
    _positions: dict[str, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index the options by id."""
        positions = {option.id: place for place, option in enumerate(self.options)}
        object.__setattr__(self, "_positions", positions)

    def __len__(self) -> int:
        """Return the number of options."""
        return len(self.options)

    def position(self, option: str) -> int:
        """Return the place of an option, counted from 0."""
        try:
            return self._positions[option]
        except KeyError:
            hint = did_you_mean(option, self._positions)
            msg = f"issue '{self.id}' has no option '{option}'; {hint}"
            raise UnknownNameError(msg) from None

    def __contains__(self, option: object) -> bool:
        """Return whether there is an option with this id."""
        return option in self._positions

    def option(self, option: str) -> Option:
        """Return the option with this id."""
        return self.options[self.position(option)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """What packages look like: for each named issue, the options that match.

    A package matches when every named issue has one of its listed options.  A term that was
    left out of a deal has no option, so it matches nothing.
    """

    allowed: Mapping[str, tuple[str, ...]]

    def matches(self, package: Package) -> bool:
        """Return whether the package has a listed option on every named issue.

        Examples
        --------
        >>> Pattern(allowed={"wage": ("2", "3")}).matches({"wage": "3", "shift": "night"})
        True
        """
        return all(package.get(issue) in options for issue, options in self.allowed.items())


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """``if`` a package matches the first pattern, ``then`` it matches the second too.

    ``then=None`` is a *never*: no package may match the first pattern.

    Examples
    --------
    >>> never = Rule(when=Pattern(allowed={"relief": ("none",)}), then=None)
    >>> never.holds({"relief": "none"}), never.holds({"relief": "full"})
    (False, True)
    """

    when: Pattern
    then: Pattern | None
    reason: str | None = None

    def holds(self, package: Package) -> bool:
        """Return whether the package obeys the rule."""
        if not self.when.matches(package):
            return True
        return self.then is not None and self.then.matches(package)

    @property
    def issues(self) -> tuple[str, ...]:
        """Issues that the rule ties together."""
        then = self.then.allowed if self.then is not None else {}
        return tuple(dict.fromkeys((*self.when.allowed, *then)))

    def text(self) -> str:
        """Return the rule in words.

        Examples
        --------
        >>> Rule(when=Pattern(allowed={"a": ("x",)}), then=Pattern(allowed={"b": ("y", "z")})).text()
        'if a = x then b = y or z'
        """
        when = _words(self.when)
        return f"never {when}" if self.then is None else f"if {when} then {_words(self.then)}"


def _words(pattern: Pattern) -> str:
    parts = (f"{issue} = {' or '.join(options)}" for issue, options in pattern.allowed.items())
    return " and ".join(parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionSet:
    """Which options are negotiated over: restrict by origin, then add, then fix."""

    id: str
    name: str | None = None
    """What completes "with ...", for example ``what was on the table``."""
    origin: tuple[str, ...] | None = None
    """Keep options of these origins only; ``None`` keeps all."""
    add: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    fix: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def allowed(self, issues: Iterable[Issue]) -> dict[str, tuple[str, ...]]:
        """Return, for every issue, the ids of the options in this set, in issue order.

        Examples
        --------
        >>> wage = Issue(id="wage", name="Wage", options=(
        ...     Option(id="2", name="2 %", origin="union"), Option(id="1", name="1 %")))
        >>> OptionSet(id="on-the-table", origin=("union",)).allowed([wage])
        {'wage': ('2',)}
        """
        chosen = {}
        for issue in issues:
            added = self.add.get(issue.id, ())
            fixed = self.fix.get(issue.id)
            chosen[issue.id] = tuple(
                option.id
                for option in issue.options
                if (option.id in fixed if fixed is not None else self._keeps(option, added))
            )
        return chosen

    def _keeps(self, option: Option, added: tuple[str, ...]) -> bool:
        return self.origin is None or option.origin in self.origin or option.id in added


ALL_OPTIONS = OptionSet(id="all")
"""The option set that is always there."""
