"""Files that stand in a page itself, as `data:` addresses (RFC 2397): pictures above all."""

import binascii
import mimetypes
from base64 import b64decode
from io import BytesIO
from typing import BinaryIO
from urllib.parse import unquote_to_bytes

from scanner.errors import UnreadableError
from scanner.model import Member, Reason


def data_member(address: str, number: int) -> Member:
    """The file as a member; `number` tells it from others of the page."""
    head, _, content = address.strip().partition(",")
    kind, *options = head[len("data:") :].split(";")
    ending = mimetypes.guess_extension(kind.strip().lower() or "text/plain") or ".bin"
    packed = "base64" in {option.strip().lower() for option in options}

    def opened() -> BinaryIO:
        raw = unquote_to_bytes(content)
        try:
            return BytesIO(b64decode(b"".join(raw.split())) if packed else raw)
        except (binascii.Error, ValueError):
            raise UnreadableError(Reason.DAMAGED, "the file is no valid Base64") from None

    return Member(f"file {number}{ending}", opened)
