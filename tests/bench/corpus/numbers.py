"""Codes of homes and numbers of documents, made at random; none is anybody's."""

from collections.abc import Callable
from random import Random

_SPELLED = "zero one two three four five six seven eight nine".split()


def digits(rng: Random, count: int) -> str:
    """So many random digits."""
    return "".join(rng.choices("0123456789", k=count))


def key_safe_code(rng: Random) -> str:
    """Mostly four digits; longer ones, ones with letters, spelled ones."""
    form = rng.random()
    code = digits(rng, 4)
    if form < 0.72:
        return code
    if form < 0.80:
        return digits(rng, 5)
    if form < 0.86:
        return digits(rng, 6)
    if form < 0.94:
        return f"{rng.choice('ABC')}{code}"
    if form < 0.98:
        return f"C{code}Y"
    return " ".join(_SPELLED[int(digit)] for digit in code)


def door_code(rng: Random) -> str:
    """As typed into a pad: digits, with a letter or a hash mark at one end at times."""
    code = digits(rng, rng.choice((4, 4, 4, 5, 6)))
    return rng.choice((code, code, code, f"C{code}", f"{code}#", f"C{code[:4]}Y", f"#{code[:4]}"))


def pin(rng: Random) -> str:
    """Four digits, at times six."""
    return digits(rng, rng.choice((4, 4, 4, 4, 6)))


def card(rng: Random) -> str:
    """A card number that passes Luhn's check, of a range for tests."""
    base = "411111" + digits(rng, 9)
    doubled = [int(d) * (2 - i % 2) for i, d in enumerate(base)]
    total = sum(d - 9 if d > 9 else d for d in doubled)
    number = f"{base}{-total % 10}"
    return rng.choice((number, " ".join(number[i : i + 4] for i in range(0, 16, 4))))


def iban(rng: Random) -> str:
    """A British IBAN of a bank that does not exist, with a right check."""
    rest = f"TEST{digits(rng, 14)}"
    as_number = "".join(str(int(c, 36)) for c in f"{rest}GB00")
    return f"GB{98 - int(as_number) % 97:02d}{rest}"


def sort_code(rng: Random) -> str:
    """Three pairs of digits; 00 is no bank's."""
    return f"00-{digits(rng, 2)}-{digits(rng, 2)}"


def driving_licence(rng: Random) -> str:
    """Of one who cannot be born: day 00 is not, so the month is set to 01 and the year free."""
    return f"ZZTES{rng.randrange(10)}01{rng.randrange(10, 29)}{rng.randrange(10)}Z99AB"


def plate(rng: Random) -> str:
    """A current vehicle registration; those with Q do not exist."""
    letters = "".join(rng.choices("ABCDEFGHJKLMNOPRSTUVWXY", k=3))
    return f"{rng.choice(('YK', 'BD', 'LN'))}{rng.randrange(51, 76)} {letters}"


MADE: dict[str, tuple[str, Callable[[Random], str]]] = {
    "ks": ("KEY_SAFE_CODE", key_safe_code),
    "door": ("DOOR_CODE", door_code),
    "gate": ("GATE_CODE", pin),
    "alarm": ("ALARM_CODE", pin),
    "card": ("CREDIT_CARD", card),
    "iban": ("IBAN_CODE", iban),
    "sort": ("UK_SORT_CODE", sort_code),
    "account": ("UK_BANK_ACCOUNT", lambda rng: digits(rng, 8)),
    "passport": ("UK_PASSPORT", lambda rng: digits(rng, 9)),
    "licence": ("UK_DRIVING_LICENCE", driving_licence),
    "plate": ("UK_VEHICLE_REGISTRATION", plate),
}
