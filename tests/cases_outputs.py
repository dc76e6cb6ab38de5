"""Everything that a sweep from the command line writes, as texts to be searched."""

import io
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pyarrow.parquet as pq
import regex

from scanner.cli import main
from scanner.reports.registry import all_reports

_MAIN = "import sys; from scanner.cli import main; sys.exit(main())"


def outputs(target: Path, folder: Path) -> dict[str, str]:
    """Name of each output -> its text: both streams of all commands, every file, every cell.

    The path of the test's own folder is left out, which may hold any digits.
    """
    inventory = folder / "inventory"
    settings = folder / "settings.toml"
    settings.write_text(f'hash_key_file = "{folder / "hash.key"}"\nworkers = 1\n')
    config = ("--config", str(settings))
    commands = {"scan": ["scan", str(target), "-o", str(inventory), "-vv", *config]}
    binary = folder / "binary"
    binary.mkdir()
    for report in all_reports():
        out = ("--out", str(binary / f"{report.name}{report.suffix}")) if report.binary else ()
        command = ["report", str(inventory), "--format", report.name, *out]
        commands[f"report {report.name}"] = command
    for file in sorted(path for path in target.rglob("*") if path.is_file()):
        commands[f"explain {len(commands)}"] = ["explain", str(file), *config]
        commands[f"explain {len(commands)}"] = ["explain", str(file), "--json", *config]
    told = {name: _run(command) for name, command in commands.items()}
    for place in (inventory, binary):
        told |= {file.name: "\n".join(_texts(file)) for file in _written(place)}
    return {
        name: text.replace(str(folder), "").replace(folder.name, "") for name, text in told.items()
    }


def _run(command: list[str]) -> str:
    """What a command says on both streams; only its codes for findings and gaps are expected."""
    if command[0] != "scan":  # there are many of them, and each process takes seconds to start
        said = io.StringIO()
        with redirect_stdout(said), redirect_stderr(said):
            code = main(command)
        assert code in (0, 3), f"{command[0]} ended with {code}"
        return said.getvalue()
    done = subprocess.run(
        [sys.executable, "-c", _MAIN, *command], capture_output=True, text=True, check=False
    )
    assert done.returncode in (0, 3), f"{command[0]} ended with {done.returncode}"
    return done.stdout + "\n" + done.stderr


def _written(inventory: Path) -> list[Path]:
    return sorted(path for path in inventory.rglob("*") if path.is_file())


def _texts(file: Path) -> Iterator[str]:
    """A file's text; of Parquet every cell and the notes on the schema, of a ZIP every member."""
    if zipfile.is_zipfile(file):
        with zipfile.ZipFile(file) as archive:
            for name in archive.namelist():
                if name.startswith("xl/worksheets/"):
                    continue  # numbers, and pointers to the texts, which are a member of their own
                # What stands between tags; sizes in tags are nobody's.
                yield regex.sub("<[^>]*>", " ", archive.read(name).decode("utf-8", "replace"))
        return
    if file.suffix != ".parquet":
        yield file.read_text("utf-8", "replace")
        return
    table = pq.read_table(file)
    yield str(table.schema)
    for column in table.columns:
        yield from map(str, column.to_pylist())


def holds(text: str, secret: str) -> bool:
    """Whether a text holds a value, digits that belong to a longer number aside."""
    border = "[\\p{L}\\p{N}]"
    return regex.search(rf"(?<!{border}){regex.escape(secret)}(?!{border})", text) is not None
