"""The file share of a made-up home-care provider, and the truth about what lies in it.

Needs the standard library and pyarrow only, so that it can be made wherever keysweep runs.
"""
