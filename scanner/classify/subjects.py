"""People, not hits: which findings are about the same person.

Keys carry a rank, strongest first (design, section 5): an NHS, CHI or H&C number, another
personal identifier, name + date of birth, name + postcode, then the weak ones: name, e-mail,
telephone. What they are worth when people are counted is said in `linking` and `distinct`.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from recognizers.declaration import Role, Verdict
from scanner.classify import person_keys, raising
from scanner.classify.contacts import Contacts, goes_with
from scanner.classify.mentions import Mention
from scanner.classify.person_keys import (
    HEALTH_ID,
    HEALTH_IDS,
    OTHER_ID,
    UNNAMED,
    is_strong,
)
from scanner.classify.person_names import Named, Written, whole_names
from scanner.classify.redact import Redactor, canonical, name_tokens
from scanner.classify.relations import Relation, of_header, of_local_ids

__all__ = ["HEALTH_IDS", "Mention", "Subject", "is_strong", "of_record"]

# Findings that only somebody who is looked after has.
_OF_CARED_FOR: Final = frozenset({Role.HOME_SECRET, Role.HOME_METHOD, Role.HOME_DETAIL})
_STAFF_NUMBERS: Final = frozenset(
    "UK_NMC_PIN UK_GMC_NUMBER UK_HCPC_NUMBER UK_GPHC_NUMBER UK_CONSULTANT_CODE".split()
)


@dataclass(slots=True)
class Subject:
    """One person in one record, by keys alone."""

    keys: tuple[int, ...] = ()  # strongest first; empty only while it is being built
    also_called: tuple[int, ...] = ()  # parts of the name and birth date: see `person_keys`
    records: tuple[int, ...] = ()  # local keys of the record: `client_id` and the like
    beside: int = 0  # first key of whom the record is about, for others in it; 0: nobody
    relation: Relation = Relation.UNKNOWN
    groups: set[int] = field(default_factory=set)
    entities: set[str] = field(default_factory=set)
    raising: set[str] = field(default_factory=set)  # see `raising.facts`
    home_entry: bool = False  # a home secret or entry method stands in the record
    address: bool = False  # so does an address
    enterable: bool = False  # both do
    test: bool = False  # every identifier is a test or sample number
    controllers: set[str] = field(default_factory=set)  # whose data the records are

    def absorb(self, other: "Subject") -> None:
        """Takes what another record of the same keys says."""
        if other.also_called != self.also_called:
            self.also_called = tuple(dict.fromkeys(self.also_called + other.also_called))
        self.entities |= other.entities
        self.raising |= other.raising
        self.controllers |= other.controllers
        self.home_entry |= other.home_entry
        self.address |= other.address
        self.enterable |= other.enterable
        self.test &= other.test


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
    record = _Record(mentions, redactor, bool(local_ids))
    main = record.main()
    main.groups = {mention.group for mention in mentions}
    main.entities = {mention.entity.name for mention in mentions}
    main.home_entry = any(m.entity.role in (Role.HOME_SECRET, Role.HOME_METHOD) for m in mentions)
    main.address = any(m.entity.role is Role.ADDRESS for m in mentions)
    main.enterable = main.home_entry and main.address
    main.raising = raising.facts(mentions)
    main.relation = _relation_of_main(main, mentions, local_ids)
    if record.employed:
        main.relation = Relation.STAFF
    main.records = tuple(redactor.key("record", key) for key in local_ids)
    others = record.others()
    if record.by_role[Role.TEST_RECORD]:  # the system itself says that the record is made up
        for subject in (main, *others):
            subject.test = True
    if not main.keys:
        if not (main.home_entry or (main.records and main.address)):
            return others
        main.keys = (redactor.key("place", place, UNNAMED),)
    for subject in others:
        subject.beside = main.keys[0]
    return [main, *others]


def _relation_of_main(
    main: Subject, mentions: Sequence[Mention], local_ids: Sequence[str]
) -> Relation:
    said = of_local_ids(local_ids)
    if said is not Relation.UNKNOWN:
        return said
    if main.entities & _STAFF_NUMBERS:
        return Relation.STAFF
    cared_for = any(
        m.entity.role in _OF_CARED_FOR
        or m.entity.name in HEALTH_IDS
        or m.entity.needs_person
        or (m.entity.role is Role.NAME and of_header(m.header) is Relation.CARED_FOR)
        for m in mentions
    )
    return Relation.CARED_FOR if cared_for else Relation.UNKNOWN


class _Record:
    def __init__(self, mentions: Sequence[Mention], redactor: Redactor, points: bool) -> None:
        self.redactor = redactor
        self.by_role: dict[Role, list[Mention]] = defaultdict(list)
        for mention in mentions:
            self.by_role[mention.entity.role].append(mention)
        self.ids = _first_of_each_entity(self.by_role[Role.PERSON_ID])
        self.own, self.named = self._names(points)
        found = self.by_role[Role.EMAIL] + self.by_role[Role.PHONE]
        self.contacts = Contacts(redactor, found, self.own)

    def _names(self, points: bool) -> tuple[tuple[str, ...], list[Named]]:
        """The name of whom the record is about, and the others."""
        names = whole_names(self._written())
        own = next((name for name in names if name.own), None)
        if own is None and not (self.ids or points):
            own = next((n for n in names if n.relation is Relation.UNKNOWN), None)
        if own is None and not any(m.entity.name in HEALTH_IDS for m in self.ids):
            numbered = self.ids or self.by_role[Role.BIRTH_DATE]
            own = next((n for n in names if n.employed), None) if numbered else None
        self.employed = own is not None and own.employed
        self.marked = own is not None and own.marked
        return own.tokens if own else (), [name for name in names if name is not own]

    def _written(self) -> Iterable[Written]:
        holders = [
            (m.place, set(name_tokens(m.value)))
            for m in self.by_role[Role.HOME_DETAIL]
            if m.entity.name == "KEYHOLDER"
        ]
        for m in self.by_role[Role.NAME]:
            tokens = set(name_tokens(m.value))
            holds_key = any(place == m.place and tokens <= words for place, words in holders)
            yield Written(m.value, m.header, holds_key, m.in_row, m.score)

    def main(self) -> Subject:
        """Whom the record is about."""
        keys = [self._id_key(mention) for mention in self.ids]
        birth, postcode = self._first(Role.BIRTH_DATE), self._first(Role.POSTCODE)
        keys += person_keys.of_name(self.redactor, self.own, birth, postcode)
        keys += self.contacts.own_keys()
        tests = [mention.verdict is not Verdict.LIVE for mention in self.ids]
        sure = self.marked or bool(self.ids or birth or postcode)
        called = person_keys.parts(self.redactor, self.own, birth, sure=sure)
        return Subject(tuple(sorted(set(keys))), called, test=bool(tests) and all(tests))

    def others(self) -> list[Subject]:
        """Further people: other identifiers of the same kind, other names, other mailboxes."""
        return [*self._other_ids(), *self._other_names(), *self._other_contacts()]

    def _other_ids(self) -> Iterable[Subject]:
        known = {self._id_key(mention) for mention in self.ids}
        for mention in self.by_role[Role.PERSON_ID]:
            key = self._id_key(mention)
            if key not in known:
                known.add(key)
                test = mention.verdict is not Verdict.LIVE
                entities = {mention.entity.name}
                yield Subject((key,), groups={mention.group}, entities=entities, test=test)

    def _other_names(self) -> Iterable[Subject]:
        group = min((m.group for m in self.by_role[Role.NAME]), default=0)
        for name in self.named:
            theirs = self.contacts.named_after(name.tokens)
            keys = {*person_keys.of_name(self.redactor, name.tokens), *theirs}
            yield Subject(
                tuple(sorted(keys)),
                person_keys.parts(self.redactor, name.tokens, sure=name.marked),
                relation=name.relation,
                groups={group},
                entities={"PERSON"},
            )

    def _other_contacts(self) -> Iterable[Subject]:
        """Mailboxes and numbers of somebody else: one person each, unless a name goes with it."""
        for key, mention in self.contacts.others():
            relation = of_header(mention.header)
            same = any(n.relation is relation is not Relation.UNKNOWN for n in self.named)
            if not same and not any(goes_with(mention, n.tokens) for n in self.named):
                entities = {mention.entity.name}
                yield Subject((key,), relation=relation, groups={mention.group}, entities=entities)

    def _first(self, role: Role) -> str:
        return next((canonical(m.entity, m.value) for m in self.by_role[role]), "")

    def _id_key(self, mention: Mention) -> int:
        name = mention.entity.name
        rank = HEALTH_ID if name in HEALTH_IDS else OTHER_ID
        kind = "health" if rank == HEALTH_ID else name
        return self.redactor.key(kind, canonical(mention.entity, mention.value), rank)


def _first_of_each_entity(mentions: Iterable[Mention]) -> list[Mention]:
    first: dict[str, Mention] = {}
    for mention in mentions:
        first.setdefault(mention.entity.name, mention)
    return list(first.values())
