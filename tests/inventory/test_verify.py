"""The proof of a sweep: whatever is changed in an inventory, by however little, is found."""

import hashlib
import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from scanner.classify.weights import load_weights
from scanner.inventory.manifest import MANIFEST, PROOF, PUBLIC_KEY, SIGNATURE, read_manifest
from scanner.inventory.marking import MARKER
from scanner.inventory.reader import open_inventory
from scanner.inventory.verifying import Answer, verified
from scanner.keys.files import make_key
from scanner.keys.signing import load_signer
from scanner.merging import merged
from scanner.model import Verdict
from scanner.rewriting import write, write_changed
from scanner.schema import TABLES
from tests.assembled import TARGET, inventory, one_file

PARQUET = [f"{name}.parquet" for name in TABLES]
FILES = [*PARQUET, MARKER, *PROOF]
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An inventory of three people, not to be touched."""
    folder = tmp_path_factory.mktemp("made") / "inventory"
    inventory(folder, one_file(f"{TARGET}/a/1.csv", [1, 2]), one_file(f"{TARGET}/b/2.csv", [3]))
    return folder


@pytest.fixture
def held(made: Path, tmp_path: Path) -> Path:
    """A copy of it, to be tampered with."""
    shutil.copytree(made, tmp_path / "inventory")
    return tmp_path / "inventory"


def wrong(answers: list[Answer]) -> dict[str, str]:
    """What is not good, and why."""
    return {one.about: one.detail for one in answers if one.verdict is Verdict.NO}


def changed(file: Path, place: int) -> None:
    """One bit of one byte is turned."""
    content = bytearray(file.read_bytes())
    content[place] ^= 1
    file.write_bytes(content)


def told(folder: Path) -> dict[str, Any]:
    """What the manifest tells of the sweep."""
    manifest = read_manifest(folder)
    assert manifest is not None and manifest.told is not None
    return dict(manifest.told)


def test_an_untouched_inventory_is_good(made: Path) -> None:
    """Every file, the signature, rows, counts and digest are looked at, and hold."""
    answers = verified(made)
    assert wrong(answers) == {}
    assert all(one.verdict is Verdict.YES for one in answers)
    about = {one.about for one in answers}
    assert about >= {*PARQUET, MARKER, SIGNATURE, PUBLIC_KEY, "rows", "counts", "tables digest"}


@pytest.mark.parametrize("where", [0.0, 0.5, 1.0])
@pytest.mark.parametrize("name", FILES)
def test_one_changed_byte_is_found(held: Path, name: str, where: float) -> None:
    """At the beginning, in the middle or at the end of any file; the file is named."""
    file = held / name
    changed(file, int(where * (file.stat().st_size - 1)))
    found = wrong(verified(held))
    # The manifest vouches for all others, so a change in it shows in its signature.
    assert (SIGNATURE in found or MANIFEST in found) if name == MANIFEST else name in found


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("kept", [0.0, 0.9])
def test_a_truncated_file_is_found(held: Path, name: str, kept: float) -> None:
    """Emptied, or short of its end."""
    content = (held / name).read_bytes()
    (held / name).write_bytes(content[: int(kept * len(content))])
    assert {name, SIGNATURE} & wrong(verified(held)).keys()


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_found(held: Path, name: str) -> None:
    """Any of them."""
    (held / name).unlink()
    assert {name, SIGNATURE} & wrong(verified(held)).keys()


@pytest.mark.parametrize(
    "name", ["more.parquet", ".hidden", "objects.parquet.tmp", "run/0.parquet"]
)
def test_an_added_file_is_found(held: Path, name: str) -> None:
    """Whatever it is called; in the folder of an unfinished sweep, too."""
    (held / name).parent.mkdir(exist_ok=True)
    (held / name).write_bytes(b"")
    assert name.split("/")[0] in wrong(verified(held))


def test_swapped_tables_are_found(held: Path) -> None:
    """Two files that both are the inventory's own, each under the other's name."""
    one, other = (held / name for name in ("people.parquet", "gone.parquet"))
    one.rename(held / "between")
    other.rename(one)
    (held / "between").rename(other)
    assert wrong(verified(held)).keys() == {"people.parquet", "gone.parquet"}


def test_a_table_of_another_inventory_is_found(held: Path, tmp_path: Path) -> None:
    """Signed by the same key, and of the same shape."""
    other = inventory(tmp_path / "other", one_file(f"{TARGET}/a/1.csv", [1]))
    shutil.copy(other.path / "objects.parquet", held / "objects.parquet")
    assert "objects.parquet" in wrong(verified(held))


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege on Windows")
def test_a_link_in_place_of_a_file_is_found(held: Path) -> None:
    """What it leads to can be changed without the inventory."""
    (held / "gone.parquet").rename(held.parent / "gone.parquet")
    (held / "gone.parquet").symlink_to(held.parent / "gone.parquet")
    assert wrong(verified(held)) == {"gone.parquet": "is missing"}


def test_the_difference_is_told(held: Path) -> None:
    """Both digests, so that a person can follow it."""
    changed(held / "objects.parquet", 500)
    detail = wrong(verified(held))["objects.parquet"]
    seen = hashlib.sha256((held / "objects.parquet").read_bytes()).hexdigest()
    assert seen[:16] in detail and "the manifest says" in detail


def forged(held: Path, **values: Any) -> None:
    """The manifest says something else of the sweep, and is signed again by somebody else."""
    make_key(held.parent / "thief.key", "signing key")
    signer = load_signer(str(held.parent / "thief.key"))
    said = json.loads((held / MANIFEST).read_bytes())
    said["signed_by"] = signer.fingerprint
    said["told"] |= values
    written = json.dumps(said).encode()
    (held / MANIFEST).write_bytes(written)
    (held / SIGNATURE).write_bytes(signer.sign(written))
    (held / PUBLIC_KEY).write_bytes(signer.public_key)


def test_another_signer_is_found_where_the_key_is_known(held: Path) -> None:
    """All fits together, but it is not who should have signed; without the key nobody can tell."""
    ours = (held / PUBLIC_KEY).read_bytes()
    forged(held)
    assert wrong(verified(held)) == {}
    assert "not that of the key given" in wrong(verified(held, ours))[SIGNATURE]


@pytest.mark.parametrize(
    ("values", "about"),
    [
        ({"rows": dict.fromkeys(TABLES, 0)}, "people"),
        ({"counts": {"objects": 0}}, "counts"),
        ({"tables_digest": "00"}, "tables digest"),
    ],
)
def test_a_manifest_that_does_not_fit_its_tables_is_found(
    held: Path, values: dict[str, Any], about: str
) -> None:
    """Even where whoever wrote it signed it."""
    forged(held, **values)
    assert about in wrong(verified(held))


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"[]", b"null", b'{"keysweep": "manifest", "format": 99}', b"\xff"]
)
def test_a_manifest_of_another_kind_is_told(held: Path, content: bytes) -> None:
    """Nothing of it is believed, and nothing breaks."""
    (held / MANIFEST).write_bytes(content)
    assert wrong(verified(held)).keys() == {MANIFEST}


def test_the_manifest_tells_what_was_swept_and_by_what(made: Path) -> None:
    """Targets, versions, rules, key, coverage, rows."""
    said = told(made)
    assert said["targets"] == [TARGET]
    assert said["versions"].keys() == {"keysweep", "python", "pyarrow", "hyperscan"}
    assert (said["rule_digest"], said["key_id"], said["complete"]) == ("rules", "key", True)
    assert (said["rows"]["people"], said["counts"]["people_up_to"]) == (3, 3)


def test_an_inventory_ranked_again_names_the_one_it_came_from(held: Path, tmp_path: Path) -> None:
    """In a folder of its own or in place, and it is good again."""
    for out in (tmp_path / "new", held):
        before = read_manifest(held)
        opened = open_inventory(held)
        write_changed(opened, out, {"locations": opened.locations})
        assert wrong(verified(out)) == {}
        assert before is not None
        assert [one["manifest_sha256"] for one in told(out)["made_from"]] == [before.content_digest]


def test_a_merger_names_all_it_was_made_from(made: Path, tmp_path: Path) -> None:
    """By the digests of their manifests, and has one of its own."""
    other = inventory(tmp_path / "other", one_file(f"{TARGET}/c/3.csv", [4]))
    joined = [open_inventory(made), other]
    write(tmp_path / "all", merged(joined, load_weights()), joined)
    origins = told(tmp_path / "all")["made_from"]
    assert [one["manifest_sha256"] for one in origins] == [
        hashlib.sha256((one.path / MANIFEST).read_bytes()).hexdigest() for one in joined
    ]
    assert wrong(verified(tmp_path / "all")) == {}


def other_kind(folder: Path) -> Path:
    """A public key of a kind that keysweep does not sign with."""
    pem = (
        generate_private_key(SECP256R1())
        .public_key()
        .public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    )
    (folder / "other.pub").write_bytes(pem)
    return folder / "other.pub"


def test_verify_prints_each_check_and_ends_with_0(made: Path, run: Run) -> None:
    """And says what is not shown without the public key."""
    code, out, _ = run("verify", made)
    assert code == 0
    assert all(f"ok        {name}: " in out for name in PARQUET)
    assert "shows only that nothing was changed since, not by whom" in out
    assert out.endswith("Good: the inventory is what its manifest says.\n")


def test_verify_ends_with_1_and_names_the_file(held: Path, run: Run) -> None:
    """As JSON, too."""
    changed(held / "people.parquet", 100)
    code, out, _ = run("verify", held)
    assert code == 1 and "NOT GOOD  people.parquet: differs" in out
    code, out, _ = run("verify", held, "--json")
    content = json.loads(out)
    assert code == 1 and content["good"] is False
    assert [one["about"] for one in content["checks"] if one["verdict"] == "no"] == [
        "people.parquet"
    ]


def test_verify_takes_the_public_key_that_keys_prints(made: Path, tmp_path: Path, run: Run) -> None:
    """The fingerprint goes to standard error, so that the file holds the key alone."""
    code, pem, err = run("keys", "public")
    assert (code, "fingerprint" in err) == (0, True)
    (tmp_path / "sweeper.pub").write_text(pem)
    code, out, _ = run("verify", made, "--public-key", tmp_path / "sweeper.pub")
    assert code == 0 and "is signed by the key given" in out


def test_a_public_key_of_another_kind_is_refused(made: Path, tmp_path: Path, run: Run) -> None:
    """With what prints the right one."""
    code, _, err = run("verify", made, "--public-key", other_kind(tmp_path))
    assert (code, "keysweep keys public" in err) == (2, True)
