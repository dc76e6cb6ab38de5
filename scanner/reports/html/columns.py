"""The rows of the two tables as compact JSON columns, which the page's script shows.

Words that repeat are numbers into a list of words. Sentences repeat but for their numbers, so a
sentence is a template and its numbers: the reasons of 50,000 places fit into a few megabytes.
"""

import json
import re
from datetime import datetime
from typing import Any

from scanner.reports.html.objects import kept_objects, kinds_of
from scanner.reports.plain import clean, place
from scanner.reports.summary import Row, Summary

_NUMBER = re.compile(r"[0-9][0-9,]*")
GAP = "\x00"  # stands for a number; `clean` lets no such character through
_ESCAPED = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"}
_SECONDS_PER_DAY = 86_400
MAX_PLACES = 100_000
_COUNTS = {
    "people": "direct_people_up_to",
    "peopleLow": "direct_people_at_least",
    "entry": "direct_people_home_entry_up_to",
    "entryLow": "direct_people_home_entry_at_least",
    "homes": "direct_enterable_homes",
}


class Words:
    """A list of distinct words, each known by its number."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}

    def __call__(self, word: object) -> int:
        """The number of a word, new or known."""
        return self.numbers.setdefault(_clean(word), len(self.numbers))

    def each(self, words: Any) -> list[int]:
        """The numbers of several."""
        return [self(word) for word in words or ()]


class Sentences:
    """Sentences as the number of their template and what fills its gaps."""

    def __init__(self) -> None:
        self.templates: dict[str, int] = {}

    def __call__(self, sentence: object) -> str:
        """`12:60:92`: the template's number, then what fills its gaps; "" for no sentence."""
        if not sentence:
            return ""
        text = _clean(sentence)
        template = _NUMBER.sub(GAP, text)
        number = self.templates.setdefault(template, len(self.templates))
        return ":".join([str(number), *_NUMBER.findall(text)])

    def each(self, sentences: Any) -> str:
        """Several, as one text: a browser reads it far sooner than lists of lists."""
        return ";".join(map(self, sentences or ()))


def _clean(value: object) -> str:
    """`clean`, without looking at every character of a text that has nothing to hide."""
    text = str(value)
    return text if text.isprintable() else clean(text)


def payload(summary: Summary, ranked: list[Row]) -> str:
    """The JSON of both tables, safe inside a script element."""
    words, sentences = Words(), Sentences()
    titles = {total.entity: total.title for total in summary.entities}
    content: dict[str, Any] = {
        "places": _places(summary, ranked[:MAX_PLACES], titles, words, sentences),
        "objects": _objects(summary, titles, words, sentences),
    }
    content["words"] = list(words.numbers)
    content["sentences"] = [template.split(GAP) for template in sentences.templates]
    text = json.dumps(content, ensure_ascii=True, separators=(",", ":"))
    return re.sub("[<>&]", lambda found: _ESCAPED[found[0]], text)


def _places(
    summary: Summary, rows: list[Row], titles: dict[str, str], words: Words, say: Sentences
) -> dict[str, list[Any]]:
    def each(name: str, default: Any = None) -> list[Any]:
        return [row.get(name, default) for row in rows]

    return {
        "rank": each("rank"),
        "name": [place(row["location"], summary.targets) for row in rows],
        "band": words.each(each("band")),
        "priority": each("priority"),
        **{short: each(name, 0) for short, name in _COUNTS.items()},
        "objects": each("objects"),
        "unread": each("objects_unexamined"),
        "size": each("bytes"),
        "kind": words.each(each("kind")),
        "access": words.each(each("access")),
        "encrypted": [_told(value) for value in each("encrypted_at_rest")],
        "changed": [_day(value) for value in each("newest_modified_at")],
        "sensitivity": each("sensitivity"),
        "exposure": each("exposure"),
        "data": [words.each(titles.get(name, name) for name in _held(row)) for row in rows],
        "harms": [words.each(row["harms"]) for row in rows],
        "owners": [words.each(_owners(row)) for row in rows],
        "is": [words.each(one["verdict"] for one in row.get("verdicts") or ()) for row in rows],
        "isWhy": [say.each(one["evidence"] for one in row.get("verdicts") or ()) for row in rows],
        "why": [say.each(row["reasons"]) for row in rows],
        "do": [say.each(row["remedies"]) for row in rows],
        "test": [int(bool(row.get("direct_test_data"))) for row in rows],
    }


def _objects(
    summary: Summary, titles: dict[str, str], words: Words, say: Sentences
) -> dict[str, list[Any]]:
    table = kept_objects(summary)
    held = kinds_of(summary, table["uri"])
    rows = table.to_pylist()

    def each(name: str) -> list[Any]:
        return [row[name] for row in rows]

    return {
        "name": [place(row["uri"], summary.targets) for row in rows],
        "people": each("people_up_to"),
        "peopleLow": each("people_at_least"),
        "entry": each("people_home_entry_up_to"),
        "entryLow": each("people_home_entry_at_least"),
        "homes": each("enterable_homes"),
        "format": words.each(each("format")),
        "status": words.each(each("status")),
        "reason": words.each(each("reason")),
        "detail": [say(text) for text in each("detail")],
        "fix": [say(text) for text in each("remedy")],
        "size": each("size_bytes"),
        "changed": [_day(value) for value in each("modified_at")],
        "access": words.each(each("access")),
        "accessWhy": [say(text) for text in each("access_evidence")],
        "encrypted": [_told(value) for value in each("encrypted_at_rest")],
        "owners": [words.each(row["controllers"]) for row in rows],
        "data": [
            words.each(titles.get(name, name) for name in held.get(u, ())) for u in each("uri")
        ],
    }


def _held(row: Row) -> list[str]:
    """Kinds of data directly in a place, worst first."""
    own = {one["entity"] for one in row.get("direct_entity_people") or ()}
    return [name for name in row["entities"] or () if name in own or not own]


def _owners(row: Row) -> list[str]:
    return [one["controller"] for one in row.get("controllers") or () if one["controller"]]


def _told(value: bool | None) -> int | None:
    return None if value is None else int(value)


def _day(value: datetime | None) -> int | None:
    """Days since 1970: all that the page shows of a time."""
    return None if value is None else int(value.timestamp() // _SECONDS_PER_DAY)
