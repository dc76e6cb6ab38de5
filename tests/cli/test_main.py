"""The command line as a whole: help, errors, documentation."""

import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from recognizers.declaration import DeclarationError
from scanner.cli import cli
from scanner.errors import TargetError

DOCS = (Path(__file__).parents[2] / "docs" / "cli.md").read_text("utf-8")
COMMANDS = sorted(cli.commands)
OPTIONS = [
    (name, option)
    for name, command in cli.commands.items()
    for param in command.params
    if isinstance(param, click.Option)
    for option in param.opts
]


def section(name: str) -> str:
    """What docs/cli.md says about one command."""
    found = re.search(rf"^## keysweep {name}$(.*?)(?=^## |\Z)", DOCS, re.M | re.S)
    assert found is not None, f"docs/cli.md has no section on {name}"
    return found[1]


@pytest.mark.parametrize(("name", "option"), OPTIONS)
def test_every_option_is_documented(name: str, option: str) -> None:
    """docs/cli.md has each option in the table of its command."""
    assert f"`{option}`" in section(name)


@pytest.mark.parametrize("name", COMMANDS)
def test_no_documented_option_is_made_up(name: str) -> None:
    """Each option in the table of a command exists."""
    rows = "\n".join(line for line in section(name).splitlines() if line.startswith("| `"))
    documented = {
        word
        for row in rows.splitlines()
        for word in re.findall(r"`(--?[\w-]+)`", row.split("|")[1])
    }
    assert documented == {option for command, option in OPTIONS if command == name}


@pytest.mark.parametrize("name", COMMANDS)
def test_every_help_shows_an_example(run, name: str) -> None:  # type: ignore[no-untyped-def]
    """--help of each command ends with a command line to copy."""
    code, out, _ = run(name, "--help")
    assert code == 0
    assert re.search(rf"Examples?:\n  .*keysweep {name}", out)


def test_help_loads_nothing_heavy() -> None:
    """--help imports neither Arrow nor Presidio nor spaCy nor rich."""
    heavy = "{'pyarrow', 'presidio_analyzer', 'spacy', 'rich', 'regex', 'numpy'}"
    script = (
        "import sys; from scanner.cli import main; main(['scan', '--help']); "
        f"sys.exit(str(sorted({heavy} & sys.modules.keys())))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
        check=False,
    )
    assert done.stderr.strip() == "[]"


def test_the_version_is_told(run) -> None:  # type: ignore[no-untyped-def]
    """--version prints the name and exits with 0."""
    code, out, _ = run("--version")
    assert (code, out.split()[0]) == (0, "keysweep")


@pytest.mark.parametrize(
    ("args", "meant"),
    [(("scna",), "scan"), (("lst",), "list"), (("report", "x", "--fromat", "csv"), "--format")],
)
def test_a_mistyped_word_names_the_nearest(  # type: ignore[no-untyped-def]
    run, args: tuple[str, ...], meant: str
) -> None:
    """Wrong commands and options end with 2 and a suggestion."""
    code, _, err = run(*args)
    assert code == 2
    assert meant in err
    assert "Traceback" not in err


def test_an_expected_error_is_one_harmless_line(  # type: ignore[no-untyped-def]
    run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Our own errors print one line without control characters and give their exit code."""

    def fail(*_: object, **__: object) -> int:
        raise TargetError("a\x1b[2J\nb cannot be listed")

    monkeypatch.setattr(cli.commands["demo"], "callback", fail)
    code, out, err = run("demo")
    assert (code, out) == (2, "")
    assert err == "keysweep: error: a�[2J�b cannot be listed\n"


def test_an_unknown_recognizer_is_one_line(  # type: ignore[no-untyped-def]
    run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The catalogue's own refusal of a name ends with 2, not with a traceback."""

    def fail(*_: object, **__: object) -> int:
        raise DeclarationError("no entity or recognizer is called 'UK_NSH'")

    monkeypatch.setattr(cli.commands["demo"], "callback", fail)
    assert run("demo")[::2] == (
        2,
        "keysweep: error: no entity or recognizer is called 'UK_NSH'\n",
    )


def test_a_bug_tells_its_place_and_not_its_words(  # type: ignore[no-untyped-def]
    run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An error nobody foresaw has a code of its own; its message may quote a source."""

    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("by 999 000 0018")

    monkeypatch.setattr("scanner.reports.registry.load_report", fail)
    monkeypatch.setattr("scanner.inventory.reader.open_inventory", lambda *_: None)
    code, out, err = run("report", "inventory")
    assert (code, out) == (70, "")
    assert re.search(r"ZeroDivisionError at scanner/cli/show\.py:[0-9]+", err)
    assert "0018" not in err


def test_a_reader_that_has_gone_is_no_traceback() -> None:
    """A closed pipe, as behind `head`, ends quietly and not with the code of --fail-on."""
    script = "import sys; from scanner.cli import main; sys.exit(main(['list', '--sources']))"
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [sys.executable, "-c", script],
            stdout=writing,
            stderr=subprocess.PIPE,
            cwd=Path(__file__).parents[2],
            check=False,
        )
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (141, b"")
