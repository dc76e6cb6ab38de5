"""The words that say what a code opens, and the words that say it opens nothing.

Vocabulary only; `home_access_reading` decides which word explains which code. Phrases are lower
case; the gap inside one may be white space, a hyphen, an underscore or nothing.
"""

from dataclasses import dataclass
from enum import Enum

from recognizers.context_words import phrase_regex
from recognizers.home_access_rivals import RIVALS


class Opens(Enum):
    """What a code opens."""

    KEY_SAFE = "key safe"
    DOOR = "door"
    GATE = "gate"
    ALARM = "alarm"
    NOTHING = "nothing"  # a page, an invoice, a meeting: the number is no home's


@dataclass(frozen=True, slots=True)
class Cues:
    """Words of one meaning. `voided_by`: words nearby that take the meaning away."""

    opens: Opens
    phrases: tuple[str, ...]
    reach: int  # code points to the code; 0: only beside it, or before "code …"
    voided_by: tuple[str, ...] = ()
    numbered: bool = False  # often bears a number of its own ("block 4"): only with "code …"


def phrase_list(text: str) -> tuple[str, ...]:
    """The phrases of a comma-separated list, in order."""
    return tuple(" ".join(phrase.split()) for phrase in text.split(",") if phrase.strip())


_ONLINE = phrase_list(
    "teams, zoom, meeting, conference, webinar, dial in, skype, webex, wifi, wi-fi, website,"
    "portal, log in, login, app, account, online, voucher, survey, voicemail, printer, software, "
    "e-learning, elearning, course, exam, training"
)
_STORES = phrase_list(
    "medicines, medicine, medication, drugs, controlled drugs, cash, petty cash, cd"
)

# Misspellings are those of phones and scanners: "sate" is OCR for "safe".
KEY_SAFE = Cues(
    Opens.KEY_SAFE,
    phrase_list(
        "key safe, key safes, keys safe, key safe's, key sate, key sale, key saf, key sfe,"
        "key safe box, kysafe, kesafe, keysave, kee safe, ke safe, key safe code, key safe number,"
        "keycode, key codes, door access key code, key lock box, key lockbox, key locker,"
        "key box, key boxes, key pod, keypod, key cabinet, key vault, keyguard, supra box,"
        "supra safe, wall safe, outside safe, safe outside, outdoor safe, key store box, ksn,"
        "ks code, ks codes, ks number, ks no, ks pin, k safe, k/safe, safe code, safe number,"
        "code safe, safe box, ksafe,"
        "combination box, coded box, digital key box, keybox"
    ),
    reach=80,
    voided_by=phrase_list(
        "keyboard, keydown, keyup, javascript, event, azure, secrets, encryption"
    ),
)
LOCK_BOX = Cues(Opens.KEY_SAFE, phrase_list("lock box, lockbox, supra"), 60, _STORES)
# Also Key Stage, Kaposi sarcoma and Kolmogorov-Smirnov: only near, and never among those.
KS = Cues(
    Opens.KEY_SAFE,
    phrase_list("ks, k/s, k.s"),
    reach=30,
    voided_by=phrase_list(
        "pupils, pupil, school, schools, key stage, cohort, curriculum, attainment, statistic,"
        "leaflet, test, kaposi, sarcoma, kolmogorov, staging, maths, teacher, sats"
    ),
)
BARE_SAFE = Cues(Opens.KEY_SAFE, phrase_list("safe, the box, outside box"), 0, _STORES)

DOOR = Cues(
    Opens.DOOR,
    phrase_list(
        "door code, door codes, door entry, door entry code, door entry system, door pin,"
        "door number code, door access code, door keypad, door release, door lock code, door "
        "lock, door locks,"
        "entrance code, entrance pin, entry pin, entry system, entry phone, entryphone, entry pad,"
        "communal door, communal doors, communal entrance, communal code, communal front door,"
        "main entrance, main entrance code, main door code, outer door, inner door, lobby code,"
        "lobby door, foyer door, block door, block code, block entrance, block entry,"
        "building code,"
        "building entrance, building door, digi lock, digilock, digital lock, digital door lock,"
        "code lock, codelock, combination lock, combi lock, number lock, push button lock,"
        "mechanical lock, keyless lock, smart lock, lock code, tradesman's code, tradesmans code,"
        "tradesman code, trade code, trades code, tradesmen code, tradesmen's code, service code,"
        "intercom code, intercom pin, code to get in, code to get into, code to enter, get in code,"
        "flat door code, stairwell door, street door, buzz in, key pad, keypad, house code,"
        "front door code, back door code, concierge code, scheme code, flat code, lift code,"
        "porch code, communal entry, key fob code, fob code, code for the door, security door"
    ),
    reach=60,
    voided_by=phrase_list(
        "error, cd cupboard, drug cupboard, medicine cupboard, phone keypad, monitor"
    ),
)
INTERCOM = Cues(Opens.DOOR, phrase_list("intercom, buzzer, buzz"), 40, _ONLINE)
ACCESS_CODE = Cues(
    Opens.DOOR,
    phrase_list("access code, access codes, entry code, entry codes, access pin, security code"),
    reach=60,
    voided_by=(*_ONLINE, "card", "cvv"),
)
BARE_DOOR = Cues(
    Opens.DOOR,
    phrase_list(
        "door, doors, front door, back door, side door, frnt door, bk door, bak door, front dr,"
        "frnt dr, back dr, bk dr, bak dr, side dr, dr code, entrance, lobby, foyer, porch"
    ),
    reach=0,
    voided_by=(*_ONLINE, "visitors' book", "criteria", "ledger", "fire door"),
)

