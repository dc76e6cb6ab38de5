"""Parser targets that turn XML events into records or into running text. No tree is built."""

from dataclasses import dataclass, field

from scanner.formats.fhir import attachment, system_word
from scanner.formats.xml_shape import Shape, local
from scanner.model import Member

Pair = tuple[str, str]

# Stand-ins from Unicode's private use area for marks that the parser would trip over.
BARE_AMPERSAND, BARE_LESS = "\ue0a1", "\ue0a2"
_RESTORED = {ord(BARE_AMPERSAND): "&", ord(BARE_LESS): "<"}

_MAX_PAIRS = 100_000  # of one record; what follows is given as another
_MAX_NAMES = 32  # of a path; deeper ones keep their end
_MAX_BLOCK_CHARS = 65_536


@dataclass(slots=True)
class _Open:
    """An element that has begun and not ended."""

    name: str
    word: str = ""  # what a sibling `system` says that `value` means
    media_type: str = ""  # of the Base64 text in it, "" where it is plain text
    text: list[str] = field(default_factory=list)


def _restored(text: str) -> str:
    return text.strip() if text.isascii() else text.translate(_RESTORED).strip()


class RecordTarget:
    """Gathers column and value pairs record by record in `records`."""

    def __init__(self, shape: Shape) -> None:
        self._shape = shape
        self._path: list[_Open] = []
        self._record_depth: int | None = None  # of the record that is open
        self._pairs: list[Pair] = []
        self._beside: list[Pair] = []  # what lies outside all records
        self.records: list[list[Pair]] = []
        self.members: list[Member] = []

    def start(self, tag: str, attrib: dict[str, str]) -> None:
        """An element begins."""
        self._flush_text()
        self._path.append(_Open(local(tag)))
        depth = len(self._path) - 1
        if self._record_depth is None and self._begins_record(depth):
            self._record_depth = depth
        self._attributes({local(name): value for name, value in attrib.items()})

    def _begins_record(self, depth: int) -> bool:
        shape = self._shape
        return depth == shape.depth and (not shape.wrapper or self._path[1].name == shape.wrapper)

    def _attributes(self, attrib: dict[str, str]) -> None:
        column = self._column()
        root = attrib.get("root", "")
        if "extension" in attrib and (word := system_word(root)):
            self._put(f"{column}.{word}", attrib.pop("extension"))
        if attrib.get("representation") == "B64":
            self._path[-1].media_type = attrib.get("mediaType", "application/octet-stream")
        for name, value in attrib.items():
            if name == "value":
                self._value(column, value)
            else:
                self._put(f"{column}@{name}", value)

    def end(self, _tag: str) -> None:
        """An element ends."""
        self._flush_text()
        depth = len(self._path) - 1
        self._path.pop()
        if self._record_depth == depth:
            self._finish()

    def data(self, text: str) -> None:
        """Text, a tail or a CDATA section."""
        if self._path:
            self._path[-1].text.append(text)

    def comment(self, text: str) -> None:
        """A comment counts as text where it stands."""
        self._flush_text()
        self._put(self._column() or "(comment)", text)

    def close(self) -> None:
        """The document is over, or as much of it as there is."""
        self._flush_text()
        if self._pairs:
            self._finish()
        if self._beside:
            self.records.append(self._beside)
            self._beside = []

    def _finish(self) -> None:
        self.records.append(self._pairs)
        self._pairs, self._record_depth = [], None

    def _flush_text(self) -> None:
        if not self._path or not self._path[-1].text:
            return
        element = self._path[-1]
        text, element.text = "".join(element.text), []
        if not text.isspace():
            self._value(self._column(), text)

    def _value(self, column: str, text: str) -> None:
        """A value of the open element, under the name its siblings give it."""
        element = self._path[-1]
        parent = self._path[-2] if len(self._path) > 1 else element
        if element.name == "system":
            parent.word = system_word(text.strip())
        elif element.name == "contentType":
            parent.media_type = text.strip()
        elif element.name == "value" and parent.word:
            column = f"{column.removesuffix('value')}{parent.word}"
        media_type = element.media_type or (parent.media_type if element.name == "data" else "")
        if media_type:
            position = f"record {len(self.records) + 1}"
            self.members.append(attachment(text, media_type, "", position))
        else:
            self._put(column, text)

    def _put(self, column: str, text: str) -> None:
        text = _restored(text)
        if not text:
            return
        pairs = self._beside if self._record_depth is None else self._pairs
        pairs.append((column, text))
        if len(pairs) >= _MAX_PAIRS:
            self.records.append(list(pairs))
            pairs.clear()

    def _column(self) -> str:
        """The names of the open elements below the record; of the record itself its name."""
        depth = self._record_depth or 0
        if self._shape.is_bundle and [e.name for e in self._path[2:3]] == ["resource"]:
            depth = min(depth + 2, len(self._path) - 2)
        start = max(depth + 1, len(self._path) - _MAX_NAMES)
        names = [element.name for element in self._path[start:]]
        return ".".join(names) or (self._path[-1].name if self._path else "")


class DocumentTarget:
    """Gathers running text block by block in `blocks`, attributes in `attributes`.

    A block is what stands inside the element that holds text itself: `<p>key <b>safe</b></p>`
    is one.
    """

    def __init__(self) -> None:
        self._depth = 0
        self._owner: int | None = None  # depth of the element the open block belongs to
        self._text: list[str] = []
        self._chars = 0
        self.blocks: list[str] = []
        self.attributes: list[str] = []

    def start(self, _tag: str, attrib: dict[str, str]) -> None:
        """An element begins."""
        if self._owner is not None and self._depth < self._owner:
            self._flush()
        self._depth += 1
        self.attributes.extend(map(_restored, attrib.values()))

    def end(self, _tag: str) -> None:
        """An element ends; its block stays open for a tail."""
        self._depth -= 1
        if self._owner is not None and self._depth < self._owner - 1:
            self._flush()

    def data(self, text: str) -> None:
        """Text inside the open element."""
        if self._owner is None:
            if text.isspace():
                return
            self._owner = self._depth
        elif not text.isspace():
            self._owner = min(self._owner, self._depth)
        self._text.append(text)
        self._chars += len(text)
        if self._chars > _MAX_BLOCK_CHARS:
            self._flush()

    def comment(self, text: str) -> None:
        """A comment is a block of its own."""
        self.blocks.append(_restored(text))

    def close(self) -> None:
        """The document is over."""
        self._flush()

    def _flush(self) -> None:
        text = " ".join(_restored("".join(self._text)).split())
        if text:
            self.blocks.append(text)
        self._owner, self._text, self._chars = None, [], 0
