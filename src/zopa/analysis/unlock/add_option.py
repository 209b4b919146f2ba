"""One option that was not on the table."""

from __future__ import annotations

from zopa.analysis.results import Lever
from zopa.analysis.unlock import _words
from zopa.analysis.unlock._additions import Pair
from zopa.analysis.unlock._contract import Promise, lever
from zopa.analysis.unlock._setting import Setting


@lever(
    kind="add-option",
    title="options, each added",
    promises=[Promise.DOES, Promise.COMPLETE],
)
def add_option(setting: Setting) -> list[Lever]:
    """Return, for each option of the case outside the option set, whether it alone opens the zone.

    Its effort counts as 0: an option costs nobody anything.
    """
    return [_lever(setting, pair) for pair in setting.additions.outside]


def _lever(setting: Setting, pair: Pair) -> Lever:
    opening = setting.additions.openings.get(frozenset([pair]))
    return Lever(
        kind="add-option",
        opens=opening is not None,
        size=None if opening is None else 1.0,
        unit="options",
        effort=float("inf") if opening is None else 0.0,
        label=f"add the option {_words.option(setting.case, *pair)}",
        detail="does not open it alone" if opening is None else _words.opens(opening.packages),
        issue=pair[0],
        options=(pair,),
        deal=None if opening is None else opening.deal,
        packages=None if opening is None else opening.packages,
    )
