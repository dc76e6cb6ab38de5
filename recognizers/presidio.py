"""Declarations inside Presidio, and the way back.

`install` puts declarations into a Presidio registry, so that a plain `AnalyzerEngine` finds what
`matching.find` finds. The other direction, `from_presidio` and `from_yaml`, is in
`presidio_import` and offered here too. No other module of the package imports Presidio.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from presidio_analyzer import (
    AnalysisExplanation,
    EntityRecognizer,
    LocalRecognizer,
    RecognizerRegistry,
    RecognizerResult,
)

from recognizers.context import header_word
from recognizers.declaration import Match, Recognizer
from recognizers.matching import find
from recognizers.presidio_import import catalogue, entity_for, from_presidio, from_yaml

__all__ = ["DeclaredRecognizer", "install", "from_presidio", "from_yaml", "entity_for"]


class DeclaredRecognizer(LocalRecognizer):
    """A declaration as a Presidio recognizer. It has no `context`, so Presidio adds no score.

    `analyze` alone returns candidates: what `find` gives where the declaration demanded neither
    context nor header. The answer comes from `enhance_using_context`, which `AnalyzerEngine`
    always calls afterwards; whoever calls `analyze` directly gets the candidates.
    """

    def __init__(self, declared: Recognizer, language: str = "en") -> None:
        self.declared = declared
        self._candidates = replace(declared, requires_context=False, requires_header=False)
        super().__init__(
            supported_entities=[declared.entity.name],
            name=declared.name,
            supported_language=language,
            version=str(declared.version),
        )

    def load(self) -> None:
        """Do nothing: a declaration needs no loading."""

    def analyze(
        self,
        text: str,
        entities: Sequence[str] | None = None,
        nlp_artifacts: object = None,  # noqa: ARG002  # Presidio's signature
    ) -> list[RecognizerResult]:
        """Candidates in `text`; see the class. No `entities` means all."""
        if entities and self.declared.entity.name not in entities:
            return []
        return [self._result(match) for match in find(self._candidates, text)]

    def enhance_using_context(
        self,
        text: str,
        raw_recognizer_results: list[RecognizerResult],  # noqa: ARG002  # Presidio's signature
        other_raw_recognizer_results: list[RecognizerResult],  # noqa: ARG002
        nlp_artifacts: object,  # noqa: ARG002
        context: Sequence[str] | None = None,
    ) -> list[RecognizerResult]:
        """What `find` gives in `text` under the header that `context` stands for.

        Each string of `context` is tried as a header of its own, then all of them joined; the
        first that names the declaration counts. The candidates are not needed: they lack what
        only a header brings.
        """
        header = self._header(context or ())
        return [self._result(match) for match in find(self.declared, text, header)]

    def _header(self, context: Sequence[str]) -> str:
        headers = (*context, " ".join(context))
        return next((header for header in headers if header_word(self.declared, header)), "")

    def _result(self, match: Match) -> RecognizerResult:
        return RecognizerResult(
            entity_type=self.declared.entity.name,
            start=match.start,
            end=match.end,
            score=match.score,
            analysis_explanation=_explanation(self.declared, match),
            recognition_metadata={
                RecognizerResult.RECOGNIZER_NAME_KEY: self.name,
                RecognizerResult.RECOGNIZER_IDENTIFIER_KEY: self.id,
                RecognizerResult.IS_SCORE_ENHANCED_BY_CONTEXT_KEY: bool(match.context),
            },
        )


def _explanation(declared: Recognizer, match: Match) -> AnalysisExplanation:
    """Why the match is a finding, in Presidio's terms; never the value."""
    pattern = next((p for p in declared.patterns if p.name == match.pattern), None)
    base = pattern.score if pattern else match.score
    unaided = {True: declared.checked_score, False: 0.0, None: base}[match.checked]
    check = {True: ", check passed", False: ", check failed", None: ""}[match.checked]
    named = f", context `{match.context}`" if match.context else ""
    explanation = AnalysisExplanation(
        recognizer=declared.name,
        original_score=base,
        pattern_name=match.pattern,
        pattern=pattern.regex if pattern else None,
        validation_result=match.checked,
        textual_explanation=f"Detected by `{declared.name}`, `{match.pattern}`{check}{named}",
        regex_flags=declared.flags,
    )
    explanation.score = match.score
    explanation.score_context_improvement = match.score - unaided if match.context else 0.0
    explanation.supportive_context_word = match.context
    return explanation


def install(
    registry: RecognizerRegistry,
    recognizers: Iterable[Recognizer] | None = None,
    *,
    keep_stock: bool = False,
) -> None:
    """Put declarations (default: the whole catalogue) into a registry, in each of its languages.

    Recognizers in the registry whose every entity one of ours finds are removed, for a stock
    score of 1.0 would win over ours on the same span. One that finds other entities too, such
    as the language model's, stays. With `keep_stock` nothing is removed. A declaration that is
    already installed is replaced by its namesake.
    """
    declared = catalogue() if recognizers is None else tuple(recognizers)
    ours = {recognizer.entity.name for recognizer in declared}
    names = {recognizer.name for recognizer in declared}

    def gives_way(present: EntityRecognizer) -> bool:
        if isinstance(present, DeclaredRecognizer):
            return present.name in names
        return not keep_stock and ours.issuperset(present.supported_entities)

    kept = [present for present in registry.recognizers if not gives_way(present)]
    added = [
        DeclaredRecognizer(recognizer, language)
        for language in registry.supported_languages
        for recognizer in declared
    ]
    registry.recognizers = kept + added
