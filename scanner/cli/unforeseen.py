"""What is said of an error that nobody foresaw: where it came from, never its message.

Messages and tracebacks of libraries quote what they were given, and that may be a value from a
source. Classes and lines of our own code are enough to report a fault by.
"""

from pathlib import Path
from traceback import walk_tb

from scanner.cli.printing import complain

EXIT_CODE = 70  # EX_SOFTWARE of sysexits.h; Python's own 1 would say that --fail-on was met
_ROOT = Path(__file__).parents[2]
_PACKAGES = ("scanner", "recognizers")


def tell(error: BaseException) -> int:
    """Print the error's class and the lines it passed through; the exit code."""
    places = ", ".join(_places(error)) or "outside its own code"
    complain(
        f"a fault in keysweep: {type(error).__name__} at {places}. Its message is withheld, for "
        "it may quote what was read; report this line, which quotes nothing"
    )
    return EXIT_CODE


def _places(error: BaseException) -> list[str]:
    """Our own lines on the way, the innermost first."""
    passed = [(Path(f.f_code.co_filename), line) for f, line in walk_tb(error.__traceback__)]
    ours = [(path.relative_to(_ROOT), line) for path, line in passed if path.is_relative_to(_ROOT)]
    return [f"{p.as_posix()}:{line}" for p, line in reversed(ours) if p.parts[0] in _PACKAGES]
