"""The sheets of the workbook of processing records."""

from collections.abc import Iterable, Sequence

from scanner.reports.assets import Asset, day, encrypted, readable_by
from scanner.reports.coverage import coverage_lines
from scanner.reports.plain import clean
from scanner.reports.ropa_book import Book
from scanner.reports.ropa_rows import (
    ADDED_HEADINGS,
    DPIA,
    HEADINGS,
    INDIVIDUALS,
    LOCATION,
    PERSONAL_DATA,
    SECURITY,
    Cell,
    Group,
    Origin,
    home_access,
    kind_of_place,
    personal_data,
    row_of,
    security,
    special,
)
from scanner.reports.summary import Summary

_HEAD = (
    "Controller: name and contact details",
    "Data protection officer: name and contact details",
    "Representative: name and contact details (if applicable)",
)
_PROCESSOR_HEAD = (
    "Processor: name and contact details",
    "Data protection officer: name and contact details",
    "Representative: name and contact details (if applicable)",
)
_PROCESSOR = (
    "Controller on whose behalf it acts",
    "Controller: contact details, and those of its representative",
    "Controller: data protection officer",
    "Categories of processing carried out on behalf of the controller",
    "Transfers to third countries or international organisations (if applicable)",
    "Safeguards for exceptional transfers (if applicable)",
    "General description of technical and organisational security measures (if possible)",
)
_PROCESSOR_ADDED = ("Kinds of data found", "Places", "People, at least", "People, up to")
_EVIDENCE = (
    "Place",
    "Kind",
    "Controller",
    "People, at least",
    "People, up to",
    "Homes that could be entered",
    "Kinds of data",
    "Special category or criminal offence data",
    "Opens homes",
    "Can be read by",
    "Encrypted at rest",
    "Last changed",
    "What kind of place it is",
    "Priority",
)


def read_me(book: Book, summary: Summary) -> None:
    """What the workbook is, how to read its cells, and what was not examined."""
    sheet = book.sheet("Read me", (30, 60, 30))
    sheet.texts("Records of processing activities", look="title")
    sheet.row += 1
    for line in _explained(summary):
        sheet.merged(line)
    sheet.row += 1
    sheet.texts("How to read a cell", look="bold")
    sheet.cells([Cell("plain", Origin.FOUND), Cell("found by the sweep", Origin.FOUND)])
    sheet.cells(
        [
            Cell("suggested: in italics", Origin.SUGGESTED),
            Cell("a hint with its evidence in a note; confirm or replace it", Origin.FOUND),
        ]
    )
    sheet.cells([Cell(), Cell("shaded: only a person can know; nothing was guessed", Origin.FOUND)])
    sheet.row += 1
    sheet.texts("What was examined", look="bold")
    for line in coverage_lines(summary):
        sheet.merged(line)


def _explained(summary: Summary) -> list[str]:
    targets = ", ".join(map(clean, summary.targets))
    return [
        f"Drafted by keysweep from its sweep of {targets}.",
        (
            "The sheet Controller has the headings of the ICO's template for controllers in its "
            "order (columns A to AD), one row per kind of place, area and controller. The sheet "
            "Processor holds what Article 30(2) UK GDPR asks of processors, one row per "
            "controller. The sheet Evidence has every place."
        ),
        "It is a draft until a person has filled the shaded cells and confirmed the rest.",
    ]


def controller(book: Book, groups: Sequence[Group]) -> None:
    """The record of a controller."""
    wide = {INDIVIDUALS: 32.0, PERSONAL_DATA: 40.0, SECURITY: 32.0, LOCATION: 36.0, DPIA: 32.0}
    widths = tuple(wide.get(column, 25.0) for column in range(len(HEADINGS)))
    sheet = book.sheet("Controller", (*widths, 26.0, 24.0, 11.0), wide_pages=5)
    sheet.questions(_HEAD)
    sheet.row += 1
    sheet.headings(HEADINGS, ADDED_HEADINGS)
    for group in groups:
        named = Cell(group.controller, Origin.FOUND) if group.controller else Cell()
        place = Cell(kind_of_place(group), Origin.FOUND)
        sheet.cells([*row_of(group), named, place, len(group.assets)])
    if not groups:
        sheet.texts("No place with data about people was found.", look="bold")


def processor(book: Book, assets: Sequence[Asset], summary: Summary) -> None:
    """The record of a processor: Article 30(2), a row per controller."""
    sheet = book.sheet("Processor", (30, 26, 24, 28, 26, 24, 30, 40, 8, 9, 9))
    sheet.questions(_PROCESSOR_HEAD)
    sheet.row += 1
    sheet.headings(_PROCESSOR, _PROCESSOR_ADDED)
    people = {clean(row["controller"]): row for row in summary.controllers}
    for name, held in _by_controller(assets):
        row = people.get(name)
        counts = (
            [int(row["people_at_least"]), int(row["people_up_to"])]
            if row
            else [summary.count("people_at_least"), summary.count("people_up_to")]
        )
        safe = Cell(
            f"suggested: {security(held)}",
            Origin.SUGGESTED,
            "Evidence only: what the stores say of access and encryption.",
        )
        data = Cell(", ".join(personal_data(held)), Origin.FOUND)
        asked: list[Cell | int] = [_named(name), *(Cell() for _ in _PROCESSOR[1:-1]), safe]
        sheet.cells([*asked, data, len(held), *counts])


def _named(name: str) -> Cell:
    if name:
        return Cell(name, Origin.FOUND)
    return Cell("", Origin.PERSON, "No rule of the sweep says whose data it is (--controller).")


def _by_controller(assets: Iterable[Asset]) -> list[tuple[str, list[Asset]]]:
    held: dict[str, list[Asset]] = {}
    for asset in assets:
        held.setdefault(asset.controller, []).append(asset)
    return sorted(held.items())


def evidence(book: Book, assets: Iterable[Asset]) -> None:
    """Every place with its counts, as what the other sheets rest on."""
    sheet = book.sheet("Evidence", (30, 10, 18, 9, 9, 11, 36, 24, 28, 15, 11, 16, 36, 13))
    sheet.headings(_EVIDENCE)
    for asset in assets:
        row = asset.row
        found = [
            ", ".join(personal_data([asset])),
            ", ".join(special([asset])),
            ", ".join(home_access([asset])),
            readable_by(row),
            encrypted(row),
            day(row["newest_modified_at"]),
            "\n".join(f"{name}: {why}" for name, why in asset.verdicts),
            f"{row['priority']} {row['band']}",
        ]
        counts = ("people_at_least", "people_up_to", "enterable_homes")
        sheet.cells(
            [
                *(Cell(text, Origin.FOUND) for text in (asset.name, row["kind"], asset.controller)),
                *(int(row[f"direct_{name}"] or 0) for name in counts),
                *(Cell(text, Origin.FOUND) for text in found),
            ]
        )
