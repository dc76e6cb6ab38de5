"""The fast engine against Presidio: same recognizers, same text, one run, one core.

    python tests/bench/engine.py [--megabytes 20] [--seed 1]

Three ways over the same lines, with Presidio's own pattern recognizers (UK and generic ones):
1. Presidio's `AnalyzerEngine` with a blank spaCy pipeline (no language model, tokenizer only);
2. Presidio's recognizers called directly, `recognizer.analyze(line)`;
3. the fast engine.

The findings of all three must be identical on the lines that all three see, or the script ends
with 1. Presidio is slow, so it gets the first lines of the text and its throughput is taken from
those. A second table gives it the most favourable form, whole blocks of text instead of lines,
and gives the fast engine the same blocks. Time is processor time of this process, so other work
on the machine counts little; compiling is left out on both sides.
"""

import argparse
import random
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pyarrow as pa
import spacy
from presidio_analyzer import AnalyzerEngine, PatternRecognizer, RecognizerRegistry
from presidio_analyzer import predefined_recognizers as shipped
from presidio_analyzer.nlp_engine import SpacyNlpEngine

from recognizers.presidio import from_presidio
from scanner.detect.engine import Engine

Found = set[tuple[int, str, int, int, float]]

CLASSES = (
    shipped.NhsRecognizer,
    shipped.UkNinoRecognizer,
    shipped.UkPostcodeRecognizer,
    shipped.UkDrivingLicenceRecognizer,
    shipped.UkPassportRecognizer,
    shipped.UkVehicleRegistrationRecognizer,
    shipped.CreditCardRecognizer,
    shipped.CryptoRecognizer,
    shipped.DateRecognizer,
    shipped.EmailRecognizer,
    shipped.IbanRecognizer,
    shipped.IpRecognizer,
    shipped.UrlRecognizer,
)

# Ordinary lines of a care provider's notes and logs. They hold times and counts, but nothing of
# the kinds searched for; those are planted separately.
ORDINARY = (
    "All care given as planned today and the kitchen left tidy",
    "Carer arrived on time and stayed for the whole visit",
    "Assisted with personal care and breakfast as in the plan",
    "INFO request handled by worker three without error",
    "Skin intact, cream applied, no concerns reported to the office",
    "Lunch prepared and eaten, drinks left within reach",
    "WARN retrying connection to the rostering service",
    "Family were present and are happy with the arrangements",
    "Medication prompted from the blister pack and signed for",
    "Walked to the garden with the frame and rested afterwards",
)
PLANTED = (
    "NHS number 999 000 0018 confirmed with the surgery",
    "Email from office@example.org about the holiday cover",
    "Moved to a flat at ZE3 9JU last month",
    "National insurance QQ 12 34 56 C given as the example",
    "See https://example.org/rota for the new rota",
    "Seen on 12/03/2026 by the district nurse",
)


def lines_of_text(megabytes: float, seed: int, every: int) -> list[str]:
    """Lines of text in which one in `every` holds something."""
    rng = random.Random(seed)
    lines, size = [], 0
    while size < megabytes * 1e6:
        chosen = PLANTED if rng.randrange(every) == 0 else ORDINARY
        line = ", ".join([rng.choice(chosen), rng.choice(ORDINARY).lower()])
        lines.append(line)
        size += len(line) + 1
    return lines


def blocks_of(lines: Sequence[str], characters: int = 10_000) -> list[str]:
    """The same text in blocks of about so many characters."""
    blocks, held, size = [], [], 0
    for line in lines:
        held.append(line)
        size += len(line) + 1
        if size >= characters:
            blocks.append("\n".join(held))
            held, size = [], 0
    return [*blocks, "\n".join(held)] if held else blocks


class BlankEngine(SpacyNlpEngine):
    """spaCy's tokenizer and nothing else."""

    def load(self) -> None:
        """Needs no download."""
        self.nlp = {"en": spacy.blank("en")}


def made_recognizers() -> list[PatternRecognizer]:
    """Without context words: Presidio's and our context rule differ, and this compares engines."""
    made = [cls() for cls in CLASSES]
    for recognizer in made:
        recognizer.context = []
    return made


