"""Children that are shut in: what a file that takes a parser over could try is refused."""

import ctypes
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from scanner.engines import sandbox
from scanner.engines.pool import Lost, Pool
from scanner.model import Reason
from tests.engines import break_out
from tests.engines.pools import outcome

pytestmark = pytest.mark.skipif(
    bool(sandbox.obstacle()), reason=f"children cannot be shut in: {sandbox.obstacle()}"
)


@pytest.fixture(scope="module")
def shut_in() -> Iterator[Pool[str, object]]:
    """One pool whose child is shut in."""
    with Pool(break_out.ready, 1, 30, 256 << 20, shut_in=True) as running:
        yield running


@pytest.fixture(scope="module")
def free() -> Iterator[Pool[str, object]]:
    """One pool whose child is under limits only, as for targets on the network."""
    with Pool(break_out.ready, 1, 30, 256 << 20) as running:
        yield running


@pytest.mark.parametrize("deed", break_out.REFUSED)
def test_it_is_refused_to_a_child_that_is_shut_in(deed: str, shut_in: Pool[str, object]) -> None:
    """The kernel says no, as it does to an account that has no right to it."""
    assert outcome(shut_in, deed) == "PermissionError"


@pytest.mark.parametrize("deed", sorted(break_out.POSSIBLE))
def test_the_same_is_possible_without(deed: str, free: Pool[str, object]) -> None:
    """What is refused is something that works where nobody refuses it: the trial is a fair one."""
    assert outcome(free, deed) == "done"


@pytest.mark.parametrize("deed", break_out.ALLOWED)
def test_reading_needs_nothing_that_is_refused(deed: str, shut_in: Pool[str, object]) -> None:
    """Files are read, threads start, memory is given, and a child may end itself."""
    assert outcome(shut_in, deed) == "done"


def test_threads_that_ran_before_are_shut_in_too(shut_in: Pool[str, object]) -> None:
    """A library's threads, begun while the child was made ready, have no more rights."""
    assert outcome(shut_in, "old thread") == "PermissionError"


def test_a_crash_is_told_apart_still(shut_in: Pool[str, object]) -> None:
    """A child that is shut in dies as any other: its signal is told, its task alone is lost."""
    assert outcome(shut_in, "abort") == Lost(Reason.CRASHED, "ended by SIGABRT")
    assert outcome(shut_in, "read") == "done"


@pytest.mark.parametrize("kind", ["free", "shut_in"])
def test_no_privileges_no_dump_no_tracing(kind: str, request: pytest.FixtureRequest) -> None:
    """Every child, shut in or not, gains no privilege, dumps no core and hides its memory."""
    told = outcome(request.getfixturevalue(kind), "state")
    assert told == {"no_new_privileges": 1, "dumpable": 0, "core": (0, 0)}


def test_a_crash_prints_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    """Not even where Python is told to print what a process was at when it crashed."""
    with Pool(break_out.talkative, 1, 30, 256 << 20, shut_in=True) as running:
        assert isinstance(outcome(running, "abort"), Lost)
    assert capfd.readouterr() == ("", "")


def test_a_trial_leaves_this_process_free(tmp_path: Path) -> None:
    """Finding out whether children can be shut in does not shut in the one who asks."""
    assert sandbox.obstacle() == ""
    (tmp_path / "file").write_text("x")


def test_a_target_on_the_network_is_said() -> None:
    """Where one of several targets is reached over the network, that is told as the reason."""
    assert sandbox.in_words(["files"]) == sandbox.SHUT_IN
    assert sandbox.in_words(["files", "s3"]) == (
        "limits only, because the target is read over the network (s3)"
    )


def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without libseccomp a sweep goes on under limits, and says which package is missing."""
    monkeypatch.setattr(sandbox, "_LIBRARY", "libnothing.so.0")
    assert sandbox.in_words(["files"]) == (
        "limits only, because libseccomp is missing (Debian: libseccomp2)"
    )


def test_another_system_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """On Windows and macOS children are under limits only, and that is said."""
    monkeypatch.setattr(sys, "platform", "win32")
    assert sandbox.in_words(["files"]) == "limits only, because only Linux can shut them in"


def test_this_process_may_still_run_programs() -> None:
    """The parent keeps its rights: nothing of the above has reached it."""
    assert ctypes.CDLL(None).prctl(21, 0, 0, 0, 0) == 0  # PR_GET_SECCOMP: no filter
    assert os.access("/", os.R_OK)
