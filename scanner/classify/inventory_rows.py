"""Rows of the table `inventory`: one group of findings, weighed and told."""

from dataclasses import dataclass, field
from typing import Final

from scanner.classify.evidence import Evidence, Group, nobody_beside, weigh
from scanner.classify.person_keys import HEALTH_IDS, is_strong

_IDENTIFIERS: Final = HEALTH_IDS | {"UK_NINO"}


@dataclass(frozen=True, slots=True)
class PeopleOf:
    """The people in whose records the findings of one group stand, by their strongest key."""

    strong: set[int] = field(default_factory=set)
    everyone: set[int] = field(default_factory=set)

    def add(self, key: int) -> None:
        """One more record's person."""
        self.everyone.add(key)
        if is_strong(key):
            self.strong.add(key)


def row_of(
    group: Group, people: PeopleOf, values: int, *, min_confidence: float, test_is_live: bool
) -> dict[str, object]:
    """The row of a group; `values`: read in its part and column. See `scanner.schema`."""
    evidence, counted = _weighed(group, min_confidence, test_is_live=test_is_live)
    entity = group.entity
    return {
        "part": group.part,
        "column": group.column,
        "entity": entity.name,
        "title": entity.title,
        "uk_gdpr": entity.uk_gdpr.value,
        "harm": entity.harm.value,
        "sensitivity": entity.sensitivity.name,
        "breach_category": entity.breach_category,
        "findings": counted or group.by_score.total(),
        "distinct_values": len(group.keys),
        "records": group.records,
        "people_at_least": len(people.strong),
        "people_up_to": len(people.everyone),
        "values_read": values,
        "share": min(1.0, group.values_with / values) if values else 0.0,
        "checked": max(group.tried.values(), default=0),
        "passed": sum(group.passed.values()),
        "confidence": evidence.confidence,
        "verdict": evidence.verdict,
        "evidence": evidence.text,
        "recognizers": sorted(group.recognizers),
        "masks": group.masks,
        "positions": group.positions,
        "unit": group.unit,
        "remedy": entity.remedy,
    }


def all_test(rows: list[dict[str, object]]) -> bool:
    """Whether identifiers were found and every one is a test or sample number."""
    verdicts = {str(row["verdict"]) for row in rows if row["entity"] in _IDENTIFIERS}
    return bool(verdicts) and verdicts <= {"test", "sample"}


def _weighed(group: Group, least: float, *, test_is_live: bool) -> tuple[Evidence, int]:
    """What the group is worth, and how many of its findings count."""
    evidence = weigh(group, test_is_live=test_is_live)
    counted = sum(
        n - group.alone[score]
        for score, n in group.by_score.items()
        if evidence.score_of(score) >= least
    )
    return (evidence if counted or not group.alone else nobody_beside(group)), counted
