"""Whether a record is about somebody, so that what it says of health or belief is personal data.

And whether it tells of a home, without which times of visits say nothing (`Entity.needs_home`).

A policy, an advert or a price list names conditions and medicines too; there they are nobody's
(`Entity.needs_person`). What speaks for a person:
- in a row: an identifier, a name, a date of birth, an e-mail address, a telephone number, or a
  local key by which the row is, or points at, a person;
- in running text: an identifier, a date of birth or a way into a home anywhere in the record, or
  a name in the path: then all of it is about that person;
- otherwise a name on the same line or not far before: whoever wrote a policy is named in it too.
"""

from collections.abc import Sequence
from typing import Final

from recognizers.declaration import Role
from scanner.classify.subjects import Mention
from scanner.model import PATH_PART

_OF_WHOLE_RECORD: Final = frozenset(
    {Role.PERSON_ID, Role.BIRTH_DATE, Role.HOME_SECRET, Role.HOME_METHOD, Role.HOME_DETAIL}
)
_OF_HOME: Final = frozenset(
    {Role.ADDRESS, Role.POSTCODE, Role.HOME_SECRET, Role.HOME_METHOD, Role.HOME_DETAIL}
)
_OF_ROW: Final = _OF_WHOLE_RECORD | {Role.NAME, Role.EMAIL, Role.PHONE}
# For how many lines a name speaks for what follows. Longer than in `records`, where the name must
# say whose home a code opens: here it is enough that somebody is spoken of.
_NAME_LINES: Final = 10


def alone(record: Sequence[Mention], *, is_row: bool, has_key: bool = False) -> list[Mention]:
    """The mentions of a record that need a person or a home beside them and have none."""
    homeless = _without_home(record)
    rest = [mention for mention in record if mention not in homeless] if homeless else record
    return homeless + _without_person(rest, is_row=is_row, has_key=has_key)


def _without_home(record: Sequence[Mention]) -> list[Mention]:
    needing = [mention for mention in record if mention.entity.needs_home]
    if not needing or any(mention.entity.role in _OF_HOME for mention in record):
        return []
    return needing


def _without_person(record: Sequence[Mention], *, is_row: bool, has_key: bool) -> list[Mention]:
    needing = [mention for mention in record if mention.entity.needs_person]
    if not needing or has_key or any(_names_all(mention, is_row) for mention in record):
        return []
    names = [mention.place for mention in record if mention.entity.role is Role.NAME]
    return [mention for mention in needing if not _named(mention.place, names)]


def _names_all(mention: Mention, is_row: bool) -> bool:
    """Whether the mention makes the whole record one about a person."""
    role = mention.entity.role
    in_path = role is Role.NAME and mention.place[0] == PATH_PART
    return role in (_OF_ROW if is_row else _OF_WHOLE_RECORD) or in_path


def _named(place: tuple[str, int], names: Sequence[tuple[str, int]]) -> bool:
    part, line = place
    return any(p == part and 0 <= line - named <= _NAME_LINES for p, named in names)
