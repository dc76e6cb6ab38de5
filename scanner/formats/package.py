"""Documents that are a ZIP of XML parts (Office Open XML, OpenDocument), read under the limits.

Nothing is unpacked to disk, no entity is expanded, no part is read beyond what the archive's
directory announces.
"""

import zipfile
from collections.abc import Iterator
from functools import partial
from io import BytesIO
from posixpath import join, normpath
from typing import BinaryIO

from lxml import etree

from scanner.errors import UnreadableError
from scanner.formats.batching import value_batches
from scanner.formats.pictures import unread
from scanner.formats.unpack import ZIP_ERRORS, bounded_read, refusal
from scanner.formats.vba import macros_in
from scanner.model import Limits, Member, Reason, Skipped, TextBatch, Unit

_PROPERTY_PARTS = ("docProps/core.xml", "docProps/app.xml", "docProps/custom.xml", "meta.xml")


def local(element: etree._Element) -> str:
    """An element's name without its namespace: strict and transitional files differ there only."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: etree._Element, name: str) -> str | None:
    """An attribute's value by its name without namespace."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return None


class Package:
    """One ZIP of parts. Raises `UnreadableError` alone."""

    def __init__(self, stream: BinaryIO, limits: Limits) -> None:
        try:
            self._zip = zipfile.ZipFile(stream)
        except ZIP_ERRORS as error:
            raise _damaged(error) from None
        self._limits = limits
        # A later entry of the same name wins, as it does in office programs.
        self._entries = {info.filename: info for info in self._zip.infolist()}
        if len(self._entries) > limits.max_members:
            raise UnreadableError(Reason.LIMIT, f"more than {limits.max_members} parts")

    def names(self, prefix: str = "", ending: str = "") -> list[str]:
        """The names of the parts, in natural order: slide2 before slide10."""
        found = [n for n in self._entries if n.startswith(prefix) and n.endswith(ending)]
        return sorted(found, key=lambda name: (len(name), name))

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def size(self, name: str) -> int:
        """Unpacked bytes of a part, as the archive announces them."""
        return self._entries[name].file_size

    def check(self) -> None:
        """Raises where any part is announced larger than the limits allow, or encrypted."""
        for info in self._entries.values():
            if (error := refusal(info, self._limits)) is not None:
                raise error

    def open(self, name: str) -> BinaryIO:
        """One part as a stream; the caller closes it."""
        info = self._entries.get(name)
        if info is None:
            raise UnreadableError(Reason.DAMAGED, "a part that the document needs is missing")
        if (refused := refusal(info, self._limits)) is not None:
            raise refused
        try:
            return self._zip.open(info)  # type: ignore[return-value]
        except ZIP_ERRORS as error:
            raise _damaged(error) from None

    def read(self, name: str) -> bytes:
        """One part, whole."""
        try:
            with self.open(name) as part:
                return bounded_read(part, self._limits.max_member_bytes)
        except ZIP_ERRORS as error:
            raise _damaged(error) from None

    def tail(self, name: str, reach: int) -> bytes:
        """The last bytes of a part."""
        held = b""
        try:
            with self.open(name) as part:
                while block := part.read(1024**2):
                    held = (held + block)[-reach:]
        except ZIP_ERRORS as error:
            raise _damaged(error) from None
        return held

    def xml(self, name: str) -> etree._Element:
        """One part as a tree. A tree takes about eight times its text: large parts are refused."""
        if name in self and self.size(name) > self._limits.memory_bytes // 16:
            raise UnreadableError(Reason.TOO_LARGE, "a part is too large to be held in memory")
        root = parse(self.read(name))
        if root is None:
            raise UnreadableError(Reason.DAMAGED, "a part is not XML")
        refuse_entities(root)
        return root

    def elements(self, name: str, tags: tuple[str, ...]) -> Iterator[etree._Element]:
        """The elements of these local names one by one; each is emptied when the next is asked."""
        wanted = tuple(f"{{*}}{tag}" for tag in tags)
        with self.open(name) as part:
            walk = etree.iterparse(
                part,
                events=("end",),
                tag=wanted,
                recover=True,
                resolve_entities=False,
                no_network=True,
                huge_tree=True,
            )
            try:
                yield from _outermost(walk, frozenset(tags))
                if walk.root is not None:
                    refuse_entities(walk.root)
                if any(entry.level_name == "FATAL" for entry in walk.error_log):
                    raise UnreadableError(Reason.DAMAGED, "a part of the document breaks off")
            except (*ZIP_ERRORS, etree.XMLSyntaxError) as error:
                raise _damaged(error) from None

    def relations(self, name: str) -> list[tuple[str, str, str, bool]]:
        """(id, type, target, external) of each relation of a part, targets made absolute."""
        folder, _, leaf = name.rpartition("/")
        path = f"{folder}/_rels/{leaf}.rels" if folder else f"_rels/{leaf}.rels"
        if path not in self:
            return []
        return [_relation(element, folder) for element in self.xml(path) if local(element)]

    def properties(self) -> Iterator[TextBatch]:
        """Author, title and the rest of what the document says about itself."""
        for name in _PROPERTY_PARTS:
            if name not in self:
                continue
            for element in self.xml(name).iter():
                text = (element.text or "").strip()
                if text and local(element) and not text.isdecimal():  # counts of pages, words
                    column = _property_name(element)
                    yield from value_batches([text], Unit.BLOCK, self._limits, "properties", column)

    def embedded(self, prefix: str) -> Iterator[Member]:
        """The files that were put into the document."""
        for name in self.names(prefix):
            if not name.endswith("/"):
                yield Member(name, partial(self._member, name), self.size(name))

    def pictures(self, prefix: str) -> Iterator[Member | Skipped]:
        """The pictures in the document where they are to be read, else that they were not."""
        if self._limits.ocr:
            yield from self.embedded(prefix)
        else:
            yield from unread(self.size(name) for name in self.names(prefix))

    def macros(self) -> Iterator[TextBatch | Member | Skipped]:
        """The source of the macros in the document."""
        for name in self.names(ending="vbaProject.bin"):
            yield from macros_in(self.read(name), self._limits)

    def _member(self, name: str) -> BinaryIO:
        return BytesIO(self.read(name))

    def chunks(self, name: str) -> Iterator[Member]:
        """Whole documents that a part takes in (altChunk)."""
        for _, kind, target, external in self.relations(name):
            if kind == "aFChunk" and not external and target in self:
                yield from self.embedded(target)


