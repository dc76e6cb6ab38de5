"""Children that share work: small tasks that travel together, and blocks of a large one."""

import os
from collections.abc import Callable

import pytest

from scanner.engines.child import Lost
from scanner.engines.pool import Pool
from scanner.model import Reason
from tests.engines import work
from tests.engines.pools import WORDS, outcome

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the invented mishaps need POSIX")


def together(workers: int = 1, seconds: float = 30) -> Pool[str, object]:
    """A pool to which every task is a small one."""
    return Pool(work.ready, workers, seconds, 256 << 20, is_small=lambda _: True)


def sharing(workers: int) -> Pool[str, object]:
    """A pool whose children help each other."""
    return Pool(work.sharing, workers, 60, 256 << 20)


@pytest.mark.parametrize("make", [together, sharing])
def test_every_task_is_done_once(make: Callable[[int], Pool[str, object]]) -> None:
    """However tasks travel, each comes back once with its own result."""
    with make(2) as running:
        done = list(running.run(WORDS))
    assert sorted(done) == sorted((word, word.upper()) for word in WORDS)


@pytest.mark.parametrize("mishap", ["exit", "hang"])
def test_small_tasks_behind_one_that_kills_its_child_are_done(mishap: str) -> None:
    """Of tasks that travel together, the one in hand is lost alone."""
    with together(seconds=3) as running:
        done = dict(running.run(["a", mishap, "b", "c"]))
    assert isinstance(done.pop(mishap), Lost)
    assert done == {"a": "A", "b": "B", "c": "C"}


def test_small_tasks_too_large_for_a_pipe_are_done() -> None:
    """Messages that do not fit behind each other wait for their turn."""
    words = [str(number) * 30_000 for number in range(8)]
    with together() as running:
        assert [task for task, _ in running.run(words)] == words


def test_free_children_examine_blocks_of_another() -> None:
    """A lone large task has its blocks examined by others too, and each comes back once.

    The one that kills its helper is left to the owner, and costs nobody anything.
    """
    with sharing(3) as running:
        ((_, found),) = running.run(["share"])
    assert isinstance(found, list)
    assert [text.split()[1] for text in found] == ["one", "two", "deadly", "three", "four"]
    assert len({text.split()[0] for text in found}) > 1


def test_a_lone_child_examines_its_blocks_itself() -> None:
    """Nobody is free, so nothing is offered, and the task ends all the same."""
    with sharing(1) as running:
        assert outcome(running, "word") == "WORD"


def test_blocks_of_a_task_that_failed_are_forgotten() -> None:
    """Offers of a task that is over are nobody's; the pool goes on."""
    with Pool(work.deserting, 2, 60, 256 << 20) as running:
        done = dict(running.run(["desert", "word"]))
        again = dict(running.run(["a", "b"]))
    assert done == {"desert": Lost(Reason.CRASHED, "ValueError"), "word": "WORD"}
    assert again == {"a": "A", "b": "B"}
