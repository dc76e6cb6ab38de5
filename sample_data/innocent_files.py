"""Innocent files: as many as the sensitive ones, and made to look like them."""

from collections.abc import Iterator
from random import Random

from .containers import png_bytes
from .innocent_texts import TEXTS
from .office import Form, Sheet, docx_bytes, xlsx_bytes
from .people import passes_nhs_check
from .share import Share
from .writers import Mail, Row, csv_bytes, eml_bytes, parquet_bytes, pdf_bytes


def write(share: Share) -> None:
    """All of them."""
    for file, text in TEXTS.items():
        share.put_innocent(file, text.encode())
    for file, header, rows in _tables(share.rng):
        share.put_innocent(file, csv_bytes(share.pen(file), header, rows))
    _documents(share)
    share.put_innocent("Marketing/logo.png", png_bytes(64, 32))


def _order_numbers(rng: Random, count: int) -> Iterator[str]:
    """Ten digits from 5, which no NHS number begins with; one in eleven passes the check."""
    for _ in range(count):
        yield f"5{rng.randrange(10**9):09d}"


def _invoice_numbers(rng: Random, count: int) -> Iterator[str]:
    """Ten digits from 4, 6 or 7, moved on by one where they could be somebody's NHS number."""
    for _ in range(count):
        number = f"{rng.choice('467')}{rng.randrange(10**9):09d}"
        if passes_nhs_check(number):
            number = f"{number[:9]}{(int(number[9]) + 1) % 10}"
        yield number


def _asset_tags(count: int) -> Iterator[str]:
    """A running serial in the range of our NHS numbers; one in eleven passes the check."""
    return (str(9_990_040_210 + number) for number in range(count))


def _tables(rng: Random) -> Iterator[tuple[str, Row, list[Row]]]:
    days = [f"2026-09-{day:02d}" for day in range(1, 29)]
    yield (
        "Finance/orders.csv", ("order_no", "placed", "item", "quantity"),
        [(number, rng.choice(days), f"gloves size {rng.choice('SML')}", "10")
         for number in _order_numbers(rng, 240)],
    )  # fmt: skip
    yield (
        "Finance/invoices.csv", ("invoice", "net", "sort code", "paid"),
        [(number, f"{rng.randrange(9000) / 100:.2f}", "00-00-00", rng.choice(days))
         for number in _invoice_numbers(rng, 150)],
    )  # fmt: skip
    yield (
        "Finance/asset_tags.csv", ("asset", "kind", "location"),
        [(number, rng.choice(("hoist", "bed", "tablet")), f"store {rng.randrange(9)}")
         for number in _asset_tags(120)],
    )  # fmt: skip
    yield (
        "Finance/stock codes.csv", ("stock code", "bin", "price"),
        [(f"{rng.choice('ABGT')}{rng.randrange(10, 99)}-{rng.randrange(1, 9)}{rng.choice('ABCD')}X",
          f"{rng.randrange(1000, 9999)}", "4.50") for _ in range(60)],
    )  # fmt: skip
    yield (
        "Finance/locksmith price comparison.csv", ("supplier", "key safe model", "code", "price"),
        [("Northern Locks", "push button", "KS-500", "49.00"),
         ("Hill & Son", "dial", "D4", "38.50"), ("Safe Homes", "push button", "P9", "61.00")],
    )  # fmt: skip
    yield from _counts(rng, days)


def _counts(rng: Random, days: list[str]) -> Iterator[tuple[str, Row, list[Row]]]:
    yield (
        "Quality/visits per day.csv", ("day", "visits", "late", "access problems"),
        [(day, str(rng.randrange(1000, 1999)), str(rng.randrange(40)), str(rng.randrange(6)))
         for day in days],
    )  # fmt: skip
    yield (
        "Quality/key safe survey.csv", ("area", "has key safe", "no key safe", "declined"),
        [(area, str(rng.randrange(10, 60)), str(rng.randrange(10, 60)), str(rng.randrange(9)))
         for area in ("North", "South", "East", "West")],
    )  # fmt: skip
    yield (
        "IT/door sensor readings.csv", ("time", "sensor", "door", "millivolts"),
        [(str(1_791_158_400_000 + 60_000 * minute), f"S{rng.randrange(1000, 9999)}",
          rng.choice(("open", "shut")), str(rng.randrange(2800, 3300))) for minute in range(90)],
    )  # fmt: skip
    yield (
        "IT/http codes.csv", ("path", "status code", "exit code", "count"),
        [("/api/rota", "200", "0", "4471"), ("/api/keys", "404", "2", "2290"),
         ("/gate", "503", "1", "7306")],
    )  # fmt: skip


def _documents(share: Share) -> None:
    kpi = Sheet("KPI", ("Indicator", "Code", "Target", "Actual"),
                [("Key performance indicator: visits on time", "KPI 1234", "95", "96"),
                 ("Door-to-door time, minutes", "KPI 2290", "20", "18"),
                 ("Alarm responses within 45 minutes", "KPI 4471", "90", "93")],
                numeric=frozenset({"Target", "Actual"}))  # fmt: skip
    file = "Quality/KPI dashboard.xlsx"
    share.put_innocent(file, xlsx_bytes(share.pen(file), [kpi]))
    file = "Letters/Blank care plan.docx"
    labels = ("Name", "Date of birth", "NHS number", "Address", "Key safe code", "Keyholder")
    form = Form("Care and support plan", [(label, "") for label in labels],
                ("Write codes in the secure section only, not here.",))  # fmt: skip
    share.put_innocent(file, docx_bytes(share.pen(file), form))
    file = "Policies/Telecare leaflet.docx"
    form = Form("Telecare in brief", [("Pendant", "Press for help"), ("Sensor", "Model 5021")],
                ("Choose an alarm password that strangers cannot guess.", "No key safe? Ask us.",
                 "Keyholders live within 45 minutes of the home."))  # fmt: skip
    share.put_innocent(file, docx_bytes(share.pen(file), form))
    file = "Marketing/Catalogue.pdf"
    page = ("Catalogue 2026\n\nKey safe C500, item 51378\nDoor chain, item 20481\n"
            "Wi-Fi camera, see the sticker for the key\nGate alarm, 4 batteries")  # fmt: skip
    share.put_innocent(file, pdf_bytes(share.pen(file), [page]))
    file = "Emails/teams invitation.eml"
    mail = Mail("Training <training@larkfield.example.org>", "all@larkfield.example.org",
                "Key safe refresher", "Wed, 14 Oct 2026 09:00:00 +0100",
                "Join on Teams, meeting access code 4471.\nBring last year's KS2 workbook.\n"
                "Do not reply with codes of any kind.\n")  # fmt: skip
    share.put_innocent(file, eml_bytes(share.pen(file), mail))
    file = "Quality/visit_counts.parquet"
    rows = [(f"A{number}", str(number * 37 % 1999)) for number in range(40)]
    share.put_innocent(file, parquet_bytes(share.pen(file), ("area", "visits"), rows))
