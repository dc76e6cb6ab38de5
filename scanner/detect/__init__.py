"""Which texts hold findings, fast: a prefilter over whole columns, then the declared meaning."""
