"""`keysweep schedule`: what starts sweeps, and one run of it."""

import json
import shlex
import shutil
import socket
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml

from scanner.config import Settings
from scanner.errors import ConfigError
from scanner.inventory.reader import open_inventory
from scanner.inventory.writer import Writer
from scanner.keys.key import INVENTORY
from scanner.keys.places import load_key
from scanner.rewriting import write_changed
from scanner.schedule import keeping
from scanner.schedule.plan import Plan
from scanner.schedule.sending import WEBHOOK_URL, server_of, to_mail, to_webhook
from scanner.schedule.windows import NAMESPACE
from scanner.schema import GONE
from tests.assembled import TARGET, inventory, one_file, tables
from tests.cli.conftest import Run

ROW = "nhs_number,name,address,key_safe_code\n999 000 0018,Edna Clegg,1 Mill Lane,4821\n"
MORE = ROW + "999 000 0026,Amir Shah,2 Mill Lane,5932\n"


@dataclass
class Place:
    """A configuration, a share and a folder for inventories."""

    config: Path
    share: Path
    into: Path


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """A share with one export."""
    (tmp_path / "share" / "exports").mkdir(parents=True)
    (tmp_path / "share" / "exports" / "a.csv").write_text(ROW)
    config = tmp_path / "keysweep.toml"
    config.write_text('test_numbers = "live"\nnames = "off"\nworkers = 1\nhash_key_file = "key"\n')
    return Place(config, tmp_path / "share", tmp_path / "kept")


