"""What a report is: it writes an inventory for somebody to read, and changes nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Protocol


class Inventory(Protocol):
    """What reports read: `scanner.inventory.reader` opens one. Tables are `pyarrow.Table`."""

    @property
    def path(self) -> Path:
        """The folder the tables lie in."""
        ...

    @property
    def scan(self) -> dict[str, object]:
        """The newest row of `scans`."""
        ...

    @property
    def objects(self) -> Any:
        """One row per object."""
        ...

    @property
    def inventory(self) -> Any:
        """One row per object, part, column and entity."""
        ...

    @property
    def locations(self) -> Any:
        """One row per folder, archive or mailbox, ranked."""
        ...

    @property
    def people(self) -> Any:
        """One row per person and object, by keyed hash."""
        ...


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """What whoever asks for a report may choose."""

    top: int | None = None  # places to show; None: as many as the report finds fit
    width: int | None = None  # columns of a terminal; None: 80
    locations: tuple[str, ...] = ()  # uris or patterns of the places it is about; empty: all
    controller: str | None = None  # whose data it is about; None: everyone's
    run: Mapping[str, object] | None = None  # what the sweep just before took, by name


class Report(Protocol):
    """Writes one report.

    `out` is a text stream, or a binary one where the registry says `binary`; the caller closes
    it. Raises `InventoryError` where the inventory
    lacks something, and lets errors of writing through.
    """

    def __call__(self, inventory: Inventory, out: IO[Any], options: ReportOptions) -> None:
        """Write the whole report."""
        ...
