"""A finding on its way into a record."""

from dataclasses import dataclass

from recognizers.declaration import Entity, Verdict


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
    in_row: bool = False  # of a table or message, whose headers say what stands there
