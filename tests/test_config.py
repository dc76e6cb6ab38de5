"""The configuration file: what it sets, what it refuses, and that all of it is documented."""

import re
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest

from scanner.config import Settings
from scanner.config_file import TABLES, ConfigFile, load_config
from scanner.errors import ConfigError
from scanner.model import Limits
from scanner.sizes import parse_size, size_text

DOCS = Path(__file__).parents[1] / "docs" / "configuration.md"
NAMES = [one.name for one in fields(Settings) if one.name not in TABLES]
LIMITS = [one.name for one in fields(Limits)]
TABLED = [
    (table, one.name)
    for table, (kind, _) in TABLES.items()
    if table != "limits"
    for one in fields(kind)
]
OTHER = {
    "test_numbers": "live",
    "recognizers": ["UK_NHS"],
    "exclude_recognizers": ["UK_NINO"],
    "recognizers_folder": "/rules",
    "reviews": "/reviews.jsonl",
    "weights": "/weights.toml",
    "controllers": ["North = path:north/**"],
    "include": ["a/**"],
    "exclude": ["b/**"],
    "min_confidence": 0.75,
    "names": "off",
    "names_model": "en_core_web_lg",
    "names_budget_chars": 5000,
    "engine": "dask",
    "workers": 3,
    "memory": 4_000_000_000,
    "hash_key_file": "/keys/one",
    "hash_key": "kms:/keys/wrapped",
    "inventory_key": "env:OURS",
    "signing_key": "/keys/signing",
    "cache_folder": "/cache",
}


def written(folder: Path, text: str) -> Path:
    """A configuration file with that text."""
    path = folder / "keysweep.toml"
    path.write_text(text, "utf-8")
    return path


def message(folder: Path, text: str, trusted: bool = True) -> str:
    """What a broken configuration is answered with."""
    with pytest.raises(ConfigError) as caught:
        load_config(written(folder, text), trusted=trusted)
    return str(caught.value)


def toml(value: object) -> str:
    """A value as TOML writes it: lists and texts as Python does, with other quotes."""
    return repr(value).replace("'", '"')


def test_an_empty_file_changes_nothing(tmp_path: Path) -> None:
    """A file without keys gives the settings that hold without a file."""
    assert load_config(written(tmp_path, "")) == ConfigFile()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("table", ["", "[sweep]\n"])
def test_every_setting_can_be_set(tmp_path: Path, name: str, table: str) -> None:
    """Each setting, at the top or in [sweep], takes a value other than its usual one."""
    settings = load_config(written(tmp_path, f"{table}{name} = {toml(OTHER[name])}")).settings
    value = getattr(settings, name)
    plain = list(value) if isinstance(value, tuple) else str(value)
    expected = OTHER[name] if isinstance(OTHER[name], list) else str(OTHER[name])
    assert plain == expected
    assert value != getattr(Settings(), name)


@pytest.mark.parametrize("name", LIMITS)
def test_every_limit_can_be_set(tmp_path: Path, name: str) -> None:
    """Each limit takes a number other than its usual one; OCR is on or off."""
    text, value = ("true", True) if name == "ocr" else ("5", 5)
    limits = load_config(written(tmp_path, f"[limits]\n{name} = {text}")).settings.limits
    assert getattr(limits, name) == value
    assert getattr(Limits(), name) != value


@pytest.mark.parametrize("name", [name for name in LIMITS if name.endswith("_bytes")])
def test_every_size_may_be_written_with_a_unit(tmp_path: Path, name: str) -> None:
    """Limits in bytes take "3 MB"."""
    limits = load_config(written(tmp_path, f'[limits]\n{name} = "3 MB"')).settings.limits
    assert getattr(limits, name) == 3_000_000


def test_paths_are_relative_to_the_file(tmp_path: Path) -> None:
    """A relative path starts at the folder that holds the configuration."""
    read = load_config(written(tmp_path, 'inventory = "out"\nhash_key_file = "key"'))
    assert read.inventory == tmp_path / "out"
    assert read.settings.hash_key_file == tmp_path / "key"


