"""A folder of a user's own recognizers, `*.toml` and Presidio's `*.yaml`, as declarations.

A folder that has anything wrong with it is refused as a whole, with everything that is wrong:
a sweep without one of its rules would call clean what it never looked for. `verify` adds what
takes time: the examples are tried, and patterns that could run away are searched for.
"""

import stat
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from recognizers import user_toml, user_yaml
from recognizers.declaration import Entity, Recognizer
from recognizers.user_backtracking import runaway
from recognizers.user_examples import failures
from recognizers.user_problems import Problem, UserRulesError, shown
from recognizers.user_values import Note

MAX_BYTES = 1024**2  # of one file; word lists of this length belong elsewhere
_MAX_FILES = 200
_TOML, _YAML = (".toml",), (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class UserRule:
    """One recognizer and the file that declares it."""

    file: str
    recognizer: Recognizer


@dataclass(slots=True)
class _File:
    """One file on its way to recognizers, and what was found wrong."""

    name: str
    content: Mapping[str, Any]
    problems: list[Problem]

    def note(self, rule: str = "") -> Note:
        """Takes field and reason of what is wrong with a rule."""
        return lambda field, reason: self.problems.append(Problem(self.name, rule, field, reason))


def load_folder(folder: Path, *, verify: bool = True) -> tuple[Recognizer, ...]:
    """The recognizers of a folder, by file and place. Raises `UserRulesError`."""
    rules, problems = read_folder(folder)
    if verify and not problems:
        problems = [problem for rule in rules for problem in check_rule(rule)]
    if problems:
        raise UserRulesError(problems)
    return tuple(rule.recognizer for rule in rules)


def read_folder(folder: Path) -> tuple[list[UserRule], list[Problem]]:
    """The recognizers that could be declared, and all that is wrong with the others."""
    problems: list[Problem] = []
    files = [
        _File(path.name, content, problems)
        for path in _paths(folder, problems)
        if (content := _content(path, problems)) is not None
    ]
    entities = _entities(files)
    rules = [UserRule(f.name, one) for f in files for one in _recognizers(f, entities)]
    problems += _taken_names(rules)
    return rules, sorted(problems, key=lambda problem: problem.file)


def check_rule(rule: UserRule) -> Iterator[Problem]:
    """What is wrong with a recognizer that could be declared: this takes time."""
    slow = list(runaway(rule.recognizer))
    for field, reason in slow or failures(rule.recognizer):
        yield Problem(rule.file, rule.recognizer.name, field, reason)


def uses_presidio(folder: Path) -> bool:
    """Whether a file of the folder is in Presidio's format."""
    return any(path.suffix.lower() in _YAML for path in _named_so(folder))


def _named_so(folder: Path) -> list[Path]:
    try:
        listed = sorted(folder.iterdir())
    except OSError:
        return []
    endings = (*_TOML, *_YAML)
    return [p for p in listed if p.suffix.lower() in endings and not p.name.startswith(".")]


def _paths(folder: Path, problems: list[Problem]) -> list[Path]:
    """The files to read: regular ones that lie in the folder itself."""
    found = _named_so(folder)
    if not found or len(found) > _MAX_FILES:
        what = (
            f"is a folder of {len(found)} files, above {_MAX_FILES}"
            if found
            else ("is no folder that holds .toml, .yaml or .yml files")
        )
        problems.append(Problem("", str(folder), "", what))
        return []
    root = folder.resolve()
    kept: list[Path] = []
    for path in found:
        if not path.resolve().is_relative_to(root):
            problems.append(Problem(path.name, "", "", "is a link that leads out of the folder"))
        else:
            kept.append(path)
    return kept


def _content(path: Path, problems: list[Problem]) -> Mapping[str, Any] | None:
    note: Note = lambda _, reason: problems.append(Problem(path.name, "", "", reason))  # noqa: E731
    text = _text(path, note)
    if text is None:
        return None
    if path.suffix.lower() in _YAML:
        return user_yaml.parsed(text, note)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        note("", f"is no TOML: {error}")
    except (RecursionError, ValueError):
        note("", "is no TOML that can be read")
    return None


def _text(path: Path, note: Note) -> str | None:
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            note("", "is no regular file")
            return None
        with path.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
        if len(content) > MAX_BYTES:
            note("", "is larger than 1 MiB; split it")
            return None
        return content.decode("utf-8-sig")
    except OSError as error:
        note("", f"cannot be read: {error.strerror}")
    except UnicodeDecodeError:
        note("", "is not UTF-8 text")
    return None


def _entities(files: Iterable[_File]) -> dict[str, Entity]:
    """Ours, and those that TOML files declare, by name."""
    from recognizers.catalogue import ALL  # late: it is large, and tests replace it

    ours = {one.entity.name: one.entity for one in ALL}
    found = dict(ours)
    for file in (one for one in files if _is_toml(one)):
        for where, table in _entity_tables(file):
            note = file.note(where)
            entity = user_toml.entity_of(table, note)
            if entity is None:
                continue
            if entity.name in found:
                owner = "is one of ours" if entity.name in ours else "is declared twice"
                note("name", f"{owner}; name it with entity = {shown(entity.name)}")
            found.setdefault(entity.name, entity)
    return found


def _is_toml(file: _File) -> bool:
    return file.name.lower().endswith(_TOML)


def _entity_tables(file: _File) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for number, table in enumerate(_tables(file, "entities"), 1):
        yield f"entities[{number}]", table
    for number, table in enumerate(_tables(file, "recognizers"), 1):
        if isinstance(table.get("entity"), dict):
            yield f"{_label(table, number)}: entity", table["entity"]


def _tables(file: _File, key: str) -> list[Mapping[str, Any]]:
    value = file.content.get(key, [])
    sound = isinstance(value, list) and all(isinstance(one, dict) for one in value)
    return value if sound else []


def _label(table: Mapping[str, Any], number: int) -> str:
    """How messages call a rule."""
    name = table.get("name")
    return shown(name)[1:-1] if isinstance(name, str) and name else f"recognizers[{number}]"


def _recognizers(file: _File, entities: Mapping[str, Entity]) -> Iterator[Recognizer]:
    if not _is_toml(file):
        entries = user_yaml.entries_of(file.content, file.note())
        for number, entry in enumerate(entries, 1):
            note = file.note(_label(entry, number))
            yield from user_yaml.recognizers_of(entry, file.content, entities, note)
        return
    user_toml.check_top(file.content, file.note())
    for number, table in enumerate(_tables(file, "recognizers"), 1):
        one = user_toml.recognizer_of(table, entities, file.note(_label(table, number)))
        if one is not None:
            yield one


def _taken_names(rules: Iterable[UserRule]) -> Iterator[Problem]:
    """Recognizers whose name is taken; case does not tell names apart."""
    from recognizers.catalogue import ALL

    seen = {one.name.lower(): "one of ours" for one in ALL}
    for rule in rules:
        name = rule.recognizer.name
        if (owner := seen.get(name.lower())) is not None:
            yield Problem(rule.file, name, "name", f"is taken by {owner}; choose another")
        seen.setdefault(name.lower(), f"a recognizer of {rule.file}")
