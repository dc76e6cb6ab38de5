"""The line that a sweep shows while it runs."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scanner.engines.walk import Progress


@contextmanager
def progress_line(quiet: bool) -> Iterator[Callable[[Progress], None] | None]:
    """A callback that moves the line, or None where nobody looks at standard error."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        DownloadColumn,
        TextColumn,
        TimeRemainingColumn,
        TransferSpeedColumn,
    )
    from rich.progress import Progress as Line

    line = Line(
        TextColumn("{task.description}"),
        BarColumn(bar_width=12),
        DownloadColumn(),
        TransferSpeedColumn(),
        TimeRemainingColumn(compact=True),
        console=Console(stderr=True),
        transient=True,
    )
    with line:
        task = line.add_task("Listing", total=None)

        def move(progress: Progress) -> None:
            line.update(
                task,
                description=described(progress),
                completed=progress.bytes_done,
                # Until the listing ends nobody knows how much is left, so no time is told.
                total=None if progress.walking else progress.bytes_found,
            )

        yield move


def described(progress: Progress) -> str:
    """Objects done, found and skipped, in words."""
    more = "+" if progress.walking else ""
    told = f"{progress.objects_done:,} of {progress.objects_found:,}{more} objects"
    return f"{told}, {progress.skipped:,} skipped" if progress.skipped else told
