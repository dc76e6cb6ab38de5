"""Outlook messages, winmail.dat, mailboxes and signed messages."""

import base64
import datetime
import struct
from io import BytesIO
from pathlib import Path

import pytest

from scanner.errors import UnreadableError
from scanner.formats.compound_writer import compound_file
from scanner.formats.compressed_rtf import rtf_of
from scanner.formats.mapi import Item
from scanner.formats.mapi_mail import as_mail
from scanner.model import Limits, Reason, Unit
from tests.formats.extract import extract
from tests.formats.old_office import attachment, outlook, winmail

NHS = "999 001 2016"
CODE = "Key safe 4821, left of the door"
# The example of [MS-OXRTFCP] 4.1.1: "{\rtf1\ansi\ansicpg1252\pard hello world}" packed.
PACKED = bytes.fromhex(
    "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a80"
    "0fa0"
)
CORPUS = Path(__file__).parents[3] / "shared" / "corpus"


def test_fields_and_body_of_a_message():
    """Properties are named as mail headers are; the body comes line by line."""
    found = extract("msg", outlook({0x37: f"Visit {NHS}", 0x1000: f"Dear all,\r\n{CODE}"}))
    assert found.values("headers", "Subject") == [f"Visit {NHS}"]
    assert (found.batch("body").values[1].as_py(), found.batch("body").unit) == (CODE, Unit.LINE)


def test_field_of_the_senders_own_keeps_its_name():
    """A named property is a column of that name."""
    found = extract("msg", outlook({}, named={"KeySafe": "4821"}))
    assert found.values("headers", "KeySafe") == ["4821"]


def test_attachment_of_a_message_is_a_member():
    """Attached files come with their long names."""
    content = outlook({0x37: "Visit"}, [attachment("codes.txt", CODE.encode())])
    assert extract("msg", content).members == {"codes.txt": CODE.encode()}


def test_message_inside_a_message_keeps_its_named_fields():
    """An attached message is a member that can be read as one."""
    inner = {"__properties_version1.0": bytes(24), "__substg1.0_1000001F": CODE.encode("utf-16-le")}
    inner["__substg1.0_8000001F"] = "4821".encode("utf-16-le")
    outer = outlook({}, [{"__substg1.0_3701000D": inner}], named={"KeySafe": "none"})
    held = extract("msg", outer).members["message 1.msg"]
    found = extract("msg", held)
    assert found.values("body") == [CODE]
    assert found.values("headers", "KeySafe") == ["4821"]


def test_recipients_of_a_message():
    """Each is a field named after how they were addressed."""
    recipient = {
        "__properties_version1.0": bytes(8) + struct.pack("<HHIII", 3, 0x0C15, 0, 2, 0),
        "__substg1.0_3001001F": "Ivy Crabtree".encode("utf-16-le"),
        "__substg1.0_39FE001F": "ivy@example.org".encode("utf-16-le"),
    }
    tree = {"__properties_version1.0": bytes(32), "__recip_version1.0_#00000000": recipient}
    found = extract("msg", compound_file(tree))
    assert found.values("headers", "Cc") == ["Ivy Crabtree <ivy@example.org>"]


def test_date_of_birth_of_a_contact():
    """Times are read from the table of fixed properties."""
    born = datetime.datetime(1938, 3, 2, tzinfo=datetime.UTC) - datetime.datetime(
        1601, 1, 1, tzinfo=datetime.UTC
    )
    ticks = int(born.total_seconds()) * 10_000_000
    fixed = bytes(32) + struct.pack("<HHIQ", 0x40, 0x3A42, 0, ticks)
    found = extract("msg", compound_file({"__properties_version1.0": fixed}))
    assert found.values("headers", "date of birth") == ["1938-03-02"]


def test_internet_headers_of_a_message_are_fields():
    """The headers a message came with are columns too."""
    found = extract("msg", outlook({0x7D: f"From: a@example.org\r\nX-Key: {CODE}\r\n\r\n"}))
    assert found.values("headers", "X-Key") == [CODE]


def test_rich_text_body_is_read_where_there_is_no_other():
    """The packed Rich Text is unpacked."""
    tree = {"__properties_version1.0": bytes(32), "__substg1.0_10090102": PACKED}
    assert extract("msg", compound_file(tree)).values("rtf body") == ["hello world"]


