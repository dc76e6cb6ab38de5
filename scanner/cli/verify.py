"""`keysweep verify`: whether an inventory is what was swept, and who says so."""

from __future__ import annotations

import json
from pathlib import Path

import click

NOT_GOOD = 1
_MARKS = {"yes": "ok", "no": "NOT GOOD", "unknown": "?"}


@click.command(
    epilog="""\b
Exit code: 0 all is as it was signed; 1 it is not; 2 wrong use.

\b
Examples:
  keysweep verify inventory
  keysweep verify inventory --public-key sweeper.pub"""
)
@click.argument("inventory", type=click.Path(path_type=Path, file_okay=False, exists=True))
@click.option(
    "--public-key",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Who must have signed it; see keysweep keys public.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def verify(inventory: Path, public_key: Path | None, as_json: bool) -> int:
    """Check INVENTORY against its signed manifest: every file, every count, nothing more.

    Without --public-key it is shown that nothing was changed since it was signed, not who signed.
    """
    from scanner.inventory.verifying import verified
    from scanner.model import Verdict
    from scanner.reports.plain import clean

    answers = verified(inventory, _pem(public_key))
    is_good = all(one.verdict is not Verdict.NO for one in answers)
    if as_json:
        checks = [
            {"about": one.about, "verdict": one.verdict.value, "detail": one.detail}
            for one in answers
        ]
        click.echo(json.dumps({"good": is_good, "checks": checks}, indent=2))
        return 0 if is_good else NOT_GOOD
    for one in answers:
        click.echo(clean(f"{_MARKS[one.verdict.value]:<8}  {one.about}: {one.detail}"))
    click.echo(
        "Good: the inventory is what its manifest says."
        if is_good
        else "Not good: the inventory is not what was signed."
    )
    return 0 if is_good else NOT_GOOD


def _pem(file: Path | None) -> bytes | None:
    """The public key given. Raises `ConfigError`."""
    from scanner.errors import ConfigError
    from scanner.keys.signing import public_key_of

    if file is None:
        return None
    try:
        content = file.read_bytes()
    except OSError as error:
        raise ConfigError(f"public key {file}: cannot be read: {error.strerror}") from None
    if public_key_of(content) is None:
        raise ConfigError(
            f"public key {file}: is no Ed25519 public key in PEM; keysweep keys public prints one"
        )
    return content
