"""Sweeps on a cluster: the tables of one process, whatever dies on the way."""

import os
import signal
from collections.abc import Iterator
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

import pytest
from distributed.scheduler import KilledWorker

from scanner.config import ClusterSettings, Settings
from scanner.engines import cluster as engine
from scanner.engines import cluster_worker
from scanner.engines import sweep as common
from scanner.engines.cluster_connect import connected, refuse_plaintext
from scanner.engines.cluster_worker import Batch, Refusal
from scanner.engines.local import LocalEngine
from scanner.engines.pool import Lost
from scanner.engines.sweep import Orders
from scanner.engines.walk import Progress, Task
from scanner.errors import ClusterError, ConfigError
from scanner.model import DataObject
from scanner.sources.files import FileSource
from tests.bench.kill import differences
from tests.engines.clusters import cluster

FILES = 60
KEY = bytes(range(32))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A sweep for NHS numbers and key-safe codes over a share of small files."""
    share = tmp_path / "share"
    share.mkdir()
    for number in range(FILES):
        line = f"NHS number 999 000 0018, visit {number}, key safe 4821 left of the door\n"
        (share / f"{number:03d}.txt").write_text(line * (1 + number % 5))
    (tmp_path / "key").touch(mode=0o600)
    (tmp_path / "key").write_text(KEY.hex())
    return Settings(
        test_numbers="live",
        recognizers=("UK_NHS", "KEY_SAFE_CODE"),
        names="off",
        workers=1,
        hash_key_file=tmp_path / "key",
    )


@pytest.mark.skipif(os.name == "nt", reason="kills a worker as a lost machine would be")
def test_a_machine_that_dies_changes_nothing(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three workers over TLS, one killed half-way: the tables of one process alone."""
    monkeypatch.setattr(engine, "_BATCH_OBJECTS", 4)
    share = [str(tmp_path / "share")]
    killed: list[int] = []

    with cluster(tmp_path, workers=3) as running:

        def kill_one(progress: Progress) -> None:
            if progress.objects_done >= FILES // 3 and not killed:
                running.workers[0].send_signal(signal.SIGKILL)
                killed.append(progress.objects_done)

        here = replace(settings, cluster=running.settings)
        assert engine.sweep(share, tmp_path / "cluster", here, kill_one)
        assert running.workers[0].wait() == -signal.SIGKILL
    assert killed[0] < FILES
    common.sweep(share, tmp_path / "alone", here, LocalEngine(0, 1 << 30))
    assert differences(tmp_path / "alone", tmp_path / "cluster") == []
    for file in (tmp_path / "cluster").rglob("*"):
        assert not file.is_file() or KEY.hex().encode() not in file.read_bytes()


def tasks(folder: Path, sizes: list[int]) -> list[Task]:
    """Objects of these sizes, that are not there."""
    source = FileSource(folder)
    return [
        (source, DataObject(f"file:///{number}", "files", "file:///", size_bytes=size), ())
        for number, size in enumerate(sizes)
    ]


