"""Linking is a function of the set of rows; the bounds are in order."""

import random
from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from recognizers.catalogue import ENTITIES
from scanner.classify import person_rows
from scanner.classify.components import components
from scanner.classify.crowd import Crowd
from scanner.classify.redact import Redactor
from scanner.classify.subjects import Mention, of_record
from scanner.schema import TABLES

REDACTOR = Redactor(bytes(32))
ANN, BOB = "999 000 0018", "999 000 0026"
NAMES = st.sampled_from(["Edna Clegg", "Tom Clegg", "Mrs Clegg", "John Smith", "Ivy Lumb"])
NUMBERS = st.sampled_from([ANN, BOB, "999 000 0034", "999 000 0042"])
FIELDS: dict[str, st.SearchStrategy[str]] = {
    "UK_NHS": NUMBERS,
    "UK_NINO": st.sampled_from(["QQ123456C", "QQ654321A"]),
    "DATE_OF_BIRTH": st.sampled_from(["12/03/1941", "13/03/1941", "30/07/1975"]),
    "UK_POSTCODE": st.sampled_from(["HX8 6EJ", "HD11 2AB"]),
    "EMAIL_ADDRESS": st.sampled_from(["edna.clegg@example.org", "ivy@example.org"]),
    "PHONE_NUMBER": st.sampled_from(["01632 960123", "07700 900123"]),
    "KEY_SAFE_CODE": st.sampled_from(["4821"]),
}


@st.composite
def estates(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Rows of `people` as sweeps of a few small tables give them."""
    rows: list[dict[str, Any]] = []
    for index in range(draw(st.integers(1, 12))):
        record: list[tuple[str, ...]] = [
            (entity, draw(values)) for entity, values in FIELDS.items() if draw(st.booleans())
        ]
        headers = [h for h in ("Name", "Next of kin", "Carer") if draw(st.booleans())]
        record += [("PERSON", draw(NAMES), header) for header in headers]
        local = [f"t\0client\0{draw(st.integers(1, 3))}"] if draw(st.booleans()) else []
        mentions = [
            Mention(ENTITIES[said[0]], said[1], 0, ("", index), *said[2:], in_row=True)
            for said in record
        ]
        for subject in of_record(mentions, REDACTOR, f"row {index}", local):
            where = {"top_key": bytes(16), "uri": f"file:///{index}", "controllers": []}
            rows.append(where | person_rows.row_of(subject))
    return rows


def counts_of(rows: Sequence[dict[str, Any]]) -> object:
    """The counts of all rows."""
    crowd = Crowd.of_table(pa.Table.from_pylist(list(rows), TABLES["people"]))
    return crowd.counts(np.arange(len(rows)))


@settings(max_examples=150, deadline=None)
@given(estates(), st.randoms(use_true_random=False))
def test_order_and_split_of_rows_do_not_matter(
    rows: list[dict[str, Any]], rng: random.Random
) -> None:
    """The same rows spread over eight inventories and merged in any order give the same counts."""
    parts: list[list[dict[str, Any]]] = [[] for _ in range(8)]
    for row in rows:
        rng.choice(parts).append(row)
    rng.shuffle(parts)
    assert counts_of([row for part in parts for row in part]) == counts_of(rows)


@settings(max_examples=150, deadline=None)
@given(estates())
def test_bounds_are_in_order(rows: list[dict[str, Any]]) -> None:
    """The lower bound never passes the upper one, in the whole and in every object."""
    crowd = Crowd.of_table(pa.Table.from_pylist(rows, TABLES["people"]))
    for uri in {row["uri"] for row in rows}:
        chosen = np.array([i for i, row in enumerate(rows) if row["uri"] == uri])
        counts = crowd.counts(chosen)
        assert counts.people_at_least <= counts.people_up_to
        assert counts.people_home_entry_at_least <= counts.people_home_entry_up_to
        assert counts.enterable_homes <= counts.enterable_homes_linked


@settings(max_examples=100, deadline=None)
@given(estates(), estates())
def test_more_rows_never_make_fewer_people_up_to(
    some: list[dict[str, Any]], more: list[dict[str, Any]]
) -> None:
    """Within one linking, a larger set of rows holds no fewer numbered people."""
    rows = some + more
    crowd = Crowd.of_table(pa.Table.from_pylist(rows, TABLES["people"]))
    part, whole = np.arange(len(some)), np.arange(len(rows))
    assert crowd.at_least(part) <= crowd.up_to(whole)


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=60))
def test_components_are_those_of_a_plain_walk(edges: list[tuple[int, int]]) -> None:
    """Each node gets the smallest it hangs together with."""
    label = list(range(31))
    for _ in label:
        for one, other in edges:
            label[one] = label[other] = min(label[one], label[other])
    one = np.array([edge[0] for edge in edges], dtype=np.int64)
    other = np.array([edge[1] for edge in edges], dtype=np.int64)
    assert components(one, other, 31).tolist() == label


def test_long_chain_hangs_together() -> None:
    """A hundred thousand records of which each shares a key with the next."""
    order = np.random.default_rng(1).permutation(100_000)
    assert not components(order[:-1], order[1:], 100_000).any()
