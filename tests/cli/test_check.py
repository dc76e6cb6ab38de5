"""`keysweep check`: what would be seen, in words and as JSON."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from scanner.engines import sandbox
from scanner.model import Check, Verdict
from scanner.sources.files import FileSource
from tests.cli.conftest import Run


@pytest.fixture
def share(tmp_path: Path) -> Path:
    """Two files of three bytes."""
    for name in ("a.txt", "b/c.txt"):
        file = tmp_path / "share" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("abc")
    return tmp_path / "share"


def test_a_readable_folder_passes(run: Run, share: Path) -> None:
    """Listing, reading and access are told, and how much there is."""
    code, out, _ = run("check", share)
    assert code == 0
    assert "yes list the target" in out
    assert "yes read one file" in out
    assert "2 objects, 6 B; less than a minute" in out


def test_an_empty_folder_says_that_nothing_could_be_tried(run: Run, tmp_path: Path) -> None:
    """No file: whether one can be read is unknown, which stops no sweep."""
    code, out, _ = run("check", tmp_path)
    assert code == 0
    assert "?   read one file: there is no file" in out


def test_a_missing_folder_is_wrong_use(run: Run, tmp_path: Path) -> None:
    """As with a scan, the message names what may have been meant."""
    code, _, err = run("check", tmp_path / "absent")
    assert code == 2
    assert "does not exist" in err


def refusing(*checks: Check) -> object:
    """A replacement for the trials of a source."""

    def trials(_: FileSource) -> Iterator[Check]:
        yield from checks

    return trials


REFUSED = Check("read one object", Verdict.NO, "the store refused", "s3:GetObject", required=True)


def test_a_missing_permission_is_named(
    run: Run, share: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The permission stands there by its own name, and the exit code says that it matters."""
    monkeypatch.setattr(FileSource, "checks", refusing(REFUSED))
    code, out, _ = run("check", share)
    assert code == 3
    assert "NO  read one object: the store refused; needs s3:GetObject" in out
    assert "would not see" in out
    assert "objects," not in out  # no estimate of what cannot be read


def test_an_exposure_call_that_is_refused_stops_nothing(
    run: Run, share: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only less is known of who can read the place."""
    policy = Check("see the policy", Verdict.NO, "", "s3:GetBucketPolicyStatus")
    monkeypatch.setattr(FileSource, "checks", refusing(policy))
    code, out, _ = run("check", share)
    assert code == 0
    assert "needs s3:GetBucketPolicyStatus" in out


def test_json_says_the_same(run: Run, share: Path) -> None:
    """One document with the trials and the estimate of each target."""
    code, out, _ = run("check", share, share / "b", "--json")
    first, second = json.loads(out)
    assert code == 0
    assert first["checks"][0]["verdict"] == "yes"
    assert (first["estimate"]["objects"], second["estimate"]["objects"]) == (2, 1)
    assert first["estimate"]["complete"]


def test_an_estimate_that_was_cut_off_says_at_least(run: Run, share: Path) -> None:
    """The listing stops when its time is over."""
    _, out, _ = run("check", share, "--seconds", "0.000001")
    assert "At least 1 objects" in out


def test_a_source_that_breaks_is_a_refusal_without_its_words(
    run: Run, share: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What an exception says may quote anything; its class is enough."""

    def trials(_: FileSource) -> Iterator[Check]:
        raise RuntimeError("secret")
        yield

    monkeypatch.setattr(FileSource, "checks", trials)
    code, out, err = run("check", share)
    assert code == 3
    assert "RuntimeError" in out
    assert "secret" not in out + err


def test_what_readers_are_kept_from_is_told(run: Run, share: Path) -> None:
    """The sandbox of the processes that would read the target, in one line."""
    _, out, _ = run("check", share, "--seconds", "0")
    assert f"Sandbox of the readers: {sandbox.in_words(['files'])}." in out
