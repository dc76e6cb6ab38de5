"""What a source is: it lists objects and opens them, and never writes."""

from collections.abc import Iterator
from typing import BinaryIO, Protocol

from scanner.model import Check, DataObject, Skipped


class Source(Protocol):
    """A place that holds objects. Implementations are picklable: workers open objects too."""

    @property
    def name(self) -> str:
        """The registry name: "files"."""
        ...

    @property
    def root(self) -> str:
        """Canonical uri of the target."""
        ...

    def walk(self, resume_after: str = "") -> Iterator[DataObject | Skipped]:
        """All objects below the root in a stable order, each once.

        What cannot be listed or must not be followed is yielded as `Skipped` with its uri.
        `resume_after` leaves out everything up to and including that uri. Raises `TargetError`
        where the root itself cannot be listed.
        """
        ...

    def open(self, obj: DataObject) -> BinaryIO:
        """A seekable, read-only stream; the caller closes it. Raises `UnreadableError`."""
        ...

    def checks(self) -> Iterator[Check]:
        """Tries what a sweep will ask for, and says what would not be seen. Never raises.

        Credentials, listing, one read, then what tells who can read the place. Reads no more
        than the first bytes of one object.
        """
        ...
