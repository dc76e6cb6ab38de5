"""Invented values of every kind of data, none of them twice: what is planted to be searched for.

A value is what `recognizers.find` finds in a sentence of its own, so each is one that a sweep
must know. Numbers come from ranges that are never issued, or belong to examples.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice

import regex

from recognizers import find
from recognizers.catalogue import ALL, ENTITIES
from recognizers.declaration import Recognizer, Role

_TRIES = 4_000
_LONG_ENOUGH = 5  # letters and digits that were made anew
# Kinds whose values are a tick in a column: "yes" is nobody's secret.
FLAGS = frozenset({"TEST_RECORD", "CONFIDENTIAL_RECORD"})

# A sentence per kind: # a digit, @ a small letter, ^ a capital. Kinds that are not here take the
# examples of their recognizers, with digits (and letters between digits) made anew.
_SENTENCES = {
    "UK_NHS": "NHS number 999 ### ####",
    "UK_CHI": "CHI 010101####",
    "UK_HSC": "H&C number 320000####",
    "UK_NINO": "NI number QQ ## ## ## C",
    "KEY_SAFE_CODE": "Key safe to left of front door, code ######.",
    "DOOR_CODE": "Communal door code ######",
    "GATE_CODE": "Electric gates - code ######",
    "ALARM_CODE": "Burglar alarm panel in hall, PIN ######",
    "ALARM_PASSWORD": "Password for the alarm company is @@@@@@@@@",
    "DATE_OF_BIRTH": "DOB 1#/0#/19##",
    "PHONE_NUMBER": "Ring 07700 900###",
    "EMAIL_ADDRESS": "write to @@@@@@.@@@@@@@@example.com",
    "PERSON": "Mrs ^@@@@@ ^@@@@@@",
    "STREET_ADDRESS": "She moved to 1## ^@@@@@@ Grove, Otley",
    "UK_POSTCODE": "Otley LS2# #^^",
    "UK_GMP_CODE": "GP code G9######",
    "KEYHOLDER": "Keyholder: Mr P ^@@@@@@, 01632 960###",
    "CREDIT_CARD": "Card number 4111 1111 1### ####",
    "CREDENTIAL": "password: @@@@#@@@^@#",
    "IBAN_CODE": "IBAN: GB## WEST 1234 56## #### ##",
    "EPS_PRESCRIPTION_ID": "######-A23856-####^",
    "UK_UTR": "UTR 19########",
    "IP_ADDRESS": "Client IP: 10.1##.1##.1##",
    "MAC_ADDRESS": "MAC 02:00:5e:##:##:##",
    "SORT_CODE": "sort code 08-9#-##, account number 6######8",
}
_PLACEHOLDERS = {"#": "0123456789", "@": "bcdfghjklmnpqrstvwxz", "^": "BCDFGHJKLMNPRSTVWXZ"}
_CODED = regex.compile(r"\w*[0-9]\w*")  # words with a digit in them


@dataclass(frozen=True, slots=True)
class Planted:
    """One value, the sentence (or the cell below a header) that holds it."""

    entity: str
    value: str
    text: str
    header: str = ""  # the column that makes it one; "": the sentence alone does
    is_unique: bool = True  # False: a term of a list, which other people's files hold too


def planted(place: str) -> list[Planted]:
    """A value of every kind for one place, the same in every run; no two places share one."""
    made = (_one(name, place) for name in ENTITIES if name not in FLAGS)
    return [one for one in made if one is not None]


def _one(entity: str, place: str) -> Planted:
    chance = random.Random(f"{entity} {place}")
    recognizers = _recognizers()[entity]
    sentence = _SENTENCES.get(entity)
    if sentence is not None:
        for _ in range(_TRIES):
            found = _found(entity, recognizers, _filled(sentence, chance))
            if found is not None:
                return found
    for text, header in _coded_examples(entity):
        for _ in range(_TRIES // 100):
            found = _found(entity, recognizers, _changed(text, chance), header)
            if found is not None and _coded_length(found.value) >= _LONG_ENOUGH:
                return found
    return _term(entity)


@cache
def _recognizers() -> dict[str, list[Recognizer]]:
    by_entity: dict[str, list[Recognizer]] = {}
    for one in ALL:
        by_entity.setdefault(one.entity.name, []).append(one)
    return by_entity


def _examples(recognizers: list[Recognizer]) -> Iterator[tuple[str, str]]:
    """Texts with their headers; the headers' last, for not every format has any."""
    for one in recognizers:
        yield from ((text, "") for text in one.examples if "\n" not in text)
    for one in recognizers:
        yield from ((value, header) for header, value in one.header_examples)


@cache
def _coded_examples(entity: str) -> tuple[tuple[str, str], ...]:
    """The first examples whose value is a number or code, long enough to be told from others."""
    recognizers = _recognizers()[entity]
    coded = (
        (text, header)
        for text, header in _examples(recognizers)
        if (found := _found(entity, recognizers, text, header)) is not None
        and _coded_length(found.value) >= _LONG_ENOUGH
    )
    return tuple(islice(coded, 3))


def _coded_length(value: str) -> int:
    return sum(len(word) for word in _CODED.findall(value))


@cache
def _term(entity: str) -> Planted:
    """The longest value among the examples, as it is."""
    recognizers = _recognizers()[entity]
    found = (_found(entity, recognizers, *one) for one in _examples(recognizers))
    longest = max((one for one in found if one is not None), key=lambda one: len(one.value))
    return replace(longest, is_unique=False)


def _found(
    entity: str, recognizers: list[Recognizer], text: str, header: str = ""
) -> Planted | None:
    """The best finding in a text, as something to plant."""
    matches = [m for one in recognizers for m in find(one, text, header) if m.checked is not False]
    best = max(matches, key=lambda m: (m.score, m.end - m.start), default=None)
    if best is None or best.score < 0.5:
        return None
    return Planted(entity, text[best.start : best.end], text, header)


def _filled(sentence: str, chance: random.Random) -> str:
    # An e-mail address has one @ that stays.
    kept = sentence.replace("@example", "\0example")
    text = "".join(chance.choice(_PLACEHOLDERS.get(char, char)) for char in kept)
    return text.replace("\0", "@")


def _changed(text: str, chance: random.Random) -> str:
    """The text with the digits, and the letters of words with digits, made anew."""
    return _CODED.sub(lambda word: "".join(_like(char, chance) for char in word[0]), text)


def _like(char: str, chance: random.Random) -> str:
    if char.isdigit():
        return chance.choice("0123456789")
    if not char.isalpha() or not char.isascii():
        return char
    return chance.choice(_PLACEHOLDERS["^" if char.isupper() else "@"])


def shows_digits(entity: str) -> bool:
    """Whether a mask of this kind may keep digits: two, to tell numbers apart."""
    return ENTITIES[entity].role in (Role.PERSON_ID, Role.PHONE)