def test_rich_text_that_does_not_end_is_refused():
    """Packed bytes that only repeat may not grow beyond the limit."""
    packed = struct.pack("<4I", 0, 0, 0x75465A4C, 0) + (b"\xff" + b"\x00\x0e" * 8) * 10_000
    with pytest.raises(UnreadableError) as caught:
        rtf_of(packed, Limits(max_member_bytes=1_000_000))
    assert caught.value.reason is Reason.LIMIT


def test_winmail_gives_body_and_files():
    """A TNEF stream has subject, body and attached files."""
    found = extract("tnef", winmail("Visit", CODE, "plan.txt", f"NHS {NHS}".encode()))
    assert found.values("headers", "Subject") == ["Visit"]
    assert found.values("body") == [CODE]
    assert found.members == {"plan.txt": f"NHS {NHS}".encode()}


def test_winmail_cut_off_gives_what_is_there():
    """What stands before the break is read, and the break is said."""
    found = extract("tnef", winmail("Visit", CODE, "plan.txt", b"x" * 100)[:-60])
    assert found.values("body") == [CODE]
    assert found.error is not None and found.error.reason is Reason.DAMAGED


def test_item_as_mail_is_read_like_any_mail():
    """Fields, body and files of a mailbox's item survive the way through an e-mail."""
    item = Item(fields=[("Subject", "Vísit\r\nX: y"), ("e-mail address", "a@example.org")])
    item.body = CODE
    found = extract("eml", as_mail(item, [("plan.txt", NHS.encode())], Limits()))
    assert found.values("headers", "Subject") == ["Vísit X: y"]
    assert found.values("headers", "e-mail-address") == ["a@example.org"]
    assert (found.values("body"), found.members) == ([CODE], {"plan.txt": NHS.encode()})


def test_messages_of_a_mailbox_are_members_named_by_their_folder():
    """Items of a real PST come as messages of their folders."""
    (path,) = (CORPUS / "pst").glob("*.pst") if CORPUS.is_dir() else [None]
    if path is None:
        pytest.skip("the corpus of real files is not here")
    pytest.importorskip("pypff", reason="keysweep[pst] is not installed")
    found = extract("pst", path.read_bytes())
    first = found.members["Top of Outlook data file/Inbox/tmp/message 1.eml"]
    assert extract("eml", first).values("headers", "Subject")[0] == "original email"


def _signed(content: bytes, armour: bool = False) -> bytes:
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.serialization import pkcs7

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Ivy Crabtree")])
    day = datetime.datetime(2026, 1, 1)
    certificate = x509.CertificateBuilder(
        name, name, key.public_key(), 7, day, day + datetime.timedelta(days=9)
    ).sign(key, hashes.SHA256())
    builder = pkcs7.PKCS7SignatureBuilder().set_data(content)
    builder = builder.add_signer(certificate, key, hashes.SHA256())
    encoding = serialization.Encoding.PEM if armour else serialization.Encoding.DER
    return builder.sign(encoding, [pkcs7.PKCS7Options.Binary])


@pytest.mark.parametrize("armour", [False, True])
def test_signed_content_is_a_member(armour):
    """What was signed is read; who signed is text too."""
    found = extract("cms", _signed(CODE.encode(), armour), "letter.txt.p7m")
    assert found.members == {"letter.txt": CODE.encode()}
    assert "Ivy Crabtree" in found.values("certificates")


def test_signed_content_in_pieces_is_put_together():
    """Content of indefinite length comes in several pieces."""
    data = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x01"
    pieces = b"\x24\x80" + b"\x04\x04Key " + b"\x04\x09safe 4821" + b"\x00\x00"
    content = b"\x30\x80\x30\x80" + data + b"\xa0\x80" + pieces + bytes(8)
    assert extract("cms", content, "x.p7m").members == {"x.eml": b"Key safe 4821"}


def test_signed_message_nested_without_end_is_damaged():
    """Nesting deeper than any real message ends the reading."""
    error = extract("cms", b"\x30\x80" * 100_000, "x.p7m").error
    assert error is not None and error.reason is Reason.DAMAGED


def test_text_of_a_winmail_in_a_mail_is_reached():
    """A winmail.dat attached to a mail is a member of it."""
    held = base64.encodebytes(winmail("Visit", CODE, "a.txt", b"x"))
    mail = b"From: a@example.org\nSubject: x\nContent-Type: application/ms-tnef; name=winmail.dat\n"
    mail += b"Content-Transfer-Encoding: base64\n\n" + held
    (content,) = extract("eml", mail).members.values()
    assert extract("tnef", BytesIO(content).read()).values("body") == [CODE]
