"""The truth about a share, from its ledger: who is where, and whose home could be entered."""

import json
from collections import defaultdict
from typing import Any

from .marks import Planted
from .people import Person
from .share import Share

# What lets a stranger in. A keyholder's name, or where a key safe hangs, does not by itself.
SECRETS = frozenset({
    "KEY_SAFE_CODE", "DOOR_CODE", "GATE_CODE", "ALARM_CODE", "ALARM_PASSWORD", "KEY_LOCATION",
    "ENTRY_METHOD",
})  # fmt: skip
PLACES = frozenset({"STREET_ADDRESS", "UK_POSTCODE"})

# Depth below which `truth_bytes` joins lines: files -> file -> planted -> one value.
_FLAT = 4

_NOTES = {
    "people": "distinct people named or numbered in readable files",
    "people_with_home_entry": "service users for whom a code, alarm password, key location or "
    "entry method stands anywhere; a keyholder alone does not count",
    "enterable_homes": "service users for whom one of those stands in the same record as their "
    "street address or postcode",
    "spans": "values are as written; where a location phrase ends is a matter of taste, so compare "
    "by overlap",
    "innocents": "no home-access, NHS number or National Insurance number finding at confidence "
    "0.5 or more",
    "unreadable": "must be reported as not examined; what they hold is not counted",
}


def truth_of(share: Share, seed: int) -> dict[str, Any]:
    """Everything as plain data, in a stable order."""
    planted = share.ledger.planted
    present = {value.person for value in planted}
    world = share.world
    entered = {value.person for value in planted if value.entity in SECRETS and value.person}
    records = _enterable(planted)
    return {
        "notes": _NOTES,
        "seed": seed,
        "people": len(present - {""}),
        "service_users": [person.id for person in world.users if person.id in present],
        "staff": [person.id for person in world.staff if person.id in present],
        "kin": [person.id for person in world.kin if person.id in present],
        "people_with_home_entry": {"count": len(entered), "ids": sorted(entered)},
        "enterable_homes": _homes(records),
        "innocents": sorted(share.innocents),
        "unreadable": dict(sorted(share.unreadable.items())),
        "persons": {p.id: _person(p) for p in (*world.users, *world.staff, *world.kin)},
        "files": {file: _file(values) for file, values in sorted(_by_file(planted).items())},
    }


def _person(person: Person) -> dict[str, str]:
    facts = {"kind": person.kind, "name": f"{person.first} {person.last}", "nhs": person.nhs}
    return {key: value for key, value in facts.items() if value}


def _by_file(planted: list[Planted]) -> dict[str, list[Planted]]:
    files: dict[str, list[Planted]] = defaultdict(list)
    for value in planted:
        files[value.file].append(value)
    return files


def _file(values: list[Planted]) -> dict[str, Any]:
    known: dict[str, set[str]] = defaultdict(set)
    for value in values:
        known[value.person].add(value.entity)
    known.pop("", None)
    return {
        "people": {person: sorted(entities) for person, entities in sorted(known.items())},
        "planted": [
            {"entity": value.entity, "value": value.value, "person": value.person,
             "where": value.where, "record": value.record}
            for value in values
        ],
    }  # fmt: skip


def _enterable(planted: list[Planted]) -> list[tuple[str, str, str]]:
    """(person, file, record) where a secret and a place of the same person meet."""
    kinds: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for value in planted:
        kinds[value.person, value.file, value.record].add(value.entity)
    return sorted(key for key, found in kinds.items()
                  if key[0] and found & SECRETS and found & PLACES)  # fmt: skip


def _homes(records: list[tuple[str, str, str]]) -> dict[str, Any]:
    ids = sorted({person for person, _, _ in records})
    files: dict[str, int] = defaultdict(int)
    for _, file, _ in records:
        files[file] += 1
    return {"count": len(ids), "ids": ids, "records_per_file": dict(sorted(files.items()))}


def truth_bytes(truth: dict[str, Any]) -> bytes:
    """JSON with one planted value a line, so that a change shows as one line."""
    spread = json.dumps(truth, ensure_ascii=False, indent=1)
    lines: list[str] = []
    for line in spread.split("\n"):
        inner = len(line) - len(line.lstrip())
        if inner > _FLAT and lines:
            lines[-1] += ("" if lines[-1].endswith(("{", "[")) else " ") + line.strip()
        elif inner == _FLAT and line.strip().startswith(("}", "]")):
            lines[-1] += line.strip()
        else:
            lines.append(line)
    return ("\n".join(lines) + "\n").encode()
