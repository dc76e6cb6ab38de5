"""Which objects of an inventory a question is about: by place, or by who could read them."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from scanner.errors import ConfigError
from scanner.inventory.writer import Row
from scanner.model import Access

# Who counts as whom: whatever anyone can read, everyone inside can read too.
_ANYONE = frozenset({"public", "anyone", "anonymous"})
_EVERYONE = frozenset({"everyone", "everyone inside", "all staff"})
_OPEN_TO = {Access.PUBLIC.value, Access.EVERYONE_INTERNAL.value}


@dataclass(frozen=True, slots=True)
class Chosen:
    """Objects that a question is about."""

    uris: frozenset[str]
    access_unknown: int = 0  # objects left out because nobody could tell who reads them


def in_places(objects: Iterable[Row], places: Sequence[str]) -> Chosen:
    """What lies in these places and below; each is a uri, or a pattern with * and ?.

    A pattern without a scheme fits the path below the target. Raises `ConfigError` where a place
    holds nothing.
    """
    tests = [(place, _fits(place)) for place in places]
    missing = dict.fromkeys(place for place, _ in tests)
    uris = set()
    for row in objects:
        for place, fits in tests:
            if any(fits.match(name) for name in _names(row)):
                uris.add(str(row["uri"]))
                missing.pop(place, None)
    for place in missing:
        raise ConfigError(
            f"no object of the inventory lies in {place!r}; give a uri or a pattern such as "
            '"Exports/*"; keysweep report --format csv lists the places'
        )
    return Chosen(frozenset(uris))


def _fits(place: str) -> re.Pattern[str]:
    """The place itself, or anything below it; `*` stays inside one name, `**` does not."""
    pieces = re.split(r"(\*\*|\*|\?)", unquote(place).rstrip("/"))
    known = {"**": ".*", "*": "[^/]*", "?": "[^/]"}
    inside = "".join(known.get(piece) or re.escape(piece) for piece in pieces)
    return re.compile(rf"{inside}(?:!?/.*)?\Z", re.DOTALL)


def _names(row: Row) -> Iterable[str]:
    """The uri and the path below the target, decoded."""
    uri, container = str(row["uri"]), str(row["container"])
    yield unquote(uri)
    yield unquote(uri.removeprefix(container).lstrip("/!"))


def readable_by(objects: Iterable[Row], principal: str) -> Chosen:
    """What somebody could read: "public", "everyone", or an account or group by its name.

    A name fits where the evidence of who can read an object has it as words, or where it owns the
    object; whoever has a name can read what everyone can.
    """
    plain = " ".join(principal.lower().split())
    if not plain:
        raise ConfigError("--principal is empty; give public, everyone, or an account's name")
    uris, unknown = set(), 0
    word = re.compile(rf"(?<![\w-]){re.escape(plain)}(?![\w-])")
    for row in objects:
        if _reads(row, plain, word):
            uris.add(str(row["uri"]))
        else:
            unknown += row["access"] == Access.UNKNOWN.value and not row["parent_uri"]
    return Chosen(frozenset(uris), unknown)


def _reads(row: Row, plain: str, word: re.Pattern[str]) -> bool:
    access = str(row["access"])
    if plain in _ANYONE:
        return access == Access.PUBLIC.value
    if access in _OPEN_TO:
        return True
    if plain in _EVERYONE:
        return False
    named = access != Access.RESTRICTED.value and word.search(str(row["access_evidence"]).lower())
    return bool(named) or plain == str(row["owner"] or "").lower()


def intersected(chosen: Collection[Chosen]) -> Chosen:
    """What all of them choose."""
    uris = frozenset.intersection(*(one.uris for one in chosen))
    return Chosen(uris, max(one.access_unknown for one in chosen))
