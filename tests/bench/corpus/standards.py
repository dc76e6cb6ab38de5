"""Health messages: HL7 v2 and FHIR."""

import json
from random import Random

from .document import Document, Planted
from .markup import Text, render
from .people import Person
from .slots import Slots


def _known(who: Person) -> list[Planted]:
    return [
        Planted("UK_NHS", who.nhs),
        Planted("DATE_OF_BIRTH", f"{who.born:%Y-%m-%d}"),
        Planted("STREET_ADDRESS", f"{who.house} {who.street}"),
        Planted("UK_POSTCODE", who.postcode),
        Planted("PHONE_NUMBER", who.phone),
    ]


def _notes(slots: Slots, template: str) -> Text:
    text = render(template, slots)
    return Text(text.text.replace("\n", " "), text.labels)


def hl7(name: str, rng: Random, slots: Slots, templates: list[str]) -> Document:
    """Admission messages, segments ended by carriage returns; a note each."""
    messages, planted = [], list[Planted]()
    for number, template in enumerate(templates, 1):
        slots.turn_to_next()
        who, note = slots.who, _notes(slots, template)
        slots.named.add(who.id)
        written = note.text.translate(
            {ord(c): f"\\{e}\\" for c, e in zip("|^&~", "FSTR", strict=True)}
        )
        messages.append(
            f"MSH|^~\\&|PAS|HOSP|CARE|APP|202611030{rng.randrange(1000, 9999)}||ADT^A01"
            f"|{number:06d}|P|2.4\r"
            f"PID|1||{who.nhs}^^^NHS^NH||{who.family}^{who.given}^^^{who.title}||"
            f"{who.born:%Y%m%d}|F|||{who.house} {who.street}^^{who.town}^^{who.postcode}||"
            f"{who.phone}"
            f"\rPV1|1|I|W{rng.randrange(9)}\rNTE|1||{written}\r"
        )
        planted += [*_known(who), Planted("PERSON", f"{who.given} {who.family}")]
        planted += [Planted(label.entity, note.value(label)) for label in note.labels]
    content = "".join(messages).encode()
    return Document(name, "hl7", content, tuple(planted), frozenset(slots.named))


def fhir(name: str, slots: Slots, templates: list[str]) -> Document:
    """A bundle of patients, each with a flag that says how to get in or some such."""
    entries, planted = list[dict[str, object]](), list[Planted]()
    for number, template in enumerate(templates, 1):
        slots.turn_to_next()
        who, note = slots.who, _notes(slots, template)
        slots.named.add(who.id)
        entries.append({"resource": _patient(who, number)})
        flag = {
            "resourceType": "Flag",
            "id": f"f{number}",
            "subject": {"reference": f"Patient/p{number}"},
            "code": {"text": note.text},
        }
        entries.append({"resource": flag})
        planted += [*_known(who), Planted("PERSON", who.family), Planted("PERSON", who.given)]
        planted += [Planted("EMAIL_ADDRESS", who.email)]
        planted += [Planted(label.entity, note.value(label)) for label in note.labels]
    bundle = {"resourceType": "Bundle", "type": "collection", "entry": entries}
    content = json.dumps(bundle, indent=1, ensure_ascii=False).encode()
    return Document(name, "fhir", content, tuple(planted), frozenset(slots.named))


def _patient(who: Person, number: int) -> dict[str, object]:
    return {
        "resourceType": "Patient",
        "id": f"p{number}",
        "identifier": [{"system": "https://fhir.nhs.uk/Id/nhs-number", "value": who.nhs}],
        "name": [{"use": "official", "family": who.family, "given": [who.given]}],
        "telecom": [
            {"system": "phone", "value": who.phone},
            {"system": "email", "value": who.email},
        ],
        "birthDate": f"{who.born:%Y-%m-%d}",
        "address": [
            {"line": [f"{who.house} {who.street}"], "city": who.town, "postalCode": who.postcode}
        ],
    }
