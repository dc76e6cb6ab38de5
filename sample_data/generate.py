"""Make the sample share: `python sample_data/generate.py OUT`, or `generate(folder)`.

Writes `share/`, `truth.json` and `keysweep.toml`. The same seed and number of people give the
same bytes (the Parquet files: with the same pyarrow).
"""

import sys
from argparse import ArgumentParser
from pathlib import Path
from random import Random

if not __package__:  # run as a script: let the relative imports below find their package
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    __package__ = "sample_data"

from . import (
    care_files,
    export_files,
    innocent_files,
    office_files,
    standard_files,
    unreadable_files,
)
from .people import MOST_PEOPLE
from .share import Share, populate
from .truth import truth_bytes, truth_of

LEAST_PEOPLE = 20
DEFAULT_PEOPLE = 60
DEFAULT_SEED = 890

SETTINGS = """\
# Settings for sweeping the sample share.

# NHS numbers of the 999 range are never issued, so they normally count as test data of low
# priority. Every number in this share is one of them; to see what a sweep of real records looks
# like, let them count as live.
test_numbers = "live"

# What made the share, and its answers, lie beside it and are no part of it.
exclude = ["/*.py", "/*.md", "/*.toml", "/truth.json", "/.gitattributes", "/__pycache__/**"]
"""

_PARTS = (
    care_files, office_files, export_files, standard_files, innocent_files, unreadable_files,
)  # fmt: skip


def generate(folder: Path, *, people: int = DEFAULT_PEOPLE, seed: int = DEFAULT_SEED) -> Path:
    """Write the share of a provider with `people` service users; returns the share's folder.

    Files that exist are overwritten. Raises `ValueError` where `people` is out of range.
    """
    if not LEAST_PEOPLE <= people <= MOST_PEOPLE:
        raise ValueError(f"people is {people}; use {LEAST_PEOPLE} to {MOST_PEOPLE}")
    rng = Random(seed)
    share = Share(folder / "share", populate(people, rng), rng)
    for part in _PARTS:
        part.write(share)
    (folder / "truth.json").write_bytes(truth_bytes(truth_of(share, seed)))
    (folder / "keysweep.toml").write_bytes(SETTINGS.encode())
    return share.folder


def main(arguments: list[str] | None = None) -> None:
    """The command line."""
    parser = ArgumentParser(description="Make the sample file share of a made-up care provider.")
    parser.add_argument("folder", type=Path, help="where share/ and truth.json go")
    parser.add_argument("--people", type=int, default=DEFAULT_PEOPLE, help="service users")
    parser.add_argument("--seed", type=int, default=DEFAULT_SEED)
    chosen = parser.parse_args(arguments)
    generate(chosen.folder, people=chosen.people, seed=chosen.seed)


if __name__ == "__main__":
    main()
