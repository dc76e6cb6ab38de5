"""Faults that other tools were reported for: none of them may be ours.

The cases come in two files: one from outside the repository, made from public bug reports, and
our own of the same kinds in `tests/data/cases_more.jsonl`.
"""

from collections import Counter
from pathlib import Path

import pytest

from tests.cases_harness import (
    OPEN_CASES,
    Case,
    Outcome,
    build,
    cases,
    falsely_reported,
    missed,
    sweep,
)
from tests.cases_outputs import holds, outputs
from tests.cases_s3 import BUCKET, bucket, has_s3_source

CASES = cases()
LEAKS = [case for case in CASES if "output_must_not_contain" in case.get("harness", {})]

each = pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])


def test_open_cases_are_at_hand() -> None:
    """Says so where the cases from outside the repository are not there to be tried."""
    if not OPEN_CASES.exists():
        pytest.skip("../shared/cases is not beside the repository; only our own cases are tried")
    assert len(CASES) > 92


@pytest.fixture
def swept(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Outcome:
    """What a sweep of the case's file gave, from a folder or from a bucket."""
    behaviour = case.get("harness", {}).get("s3")
    if behaviour is None:
        return sweep(build(case, tmp_path), case.get("harness", {}).get("test_numbers", "test"))
    if not has_s3_source():
        pytest.skip("there is no source for S3 buckets yet")
    with bucket(behaviour, case["text"].encode()) as address:
        monkeypatch.setenv("AWS_ENDPOINT_URL", address)
        monkeypatch.setenv("AWS_ACCESS_KEY_ID", "nobody")
        monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "nothing")
        monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-west-2")
        return sweep(f"s3://{BUCKET}/")


@each
def test_fault_is_not_ours(case: Case, swept: Outcome) -> None:
    """Everything expected is found, nothing forbidden is reported, nothing unread is clean."""
    assert missed(case, swept) == [], "indices of expected values that were not found"
    assert falsely_reported(case, swept) == [], "indices of forbidden values that were reported"
    assert broken_conditions(case, swept) == []


def broken_conditions(case: Case, outcome: Outcome) -> list[str]:
    """Names of the conditions beside the values that the outcome breaks."""
    harness = case.get("harness", {})
    broken = []
    if harness.get("must_report_unscanned") and not outcome.incomplete:
        broken.append("must_report_unscanned")
    if harness.get("must_report_unscanned_or_find") and not (outcome.incomplete or outcome.found):
        broken.append("must_report_unscanned_or_find")
    if outcome.seconds > harness.get("max_seconds", float("inf")):
        broken.append("max_seconds")
    copies = Counter((one.entity, one.value, one.place) for one in outcome.found)
    if max(copies.values(), default=0) > harness.get("max_findings_per_value", float("inf")):
        broken.append("max_findings_per_value")
    return broken


@pytest.mark.parametrize("case", LEAKS, ids=lambda case: case["id"])
def test_values_stay_out_of_every_output(case: Case, tmp_path: Path) -> None:
    """No stream, log, report or inventory of a sweep holds a value in full."""
    texts = outputs(build(case, tmp_path), tmp_path)
    assert any("inventory" in name for name in texts), "nothing was written, so nothing is proven"
    secrets = case["harness"]["output_must_not_contain"]
    leaking = {(name, i) for name in texts for i, s in enumerate(secrets) if holds(texts[name], s)}
    assert leaking == set(), "(output, index of the value)"
