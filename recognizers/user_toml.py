"""Recognizers in our own format: `[[recognizers]]` and `[[entities]]` of a TOML file."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

import regex

from recognizers.declaration import (
    DEFAULT_FLAGS,
    DeclarationError,
    Entity,
    Harm,
    Pattern,
    Recognizer,
    Role,
    Sensitivity,
    UkGdpr,
)
from recognizers.user_problems import nearest, shown
from recognizers.user_values import (
    Note,
    Parser,
    WrongValueError,
    check,
    expression,
    flag,
    header_examples,
    member,
    read_table,
    share,
    text,
    texts,
    version,
    window,
    words,
)

_ENTITY: dict[str, Parser] = {
    "name": text,
    "title": text,
    "meaning": text,
    "uk_gdpr": member(UkGdpr),
    "harm": member(Harm),
    "sensitivity": member(Sensitivity),
    "breach_category": text,
    "remedy": text,
    "role": member(Role),
    "needs_person": flag,
    "references": texts,
}
_ENTITY_NEEDED = tuple(_ENTITY)[:8]
_TOP = ("recognizers", "entities")
_PATTERN: dict[str, Parser] = {"name": text, "regex": text, "score": share}


def _as_given(value: Any) -> Any:
    return value


_RECOGNIZER: dict[str, Parser] = {
    "name": text,
    "entity": _as_given,
    "patterns": _as_given,
    "case_sensitive": flag,
    "anchors": words,
    "check": check,
    "checked_score": share,
    "invalid_score": share,
    "chance": share,
    "context": words,
    "headers": words,
    "context_score": share,
    "rivals": words,
    "negations": words,
    "window": window,
    "requires_context": flag,
    "requires_header": flag,
    "examples": texts,
    "counter_examples": texts,
    "header_examples": header_examples,
    "version": version,
    "references": texts,
}


def check_top(content: Mapping[str, Any], note: Note) -> None:
    """What may stand at the top of a file: lists of recognizers and of entities."""
    for key, value in content.items():
        if key not in _TOP:
            note(shown(key), f"is no key here; {nearest(key, _TOP)}")
        elif not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            note(key, f"must be tables; write [[{key}]] above each")
    if not content.keys() & set(_TOP):
        note("", "declares nothing; write [[recognizers]]")


def entity_of(table: Mapping[str, Any], note: Note) -> Entity | None:
    """An entity as declared; None where something is wrong with it."""
    wrong = _Counted(note)
    values = read_table(table, _ENTITY, _ENTITY_NEEDED, wrong)
    if wrong.count:
        return None
    try:
        return Entity(**values)
    except DeclarationError as error:
        note("name", str(error).rpartition(": ")[2])
        return None


def recognizer_of(
    table: Mapping[str, Any], entities: Mapping[str, Entity], note: Note
) -> Recognizer | None:
    """A recognizer as declared; None where something is wrong with it."""
    wrong = _Counted(note)
    values = read_table(table, _RECOGNIZER, ("name", "entity", "patterns"), wrong)
    sensitive = values.pop("case_sensitive", False)
    values["flags"] = DEFAULT_FLAGS & ~int(regex.IGNORECASE) if sensitive else DEFAULT_FLAGS
    values["entity"] = _entity_named(values.get("entity"), entities, wrong)
    values["patterns"] = patterns_of(values.get("patterns"), values["flags"], wrong)
    if "check" in values:
        values["check"], chance = values["check"]
        values.setdefault("chance", chance)
    return None if wrong.count else declared(values, note)


def declared(values: dict[str, Any], note: Note) -> Recognizer | None:
    """The declaration, or a note of what it refuses itself."""
    assert {one.name for one in fields(Recognizer)} >= values.keys()
    try:
        return Recognizer(**values)
    except DeclarationError as error:
        field, _, reason = (
            str(error).removeprefix(f"recognizer {values['name']!r}: ").partition(": ")
        )
        note(field, reason)
        return None


def patterns_of(value: Any, flags: int, note: Note) -> tuple[Pattern, ...]:
    """The patterns of one recognizer; they look the same in both formats."""
    if value is None:
        return ()
    if not isinstance(value, list) or not value or not all(isinstance(v, dict) for v in value):
        note("patterns", "must be one table or more with name, regex and score")
        return ()
    found: list[Pattern] = []
    for number, table in enumerate(value, 1):
        wrong = _Counted(note, f"patterns[{number}].")
        values = read_table(table, _PATTERN, _PATTERN, wrong)
        if "regex" in values:
            _tried(values["regex"], flags, wrong)
        if not wrong.count:
            found.append(Pattern(**values))
    return tuple(found)


def _tried(pattern: str, flags: int, note: Note) -> None:
    try:
        expression(pattern, flags)
    except WrongValueError as error:
        note("regex", str(error))


def _entity_named(name: Any, entities: Mapping[str, Entity], note: Note) -> Entity | None:
    """The entity of that name. A table in its place has been declared in its own right."""
    if isinstance(name, Mapping):
        name = name.get("name")
        return entities.get(name) if isinstance(name, str) else None
    if not isinstance(name, str):
        if name is not None:
            note("entity", "must be the name of an entity, or a table that declares one")
        return None
    if name not in entities:
        reason = f"no entity is called {shown(name)}; {_near_entity(name, entities)}"
        note("entity", reason)
    return entities.get(name)


def _near_entity(name: str, entities: Mapping[str, Entity]) -> str:
    hint = nearest(name, entities)
    listed = "`keysweep list --entities` shows ours; declare others under [[entities]]"
    return hint if hint.startswith("did") else listed


class _Counted:
    """Passes notes on and counts them."""

    def __init__(self, note: Note, prefix: str = "") -> None:
        self._note, self._prefix, self.count = note, prefix, 0

    def __call__(self, field: str, reason: str) -> None:
        self.count += 1
        self._note(self._prefix + field, reason)
