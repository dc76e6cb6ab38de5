"""All formats keysweep reads. To add one: one module, one line here, one sample.

Other packages add theirs through entry points of the group `keysweep.formats`, each of which
names a `Format`.
"""

from collections.abc import Iterator
from functools import lru_cache, wraps
from importlib import import_module
from importlib.metadata import entry_points
from typing import BinaryIO, cast

from scanner.errors import ConfigError, UnreadableError
from scanner.formats.protocol import Extracted, Format, Reader
from scanner.model import DataObject, Limits, Reason, Stage

ENTRY_POINTS = "keysweep.formats"

BUILT_IN: tuple[Format, ...] = (
    # text family
    Format("text", "text", "scanner.formats.text:read", ("txt", "log", "md", "ics", "vcf")),
    Format("csv", "delimited table", "scanner.formats.delimited:read", ("csv", "tsv", "tab")),
    Format("json", "JSON", "scanner.formats.json_text:read", ("json",)),
    Format("ndjson", "JSON lines", "scanner.formats.json_text:read", ("ndjson", "jsonl")),
    Format("hl7", "HL7 v2 messages", "scanner.formats.hl7:read", ("hl7",)),
    Format("xml", "XML", "scanner.formats.markup:read_xml", ("xml",)),
    Format("html", "web page", "scanner.formats.markup:read_html", ("html", "htm", "xhtml")),
    Format("sql", "SQL dump", "scanner.formats.sql_dump:read", ("sql",)),
    Format("rtf", "Rich Text", "scanner.formats.rtf:read", ("rtf",)),
    # spreadsheets
    Format("xlsx", "Excel workbook", "scanner.formats.spreadsheet:read_xlsx", ("xlsx", "xlsm")),
    Format("xlsb", "Excel binary workbook", "scanner.formats.spreadsheet:read_xlsb", ("xlsb",)),
    Format("xls", "Excel 97 workbook", "scanner.formats.spreadsheet:read", ("xls", "xlt")),
    Format("ods", "OpenDocument sheet", "scanner.formats.spreadsheet:read_ods", ("ods",)),
    # documents
    Format("docx", "Word document", "scanner.formats.word:read", ("docx", "docm", "dotx")),
    Format("pptx", "presentation", "scanner.formats.slides:read", ("pptx", "pptm", "ppsx")),
    Format("odt", "OpenDocument text", "scanner.formats.opendocument:read", ("odt", "odp", "odg")),
    Format("pdf", "PDF", "scanner.formats.pdf:read", ("pdf",)),
    # mail
    Format("eml", "e-mail", "scanner.formats.mail:read", ("eml", "mht", "mhtml")),
    Format("mbox", "mailbox", "scanner.formats.mbox:read", ("mbox", "mbx")),
    # containers
    Format("zip", "ZIP archive", "scanner.formats.dump_pieces:read_zip", ("zip", "epub", "jar")),
    Format("tar", "TAR archive", "scanner.formats.dump_pieces:read_tar", ("tar",)),
    Format("gzip", "gzip file", "scanner.formats.dump_pieces:read_gzip", ("gz", "tgz")),
    Format("bzip2", "bzip2 file", "scanner.formats.archive:read_bzip2", ("bz2", "tbz2")),
    Format("xz", "xz file", "scanner.formats.archive:read_xz", ("xz", "txz", "lzma")),
    # databases and columns
    Format("sqlite", "SQLite database", "scanner.formats.sqlite:read", ("sqlite", "sqlite3", "db")),
    Format("pgdump", "PostgreSQL dump", "scanner.formats.pg_dump:read", ("dump", "pgdump")),
    Format("mysqlxml", "MySQL dump as XML", "scanner.formats.mysql_xml:read", ()),
    Format("copytext", "rows of a table", "scanner.formats.copy_text:read", ()),
    Format("bson", "MongoDB collection", "scanner.formats.bson_dump:read", ("bson",)),
    Format("mongoarchive", "MongoDB archive", "scanner.formats.bson_dump:read_archive", ()),
    Format("redis", "Redis dump", "scanner.formats.redis_dump:read", ("rdb",)),
    Format("dynamodb", "DynamoDB export", "scanner.formats.dynamodb:read", ()),
    Format("ion", "DynamoDB export as Ion", "scanner.formats.dynamodb:read_ion", ("ion",)),
    Format(
        "access",
        "Access database",
        "scanner.formats.access:read",
        ("mdb", "accdb"),
        "keysweep[access]",
    ),
    Format("bacpac", "SQL Server bacpac", "scanner.formats.bacpac:read", ("bacpac",)),
    Format("parquet", "Parquet file", "scanner.formats.exported_tables:read", ("parquet", "pq")),
    Format("arrow", "Arrow file", "scanner.formats.parquet:read_arrow", ("arrow", "feather")),
)


@lru_cache(maxsize=1)
def added_formats() -> tuple[Format, ...]:
    """The formats that other installed packages add. Raises `ConfigError`."""
    taken = {format.name for format in BUILT_IN}
    found: list[Format] = []
    for point in sorted(entry_points(group=ENTRY_POINTS), key=lambda point: point.name):
        added = point.load()
        if not isinstance(added, Format):
            raise ConfigError(f"entry point {point.name!r} of {ENTRY_POINTS} is not a Format")
        if added.name in taken:
            raise ConfigError(f"entry point {point.name!r}: the format {added.name!r} exists")
        taken.add(added.name)
        found.append(added)
    return tuple(found)


def all_formats() -> tuple[Format, ...]:
    """Every format, the added ones last."""
    return BUILT_IN + added_formats()


def by_name(name: str) -> Format:
    """The format of that name. Raises `ConfigError` where there is none."""
    for format in all_formats():
        if format.name == name:
            return format
    raise ConfigError(f"no format {name!r}; known: {', '.join(f.name for f in all_formats())}")


def load(format: Format) -> Reader:
    """The format's reader, imported now. Nothing but `UnreadableError` leaves it.

    Raises `UnreadableError` with EXTRA_MISSING where what it needs is not installed.
    """
    module, _, function = format.reader.partition(":")
    try:
        reader = getattr(import_module(module), function)
    except ImportError as error:
        raise _missing(format, error) from None
    return _contained(cast(Reader, reader), format)


def _missing(format: Format, error: ImportError) -> UnreadableError:
    package = (error.name or "what it needs").partition(".")[0]
    return UnreadableError(
        Reason.EXTRA_MISSING,
        f"a {format.title} cannot be read: {package} is missing",
        f"pip install '{format.needs or package}'",
        Stage.IDENTIFY,
    )


def _contained(reader: Reader, format: Format) -> Reader:
    """The reader, made safe: parsers of others raise anything on files nobody foresaw.

    The error's message is dropped because it may quote content; its type is told.
    """

    @wraps(reader)
    def read(stream: BinaryIO, obj: DataObject, limits: Limits) -> Iterator[Extracted]:
        try:
            yield from reader(stream, obj, limits)
        except UnreadableError:
            raise
        except ImportError as error:
            raise _missing(format, error) from None
        except MemoryError:
            raise UnreadableError(Reason.OUT_OF_MEMORY, f"reading a {format.title}") from None
        except OSError as error:
            raise UnreadableError(Reason.IO_ERROR, type(error).__name__) from None
        except Exception as error:
            name = type(error).__name__
            raise UnreadableError(
                Reason.CRASHED, f"{name} while reading a {format.title}"
            ) from None

    return read
