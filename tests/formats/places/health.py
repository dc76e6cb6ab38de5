"""HL7 v2, FHIR, CDA and DICOM: records, narratives, documents inside."""

import json
from base64 import b64encode

from tests.formats import test_more_tables
from tests.formats.places.row import Files, Row, sample

_PLAN = b64encode(sample("plan.docx")()).decode()
_MESSAGE = (
    "MSH|^~\\&|APP|FAC|||20240101||ADT^A01|1|P|2.4\r"
    "PID|1||{}^^^NHS^NH||CRABTREE^IVY||19310402|F\r"
    "NTE|1||key safe code {} \\T\\ dog\r"
)
_HL7 = (
    "FHS|^~\\&|LAB\rBHS|^~\\&|LAB\r"
    + _MESSAGE.format("9990012016", "5001")
    + _MESSAGE.format("9990012024", "5002")
    + f"OBX|1|ED|D^Plan||^application^docx^Base64^{_PLAN}\rBTS|2\rFTS|1\r"
)
_PATIENT = {
    "resourceType": "Patient",
    "identifier": [{"system": "https://fhir.nhs.uk/Id/nhs-number", "value": "9990012016"}],
    "text": {"div": '<div xmlns="x"><p>key safe <b>code</b> 5101</p></div>'},
    "extension": [{"url": "x", "valueString": "key safe code 5102"}],
}
_DOCUMENT = {
    "resourceType": "DocumentReference",
    "content": [{"attachment": {"contentType": "text/plain", "title": "plan.docx", "data": _PLAN}}],
}
_BUNDLE = {"resourceType": "Bundle", "entry": [{"resource": _PATIENT}, {"resource": _DOCUMENT}]}
_FHIR_XML = f"""<Bundle xmlns="http://hl7.org/fhir"><entry><resource><Patient>
<id value="a"/></Patient></resource></entry><entry><resource><Patient>
<text><div xmlns="http://www.w3.org/1999/xhtml"><p>key safe code 5201</p></div></text>
<identifier><system value="https://fhir.nhs.uk/Id/nhs-number"/><value value="9990012016"/>
</identifier>
</Patient></resource></entry><entry><resource><Binary><contentType value="text/plain"/>
<data value="{b64encode(b"key safe code 5202").decode()}"/></Binary></resource></entry></Bundle>"""
_CDA = f"""<?xml version="1.0"?><ClinicalDocument xmlns="urn:hl7-org:v3"><recordTarget><patientRole>
<id root="2.16.840.1.113883.2.1.4.1" extension="9990012016"/></patientRole></recordTarget>
<component><structuredBody><component><section><title>Home</title><text><list><item>key safe code
 5301</item></list></text></section></component></structuredBody></component><component>
<nonXMLBody><text mediaType="text/plain" representation="B64">
{b64encode(b"key safe code 5302").decode()}</text></nonXMLBody></component></ClinicalDocument>"""

_TEXT = "component.structuredBody.component.section.text.list.item"

FILES: Files = {
    "batch.hl7": lambda: _HL7.encode(),
    "bundle.json": lambda: json.dumps(_BUNDLE).encode(),
    "export.ndjson": lambda: "\n".join(map(json.dumps, (_DOCUMENT, _PATIENT))).encode(),
    "bundle.xml": lambda: _FHIR_XML.encode(),
    "letter.xml": lambda: _CDA.encode(),
    "scan.dcm": lambda: test_more_tables.dicom(
        PatientID="9990012016", PatientName="Crabtree^Ivy", ImageComments="key safe code 5401"
    ),
}

ROWS = [
    Row("batch.hl7", "an identifier in a batch", "", "PID-3 NHS number", 2, "message",
        "9990012024"),
    Row("batch.hl7", "a comment", "", "NTE-3 Comment", 1, "message", "5001"),
    Row("batch.hl7", "a document in OBX", "table 1", "Key safe code", 2, "row", "1033",
        "message 2/OBX-1/attachment"),
    Row("bundle.json", "an identifier", "", "identifier.nhs-number", 1, "row", "9990012016"),
    Row("bundle.json", "a narrative", "", "text.div", 1, "row", "5101"),
    Row("bundle.json", "an extension", "", "extension.valueString", 1, "row", "5102"),
    Row("bundle.json", "an attachment", "comments", "", 1, "block", "9990012024",
        "record 2/plan.docx"),
    Row("export.ndjson", "the second line", "", "text.div", 2, "row", "5101"),
    Row("export.ndjson", "an attachment", "footnotes", "", 1, "block", "1022",
        "record 1/plan.docx"),
    Row("bundle.xml", "an identifier", "", "identifier.nhs-number", 2, "row", "9990012016"),
    Row("bundle.xml", "a narrative", "", "text.div.p", 2, "row", "5201"),
    Row("bundle.xml", "an attachment", "", "", 1, "line", "5202", "record 3/attachment.txt"),
    Row("letter.xml", "an identifier", "", "recordTarget.patientRole.id.nhs-number", 1, "row",
        "9990012016"),
    Row("letter.xml", "a narrative", "", _TEXT, 1, "row", "5301"),
    Row("letter.xml", "an unstructured body", "", "", 1, "line", "5302",
        "record 1/attachment.txt"),
    Row("scan.dcm", "the patient's number", "", "PatientID", 1, "message", "9990012016"),
    Row("scan.dcm", "a comment", "", "ImageComments", 1, "message", "5401"),
    Row("scan.dcm", "a sequence", "", "PatientComments", 1, "message", "4821"),
]  # fmt: skip
