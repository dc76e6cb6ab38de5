"""XML and HTML: records, running text, and what hides beside it."""

import pytest

from scanner.model import Limits, Reason, Unit
from tests.formats.extract import extract


def _xml(text, **options):
    content = text if isinstance(text, bytes) else text.encode()
    return extract("xml", content, **options)


def _html(text):
    return extract("html", text.encode())


def _rows(extracted):
    return {b.column: b.values.to_pylist() for b in extracted.batches if b.unit is Unit.ROW}


PEOPLE = (
    '<people><person id="1"><nhs>9990000018</nhs><name><given>Ivy</given></name></person>'
    "<person><nhs>9990000026</nhs></person></people>"
)


def test_repeating_children_are_records():
    """Each child of the root is a row; tags and attributes are columns."""
    assert _rows(_xml(PEOPLE)) == {
        "person@id": ["1", None],
        "nhs": ["9990000018", "9990000026"],
        "name.given": ["Ivy", None],
    }


def test_records_may_lie_in_one_wrapper():
    """Children of the one element that lists them are records; what is beside is one more."""
    found = _rows(_xml(f"<export><meta><at>now</at></meta>{PEOPLE}</export>"))
    assert found["nhs"] == ["9990000018", "9990000026", None]
    assert found["meta.at"] == [None, None, "now"]


def test_comments_cdata_and_tails_count():
    """Every kind of text is read."""
    record = "<r><a>1</a><b>2</b><c>x<!-- key 4821 --></c><d><![CDATA[R & D]]></d></r>"
    found = _xml(f"<rs>{record}{record}</rs>").values()
    assert {"key 4821", "R & D"} <= set(found)


@pytest.mark.parametrize("text", ["R & D", "<5 units", "AT&T", "caf&eacute;", "&nosuch;"])
def test_marks_that_are_text_stop_nothing(text):
    """A bare ampersand or less-than sign does not end the reading."""
    found = _xml(f"<rs><r><a>{text}</a></r><r><a>last</a></r></rs>")
    assert found.values() == [text.replace("&eacute;", "é"), "last"]
    assert not found.skipped


def test_fhir_values_have_their_elements_path():
    """FHIR XML: the attribute `value` is the element's text, named after its system."""
    found = _rows(
        _xml(
            '<Patient xmlns="http://hl7.org/fhir"><identifier>'
            '<system value="https://fhir.nhs.uk/Id/nhs-number"/><value value="9990000018"/>'
            '</identifier><name><family value="Greenhalgh"/></name></Patient>'
        )
    )
    assert found["identifier.nhs-number"] == ["9990000018"]
    assert found["name.family"] == ["Greenhalgh"]


def test_a_fhir_bundle_is_a_list_of_resources():
    """Entry and resource are packing, not part of the path."""
    entry = '<entry><resource><Patient><birthDate value="{}"/></Patient></resource></entry>'
    bundle = f'<Bundle xmlns="http://hl7.org/fhir">{entry.format("a")}{entry.format("b")}</Bundle>'
    assert _rows(_xml(bundle)) == {"birthDate": ["a", "b"]}


def test_a_clinical_document_is_one_record():
    """CDA: the identifier is named after its issuer, narrative is in the same record."""
    found = _xml(
        '<ClinicalDocument xmlns="urn:hl7-org:v3"><recordTarget>'
        '<id root="2.16.840.1.113883.2.1.4.1" extension="9990000018"/></recordTarget>'
        "<author/><author/><component><text>Key <b>safe</b> 4821</text></component>"
        "</ClinicalDocument>"
    )
    assert _rows(found)["recordTarget.id.nhs-number"] == ["9990000018"]
    assert {(b.first, len(b.values)) for b in found.batches} == {(1, 1)}


def test_running_text_is_blocks():
    """Mixed content is not torn apart at its inline elements."""
    found = _xml('<doc><p>Key <b>safe</b> 4821</p><p lang="en">no <i>dog</i></p></doc>')
    assert found.values(part="") == ["Key safe 4821", "no dog"]
    assert found.values(part="attributes") == ["en"]
    assert {b.unit for b in found.batches} == {Unit.BLOCK}


def test_damage_is_said_and_the_rest_is_text():
    """Records before the damage count; from its line on the file is text."""
    record = "<r><a>good</a></r>\n"
    found = _xml(f"<rs>\n{record * 3}<r><a>x</b></r>\n<r><a>key safe 4821</a></r></rs>")
    assert found.values(column="a").count("good") == 3
    assert any("key safe 4821" in v for b in found.batches for v in b.values.to_pylist() if v)
    assert [s.reason for s in found.skipped] == [Reason.DAMAGED]


