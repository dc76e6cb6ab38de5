"""Puts what was measured between the marks of a page: `<!-- NAME -->` and `<!-- /NAME -->`."""

import re
from pathlib import Path


def replace(page: Path, name: str, content: str) -> None:
    """Writes the page anew. Raises `LookupError` where it has no such marks."""
    begin, end = f"<!-- {name} -->", f"<!-- /{name} -->"
    text = page.read_text(encoding="utf-8")
    pattern = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
    if not pattern.search(text):
        raise LookupError(f"{page.name} has no {begin} ... {end}")
    page.write_text(
        pattern.sub(lambda _: f"{begin}\n{content}\n{end}", text, count=1), encoding="utf-8"
    )
