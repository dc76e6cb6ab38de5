"""The written forms of ten-digit health numbers, as expressions; `health` says what they mean."""

from recognizers.borders import (
    CELL_END,
    CELL_START,
    DASHES,
    NUMBER_END,
    NUMBER_START,
    WIDE_SPACE,
)
from recognizers.declaration import Pattern

# "?" and "_" stand where an export lost zero-width joiners.
_JOIN = rf"[ \t{WIDE_SPACE}.?_{DASHES}]{{1,3}}"
_BARE = rf"(?P<value>[0-9]{{10}}|[0-9]{{6}}{_JOIN}[0-9]{{4}}|[0-9]{{3}}{_JOIN}[0-9]{{7}})"
_GROUPED = rf"(?P<value>[0-9]{{3}}{_JOIN}[0-9]{{3}}{_JOIN}[0-9]{{4}})"
# What else has been seen between the groups, in addresses and pages too, and the thousands
# separators of a spreadsheet. Not how the number is printed, so something must name it.
_ODD_JOIN = r"(?:[/,|\\+\u00b7\u2022]|%20|&nbsp;|&#160;)"
_ODD = (
    rf"(?P<value>[0-9]{{3}}{_ODD_JOIN}[0-9]{{3}}{_ODD_JOIN}[0-9]{{4}}"
    r"|[0-9],[0-9]{3},[0-9]{3},[0-9]{3})"
)
# A label may touch the number: NHS9990000018, NHSNo9990000018.
_GLUED = r"(?<![A-Za-z])(?:nhs|chi|hcn)(?:no|num|number)?"

UNGROUPED = (
    Pattern("ten digits", NUMBER_START + _BARE + NUMBER_END, 0.4),
    Pattern("ten digits behind a label", _GLUED + _BARE + NUMBER_END, 0.4),
    Pattern("groups oddly joined", NUMBER_START + _ODD + NUMBER_END, 0.4),
)
GROUPED = (
    Pattern("3-3-4", NUMBER_START + _GROUPED + NUMBER_END, 0.6),
    Pattern("3-3-4 behind a label", _GLUED + _GROUPED + NUMBER_END, 0.6),
)
CHI_FORMS = (*UNGROUPED, Pattern("3-3-4", NUMBER_START + _GROUPED + NUMBER_END, 0.4))
NINE_DIGITS = (Pattern("nine digits", NUMBER_START + r"(?P<value>[0-9]{9})" + NUMBER_END, 0.4),)
# Scanned letters and exports are often called by the number alone: 9990000018.pdf.
FILE_NAME = (
    Pattern(
        "name of a file",
        CELL_START + r"\.?(?P<value>[0-9]{10})(?:\.[0-9A-Za-z]{1,8}){1,2}" + CELL_END,
        0.5,
    ),
)
