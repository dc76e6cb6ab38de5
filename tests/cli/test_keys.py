"""`keysweep keys`: what may be told of keys, and what a new one costs."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from scanner.keys.key import HASH
from scanner.keys.places import load_key, own_file
from scanner.keys.signing import load_signer, public_key_of

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(autouse=True)
def own_keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No keys yet."""
    for name in ("XDG_CONFIG_HOME", "APPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "config"))


def test_show_makes_no_key(run: Run) -> None:
    """It says that there is none, and what makes one."""
    code, out, _ = run("keys", "show")
    assert code == 0
    assert "hash key: none yet; one is made by the first sweep" in out
    assert "inventory key: none yet; inventories are not encrypted" in out
    assert not own_file(HASH).exists()


def test_show_tells_ids_and_places_and_no_key(run: Run) -> None:
    """Of the hash key, and of the one that signs with its fingerprint."""
    key, signer = load_key(HASH), load_signer()
    _, out, _ = run("keys", "show")
    assert f"hash key: id {key.key_id}, from {own_file(HASH)}" in out
    assert signer.fingerprint in out
    assert key.secret.hex() not in out


def test_show_follows_the_configuration(run: Run, tmp_path: Path) -> None:
    """Relative to its file."""
    (tmp_path / "keysweep.toml").write_text(
        'hash_key_file = "ours.key"\ninventory_key = "env:OURS"'
    )
    key = load_key(HASH, str(tmp_path / "ours.key"))
    _, out, _ = run("keys", "show", "--config", tmp_path / "keysweep.toml")
    assert f"hash key: id {key.key_id}, from {tmp_path / 'ours.key'}" in out
    assert "\ninventory key: the variable OURS is not set" in out


def test_public_prints_the_key_alone(run: Run) -> None:
    """And the fingerprint beside it."""
    code, out, err = run("keys", "public")
    assert code == 0 and public_key_of(out.encode()) is not None
    assert load_signer().fingerprint in err


def test_rotate_says_what_is_lost_and_keeps_the_old_key(run: Run) -> None:
    """Under its id, where `show` finds it."""
    old = load_key(HASH)
    code, out, _ = run("keys", "rotate", "--yes")
    assert code == 0 and "compare, merge" in out and "reads everything again" in out
    assert load_key(HASH).key_id != old.key_id
    _, out, _ = run("keys", "show")
    assert f"kept: {old.key_id}, from {own_file(HASH).with_name(f'hash-{old.key_id}.key')}" in out


def test_rotate_asks(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without an answer nothing changes."""
    old = load_key(HASH)
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    code, _, _ = run("keys", "rotate")
    assert code != 0 and load_key(HASH) == old


def test_rotate_makes_a_new_signing_key_where_it_is_asked_for(run: Run) -> None:
    """The hash key stays."""
    key, signer = load_key(HASH), load_signer()
    code, out, _ = run("keys", "rotate", "--signing", "--yes")
    assert code == 0 and "another signature" in out
    assert (load_key(HASH), load_signer().fingerprint != signer.fingerprint) == (key, True)


def test_a_key_that_lies_in_no_file_is_not_rotated(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its place is somebody else's."""
    monkeypatch.setenv("KEYSWEEP_HASH_KEY", "11" * 32)
    code, _, err = run("keys", "rotate", "--yes")
    assert (code, "lies in no file" in err) == (2, True)


def test_a_key_given_as_its_own_place_is_refused(run: Run, tmp_path: Path) -> None:
    """It would be in the shell's history, and a file of that name would be made."""
    code, _, err = run("scan", tmp_path, "-o", tmp_path / "inv", "--encrypt", "5a" * 32)
    assert code == 2 and "never the key itself" in err and "5a5a" not in err
