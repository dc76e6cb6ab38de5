"""Tells what is wrong with a folder of recognizers, one line each."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from scanner.cli.printing import complain


@contextmanager
def problems_told() -> Iterator[None]:
    """Where a folder of recognizers is refused: each problem in its line, then one error."""
    from scanner.errors import ConfigError

    try:
        yield
    except ConfigError as error:
        problems = getattr(error, "problems", ())
        if not problems:
            raise
        for problem in problems:
            complain(str(problem))
        number = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
        raise ConfigError(
            f"the recognizers are refused: {number}; docs/recognizers.md says what they may be"
        ) from None
