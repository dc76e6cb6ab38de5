"""The charts but the treemap, in Vega-Lite through Altair. Colours are properties of the page."""

from typing import Any

import altair as alt

from scanner.reports.html.drawing import FONT
from scanner.reports.html.figures import OPENS, OTHER, STEPS
from scanner.reports.plain import shorten
from scanner.reports.summary import Row

_ZONES = ("low", "moderate", "high", "critical")
_NAME = 30  # characters
_LABEL = 12  # pixels; smaller letters are hard to read
_COLOURS = {OPENS: "var(--opens)", OTHER: "var(--other)"}


def risk(rows: list[Row], width: int) -> dict[str, Any]:
    """Sensitivity against exposure, as a risk matrix with the number of places in each field."""
    zones = [*_ZONES, *(f"{zone}-empty" for zone in _ZONES)]
    colours = alt.Scale(domain=zones, range=[f"var(--zone-{zone})" for zone in zones])
    base = _base(rows).encode(
        x=alt.X(
            "exposure:O",
            sort=list(STEPS),
            title="Exposure: how open it lies →",
            axis=alt.Axis(labelAngle=0),
        ),
        y=alt.Y("sensitivity:O", sort=list(STEPS[::-1]), title="Sensitivity: what lies there →"),
    )
    fields = base.mark_rect(cornerRadius=5).encode(color=_colour("zone:N", colours))
    numbers = base.mark_text(fontSize=17, fontWeight=600, color="var(--on-zone)")
    chart = alt.layer(fields, numbers.encode(text="text:N"))
    return _plain(chart, width, 290, band=0.06)


def age(rows: list[Row], width: int) -> dict[str, Any]:
    """Objects with personal data by years since their last change."""
    order = alt.EncodingSortField("order", op="min")
    base = _base(rows).encode(y=alt.Y("age:N", sort=order, title=None))
    size = alt.X("objects:Q", title="Objects that hold personal data", stack="zero")
    bars = base.mark_bar(cornerRadius=2).encode(
        x=size.axis(tickMinStep=1, tickCount=6, grid=True, format=",d", labelFlush=False),
        color=_colour("kind:N", alt.Scale(domain=list(_COLOURS), range=list(_COLOURS.values()))),
        order=alt.Order("kind:N", sort="descending" if OPENS > OTHER else "ascending"),
    )
    return _plain(bars, width, 290, band=0.35)


def kinds_wide(rows: list[Row], width: int) -> dict[str, Any]:
    """Places by kinds of data; kinds in words above."""
    x = alt.X("kind:N", sort=alt.EncodingSortField("order", op="min"), title=None)
    y = alt.Y("label:N", sort=alt.EncodingSortField("rank", op="min"), title=None)
    named = [{**row, "label": f"{row['rank']}  {shorten(row['place'], _NAME)}"} for row in rows]
    x = x.axis(orient="top", labelAngle=-38, labelLimit=170, labelAlign="left")
    return _kinds(named, width, x, y.axis(labelLimit=210))


def kinds_narrow(rows: list[Row], width: int) -> dict[str, Any]:
    """Kinds of data by places; places as their ranks above, so that it fits a telephone."""
    kinds = alt.EncodingSortField("order", op="min")
    x = alt.X("rank:O", title="Place, by rank", axis=alt.Axis(orient="top", labelAngle=0))
    y = alt.Y("kind:N", sort=kinds, title=None, axis=alt.Axis(labelLimit=150))
    return _kinds([row for row in rows if row["rank"] <= 6], width, x, y)


def _kinds(rows: list[Row], width: int, x: alt.X, y: alt.Y) -> dict[str, Any]:
    most = max((row["people"] for row in rows), default=0)
    base = _base(rows).encode(x=x, y=y)
    empty = base.mark_rect(cornerRadius=3, color="var(--cell-empty)")
    # One hue, stronger where more people are; the log keeps small numbers visible.
    strength = alt.Scale(type="symlog", domain=[0, most or 1], range=[0.12, 0.62])
    held = base.transform_filter("datum.people > 0").mark_rect(cornerRadius=3, color="var(--cell)")
    held = held.encode(fillOpacity=alt.FillOpacity("people:Q", scale=strength, legend=None))
    numbers = base.mark_text(fontSize=12, color="var(--ink)").encode(text="text:N")
    lines = len({row["place"] for row in rows}) if width > 400 else len({r["kind"] for r in rows})
    return _plain(alt.layer(empty, held, numbers), width, 30 * lines, band=0.05)


def _base(rows: list[Row]) -> alt.Chart:
    return alt.Chart(alt.InlineData(values=rows)).encode(description="said:N")


def _colour(field: str, scale: alt.Scale) -> alt.Color:
    return alt.Color(field, scale=scale, legend=None)


def _plain(chart: Any, width: int, height: int, band: float) -> dict[str, Any]:
    """The look that all share: quiet axes, no frame, letters of one size."""
    sized = chart.properties(width=width, height=height, background="transparent", padding=4)
    sized = (
        sized.configure(font=FONT)
        .configure_view(stroke=None)
        .configure_scale(bandPaddingInner=band)
    )
    spec: dict[str, Any] = sized.configure_axis(
        labelColor="var(--muted)",
        titleColor="var(--muted)",
        labelFontSize=_LABEL,
        titleFontSize=_LABEL,
        titleFontWeight=500,
        titlePadding=10,
        labelPadding=6,
        domain=False,
        ticks=False,
        grid=False,
        gridColor="var(--line)",
    ).to_dict()
    return spec
