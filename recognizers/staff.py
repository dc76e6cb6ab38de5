"""Numbers of professionals and organisations of health and care.

They concern staff, so they weigh less than patients' numbers; and they tell that a file is
clinical, and whose it is.
"""

import regex

from recognizers import checks
from recognizers.borders import CELL_END, CELL_START, NUMBER_END, NUMBER_START
from recognizers.checks_clinical import gmp_code
from recognizers.declaration import (
    Entity,
    Harm,
    Pattern,
    Recognizer,
    Sensitivity,
    UkGdpr,
)
from recognizers.words import load

_UK_CORE = "https://simplifier.net/guide/uk-core-implementation-guide"
_PRESCRIBERS = "https://faq.nhsbsa.nhs.uk/knowledgebase/article/KA-03100"
_ODS_PAGE = "https://www.datadictionary.nhs.uk/attributes/organisation_code.html"


def _professional(name: str, title: str, meaning: str, page: str = _UK_CORE) -> Entity:
    return Entity(
        name=name,
        title=title,
        meaning=meaning,
        uk_gdpr=UkGdpr.PERSONAL,
        harm=Harm.CONTACT,
        sensitivity=Sensitivity.LOW,
        breach_category="Basic personal identifiers",
        remedy="Keep it in the staff or rota system; the registers themselves are public.",
        references=(page,),
    )


UK_GMC_NUMBER = _professional(
    "UK_GMC_NUMBER", "GMC number", "The registration of a doctor (a member of staff)."
)
UK_NMC_PIN = _professional(
    "UK_NMC_PIN", "NMC PIN", "The registration of a nurse or midwife (a member of staff)."
)
UK_GPHC_NUMBER = _professional(
    "UK_GPHC_NUMBER", "GPhC number", "The registration of a pharmacist (a member of staff)."
)
UK_HCPC_NUMBER = _professional(
    "UK_HCPC_NUMBER",
    "HCPC number",
    "The registration of a paramedic, social worker or therapist (a member of staff).",
)
UK_CONSULTANT_CODE = _professional(
    "UK_CONSULTANT_CODE",
    "Consultant code",
    "C and the GMC number: which consultant (a member of staff) is responsible.",
    "https://www.datadictionary.nhs.uk/attributes/consultant_code.html",
)
UK_GMP_CODE = _professional(
    "UK_GMP_CODE",
    "General practitioner's code",
    "The prescriber code of a general practitioner (a member of staff).",
    _PRESCRIBERS,
)
UK_ODS_CODE = Entity(
    name="UK_ODS_CODE",
    title="ODS code of an organisation",
    meaning="Names a practice, trust or site: a hint who the controller of the data is.",
    uk_gdpr=UkGdpr.NOT_PERSONAL_ALONE,
    harm=Harm.CONTACT,
    sensitivity=Sensitivity.LOW,
    breach_category="Other (details)",
    remedy="None needed; use it to find the controller.",
    references=(_ODS_PAGE,),
)

_START, _END = r"(?<![0-9A-Za-z])", r"(?![0-9A-Za-z])"
_RIVALS = (
    *("phone", "tel", "mobile", "ext", "nhs", "nhs number", "order", "invoice", "asset", "batch"),
    *("account", "ref", "reference", "passport", "payroll", "bleep", "pager", "fax", "dob"),
)


def _number(
    name: str,
    entity: Entity,
    pattern: Pattern,
    words: tuple[str, ...],
    headers: tuple[str, ...],
    examples: tuple[str, ...],
    counter_examples: tuple[str, ...],
    header_examples: tuple[tuple[str, str], ...],
) -> Recognizer:
    """A register's number, which has no check: a word of the register must stand beside it."""
    return Recognizer(
        name=name,
        entity=entity,
        patterns=(pattern,),
        reject=checks.filler,
        context=words,
        headers=headers,
        context_score=0.85,
        rivals=tuple(word for word in _RIVALS if word not in words),
        window=(35, 20),
        requires_context=True,
        examples=examples,
        counter_examples=counter_examples,
        header_examples=header_examples,
        references=(_UK_CORE,),
    )


_SEVEN = NUMBER_START + "(?P<value>[0-9]{7})" + NUMBER_END

