"""Which text format a file's beginning is in. Content decides; the ending is a hint."""

import json
import re

from scanner.formats.dialect import sniff as sniff_dialect
from scanner.formats.encoding import HEAD_BYTES, decode_head
from scanner.formats.json_stream import DECODER

_TABLE_ENDINGS = frozenset({"csv", "tsv", "tab", "psv"})
# Text that may look like a table, a page or JSON and is none.
_PROSE_ENDINGS = frozenset(
    """md markdown rst log py js mjs ts tsx jsx java c h cpp hpp cs go rs rb php pl ps1 psm1 sh bash
    bat cmd vb vbs r swift kt scala lua env ini cfg conf toml yaml yml properties tex css scss vue
    ics vcf""".split()
)
_CONTROLS = re.compile(r"[\x01-\x08\x0e-\x1a\x1d-\x1f\x7f]")  # less those that text and MLLP use
_HL7 = re.compile(r"(?:MSH|FHS|BHS)([^\w\s])[^\w\s]{2,5}\1")
_JSON_OPENS = re.compile(r'\s*(?:\{\s*["}]|\[\s*(?:[\[{"\]]|-?[0-9]|true|false|null))')
_LABELLED = re.compile(r'\s*[\[{]\s*(?:\{\s*)?"[^"\n]{0,200}"\s*:')
_COMMENTS = re.compile(r"(?:\s*(?:<!--(?s:.*?)-->|<\?xml(?s:.*?)\?>))*\s*")
_HTML = re.compile(
    r"<(?:!doctype\s+html|html|head|body|title|meta|table|div|p|span|h[1-6]|script|style|ul|ol|br"
    r"|a|center|font|form|iframe|link|b|hr|img|base)\b[^<]*>",
    re.IGNORECASE,
)
_XML = re.compile(r"<!DOCTYPE\s|<[^\W\d][\w:.-]*(?:\s[^<>]*)?/?>")
_MYSQL_XML = re.compile(r"<mysqldump\b|<resultset\s+statement=|<pma_xml_export\b")
_XML_CUT = re.compile(r"<[^\W\d][\w:.-]*\s[^<>]*\Z")
_DUMP = re.compile(
    r"^-- (?:MySQL|MariaDB|PostgreSQL database|phpMyAdmin SQL) [Dd]ump"
    r"|^PRAGMA foreign_keys=OFF;\nBEGIN TRANSACTION;"
    r"|^COPY [\w.\"]+ \([^)\n]*\) FROM stdin;$",
    re.MULTILINE,
)
_INSERT = re.compile(
    r"^\s*(?:INSERT\s+(?:IGNORE\s+)?INTO|REPLACE\s+INTO)\s[^;\n]{1,4000}?VALUES?\s*\(",
    re.MULTILINE | re.IGNORECASE,
)
_COPY_FILE = re.compile(r"[0-9]{1,10}\.dat")  # as pg_dump names them in the directory format
_COPY_NULL = re.compile(r"(?:^|\t)\\N(?:\t|$)", re.MULTILINE)
_ESCAPED = re.compile(r"\\(?s:.)")
_ATTRIBUTES = r"\{\s*\"(?:[^\"\\]|\\.){1,255}\"\s*:\s*\{\s*\"(?:[BNS]S?|BOOL|NULL|M|L)\"\s*:"
_DYNAMODB = re.compile(
    r"\s*\{\s*(?:\"Metadata\"\s*:\s*\{(?:[^{}]|\{[^{}]{0,500}\}){0,500}\}\s*,\s*)?"
    rf"\"(?:Items?|Keys|NewImage)\"\s*:\s*\[?\s*{_ATTRIBUTES}"
)
_CREATE = re.compile(r"^\s*CREATE TABLE\s", re.MULTILINE | re.IGNORECASE)


def text_format(head: bytes, name: str) -> str | None:
    """The format of a file that begins with `head` (up to 64 KiB); None where it is no text."""
    text = decode_head(head).lstrip("\ufeff")
    if _is_binary(text):
        return None
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    cut = len(head) >= HEAD_BYTES
    if _HL7.match(text.lstrip("\x0b\x1c \n\t")):
        return "hl7"
    if ending in _PROSE_ENDINGS:
        return "text"
    if text.startswith("$ion_1_0"):
        return "ion"
    return (
        ("dynamodb" if _DYNAMODB.match(text) else _json(text, ending, cut))
        or _markup(text, ending)
        or _sql(text, ending)
        or _copied(text, name, cut)
        or _table(text, ending, cut)
        or "text"
    )


