"""The keys by which tables point at people: `client_id`, `id` in a table of clients,
`subject.reference = "Patient/…"`.

A key-safe code often lies in a table of its own that names nobody; only such a key says whose
home it opens. They are never evidence of a person by themselves, and mean nothing outside their
own database or folder.
"""

from typing import Final

from recognizers.context import normalise_header

# What a table of people is called, singular.
_PEOPLE: Final = frozenset(
    "client patient resident customer person subscriber tenant member subject user participant "
    "staff employee carer worker su pt cust".split()
)
_ID_WORDS: Final = frozenset("id ref reference no num number key code identifier".split())


def names_people(column: str | None, table: str) -> bool:
    """Whether values of the column may be such keys; `table` is the table's or file's name."""
    if column is None:
        return False
    return column == "id" or _noun(column, table) in _PEOPLE or _is_reference(column)


def local_id(column: str, table: str, value: str, resource: str = "") -> str:
    """Noun and key in one spelling, or "" where the value is none.

    `resource` is the FHIR type of the record, to which a bare `id` belongs.
    """
    noun = resource.lower() if resource and column == "id" else _noun(column, table)
    key = value.strip()
    if "/" in key and _is_reference(column):
        kind, _, key = key.rpartition("/")
        noun = kind.rpartition("/")[2].lower()
    if noun not in _PEOPLE or not key or len(key) > 64:
        return ""
    return f"{noun}\0{key.lower()}"


def _is_reference(column: str) -> bool:
    return column.rpartition(".")[2] == "reference"


def _noun(column: str, table: str) -> str:
    """`client` for `client_id`, `ClientRef`, and for `id` in a table `clients`."""
    words = normalise_header(column).split()
    if not words or words[-1] not in _ID_WORDS:
        return ""
    noun = words[-2] if len(words) > 1 else _of_table(table)
    return noun if noun in _PEOPLE else noun.removesuffix("s")


def _of_table(table: str) -> str:
    words = normalise_header(table.rpartition(".")[2] or table).split()
    people = [word for word in (w.removesuffix("s") for w in words) if word in _PEOPLE]
    return people[-1] if people else ""
