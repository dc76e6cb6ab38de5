"""Health messages and resources: HL7 v2, and FHIR as a bundle and as NDJSON."""

import json
from typing import Any

from .homes import Home
from .share import Share
from .writers import text_bytes

_NHS_SYSTEM = "https://fhir.nhs.uk/Id/nhs-number"


def write(share: Share) -> None:
    """All of them."""
    _hl7(share, "HL7/adt_a01.hl7", "A01", share.world.some(0.1, 0.2, 5))
    _hl7(share, "HL7/adt_a28_batch.hl7", "A28", share.world.some(0.55, 0.7, 8))
    _bundle(share)
    _ndjson(share)


def _hl7(share: Share, file: str, event: str, homes: Any) -> None:
    """Messages one after the other, segments ended by carriage returns only."""
    pen = share.pen(file)
    written = []
    for number, home in enumerate(homes, 1):
        for segment in _segments(share, home, event, number):
            name, record = segment[:3], f"message {number}"
            written.append(pen.take(segment, f"{record}, segment {name}", record))
    share.put(file, ("\r".join(written) + "\r").encode())


def _segments(share: Share, home: Home, event: str, number: int) -> list[str]:
    user, kin = home.owner, home.kin
    name = user.name(f"{user.last.upper()}^{user.first.upper()}^^^{user.title.upper()}")
    place = f"{user.address()}^^{user.town}^^{user.post_code()}^GBR"
    segments = [
        f"MSH|^~\\&|PAS|NETHERCRAG|ROSTER|LARKFIELD|20261005{number:02d}00||ADT^{event}|M{number}"
        "|P|2.4|||||GBR|UNICODE UTF-8",
        f"EVN|{event}|202610050800",
        f"PID|1||{user.nhs_number('')}^^^NHS^NH||{name}||{user.born_on('%Y%m%d')}|"
        f"{'M' if user.title == 'Mr' else 'F'}|||{place}||{user.telephone('')}^PRN^PH",
        f"NTE|1||{home.note(share.rng)}",
    ]
    if kin:
        relative = kin.name(f"{kin.last.upper()}^{kin.first.upper()}")
        segments.insert(3, f"NK1|1|{relative}|{kin.role}||{kin.telephone('')}")
    return segments


def _patient(home: Home) -> dict[str, Any]:
    user = home.owner
    words = f"{user.name()}, born {user.born_on('%d %B %Y')}, NHS {user.nhs_number()}"
    return {
        "resourceType": "Patient",
        "id": user.id.lower(),
        "text": {
            "status": "generated",
            "div": f'<div xmlns="http://www.w3.org/1999/xhtml"><p>{words}</p></div>',
        },
        "identifier": [{"system": _NHS_SYSTEM, "value": user.nhs_number("")}],
        "name": [{"family": user.name("{last}"), "given": [user.name("{first}")]}],
        "birthDate": user.born_on("%Y-%m-%d"),
        "telecom": [{"system": "phone", "value": user.telephone()}],
        "address": [{"line": [user.address()], "city": user.town, "postalCode": user.post_code()}],
    }


def _flag(share: Share, home: Home) -> dict[str, Any]:
    """The access note apart from the person: only the reference joins them."""
    return {
        "resourceType": "Flag",
        "id": f"access-{home.owner.id.lower()}",
        "status": "active",
        "code": {"text": f"Access to the home: {home.note(share.rng)}"},
        "subject": {"reference": f"Patient/{home.owner.id.lower()}"},
    }


def _bundle(share: Share) -> None:
    homes = share.world.some(0.6, 0.75, 8)
    resources = [_patient(home) for home in homes] + [_flag(share, home) for home in homes]
    file = "FHIR/bundle.json"
    pen = share.pen(file)
    taken = [_taken(pen, resource, f"entry {n}") for n, resource in enumerate(resources, 1)]
    bundle = {"resourceType": "Bundle", "type": "collection",
              "entry": [{"resource": resource} for resource in taken]}  # fmt: skip
    share.put(file, (json.dumps(bundle, ensure_ascii=False, indent=1) + "\n").encode())


def _taken(pen: Any, node: Any, where: str, record: str = "") -> Any:
    """The resource without marks; `where` grows into the path of each value."""
    record = record or where
    if isinstance(node, dict):
        return {key: _taken(pen, value, f"{where}.{key}", record) for key, value in node.items()}
    if isinstance(node, list):
        return [_taken(pen, value, where, record) for value in node]
    return pen.take(node, where, record)


def _ndjson(share: Share) -> None:
    lines = []
    for home in share.world.some(0.75, 0.9, 4):
        patient = _patient(home)
        patient["address"][0]["text"] = f"{home.owner.whole_address()}. {home.note(share.rng)}"
        lines.append(json.dumps(patient, ensure_ascii=False))
    file = "FHIR/patients.ndjson"
    share.put(file, text_bytes(share.pen(file), "\n".join(lines) + "\n", by="line"))
