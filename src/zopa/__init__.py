"""zopa: was there a deal, why was there none, and what would unlock one."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from zopa._version import __version__

if TYPE_CHECKING:
    from zopa.analysis.division import adjusted_winner
    from zopa.analysis.exchange.study import exchange
    from zopa.analysis.results import Study
    from zopa.analysis.stability.study import stability
    from zopa.analysis.study import study
    from zopa.analysis.verification.study import verification
    from zopa.errors import ZopaError
    from zopa.jobs.read import read
    from zopa.model import Case
    from zopa.report import brief

__all__ = [
    "Case",
    "Study",
    "ZopaError",
    "__version__",
    "adjusted_winner",
    "brief",
    "exchange",
    "read",
    "stability",
    "study",
    "verification",
]

_HOME = {
    "Case": "zopa.model",
    "Study": "zopa.analysis.results",
    "ZopaError": "zopa.errors",
    "adjusted_winner": "zopa.analysis.division",
    "brief": "zopa.report",
    "exchange": "zopa.analysis.exchange.study",
    "read": "zopa.jobs.read",
    "stability": "zopa.analysis.stability.study",
    "study": "zopa.analysis.study",
    "verification": "zopa.analysis.verification.study",
}


def __getattr__(name: str) -> Any:
    """Load a public name from its room on first use, so that importing zopa stays light."""
    try:
        home = _HOME[name]
    except KeyError:
        msg = f"module 'zopa' has no attribute '{name}'"
        raise AttributeError(msg) from None
    value = getattr(import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """Return the public names, also those not loaded yet."""
    return sorted(__all__)
