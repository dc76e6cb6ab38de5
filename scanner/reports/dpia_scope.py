"""The scope of the processing, which is what a sweep knows best: step 2 of a DPIA."""

from collections.abc import Iterator
from datetime import datetime

from recognizers.declaration import UkGdpr
from scanner.reports.assets import Asset, bounds, day, kinds_of, readable_by
from scanner.reports.dpia_blocks import Blank, Block, Grid, Heading, Paragraph
from scanner.reports.plain import clean
from scanner.reports.summary import Summary
from scanner.sizes import size_text

_PLACES = 20


def scope(summary: Summary, assets: list[Asset], top: int | None) -> Iterator[Block]:
    """What data there is, how much, of how many people, and where; `top` places at most."""
    yield Heading("Scope of the processing", 2)
    yield from _how_much(summary, assets)
    yield from _what(summary)
    yield from _where(assets, _PLACES if top is None else top)
    yield Blank("How often, over which geographical area, and how long will data be kept?")


def _how_much(summary: Summary, assets: list[Asset]) -> Iterator[Block]:
    dates = [asset.row["newest_modified_at"] for asset in assets]
    low, high = summary.count("people_at_least"), summary.count("people_up_to")
    home_low = summary.count("people_home_entry_at_least")
    home_high = summary.count("people_home_entry_up_to")
    yield Grid(
        ("How much", ""),
        (
            ("People", bounds(low, high)),
            ("of these, how to enter their home is told", bounds(home_low, home_high)),
            (
                "Homes whose way in and address stand together",
                f"{summary.count('enterable_homes'):,}",
            ),
            ("Findings", f"{summary.count('findings'):,}"),
            (
                "Objects examined",
                f"{summary.count('objects'):,} ({size_text(summary.count('bytes'))})",
            ),
            ("Places last changed", _span([date for date in dates if date is not None])),
        ),
        (0.5, 0.5),
    )


def _span(dates: list[datetime]) -> str:
    if not dates:
        return "not known"
    first, last = day(min(dates)), day(max(dates))
    return first if first == last else f"from {first} to {last}"


def _what(summary: Summary) -> Iterator[Block]:
    yield Heading("What data, and of how many people", 3)
    kinds = kinds_of(summary.inventory)
    rows = tuple(
        (
            clean(total.title),
            _category(kinds[total.entity].uk_gdpr),
            bounds(total.people_at_least, total.people_up_to),
            f"{total.places:,}",
        )
        for total in summary.entities
        if not total.test_data
    )
    if rows:
        yield Grid(("Kind of data", "UK GDPR", "People", "Places"), rows, (0.36, 0.24, 0.28, 0.12))
    else:
        yield Paragraph("None was found.")


def _category(uk_gdpr: str) -> str:
    return {
        UkGdpr.SPECIAL_CATEGORY.value: "special category",
        UkGdpr.CRIMINAL_OFFENCE.value: "criminal offence",
        UkGdpr.NOT_PERSONAL_ALONE.value: "personal with other data",
    }.get(uk_gdpr, "personal")


def _where(assets: list[Asset], top: int) -> Iterator[Block]:
    yield Heading("Where it lies", 3)
    rows = tuple(
        (
            asset.name + (f" ({asset.controller})" if asset.controller else ""),
            bounds(asset.row["direct_people_at_least"], asset.row["direct_people_up_to"]),
            f"{asset.row['direct_enterable_homes'] or 0:,}",
            readable_by(asset.row),
        )
        for asset in assets[:top]
    )
    if rows:
        columns = ("Place, most pressing first", "People", "Homes", "Can be read by")
        yield Grid(columns, rows, (0.44, 0.26, 0.1, 0.2))
    if len(assets) > top:
        yield Paragraph(f"and {len(assets) - top:,} more places, see the inventory.", italic=True)
