"""`keysweep scan`: options, configuration, exit codes."""

import io
import json
import logging
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from scanner.cli.progress import described, progress_line
from scanner.errors import TargetError
from tests.cli.conftest import FakeSweep, Run
from tests.reports.build import location_row, scan_row


@pytest.fixture
def share(tmp_path: Path) -> Path:
    """A target folder."""
    folder = tmp_path / "share"
    folder.mkdir()
    return folder


@pytest.fixture
def loggers() -> Iterator[None]:
    """Our loggers as they were, after a test."""
    kept = {name: logging.getLogger(name) for name in ("scanner", "recognizers")}
    before = {name: (list(log.handlers), log.level) for name, log in kept.items()}
    yield
    for name, log in kept.items():
        log.handlers, level = before[name]
        log.setLevel(level)


def test_a_complete_scan_ends_with_the_report_and_0(
    run: Run, sweep: FakeSweep, share: Path
) -> None:
    """The report is on standard output; nothing is on standard error when it is piped."""
    code, out, err = run("scan", share, "-o", "inv")
    assert (code, err) == (0, "")
    assert out.startswith("At least 38")
    assert sweep.calls[0][:2] == ((str(share),), Path("inv"))


def test_an_incomplete_scan_ends_with_the_report_and_3(
    run: Run, sweep: FakeSweep, share: Path
) -> None:
    """What was not examined outweighs --fail-on."""
    sweep.complete, sweep.tables = False, {"scans": [scan_row(complete=False)]}
    code, out, _ = run("scan", share, "-o", "inv", "--fail-on", "LOW")
    assert code == 3
    assert "Not everything was examined" in " ".join(out.split())


@pytest.mark.parametrize(
    ("band", "fail_on", "code"),
    [("HIGH", "HIGH", 1), ("CRITICAL", "high", 1), ("MODERATE", "HIGH", 0), ("LOW", "LOW", 1)],
)
def test_fail_on_compares_bands(
    run: Run, sweep: FakeSweep, share: Path, band: str, fail_on: str, code: int
) -> None:
    """A place in the band or above ends with 1."""
    sweep.tables = {"locations": [location_row(1, "rota", band=band)]}
    assert run("scan", share, "-o", "inv", "--fail-on", fail_on)[0] == code


def test_fail_on_passes_over_places_without_findings(
    run: Run, sweep: FakeSweep, share: Path
) -> None:
    """A clean place is in no band, whatever its row says."""
    sweep.tables = {"locations": [location_row(1, "rota", band="LOW", findings=0)]}
    assert run("scan", share, "-o", "inv", "--fail-on", "LOW")[0] == 0


def test_json_is_the_only_thing_on_standard_output(run: Run, sweep: FakeSweep, share: Path) -> None:
    """--json prints a document that parses."""
    _, out, _ = run("scan", share, "-o", "inv", "--json", "--top", "1")
    assert json.loads(out)["totals"]["enterable_homes"] == 40


def test_quiet_prints_nothing(run: Run, sweep: FakeSweep, share: Path) -> None:
    """-q leaves the exit code alone to speak, even where a configuration was found."""
    (share / "keysweep.toml").write_text("workers = 2")
    assert run("scan", share, "-o", "inv", "-q") == (0, "", "")


def test_without_an_output_it_is_refused(run: Run, sweep: FakeSweep, share: Path) -> None:
    """Neither -o nor configuration: usage error, and no sweep starts."""
    code, _, err = run("scan", share)
    assert code == 2
    assert "-o FOLDER" in err
    assert not sweep.calls


def test_the_configuration_may_name_the_output(
    run: Run, sweep: FakeSweep, share: Path, tmp_path: Path
) -> None:
    """`inventory` in a named file takes the place of -o, and its settings hold."""
    config = tmp_path / "mine.toml"
    config.write_text('inventory = "out"\nworkers = 3\ntest_numbers = "live"')
    assert run("scan", share, "--config", config)[0] == 0
    _, inventory, settings, _ = sweep.calls[0]
    assert inventory == tmp_path / "out"
    assert (settings.workers, settings.test_numbers) == (3, "live")


def test_options_go_before_the_configuration(
    run: Run, sweep: FakeSweep, share: Path, tmp_path: Path
) -> None:
    """What the command line says wins; what it leaves out stays."""
    config = tmp_path / "mine.toml"
    config.write_text('workers = 3\nexclude = ["a"]\ninclude = ["b"]')
    run("scan", share, "-o", "inv", "--config", config, "--workers", "0", "--exclude", "c")
    settings = sweep.calls[0][2]
    assert (settings.workers, settings.exclude, settings.include) == (0, ("c",), ("b",))


