"""Presidio's pattern recognizers as declarations, so that they run at the speed of ours.

Predefined ones, a user's own, and YAML files. `matching.find` runs what comes out, no engine of
Presidio's. The way into Presidio is `presidio`.
"""

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import Any

import regex
import tldextract.tldextract as public_suffixes
from presidio_analyzer import PatternRecognizer
from presidio_analyzer.recognizer_registry import RecognizerRegistryProvider
from presidio_analyzer.recognizer_registry.recognizers_loader_utils import (
    RecognizerConfigurationLoader,
)
from pydantic import ValidationError

from recognizers.declaration import (
    DEFAULT_FLAGS,
    DeclarationError,
    Entity,
    Finder,
    Harm,
    Pattern,
    RawMatch,
    Recognizer,
    Sensitivity,
    UkGdpr,
    compiled,
)
from recognizers.matching import PATTERN_TIMEOUT_S

# What Presidio's own enhancer does with a context word: it adds 0.35 and gives at least 0.4.
_CONTEXT_GAIN, _CONTEXT_FLOOR = 0.35, 0.4


def from_presidio(recognizer: PatternRecognizer, *, context: bool = True) -> Recognizer:
    """A Presidio pattern recognizer as a declaration.

    Without `context` it finds what `recognizer.analyze` finds: same spans, same scores. With it,
    Presidio's context words become ours, under our context rule: a word beside a value, or in
    its header, lifts it to the lowest pattern score plus 0.35, at least 0.4, which is never
    more than Presidio gives. A recognizer that overrides `analyze` runs as it is, without
    language artefacts; its patterns still select the text.
    """
    if not isinstance(recognizer, PatternRecognizer):
        raise DeclarationError(f"{type(recognizer).__name__} is not a pattern recognizer")
    patterns = tuple(Pattern(p.name, p.regex, float(p.score)) for p in recognizer.patterns)
    words = _context_words(recognizer) if context else ()
    own = not _overrides(recognizer, "analyze")
    validates = own and _overrides(recognizer, "validate_result")
    invalidates = own and _overrides(recognizer, "invalidate_result")
    return Recognizer(
        name=_name(recognizer.name),
        entity=entity_for(recognizer.supported_entities[0]),
        patterns=patterns,
        check=partial(_asked, recognizer.validate_result) if validates else None,
        reject=partial(_refused, recognizer.invalidate_result) if invalidates else None,
        context=words,
        context_score=_context_score(patterns) if words else 0.0,
        flags=int(recognizer.global_regex_flags or 0),
        finder=_finder(recognizer, patterns),
    )


def from_yaml(path: str | Path, *, context: bool = True) -> tuple[Recognizer, ...]:
    """The enabled recognizers of a Presidio YAML file, as declarations.

    Reads both of Presidio's forms: a bare list of recognizers and a registry configuration.
    Raises `DeclarationError` where the file is neither or lists what is no pattern recognizer,
    and `OSError` where it cannot be read. Score thresholds are not carried over.
    """
    with Path(path).open("rb"):
        pass  # Presidio falls back to its defaults where a file cannot be opened; we do not
    try:
        listed = _listed(Path(path))
    except (ValueError, TypeError, LookupError, AttributeError) as error:
        raise DeclarationError(f"{path}: not a Presidio recognizer file{_where(error)}") from None
    names = Counter(recognizer.name for recognizer in listed)
    return tuple(
        _named_apart(recognizer, from_presidio(recognizer, context=context), names)
        for recognizer in listed
    )


def _listed(path: Path) -> list[PatternRecognizer]:
    stored = RecognizerConfigurationLoader.get(conf_file=path)
    settings = {
        "global_regex_flags": DEFAULT_FLAGS,
        "supported_languages": _languages(stored["recognizers"]),
    } | {key: value for key, value in stored.items() if value is not None}
    provider = RecognizerRegistryProvider(registry_configuration=settings)
    return list(provider.create_recognizer_registry().recognizers)


def _where(error: Exception) -> str:
    """The fields at fault. What they hold stays out: a deny list may hold people's names."""
    details = error.__cause__ if isinstance(error.__cause__, ValidationError) else None
    fields = [".".join(map(str, item["loc"])) for item in details.errors()] if details else []
    return f"; check {', '.join(fields)}" if fields else ""


@lru_cache(maxsize=1024)
def entity_for(name: str) -> Entity:
    """The catalogue's entity of that name, or one with a neutral meaning made from the name."""
    known = {recognizer.entity.name: recognizer.entity for recognizer in catalogue()}
    upper = regex.sub(r"[^A-Z0-9]+", "_", name.upper()).strip("_")
    upper = upper if upper[:1].isalpha() else f"ENTITY_{upper}"
    return known.get(name) or known.get(upper) or _neutral(upper)


