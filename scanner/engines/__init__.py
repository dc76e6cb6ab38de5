"""Engines run the pipeline's unit of work, and add nothing to what it finds."""