def test_a_cut_off_file_counts_up_to_its_end():
    """What was read of a truncated file is kept, the open tag too."""
    found = _xml('<rs><r><a>1</a></r><r><a>2</a><b c="key safe 4821')
    assert found.values(column="a") == ["1", "2"]
    assert any("key safe 4821" in value for value in found.values())
    assert [s.reason for s in found.skipped] == [Reason.DAMAGED]


def test_growing_entities_are_harmless():
    """The billion laughs end at the parser's limit."""
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    found = _xml(f'<!DOCTYPE a [<!ENTITY l0 "lol">{entities}]><a>&l11;</a>')
    assert found.error is None
    assert sum(map(len, found.values())) < 5_000_000


def test_external_entities_are_not_read(tmp_path):
    """No file or address is fetched for an entity."""
    secret = tmp_path / "secret.txt"
    secret.write_text("key safe 4821")
    found = _xml(f'<!DOCTYPE r [<!ENTITY e SYSTEM "{secret.as_uri()}">]><r><a>x&e;</a></r>')
    assert not any("4821" in value for value in found.values())


@pytest.mark.parametrize("codec", ["utf-8", "utf-16", "cp1252"])
def test_the_encoding_is_the_one_the_bytes_have(codec):
    """Wrong and right declarations lead to the same text."""
    text = '<?xml version="1.0" encoding="UTF-8"?><rs><r><a>Zoë</a></r><r><a>x</a></r></rs>'
    assert _xml(text.encode(codec)).values(column="a") == ["Zoë", "x"]


def test_deep_nesting_ends():
    """A hundred thousand open elements neither crash nor hang the reader."""
    found = _xml("<a>" * 100_000 + "4821")
    assert found.values() == ["4821"]


@pytest.mark.parametrize("batch_bytes", [1, 7, 300])
def test_chunks_never_change_a_value(batch_bytes):
    """The size of the chunks never changes a value."""
    text = PEOPLE.replace("Ivy", "Ivy &amp; Bo & <3 é")
    assert sorted(_xml(text, limits=Limits(batch_bytes=batch_bytes)).values()) == sorted(
        _xml(text).values()
    )


def test_html_tables_with_a_header_are_rows():
    """Header cells name the columns; the table is a part."""
    found = _html("<table><tr><th>Name<th>Code<tr><td>Ivy<td>4821 <b>x</b></table>")
    batch = found.batch("table 1", "Code")
    assert (batch.unit, batch.first, batch.values.to_pylist()) == (Unit.ROW, 2, ["4821 x"])


def test_a_table_without_a_header_keeps_its_lines_together():
    """Label and value of a form stand in one block."""
    found = _html("<table><tr><td>Key safe</td><td>4821</td></tr><tr><td>Dog</td></tr></table>")
    assert found.values(part="") == ["Key safe 4821", "Dog"]


def test_html_blocks_come_in_order():
    """Block elements end a block, inline ones do not; text around tables stays."""
    found = _html("<h1>A</h1>b <b>c</b><p>d<br>e</p><table><tr><th>N<tr><td>x</table>tail")
    assert found.values(part="") == ["A", "b c", "d e", "tail"]


def test_what_a_page_does_not_show_counts():
    """Attributes, comments, scripts and templates are read."""
    found = _html(
        '<!-- top --><input value="v1"><img alt="a1" src="data:image/png;base64,AAAA">'
        '<a href="mailto:ivy@example.com" data-code="4821">x</a><script>var k = 1</script>'
        "<template><p>hidden</p></template><!-- end -->"
    )
    assert found.values("attributes") == ["v1", "a1", "mailto:ivy@example.com", "4821"]
    assert [value.strip() for value in found.values("comments")] == ["top", "end"]
    assert found.values("scripts") == ["var k = 1"]
    assert "hidden" in found.values(part="")


def test_malformed_html_is_read():
    """Unclosed and crossed tags lose no text."""
    assert _html("<p>one<div><b>two</p>three").values(part="") == ["one", "two", "three"]


def test_html_nested_beyond_reason_is_a_limit():
    """Depth that the parser's time would explode on is read as text."""
    found = _html("<div>" * 200_000 + "key safe 4821")
    assert [s.reason for s in found.skipped] == [Reason.LIMIT]
    assert any("4821" in value for value in found.values())
