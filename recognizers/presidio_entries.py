"""One entry of a Presidio recognizer file as declarations: the part of it that needs Presidio.

What an entry means is Presidio's own loader's business; here its classes are only asked.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from presidio_analyzer import PatternRecognizer
from presidio_analyzer.input_validation.yaml_recognizer_models import (
    CustomRecognizerConfig,
    PredefinedRecognizerConfig,
    RecognizerRegistryConfig,
)
from presidio_analyzer.recognizer_registry import RecognizerRegistryProvider
from presidio_analyzer.recognizer_registry.recognizers_loader_utils import (
    PredefinedRecognizerNotFoundError,
    RecognizerListLoader,
)
from pydantic import ValidationError

from recognizers.declaration import DEFAULT_FLAGS, DeclarationError, Recognizer
from recognizers.presidio_import import from_presidio

TOP_KEYS = frozenset(RecognizerRegistryConfig.model_fields)
CUSTOM_KEYS = frozenset(CustomRecognizerConfig.model_fields)
PREDEFINED_KEYS = frozenset(PredefinedRecognizerConfig.model_fields)


def is_custom(entry: Mapping[str, Any]) -> bool:
    """Whether the entry declares patterns of its own, rather than naming a class."""
    kind = entry.get("type") or ("custom" if {"patterns", "deny_list"} & entry.keys() else "")
    return kind == "custom"


def from_entry(entry: Mapping[str, Any], top: Mapping[str, Any]) -> tuple[Recognizer, ...]:
    """The declarations of one enabled entry, one a language; `top` is the rest of its file.

    Raises `DeclarationError`, whose message holds no value of the entry.
    """
    if not is_custom(entry):
        _refuse_other_classes(str(entry.get("class_name") or entry.get("name")))
    settings = {
        "global_regex_flags": DEFAULT_FLAGS,
        "supported_languages": _languages(entry),
        **{key: value for key, value in top.items() if value is not None},
        "recognizers": [dict(entry)],
    }
    try:
        provider = RecognizerRegistryProvider(registry_configuration=settings)
        made = list(provider.create_recognizer_registry().recognizers)
    except Exception as error:  # of many kinds; its message may quote a deny list
        raise DeclarationError(f"is no entry that Presidio takes{_fields(error)}") from None
    declared = [from_presidio(one) for one in made]
    if len(made) == 1:
        return tuple(declared)
    return tuple(
        replace(one, name=f"{one.name} {stock.supported_language}")
        for stock, one in zip(made, declared, strict=True)
    )


def _refuse_other_classes(name: str) -> None:
    """Before one is made: a language model's recognizer loads it, a service's one calls it."""
    try:
        kind = RecognizerListLoader.get_existing_recognizer_cls(name)
    except PredefinedRecognizerNotFoundError:
        raise DeclarationError("has neither patterns nor the name of a class of Presidio") from None
    if not issubclass(kind, PatternRecognizer):
        raise DeclarationError(f"{kind.__name__} is no pattern recognizer; set enabled: false")


def _languages(entry: Mapping[str, Any]) -> list[str]:
    """The languages of one entry; English where it names none."""
    several = entry.get("supported_languages") or []
    named = [one.get("language") if isinstance(one, Mapping) else one for one in several]
    return [str(one) for one in (*named, entry.get("supported_language")) if one] or ["en"]


def _fields(error: Exception) -> str:
    """The fields at fault, where Presidio says which."""
    cause: BaseException | None = error
    while cause is not None and not isinstance(cause, ValidationError):
        cause = cause.__cause__
    places = cause.errors() if cause is not None else []
    names = dict.fromkeys(
        str(part) for one in places for part in one["loc"] if part != "recognizers"
    )
    return f"; check {', '.join(names)}" if names else ""
