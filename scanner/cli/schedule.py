"""`keysweep schedule`: a sweep that comes back, what starts it, and one run of it."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scanner.cli.printing import complain

if TYPE_CHECKING:
    from scanner.inventory.reader import Inventory
    from scanner.schedule.keeping import Kept
    from scanner.schedule.notice import Notice
    from scanner.schedule.plan import Plan

KINDS = ("systemd", "cron", "windows", "kubernetes")
INCOMPLETE = 3


@dataclass(frozen=True, slots=True)
class _Told:
    """Who is told after a run."""

    webhook: bool
    mail_to: tuple[str, ...]
    mail_from: str
    smtp: str

    @property
    def options(self) -> tuple[str, ...]:
        """The same as options of the command line."""
        given: tuple[str, ...] = ("--webhook",) if self.webhook else ()
        for address in self.mail_to:
            given += ("--mail-to", address)
        if self.mail_to:
            given += ("--mail-from", self.mail_from, "--smtp", self.smtp)
        return given


@click.command(
    epilog="""\b
Secrets are read from the environment: KEYSWEEP_WEBHOOK_URL, KEYSWEEP_SMTP_USER,
KEYSWEEP_SMTP_PASSWORD.

\b
Examples:
  keysweep schedule keysweep.toml /srv/share --into /var/lib/sweeps --kind systemd
  keysweep schedule keysweep.toml /srv/share --into /var/lib/sweeps --run --webhook"""
)
@click.argument("config", type=click.Path(path_type=Path, dir_okay=False))
@click.argument("targets", nargs=-1, required=True, metavar="TARGET...")
@click.option(
    "--into",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    help="Folder for the dated inventories.",
)
@click.option("--kind", type=click.Choice(KINDS), help="What starts the runs; writes its files.")
@click.option("--run", "run_now", is_flag=True, help="Make one run, as the scheduler does.")
@click.option(
    "--every",
    type=click.Choice(["day", "week", "month"]),
    default="month",
    show_default=True,
    help="How often.",
)
@click.option("--at", default="02:00", show_default=True, metavar="HH:MM", help="At what time.")
@click.option(
    "--keep",
    type=click.IntRange(min=1),
    default=12,
    show_default=True,
    help="Inventories to keep.",
)
@click.option("--webhook", is_flag=True, help="Post a notice to KEYSWEEP_WEBHOOK_URL.")
@click.option("--mail-to", multiple=True, metavar="ADDRESS", help="Mail a notice; repeatable.")
@click.option("--mail-from", default="", metavar="ADDRESS", help="Who the mail comes from.")
@click.option("--smtp", default="localhost", show_default=True, metavar="HOST:PORT",
              help="Server that takes the mail.")  # fmt: skip
@click.option("--image", default="", help="For kubernetes: the image that holds keysweep.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
    help="Folder for the scheduler's files; without it, the current one.",
)
def schedule(
    config: Path,
    targets: tuple[str, ...],
    into: Path,
    kind: str | None,
    run_now: bool,
    every: str,
    at: str,
    keep: int,
    webhook: bool,
    mail_to: tuple[str, ...],
    mail_from: str,
    smtp: str,
    image: str,
    output: Path,
) -> int:
    """Sweep each TARGET again and again under CONFIG, and say what changed.

    With --kind, write what systemd, cron, Windows or Kubernetes needs. With --run, make one run:
    sweep what changed, keep a dated inventory, compare it with the last, send a notice.
    """
    if run_now == bool(kind):
        raise click.UsageError("Give either --kind to write a schedule, or --run to make one run.")
    told = _Told(webhook, mail_to, mail_from, smtp)
    _refuse_mail_from_nobody(told)
    if run_now:
        return _run(config, targets, into, keep, told)
    plan = _plan(config, targets, into, keep, every, at, told)
    _write(plan, str(kind), image, output)
    return 0


def _refuse_mail_from_nobody(told: _Told) -> None:
    from scanner.schedule.sending import server_of

    if told.mail_to and not told.mail_from:
        raise click.UsageError("--mail-to needs --mail-from, whom the mail comes from.")
    server_of(told.smtp)


def _plan(
    config: Path,
    targets: tuple[str, ...],
    into: Path,
    keep: int,
    every: str,
    at: str,
    told: _Told,
) -> Plan:
    from scanner.config_file import load_config
    from scanner.schedule.plan import Every, Plan, time_of

    read = load_config(config)  # what is wrong with it is told now, not at night
    if not read.settings.hash_key_place:
        complain(
            f"{config} names no hash_key_file; runs under another account would make a key of "
            "their own, and could not be compared with yours"
        )
    places = tuple(_absolute(target) for target in targets)
    hour, minute = time_of(at)
    return Plan(
        _program(), config.absolute(), places, into.absolute(), keep, Every(every), hour, minute,
        told.options,
    )  # fmt: skip


def _absolute(target: str) -> str:
    return target if "://" in target else str(Path(target).absolute())


def _program() -> tuple[str, ...]:
    found = shutil.which("keysweep")
    return (found,) if found else (sys.executable, "-m", "scanner.cli")


def _write(plan: Plan, kind: str, image: str, folder: Path) -> None:
    from scanner.errors import ConfigError

    module = import_module(f"scanner.schedule.{kind}")
    made: dict[str, str] = module.files(plan, image) if kind == "kubernetes" else module.files(plan)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in made.items():
            (folder / name).write_text(text, getattr(module, "ENCODING", "utf-8"))
            click.echo(str(folder / name))
    except OSError as error:
        raise ConfigError(f"{folder}: cannot be written: {error.strerror}") from error


def _run(config: Path, targets: tuple[str, ...], into: Path, keep: int, told: _Told) -> int:
    from scanner.cli.compare import write as write_comparison
    from scanner.cli.scan import run_sweep
    from scanner.comparing import compare
    from scanner.config_file import load_config
    from scanner.inventory.reader import open_inventory
    from scanner.schedule import keeping
    from scanner.schedule.notice import notice_of

    settings = load_config(config).settings
    key = settings.inventory_key
    kept = keeping.run(into, lambda folder: run_sweep(targets, folder, settings, quiet=True), key)
    new, old = open_inventory(kept.inventory, key), _openable(kept, key)
    if old is not None and new.key is not None:
        complain(
            "inventories are encrypted, so what changed is not written beside them in the clear"
        )
    elif old is not None:
        kept.changes.touch(mode=0o600)  # names of places are a map of what to steal
        write_comparison(compare(old, new), "markdown", kept.changes)
    keeping.prune(into, keep)
    notice = notice_of(new, old)
    click.echo(notice.text)
    _send(notice, told, kept.inventory)
    return 0 if kept.complete else INCOMPLETE


def _openable(kept: Kept, key: str) -> Inventory | None:
    """The run before; None where there is none that this version can read."""
    from scanner.errors import InventoryError
    from scanner.inventory.reader import open_inventory

    if kept.previous is None:
        return None
    try:
        return open_inventory(kept.previous, key)
    except InventoryError as error:
        complain(f"not compared with the last sweep: {error}")
        return None


def _send(notice: Notice, told: _Told, inventory: Path) -> None:
    """Try each way; what failed is told when all were tried. Raises `ConfigError`."""
    from scanner.errors import ConfigError
    from scanner.schedule.sending import to_mail, to_webhook

    ways: list[Callable[[], None]] = []
    if told.webhook:
        ways.append(lambda: to_webhook(notice, os.environ))
    if told.mail_to:
        ways.append(lambda: to_mail(notice, told.smtp, told.mail_from, told.mail_to, os.environ))
    failed = []
    for send in ways:
        try:
            send()
        except ConfigError as error:
            failed.append(str(error))
    if failed:
        raise ConfigError(f"{'; '.join(failed)}. The sweep is done and kept in {inventory}")
