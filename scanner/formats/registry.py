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
    Format("text", "text", "scanner.formats.text:read", ("txt", "log", "md")),
    Format("cards", "contacts or calendar", "scanner.formats.cards:read", ("vcf", "ics")),
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
    Format("xls", "Excel 97 workbook", "scanner.formats.spreadsheet:read_xls", ("xls", "xlt")),
    Format("ods", "OpenDocument sheet", "scanner.formats.spreadsheet:read_ods", ("ods",)),
    # documents
    Format("docx", "Word document", "scanner.formats.word:read", ("docx", "docm", "dotx")),
    Format("pptx", "presentation", "scanner.formats.slides:read", ("pptx", "pptm", "ppsx")),
    Format("odt", "OpenDocument text", "scanner.formats.opendocument:read", ("odt", "odp", "odg")),
    Format("pdf", "PDF", "scanner.formats.pdf:read", ("pdf",)),
    Format("doc", "Word 97 document", "scanner.formats.word97:read", ("doc", "dot")),
    Format("ppt", "PowerPoint 97 presentation", "scanner.formats.slides97:read", ("ppt", "pps")),
    Format("ole", "object of an old program", "scanner.formats.ole_objects:read", ()),
    Format("vsdx", "Visio drawing", "scanner.formats.visio:read", ("vsdx", "vsdm", "vstx")),
    Format("iwork", "iWork document", "scanner.formats.iwork:read", ("pages", "numbers", "key")),
    Format("wordperfect", "WordPerfect document", "scanner.formats.wordperfect:read", ("wpd",)),
    Format("onenote", "OneNote section", "scanner.formats.onenote:read", ("one", "onetoc2")),
    # mail
    Format("msg", "Outlook message", "scanner.formats.msg:read", ("msg", "oft")),
    Format("tnef", "winmail.dat", "scanner.formats.tnef:read", ("tnef",)),
    Format("cms", "signed message", "scanner.formats.cms:read", ("p7m", "p7s", "p7b")),
    Format("pst", "Outlook mailbox", "scanner.formats.pst:read", ("pst", "ost"), "keysweep[pst]"),
    Format("eml", "e-mail", "scanner.formats.mail:read", ("eml", "mht", "mhtml")),
    Format("mbox", "mailbox", "scanner.formats.mbox:read", ("mbox", "mbx")),
    # containers
    Format("zip", "ZIP archive", "scanner.formats.dump_pieces:read_zip", ("zip", "epub", "jar")),
    Format("tar", "TAR archive", "scanner.formats.dump_pieces:read_tar", ("tar",)),
    Format("gzip", "gzip file", "scanner.formats.dump_pieces:read_gzip", ("gz", "tgz")),
    Format("bzip2", "bzip2 file", "scanner.formats.archive:read_bzip2", ("bz2", "tbz2")),
    Format("xz", "xz file", "scanner.formats.archive:read_xz", ("xz", "txz", "lzma")),
    Format("zstd", "Zstandard file", "scanner.formats.streams:read_zstd", ("zst", "zstd")),
    Format("lz4", "LZ4 file", "scanner.formats.streams:read_lz4", ("lz4",)),
    *(
        Format(name, title, "scanner.formats.libarchive:read", endings, "keysweep[archives]")
        for name, title, endings in (
            ("7z", "7-Zip archive", ("7z",)),
            ("rar", "RAR archive", ("rar",)),
            ("cab", "Cabinet archive", ("cab",)),
            ("ar", "ar archive", ("ar", "deb")),
            ("iso", "ISO disc image", ("iso",)),
        )
    ),
    Format(
        "compress",
        "compress (.Z) file",
        "scanner.formats.libarchive:read_compress",
        ("z",),
        "keysweep[archives]",
    ),
    # pictures
    Format("image", "picture", "scanner.formats.image:read", ("png", "jpg", "jpeg", "tif", "tiff")),
    Format(
        "dicom", "DICOM medical image", "scanner.formats.dicom:read", ("dcm",), "keysweep[dicom]"
    ),
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
    Format("feather", "Feather version 1 file", "scanner.formats.columns:read_feather", ()),
    Format("orc", "ORC file", "scanner.formats.columns:read_orc", ("orc",)),
    Format("avro", "Avro file", "scanner.formats.avro:read", ("avro",), "keysweep[avro]"),
    Format("dbf", "dBase table", "scanner.formats.dbf:read", ("dbf",)),
    Format("berkeley", "Berkeley DB", "scanner.formats.strings:read", ()),
    Format("textruns", "file of unknown structure", "scanner.formats.strings:read", ()),
    Format("biff", "Excel sheet before 97", "scanner.formats.biff:read", (), "keysweep[legacy]"),
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
    return contained(cast(Reader, reader), format)


def _missing(format: Format, error: ImportError) -> UnreadableError:
    package = (error.name or "what it needs").partition(".")[0]
    return UnreadableError(
        Reason.EXTRA_MISSING,
        f"a {format.title} cannot be read: {package} is missing",
        f"pip install '{format.needs or package}'",
        Stage.IDENTIFY,
    )


def contained(reader: Reader, format: Format) -> Reader:
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
