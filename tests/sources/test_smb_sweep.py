"""A whole sweep of Windows shares: who can read the same data decides what comes first."""

from pathlib import Path

import pyarrow.parquet as pq

from scanner.config import Settings, SmbSettings
from scanner.engines.local import sweep
from tests.sources.samba import USER, Samba, samba

__all__ = ["samba"]  # a fixture

# NHS numbers of the 999 range, names and addresses are invented.
CARE_PLAN = """Client: Sam Example
NHS number: 999 000 0018
Address: 1 Example Street, Exampletown
Key safe 4821, left of the front door.
Alarm code 5530.
"""
CLOSED = 0o600  # Samba makes an access list of it: only the owner


def rows(inventory: Path, table: str) -> list[dict[str, object]]:
    """A table of an inventory."""
    found: list[dict[str, object]] = pq.read_table(inventory / f"{table}.parquet").to_pylist()
    return found


def test_the_share_open_to_everyone_comes_first(samba: Samba, tmp_path: Path) -> None:
    """Of two shares that hold the same file, the one that everyone can read ranks higher."""
    for name, mode in (("restricted", CLOSED), ("everyone", 0o644)):
        file = samba.share(name) / "Care plan.txt"
        file.write_text(CARE_PLAN)
        file.chmod(mode)
    base = f"smb://127.0.0.1:{samba.port}"
    settings = Settings(
        test_numbers="live",
        names="off",
        workers=1,
        smb=SmbSettings(username=USER, port=samba.port),
    )
    complete = sweep([f"{base}/restricted", f"{base}/everyone"], tmp_path / "inventory", settings)
    assert complete
    objects = {row["uri"]: row["access"] for row in rows(tmp_path / "inventory", "objects")}
    assert objects == {
        f"{base}/everyone/Care%20plan.txt": "everyone inside",
        f"{base}/restricted/Care%20plan.txt": "restricted",
    }
    ranked = rows(tmp_path / "inventory", "locations")
    points = {str(row["location"]).rpartition("/")[2]: row["priority"] for row in ranked}
    assert points["everyone"] > points["restricted"] > 0  # type: ignore[operator]
    first = next(row for row in ranked if row["rank"] == 1)
    assert first["location"] == f"{base}/everyone"
