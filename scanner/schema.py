"""The tables of an inventory, field by field. Changing one changes `SCHEMA_VERSION`.

Every field carries its description in the Parquet metadata, so that whoever opens a table with
DuckDB, pandas or Power BI can read what it means. No field ever holds a raw value.
"""

import pyarrow as pa

SCHEMA_VERSION = 2

_TEXTS = pa.list_(pa.string())
_TIME = pa.timestamp("us", tz="UTC")


def _schema(table: str, *fields: tuple[str, pa.DataType, str]) -> pa.Schema:
    return pa.schema(
        [pa.field(name, kind, metadata={"description": text}) for name, kind, text in fields],
        metadata={"keysweep.table": table, "keysweep.schema_version": str(SCHEMA_VERSION)},
    )


# Tells an object again in the next sweep without naming it.
_TOP_KEY = (
    "top_key",
    pa.binary(16),
    "keyed hash of the true uri of the object in the source; members carry that of the object "
    "they lie in",
)

_BY_ENTITY = (
    "entity_people",
    pa.list_(
        pa.struct(
            [
                ("entity", pa.string()),
                ("people_at_least", pa.int64()),
                ("people_up_to", pa.int64()),
            ]
        )
    ),
    "people whose record holds the entity, for each entity found",
)

_COUNTS = (
    ("people_at_least", pa.int64(), "distinct people known by a strong identifier"),
    ("people_up_to", pa.int64(), "distinct people when every unlinked name or contact is one more"),
    ("people_home_entry_at_least", pa.int64(), "of these, whose home could be entered"),
    ("people_home_entry_up_to", pa.int64(), "the same, unlinked ones counted"),
    ("enterable_homes", pa.int64(), "people whose home access and address stand together"),
)

_CONTROLLERS = (
    "controllers",
    pa.list_(
        pa.struct(
            [
                ("controller", pa.string()),
                ("objects", pa.int64()),
                *((name, kind) for name, kind, _ in _COUNTS),
            ]
        )
    ),
    "the same counts for each controller; an empty name: no rule says whose they are. Empty "
    "without rules",
)

SCANS = _schema(
    "scans",
    ("scan_id", pa.string(), "names the run"),
    ("started_at", _TIME, "start of the run"),
    ("finished_at", _TIME, "end of the run"),
    ("targets", _TEXTS, "what was swept, as canonical uris"),
    ("keysweep_version", pa.string(), "version of keysweep"),
    ("schema_version", pa.int64(), "version of these tables"),
    ("rule_digest", pa.string(), "digest of all recognizers and settings that decide findings"),
    ("settings", pa.string(), "settings of the run, as JSON"),
    ("key_id", pa.string(), "names the hash key; counts of scans join only where it is equal"),
    ("objects", pa.int64(), "objects seen"),
    ("objects_scanned", pa.int64(), "fully examined"),
    ("objects_partly", pa.int64(), "examined in part"),
    ("objects_skipped", pa.int64(), "not examined, for a reason known beforehand"),
    ("objects_failed", pa.int64(), "could not be examined"),
    ("objects_read", pa.int64(), "read by this run; members of archives included"),
    ("objects_carried", pa.int64(), "unchanged since an earlier run, whose rows were taken over"),
    ("objects_gone", pa.int64(), "there at the run before, and not any more"),
    ("bytes", pa.int64(), "size of the objects that lie in the source itself"),
    ("complete", pa.bool_(), "whether every object was fully examined"),
    ("findings", pa.int64(), "findings at or above the reporting confidence"),
    *_COUNTS,
    _BY_ENTITY,
    _CONTROLLERS,
)

OBJECTS = _schema(
    "objects",
    _TOP_KEY,
    ("scan_id", pa.string(), "the run that read it; an earlier one where it was carried forward"),
    ("uri", pa.string(), "canonical address; members of archives: parent + '!/' + path"),
    ("location", pa.string(), "the folder, archive or mailbox it lies in; key of `locations`"),
    ("source", pa.string(), "kind of source"),
    ("container", pa.string(), "the target it was found in"),
    ("parent_uri", pa.string(), "the object it lies inside, or empty"),
    ("controllers", _TEXTS, "whose data it is, as far as rules say"),
    ("format", pa.string(), "format it was read as, or empty"),
    ("size_bytes", pa.int64(), "size, where the store says it"),
    ("modified_at", _TIME, "last change, where the store says it"),
    ("version", pa.string(), "equal version: unchanged"),
    ("owner", pa.string(), "owner, where the store says it"),
    ("access", pa.string(), "who can read it"),
    ("access_evidence", pa.string(), "why we say so"),
    ("encrypted_at_rest", pa.bool_(), "where the store says it"),
    ("status", pa.string(), "scanned, partly scanned, skipped or failed"),
    ("stage", pa.string(), "where in the walk something was left out"),
    ("reason", pa.string(), "why it was not examined, or not fully"),
    ("detail", pa.string(), "what happened"),
    ("remedy", pa.string(), "what to do about it"),
    ("parts_skipped", pa.int64(), "sheets, pages, tables or members left out"),
    ("values", pa.int64(), "text values read"),
    ("characters", pa.int64(), "characters read"),
    (
        "names_unread_characters",
        pa.int64(),
        "of these, prose that the budget of the language model left unread for names",
    ),
    ("records", pa.int64(), "records with at least one finding"),
    ("findings", pa.int64(), "findings at or above the reporting confidence"),
    ("test_data", pa.bool_(), "whether all identifiers found are test or sample numbers"),
    *_COUNTS,
)

