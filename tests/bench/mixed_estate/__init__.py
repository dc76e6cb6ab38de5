"""A mixed estate: files of every common kind, mostly harmless, with known values planted in them.

    python -m tests.bench.mixed_estate OUT --megabytes 2000 --seed 1

Most bytes are in logs, exports and documents. Harmless text is made once and used again with other
dates, so two gigabytes take a minute or two. Beside the files under OUT/files lie OUT/truth.ndjson,
a line for each file with what was planted in it, and OUT/planted.json with every planted value.
Everybody in it is invented: see `tests.bench.estate.people`.
"""
