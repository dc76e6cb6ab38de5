"""Which entities belong together, and how good each group has to be."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Group:
    """Entities judged together; None: no floor."""

    title: str
    entities: tuple[str, ...]
    least_precision: float | None = None
    least_recall: float | None = None


NHS = Group("NHS number", ("UK_NHS",), 0.99, 0.99)
SECRETS = Group(
    "Home-access secrets",
    ("KEY_SAFE_CODE", "DOOR_CODE", "GATE_CODE", "ALARM_CODE", "ALARM_PASSWORD"),
    0.95,
    0.95,
)
IDENTIFIERS = Group(
    "Other identifiers",
    ("UK_NINO", "DATE_OF_BIRTH", "UK_POSTCODE", "PHONE_NUMBER", "EMAIL_ADDRESS"),
    0.97,
    0.95,
)
NAMES = Group("Names", ("PERSON",), None, 0.85)
NOTES = Group(
    "Home-access notes", ("KEY_LOCATION", "KEY_SAFE_LOCATION", "KEYHOLDER", "ENTRY_METHOD")
)
OTHERS = Group(
    "Other",
    (
        "STREET_ADDRESS",
        "UK_SORT_CODE",
        "UK_BANK_ACCOUNT",
        "CREDIT_CARD",
        "IBAN_CODE",
        "UK_PASSPORT",
        "UK_DRIVING_LICENCE",
        "UK_VEHICLE_REGISTRATION",
        "HEALTH_CONDITION",
        "MEDICINE",
    ),
)
GROUPS = (NHS, SECRETS, IDENTIFIERS, NAMES, NOTES, OTHERS)
ENTITIES = tuple(entity for group in GROUPS for entity in group.entities)
