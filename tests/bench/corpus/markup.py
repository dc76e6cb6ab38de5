"""Templates become text whose every value is labelled with entity and code-point span.

"Ring {kin} on {phone}"                    a slot: what it stands for is labelled
"<KEYHOLDER:her son {kin}> has the key"    a label around text that may hold slots
"<?PERSON:Edna> was up"                    may be found, need not be
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

import regex

_TOKEN = regex.compile(r"\{(?P<slot>[a-z0-9_]+)\}|<(?P<open>\??[A-Z_0-9]+):|(?P<close>>)")


class Label(NamedTuple):
    """A value in a text. `required` False: finding it is neither right nor wrong."""

    start: int  # code points, half-open with end
    end: int
    entity: str
    required: bool = True


@dataclass(frozen=True, slots=True)
class Text:
    """A text and what it holds."""

    text: str
    labels: tuple[Label, ...] = ()

    def value(self, label: Label) -> str:
        """The text of one label."""
        return self.text[label.start : label.end]


class Filled(NamedTuple):
    """What a slot stands for: its text, and its entity ("" for innocent text)."""

    text: str
    entity: str = ""
    required: bool = True


Fill = Callable[[str], Filled]


@dataclass(slots=True)
class _Page:
    parts: list[str] = field(default_factory=list)
    size: int = 0
    labels: list[Label] = field(default_factory=list)

    def write(self, text: str) -> None:
        self.parts.append(text)
        self.size += len(text)


def render(template: str, fill: Fill) -> Text:
    """The template with every slot filled."""
    page, opened, at = _Page(), list[tuple[int, str]](), 0
    for token in _TOKEN.finditer(template):
        page.write(template[at : token.start()])
        at = token.end()
        if token["slot"]:
            filled, start = fill(token["slot"]), page.size
            page.write(filled.text)
            if filled.entity:
                page.labels.append(Label(start, page.size, filled.entity, filled.required))
        elif token["open"]:
            opened.append((page.size, token["open"]))
        elif not opened:
            page.write(">")
        else:
            start, entity = opened.pop()
            required = not entity.startswith("?")
            page.labels.append(Label(start, page.size, entity.lstrip("?"), required))
    page.write(template[at:])
    return Text("".join(page.parts), tuple(page.labels))


def join(pieces: list[Text], between: str) -> Text:
    """The texts one after another, their labels moved along."""
    parts, labels, at = list[str](), list[Label](), 0
    for piece in pieces:
        parts.append(piece.text)
        labels += [
            label._replace(start=label.start + at, end=label.end + at) for label in piece.labels
        ]
        at += len(piece.text) + len(between)
    return Text(between.join(parts), tuple(labels))


def slots_of(template: str) -> set[str]:
    """The names of the slots and labels of a template."""
    return {
        (token["slot"] or token["open"]).lstrip("?")
        for token in _TOKEN.finditer(template)
        if token["slot"] or token["open"]
    }
