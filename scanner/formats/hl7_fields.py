"""Official short names of the HL7 v2 fields that say something about people (HL7 v2.5.1)."""

FIELD_NAMES: dict[str, dict[int, str]] = {
    "MSH": {
        3: "Sending application",
        4: "Sending facility",
        5: "Receiving application",
        6: "Receiving facility",
        7: "Date/time of message",
        9: "Message type",
        10: "Message control ID",
    },
    "PID": {
        1: "Set ID",
        2: "Patient ID",
        3: "Patient identifier list",
        4: "Alternate patient ID",
        5: "Patient name",
        6: "Mother's maiden name",
        7: "Date of birth",
        8: "Administrative sex",
        9: "Patient alias",
        10: "Race",
        11: "Patient address",
        12: "County code",
        13: "Phone number - home",
        14: "Phone number - business",
        15: "Primary language",
        16: "Marital status",
        17: "Religion",
        18: "Patient account number",
        19: "SSN number - patient",
        20: "Driver's license number - patient",
        21: "Mother's identifier",
        22: "Ethnic group",
        23: "Birth place",
        26: "Citizenship",
        27: "Veterans military status",
        28: "Nationality",
        29: "Patient death date and time",
        30: "Patient death indicator",
    },
    "NK1": {
        2: "Next of kin name",
        3: "Relationship",
        4: "Address",
        5: "Phone number",
        6: "Business phone number",
        7: "Contact role",
        13: "Organization name",
        15: "Administrative sex",
        16: "Date of birth",
        20: "Primary language",
        30: "Contact person's name",
        31: "Contact person's telephone number",
        32: "Contact person's address",
        33: "Next of kin identifiers",
    },
    "PV1": {
        2: "Patient class",
        3: "Assigned patient location",
        6: "Prior patient location",
        7: "Attending doctor",
        8: "Referring doctor",
        9: "Consulting doctor",
        10: "Hospital service",
        17: "Admitting doctor",
        19: "Visit number",
        44: "Admit date/time",
        45: "Discharge date/time",
        50: "Alternate visit ID",
    },
    "NTE": {1: "Set ID", 2: "Source of comment", 3: "Comment"},
    "OBX": {
        1: "Set ID",
        2: "Value type",
        3: "Observation identifier",
        5: "Observation value",
        6: "Units",
        14: "Date/time of the observation",
        16: "Responsible observer",
    },
    "MRG": {1: "Prior patient identifier list", 7: "Prior patient name"},
    "AL1": {3: "Allergen", 5: "Allergy reaction"},
    "DG1": {3: "Diagnosis code", 4: "Diagnosis description"},
    "GT1": {3: "Guarantor name", 5: "Guarantor address", 6: "Guarantor phone number"},
    "IN1": {16: "Name of insured", 18: "Insured's date of birth", 19: "Insured's address"},
}

# Fields that hold identifiers with their issuer (CX), names of people (XPN), and free text.
IDENTIFIERS = frozenset({("PID", 2), ("PID", 3), ("PID", 4), ("MRG", 1), ("NK1", 33)})
NAMES = frozenset(
    {("PID", 5), ("PID", 6), ("PID", 9), ("NK1", 2), ("NK1", 30), ("MRG", 7), ("GT1", 3)}
)
FREE_TEXT = frozenset({("NTE", 3), ("OBX", 5)})


def column(segment: str, field: int) -> str:
    """ "PID-5 Patient name"; "ZU1-4" where there is no name."""
    name = FIELD_NAMES.get(segment, {}).get(field)
    return f"{segment}-{field} {name}" if name else f"{segment}-{field}"
