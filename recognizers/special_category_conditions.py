"""Health conditions in words and abbreviations, those that bear a person's name included."""

from recognizers.declaration import Pattern, Recognizer
from recognizers.special_category_entities import HEALTH_CONDITION
from recognizers.special_category_shapes import (
    WINDOW,
    eponym,
    led,
    reading,
    told,
    told_of_nobody,
)
from recognizers.terms import WORD_END, WORD_START, any_of, select
from recognizers.words import load

CUES = load("condition_context")
CONDITION_HEADERS = (
    *("diagnosis", "diagnoses", "diagnosis description", "medical history", "medical condition"),
    *("medical conditions", "health conditions", "health condition", "conditions", "pmh"),
    *("primary diagnosis", "secondary diagnosis", "comorbidities", "presenting complaint"),
    *("health needs", "medical needs", "medical notes", "illness", "problem list", "dx"),
)
_NO_PERSON = (
    "Alzheimer's Society fundraising walk",
    "Dementia awareness, level 2",
    "Experience of dementia is welcome",
    "We support people with dementia and diabetes",
)

CONDITION = Recognizer(
    name="health_condition",
    entity=HEALTH_CONDITION,
    patterns=(select("conditions", "conditions_eponyms"),),
    finder=reading(
        told(any_of("conditions"), 0.6),
        # Above the score of a name: "Charles Bonnet syndrome" is nobody.
        eponym(any_of("conditions_eponyms"), 0.8),
    ),
    reject=told_of_nobody,
    headers=CONDITION_HEADERS,
    context_score=0.85,
    examples=(
        "Lewy body dementia, ?Creutzfeldt-Jakob disease, Parkinson's disease",
        "Cli\ufb00ord Garside, su\ufb00ers heart failure",
        "atrial \ufb01brillation",
        "No history of diabetes",
        "Category 2 pressure ulcer on left heel",
        "COPD, T2DM, doubly incontinent",
        "has Parkinsons",
        "carer_notes_dementia_2026",
    ),
    counter_examples=(
        *_NO_PERSON,
        "Mr Parkinson's key is with the office",
        "Mrs. J Crohn's daughter rang",
        "cancerous growth of the budget",
        "Parkinson rang",
    ),
    header_examples=(("Diagnosis", "Vascular dementia"), ("PMH", "hypertension")),
)
CONDITION_TOLD = Recognizer(
    name="health_condition_told",
    entity=HEALTH_CONDITION,
    patterns=(select("conditions_ambiguous"),),
    finder=reading(led(any_of("conditions_ambiguous"), 0.6)),
    reject=told_of_nobody,
    examples=("She had a stroke in 2019", "Admitted after a fall", "very confused", "?fracture"),
    counter_examples=(
        "Stroke the cat",
        "Prices fall",
        "suffered a stroke of luck",
        "the autumn fall",
    ),
)
CONDITION_NAMED = Recognizer(
    name="health_condition_in_context",
    entity=HEALTH_CONDITION,
    patterns=(select("conditions_ambiguous"),),
    finder=reading(told(any_of("conditions_ambiguous"), 0.3)),
    reject=told_of_nobody,
    context=CUES,
    headers=CONDITION_HEADERS,
    context_score=0.6,
    window=WINDOW,
    requires_context=True,
    examples=("PMH: falls, stroke", "Recurrent chest pain"),
    counter_examples=("Stroke the cat", "Prices fall"),
    header_examples=(("Medical history", "Stroke"),),
)
# Office programs and shops that an abbreviation would otherwise stand for.
_PRODUCT = (
    r"(?:[ \-](?:Office|Word|Excel|Teams|Access|Outlook|SQL|Windows|Project|Visio|Forms|lesson|kit"
    r"|teacher|class|module|exam))?"
)
_ABBREVIATED = "|".join(term.upper() for term in sorted(load("conditions_abbreviations")))
_CAPITALS = Pattern(
    "capitals", rf"(?:^|[^A-Za-z])(?:{_ABBREVIATED})s?(?:[^A-Za-z]|$)".replace(" ", "."), 0.0
)


def _product(value: str) -> bool:
    return len(value.split()) > 1 and not value.upper().startswith("HEP ")


CONDITION_ABBREVIATED = Recognizer(
    name="health_condition_abbreviated",
    entity=HEALTH_CONDITION,
    patterns=(_CAPITALS,),
    finder=reading(
        Pattern(
            "capitals",
            rf"{WORD_START}(?P<value>(?:{_ABBREVIATED})s?{_PRODUCT}){WORD_END}",
            0.3,
        ),
        cased=True,
    ),
    reject=_product,
    context=(*CUES, "trimethoprim", "nitrofurantoin", "gp", "clinic", "urine", "hospital"),
    headers=CONDITION_HEADERS,
    context_score=0.6,
    rivals=("lesson", "kit", "invoice", "licence", "model", "school", "office"),
    window=(30, 30),
    requires_context=True,
    examples=("PMH: AF, CVA, IHD", "diagnosed with MS in 2004", "On antibiotics for UTI"),
    counter_examples=("MS Office", "PE lesson", "diagnosed with ms", "Order PE 12", "RA 4021"),
    header_examples=(("Diagnosis", "MS"),),
)
ABBREVIATION_TOLD = Recognizer(
    name="health_condition_abbreviation_told",
    entity=HEALTH_CONDITION,
    patterns=(_CAPITALS,),
    finder=reading(led(rf"(?:{_ABBREVIATED})s?{_PRODUCT}", 0.6), cased=True),
    reject=_product,
    examples=("Edna has MS", "treated since her TIA", "she had a PE", "?UTI"),
    counter_examples=("has MS Office", "after PE lesson", "ms word", "the UTI committee"),
)

RECOGNIZERS: tuple[Recognizer, ...] = (
    CONDITION,
    CONDITION_TOLD,
    CONDITION_NAMED,
    CONDITION_ABBREVIATED,
    ABBREVIATION_TOLD,
)
