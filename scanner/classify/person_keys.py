"""Keys of a person, and the parts of names and birth dates by which records are told apart.

`keys` say who somebody is. The parts, in `also_called`, are of three kinds, told by their rank:
- NAME: a word of the name, or initial and word, so that "Mrs Clegg" and "E Clegg" are found again;
- NAME_BIRTH: one of the outer words of the name with the whole date of birth, or both with two
  of day, month and year. Two records of one person share one of these even where a surname
  changed or one of the three was mistyped;
- SOUND: both outer words, so that names which differ by a slip or a spelling are alike.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from scanner.classify.redact import Redactor, rank_of

# Ranks of a key. Below WEAK: identifies one person.
HEALTH_ID, OTHER_ID, NAME_BIRTH, NAME_POSTCODE, NAME, EMAIL, PHONE, UNNAMED = range(8)
WEAK: Final = NAME
SOUND: Final = NAME_POSTCODE  # in `also_called`, where no postcode is

HEALTH_IDS = frozenset({"UK_NHS", "UK_CHI", "UK_HSC"})

# Mailboxes of an organisation are nobody's identifier.
_ROLE_MAILBOXES: Final = frozenset(
    "info office admin enquiries enquiry hello contact noreply no-reply donotreply support "
    "help helpdesk accounts billing invoices orders sales hr payroll rota team reception "
    "referrals careline postmaster webmaster news newsletter training meetings calendar it "
    "ict safeguarding complaints quality compliance finance payments purchasing marketing "
    "recruitment jobs careers duty oncall on-call manager managers coordinator coordinators "
    "scheduling planning notifications alerts service services privacy dpo data security "
    "feedback bookings booking all everyone".split()
)


# What is heard of a name, h and y left out.
_CONSONANTS: Final = frozenset("bdfgjklmnprstvwxz")
_ALIKE: Final = str.maketrans("cqz", "kks")


def is_strong(key: int) -> bool:
    """Whether a key identifies one person."""
    return rank_of(key) < WEAK


def is_role_mailbox(address: str) -> bool:
    """Whether an e-mail address is that of an office, not of a person."""
    return "@" in address and address.split("@")[0] in _ROLE_MAILBOXES


def of_name(
    redactor: Redactor, name: Sequence[str], birth: str = "", postcode: str = ""
) -> Iterator[int]:
    """The keys that a name gives; a single word is never joined with anything."""
    if not name:
        return
    whole = " ".join(sorted(name))
    yield redactor.key("name", whole, NAME)
    if len(name) > 1:
        if birth:
            yield redactor.key("BIRTH_DATE", f"{whole}\0{birth}", NAME_BIRTH)
        if postcode:
            yield redactor.key("POSTCODE", f"{whole}\0{postcode}", NAME_POSTCODE)


def parts(
    redactor: Redactor, name: Sequence[str], birth: str = "", *, sure: bool
) -> tuple[int, ...]:
    """What else somebody of this name may be called, and how their records may be near.

    `sure`: that it is somebody's name is told by more than a guess, so it gets a SOUND.
    """
    if len(name) < 2:
        return ()
    words = [redactor.key("name", part, NAME) for part in _parts(name)]
    near = [redactor.key("near", part, NAME_BIRTH) for part in _near(name, birth)]
    outer = (name[0], name[-1])
    if sure and all(len(word) > 1 for word in outer):  # an initial may be anybody's
        heard = "\0".join(sorted(map(_sound, outer)))
        near.append(redactor.key("sound", heard, SOUND))
    return tuple(dict.fromkeys(words + near))


def _sound(word: str) -> str:
    """The consonants of a word, each once and sorted: the same for Edna and Enda, Smith and Smyth.

    Different names may sound alike (Joan, Jean). For a lower bound that errs on the right side.
    """
    heard = word.replace("ph", "f").translate(_ALIKE)
    return "".join(sorted(_CONSONANTS.intersection(heard))) or word


def _parts(name: Sequence[str]) -> Iterator[str]:
    first, last = name[0], name[-1]
    yield from (token for token in name if len(token) > 1)
    yield " ".join(sorted((last[0], first)))
    yield " ".join(sorted((first[0], last)))
    if len(name) > 2:
        yield " ".join(sorted((first, last)))


def _near(name: Sequence[str], birth: str) -> Iterator[str]:
    year, _, rest = birth.partition("-")
    month, _, day = rest.partition("-")
    if not day:
        return
    outer = (name[0], name[-1])
    yield from (f"{word}\0{birth}" for word in outer)
    both = " ".join(sorted(outer))
    yield from (f"{both}\0{y}-{m}-{d}" for y, m, d in ((year, month, ""), (year, "", day)))
    yield f"{both}\0-{month}-{day}"
    # Day and month may have changed places.
    yield f"{both}\0{year}\0{min(day, month)}\0{max(day, month)}"
