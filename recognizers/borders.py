"""Pieces of expressions that several subjects share: what may stand beside and inside a number.

Characters beyond ASCII are written as escapes, so that every engine reads them alike.
"""

# No-break, thin, narrow, wide and other typographic spaces, soft hyphens, zero-width characters,
# marks of direction and the byte order mark, as word processors, web pages and spreadsheets leave
# them inside a number.
WIDE_SPACE = r"\u00a0\u00ad\u2000-\u200f\u202f\u205f-\u2064\u3000\ufeff"
DASHES = r"\u2010-\u2015\u2212\-"

# A number may follow a dot or a dash, but not one that joins it to further digits: that would be
# the fraction of a decimal, or the middle of something longer.
NUMBER_START = rf"(?:(?<![0-9A-Za-z+.{DASHES}])|(?<![0-9])[.{DASHES}])"
# The same behind it; a `.0` that a spreadsheet added is passed over.
NUMBER_END = rf"(?:\.0{{1,2}})?(?:(?![0-9A-Za-z.{DASHES}])|[.{DASHES}](?![0-9]))"

# A value that fills its line, as a cell does. Not `^`: cells are joined when they are searched.
CELL_START = r"(?<![^\r\n])[ \t]{0,8}"
CELL_END = r"[ \t]{0,8}(?![^\r\n])"
