"""Archives and packed files, alone and inside each other: the path of members is the place."""

import bz2
import gzip
import io
import lzma
import tarfile

from tests.formats import test_packed_files
from tests.formats.extract import zipped
from tests.formats.places.row import Files, Row, sample

_TEXT = b"Visits\nNHS number 999 001 2016, key safe code 7001\n"


def _tar(members: dict[str, bytes], mode: str = "w") -> bytes:
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode=mode) as archive:  # type: ignore[call-overload]
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return held.getvalue()


def _seven() -> bytes:
    return test_packed_files.archive("7zip", {"deep/notes.txt": _TEXT})


FILES: Files = {
    "a.zip": lambda: zipped({"Care plans/plan.docx": sample("plan.docx")(), "b.txt": _TEXT}),
    "a.7z": _seven,
    "a.tar": lambda: _tar({"deep/notes.txt": _TEXT}),
    "a.tgz": lambda: _tar({"deep/notes.txt": _TEXT}, "w:gz"),
    "notes.txt.gz": lambda: gzip.compress(_TEXT),
    "notes.txt.bz2": lambda: bz2.compress(_TEXT),
    "notes.txt.xz": lambda: lzma.compress(_TEXT),
    "notes.txt.zst": lambda: test_packed_files.packed(_TEXT, "zstd"),
    "notes.txt.lz4": lambda: test_packed_files.packed(_TEXT, "lz4"),
    "nested.zip": lambda: zipped(
        {"one.tar": _tar({"two.7z": _seven(), "three.gz": gzip.compress(_tar({"x.txt": _TEXT}))})}
    ),
}

_MEMBERS = {
    "a.zip": "b.txt",
    "a.7z": "deep/notes.txt",
    "a.tar": "deep/notes.txt",
    "a.tgz": "deep/notes.txt",
    **{f"notes.txt.{ending}": "notes.txt" for ending in ("gz", "bz2", "xz", "zst", "lz4")},
}

ROWS = [
    *(Row(name, "a member", "", "", 2, "line", digits, member)
      for name, member in _MEMBERS.items() for digits in ("9990012016", "7001")),
    Row("a.zip", "a table in a document", "table 1", "Key safe code", 2, "row", "1033",
        "Care plans/plan.docx"),
    Row("nested.zip", "four levels down", "", "", 2, "line", "7001",
        "one.tar!/two.7z!/deep/notes.txt"),
    Row("nested.zip", "an archive in a packed file", "", "", 2, "line", "7001",
        "one.tar!/three.gz!/x.txt"),
]  # fmt: skip