def test_places_of_keys_are_relative_to_the_file(tmp_path: Path) -> None:
    """Behind `kms:` and `file:` too; a variable is no path."""
    text = 'hash_key = "kms:wrapped"\ninventory_key = "file:inv.key"\nsigning_key = "env:OURS"'
    settings = load_config(written(tmp_path, text)).settings
    assert settings.hash_key == f"kms:{tmp_path / 'wrapped'}"
    assert settings.inventory_key == f"file:{tmp_path / 'inv.key'}"
    assert settings.signing_key == "env:OURS"


def test_a_key_in_place_of_its_place_is_refused(tmp_path: Path) -> None:
    """A configuration file is no place for a key, and the message does not repeat it."""
    told = message(tmp_path, f'hash_key = "{"5a" * 32}"')
    assert "never the key itself" in told and "5a5a" not in told


@pytest.mark.parametrize(
    "key",
    [
        *("inventory", "hash_key_file", "hash_key", "inventory_key", "signing_key"),
        *("cache_folder", "names_model"),
    ],
)
def test_a_file_found_in_a_target_may_not_set_paths(tmp_path: Path, key: str) -> None:
    """Who can write to a share must not choose what keysweep reads and writes."""
    told = message(tmp_path, f'{key} = "x"', trusted=False)
    assert key in told
    assert "--config" in told


@pytest.mark.parametrize(("table", "name"), TABLED)
def test_every_setting_of_a_table_is_documented(table: str, name: str) -> None:
    """docs/configuration.md has a section for each table with a row for each key."""
    section = re.search(rf"^## \[{table}\]\n(.*?)(?=^## |\Z)", DOCS.read_text("utf-8"), re.M | re.S)
    assert section is not None
    assert f"| `{name}` |" in section[1]


@pytest.mark.parametrize("table", sorted(TABLES.keys() - {"limits"}))
def test_a_file_found_in_a_target_may_not_say_how_sources_are_reached(
    tmp_path: Path, table: str
) -> None:
    """Who can write to a share must not choose whom keysweep sends credentials to."""
    told = message(tmp_path, f"[{table}]", trusted=False)
    assert table in told
    assert "--config" in told


def test_options_go_before_the_file(tmp_path: Path) -> None:
    """`--set` changes single keys, those of tables too, and leaves the others of the file."""
    file = written(tmp_path, 'workers = 2\n[s3]\nregion = "a"\nprofile = "b"')
    options = ("s3.region=eu-west-2", "workers=3", 'exclude=["*.tmp"]', "s3.anonymous=true")
    read = load_config(file, options=options).settings
    assert (read.workers, read.exclude) == (3, ("*.tmp",))
    assert (read.s3.region, read.s3.profile, read.s3.anonymous) == ("eu-west-2", "b", True)


@pytest.mark.parametrize(
    ("option", "words"),
    [
        ("s3.region", "write KEY=VALUE"),
        ("=3", "write KEY=VALUE"),
        ("s3.regoin=x", "did you mean s3.region?"),
        ("workers=many", "workers is 'many'; use a whole number"),
        ("s3=x", "s3 is not a table"),
        ("polite.hours=25:00-26:00", 'use hours of the day, such as "22:00-06:00"'),
    ],
)
def test_a_wrong_option_is_refused(option: str, words: str) -> None:
    """The message begins with --set and says what is allowed."""
    with pytest.raises(ConfigError, match="--set") as caught:
        load_config(None, options=(option,))
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("text", "key", "nearest"),
    [
        ("worker = 2", "'worker'", "workers"),
        ("[sweep]\nexcludes = []", "'excludes'", "exclude"),
        ("[limits]\nmax_dept = 2", "'limits.max_dept'", "max_depth"),
        ("max_depth = 2", "'max_depth'", "limits.max_depth"),
        ("zzzz = 1", "'zzzz'", "docs/configuration.md"),
    ],
)
def test_an_unknown_key_is_refused_with_the_nearest(
    tmp_path: Path, text: str, key: str, nearest: str
) -> None:
    """The message is one line with the file, the key and the nearest valid key."""
    told = message(tmp_path, text)
    assert told.startswith(str(tmp_path / "keysweep.toml"))
    assert key in told
    assert told.endswith(f"{nearest}?") or nearest in told
    assert "\n" not in told


