"""Writes archives of pg_dump, also those of versions that no server here makes."""

import zlib

import pyarrow as pa

CUSTOM, TAR, DIRECTORY = 1, 3, 5
TABLE = "CREATE TABLE public.client (\n    id text,\n    note text\n);\n"
COPY = "COPY public.client (id, note) FROM stdin;\n"
ROWS = b"1\tKey safe 4821\n2\t\\N\n\\.\n\n\n"
METHODS = {"": 0, "gzip": 1, "lz4": 2, "zstd": 3}


def number(value: int) -> bytes:
    """An integer as the archive writes it."""
    return bytes([value < 0]) + abs(value).to_bytes(4, "little")


def string(text: str | None) -> bytes:
    """A string, or none."""
    raw = (text or "").encode()
    return number(-1) if text is None else number(len(raw)) + raw


def packed(content: bytes, method: str) -> bytes:
    """The content as that method packs it."""
    if method == "gzip":
        return zlib.compress(content)
    if not method:
        return content
    held = pa.BufferOutputStream()
    with pa.CompressedOutputStream(held, method) as stream:
        stream.write(content)
    return held.getvalue().to_pybytes()


def entry(
    number_: int, kind: str, minor: int, definition: str = "", copy: str | None = None,
    file: str = "", format: int = CUSTOM, name: str = "client",
) -> bytes:  # fmt: skip
    """One entry of the table of contents."""
    held = number(number_) + number(kind == "TABLE DATA") + string("0") + string("0")
    held += string(name) + string(kind) + number(3) + string(definition) + string("")
    held += string(copy) + string("public") + string("")
    if minor >= 14:
        held += string("heap")
    if minor >= 16:
        held += number(114)
    held += string("tester") + string("false") + string("5") + number(-1)
    return held + (b"\x02" + bytes(8) if format == CUSTOM else string(file))


def contents(
    *entries: bytes, minor: int = 14, method: str = "gzip", format: int = CUSTOM,
    count: int | None = None,
) -> bytes:  # fmt: skip
    """The archive up to its data."""
    head = b"PGDMP\x01" + bytes([minor, 0, 4, 8, format])
    head += bytes([METHODS[method]]) if minor >= 15 else number(-1 if method else 0)
    head += b"".join(map(number, [0, 0, 12, 25, 10, 126, 0]))
    head += string("sample") + string("15.18") + string("15.18")
    return head + number(len(entries) if count is None else count) + b"".join(entries)


def block(number_: int, chunks: list[bytes]) -> bytes:
    """The rows of a table in the custom format."""
    held = b"\x01" + number(number_)
    for chunk in chunks:
        held += number(len(chunk)) + chunk
    return held + number(0)


def archive(minor: int = 14, method: str = "gzip", rows: bytes = ROWS) -> bytes:
    """A whole archive of the custom format with one table."""
    raw = packed(rows, method)
    return (
        contents(
            entry(1, "TABLE", minor, TABLE),
            entry(2, "TABLE DATA", minor, copy=COPY),
            minor=minor, method=method,
        )
        + block(2, [raw[:5], raw[5:]])
    )  # fmt: skip
