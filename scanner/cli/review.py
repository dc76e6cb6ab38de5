"""`keysweep review`: mark findings right or wrong without seeing a value."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from getpass import getuser
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from scanner.inventory.reader import Inventory
    from scanner.inventory.writer import Row
    from scanner.marks import Mark, Marks

_YEAR = timedelta(days=365)
_SAMPLE = 20
_ANSWERS = {"r": True, "w": False}


@click.command(
    epilog="""\b
Examples:
  keysweep review inventory --sample 50 --seed 1
  keysweep review inventory --mark 17 wrong --why "asset tags" --expires 2027-12-31
  keysweep review inventory --ask
  keysweep review inventory --precision
  keysweep review inventory --apply"""
)
@click.argument("inventory", type=click.Path(path_type=Path))
@click.option(
    "--reviews",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="File of marks; without it, INVENTORY.reviews.jsonl.",
)
@click.option("--sample", type=click.IntRange(min=1), metavar="N", help="List rows to look at.")
@click.option("--seed", type=int, default=1, show_default=True, help="Which sample.")
@click.option(
    "--mark",
    type=(int, click.Choice(["right", "wrong"])),
    multiple=True,
    metavar="N right|wrong",
    help="Mark row N; repeatable.",
)
@click.option("--why", default="", help="The reason of the marks, without any value.")
@click.option("--who", help="Who says so; without it, the account's name.")
@click.option(
    "--expires",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Last day the marks hold; without it, in a year.",
)
@click.option("--ask", is_flag=True, help="Go through the sample, asking.")
@click.option("--precision", is_flag=True, help="Tell how often marked rows were right.")
@click.option("--apply", "apply_", is_flag=True, help="Count and rank the inventory anew.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="With --apply: where to; without it, the inventory itself.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def review(
    inventory: Path,
    reviews: Path | None,
    sample: int | None,
    seed: int,
    mark: tuple[tuple[int, str], ...],
    why: str,
    who: str | None,
    expires: datetime | None,
    ask: bool,
    precision: bool,
    apply_: bool,
    output: Path | None,
    as_json: bool,
) -> int:
    """List findings of INVENTORY to look at, and mark them right or wrong.

    Values are masked: what a row stands for is seen in the source, by whoever may read it.
    """
    from scanner.inventory.reader import open_inventory
    from scanner.review_files import usual_file

    session = _Session(
        open_inventory(inventory),
        reviews or usual_file(inventory),
        who or getuser(),
        expires.date() if expires else date.today() + _YEAR,
    )
    for number, said in mark:
        session.mark(number, said == "right", why)
    if ask:
        session.ask(sample or _SAMPLE, seed)
    elif sample or not (mark or precision or apply_):
        session.show(sample or _SAMPLE, seed, as_json)
    if precision:
        session.precision(as_json)
    if apply_:
        session.apply(output or inventory)
    return 0


class _Session:
    """One call of the command: the inventory, its marks, and who speaks."""

    def __init__(self, inventory: Inventory, file: Path, who: str, expires: date) -> None:
        from scanner.marks import rules_of

        self.inventory, self.file, self.who, self.expires = inventory, file, who, expires
        self.rules = rules_of(inventory.scan)

    @property
    def every(self) -> list[Mark]:
        """All marks of the file."""
        from scanner.review_files import load_marks

        return load_marks(self.file)

    @property
    def marks(self) -> Marks:
        """Those that hold today."""
        from scanner.marks import marks_of

        return marks_of(self.every, self.rules, date.today())

    def mark(self, number: int, right: bool, why: str) -> None:
        """Writes one mark down."""
        from scanner.review_files import append_mark
        from scanner.reviewing import mark_of, row_number

        row = row_number(self.inventory, number)
        said = {"right": right, "who": self.who, "why": why, "on": date.today()}
        append_mark(self.file, mark_of(row, self.rules, **said, expires=self.expires))

    def show(self, size: int, seed: int, as_json: bool) -> None:
        """Prints rows to look at."""
        from scanner.reviewing import sample

        rows = sample(self.inventory, self.marks, size, seed)
        if as_json:
            shown = [{"number": number} | _shown(row) for number, row in rows]
            click.echo(json.dumps({"sample": shown}, indent=2))
            return
        for number, row in rows:
            _print(number, row)
        click.echo(f"{len(rows)} rows; mark them: keysweep review INVENTORY --mark N right|wrong")

    def ask(self, size: int, seed: int) -> None:
        """Goes through rows, asking."""
        from scanner.reviewing import sample

        for number, row in sample(self.inventory, self.marks, size, seed):
            _print(number, row)
            answer = click.prompt(
                "right, wrong, skip or quit",
                type=click.Choice(["r", "w", "s", "q"]),
                default="s",
            )
            if answer == "q":
                break
            if answer in _ANSWERS:
                why = click.prompt("why (no values)", default="", show_default=False)
                self.mark(number, _ANSWERS[answer], why)

    def precision(self, as_json: bool) -> None:
        """Prints how often marked rows were right."""
        from scanner.cli import tables
        from scanner.reviewing import precisions

        told = precisions(self.marks)
        if as_json:
            rows = [
                {
                    "entity": one.entity,
                    "right": one.right,
                    "marked": one.marked,
                    "precision": one.share,
                    "interval": list(one.interval),
                }
                for one in told
            ]
            click.echo(json.dumps({"precision": rows}, indent=2))
            return
        out = tables.console()
        tables.table(
            out,
            ("Right>", "Marked>", "Precision>", "95 % interval", "Kind of data"),
            (
                (
                    one.right,
                    one.marked,
                    f"{one.share:.0%}",
                    "{:.0%} to {:.0%}".format(*one.interval),
                    one.entity or "(all)",
                )
                for one in told
            ),
        )
        tables.lines(out, self._notes(bool(told)))

    def _notes(self, any_marks: bool) -> list[str]:
        from scanner.reviewing import expired, under_other_rules

        every, notes = self.every, []
        if not any_marks:
            notes.append(f"No marks hold in {self.file}; make some with --mark or --ask.")
        if old := expired(every, self.rules, date.today()):
            notes.append(f"{old:,} marks have expired.")
        if other := under_other_rules(every, self.rules):
            notes.append(f"{other:,} marks were made with other recognizers and do not hold here.")
        return notes

    def apply(self, folder: Path) -> None:
        """Writes the inventory with the marks in force."""
        from scanner.classify.weights import load_weights
        from scanner.reviewing import applied
        from scanner.rewriting import write_changed

        tables = applied(self.inventory, self.marks, load_weights())
        write_changed(self.inventory, folder, tables)
        wrong = tables["scans"].to_pylist()[-1]["marked_wrong"]
        click.echo(f"{wrong:,} rows are marked wrong and count nowhere; written to {folder}")
        for note in self._notes(any_marks=True):
            click.echo(note)


_SHOWN = "uri part column entity title masks positions unit confidence verdict evidence".split()


def _shown(row: Row) -> dict[str, Any]:
    return {name: row[name] for name in _SHOWN}


def _print(number: int, row: Row) -> None:
    from scanner.reports.plain import clean

    part, column = row["part"], row["column"]
    positions: Any = row["positions"] or []
    masks: Any = row["masks"] or []
    where = [row["uri"], part, f"column {column}" if column else "", f"{row['unit']} {positions}"]
    click.echo(clean(f"{number}. {row['title']} ({row['entity']}) {', '.join(masks)}"))
    click.echo(clean(f"    where  {', '.join(str(one) for one in where if one)}"))
    click.echo(clean(f"    why    {row['confidence']:.2f}, {row['verdict']}; {row['evidence']}"))
