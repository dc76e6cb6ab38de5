"""How to reach a person: telephone and e-mail. Where a person lives: `address.py`."""

import regex

from recognizers import checks
from recognizers.borders import CELL_END, CELL_START, DASHES, NUMBER_END, NUMBER_START, WIDE_SPACE
from recognizers.declaration import (
    Entity,
    Harm,
    Pattern,
    Recognizer,
    Role,
    Sensitivity,
    UkGdpr,
)

_NUMBERING_PLAN = "https://www.ofcom.org.uk/phones-and-broadband/phone-numbers/numbering-plan"

PHONE_NUMBER = Entity(
    name="PHONE_NUMBER",
    title="Telephone number",
    meaning="A telephone number in the United Kingdom, of a person or of an organisation.",
    uk_gdpr=UkGdpr.PERSONAL,
    harm=Harm.CONTACT,
    sensitivity=Sensitivity.LOW,
    breach_category="Basic personal identifiers",
    remedy="Keep contact details in one directory and remove the copies.",
    role=Role.PHONE,
    references=(_NUMBERING_PLAN,),
)
EMAIL_ADDRESS = Entity(
    name="EMAIL_ADDRESS",
    title="E-mail address",
    meaning="An e-mail address, which often holds the name of its owner.",
    uk_gdpr=UkGdpr.PERSONAL,
    harm=Harm.CONTACT,
    sensitivity=Sensitivity.LOW,
    breach_category="Basic personal identifiers",
    remedy="Keep contact details in one directory and remove the copies.",
    role=Role.EMAIL,
    references=("https://www.rfc-editor.org/rfc/rfc5321",),
)

_GAP = rf"[ .{WIDE_SPACE}{DASHES}]{{0,2}}"
_PREFIX = rf"(?:\(?(?:\+|00)44\)?{_GAP}(?:\(0\){_GAP}|0)?|\(?0)\(?"
# 01632 960123 and 07700 900 461; 0161 496 0123 and 0808 157 0123; 020 7946 0958.
_FIVE = rf"[1378][0-9]{{3}}\)?{_GAP}[0-9]{{3}}{_GAP}[0-9]{{2,3}}"
_FOUR = rf"[1378][0-9]{{2}}\)?{_GAP}[0-9]{{3}}{_GAP}[0-9]{{3,4}}"
_THREE = rf"2[0-9]\)?{_GAP}[0-9]{{4}}{_GAP}[0-9]{{4}}"
_PHONE = rf"(?P<value>{_PREFIX}(?:{_FIVE}|{_FOUR}|{_THREE}))"
# In a telephone column any grouping will do, and a spreadsheet may have dropped the first 0.
_LOOSE_PHONE = rf"(?P<value>\(?\+?\(?[0-9](?:[ ()/{WIDE_SPACE}{DASHES}]{{0,3}}[0-9]){{8,13}})"

_PHONE_WORDS = (
    *("tel", "telephone", "phone", "mobile", "mob", "ring", "call", "landline", "contact", "fax"),
    *("tel no", "phone no", "phone number", "contact number", "contact no", "text", "rang"),
)
_PHONE_HEADERS = ("cell", "telecom", "pid 13", "pid 14", "telno", "home no", "work no", "ph no")

_PHONE_RIVALS = (
    *("account", "acct", "order", "invoice", "serial", "isbn", "sku", "batch", "ref", "nhs", "chi"),
    *("nhs number", "nhs no", "utr", "iban", "sort code", "uprn", "tracking", "barcode", "ticket"),
)

# A few towns have numbers of ten digits; so have orders and accounts, and many begin with 0.
# Without groups, brackets or a word beside them they are nothing.
_TEN_DIGITS = regex.compile(r"0[0-9]{9}")


def _ungrouped_ten(value: str) -> bool:
    return checks.filler(value) or _TEN_DIGITS.fullmatch(value) is not None


