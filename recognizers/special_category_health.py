"""Medicines, mental and sexual health, disability, genetic findings: health in words.

What stands under a header without being a known word: `special_category_columns`.
"""

from recognizers.declaration import Pattern, Recognizer
from recognizers.special_category_conditions import CONDITION_HEADERS, CUES
from recognizers.special_category_entities import (
    DISABILITY,
    GENETIC_DATA,
    MEDICATION,
    MENTAL_HEALTH,
    SEXUAL_HEALTH,
)
from recognizers.special_category_shapes import WINDOW, led, reading, told, told_of_nobody
from recognizers.terms import WORD_START, any_of, select

# A dose, a form or a time: this is what somebody takes.
_DOSE = (
    r"[0-9]{1,4}(?:\.[0-9]{1,3})? ?(?:mg|mcg|micrograms?|g|ml|units?|iu|%|/[0-9])(?![A-Za-z])"
    r"|[0-9]\.[0-9]|(?<![A-Za-z])(?:tablets?|tabs?|capsules?|caps|od|bd|tds|qds|om|nocte|mane"
    r"|prn|puffs?|patch|patches|inhaler|daily|twice a day|at night|dose|prescribed|takes|taking"
    r"|injections?|allergic to|blister pack|syringe driver)(?![A-Za-z])"
)
MEDICINE = Recognizer(
    name="medicine",
    entity=MEDICATION,
    patterns=(select("medicines"),),
    finder=reading(told(any_of("medicines"), 0.6), beside=Pattern("dose", _DOSE, 0.75)),
    reject=told_of_nobody,
    headers=("medication", "medicine", "medicines", "drug", "drug name", "meds", "prescription"),
    context_score=0.75,
    examples=(
        "Madopar 62.5 QDS, Sinemet Plus, Tapentadol 50mg; ALT and albumin normal",
        "Paracetamol 1 g when needed",
        "co-codamol 30/500",
        "cocodamol at night",
        "\ufb02uoxetine 20mg",
    ),
    counter_examples=("Ensure the door is locked", "Paracetamol policy", "Insulin training"),
    header_examples=(("Medication", "donepezil"),),
)

_MIND_HEADERS = (*CONDITION_HEADERS, "mental health", "psychiatric history", "psychiatric")
MIND = Recognizer(
    name="mental_health",
    entity=MENTAL_HEALTH,
    patterns=(select("mental_health"),),
    finder=reading(told(any_of("mental_health"), 0.6)),
    reject=told_of_nobody,
    headers=_MIND_HEADERS,
    context_score=0.85,
    examples=("paranoid schizophrenia", "took an overdose in May", "detained under Section 2"),
    counter_examples=("mental health policy", "Experience of bipolar disorder", "Mania Records UK"),
    header_examples=(("Diagnosis", "bipolar disorder"),),
)
MIND_TOLD = Recognizer(
    name="mental_health_told",
    entity=MENTAL_HEALTH,
    patterns=(select("mental_health_ambiguous"),),
    finder=reading(led(any_of("mental_health_ambiguous"), 0.6)),
    reject=told_of_nobody,
    examples=("suffers from depression", "He is very anxious", "was sectioned in March"),
    counter_examples=("A depression in the carpet", "depression over the Atlantic", "stress test"),
)
MIND_NAMED = Recognizer(
    name="mental_health_in_context",
    entity=MENTAL_HEALTH,
    patterns=(select("mental_health_ambiguous"),),
    finder=reading(told(any_of("mental_health_ambiguous"), 0.3)),
    reject=told_of_nobody,
    context=CUES,
    headers=_MIND_HEADERS,
    context_score=0.6,
    window=WINDOW,
    requires_context=True,
    examples=("PMH depression, OCD", "Medical history: anxiety"),
    counter_examples=("A depression in the carpet", "a panic about the rota"),
    header_examples=(("Mental health", "Anxiety"), ("Diagnosis", "depression")),
)
SEXUAL = Recognizer(
    name="sexual_health",
    entity=SEXUAL_HEALTH,
    patterns=(select("sexual_health"),),
    finder=reading(told(any_of("sexual_health"), 0.65)),
    reject=told_of_nobody,
    headers=_MIND_HEADERS,
    context_score=0.85,
    examples=("HIV positive since 2011", "Seen at GUM clinic", "treated for chlamydia"),
    counter_examples=("HIV awareness", "working with HIV", "Contraception policy"),
    header_examples=(("Diagnosis", "HIV"),),
)
DISABLED = Recognizer(
    name="disability",
    entity=DISABILITY,
    patterns=(select("disabilities"),),
    finder=reading(told(any_of("disabilities"), 0.65)),
    reject=told_of_nobody,
    headers=(*CONDITION_HEADERS, "disability", "disabilities", "impairment", "mobility"),
    context_score=0.85,
    examples=("Registered blind", "Hard of hearing", "severe learning disability", "is autistic"),
    counter_examples=("Learning disability team", "autism awareness", "people with dyslexia"),
    header_examples=(("Disability", "Wheelchair user"),),
)
GENETIC = Recognizer(
    name="genetic_data",
    entity=GENETIC_DATA,
    patterns=(select("genetic_terms"), Pattern("variant", "rs[0-9]{4}", 0.0)),
    finder=reading(
        told(any_of("genetic_terms"), 0.6),
        Pattern("variant", rf"{WORD_START}(?P<value>rs[0-9]{{4,10}}\([ACGT];[ACGT]\))", 0.8),
    ),
    reject=told_of_nobody,
    headers=("genetic", "genetics", "genotype", "genomic"),
    context_score=0.8,
    examples=("BRCA1 positive", "carries a CFTR mutation", "genetic testing done in June"),
    counter_examples=("Genetic testing policy", "rs4021 connector"),
    header_examples=(("Genetic result", "BRCA2"),),
)

RECOGNIZERS: tuple[Recognizer, ...] = (
    MEDICINE,
    MIND,
    MIND_TOLD,
    MIND_NAMED,
    SEXUAL,
    DISABLED,
    GENETIC,
)
