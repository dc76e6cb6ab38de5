"""What runs in a peer's own environment: reads files its way, and tells how much it found.

A driver is started as `python DRIVER FOLDER OUT` and writes a line of JSON for each file: how many
different values it found under each of its own names. Values stay in memory.
"""
