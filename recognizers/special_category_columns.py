"""Columns and labels that are a category by themselves: any value under them counts that is not no.

"SafeguardingPersonAtRisk", "Union subs", "Diagnosis". Coded columns: `special_category_codes`.
"""

import re

from recognizers.declaration import Pattern, Recognizer
from recognizers.special_category_codes import ANY, WORDED, column
from recognizers.special_category_conditions import CONDITION_HEADERS
from recognizers.special_category_entities import (
    BIOMETRIC_DATA,
    GENETIC_DATA,
    HEALTH_CONDITION,
    MEDICATION,
    MENTAL_HEALTH,
    SAFEGUARDING,
    SEXUAL_HEALTH,
    TRADE_UNION,
)
from recognizers.special_category_shapes import cell, no_value
from recognizers.terms import any_of

MENTAL_HEALTH_COLUMN = column(
    "mental_health_column",
    MENTAL_HEALTH,
    (
        *("mental health act", "ect treatment", "mental health", "psychiatric history"),
        *("self harm", "suicide risk", "substance misuse", "alcohol misuse", "restrictive"),
        *("restrictive intervention", "mental health diagnosis", "mental state"),
    ),
    ANY,
    found=(("MentalHealthAct_Section", "3"), ("ECTTreatment", "true")),
)
SAFEGUARDING_COLUMN = column(
    "safeguarding_column",
    SAFEGUARDING,
    (
        *("safeguarding", "person at risk", "child protection", "child in need", "cp plan"),
        *("looked after child", "dols", "deprivation of liberty", "marac", "mental capacity"),
        *("lacks capacity", "dnacpr", "dnar", "respect form", "resus status", "lpa", "ehcp"),
        *("lasting power of attorney", "power of attorney", "court of protection", "vulnerable"),
        *("domestic abuse", "vulnerability", "at risk", "adult at risk", "resuscitation status"),
    ),
    ANY,
    found=(("SafeguardingPersonAtRisk", "Y"), ("DNACPR", "In place"), ("lacks_capacity", "1")),
)
UNION_COLUMN = column(
    "trade_union_column",
    TRADE_UNION,
    (
        *("trade union", "union", "union name", "union member", "union membership", "union subs"),
        *("union deduction", "union deductions", "union dues", "unison", "tu subs", "gmb", "rcn"),
        *("unison subs", "gmb subs", "rcn subs", "union fees", "check off"),
    ),
    ANY,
    found=(("Union Subs", "11.50"), ("TradeUnion", "Unison"), ("unison_subs", "4.20")),
    rivals=("credit union", "european", "western"),
)
GENETIC_COLUMN = column(
    "genetic_column",
    GENETIC_DATA,
    ("genotype", "genetic test", "genetic result", "karyotype", "brca", "brca status", "genome"),
    ANY,
    found=(("BRCA status", "positive"), ("genotype", "CT")),
)
BIOMETRIC_COLUMN = column(
    "biometric_column",
    BIOMETRIC_DATA,
    (
        *(
            "fingerprint template",
            "biometric template",
            "biometric",
            "biometric id",
            "face template",
        ),
        *("face embedding", "face encoding", "voiceprint", "iris code", "iris template"),
        *("fingerprint image", "fingerprint data", "palm template", "faceprint"),
    ),
    cell(r"[^\s][^\r\n]{3,4000}?", 0.8, "any value"),
    found=(("FingerprintTemplate", "Rk1SACAyMAAAAADGAAABQAHg"), ("faceEmbedding", "[0.12, -0.4]")),
)
SEXUAL_HEALTH_COLUMN = column(
    "sexual_health_column",
    SEXUAL_HEALTH,
    ("hiv status", "hiv", "sexual health", "sti result", "sti test", "contraception", "chlamydia"),
    ANY,
    found=(("HIV status", "Negative"), ("Contraception", "Implant")),
)

_KNOWN = re.compile(
    rf"(?<![A-Za-z])(?:{any_of('conditions', 'conditions_eponyms', 'mental_health')}"
    rf"|{any_of('medicines', 'sexual_health', 'disabilities')})",
    re.IGNORECASE,
)


def _no_new_value(value: str) -> bool:
    """Whether a text says nothing, or what recognizers of words find in it anyway."""
    return no_value(value) or value.isdigit() or bool(_KNOWN.search(value))


CONDITION_COLUMN = column(
    "health_condition_column",
    HEALTH_CONDITION,
    (*CONDITION_HEADERS, "allergies", "allergy", "allergen", "allergy reaction"),
    WORDED,
    reject=_no_new_value,
    found=(("Diagnosis", "Weakness on one side"), ("Allergies", "Plasters"), ("Dx", "Fibrosing")),
    rivals=("code system", "terms and conditions", "conditions of", "weather"),
)
MEDICATION_COLUMN = column(
    "medication_column",
    MEDICATION,
    (
        *(
            "medication",
            "medications",
            "medicine",
            "medicines",
            "drug name",
            "drug",
            "current meds",
        ),
        *("meds", "prescribed item", "prescription item", "dmd name", "pharmacy text"),
    ),
    WORDED,
    reject=_no_new_value,
    found=(("Medication", "Eye drops, both eyes"), ("drug_name", "Barrier cream")),
    rivals=("support", "level", "administration", "round"),
)

_LABEL = (
    r"(?:primary diagnosis|secondary diagnosis|diagnos[ie]s|past medical history|medical history"
    r"|medical conditions?|health conditions?|pmhx?|presenting complaint|allerg(?:y|ies))"
)
LABELLED_CONDITION = Recognizer(
    name="health_condition_labelled",
    entity=HEALTH_CONDITION,
    patterns=(
        Pattern(
            "label",
            rf"(?<![A-Za-z]){_LABEL}[ \t]{{0,2}}[:\-–][ \t]{{0,4}}"
            r"(?P<value>[A-Za-z][^\r\n;.]{2,120})",
            0.6,
        ),
    ),
    reject=_no_new_value,
    examples=("Diagnosis: Weakness on one side", "Allergies: plasters"),
    counter_examples=(
        "Diagnosis: ______",
        "Diagnosis: none",
        "Allergies: NKDA",
        "Diagnosis pending",
    ),
)

RECOGNIZERS: tuple[Recognizer, ...] = (
    MENTAL_HEALTH_COLUMN,
    SAFEGUARDING_COLUMN,
    UNION_COLUMN,
    GENETIC_COLUMN,
    BIOMETRIC_COLUMN,
    SEXUAL_HEALTH_COLUMN,
    CONDITION_COLUMN,
    MEDICATION_COLUMN,
    LABELLED_CONDITION,
)
