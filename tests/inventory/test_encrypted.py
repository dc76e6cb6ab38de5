"""Encrypted inventories: nothing can be read, changed or put in its place without the key."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from scanner.config import Settings
from scanner.engines.local import sweep
from scanner.errors import ConfigError, InventoryError
from scanner.inventory.manifest import MANIFEST, read_manifest
from scanner.inventory.marking import MARKER, marker_of
from scanner.inventory.reader import open_inventory
from scanner.inventory.verifying import verified
from scanner.inventory.writer import Writer
from scanner.keys.files import make_key
from scanner.keys.key import INVENTORY, Key, key_id
from scanner.keys.places import load_key
from scanner.model import Verdict
from scanner.schema import TABLES
from tests.assembled import TARGET, one_file, tables

Run = Callable[..., tuple[int, str, str]]
PLANTED = "planted-name"
SHARE = f"{TARGET}/{PLANTED}"


@pytest.fixture
def place(tmp_path: Path) -> str:
    """Where the key lies."""
    make_key(tmp_path / "inventory.key", "inventory key")
    return str(tmp_path / "inventory.key")


@pytest.fixture
def held(tmp_path: Path, place: str) -> Path:
    """A finished encrypted inventory."""
    made = tables(one_file(f"{SHARE}/1.csv", [1, 2])) | {"gone": TABLES["gone"].empty_table()}
    with Writer(tmp_path / "inventory", key=load_key(INVENTORY, place)) as writer:
        writer.finish(made)
    return tmp_path / "inventory"


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch, place: str) -> str:
    """The key is in the environment."""
    monkeypatch.setenv("KEYSWEEP_INVENTORY_KEY", f"file:{place}")
    return place


def texts(folder: Path) -> bytes:
    """The bytes of all files below a folder."""
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_what_is_written_is_read_with_the_key(held: Path, place: str) -> None:
    """All tables, with their described schema."""
    inventory = open_inventory(held, place)
    assert inventory.objects["uri"].to_pylist() == [f"{SHARE}/1.csv"]
    assert inventory.objects.schema.field("uri").metadata[b"description"]
    assert inventory.scan["people_up_to"] == 2


@pytest.mark.parametrize("name", sorted(TABLES))
def test_no_table_is_read_without_it(held: Path, name: str) -> None:
    """Not even its footer, which holds counts."""
    with pytest.raises(OSError, match="encrypted"):
        pq.read_metadata(held / f"{name}.parquet")


def test_no_name_and_no_count_lies_in_the_clear(held: Path) -> None:
    """In tables, marker and manifest."""
    assert PLANTED.encode() not in texts(held)
    content = json.loads((held / MANIFEST).read_bytes())
    assert "told" not in content and "sealed" in content
    assert json.loads((held / MARKER).read_bytes()).keys() == {
        *("keysweep", "schema_version", "complete", "encrypted_with")
    }


def test_the_missing_key_is_named(held: Path, place: str) -> None:
    """With how to give it."""
    needed = load_key(INVENTORY, place).key_id
    with pytest.raises(InventoryError, match=f"{needed}, and none is given; set KEYSWEEP_INV"):
        open_inventory(held)


def test_another_key_is_named(held: Path, tmp_path: Path) -> None:
    """Both ids, neither key."""
    other = load_key(INVENTORY, str(tmp_path / "other.key"))
    with pytest.raises(InventoryError, match=f"the key given is {other.key_id}"):
        open_inventory(held, str(tmp_path / "other.key"))


def test_one_of_several_keys_opens_it(
    held: Path, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Inventories of several keys can be compared."""
    monkeypatch.setenv("KEYSWEEP_INVENTORY_KEY", f"{'11' * 32},file:{place}")
    assert len(open_inventory(held).objects) == 1


def test_a_plain_table_in_its_place_is_not_read(held: Path, place: str) -> None:
    """Whoever has no key cannot put words into an inventory's mouth."""
    pq.write_table(TABLES["objects"].empty_table(), held / "objects.parquet")
    with pytest.raises(InventoryError, match="table objects cannot be read"):
        _ = open_inventory(held, place).objects


@pytest.mark.parametrize("place_in_file", [0.3, 0.6, 0.99])
def test_a_changed_byte_is_not_read(held: Path, place: str, place_in_file: float) -> None:
    """Every page and the footer are authenticated."""
    file = held / "people.parquet"
    content = bytearray(file.read_bytes())
    content[int(len(content) * place_in_file)] ^= 1
    file.write_bytes(content)
    with pytest.raises(InventoryError, match="table people cannot be read"):
        _ = open_inventory(held, place).people


def test_shards_of_an_unfinished_sweep_are_encrypted(tmp_path: Path, place: str) -> None:
    """And an equal sweep goes on from them."""
    key = load_key(INVENTORY, place)
    row = {"uri": f"{SHARE}/1.csv", "top_key": b"k" * 16}
    with Writer(tmp_path / "inventory", "sweep", key) as writer:
        writer.add("objects", [row])
        writer.commit(now=True)
    shards = list((tmp_path / "inventory" / "run").glob("*.parquet"))
    assert shards and PLANTED.encode() not in texts(tmp_path / "inventory")
    with Writer(tmp_path / "inventory", "sweep", key) as again:
        assert again.done == {b"k" * 16}
        assert again.rows("objects")["uri"].to_pylist() == [row["uri"]]