BARE_BUILDING = Cues(
    Opens.DOOR,
    phrase_list("flats, block, panel, building, entry, stairwell, scheme, lift"),
    reach=0,
    voided_by=BARE_DOOR.voided_by,
    numbered=True,
)

GATE = Cues(
    Opens.GATE,
    phrase_list(
        "gate code, gate codes, gate pin, gate keypad, gate number, gate padlock, electric gate,"
        "electric gates, security gate, security gates, entrance gate, entrance gates,"
        "driveway gate, driveway gates, main gate, main gates, barrier code, car park code,"
        "parking barrier, car park barrier, bollard code, padlock, padlock code, padlok, padlck,"
        "pad lok, garage code, garage door code, garage keypad, garage pin"
    ),
    reach=50,
    voided_by=phrase_list("milestone, boarding, flight, school gate"),
)
BARE_GATE = Cues(
    Opens.GATE,
    phrase_list(
        "gated community, gated development, gated complex, gated estate,"
        "gate, gates, gate entry, gate access, gte, bk gate, bak gate, frnt gate, side gate,"
        "back gate, front gate,"
        "garden gate, barrier, garage, car park"
    ),
    reach=0,
    voided_by=phrase_list("milestone, review, boarding, flight, airport, logic, circuit, project"),
)

ALARM = Cues(
    Opens.ALARM,
    phrase_list(
        "alarm code, alarm codes, alarm pin, alarm number, alarm panel, alarm keypad, alarm key "
        "pad,"
        "alarm off, alarm box, alarm set, alarm is set, alarmed, burglar alarm, intruder alarm, "
        "house alarm, home alarm,"
        "security alarm, property alarm, burglar alarm code, alrm code, set alarm, set the alarm,"
        "unset alarm, unset the alarm, disarm, disarm code, unset code, arm code, deactivate alarm,"
        "disable alarm, turn off alarm, turn alarm off, switch alarm off, security system"
    ),
    reach=50,
    voided_by=phrase_list("clock, crash call, code of practice"),
)
BARE_ALARM = Cues(
    Opens.ALARM,
    phrase_list("alarm, alarms, alrm, alram, alarm system"),
    0,
    phrase_list("clock, bed, mattress, pressure, cushion"),
)

# These say how something opens; `OPENED_BY_MEANS` is what may stand beside them.
MEANS: tuple[str, ...] = phrase_list(
    "keypad, key pad, entry pad, combination lock, combi lock, code lock, codelock, number lock,"
    "digi lock, digilock, digital lock, push button lock, mechanical lock, keyless lock,"
    "smart lock, lock code, padlock, padlock code, padlok, padlck, pad lok, intercom, buzzer"
)
OPENED_BY_MEANS = {Opens.GATE: GATE, Opens.KEY_SAFE: KEY_SAFE, Opens.ALARM: ALARM}
# Names of codes that belong to what is named right beside them: "gate entry code".
CODE_NAMES: tuple[str, ...] = phrase_list(
    "access code, access codes, access pin, entry code, entry codes, entry pin, keycode, key codes,"
    "security code"
)
OPENED_BY_CODE = {**OPENED_BY_MEANS, Opens.DOOR: DOOR}

NOTHING = Cues(Opens.NOTHING, phrase_list(RIVALS), reach=0)

GROUPS: tuple[Cues, ...] = (
    KEY_SAFE,
    LOCK_BOX,
    KS,
    BARE_SAFE,
    DOOR,
    INTERCOM,
    ACCESS_CODE,
    BARE_DOOR,
    BARE_BUILDING,
    GATE,
    BARE_GATE,
    ALARM,
    BARE_ALARM,
    NOTHING,
)


def words_for(opens: Opens) -> tuple[str, ...]:
    """Every phrase that can say a code opens this."""
    return tuple(
        dict.fromkeys(word for group in GROUPS if group.opens is opens for word in group.phrases)
    )


def any_of(phrases: tuple[str, ...]) -> str:
    """An expression for any of the phrases, the longest first."""
    return "|".join(
        phrase_regex(phrase) for phrase in sorted(set(phrases), key=lambda p: (-len(p), p))
    )


_BORDER = "(?<![A-Za-z])"  # how `phrase_regex` begins a phrase of letters


def any_by_first_letter(phrases: tuple[str, ...]) -> str:
    """The same expression, sorted by first letter: ten times as fast where phrases are many."""
    by_letter: dict[str, list[str]] = {}
    for phrase in sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase)):
        body = phrase_regex(phrase).removeprefix(_BORDER)
        by_letter.setdefault(body[0], []).append(body[1:])
    letters = (f"{letter}(?:{'|'.join(bodies)})" for letter, bodies in sorted(by_letter.items()))
    return f"{_BORDER}(?:{'|'.join(letters)})"


# What a key safe is called inside a sentence; for notes, which carry whole phrases.
KEY_SAFE_NAMES: tuple[str, ...] = phrase_list(
    "key safe, key safes, key sate, kysafe, key box, key lock box, lock box, key pod, k safe, ks,"
    " k/s"
)
