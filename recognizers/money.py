"""Money across borders and tills: IBAN, payment cards, and tax references.

Sort codes and account numbers: `bank.py`.
"""

from collections.abc import Iterator

import regex

from recognizers import checks
from recognizers.borders import DASHES, NUMBER_END, NUMBER_START, WIDE_SPACE
from recognizers.declaration import (
    Entity,
    Harm,
    Pattern,
    RawMatch,
    Recognizer,
    Role,
    Sensitivity,
    UkGdpr,
    compiled,
)
from recognizers.words import load

_IBAN_PAGE = "https://www.iso.org/standard/81090.html"
_CARD_PAGE = "https://www.iso.org/standard/70484.html"
_UTR_PAGE = "https://www.gov.uk/find-utr-number"

TO_PAYROLL = "Keep it in the payroll or finance system only, and remove the copies."


def finance_entity(
    name: str,
    title: str,
    meaning: str,
    sensitivity: Sensitivity,
    remedy: str,
    page: str,
    role: Role = Role.DETAIL,
) -> Entity:
    """An entity whose loss costs a person money."""
    return Entity(
        name=name,
        title=title,
        meaning=meaning,
        uk_gdpr=UkGdpr.PERSONAL,
        harm=Harm.FINANCIAL,
        sensitivity=sensitivity,
        breach_category="Economic and financial data, eg credit card numbers, bank details",
        remedy=remedy,
        role=role,
        references=(page,),
    )


IBAN_CODE = finance_entity(
    "IBAN_CODE",
    "International bank account number",
    "A bank account, its country, bank and branch included.",
    Sensitivity.HIGH,
    TO_PAYROLL,
    _IBAN_PAGE,
)
CREDIT_CARD = finance_entity(
    "CREDIT_CARD",
    "Payment card number",
    "The number of a credit or debit card; with its date it can be enough to pay.",
    Sensitivity.CRITICAL,
    "Remove it: card numbers belong with the payment provider only. Tell the card holder.",
    _CARD_PAGE,
)
UK_UTR = finance_entity(
    "UK_UTR",
    "Unique Taxpayer Reference",
    "The number by which the tax office knows a person, partnership or company.",
    Sensitivity.MODERATE,
    TO_PAYROLL,
    _UTR_PAGE,
    Role.PERSON_ID,
)

_START, _END = r"(?<![0-9A-Za-z])", r"(?![0-9A-Za-z])"

IBAN = Recognizer(
    name="iban",
    entity=IBAN_CODE,
    patterns=(
        Pattern("in one", _START + r"[A-Z]{2}[0-9]{2}[0-9A-Z]{11,30}" + _END, 0.8),
        Pattern(
            "groups of four",
            _START + rf"[A-Z]{{2}}[0-9]{{2}}(?:[ {WIDE_SPACE}\-][0-9A-Z]{{4}}){{2,7}}"
            rf"(?:[ {WIDE_SPACE}\-][0-9A-Z]{{1,3}})?" + _END,
            0.8,
        ),
    ),
    check=checks.iban,
    checked_score=0.85,
    invalid_score=0.3,
    chance=0.01,  # one in 97
    context=("iban", "swift", "bic", "bank", "account"),
    context_score=0.95,
    examples=(
        "GB29NWBK60161331926819",
        "IBAN: GB82 WEST 1234 5698 7654 32 (Clegg)",
        "gb29 nwbk 6016 1331 9268 19",
    ),
    counter_examples=(
        "GB29NWBK60161331926818",
        "IBAN GB30NWBK60161331926819",
        "AB12 CDEF 1234 5678",
        "XGB29NWBK60161331926819",
        "GB29 NWBK",
    ),
    header_examples=(("IBAN", "GB29NWBK60161331926819"),),
    references=(_IBAN_PAGE,),
)

_GAP = rf"[ {WIDE_SPACE}{DASHES}]"
# First digits by scheme: Visa, Mastercard (5 and 2 series), Maestro and Discover, JCB.
_SIXTEEN = (
    r"(?:4[0-9]{3}|5[0-9]{3}|222[1-9]|22[3-9][0-9]|2[3-6][0-9]{2}|27[01][0-9]|2720|6[0-9]{3}"
    r"|35[2-8][0-9])"
)
_AMERICAN = "3[47][0-9]{2}"
_DINERS = "3(?:0[0-5]|[68][0-9])[0-9]"
_CARD_WORDS = (
    *("card", "card no", "card number", "credit card", "debit card", "visa", "mastercard", "amex"),
    *("maestro", "american express", "pan", "cvv", "cvc", "expiry", "exp", "valid thru"),
)
_CARD_RIVALS = (
    # "card number" explains other numbers, and speaks for this one.
    *(word for word in load("number_rivals") if word not in _CARD_WORDS),
    *("imei", "uuid", "guid", "trace", "session", "consignment", "sim card", "iccid", "smart card"),
    *("smartcard", "library card", "sctid", "snomed", "id card", "account", "mpan", "transaction"),
)


