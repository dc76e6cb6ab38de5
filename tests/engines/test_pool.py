"""The pool of killable workers: what goes wrong costs one task, and quotes nothing."""

import os
import sys
import time
from collections.abc import Iterator

import pytest

from scanner.engines.pool import Lost, Pool
from scanner.model import Reason
from tests.engines import work
from tests.engines.pools import WORDS, outcome, pool, results

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the invented mishaps need POSIX")


@pytest.mark.parametrize("workers", [0, 1, 3])
def test_the_number_of_workers_changes_no_result(workers: int) -> None:
    """Any number of workers does all tasks, each once, with the same results."""
    with pool(workers) as running:
        done = list(running.run(WORDS))
    assert sorted(done) == sorted((word, word.upper()) for word in WORDS)


@pytest.mark.parametrize(
    ("mishap", "reason", "detail"),
    [
        ("exit", Reason.CRASHED, "ended with exit code 3"),
        ("crash", Reason.CRASHED, "ended by SIGSEGV"),
        ("kill", Reason.OUT_OF_MEMORY, "killed by the system"),
    ],
)
def test_a_child_that_dies_costs_one_task(mishap: str, reason: Reason, detail: str) -> None:
    """The task in hand is lost with the manner of death; those before and after are done."""
    assert results(["a", mishap, "b"]) == {"a": "A", mishap: Lost(reason, detail), "b": "B"}


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps the memory limit")
def test_a_task_that_needs_too_much_memory_is_lost_alone() -> None:
    """The memory limit ends one task, and the next ones are done."""
    done = results(["a", "allocate", "b"])
    assert done.pop("allocate") == Lost(
        Reason.OUT_OF_MEMORY, "reached the memory limit of a worker"
    )
    assert done == {"a": "A", "b": "B"}


def test_a_task_that_hangs_is_killed_in_time() -> None:
    """A task that spins for ever is lost after its seconds, while another worker does the rest."""
    began = time.monotonic()
    done = results(["spin", *WORDS], workers=2, seconds=0.5)
    assert done.pop("spin") == Lost(Reason.TIMEOUT, "no result within 0.5 s")
    assert len(done) == len(WORDS)
    assert time.monotonic() - began < 60


def test_each_task_has_its_own_time() -> None:
    """A large object may take longer than a small one."""
    patience = {"spin": 0.5}
    with Pool(work.ready, 1, lambda task: patience.get(task, 30.0), 256 << 20) as running:
        done = dict(running.run(["spin", "word"]))
    assert isinstance(done["spin"], Lost) and done["spin"].detail == "no result within 0.5 s"
    assert done["word"] == dict(results(["word"]).items())["word"]


def test_starting_does_not_count_against_the_first_task() -> None:
    """Time runs from when a child is ready, not from when it is started."""
    with pool(seconds=0.5, initialise=work.slow) as running:
        assert dict(running.run(["a"])) == {"a": "A"}


def test_time_while_the_caller_is_busy_does_not_lose_a_result() -> None:
    """An answer that has come in counts, however late the caller asks for it."""
    with pool(seconds=0.5) as running:
        outcomes = running.run(["a", "b"])
        next(outcomes)
        time.sleep(1)
        assert next(outcomes) == ("b", "B")


@pytest.mark.parametrize(("mishap", "name"), [("fail", "ValueError"), ("panic", "Panic")])
def test_an_exception_crosses_as_its_class(kept: Pool[str, object], mishap: str, name: str) -> None:
    """Of an exception nothing is told but its class: the message may quote content."""
    assert outcome(kept, mishap) == Lost(Reason.CRASHED, name)


def test_an_exception_without_workers_is_told_alike() -> None:
    """Done in this process, a task that fails ends as it would in a child."""
    assert results(["fail", "a"], workers=0) == {
        "fail": Lost(Reason.CRASHED, "ValueError"),
        "a": "A",
    }


def test_an_exception_in_our_code_names_the_line(kept: Pool[str, object]) -> None:
    """The last line of our own code it passed is told, below the package and not the disk."""
    answer = outcome(kept, "declare")
    assert isinstance(answer, Lost)
    assert answer.detail.startswith("DeclarationError at recognizers/declaration.py:")
    assert work.SECRET not in answer.detail


def test_a_child_goes_on_after_an_exception(kept: Pool[str, object]) -> None:
    """An exception does not cost a process: the same child does the next task."""
    before = outcome(kept, "pid")
    outcome(kept, "fail")
    assert outcome(kept, "pid") == before


def test_a_result_that_cannot_be_packed_is_lost(kept: Pool[str, object]) -> None:
    """A result that does not pickle is a crash of its task, and quotes nothing."""
    assert outcome(kept, "unpicklable") == Lost(Reason.CRASHED, "TypeError")


def test_a_result_that_cannot_be_read_back_is_lost(kept: Pool[str, object]) -> None:
    """A result that does not unpickle is a crash of its task, and quotes nothing."""
    detail = "its result cannot be read back: ValueError"
    assert outcome(kept, "no way back") == Lost(Reason.CRASHED, detail)


def test_none_is_a_result(kept: Pool[str, object]) -> None:
    """Work may return nothing, which is not the same as being lost."""
    assert outcome(kept, "nothing") is None


def test_large_results_cross(kept: Pool[str, object]) -> None:
    """A result larger than a pipe's buffer comes through whole."""
    assert outcome(kept, "large") == b"x" * (8 << 20)


@pytest.mark.parametrize("workers", [1, 2])
def test_tasks_are_drawn_as_they_are_needed(workers: int) -> None:
    """No more than two tasks per worker are drawn ahead of the results that were taken."""
    drawn = taken = most = 0

    def tasks() -> Iterator[str]:
        nonlocal drawn, most
        for word in WORDS:
            drawn += 1
            most = max(most, drawn - taken)
            yield word

    with pool(workers) as running:
        for _ in running.run(tasks()):
            taken += 1
    assert 1 <= most <= 2 * workers
    assert taken == len(WORDS)


def test_a_single_worker_keeps_the_order() -> None:
    """No task is put off for later ones."""
    with pool() as running:
        assert [task for task, _ in running.run(iter(WORDS))] == WORDS


def test_two_runs_at_once_are_refused() -> None:
    """A pool in the middle of a run takes no second one."""
    with pool(2) as running:
        first = running.run(WORDS)
        next(first)
        with pytest.raises(RuntimeError, match="running already"):
            next(running.run(WORDS))


def test_a_negative_number_of_workers_is_refused() -> None:
    """A pool says at once that its number of workers makes no sense."""
    with pytest.raises(ValueError, match="workers is -1"):
        pool(-1)
