"""Writes the files of an estate, and beside them what was planted."""

import csv
import json
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Final

from . import harmless, packages, planted
from .harmless import Blocks
from .planted import Client, Record

# Kind -> share of all bytes, least and most bytes of text in a file.
SHARES: Final[dict[str, tuple[float, int, int]]] = {
    "log": (0.34, 200_000, 8_000_000),
    "csv": (0.20, 50_000, 6_000_000),
    "ndjson": (0.11, 100_000, 6_000_000),
    "sql": (0.10, 100_000, 8_000_000),
    "docx": (0.05, 20_000, 400_000),
    "pdf": (0.04, 20_000, 400_000),
    "xlsx": (0.04, 20_000, 1_500_000),
    "mbox": (0.04, 100_000, 4_000_000),
    "html": (0.03, 10_000, 300_000),
    "parquet": (0.02, 100_000, 6_000_000),
    "zip": (0.02, 100_000, 4_000_000),
    "eml": (0.01, 2_000, 40_000),
}
# Mailboxes of nobody, in the head of every mail: found by whoever finds addresses.
_OFFICES: Final = tuple(("EMAIL_ADDRESS", f"{name}@example.com") for name in ("office", "team"))
_ONE_IN: Final = 4  # pieces of harmless lines that somebody follows
_REGISTER_ONE_IN: Final = 12  # exports in which every tenth line is somebody


@dataclass(slots=True)
class Truth:
    """What was planted in one file: values by entity, with how often."""

    values: dict[str, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))

    def add(self, values: planted.Values) -> None:
        """Takes what one record holds."""
        for entity, value in values:
            known = self.values[entity]
            known[value] = known.get(value, 0) + 1

    def told(self) -> dict[str, dict[str, int]]:
        """By entity how many were planted, and how many different ones."""
        return {
            entity: {"count": sum(known.values()), "distinct": len(known)}
            for entity, known in sorted(self.values.items())
        }


class Maker:
    """Makes the content of files."""

    def __init__(self, seed: int) -> None:
        self.rng = Random(seed)
        self.clients = planted.clients(seed)
        self._blocks = {
            "log": Blocks(harmless.log_line, self.rng),
            "csv": Blocks(harmless.csv_line, self.rng),
            "ndjson": Blocks(harmless.json_line, self.rng),
            "sql": Blocks(harmless.sql_line, self.rng),
            "prose": Blocks(harmless.sentence, self.rng),
        }

    def make(self, kind: str, size: int, number: int, truth: Truth) -> bytes:
        """A file of about so many bytes of text."""
        if kind in _LINES:
            head, record = _LINES[kind]
            return head.encode() + self._lines(kind, size, record, truth)
        if kind == "eml":
            truth.add(_OFFICES)
            return packages.message(self._text(size, planted.in_mail, truth), number)
        if kind == "mbox":
            texts = [self._text(6_000, planted.in_mail, truth) for _ in range(size // 6_000)]
            for _ in texts:
                truth.add(_OFFICES)
            return packages.mailbox(texts, number)
        if kind in ("xlsx", "parquet"):
            header, *rows = self._rows(size, truth)
            if kind == "xlsx":
                return packages.workbook([header, *rows])
            return packages.parquet(header, rows)
        if kind == "zip":
            parts = {"log.txt": "log", "export.csv": "csv"}
            return packages.zipped(
                {name: self.make(part, size // 2, number, truth) for name, part in parts.items()}
            )
        return _DOCUMENTS[kind](self._text(size, planted.in_prose, truth))

    def _lines(self, kind: str, size: int, record: Record, truth: Truth) -> bytes:
        rng, blocks, parts, made = self.rng, self._blocks[kind], [], 0
        dense = rng.randrange(_REGISTER_ONE_IN) == 0
        while made < size:
            piece = blocks.piece(rng)
            if len(piece) > size - made:
                piece = piece[: piece.rfind(b"\n", 0, max(size - made, 1_000)) + 1]
            parts.append(piece)
            made += len(piece)
            people = 20 if dense else rng.randrange(_ONE_IN) == 0
            for client in rng.choices(self.clients, k=int(people)):
                parts.append(self._planted(record, client, truth))
                made += len(parts[-1])
        return b"".join(parts)

    def _planted(self, record: Record, client: Client, truth: Truth) -> bytes:
        text, values = record(client)
        truth.add(values)
        return text.encode()

    def _text(self, size: int, record: Record, truth: Truth) -> str:
        return self._lines("prose", size, record, truth).decode()

    def _rows(self, size: int, truth: Truth) -> list[list[str]]:
        text = planted.CSV_HEADER + self._lines("csv", size, planted.in_csv, truth).decode()
        return list(csv.reader(text.splitlines()))


_LINES: Final[dict[str, tuple[str, Record]]] = {
    "log": ("", planted.in_log),
    "csv": (planted.CSV_HEADER, planted.in_csv),
    "ndjson": ("", planted.in_json),
    "sql": (
        "-- Dump\nCREATE TABLE visits (order_no bigint, created date, item text, amount numeric, "
        "client_name text, nhs_number text, date_of_birth date, postcode text, phone text, "
        "email text, note text);\n",
        planted.in_sql,
    ),
}
_DOCUMENTS: Final[dict[str, Callable[[str], bytes]]] = {
    "docx": packages.word,
    "pdf": packages.pdf,
    "html": packages.page,
}


def build(out: Path, size_bytes: int, seed: int) -> dict[str, tuple[int, int]]:
    """Writes files of so many bytes in all; gives files and bytes by kind."""
    maker, made = Maker(seed), dict.fromkeys(SHARES, (0, 0))
    pool: dict[str, set[str]] = defaultdict(set)
    out.mkdir(parents=True)
    with (out / "truth.ndjson").open("w") as told:
        number = total = 0
        while total < size_bytes:
            # The kind that is furthest behind its share, so that every estate has the same mix.
            kind = min(reversed(SHARES), key=lambda one: made[one][1] / SHARES[one][0])
            size = _size(maker.rng, kind, size_bytes)
            truth = Truth()
            content = maker.make(kind, size, number, truth)
            path = Path(f"team {number % 23:02}") / kind / f"{kind} {number:06}.{kind}"
            (out / "files" / path).parent.mkdir(parents=True, exist_ok=True)
            (out / "files" / path).write_bytes(content)
            line = {"path": path.as_posix(), "bytes": len(content), "entities": truth.told()}
            told.write(json.dumps(line) + "\n")
            for entity, values in truth.values.items():
                pool[entity].update(values)
            files, held = made[kind]
            made[kind] = files + 1, held + len(content)
            number, total = number + 1, total + len(content)
    planted_values = {entity: sorted(values) for entity, values in sorted(pool.items())}
    (out / "planted.json").write_text(json.dumps(planted_values))
    return made


def _size(rng: Random, kind: str, of: int) -> int:
    """Bytes of text in a file; small estates have small files, so that all kinds are there."""
    share, least, most = SHARES[kind]
    most = max(least, min(most, int(of * share / 2)))
    return int(least * (most / least) ** rng.random())
