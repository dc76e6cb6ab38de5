"""Where an object lies, in the words that may be shown.

Names of files, folders and archive members are data too: people's names and numbers stand in
them. So the inventory holds every uri with its findings replaced by what they are and a tag of
their keyed hash: `Referrals/%5BPERSON~3fa9c2%5D discharge.txt`. The tag keeps two clients'
folders apart, and `keysweep explain` on the folder shows the rest to whoever may read it.
"""

from collections.abc import Callable
from dataclasses import replace
from urllib.parse import quote, unquote

from scanner.model import DataObject, Member


def below(obj: DataObject) -> str:
    """The path below the target, decoded, as a person reads it."""
    path = obj.uri.removeprefix(obj.container).lstrip("/!") or obj.name
    return unquote(path, errors="replace")


def location_of(obj: DataObject) -> str:
    """The folder, archive or mailbox an object lies in."""
    return obj.parent_uri or obj.uri.rsplit("/", 1)[0]


def scope_of(obj: DataObject, part: str, is_piece: bool) -> str:
    """Within which local keys (`client_id`) mean the same: a database, or a folder of tables.

    `part` is the table, "" where the object is one; `is_piece`: the object is one table of a dump
    that lies there as a folder. Of an export whose paths name the tables, the folder above them.
    """
    if not part or is_piece:
        return location_of(obj)
    above, table, _ = unquote(obj.uri, errors="replace").partition(f"/{part}/")
    return above if table else obj.uri


def member_of(parent: DataObject, member: Member) -> DataObject:
    """A member as an object of its own; it can be read by whoever can read its parent."""
    name = member.name.encode("utf-8", "surrogateescape")
    return replace(
        parent,
        uri=f"{parent.uri}!/{quote(name, safe='/')}",
        size_bytes=member.size_bytes,
        modified_at=member.modified_at or parent.modified_at,
        parent_uri=parent.uri,
    )


def hidden(obj: DataObject, hide: Callable[[str], str]) -> DataObject:
    """The object with every segment of its uri below the target passed through `hide`."""

    def uri(whole: str) -> str:
        if not whole.startswith(obj.container):
            return whole
        rest = whole[len(obj.container) :]
        return obj.container + "/".join(_segment(part, hide) for part in rest.split("/"))

    return replace(obj, uri=uri(obj.uri), parent_uri=uri(obj.parent_uri))


def _segment(segment: str, hide: Callable[[str], str]) -> str:
    """One segment; those that hide nothing keep their bytes."""
    if not segment:
        return segment
    inner = segment.removesuffix("!")  # an archive whose members follow
    plain = unquote(inner, errors="replace")
    shown = hide(plain)
    return segment if shown == plain else quote(shown, safe="") + segment[len(inner) :]
