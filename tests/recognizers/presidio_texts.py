"""Generated texts that try hard to make two engines disagree, and Presidio's own recognizers.

Everything is drawn from a seed, so a failure can be repeated. All values are random; a number
that passes a check does so by chance and never leaves memory.
"""

import importlib
import pkgutil
import random
from collections.abc import Iterable, Iterator
from functools import lru_cache
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

import regex
import spacy
import tldextract.tldextract as public_suffixes
from presidio_analyzer import (
    AnalyzerEngine,
    PatternRecognizer,
    RecognizerRegistry,
    predefined_recognizers,
)
from presidio_analyzer.nlp_engine import SpacyNlpEngine

_WORDS = (
    "the quick carer visits Mrs Smith at 10 for tea; key safe, keysafe code, no key safe, "
    "door code, fire alarm, NHS number: ref order invoice account phone passport IBAN rx "
    "prescription claim # prior authorization referral provider tax id naïve café résumé"
)
WORDS = tuple(_WORDS.split())
SEPARATORS = (" ", "  ", "-", ".", ",", ", ", ":", ": ", "/", "_", "\t", "", "'", '"', "(", ")")
# Letters that fold onto ASCII ones, digits that are none of ASCII, spaces nobody sees, controls.
ODDITIES = (
    *("é", "’", "\u00a0", "\u200b", "\u2060", "\ufeff", "\u202f", "\u212a", "\u017f", "\u0131"),
    *("\u0130", "ß", "ﬁ", "٣", "४", "７", "²", "½", "Ⅷ", "😀", "e\u0301"),
)
BREAKS = ("\n", "\r\n", "\r", "\x0b", "\x0c", "\x1c", "\x1e", "\x85", "\u2028", "\x00", "\x1f")
LOOKALIKES = {"k": "\u212a", "s": "\u017f", "i": "\u0131", "e": "é", " ": "\u00a0", "-": "‐"}
_PRINTABLE = "abcxyzABCXYZ0123456789 -_.:/#@"
# What chance hardly finds: published examples, by entity.
_PUBLISHED = {
    "IBAN_CODE": ("GB82 WEST 1234 5698 7654 32", "DE89370400440532013000"),
    "CRYPTO": ("16Yeky6GMjeNkAiNcBY7ZhrLoMSgg1BoyZ",),
    "FI_PERSONAL_IDENTITY_CODE": ("131052-308T",),
}
# At most this many rounds of an open-ended repeat.
_ROUNDS = 4


def predefined() -> list[PatternRecognizer]:
    """One of every `PatternRecognizer` that Presidio ships, sorted by where it is defined."""
    package = predefined_recognizers
    # The e-mail recognizer would fetch the list of public suffixes; tests use no network.
    public_suffixes.TLD_EXTRACTOR = public_suffixes.TLDExtract(cache_dir=None, suffix_list_urls=())
    for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        importlib.import_module(module.name)
    shipped = {
        c for c in _subclasses(PatternRecognizer) if c.__module__.startswith(package.__name__)
    }
    return [c() for c in sorted(shipped, key=lambda c: (c.__module__, c.__name__))]


class _BlankNlpEngine(SpacyNlpEngine):
    """spaCy's tokenizer without a model: nothing to download, no named entities."""

    def load(self) -> None:
        """Make a blank English pipeline."""
        self.nlp = {"en": spacy.blank("en")}


def blank_engine(registry: RecognizerRegistry) -> AnalyzerEngine:
    """An engine over the registry that needs no model."""
    return AnalyzerEngine(registry=registry, nlp_engine=_BlankNlpEngine())


def _subclasses(parent: type[Any]) -> Iterator[type[Any]]:
    for child in parent.__subclasses__():
        yield child
        yield from _subclasses(child)


def in_presidio(recognizer: PatternRecognizer, text: str) -> list[tuple[int, int, float]]:
    """Spans and scores that Presidio gives.

    The checks of two recognizers fail on digits beyond ASCII, and Presidio then gives nothing for
    the whole text; for these "not decided" stands in, which is what our conversion takes it for.
    """
    try:
        results = recognizer.analyze(text, recognizer.supported_entities)
    except (KeyError, ValueError):
        results = _with_check_that_gives_up(recognizer).analyze(text, [])
    return sorted((result.start, result.end, result.score) for result in results)


def _with_check_that_gives_up(recognizer: PatternRecognizer) -> PatternRecognizer:
    lenient = type(recognizer)()

    def validate(value: str) -> bool | None:
        try:
            return recognizer.validate_result(value)
        except (KeyError, ValueError):
            return None

    lenient.validate_result = validate
    return lenient


def mixed_texts(seed: int, count: int) -> list[str]:
    """Texts of words, numbers, separators and troublesome characters."""
    draw = random.Random(seed)
    return ["".join(_piece(draw) for _ in range(draw.randint(0, 14))) for _ in range(count)]


def texts_for(patterns: Iterable[str], seed: int, count: int) -> list[str]:
    """Texts that hold strings the patterns match, or nearly match, amid other things."""
    sources = tuple(patterns)
    draw = random.Random(seed)
    return [
        _text_around(draw, lambda: string_for(draw.choice(sources), draw)) for _ in range(count)
    ]