GMC = _number(
    "uk_gmc_number",
    UK_GMC_NUMBER,
    Pattern("seven digits", _SEVEN, 0.1),
    ("gmc", "gmc no", "gmc number", "gmc ref", "general medical council", "gmc reference"),
    (),
    ("Dr S Malik, GMC 7654321", "GMC No. 7654321", "7654321 (GMC)"),
    ("7654321", "GMC registered, bleep 7654321", "GMC 1111111", "GMC order 7654321"),
    (("GMC Number", "7654321"), ("gmc_no", "7654321.0")),
)
NMC = _number(
    "uk_nmc_pin",
    UK_NMC_PIN,
    Pattern("pin", _START + "[0-9]{2}[A-Z][0-9]{4}[A-Z]" + _END, 0.4),
    ("nmc", "nmc pin", "pin", "nmc no", "nmc number", "nurse", "midwife", "registered nurse"),
    ("nmc reg",),
    ("NMC PIN 01A2345N", "Staff Nurse J Okoro (01A2345N) NMC checked", "PIN: 01a2345n"),
    ("01A2345N", "NMC registered", "Batch 01A2345N", "Nurse in charge, 01A234N"),
    (("NMC PIN", "01A2345N"), ("nmcPin", "01A2345N")),
)
GPHC = _number(
    "uk_gphc_number",
    UK_GPHC_NUMBER,
    Pattern("seven digits from 2", NUMBER_START + "(?P<value>2[0-9]{6})" + NUMBER_END, 0.1),
    ("gphc", "gphc no", "gphc number", "general pharmaceutical council"),
    ("g ph c",),  # how a header of mixed case is split
    ("Pharmacist, GPhC 2098765", "GPhC number: 2098765"),
    ("2098765", "GPhC 7098765", "GPhC order 2098765"),
    (("GPhC No", "2098765"),),
)
HCPC = _number(
    "uk_hcpc_number",
    UK_HCPC_NUMBER,
    Pattern("two letters and digits", _START + "[A-Z]{2}[0-9]{4,6}" + _END, 0.2),
    ("hcpc", "hcpc no", "hcpc number", "hcpc registration", "health and care professions council"),
    (),
    ("Physiotherapist, HCPC PH123456", "HCPC no: PA12345"),
    ("PH123456", "Asset PH123456", "HCPC registered since 2019", "HCPC order PH123456"),
    (("HCPC Number", "PH123456"), ("hcpc", "ph123456")),
)
CONSULTANT = _number(
    "uk_consultant_code",
    UK_CONSULTANT_CODE,
    Pattern("C and seven digits", _START + "C[0-9]{7}" + _END, 0.2),
    ("consultant", "consultant code", "cons code", "responsible consultant"),
    ("cons", "attending", "consulting doctor", "referring doctor"),
    ("Consultant code C7654321", "Consultant: Mr A Shah (C7654321)"),
    ("C7654321", "Client C7654321", "Consultant order C7654321"),
    (("ConsultantCode", "C7654321"),),
)

GMP = Recognizer(
    name="uk_gmp_code",
    entity=UK_GMP_CODE,
    patterns=(Pattern("G and seven digits", _START + "G[0-589][0-9]{6}" + _END, 0.3),),
    check=gmp_code,
    checked_score=0.4,
    invalid_score=0.3,
    chance=0.1,
    context=("gp", "gmp", "gp code", "gmp code", "ppd code", "prescriber", "general practitioner"),
    headers=("registered gp", "referrer", "practitioner"),
    context_score=0.9,
    rivals=("asset", "order", "invoice", "batch", "serial", "part"),
    examples=("GP code G9999998", "Prescriber: Dr Lowe G9999998"),
    counter_examples=("G9999998", "GP code G9999997", "Asset G9999998"),
    header_examples=(("GMP Code", "G9999998"), ("registeredGP", "g9999998")),
    references=(_PRESCRIBERS,),
)

_ODS_WORDS = ("ods", "ods code", "practice code", "gp practice code", "organisation code")
_BLANKS = frozenset(load("blanks"))

ODS = Recognizer(
    name="uk_ods_code",
    entity=UK_ODS_CODE,
    # Practices: a letter and five digits. Trusts and their sites: R and two to four characters.
    patterns=(Pattern("code", _START + "(?:[A-Z][0-9]{5}|R[0-9A-Z]{2}[0-9]{0,2})" + _END, 0.2),),
    flags=regex.DOTALL | regex.MULTILINE,
    context=(*_ODS_WORDS, "practice id", "org code", "provider code"),
    context_score=0.85,
    rivals=("ward", "room", "asset", "icd", "icd-10", "order", "invoice", "read code", "postcode"),
    window=(30, 20),
    requires_context=True,
    examples=("Practice code A81001", "ODS code: RR8", "Dr Lowe & Partners (A81001), ODS"),
    counter_examples=("A81001", "Room A81001", "ODS asset A81001", "ODS code missing"),
    header_examples=(("PracticeCode", "A81001"),),
    references=(_ODS_PAGE,),
)
ODS_COLUMN = Recognizer(
    name="uk_ods_code_column",
    entity=UK_ODS_CODE,
    patterns=(Pattern("whole cell", CELL_START + "(?P<value>[0-9A-Z]{3,12})" + CELL_END, 0.5),),
    reject=lambda value: value.lower() in _BLANKS,
    headers=(
        *_ODS_WORDS,
        *("org code", "organisation id", "provider code", "site code", "commissioner code"),
        *("gp practice", "ods organisation code"),
    ),
    context_score=0.8,
    rivals=("name", "address", "postcode", "phone"),
    requires_header=True,
    counter_examples=("A81001",),
    header_examples=(("ODS Code", "rr8"), ("orgCode", "A81001"), ("site_code", "RR801")),
    references=(_ODS_PAGE,),
)

RECOGNIZERS: tuple[Recognizer, ...] = (
    GMC,
    NMC,
    GPHC,
    HCPC,
    CONSULTANT,
    GMP,
    ODS,
    ODS_COLUMN,
)