def by_analyzer(recognizers: Sequence[PatternRecognizer]) -> Callable[[Sequence[str]], Found]:
    """Presidio as its users run it."""
    registry = RecognizerRegistry(recognizers=list(recognizers))
    analyzer = AnalyzerEngine(registry=registry, nlp_engine=BlankEngine())

    def run(texts: Sequence[str]) -> Found:
        return {
            (index, r.entity_type, r.start, r.end, r.score)
            for index, text in enumerate(texts)
            for r in analyzer.analyze(text, language="en")
        }

    return run


def by_recognizers(recognizers: Sequence[PatternRecognizer]) -> Callable[[Sequence[str]], Found]:
    """Presidio's recognizers without anything around them."""

    def run(texts: Sequence[str]) -> Found:
        return {
            (index, r.entity_type, r.start, r.end, r.score)
            for index, text in enumerate(texts)
            for recognizer in recognizers
            for r in recognizer.analyze(text, recognizer.supported_entities)
        }

    return run


def by_engine(recognizers: Sequence[PatternRecognizer]) -> Callable[[Sequence[str]], Found]:
    """Ours. Text comes as Arrow batches, as the formats give it."""
    engine = Engine([from_presidio(r, context=False) for r in recognizers])

    def run(texts: Sequence[str]) -> Found:
        found: Found = set()
        for first in range(0, len(texts), 16_384):
            values = pa.array(texts[first : first + 16_384], pa.string())
            for cell, recognizer, match in engine.detect(values).detections:
                entity = recognizer.entity.name
                found.add((first + cell, entity, match.start, match.end, match.score))
        return found

    return run


def timed(run: Callable[[Sequence[str]], Found], texts: Sequence[str]) -> tuple[float, Found]:
    """Megabytes per second of processor time, and the findings."""
    run(texts[: max(1, len(texts) // 100)])  # warm up: caches of compiled expressions
    started = time.process_time()
    found = run(texts)
    seconds = time.process_time() - started
    return sum(len(text) + 1 for text in texts) / 1e6 / seconds, found


def compare(title: str, texts: Sequence[str], share: float) -> tuple[float, float, bool]:
    """Prints one table. Presidio gets the first `share` of the texts."""
    recognizers = made_recognizers()
    few = texts[: max(2, int(len(texts) * share))]
    ours, all_found = timed(by_engine(recognizers), texts)
    direct, direct_found = timed(by_recognizers(recognizers), few)
    analyzer, analyzer_found = timed(by_analyzer(recognizers), few)
    ours_few = {finding for finding in all_found if finding[0] < len(few)}
    same = ours_few == direct_found == analyzer_found
    size = sum(map(len, texts)) / 1e6
    print(f"\n{title}: {len(texts):,} texts, {size:.1f} MB; Presidio on the first {len(few):,}")
    print(f"{'':34}{'MB/s':>10}{'ours is':>12}")
    print(f"{'AnalyzerEngine, blank spaCy':34}{analyzer:10.2f}{ours / analyzer:10.0f} x")
    print(f"{'recognizers called directly':34}{direct:10.2f}{ours / direct:10.0f} x")
    print(f"{'fast engine':34}{ours:10.2f}")
    print(f"findings on the common texts: {len(ours_few):,}, identical: {'yes' if same else 'NO'}")
    return ours / analyzer, ours / direct, same


def main() -> int:
    """Exit code 1 where findings differ or the ratios promised are missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--megabytes", type=float, default=20)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    sparse = lines_of_text(options.megabytes, options.seed, every=50)
    dense = lines_of_text(options.megabytes / 10, options.seed, every=2)
    print(f"{len(CLASSES)} Presidio recognizers, one core")
    over_analyzer, over_direct, same = compare("Sparse text, by line", sparse, share=0.01)
    *_, same_blocks = compare("Sparse text, by block of 10 kB", blocks_of(sparse), share=0.05)
    *_, same_dense = compare("Every second line holds something", dense, share=0.1)
    good = over_analyzer >= 100 and over_direct >= 25
    print(f"\nBy line: {over_analyzer:.0f} x AnalyzerEngine (promised 100), ", end="")
    print(f"{over_direct:.0f} x direct calls (promised 25): {'kept' if good else 'MISSED'}")
    return 0 if good and same and same_blocks and same_dense else 1


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))
    sys.exit(main())
