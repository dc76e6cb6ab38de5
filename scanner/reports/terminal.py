"""The report to read in a terminal: 80 columns, plain where it is piped.

Everything printed passes as `rich.text.Text`, never as markup, and names pass `plain.place` or
`plain.clean`: what a share calls its files must not steer a terminal.
"""

from collections.abc import Iterable
from typing import Any, TextIO

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from scanner.reports.plain import clean, place, shorten
from scanner.reports.protocol import Inventory, ReportOptions
from scanner.reports.summary import EntityTotal, Row, Summary
from scanner.sizes import size_text

WIDTH = 80
_TOP = 10
_EXPLAINED = 3  # places whose reasons and remedies are spelled out
_REMEDIES = 4  # the most urgent; the other reports give all
_RANKED = ("priority", "direct_people_up_to", "direct_people_home_entry_up_to")
_UNEXAMINED = 10
_LOCATION_WIDTH = 40
_BAND_STYLES = {"CRITICAL": "bold red", "HIGH": "red", "MODERATE": "yellow", "LOW": "dim"}


def console_for(out: TextIO, width: int | None = None) -> Console:
    """A console that prints what it is given: no markup, no emoji codes, no guessed colours."""
    return Console(
        file=out, width=width or WIDTH, markup=False, highlight=False, emoji=False, soft_wrap=False
    )


def write(inventory: Inventory, out: TextIO, options: ReportOptions) -> None:
    """Write the report."""
    summary = Summary(inventory)
    console = console_for(out, options.width)
    _line(console, headline(summary), "bold")
    ranked = summary.ranked(_TOP if options.top is None else options.top)
    _protect_first(console, ranked, summary.targets)
    _found(console, summary.entities)
    _controllers(console, summary)
    _coverage(console, summary)
    _next_steps(console, summary)


def headline(summary: Summary) -> str:
    """How many people, and whose homes could be entered, in one sentence or two."""
    if not summary.count("people_up_to"):
        told = "No people's data was found" + (
            "." if summary.complete else " in what was examined."
        )
    else:
        told = f"{_people(summary)}; {_homes(summary)}"
    if summary.complete:
        return told
    return f"{told} Not everything was examined, so there may be more."


def _people(summary: Summary) -> str:
    low, high = summary.count("people_at_least"), summary.count("people_up_to")
    if not summary.complete:
        return f"At least {low:,} people (up to {high:,} in what was examined)"
    return (
        f"{_of(low, 'person', 'people')}"
        if low == high
        else (f"At least {low:,} and up to {_of(high, 'person', 'people')}")
    )


def _homes(summary: Summary) -> str:
    low = summary.count("people_home_entry_at_least")
    high = summary.count("people_home_entry_up_to")
    if not high:
        return "nothing was found that opens a home."
    least = f"at least {low:,}"
    entered = f"{high:,} of them could have their home entered ({least})"
    homes = summary.count("enterable_homes")
    sure = "" if summary.complete else "at least "
    together = _of(homes, "home", "homes")
    return f"{entered}; {sure}{together} where access and address stand together."


def _protect_first(console: Console, ranked: list[Row], targets: list[str]) -> None:
    if not ranked:
        return
    _heading(console, "Protect first")
    table = _table("#>", "Band<", "Points>", "People>", "Homes>", "Place<")
    for row in ranked:
        band = Text(row["band"], style=_BAND_STYLES.get(row["band"], ""))
        counts = (f"{row[name]:,}" for name in _RANKED)
        table.add_row(str(row["rank"]), band, *counts, _short(row["location"], targets))
    console.print(table)
    for row in ranked[:_EXPLAINED]:
        _explain_place(console, row, targets)


def _explain_place(console: Console, row: Row, targets: list[str]) -> None:
    console.print()
    name = shorten(place(row["location"], targets), console.width - 6)
    _line(console, f"{row['rank']}. {name}", "bold")
    _items(console, "Why:", row["reasons"] or ())
    told = (f"{one['verdict']}: {one['evidence']}" for one in row["verdicts"] or ())
    _items(console, "What it is:", told)
    _items(console, "Do:", (row["remedies"] or ())[:_REMEDIES])


def _found(console: Console, entities: list[EntityTotal]) -> None:
    if not entities:
        return
    _heading(console, "What was found")
    table = _table("Kind of data<", "Sensitivity<", "People>", "Places>")
    for total in entities:
        title = clean(total.title) + (" (test data)" if total.test_data else "")
        low, high = total.people_at_least, total.people_up_to
        people = f"{high:,}" if low == high else f"{low:,} to {high:,}"
        table.add_row(title, clean(total.sensitivity), people, f"{total.places:,}")
    console.print(table)


