"""docs/formats.md says what is read."""

from pathlib import Path

from tests.bench.extract import PAGE, Line, formats_table, share


def test_table_of_formats_is_current():
    """Made again, it is the same: if not, run tests/bench/extract.py with --write."""
    page = PAGE.read_text("utf-8")
    assert formats_table() in page


def test_locked_and_empty_files_are_not_expected_to_give_text():
    """The share counts only what could have given text."""
    lines = {"doc": Line(files=4, read=2)}
    lines["doc"].reasons.update({"encrypted": 1, "format not supported": 1})
    assert "66.7 % gave text" in share(lines)


def test_every_extra_of_a_format_is_declared():
    """What the registry tells people to install exists."""
    import tomllib

    from scanner.formats.registry import BUILT_IN

    project = tomllib.loads((Path(PAGE).parents[1] / "pyproject.toml").read_text("utf-8"))
    extras = project["project"]["optional-dependencies"]
    named = {format.needs for format in BUILT_IN} - {""}
    assert named <= {f"keysweep[{extra}]" for extra in extras}
