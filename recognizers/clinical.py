"""Codes of health care: SNOMED CT, ICD-10, electronic prescriptions.

Only the form of the codes; their meanings are licensed and not shipped.
"""

from recognizers.borders import CELL_END, CELL_START, NUMBER_END, NUMBER_START
from recognizers.checks_clinical import SNOMED_CHANCE, mod37_2, snomed_id
from recognizers.declaration import (
    Entity,
    Harm,
    Pattern,
    Recognizer,
    Sensitivity,
    UkGdpr,
)

_SNOMED_PAGE = (
    "https://docs.snomed.org/snomed-ct-specifications/snomed-ct-release-file-specification"
)
_ICD_PAGE = (
    "https://www.datadictionary.nhs.uk/attributes/international_classification_of_diseases.html"
)
_EPS_PAGE = "https://fhir.nhs.uk/Id/prescription-order-number"


# A code alone is nobody's data: value sets and price lists hold them too.
def _clinical(
    name: str,
    title: str,
    meaning: str,
    sensitivity: Sensitivity,
    page: str,
    needs_person: bool = True,
) -> Entity:
    return Entity(
        name=name,
        title=title,
        meaning=meaning,
        uk_gdpr=UkGdpr.SPECIAL_CATEGORY,
        harm=Harm.HEALTH,
        sensitivity=sensitivity,
        breach_category="Health data",
        remedy="Keep coded records in the care record system and remove the copies.",
        needs_person=needs_person,
        references=(page,),
    )


SNOMED_CT = _clinical(
    "SNOMED_CT",
    "SNOMED CT code",
    "A diagnosis, finding, medicine or procedure in code; beside a person it tells their health.",
    Sensitivity.MODERATE,
    _SNOMED_PAGE,
)
ICD10_CODE = _clinical(
    "ICD10_CODE",
    "ICD-10 code",
    "A diagnosis in code; beside a person it tells their health.",
    Sensitivity.MODERATE,
    _ICD_PAGE,
)
EPS_PRESCRIPTION_ID = _clinical(
    "EPS_PRESCRIPTION_ID",
    "Electronic prescription number",
    "The number by which any pharmacy can call up one person's prescription.",
    Sensitivity.HIGH,
    _EPS_PAGE,
    needs_person=False,  # it points at one person's prescription by itself
)

_SNOMED_HEADERS = (
    *("snomed", "snomed code", "snomed ct", "sct", "sctid", "sct id", "concept id", "conceptid"),
    *("snomed ct code", "snomed id", "coding code", "dmd", "dm d", "vpid", "apid", "vtmid"),
    *("clinical code", "description id"),
)

SNOMED = Recognizer(
    name="snomed_ct",
    entity=SNOMED_CT,
    patterns=(
        Pattern("6 to 18 digits", NUMBER_START + "(?P<value>[1-9][0-9]{5,17})" + NUMBER_END, 0.3),
    ),
    check=snomed_id,
    checked_score=0.3,
    chance=SNOMED_CHANCE,
    context=("snomed", "snomed ct", "sct", "sctid", "snomed code", "concept id", "dm+d"),
    headers=_SNOMED_HEADERS,
    context_score=0.9,
    rivals=("phone", "tel", "nhs number", "order", "invoice", "account", "emis", "epoch"),
    requires_context=True,
    examples=(
        "Type 1 diabetes (SNOMED 73211009)",
        "417430008 sct",
        "http://snomed.info/sct|1364731000000104",
    ),
    counter_examples=("73211009", "SNOMED 73211008", "SNOMED order 73211009", "SNOMED 073211009"),
    header_examples=(
        ("SNOMED Code", "22298006"),
        ("conceptId", "999002381000000108"),
        ("code.coding.code", "73211009"),
    ),
    references=(_SNOMED_PAGE,),
)

# Three characters and up to three more: fourth, X or - where there is none, dagger or asterisk.
_ICD = r"[A-Z][0-9]{2}(?:\.?[0-9X\-][0-9]?|\.?[0-9X\-]?)[AD*+\u2020]?"

ICD10 = Recognizer(
    name="icd10_code",
    entity=ICD10_CODE,
    patterns=(Pattern("code", rf"(?<![0-9A-Za-z.\-])(?P<value>{_ICD})(?![0-9A-Za-z])", 0.2),),
    context=("icd", "icd-10", "icd10", "icd 10", "icd code", "diagnosis code", "icd-10 code"),
    context_score=0.85,
    rivals=("room", "ward", "bed", "asset", "ods", "practice code", "order", "opcs", "hba1c"),
    window=(30, 20),
    requires_context=True,
    examples=("ICD-10 F03X", "Dementia (F03X, ICD10)", "icd10: I21.9"),
    counter_examples=("F03X", "Room B12", "ICD-10 coding, room B12", "ICD review B1", "HbA1c"),
    header_examples=(("ICD10", "I10X"),),
    references=(_ICD_PAGE,),
)
ICD10_COLUMN = Recognizer(
    name="icd10_code_column",
    entity=ICD10_CODE,
    patterns=(
        Pattern(
            "whole cell",
            CELL_START + rf"(?P<value>{_ICD}(?:[ ,;|]{{1,2}}{_ICD}){{0,20}})" + CELL_END,
            0.5,
        ),
    ),
    headers=(
        *("icd", "icd10", "icd 10", "diag", "diagnosis", "primary diagnosis", "diagnosis code"),
        *("dx", "dx code", "diagnosis icd", "cause of death", "dg1 3"),
    ),
    context_score=0.85,
    requires_header=True,
    counter_examples=("F03X",),
    header_examples=(
        ("Primary Diagnosis", "F03X"),
        ("DIAG_01", "I219"),
        ("icd10_codes", "I21.9; E11.9"),
    ),
    references=(_ICD_PAGE,),
)

EPS = Recognizer(
    name="eps_prescription_id",
    entity=EPS_PRESCRIPTION_ID,
    patterns=(
        Pattern(
            "three blocks of six",
            r"(?<![0-9A-Za-z\-])[0-9A-F]{6}-[0-9A-Z]{6}-[0-9A-F]{5}[0-9A-Z+](?![0-9A-Za-z+\-])",
            0.6,
        ),
    ),
    check=mod37_2,
    checked_score=0.85,
    invalid_score=0.3,
    chance=0.03,  # one in 37
    context=("prescription", "prescription id", "eps", "rx", "erd", "etp", "barcode"),
    context_score=0.95,
    examples=("83C40E-A23856-00123W", "Prescription id: 83c40e-a23856-00123w"),
    counter_examples=(
        "DC2C66-A1B2C3-23407B",
        "83C40E-A23856-00123X",
        "83C40E-A23856-00123W-0001",
        "83C40E-A23856",
    ),
    header_examples=(("prescriptionId", "83C40E-A23856-00123W"),),
    references=(_EPS_PAGE,),
)

RECOGNIZERS: tuple[Recognizer, ...] = (SNOMED, ICD10, ICD10_COLUMN, EPS)
