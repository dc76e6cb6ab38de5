"""Writes the pages that are made from code: `python docs/generate.py`. A test compares them."""

from pathlib import Path

from recognizers.catalogue import ALL, ENTITIES
from scanner.schema import SCHEMA_VERSION, TABLES

FOLDER = Path(__file__).parent

_QUERIES = """
## Queries to start with

DuckDB, on the folder that `keysweep scan … -o INVENTORY` wrote:

```sql
-- what to protect first, and why
SELECT rank, band, priority, direct_people_up_to, direct_enterable_homes, location, reasons
FROM 'INVENTORY/locations.parquet' WHERE direct ORDER BY rank LIMIT 10;

-- every object that was not fully examined
SELECT uri, status, reason, detail, remedy
FROM 'INVENTORY/objects.parquet' WHERE status <> 'scanned';

-- which columns hold key-safe codes
SELECT uri, part, "column", findings, people_up_to, evidence
FROM 'INVENTORY/inventory.parquet' WHERE entity = 'KEY_SAFE_CODE' AND confidence >= 0.5;
```

pandas: `pandas.read_parquet("INVENTORY/inventory.parquet")`; Polars:
`polars.read_parquet("INVENTORY/inventory.parquet")`. Descriptions of the fields lie in the Parquet
metadata: `pyarrow.parquet.read_schema(file).field("people_up_to").metadata`.
"""


def inventory_page() -> str:
    """The tables of an inventory, field by field."""
    lines = [
        "# The inventory",
        "",
        f"An inventory is a folder of six Parquet tables (schema version {SCHEMA_VERSION}). No "
        "field holds a raw value: findings are counted, masked and hashed with a key that lies "
        "outside the inventory.",
    ]
    for name, schema in TABLES.items():
        lines += ["", f"## {name}", "", "| field | type | meaning |", "|---|---|---|"]
        lines += [
            f"| `{field.name}` | {field.type} | {field.metadata[b'description'].decode()} |"
            for field in schema
        ]
    return "\n".join(lines) + "\n" + _QUERIES


def entities_page() -> str:
    """Every entity: what it means, what it can do, where the facts come from."""
    lines = [
        "# What keysweep finds",
        "",
        "Home-access details are personal data with a physical-safety harm, not special category "
        "data. `keysweep list --recognizers` prints the same.",
    ]
    for entity in sorted(ENTITIES.values(), key=lambda e: (-e.sensitivity, e.name)):
        own = [r for r in ALL if r.entity is entity]
        sources = sorted({*entity.references, *(x for r in own for x in r.references)})
        lines += [
            "",
            f"## {entity.title} (`{entity.name}`)",
            "",
            entity.meaning,
            "",
            f"- UK GDPR: {entity.uk_gdpr.value}; harm: {entity.harm.value}; "
            f"sensitivity: {entity.sensitivity.name}",
            f"- ICO breach form: {entity.breach_category}",
            f"- Remedy: {entity.remedy}",
            f"- Recognizers: {', '.join(f'`{r.name}`' for r in own)}",
        ]
        lines += [f"- Sources: {'; '.join(sources)}"] if sources else []
    return "\n".join(lines) + "\n"


PAGES = {"inventory.md": inventory_page, "entities.md": entities_page}

if __name__ == "__main__":
    for name, make in PAGES.items():
        (FOLDER / name).write_text(make(), "utf-8")
