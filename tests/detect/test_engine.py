"""The fast engine gives exactly what `recognizers.find` gives."""

import random
from collections.abc import Callable, Sequence
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recognizers import catalogue, find
from recognizers.declaration import Match, Pattern, Recognizer
from recognizers.matching import drop_contained
from scanner.detect.clauses import Expression
from scanner.detect.engine import Engine
from scanner.detect.plain import PlainScanner
from scanner.detect.prefilter import Prefilter, SplitPrefilter, prefilter
from scanner.pipeline import default_cache_folder

Found = set[tuple[int, str, Match]]


def plain(expressions: Sequence[Expression], cache: Path | None) -> Prefilter:
    """The prefilter of platforms without Hyperscan."""
    del cache
    return SplitPrefilter(expressions, PlainScanner, re2=True)


PREFILTERS = {"hyperscan": prefilter, "plain": plain}


@pytest.fixture(scope="module", params=PREFILTERS)
def engine(request: pytest.FixtureRequest) -> Engine:
    """An engine of the whole catalogue, on each prefilter."""
    if request.param == "hyperscan":
        pytest.importorskip("hyperscan", reason="no Hyperscan wheel for this platform")
    return Engine(
        catalogue.ALL, cache=default_cache_folder(), make_prefilter=PREFILTERS[request.param]
    )


def reference(recognizers: Sequence[Recognizer], texts: Sequence[str], header: str) -> Found:
    """Every recognizer on every text, duplicates of one entity dropped."""
    found: Found = set()
    for index, text in enumerate(texts):
        by_entity: dict[str, list[Match]] = {}
        for recognizer in recognizers:
            by_entity.setdefault(recognizer.entity.name, []).extend(find(recognizer, text, header))
        for entity, matches in by_entity.items():
            found |= {(index, entity, match) for match in drop_contained(matches)}
    return found


def fast(engine: Engine, texts: Sequence[str], header: str) -> Found:
    """The same from the engine."""
    detected = engine.detect(pa.array(texts, pa.string()), header or None)
    return {(d.cell, d.recognizer.entity.name, d.match) for d in detected.detections}


def examples() -> list[str]:
    """All texts that the declarations give."""
    return [
        text
        for recognizer in catalogue.ALL
        for text in (
            *recognizer.examples,
            *recognizer.counter_examples,
            *(value for _, value in recognizer.header_examples),
        )
    ]


def header_examples() -> dict[str, list[str]]:
    """The values that declarations find under each header."""
    found: dict[str, list[str]] = {}
    for recognizer in catalogue.ALL:
        for header, value in recognizer.header_examples:
            found.setdefault(header, []).append(value)
    return found


def mixed(seed: int, count: int) -> list[str]:
    """Texts sewn together from pieces of examples, with awkward characters between."""
    rng = random.Random(seed)
    words = [word for text in examples() for word in text.split()]
    joints = [
        " ",
        " ",
        " ",
        "\n",
        "\t",
        "-",
        "",
        ", ",
        "\u00a0",
        "\u200d",
        "’",
        "é",
        "\x0b",
        "ſ",
        "K",
    ]
    return [
        "".join(rng.choice(words) + rng.choice(joints) for _ in range(rng.randint(1, 12)))
        for _ in range(count)
    ]


def test_examples(engine: Engine) -> None:
    """On all texts that the declarations give, without a header."""
    texts = examples()
    assert fast(engine, texts, "") == reference(catalogue.ALL, texts, "")


def test_headers(engine: Engine) -> None:
    """Under every header that a declaration names, on its own values and some others."""
    rng = random.Random(4)
    texts = examples()
    for header, own in sorted(header_examples().items()):
        chosen = own + rng.sample(texts, 12)
        assert fast(engine, chosen, header) == reference(catalogue.ALL, chosen, header), header


@pytest.mark.parametrize("seed", range(4))
def test_mixed_texts(engine: Engine, seed: int) -> None:
    """On texts that hold pieces of several findings and characters beyond ASCII."""
    texts = mixed(seed, 150)
    expected = reference(catalogue.ALL, texts, "")
    assert expected, "the texts hold nothing, so the test would prove nothing"
    assert fast(engine, texts, "") == expected


