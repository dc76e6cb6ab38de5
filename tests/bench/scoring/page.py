"""The measured part of `docs/accuracy.md`, as Markdown."""

from collections.abc import Iterable, Iterator, Sequence

from . import measure, score
from .groups import ENTITIES, GROUPS, Group
from .measure import Result, Swept
from .score import Tally

Results = dict[str, Result]


def tables(swept: Swept, ours: Results, theirs: Results) -> str:
    """All tables."""
    parts = [
        _entities(ours, theirs),
        _groups(ours),
        _overall(swept, ours, theirs),
        _numbers(swept),
        _people(swept),
        _calibration(swept),
    ]
    return "\n\n".join(parts)


def _table(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [headers, ["---"] * len(headers), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _entities(ours: Results, theirs: Results) -> str:
    headers = (
        "entity", "values", "keysweep precision", "recall", "F2", "Presidio precision", "recall",
        "F2", "its best form",
    )  # fmt: skip
    rows = [
        (f"`{entity}`", _values(ours, theirs, entity), *_cells(ours.get(entity)),
         *_cells(theirs.get(entity)), theirs[entity].form if entity in theirs else "")
        for entity in ENTITIES
        if entity in ours or entity in theirs
    ]  # fmt: skip
    return "### By kind of value\n\n" + _table(headers, rows)


def _values(ours: Results, theirs: Results, entity: str) -> str:
    tally = (ours.get(entity) or theirs[entity]).total
    return f"{tally.hit + tally.missed:,}"


def _cells(result: Result | None) -> tuple[str, str, str]:
    if result is None:
        return "–", "–", "–"
    tally = result.total
    low, high = score.bootstrap_f2(result.parts)
    return (
        _with_wilson(tally.right, tally.right + tally.wrong),
        _with_wilson(tally.hit, tally.hit + tally.missed),
        f"{tally.f(2):.3f} ({low:.3f}–{high:.3f})",
    )


def _with_wilson(part: int, whole: int) -> str:
    if not whole:
        return "–"
    low, high = score.wilson(part, whole)
    return f"{part / whole:.3f} ({low:.3f}–{high:.3f})"


def of_group(group: Group, results: Results) -> Tally:
    """All entities of a group that the detector has."""
    return score.total(results[e].total for e in group.entities if e in results)


def _groups(ours: Results) -> str:
    rows = [
        (
            group.title,
            f"{tally.precision:.3f}",
            _floor(group.least_precision),
            f"{tally.recall:.3f}",
            _floor(group.least_recall),
            _kept(group, tally),
        )
        for group in GROUPS
        if (tally := of_group(group, ours)) != Tally()
    ]
    headers = ("group", "precision", "at least", "recall", "at least", "kept")
    return "### By group, against the floors\n\n" + _table(headers, rows)


def _floor(floor: float | None) -> str:
    return "–" if floor is None else f"{floor:.2f}"


def _kept(group: Group, tally: Tally) -> str:
    if group.least_recall is None:
        return ""
    good = tally.precision >= (group.least_precision or 0) and tally.recall >= group.least_recall
    return "yes" if good else "**no**"


def _overall(swept: Swept, ours: Results, theirs: Results) -> str:
    shared = [entity for entity in ours if entity in theirs]
    clean = len(swept.clean())
    rows = [
        ("micro F1, all kinds", _micro(ours, ours), "–"),
        (f"micro F1, the {len(shared)} kinds that both have", _micro(ours, shared),
         _micro(theirs, shared)),
        (f"clean files flagged, of {clean}", _flagged(measure.flagged(swept), clean),
         _flagged(measure.flagged_by(swept, theirs), clean)),
        ("of these with a finding of confidence 0.9 or more",
         _flagged(measure.flagged(swept, 0.9), clean), "–"),
    ]  # fmt: skip
    return "### Overall\n\n" + _table(("", "keysweep", "Presidio"), rows)


def _micro(results: Results, entities: Iterable[str]) -> str:
    return f"{score.total(results[entity].total for entity in entities).f(1):.3f}"


def _flagged(part: int, whole: int) -> str:
    return f"{part} ({part / whole:.1%})"


def _numbers(swept: Swept) -> str:
    rows = [
        (f"NHS numbers {name}, found of planted", f"{hit:,} of {whole:,}")
        for name, (hit, whole) in measure.nhs_by_kind(swept).items()
    ]
    seen, could_be, reported = measure.chance_matches(swept)
    rows += [
        ("ten-digit numbers of things in clean files", f"{seen:,}"),
        ("of these, pass the check and lie in an issued range", f"{could_be:,}"),
        ("of these, reported as NHS numbers", f"{reported:,}"),
    ]
    return "### Issued ranges and chance matches (keysweep)\n\n" + _table(("", "count"), rows)


def _people(swept: Swept) -> str:
    counted = measure.people(swept)
    rows = [
        ("people in the files, file by file", f"{counted.truth:,}"),
        ("`people_at_least`", f"{counted.at_least:,}"),
        ("`people_up_to`", f"{counted.up_to:,}"),
        ("mean error of `people_at_least`", f"{counted.error_at_least:.1%}"),
        ("mean error of `people_up_to`", f"{counted.error_up_to:.1%}"),
        ("files whose true number lies between the two", f"{counted.held} of {counted.files}"),
    ]
    return "### People (keysweep)\n\n" + _table(("", "count"), rows)


def _calibration(swept: Swept) -> str:
    bands = score.calibration(swept.documents, swept.readings, ENTITIES)
    rows = [
        (name, f"{whole:,}", _with_wilson(right, whole)) for name, (right, whole) in bands.items()
    ]
    title = "### What a confidence is worth (keysweep)\n\n"
    return title + _table(("confidence", "findings", "share that is right"), rows)


def lines(swept: Swept, ours: Results, theirs: Results) -> Iterator[str]:
    """The gist, for the terminal."""
    for group in GROUPS:
        sides = (_gist(of_group(group, ours)), _gist(of_group(group, theirs)))
        yield "{:22} keysweep {}   Presidio {}".format(group.title, *sides)
    yield f"clean files flagged: {measure.flagged(swept)}, {measure.flagged_by(swept, theirs)}"


def _gist(tally: Tally) -> str:
    return "–" if tally == Tally() else f"{tally.precision:.3f} / {tally.recall:.3f}"
