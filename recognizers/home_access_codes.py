"""Declarations of the codes that open a home: key safe, door, gate, alarm.

Two declarations for each: one reads sentences, one takes the cells of a column whose header
names the code ("keySafeCode" above "4219").
"""

from collections.abc import Iterator
from functools import partial

import regex

from recognizers.declaration import Entity, Pattern, RawMatch, Recognizer
from recognizers.home_access_cues import Opens, phrase_list, words_for
from recognizers.home_access_entities import ALARM_CODE, DOOR_CODE, GATE_CODE, KEY_SAFE_CODE
from recognizers.home_access_reading import codes_for
from recognizers.home_access_values import (
    COMPACT,
    HINT,
    MIXED,
    PAIRS,
    SPOKEN,
    SPREAD,
    find_values,
)

_PATTERNS = (
    Pattern("digits, a letter at either end", COMPACT, 0.1),
    Pattern("digits and letters mixed", MIXED, 0.1),
    Pattern("digits one by one", SPREAD, 0.1),
    Pattern("digits in pairs", PAIRS, 0.1),
    Pattern("digits read out", SPOKEN, 0.1),
    Pattern("hint", HINT, 0.1),
)
_WINDOW = (110, 60)  # what `home_access_reading` looks at, and a little more
_WHOLE_CELL = regex.compile(
    r"[\s'\"=]*(?P<value>[#*]?[A-Z]{0,2}[0-9]{3,8}[A-Z]{0,2}[#*]?)(?:\.0)?[\s'\"]*", regex.I
)
_CELL_SCORE = 0.9
# Columns about a key safe that hold no code.
_OTHER_COLUMNS = phrase_list(
    "installed, fitted on, date, serial, invoice, results, cost, price, policy, "
    "meeting, teams, zoom, conference, dial in, key stage, model, product, part, item, stock, sku,"
    "supplier, catalogue, order, leaflet, form, location, type"
)
# "gate entry code" opens the gate, though a general "entry code" opens a door.
_OF_A_GATE = phrase_list(
    "gate entry, gate access, gate security, gate key code, gates entry, gates access,"
    "barrier entry,"
    "barrier access, barrier key code, garage entry, garage access, garage key code,"
    "car park entry, car park access"
)


def _cell_codes(text: str) -> Iterator[RawMatch]:
    """The codes in a cell of a column of codes: every number that is not plainly another."""
    whole = _WHOLE_CELL.fullmatch(text)
    if whole is not None:
        yield RawMatch(*whole.span("value"), _CELL_SCORE, "whole cell")
        return
    for value in find_values(text):
        yield RawMatch(value.start, value.end, _CELL_SCORE, "code in a cell")


def _sentences_about(
    opens: Opens, entity: Entity, examples: tuple[str, ...], counter_examples: tuple[str, ...]
) -> Recognizer:
    return Recognizer(
        name=entity.name.lower(),
        entity=entity,
        patterns=_PATTERNS,
        finder=partial(codes_for, opens),
        context=words_for(opens),
        context_score=0.5,
        requires_context=True,
        window=_WINDOW,
        examples=examples,
        counter_examples=counter_examples,
    )


def _column_of(
    entity: Entity,
    headers: tuple[str, ...],
    header_examples: tuple[tuple[str, str], ...],
    rivals: tuple[str, ...] = (),
) -> Recognizer:
    return Recognizer(
        name=f"{entity.name.lower()}_column",
        entity=entity,
        patterns=_PATTERNS,
        finder=_cell_codes,
        headers=headers,
        context_score=_CELL_SCORE,
        requires_header=True,
        rivals=_OTHER_COLUMNS + rivals,
        header_examples=header_examples,
    )


