"""The golden table: files of every format, and where in them values stand."""

from tests.formats.places import (
    archives,
    documents,
    drawings,
    health,
    mail,
    pages,
    sheets,
    slides,
    tables,
)

GROUPS = (archives, documents, drawings, health, mail, pages, sheets, slides, tables)
