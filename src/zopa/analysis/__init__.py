"""Questions about one case: zone, frontier, solutions, unlock, uncertainty."""
