"""Who a person is, in words: origin, belief, orientation, gender, union, body; who is at risk."""

from recognizers.declaration import Pattern, Recognizer
from recognizers.special_category_entities import (
    BIOMETRIC_DATA,
    ETHNICITY,
    GENDER_REASSIGNMENT,
    RELIGION,
    SAFEGUARDING,
    SEXUAL_ORIENTATION,
    TRADE_UNION,
)
from recognizers.special_category_shapes import (
    WINDOW,
    reading,
    told,
    told_of_nobody,
    word,
)
from recognizers.terms import WORD_END, WORD_START, any_of, any_term, select, select_terms
from recognizers.words import load

_ETHNIC_CUES = (
    *("ethnicity", "ethnic origin", "ethnic group", "ethnic category", "ethnic background"),
    *("ethnic", "race", "racial origin", "of origin", "heritage", "descent"),
)
ETHNIC_GROUP = Recognizer(
    name="ethnic_group",
    entity=ETHNICITY,
    patterns=(select("ethnic_groups"),),
    finder=reading(told(any_of("ethnic_groups"), 0.6)),
    reject=told_of_nobody,
    context=_ETHNIC_CUES,
    context_score=0.85,
    rivals=("per cent", "census"),
    window=WINDOW,
    examples=("White British", "Ethnicity: Black African", "Mixed - White and Asian"),
    counter_examples=("White paper", "The Black African Society", "people with mixed heritage"),
    header_examples=(("Ethnic group", "White British"),),
)
ETHNIC_WORD = Recognizer(
    name="ethnic_word",
    entity=ETHNICITY,
    patterns=(select("ethnic_words"),),
    finder=reading(word(any_of("ethnic_words"), 0.3)),
    context=_ETHNIC_CUES,
    context_score=0.6,
    window=(20, 15),
    requires_context=True,
    examples=("Ethnicity: Pakistani", "Ethnic origin Irish", "of Somali descent"),
    counter_examples=("Indian takeaway", "white door, black gate", "Irish stew"),
    header_examples=(("ethnicity", "Chinese"),),
)

_FAITH_CUES = (
    *(
        "religion",
        "religious",
        "faith",
        "belief",
        "beliefs",
        "denomination",
        "practising",
        "devout",
    ),
    *("practicing", "worships", "attends church", "attends mosque", "spiritual needs", "prays"),
)
FAITH = Recognizer(
    name="religion",
    entity=RELIGION,
    patterns=(select("religions"),),
    finder=reading(told(any_of("religions"), 0.6)),
    reject=told_of_nobody,
    context=_FAITH_CUES,
    context_score=0.85,
    rivals=("school", "primary", "hall", "parish council", "bazaar"),
    window=WINDOW,
    examples=("Jehovah's Witness, no blood products", "Religion: Roman Catholic"),
    counter_examples=(
        "St Anne's Roman Catholic Primary School",
        "Church Lane",
        "people with faith",
    ),
    header_examples=(("Religion", "Roman Catholic"),),
)
FAITH_WORD = Recognizer(
    name="religion_word",
    entity=RELIGION,
    patterns=(select("religion_words"),),
    finder=reading(word(any_of("religion_words"), 0.3)),
    context=_FAITH_CUES,
    context_score=0.6,
    rivals=("school", "aid", "street", "road"),
    window=(30, 25),
    requires_context=True,
    examples=("Religion: Muslim", "Methodist by faith", "of no religion, humanist"),
    counter_examples=("Christian rang", "Catholic Street", "the orthodox approach"),
    header_examples=(("Religion", "Sikh"),),
)

