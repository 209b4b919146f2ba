"""What decides it: how sure the answer is, and which uncertain number matters most."""

from __future__ import annotations

from functools import partial

import numpy as np

from zopa.analysis.results import Driver, Study, Uncertainty
from zopa.report.charts import margins_picture, tornado
from zopa.report.document import Bar, Bars, Block, Bullets, Figure, Paragraph, Section
from zopa.report.phrases import kept, told
from zopa.report.sections._contract import section
from zopa.report.words import Scale, count, fine, percent, sentence, with_options, within

LEAD = 5
"""Numbers for a first look."""
LEAST = 0.005
"""Smallest swing worth a bar: it rounds to 1 point of chance."""


@section(name="decides", order=60)
def decides(study: Study) -> Section | None:
    """Return the chance of a deal and what moves it; nothing for a case without ranges."""
    found = study.uncertainty
    if found is None:
        return None
    blocks: list[Block] = [Paragraph(text=_chance(study, found), tone="muted")]
    if found.conditions:
        given = f"Given what was revealed ({kept(found)}):"
        blocks.append(Paragraph(text=given, tone="muted"))
        blocks.append(Bullets(items=told(found.conditions)))
    drivers = [driver for driver in found.drivers if driver.swing >= LEAST]
    if len(found.margins):
        blocks.append(_margins(study, found))
    if drivers:
        blocks.append(_tornado(study, found, drivers))
        bars = tuple(_bar(driver, found) for driver in drivers)
        caption = "How far each uncertain number moves the chance of a deal, in percentage points"
        blocks.append(Bars(bars=bars, caption=caption, lead=LEAD))
    elif found.drivers:
        none = "No uncertain number alone moves the chance of a deal by a percentage point."
        blocks.append(Paragraph(text=none))
    return Section(id="decides", title="What decides it", blocks=tuple(blocks))


def _chance(study: Study, found: Uncertainty) -> str:
    where = f"{with_options(study.case, found.option_set)}, " if len(study.zones) > 1 else ""
    said = [sentence(f"{where}a deal exists {within(found.zone)} of {count(found.draws)} draws")]
    if len(found.margins):
        scale = Scale(digits=max(s.digits for s in fine(study).values()))
        middle = float(np.median(found.margins))
        said.append(
            sentence(
                f"in the middle draw the best package {'clears' if middle >= 0 else 'misses'} the "
                f"zone by {scale.short(abs(middle))} points"
            )
        )
    return " ".join(said)


def _bar(driver: Driver, found: Uncertainty) -> Bar:
    """Return how far the two ends of a number move the chance, the lower end of the bar first."""
    changes = [
        100 * (end.share - found.zone.share) for end in (driver.share_at_low, driver.share_at_high)
    ]
    scale = Scale(digits=0)
    low, high = min(changes), max(changes)
    text = f"{scale.signed(low)} … {scale.signed(high)}"
    return Bar(label=driver.label, low=low, high=high, text=text)


def _titled(study: Study, found: Uncertainty, title: str) -> str:
    """Return a title that says which options the picture is about, for pictures on their own."""
    return (
        f"{title}, {with_options(study.case, found.option_set)}" if len(study.zones) > 1 else title
    )


def _margins(study: Study, found: Uncertainty) -> Figure:
    return Figure(
        id="margins",
        title=_titled(study, found, "How sure the answer is"),
        caption="By how much the best deal clears the zone (right of 0) or misses it (left of 0), "
        "in points of utility, over all draws.",
        alt=f"Distribution of the margin over {count(found.draws)} draws; "
        f"{percent(found.zone)} lie at 0 or above.",
        chart=partial(margins_picture, found),
    )


def _tornado(study: Study, found: Uncertainty, drivers: list[Driver]) -> Figure:
    top = drivers[0]
    return Figure(
        id="drivers",
        title=_titled(study, found, "Which uncertain number decides"),
        caption="Chance of a deal with each number held at its low and at its high end, all "
        "others drawn as before. The line is the chance with all numbers drawn.",
        alt=f"{len(drivers)} bars, the longest for {top.label}.",
        chart=partial(tornado, study),
    )
