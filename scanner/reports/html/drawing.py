"""Charts as SVG that a page under a strict content security policy may hold.

They are drawn when the report is written, not in the browser: the page then carries no charting
library (900 KB), no expression is evaluated in it, and names from a share only ever are text
of an SVG element. Colours are custom properties of the page (`var(--…)`), so one drawing serves
the light and the dark scheme.
"""

import json
from dataclasses import dataclass
from typing import Any

import vl_convert
from lxml import etree

from scanner.reports.summary import Row

_SVG = "{http://www.w3.org/2000/svg}"
_ELEMENTS = frozenset({"svg", "g", "path", "rect", "line", "text", "tspan"})
_ATTRIBUTES = frozenset(
    "d fill fill-opacity stroke stroke-width stroke-opacity stroke-miterlimit stroke-dasharray "
    "opacity transform x y x1 x2 y1 y2 dx dy width height viewBox text-anchor font-size "
    "font-weight font-style display rx ry".split()
)
# Letters of the same widths on most machines, so that words fit as measured when drawn.
FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
# What a mark leads to stands before what it says: "place:17|Exports: 92 people".
MARK = "|"


@dataclass(frozen=True, slots=True)
class Figure:
    """One chart: drawn for wide and for narrow screens, and its figures for a table."""

    name: str
    wide: str  # SVG
    narrow: str  # SVG
    rows: list[Row]


def svg(spec: dict[str, Any]) -> str:
    """A Vega or Vega-Lite specification as a clean SVG element. Nothing is fetched for it."""
    lite = "vega-lite" in spec["$schema"]
    draw = vl_convert.vegalite_to_svg if lite else vl_convert.vega_to_svg
    return cleaned(draw(json.dumps(spec), allowed_base_urls=[]))


def cleaned(drawing: str) -> str:
    """Only known elements and attributes; what a mark says becomes its title."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    root = etree.fromstring(drawing.encode(), parser)
    for element in list(root.iter()):
        name = str(element.tag).removeprefix(_SVG)
        if name not in _ELEMENTS:
            _drop(element)
            continue
        _describe(element, element.get("aria-label") or "")
        for attribute in set(map(str, element.attrib)) - _ATTRIBUTES - {"data-go"}:
            del element.attrib[attribute]
    # The figure's caption and table tell a screen reader what the drawing shows.
    root.set("aria-hidden", "true")
    root.set("focusable", "false")
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="unicode")


def _drop(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _describe(element: etree._Element, said: str) -> None:
    goal, mark, told = said.partition(MARK)
    if not mark:
        return
    element.set("data-go", goal)
    title = etree.SubElement(element, f"{_SVG}title")
    title.text = told
