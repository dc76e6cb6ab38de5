"""What a document of the corpus is: bytes, and every value they hold."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from .markup import Label, Text


class Planted(NamedTuple):
    """One value. `required` False: finding it is neither right nor wrong."""

    entity: str
    value: str
    required: bool = True


@dataclass(frozen=True, slots=True)
class Document:
    """One file of the corpus."""

    name: str  # "042_care_notes.txt"
    kind: str
    content: bytes
    planted: tuple[Planted, ...] = ()
    people: frozenset[int] = frozenset()  # whom it names or numbers
    spans: tuple[Label, ...] | None = None  # code points of the decoded file; None: not plain text

    @property
    def is_clean(self) -> bool:
        """Whether it holds nothing of anybody."""
        return not self.planted


def planted_in(texts: Iterable[Text]) -> tuple[Planted, ...]:
    """The values of the texts, in their order."""
    return tuple(
        Planted(label.entity, text.value(label), label.required)
        for text in texts
        for label in text.labels
    )
