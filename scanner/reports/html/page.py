"""Fills the template: one file with its style, script and data inside, and a policy that holds it.

The content security policy admits one style and one script, each by its hash, and nothing else:
no request, no form, no inline handler, no evaluated text. Trusted types are required and none is
made, so the script cannot turn a text into markup even by mistake.
"""

import base64
import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import jinja2
from markupsafe import Markup

from scanner.reports.html import wording
from scanner.reports.html.drawing import Figure
from scanner.reports.html.view import View
from scanner.reports.plain import clean

_STYLES = ("colours.css", "page.css", "parts.css", "charts.css", "tables.css", "print.css")
_SCRIPTS = ("cells.js", "sheet.js", "filters.js", "detail.js", "start.js")


@dataclass(frozen=True, slots=True)
class Static:
    """A style or script as it stands in the page, and its hash for the policy."""

    text: Markup
    source: str  # 'sha256-…'


def filled(view: View, figures: dict[str, Figure], payload: str) -> str:
    """The page. Everything but our own style, script, drawings and payload is escaped."""
    script, style = _static(_SCRIPTS, strict=True), _static(_STYLES)
    return (
        _environment()
        .get_template("page.html.j2")
        .render(
            view=view,
            figures=figures,
            payload=Markup(payload),  # noqa: S704 - `columns.payload` escapes it for a script element
            script=script,
            style=style,
            policy=_policy(script, style),
        )
    )


def _policy(script: Static, style: Static) -> str:
    return (
        f"default-src 'none'; script-src {script.source}; style-src {style.source}; "
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; "
        "trusted-types 'none'"
    )


@cache
def _static(names: tuple[str, ...], strict: bool = False) -> Static:
    assets = files(__package__) / "assets"
    text = "\n".join((assets / name).read_text("utf-8") for name in names)
    if strict:
        text = f'"use strict";\n(() => {{\n{text}}})();\n'
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return Static(Markup(text), f"'sha256-{digest}'")  # noqa: S704 - our own file


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader(__package__, "assets"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
        finalize=_shown,
    )
    environment.filters |= {
        "number": wording.number,
        "capital": wording.capital,
        "counted": wording.counted,
        "people": wording.people,
        "day": wording.day,
    }
    environment.globals["between"] = wording.between
    environment.filters["drawing"] = Markup  # of `drawing.svg`, which lets known elements through
    return environment


def _shown(value: object) -> object:
    """Whatever is printed passes `clean` first, so that no name steers the page's text."""
    return value if isinstance(value, Markup | int | float) else clean(value)
