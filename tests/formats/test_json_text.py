"""JSON: records as rows, paths as columns, FHIR's meanings."""

import json

import pytest

from scanner.model import Limits, Reason, Unit
from tests.formats.extract import extract

NHS_SYSTEM = "https://fhir.nhs.uk/Id/nhs-number"


def _read(document, **options):
    content = document if isinstance(document, bytes) else json.dumps(document).encode()
    return extract("json", content, **options)


def _rows(extracted):
    """Column -> values by position, of the first batch of each column."""
    return {b.column: b.values.to_pylist() for b in reversed(extracted.batches)}


def test_items_of_an_array_are_records():
    """Each item is one row; paths have no indexes."""
    found = _read([{"patient": {"name": [{"family": "Greenhalgh"}]}}, {"patient": {"nhs": "1"}}])
    assert _rows(found) == {"patient.name.family": ["Greenhalgh", None], "patient.nhs": [None, "1"]}
    assert {b.unit for b in found.batches} == {Unit.ROW}


def test_several_values_of_a_path_stay_in_their_record():
    """A second value of a path comes in a further, aligned batch."""
    found = _read([{"given": ["Ivy", "May"]}, {"given": ["Bo"]}])
    assert [b.values.to_pylist() for b in found.batches] == [["Ivy", "Bo"], ["May", None]]


def test_very_many_values_of_a_path_are_joined():
    """A record with thousands of values on one path does not become thousands of batches."""
    found = _read([{"code": [str(number) for number in range(5_000)]}])
    assert len(found.batches) == 33
    assert found.values()[-1].endswith("4999")


def test_an_array_in_a_wrapper_holds_the_records():
    """The items of an array of objects inside wrapping objects are records."""
    found = _read({"count": 2, "data": {"people": [{"nhs": "a"}, {"nhs": "b"}]}})
    assert _rows(found)["nhs"] == ["a", "b", None]
    assert _rows(found)["count"] == [None, None, "2"]


def test_an_object_about_a_person_is_one_record():
    """An array inside a person's record is not a list of people."""
    found = _read({"surname": "Greenhalgh", "visits": [{"day": "1"}, {"day": "2"}]})
    assert {len(b.values) for b in found.batches} == {1}


@pytest.mark.parametrize("batch_bytes", [1, 9, 4096])
def test_chunks_never_change_a_value(batch_bytes):
    """Values are whole wherever the chunks end, numbers too."""
    document = b'[{"n": 9990000018.0, "t": true}, {"n": -1.50e10, "s": "\\u00e9\\"x"}, 12345]'
    found = _read(document, limits=Limits(batch_bytes=batch_bytes))
    assert sorted(found.values()) == sorted(["9990000018.0", "true", "-1.50e10", 'é"x', "12345"])
    assert not found.skipped


def test_numbers_keep_their_digits():
    """Large and fractional numbers stay as they are written."""
    found = _read(b'{"a": 12345678901234567890123, "b": 0.10, "c": 9990000018.0}')
    assert found.values() == ["12345678901234567890123", "0.10", "9990000018.0"]


def test_a_key_written_twice_keeps_both_values():
    """JSON objects may repeat a key; neither value is lost."""
    assert _read(b'{"nhs": "first", "nhs": "second"}').values() == ["first", "second"]


def test_json_lines_are_records():
    """Each line is one record, whatever arrays it holds."""
    found = _read(b'{"a": 1}\n{"a": 2, "v": [{"x": 3}, {"x": 4}]}\n')
    assert _rows(found)["a"] == ["1", "2"]


def test_a_bad_line_of_json_lines_costs_only_itself():
    """A broken line is read as text and said; the lines after it are records."""
    found = _read(b'{"a": 1}\n{"a": "key safe 4821\n{"a": 3}\n')
    assert found.values(column="a") == ["1", "3"]
    assert found.values(column=None) == ["1", '{"a": "key safe 4821', "3"]
    assert [s.reason for s in found.skipped] == [Reason.DAMAGED]


def test_documents_one_after_another_are_records():
    """Objects that follow each other without commas are all read."""
    assert _rows(_read(b'{\n "a": 1\n}\n{\n "a": 2\n}\n'))["a"] == ["1", "2"]


def test_cut_off_json_is_read_as_text():
    """What a broken document holds is still looked at, and the damage is said."""
    found = _read(b'[{"a": "x"},\n {"note": "key safe 4821", "b": ')
    assert found.values(column="a") == ["x"]
    assert any("key safe 4821" in value for value in found.values())
    assert [s.reason for s in found.skipped] == [Reason.DAMAGED]


def test_the_key_of_a_broken_value_stays_beside_it():
    """Text of a broken member keeps its label."""
    found = _read(b'{"keySafe": 48x21}')
    assert found.values() == ["48", '"keySafe": x21}']


def test_deep_nesting_is_a_limit_not_a_crash():
    """A document nested beyond reason is read as text."""
    found = _read(b'{"a":' * 5_000 + b'"4821"' + b"}" * 5_000)
    assert found.error is None
    assert [s.reason for s in found.skipped] == [Reason.LIMIT]
    assert any("4821" in value for value in found.values())


def test_keys_that_are_values_are_emitted():
    """An object keyed by NHS numbers gives one record for each, the key as a value."""
    found = _read({"9990000018": {"name": "Ivy"}, "9990000026": {"name": "Bo"}})
    assert _rows(found) == {"(key)": ["9990000018", "9990000026"], "name": ["Ivy", "Bo"]}


def test_an_object_with_very_many_keys_is_a_table():
    """More than fifty keys are values, not columns."""
    found = _read([{"people": {f"Person {chr(97 + n % 26)}{n // 26}": "x" for n in range(60)}}])
    assert {b.column for b in found.batches} == {"people (key)", "people"}


def test_a_bundle_is_a_list_of_resources():
    """FHIR: each entry's resource is a record, its identifier named after its issuer."""
    patient = {
        "resourceType": "Patient",
        "identifier": [{"system": NHS_SYSTEM, "value": "9990000018"}],
        "telecom": [{"system": "phone", "value": "01632 960001"}],
        "text": {"div": "<div><p>Key safe</p> 4821 &amp; dog</div>"},
    }
    found = _read({"resourceType": "Bundle", "entry": [{"resource": patient}]})
    rows = _rows(found)
    assert rows["identifier.nhs-number"][0] == "9990000018"
    assert rows["telecom.phone"][0] == "01632 960001"
    assert rows["text.div"][0].split() == ["Key", "safe", "4821", "&", "dog"]


def test_one_resource_is_one_record():
    """A single FHIR resource is not split at its arrays."""
    patient = {"resourceType": "Patient", "name": [{"family": "A"}, {"family": "B"}], "id": "1"}
    assert {len(b.values) for b in _read(patient).batches} == {1}


def test_an_attachment_is_a_member():
    """Base64 content becomes an object of its own and no value."""
    found = _read([{"contentType": "text/plain", "data": "a2V5IDQ4MjE=", "title": "a/b.txt"}])
    assert found.members == {"record 1/a_b.txt": b"key 4821"}
    assert "a2V5IDQ4MjE=" not in found.values()


def test_a_broken_attachment_is_said():
    """Base64 that is none fails when it is opened, not before."""
    found = _read([{"contentType": "text/plain", "data": "a"}])
    assert list(found.members.values()) == [Reason.DAMAGED]


def test_half_a_surrogate_pair_is_harmless():
    """Escapes that UTF-8 cannot hold do not stop the reader."""
    assert _read(b'{"a": "x\\ud800y"}').values() == ["x?y"]
