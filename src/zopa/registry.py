"""A small registry: the front door of every folder that holds one idea per file."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from typing import Generic, TypeVar

from zopa.errors import UnknownNameError, did_you_mean

T = TypeVar("T")


class Registry(Generic[T]):
    """Members of one kind by kebab-case name; a folder's files register themselves.

    Files whose name starts with an underscore are not members.  They are imported on first
    use, so adding a member means adding one file.

    Examples
    --------
    >>> colours: Registry[str] = Registry("colour")
    >>> colours.add("sea-green", "#2e8b57")
    >>> colours["sea-green"]
    '#2e8b57'
    >>> colours["sea-gren"]
    Traceback (most recent call last):
    zopa.errors.UnknownNameError: no colour is called 'sea-gren'; did you mean 'sea-green'?
    """

    def __init__(self, kind: str, package: str | None = None) -> None:
        self.kind = kind
        self._package = package
        self._members: dict[str, T] = {}

    def add(self, name: str, member: T) -> None:
        """Register ``member``; a name is taken once."""
        if name in self._members:
            msg = f"two members of kind {self.kind} are called '{name}'"
            raise ValueError(msg)
        self._members[name] = member

    def _load(self) -> None:
        if self._package is None:
            return
        package, self._package = importlib.import_module(self._package), None
        for info in pkgutil.iter_modules(package.__path__):
            if not info.name.startswith("_"):
                importlib.import_module(f"{package.__name__}.{info.name}")

    def __getitem__(self, name: str) -> T:
        """Return the member called ``name`` or raise with the nearest name."""
        self._load()
        try:
            return self._members[name]
        except KeyError:
            hint = did_you_mean(name, self._members)
            msg = f"no {self.kind} is called '{name}'; {hint}"
            raise UnknownNameError(msg) from None

    def __iter__(self) -> Iterator[str]:
        """Iterate over the names, in alphabetical order."""
        self._load()
        return iter(sorted(self._members))

    def __len__(self) -> int:
        """Return how many members there are."""
        self._load()
        return len(self._members)

    def items(self) -> list[tuple[str, T]]:
        """Return (name, member) pairs, in alphabetical order of the names."""
        return [(name, self._members[name]) for name in self]
