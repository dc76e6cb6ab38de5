"""Whether every recognizer keeps its examples, by its own declaration and in the fast engine.

For people who write recognizers: `keysweep list --check`. Examples are named by number only.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from recognizers import catalogue
from recognizers.declaration import Recognizer
from recognizers.user_examples import REPORTED, failures
from recognizers.user_files import UserRule, check_rule, read_folder
from recognizers.user_problems import Problem
from scanner.detect.engine import Detected, Engine

OURS = "(keysweep)"  # stands for a file where the recognizer is ours

Group = tuple[str, str, list[str]]  # field, header, texts


@dataclass(frozen=True, slots=True)
class Checked:
    """What was tried, and all that failed."""

    problems: tuple[Problem, ...]
    recognizers: int
    examples: int
    counter_examples: int
    without_examples: tuple[str, ...]  # names of the user's recognizers that have none


def check(folder: Path | None, cache: Path | None) -> Checked:
    """Tries all examples of ours and of a user's folder. `cache`: for compiled expressions."""
    user, problems = ([], []) if folder is None else read_folder(folder)
    ours = [UserRule(OURS, one) for one in catalogue.ALL]
    for rule in user:
        problems += check_rule(rule)
    for rule in ours:
        problems += _failed(rule)
    told = {(one.rule, one.field) for one in problems}
    rules = [rule for rule in (*ours, *user) if not _runs_away(rule, told)]
    problems += [one for one in _by_engine(rules, cache) if _is_new(one, problems)]
    each = [rule.recognizer for rule in (*ours, *user)]
    return Checked(
        tuple(problems),
        len(each),
        sum(len(one.examples) + len(one.header_examples) for one in each),
        sum(len(one.counter_examples) for one in each),
        tuple(rule.recognizer.name for rule in user if not _has_examples(rule.recognizer)),
    )


def _failed(rule: UserRule) -> Iterator[Problem]:
    for field, reason in failures(rule.recognizer):
        yield Problem(rule.file, rule.recognizer.name, field, reason)


def _runs_away(rule: UserRule, told: set[tuple[str, str]]) -> bool:
    name = rule.recognizer.name
    return any(rule_ == name and field.startswith("patterns[") for rule_, field in told)


def _has_examples(recognizer: Recognizer) -> bool:
    return bool(recognizer.examples or recognizer.header_examples)


def _is_new(problem: Problem, told: Sequence[Problem]) -> bool:
    """Whether the reference has not said the same of the same example."""
    example = problem.reason.split(" is ")[0]
    return not any(
        (one.rule, one.field) == (problem.rule, problem.field)
        and one.reason.split(" is ")[0] == example
        for one in told
    )


def _by_engine(rules: Sequence[UserRule], cache: Path | None) -> Iterator[Problem]:
    """All examples of one header are one column, as in a sweep."""
    engine = Engine([rule.recognizer for rule in rules], cache=cache)
    found: dict[str, tuple[list[str], Detected]] = {}
    groups = [(rule, group) for rule in rules for group in _groups(rule.recognizer)]
    columns: dict[str, dict[str, None]] = {}
    for _, (_, header, texts) in groups:
        columns.setdefault(header, {}).update(dict.fromkeys(texts))
    for header, column in columns.items():
        found[header] = list(column), engine.detect(pa.array(column, pa.string()), header or None)
    for rule, group in groups:
        yield from _compared(rule, group, *found[group[1]])


def _groups(recognizer: Recognizer) -> Iterator[Group]:
    yield "examples", "", list(recognizer.examples)
    yield "counter_examples", "", list(recognizer.counter_examples)
    for header, value in recognizer.header_examples:
        yield "header_examples", header, [value]


def _compared(
    rule: UserRule, group: Group, texts: list[str], detected: Detected
) -> Iterator[Problem]:
    field, header, examples = group
    sure = [one for one in detected.detections if one.match.score >= REPORTED]
    entity = {texts[one.cell] for one in sure if one.recognizer.entity is rule.recognizer.entity}
    own = {texts[one.cell] for one in sure if one.recognizer is rule.recognizer}
    for number, text in enumerate(examples, 1):
        if field == "header_examples":
            number = rule.recognizer.header_examples.index((header, text)) + 1
        if field == "counter_examples" and text in own:
            reason = f"number {number} is found by the fast engine"
        elif field != "counter_examples" and text not in entity:
            reason = f"number {number} is not found by the fast engine"
        else:
            continue
        yield Problem(rule.file, rule.recognizer.name, field, reason)