def test_findings_do_not_depend_on_the_batch(engine: Engine) -> None:
    """One value at a time finds what all values at once find: no match crosses a border."""
    texts = mixed(99, 80)
    together = fast(engine, texts, "")
    apart = {(i, entity, m) for i, t in enumerate(texts) for _, entity, m in fast(engine, [t], "")}
    assert together == apart


def test_null_and_empty_values(engine: Engine) -> None:
    """Nulls and empty texts hold nothing and shift nothing."""
    texts = [None, "", "Key safe 4821", None]
    detected = engine.detect(pa.array(texts, pa.string()))
    assert {d.cell for d in detected.detections} == {2}


def test_sliced_values(engine: Engine) -> None:
    """A slice of an array is read from where it begins."""
    values = pa.array(["Key safe 4821", "nothing", "Key safe 4822"]).slice(1)
    assert {d.cell for d in engine.detect(values).detections} == {1}


_TEXT = st.text(
    st.one_of(
        st.characters(codec="utf-8"),
        st.sampled_from("0123456789 -./kK\u212a\u017f\u0130éß٣\u00a0\u200b\n\r\x1c"),
    ),
    max_size=40,
)


@pytest.mark.parametrize("make", [prefilter, plain], ids=["hyperscan", "plain"])
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts=st.lists(_TEXT, min_size=1, max_size=20))
def test_awkward_patterns_on_any_text(
    make: Callable[[Sequence[Expression], Path | None], Prefilter], texts: list[str]
) -> None:
    """Classes, borders, anchors and look-arounds mean the same in any script."""
    engine = _ENGINES.setdefault(id(make), Engine(_AWKWARD, make_prefilter=make))
    assert fast(engine, texts, "") == reference(_AWKWARD, texts, "")


_ENGINES: dict[int, Engine] = {}
_PATTERNS = (
    r"\b\w+\b",
    r"\B\d",
    r"[^\w\s]{1,3}",
    r"[^\W\d_]+k",
    r"\Ak|\Zs|k\Z",
    r"(?<!\d)[0-9]{2,4}(?!\d)",
    r"^\s+|[\s-]+$",
    r"(?i:ki)s?\S\D",
    r"[\u00a0\u200b]+\d?",
    r"é+|[à-ü]k",
    r"(?-i:K)",
    r"(s)\1",
    r"\x30[\x31-\x39]",
)
_AWKWARD = tuple(
    Recognizer(f"awkward{i}", catalogue.ALL[0].entity, (Pattern("p", pattern, 0.5),))
    for i, pattern in enumerate(_PATTERNS)
)


_SOME = catalogue.ALL[:12]  # enough to be worth caching, few enough to compile in a test


def test_cache_gives_the_same(tmp_path: Path) -> None:
    """A second engine loads what the first compiled, and finds the same."""
    pytest.importorskip("hyperscan", reason="no Hyperscan wheel for this platform")
    first = Engine(_SOME, cache=tmp_path)
    files = {file: file.stat().st_mtime_ns for file in tmp_path.iterdir()}
    second = Engine(_SOME, cache=tmp_path)
    assert files and {f: f.stat().st_mtime_ns for f in tmp_path.iterdir()} == files
    texts = mixed(7, 100)
    assert fast(first, texts, "") == fast(second, texts, "")


def test_damaged_cache_is_rebuilt(tmp_path: Path) -> None:
    """A cache file that holds rubbish costs time, not findings."""
    pytest.importorskip("hyperscan", reason="no Hyperscan wheel for this platform")
    Engine(_SOME, cache=tmp_path)
    for file in tmp_path.iterdir():
        file.write_bytes(b"\nrubbish")
    texts = mixed(8, 100)
    assert fast(Engine(_SOME, cache=tmp_path), texts, "") == reference(_SOME, texts, "")
