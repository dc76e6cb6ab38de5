"""The tables of an inventory, field by field. Changing one changes `SCHEMA_VERSION`.

Every field carries its description in the Parquet metadata, so that whoever opens a table with
DuckDB, pandas or Power BI can read what it means. No field ever holds a raw value.
"""

import pyarrow as pa

from scanner.schema_fields import (
    BY_ENTITY,
    BY_HARM,
    CONTROLLERS,
    COUNTS,
    ENTITY_PEOPLE,
    RAISING,
    SCHEMA_VERSION,
    TEXTS,
    TIME,
    TOP_KEY,
    schema,
)

__all__ = [
    "SCHEMA_VERSION", "SHARDED", "TABLES",
    "GONE", "INVENTORY", "LOCATIONS", "OBJECTS", "PEOPLE", "SCANS",
]  # fmt: skip

SCANS = schema(
    "scans",
    ("scan_id", pa.string(), "names the run"),
    ("started_at", TIME, "start of the run"),
    ("finished_at", TIME, "end of the run"),
    ("targets", TEXTS, "what was swept, as canonical uris"),
    ("keysweep_version", pa.string(), "version of keysweep"),
    ("schema_version", pa.int64(), "version of these tables"),
    ("rule_digest", pa.string(), "digest of all recognizers and settings that decide findings"),
    ("recognizers", TEXTS, "name and version of each recognizer of the run"),
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
    ("merged_scan_ids", TEXTS, "the runs whose inventories were joined; null for a sweep"),
    ("marked_wrong", pa.int64(), "rows of `inventory` that a review marked wrong: counted nowhere"),
    ("bytes", pa.int64(), "size of the objects that lie in the source itself"),
    ("complete", pa.bool_(), "whether every object was fully examined"),
    ("findings", pa.int64(), "findings at or above the reporting confidence"),
    *COUNTS,
    BY_ENTITY,
    BY_HARM,
    CONTROLLERS,
)

OBJECTS = schema(
    "objects",
    TOP_KEY,
    ("scan_id", pa.string(), "the run that read it; an earlier one where it was carried forward"),
    ("uri", pa.string(), "canonical address; members of archives: parent + '!/' + path"),
    ("location", pa.string(), "the folder, archive or mailbox it lies in; key of `locations`"),
    ("source", pa.string(), "kind of source"),
    ("container", pa.string(), "the target it was found in"),
    ("parent_uri", pa.string(), "the object it lies inside, or empty"),
    ("controllers", TEXTS, "whose data it is, as far as rules say"),
    ("format", pa.string(), "format it was read as, or empty"),
    ("size_bytes", pa.int64(), "size, where the store says it"),
    ("modified_at", TIME, "last change, where the store says it"),
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
    *COUNTS,
)

INVENTORY = schema(
    "inventory",
    TOP_KEY,
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
    ("recognizers", TEXTS, "recognizers that found it"),
    ("masks", TEXTS, "up to three masked values"),
    ("positions", pa.list_(pa.int64()), "first positions (rows, lines, messages)"),
    ("unit", pa.string(), "what a position counts"),
    ("remedy", pa.string(), "what to do"),
)

