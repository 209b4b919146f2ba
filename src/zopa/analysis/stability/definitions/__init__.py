"""Definitions of stability, one per file; see `zopa.analysis.stability._contract`."""
