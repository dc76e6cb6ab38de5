"""Numbers that one organisation, or a service outside health, gives to a person.

They have no national form: a header or a label tells them, and outside their own system they
mean nothing.
"""

from recognizers import checks
from recognizers.borders import CELL_END, CELL_START
from recognizers.declaration import (
    Entity,
    Harm,
    Pattern,
    Recognizer,
    Role,
    Sensitivity,
    UkGdpr,
)
from recognizers.words import load

_NHS_PAGE = "https://www.datadictionary.nhs.uk/attributes/nhs_number.html"
_LOCAL_PAGE = "https://www.datadictionary.nhs.uk/attributes/local_patient_identifier.html"
_PUPIL_PAGE = "https://www.gov.uk/government/publications/unique-pupil-numbers"

LOCAL_PATIENT_ID = Entity(
    name="LOCAL_PATIENT_ID",
    title="Local patient or client number",
    meaning="A hospital's, practice's or council's own number of a person.",
    uk_gdpr=UkGdpr.SPECIAL_CATEGORY,
    harm=Harm.HEALTH,
    sensitivity=Sensitivity.MODERATE,
    breach_category="Health data",
    remedy="Keep it in the system that gave it; elsewhere it joins records that should lie apart.",
    references=(_LOCAL_PAGE, "UK GDPR, recital 35"),
)
OLD_NHS_NUMBER = Entity(
    name="OLD_NHS_NUMBER",
    title="Old-style NHS number",
    meaning="The number of letters and digits by which the NHS knew a person before 1996.",
    uk_gdpr=UkGdpr.SPECIAL_CATEGORY,
    harm=Harm.HEALTH,
    sensitivity=Sensitivity.MODERATE,
    breach_category="Health data",
    remedy="Replace it by the present NHS number, or remove it.",
    references=(_NHS_PAGE,),
)
UK_PUPIL_NUMBER = Entity(
    name="UK_PUPIL_NUMBER",
    title="Unique Pupil Number",
    meaning="The number by which schools and councils in England know a child.",
    uk_gdpr=UkGdpr.PERSONAL,
    harm=Harm.IDENTITY_THEFT,
    sensitivity=Sensitivity.MODERATE,
    breach_category="Basic personal identifiers",
    remedy="Keep it in the education system only, and remove the copies.",
    role=Role.PERSON_ID,
    references=(_PUPIL_PAGE,),
)

_BLANKS = frozenset(load("blanks"))
_START, _END = r"(?<![0-9A-Za-z])", r"(?![0-9A-Za-z])"
_HOSPITAL = (
    *("hospital number", "hospital no", "hosp no", "hosp number", "hospno", "mrn", "pas no"),
    *("medical record number", "medical record no", "pas number", "case note number"),
    *("casenote number", "casenote no", "unit number", "local patient identifier"),
)


def _no_number(value: str) -> bool:
    """Fillers and blanks, and national numbers that fill a local column."""
    if checks.nhs_checksum(value):
        return True
    return checks.filler(value) or value.strip().lower() in _BLANKS


