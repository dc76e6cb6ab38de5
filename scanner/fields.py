"""Free text that gives away what has a field of its own: the list of repairs for developers.

A care system has a protected field for the key-safe code; the notes beside it hold the code too.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from recognizers.declaration import Entity, Role
from scanner.inventory.writer import Row

_NAMED = "header: "  # in the evidence: the column's own name says what it holds
_LIVE = "live"

Field = tuple[str, str, str]  # object, part, column


@dataclass(frozen=True, slots=True)
class Leak:
    """A column of free text that holds what another column is for."""

    location: str
    uri: str
    part: str  # sheet or table; "" where there is one
    column: str
    entity: str
    title: str  # of the entity
    findings: int
    people: int  # up to
    field_uri: str  # where the column of its own is
    field_part: str
    field: str

    @property
    def column_named(self) -> str:
        """The column of free text, in words."""
        return f"{_shown(self.column)} of {_object(self.uri, self.part)}"

    @property
    def field_named(self) -> str:
        """The column of its own, in words."""
        if (self.field_uri, self.field_part) == (self.uri, self.part):
            return _shown(self.field)
        return f"{_shown(self.field)} of {_object(self.field_uri, self.field_part)}"


def told(found: Sequence[Leak]) -> str:
    """What leaks in one place, in one sentence."""
    columns = {(leak.uri, leak.part, leak.column) for leak in found}
    worst = max(found, key=lambda leak: (leak.people, leak.findings))
    many = f"{len(columns)} columns" if len(columns) > 1 else "1 column"
    most = f"most of all {worst.column_named}" if len(columns) > 1 else worst.column_named
    return (
        f"Free text in {many} holds what opens homes although columns of their own exist: {most}, "
        f"where {_shown(worst.title)} belongs in {worst.field_named}."
    )


def leaks(found: Iterable[Row], entities: Mapping[str, Entity], confidence: float) -> list[Leak]:
    """Home secrets in columns that are not named after them, where such a column is near.

    Near is: in the same object, else in the same folder or schema.
    """
    secrets = [row for row in found if _is_secret(row, entities, confidence)]
    own: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in secrets:
        if _NAMED in str(row["evidence"]):
            for place in (str(row["uri"]), str(row["location"])):
                own[place, str(row["entity"])].append(row)
    return sorted(_leaks(secrets, own), key=lambda leak: (-leak.people, -leak.findings, leak.uri))


def _is_secret(row: Row, entities: Mapping[str, Entity], confidence: float) -> bool:
    entity = entities.get(str(row["entity"]))
    return (
        entity is not None
        and entity.role is Role.HOME_SECRET
        and bool(row["column"])
        and row["verdict"] == _LIVE
        and float(str(row["confidence"])) >= confidence
    )


def _leaks(secrets: Iterable[Row], own: Mapping[tuple[str, str], list[Row]]) -> Iterator[Leak]:
    for row in secrets:
        entity = str(row["entity"])
        near = own.get((str(row["uri"]), entity)) or own.get((str(row["location"]), entity))
        if _NAMED in str(row["evidence"]) or not near:
            continue
        field = min(near, key=lambda one: (one["part"] != row["part"], str(one["uri"])))
        yield Leak(
            location=str(row["location"]),
            uri=str(row["uri"]),
            part=str(row["part"] or ""),
            column=str(row["column"]),
            entity=entity,
            title=str(row["title"]),
            findings=int(str(row["findings"])),
            people=int(str(row["people_up_to"])),
            field_uri=str(field["uri"]),
            field_part=str(field["part"] or ""),
            field=str(field["column"]),
        )


def _object(uri: str, part: str) -> str:
    name = _shown(unquote(uri.rsplit("/", 1)[-1]))
    return f"{name}, {_shown(part)}" if part and part != name else name


def _shown(name: str) -> str:
    """Names are a share's own, and stand in sentences: without what steers a terminal."""
    return "".join(char if char.isprintable() else "�" for char in name)
