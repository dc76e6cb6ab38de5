"""What the bytes in a database's cell are: text, a file of their own, or neither."""

from io import BytesIO

from scanner.model import Member

# A value that begins so is a file, and is read as one.
FILE_MARKS = (b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\xff\xd8\xff", b"\x89PNG", b"GIF8",
              b"\x1f\x8b\x08", b"{\\rtf", b"SQLite format 3", b"II*\x00", b"MM\x00*")  # fmt: skip
_CONTROLS = bytes([*range(9), 11, 12, *range(14, 32), 127])

Cell = str | bytes | None  # bytes: a file


def meaning(raw: bytes) -> Cell:
    """The text that the bytes are, the bytes where they are a file, None for anything else."""
    if raw.startswith(FILE_MARKS):
        return raw
    if raw.translate(None, _CONTROLS) != raw:
        return None
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return None


def from_hex(digits: str) -> Cell:
    """The meaning of bytes written in hexadecimal; None for what is none."""
    try:
        return meaning(bytes.fromhex(digits))
    except ValueError:
        return None


def as_member(raw: bytes, name: str) -> Member:
    """A file found in a cell."""
    return Member(name, lambda: BytesIO(raw), len(raw))