def _is_binary(text: str) -> bool:
    """Whether there are more control characters than stray ones, or mostly NUL."""
    if not text:
        return False
    # A file of UTF-16 appended to one of another encoding is up to half NUL and still text.
    nul = text.count("\0")
    controls = len(_CONTROLS.findall(text))
    return controls * 50 > len(text) or nul * 2 > len(text) + 1


def _json(text: str, ending: str, cut: bool) -> str | None:
    if not _JSON_OPENS.match(text):
        return None
    start = len(text) - len(text.lstrip())
    try:
        _, end = DECODER.raw_decode(text, start)
    except RecursionError:
        return "json"
    except json.JSONDecodeError as error:
        unfinished = cut and (error.pos > len(text) - 64 or error.msg.startswith("Unterminated"))
        likely = ending in {"json", "ndjson", "jsonl"} or _LABELLED.match(text)
        return "json" if unfinished or likely else None
    rest = text[end:]
    following = rest.lstrip(" \t\n,")[:1]
    if following and following not in "{[":
        # "[1] Smith": a footnote; "{...} trailing": JSON with a tail.
        return "json" if text[start] == "{" else None
    if following and rest.lstrip(" \t")[:1] == "\n" and "\n" not in text[start:end]:
        return "ndjson"
    return "ndjson" if ending in {"ndjson", "jsonl"} else "json"


def _markup(text: str, ending: str) -> str | None:
    declared = text.lstrip().startswith("<?xml")
    opened = _COMMENTS.match(text)
    top = text[opened.end() if opened else 0 :][:4096]
    if _HTML.match(top) and not (declared and "<html" not in top.lower()):
        return "html"
    closes = declared or ending == "xml" or "</" in text or "/>" in text
    if closes and (declared or _XML.match(top) or _XML_CUT.match(top)):
        if _MYSQL_XML.match(top) or (declared and _MYSQL_XML.search(top)):
            return "mysqlxml"
        return "html" if re.match(r"(?is)\s*<!doctype html", top) else "xml"
    if ending in {"html", "htm", "xhtml", "asp", "aspx"} and _HTML.search(text):
        return "html"
    return "xml" if ending == "xml" and _XML.search(text) else None


def _sql(text: str, ending: str) -> str | None:
    if ending == "sql" or _DUMP.search(text):
        return "sql"
    inserts = _INSERT.search(text)
    if inserts and (_CREATE.search(text) or not text[: inserts.start()].strip()):
        return "sql"
    return None


def _copied(text: str, name: str, cut: bool) -> str | None:
    """Rows of a database's table without its name: as many tabs in each, backslashes escape."""
    has_null = _COPY_NULL.search(text) is not None
    # A table with a header may write NULL likewise.
    if not _COPY_FILE.fullmatch(name) and (not has_null or sniff_dialect(text, cut).columns):
        return None
    lines = _ESCAPED.sub("", text.replace("\\N", "")).rstrip("\n").split("\n")
    rows = [line for line in (lines[:-1] if cut and len(lines) > 1 else lines) if line]
    return "copytext" if rows and len({line.count("\t") for line in rows}) == 1 else None


def _table(text: str, ending: str, cut: bool) -> str | None:
    if ending in _TABLE_ENDINGS:
        return "csv"
    table = sniff_dialect(text, cut)
    if table.width < 2 or table.agreement < 0.9:
        return None
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) < 2 + table.title_rows:
        return None
    if table.columns:
        # A comma is a mark of prose: two columns of it need more rows to be believed.
        return "csv" if table.delimiter != "," or table.width > 2 or len(lines) > 3 else None
    if table.delimiter in "\t|^;":
        return "csv" if len(lines) >= 3 and table.agreement == 1.0 and table.width > 2 else None
    return "csv" if len(lines) >= 5 and table.agreement == 1.0 and table.width > 4 else None
