"""Both detectors over corpora of several seeds: everything that is published, as numbers."""

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import regex

from recognizers.catalogue import ENTITIES as KNOWN
from tests.bench.corpus import build
from tests.bench.corpus.document import Document
from tests.bench.corpus.halves import Half
from tests.bench.corpus.people import check_digit

from . import ours, score, stock
from .found import Reading, canonical, names_of
from .groups import ENTITIES
from .score import LEAST, Tally

_TEN = regex.compile(r"(?<![0-9.])[0-9]{10}(?![0-9.])")


@dataclass(slots=True)
class Swept:
    """The documents of several seeds, and what keysweep made of them."""

    documents: list[Document] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)

    def clean(self) -> list[tuple[Document, Reading]]:
        """The clean files."""
        pairs = zip(self.documents, self.readings, strict=True)
        return [(document, reading) for document, reading in pairs if document.is_clean]


def sweep(seeds: Sequence[int], half: Half, size: int, names: ours.Names) -> Swept:
    """Makes and sweeps the corpora; the files are gone afterwards."""
    swept = Swept()
    for seed in seeds:
        documents = build.make(seed, half, size)
        with tempfile.TemporaryDirectory() as folder:
            build.write(documents, Path(folder))
            readings = ours.read_folder(Path(folder), ours.settings(names))
        swept.documents += documents
        swept.readings += [readings[document.name] for document in documents]
    return swept


@dataclass(frozen=True, slots=True)
class Result:
    """One detector on one entity."""

    parts: list[Tally]  # by document
    form: str = ""  # Presidio: the form that did best

    @property
    def total(self) -> Tally:
        """All documents."""
        return score.total(self.parts)


def of_keysweep(swept: Swept) -> dict[str, Result]:
    """keysweep by entity; those that its catalogue lacks are left out."""
    return {
        entity: Result(score.tallies(swept.documents, swept.readings, entity))
        for entity in ENTITIES
        if not KNOWN.keys().isdisjoint(names_of(entity))
    }


def of_presidio(swept: Swept, say: Callable[[str], None]) -> dict[str, Result]:
    """Presidio by entity, each in the form that gives it the best F2."""
    engine, best = stock.Stock(), dict[str, Result]()
    for form in stock.FORMS:
        say(f"Presidio, {_form_name(form)}")
        readings = [engine.read(reading.columns, form) for reading in swept.readings]
        for entity in (entity for entity in ENTITIES if entity in stock.ENTITIES):
            parts = score.tallies(swept.documents, readings, entity, least=0.0)
            result = Result(parts, _form_name(form))
            if entity not in best or result.total.f(2) > best[entity].total.f(2):
                best[entity] = result
    return best


def _form_name(form: stock.Form) -> str:
    shape, least, leniency = form
    return f"{shape}, {'any score' if not least else f'>= {least}'}, leniency {leniency}"


def flagged(swept: Swept, least: float = LEAST) -> int:
    """Clean files in which something identifying, of home access or special was found.

    `least`: confidence of the findings that count.
    """
    kinds = flagging_kinds()
    return sum(
        any(f.entity in kinds and f.confidence >= least for f in reading.found)
        for _, reading in swept.clean()
    )


def flagged_by(swept: Swept, results: dict[str, Result]) -> int:
    """The same for a detector of which only the results are at hand."""
    kinds = [results[name].parts for name in flagging_kinds() & results.keys()]
    return sum(
        document.is_clean and any(parts[index].wrong for parts in kinds)
        for index, document in enumerate(swept.documents)
    )


def flagging_kinds() -> set[str]:
    """Entities that make a clean file look like one about people."""
    return {name for name, entity in KNOWN.items() if score.is_flagging(entity)}


def nhs_by_kind(swept: Swept) -> dict[str, tuple[int, int]]:
    """Found and planted NHS numbers by range, and by whether "NHS" stands in text or header."""
    counts: dict[str, list[int]] = {}
    for document, reading in zip(swept.documents, swept.readings, strict=True):
        found = _numbers(reading)
        for value in {
            canonical("UK_NHS", p.value) for p in document.planted if p.entity == "UK_NHS"
        }:
            kinds = (
                "of the 999 range" if value.startswith("999") else "of the issued ranges",
                "with a label" if _is_labelled(value, reading) else "without any label",
            )
            for kind in kinds:
                count = counts.setdefault(kind, [0, 0])
                count[0] += value in found
                count[1] += 1
    return {name: (hit, whole) for name, (hit, whole) in sorted(counts.items())}


def _is_labelled(number: str, reading: Reading) -> bool:
    return any(
        "nhs" in canonical("", f"{column.header} {text}")
        for column in reading.columns
        for text in column.texts
        if number in canonical("", text)
    )


def chance_matches(swept: Swept) -> tuple[int, int, int]:
    """Ten-digit numbers in clean files: all, those that could be NHS numbers, those reported."""
    seen = could_be = reported = 0
    for _, reading in swept.clean():
        text = "\n".join(t for column in reading.columns for t in column.texts)
        numbers = set(_TEN.findall(text))
        seen += len(numbers)
        could_be += sum(n[0] in "467" and _passes(n) for n in numbers)
        reported += len(numbers & _numbers(reading))
    return seen, could_be, reported


def _numbers(reading: Reading) -> set[str]:
    return {
        canonical("UK_NHS", f.value)
        for f in reading.found
        if f.entity == "UK_NHS" and f.confidence >= LEAST
    }


def _passes(number: str) -> bool:
    return str(check_digit(number[:9])) == number[9]


@dataclass(frozen=True, slots=True)
class People:
    """How many people files concern, and how many were counted."""

    truth: int
    at_least: int
    up_to: int
    held: int  # files with at_least <= truth <= up_to
    files: int
    error_at_least: float  # mean over files of |counted - truth| / truth
    error_up_to: float


def people(swept: Swept) -> People:
    """Over the files that concern anybody."""
    rows = [
        (len(document.people), reading.people_at_least, reading.people_up_to)
        for document, reading in zip(swept.documents, swept.readings, strict=True)
        if document.people
    ]
    truth, least, most = (sum(column) for column in zip(*rows, strict=True))
    return People(
        truth,
        least,
        most,
        held=sum(low <= true <= high for true, low, high in rows),
        files=len(rows),
        error_at_least=sum(abs(low - true) / true for true, low, _ in rows) / len(rows),
        error_up_to=sum(abs(high - true) / true for true, _, high in rows) / len(rows),
    )
