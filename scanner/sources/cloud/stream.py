"""A file of another store as a seekable stream, read by ranges into a few blocks in memory."""

import io
from typing import Any, BinaryIO, NoReturn, cast

from fsspec.spec import AbstractBufferedFile

from scanner.errors import UnreadableError
from scanner.model import Reason, Stage
from scanner.sources.cloud.entries import entry_of
from scanner.sources.cloud.errors import Asker
from scanner.sources.cloud.stores import FileSystem

BLOCK_BYTES = 2 * 1024**2
_BLOCKS = 8  # kept, the least recently used go; ZIP and Parquet readers jump to and fro
_BUFFER_BYTES = 128 * 1024


def open_stream(asker: Asker, key: str, version: str) -> BinaryIO:
    """The very file that has this version. Raises `UnreadableError`."""
    found = asker.ask(lambda system: entry_of(system.info(key)), Stage.OPEN)
    if found.kind != "file" or found.version != version:
        raise _changed(Stage.OPEN)
    if found.size is None:
        raise UnreadableError(
            Reason.UNSUPPORTED,
            "the server does not say how long it is",
            "copy it to a folder and sweep that",
            Stage.OPEN,
        )
    raw = _Ranges(asker, key, version, found.size)
    return io.BufferedReader(cast("io.RawIOBase", raw), _BUFFER_BYTES)


class _Ranges(AbstractBufferedFile):
    """Fetches ranges on demand; after each it makes sure that the file is still the same."""

    def __init__(self, asker: Asker, key: str, version: str, size: int) -> None:
        super().__init__(
            None,
            key,
            block_size=BLOCK_BYTES,
            cache_type="blockcache",
            cache_options={"maxblocks": _BLOCKS},
            size=size,
        )
        self._asker, self._version = asker, version

    def _fetch_range(self, start: int, end: int) -> bytes:
        end = min(end, self.size)

        def fetch(system: FileSystem) -> tuple[bytes, str]:
            found = bytes(system.cat_file(self.path, start=start, end=end))
            return found, entry_of(system.info(self.path)).version

        content, version = self._asker.ask(fetch, Stage.READ)
        if version != self._version or len(content) != end - start:
            raise _changed(Stage.READ)
        return content

    def write(self, _: Any) -> NoReturn:
        """Sources are only read."""
        raise io.UnsupportedOperation("not writable")


def _changed(stage: Stage) -> UnreadableError:
    return UnreadableError(
        Reason.CHANGED, "something else took its place since it was listed", "sweep again", stage
    )
