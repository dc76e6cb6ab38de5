"""`keysweep scan`: where objects are examined, with how much strength, and what it took."""

import json
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

from scanner.cli.cost import Cost
from scanner.config import ClusterSettings
from tests.cli.conftest import FakeSweep, Run


@pytest.fixture
def cluster(sweep: FakeSweep, monkeypatch: pytest.MonkeyPatch) -> FakeSweep:
    """The engine for clusters, replaced too."""
    fake = FakeSweep()
    module = ModuleType("scanner.engines.cluster")
    module.sweep = fake  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "scanner.engines.cluster", module)
    return fake


def test_the_last_line_says_what_the_sweep_took(run: Run, sweep: FakeSweep) -> None:
    """Time and peaks of memory, on one plain line of standard output."""
    _, out, _ = run("scan", "s3://care", "-o", "inv")
    line = out.splitlines()[-1]
    if sys.platform == "win32":
        assert re.fullmatch(r"Took [0-9.]+ s", line)
    else:
        assert re.fullmatch(
            r"Took [0-9.]+ s; peak memory [0-9.]+ .B here, [0-9.]+ k?.?B in the largest worker",
            line,
        )


def test_json_holds_what_the_sweep_took(run: Run, sweep: FakeSweep) -> None:
    """Numbers, under `run`, and no line beside the document."""
    _, out, _ = run("scan", "s3://care", "-o", "inv", "--json")
    took = json.loads(out)["run"]
    assert set(took) == {"wall_seconds", "peak_main_bytes", "peak_child_bytes"}
    assert took["wall_seconds"] >= 0


def test_quiet_says_nothing_of_it(run: Run, sweep: FakeSweep) -> None:
    """`--quiet` leaves the exit code alone to speak."""
    assert run("scan", "s3://care", "-o", "inv", "--quiet")[1] == ""


@pytest.mark.parametrize(
    ("seconds", "words"), [(4.25, "4.2 s"), (200.4, "3 min 20 s"), (7505.0, "2 h 5 min")]
)
def test_time_is_told_as_people_say_it(seconds: float, words: str) -> None:
    """Seconds, then minutes, then hours."""
    assert str(Cost(seconds, None, None)) == f"Took {words}"


def test_memory_is_a_ceiling_in_bytes(run: Run, sweep: FakeSweep) -> None:
    """`--memory` takes a size with its unit."""
    run("scan", "s3://care", "-o", "inv", "--memory", "4 GiB")
    assert sweep.calls[0][2].memory == 4 * 1024**3


def test_a_wrong_size_is_refused(run: Run, sweep: FakeSweep) -> None:
    """The message says what is allowed."""
    code, _, err = run("scan", "s3://care", "-o", "inv", "--memory", "much")
    assert code == 2 and "memory is 'much'" in err and '"2 GiB"' in err


def test_a_scheduler_means_its_cluster(run: Run, sweep: FakeSweep, cluster: FakeSweep) -> None:
    """`--scheduler` and certificates reach the engine for clusters, and the local one rests."""
    tls = ("--tls-ca-file", "ca.pem", "--tls-cert", "cert.pem", "--tls-key", "key.pem")
    code, _, err = run("scan", "s3://care", "-o", "inv", "--scheduler", "tls://hub:8786", *tls)
    assert (code, err, sweep.calls) == (0, "", [])
    files = (Path("ca.pem"), Path("cert.pem"), Path("key.pem"))
    assert cluster.calls[0][2].cluster == ClusterSettings("tls://hub:8786", *files)


def test_plaintext_is_allowed_by_a_flag(run: Run, cluster: FakeSweep) -> None:
    """Only `--allow-plaintext` says so."""
    run("scan", "s3://care", "-o", "inv", "--scheduler", "tcp://hub:8786", "--allow-plaintext")
    assert cluster.calls[0][2].cluster.allow_plaintext is True


def test_a_missing_extra_is_named(
    run: Run, sweep: FakeSweep, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without Dask the error says what to install."""
    monkeypatch.setitem(sys.modules, "distributed", None)
    monkeypatch.delitem(sys.modules, "scanner.engines.cluster", raising=False)
    code, _, err = run("scan", "s3://care", "-o", "inv", "--engine", "dask")
    assert code == 2 and "install keysweep[cluster]" in err
