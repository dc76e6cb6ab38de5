"""How long ranking many places again takes: `python -m tests.bench.rank [--places 100000]`.

The inventory is made up: folders with one to eight kinds of data each. What is timed is what
`keysweep rank --weights my.toml` does, from the Parquet file on.
"""

import argparse
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from recognizers.catalogue import ENTITIES
from scanner.classify.scoring import ACCESSES
from scanner.classify.weights import load_weights
from scanner.reranking import rerank
from scanner.schema import LOCATIONS

SWEPT = datetime(2026, 11, 25, tzinfo=UTC)


def locations(count: int, seed: int = 1) -> pa.Table:
    """A table of made-up places."""
    chance = np.random.default_rng(seed)
    people = chance.integers(1, 50_000, count)
    homes = chance.integers(0, 200, count) * (chance.random(count) < 0.2)
    kinds = [chance.choice(sorted(ENTITIES), size) for size in chance.integers(1, 9, count)]
    entity_people = [
        [{"entity": name, "people_at_least": 0, "people_up_to": int(most)} for name in names]
        for names, most in zip(kinds, people, strict=True)
    ]
    made = {
        "rank": range(1, count + 1),
        "location": [f"file:///srv/share/folder{number}" for number in range(count)],
        "direct": [True] * count,
        "test_data": [False] * count,
        "direct_test_data": [False] * count,
        "people_at_least": people // 2,
        "direct_people_at_least": people // 2,
        "people_up_to": people,
        "direct_people_up_to": people,
        "direct_people_home_entry_up_to": homes,
        "direct_enterable_homes": homes,
        "entities": [list(names) for names in kinds],
        "entity_people": entity_people,
        "direct_entity_people": entity_people,
        "access": [ACCESSES[one].value for one in chance.integers(0, len(ACCESSES), count)],
        "newest_modified_at": [SWEPT] * count,
    }
    columns = [
        pa.array(made[field.name], field.type) if field.name in made else _empty(field, count)
        for field in LOCATIONS
    ]
    return pa.table(columns, schema=LOCATIONS)


def _empty(field: pa.Field, count: int) -> pa.Array:
    if pa.types.is_integer(field.type):
        return pa.array(np.zeros(count, np.int64), field.type)
    return pa.nulls(count, field.type)


def measured(file: Path, weights: Path | None) -> dict[str, float]:
    """Seconds by step."""
    steps, start = {}, perf_counter()
    table = pq.read_table(file, schema=LOCATIONS)
    steps["read the table"] = perf_counter() - start
    start = perf_counter()
    ranking = rerank(table, load_weights(weights), ENTITIES, SWEPT)
    steps["score and order"] = perf_counter() - start
    start = perf_counter()
    ranking.held(10)
    steps["ten places in words"] = perf_counter() - start
    start = perf_counter()
    ranking.locations()
    steps["all places in words (only with -o)"] = perf_counter() - start
    return steps


def main() -> None:
    """Make the places, rank them again, print the seconds."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--places", type=int, default=100_000)
    options.add_argument("--weights", type=Path)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "locations.parquet"
        pq.write_table(locations(given.places), file, compression="zstd")
        for step, seconds in measured(file, given.weights).items():
            print(f"{seconds:7.3f} s  {step}, {given.places:,} places")


if __name__ == "__main__":
    main()
