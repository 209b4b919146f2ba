"""What a statement does, to whom, where and when."""

from zopa.evidence.meaning._circumstances import Circumstances, circumstances, clues_of
from zopa.evidence.meaning._kinds import kinds_of
from zopa.evidence.meaning._plover import CODES, plover_of

__all__ = ["CODES", "Circumstances", "circumstances", "clues_of", "kinds_of", "plover_of"]
