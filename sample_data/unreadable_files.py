"""Files that cannot be examined, or hold nothing: each must be named as such, never as clean."""

from .containers import locked_zip_bytes
from .marks import Ledger
from .office import Form, docx_bytes
from .share import Share
from .writers import csv_bytes


def write(share: Share) -> None:
    """All of them. What they hold is in no truth: nobody can read it."""
    share.put_unreadable("Letters/new document.txt", b"", "empty")
    unnoted = Ledger()
    home = share.world.homes[0]
    user = home.owner
    form = Form("Care and support plan", [
        ("Name", user.name()), ("NHS number", user.nhs_number()),
        ("Getting in", home.note(share.rng)),
    ])  # fmt: skip
    file = "Care Plans/recovered copy.docx"
    whole = docx_bytes(unnoted.pen(file), form)
    share.put_unreadable(file, whole[: len(whole) * 2 // 3], "damaged")
    file = "Exports/protected.zip"
    rows = [(home.owner.name(), home.note(share.rng)) for home in share.world.some(0, 0.2, 5)]
    inner = csv_bytes(unnoted.pen(file), ("client", "access"), rows)
    locked = locked_zip_bytes("clients.csv", inner, b"Larkfield2026")
    share.put_unreadable(file, locked, "encrypted")
