"""Where objects lie: each source lists them in a stable order and opens them, and never writes.

`registry.resolve` turns what a person typed into a source.
"""
