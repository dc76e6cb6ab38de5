"""E-mail and mailboxes: nothing lost, neither to encodings nor to broken messages."""

from email.message import EmailMessage

import pytest

from scanner.model import Limits, Reason, Unit
from tests.formats.extract import extract

NHS = "9990012016"


def _mail(fill):
    message = EmailMessage()
    message["From"], message["To"] = "office@example.org", "team@example.org"
    fill(message)
    return message.as_bytes()


def test_headers_stand_under_their_names():
    """Each header is a value whose column is its name."""
    found = extract("eml", _mail(lambda m: m.set_content("x")))
    assert found.values("headers", "To") == ["team@example.org"]
    assert found.batch("headers", "From").unit is Unit.BLOCK


def test_encoded_header_is_decoded():
    """A header of encoded words is read as people see it."""
    found = extract("eml", b"From: a@example.org\nSubject: =?utf-8?q?Zo=C3=AB?= 4821\n\nx\n")
    assert found.values("headers", "Subject") == ["Zoë 4821"]


def test_unknown_header_encoding_is_kept_as_written():
    """A header in an encoding that nobody knows loses nothing."""
    found = extract("eml", b"From: a@example.org\nSubject: =?x-none?q?Zo?= 4821\n\nx\n")
    assert "4821" in found.values("headers", "Subject")[0]


def test_soft_break_does_not_cut_a_value():
    """A line that the transfer encoding broke is one line again."""
    head = "From: a@example.org\nContent-Transfer-Encoding: quoted-printable\n\n"
    raw = f"{head}NHS {NHS[:5]}=\n{NHS[5:]}\n".encode()
    assert extract("eml", raw).values("body") == [f"NHS {NHS}"]


def test_lines_of_the_body_are_numbered():
    """Lines keep their numbers, blank ones included."""
    batch = extract("eml", b"From: a@example.org\n\none\n\nthree").batch("body")
    assert (batch.values.to_pylist(), batch.unit) == (["one", None, "three"], Unit.LINE)


@pytest.mark.parametrize("charset", ["", "; charset=x-unheard-of", "; charset=us-ascii"])
def test_wrong_charset_loses_nothing(charset):
    """A body whose charset is missing, unknown or untrue is read by its bytes."""
    raw = (
        f"From: a@example.org\nContent-Type: text/plain{charset}\n\n".encode()
        + "Zoë 4821".encode("cp1252")
    )
    assert extract("eml", raw).values("body") == ["Zoë 4821"]


def test_blank_line_before_mime_headers():
    """MIME headers behind a blank line are understood, not taken for text."""
    late = b"Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\nTkhTIDQ4MjE=\n"
    raw = b"From: a@example.org\n\n" + late
    assert extract("eml", raw).values("body") == ["NHS 4821"]


def test_broken_transfer_encoding_gives_the_raw_text():
    """A body that cannot be decoded is given as it stands."""
    raw = b"From: a@example.org\nContent-Transfer-Encoding: x-broken\n\nkey safe 4821\n"
    assert extract("eml", raw).values("body") == ["key safe 4821"]


def test_text_around_the_parts_is_read():
    """What stands before the first and behind the last part is no hiding place."""
    raw = (
        b"From: a@example.org\nContent-Type: multipart/mixed; boundary=b\n\nkey safe 4821\n"
        b"--b\n\none\n--b--\ngate 7731\n"
    )
    assert extract("eml", raw).values("around the parts") == ["key safe 4821", "gate 7731"]


def test_missing_boundary_gives_the_raw_text():
    """A multipart whose boundary never comes is given as it stands."""
    raw = b"From: a@example.org\nContent-Type: multipart/mixed; boundary=b\n\nkey safe 4821\n"
    assert "key safe 4821" in extract("eml", raw).values()


def test_attachment_is_a_member():
    """An attached file becomes a member under its name."""

    def fill(message):
        message.set_content("see attached")
        message.add_attachment(b"a,b", maintype="text", subtype="csv", filename="liste é.csv")

    assert extract("eml", _mail(fill)).members == {"liste é.csv": b"a,b"}


def test_attachment_without_name_is_numbered():
    """An attached file without a name gets a number and the ending of its kind."""

    def fill(message):
        message.set_content("see attached")
        message.add_attachment(b"%PDF", maintype="application", subtype="pdf")

    assert list(extract("eml", _mail(fill)).members) == ["attachment 1.pdf"]


def test_attached_text_is_a_member():
    """Text that is an attachment is no body."""

    def fill(message):
        message.set_content("see attached")
        message.add_attachment("key safe 4821", filename="note.txt")

    found = extract("eml", _mail(fill))
    assert found.members == {"note.txt": b"key safe 4821\n"}
    assert found.values("body") == ["see attached"]


def test_forwarded_message_is_a_member():
    """A message inside a message becomes a member that is a message again."""
    inner = EmailMessage()
    inner["Subject"] = "visit"
    inner.set_content("key safe 4821")

    def fill(message):
        message.set_content("see below")
        message.add_attachment(inner)

    ((name, content),) = extract("eml", _mail(fill)).members.items()
    assert name.endswith(".eml")
    assert extract("eml", content).values("body") == ["key safe 4821"]


def test_delivery_report_is_read():
    """The people whom a delivery report names are read."""
    raw = (
        b"From: a@example.org\nContent-Type: multipart/report; boundary=b\n\n--b\n"
        b"Content-Type: message/delivery-status\n\nReporting-MTA: dns; example.org\n\n"
        b"Final-Recipient: rfc822; ivy@example.org\n\n--b--\n"
    )
    found = extract("eml", raw)
    assert found.values("delivery report", "Final-Recipient") == ["rfc822; ivy@example.org"]


def test_html_body_is_read():
    """The text of an HTML body is read."""
    pytest.importorskip("scanner.formats.markup", reason="HTML is read by another module")

    def fill(message):
        message.set_content("<p>key safe <b>48</b>21</p>", subtype="html")

    assert "key safe 4821" in " ".join(extract("eml", _mail(fill)).values()[-1:])


def test_large_message_is_refused():
    """A message above the limit is not read into memory."""
    error = extract("eml", b"From: a\n\n" + b"x" * 2000, limits=Limits(max_member_bytes=1000)).error
    assert error is not None
    assert error.reason is Reason.LIMIT


MBOX = (
    b"From a@example.org Tue Nov  3 10:00:00 2026\nSubject: one\n\n>From here on\nno From \n\n"
    b"From b@example.org Tue Nov  3 11:00:00 2026\nSubject: two\n\nhello\n"
)


def test_mailbox_gives_messages():
    """Each message of a mailbox is a member; a quoted "From " is text again."""
    assert extract("mbox", MBOX).members == {
        "message 1.eml": b"Subject: one\n\nFrom here on\nno From \n\n",
        "message 2.eml": b"Subject: two\n\nhello\n",
    }


def test_large_message_of_a_mailbox_is_said():
    """A message above the limit is left out by number; the next is read."""
    content = MBOX.replace(b"no From", b"x" * 100)
    found = extract("mbox", content, limits=Limits(max_member_bytes=60))
    assert [s.part for s in found.skipped] == ["message 1.eml"]
    assert list(found.members) == ["message 2.eml"]
