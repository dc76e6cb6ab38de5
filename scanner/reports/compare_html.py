"""What changed between two sweeps, as one page that needs nothing else: no scripts, no network."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import TextIO

from scanner.reports import compare
from scanner.reports.comparison import Change, Comparison
from scanner.reports.plain import clean

_STYLE = (
    "body{font:15px/1.5 system-ui,Arial,sans-serif;margin:2rem auto;max-width:60rem;"
    "padding:0 1rem;color:#1b2733}h1,h2{color:#1f3a5f}table{border-collapse:collapse;width:100%}"
    "th,td{text-align:left;padding:.35rem .6rem;border-bottom:1px solid #d5dce4;"
    "overflow-wrap:anywhere}th{background:#e8edf3}td:nth-child(n+2),th:nth-child(n+2)"
    "{white-space:nowrap}.lead{font-size:1.15rem}"
)


def write(told: Comparison, out: TextIO, width: int | None = None) -> None:
    """Write the page. Whatever a share calls its files is text here, never markup."""
    del width  # a browser decides
    out.write("\n".join(_page(told)) + "\n")


def _page(told: Comparison) -> Iterator[str]:
    yield '<!doctype html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">'
    yield (
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">"
    )
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>What changed</title>\n<style>{_STYLE}</style>\n</head>\n<body>"
    yield f"<h1>What changed</h1>\n<p>{_text(compare.when(told))}</p>"
    yield f'<p class="lead">{_text(compare.headline(told))}</p>'
    yield from _table(("", "Before", "Now", "Gained", "Lost"), compare.movements(told))
    for change in Change:
        rows = [compare.place_row(one) for one in told.of(change)]
        yield from _section(compare.TITLES[change], compare.PLACE_COLUMNS, rows)
    objects = [compare.object_row(one) for one in told.objects]
    yield from _section("Objects that came and went", compare.OBJECT_COLUMNS, objects)
    yield "<h2>Coverage</h2>"
    yield from _table(("", "Before", "Now"), compare.coverage_rows(told))
    yield "<ul>"
    yield from (f"<li>{_text(note)}</li>" for note in compare.notes(told))
    yield "</ul>\n</body>\n</html>"


def _section(title: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    if rows:
        yield f"<h2>{_text(title)} ({len(rows):,})</h2>"
        yield from _table(columns, rows)


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"<table>\n<tr>{''.join(f'<th>{_text(name)}</th>' for name in columns)}</tr>"
    yield from (f"<tr>{''.join(f'<td>{_text(cell)}</td>' for cell in row)}</tr>" for row in rows)
    yield "</table>"


def _text(value: str) -> str:
    return escape(clean(value))
