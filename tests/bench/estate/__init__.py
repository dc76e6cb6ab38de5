"""Generated estates: people spread with overlaps over exports, dumps, a backup, prose and lists.

`build.build(folder, people, seed)` writes one and returns the truth: who is named in which file,
and whose home could be entered with it. Everything is invented.
"""
