"""From a raw value to what may leave memory: a mask and a keyed hash.

The hash is keyed (blake2b) because a plain one of an NHS number is reversed in seconds: there are
about 10^9 of them. The key lives outside every inventory: see `scanner.keys`.
"""

import hashlib
import unicodedata

import regex

from recognizers.dates import parse_dates
from recognizers.declaration import Entity, Role
from scanner.keys.key import key_id

_KEY_BITS = 60  # of a value key; the rest of its 63 bits are the rank

_DIGITS_ONLY = regex.compile(r"[^0-9]")
_ALNUM_ONLY = regex.compile(r"[^0-9A-Z]")
_FLOAT_TAIL = regex.compile(r"\.0+$")
_NINO = regex.compile(r"[A-Z]{2}[0-9]{6}[A-D]?")
_COUNTRY_CODE = regex.compile(r"^(?:0044|44)0?")
_WORDS = regex.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_TITLES = frozenset(
    "mr mrs ms miss mx dr prof professor sir lady lord rev reverend master sister nurse".split()
)


class Redactor:
    """Turns values into keys and masks. Holds the hash key; never pickled into an inventory."""

    def __init__(self, key: bytes) -> None:
        self._state = hashlib.blake2b(key=key, digest_size=8)
        self._uris = hashlib.blake2b(b"uri\0", key=key, digest_size=16)
        self.key_id = key_id(key)

    def key(self, kind: str, canonical: str, rank: int = 0) -> int:
        """63 bits: `rank` (0..7) above 60 bits of the keyed hash of the canonical value."""
        state = self._state.copy()
        state.update(f"{kind}\0{canonical}".encode("utf-8", "surrogatepass"))
        return rank << _KEY_BITS | int.from_bytes(state.digest()) >> 64 - _KEY_BITS

    def uri_key(self, uri: str) -> bytes:
        """16 bytes that tell an object again."""
        state = self._uris.copy()
        state.update(uri.encode("utf-8", "surrogatepass"))
        return state.digest()

    def tag(self, entity: Entity, value: str) -> str:
        """Six characters that tell values of a place's name apart, and nothing else."""
        return f"{self.key(entity.name, canonical(entity, value)) & 0xFFFFFF:06x}"


def rank_of(key: int) -> int:
    """The rank that `Redactor.key` put in."""
    return key >> _KEY_BITS


def canonical(entity: Entity, value: str) -> str:
    """One spelling for all spellings of a value, so that equal people get equal keys."""
    return _CANONICAL.get(entity.role, _words)(value)


def name_tokens(value: str) -> tuple[str, ...]:
    """The words of a name in lower case without accents and titles, in their order."""
    plain = unicodedata.normalize("NFKD", value)
    plain = "".join(c for c in plain if not unicodedata.combining(c)).replace("’", "'")
    return tuple(word for word in _WORDS.findall(plain.lower()) if word not in _TITLES)


def mask(entity: Entity, value: str) -> str:
    """The shape of a value, never enough to join it back.

    Long identifiers and telephone numbers keep their last two digits; short codes, names and
    notes show nothing but their length.
    """
    if entity.role in (Role.PERSON_ID, Role.PHONE) and len(_DIGITS_ONLY.sub("", value)) >= 9:
        digits = [i for i, c in enumerate(value) if c.isdigit()][-2:]
        return "".join(c if i in digits or c in " -" else "•" for i, c in enumerate(value))
    if entity.role is Role.HOME_SECRET or (len(value) <= 12 and value.isascii()):
        return "•" * min(len(value), 12)
    return f"••• ({len(value)} characters)"


def _identifier(value: str) -> str:
    value = _FLOAT_TAIL.sub("", value.strip())
    digits = _DIGITS_ONLY.sub("", value)
    if len(digits) >= 9:
        return digits.zfill(10)
    letters = _ALNUM_ONLY.sub("", value.upper())
    # The suffix letter of a National Insurance number is often left out.
    return letters[:8] if _NINO.fullmatch(letters) else letters


def _birth_date(value: str) -> str:
    days = parse_dates(value)
    return days[0].isoformat() if days else _words(value)


def _name(value: str) -> str:
    return " ".join(sorted(name_tokens(value)))


def _postcode(value: str) -> str:
    return _ALNUM_ONLY.sub("", value.upper())


def _phone(value: str) -> str:
    return _COUNTRY_CODE.sub("0", _DIGITS_ONLY.sub("", value))


def _words(value: str) -> str:
    return " ".join(value.lower().split())


_CANONICAL = {
    Role.PERSON_ID: _identifier,
    Role.BIRTH_DATE: _birth_date,
    Role.NAME: _name,
    Role.POSTCODE: _postcode,
    Role.PHONE: _phone,
}
