"""Reads every file below a folder, members too, and says for each ending what came of it.

    python tests/bench/extract.py ../shared/corpus [--ocr] [--write]

Files, how many gave text, characters, speed, and why the others gave none. `--write` puts the
tables into docs/formats.md. One process reads one file after the other, as a worker of a sweep
does, without its limit of memory; the time limit is kept.
"""

import argparse
import signal
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import FrameType

import pyarrow.compute as pc

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from scanner.config import Settings  # noqa: E402
from scanner.errors import UnreadableError  # noqa: E402
from scanner.formats.registry import BUILT_IN  # noqa: E402
from scanner.model import DataObject, Limits, Member, Reason, Skipped, Stage, TextBatch  # noqa: E402
from scanner.reading import Budget, read_to_the_end  # noqa: E402

PAGE = ROOT / "docs" / "formats.md"
# No text can be expected of these; of anything else without text we say that we failed.
EXCUSED = (Reason.ENCRYPTED, Reason.DAMAGED, Reason.EMPTY, Reason.NO_TEXT, Reason.IMAGE_ONLY)


class TooLongError(BaseException):
    """The time limit of one file; no reader may catch it."""


@dataclass
class Outcome:
    """What came of one file."""

    formats: list[str] = field(default_factory=list)
    characters: int = 0
    skipped: list[Skipped] = field(default_factory=list)
    seconds: float = 0.0

    def why_not(self) -> str:
        """Why there is no text: the first reason, or that there is none in it."""
        if self.characters:
            return ""
        reasons = [note.reason for note in self.skipped]
        return (reasons[0] if reasons else Reason.NO_TEXT).value


@dataclass
class Line:
    """The sum of one ending."""

    files: int = 0
    read: int = 0
    characters: int = 0
    size_bytes: int = 0
    seconds: float = 0.0
    reasons: Counter[str] = field(default_factory=Counter)


def read_file(path: Path, settings: Settings) -> Outcome:
    """Everything in one file, whatever happens."""
    outcome = Outcome()
    began = time.perf_counter()
    signal.setitimer(signal.ITIMER_REAL, settings.limits.seconds_per_object)
    try:
        with path.open("rb") as stream:
            obj = DataObject(path.resolve().as_uri(), "files", path.parent.resolve().as_uri())
            _read(stream, obj, settings, Budget(settings), outcome)
    except TooLongError:
        outcome.skipped.append(Skipped(Stage.READ, Reason.TIMEOUT))
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    outcome.seconds = time.perf_counter() - began
    return outcome


def _read(
    stream: object, obj: DataObject, settings: Settings, budget: Budget, outcome: Outcome
) -> None:
    for step in read_to_the_end(stream, obj, settings, outcome.formats.append):  # type: ignore[arg-type]
        if isinstance(step, TextBatch):
            outcome.characters += pc.sum(pc.utf8_length(step.values)).as_py() or 0
        elif isinstance(step, Skipped):
            outcome.skipped.append(step)
        else:
            _member(step, obj, settings, budget, outcome)


def _member(
    member: Member, obj: DataObject, settings: Settings, budget: Budget, outcome: Outcome
) -> None:
    refused = budget.enter(member.size_bytes)
    if refused is not None:
        outcome.skipped.append(refused)
        return
    try:
        with member.open() as stream:
            inner = replace(obj, uri=f"{obj.uri}!/{member.name}", parent_uri=obj.uri)
            _read(stream, inner, settings, budget, outcome)
    except UnreadableError as error:
        outcome.skipped.append(error.as_skipped())
    finally:
        budget.leave()


def summed(
    paths: Iterable[Path], settings: Settings, tell: Callable[[str], None]
) -> dict[str, Line]:
    """A line for each ending; `tell` hears of every file without text."""
    lines: dict[str, Line] = defaultdict(Line)
    for path in paths:
        outcome = read_file(path, settings)
        line = lines[path.suffix[1:].lower() or "(none)"]
        line.files += 1
        line.size_bytes += path.stat().st_size
        line.characters += outcome.characters
        line.seconds += outcome.seconds
        line.read += outcome.characters > 0
        if why := outcome.why_not():
            line.reasons[why] += 1
            tell(f"{path}: {why}; {outcome.skipped[0].detail if outcome.skipped else ''}")
    return lines


def table(lines: dict[str, Line]) -> str:
    """The lines in Markdown, and what share of the readable files gave text."""
    rows = ["| ending | files | with text | characters | MB/s | without text |",
            "|---|---:|---:|---:|---:|---|"]  # fmt: skip
    for ending, line in sorted(lines.items()):
        why = ", ".join(f"{count} {reason}" for reason, count in sorted(line.reasons.items()))
        speed = line.size_bytes / 1e6 / max(line.seconds, 1e-9)
        rows.append(
            f"| {ending} | {line.files} | {line.read} | {line.characters:,} | {speed:.1f} | {why} |"
        )
    return "\n".join(rows)


def share(lines: dict[str, Line]) -> str:
    """The share in words."""
    excused = {reason.value for reason in EXCUSED}
    files = sum(line.files for line in lines.values())
    without = sum((line.reasons for line in lines.values()), Counter())
    left = files - sum(count for reason, count in without.items() if reason in excused)
    read = sum(line.read for line in lines.values())
    return (
        f"{files} files; {read} gave text. Of the {left} that are neither encrypted, damaged nor"
        f" without text, {100 * read / max(left, 1):.1f} % gave text."
    )


def formats_table() -> str:
    """What is read, by the registry."""
    rows = ["| format | what | endings | extra |", "|---|---|---|---|"]
    rows += [
        f"| {one.name} | {one.title} | {', '.join(one.endings)} | {one.needs} |" for one in BUILT_IN
    ]
    return "\n".join(rows)


def with_section(page: str, name: str, text: str) -> str:
    """The page with what stands between the section's marks replaced."""
    head, opening, rest = page.partition(f"<!-- {name} -->\n")
    _, closing, tail = rest.partition(f"<!-- /{name} -->")
    if not opening or not closing:
        sys.exit(f"docs/formats.md has no section {name}")
    return f"{head}{opening}{text}\n{closing}{tail}"


def _too_long(_number: int, _frame: FrameType | None) -> None:
    raise TooLongError


def main() -> None:
    """Reads, prints, and writes the page where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--ocr", action="store_true", help="read pictures too")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/formats.md")
    parser.add_argument("--seconds", type=float, default=60.0, help="limit for one file")
    options = parser.parse_args()
    signal.signal(signal.SIGALRM, _too_long)
    limits = Limits(ocr=options.ocr, seconds_per_object=options.seconds)
    paths = sorted(path for path in options.folder.rglob("*") if path.is_file())
    lines = summed(paths, Settings(limits=limits), lambda text: print(text, file=sys.stderr))
    print(table(lines), share(lines), sep="\n\n")
    if options.write:
        page = with_section(PAGE.read_text("utf-8"), "formats", formats_table())
        page = with_section(page, "measured", f"{table(lines)}\n\n{share(lines)}")
        PAGE.write_text(page, "utf-8")


if __name__ == "__main__":
    main()