LOCATIONS = schema(
    "locations",
    ("rank", pa.int64(), "1 is what to protect first; places that only hold places come last"),
    ("location", pa.string(), "folder, archive or mailbox, as a uri"),
    ("parent", pa.string(), "the location above, or empty at the target"),
    ("depth", pa.int64(), "0 at the target"),
    (
        "kind",
        pa.string(),
        "folder, share, bucket, server, database, schema, table, archive, mailbox, message",
    ),
    ("objects", pa.int64(), "objects in it and below"),
    ("objects_unexamined", pa.int64(), "of these, not or not fully examined"),
    ("bytes", pa.int64(), "size in it and below"),
    ("findings", pa.int64(), "findings in it and below"),
    *COUNTS,
    ("direct", pa.bool_(), "whether findings lie directly in it; the rest of the row counts all"),
    ("direct_findings", pa.int64(), "findings of the objects that lie directly in it"),
    *((f"direct_{name}", kind, f"{text}, directly in it") for name, kind, text in COUNTS),
    ("direct_entity_people", ENTITY_PEOPLE, "`entity_people` of what lies directly in it"),
    ("direct_raising", RAISING, "`raising` of what lies directly in it"),
    ("direct_test_data", pa.bool_(), "whether all identifiers directly in it are test numbers"),
    ("entities", TEXTS, "entities found in it and below, worst first"),
    BY_ENTITY,
    BY_HARM,
    (
        "raising",
        RAISING,
        "what makes ways in worse, and of how many people whose home could be entered",
    ),
    CONTROLLERS,
    ("harms", TEXTS, "harms, worst first"),
    ("special_category", pa.bool_(), "whether special category data was found"),
    ("access", pa.string(), "widest access of any object in it"),
    ("encrypted_at_rest", pa.bool_(), "whether all in it is, where the store says it"),
    ("test_data", pa.bool_(), "whether all identifiers in it are test numbers"),
    ("newest_modified_at", TIME, "last change of any object in it"),
    (
        "priority",
        pa.int64(),
        "0..100, of what lies directly in it; of all below where nothing does",
    ),
    ("band", pa.string(), "LOW, MODERATE, HIGH or CRITICAL"),
    ("sensitivity", pa.int64(), "0..100, of what lies there alone, whoever may read it"),
    ("exposure", pa.int64(), "0..100, of how open it lies there alone, whatever it is"),
    (
        "verdicts",
        pa.list_(pa.struct([("verdict", pa.string()), ("evidence", pa.string())])),
        "what kind of place it is, and why: test data, live data in a test environment, copy of "
        "another place, stale, home access in free text",
    ),
    ("reasons", TEXTS, "why it ranks where it does, weightiest first"),
    ("remedies", TEXTS, "what to do, most urgent first"),
    ("people_sketch", pa.binary(), "theta sketch of people_up_to, mergeable under one key_id"),
    ("home_entry_sketch", pa.binary(), "theta sketch of people_home_entry_up_to"),
)

# Keyed hashes alone: without the key, which lies outside the inventory, they name nobody. With
# it, the next sweep need not read what has not changed, and any set of places can be counted.
PEOPLE = schema(
    "people",
    TOP_KEY,
    ("uri", pa.string(), "the object"),
    ("location", pa.string(), "the folder, archive or mailbox it lies in"),
    ("container", pa.string(), "the target it was found in"),
    ("keys", pa.list_(pa.int64()), "keyed hashes that identify the person, strongest first"),
    (
        "also_called",
        pa.list_(pa.int64()),
        "keyed hashes of parts of the name, and of name and date of birth in part",
    ),
    (
        "records",
        pa.list_(pa.int64()),
        "keyed hashes of local keys, to join records that name nobody",
    ),
    ("beside", pa.int64(), "of others named in a record: first key of whom it is about; else 0"),
    ("relation", pa.string(), "person cared for, kin or contact, staff, or unknown"),
    ("controllers", TEXTS, "whose data the records are, as far as rules say"),
    ("home_entry", pa.bool_(), "whether a home secret or entry method stands in the record"),
    ("address", pa.bool_(), "whether an address stands in the record"),
    ("enterable", pa.bool_(), "whether home entry and address stand in one record"),
    ("raising", TEXTS, "what makes a way in worse: lives alone, does not hear well and the like"),
    ("test", pa.bool_(), "whether every identifier is a test number"),
    ("entities", TEXTS, "entities in the person's records"),
)

GONE = schema(
    "gone",
    ("uri", pa.string(), "the object, as it was named in the earlier run"),
    ("location", pa.string(), "the folder, archive or mailbox it lay in"),
    ("container", pa.string(), "the target it was found in"),
    ("size_bytes", pa.int64(), "its size then, where the store said it"),
    ("modified_at", TIME, "its last change, where the store said it"),
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
