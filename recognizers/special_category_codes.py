"""Coded columns: ethnic category, religion, orientation, disability, legal status.

A one-letter code means nothing alone, so the header must name it.
"""

from collections.abc import Callable

from recognizers.declaration import Entity, Pattern, Recognizer
from recognizers.special_category_entities import (
    DISABILITY,
    ETHNICITY,
    GENDER_REASSIGNMENT,
    MENTAL_HEALTH,
    RELIGION,
    SEXUAL_ORIENTATION,
)
from recognizers.special_category_shapes import ANY_CELL, WORDED_CELL, cell, no_value

_NHS = "https://www.datadictionary.nhs.uk/"
# Columns about the category, not of a person: when, how many, who entered it.
_RIVALS = (
    *("date", "time", "count", "total", "by", "training", "trained", "course", "lead", "team"),
    *("contact", "officer", "updated", "created", "expiry", "percentage", "percent", "policy"),
)


def column(
    name: str,
    entity: Entity,
    headers: tuple[str, ...],
    *patterns: Pattern,
    found: tuple[tuple[str, str], ...],
    missed: tuple[str, ...] = ("no",),
    reject: Callable[[str], bool] = no_value,
    reference: str = "",
    rivals: tuple[str, ...] = (),
) -> Recognizer:
    """A recognizer of whole cells under headers that name them."""
    return Recognizer(
        name=name,
        entity=entity,
        patterns=patterns,
        reject=reject,
        headers=headers,
        context_score=min(pattern.score for pattern in patterns),
        rivals=_RIVALS + rivals,
        window=(0, 0),
        requires_header=True,
        counter_examples=missed,
        header_examples=found,
        references=(reference,) if reference else (),
    )


WORDED = cell(WORDED_CELL, 0.7, "free text")
ANY = cell(ANY_CELL, 0.7, "any value")

# One letter, then a local one; Scotland: a digit and a letter. Z and 99 say "not stated".
_ETHNIC_CODE = cell(r"[A-HJ-NPRSU-Y](?:[A-HJ-NPRSU-Z0-9*]|)|[1-6][A-Z]|2", 0.8, "category code")
ETHNIC_COLUMN = column(
    "ethnic_category_column",
    ETHNICITY,
    (
        *("ethnicity", "ethnic", "ethnic category", "ethnic origin", "ethnic group", "ethnic code"),
        *("ethnicity code", "ethnos", "ethraw", "patient ethnicity", "race", "nationality group"),
        *("ethcat", "ethnic cat"),
    ),
    _ETHNIC_CODE,
    WORDED,
    found=(("EthnicCategory", "A"), ("Ethnos", "M"), ("ethnic_group", "3F"), ("Race", "Welsh")),
    reference=_NHS + "attributes/ethnic_category_code.html",
    rivals=("race no", "race number", "race time", "race result"),
)
RELIGION_COLUMN = column(
    "religion_column",
    RELIGION,
    ("religion", "religious affiliation", "faith", "religion code", "religious belief", "belief"),
    cell(r"[A-K][0-9]{0,2}|L", 0.8, "religion group code"),
    WORDED,
    found=(("Religion", "C"), ("religious_affiliation", "B3"), ("Faith", "Methodist")),
    reference=_NHS + "attributes/religious_or_other_belief_system_affiliation_group_code.html",
)
ORIENTATION_COLUMN = column(
    "sexual_orientation_column",
    SEXUAL_ORIENTATION,
    ("sexual orientation", "sexuality", "sexual orientation code", "stated sexual orientation"),
    cell(r"[1-4][ab]?", 0.8, "code"),
    WORDED,
    found=(("SexualOrientation", "2a"), ("sexuality", "Straight")),
)
GENDER_COLUMN = column(
    "gender_reassignment_column",
    GENDER_REASSIGNMENT,
    (
        *("gender reassignment", "transgender", "trans status", "gender identity same at birth"),
        *("gender same at birth", "gender identity at birth", "gender recognition"),
    ),
    ANY,
    found=(("Transgender", "Y"), ("trans_status", "trans man")),
)
DISABILITY_COLUMN = column(
    "disability_column",
    DISABILITY,
    (
        *("disability", "disabilities", "disability code", "impairment", "registered disabled"),
        *("special educational needs", "sen status", "sen provision", "long term condition"),
    ),
    cell(r"0[1-9]|10|[1-9]", 0.8, "disability code"),
    WORDED,
    cell(r"Y|1", 0.7, "yes"),
    found=(("Disability", "05"), ("disability_code", "10"), ("Disabled/Disability", "Y")),
    reference=_NHS + "attributes/disability_code.html",
    rivals=("allowance", "confident"),
)
_SECTION = (
    r"(?:(?:under )?(?:section|sect|sec|s)\.? ?(?:[2-7]|3[5-8]|4[5-9]|1[37][567])"
    r"(?: ?\([0-9a-z]\))?"
    r"|informal|voluntary|formal|cto|sct|guardianship|detained|conditional discharge|dols"
    r"|0[1-9]|[12][0-9]|3[0-8])(?:[ ,;/\-][^\r\n]{0,60})?"
)
MENTAL_HEALTH_ACT_COLUMN = column(
    "mental_health_act_column",
    MENTAL_HEALTH,
    (
        *("mental health act", "mha", "mha status", "mha legal status", "legal status"),
        *("detention category", "detncat", "mental category", "legal status classification"),
        *("legalstatus", "section status", "mhawol", "section appeal", "cpa status"),
    ),
    cell(_SECTION, 0.8, "legal status"),
    found=(("MHA Status", "Section 3"), ("LegalStatus", "Informal"), ("legal_status", "02")),
    reference=_NHS + "attributes/mental_health_act_legal_status_classification_code.html",
    rivals=("company", "entity"),
)

RECOGNIZERS: tuple[Recognizer, ...] = (
    ETHNIC_COLUMN,
    RELIGION_COLUMN,
    ORIENTATION_COLUMN,
    GENDER_COLUMN,
    DISABILITY_COLUMN,
    MENTAL_HEALTH_ACT_COLUMN,
)
