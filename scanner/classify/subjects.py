"""People, not hits: which findings are about the same person.

Keys carry a rank, strongest first (design, section 5): an NHS, CHI or H&C number, another
personal identifier, name + date of birth, name + postcode, then the weak ones: name, e-mail,
telephone. A subject with a key of a strong rank is certainly a person of its own; one with weak
keys only may be somebody already counted.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from recognizers.context import normalise_header
from recognizers.declaration import Entity, Role, Verdict
from scanner.classify.redact import Redactor, canonical, name_tokens, rank_of

# Ranks of a key. Below WEAK: identifies one person.
HEALTH_ID, OTHER_ID, NAME_BIRTH, NAME_POSTCODE, NAME, EMAIL, PHONE, UNNAMED = range(8)
WEAK: Final = NAME

HEALTH_IDS = frozenset({"UK_NHS", "UK_CHI", "UK_HSC"})

# Header words of people who are named in a record that is about somebody else.
_OTHERS = frozenset(
    "kin nok keyholder key holder carer contact emergency relative daughter son wife husband gp "
    "doctor worker staff manager author sender from recipient cc completed reviewed recorded "
    "entered created updated assessor referrer nurse".split()
)
_FAMILY = frozenset("surname last family lname".split())
_GIVEN = frozenset("forename first given fname christian middle".split())
_MAX_CONTACTS: Final = 3
# Mailboxes of an organisation are nobody's identifier.
_ROLE_MAILBOXES = frozenset(
    "info office admin enquiries enquiry hello contact noreply no-reply donotreply support "
    "help helpdesk accounts billing invoices orders sales hr payroll rota team reception "
    "referrals careline postmaster webmaster news newsletter training meetings calendar it "
    "ict safeguarding complaints quality compliance finance payments purchasing marketing "
    "recruitment jobs careers duty oncall on-call manager managers coordinator coordinators "
    "scheduling planning notifications alerts service services privacy dpo data security "
    "feedback bookings booking all everyone".split()
)


@dataclass(frozen=True, slots=True)
class Mention:
    """One finding in a record, still with its value; lives only until its record is closed."""

    entity: Entity
    value: str
    group: int  # index of its inventory row
    place: tuple[str, int] = ("", 0)  # part and position
    header: str = ""
    verdict: Verdict = Verdict.LIVE
    score: float = 1.0


@dataclass(slots=True)
class Subject:
    """One person in one record, by keys alone."""

    keys: tuple[int, ...] = ()  # strongest first; empty only while it is being built
    also_called: tuple[int, ...] = ()  # parts of the name, to find "Mrs Clegg" and "Edna C" again
    records: tuple[int, ...] = ()  # local keys of the record: `client_id` and the like
    groups: set[int] = field(default_factory=set)
    entities: set[str] = field(default_factory=set)
    home_entry: bool = False  # a home secret or entry method stands in the record
    enterable: bool = False  # and so does the address
    test: bool = False  # every identifier is a test or sample number
    controllers: set[str] = field(default_factory=set)  # whose data the records are


def is_strong(key: int) -> bool:
    """Whether a key identifies one person."""
    return rank_of(key) < WEAK


def of_record(
    mentions: Sequence[Mention],
    redactor: Redactor,
    place: str,
    local_ids: Sequence[str] = (),
) -> list[Subject]:
    """The people of one record: whom it is about first, then others who are named in it.

    `place` names the record; a home secret that nobody is named for counts as one unnamed person.
    `local_ids` are keys by which other records point at it, with the scope they are valid in.
    """
    people = _Record(mentions, redactor)
    subjects = [people.main(), *people.others()]
    main = subjects[0]
    main.groups = {mention.group for mention in mentions}
    main.entities = {mention.entity.name for mention in mentions}
    main.home_entry = any(m.entity.role in (Role.HOME_SECRET, Role.HOME_METHOD) for m in mentions)
    main.enterable = main.home_entry and any(m.entity.role is Role.ADDRESS for m in mentions)
    main.records = tuple(redactor.key("record", key) for key in local_ids)
    if not main.keys:
        if not main.home_entry:
            return [subject for subject in subjects[1:] if subject.keys]
        main.keys = (redactor.key("place", place, UNNAMED),)
    return subjects


class _Record:
    def __init__(self, mentions: Sequence[Mention], redactor: Redactor) -> None:
        self.redactor = redactor
        self.by_role: dict[Role, list[Mention]] = defaultdict(list)
        for mention in mentions:
            self.by_role[mention.entity.role].append(mention)
        self.names = _whole_names(self.by_role[Role.NAME])

    def main(self) -> Subject:
        """Whom the record is about."""
        ids = _first_of_each_entity(self.by_role[Role.PERSON_ID])
        keys = [self._id_key(mention) for mention in ids]
        name = self.names[0] if self.names else ()
        if len(name) > 1:
            keys += self._name_keys(" ".join(sorted(name)))
        elif name:
            keys.append(self.redactor.key("name", name[0], NAME))
        keys += self._contact_keys()
        tests = [mention.verdict is not Verdict.LIVE for mention in ids]
        return Subject(
            tuple(sorted(set(keys))), self._tokens(name), test=bool(tests) and all(tests)
        )

    def others(self) -> list[Subject]:
        """Further people: other identifiers of the same kind, other names."""
        subjects: list[Subject] = []
        main_ids = _first_of_each_entity(self.by_role[Role.PERSON_ID])
        known = {self._id_key(mention) for mention in main_ids}
        for mention in self.by_role[Role.PERSON_ID]:
            key = self._id_key(mention)
            if key not in known:
                known.add(key)
                test = mention.verdict is not Verdict.LIVE
                entities = {mention.entity.name}
                subjects.append(
                    Subject((key,), groups={mention.group}, entities=entities, test=test)
                )
        group = min((m.group for m in self.by_role[Role.NAME]), default=0)
        for name in self.names[1:]:
            key = self.redactor.key("name", " ".join(sorted(name)), NAME)
            subjects.append(
                Subject((key,), self._tokens(name), groups={group}, entities={"PERSON"})
            )
        return subjects

    def _id_key(self, mention: Mention) -> int:
        name = mention.entity.name
        rank = HEALTH_ID if name in HEALTH_IDS else OTHER_ID
        kind = "health" if rank == HEALTH_ID else name
        return self.redactor.key(kind, canonical(mention.entity, mention.value), rank)

    def _name_keys(self, name: str) -> list[int]:
        keys = [self.redactor.key("name", name, NAME)]
        for role, rank in ((Role.BIRTH_DATE, NAME_BIRTH), (Role.POSTCODE, NAME_POSTCODE)):
            for mention in self.by_role[role][:1]:
                value = canonical(mention.entity, mention.value)
                keys.append(self.redactor.key(role.name, f"{name}\0{value}", rank))
        return keys

    def _contact_keys(self) -> list[int]:
        """Mailboxes and numbers of whom the record is about, a few: they find this person again."""
        keys: list[int] = []
        for role, rank in ((Role.EMAIL, EMAIL), (Role.PHONE, PHONE)):
            own = [m for m in self.by_role[role] if not _is_other(m.header)]
            for mention in own[:_MAX_CONTACTS]:
                value = canonical(mention.entity, mention.value)
                if value.split("@")[0] not in _ROLE_MAILBOXES:
                    keys.append(self.redactor.key(role.name, value, rank))
        return keys

    def _tokens(self, name: tuple[str, ...]) -> tuple[int, ...]:
        if len(name) < 2:
            return ()
        first, last = name[0], name[-1]
        parts = [token for token in name if len(token) > 1]
        parts += [f"{last[0]} {first}", f"{first[0]} {last}"]
        parts += [" ".join(sorted(part.split())) for part in parts if " " in part]
        return tuple(self.redactor.key("name", part, NAME) for part in dict.fromkeys(parts))


def _first_of_each_entity(mentions: Iterable[Mention]) -> list[Mention]:
    first: dict[str, Mention] = {}
    for mention in mentions:
        first.setdefault(mention.entity.name, mention)
    return list(first.values())


def _is_other(header: str) -> bool:
    return not _OTHERS.isdisjoint(normalise_header(header).split())


def _whole_names(mentions: Sequence[Mention]) -> list[tuple[str, ...]]:
    """Names as words, the one the record is about first; split columns joined, repeats removed."""
    split: dict[bool, list[str]] = {True: [], False: []}
    whole: dict[bool, list[tuple[str, ...]]] = {True: [], False: []}
    for mention in mentions:
        other = _is_other(mention.header)
        words = set(normalise_header(mention.header).split())
        tokens = name_tokens(mention.value)
        if not tokens:
            continue
        if words & (_FAMILY | _GIVEN):
            split[other].extend(tokens)
        else:
            whole[other].append(tokens)
    ordered = [name for other in (False, True) for name in (tuple(split[other]), *whole[other])]
    return _without_repeats([name for name in ordered if name])


def _without_repeats(names: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Each person once: "Mrs Clegg" and "Edna" go where "Edna Clegg" stands in the record."""
    fullest: list[tuple[str, ...]] = []
    for name in sorted(names, key=lambda name: -len(name)):  # stable: first among equals
        if not any(set(name) <= set(full) for full in fullest):
            fullest.append(name)
    # In the order of their first mention, each in its fullest spelling.
    first = (next(full for full in fullest if set(name) <= set(full)) for name in names)
    return list(dict.fromkeys(first))
