"""Markdown in which nothing from a share can become markup."""

import re
from collections.abc import Iterable, Iterator, Sequence

BLANK = "[to be filled in]"
# Names of files must not become links, headings, tables or HTML.
_MARKUP = re.compile(
    r"([\\`*{}\[\]<>#|~&]|(?<![^\W_])_|_(?![^\W_])|^\s*[-+=](?=\s)|^\s*[0-9]+(?=[.)]\s))", re.M
)


def escaped(text: str) -> str:
    """A text that Markdown shows as it stands."""
    return _MARKUP.sub(lambda found: found[0][:-1] + "\\" + found[0][-1], text)


def table(columns: Sequence[str], rows: Iterable[Sequence[str | None]]) -> Iterator[str]:
    """The lines of a table; None becomes a blank."""
    yield f"| {' | '.join(map(escaped, columns))} |"
    yield "|" + "---|" * len(columns)
    for row in rows:
        cells = (BLANK if cell is None else escaped(cell).replace("\n", " ") for cell in row)
        yield f"| {' | '.join(cells)} |"
