"""IP and MAC addresses, of the ranges kept for documentation where there are any."""

import pytest

from recognizers.network import RECOGNIZERS
from tests.recognizers.reading import reported


@pytest.mark.parametrize(
    "value",
    [
        "198.51.100.23",
        "10.2.3.40",
        "2001:db8::8a2e:370:7334",
        "2001:0db8:0000:0000:0000:ff00:0042:8329",
        "02:00:5e:00:53:af",
        "02-00-5E-00-53-AF",
    ],
)
def test_addresses_are_found(value: str) -> None:
    """Each kind of address is found whole inside a line of a log."""
    assert set(reported(RECOGNIZERS, f"from [{value}] at 10:20:30")) == {value}


@pytest.mark.parametrize(
    "text",
    [
        "version 10.20.30.44",
        "Section 4.2.1.3",
        "1.2.826.0.1285.0.2.0.65",
        "300.1.2.3",
        "127.0.0.1 and 0.0.0.0",
        "mask 255.255.255.0",
        "12:30:45",
        "std::vector",
        "ff:ff:ff:ff:ff:ff",
        "01:02:03:04:05:06",
    ],
)
def test_versions_times_and_masks_are_no_addresses(text: str) -> None:
    """What has the form and leads to nobody is passed over."""
    assert reported(RECOGNIZERS, text) == {}


def test_small_numbers_need_their_word() -> None:
    """Four small numbers may be a version; beside "IP" they are an address."""
    assert reported(RECOGNIZERS, "use 10.2.3.4 here") == {}
    assert set(reported(RECOGNIZERS, "IP 10.2.3.4")) == {"10.2.3.4"}
