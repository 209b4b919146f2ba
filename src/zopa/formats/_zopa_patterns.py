"""Patterns of a case file (``issue: option``, lists, ``{not: option}``) to those of the model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from zopa.errors import Fault, did_you_mean
from zopa.formats._zopa_leaves import Choice
from zopa.model import Issue, Pattern


@dataclass(slots=True, kw_only=True)
class Desk:
    """What every part of a case is built with: the issues, and the faults found so far."""

    issues: dict[str, Issue] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    damaged: set[tuple[str, ...]] = field(default_factory=set)
    """Issues whose options nobody knows."""

    def fault(self, message: str, *where: str) -> None:
        """Note a fault."""
        self.faults.append(Fault(message=message, where=where))

    def pattern(
        self, part: Mapping[str, Choice], where: tuple[str, ...], owner: str = "a rule"
    ) -> Pattern:
        """Return a pattern; errors call what it belongs to ``owner``."""
        return Pattern(
            allowed={
                name: self._allowed(name, choice, where, owner) for name, choice in part.items()
            }
        )

    def _allowed(
        self, name: str, choice: Choice, where: tuple[str, ...], owner: str
    ) -> tuple[str, ...]:
        """Return the options of a choice; ``not`` needs the issue's options."""
        if not choice.negated:
            return choice.options
        issue = self.issues.get(name)
        if issue is None:
            return ()
        known = [option.id for option in issue.options]
        for option in choice.options:
            if option not in issue:
                self.fault(
                    f"{owner} names option '{option}', which issue '{name}' does not have; "
                    f"{did_you_mean(option, known)}",
                    *where,
                    name,
                )
        left = tuple(option for option in known if option not in choice.options)
        if not left:
            self.fault(f"{owner} excludes every option of issue '{name}'", *where, name)
        return left or tuple(known)
