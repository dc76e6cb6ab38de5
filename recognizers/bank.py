"""Bank accounts of the United Kingdom: sort code and account number.

The banks' own modulus check needs a table that changes every quarter and has its own terms, so
the two numbers are told by their words, their header or each other.
"""

from collections.abc import Iterator

from recognizers import checks
from recognizers.borders import DASHES, NUMBER_END, NUMBER_START
from recognizers.dates import parse_dates
from recognizers.declaration import (
    Entity,
    Finder,
    Pattern,
    RawMatch,
    Recognizer,
    Sensitivity,
    compiled,
)
from recognizers.money import TO_PAYROLL, finance_entity
from recognizers.words import load

_BANK_PAGE = "https://www.vocalink.com/tools/modulus-checking/"

BANK_ACCOUNT: Entity = finance_entity(
    "BANK_ACCOUNT",
    "Bank account number",
    "The number of an account at a bank or building society in the United Kingdom.",
    Sensitivity.HIGH,
    TO_PAYROLL,
    _BANK_PAGE,
)
SORT_CODE: Entity = finance_entity(
    "SORT_CODE",
    "Sort code",
    "The branch of a bank; it says little alone, and with the account number where money lies.",
    Sensitivity.LOW,
    TO_PAYROLL,
    _BANK_PAGE,
)

_SORT = rf"[0-9]{{2}}[ {DASHES}][0-9]{{2}}[ {DASHES}][0-9]{{2}}"
_DASHED_SORT = rf"[0-9]{{2}}[{DASHES}][0-9]{{2}}[{DASHES}][0-9]{{2}}"
_SORT_WORDS = ("sort code", "s/code", "s/c", "sort", "bank code", "branch code")
# What else may be written as three pairs of digits.
_DATE_WORDS = (
    *("date", "dated", "dob", "born", "due", "visit", "paid", "on", "from", "until", "since"),
    *("expiry", "start", "end", "code club", "review"),
)
_BANK_WORDS = (
    *("bank account", "bank a/c", "bank details", "bacs", "direct debit", "building society"),
    *("account number", "account no", "account num", "a/c", "a/c no", "a/c number", "acc no"),
    *(
        "acc number",
        "acct no",
        "acct number",
        "acct",
        "sort code",
        "s/code",
        "payee account",
        "acc",
        "bank",
    ),
)
_BANK_HEADERS = (
    *("a c no", "a c number", "a c", "bank acc", "bank ac", "acc num", "acct num", "ac no"),
    *("ac number", "accountno", "accno", "account nr"),
)
_ACCOUNTS_ELSEWHERE = load("other_accounts")


def _filler_sort(value: str) -> bool:
    """Blanks of forms: 00-00-00, 11-11-11."""
    return len(set(checks.digits_of(value))) < 2


def _filler_account(value: str) -> bool:
    """Blanks of forms, and days written without separators."""
    digits = checks.digits_of(value)
    is_day = len(digits) == 8 and digits[:2] in ("19", "20") and bool(parse_dates(digits))
    return is_day or len(set(digits)) < 2


_BETWEEN = r"[ ,;/|:&\t]{1,4}(?:(?:account|acct|acc|a/c)(?: (?:number|num|no))?[.:]?[ ]{0,2})?"
_PAIR_FORMS = (
    NUMBER_START + rf"(?P<sort>{_DASHED_SORT}){_BETWEEN}\(?(?P<account>[0-9]{{8}})" + NUMBER_END,
    NUMBER_START
    + rf"(?P<account>[0-9]{{8}})[ ,;/|&\t]{{1,4}}\(?(?P<sort>{_DASHED_SORT})"
    + NUMBER_END,
)
_PAIRS = tuple(Pattern(f"pair {i}", form, 0.7) for i, form in enumerate(_PAIR_FORMS, 1))


def _pairs(half: str) -> Finder:
    """A pair needs no word unless its first half may be a day: 01-02-23 12345678."""

    def find(text: str) -> Iterator[RawMatch]:
        for form in _PAIRS:
            for pair in compiled(form.regex).finditer(text):
                fillers = _filler_sort(pair["sort"]) or _filler_account(pair["account"])
                if not fillers and not parse_dates(pair["sort"]):
                    start, end = pair.span(half)
                    yield RawMatch(start, end, form.score, form.name)

    return find


SORT_CODES = Recognizer(
    name="sort_code",
    entity=SORT_CODE,
    patterns=(
        Pattern("three pairs", NUMBER_START + rf"(?P<value>{_SORT})" + NUMBER_END, 0.2),
        Pattern("six digits", NUMBER_START + "(?P<value>[0-9]{6})" + NUMBER_END, 0.1),
    ),
    reject=_filler_sort,
    context=_SORT_WORDS,
    headers=("s code", "s c", "sortcode", "sc"),
    context_score=0.9,
    rivals=_DATE_WORDS,
    window=(25, 20),
    requires_context=True,
    examples=(
        "Savings: sort code 09-01-29, account number 512345678 (9 digits)",
        "S/code 089999",
        "Sort Code: 08 99 99",
        "08-99-99 (sort code)",
    ),
    counter_examples=("08-09-26", "sort code 00-00-00", "Visit 08-09-26", "Sorted 08-09-26"),
    header_examples=(
        ("s/code", "08-99-99"),
        ("SortCode", "089999"),
        ("Bank Sort Code", "08-99-99"),
    ),
    references=(_BANK_PAGE,),
)
SORT_CODE_PAIR = Recognizer(
    name="sort_code_pair",
    entity=SORT_CODE,
    patterns=_PAIRS,
    finder=_pairs("sort"),
    examples=("Pay 08-99-99 66374958 by Friday", "66374958 (08-99-99)"),
    counter_examples=("08-09-26 66374958", "00-00-00 00000000", "08-99-99 12"),
    references=(_BANK_PAGE,),
)
ACCOUNT_PAIR = Recognizer(
    name="bank_account_pair",
    entity=BANK_ACCOUNT,
    patterns=_PAIRS,
    finder=_pairs("account"),
    examples=("Pay 08-99-99 66374958 by Friday", "08-99-99 / 66374958"),
    counter_examples=("08-09-26 66374958", "08-99-99 00000000", "08-99-99 20240612"),
    references=(_BANK_PAGE,),
)
ACCOUNT = Recognizer(
    name="bank_account",
    entity=BANK_ACCOUNT,
    # Some building societies give nine digits, some banks seven.
    patterns=(Pattern("account number", NUMBER_START + "(?P<value>[0-9]{7,9})" + NUMBER_END, 0.1),),
    reject=_filler_account,
    context=_BANK_WORDS,
    headers=_BANK_HEADERS,
    context_score=0.8,
    rivals=_ACCOUNTS_ELSEWHERE,
    window=(30, 25),
    requires_context=True,
    examples=(
        "Savings: sort code 09-01-29, account number 512345678 (9 digits)",
        "Bank details: 08-99-99, 66374958",
        "A/C no 66374958 s/code 08-99-99",
        "Account no. 66374958",
    ),
    counter_examples=(
        "66374958",
        "Gas account number 66374958",
        "Account number 00000000",
        "Account opened 20240612, account number to follow",
        "Account 66374958, order 66374959",
        "Account number: tel 0206637495",
    ),
    header_examples=(
        ("a/c no", "66374958"),
        ("BankAccountNumber", "6637495"),
        ("acc_no", "66374958"),
    ),
    references=(_BANK_PAGE,),
)

RECOGNIZERS: tuple[Recognizer, ...] = (SORT_CODES, SORT_CODE_PAIR, ACCOUNT, ACCOUNT_PAIR)
