"""Whether the first row of a table names its columns. Knows nothing of delimiters or tags.

A header wrongly taken for data costs a little context; data wrongly taken for a header would be
lost. So in doubt the answer is no.
"""

from collections.abc import Sequence

import regex

Row = Sequence[str | None]

_MAX_NAME_CHARS = 80
_ROWS_COMPARED = 50
# No column is called like this: long digits, dates, mail addresses, postcodes.
_DATA = regex.compile(
    r"[0-9]{5}|[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4}|\S@\S|^[-+£$€]?[0-9.,\s%]+$|[0-9]:[0-9]{2}"
    r"|\b[A-Z]{1,2}[0-9][0-9A-Z]? [0-9][A-Z]{2}\b|://"
)
_WORD = regex.compile(r"\p{Lu}?\p{Ll}+|\p{Lu}+(?!\p{Ll})|[0-9]+")
# The words that headers of health and care extracts are made of, besides the technical ones.
_NAMES = frozenset(
    """access address age alarm alert allergies allergy amount answer area birth borough bp
    building care carer carers category ccg chi city class client clients clinic clinician
    code codes comment comments consent consultant contact contacts country county created
    customer date day department dept desc description detail details diagnosis district dob
    doctor dod door dosage dose drug email employee end entry ethnicity event family fax
    field file first flag forename forenames from gender given gp group home hospital hour
    house how icd id ident identifier initial initials instructions key keysafe kin label
    language last line locality location marital medication member message middle mobile
    mode month morning mrn name names nationality nhs ni night nino no nok note notes number
    numbers nurse occupation order organisation pas password patient payroll person phone
    pin plan postcode practice price priority provider qty quantity question reason record
    ref reference referral region relationship religion remarks reply resident result risk
    role room row safe score sent service sex shift site snomed sort source specialty staff
    start state status street subscriber surgery surname system tel telephone tenant term
    text time title total town type uid unit uprn url user username value version visit
    visitor visits ward weight what where wheres who worker year zip""".split()
)

# Words that stand in addresses too: beside other words they say nothing.
_PLACES = frozenset("building city district high home hospital house room street town ward".split())


def has_header(rows: Sequence[Row]) -> bool:
    """Whether `rows[0]` names the columns of the rows below it."""
    if not rows:
        return False
    names = [(cell or "").strip() for cell in rows[0]]
    filled = [name for name in names if name]
    if not filled or 2 * len(filled) < len(names) or any(map(_is_data, filled)):
        return False
    if len({name.lower() for name in filled}) * 2 < len(filled):
        return False
    below = rows[1 : 1 + _ROWS_COMPARED]
    if _repeats_below(names, below):
        return False
    known = sum(map(_is_known, filled))
    return known * 2 >= len(filled) or _differs_in_kind(names, below)


def _is_data(cell: str) -> bool:
    return len(cell) > _MAX_NAME_CHARS or "\n\n" in cell or _DATA.search(cell) is not None


def _is_known(name: str) -> bool:
    """Whether a name is made of a few words, one of which headers use, or written like code."""
    words = _WORD.findall(name)
    if not 0 < len(words) <= 8 or words[0].isdigit():
        return False
    known = {word.lower() for word in words if {word.lower(), word.lower().rstrip("s")} & _NAMES}
    if known - _PLACES or len(known) == len(words):
        return True
    return "_" in name and " " not in name


def _repeats_below(names: Sequence[str], below: Sequence[Row]) -> bool:
    """Whether a third of the first row's cells occur again in their columns: so it is a value."""
    repeated = sum(
        any(index < len(row) and (row[index] or "").strip() == name for row in below)
        for index, name in enumerate(names)
        if name
    )
    return 3 * repeated > len(names)


def _differs_in_kind(names: Sequence[str], below: Sequence[Row]) -> bool:
    """Whether some column holds digits or addresses throughout, and its first cell does not."""
    if len(below) < 2 and sum(map(bool, names)) < 2:
        return False
    return any(
        name and _has_mark(name) is False and _mostly_marked(index, below)
        for index, name in enumerate(names)
    )


def _mostly_marked(index: int, below: Sequence[Row]) -> bool:
    cells = [row[index] for row in below if index < len(row) and row[index]]
    return bool(cells) and sum(_has_mark(cell or "") for cell in cells) * 5 >= len(cells) * 4


def _has_mark(cell: str) -> bool:
    return "@" in cell or any(character.isdigit() for character in cell)