_ORIENTATIONS = ("heterosexual", "homosexual", "bisexual", "lesbian", "pansexual", "gay man")
_GAY = ("gay woman", "identifies as gay", "is gay", "came out as gay", "gay partner")
ORIENTATION = Recognizer(
    name="sexual_orientation",
    entity=SEXUAL_ORIENTATION,
    patterns=(select_terms(_ORIENTATIONS + _GAY),),
    finder=reading(told(any_term(_ORIENTATIONS + _GAY), 0.6)),
    reject=told_of_nobody,
    context=("sexual orientation", "sexuality", "identifies as", "partner", "came out"),
    headers=("orientation",),
    context_score=0.8,
    rivals=("pride", "network", "charity"),
    window=WINDOW,
    examples=("Identifies as bisexual", "Sexual orientation: heterosexual", "He is gay"),
    counter_examples=("gay bunting", "Gay Street", "working with bisexual clients"),
    header_examples=(("Sexual Orientation", "Lesbian"),),
)
_GENDER = (
    *("transgender", "transsexual", "trans man", "trans woman", "trans male", "trans female"),
    *("gender reassignment", "gender reassignment surgery", "gender affirming surgery"),
    *("gender dysphoria", "gender identity clinic", "gender recognition certificate"),
    *("male to female transition", "female to male transition", "non-binary", "deadname"),
    *("assigned male at birth", "assigned female at birth", "transitioned from male"),
    *("transitioned from female", "gender incongruence", "gender identity disorder"),
)
GENDER = Recognizer(
    name="gender_reassignment",
    entity=GENDER_REASSIGNMENT,
    patterns=(select_terms(_GENDER),),
    finder=reading(told(any_term(_GENDER), 0.65)),
    reject=told_of_nobody,
    examples=("trans woman, transitioned in 2015", "under the gender identity clinic"),
    counter_examples=("Transgender awareness", "gender pay gap", "trans fats"),
)
# As names are written: "unite" and "prospect" in small letters are words.
_UNIONS = "|".join(name.title() + "|" + name.upper() for name in load("unions"))
UNION = Recognizer(
    name="trade_union",
    entity=TRADE_UNION,
    patterns=(select("unions"),),
    finder=reading(
        Pattern("name", rf"{WORD_START}(?P<value>{_UNIONS}){WORD_END}", 0.3), cased=True
    ),
    context=(
        *("union member", "union membership", "trade union", "union subs", "union rep", "subs"),
        *("union", "membership", "member of", "member", "shop steward", "steward", "check off"),
        *("union deduction", "branch secretary", "accompanied by", "represented by", "rep"),
    ),
    headers=("tu subs", "union deductions"),
    context_score=0.7,
    rivals=("guidance", "branch office", "prospect of", "member of the public"),
    window=(25, 20),
    requires_context=True,
    examples=("Member of UNISON since 2012", "RCN rep attended", "Union subs: GMB"),
    counter_examples=("RCN guidance on wounds", "unite the family", "BMA Limited invoice"),
    header_examples=(("Union membership", "GMB"),),
)
_MEMBER = (
    *("trade union member", "trade union membership", "union membership number", "union member"),
    *("trade union representative", "trade union rep", "union subscription", "shop steward"),
    *("union subs", "union deduction"),
)
UNION_MEMBER = Recognizer(
    name="trade_union_member",
    entity=TRADE_UNION,
    patterns=(select_terms(_MEMBER),),
    finder=reading(told(any_term(_MEMBER), 0.6)),
    reject=told_of_nobody,
    examples=("She is a trade union member", "union subs deducted"),
    counter_examples=("Trade union policy", "credit union member services"),
)
BIOMETRIC = Recognizer(
    name="biometric_data",
    entity=BIOMETRIC_DATA,
    patterns=(select("biometric_terms"),),
    finder=reading(told(any_of("biometric_terms"), 0.6)),
    reject=told_of_nobody,
    examples=("Fingerprint template stored for clocking in", "iris scan taken"),
    counter_examples=("Biometric data policy", "fingerprints on the glass"),
)
RISK = Recognizer(
    name="safeguarding",
    entity=SAFEGUARDING,
    patterns=(select("safeguarding"), Pattern("capitals", "respect", 0.0)),
    finder=reading(
        told(any_of("safeguarding"), 0.6),
        # "respect" and "LPA" in other letters mean something else.
        Pattern("capitals", r"(?<![A-Za-z])(?P<value>(?-i:ReSPECT))(?![A-Za-z])", 0.6),
    ),
    reject=told_of_nobody,
    examples=(
        "Safeguarding alert raised with the council",
        "DNACPR in place",
        "Subject to a child protection plan",
        "discussed at MARAC",
        "DoLS authorised, lacks capacity",
        "ReSPECT in the blue folder",
    ),
    counter_examples=(
        "Safeguarding lead",
        "Safeguarding adults training",
        "treat people with respect",
        "Report any safeguarding concern to your manager",
        "The hall has capacity for 80",
    ),
)

RECOGNIZERS: tuple[Recognizer, ...] = (
    ETHNIC_GROUP,
    ETHNIC_WORD,
    FAITH,
    FAITH_WORD,
    ORIENTATION,
    GENDER,
    UNION,
    UNION_MEMBER,
    BIOMETRIC,
    RISK,
)
