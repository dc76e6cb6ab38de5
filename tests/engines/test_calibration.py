"""A sample of a target: drawn from all of it, and swept without a trace."""

from pathlib import Path

from scanner.config import Settings
from scanner.engines.calibration import calibrated, kind_of, listed, sample
from scanner.model import DataObject
from scanner.sources.files import FileSource


def share(folder: Path, **files: str) -> FileSource:
    """Files of these endings, ten of each."""
    for ending, text in files.items():
        for number in range(10):
            (folder / f"file{number}.{ending}").write_text(text)
    return FileSource(folder)


def test_every_kind_is_in_the_sample(tmp_path: Path) -> None:
    """A few objects suffice to see each kind once, those with most bytes first."""
    listing = listed(share(tmp_path, txt="a" * 900, csv="a,b\n", json="{}"), seconds=60)
    chosen = sample(listing, objects=3, seconds=60)
    assert [kind_of(obj) for obj in chosen] == ["txt", "csv", "json"]


def test_what_takes_too_long_is_left_out(tmp_path: Path) -> None:
    """An object that would eat the time of the sample is not drawn."""
    listing = listed(share(tmp_path, txt="a" * 900_000, csv="a,b\n"), seconds=60)
    assert {kind_of(obj) for obj in sample(listing, objects=20, seconds=1)} == {"csv"}


def test_a_listing_that_is_cut_off_says_so(tmp_path: Path) -> None:
    """Without time nothing is listed, and it is known that there is more."""
    assert not listed(share(tmp_path, txt="a"), seconds=0).complete


def test_an_ending_no_format_has_is_no_kind() -> None:
    """It may be a part of somebody's name, and is not printed."""
    objects = [DataObject(f"file:///s/{name}", "files", "file:///s") for name in ("J.Clegg", "a")]
    assert [kind_of(obj) for obj in objects] == ["other", "other"]


def test_the_sample_is_really_swept(tmp_path: Path) -> None:
    """People found are counted for the size of the inventory, and each object has a time."""
    source = share(tmp_path, csv="nhs_number,name\n9990514267,Ann Example\n")
    settings = Settings(
        hash_key_file=tmp_path / "key", recognizers=("UK_NHS",), names="off", test_numbers="live"
    )
    tried = calibrated(source, sample(listed(source, 60), 2, 60), settings, seconds=60)
    assert [one.people_rows for one in tried.swept] == [1, 1]
    assert all(one.cpu_seconds > 0 and one.inventory_bytes > 0 for one in tried.swept)