INVENTORY = _schema(
    "inventory",
    _TOP_KEY,
    ("uri", pa.string(), "the object"),
    ("location", pa.string(), "the folder, archive or mailbox it lies in"),
    ("part", pa.string(), "sheet, page, table; empty where there is one"),
    ("column", pa.string(), "header, field or tag name; null for running text"),
    ("entity", pa.string(), "what was found"),
    ("title", pa.string(), "the same in words"),
    ("uk_gdpr", pa.string(), "where UK GDPR places it"),
    ("harm", pa.string(), "what could happen to a person"),
    ("sensitivity", pa.string(), "LOW, MODERATE, HIGH or CRITICAL"),
    ("breach_category", pa.string(), "tick box of the ICO's breach report form"),
    ("findings", pa.int64(), "number of findings"),
    ("distinct_values", pa.int64(), "distinct values among them"),
    ("records", pa.int64(), "records that hold one"),
    ("people_at_least", pa.int64(), "distinct people by strong identifier in those records"),
    ("people_up_to", pa.int64(), "distinct people in those records, unlinked ones counted"),
    ("values_read", pa.int64(), "values read in this part and column"),
    ("share", pa.float64(), "share of those values that hold a finding"),
    ("checked", pa.int64(), "candidates that a check was tried on"),
    ("passed", pa.int64(), "candidates that passed"),
    ("confidence", pa.float64(), "0..1, column evidence included"),
    (
        "verdict",
        pa.string(),
        "live, test, sample, chance match, labelled but invalid, no person beside it",
    ),
    ("evidence", pa.string(), "why, in words"),
    ("recognizers", _TEXTS, "recognizers that found it"),
    ("masks", _TEXTS, "up to three masked values"),
    ("positions", pa.list_(pa.int64()), "first positions (rows, lines, messages)"),
    ("unit", pa.string(), "what a position counts"),
    ("remedy", pa.string(), "what to do"),
)

LOCATIONS = _schema(
    "locations",
    ("rank", pa.int64(), "1 is what to protect first; places that only hold places come last"),
    ("location", pa.string(), "folder, archive or mailbox, as a uri"),
    ("parent", pa.string(), "the location above, or empty at the target"),
    ("depth", pa.int64(), "0 at the target"),
    ("kind", pa.string(), "folder, archive, database, mailbox"),
    ("objects", pa.int64(), "objects in it and below"),
    ("objects_unexamined", pa.int64(), "of these, not or not fully examined"),
    ("bytes", pa.int64(), "size in it and below"),
    ("findings", pa.int64(), "findings in it and below"),
    *_COUNTS,
    ("direct", pa.bool_(), "whether findings lie directly in it; the rest of the row counts all"),
    ("direct_findings", pa.int64(), "findings of the objects that lie directly in it"),
    *((f"direct_{name}", kind, f"{text}, directly in it") for name, kind, text in _COUNTS),
    ("entities", _TEXTS, "entities found in it and below, worst first"),
    _BY_ENTITY,
    _CONTROLLERS,
    ("harms", _TEXTS, "harms, worst first"),
    ("special_category", pa.bool_(), "whether special category data was found"),
    ("access", pa.string(), "widest access of any object in it"),
    ("test_data", pa.bool_(), "whether all identifiers in it are test numbers"),
    ("newest_modified_at", _TIME, "last change of any object in it"),
    (
        "priority",
        pa.int64(),
        "0..100, of what lies directly in it; of all below where nothing does",
    ),
    ("band", pa.string(), "LOW, MODERATE, HIGH or CRITICAL"),
    ("reasons", _TEXTS, "why it ranks where it does, weightiest first"),
    ("remedies", _TEXTS, "what to do, most urgent first"),
    ("people_sketch", pa.binary(), "theta sketch of people_up_to, mergeable under one key_id"),
    ("home_entry_sketch", pa.binary(), "theta sketch of people_home_entry_up_to"),
)

# Keyed hashes alone: without the key, which lies outside the inventory, they name nobody. With
# it, the next sweep need not read what has not changed, and any set of places can be counted.
PEOPLE = _schema(
    "people",
    _TOP_KEY,
    ("uri", pa.string(), "the object"),
    ("location", pa.string(), "the folder, archive or mailbox it lies in"),
    ("container", pa.string(), "the target it was found in"),
    ("keys", pa.list_(pa.int64()), "keyed hashes that identify the person, strongest first"),
    ("also_called", pa.list_(pa.int64()), "keyed hashes of parts of the name"),
    (
        "records",
        pa.list_(pa.int64()),
        "keyed hashes of local keys, to join records that name nobody",
    ),
    ("controllers", _TEXTS, "whose data the records are, as far as rules say"),
    ("home_entry", pa.bool_(), "whether a home secret or entry method stands in the record"),
    ("enterable", pa.bool_(), "whether the address stands there too"),
    ("test", pa.bool_(), "whether every identifier is a test number"),
    ("entities", _TEXTS, "entities in the person's records"),
)

GONE = _schema(
    "gone",
    ("uri", pa.string(), "the object, as it was named in the earlier run"),
    ("location", pa.string(), "the folder, archive or mailbox it lay in"),
    ("container", pa.string(), "the target it was found in"),
    ("size_bytes", pa.int64(), "its size then, where the store said it"),
    ("modified_at", _TIME, "its last change, where the store said it"),
    ("findings", pa.int64(), "findings in it then, those in members left out"),
    ("people_up_to", pa.int64(), "people in it then, those in members left out"),
    ("last_scan_id", pa.string(), "the run that saw it last"),
)

TABLES: dict[str, pa.Schema] = {
    "scans": SCANS,
    "objects": OBJECTS,
    "inventory": INVENTORY,
    "people": PEOPLE,
    "locations": LOCATIONS,
    "gone": GONE,
}

# What a sweep writes object by object; the others are made of these at its end.
SHARDED: dict[str, pa.Schema] = {name: TABLES[name] for name in ("objects", "inventory", "people")}
