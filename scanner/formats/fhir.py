"""What FHIR and HL7 identifiers, contact points and attachments mean; for JSON and XML alike."""

import binascii
import io
from base64 import b64decode
from collections.abc import Callable
from html import unescape
from typing import BinaryIO

import regex

from scanner.errors import UnreadableError
from scanner.model import Member, Reason

# Who issued an identifier -> the word its column ends with. NHS Digital's FHIR naming systems
# and the OIDs of HL7 UK; CHI is Scotland's number, H&C that of Northern Ireland.
IDENTIFIER_SYSTEMS = {
    "https://fhir.nhs.uk/Id/nhs-number": "nhs-number",
    "http://fhir.nhs.net/Id/nhs-number": "nhs-number",
    "urn:oid:2.16.840.1.113883.2.1.4.1": "nhs-number",
    "urn:oid:2.16.840.1.113883.2.1.3.2.4.16.53": "chi-number",
    "https://fhir.nhs.uk/Id/chi-number": "chi-number",
    "https://fhir.nhs.uk/Id/hsc-number": "hsc-number",
    "urn:oid:2.16.840.1.113883.2.1.3.2.4.18.24": "hsc-number",
    "https://fhir.hl7.org.uk/Id/gmc-number": "gmc-number",
    "https://fhir.nhs.uk/Id/prescription-order-number": "prescription-order-number",
}
CONTACT_SYSTEMS = frozenset({"phone", "email", "fax", "sms", "pager", "url"})

_TAG = regex.compile(r"<!--|-->|</?[A-Za-z][^<>]*>")
_ENTITY = regex.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]{2,8});")
_ENDINGS = {
    "application/pdf": ".pdf",
    "text/plain": ".txt",
    "text/html": ".html",
    "text/rtf": ".rtf",
    "application/rtf": ".rtf",
    "application/msword": ".doc",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/tiff": ".tif",
}


def system_word(system: str) -> str:
    """What the values of a system are: "nhs-number", "phone"; "" where it is not known."""
    oid = system if system.startswith(("http", "urn:")) else f"urn:oid:{system}"
    known = IDENTIFIER_SYSTEMS.get(system.rstrip("/")) or IDENTIFIER_SYSTEMS.get(oid)
    return known or (system if system in CONTACT_SYSTEMS else "")


def narrative(xhtml: str) -> str:
    """The text of an XHTML fragment, tags replaced by a space."""
    without_tags = _TAG.sub(" ", xhtml)
    return _ENTITY.sub(lambda found: unescape(found.group()), without_tags)


def attachment(content: str, media_type: str, title: str, position: str) -> Member:
    """A Base64 attachment as an object of its own, named after the record it lies in."""
    ending = _ENDINGS.get(media_type.partition(";")[0].strip().lower(), "")
    name = title.replace("/", "_").replace("\\", "_") or f"attachment{ending}"
    return Member(f"{position}/{name}", _opener(content), len(content) * 3 // 4)


def _opener(content: str) -> Callable[[], BinaryIO]:
    def open_content() -> BinaryIO:
        try:
            return io.BytesIO(b64decode("".join(content.split())))
        except (binascii.Error, ValueError):
            raise UnreadableError(Reason.DAMAGED, "attachment is no valid Base64") from None

    return open_content
