"""Coverage-guided fuzzing of the parsers that are our own. See `__main__`."""
