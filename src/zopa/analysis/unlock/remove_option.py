"""One option taken away, for an open zone."""

from __future__ import annotations

import numpy as np

from zopa.analysis.results import Lever
from zopa.analysis.unlock import _words
from zopa.analysis.unlock._contract import Promise, lever
from zopa.analysis.unlock._setting import Setting


@lever(
    kind="remove-option",
    title="options, each taken away",
    opens=False,
    closes=True,
    promises=[Promise.DOES, Promise.COMPLETE],
)
def remove_option(setting: Setting) -> list[Lever]:
    """Return the options that every deal of the zone has: without one of them it is empty.

    Only options that close it are listed; where there are none, one line says so.  An issue
    with a single option on the table is left aside.
    """
    found = []
    for block, top in zip(setting.problem.space.blocks, setting.tops, strict=True):
        for column, place in enumerate(block.issues):
            issue = setting.case.issues[place]
            used = np.unique(block.rows[top.passes, column])
            if len(used) == 1 and len(setting.options.fix[issue.id]) > 1:
                found.append(_lever(setting, issue.id, issue.options[int(used[0])].id))
    return found or [
        Lever(
            kind="remove-option",
            opens=False,
            size=None,
            unit="options",
            effort=float("inf"),
            label="take away one option",
            detail="none closes it alone",
        )
    ]


def _lever(setting: Setting, issue: str, option: str) -> Lever:
    problem = setting.problem
    margins = problem.margin((setting.values - problem.reservation) / problem.span)
    return Lever(
        kind="remove-option",
        opens=True,
        size=1.0,
        unit="options",
        effort=0.0,
        label=f"take away the option {_words.option(setting.case, issue, option)}",
        detail="closes it: every deal of the zone has it",
        issue=issue,
        options=((issue, option),),
        deal=setting.deal(int(margins.argmax())),
    )
