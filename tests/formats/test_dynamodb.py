"""DynamoDB's exports: items as rows, attributes without their types."""

import pytest

from scanner.model import Reason
from tests.formats.extract import extract

JSON = (
    b'{"Item":{"pk":{"S":"SU1"},"nhs":{"N":"9990000018"},"access":{"M":{"keySafe":{"S":"4821"}}},'
    b'"notes":{"L":[{"S":"ring twice"},{"NULL":true}]},"tags":{"SS":["a","b"]},'
    b'"memo":{"B":"a2V5IHNhZmUgNDgyMQ=="},"ok":{"BOOL":true}}}\n'
    b'{"Item":{"pk":{"S":"SU2"},"nhs":{"N":"9990000026"}}}\n'
)
ION = (
    b'$ion_1_0 {Item:{pk:"SU1",nhs:9990000018.,access:{keySafe:"4821"},'
    b'notes:["ring twice",null],tags:$dynamodb_SS::["a","b"],memo:{{a2V5IHNhZmUgNDgyMQ==}},'
    b"ok:true}}\n$ion_1_0 {Item:{pk:\"SU2\",'nhs':9990000026.}}\n"
)
SCAN = b'{"Items": [' + b",".join(
    line.removeprefix(b'{"Item":')[:-1] for line in JSON.splitlines()
) + b'], "Count": 2}'  # fmt: skip
INCREMENT = JSON.replace(b'{"Item":', b'{"Metadata":{"WriteTimestampMicros":{"N":"1"}},"NewImage":')


@pytest.mark.parametrize(
    ("format", "content"),
    [("dynamodb", JSON), ("ion", ION), ("dynamodb", SCAN), ("dynamodb", INCREMENT)],
    ids=["json", "ion", "scan", "incremental"],
)
def test_attributes_are_columns(format, content):
    """Every kind of export gives the same rows."""
    found = extract(format, content)
    assert found.error is None and found.skipped == []
    assert found.values("", "pk") == ["SU1", "SU2"]
    assert found.batch("", "nhs").values.to_pylist() == ["9990000018", "9990000026"]
    assert found.values("", "access.keySafe") == ["4821"]
    assert found.values("", "notes") == ["ring twice"]
    assert found.values("", "tags") == ["a", "b"]
    assert found.values("", "memo") == ["key safe 4821"]
    assert found.batch("", "nhs").first == 1


@pytest.mark.parametrize(("format", "content"), [("dynamodb", JSON), ("ion", ION)])
def test_a_broken_line_costs_only_itself(format, content):
    """It is given as text, and counted."""
    first, second = content.splitlines(keepends=True)
    found = extract(format, first + b'{"Item":{"pk": key safe 4821\n' + second)
    assert found.values("", "pk") == ["SU1", "SU2"]
    assert found.values("", None)[-1] or found.values()
    assert any("key safe 4821" in value for value in found.values() if "pk" in value)
    assert [note.reason for note in found.skipped] == [Reason.DAMAGED]


@pytest.mark.parametrize("format", ["dynamodb", "ion"])
def test_depth_without_end_never_crashes(format):
    """An item nested a thousand times is text, and said."""
    one = b'{"Item":{"a":{"S":"x"}}}\n'
    deep = b'{"Item":{"a":' + b'{"L":[' * 3000 + b"]}" * 3000 + b"}}\n"
    found = extract(format, one + deep)
    assert found.error is None
    assert [note.reason for note in found.skipped] == [Reason.DAMAGED]
