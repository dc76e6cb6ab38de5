"""Runs a registered reader over bytes, as the pipeline does, and gathers what it gives."""

import zipfile
from dataclasses import dataclass, field
from io import BytesIO

from scanner.errors import UnreadableError
from scanner.formats.registry import by_name, load
from scanner.model import DataObject, Limits, Member, Reason, Skipped, TextBatch


@dataclass
class Extract:
    """All that a reader gave, and how it ended."""

    batches: list[TextBatch] = field(default_factory=list)
    members: dict[str, bytes | Reason] = field(default_factory=dict)
    skipped: list[Skipped] = field(default_factory=list)
    error: UnreadableError | None = None

    def values(self, part: str | None = None, column: str | None = None) -> list[str]:
        """Texts in their order, of one part or column where it is named."""
        return [
            value
            for batch in self.batches
            if part in (None, batch.part) and column in (None, batch.column)
            for value in batch.values.to_pylist()
            if value
        ]

    def batch(self, part: str, column: str | None = None) -> TextBatch:
        """The one batch of that part and column."""
        (found,) = [b for b in self.batches if (b.part, b.column) == (part, column)]
        return found


def extract(
    format: str, content: bytes, name: str = "sample", limits: Limits | None = None
) -> Extract:
    """What the named format gives for the content; members are opened in their turn."""
    limits = limits or Limits()
    result = Extract()
    obj = DataObject(uri=f"file:///share/{name}", source="files", container="file:///share")
    try:
        for item in load(by_name(format))(BytesIO(content), obj, limits):
            if isinstance(item, TextBatch):
                result.batches.append(item)
            elif isinstance(item, Skipped):
                result.skipped.append(item)
            else:
                result.members[item.name] = _opened(item)
    except UnreadableError as error:
        result.error = error
    return result


def _opened(member: Member) -> bytes | Reason:
    try:
        with member.open() as stream:
            return stream.read()
    except UnreadableError as error:
        return error.reason


def zipped(members: dict[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP archive of these members."""
    held = BytesIO()
    with zipfile.ZipFile(held, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return held.getvalue()