def _card(value: str) -> bool:
    """Luhn, and no row of one digit."""
    return checks.luhn(value) and len(set(checks.digits_of(value))) > 1


_GROUPED = (
    NUMBER_START + rf"(?P<value>{_SIXTEEN}(?:{_GAP}[0-9]{{4}}){{3}})" + NUMBER_END,
    NUMBER_START
    + rf"(?P<value>(?:{_AMERICAN}|{_DINERS}){_GAP}[0-9]{{6}}{_GAP}[0-9]{{4,5}})"
    + NUMBER_END,
)
# One more group beside it: a table of readings or character codes, not a card.
_GROUP_BEFORE = regex.compile(rf"(?<![0-9A-Za-z])[0-9A-F]{{4,5}}{_GAP}\Z")
_GROUP_BEHIND = regex.compile(rf"{_GAP}[0-9A-F]{{4,5}}(?![0-9A-Za-z])")


def _grouped_cards(text: str) -> Iterator[RawMatch]:
    for pattern in _GROUPED:
        for found in compiled(pattern).finditer(text):
            start, end = found.span("value")
            before = _GROUP_BEFORE.search(text, max(0, start - 6), start)
            if before is None and _GROUP_BEHIND.match(text, end) is None:
                yield RawMatch(start, end, 0.75, "groups")


CARD_GROUPED = Recognizer(
    name="payment_card_grouped",
    entity=CREDIT_CARD,
    patterns=tuple(Pattern("groups", pattern, 0.75) for pattern in _GROUPED),
    finder=_grouped_cards,
    check=_card,
    checked_score=0.75,
    invalid_score=0.3,
    chance=0.1,
    context=_CARD_WORDS,
    context_score=0.95,
    rivals=_CARD_RIVALS,
    examples=("4111 1111 1111 1111", "Card number 5555-5555-5555-4444", "Amex 3782 822463 10005"),
    counter_examples=(
        "4111 1111 1111 1112",
        "Card 4111 1111 1111 1112",
        "4333-8444-7407-4821-7594",
        "11111111-2222-4333-8444-740748217594",
        "Tracking 4111 1111 1111 1111",
        "5019 5020 4111 1111 1111 1111",
        "4111 1111 1111 1111 542A",
    ),
    header_examples=(("Card Number", "4111 1111 1111 1111"),),
    references=(_CARD_PAGE,),
)
CARD = Recognizer(
    name="payment_card",
    entity=CREDIT_CARD,
    patterns=(
        Pattern(
            "digits in one",
            NUMBER_START
            + rf"(?P<value>{_SIXTEEN}[0-9]{{12}}|{_AMERICAN}[0-9]{{11}}|{_DINERS}[0-9]{{10}})"
            + NUMBER_END,
            0.5,
        ),
    ),
    check=_card,
    # One in ten long numbers passes the check, so the form alone is only just enough.
    checked_score=0.5,
    invalid_score=0.3,
    chance=0.1,
    context=_CARD_WORDS,
    context_score=0.95,
    rivals=_CARD_RIVALS,
    examples=("card 2223003122003222 expiry 04/29", "4111111111111111", "378282246310005"),
    counter_examples=(
        "4111111111111112",
        "41111111111111111111",
        "9111111111111111",
        "4444444444444444",
        "ID a4111111111111111",
        "Order 4111111111111111",
        "0.4111111111111111",
    ),
    header_examples=(("card_no", "4111111111111111"), ("PAN", "5555555555554444.0")),
    references=(_CARD_PAGE,),
)

UTR = Recognizer(
    name="uk_utr",
    entity=UK_UTR,
    patterns=(
        Pattern(
            "ten digits",
            NUMBER_START + r"(?P<value>[0-9]{5}[ ]?[0-9]{5})K?" + NUMBER_END,
            0.2,
        ),
    ),
    check=checks.utr,
    checked_score=0.2,
    invalid_score=0.3,
    chance=checks.MOD11_CHANCE,
    reject=checks.filler,
    context=("utr", "unique taxpayer reference", "self assessment", "taxpayer reference"),
    headers=("tax reference", "tax ref"),
    context_score=0.95,
    rivals=("phone", "tel", "nhs number", "nhs no", "mobile", "order", "invoice", "account"),
    requires_context=True,
    examples=("UTR 1955839661", "Self assessment: 19558 39661", "1955839661 (UTR)"),
    counter_examples=("1955839661", "UTR 1955839662", "UTR to follow, order 1955839661"),
    header_examples=(("UTR", "1955839661"), ("utr_no", "1955839661K")),
    references=(_UTR_PAGE,),
)

RECOGNIZERS: tuple[Recognizer, ...] = (IBAN, CARD_GROUPED, CARD, UTR)