def test_batches_are_worth_their_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Small objects go together, up to a number and a size; a large one goes alone."""
    monkeypatch.setattr(engine, "_BATCH_OBJECTS", 3)
    monkeypatch.setattr(engine, "_BATCH_BYTES", 100)
    batches = list(engine.batched(iter(tasks(tmp_path, [500, 60, 60, 1, 1, 1, 1]))))
    assert [[one[1].size_bytes for one in batch] for batch in batches] == [
        [500],
        [60],
        [60, 1, 1],
        [1, 1],
    ]


class Future:
    """What a batch came to that took every worker down."""

    status = "error"

    def exception(self) -> KilledWorker:
        """As the scheduler tells it after four workers."""
        return KilledWorker("key", None, 3)


class Client:
    """Remembers what it was given."""

    def __init__(self) -> None:
        self.submitted: list[Batch] = []

    def submit(self, _: object, batch: Batch, **__: object) -> object:
        """Takes a batch."""
        self.submitted.append(batch)
        return object()


class Done:
    """Stands for the futures that are waited for."""

    def add(self, _: object) -> None:
        """Takes one more."""


def taken(batch: Batch) -> tuple[list[object], list[Batch]]:
    """What an engine makes of a batch that killed its workers, and what it hands out again."""
    client = Client()
    running = engine.DaskEngine(client, 1)
    return list(running._taken(Future(), batch, Done())), client.submitted


def test_objects_of_a_batch_that_kills_workers_are_tried_alone(tmp_path: Path) -> None:
    """Only the one that does it can be lost."""
    orders = Orders(Settings(), KEY, "")
    one, two = tasks(tmp_path, [1, 1])
    outcomes, again = taken(Batch(orders, (one, two)))
    assert outcomes == []
    assert [batch.tasks for batch in again] == [(one,), (two,)]


def test_an_object_that_kills_every_worker_is_told_and_given_up(tmp_path: Path) -> None:
    """It becomes a row that says why, and is not tried for ever."""
    (one,) = tasks(tmp_path, [1])
    outcomes, again = taken(Batch(Orders(Settings(), KEY, ""), (one,)))
    assert again == []
    ((task, lost),) = outcomes  # type: ignore[misc]
    assert task is one
    assert isinstance(lost, Lost) and lost.detail == "ended 4 workers one after the other"


def test_a_batch_shows_neither_key_nor_names(tmp_path: Path) -> None:
    """Dask logs the arguments of what fails."""
    orders = Orders(Settings(), KEY, "")
    batch = Batch(orders, tuple(tasks(tmp_path, [1])))
    assert "file:///" not in repr(batch) and "Orders" not in repr(batch)
    assert repr(KEY) not in repr(orders)


def test_a_worker_that_may_have_no_children_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Dask marks workers so unless told otherwise; the refusal says how to tell it."""
    process = cluster_worker.multiprocessing.current_process()
    monkeypatch.setitem(process._config, "daemon", True)  # type: ignore[attr-defined]
    refusal = cluster_worker.introduce(Settings(), version("keysweep"))
    assert isinstance(refusal, Refusal) and "DAEMON=False" in refusal.why


def test_a_worker_of_another_version_refuses() -> None:
    """Its findings could be others."""
    refusal = cluster_worker.introduce(Settings(), "99.0")
    assert isinstance(refusal, Refusal) and "install 99.0" in refusal.why


def test_a_refusal_ends_the_sweep(tmp_path: Path) -> None:
    """What a worker cannot do at all is an error with its reason, not a row for every object."""

    class Refused(Future):
        """A batch that its worker would not touch."""

        def exception(self) -> None:  # type: ignore[override]
            """None: the task itself ended well."""

        def result(self) -> Refusal:
            """Why not."""
            return Refusal("no rules found")

    running = engine.DaskEngine(Client(), 1)
    batch = Batch(Orders(Settings(), KEY, ""), tuple(tasks(tmp_path, [1])))
    with pytest.raises(ClusterError, match="no rules found"):
        list(running._taken(Refused(), batch, Done()))


@pytest.mark.parametrize(
    "address", ["tls://hub:8786", "tcp://127.0.0.1:8786", "tcp://localhost:1", "tcp://[::1]:1"]
)
def test_what_does_not_leave_in_the_clear_is_allowed(address: str) -> None:
    """TLS to anywhere, or this machine."""
    refuse_plaintext(ClusterSettings(scheduler=address))


@pytest.mark.parametrize("address", ["tcp://hub:8786", "tcp://10.0.0.1:8786", "ws://hub:1"])
def test_plaintext_to_other_machines_is_refused(address: str) -> None:
    """The hash key would be read by whoever listens; only a flag allows it."""
    with pytest.raises(ConfigError, match="not encrypted"):
        refuse_plaintext(ClusterSettings(scheduler=address))
    refuse_plaintext(ClusterSettings(scheduler=address, allow_plaintext=True))


@pytest.fixture(params=["", "local:0", "local:many"])
def wrong(request: pytest.FixtureRequest) -> Iterator[str]:
    """Schedulers that are none."""
    yield request.param


def test_a_scheduler_that_is_none_is_refused(wrong: str) -> None:
    """The message says what to write."""
    settings = Settings(engine="dask", cluster=ClusterSettings(scheduler=wrong))
    with pytest.raises(ConfigError, match="local:2"), connected(settings):
        pass


def test_half_a_certificate_is_refused(tmp_path: Path) -> None:
    """All three files or none."""
    half = ClusterSettings(scheduler="tls://127.0.0.1:1", ca_file=tmp_path / "ca.pem")
    with pytest.raises(ConfigError, match="TLS needs all"), connected(Settings(cluster=half)):
        pass