PHONE = Recognizer(
    name="phone_number",
    entity=PHONE_NUMBER,
    patterns=(Pattern("national or +44", NUMBER_START + _PHONE + NUMBER_END, 0.6),),
    check=checks.uk_phone,
    checked_score=0.6,
    reject=_ungrouped_ten,
    context=_PHONE_WORDS,
    headers=_PHONE_HEADERS,
    context_score=0.85,
    rivals=_PHONE_RIVALS,
    examples=(
        "Office 020 7946 0958, on call 07700 900461",
        "Ring +44 (0)161 496 0123 or 0044 7700 900462",
        "(01632) 960123",
        "0161-496-0123",
        "07700900461",
        "+447700900461",
        "+44 7700 900 461",
        "(020) 7946 0958",
        "tel:01632.960.123",
        "03069 990123",
        "07700\u00a0900461",
    ),
    counter_examples=(
        "Account 12345678, batch 1234 5678, order 2024 20260401",
        "0770090046",
        "077009004611",
        "7700900461",
        "0.07700900461",
        "CHI 0101011237",
        "ISBN 0601529693",
        "01-02-2026 12:30",
        "020 7946",
    ),
    header_examples=(("Mobile", "07700 900461"), ("homeTelNo", "01632960123")),
    references=(_NUMBERING_PLAN,),
)
PHONE_TEN_DIGITS = Recognizer(
    name="phone_number_ten_digits",
    entity=PHONE_NUMBER,
    patterns=(
        Pattern("ten digits", NUMBER_START + "(?P<value>0[1378][0-9]{8})" + NUMBER_END, 0.3),
    ),
    check=checks.uk_phone,
    checked_score=0.3,
    reject=checks.filler,
    context=_PHONE_WORDS,
    headers=_PHONE_HEADERS,
    context_score=0.85,
    rivals=_PHONE_RIVALS,
    requires_context=True,
    examples=("Tel 0120496012", "ring 0169772961"),
    counter_examples=("0120496012", "Order 0120496012", "Tel 01204960123"),
    header_examples=(("Phone", "0120496012"),),
    references=(_NUMBERING_PLAN,),
)
PHONE_COLUMN = Recognizer(
    name="phone_number_column",
    entity=PHONE_NUMBER,
    patterns=(
        Pattern("whole cell", CELL_START + "'?" + _LOOSE_PHONE + r"(?:\.0)?" + CELL_END, 0.85),
    ),
    check=checks.uk_phone,
    checked_score=0.85,
    reject=checks.filler,
    headers=_PHONE_WORDS + _PHONE_HEADERS,
    context_score=0.85,
    rivals=("date", "time", "id", "ref", "type", "status", "count", "duration"),
    requires_header=True,
    counter_examples=("Mobile 7700900461",),
    header_examples=(
        ("Mobile", "7700900461"),
        ("tel", "161 496 0123"),
        ("Phone", "7700900461.0"),
        ("phone_number", "077 009 00461"),
    ),
    references=(_NUMBERING_PLAN,),
)

_LOCAL = r"[0-9A-Za-z](?:[0-9A-Za-z._%+'\-]{0,62}[0-9A-Za-z_+\-])?"
_DOMAIN = r"(?:[0-9A-Za-z](?:[0-9A-Za-z\-]{0,61}[0-9A-Za-z])?\.){1,6}[A-Za-z]{2,24}"
_FILE_ENDINGS = ("png", "jpg", "jpeg", "gif", "svg", "webp", "css", "js", "pdf", "zip")


def _no_mailbox(value: str) -> bool:
    """Whether it only looks like an address: `icon@2x.png`, `git@…`."""
    local, _, domain = value.lower().partition("@")
    return local == "git" or domain.rpartition(".")[2] in _FILE_ENDINGS


EMAIL = Recognizer(
    name="email_address",
    entity=EMAIL_ADDRESS,
    patterns=(
        Pattern(
            "mailbox",
            rf"(?<![0-9A-Za-z._%+'@\-])(?P<value>{_LOCAL}@{_DOMAIN})(?![0-9A-Za-z@])",
            0.85,
        ),
    ),
    reject=_no_mailbox,
    context=("email", "e-mail", "mail", "mailto"),
    context_score=0.95,
    examples=(
        "edna.clegg@example.com",
        "From: Office <office@example.org>",
        "o'brien@care.example.com.",
        "mailto:j_shah+rota@example.co.uk?subject=x",
    ),
    counter_examples=(
        "icon@2x.png",
        "git@example.com:team/rota.git",
        "edna@",
        "a@b",
        "@example.com",
    ),
    header_examples=(("Email", "edna@example.com"),),
    references=("https://www.rfc-editor.org/rfc/rfc5321",),
)

RECOGNIZERS: tuple[Recognizer, ...] = (PHONE, PHONE_TEN_DIGITS, PHONE_COLUMN, EMAIL)
