"""Compares two inventories: places, objects, coverage, and who came and who went.

People are linked over both inventories together, by their keyed hashes, so a record that only
moved is nobody gained and nobody lost. Under two keys nobody can be told again, and none is.
"""

import numpy as np
import pyarrow as pa

from scanner.classify.components import Ints
from scanner.classify.crowd import Crowd
from scanner.comparing_places import changed_objects, changed_places
from scanner.describing import entities_of, min_confidence
from scanner.inventory.reader import Inventory
from scanner.inventory.writer import batches
from scanner.reports.comparison import Change, Comparison, Movement, Sweep
from scanner.reports.summary import COVERAGE, Summary
from scanner.reviewed import people_counted


def compare(old: Inventory, new: Inventory) -> Comparison:
    """What changed from the sweep before to the one after."""
    unjoined = _unjoined(old, new)
    people, home_entry, homes = _movements(old, new, joined=not unjoined)
    before, after = Summary(old), Summary(new)
    places = changed_places(old, new)
    return Comparison(
        old=_sweep(before),
        new=_sweep(after),
        people=people,
        home_entry=home_entry,
        homes=homes,
        places=places,
        objects=changed_objects(old, new),
        unjoined=unjoined,
        caveats=tuple(_caveats(old, new, any(p.change is Change.NOT_SWEPT for p in places))),
    )


def _unjoined(old: Inventory, new: Inventory) -> str:
    if old.scan["key_id"] == new.scan["key_id"]:
        return ""
    return (
        "The two sweeps were made with different hash keys, so nobody can be told again: how many "
        "people came and went cannot be said. Sweep both with the same hash_key_file."
    )


def _caveats(old: Inventory, new: Inventory, left_out: bool) -> list[str]:
    told = []
    if old.scan["rule_digest"] != new.scan["rule_digest"]:
        told.append(
            "The two sweeps were made under different rules (another version, other recognizers "
            "or settings): some changes may come from the rules, not from the data."
        )
    if not old.scan["complete"]:
        told.append(
            "The earlier sweep did not examine everything: what looks new may only have become "
            "readable."
        )
    if not new.scan["complete"]:
        told.append(
            "The later sweep did not examine everything: what looks cleaned may only have become "
            "unreadable."
        )
    if left_out:
        told.append(
            "Some places lie outside what the later sweep was asked to sweep. Whether they are "
            "still there is not known, and their people count as lost."
        )
    return told


def _sweep(summary: Summary) -> Sweep:
    scan = summary.inventory.scan
    finished = scan.get("finished_at")
    return Sweep(
        inventory=str(summary.inventory.path),
        finished_at=finished,  # type: ignore[arg-type]
        targets=tuple(summary.targets),
        coverage={name: summary.count(name) for name in COVERAGE},
        complete=summary.complete,
    )


def _movements(
    old: Inventory, new: Inventory, *, joined: bool
) -> tuple[Movement, Movement, Movement]:
    tables = [_people(old), _people(new)]
    gained: list[int | None]
    lost: list[int | None]
    gained, lost = [None] * 3, [None] * 3
    if joined:
        crowd = Crowd.of_table(pa.concat_tables(tables))
        border, end = len(tables[0]), len(tables[0]) + len(tables[1])
        before = _sets(crowd, np.arange(0, border, dtype=np.int64))
        after = _sets(crowd, np.arange(border, end, dtype=np.int64))
        pairs = list(zip(before, after, strict=True))
        gained = [len(np.setdiff1d(now, then)) for then, now in pairs]
        lost = [len(np.setdiff1d(then, now)) for then, now in pairs]
    totals = [_totals(Summary(old)), _totals(Summary(new))]
    people, home_entry, homes = (
        Movement(then, now, came, went)
        for then, now, came, went in zip(*totals, gained, lost, strict=True)
    )
    return people, home_entry, homes


def _sets(crowd: Crowd, rows: Ints) -> tuple[Ints, Ints, Ints]:
    """Who stands in these rows, whose home could be entered, and with the address beside it."""
    facts = crowd.facts
    live = rows[~facts.test[rows]]
    home, enterable = live[facts.home[live]], live[facts.enterable[live]]
    return crowd.people(live), crowd.people(home), np.unique(crowd.linked.person[enterable])


def _people(inventory: Inventory) -> pa.Table:
    """The rows of people that count: what a review marked wrong is left out."""
    if not inventory.scan.get("marked_wrong"):
        return inventory.people
    found = list(batches(inventory.inventory))
    entities, confidence = entities_of(inventory), min_confidence(inventory)
    return people_counted(inventory.people, found, entities, confidence)


def _totals(summary: Summary) -> tuple[tuple[int, int], tuple[int, int], tuple[int, int]]:
    homes = summary.count("enterable_homes")
    return (
        (summary.count("people_at_least"), summary.count("people_up_to")),
        (
            summary.count("people_home_entry_at_least"),
            summary.count("people_home_entry_up_to"),
        ),
        (homes, homes),
    )
