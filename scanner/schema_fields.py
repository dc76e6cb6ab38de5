"""Fields that several tables of an inventory share, and how a table is declared."""

import pyarrow as pa

SCHEMA_VERSION = 4

TEXTS = pa.list_(pa.string())
TIME = pa.timestamp("us", tz="UTC")


def schema(table: str, *fields: tuple[str, pa.DataType, str]) -> pa.Schema:
    """A table of these fields: name, type, meaning."""
    return pa.schema(
        [pa.field(name, kind, metadata={"description": text}) for name, kind, text in fields],
        metadata={"keysweep.table": table, "keysweep.schema_version": str(SCHEMA_VERSION)},
    )


# Tells an object again in the next sweep without naming it.
TOP_KEY = (
    "top_key",
    pa.binary(16),
    "keyed hash of the true uri of the object in the source; members carry that of the object "
    "they lie in",
)

ENTITY_PEOPLE = pa.list_(
    pa.struct(
        [
            ("entity", pa.string()),
            ("people_at_least", pa.int64()),
            ("people_up_to", pa.int64()),
        ]
    )
)
BY_ENTITY = (
    "entity_people",
    ENTITY_PEOPLE,
    "people whose record holds the entity, for each entity found",
)

BY_HARM = (
    "harm_people",
    pa.list_(
        pa.struct(
            [
                ("harm", pa.string()),
                ("people_at_least", pa.int64()),
                ("people_up_to", pa.int64()),
            ]
        )
    ),
    "people whom each harm threatens",
)

RAISING = pa.list_(pa.struct([("fact", pa.string()), ("people_up_to", pa.int64())]))

COUNTS = (
    ("people_at_least", pa.int64(), "distinct people known by a strong identifier"),
    ("people_up_to", pa.int64(), "distinct people when every unlinked name or contact is one more"),
    ("people_home_entry_at_least", pa.int64(), "of these, whose home could be entered"),
    ("people_home_entry_up_to", pa.int64(), "the same, unlinked ones counted"),
    ("enterable_homes", pa.int64(), "people whose home access and address stand together"),
    (
        "enterable_homes_linked",
        pa.int64(),
        "people whose home access and address stand together, or in two records about them",
    ),
    ("people_cared_for_at_least", pa.int64(), "people whom a record says to be cared for"),
    ("people_cared_for_up_to", pa.int64(), "people whom nothing says to be kin, contact or staff"),
)

CONTROLLERS = (
    "controllers",
    pa.list_(
        pa.struct(
            [
                ("controller", pa.string()),
                ("objects", pa.int64()),
                *((name, kind) for name, kind, _ in COUNTS),
            ]
        )
    ),
    "the same counts for each controller; an empty name: no rule says whose they are. Empty "
    "without rules",
)