@pytest.mark.parametrize(
    ("text", "key", "allowed"),
    [
        ('test_numbers = "both"', "test_numbers is 'both'", '"test" or "live"'),
        ("workers = -1", "workers is -1", "0 to 1,024"),
        ("workers = true", "workers is True", "0 to 1,024"),
        ("workers = 1.5", "workers is 1.5", "0 to 1,024"),
        ("min_confidence = 2", "min_confidence is 2", "0 to 1"),
        ("min_confidence = nan", "min_confidence is nan", "0 to 1"),
        ('include = "a"', "include is 'a'", "a list of texts"),
        ("include = [1]", "include is a list", "a list of texts"),
        ("[limits]\nmax_depth = 17", "limits.max_depth is 17", "0 to 16"),
        ('[limits]\nmemory_bytes = "2 parsecs"', "limits.memory_bytes is", "512 MB"),
        ("[limits]\nmemory_bytes = 0", "limits.memory_bytes is 0", "512 MB"),
        ("[limits]\nbatch_rows = 0", "limits.batch_rows is 0", "from 1 up"),
        ("limits = 3", "limits is not a table", "[limits]"),
        ("workers = 1\n[sweep]\nworkers = 2", "workers is given twice", "keep one"),
    ],
)
def test_a_wrong_value_is_refused_with_what_is_allowed(
    tmp_path: Path, text: str, key: str, allowed: str
) -> None:
    """The message names the key, what was given and what is allowed."""
    told = message(tmp_path, text)
    assert key in told
    assert allowed in told


def test_what_stands_in_place_of_a_path_is_not_repeated(tmp_path: Path) -> None:
    """A key written where its file belongs does not land in the message."""
    assert "271828" not in message(tmp_path, "hash_key_file = 271828")


def test_broken_toml_and_missing_files_are_one_line(tmp_path: Path) -> None:
    """A file that cannot be parsed or read is named."""
    assert "is not TOML" in message(tmp_path, "workers =")
    with pytest.raises(ConfigError, match="cannot be read"):
        load_config(tmp_path / "absent.toml")


@pytest.mark.parametrize("name", ["inventory", *NAMES])
def test_every_setting_is_documented(name: str) -> None:
    """docs/configuration.md has a row for each setting."""
    assert f"| `{name}` |" in DOCS.read_text("utf-8")


@pytest.mark.parametrize("name", LIMITS)
def test_every_limit_is_documented_with_its_usual_value(name: str) -> None:
    """docs/configuration.md has a row for each limit, and the value there holds."""
    row = re.search(rf"^\| `{name}` \| `([^`]+)` \|", DOCS.read_text("utf-8"), re.M)
    assert row is not None
    usual = tomllib.loads(f"value = {row[1]}")["value"]
    assert (parse_size(usual) if isinstance(usual, str) else usual) == getattr(Limits(), name)


def test_the_documented_example_is_valid(tmp_path: Path) -> None:
    """The file shown in docs/configuration.md is accepted."""
    shown = re.search(r"```toml\n(.*?)```", DOCS.read_text("utf-8"), re.S)
    assert shown is not None
    read = load_config(written(tmp_path, shown[1]))
    assert read.settings.limits.max_object_bytes == 8_000_000_000


@pytest.mark.parametrize(
    ("text", "size"),
    [("512 MB", 512_000_000), ("1.5GiB", 1_610_612_736), ("7 b", 7), (9, 9)],
)
def test_sizes_are_read(text: object, size: int) -> None:
    """Numbers and texts with a unit give bytes."""
    assert parse_size(text) == size


@pytest.mark.parametrize("text", ["", "12", "MB", "-1 MB", "1 EB", "0 MB", 0, -3, 1.5, True, None])
def test_what_is_no_size_is_none(text: object) -> None:
    """A number without unit in quotes, nothing, less than one byte: no size."""
    assert parse_size(text) is None


@pytest.mark.parametrize(
    ("size", "text"),
    [(0, "0 B"), (999, "999 B"), (2_500_000, "2.5 MB"), (99_960, "100 KB"), (10**15, "1000 TB")],
)
def test_sizes_are_written_short(size: int, text: str) -> None:
    """Three figures and the largest fitting unit."""
    assert size_text(size) == text
