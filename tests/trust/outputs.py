"""Everything that a sweep and all commands on its inventory leave behind, as bytes to search."""

import html
import io
import json
import os
import subprocess
import sys
import threading
import traceback
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.parse import unquote_to_bytes

import pyarrow.parquet as pq
import regex

from scanner.cli import main
from scanner.reports.registry import all_reports
from scanner.schedule.sending import WEBHOOK_URL

_SECONDS = 900  # a sweep on a busy machine, its expressions compiled first
_MAIN = "import sys; from scanner.cli import main; sys.exit(main())"
_TAGS = regex.compile(rb"<[^>]*>")


@dataclass
class Outputs:
    """What was said and written, by name. `folder` is where everything is written to."""

    folder: Path
    said: dict[str, bytes] = field(default_factory=dict)
    codes: dict[str, int] = field(default_factory=dict)

    @property
    def inventory(self) -> Path:
        """The folder of the sweep."""
        return self.folder / "inventory"

    @property
    def config(self) -> Path:
        """Settings that let nothing of the user's be used; made on first use."""
        file = self.folder / "settings.toml"
        if not file.exists():
            key = self.folder / "hash.key"
            file.write_text(f'hash_key_file = "{key}"\nworkers = 1\ntest_numbers = "live"\n')
        return file

    def start(self, name: str, *arguments: object, script: Path | None = None) -> None:
        """A command as a process of its own, its children's output included."""
        temporary = self.folder / "temporary"
        temporary.mkdir(exist_ok=True)
        program = [str(script)] if script else ["-c", _MAIN]
        done = subprocess.run(
            [sys.executable, *program, *map(str, arguments)],
            capture_output=True, check=False, timeout=_SECONDS, cwd=Path(__file__).parents[2],
            env=os.environ | {"TMPDIR": str(temporary)},
        )  # fmt: skip
        self._keep(name, done.returncode, done.stdout + b"\n" + done.stderr)

    def run(self, name: str, *arguments: object) -> None:
        """A command in this process; a process takes seconds to start."""
        said = io.StringIO()
        code = -1
        with redirect_stdout(said), redirect_stderr(said):
            try:
                code = main([str(one) for one in arguments])
            except BaseException:
                traceback.print_exc()
        self._keep(name, code, said.getvalue().encode("utf-8", "surrogateescape"))

    def _keep(self, name: str, code: int, said: bytes) -> None:
        self.codes[name], self.said[name] = code, said

    def searchable(self) -> Iterator[tuple[str, bytes]]:
        """All of it: as it lies there, and decoded where it is packed."""
        for name, said in self.said.items():
            yield name, said
            yield f"{name}, decoded", _decoded(said)
        for file in sorted(self.folder.rglob("*")):
            name = str(file.relative_to(self.folder))
            yield f"name of {name}", name.encode("utf-8", "surrogateescape")
            if file.is_file() and not file.is_symlink():
                yield name, file.read_bytes()
                yield from ((f"{name}, decoded", text) for text in _texts(file))


def _decoded(content: bytes) -> bytes:
    """Without markup and escapes: JSON's, HTML's and those of uris."""
    content = unquote_to_bytes(content)
    text = content.decode("utf-8", "replace")
    try:
        return json.dumps(json.loads(text), ensure_ascii=False).encode("utf-8", "surrogatepass")
    except ValueError:
        plain = html.unescape(_TAGS.sub(b" ", content).decode("utf-8", "replace"))
        return plain.encode("utf-8", "surrogatepass")


def _texts(file: Path) -> Iterator[bytes]:
    """The cells of Parquet with its schema, the members of workbooks and documents."""
    if file.suffix == ".parquet":
        held = pq.read_table(file)
        yield str(held.schema).encode()
        for column in held.columns:
            cells = "\n".join(map(str, column.to_pylist())).encode("utf-8", "surrogatepass")
            yield from (cells, unquote_to_bytes(cells))
    elif zipfile.is_zipfile(file):
        with zipfile.ZipFile(file) as archive:
            for name in archive.namelist():
                content = archive.read(name)
                yield from (name.encode(), content, _decoded(content))
    else:
        yield _decoded(file.read_bytes())


def sweep_and_report(share: Path, outputs: Outputs, options: tuple[str, ...] = ()) -> None:
    """The sweep, then every command that reads what it left."""
    command = ("scan", share, "-o", outputs.inventory, "--config", outputs.config, *options)
    outputs.start("scan", *command, "-vv")
    outputs.run("scan --json", *command, "--json")
    written = outputs.folder / "reports"
    written.mkdir()
    for report in all_reports():
        file = written / f"{report.name}{report.suffix or '.txt'}"
        outputs.run(
            f"report {report.name}", "report", outputs.inventory, "--format", report.name,
            "--out", file,
        )  # fmt: skip
    _on_the_inventory(outputs)


def _on_the_inventory(outputs: Outputs) -> None:
    inventory = outputs.inventory
    for name, command in {
        "impact": ("impact", inventory, "--location", "*"),
        "impact --json": ("impact", inventory, "--location", "*", "--json"),
        "rank": ("rank", inventory),
        "rank --fields": ("rank", inventory, "--fields"),
        "rank --json": ("rank", inventory, "--json"),
        "compare": ("compare", inventory, inventory),
        "compare --format json": ("compare", inventory, inventory, "--format", "json"),
        "compare --format html": ("compare", inventory, inventory, "--format", "html"),
        "review --sample": ("review", inventory, "--sample", "200"),
        "review --json": ("review", inventory, "--sample", "200", "--json"),
        "review --mark": ("review", inventory, "--mark", "1", "wrong", "--why", "asset tags"),
        "review --precision": ("review", inventory, "--precision"),
        "merge": ("merge", inventory, "-o", outputs.folder / "merged"),
    }.items():
        outputs.run(name, *command)


def sweep_on_a_schedule(share: Path, outputs: Outputs) -> None:
    """Two runs, so that the second compares; what the webhook hears is kept."""
    command = ("schedule", outputs.config, share, "--into", outputs.folder / "kept", "--run")
    with _webhook() as (url, heard):
        os.environ[WEBHOOK_URL] = url
        try:
            outputs.run("schedule --run", *command, "--webhook")
            with (share / "later.txt").open("w") as later:
                later.write("Key safe code 482913, client 999 000 0018\n")
            outputs.run("schedule --run, again", *command, "--webhook")
        finally:
            del os.environ[WEBHOOK_URL]
    outputs.said["what the webhook heard"] = b"\n".join(heard)


@contextmanager
def _webhook() -> Iterator[tuple[str, list[bytes]]]:
    heard: list[bytes] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            heard.append(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Nothing."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/", heard
        server.shutdown()
        thread.join()
