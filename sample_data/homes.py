"""How each home is entered, and the many ways in which people write it down.

Which means a home has depends on its owner's number only, so every kind occurs in any share of
ten people or more. Owners whose number ends in 8 (a keyholder only) or 0 (opens the door) leave
no means of entry behind.
"""

from dataclasses import dataclass
from random import Random

from . import words
from .marks import mark
from .people import Person

_SAFE_PLACES = (
    "by back gate", "left of the porch at waist height", "behind the drainpipe next to the front "
    "door", "on the wall above the gas meter", "under the kitchen window at the rear",
    "right of the garage door, low down", "at the side by the water butt",
    "inside the brick porch, top right", "on the gatepost behind the ivy",
)  # fmt: skip
_KEY_PLACES = (
    "under the stone hedgehog by the step", "on a hook inside the coal bunker", "in the greenhouse "
    "beneath the seed trays", "behind the loose brick left of the back door",
    "in the peg bag by the back door", "under the blue flowerpot in the porch",
)  # fmt: skip
_ENTRIES = (
    "Back door is left unlocked", "Front door on the latch", "Walk straight in",
    "Press the trade button", "Patio door does not lock", "Side door never locked",
)  # fmt: skip
_SAFE = (
    "KS {code} {place}.", "Key safe {code}, {place}.", "Keysafe {place}. Code {code}.",
    "k/s {code} - {place}.", "Access via key safe {place}, number {code}, scramble after use.",
    "Keysafe no. {code} ({place}).", "Use key safe code {code}; {place}, slide the cover up.",
    "Let self in with key from the keysafe {place}: {code}.",
)  # fmt: skip
_DOOR = (
    "Main door code {code}, then lift to 2nd floor.", "Communal door: {code}.",
    "Door entry: press {code} and push.", "Front door has a digital lock, code {code}.",
)  # fmt: skip
_GATE = (
    "Driveway gate code {code}.", "Side gate padlock, combination {code}.",
    "Electric gates: keypad {code}.",
)  # fmt: skip
_ALARM = (
    "Intruder alarm in hall cupboard, code {code}, 20 seconds.",
    "Burglar alarm: {code} to unset, the same to set.", "Unset the house alarm with {code}.",
)  # fmt: skip
_PASSWORD = (
    "Lifeline password {word}.", "Alarm company password is {word}.",
    "The pendant call centre asks for the password: {word}.",
)  # fmt: skip
_KEY = ("Spare key {place}.", "Key is kept {place}.", "Family leave the key {place}.")
_KEYHOLDER = ("Keyholder: {holder}.", "Spare key is with {holder}.", "Key held by {holder}.")


@dataclass(frozen=True, slots=True)
class Home:
    """A service user's home and its means of entry; "" where there is none of a kind."""

    owner: Person
    kin: Person | None = None
    keyholder: bool = False  # the kin hold a key
    safe: str = ""
    old_safe: str = ""  # the code before the last change
    place: str = ""
    door: str = ""
    gate: str = ""
    alarm: str = ""
    password: str = ""
    key_place: str = ""
    entry: str = ""

    def planted(self, entity: str, value: str) -> str:
        """A marked detail of this home."""
        return mark(entity, self.owner.id, value)

    def safe_code(self) -> str:
        """The key-safe code, marked."""
        return self.planted("KEY_SAFE_CODE", self.safe)

    def safe_place(self) -> str:
        """Where the key safe hangs, marked."""
        return self.planted("KEY_SAFE_LOCATION", self.place)

    def holder(self) -> str:
        """The keyholder with name and telephone, marked as both."""
        if self.kin is None or not self.keyholder:
            return ""
        return self.planted("KEYHOLDER", f"{self.kin.name()}, {self.kin.telephone()}")

    def note(self, rng: Random) -> str:
        """The whole access note, worded anew at each call."""
        pieces = list(_pieces(self, rng))
        return " ".join(pieces) or "Answers the door, allow time."

    @property
    def has_secret(self) -> bool:
        """Whether anything here lets a stranger in."""
        return any((self.safe, self.door, self.gate, self.alarm, self.password,
                    self.key_place, self.entry))  # fmt: skip


def _pieces(home: Home, rng: Random) -> list[str]:
    forms = (
        (home.door, _DOOR, "code", "DOOR_CODE"),
        (home.gate, _GATE, "code", "GATE_CODE"),
        (home.alarm, _ALARM, "code", "ALARM_CODE"),
        (home.password, _PASSWORD, "word", "ALARM_PASSWORD"),
        (home.key_place, _KEY, "place", "KEY_LOCATION"),
    )
    pieces = [safe_note(home, rng)] if home.safe else []
    for value, wordings, slot, entity in forms:
        if value:
            pieces.append(rng.choice(wordings).format(**{slot: home.planted(entity, value)}))
    if home.entry:
        pieces.append(f"{home.planted('ENTRY_METHOD', home.entry)}.")
    if home.keyholder:
        pieces.append(rng.choice(_KEYHOLDER).format(holder=home.holder()))
    return pieces


def safe_note(home: Home, rng: Random) -> str:
    """The key safe in one sentence."""
    return rng.choice(_SAFE).format(code=home.safe_code(), place=home.safe_place())


def furnish(owner: Person, number: int, kin: Person | None, rng: Random) -> Home:
    """The home of the owner with this number, counted from 1."""
    kind = number % 10
    has_safe = kind in (1, 2, 3, 4, 5)
    return Home(
        owner,
        kin,
        keyholder=kin is not None and kind in (8, 9),
        safe=_safe_code(rng, number) if has_safe else "",
        old_safe=_digits(rng, 4) if has_safe else "",
        place=rng.choice(_SAFE_PLACES) if has_safe else "",
        door=_door_code(rng) if kind == 5 else "",
        gate=_digits(rng, 4) if kind == 6 else "",
        alarm=_digits(rng, 4) if kind in (2, 9) else "",
        password=rng.choice(words.PASSWORDS) if kind == 9 else "",
        key_place=rng.choice(_KEY_PLACES) if kind == 6 else "",
        entry=rng.choice(_ENTRIES) if kind == 7 else "",
    )


def _digits(rng: Random, length: int) -> str:
    return "".join(rng.sample("0123456789", length))


def _safe_code(rng: Random, number: int) -> str:
    if number % 11 == 0:
        return f"C{_digits(rng, 4)}Y"  # push-button safes: C clears, Y is a button
    return _digits(rng, 5 if number % 7 == 0 else 4)


def _door_code(rng: Random) -> str:
    return f"C{_digits(rng, 4)}" if rng.random() < 0.4 else f"{_digits(rng, 4)}#"
