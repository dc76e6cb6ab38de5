"""A page's measured parts: what stands between the marks of a name is written by a benchmark."""

import os
import platform
import sys
from datetime import UTC, datetime
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "performance.md"


def rewrite(name: str, text: str, page: Path = PAGE) -> None:
    """Replaces what stands between `<!-- name -->` and `<!-- /name -->`."""
    head, opening, rest = page.read_text("utf-8").partition(f"<!-- {name} -->\n")
    _, closing, tail = rest.partition(f"<!-- /{name} -->")
    if not opening or not closing:
        sys.exit(f"{page.name} has no part {name}")
    page.write_text(f"{head}{opening}\n{text}\n\n{closing}{tail}", "utf-8")


def conditions() -> str:
    """Where and when, in words; the machine's load is told since it falsifies wall times."""
    load = os.getloadavg()[0]
    return (
        f"{datetime.now(UTC):%d %B %Y}, {os.cpu_count()} cores ({platform.machine()}), "
        f"Python {platform.python_version()}, load of the machine {load:.1f}"
    )
