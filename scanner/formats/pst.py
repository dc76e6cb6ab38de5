"""Outlook mailboxes (.pst, .ost), through libpff: each message, contact and appointment.

Every item becomes a member in the form of an e-mail, named by its folder; so it is read, and
counted, as a message is. Items that were deleted and are still in the file are read too.
"""

from collections.abc import Iterator
from functools import partial
from io import BytesIO
from typing import Any, BinaryIO

import pypff

from scanner.errors import UnreadableError
from scanner.formats.mapi import MANY, STRING8, UNICODE, Item, text_of
from scanner.formats.mapi_mail import as_mail
from scanner.formats.protocol import Extracted
from scanner.model import DataObject, Limits, Member, Reason, Skipped, Stage

_DEEPEST = 64  # folders inside folders
_RECIPIENT_TYPE, _NAME, _ADDRESS, _SMTP = 0x0C15, 0x3001, 0x3003, 0x39FE
_TO = {1: "To", 2: "Cc", 3: "Bcc"}
_LONG_NAME, _SHORT_NAME = 0x3707, 0x3704


def read(stream: BinaryIO, _obj: DataObject, limits: Limits) -> Iterator[Extracted]:
    """The items of all folders, named "Inbox/message 1.eml" onwards."""
    mailbox = pypff.file()
    try:
        mailbox.open_file_object(stream)
        root = mailbox.get_root_folder()
    except (OSError, RuntimeError, ValueError) as error:
        name = type(error).__name__
        raise UnreadableError(Reason.DAMAGED, f"the mailbox cannot be opened ({name})") from None
    try:
        count = 0
        for item in _folder(root, "", 0, limits):
            count += isinstance(item, Member)
            if count > limits.max_members:
                raise UnreadableError(Reason.LIMIT, "the mailbox has more than max_members items")
            yield item
        yield from _orphans(mailbox, limits)
    finally:
        mailbox.close()


def _folder(folder: Any, path: str, depth: int, limits: Limits) -> Iterator[Extracted]:
    for number in range(_count(folder, "number_of_sub_messages")):
        name = f"{path}message {number + 1}.eml"
        yield Member(name, partial(_mail, partial(folder.get_sub_message, number), limits))
    for number in range(_count(folder, "number_of_sub_folders")):
        try:
            inner = folder.get_sub_folder(number)
            title = (inner.name or f"folder {number + 1}").replace("/", "_")
        except (OSError, RuntimeError, ValueError):
            part = f"{path}folder {number + 1}"
            yield Skipped(Stage.READ, Reason.DAMAGED, "the folder cannot be read", part=part)
            continue
        if depth >= _DEEPEST:
            yield Skipped(Stage.READ, Reason.LIMIT, "folders nested too deep", part=path + title)
            continue
        yield from _folder(inner, f"{path}{title}/", depth + 1, limits)


def _orphans(mailbox: Any, limits: Limits) -> Iterator[Extracted]:
    """Items that no folder holds any more: deleted, and not yet overwritten."""
    for number in range(min(_count(mailbox, "number_of_orphan_items"), limits.max_members)):
        get = partial(mailbox.get_orphan_item, number)
        yield Member(f"deleted/message {number + 1}.eml", partial(_mail, get, limits))


def _count(thing: Any, name: str) -> int:
    try:
        return int(getattr(thing, name))
    except (OSError, RuntimeError, ValueError, TypeError):
        return 0


def _mail(get: Any, limits: Limits) -> BinaryIO:
    """One item in the form of an e-mail. Raises `UnreadableError`."""
    try:
        message = get()
        item = Item()
        _take(item, message)
        item.fields += _recipients(message)
        files = [*_attachments(message, limits)]
    except (OSError, RuntimeError, ValueError) as error:
        name = type(error).__name__
        raise UnreadableError(Reason.DAMAGED, f"the message cannot be read ({name})") from None
    return BytesIO(as_mail(item, files, limits))


def _take(item: Item, message: Any) -> None:
    for records in message.record_sets:
        for entry in records.entries:
            number, raw = entry.entry_type, entry.data
            if number is not None and raw:
                item.put(number, entry.value_type or 0, raw)


def _recipients(message: Any) -> Iterator[tuple[str, str]]:
    for records in getattr(message.recipients, "record_sets", ()):
        found = {entry.entry_type: entry for entry in records.entries}
        texts = {n: _text(found.get(n)) for n in (_NAME, _ADDRESS, _SMTP)}
        kind = found.get(_RECIPIENT_TYPE)
        column = _TO.get(int.from_bytes((kind.data or b"")[:4], "little"), "To") if kind else "To"
        address = texts[_SMTP] or texts[_ADDRESS]
        if shown := f"{texts[_NAME]} <{address}>" if address else texts[_NAME]:
            yield column, shown


def _text(entry: Any) -> str:
    if entry is None or not entry.data or entry.value_type & ~MANY not in (STRING8, UNICODE):
        return ""
    return text_of(entry.data, entry.value_type & ~MANY)


def _attachments(message: Any, limits: Limits) -> Iterator[tuple[str, bytes]]:
    for number, attached in enumerate(message.attachments, start=1):
        texts = {
            entry.entry_type: _text(entry)
            for records in attached.record_sets
            for entry in records.entries
            if entry.entry_type in (_LONG_NAME, _SHORT_NAME)
        }
        name = texts.get(_LONG_NAME) or texts.get(_SHORT_NAME) or f"attachment {number}"
        size = _count(attached, "size")
        if size > limits.max_member_bytes:
            raise UnreadableError(Reason.LIMIT, "an attachment is above max_member_bytes")
        if size:
            yield name, attached.read_buffer(size)
        for index in range(_count(attached, "number_of_sub_items")):
            inner = Item()
            _take(inner, attached.get_sub_item(index))
            yield f"message {number}.eml", as_mail(inner, [], limits)
