"""What counts as special category data, and what only sounds like it."""

import json
from pathlib import Path

import pytest

from recognizers import catalogue, criminal, special_category
from recognizers.declaration import Role, UkGdpr
from recognizers.matching import find
from scanner.detect.engine import Detection
from scanner.detect.overlap import resolve

OURS = special_category.RECOGNIZERS + criminal.RECOGNIZERS
CASES = Path(__file__).parents[3] / "shared" / "cases" / "open.jsonl"
# The tick boxes of the breach report form that these kinds of data fall under.
BOXES = {
    "Data revealing racial or ethnic origin",
    "Religious or philosophical beliefs",
    "Trade union membership",
    "Sex life data",
    "Sexual orientation data",
    "Gender reassignment data",
    "Health data",
    "Genetic or biometric data",
    "Criminal convictions, offences",
    "Other (details)",
}


def found(text: str, header: str = "") -> set[tuple[str, str]]:
    """Entities and texts of what is reported, contradictions between entities settled."""
    detections = [
        Detection(0, recognizer, match)
        for recognizer in catalogue.ALL
        for match in find(recognizer, text, header)
        if match.score >= 0.5
    ]
    return {
        (d.recognizer.entity.name, text[d.match.start : d.match.end]) for d in resolve(detections)
    }


def kinds(text: str, header: str = "") -> set[str]:
    """The entities of this subject that are reported in a text."""
    ours = {recognizer.entity.name for recognizer in OURS}
    return {entity for entity, _ in found(text, header)} & ours


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("?Creutzfeldt-Jakob disease", "Creutzfeldt-Jakob disease"),
        ("Charles Bonnet Syndrome since 2020", "Charles Bonnet Syndrome"),
        ("Addison's Disease", "Addison's Disease"),
        ("Crohn\u2019s disease", "Crohn\u2019s disease"),
        ("Alzheimers Disease", "Alzheimers Disease"),
        ("Guillain-Barr\u00e9 syndrome", "Guillain-Barr\u00e9 syndrome"),
        ("GUILLAIN BARRE SYNDROME", "GUILLAIN BARRE SYNDROME"),
        ("atrial \ufb01brillation", "atrial \ufb01brillation"),
        ("gastro-oesophageal re\ufb02ux disease", "gastro-oesophageal re\ufb02ux disease"),
        ("pressure\u00a0ulcer", "pressure\u00a0ulcer"),
        ("heart\nfailure", "heart\nfailure"),
    ],
)
def test_conditions_are_no_people(text: str, condition: str) -> None:
    """A disease is found in every spelling, and nobody is made of its name."""
    assert found(text) == {("HEALTH_CONDITION", condition)}


@pytest.mark.parametrize("text", ["Mr Parkinson rang", "Miss Parkinson's daughter", "Dr J Crohn's"])
def test_people_are_no_conditions(text: str) -> None:
    """Somebody who bears the name of a disease is a person."""
    assert {entity for entity, _ in found(text)} <= {"PERSON"}


@pytest.mark.parametrize(
    "text",
    [
        "Alzheimer's Society",
        "Dementia awareness",
        "Dementia Care training, Tuesday",
        "We support people with dementia, Parkinson's or a stroke",
        "Experience of bipolar disorder is welcome",
        "Report any safeguarding concern",
        "Safeguarding Lead",
        "A depression in the carpet",
        "Prices fall in spring",
        "MS Office licence",
        "PE lesson",
        "Indian takeaway, Irish stew, white door",
        "Catholic Street, Christian Aid",
        "Ensure the door is closed",
        "All applicants need an enhanced DBS check",
        "RCN guidance on wounds",
        "treat people with respect",
    ],
)
def test_talk_in_general_is_passed_over(text: str) -> None:
    """Adverts, courses, organisations and other meanings of a word describe nobody."""
    assert kinds(text) == set()


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("She had a stroke in 2019", "HEALTH_CONDITION"),
        ("No history of diabetes", "HEALTH_CONDITION"),
        ("PMH: AF, OA", "HEALTH_CONDITION"),
        ("UTI, on antibiotics", "HEALTH_CONDITION"),
        ("cocodamol", "MEDICATION"),
        ("suffers from depression", "MENTAL_HEALTH"),
        ("living on her own, HIV positive", "SEXUAL_HEALTH"),
        ("registered blind", "DISABILITY"),
        ("Ethnic group: Pakistani", "ETHNICITY"),
        ("Jehovah\u2019s Witness", "RELIGION"),
        ("identifies as bisexual", "SEXUAL_ORIENTATION"),
        ("trans woman", "GENDER_REASSIGNMENT"),
        ("member of UNISON", "TRADE_UNION"),
        ("BRCA1 positive", "GENETIC_DATA"),
        ("voiceprint stored", "BIOMETRIC_DATA"),
        ("DNACPR in place", "SAFEGUARDING"),
        ("on bail", "CRIMINAL_OFFENCE"),
    ],
)
def test_each_kind_is_found_in_words(text: str, entity: str) -> None:
    """Every kind has words that tell of it."""
    assert kinds(text) == {entity}


