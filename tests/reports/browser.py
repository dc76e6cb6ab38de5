"""A real browser for tests of pages: Debian's Chromium, driven by Playwright, with no network."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

WIDE = {"width": 1440, "height": 900}
TELEPHONE = {"width": 390, "height": 844}


@dataclass
class Opened:
    """A page, and what it asked for and complained about since it was opened."""

    page: Any
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


def chromium() -> str:
    """Where Chromium lies; the test is skipped where it, or its driver, is absent."""
    pytest.importorskip("playwright", reason="needs playwright from keysweep[dev]")
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        pytest.skip("needs a browser: apt-get install chromium")
    return found


@contextmanager
def browser() -> Iterator[Any]:
    """Chromium without a window."""
    executable = chromium()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        started = driver.chromium.launch(
            executable_path=executable,
            # The sandbox does not start as root, as which containers run; the page is our own.
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        try:
            yield started
        finally:
            started.close()


@contextmanager
def opened(started: Any, path: Path, **context: Any) -> Iterator[Opened]:
    """A page opened from its file, its requests and complaints recorded from the first moment."""
    viewport = context.pop("viewport", WIDE)
    tab = started.new_context(viewport=viewport, **context)
    try:
        page = tab.new_page()
        seen = Opened(page)
        page.on("request", lambda request: seen.requests.append(request.url))
        page.on("console", lambda message: seen.complaints.append(message.text))
        page.on("pageerror", lambda error: seen.complaints.append(str(error)))
        page.on("dialog", lambda dialog: seen.complaints.append(f"dialog: {dialog.message}"))
        page.goto(path.as_uri())
        yield seen
    finally:
        tab.close()


def violations(page: Any) -> list[str]:
    """What axe-core finds wrong, of serious and critical impact."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    return [
        f"{one['id']}: {node['target']} {node['failureSummary']}"
        for one in found
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
    ]
