"""Information assets for a register, as evidence for the Data Security and Protection Toolkit.

There is no one layout for an asset register, so the headers are plain words that any import can
map. What a scanner cannot know is an empty column, never a guess; what is only a hint begins with
"suggested:".
"""

import csv
from typing import Any, TextIO

from scanner.reports.assets import Asset, assets_of, bounds, encrypted, readable_by
from scanner.reports.plain import cell
from scanner.reports.protocol import Inventory, ReportOptions
from scanner.reports.ropa_rows import kept, personal_data

COLUMNS = (
    "Asset number",
    "Asset name",
    "Asset type",
    "Location",
    "Controller",
    "Purpose",
    "Article 6 lawful basis",
    "Article 9 condition",
    "Categories of data subject",
    "Categories of personal data",
    "Sensitive information held",
    "Why it is held",
    "Systems and software",
    "People, at least",
    "People, up to",
    "Homes that could be entered",
    "Categories of recipients",
    "Transferred overseas",
    "Sharing agreement or contract and its end date",
    "Retained and disposed of in line with policy",
    "Who can read it",
    "Encrypted at rest",
    "Impact of loss, compromise or disclosure",
    "Information asset owner",
    "Support and maintenance",
    "Last changed",
    "Objects not fully examined",
    "Priority",
    "Recommended actions",
)
_ACTIONS = 5


def write(inventory: Inventory, out: TextIO, options: ReportOptions) -> None:
    """Write the assets, what to protect first in front. No cell can start a formula."""
    lines = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\n")
    lines.writeheader()
    for number, asset in enumerate(assets_of(inventory, options.controller)[: options.top], 1):
        held = {"Asset number": number} | _held(asset) | _security(asset)
        lines.writerow({name: cell(value) for name, value in held.items()})


def _held(asset: Asset) -> dict[str, Any]:
    special, opening = asset.special, asset.home_access
    return {
        "Asset name": asset.name.rsplit("/", 1)[-1],
        "Asset type": asset.row["kind"],
        "Location": asset.row["location"],
        "Controller": asset.controller,
        "Categories of data subject": _suggested(", ".join(asset.individuals)),
        "Categories of personal data": ", ".join(personal_data([asset])),
        "Sensitive information held": ", ".join(dict.fromkeys((*special, *opening))),
        "People, at least": asset.row["direct_people_at_least"],
        "People, up to": asset.row["direct_people_up_to"],
        "Homes that could be entered": asset.row["direct_enterable_homes"],
    }


def _security(asset: Asset) -> dict[str, Any]:
    row = asset.row
    return {
        "Retained and disposed of in line with policy": _suggested(kept([asset])),
        "Who can read it": readable_by(row),
        "Encrypted at rest": encrypted(row),
        "Impact of loss, compromise or disclosure": _suggested(_impact(asset)),
        "Last changed": row["newest_modified_at"] and row["newest_modified_at"].date(),
        "Objects not fully examined": row["objects_unexamined"],
        "Priority": f"{row['priority']} {row['band']}",
        "Recommended actions": " | ".join((row["remedies"] or ())[:_ACTIONS]),
    }


def _impact(asset: Asset) -> str:
    """What could happen to people, in the order of the inventory: worst first."""
    row = asset.row
    people = bounds(row["direct_people_at_least"], row["direct_people_up_to"], "people")
    harms = ", ".join(dict.fromkeys(kind.harm for kind in asset.kinds))
    homes = row["direct_enterable_homes"]
    entered = f"; {homes:,} homes could be entered" if homes else ""
    return f"{row['band']}: {harms}; {people}{entered}"


def _suggested(text: str) -> str:
    return f"suggested: {text}" if text else ""
