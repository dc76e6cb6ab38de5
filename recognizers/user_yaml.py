"""Recognizers in Presidio's format: the `recognizers:` list of a YAML file.

An entry may add `examples`, `counter_examples` and `header_examples`, which Presidio does not
know; they are taken out before Presidio sees it.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from recognizers.declaration import DEFAULT_FLAGS, DeclarationError, Entity, Recognizer
from recognizers.user_problems import nearest, shown
from recognizers.user_toml import patterns_of
from recognizers.user_values import Note, Parser, header_examples, read_table, texts

# Repeated references make a small file a large tree, which others then walk.
_MAX_NODES = 100_000
_OURS: dict[str, Parser] = {
    "examples": texts,
    "counter_examples": texts,
    "header_examples": header_examples,
}


def parsed(text: str, note: Note) -> dict[str, Any] | None:
    """The mapping that a YAML text holds; None where it is none, or none that can be taken."""
    import yaml  # late: it comes with Presidio, which not everybody has who declares in TOML

    try:
        content = yaml.safe_load(text)
    except yaml.MarkedYAMLError as error:
        # Its own message quotes the line.
        mark = error.problem_mark
        note(
            "",
            "is no YAML" + (f" (line {mark.line + 1}, column {mark.column + 1})" if mark else ""),
        )
        return None
    except (yaml.YAMLError, RecursionError, ValueError):
        note("", "is no YAML that can be read")
        return None
    if not isinstance(content, dict):
        note("", "is no mapping; write `recognizers:` and a list below it")
        return None
    if sum(1 for _ in zip(_nodes(content), range(_MAX_NODES), strict=False)) == _MAX_NODES:
        note("", f"holds more than {_MAX_NODES:,} values, references counted each time")
        return None
    return content


def _nodes(content: Any) -> Iterator[Any]:
    """Every value in a tree; without end where it holds itself."""
    waiting = [content]
    while waiting:
        one = waiting.pop()
        yield one
        if isinstance(one, dict | list):
            waiting += one.values() if isinstance(one, dict) else one


def entries_of(content: Mapping[str, Any], note: Note) -> list[dict[str, Any]]:
    """The enabled entries of a file. Others are not looked at, as in Presidio."""
    from recognizers.presidio_entries import TOP_KEYS

    for key in content.keys() - TOP_KEYS:
        note(shown(key), f"is no key here; {nearest(str(key), TOP_KEYS)}")
    listed = content.get("recognizers")
    if not isinstance(listed, list) or not listed:
        note("recognizers", "is missing or no list; list at least one")
        return []
    entries = [{"name": one} if isinstance(one, str) else one for one in listed]
    if not all(isinstance(one, dict) for one in entries):
        note("recognizers", "must hold mappings only, each with a name")
        return []
    return [one for one in entries if one.get("enabled", True)]


def recognizers_of(
    entry: Mapping[str, Any],
    content: Mapping[str, Any],
    entities: Mapping[str, Entity],
    note: Note,
) -> tuple[Recognizer, ...]:
    """The declarations of one entry; none where something is wrong with it."""
    from recognizers.presidio_entries import CUSTOM_KEYS, PREDEFINED_KEYS, from_entry, is_custom

    notes: list[tuple[str, str]] = []
    known = CUSTOM_KEYS if is_custom(entry) else PREDEFINED_KEYS
    tell: Note = lambda field, reason: notes.append((field, reason))  # noqa: E731
    ours = read_table(entry, dict.fromkeys(known, _any) | _OURS, ("name",), tell)
    flags = content.get("global_regex_flags")
    patterns_of(entry.get("patterns"), flags if type(flags) is int else DEFAULT_FLAGS, tell)
    for field, reason in notes:
        note(field, reason)
    if notes:
        return ()
    own = {key: value for key, value in ours.items() if key in _OURS}
    theirs = {key: value for key, value in entry.items() if key not in _OURS}
    top = {key: value for key, value in content.items() if key != "recognizers"}
    return _declared(lambda: from_entry(theirs, top), own, entities, note)


def _any(value: Any) -> Any:
    return value


def _declared(
    make: Callable[[], tuple[Recognizer, ...]],
    own: Mapping[str, Any],
    entities: Mapping[str, Entity],
    note: Note,
) -> tuple[Recognizer, ...]:
    """With the examples of the entry, and with the entity that a TOML file beside it declares."""
    try:
        made = make()
    except DeclarationError as error:
        note("", str(error))
        return ()
    return tuple(
        replace(one, entity=entities.get(one.entity.name, one.entity), **own) for one in made
    )
