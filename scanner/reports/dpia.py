"""What a data protection impact assessment needs to know, along the steps of the ICO's template.

Filled: what lies where, how much, of how many people, who can read it, and candidate risks with
their evidence. Everything that people have to say is left as a marked blank. It is input for an
assessment, not one.
"""

from collections.abc import Iterator

from scanner.reports.assets import (
    Asset,
    assets_of,
    bounds,
    encrypted,
    readable_by,
    several,
)
from scanner.reports.coverage import coverage_lines
from scanner.reports.dpia_blocks import Blank, Block, Bullets, Grid, Heading, Paragraph
from scanner.reports.dpia_risks import Risk, risks_of
from scanner.reports.dpia_scope import scope
from scanner.reports.plain import clean
from scanner.reports.protocol import Inventory, ReportOptions
from scanner.reports.ropa_rows import home_access, individuals, special
from scanner.reports.summary import Summary


def blocks_of(inventory: Inventory, options: ReportOptions) -> list[Block]:
    """The whole document; `options.top` limits the places that are listed."""
    summary, assets = Summary(inventory), assets_of(inventory)
    risks = risks_of(summary, assets)
    return [
        *_opening(summary),
        *_need(summary, assets),
        *_nature(assets),
        *scope(summary, assets, options.top),
        *_context(summary, assets),
        *_people_decide(),
        *_risks(risks),
        *_measures(risks),
        *_sign_off(),
    ]


def _opening(summary: Summary) -> Iterator[Block]:
    yield Heading("DPIA: input from a sweep", 0)
    yield Paragraph(
        "This document follows the steps of the ICO's sample DPIA template. What stands in it was "
        "found by a sweep; shaded boxes are for people to fill in. It becomes an assessment when "
        "they have done so.",
        italic=True,
    )
    yield Grid(
        ("About this assessment", ""),
        (
            ("Project or processing", None),
            ("Controller", None),
            ("Data protection officer", None),
            ("Swept", ", ".join(map(clean, summary.targets))),
        ),
        (0.3, 0.7),
    )
    yield Bullets(tuple(coverage_lines(summary)))


def _need(summary: Summary, assets: list[Asset]) -> Iterator[Block]:
    yield Heading("Step 1: Identify the need for a DPIA")
    found = []
    if told := special(assets):
        found.append(f"Special category or criminal offence data was found: {_list(told)}.")
    if told := home_access(assets):
        found.append(f"Details that open people's homes were found: {_list(told)}.")
    if people := summary.count("people_up_to"):
        low = summary.count("people_at_least")
        found.append(f"It concerns {bounds(low, people, 'people')}.")
    yield Bullets(tuple(found)) if found else Paragraph("Nothing was found that concerns people.")
    yield Blank("What does the project aim to achieve, and why is a DPIA needed?")


def _nature(assets: list[Asset]) -> Iterator[Block]:
    yield Heading("Step 2: Describe the processing")
    yield Heading("Nature of the processing", 2)
    access = ", ".join(dict.fromkeys(readable_by(asset.row) for asset in assets)) or "not known"
    rest = ", ".join(dict.fromkeys(encrypted(asset.row) for asset in assets)) or "not known"
    kinds = ", ".join(dict.fromkeys(str(asset.row["kind"]) for asset in assets)) or "no place"
    yield Bullets(
        (
            f"Stored in: {several(len(assets), 'place')} with data about people ({kinds}).",
            f"Can be read by: {access}.",
            f"Encrypted at rest: {rest}.",
        )
    )
    yield Blank("How will you collect, use, store and delete data? What is the source of it?")
    yield Blank(
        "Will you share data with anyone? What types of processing identified as likely "
        "high risk are involved?"
    )


def _context(summary: Summary, assets: list[Asset]) -> Iterator[Block]:
    yield Heading("Context of the processing", 2)
    people = individuals(assets)
    told = [f"The people seem to be: {_list(people)}."] if people else []
    if summary.count("people_home_entry_up_to"):
        low = summary.count("people_home_entry_at_least")
        high = summary.count("people_home_entry_up_to")
        told.append(
            "People who receive care at home may be vulnerable: how to enter the home is told of "
            f"{bounds(low, high, 'people')}."
        )
    told.append("A sweep does not tell whether children are among them.")
    yield Bullets(tuple(told))
    yield Blank("Do they include children or other vulnerable groups?")
    yield Blank(
        "What is your relationship with the people? How much control will they have? Would "
        "they expect this use? Are there prior concerns?"
    )
    yield Heading("Purposes of the processing", 2)
    yield Blank(
        "What do you want to achieve? What is the intended effect on people, and what are "
        "the benefits?"
    )


def _people_decide() -> Iterator[Block]:
    yield Heading("Step 3: Consultation")
    yield Blank("When and how will you seek people's views? Whom else do you need to involve?")
    yield Heading("Step 4: Necessity and proportionality")
    yield Blank(
        "What is your lawful basis? Does the processing achieve your purpose? Is there "
        "another way? How will you ensure data quality, minimisation and people's rights?"
    )


def _risks(risks: list[Risk]) -> Iterator[Block]:
    yield Heading("Step 5: Identify and assess risks")
    yield Paragraph(
        "Candidates from the sweep, with their evidence. Likelihood (remote, possible or "
        "probable), severity (minimal, significant or severe) and overall risk are for people to "
        "judge; add risks that a sweep cannot see.",
        italic=True,
    )
    rows = tuple(
        (str(number), risk.source + "\n" + risk.evidence, None, None, None)
        for number, risk in enumerate(risks, start=1)
    )
    empty = ((str(len(risks) + 1), None, None, None, None),)
    columns = ("", "Source of risk and effect on people", "Likelihood", "Severity", "Overall")
    yield Grid(columns, rows + empty, (0.06, 0.52, 0.15, 0.14, 0.13))


def _measures(risks: list[Risk]) -> Iterator[Block]:
    yield Heading("Step 6: Identify measures to reduce risk")
    rows = tuple(
        (str(number), f"suggested: {risk.measure}", None, None, None)
        for number, risk in enumerate(risks, start=1)
    )
    empty = ((str(len(risks) + 1), None, None, None, None),)
    columns = ("", "Measure", "Effect on risk", "Residual risk", "Approved")
    yield Grid(columns, rows + empty, (0.06, 0.52, 0.15, 0.14, 0.13))


def _sign_off() -> Iterator[Block]:
    yield Heading("Step 7: Sign off and record outcomes")
    asked = (
        "Measures approved by",
        "Residual risks accepted by",
        "Advice of the data protection officer",
        "Advice accepted or overruled by",
        "Views of those consulted considered by",
        "Kept under review by",
    )
    rows = tuple((question, None, None) for question in asked)
    yield Grid(("", "Name and date", "Notes"), rows, (0.34, 0.33, 0.33))


def _list(texts: list[str]) -> str:
    return ", ".join(text[0].lower() + text[1:] if text[1:2].islower() else text for text in texts)
