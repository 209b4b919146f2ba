"""Small models behind questions of order and trust: gradualism, reassurance, commitment."""
