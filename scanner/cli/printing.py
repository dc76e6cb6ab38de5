"""What every command prints with: the streams' width, errors in one line, the log."""

import logging
import os
import sys
from typing import TextIO

import click

from scanner.reports.plain import clean

_MAX_WIDTH = 100  # longer lines read badly
_MIN_WIDTH = 40


def complain(message: str) -> None:
    """One line on standard error, whatever the message holds."""
    click.echo(clean(f"keysweep: {message}"), err=True)


def width_of(out: TextIO) -> int | None:
    """Columns of the terminal that a stream is; None where it is none."""
    if not out.isatty():
        return None
    try:
        columns = os.get_terminal_size(out.fileno()).columns
    except OSError:
        return None
    return max(_MIN_WIDTH, min(_MAX_WIDTH, columns)) if columns else None


def log_to_stderr(verbosity: int) -> None:
    """Show our log: counts with one `-v`, paths too with two."""
    if verbosity <= 0:
        return
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_OneLine("%(levelname)s %(name)s: %(message)s"))
    for name in ("scanner", "recognizers"):
        logger = logging.getLogger(name)
        logger.handlers = [handler]
        logger.setLevel(logging.DEBUG if verbosity > 1 else logging.INFO)


class _OneLine(logging.Formatter):
    """A record as one harmless line: messages may hold names from a share."""

    def format(self, record: logging.LogRecord) -> str:
        """The record, cleaned."""
        return clean(super().format(record))
