"""Broken files: cut, flipped, doubled. Nothing crashes or hangs, and what is left out is said.

KEYSWEEP_MUTATIONS=N sets the rounds per sample (default 6), KEYSWEEP_SEED where they begin,
KEYSWEEP_SAMPLES=FOLDER whose files are broken (default: the sample share), one for each ending.
"""

import os
import random
import re
import signal
import struct
import warnings
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from scanner.model import Limits, Skipped
from tests.formats import places
from tests.formats.reading import whole

ROUNDS = int(os.environ.get("KEYSWEEP_MUTATIONS", "6"))
SEED = int(os.environ.get("KEYSWEEP_SEED", "20261125"))
SECONDS = 20  # for one file; whole ones take milliseconds
SHARE = Path(os.environ.get("KEYSWEEP_SAMPLES", Path(__file__).parents[2] / "sample_data/share"))
PLANTED = {row.digits for group in places.GROUPS for row in group.ROWS}
SMALL = Limits(max_member_bytes=16 * 1024**2, max_total_bytes=64 * 1024**2, max_members=2000)

MADE = {name: build for group in places.GROUPS for name, build in group.FILES.items()}


@cache
def _samples() -> dict[str, bytes]:
    """One file of the sample share for each ending, and the small ones made here."""
    found: dict[str, bytes] = {}
    endings: set[str] = set()
    for path in sorted(SHARE.rglob("*")):
        if path.is_file() and path.suffix not in endings and path.stat().st_size < 200_000:
            endings.add(path.suffix)
            found[path.name] = path.read_bytes()
    return found


def _mutations(content: bytes, name: str) -> Iterator[bytes]:
    chance = random.Random(f"{SEED} {name}")
    for number in range(ROUNDS):
        yield (_cut, _flipped, _longer, _zeroed, _overwritten, _shuffled)[number % 6](
            content, chance
        )


def _cut(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content))]


def _flipped(content: bytes, chance: random.Random) -> bytes:
    held = bytearray(content)
    for _ in range(chance.randint(1, 8)):
        held[chance.randrange(len(held))] ^= 1 << chance.randrange(8)
    return bytes(held)


def _longer(content: bytes, chance: random.Random) -> bytes:
    return content + content[: chance.randrange(len(content))] + chance.randbytes(64)


def _zeroed(content: bytes, chance: random.Random) -> bytes:
    at, size = chance.randrange(len(content)), chance.randint(1, 64)
    return content[:at] + bytes(size) + content[at + size :]


def _overwritten(content: bytes, chance: random.Random) -> bytes:
    """A number in it becomes enormous."""
    at = chance.randrange(len(content))
    number = struct.pack("<I", chance.choice((0xFFFFFFFF, 0x7FFFFFFF, 0xFFFF, 1)))
    return content[:at] + number + content[at + 4 :]


def _shuffled(content: bytes, chance: random.Random) -> bytes:
    first, second = sorted(chance.randrange(len(content)) for _ in range(2))
    return content[:first] + content[second:] + content[first:second]


class _Hung(BaseException):
    """A file took too long."""


def _read(content: bytes, name: str) -> tuple[int, list[Skipped]]:
    """Characters and notes of everything in the file."""
    found = whole(content, name, SMALL)
    assert all(cell.position >= 1 for cell in found.cells)
    return sum(len(cell.text) for cell in found.cells), [note for _, note in found.notes]


@pytest.fixture
def _limited():
    """Ends what hangs, and lets libraries warn: a worker is silent."""

    def stop(_number: int, _frame: object) -> None:
        raise _Hung

    before = signal.signal(signal.SIGALRM, stop)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield
    signal.setitimer(signal.ITIMER_REAL, 0)
    signal.signal(signal.SIGALRM, before)


@pytest.mark.usefixtures("_limited")
@pytest.mark.parametrize("name", [*MADE, *_samples()])
def test_broken_file_gives_text_or_a_reason(name):
    """Every mutation ends in time, in text or in a reason, and never in another error."""
    content = MADE[name]() if name in MADE else _samples()[name]
    has_text = _read(content, name) != (0, [])
    for mutated in _mutations(content, name):
        signal.setitimer(signal.ITIMER_REAL, SECONDS)
        characters, notes = _read(mutated, name)
        assert characters or notes or not has_text or _holds_nothing(mutated)
        for note in notes:
            assert not PLANTED & set(re.findall("[0-9]+", note.detail + note.remedy))


def _holds_nothing(content: bytes) -> bool:
    """Whether what is left is too little, or too empty, to have text."""
    return len(content) < 2048 or not content.strip(b"\x00 \r\n\t")


@pytest.mark.parametrize("name", MADE)
def test_whole_sample_is_read(name):
    """The samples that are broken here are whole files: their text is found."""
    characters, _ = _read(MADE[name](), name)
    assert characters
