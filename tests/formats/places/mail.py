"""Mail, mailboxes, contacts and calendars: headers, bodies, attachments, what is signed."""

import base64
from email.message import EmailMessage

from tests.formats import old_office, test_outlook
from tests.formats.places.row import Files, Row, sample


def _eml() -> bytes:
    """A message with an attached document, a forwarded message and an HTML body."""
    inner = EmailMessage()
    inner["Subject"] = "Re: NHS number 999 001 2059"
    inner.set_content("Inner body\nkey safe code 4006\n")
    mail = EmailMessage()
    mail["From"] = "Ivy Crabtree <ivy@example.org>"
    mail["Subject"] = "Visit, NHS number 999 001 2016 für später"
    mail.set_content("Dear all,\nkey safe code 4001\n", cte="base64")
    picture = "data:text/plain;base64," + base64.b64encode(b"key safe code 4003").decode()
    page = f"<p>key safe code <b>40</b>02</p><img src='{picture}'>"
    mail.add_alternative(page, subtype="html", cte="quoted-printable")
    plan = sample("plan.docx")()
    mail.add_attachment(plan, maintype="application", subtype="octet-stream", filename="plan.docx")
    mail.add_attachment(inner)
    return mail.as_bytes()


def _mbox() -> bytes:
    line = b"From ivy@example.org Tue Nov 25 10:00:00 2025\n"
    first = b"Subject: one\n\nnone\n\n"
    return line + first + line + b"Subject: two\n\n>From here:\nkey safe code 4101\n\n"


def _msg() -> bytes:
    plan = old_office.attachment("plan.docx", sample("plan.docx")())
    inner = {"__properties_version1.0": bytes(24)}
    inner["__substg1.0_1000001F"] = "key safe code 4203".encode("utf-16-le")
    texts = {0x37: "NHS number 999 001 2016", 0x1000: "Hello\r\nkey safe code 4201"}
    return old_office.outlook(
        texts, [plan, {"__substg1.0_3701000D": inner}], {"KeySafeCode": "No. 4202"}
    )


_ICS = (
    "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Visit\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\n"
    "SUMMARY:Call\r\nDESCRIPTION:NHS number 999 0\r\n 01 2016\\nkey safe code 43\r\n 01\r\n"
    "END:VEVENT\r\nEND:VCALENDAR\r\n"
)
_VCF = (
    "BEGIN:VCARD\r\nFN:Jo Hale\r\nEND:VCARD\r\nBEGIN:VCARD\r\nFN:Ivy Crabtree\r\n"
    "NOTE;ENCODING=QUOTED-PRINTABLE:key safe=\r\n code 4302\r\nEND:VCARD\r\n"
)

FILES: Files = {
    "visit.eml": _eml,
    "box.mbox": _mbox,
    "visit.msg": _msg,
    "winmail.dat": lambda: old_office.winmail(
        "NHS number 999 001 2016", "key safe code 4401", "plan.docx", sample("plan.docx")()
    ),
    "visits.ics": lambda: _ICS.encode(),
    "people.vcf": lambda: _VCF.encode(),
    "letter.txt.p7m": lambda: test_outlook._signed(b"Dear all,\nkey safe code 4501"),
    "letter.eml.p7m": lambda: test_outlook._signed(_eml()),
    "signed.eml": lambda: (
        b"Subject: x\nMIME-Version: 1.0\nContent-Type: application/pkcs7-mime; name=smime.p7m\n"
        b"Content-Transfer-Encoding: base64\n\n"
        + base64.encodebytes(test_outlook._signed(b"key safe code 4601"))
    ),
}

ROWS = [
    Row("visit.eml", "an encoded subject", "headers", "Subject", 2, "block", "9990012016"),
    Row("visit.eml", "a Base64 body", "body", "", 2, "line", "4001"),
    Row("visit.eml", "an HTML body", "html body", "", 1, "block", "4002"),
    Row("visit.eml", "a file inside the HTML body", "", "", 1, "line", "4003", "file 1.txt"),
    Row("visit.eml", "a table in an attachment", "table 1", "Key safe code", 2, "row", "1033",
        "plan.docx"),
    Row("visit.eml", "the subject of a forwarded message", "headers", "Subject", 1, "block",
        "9990012059", "attachment 2.eml"),
    Row("visit.eml", "the body of a forwarded message", "body", "", 2, "line", "4006",
        "attachment 2.eml"),
    Row("box.mbox", "the second message", "body", "", 2, "line", "4101", "message 2.eml"),
    Row("visit.msg", "the subject", "headers", "Subject", 1, "block", "9990012016"),
    Row("visit.msg", "the body", "body", "", 2, "line", "4201"),
    Row("visit.msg", "a field of one's own", "headers", "KeySafeCode", 2, "block", "4202"),
    Row("visit.msg", "an attachment", "comments", "", 1, "block", "9990012024", "plan.docx"),
    Row("visit.msg", "a message inside", "body", "", 1, "line", "4203", "message 2.msg"),
    Row("winmail.dat", "the subject", "headers", "Subject", 1, "block", "9990012016"),
    Row("winmail.dat", "the body", "body", "", 1, "line", "4401"),
    Row("winmail.dat", "an attachment", "footnotes", "", 1, "block", "1022", "plan.docx"),
    Row("visits.ics", "a folded line", "", "DESCRIPTION", 2, "message", "9990012016"),
    Row("visits.ics", "a code over the fold", "", "DESCRIPTION", 2, "message", "4301"),
    Row("people.vcf", "a quoted note", "", "NOTE", 2, "message", "4302"),
    Row("letter.txt.p7m", "signed text", "", "", 2, "line", "4501", "letter.txt"),
    Row("letter.eml.p7m", "an attachment of a signed message", "footer", "", 1, "block",
        "9990012016", "letter.eml!/plan.docx"),
    Row("signed.eml", "a signed message in a message", "", "", 1, "line", "4601",
        "smime.p7m!/smime.eml"),
]  # fmt: skip