def _neutral(name: str) -> Entity:
    title = name.replace("_", " ")
    return Entity(
        name=name,
        title=title,
        meaning=f"A value of the kind {title}, found by a recognizer from outside the catalogue.",
        uk_gdpr=UkGdpr.PERSONAL,
        harm=Harm.IDENTITY_THEFT,
        sensitivity=Sensitivity.MODERATE,
        breach_category="Not yet known",
        remedy="Find out what it is used for; keep it only where it is needed, with few readers.",
    )


@cache
def _keep_to_ourselves() -> None:
    """Before Presidio's checks run: no network, no cache file, no value in a log.

    Its e-mail check would fetch the list of public suffixes (the packaged list serves), and its
    IBAN check logs a value that it cannot read. Here, for a worker gets its declarations pickled.
    """
    public_suffixes.TLD_EXTRACTOR = public_suffixes.TLDExtract(cache_dir=None, suffix_list_urls=())
    logging.getLogger("presidio-analyzer").addFilter(_hide_value)


def _hide_value(record: logging.LogRecord) -> bool:
    if str(record.msg).startswith("Failed to validate text"):
        record.args = ("(not shown)",)
    return True


def catalogue() -> tuple[Recognizer, ...]:
    """Every declaration of ours."""
    # Late: whoever installs declarations of their own needs none of these.
    from recognizers.catalogue import ALL

    return tuple(ALL)


def _overrides(recognizer: PatternRecognizer, method: str) -> bool:
    bound = getattr(getattr(recognizer, method), "__func__", None)
    return bound is not getattr(PatternRecognizer, method)


def _asked(question: Callable[[str], Any], value: str) -> bool | None:
    """A check of Presidio's. One that breaks on a value decides nothing: it stays a finding.

    Some raise on digits outside ASCII, which their patterns let through, and `analyze` then
    fails for the whole text. A sweep must go on, and the error would quote the value.
    """
    _keep_to_ourselves()
    try:
        verdict = question(value)
    except Exception:
        return None
    return None if verdict is None else bool(verdict)


def _refused(question: Callable[[str], Any], value: str) -> bool:
    return bool(_asked(question, value))


def _finder(recognizer: PatternRecognizer, patterns: tuple[Pattern, ...]) -> Finder | None:
    """Code in the patterns' place, where the patterns alone would mean something else to us."""
    if _overrides(recognizer, "analyze"):
        return partial(_analysed, recognizer)
    flags = int(recognizer.global_regex_flags or 0)
    named = any("value" in compiled(p.regex, flags).groupindex for p in patterns)
    if named or any(not p.score for p in patterns):
        return partial(_whole_matches, recognizer)
    return None


def _analysed(recognizer: PatternRecognizer, text: str) -> Iterator[RawMatch]:
    _keep_to_ourselves()
    results = recognizer.analyze(
        text=text, entities=recognizer.supported_entities, nlp_artifacts=None
    )
    for result in results:
        why = result.analysis_explanation
        pattern = str((why and why.pattern_name) or recognizer.name)
        yield RawMatch(result.start, result.end, float(result.score), pattern)


def _whole_matches(recognizer: PatternRecognizer, text: str) -> Iterator[RawMatch]:
    """Whole matches, a group named `value` or not; at score 0 only what the check confirms.

    Presidio drops an unconfirmed score of 0 before it looks at context; our rule alone would
    let context lift it.
    """
    flags = int(recognizer.global_regex_flags or 0)
    for pattern in recognizer.patterns:
        expression = compiled(pattern.regex, flags)
        for found in expression.finditer(text, timeout=PATTERN_TIMEOUT_S):
            start, end = found.span()
            if end > start and (pattern.score or _asked(recognizer.validate_result, found.group())):
                yield RawMatch(start, end, float(pattern.score), pattern.name)


def _context_words(recognizer: PatternRecognizer) -> tuple[str, ...]:
    lowered = (word.strip().lower() for word in recognizer.context or ())
    return tuple(dict.fromkeys(word for word in lowered if word))


def _context_score(patterns: tuple[Pattern, ...]) -> float:
    lowest: float = min(pattern.score for pattern in patterns)
    return min(1.0, max(_CONTEXT_FLOOR, round(lowest + _CONTEXT_GAIN, 4)))


def _name(name: str) -> str:
    safe = regex.sub(r"[^A-Za-z0-9_ -]+", "_", name)
    return safe if safe[:1].isalpha() else f"presidio_{safe}"


def _named_apart(
    recognizer: PatternRecognizer, declared: Recognizer, names: Counter[str]
) -> Recognizer:
    """One YAML entry makes a recognizer per language, all of one name; ours must differ."""
    if names[recognizer.name] == 1:
        return declared
    return replace(declared, name=f"{declared.name} {recognizer.supported_language}")


def _languages(entries: Iterable[Any]) -> list[str]:
    """Every language a recognizer file speaks of; English where it speaks of none."""
    named: dict[str, None] = {}
    for fields in (entry for entry in entries if isinstance(entry, dict)):
        several = fields.get("supported_languages") or []
        for item in (*several, fields.get("supported_language")):
            named[item["language"] if isinstance(item, dict) else item or ""] = None
    return [language for language in named if language] or ["en"]
