"""What systems left behind: exports, dumps, backups, archives and an application log."""

import json
from collections.abc import Sequence

from .containers import gzip_bytes, tar_bytes, zip_bytes
from .homes import Home
from .share import OLD, Share
from .writers import Row, csv_bytes, parquet_bytes, rows_taken, sqlite_bytes, text_bytes

_CLIENT_COLUMNS = (
    "ClientID", "Title", "FirstName", "LastName", "NHSNumber", "DateOfBirth", "Address1", "Town",
    "PostCode", "Phone", "keySafeCode", "AccessNotes",
)  # fmt: skip


def write(share: Share) -> None:
    """All of them."""
    file = "Exports/clients.csv"
    rows = [_client(share, home) for home in share.world.some(0, 0.75)]
    share.put(file, csv_bytes(share.pen(file), _CLIENT_COLUMNS, rows))
    _visits(share)
    _mysql_dump(share)
    _postgres_dump(share)
    _databases(share)
    _archives(share)
    _logs(share)


def _client(share: Share, home: Home) -> tuple[str, ...]:
    user = home.owner
    return (
        f"C{user.id[2:]}", user.title, user.name("{first}"), user.name("{last}"),
        user.nhs_number(""), user.born_on("%Y-%m-%d"), user.address(), user.town,
        user.post_code(), user.telephone(), home.safe_code(), home.note(share.rng),
    )  # fmt: skip


def _visits(share: Share) -> None:
    file = "Exports/visits.ndjson"
    lines = [
        json.dumps({
            "visitId": f"V-{number:04d}", "start": f"2026-10-05T{7 + number % 12:02d}:00:00Z",
            "client": {"name": home.owner.name(), "nhsNumber": home.owner.nhs_number("")},
            "accessInfo": home.note(share.rng), "minutes": 30,
        }, ensure_ascii=False)
        for number, home in enumerate(share.world.some(0.2, 0.6, 20))
    ]  # fmt: skip
    share.put(file, text_bytes(share.pen(file), "\n".join(lines) + "\n", by="line"))


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "\\'") + "'" if text else "NULL"


def _mysql_dump(share: Share) -> None:
    """Extended inserts: many rows on one line, column names only in CREATE TABLE."""
    file = "Exports/staffplan_backup.sql"
    header = ("id", "full_name", "dob", "nhs_no", "postcode", "key_safe", "access_notes")
    rows = [
        (str(number), home.owner.name(), home.owner.born_on("%Y-%m-%d"),
         home.owner.nhs_number(""), home.owner.post_code(), home.safe_code(),
         home.note(share.rng))
        for number, home in enumerate(share.world.some(0.3, 0.85, 20), 1)
    ]  # fmt: skip
    taken = rows_taken(share.pen(file), header, rows, "table service_user, ")
    values = ",".join(f"({row[0]},{','.join(map(_quoted, row[1:]))})" for row in taken)
    columns = ",\n".join(f"  `{name}` text" for name in header[1:])
    text = (
        "-- MySQL dump 10.13  Distrib 8.0.36\n/*!40101 SET NAMES utf8mb4 */;\n"
        "DROP TABLE IF EXISTS `service_user`;\n"
        f"CREATE TABLE `service_user` (\n  `id` int NOT NULL,\n{columns},\n  PRIMARY KEY (`id`)\n"
        ") ENGINE=InnoDB;\nLOCK TABLES `service_user` WRITE;\n"
        f"INSERT INTO `service_user` VALUES {values};\nUNLOCK TABLES;\n"
    )
    share.put(file, text.encode())


def _postgres_dump(share: Share) -> None:
    file = "Exports/pg_rostering.dump.sql"
    header = ("client_id", "name", "date_of_birth", "address", "postcode", "door_entry", "notes")
    rows = [
        (home.owner.id, home.owner.name(), home.owner.born_on("%Y-%m-%d"),
         home.owner.address(), home.owner.post_code(),
         home.planted("DOOR_CODE", home.door) or "\\N", home.note(share.rng))
        for home in share.world.some(0.7, 0.9, 6)
    ]  # fmt: skip
    taken = rows_taken(share.pen(file), header, rows, "table public.client, ")
    body = "\n".join("\t".join(row) for row in taken)
    columns = ",\n".join(f"    {name} text" for name in header)
    text = (
        "--\n-- PostgreSQL database dump\n--\nSET client_encoding = 'UTF8';\n"
        f"CREATE TABLE public.client (\n{columns}\n);\n"
        f"COPY public.client ({', '.join(header)}) FROM stdin;\n{body}\n\\.\n"
    )
    share.put(file, text.encode())


