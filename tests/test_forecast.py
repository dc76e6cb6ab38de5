"""What a sweep will cost: arithmetic on measurements that are given here."""

import pytest

from scanner.forecast import Forecast, Stock, Swept, forecast, gets_of, stratum_of
from scanner.sources.s3.stream import FIRST_WINDOW, FULL_WINDOW


def stock(*objects: tuple[str, int]) -> dict[tuple[str, int], Stock]:
    """What is there, from kinds and sizes."""
    held: dict[tuple[str, int], Stock] = {}
    for kind, size in objects:
        held.setdefault(stratum_of(kind, size), Stock()).add(size)
    return held


def swept(kind: str, size: int, rate: float = 1e-6, **values: float) -> Swept:
    """An object of the sample that took so many seconds a byte."""
    return Swept(kind, size, size * rate, size * rate, **values)  # type: ignore[arg-type]


def test_what_a_byte_took_all_bytes_take() -> None:
    """Two of a hundred equal files tell what all take."""
    told = forecast(stock(*[("csv", 1000)] * 100), [swept("csv", 1000)] * 2)
    assert told.cpu_seconds == pytest.approx(0.1)


def test_kinds_are_told_apart() -> None:
    """A kind that takes ten times as long a byte is counted with its own rate."""
    held = stock(*[("csv", 1000)] * 10, *[("pdf", 1000)] * 10)
    told = forecast(held, [swept("csv", 1000)] * 2 + [swept("pdf", 1000, 1e-5)] * 2)
    assert told.cpu_seconds == pytest.approx(0.11)


def test_small_files_cost_more_a_byte() -> None:
    """What opening costs shows in the size class of small files, and is not spread on large."""
    held = stock(*[("csv", 10)] * 1000, ("csv", 10_000_000))
    told = forecast(held, [swept("csv", 10, 1e-3)] * 2 + [swept("csv", 10_000_000)] * 2)
    assert told.cpu_seconds == pytest.approx(20)


def test_a_kind_without_a_sample_is_a_doubt() -> None:
    """It is taken to be like the others, told as unsampled, and widens the range."""
    sample = [swept("csv", 1000)] * 3
    known, guessed = (
        forecast(stock(("csv", 1000), (other, 1000)), sample) for other in ("csv", "pdf")
    )
    assert (known.unsampled, guessed.unsampled) == (0, 0.5)
    assert guessed.cpu_seconds == pytest.approx(known.cpu_seconds)
    assert guessed.cpu_high > known.cpu_high


def test_a_varied_sample_widens_the_range() -> None:
    """Files of a kind that differ much say less about the rest."""
    held = stock(*[("csv", 1000)] * 1000)
    even = forecast(held, [swept("csv", 1000)] * 4)
    varied = forecast(held, [swept("csv", 1000, rate) for rate in (1e-7, 1e-7, 1e-7, 3.7e-6)])
    assert varied.cpu_seconds == pytest.approx(even.cpu_seconds)
    assert varied.cpu_high - varied.cpu_low > 2 * (even.cpu_high - even.cpu_low)


def test_the_range_holds_the_figure() -> None:
    """Low, likely and high stand in that order, none below nothing."""
    told = forecast(stock(*[("csv", 1000)] * 9), [swept("csv", 1000, rate) for rate in (1e-9, 1)])
    assert 0 < told.cpu_low < told.cpu_seconds < told.cpu_high


def test_the_largest_object_bounds_many_workers() -> None:
    """One worker reads an object: sixty-four of them are no faster than it."""
    told = forecast(stock(("csv", 10_000_000), ("csv", 1000)), [swept("csv", 1000)] * 2)
    assert told.wall_seconds(64) == pytest.approx(10)
    assert told.wall_seconds(1) == pytest.approx(10.001)


def test_waiting_counts_in_wall_time_alone() -> None:
    """A slow network makes a sweep longer, and its processors no busier."""
    slow = Swept("csv", 1000, 0.001, 0.004)
    told = forecast(stock(*[("csv", 1000)] * 1000), [slow] * 2)
    assert told.cpu_seconds == pytest.approx(1)
    assert told.wall_seconds(1) == pytest.approx(4)


def test_the_inventory_grows_with_what_was_found() -> None:
    """Rows of the sample are scaled as bytes are."""
    told = forecast(stock(*[("csv", 1000)] * 100), [swept("csv", 1000, inventory_bytes=50.0)] * 2)
    assert told.inventory_bytes == pytest.approx(5000)


def test_a_bucket_is_listed_by_the_thousand() -> None:
    """A page of a listing has a thousand keys."""
    told = forecast(stock(*[("csv", 1)] * 1001), [swept("csv", 1)])
    assert (told.list_requests, told.get_requests) == (2, 1001)


@pytest.mark.parametrize(
    ("size", "requests"),
    [
        (0, 1),
        (FIRST_WINDOW, 1),
        (FIRST_WINDOW + 1, 2),
        (3 * FIRST_WINDOW + 1, 3),
        (63 * FIRST_WINDOW, 6),
        (63 * FIRST_WINDOW + FULL_WINDOW, 7),
    ],
)
def test_large_objects_are_fetched_in_windows_that_grow(size: int, requests: int) -> None:
    """Each window is twice the one before, up to the full one."""
    assert gets_of(size) == requests


def test_everything_sampled_is_exact() -> None:
    """Where all was swept the likely figure is what was measured."""
    every = [swept("csv", size, rate) for size, rate in ((10, 1e-3), (5000, 2e-6), (5100, 1e-6))]
    told: Forecast = forecast(stock(*[(one.kind, one.size_bytes) for one in every]), every)
    assert told.cpu_seconds == pytest.approx(sum(one.cpu_seconds for one in every))
