"""Sections of the brief, one per file."""