def _databases(share: Share) -> None:
    homes = share.world.some(0.5, 1.0, 20)
    clients = [
        (home.owner.id, home.owner.name(), home.owner.nhs_number(""), home.owner.whole_address())
        for home in homes
    ]
    access = [(home.owner.id, home.note(share.rng)) for home in homes]
    tables: dict[str, tuple[Row, Sequence[Row]]] = {
        "client": (("id", "full_name", "nhs_number", "address"), clients),
        "client_access": (("client_id", "entry_instructions"), access),
    }
    file = "Exports/clients.sqlite"
    share.put(file, sqlite_bytes(share.pen(file), tables))
    file = "Exports/clients.parquet"
    rows = [_client(share, home) for home in share.world.some(0.15, 0.65, 20)]
    share.put(file, parquet_bytes(share.pen(file), _CLIENT_COLUMNS, rows))


def _archives(share: Share) -> None:
    """Last year's export with the codes of last year, and a backup of a backup."""
    file = "Exports/export_2025.zip"
    pen = share.pen(f"{file}!/clients_2025.csv")
    rows = [
        (home.owner.name(), home.owner.nhs_number(), home.owner.post_code(),
         home.planted("KEY_SAFE_CODE", home.old_safe))
        for home in share.world.some(0.4, 0.9, 6)
    ]  # fmt: skip
    header = ("Name", "NHS No", "Postcode", "Key Safe No")
    members = {"clients_2025.csv": csv_bytes(pen, header, rows), "readme.txt": b"Exported 2025.\n"}
    share.put(file, zip_bytes(members), OLD)

    file = "Exports/backup.tar.gz"
    pen = share.pen(f"{file}!/backup/contacts.csv")
    contacts = [
        (home.owner.name(), home.owner.born_on(), home.kin.name(), home.kin.role,
         home.kin.telephone(), home.kin.mail())
        for home in share.world.homes if home.kin
    ]  # fmt: skip
    columns = ("service_user", "dob", "next_of_kin", "relation", "nok_phone", "nok_email")
    members = {"backup/contacts.csv": csv_bytes(pen, columns, contacts)}
    share.put(file, gzip_bytes(tar_bytes(members)))


def _logs(share: Share) -> None:
    """Request bodies that leak into logs, most of whose lines are harmless."""
    lines = []
    for number, home in enumerate(share.world.some(0, 0.35, 10)):
        user, at = home.owner, f"2026-10-05T08:{number % 60:02d}:12.417Z"
        lines.append(f"{at} INFO  GET /api/rota/41 200 {18 + number} ms")
        leaked = {"client": user.name(), "accessNotes": home.note(share.rng)}
        if number % 3 == 0:
            leaked = {"nhsNumber": user.nhs_number(""), "postcode": user.post_code()}
        body = json.dumps(leaked, ensure_ascii=False)
        lines.append(f"{at} ERROR PUT /api/clients/{number} 500 body={body}")
    file = "Logs/app-2026-10-05.log"
    share.put(file, text_bytes(share.pen(file), "\n".join(lines) + "\n", by="line"))
    file = "Logs/app-2025-11-30.log.gz"
    old = [
        f"2025-11-30 07:1{number % 10}:09 WARN sms to {home.owner.telephone('')} failed: "
        f"{home.note(share.rng)}"
        for number, home in enumerate(share.world.some(0.6, 0.75, 8))
    ]
    pen = share.pen(f"{file}!/app-2025-11-30.log")
    share.put(file, gzip_bytes(text_bytes(pen, "\n".join(old) + "\n", by="line")), OLD)
