"""Precision, recall and F2 per entity, with intervals; calibration; clean files; people."""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random

from recognizers.declaration import Entity, Role, UkGdpr
from tests.bench.corpus.document import Document

from .found import Found, Reading, canonical, names_of, same

LEAST = 0.5  # the confidence from which a finding counts
_RESAMPLES = 400
# Words of illness stand unlabelled in many a sentence of care, so only clean files say of what is
# found whether it is wrong.
UNLABELLED = frozenset({"HEALTH_CONDITION", "MEDICINE"})


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of one entity in one document or many."""

    right: int = 0  # findings that are true
    wrong: int = 0  # findings that are not
    hit: int = 0  # planted values that were found
    missed: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.right + other.right,
            self.wrong + other.wrong,
            self.hit + other.hit,
            self.missed + other.missed,
        )

    @property
    def precision(self) -> float:
        """Of what was found, how much is true; 1 where nothing was found."""
        return _share(self.right, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """Of what was planted, how much was found."""
        return _share(self.hit, self.hit + self.missed)

    def f(self, beta: float) -> float:
        """The F score that weighs recall `beta` times as much as precision."""
        p, r, b = self.precision, self.recall, beta * beta
        return (1 + b) * p * r / (b * p + r) if p + r else 0.0


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def judge(document: Document, entity: str, found: Iterable[Found]) -> Tally:
    """One entity in one document. Equal values count once."""
    planted: dict[str, bool] = {}
    for item in document.planted:
        if item.entity == entity:
            value = canonical(entity, item.value)
            planted[value] = planted.get(value, False) or item.required
    values = {canonical(entity, f.value) for f in found if f.entity in names_of(entity)}
    matched = {v: [t for t in planted if same(entity, t, v)] for v in sorted(values)}
    hit = {truth for truths in matched.values() for truth in truths if planted[truth]}
    right = sum(any(planted[truth] for truth in truths) for truths in matched.values())
    judged = document.is_clean or entity not in UNLABELLED
    wrong = sum(not truths for truths in matched.values()) if judged else 0
    return Tally(right, wrong, len(hit), sum(planted.values()) - len(hit))


def tallies(
    documents: Sequence[Document], readings: Sequence[Reading], entity: str, least: float = LEAST
) -> list[Tally]:
    """One entity, document by document."""
    return [
        judge(document, entity, [f for f in reading.found if f.confidence >= least])
        for document, reading in zip(documents, readings, strict=True)
    ]


def total(parts: Iterable[Tally]) -> Tally:
    """The sum."""
    return sum(parts, Tally())


def wilson(part: int, whole: int) -> tuple[float, float]:
    """The 95 % interval of a share."""
    if not whole:
        return 0.0, 1.0
    z, share = 1.96, part / whole
    middle = (share + z * z / (2 * whole)) / (1 + z * z / whole)
    half = z * math.sqrt(share * (1 - share) / whole + z * z / (4 * whole * whole))
    half /= 1 + z * z / whole
    return max(0.0, middle - half), min(1.0, middle + half)


def bootstrap_f2(parts: Sequence[Tally], seed: int = 1) -> tuple[float, float]:
    """The 95 % interval of F2 when documents are drawn anew."""
    rng, busy = Random(seed), [part for part in parts if part != Tally()]
    if not busy:
        return 0.0, 1.0
    drawn = sorted(total(rng.choices(busy, k=len(busy))).f(2) for _ in range(_RESAMPLES))
    return drawn[int(0.025 * _RESAMPLES)], drawn[int(0.975 * _RESAMPLES) - 1]


def calibration(
    documents: Sequence[Document], readings: Sequence[Reading], entities: Sequence[str]
) -> dict[str, tuple[int, int]]:
    """Per band of confidence: findings that are right, and all."""
    bands: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for document, reading in zip(documents, readings, strict=True):
        for finding in reading.found:
            entity = next((e for e in entities if finding.entity in names_of(e)), None)
            if entity is not None:
                verdict = judge(document, entity, [finding])
                band = bands[_band(finding.confidence)]
                band[0] += verdict.right
                band[1] += verdict.right + verdict.wrong
    return {name: (right, whole) for name, (right, whole) in sorted(bands.items())}


def _band(confidence: float) -> str:
    if confidence < LEAST:
        return "0.0-0.5"
    return "0.5-0.7" if confidence < 0.7 else "0.7-0.9" if confidence < 0.9 else "0.9-1.0"


_IDENTIFYING = {Role.PERSON_ID, Role.NAME, Role.BIRTH_DATE, Role.EMAIL, Role.PHONE}
_HOME = {Role.HOME_SECRET, Role.HOME_METHOD, Role.HOME_DETAIL, Role.ADDRESS}


def is_flagging(entity: Entity) -> bool:
    """Whether a confident finding of it makes a clean file look like one about people."""
    if entity.uk_gdpr is UkGdpr.NOT_PERSONAL_ALONE:
        return False
    special = entity.uk_gdpr in (UkGdpr.SPECIAL_CATEGORY, UkGdpr.CRIMINAL_OFFENCE)
    return special or entity.role in _IDENTIFYING | _HOME
