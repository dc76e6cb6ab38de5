"""Numbers of price lists, source code and database definitions: no home's code.

Such papers name key safes and alarms as often as care notes do, so the words around a number say
nothing there; what tells them apart is how the line is set.
"""

import re

_FLAGS = re.IGNORECASE | re.MULTILINE
_NEAR = 60  # code points looked at on either side

# `IllegalStateException("E2290")`, yet not `keySafeCode("4829")`.
_ARGUMENT = re.compile(
    r"(?<![A-Za-z])[A-Za-z_][\w.]{0,60}(?<!code)(?<!pin)(?<!number)\(\s?[\"']\Z", _FLAGS
)
_SQL_LENGTH = re.compile(
    r"(?<![a-z])(?:(?:n|var|nvar)?char2?|character varying|decimal|numeric|number|int|integer|"
    r"varbinary|binary)\s?\(\s?\Z",
    _FLAGS,
)
_PRICE = r"(?:[£$€]\s?)?(?:[0-9]{1,3}|[0-9]{1,5}\.[0-9]{2})(?![0-9.])(?=[ \t]*$|[ \t]{2})"
# "kit 7306 .. 140", "lock 7790, satin .... 84.00": the leader runs on to a price.
_LEADS_TO_PRICE = re.compile(
    rf"\s?\.{{2,}}\s{{0,4}}{_PRICE}|[^\n.:]{{0,40}}\.{{4,}}\s{{0,4}}{_PRICE}", _FLAGS
)
_AFTER_LEADER = re.compile(r"(?<!code)(?<!code )(?<!number)(?<!pin)\s?\.{2,}\s{0,4}\Z", _FLAGS)
_PRICED = re.compile(r"[ \t]{0,2}(?:[,–-][ \t]?)?[£$€][ \t]?[0-9]", _FLAGS)
_CODE_BEFORE = re.compile(r"(?:codes?|number|no\.?|pin|to|is|press|use)[\s:=#\"'-]{0,3}\Z", _FLAGS)
# "KS-500", "C-500": a designation.
_DESIGNATION = re.compile(r"(?<![A-Za-z0-9])(?-i:[A-Z]{1,3})-\Z", _FLAGS)

# "leaflet code KS1234", "model KS500": the letters belong to the number.
_NUMBERED_PAPER = re.compile(
    r"(?<![a-z])(?:leaflet|form|document|doc|fact ?sheet|poster|guide|brochure|product|part|item|"
    r"model|stock|catalogue|cat|sku|order|booklet|template|policy|module|ref|reference|asset)\.?"
    r"(?: (?:code|no|number|ref|id))?[.:#]?\s{0,2}ks[ -]?\Z",
    _FLAGS,
)


def is_listed(text: str, start: int, end: int) -> bool:
    """Whether the line around a number is set as a price list, source code or a definition."""
    before = text[max(0, start - _NEAR) : start]
    if _ARGUMENT.search(before) or _SQL_LENGTH.search(before):
        return True
    if _NUMBERED_PAPER.search(before):
        return True
    short = end - start == 3
    return (short and _DESIGNATION.search(before) is not None) or _has_price(
        text, before, end, short
    )


def _has_price(text: str, before: str, end: int, short: bool) -> bool:
    """Whether a number has a price beside it, or (three digits behind a leader) is one."""
    if short and _AFTER_LEADER.search(before):
        return True
    if _LEADS_TO_PRICE.match(text, end):
        return True
    return _PRICED.match(text, end) is not None and not _CODE_BEFORE.search(before)
