"""People as rows of the table `people`, and back."""

from collections.abc import Mapping
from typing import Any

from scanner.classify.relations import Relation
from scanner.classify.subjects import Subject


def row_of(subject: Subject) -> dict[str, object]:
    """What the row says of the person; where it lies and whose data it is are the caller's."""
    return {
        "keys": subject.keys,
        "also_called": subject.also_called,
        "records": subject.records,
        "beside": subject.beside,
        "relation": subject.relation.value,
        "home_entry": subject.home_entry,
        "address": subject.address,
        "enterable": subject.enterable,
        "raising": sorted(subject.raising),
        "test": subject.test,
        "entities": sorted(subject.entities),
    }


def subject_of(row: Mapping[str, Any]) -> Subject:
    """The person of a row. What an older row does not say is unknown."""
    return Subject(
        keys=tuple(row["keys"]),
        also_called=tuple(row["also_called"] or ()),
        records=tuple(row["records"] or ()),
        beside=row.get("beside") or 0,
        relation=Relation(row.get("relation") or Relation.UNKNOWN),
        entities=set(row["entities"] or ()),
        raising=set(row.get("raising") or ()),
        home_entry=bool(row["home_entry"]),
        address=bool(row.get("address") or row["enterable"]),
        enterable=bool(row["enterable"]),
        test=bool(row["test"]),
        controllers=set(row.get("controllers") or ()),
    )