KEY_SAFE_CODES = _sentences_about(
    Opens.KEY_SAFE,
    KEY_SAFE_CODE,
    examples=(
        "Key safe to left of front door, code 4829.",
        "KS code C1957Y - press C first.",
        "4821 is the keysafe",
        "keysafe charlie four two one nine yankee",
        "ks rnd back 4 2 1 9 - if stiff ring bell",
        "code for key safe is year of D-Day",
    ),
    counter_examples=(
        "No key safe fitted, visit 4821",
        "Key safe invoice 48213, £65.00",
        "Key safe installed 14/03/2023",
        "KS2 1204 pupils; KS statistic 0.4219",
        "Keep your API key safe 4829",
    ),
)
DOOR_CODES = _sentences_about(
    Opens.DOOR,
    DOOR_CODE,
    examples=(
        "Communal door Y3467 then stairs to 2nd floor",
        "Door entry: buzz flat 14 or use #1905#",
        "Enter 4815 on the entry phone and pull door",
    ),
    counter_examples=("Access code for the Teams meeting 1234", "Doors open at 1830"),
)
GATE_CODES = _sentences_about(
    Opens.GATE,
    GATE_CODE,
    examples=("Electric gates - code 2244", "Barrier code for residents' car park 9A31"),
    counter_examples=("Stage gate 2345 approved", "Gatekeeper referral 2024/118"),
)
ALARM_CODES = _sentences_about(
    Opens.ALARM,
    ALARM_CODE,
    examples=("Burglar alarm panel in hall, PIN 6274", "alrm 7731 off b4 u go kitchen"),
    counter_examples=("Fire alarm raised at 0457", "Bed sensor alarm serial 4471"),
)
KEY_SAFE_CELLS = _column_of(
    KEY_SAFE_CODE,
    headers=phrase_list(
        "key safe, key safe code, key safe no, key safe number, key safe pin, key code, "
        "key box, key box code, lock box, lock box code, ks, ks code, ks no, ks num, "
        "ks number, ksn, safe code, door access key code"
    ),
    header_examples=(("keysafe_code", "0071"), ("KS code", "C3305Y"), ("keySafeNumber", "4219.0")),
    rivals=_OF_A_GATE,
)
DOOR_CELLS = _column_of(
    DOOR_CODE,
    headers=phrase_list(
        "door code, door entry, door entry code, door pin, door access code, "
        "access code, entry code, entrance code, main entrance code, communal code, "
        "communal door, building code, block code, intercom code, house code, "
        "property access code, patient security code, keypad code"
    ),
    header_examples=(("mainEntranceCode", "8802"), ("Door Code", "C246Y")),
    rivals=_OF_A_GATE,
)
GATE_CELLS = _column_of(
    GATE_CODE,
    headers=phrase_list(
        "gate code, gate pin, gate number, barrier code, car park code, garage code, gate keypad,"
        "gate entry, gate entry code, gate entry pin, gate security code, gate access code,"
        "gate access pin, gate key code,"
        "gates code, gates entry code, gates access code, barrier entry code, barrier access code,"
        "barrier pin, garage entry code, garage access code, garage key code, garage pin,"
        "car park entry code, car park access code"
    ),
    header_examples=(("gateCode", "2244"), ("Gate Entry Code", "6604")),
)
ALARM_CELLS = _column_of(
    ALARM_CODE,
    headers=phrase_list(
        "alarm code, alarm pin, alarm, house alarm, burglar alarm, intruder alarm, "
        "burglar alarm code, alarm disarm code, digital security code"
    ),
    header_examples=(("alarm_pin", "9911"),),
)
# "Access info: 4821": a bare code under a header that speaks of access. Most are key safes.
ACCESS_CELLS = Recognizer(
    name="key_safe_code_access_note",
    entity=KEY_SAFE_CODE,
    patterns=(
        Pattern(
            "whole cell", r"\A\s{0,4}(?P<value>[#*]?[A-Z]?[0-9]{4,6}[A-Z]?[#*]?)\s{0,4}\Z", 0.1
        ),
    ),
    headers=phrase_list(
        "access notes, access note, access info, access instructions, access details, "
        "entry notes, entry instructions, entry details, how to enter, property access"
    ),
    context_score=0.7,
    requires_header=True,
    header_examples=(("EntryNotes", "3906"),),
)

CODES: tuple[Recognizer, ...] = (
    KEY_SAFE_CODES,
    DOOR_CODES,
    GATE_CODES,
    ALARM_CODES,
    KEY_SAFE_CELLS,
    DOOR_CELLS,
    GATE_CELLS,
    ALARM_CELLS,
    ACCESS_CELLS,
)
