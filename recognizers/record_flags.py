"""What a record system says of a record itself: that it is a test, or that it is confidential.

Flags of EMIS and TPP SystmOne extracts, HL7 v2 messages and FHIR resources. They mean nothing
without their header.
"""

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

_EMIS = "https://github.com/NHSISL/Datasets"  # EMIS extract v8.2: DummyType, SpineSensitive
_CRATE = "https://github.com/ucam-department-of-psychiatry/crate"  # systmone_ddgen.py
_CONFIDENTIALITY = "https://terminology.hl7.org/CodeSystem-v3-Confidentiality.html"
_TEST_DATA = "https://terminology.hl7.org/CodeSystem-v3-ActReason.html"
_PROCESSING = "HL7 v2.5.1, chapter 2, MSH-11 and table 0103"

TEST_RECORD = Entity(
    name="TEST_RECORD",
    title="Test record",
    meaning="The system that holds the record marks it as made up: it concerns nobody.",
    uk_gdpr=UkGdpr.NOT_PERSONAL_ALONE,
    harm=Harm.CONTACT,
    sensitivity=Sensitivity.LOW,
    breach_category="Other (details)",
    remedy="Keep test records apart from live ones.",
    role=Role.TEST_RECORD,
    references=(_EMIS, _CRATE),
)
CONFIDENTIAL_RECORD = Entity(
    name="CONFIDENTIAL_RECORD",
    title="Record marked as confidential",
    meaning="The system that holds the record marks it as sensitive or confidential: often because "
    "somebody must not learn where the person lives, or of a diagnosis.",
    uk_gdpr=UkGdpr.PERSONAL,
    harm=Harm.PHYSICAL_SAFETY,
    sensitivity=Sensitivity.HIGH,
    breach_category="Other (details)",
    remedy="Take these records out of the copy; if they must stay, limit who can read the place.",
    needs_person=True,
    references=(_EMIS, _CONFIDENTIALITY),
)


def _flag(
    name: str, entity: Entity, headers: tuple[str, ...], values: str, **more: object
) -> Recognizer:
    """A recognizer of whole cells that hold one of the values under one of the headers."""
    pattern = Pattern("flag", rf"{CELL_START}(?P<value>{values}){CELL_END}", 0.9)
    return Recognizer(
        name=name,
        entity=entity,
        patterns=(pattern,),
        headers=headers,
        context_score=0.9,
        window=(0, 0),
        requires_header=True,
        **more,  # type: ignore[arg-type]
    )


_YES = "true|t|yes|y|1"

RECOGNIZERS: tuple[Recognizer, ...] = (
    _flag(
        "test_record",
        TEST_RECORD,
        ("dummy type", "test patient", "is test patient", "dummy patient"),
        _YES,
        rivals=("date", "count", "name", "by"),
        counter_examples=("true", "1"),
        header_examples=(("DummyType", "true"), ("TestPatient", "1"), ("IsTestPatient", "Y")),
        references=(_EMIS, _CRATE),
    ),
    _flag(
        "test_message",
        TEST_RECORD,
        ("msh 11",),
        "[TD]",
        counter_examples=("T", "D"),
        header_examples=(("MSH-11", "T"), ("MSH-11 Processing ID", "D")),
        references=(_PROCESSING,),
    ),
    _flag(
        "test_resource",
        TEST_RECORD,
        ("meta security code", "meta tag code", "security code", "tag code"),
        "HTEST",
        counter_examples=("HTEST",),
        header_examples=(("meta.security.code", "HTEST"), ("meta.tag.code", "HTEST")),
        references=(_TEST_DATA,),
    ),
    _flag(
        "confidential_record",
        CONFIDENTIAL_RECORD,
        ("spine sensitive", "is confidential", "confidential flag", "is sensitive"),
        _YES,
        rivals=("date", "count", "by", "policy"),
        counter_examples=("true",),
        header_examples=(("SpineSensitive", "true"), ("IsConfidential", "1")),
        references=(_EMIS,),
    ),
    _flag(
        "confidential_resource",
        CONFIDENTIAL_RECORD,
        ("meta security code",),
        "[RV]",
        counter_examples=("R",),
        header_examples=(("meta.security.code", "R"), ("meta.security.code", "V")),
        references=(_CONFIDENTIALITY,),
    ),
)
