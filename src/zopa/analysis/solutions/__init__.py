"""Solution concepts, one per file: which deals are fair, by whose definition."""

from zopa.analysis.solutions._contract import (
    SOLUTIONS,
    Axiom,
    BargainingSet,
    Solution,
    argmax_all,
    leximin,
)

__all__ = ["SOLUTIONS", "Axiom", "BargainingSet", "Solution", "argmax_all", "leximin"]
