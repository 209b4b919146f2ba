"""Definitions of stability, one per file; see `zopa.analysis.stability.definitions._contract`."""
