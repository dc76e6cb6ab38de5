"""`keysweep keys`: which keys there are and where, the public one, and new ones."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from scanner.config import Settings
    from scanner.keys.key import Kind

_LOST = {
    "hash key": """\
A new hash key begins a new series. Hashes in inventories cannot be made anew without the data, so
between inventories of the old key and of the new one
- keysweep compare, merge and the counting of people across them is no longer possible;
- the next sweep into an old inventory reads everything again, and the one after only what changed.
Inventories stay readable, and those of one key can be joined with each other as before.""",
    "signing key": """\
Inventories made from now on carry another signature. Give the new public key (keysweep keys public)
to everybody who checks them. Earlier ones are still checked with the earlier public key; each has
its own beside it.""",
}

_config = click.option(
    "--config",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Settings that name the keys' places.",
)


@click.group(
    epilog="""\b
Examples:
  keysweep keys show
  keysweep keys public > sweeper.pub
  keysweep keys rotate"""
)
def keys() -> None:
    """Tell which keys there are and where, print the public key, or begin with a new key."""


@keys.command()
@_config
def show(config: Path | None) -> None:
    """Names and places of all keys; never a key."""
    from scanner.keys.key import HASH, INVENTORY, SIGNING

    settings = _settings(config)
    for kind, place in (
        (HASH, settings.hash_key_place),
        (INVENTORY, settings.inventory_key),
        (SIGNING, settings.signing_key),
    ):
        for line in _told(kind, place):
            click.echo(line)


@keys.command()
@_config
def public(config: Path | None) -> None:
    """The public key of this account, in PEM; its fingerprint on standard error."""
    from scanner.cli.printing import complain
    from scanner.keys.signing import load_signer

    signer = load_signer(_settings(config).signing_key)
    click.echo(signer.public_key.decode(), nl=False)
    complain(f"fingerprint {signer.fingerprint}")


@keys.command()
@_config
@click.option("--signing", is_flag=True, help="The key that signs, not the hash key.")
@click.option("--yes", is_flag=True, help="Do not ask.")
def rotate(config: Path | None, signing: bool, yes: bool) -> None:
    """Begin with a new hash key; the old one is kept under its id.

    Says what is lost by it, and asks.
    """
    from scanner.errors import ConfigError
    from scanner.keys.key import HASH, SIGNING
    from scanner.keys.places import file_of
    from scanner.keys.rotating import rotate as rotated

    settings = _settings(config)
    kind = SIGNING if signing else HASH
    file = file_of(kind, settings.signing_key if signing else settings.hash_key_place)
    if file is None:
        raise ConfigError(f"the {kind.title} lies in no file; replace it where it comes from")
    click.echo(_LOST[kind.title])
    if not yes:
        click.confirm(f"A new {kind.title} in {file}?", abort=True)
    old, new = rotated(kind, file)
    click.echo(f"{kind.title} {new.key_id} in {new.where}; {old.key_id} is kept in {old.where}")
    if kind is HASH:
        click.echo(f"To go on with the old one: --set hash_key_file={old.where}")


def _settings(config: Path | None) -> Settings:
    from scanner.config_file import load_config

    return load_config(config).settings


def _told(kind: Kind, place: str) -> list[str]:
    """What may be said of the keys of one kind."""
    from scanner.errors import KeysweepError
    from scanner.keys.places import file_of, find_key
    from scanner.keys.rotating import kept_keys

    file = file_of(kind, place)
    try:
        if file is None:
            key = find_key(kind, place)
        else:
            key = find_key(kind, str(file)) if file.exists() else None
        kept = kept_keys(kind, file) if file is not None else []
    except KeysweepError as error:
        return [str(error)]
    if key is None:
        return [f"{kind.title}: none yet; {_made(kind)}"]
    lines = [f"{kind.title}: {_name(kind, key.secret, key.key_id)}, from {key.where}"]
    return [*lines, *(f"  kept: {one.key_id}, from {one.where}" for one in kept)]


def _made(kind: Kind) -> str:
    from scanner.keys.key import INVENTORY

    if kind is INVENTORY:
        return "inventories are not encrypted"
    return "one is made by the first sweep"


def _name(kind: Kind, secret: bytes, key_id: str) -> str:
    from scanner.keys.key import SIGNING

    if kind is not SIGNING:
        return f"id {key_id}"
    from scanner.keys.signing import fingerprint_of

    return f"id {key_id}, public key's fingerprint {fingerprint_of(secret)}"