def texts_of(recognizer: PatternRecognizer, seed: int, count: int) -> list[str]:
    """Like `texts_for` with its patterns; half of the values pass its check, where tries allow."""
    sources = tuple(pattern.regex for pattern in recognizer.patterns)
    draw = random.Random(seed)
    published = _PUBLISHED.get(recognizer.supported_entities[0], ())
    passing = published + tuple(_passing(recognizer, sources, draw, tries=1500, wanted=12))

    def value() -> str:
        if passing and draw.random() < 0.5:
            return draw.choice(passing)
        return string_for(draw.choice(sources), draw)

    return [_text_around(draw, value) for _ in range(count)]


def string_for(pattern: str, draw: random.Random) -> str:
    """A string the pattern matches, as far as look-arounds and anchors permit."""
    return _Walk(draw).string(_parsed(pattern))


def _passing(
    recognizer: PatternRecognizer,
    sources: tuple[str, ...],
    draw: random.Random,
    *,
    tries: int,
    wanted: int,
) -> Iterator[str]:
    for _ in range(tries):
        value = string_for(draw.choice(sources), draw)
        if _passes(recognizer, value):
            yield value
            wanted -= 1
            if not wanted:
                return


def _passes(recognizer: PatternRecognizer, value: str) -> bool:
    try:
        return bool(recognizer.validate_result(value))
    except (ValueError, LookupError):  # some checks break on digits that are not ASCII
        return False


def _piece(draw: random.Random) -> str:
    kind = draw.random()
    if kind < 0.35:
        return draw.choice(WORDS)
    if kind < 0.55:
        return "".join(draw.choice("0123456789") for _ in range(draw.randint(1, 12)))
    if kind < 0.8:
        return draw.choice(SEPARATORS)
    return draw.choice(ODDITIES if kind < 0.93 else BREAKS)


def _text_around(draw: random.Random, value: Any) -> str:
    parts = []
    for _ in range(draw.randint(1, 3)):
        parts.append(draw.choice(("", " ", draw.choice(WORDS) + " ", _piece(draw))))
        parts.append(_disturbed(value(), draw))
        parts.append(draw.choice(("", " ", "\n", _piece(draw))))
    return "".join(parts)


def _disturbed(value: str, draw: random.Random) -> str:
    """The value as it is, in other case, or with one character replaced, dropped or doubled."""
    kind = draw.random()
    if kind < 0.6 or not value:
        return value
    if kind < 0.75:
        return draw.choice((value.upper(), value.lower(), value.swapcase()))
    at = draw.randrange(len(value))
    old = value[at]
    new = draw.choice((LOOKALIKES.get(old.lower(), old), draw.choice(ODDITIES), "", old + old))
    return value[:at] + new + value[at + 1 :]


@lru_cache(maxsize=4096)
def _parsed(pattern: str) -> Any:
    # `re` knows neither flags amid a pattern nor look-behind of varying width. For making
    # strings a look-behind is simply text that comes first.
    pattern = regex.sub(r"\(\?[aimsux]+\)", "", pattern).replace("(?<=", "(?:")
    return _parser.parse(pattern.replace("(?<value>", "(?P<value>"))


class _Walk:
    """A random walk through a parsed pattern."""

    def __init__(self, draw: random.Random) -> None:
        self.draw = draw
        self.groups: dict[int, str] = {}

    def string(self, nodes: Any) -> str:
        """What the nodes match, one after the other."""
        return "".join(self.node(kind, argument) for kind, argument in nodes)

    def node(self, kind: Any, argument: Any) -> str:
        """What one node matches; anchors and the other look-arounds give nothing."""
        if kind is op.LITERAL:
            return chr(argument)
        if kind in (op.IN, op.NOT_LITERAL, op.ANY):
            return self.character(kind, argument)
        if kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
            low, high, nodes = argument
            rounds = self.draw.randint(low, min(int(high), low + _ROUNDS))
            return "".join(self.string(nodes) for _ in range(rounds))
        if kind is op.SUBPATTERN:
            self.groups[argument[0]] = found = self.string(argument[3])
            return found
        if kind is op.BRANCH:
            return self.string(self.draw.choice(argument[1]))
        if kind is op.ATOMIC_GROUP:
            return self.string(argument)
        return self.groups.get(argument, "") if kind is op.GROUPREF else ""

    def character(self, kind: Any, argument: Any) -> str:
        """One character of a class; of a negated one, a printable it does not exclude."""
        if kind is op.ANY:
            return self.draw.choice(_PRINTABLE)
        items = [(op.LITERAL, argument)] if kind is op.NOT_LITERAL else list(argument)
        negated = kind is op.NOT_LITERAL or items[0][0] is op.NEGATE
        items = [item for item in items if item[0] is not op.NEGATE]
        if not negated:
            return self.member(self.draw.choice(items))
        excluded = {self.member(item) for item in items for _ in range(40)}
        return self.draw.choice([c for c in _PRINTABLE if c not in excluded] or ["~"])

    def member(self, item: Any) -> str:
        """One character of one item of a class."""
        kind, argument = item
        if kind is op.LITERAL:
            return chr(argument)
        if kind is op.RANGE:
            return chr(self.draw.randint(*argument))
        return self.draw.choice(_CATEGORIES[argument])


_CATEGORIES = {
    op.CATEGORY_DIGIT: "0123456789٣४",
    op.CATEGORY_NOT_DIGIT: "ab -.",
    op.CATEGORY_SPACE: " \t\n\u00a0",
    op.CATEGORY_NOT_SPACE: "ab0-.",
    op.CATEGORY_WORD: "abcXYZ019_éſ",
    op.CATEGORY_NOT_WORD: " -.:\n’",
}
