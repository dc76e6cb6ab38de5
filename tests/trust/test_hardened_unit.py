"""The systemd service may read files, write inventories, and little else."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from scanner.schedule import systemd
from scanner.schedule.plan import Plan

PAGE = (Path(__file__).parents[2] / "docs" / "guides" / "systemd.md").read_text("utf-8")
NEEDS_SYSTEMD = pytest.mark.skipif(
    not shutil.which("systemd-analyze"), reason="Debian package systemd is absent"
)
MOST_EXPOSED = {"folders": 1.2, "webhook": 2.0}  # of 10, as systemd-analyze weighs it


def unit(*targets: str, told: tuple[str, ...] = ()) -> str:
    """The service for these targets."""
    into = Path("/var/lib/sweeps")
    plan = Plan(("/bin/true",), Path("/etc/keysweep.toml"), targets, into, keep=12, told=told)
    return systemd.files(plan)["keysweep.service"]


def directives(text: str) -> dict[str, str]:
    """What the unit sets; of what is set twice, the last."""
    lines = (line for line in text.splitlines() if not line.startswith(("#", "[")))
    return dict(line.split("=", 1) for line in lines if "=" in line)


def test_only_the_inventories_can_be_written() -> None:
    """The whole tree is read-only but for the folder named with --into and the service's state."""
    set_ = directives(unit("/srv/share"))
    assert (set_["ProtectSystem"], set_["ProtectHome"]) == ("strict", "read-only")
    assert set_["ReadWritePaths"] == "/var/lib/sweeps"


def test_it_is_not_root_and_can_only_read_more() -> None:
    """One capability, to read; none to write, and no way to more."""
    set_ = directives(unit("/srv/share"))
    assert set_["User"] == "keysweep"
    assert set_["CapabilityBoundingSet"] == set_["AmbientCapabilities"] == "CAP_DAC_READ_SEARCH"
    assert set_["NoNewPrivileges"] == "yes"


@pytest.mark.parametrize(
    ("targets", "told", "has_network"),
    [
        (("/srv/share",), (), False),
        (("/srv/share", "file:///srv/other"), (), False),
        (("/srv/share",), ("--webhook",), True),
        (("/srv/share", "s3://bucket"), (), True),
    ],
)
def test_there_is_a_network_only_where_one_is_needed(
    targets: tuple[str, ...], told: tuple[str, ...], has_network: bool
) -> None:
    """A sweep of folders that tells nobody has none at all."""
    set_ = directives(unit(*targets, told=told))
    assert ("PrivateNetwork" not in set_) is has_network
    assert ("AF_INET" in set_["RestrictAddressFamilies"]) is has_network


def test_no_values_are_left_in_a_core_dump_or_for_others_to_read() -> None:
    """What a crash would write, and what files are made with."""
    set_ = directives(unit("/srv/share"))
    assert (set_["LimitCORE"], set_["UMask"], set_["PrivateTmp"]) == ("0", "0077", "yes")


def test_every_line_is_explained() -> None:
    """The guide names each directive, those aside that say what is started, and when."""
    known = {"Description", "Wants", "After", "Type", "ExecStart"}
    named = set(directives(unit("/srv/share"))) - known
    assert {name for name in named if name not in PAGE} == set()


@NEEDS_SYSTEMD
@pytest.mark.parametrize("kind", sorted(MOST_EXPOSED))
def test_systemd_weighs_it_as_hardly_exposed(tmp_path: Path, kind: str) -> None:
    """The figure that systemd itself gives, offline, is no worse than the guide says."""
    told = ("--webhook",) if kind == "webhook" else ()
    file = tmp_path / "keysweep.service"
    file.write_text(unit("/srv/share", told=told))
    done = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", "--no-pager", str(file)],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.stderr == ""
    found = re.search(r"exposure level for keysweep\.service: ([0-9.]+)", done.stdout)
    assert found is not None
    assert float(found[1]) <= MOST_EXPOSED[kind]