def parse(text: bytes) -> etree._Element | None:
    """A tree of XML, mended where it is broken; entities stay unexpanded, nothing is fetched."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, recover=True, huge_tree=True, remove_comments=True
    )
    try:
        return etree.fromstring(text, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _property_name(element: etree._Element) -> str:
    """What a property is called; one of the user's own wraps its value in the value's type."""
    above = element.getparent()
    named = attribute(above, "name") if above is not None and local(above) == "property" else None
    return named or attribute(element, "name") or local(element)


def refuse_entities(root: etree._Element) -> None:
    """Raises where a part declares entities: no office program does, and none is expanded here."""
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and any(declared.iterentities()):  # type: ignore[attr-defined]
        raise UnreadableError(
            Reason.DAMAGED,
            "a part declares entities of its own; what they stand for was not read",
            "look at it by hand: it may be a bomb",
        )


def _outermost(walk: etree.iterparse, tags: frozenset[str]) -> Iterator[etree._Element]:
    for _, element in walk:
        if any(local(above) in tags for above in element.iterancestors()):
            continue
        yield element
        element.clear()
        _drop_before(element)
        if (parent := element.getparent()) is not None:
            _drop_before(parent)


def _drop_before(element: etree._Element) -> None:
    """Takes what stands before the element out of the tree: it has been read."""
    parent = element.getparent()
    while parent is not None and (before := element.getprevious()) is not None:
        parent.remove(before)


def _relation(element: etree._Element, folder: str) -> tuple[str, str, str, bool]:
    external = attribute(element, "TargetMode") == "External"
    target = attribute(element, "Target") or ""
    if not external:
        target = normpath(join(folder, target)) if target[:1] != "/" else target[1:]
    kind = (attribute(element, "Type") or "").rpartition("/")[2]
    return attribute(element, "Id") or "", kind, target, external


def _damaged(error: Exception) -> UnreadableError:
    return UnreadableError(Reason.DAMAGED, f"the document's archive ({type(error).__name__})")
