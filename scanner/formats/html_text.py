"""Web pages: tables as rows, everything else as blocks of text in the order of the page.

What is not shown counts too: attributes that carry text, comments, scripts.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import escape
from itertools import chain
from typing import Any, BinaryIO

from selectolax.lexbor import LexborHTMLParser

from scanner.formats.data_uri import data_member
from scanner.formats.encoding import decoded
from scanner.formats.header import has_header
from scanner.formats.protocol import Extracted
from scanner.formats.text_batches import RowBatcher, column_batches, line_batches
from scanner.model import DataObject, Limits, Reason, Skipped, Stage, Unit

_MAX_CHARS = 32 * 1024**2  # parsed as one page; the tree takes several times that
_MAX_DEPTH = 4_000  # the parser's time grows with the square of the depth
# Tags that stay open until they are closed: those that can nest without end.
_NESTING = re.compile(
    r"<(/?)(?!/|(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr|p|li|dt|dd"
    r"|t[dhr]|option|tbody|thead)\b)[A-Za-z]",
    re.IGNORECASE,
)
_INLINE = frozenset(
    """a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q s samp
    small span strike strong sub sup time tt u var wbr""".split()
)
_ATTRIBUTES = frozenset(
    """value title alt href content placeholder aria-label label summary srcdoc cite action
    onclick""".split()
)
_RAISED = frozenset({"sub", "sup"})  # the mark of a footnote is no part of the number before it
_SCRIPTS = frozenset({"script", "style"})
# What is in these is not part of the parsed page; as a plain division it is.
_HIDDEN = re.compile(r"<(/?)(?:template|noscript)\b", re.IGNORECASE)
# XHTML's way to write text with bare marks; to a parser of HTML it is a comment.
_CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)


@dataclass(slots=True)
class _Page:
    """What was gathered besides tables."""

    blocks: list[str] = field(default_factory=list)
    given_blocks: int = 0  # how many were given already
    attributes: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)  # of the block that is open
    files: list[str] = field(default_factory=list)  # that stand in the page itself: data: addresses

    def end_block(self) -> None:
        """Close the open block."""
        block = " ".join("".join(self.text).split())
        if block:
            self.blocks.append(block)
        self.text.clear()


def read(stream: BinaryIO, obj: DataObject, limits: Limits) -> Iterator[Extracted]:  # noqa: ARG001 - the protocol's signature
    """The page. Malformed HTML is read as browsers do; what is too large or deep, as lines."""
    page, rest = _first_chars(decoded(stream, limits.batch_bytes))
    if _depth(page) > _MAX_DEPTH:
        yield from line_batches(chain([page], rest), limits)
        yield Skipped(Stage.READ, Reason.LIMIT, "nested too deeply; read as text with its tags")
        return
    shown = _HIDDEN.sub(r"<\1div", _CDATA.sub(lambda found: escape(found[1], quote=False), page))
    root: Any = LexborHTMLParser(shown).root
    yield from _page(root.parent or root, limits)  # comments may stand above the root
    following = next(rest, None)
    if following is not None:
        first = page.count("\n") + 1
        yield from line_batches(chain([following], rest), limits, first=first)
        detail = f"larger than {_MAX_CHARS} characters; from line {first} on read as text with tags"
        yield Skipped(Stage.READ, Reason.LIMIT, detail)


def _first_chars(chunks: Iterator[str]) -> tuple[str, Iterator[str]]:
    taken: list[str] = []
    missing = _MAX_CHARS
    for chunk in chunks:
        taken.append(chunk[:missing])
        if len(chunk) > missing:
            return "".join(taken), chain([chunk[missing:]], chunks)
        missing -= len(chunk)
    return "".join(taken), iter(())


def _depth(page: str) -> int:
    """The deepest nesting of tags, closed or not."""
    depth = deepest = 0
    for found in _NESTING.finditer(page):
        depth = max(depth - 1, 0) if found.group(1) else depth + 1
        deepest = max(deepest, depth)
    return deepest


def _page(root: Any, limits: Limits) -> Iterator[Extracted]:
    page = _Page()
    tables = 0
    inside: int | None = None  # identity of the data table the walk is in
    for node, begins in _walk(root):
        tag = node.tag
        if tag == "table":
            page.end_block()
            if begins and inside is None and (rows := _data_rows(node)):
                inside, tables = node.mem_id, tables + 1
                yield from _new_blocks(page, limits)
                yield from _table(rows, f"table {tables}", limits)
            elif not begins and inside == node.mem_id:
                inside = None
        elif begins:
            _enter(page, node, tag, shown=inside is None)
        elif inside is None and tag not in _INLINE and tag not in {"-text", "br"}:
            page.text.append(" ") if tag in {"td", "th"} else page.end_block()
    page.end_block()
    yield from _new_blocks(page, limits)
    for part in ("attributes", "comments", "scripts"):
        yield from _blocks(getattr(page, part), 1, limits, part)
    for number, address in enumerate(page.files, start=1):
        yield data_member(address, number)


def _walk(root: Any) -> Iterator[tuple[Any, bool]]:
    """Every node when it begins and when it ends, without recursion."""
    node = root
    while node is not None:
        yield node, True
        below = node.child if node.tag not in _SCRIPTS else None
        if below is not None:
            node = below
            continue
        yield node, False
        while node.next is None:
            node = node.parent
            if node is None or node.mem_id == root.mem_id:
                return
            yield node, False
        node = node.next


def _enter(page: _Page, node: Any, tag: str, shown: bool) -> None:
    if tag == "-text":
        if shown:
            page.text.append(node.text_content or "")
        return
    if node.is_comment_node:
        page.comments.append(node.comment_content or "")
        return
    if tag in _SCRIPTS:
        page.scripts.append(node.inner_html or "")
    elif shown and (tag == "br" or tag in _RAISED):
        page.text.append(" ")
    elif shown and tag not in _INLINE and tag not in {"td", "th"}:
        page.end_block()
    for name, value in node.attributes.items():
        if value and value.lstrip()[:5].lower() == "data:":
            page.files.append(value)
        elif value and (name in _ATTRIBUTES or name.startswith("data-")):
            page.attributes.append(value)


def _data_rows(table: Any) -> list[list[str]]:
    """The rows of a table whose first one names the columns; [] for layout and forms."""
    rows: list[list[str]] = []
    titled = True
    nested = 0
    for node, begins in _walk(table):
        if node.mem_id != table.mem_id and node.tag == "table":
            nested += 1 if begins else -1
        if nested or not begins or node.mem_id == table.mem_id:
            continue
        if node.tag == "tr":
            rows.append([])
        elif node.tag in {"td", "th"} and rows:
            rows[-1].append(" ".join(node.text(separator=" ").split()))
            titled = titled and (len(rows) > 1 or node.tag == "th")
    rows = [row for row in rows if row]
    if len(rows) < 2:
        return []
    return rows if titled or (len(rows[0]) > 1 and has_header(rows)) else []


def _table(rows: list[list[str]], part: str, limits: Limits) -> Iterator[Extracted]:
    batcher = RowBatcher(rows[0], limits, part, first=2)
    for row in rows[1:]:
        yield from batcher.add(row)
    yield from batcher.flush()


def _new_blocks(page: _Page, limits: Limits) -> Iterator[Extracted]:
    first = page.given_blocks + 1
    page.given_blocks += len(page.blocks)
    blocks, page.blocks = page.blocks, []
    yield from _blocks(blocks, first, limits, "")


def _blocks(values: Iterable[str], first: int, limits: Limits, part: str) -> Iterator[Extracted]:
    values = list(values)
    for start in range(0, len(values), limits.batch_rows):
        some = values[start : start + limits.batch_rows]
        yield from column_batches(some, None, first + start, limits, Unit.BLOCK, part)
