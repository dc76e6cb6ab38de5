"""The peers, how each is installed, and what each calls what."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Peer:
    """A program to compare with."""

    title: str
    packages: tuple[str, ...]  # for pip; none: the environment this runs in
    module: str = ""  # what they bring
    driver: str = ""
    names: Mapping[str, str] = field(default_factory=dict)  # its name of an entity -> ours
    refused: str = ""  # why it is not run


PEERS = (
    Peer(
        "Presidio, UK recognizers, small spaCy model",
        (),
        "presidio_analyzer",
        "with_presidio.py",
        {
            name: name
            for name in "UK_NHS UK_POSTCODE CREDIT_CARD EMAIL_ADDRESS PHONE_NUMBER PERSON".split()
        },
    ),
    Peer(
        "scrubadub, en_GB",
        ("scrubadub",),
        "scrubadub",
        "with_scrubadub.py",
        {
            "email": "EMAIL_ADDRESS",
            "phone": "PHONE_NUMBER",
            "postalcode": "UK_POSTCODE",
            "credit_card": "CREDIT_CARD",
        },
    ),
    Peer(
        "DataFog, regex engine",
        ("datafog",),
        "datafog",
        "with_datafog.py",
        {
            "EMAIL": "EMAIL_ADDRESS",
            "PHONE": "PHONE_NUMBER",
            "CREDIT_CARD": "CREDIT_CARD",
            "DOB": "DATE_OF_BIRTH",
            "DATE": "DATE_OF_BIRTH",
        },
    ),
    Peer(
        "hawk-eye, plain UK patterns",
        ("hawk-scanner", "setuptools<81"),
        "hawk_scanner",
        "with_hawk_scanner.py",
        {
            "NHS": "UK_NHS",
            "Email": "EMAIL_ADDRESS",
            "Phone": "PHONE_NUMBER",
            "Postcode": "UK_POSTCODE",
            "Card": "CREDIT_CARD",
        },
    ),
    Peer(
        "pii-radar",
        ("pii-radar",),
        "pii_radar",
        "with_pii_radar.py",
        {
            "EMAIL": "EMAIL_ADDRESS",
            "PHONE": "PHONE_NUMBER",
            "CREDIT_CARD": "CREDIT_CARD",
            "DATE_OF_BIRTH": "DATE_OF_BIRTH",
        },
    ),
    Peer(
        "presidio-cli",
        (),
        refused="fetches a spaCy model when it starts, and cannot be told not to",
    ),
    Peer(
        "piicatcher", (), refused="pip cannot build a package it needs (snowflake-connector-python)"
    ),
    Peer("hyperscale-pii-scanner", (), refused="needs Python 3.14"),
    Peer("octopii", (), refused="pip finds no package of it"),
    Peer("pdscan", (), refused="pip finds no package of it"),
)
