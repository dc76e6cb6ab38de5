"""The command line: it parses, calls one engine or report, and prints.

Nothing heavy is imported before a command runs, so `--help` answers at once.
"""

import os
import sys
from collections.abc import Sequence

import click

from scanner.cli.group import cli
from scanner.cli.printing import complain

__all__ = ["cli", "main"]

_INTERRUPTED = 130  # 128 + SIGINT, as shells have it
_PIPE_CLOSED = 141  # 128 + SIGPIPE


def main(args: Sequence[str] | None = None) -> int:
    """Run the command line and give its exit code. Expected errors end in one line."""
    try:
        code = cli.main(args=args, prog_name="keysweep", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        complain("stopped")
        return _INTERRUPTED
    except BrokenPipeError:
        return _closed_pipe()
    except SystemExit as error:
        # click and rich end so, with 1, when the reader of our output has gone; here 1 says
        # that a place reaches --fail-on.
        if error.code != 1:
            raise
        return _closed_pipe()
    except Exception as error:
        return _told(error)
    return code if isinstance(code, int) else 0


def _told(error: Exception) -> int:
    """The exit code of an error, told in one line; of one nobody foresaw, without its message."""
    from recognizers.declaration import DeclarationError
    from scanner.errors import KeysweepError

    # A setting that names an unknown recognizer, or a package that declares a broken one.
    if not isinstance(error, KeysweepError | DeclarationError):
        from scanner.cli.unforeseen import tell

        return tell(error)
    complain(f"error: {error}")
    return getattr(error, "exit_code", KeysweepError.exit_code)


def _closed_pipe() -> int:
    """The reader has gone: let the interpreter's last flush go nowhere."""
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, sys.__stdout__.fileno() if sys.__stdout__ else 1)
    os.close(null)
    return _PIPE_CLOSED
