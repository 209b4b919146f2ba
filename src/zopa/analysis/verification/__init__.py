"""Can it be checked: sampling, deterrence, inspection games, beliefs, value of information."""
