"""Live databases: their tables, read-only, as objects of rows."""
