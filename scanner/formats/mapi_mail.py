"""An Outlook item in the form of an e-mail, so that it is read as one; made in memory."""

from collections.abc import Sequence
from email.mime.application import MIMEApplication
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

import regex

from scanner.errors import UnreadableError
from scanner.formats.compressed_rtf import rtf_of
from scanner.formats.mapi import Item
from scanner.model import Limits

_NO_NAME = regex.compile(r"[^!-9;-~]+")
_PLAIN_RTF = b"{\\rtf"


def as_mail(item: Item, files: Sequence[tuple[str, bytes]], limits: Limits) -> bytes:
    """The item's fields as headers, its body, then (name, content) of each attached file."""
    mail = MIMEMultipart("mixed")
    for name, value in item.fields:
        mail[_NO_NAME.sub("-", name).strip("-") or "field"] = _one_line(value)
    if item.body.strip():
        mail.attach(
            MIMEText(item.body.encode("utf-8", "replace").decode("utf-8"), "plain", "utf-8")
        )
    if item.html.strip(b"\x00\r\n "):
        mail.attach(_file("html", item.html, "body.html"))
    elif item.rtf and not item.body.strip() and (text := _rtf(item.rtf, limits)):
        mail.attach(_file("rtf", text, "body.rtf"))
    for name, content in files:
        mail.attach(_file("octet-stream", content, name))
    return mail.as_bytes()


def _file(kind: str, content: bytes, name: str) -> MIMEApplication:
    part = MIMEApplication(content, kind)
    part.add_header("Content-Disposition", "attachment", filename=_one_line(name) or "attachment")
    return part


def _one_line(value: str) -> str:
    """A header's value: one line of characters that can be encoded."""
    text = "".join(character if character.isprintable() else " " for character in value)
    return " ".join(text.encode("utf-8", "replace").decode("utf-8").split())


def _rtf(packed: bytes, limits: Limits) -> bytes:
    """The Rich Text; libpff gives it unpacked, or as it is stored."""
    if packed.startswith(_PLAIN_RTF):
        return packed
    try:
        return rtf_of(packed, limits)
    except UnreadableError:
        return b""
