"""Who is the same person, over all records of a sweep.

Strongest first. In each step, records that share a key of that strength are one person; a person
found so is joined to the one stronger person who shares a key with them, if there is exactly one
and nothing speaks against it. So two people with NHS numbers are never made one, whatever else
they share, and a record that could be either of two stays on its own: the upper bound counts it.

1. NHS, CHI or H&C number.
2. Another personal identifier.
3. Full name and date of birth.
4. Full name and postcode; not where both are known to be born, and so not on one day.
5. Full name alone: the one person of that name, unless one is staff and the other cared for. Kin
   are people of the one they are named beside: two clients' daughters of one name are two.
6. A record that points at another by a local key; then mailboxes and telephone numbers.
7. A part of a name: nobody new where somebody who bears it is known.

All of it is a function of the set of rows: neither their order nor how they were split matters.
What the lower bound makes of the result is in `distinct`.
"""

from scanner.classify import name_links, strong_links
from scanner.classify.links import Linked, Links, Records
from scanner.classify.person_keys import EMAIL, NAME, PHONE


def link(records: Records) -> Linked:
    """Settles the strong, then names, then what names nobody."""
    links = Links(records)
    strong_links.settle(links)
    name_links.settle(links)
    _settle_nameless(links)
    return Linked(links.person, links.part, links.pointed)


def _settle_nameless(links: Links) -> None:
    nameless = links.tier > NAME
    links.point(nameless)
    for rank in (EMAIL, PHONE):
        contacts = links.records.keys.of_ranks(rank, rank)
        asked = contacts.of_rows(nameless & ~links.settled)
        first, last = links.of_each(contacts, asked)
        one = (first >= 0) & (first == last)
        links.person[one] = first[one]
        alone = (links.tier == rank) & ~links.settled
        links.person[alone] = links.records.first[alone]
    rest = ~links.settled
    links.person[rest] = links.records.first[rest]
