"""What a recognizer is: data, checked when it is declared.

`Entity` says what a kind of finding means for people and for the law; `Recognizer` says how to
find it. Neither holds behaviour beyond the pure functions it names: `matching.find` gives a
declaration its meaning, and every engine must agree with it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum, IntEnum
from functools import lru_cache
from typing import Any, NamedTuple

import regex


class DeclarationError(ValueError):
    """A declaration is broken. The message names the declaration, the field and the remedy."""


class UkGdpr(Enum):
    """Where UK GDPR places the information (Articles 4, 9 and 10)."""

    PERSONAL = "personal data"
    SPECIAL_CATEGORY = "special category data"
    CRIMINAL_OFFENCE = "criminal offence data"
    NOT_PERSONAL_ALONE = "not personal data on its own"


class Harm(Enum):
    """What could happen to a person if the value fell into the wrong hands."""

    PHYSICAL_SAFETY = "physical safety"
    HEALTH = "exposure of health"
    IDENTITY_THEFT = "identity theft"
    FINANCIAL = "financial loss"
    DISCRIMINATION = "discrimination"
    ACCOUNT_ACCESS = "account access"
    CONTACT = "unwanted contact"


class Sensitivity(IntEnum):
    """How bad the loss of one value is for one person."""

    LOW = 1
    MODERATE = 2
    HIGH = 3
    CRITICAL = 4


class Role(Enum):
    """What a value does in a record: whom it names, or whose home it opens."""

    PERSON_ID = "identifies one person"
    NAME = "name of a person"
    BIRTH_DATE = "date of birth"
    POSTCODE = "postcode"
    ADDRESS = "address of a home"
    EMAIL = "e-mail address"
    PHONE = "telephone number"
    HOME_SECRET = "opens a home"  # noqa: S105 - a role, not a secret
    HOME_METHOD = "tells how to enter a home"
    HOME_DETAIL = "helps to enter a home"
    DETAIL = "detail about a person"
    TEST_RECORD = "says that a record is made up"


class Verdict(Enum):
    """What a value is good for."""

    LIVE = "may belong to a person"
    TEST = "test number, never issued"
    SAMPLE = "documentation example"


@dataclass(frozen=True, slots=True)
class Entity:
    """A kind of sensitive data, in the words a data protection officer uses."""

    name: str  # Presidio style: UK_NHS
    title: str  # "NHS number"
    meaning: str  # one sentence
    uk_gdpr: UkGdpr
    harm: Harm
    sensitivity: Sensitivity
    breach_category: str  # a tick box of the ICO's breach report form
    remedy: str  # what to do where it lies open
    role: Role = Role.DETAIL
    needs_person: bool = False  # counts only in records that name or identify a person
    needs_home: bool = False  # and that tell where the home is or how to get in
    references: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not regex.fullmatch(r"[A-Z][A-Z0-9_]*", self.name):
            raise DeclarationError(f"entity {self.name!r}: name must be UPPER_CASE")
        for field in ("title", "meaning", "breach_category", "remedy"):
            if not getattr(self, field):
                raise DeclarationError(f"entity {self.name}: {field} is empty")


@dataclass(frozen=True, slots=True)
class Pattern:
    """One written form. A group named `value` is the finding; without it the whole match is."""

    name: str
    regex: str
    score: float  # 0..1, of a match with neither check nor context


class RawMatch(NamedTuple):
    """A match before check, context and duplicates: half-open span in code points."""

    start: int
    end: int
    score: float
    pattern: str


class Match(NamedTuple):
    """A finding in one text, and why it is one."""

    start: int  # code points, half-open with end
    end: int
    score: float  # 0..1
    pattern: str
    checked: bool | None  # None: the recognizer has no check, or it does not decide
    context: str  # the word or phrase, "header: …" where the column named it, "" without


Check = Callable[[str], bool | None]
Finder = Callable[[str], Iterable[RawMatch]]

# Flags of Presidio's PatternRecognizer, so that a pattern means the same in both engines.
DEFAULT_FLAGS: int = regex.DOTALL | regex.MULTILINE | regex.IGNORECASE


# eq=False: a declaration is itself, and hashing one must cost nothing in the hot loop.
@dataclass(frozen=True, slots=True, eq=False)
class Recognizer:
    """How one entity is found. `matching.find` defines what each field means."""

    name: str
    entity: Entity
    patterns: tuple[Pattern, ...]
    anchors: tuple[str, ...] = ()  # words one of which a text must hold for anything to be found
    check: Check | None = None  # True: checked_score; False: invalid_score; None: no change
    checked_score: float = 1.0
    invalid_score: float = 0.0  # check failed, yet context names it ("labelled, invalid"); 0: drop
    chance: float = 1.0  # probability that a random string of this shape passes the check
    reject: Callable[[str], bool] | None = None  # fillers that are never reported
    context: tuple[str, ...] = ()  # words and phrases beside the value, or in its header
    headers: tuple[str, ...] = ()  # words and phrases that count in a header only
    context_score: float = 0.0  # score when context is found (never lowers a score)
    rivals: tuple[str, ...] = ()  # words that explain the value otherwise when nearer than context
    negations: tuple[str, ...] = ()  # words that undo a context word standing right behind them
    window: tuple[int, int] = (60, 30)  # code points looked at before and after the value
    requires_context: bool = False  # without context or header: not a finding
    requires_header: bool = False  # found only where the column header names it
    verdict: Verdict = Verdict.LIVE
    flags: int = DEFAULT_FLAGS
    finder: Finder | None = None  # code that takes the patterns' place; patterns still select text
    examples: tuple[str, ...] = ()  # each holds exactly one finding or more
    counter_examples: tuple[str, ...] = ()  # hold none
    header_examples: tuple[tuple[str, str], ...] = ()  # (header, value): found under this header
    version: int = 1
    references: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        self._check_names_and_patterns()
        self._check_scores()
        self._check_context()

    def _refuse(self, field: str, reason: str) -> None:
        raise DeclarationError(f"recognizer {self.name!r}: {field}: {reason}")

    def _check_names_and_patterns(self) -> None:
        if not regex.fullmatch(r"[a-z][a-z0-9_]*|[A-Za-z][A-Za-z0-9_ -]*", self.name):
            self._refuse("name", "use letters, digits and underscores")
        if not self.patterns:
            self._refuse("patterns", "at least one is needed")
        for pattern in self.patterns:
            # A finder reads in its own way; compiling its long patterns here would take seconds.
            try:
                _ = self.finder or compiled(pattern.regex, self.flags)
            except regex.error as error:
                self._refuse(f"patterns[{pattern.name!r}]", f"not a regular expression: {error}")
            if not 0 <= pattern.score <= 1:
                self._refuse(f"patterns[{pattern.name!r}].score", f"{pattern.score} is not in 0..1")

    def _check_scores(self) -> None:
        for field in ("checked_score", "invalid_score", "chance", "context_score"):
            value = getattr(self, field)
            if not 0 <= value <= 1:
                self._refuse(field, f"{value} is not in 0..1")
        if self.invalid_score and self.check is None:
            self._refuse("invalid_score", "needs a check")

    def _check_context(self) -> None:
        if (self.context or self.headers) and not self.context_score:
            self._refuse("context_score", "context words are declared, so give a score")
        if self.requires_context and not (self.context or self.headers):
            self._refuse("requires_context", "needs context or headers")
        if self.requires_header and not self.headers:
            self._refuse("requires_header", "needs headers")
        for field in ("anchors", "context", "headers", "rivals", "negations"):
            words: tuple[str, ...] = getattr(self, field)
            if isinstance(words, str):
                self._refuse(field, "is a string; give a tuple of words")
            if any(word != word.lower() or not word.strip() for word in words):
                self._refuse(field, "words are lower case and not empty")
        if min(self.window) < 0:
            self._refuse("window", f"{self.window} holds a negative length")


@lru_cache(maxsize=4096)
def compiled(pattern: str, flags: int = DEFAULT_FLAGS) -> Any:
    """The compiled pattern (a `regex.Pattern`). Raises `regex.error`."""
    return regex.compile(pattern, flags)