def scheduled(run: Run, place: Place, kind: str, folder: Path, *options: object) -> list[Path]:
    """The files that were written."""
    code, out, err = run(
        "schedule", place.config, place.share, "--into", place.into, "--kind", kind,
        "-o", folder, *options,
    )  # fmt: skip
    assert (code, err) == (0, "")
    return [Path(line) for line in out.splitlines()]


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="Debian package systemd is absent")
def test_systemd_takes_the_units(run: Run, place: Place, tmp_path: Path) -> None:
    """systemd's own check finds nothing wrong, a folder with spaces and signs included."""
    place.into = tmp_path / 'kept $HOME %h "x"'
    files = scheduled(run, place, "systemd", tmp_path / "units")
    assert [file.name for file in files] == ["keysweep.service", "keysweep.timer"]
    done = subprocess.run(
        ["systemd-analyze", "verify", *map(str, files)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("every", "calendar"),
    [("day", "*-*-* 03:30:00"), ("week", "Sun *-*-* 03:30:00"), ("month", "*-*-01 03:30:00")],
)
def test_systemd_is_told_when(
    run: Run, place: Place, tmp_path: Path, every: str, calendar: str
) -> None:
    """The timer has the day and time asked for."""
    files = scheduled(run, place, "systemd", tmp_path, "--every", every, "--at", "03:30")
    assert f"OnCalendar={calendar}\n" in files[1].read_text()


def test_cron_gets_one_line(run: Run, place: Place, tmp_path: Path) -> None:
    """Five fields and a command that a shell takes apart as it was meant."""
    place.into = tmp_path / "kept 100% safe"
    (file,) = scheduled(run, place, "cron", tmp_path, "--every", "week", "--at", "23:05")
    (line,) = [line for line in file.read_text().splitlines() if not line.startswith("#")]
    *when, command = line.split(" ", 5)
    assert when == ["5", "23", "*", "*", "0"]
    assert "%" not in command.replace("\\%", "")
    words = shlex.split(command.replace("\\%", "%"))
    assert str(place.into) in words
    assert words[-2:] == [str(place.config), str(place.share)]


def test_windows_gets_a_task(run: Run, place: Place, tmp_path: Path) -> None:
    """XML of the Task Scheduler's own namespace, with the day, the time and the command."""
    (file,) = scheduled(run, place, "windows", tmp_path, "--at", "04:15")
    task = ElementTree.fromstring(file.read_bytes())
    names = {"t": NAMESPACE}
    start = task.findtext("t:Triggers/t:CalendarTrigger/t:StartBoundary", None, names)
    assert str(start).endswith("T04:15:00")
    months = task.find("t:Triggers/t:CalendarTrigger/t:ScheduleByMonth/t:Months", names)
    assert months is not None
    assert len(months) == 12
    arguments = task.findtext("t:Actions/t:Exec/t:Arguments", None, names)
    assert "schedule --run --into" in str(arguments)


def test_kubernetes_gets_a_cron_job(run: Run, place: Place, tmp_path: Path) -> None:
    """Configuration, volume and job, which runs as nobody special and never twice at once."""
    (file,) = scheduled(run, place, "kubernetes", tmp_path, "--image", "example.org/keysweep:1")
    config, volume, job = yaml.safe_load_all(file.read_text())
    assert [one["kind"] for one in (config, volume, job)] == [
        "ConfigMap", "PersistentVolumeClaim", "CronJob",
    ]  # fmt: skip
    assert config["data"]["keysweep.toml"] == place.config.read_text()
    assert job["spec"]["schedule"] == "0 2 1 * *"
    assert job["spec"]["concurrencyPolicy"] == "Forbid"
    pod = job["spec"]["jobTemplate"]["spec"]["template"]["spec"]
    assert pod["securityContext"]["runAsNonRoot"] is True
    (container,) = pod["containers"]
    assert container["command"][:3] == ["keysweep", "schedule", "--run"]
    assert {mount["name"] for mount in container["volumeMounts"]} == {
        one["name"] for one in pod["volumes"]
    }


def test_kubernetes_needs_an_image(run: Run, place: Place, tmp_path: Path) -> None:
    """Nobody else can say which."""
    code, _, err = run(
        "schedule", place.config, "s3://b", "--into", place.into, "--kind", "kubernetes",
        "-o", tmp_path,
    )  # fmt: skip
    assert code == 2
    assert "needs --image" in err


def test_a_configuration_without_a_key_file_is_warned_of(
    run: Run, place: Place, tmp_path: Path
) -> None:
    """Another account would count under another key."""
    place.config.write_text("")
    _, _, err = run(
        "schedule",
        place.config,
        place.share,
        "--into",
        place.into,
        "--kind",
        "cron",
        "-o",
        tmp_path,
    )
    assert "names no hash_key_file" in err


def test_a_wrong_configuration_is_told_at_once(run: Run, place: Place, tmp_path: Path) -> None:
    """Not at two in the morning."""
    place.config.write_text("workerz = 1\n")
    code, _, err = run(
        "schedule",
        place.config,
        place.share,
        "--into",
        place.into,
        "--kind",
        "cron",
        "-o",
        tmp_path,
    )
    assert code == 2
    assert "did you mean workers" in err


def test_a_line_break_in_a_target_is_refused() -> None:
    """It would begin a directive of its own."""
    with pytest.raises(ConfigError, match="control character"):
        Plan(("keysweep",), Path("/c"), ("/srv/a\nExecStart=/bin/x",), Path("/i"), 3)


@pytest.mark.parametrize("wrong", ["25:00", "noon", "2", "10:60"])
def test_a_wrong_time_is_refused(run: Run, place: Place, wrong: str) -> None:
    """With an example of a right one."""
    code, _, err = run(
        "schedule", place.config, place.share, "--into", place.into, "--kind", "cron", "--at", wrong
    )
    assert code == 2
    assert "such as 02:00" in err


def test_kind_or_run_must_be_given(run: Run, place: Place) -> None:
    """Neither and both are refused."""
    code, _, err = run("schedule", place.config, place.share, "--into", place.into)
    assert code == 2
    assert "--kind" in err


@dataclass
class Hook:
    """A webhook on this machine that remembers what it got."""

    url: str
    got: list[Any] = field(default_factory=list)
    answer: int = 200


@pytest.fixture
def hook() -> Iterator[Hook]:
    """Listens until the test is over."""
    made = Hook("")

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            made.got.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(made.answer)
            self.send_header("Location", made.url)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    made.url = f"http://127.0.0.1:{server.server_port}/hook"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield made
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_second_run_reads_what_changed_compares_and_tells(
    run: Run, place: Place, hook: Hook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The whole way: dated inventories, carried rows, changes beside it, counts to the webhook."""
    monkeypatch.setenv(WEBHOOK_URL, hook.url)
    options = ("schedule", place.config, place.share, "--into", place.into, "--run", "--webhook")
    assert run(*options)[0] == 0
    (first,) = keeping.dated(place.into)
    first.rename(first.with_name("2026-01-01T020000Z"))
    (place.share / "exports" / "b.csv").write_text(MORE)
    code, out, _ = run(*options)
    assert code == 0
    old, new = keeping.dated(place.into)
    assert open_inventory(new).scan["objects_carried"] == 1
    assert open_inventory(old).scan["people_up_to"] == 1
    assert "# What changed" in new.with_name(f"{new.name}.changes.md").read_text()
    assert "People: 1 gained, none lost." in out
    assert hook.got[1]["keysweep"]["people_gained"] == 1
    assert hook.got[1]["keysweep"]["homes_gained"] == 1
    sent = json.dumps(hook.got)
    assert not any(value in sent for value in ("Edna", "Clegg", "4821", "9990000018", "Mill Lane"))


def test_runs_of_encrypted_inventories_write_nothing_in_the_clear(
    run: Run, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What changed would name places beside inventories that hide them."""
    with place.config.open("a") as out:
        out.write('inventory_key = "inventory.key"\n')

    def sweep(_: object, folder: Path, settings: Settings, **__: object) -> bool:
        made = tables(one_file(f"{TARGET}/exports/1.csv", [1])) | {"gone": GONE.empty_table()}
        with Writer(folder, key=load_key(INVENTORY, settings.inventory_key)) as writer:
            writer.finish(made)
        return True

    monkeypatch.setattr("scanner.cli.scan.run_sweep", sweep)
    options = ("schedule", place.config, place.share, "--into", place.into, "--run")
    assert run(*options)[0] == 0
    (first,) = keeping.dated(place.into)
    first.rename(first.with_name("2026-01-01T020000Z"))
    code, out, err = run(*options)
    assert (code, "not written beside them" in err) == (0, True), err
    assert "\nSince" in out  # they were compared all the same
    held = [file for file in place.into.rglob("*") if file.is_file()]
    assert len(held) > 10 and not any(b"exports" in file.read_bytes() for file in held)


def finished(folder: Path, name: str) -> Path:
    """A dated inventory."""
    inventory(folder / name, one_file(f"{TARGET}/a/1.csv", [1]))
    return folder / name


def test_the_oldest_are_removed_and_nothing_else(tmp_path: Path) -> None:
    """What keysweep did not date is left alone."""
    names = [f"2026-0{month}-01T020000Z" for month in range(1, 5)]
    for name in names:
        finished(tmp_path, name)
    finished(tmp_path, "by hand")
    (tmp_path / "2020-01-01T000000Z").mkdir()  # no inventory
    keeping.prune(tmp_path, 2)
    left = sorted(path.name for path in tmp_path.iterdir())
    assert left == ["2020-01-01T000000Z", *names[2:], "by hand"]


def test_a_run_begins_from_the_last_and_leaves_it_as_it_was(tmp_path: Path) -> None:
    """The new inventory's files take the place of links, so the old one's stay."""
    old = finished(tmp_path, "2026-01-01T020000Z")
    before = {file.name: file.read_bytes() for file in old.iterdir() if file.is_file()}
    seen: list[bool] = []

    def sweep(folder: Path) -> bool:
        seen.append((folder / "objects.parquet").samefile(old / "objects.parquet"))
        write_changed(open_inventory(folder), folder, tables(one_file(f"{TARGET}/a/1.csv", [1, 2])))
        return True

    kept = keeping.run(tmp_path, sweep)
    assert seen == [True]
    assert kept.previous == old
    assert {file.name: file.read_bytes() for file in old.iterdir() if file.is_file()} == before


def test_an_interrupted_run_goes_on(tmp_path: Path) -> None:
    """What was begun is not begun again from the last inventory."""
    finished(tmp_path, "2026-01-01T020000Z")

    def stopped(folder: Path) -> bool:
        (folder / "begun").touch()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        keeping.run(tmp_path, stopped)
    found: list[bool] = []

    def going_on(folder: Path) -> bool:
        found.append((folder / "begun").exists())
        return True

    keeping.run(tmp_path, going_on)
    assert found == [True]


def test_an_inventory_is_no_folder_of_inventories(run: Run, place: Place) -> None:
    """A mistaken --into overwrites nothing."""
    inventory(place.into, one_file(f"{TARGET}/a/1.csv", [1]))
    code, _, err = run("schedule", place.config, place.share, "--into", place.into, "--run")
    assert code == 2
    assert "is an inventory itself" in err


@dataclass
class _Notice:
    """What is sent, in short."""

    subject: str = "keysweep: 1 people and 1 homes gained"
    text: str = "Counts and places."
    counts: dict[str, Any] = field(default_factory=dict)


def test_a_redirect_is_not_followed(hook: Hook) -> None:
    """Whoever can answer for a webhook must not send the notice elsewhere."""
    hook.answer = 307
    with pytest.raises(ConfigError, match="answered 307"):
        to_webhook(_Notice(), {WEBHOOK_URL: hook.url})  # type: ignore[arg-type]
    assert len(hook.got) == 1


@pytest.mark.parametrize("url", ["", "http://example.org/hook", "file:///etc/passwd"])
def test_a_webhook_is_encrypted_or_refused(url: str) -> None:
    """And its address, which is a secret, is not repeated."""
    with pytest.raises(ConfigError, match="https://") as refused:
        to_webhook(_Notice(), {WEBHOOK_URL: url})  # type: ignore[arg-type]
    assert "example.org" not in str(refused.value)


def free_port() -> int:
    """One that nothing listens on at this moment."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


@dataclass
class MailServer:
    """A mail server on this machine that remembers what it took."""

    address: str
    got: list[bytes] = field(default_factory=list)

    async def handle_DATA(  # noqa: N802 - the server calls it so
        self, server: object, session: object, envelope: Any
    ) -> str:
        """Take it."""
        self.got.append(envelope.content)
        return "250 taken"


@pytest.fixture
def mail_server() -> Iterator[MailServer]:
    """Without TLS, as a machine's own often is."""
    controller = pytest.importorskip("aiosmtpd.controller", reason="aiosmtpd is not installed")
    port = free_port()
    made = MailServer(f"127.0.0.1:{port}")
    server = controller.Controller(made, hostname="127.0.0.1", port=port)
    server.start()
    yield made
    server.stop()


def send(server: str, sender: str = "k@example.org") -> None:
    """A notice by mail."""
    to_mail(_Notice(), server, sender, ("it@example.org",), {})  # type: ignore[arg-type]


def test_a_notice_goes_by_mail(mail_server: MailServer) -> None:
    """To this machine's own server."""
    send(mail_server.address)
    assert b"Subject: keysweep: 1 people and 1 homes gained" in mail_server.got[0]
    assert b"Counts and places." in mail_server.got[0]


def test_mail_to_another_machine_never_goes_in_the_clear(
    mail_server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server that offers no encryption gets nothing, neither notice nor password."""
    monkeypatch.setattr("scanner.schedule.sending._LOCAL", frozenset())
    with pytest.raises(ConfigError, match="did not take the notice"):
        send(mail_server.address)
    assert mail_server.got == []


def test_a_mail_server_that_is_not_there_is_told() -> None:
    """With its address, and without a traceback."""
    with pytest.raises(ConfigError, match="did not take the notice"):
        send("127.0.0.1:1")


def test_a_line_break_in_an_address_is_refused() -> None:
    """It would add headers."""
    with pytest.raises(ConfigError, match="no mail address"):
        send("localhost", sender="k@example.org\nBcc: x@example.org")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("localhost", ("localhost", 25)),
        ("smtp.example.org", ("smtp.example.org", 587)),
        ("smtp.example.org:465", ("smtp.example.org", 465)),
    ],
)
def test_a_server_is_host_and_port(text: str, told: tuple[str, int]) -> None:
    """Submission with STARTTLS unless said otherwise."""
    assert server_of(text) == told


def test_mail_needs_a_sender(run: Run, place: Place) -> None:
    """Said before anything is swept."""
    code, _, err = run(
        "schedule", place.config, place.share, "--into", place.into, "--run",
        "--mail-to", "it@example.org",
    )  # fmt: skip
    assert code == 2
    assert "--mail-from" in err


def test_a_notice_that_failed_leaves_the_inventory(
    run: Run, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sweep is done and kept, and both is said."""
    monkeypatch.delenv(WEBHOOK_URL, raising=False)
    code, _, err = run(
        "schedule", place.config, place.share, "--into", place.into, "--run", "--webhook"
    )
    assert code == 2
    assert "The sweep is done and kept in" in err
    assert len(keeping.dated(place.into)) == 1
