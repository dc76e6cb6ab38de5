"""The life of a pool's children: they start when needed, keep silent, and never stay behind."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from scanner.engines.pool import Pool
from tests.engines import work
from tests.engines.pools import WORDS, children, outcome, pool, results

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the invented mishaps need POSIX")


def test_what_children_print_is_dropped(capfd: pytest.CaptureFixture[str]) -> None:
    """Libraries that print what they read cannot reach the terminal or a log."""
    assert results(["print"]) == {"print": "printed"}
    assert work.SECRET not in "".join(capfd.readouterr())


def test_children_leave_no_core_dump(kept: Pool[str, object]) -> None:
    """A crash writes no image of the memory, which would hold raw values."""
    assert outcome(kept, "core") == (0, 0)


def test_children_ignore_ctrl_c(kept: Pool[str, object]) -> None:
    """Ctrl-C reaches every process of a terminal; the parent alone decides."""
    assert outcome(kept, "interrupt") is None


@pytest.mark.parametrize(
    ("initialise", "trouble"),
    [(work.broken, "LookupError: no rules found"), (work.deadly, "ended with exit code 7")],
)
def test_a_child_that_cannot_start_ends_the_run(
    initialise: Callable[[object], Callable[[str], object]], trouble: str
) -> None:
    """A failing start is an error that says why, not a loop of new children."""
    before = children()
    expected = pytest.raises(RuntimeError, match=f"a worker cannot start: {trouble}")
    with pool(2, initialise=initialise) as running, expected:
        list(running.run(WORDS))
    assert children() == before


def test_a_run_given_up_leaves_no_child() -> None:
    """Closing the iterator kills the children, those that work and those that wait."""
    before = children()
    outcomes = pool(3).run(["a", "hang", "hang"])
    next(outcomes)
    assert len(children() - before) == 3
    outcomes.close()  # type: ignore[attr-defined]
    assert children() == before


def test_an_error_of_the_caller_leaves_no_child() -> None:
    """Leaving the pool by an exception kills all children."""
    before = children()
    with pytest.raises(KeyboardInterrupt), pool(2) as running:
        for _ in running.run(["a", "hang"]):
            raise KeyboardInterrupt
    assert children() == before


def test_an_error_of_the_tasks_leaves_no_child() -> None:
    """An exception of the iterable that gives the tasks comes through, and kills all children."""
    before = children()

    def failing() -> Iterator[str]:
        yield "hang"
        raise OSError("listing failed")

    with pool(2) as running, pytest.raises(OSError, match="listing failed"):
        list(running.run(failing()))
    assert children() == before


def test_a_child_ends_with_a_parent_that_is_killed() -> None:
    """A child that hangs does not outlive a parent that could not say goodbye."""
    root = Path(__file__).parents[2]
    command = [sys.executable, "-m", "tests.engines.pools"]
    with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        parent.kill()
    assert _ends(child)


def _ends(pid: int) -> bool:
    """Whether a process is gone, or dead and not yet buried, within five seconds."""
    for _ in range(100):
        try:
            os.kill(pid, 0)
            status = Path(f"/proc/{pid}/stat")
            if status.exists() and ") Z " in status.read_text(encoding="utf-8"):
                return True
        except (ProcessLookupError, FileNotFoundError):
            return True
        time.sleep(0.05)
    os.kill(pid, signal.SIGKILL)
    return False


def test_children_are_kept_between_runs(tmp_path: Path) -> None:
    """Each child is initialised once, and serves every run of the pool."""
    with pool(1, initialise=partial(work.mark, tmp_path)) as running:
        for _ in range(3):
            assert len(list(running.run(WORDS))) == len(WORDS)
    assert len(list(tmp_path.iterdir())) == 1


def test_no_more_children_than_tasks(tmp_path: Path) -> None:
    """A child is started only when there is a task for it."""
    with pool(3, initialise=partial(work.mark, tmp_path)) as running:
        list(running.run(["a"]))
    assert len(list(tmp_path.iterdir())) == 1


def test_no_tasks_need_no_child() -> None:
    """A run without tasks ends at once."""
    assert results([], workers=3) == {}
