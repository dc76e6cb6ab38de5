"""Mailboxes and telephone numbers of one record: of whom it is about, and of others in it."""

from collections.abc import Iterator, Sequence
from typing import Final

from recognizers.declaration import Role
from scanner.classify import person_keys
from scanner.classify.mentions import Mention
from scanner.classify.redact import Redactor, canonical
from scanner.classify.relations import header_words, is_other

_MOST_OWN: Final = 3  # of each kind: they find this person again
_MAIL_WORDS: Final = frozenset("email mail e-mail emailaddress telecom".split())


class Contacts:
    """The contacts found in a record that is about `own`, a name in words; empty: not said."""

    def __init__(self, redactor: Redactor, found: Sequence[Mention], own: Sequence[str]) -> None:
        self._redactor, self._own = redactor, own
        mailboxes = {m.value.lower() for m in found if m.entity.role is Role.EMAIL}
        self._one_mailbox = len(mailboxes) == 1
        self._ours = [mention for mention in found if self._is_own(mention)]
        self._theirs = [mention for mention in found if not self._is_own(mention)]

    def own_keys(self) -> list[int]:
        """Keys of whom the record is about."""
        keys: list[int] = []
        for role in (Role.EMAIL, Role.PHONE):
            ours = [mention for mention in self._ours if mention.entity.role is role]
            keys += [key for mention in ours[:_MOST_OWN] if (key := self._key(mention))]
        return keys

    def named_after(self, name: Sequence[str]) -> list[int]:
        """Keys of others' mailboxes that bear the name."""
        return [key for m in self._theirs if goes_with(m, name) and (key := self._key(m))]

    def others(self) -> Iterator[tuple[int, Mention]]:
        """Those of others, each once."""
        known: set[int] = set()
        for mention in self._theirs:
            key = self._key(mention)
            if key and key not in known:
                known.add(key)
                yield key, mention

    def _is_own(self, mention: Mention) -> bool:
        if goes_with(mention, self._own):
            return True
        if is_other(mention.header):
            return False
        if mention.entity.role is not Role.EMAIL or _MAIL_WORDS & header_words(mention.header):
            return True
        return not self._own and self._one_mailbox

    def _key(self, mention: Mention) -> int:
        """0: an office's."""
        value = canonical(mention.entity, mention.value)
        if person_keys.is_role_mailbox(value):
            return 0
        rank = person_keys.EMAIL if mention.entity.role is Role.EMAIL else person_keys.PHONE
        return self._redactor.key(mention.entity.role.name, value, rank)


def goes_with(mention: Mention, name: Sequence[str]) -> bool:
    """Whether a mailbox is named after somebody."""
    local = mention.value.split("@")[0].lower() if "@" in mention.value else ""
    return any(len(token) > 2 and token.replace("'", "") in local for token in name)
