"""Several options that were not on the table, none of them for nothing."""

from __future__ import annotations

from zopa.analysis.results import Lever
from zopa.analysis.unlock import _words
from zopa.analysis.unlock._additions import Added, Opening
from zopa.analysis.unlock._contract import Promise, lever
from zopa.analysis.unlock._setting import Setting

STEP = 0.001
"""Effort of each option after the first: sets come after single options, small ones first."""


@lever(
    kind="add-options",
    title="options, several added",
    promises=[Promise.DOES, Promise.MINIMAL, Promise.COMPLETE],
)
def add_options(setting: Setting) -> list[Lever]:
    """Return the sets of options that open the zone while no part of them does.

    Where some single option opens it, pairs; else sets of up to three, or, where those do not
    do either, the smallest sets that do.  One line says so where nothing does.
    """
    found = setting.additions
    sets = {added: opening for added, opening in found.openings.items() if len(added) > 1}
    if any(len(added) == 1 for added in found.openings):
        sets = {added: opening for added, opening in sets.items() if len(added) == 2}
    elif not sets and len(found.outside) > 1:
        return [_none(setting)]
    return [_lever(setting, added, opening) for added, opening in sets.items()]


def _lever(setting: Setting, added: Added, opening: Opening) -> Lever:
    options = tuple(pair for pair in setting.additions.outside if pair in added)
    names = _words.listing(_words.option(setting.case, *pair) for pair in options)
    return Lever(
        kind="add-options",
        opens=True,
        size=float(len(options)),
        unit="options",
        effort=STEP * (len(options) - 1),
        label=f"add the options {names}",
        detail=_words.opens(opening.packages),
        options=options,
        deal=opening.deal,
        packages=opening.packages,
        scope="exact" if setting.additions.exact else "bound",
    )


def _none(setting: Setting) -> Lever:
    exact = setting.additions.exact
    return Lever(
        kind="add-options",
        opens=False,
        size=None,
        unit="options",
        effort=float("inf"),
        label="add several options",
        detail="no options of the case open it, even all together"
        if exact
        else "no options that were tried open it",
        scope="exact" if exact else "bound",
    )