def test_the_targets_own_configuration_is_used_and_said(
    run: Run, sweep: FakeSweep, share: Path
) -> None:
    """A keysweep.toml in the only target is found, with a line on standard error."""
    (share / "keysweep.toml").write_text('test_numbers = "live"')
    _, _, err = run("scan", share, "-o", "inv")
    assert sweep.calls[0][2].test_numbers == "live"
    assert err.startswith("keysweep: using")
    assert err.count("\n") == 1


def test_two_configurations_are_ambiguous_so_none_is_used(
    run: Run, sweep: FakeSweep, share: Path, tmp_path: Path
) -> None:
    """Where two targets hold one each, neither decides for the other."""
    other = tmp_path / "other"
    other.mkdir()
    for folder in (share, other):
        (folder / "keysweep.toml").write_text('test_numbers = "live"')
    run("scan", share, other, "-o", "inv")
    assert sweep.calls[0][2].test_numbers == "test"


def test_a_linked_configuration_in_a_target_is_not_followed(
    run: Run, sweep: FakeSweep, share: Path, tmp_path: Path
) -> None:
    """A link in a share must not make keysweep read a file elsewhere."""
    elsewhere = tmp_path / "elsewhere.toml"
    elsewhere.write_text('test_numbers = "live"')
    (share / "keysweep.toml").symlink_to(elsewhere)
    run("scan", share, "-o", "inv")
    assert sweep.calls[0][2].test_numbers == "test"


def test_targets_that_are_no_paths_are_passed_on(run: Run, sweep: FakeSweep) -> None:
    """A bucket's uri reaches the engine as it was written."""
    assert run("scan", "s3://bucket/x", "-o", "inv")[0] == 0
    assert sweep.calls[0][0] == ("s3://bucket/x",)


@pytest.mark.parametrize("inside", ["", "deep/er"])
def test_an_inventory_inside_a_target_is_refused(
    run: Run, sweep: FakeSweep, share: Path, inside: str
) -> None:
    """Targets are never written to."""
    code, _, err = run("scan", share, "-o", share / inside)
    assert code == 2
    assert "lies inside target" in err
    assert not sweep.calls


def test_ctrl_c_says_what_is_kept(run: Run, sweep: FakeSweep, share: Path) -> None:
    """An interrupted sweep ends with 130 and one line."""
    sweep.error = KeyboardInterrupt()
    code, out, err = run("scan", share, "-o", "inv")
    assert (code, out) == (130, "")
    assert err.startswith("keysweep: stopped; what was examined is kept in inv")


def test_a_target_that_cannot_be_swept_ends_with_2(run: Run, sweep: FakeSweep, share: Path) -> None:
    """The engine's own errors are one line."""
    sweep.error = TargetError("share cannot be listed")
    assert run("scan", share, "-o", "inv")[::2] == (
        2,
        "keysweep: error: share cannot be listed\n",
    )


def test_verbose_shows_the_log_in_harmless_lines(
    run: Run, sweep: FakeSweep, share: Path, loggers: None
) -> None:
    """-v shows INFO, not DEBUG, and cleans what a record holds."""
    run("scan", share, "-o", "inv", "-v")
    log = logging.getLogger("scanner.test")
    stream = io.StringIO()
    handler = logging.getLogger("scanner").handlers[0]
    assert isinstance(handler, logging.StreamHandler)
    handler.setStream(stream)
    log.info("3 objects\x1b[2J\nforged line")
    log.debug("/a/path")
    assert stream.getvalue() == "INFO scanner.test: 3 objects�[2J�forged line\n"


def progress(walking: bool, skipped: int = 0) -> SimpleNamespace:
    """What the engine tells while it works."""
    return SimpleNamespace(
        objects_done=1200,
        objects_found=3400,
        bytes_done=5,
        bytes_found=10,
        walking=walking,
        skipped=skipped,
    )


def test_progress_counts_objects_and_marks_an_unfinished_listing() -> None:
    """While listing goes on, what was found so far ends with a plus."""
    assert described(progress(True)) == "1,200 of 3,400+ objects"  # type: ignore[arg-type]
    assert described(progress(False, 7)) == "1,200 of 3,400 objects, 7 skipped"  # type: ignore[arg-type]


@pytest.mark.parametrize("quiet", [True, False])
def test_no_progress_without_a_terminal(quiet: bool) -> None:
    """Piped standard error gets no line."""
    with progress_line(quiet) as callback:
        assert callback is None


def test_a_terminal_gets_a_line_that_moves(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal the line shows objects and size; time left only after the listing."""
    terminal = io.StringIO()
    monkeypatch.setattr(terminal, "isatty", lambda: True, raising=False)
    monkeypatch.setattr("sys.stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "120")
    with progress_line(False) as callback:
        assert callback is not None
        callback(progress(True))  # type: ignore[arg-type]
        callback(progress(False))  # type: ignore[arg-type]
    assert "1,200 of 3,400 objects" in terminal.getvalue()
    assert "5/10 bytes" in terminal.getvalue()