LOCAL_COLUMN = Recognizer(
    name="local_patient_id_column",
    entity=LOCAL_PATIENT_ID,
    patterns=(
        Pattern(
            "whole cell",
            CELL_START + r"(?P<value>[0-9A-Z]{0,6}[ /\-]?[0-9]{3,12}[ /\-]?[0-9A-Z]{0,4})"
            r"(?:\.0)?" + CELL_END,
            0.5,
        ),
    ),
    reject=_no_number,
    headers=(
        *_HOSPITAL,
        *("patient id", "patient number", "patient no", "patientid", "id patient", "emis number"),
        # "RiO" and "SystmOne" are split where their capitals stand; the gap may be nothing.
        *("ri o number", "ri o id", "ri o no", "ri o client id", "k number", "lpi", "hospital id"),
        *("mosaic id", "mosaic number", "mosaic person id", "liquidlogic id", "swift id"),
        *("la person unique identifier", "social care id", "paris id", "carefirst id", "pas id"),
        *("systm one id", "district number", "district no", "local id", "lopatid"),
    ),
    context_score=0.85,
    rivals=("type", "status", "date", "count", "name", "nhs", "nhs number", "address", "phone"),
    requires_header=True,
    counter_examples=("MRN unknown", "MRN 999 000 0018"),
    header_examples=(
        ("MRN", "0012345"),
        ("HospNo", "K123456"),
        ("IDPatient", "48213"),
        ("RiO Client ID", "1204567.0"),
        ("la_person_unique_identifier", "AB-482133"),
    ),
    references=(_LOCAL_PAGE,),
)
LOCAL_LABELLED = Recognizer(
    name="local_patient_id_labelled",
    entity=LOCAL_PATIENT_ID,
    patterns=(
        Pattern(
            "behind its label",
            r"(?<![A-Za-z])(?:hosp(?:ital)?\.? ?(?:no|num|number|id)|mrn|pas (?:no|number|id)"
            r"|(?:rio|mosaic) (?:no|number|id)|case ?note (?:no|number)|k number)"
            r"[.:#=\t ]{1,4}(?P<value>[A-Z]{0,3}[0-9]{4,10}[A-Z]?)" + _END,
            0.75,
        ),
    ),
    anchors=("hosp", "mrn", "pas ", "rio ", "mosaic ", "note", "k number"),
    reject=_no_number,
    examples=("Hospital No: K123456", "MRN 0012345", "hosp. no. 123456", "RiO number: 1204567"),
    counter_examples=("Hospital 0012345", "MRN unknown", "MRN 00000000", "Hospital no longer 2024"),
    references=(_LOCAL_PAGE,),
)
OLD_NHS = Recognizer(
    name="old_nhs_number",
    entity=OLD_NHS_NUMBER,
    patterns=(
        Pattern(
            "behind its label",
            r"(?<![A-Za-z])(?:old(?:[ \-]style)?|former|previous)[ _]?nhs[ _]?(?:no|num|number)"
            r"[.:#= ]{1,4}(?P<value>[A-Z]{2,5}[ /\-]?[0-9]{2,4}(?::[0-9]{1,2})?)" + _END,
            0.85,
        ),
    ),
    anchors=("nhs",),
    examples=(
        "Old NHS no: JRDAN 269",
        "old-style NHS number STUV123:3",
        "Previous NHS No. LLLL/999",
    ),
    counter_examples=("JRDAN 269", "NHS no JRDAN 269", "Old NHS number not known"),
    references=(_NHS_PAGE,),
)
OLD_NHS_COLUMN = Recognizer(
    name="old_nhs_number_column",
    entity=OLD_NHS_NUMBER,
    patterns=(
        Pattern(
            "whole cell",
            CELL_START + r"(?P<value>[A-Z]{2,5}[ /\-]?[0-9]{2,4}(?::[0-9]{1,2})?)" + CELL_END,
            0.8,
        ),
    ),
    headers=("old nhs no", "old nhs number", "old style nhs number", "previous nhs number"),
    context_score=0.85,
    requires_header=True,
    header_examples=(("OldNHSNo", "JRDAN 269"),),
    references=(_NHS_PAGE,),
)
PUPIL_NUMBER = Recognizer(
    name="uk_pupil_number",
    entity=UK_PUPIL_NUMBER,
    patterns=(
        Pattern("letter and twelve", _START + "[A-HJ-NP-RT-Z][0-9]{11}[0-9A-Z]" + _END, 0.4),
    ),
    check=checks.pupil_number,
    checked_score=0.6,
    invalid_score=0.3,
    chance=1 / 23,
    context=("upn", "unique pupil number", "pupil", "pupil number", "school"),
    context_score=0.95,
    rivals=("order", "batch", "tracking", "serial", "asset", "invoice"),
    examples=("UPN B801200005001", "Pupil number: B801200005001"),
    counter_examples=("UPN B801200005002", "Serial B801200005001", "B8012000050011"),
    header_examples=(("UPN", "B801200005001"),),
    references=(_PUPIL_PAGE,),
)

RECOGNIZERS: tuple[Recognizer, ...] = (
    LOCAL_COLUMN,
    LOCAL_LABELLED,
    OLD_NHS,
    OLD_NHS_COLUMN,
    PUPIL_NUMBER,
)
