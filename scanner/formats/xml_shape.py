"""What kind of XML a file holds, judged by its beginning: records, one record, or a document."""

from collections import Counter
from dataclasses import dataclass, field
from enum import Enum

from scanner.formats.json_text import names_person

FHIR = "http://hl7.org/fhir"
_ONE_RECORD = frozenset({"urn:hl7-org:v3"})  # CDA: one document about one patient
_DOCUMENT = frozenset({"http://www.w3.org/1999/xhtml", "http://docbook.org/ns/docbook"})
_MIXED_SHARE = 0.3  # of the elements with children: how many hold text beside them


class Kind(Enum):
    """How the text is to be given."""

    RECORDS = "records"
    DOCUMENT = "running text"


@dataclass(frozen=True, slots=True)
class Shape:
    """Where records begin: at `depth` below the root, inside `wrapper` where one is named."""

    kind: Kind
    depth: int = 0  # 0: the document is one record
    wrapper: str = ""  # name of the root's child that holds the records, at depth 2
    is_bundle: bool = False  # FHIR: entry and resource are packing around each record


def local(tag: str) -> str:
    """A tag's or attribute's name without its namespace."""
    return tag.rpartition("}")[2]


@dataclass(slots=True)
class ShapeTarget:
    """A parser target that counts what the first elements look like."""

    root: str = ""
    path: list[str] = field(default_factory=list)
    below_root: Counter[str] = field(default_factory=Counter)
    below_child: dict[str, Counter[str]] = field(default_factory=dict)
    structured: set[tuple[str, ...]] = field(default_factory=set)  # paths that have children
    parents: int = 0
    mixed: int = 0
    _has_text: list[bool] = field(default_factory=list)
    _has_child: list[bool] = field(default_factory=list)

    def start(self, tag: str, attrib: dict[str, str]) -> None:
        """An element begins."""
        name = local(tag)
        self.root = self.root or tag
        depth = len(self.path)
        if depth == 1:
            self.below_root[name] += 1
        elif depth == 2:
            self.below_child.setdefault(self.path[1], Counter())[name] += 1
        if self._has_child:
            self._has_child[-1] = True
        if depth in {2, 3}:
            self.structured.add(tuple(self.path))
        self.path.append(name)
        if len(attrib) > 1 and depth in {1, 2}:
            self.structured.add(tuple(self.path))
        self._has_text.append(False)
        self._has_child.append(False)

    def end(self, _tag: str) -> None:
        """An element ends."""
        self.path.pop()
        has_text = self._has_text.pop()
        if self._has_child.pop():
            self.parents += 1
            self.mixed += has_text

    def data(self, text: str) -> None:
        """Text inside the open element."""
        if self._has_text and not text.isspace():
            self._has_text[-1] = True

    def close(self) -> None:
        """The parser is done."""

    def shape(self) -> Shape:
        """The verdict."""
        namespace = self.root[1:].partition("}")[0] if self.root.startswith("{") else ""
        if namespace == FHIR:
            bundle = local(self.root) == "Bundle"
            return Shape(Kind.RECORDS, 1 if bundle else 0, is_bundle=bundle)
        if namespace in _ONE_RECORD:
            return Shape(Kind.RECORDS)
        if namespace in _DOCUMENT or self.mixed > _MIXED_SHARE * max(self.parents, 1):
            return Shape(Kind.DOCUMENT)
        return self._records()

    def _records(self) -> Shape:
        if _is_one_person(self.below_root):
            return Shape(Kind.RECORDS)
        if _repeats(self.below_root, (local(self.root),), self.structured):
            return Shape(Kind.RECORDS, 1)
        wrappers = [
            (counts.total(), child)
            for child, counts in self.below_child.items()
            if self.below_root[child] == 1
            and not _is_one_person(counts)
            and _repeats(counts, (local(self.root), child), self.structured)
        ]
        return Shape(Kind.RECORDS, 2, max(wrappers)[1]) if wrappers else Shape(Kind.RECORDS)


def _is_one_person(children: Counter[str]) -> bool:
    """Whether the children are about one person, not a list of people."""
    return any(count == 1 and names_person(name) for name, count in children.items())


def _repeats(counts: Counter[str], path: tuple[str, ...], structured: set[tuple[str, ...]]) -> bool:
    """Whether the children of an element are a list: one kind, or one above all, with parts."""
    total = counts.total()
    if total < 2:
        return False
    ((name, count),) = counts.most_common(1)
    return count == total or (2 * count > total and (*path, name) in structured)
