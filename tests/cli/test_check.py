"""`keysweep check`: what would be seen, in words and as JSON."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from scanner.cli.check_estimate import lines
from scanner.engines import calibration, sandbox
from scanner.engines.calibration import Calibration
from scanner.forecast import Swept
from scanner.model import Check, DataObject, Verdict
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


def test_an_estimate_is_worked_out_from_a_sample(
    run: Run, share: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Objects and bytes by kind, times for each number of workers, and what is uncertain."""

    def tried(_source: object, chosen: list[DataObject], *_: object) -> Calibration:
        return Calibration([Swept("txt", one.size_bytes or 0, 3.0) for one in chosen], 5.0, 0)

    monkeypatch.setattr(calibration, "calibrated", tried)
    code, out, _ = run("check", share, "--estimate", "--sample", "1", "--json")
    told = json.loads(out)[0]["forecast"]
    assert code == 0
    assert told["kinds"] == [{"kind": "txt", "objects": 2, "size_bytes": 6}]
    assert (told["sampled_objects"], told["list_requests"], told["get_requests"]) == (1, 1, 2)
    assert told["wall_seconds"] == {"1": 11.0, "4": 8.0, "16": 8.0, "64": 8.0}
    assert told["doubts"]


def test_an_estimate_in_words_says_what_it_rests_on() -> None:
    """Requests are told for buckets, with their price where one is given."""
    told = {
        "complete": True, "objects": 2, "size_bytes": 6, "passed_over": 0, "kinds": [],
        "sampled_objects": 1, "sampled_bytes": 3, "cpu_seconds": 7200.0, "cpu_low": 3600.0,
        "cpu_high": 14_400.0, "wall_seconds": dict.fromkeys(("1", "4", "16", "64"), 60.0),
        "list_requests": 1, "get_requests": 2000, "get_price": 0.8, "inventory_bytes": 1000.0,
        "doubts": ["of that"],
    }  # fmt: skip
    out = "\n".join(lines(told, "s3"))
    assert "Processor time: 2.0 h, between 1.0 h and 4.0 h" in out
    assert "Requests: 1 LIST, about 2,000 GET, 0.80 for the GETs" in out
    assert "Uncertain: of that" in out
