"""A sweep that is killed goes on, and ends as if nobody had killed it.

`tests/bench/kill.py` does the same for many rounds on the made-up share.
"""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.bench.kill import ROOT, differences

pytestmark = pytest.mark.skipif(os.name == "nt", reason="kills a whole process group")

FILES = 60


def command(folder: Path, name: str, *more: str) -> list[str]:
    """A sweep of the share by one worker."""
    return [
        sys.executable,
        *("-m", "scanner.cli", "scan", str(folder / "share"), "--output", str(folder / name)),
        *("--quiet", "--names", "off", "--workers", "1", "--test-numbers", "live"),
        *("--set", f"hash_key_file={folder / 'key'}", "--set", 'recognizers=["UK_NHS"]', *more),
    ]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A share of small files, and where inventories go."""
    (tmp_path / "share").mkdir()
    for number in range(FILES):
        text = f"NHS number 999 000 0018, visit {number}"
        (tmp_path / "share" / f"{number:03d}.txt").write_text(text)
    return tmp_path


def started(folder: Path, shards: int) -> "subprocess.Popen[bytes]":
    """A slow sweep, when it has written so many shards."""
    slow = ("--set", "polite.requests_per_second=10")
    process = subprocess.Popen(command(folder, "killed", *slow), cwd=ROOT, start_new_session=True)
    run = folder / "killed" / "run"
    until = time.monotonic() + 120
    while len(list(run.glob("*-objects.parquet"))) < shards:
        assert process.poll() is None, "the sweep ended before it could be killed"
        assert time.monotonic() < until
        time.sleep(0.02)
    return process


def run_name(folder: Path) -> str:
    """The name of the run that is under way."""
    return str(json.loads((folder / "killed" / "run" / "run.json").read_bytes())["scan_id"])


def test_a_killed_sweep_goes_on(folder: Path) -> None:
    """Killed twice and started again: the tables of a sweep left alone, under one run's name.

    The first time the parent alone is killed, and no worker outlives it.
    """
    process = started(folder, shards=1)
    process.kill()
    process.wait()
    until = time.monotonic() + 20
    while _alive(process.pid) and time.monotonic() < until:
        time.sleep(0.1)
    assert not _alive(process.pid)
    name = run_name(folder)
    process = started(folder, shards=2)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    assert run_name(folder) == name
    for inventory in ("killed", "whole"):
        assert subprocess.run(command(folder, inventory), cwd=ROOT, check=False).returncode == 0
    assert differences(folder / "whole", folder / "killed") == []


def _alive(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True
