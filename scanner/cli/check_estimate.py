"""What `keysweep check --estimate` tells: what a sweep will take, and how sure that is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from scanner.sizes import size_text

if TYPE_CHECKING:
    from scanner.config import Settings
    from scanner.engines.calibration import Calibration, Listing
    from scanner.sources.protocol import Source

WORKERS = (1, 4, 16, 64)
_MOST_KINDS = 12  # named; the rest is told together


@dataclass(frozen=True, slots=True)
class Asked:
    """What the options of an estimate said."""

    objects: int  # in the sample, at most
    seconds: float  # to sweep it
    listing_seconds: float
    price_per_1000_get: float | None


def estimated(source: Source, settings: Settings, asked: Asked) -> dict[str, Any]:
    """Lists, sweeps a sample, and works out the rest."""
    from scanner.engines.calibration import calibrated, listed, sample
    from scanner.forecast import forecast

    listing = listed(source, asked.listing_seconds)
    tried = calibrated(
        source, sample(listing, asked.objects, asked.seconds), settings, asked.seconds
    )
    told: dict[str, Any] = {
        "kinds": _kinds(listing),
        "objects": sum(stock.objects for stock in listing.stock.values()),
        "size_bytes": sum(stock.size_bytes for stock in listing.stock.values()),
        "passed_over": listing.passed_over,
        "complete": listing.complete,
        "sampled_objects": len(tried.swept),
        "sampled_bytes": sum(one.size_bytes for one in tried.swept),
    }
    if tried.swept:
        cost = forecast(listing.stock, tried.swept)
        told |= asdict(cost) | {
            "start_seconds": tried.start_seconds,
            "wall_seconds": {
                str(count): cost.wall_seconds(count, tried.start_seconds) for count in WORKERS
            },
        }
        if asked.price_per_1000_get is not None:
            told["get_price"] = cost.get_requests / 1000 * asked.price_per_1000_get
    return told | {"doubts": list(_doubts(listing, tried, told))}


def _kinds(listing: Listing) -> list[dict[str, Any]]:
    held: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for (kind, _), stock in listing.stock.items():
        held[kind][0] += stock.objects
        held[kind][1] += stock.size_bytes
    ordered = sorted(held.items(), key=lambda one: (-one[1][1], one[0]))
    return [{"kind": kind, "objects": n, "size_bytes": size} for kind, (n, size) in ordered]


def _doubts(listing: Listing, tried: Calibration, told: dict[str, Any]) -> Iterator[str]:
    """What may make it wrong, in words."""
    if not listing.complete:
        yield "The listing was cut off: there is more. Give it longer with --seconds."
    if not tried.swept:
        yield "No object could be swept in the time given; give it longer with --sample-seconds."
        return
    if told["unsampled"] >= 0.01:
        yield (
            f"{told['unsampled']:.0%} of the bytes are in kinds or sizes of which nothing was "
            "swept; they are taken to be like the others."
        )
    if tried.lost:
        yield f"{tried.lost} objects of the sample stopped a worker; they are left out."
    if told["waiting"] >= 1.5:
        yield (
            "While the sample was swept, processors were waited for or the network was: wall times "
            f"are {told['waiting']:.1f} times those of an idle machine that never waits."
        )
    yield "Times are of processors like this machine's."


def lines(told: dict[str, Any], scheme: str) -> Iterator[str]:
    """The estimate to read. `scheme`: of the target's uri."""
    least = "" if told["complete"] else "At least "
    passed = f", {told['passed_over']:,} passed over" if told["passed_over"] else ""
    yield f"{least}{told['objects']:,} objects, {size_text(told['size_bytes'])}{passed}"
    for one in told["kinds"][:_MOST_KINDS]:
        yield f"  {one['kind']:<9}{one['objects']:>12,}{size_text(one['size_bytes']):>10}"
    if rest := told["kinds"][_MOST_KINDS:]:
        count = sum(one["objects"] for one in rest)
        yield f"  {len(rest)} more{count:>15,}{size_text(sum(k['size_bytes'] for k in rest)):>10}"
    if "cpu_seconds" in told:
        yield from _costs(told, scheme)
    yield from (f"Uncertain: {doubt}" for doubt in told["doubts"])


def _costs(told: dict[str, Any], scheme: str) -> Iterator[str]:
    yield (
        f"Swept as a sample: {told['sampled_objects']:,} objects, "
        f"{size_text(told['sampled_bytes'])}"
    )
    yield (
        f"Processor time: {hours(told['cpu_seconds'])}, between {hours(told['cpu_low'])} and "
        f"{hours(told['cpu_high'])}"
    )
    yield "Wall time: " + ", ".join(
        f"{count} worker{'s' * (count > 1)} {hours(told['wall_seconds'][str(count)])}"
        for count in WORKERS
    )
    if scheme == "s3":
        price = f", {told['get_price']:,.2f} for the GETs" if "get_price" in told else ""
        yield (
            f"Requests: {told['list_requests']:,} LIST, about {told['get_requests']:,} GET{price}"
        )
    yield f"Inventory: about {size_text(int(told['inventory_bytes']))}"


def hours(seconds: float) -> str:
    """A time in the unit that fits it."""
    for unit, length in (("days", 172_800), ("h", 3_600), ("min", 60)):
        if seconds >= length:
            return f"{seconds / (86_400 if unit == 'days' else length):,.1f} {unit}"
    return f"{seconds:.0f} s"