def _controllers(console: Console, summary: Summary) -> None:
    """The people and homes of each controller, where rules name any."""
    if not summary.controllers:
        return
    _heading(console, "Controllers")
    table = _table("Controller<", "People>", "Homes>", "Objects>")
    for row in summary.controllers:
        name = Text(shorten(clean(row["controller"]) or "(none named)", _LOCATION_WIDTH))
        low, high = row["people_at_least"], row["people_up_to"]
        people = f"{high:,}" if low == high else f"{low:,} to {high:,}"
        table.add_row(name, people, f"{row['people_home_entry_up_to']:,}", f"{row['objects']:,}")
    console.print(table)


def _coverage(console: Console, summary: Summary) -> None:
    _heading(console, "Coverage")
    names = ("scanned", "partly", "skipped", "failed")
    counts = [f"{summary.count('objects_' + name):,} {name}" for name in names]
    size = size_text(summary.count("bytes"))
    objects = _of(summary.count("objects"), "object", "objects")
    _line(console, f"{objects}, {size}: {', '.join(counts)}.")
    if summary.count("objects_carried") or summary.count("objects_gone"):
        _line(console, _since_last_time(summary))
    told = sorted(summary.reasons.items(), key=lambda item: (-item[1], item[0]))
    _items(console, "", (f"{count:,} {status}: {reason}" for (status, reason), count in told))
    if summary.complete:
        _line(console, "Everything was examined.")
    elif summary.unexamined_count:
        _unexamined(console, summary)


def _since_last_time(summary: Summary) -> str:
    read, carried = summary.count("objects_read"), summary.count("objects_carried")
    told = f"{read:,} read now, {carried:,} unchanged since an earlier sweep and taken over from it"
    gone = summary.count("objects_gone")
    return f"{told}; {gone:,} gone since (table `gone`)." if gone else f"{told}."


def _unexamined(console: Console, summary: Summary) -> None:
    console.print()
    _line(console, f"Not or not fully examined: {summary.unexamined_count:,}", "bold")
    for row in summary.unexamined(_UNEXAMINED):
        name = shorten(place(row["uri"], summary.targets), console.width - 4)
        console.print(Padding(Text(name), (0, 0, 0, 2), expand=False))
        _indented(console, _why_left_out(row))
    rest = summary.unexamined_count - _UNEXAMINED
    if rest > 0:
        _indented(console, f"and {rest:,} more; the table `objects` lists all of them")


def _why_left_out(row: Row) -> str:
    reason = row["reason"] or row["status"]
    detail = f" ({row['detail']})" if row["detail"] else ""
    remedy = f". {row['remedy']}" if row["remedy"] else ""
    return clean(f"{reason}{detail}{remedy}")


def _next_steps(console: Console, summary: Summary) -> None:
    _heading(console, "Next")
    path = clean(summary.inventory.path)
    console.print(Text(f"Inventory: {path}"), soft_wrap=True)  # one line, so it can be copied
    _items(
        console,
        "",
        (
            "Read it in full: keysweep report INVENTORY --format csv --out places.csv",
            "See why something was found: keysweep explain FILE",
            *(() if summary.complete else ("Sweep again once the objects above can be read.",)),
        ),
    )


def _table(*columns: str) -> Table:
    """A table without lines; the last character of a column's name is its side."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for column in columns:
        right = column.endswith(">")
        wide = column in ("Place<", "Kind of data<")
        table.add_column(
            column[:-1],
            justify="right" if right else "left",
            no_wrap=True,
            overflow="ellipsis" if wide else "fold",
        )
    return table


def _short(location: str, targets: list[str]) -> Text:
    return Text(shorten(place(location, targets), _LOCATION_WIDTH))


def _heading(console: Console, title: str) -> None:
    console.print()
    _line(console, title, "bold underline")


def _line(console: Console, text: str, style: str = "") -> None:
    console.print(Text(text, style=style))


def _items(console: Console, label: str, items: Iterable[Any]) -> None:
    shown = [clean(item) for item in items]
    if label and shown:
        _indented(console, label)
    for item in shown:
        # The mark hangs outside, so wrapped lines stand under the text.
        grid = Table.grid(padding=(0, 1, 0, 0))
        grid.add_row(Text("-"), Text(item))
        console.print(Padding(grid, (0, 0, 0, 4), expand=False))


def _indented(console: Console, text: str) -> None:
    console.print(Padding(Text(text), (0, 0, 0, 4), expand=False))


def _of(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"
