"""Whole files to begin from, as the formats' tests make them; all that is in them is invented."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from scanner.errors import UnreadableError
from scanner.formats.compound_writer import compound_file
from scanner.formats.identify import identify
from tests.formats import (
    old_office,
    pg_archives,
    test_bacpac,
    test_bson_dump,
    test_cards,
    test_copy_text,
    test_dump_pieces,
    test_dynamodb,
    test_hl7,
    test_more_tables,
    test_mutated,
    test_mysql_xml,
    test_outlook,
    test_places,
    test_redis_dump,
)
from tests.formats.places.row import DATA

_ROOT = Path(__file__).parents[3]
_MAX_BYTES = 32_768  # larger ones slow the search down more than they add

_RULES_TOML = b"""
[[entity]]
name = "CLIENT"
title = "Client number"
meaning = "A number of a person who receives care."
uk_gdpr = "PERSONAL"
harm = "CONTACT"
sensitivity = "LOW"
breach_category = "Identifiers"
remedy = "Remove it."

[[recognizer]]
name = "client_number"
entity = "CLIENT"
context = ["client"]
examples = ["client SU12345"]
[[recognizer.patterns]]
name = "SU and digits"
regex = "SU[0-9]{5}"
score = 0.5
"""
_RULES_YAML = b"""
recognizers:
  - name: Client
    supported_language: en
    supported_entity: CLIENT
    patterns:
      - {name: client, regex: "SU[0-9]{5}", score: 0.5}
    context: [client]
"""
_XML = b"""<?xml version="1.0"?><!DOCTYPE r [<!ENTITY e "x">]>
<r xmlns:a="urn:a"><p id="1"><a:n>Ivy</a:n><k>&e;</k></p><p id="2"><k><![CDATA[4821]]></k></p></r>
"""
_MBOX = b"""From ivy@example.com Mon Jan  5 10:00:00 2026
Subject: =?utf-8?q?Visit?=
Content-Type: multipart/mixed; boundary=b

--b
Content-Transfer-Encoding: base64

a2V5IHNhZmUgNDgyMQ==
--b--
"""
_CONFIG = b"""
inventory = "out"
names = "auto"
workers = 2
include = ["**/*.csv"]
[limits]
max_depth = 4
seconds_per_object = 30.5
[s3]
region = "eu-west-2"
"""


def seeds(parser: str) -> list[bytes]:
    """What a parser begins from; its own files, or any small ones where it has none."""
    own = [content for format, content in _files() if format == parser]
    return (own + _special().get(parser, [])) or [b"", b"{\x00\x01text"]


def _files() -> Iterator[tuple[str, bytes]]:
    """Every small file of the made-up share and of the tests, with the format it is in."""
    for path in sorted((*(_ROOT / "sample_data" / "share").rglob("*"), *DATA.rglob("*"))):
        if path.is_file() and path.stat().st_size <= _MAX_BYTES:
            yield from _identified(path.name, path.read_bytes())
    made = [*test_mutated.MADE.items(), *_more().items()]
    made += [file for group in test_places.GROUPS for file in group.FILES.items()]
    for name, make in made:
        yield from _identified(name, make())


def _identified(name: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    try:
        yield identify(BytesIO(content), name).name, content
    except UnreadableError:
        return


def _more() -> dict[str, "test_mutated.Callable[[], bytes]"]:
    return {
        "gzip.dump": lambda: pg_archives.archive(14, "gzip"),
        "plain.dump": lambda: pg_archives.archive(12, ""),
        "new.dump": lambda: pg_archives.archive(16, "lz4"),
        "pieces.zip": lambda: test_dump_pieces.zipped(test_dump_pieces.TAB),
        "people.bson": lambda: test_bson_dump.COLLECTION,
        "people.archive": lambda: test_bson_dump._archive(("clients", test_bson_dump.PEOPLE)),
        "dump.rdb": lambda: test_redis_dump.DUMP,
        "export.bacpac": lambda: test_bacpac._bacpac(test_bacpac._row(1, "Ivy")),
        "dump.xml": lambda: test_mysql_xml.DUMP,
        "export.xml": lambda: test_mysql_xml.PMA,
        "old.xls": test_more_tables.xls_with_texts,
        "card.vcf": lambda: _bytes(test_cards.CARD),
        "message.hl7": lambda: _bytes(test_hl7.MESSAGE),
        "export.ion": lambda: test_dynamodb.ION,
        "text.rtf": lambda: rb"{\rtf1\ansi\ansicpg1252 {\b Key} safe \'a3 \u163?\par\bin3 abc}",
        "a.p7m": lambda: test_outlook._signed(b"Key safe 4821", armour=True),
    }


def _bytes(text: str | bytes) -> bytes:
    return text.encode() if isinstance(text, str) else text


def _special() -> dict[str, list[bytes]]:
    """For parsers of pieces, and formats that content alone does not tell."""
    dynamo = [test_dynamodb.JSON, test_dynamodb.SCAN, test_dynamodb.INCREMENT]
    row = b"\x04" + bytes(4) + b"\x06\x00" + "Ivy".encode("utf-16-le") + b"\xff" * 7
    return {
        "dynamodb": dynamo,
        "ion": [test_dynamodb.ION],
        "ion_text": test_dynamodb.ION.splitlines(),
        "copytext": [test_copy_text.ROWS],
        "compressed_rtf": [test_outlook.PACKED],
        "bcp_native": [row, test_bacpac._row(1, "Ivy"), test_bacpac._row(2, "Garth", 1)],
        "tar": [
            test_dump_pieces._tar([(name, text) for name, text in test_dump_pieces.TAB.items()])
        ],
        "biff": [b"\x09\x04\x06\x00\x00\x04\x10\x00\x00\x00", test_more_tables._biff(4, bytes(16))],
        "xml": [_XML],
        "mbox": [_MBOX],
        "cms": [test_outlook._signed(b"Key safe 4821")],
        "xls": [compound_file({"Workbook": test_more_tables.xls_with_texts()})],
        "berkeley": [b"\x61\x15\x06\x00" * 8 + b"Key safe 4821"],
        "ole": [old_office.outlook({0x37: "x"})],
        "ppt": [old_office.slides97(["Rota", "Key safe 4821"])],
        "rules_toml": [_RULES_TOML],
        "rules_yaml": [_RULES_YAML],
        "config": [_CONFIG],
        "weights": [(_ROOT / "scanner" / "classify" / "weights.toml").read_bytes()],
    }
