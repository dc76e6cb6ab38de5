"""OLE objects inside documents, and compound files of programs we do not know.

An object mostly wraps a file or a document of a program we know; that is what is given.
"""

from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO

from scanner.errors import UnreadableError
from scanner.formats.compound import Compound
from scanner.formats.protocol import Extracted
from scanner.formats.strings import run_batches
from scanner.formats.vba import macros
from scanner.model import DataObject, Limits, Reason

_LEAST = 8  # bytes; shorter streams are flags


def read(stream: BinaryIO, _obj: DataObject, limits: Limits) -> Iterator[Extracted]:
    """Members and macros where it wraps any; else runs of text, and that it is not known."""
    held = Compound(stream, limits)
    found = [*held.object_files(""), *held.embedded(), *macros(held, limits)]
    yield from held.properties()
    yield from found
    if found:
        return
    for name in held.names():
        try:
            content = held.read(name)
        except UnreadableError as error:
            yield error.as_skipped()
            continue
        if len(content) >= _LEAST and not name.startswith("\x05"):
            yield from run_batches(BytesIO(content), limits, _shown(name))
    raise UnreadableError(
        Reason.UNSUPPORTED,
        "a compound file of an unknown program; plain runs of text were read",
        "export it in a current format, or look at it by hand",
    )


def _shown(name: str) -> str:
    return "".join(character for character in name if character.isprintable())