def test_it_is_never_written_in_the_clear(held: Path) -> None:
    """A sweep without a key into it is refused, and it is as it was."""
    before = texts(held)
    with pytest.raises(InventoryError, match="in the clear; give --encrypt"):
        Writer(held)
    assert texts(held) == before


def test_verify_says_what_it_cannot_look_at(held: Path, place: str) -> None:
    """Files and signature are checked by anybody, rows and counts by who has the key."""
    without = {one.about: one.verdict for one in verified(held)}
    assert without["people.parquet"] is Verdict.YES
    assert without["rows and counts"] is Verdict.UNKNOWN
    assert {one.verdict for one in verified(held, key=place)} == {Verdict.YES}


def test_what_the_manifest_tells_is_sealed(held: Path, place: str) -> None:
    """With the inventory's key; another one does not open it."""
    key = load_key(INVENTORY, place)
    opened = read_manifest(held, key)
    assert opened is not None and opened.told is not None
    assert opened.told["targets"] == [TARGET]
    with pytest.raises(InventoryError, match="does not open the manifest"):
        read_manifest(held, Key(bytes(32), key_id(bytes(32), INVENTORY), "test"))


@pytest.mark.parametrize(
    "command",
    [
        ("report", "--format", "json"),
        ("report", "--format", "csv"),
        ("rank",),
        ("impact", "--principal", "everyone"),
        ("review", "--sample", "1"),
    ],
    ids=lambda command: " ".join(command[:3]),
)
@pytest.mark.usefixtures("given")
def test_commands_that_read_take_the_key_from_the_environment(
    held: Path, run: Run, command: tuple[str, ...]
) -> None:
    """And end as with any other inventory."""
    name, *options = command
    code, out, err = run(name, held, *options)
    assert code == 0, err
    assert out


@pytest.mark.usefixtures("given")
def test_what_is_made_of_it_is_encrypted(held: Path, tmp_path: Path, run: Run) -> None:
    """Ranked in place or elsewhere, compared, merged."""
    assert run("compare", held, held)[0] == 0
    assert run("rank", held, "-o", tmp_path / "ranked")[0] == 0
    assert run("rank", held, "-o", held)[0] == 0
    assert run("merge", held, tmp_path / "ranked", "-o", tmp_path / "all", "-q")[0] == 0
    for folder in (tmp_path / "ranked", held, tmp_path / "all"):
        said = marker_of(folder)
        assert said is not None and said["encrypted_with"]
        assert PLANTED.encode() not in texts(folder)
        assert {one.verdict for one in verified(folder)} == {Verdict.YES}


def test_commands_without_the_key_end_with_2(held: Path, run: Run) -> None:
    """In one line that names the variable."""
    code, out, err = run("report", held)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "KEYSWEEP_INVENTORY_KEY" in err


@pytest.fixture
def share(tmp_path: Path) -> Path:
    """One file about one person."""
    folder = tmp_path / PLANTED
    folder.mkdir()
    (folder / "one.txt").write_text("NHS number 999 000 0018, key safe 4821 left of the door")
    return folder


def swept(share: Path, folder: Path, inventory_key: str = "", **more: object) -> list[str]:
    """The notices of a sweep."""
    notices: list[str] = []
    settings = Settings(
        test_numbers="live",
        recognizers=("UK_NHS", "KEY_SAFE_CODE"),
        names="off",
        workers=1,
        hash_key_file=share.parent / "hash.key",
        inventory_key=inventory_key,
    )
    sweep([str(share)], folder, settings, notice=notices.append, **more)  # type: ignore[arg-type]
    return notices


def test_a_sweep_encrypts_and_the_next_one_reads_what_changed(share: Path, tmp_path: Path) -> None:
    """The key is made by the first; under another key everything is read anew, and said."""
    one, other = str(tmp_path / "one.key"), str(tmp_path / "other.key")
    (made,) = swept(share, tmp_path / "inventory", one)
    assert "one.key; without it nobody can read" in made
    assert PLANTED.encode() not in texts(tmp_path / "inventory")
    scan = open_inventory(tmp_path / "inventory", one).scan
    assert "one.key" not in str(scan["settings"]) and "hash.key" not in str(scan["settings"])
    assert swept(share, tmp_path / "inventory", one) == []
    assert open_inventory(tmp_path / "inventory", one).scan["objects_carried"] == 1
    made, anew = swept(share, tmp_path / "inventory", other)
    assert "other.key" in made and "encrypted with inventory key" in anew
    assert open_inventory(tmp_path / "inventory", other).scan["objects_read"] == 1
    with pytest.raises(InventoryError, match="in the clear"):
        swept(share, tmp_path / "inventory")


def test_a_key_inside_its_inventory_is_refused(share: Path, tmp_path: Path) -> None:
    """Whoever takes the one would have the other; none is made."""
    with pytest.raises(ConfigError, match=r"inventory key .* lies inside the inventory"):
        swept(share, tmp_path / "inventory", str(tmp_path / "inventory" / "inventory.key"))
    assert not (tmp_path / "inventory").exists()


def test_an_absent_variable_stops_a_sweep_before_it_begins(share: Path, tmp_path: Path) -> None:
    """Nothing is written, least of all in the clear."""
    assert "NOWHERE" not in os.environ
    with pytest.raises(ConfigError, match="NOWHERE is not set"):
        swept(share, tmp_path / "inventory", "env:NOWHERE")
    assert not (tmp_path / "inventory").exists()
