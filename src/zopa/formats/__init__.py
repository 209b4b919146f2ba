"""Files in and out, one format per file."""