@pytest.mark.parametrize(
    ("header", "value", "entity"),
    [
        ("EthnicCategory", "H", "ETHNICITY"),
        ("ETHNOS", "A", "ETHNICITY"),
        ("Religion", "C", "RELIGION"),
        ("Disability", "08", "DISABILITY"),
        ("SexualOrientation", "3", "SEXUAL_ORIENTATION"),
        ("MHA Legal Status", "Section 3", "MENTAL_HEALTH"),
        ("MentalHealthAct_Section", "37", "MENTAL_HEALTH"),
        ("SafeguardingPersonAtRisk", "true", "SAFEGUARDING"),
        ("Unison subs", "11.50", "TRADE_UNION"),
        ("Diagnosis", "Left arm weak", "HEALTH_CONDITION"),
        ("Medication", "Barrier cream", "MEDICATION"),
        ("dbs_outcome", "Clear", "CRIMINAL_OFFENCE"),
        ("PID-22 Ethnic group", "M", "ETHNICITY"),
    ],
)
def test_headers_name_codes(header: str, value: str, entity: str) -> None:
    """A code or a flag counts under a header that names it."""
    assert kinds(value, header) == {entity}


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("EthnicCategory", "Z"),
        ("ethnicity", "Not stated"),
        ("", "H"),
        ("SafeguardingPersonAtRisk", "No"),
        ("SafeguardingPersonAtRisk", "0"),
        ("Safeguarding", "12/03/2026"),
        ("Safeguarding training", "Y"),
        ("DiagnosisDate", "Spring"),
        ("DNACPR", "false"),
        ("Union subs", "0.00"),
        ("Diagnosis", "none"),
        ("Mental Capacity", "completed May"),
    ],
)
def test_no_is_no_finding(header: str, value: str) -> None:
    """A blank, a no, a date of a course or a code without a header says nothing."""
    assert kinds(value, header) == set()


def test_a_dose_makes_a_medicine_sure() -> None:
    """A medicine with its dose scores above one that is only named."""
    medicine = next(r for r in OURS if r.name == "medicine")
    scores = [find(medicine, text)[0].score for text in ("Madopar", "Madopar 62.5 QDS")]
    assert scores == [0.6, 0.75]


def test_all_of_it_needs_a_person() -> None:
    """None of these entities names anybody, so each waits for a record that does."""
    entities = {recognizer.entity for recognizer in OURS}
    assert {(e.needs_person, e.role) for e in entities} == {(True, Role.DETAIL)}


def test_boxes_are_those_of_the_form() -> None:
    """Every breach category is a tick box of the breach report form, and each is used."""
    assert {recognizer.entity.breach_category for recognizer in OURS} == BOXES


def test_vulnerability_is_not_article_9() -> None:
    """Safeguarding and gender reassignment are personal data outside Article 9."""
    outside = {r.entity.name for r in OURS if r.entity.uk_gdpr is UkGdpr.PERSONAL}
    assert outside == {"SAFEGUARDING", "GENDER_REASSIGNMENT"}


@pytest.mark.skipif(not CASES.exists(), reason="the shared cases are not beside this repository")
@pytest.mark.parametrize("case_id", ["health-v-person-01", "health-v-person-02", "pdf-03"])
def test_reported_faults_of_other_tools(case_id: str) -> None:
    """What other tools were reported to miss or to take for people comes right."""
    cases = map(json.loads, CASES.read_text("utf-8").splitlines())
    case = next(one for one in cases if one["id"] == case_id)
    reported = found(case["text"])
    assert {(one["entity"], one["text"]) for one in case["expect"]} <= reported
    assert reported.isdisjoint((one["entity"], one["text"]) for one in case["forbid"])
