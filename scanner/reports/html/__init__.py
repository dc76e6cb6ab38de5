"""The report for a browser: one file that needs no network, to read in two minutes or to search."""
