"""Addresses of devices on networks. Weak data: a device is not a person."""

from ipaddress import AddressValueError, IPv4Address, IPv6Address

from recognizers.declaration import (
    Entity,
    Harm,
    Pattern,
    Recognizer,
    Sensitivity,
    UkGdpr,
)

_RECITAL = "UK GDPR, recital 30"

IP_ADDRESS = Entity(
    name="IP_ADDRESS",
    title="IP address",
    meaning="The address of a device or connection, which can lead to its user.",
    uk_gdpr=UkGdpr.PERSONAL,
    harm=Harm.CONTACT,
    sensitivity=Sensitivity.LOW,
    breach_category="Other (details)",
    remedy="Delete logs when their purpose is served, or shorten the addresses in them.",
    references=(_RECITAL, "https://www.rfc-editor.org/rfc/rfc4291"),
)
MAC_ADDRESS = Entity(
    name="MAC_ADDRESS",
    title="MAC address",
    meaning="The hardware address of a device, which can lead to its user.",
    uk_gdpr=UkGdpr.NOT_PERSONAL_ALONE,
    harm=Harm.CONTACT,
    sensitivity=Sensitivity.LOW,
    breach_category="Other (details)",
    remedy="Keep it in the asset register only.",
    references=(_RECITAL,),
)

_SMALL = 20  # numbers of versions and sections stay below


def _ip_v4(value: str) -> bool | None:
    """Undecided where all four numbers are as small as those of versions and sections."""
    try:
        address = IPv4Address(value)
    except AddressValueError:
        return False
    return True if max(address.packed) >= _SMALL else None


def _nobody_v4(value: str) -> bool:
    """The machine itself, no machine, all machines, and masks of networks."""
    first, last = value.split(".")[0], value.rpartition(".")[2]
    return first in ("0", "127", "255") or last == "0"


def _ip_v6(value: str) -> bool:
    try:
        IPv6Address(value)
    except AddressValueError:
        return False
    # "10:20:30::1" is a time with something behind it.
    return any(len(group) > 2 for group in value.split(":"))


IP_V4 = Recognizer(
    name="ip_address_v4",
    entity=IP_ADDRESS,
    patterns=(
        Pattern(
            "four numbers",
            r"(?<![0-9A-Za-z.\-_])(?P<value>[0-9]{1,3}(?:\.[0-9]{1,3}){3})"
            # Letters behind a dot are the ending of a file that is named after it.
            r"(?:(?![0-9A-Za-z.\-_])|\.(?:(?![0-9A-Za-z])|[A-Za-z]{2}))",
            0.3,
        ),
    ),
    check=_ip_v4,
    checked_score=0.6,
    reject=_nobody_v4,
    context=("ip", "ip address", "ipv4", "host", "client ip", "remote addr", "server", "dns"),
    context_score=0.85,
    rivals=(
        *("version", "ver", "v", "release", "build", "firmware", "section", "clause", "paragraph"),
        *("chrome", "firefox", "safari", "edge", "edg", "oid", "rev", "chapter", "standard"),
    ),
    window=(25, 10),
    examples=(
        "198.51.100.23 - - [05/Oct/2026]",
        "Client IP: 10.2.3.4",
        "from 203.0.113.9.",
        "203.0.113.9.log",
    ),
    counter_examples=(
        "as in 4.2.1.3.a of the plan",
        "Version 10.20.30.44",
        "Section 4.2.1.3 of the plan",
        "1.2.826.0.1285.0.2",
        "300.1.2.3",
        "127.0.0.1",
        "255.255.255.0",
        "Chrome/86.0.24.75",
        "v91.0.2.21",
    ),
    header_examples=(("ip_address", "10.2.3.4"),),
    references=("https://www.rfc-editor.org/rfc/rfc791",),
)
_HEX = "[0-9A-Fa-f]{1,4}"
IP_V6 = Recognizer(
    name="ip_address_v6",
    entity=IP_ADDRESS,
    patterns=(
        Pattern("eight groups", rf"(?<![0-9A-Za-z:.])(?:{_HEX}:){{7}}{_HEX}(?![0-9A-Za-z:])", 0.6),
        Pattern(
            "shortened",
            rf"(?<![0-9A-Za-z:.])(?:{_HEX}:){{2,6}}(?::{_HEX}){{1,5}}(?![0-9A-Za-z:])",
            0.6,
        ),
    ),
    check=_ip_v6,
    checked_score=0.6,
    context=("ip", "ip address", "ipv6", "host", "client ip"),
    context_score=0.85,
    examples=("2001:db8::8a2e:370:7334", "from 2001:0db8:0000:0000:0000:ff00:0042:8329 ok"),
    counter_examples=("12:30:45", "std::cafe::bad()", "02:00:5e:00:53:af", "at 10:20:30::1"),
    header_examples=(("ip", "2001:db8:0:1::7"),),
    references=("https://www.rfc-editor.org/rfc/rfc4291",),
)
MAC = Recognizer(
    name="mac_address",
    entity=MAC_ADDRESS,
    patterns=(
        Pattern(
            "six pairs",
            r"(?<![0-9A-Za-z:\-])(?:[0-9A-F]{2}:[0-9A-F]{2}(?::[0-9A-F]{2}){4}"
            r"|[0-9A-F]{2}-[0-9A-F]{2}(?:-[0-9A-F]{2}){4})(?![0-9A-Za-z:\-])",
            0.6,
        ),
    ),
    # Pairs of digits alone are more often times and dates.
    check=lambda value: None if any(c.isalpha() for c in value) else False,
    reject=lambda value: len(set(value)) < 3,
    context=("mac", "mac address", "bssid", "ethernet", "wifi", "device"),
    context_score=0.85,
    examples=("02:00:5e:00:53:af", "MAC 02-00-5E-00-53-AF"),
    counter_examples=(
        "ff:ff:ff:ff:ff:ff",
        "01:02:03:04:05:06",
        "02:00:5e:00:53",
        "00:00:00:00:00:00",
    ),
    header_examples=(("mac", "02:00:5e:00:53:af"),),
    references=("https://www.rfc-editor.org/rfc/rfc7042",),
)

RECOGNIZERS: tuple[Recognizer, ...] = (IP_V4, IP_V6, MAC)
