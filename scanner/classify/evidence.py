"""What a whole column (or document) says about the findings in it.

A check that passes is evidence, not proof: one in eleven random ten-digit numbers passes the NHS
check. In a column of real NHS numbers nearly all pass, in a column of order numbers one in
eleven does. So the share that passes is set against the share that chance alone would pass.
"""

import math
from collections import Counter
from dataclasses import dataclass, field

from recognizers.declaration import Entity, Match, Recognizer, Verdict

# Fewer candidates than this say nothing about their column.
_MIN_TRIED = 12
_REAL_SHARE = 0.9  # of a column of real numbers; typing errors and gaps allow for the rest
_COLUMN_SCORE = 0.95
_CHANCE_SCORE = 0.1
_NOBODY_SCORE = 0.2


@dataclass(slots=True)
class Group:
    """All findings of one entity in one column (or, in running text, one part)."""

    entity: Entity
    part: str
    column: str | None
    unit: str
    by_score: Counter[float] = field(default_factory=Counter)
    verdicts: Counter[Verdict] = field(default_factory=Counter)
    contexts: Counter[str] = field(default_factory=Counter)
    alone: Counter[float] = field(default_factory=Counter)  # by score: no person beside them
    invalid: int = 0  # check failed, but a label names the value
    recognizers: dict[str, Recognizer] = field(default_factory=dict)
    tried: Counter[str] = field(default_factory=Counter)  # per recognizer
    passed: Counter[str] = field(default_factory=Counter)
    keys: set[int] = field(default_factory=set)  # distinct values
    masks: list[str] = field(default_factory=list)
    positions: list[int] = field(default_factory=list)
    values_with: int = 0
    records: int = 0

    def add(self, recognizer: Recognizer, match: Match, key: int, mask: str, position: int) -> None:
        """Counts one finding."""
        self.by_score[match.score] += 1
        self.verdicts[recognizer.verdict] += 1
        self.contexts[match.context.lower()] += 1
        self.invalid += match.checked is False
        self.recognizers[recognizer.name] = recognizer
        self.keys.add(key)
        if len(self.masks) < 3 and mask not in self.masks:
            self.masks.append(mask)
        if not self.positions or self.positions[-1] != position:
            self.values_with += 1
            if len(self.positions) < 10:
                self.positions.append(position)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a group of findings is worth."""

    confidence: float  # 0..1
    verdict: str
    text: str
    by_column: float | None = None  # replaces the score of each finding; None: each keeps its own

    def score_of(self, score: float) -> float:
        """What one finding of the group is worth."""
        return score if self.by_column is None else self.by_column


def weigh(group: Group, *, test_is_live: bool) -> Evidence:
    """Confidence and verdict of a group, its column considered."""
    best = max(group.by_score)
    column = _column_score(group)
    # A header or label speaks for itself; chance is an argument only where nothing does.
    unnamed = group.contexts[""] == group.contexts.total()
    if column == _CHANCE_SCORE and unnamed:
        return Evidence(_CHANCE_SCORE, "chance match", _share_text(group), _CHANCE_SCORE)
    raised = _COLUMN_SCORE if column == _COLUMN_SCORE and best < _COLUMN_SCORE else None
    confidence = raised or best
    return Evidence(confidence, _verdict(group, test_is_live), _text(group), raised)


def nobody_beside(group: Group) -> Evidence:
    """What findings are worth that need a person in their record and have none."""
    lacking = (
        "tell of no person with a home" if group.entity.needs_home else "name or identify nobody"
    )
    text = f"{group.alone.total()} in records that {lacking}"
    return Evidence(_NOBODY_SCORE, "no person beside it", text, _NOBODY_SCORE)


def _column_score(group: Group) -> float | None:
    tried, passed, chance = _checks(group)
    if tried < _MIN_TRIED:
        return None
    share = passed / tried
    if share >= _REAL_SHARE:
        return _COLUMN_SCORE
    # Three standard deviations above what chance would pass still looks like chance.
    noise = 3 * math.sqrt(chance * (1 - chance) / tried)
    return _CHANCE_SCORE if share <= chance + noise else None


def _checks(group: Group) -> tuple[int, int, float]:
    """Candidates, how many passed any check, and the share that chance would pass."""
    checked = [name for name in group.tried if name in group.recognizers]
    if not checked:
        return 0, 0, 1.0
    chance = max(group.recognizers[name].chance for name in checked)
    tried = max(group.tried[name] for name in checked)
    return tried, min(tried, sum(group.passed[name] for name in checked)), min(chance, 1.0)


def _verdict(group: Group, test_is_live: bool) -> str:
    total = group.by_score.total()
    if group.invalid == total:
        return "labelled but invalid"
    if test_is_live or group.verdicts[Verdict.LIVE]:
        return "live"
    return "sample" if group.verdicts[Verdict.SAMPLE] == total else "test"


def _text(group: Group) -> str:
    parts = [_share_text(group)] if _checks(group)[0] >= _MIN_TRIED else []
    named = [word for word, _ in group.contexts.most_common(3) if word]
    if named:
        quoted = ", ".join(f"'{word}'" for word in named)
        parts.append(f"named by {quoted}")
    if group.invalid:
        parts.append(f"{group.invalid} labelled but failing the check")
    if group.alone:
        parts.append(f"{group.alone.total()} more with no person beside them, not counted")
    return "; ".join(parts) or "by its form alone"


def _share_text(group: Group) -> str:
    tried, passed, chance = _checks(group)
    return f"{passed} of {tried} candidates pass the check (chance alone: {chance:.1%})"
