"""The truth of an estate: who is named where, and whose home could be entered."""

from collections import defaultdict
from dataclasses import dataclass, field

from .people import Person


@dataclass(slots=True)
class Ledger:
    """Filled while files are written; keys are places, the folders of the estate."""

    named: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    entered: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))

    def note(self, place: str, person: Person | None, *, entry: bool = False) -> None:
        """The person is named or numbered in the place; `entry`: so is the way in."""
        if person is None:
            return
        self.named[place].add(person.number)
        if entry:
            self.entered[place].add(person.number)

    def people(self, *places: str) -> set[int]:
        """Everybody in any of the places; in all where none is given."""
        return set().union(*(self.named[place] for place in places or list(self.named)))

    def homes(self, *places: str) -> set[int]:
        """The same of those whose home could be entered."""
        return set().union(*(self.entered[place] for place in places or list(self.named)))
