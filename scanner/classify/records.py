"""Which findings in running text belong to one record.

In tables a row is a record. Prose has none, so they are found by who is named in it:
- a document that names one person by identifier, or one person at all, is one record;
- where several identifiers stand, each begins a record at its own line, or at the last line with
  a name before it; what follows belongs to it, for as long as it stays near;
- where nobody has an identifier, every line is a record, and a home secret on a line without a
  name belongs to the name on the lines right before it.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from recognizers.declaration import Role
from scanner.classify.redact import canonical, name_tokens
from scanner.classify.subjects import Mention

_NEAR_LINES: Final = 20  # how long an identifier speaks for what follows it
_NAME_LINES: Final = 3  # how long a name does
_NAME_BEFORE_ID_LINES: Final = 5

Line = list[Mention]  # all mentions at one position, in order


def of_prose(mentions: Sequence[Mention]) -> Iterator[list[Mention]]:
    """The records of one document; `mentions` in reading order."""
    lines = [list(group) for _, group in groupby(mentions, key=lambda m: m.place)]
    ids = _ids(mentions)
    kinds = [name for name, _ in ids]
    if len(kinds) > len(set(kinds)):
        yield from _by_identifier(lines)
    elif ids or len(_full_names(mentions)) <= 1:
        yield list(mentions)
    else:
        yield from _by_name(lines)


def _is_id(mention: Mention) -> bool:
    return mention.entity.role is Role.PERSON_ID


def _has(line: Line, role: Role) -> bool:
    return any(mention.entity.role is role for mention in line)


def _full_names(mentions: Sequence[Mention]) -> set[tuple[str, ...]]:
    names = (name_tokens(m.value) for m in mentions if m.entity.role is Role.NAME)
    return {tuple(sorted(name)) for name in names if len(name) > 1}


def _gap(earlier: Line, later: Line) -> int:
    """Lines between; another part of the document is far away."""
    (part, position), (other, further) = earlier[0].place, later[0].place
    return further - position if part == other else _NEAR_LINES + 1


def _by_identifier(lines: Sequence[Line]) -> Iterator[list[Mention]]:
    starts = sorted({_start_of(lines, i) for i, line in enumerate(lines) if _has_new_id(lines, i)})
    for begin, end in zip([0, *starts], [*starts, len(lines)], strict=True):
        yield from _while_near(lines[begin:end])


def _has_new_id(lines: Sequence[Line], index: int) -> bool:
    """Whether somebody new is identified here, not the last person by another kind of number."""
    ids = _ids(lines[index])
    before = next((line for line in reversed(lines[:index]) if _ids(line)), None)
    if not ids or before is None:
        return bool(ids)
    other_kinds = {name for name, _ in ids}.isdisjoint(name for name, _ in _ids(before))
    beside = other_kinds and _gap(before, lines[index]) <= _NAME_LINES
    return not ids <= _ids(before) and not beside


def _ids(line: Sequence[Mention]) -> set[tuple[str, str]]:
    return {(m.entity.name, canonical(m.entity, m.value)) for m in line if _is_id(m)}


def _start_of(lines: Sequence[Line], index: int) -> int:
    """Where the record of the identifier on this line begins."""
    if _has(lines[index], Role.NAME):
        return index
    for earlier in range(index - 1, max(-1, index - 1 - _NAME_BEFORE_ID_LINES), -1):
        if _has(lines[earlier], Role.PERSON_ID):
            break
        if _has(lines[earlier], Role.NAME):
            return earlier
    return index


def _while_near(lines: Sequence[Line]) -> Iterator[list[Mention]]:
    """One record, cut where it is left behind."""
    record: list[Mention] = []
    last: Line = []
    for line in lines:
        if record and _gap(last, line) > _NEAR_LINES:
            yield record
            record = []
        record, last = record + line, line
    if record:
        yield record


def _by_name(lines: Sequence[Line]) -> Iterator[list[Mention]]:
    record: list[Mention] = []
    named: Line = []
    for line in lines:
        belongs = not _has(line, Role.NAME) and named and _gap(named, line) <= _NAME_LINES
        if record and not belongs:
            yield record
            record = []
        record = record + line
        named = line if _has(line, Role.NAME) else named
    if record:
        yield record
