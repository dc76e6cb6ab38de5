"""Criminal offence data (UK GDPR Article 10): offences, allegations, proceedings, checks.

That a check found nothing belongs here too: the guidance counts the absence of convictions.
"""

from recognizers.declaration import Entity, Harm, Pattern, Recognizer, Sensitivity, UkGdpr
from recognizers.special_category_codes import column
from recognizers.special_category_shapes import (
    ANY_CELL,
    cell,
    reading,
    told,
    told_of_nobody,
)
from recognizers.terms import any_of, select

CRIMINAL_OFFENCE = Entity(
    name="CRIMINAL_OFFENCE",
    title="Criminal offence data",
    meaning="An offence, allegation, proceeding, order or the outcome of a criminal record check.",
    uk_gdpr=UkGdpr.CRIMINAL_OFFENCE,
    harm=Harm.DISCRIMINATION,
    sensitivity=Sensitivity.HIGH,
    breach_category="Criminal convictions, offences",
    remedy="Keep only what the law allows to be kept, in a closed personnel or case record.",
    needs_person=True,
    references=(
        "UK GDPR, Article 10",
        "Data Protection Act 2018, section 11(2)",
        "https://ico.org.uk/for-organisations/uk-gdpr-guidance-and-resources/lawful-basis/"
        "criminal-offence-data/",
    ),
)

_CHECK = r"(?:enhanced |basic |standard )?(?:DBS|CRB)(?: check| certificate| disclosure)?"
_OUTCOME = (
    r"(?:clear|positive|negative|blemished|returned|came back|shows|showed|flagged|disclosed"
    r"|with content|adverse|outcome|result)"
)
CRIMINAL_WORDS = Recognizer(
    name="criminal_offence",
    entity=CRIMINAL_OFFENCE,
    patterns=(select("criminal"), Pattern("a check or a prison", "dbs|crb|hmp|hmyoi", 0.0)),
    finder=reading(
        told(any_of("criminal"), 0.6),
        Pattern(
            "outcome of a check",
            rf"(?<![A-Za-z])(?P<value>{_CHECK}[ :\-]{{1,3}}(?:is |was |has )?{_OUTCOME})"
            r"(?![A-Za-z])",
            0.6,
        ),
        Pattern("prison", r"(?<![A-Za-z])(?P<value>(?-i:HMP|HMYOI) (?-i:[A-Z])[a-z]{3,15})", 0.6),
    ),
    reject=told_of_nobody,
    examples=(
        "DBS check clear",
        "Enhanced DBS: shows one caution",
        "Restraining order against ex-husband",
        "He is on bail until March",
        "discussed at MAPPA level 2",
        "Unspent conviction for theft",
        "was in HMP Wakefield",
    ),
    counter_examples=(
        "All applicants need an enhanced DBS check",
        "bail of hay",
        "three-month probation period",
        "The battery is charged with a lead",
        "criminal record policy",
    ),
)
CRIMINAL_COLUMN = column(
    "criminal_offence_column",
    CRIMINAL_OFFENCE,
    (
        *("dbs outcome", "dbs result", "dbs status", "dbs disclosure", "conviction", "convictions"),
        *(
            "offence",
            "offences",
            "criminal record",
            "bail",
            "bail status",
            "nomis number",
            "pnc id",
        ),
        *("prison number", "cautions", "mappa", "mappa level", "offence code", "crb result"),
        *("offending history", "probation status", "sentence type", "criminal history"),
    ),
    cell(ANY_CELL, 0.7, "any value"),
    found=(("DBS Outcome", "Clear"), ("NomisNumber", "A1234BC"), ("MAPPA level", "2")),
)

RECOGNIZERS: tuple[Recognizer, ...] = (CRIMINAL_WORDS, CRIMINAL_COLUMN)
