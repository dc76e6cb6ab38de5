"""Extracts of known systems: their flags of test and confidential records are used."""

import pytest

from scanner.config import Settings
from scanner.engines.local import sweep
from scanner.inventory.reader import Inventory, open_inventory

EMIS = (
    "PatientGuid,NhsNumber,Surname,DateOfBirth,DummyType,SpineSensitive\n"
    "a1,999 000 0018,Clegg,01/02/1940,false,true\n"
    "a2,999 000 0026,Hardcastle,03/04/1951,false,false\n"
    "a3,999 000 0034,Sample,05/06/1962,true,false\n"
)
SYSTMONE = (
    "RowIdentifier,NHSNumber,FirstName,Surname,TestPatient\n"
    "1,999 000 0018,Edna,Clegg,0\n"
    "2,999 000 0034,Test,Sample,1\n"
)
HES = "NEWNHSNO,DOB,ETHNOS,LOPATID,HOMEADD\n9990000018,01021940,A,K123456,\n"
HL7 = (
    "MSH|^~\\&|PAS|RXX|CD|RXX|20260105||ADT^A01|{number}|{kind}|2.4\r"
    "PID|1||{nhs}^^^NHS^NH||CLEGG^EDNA||19400201\r"
)
FHIR = (
    '{{"resourceType":"Patient","id":"{id}","meta":{{"security":[{{"code":"{code}"}}]}},'
    '"identifier":[{{"system":"https://fhir.nhs.uk/Id/nhs-number","value":"{nhs}"}}]}}\n'
)


FILES = {
    "Admin_Patient.csv": EMIS,
    "SRPatient.csv": SYSTMONE,
    "hes.csv": HES,
    "batch.hl7": HL7.format(number=1, kind="P", nhs="9990000018")
    + HL7.format(number=2, kind="T", nhs="9990000026"),
    "tests.ndjson": FHIR.format(id=1, code="N", nhs="9990000018")
    + FHIR.format(id=2, code="HTEST", nhs="9990000026"),
    "labels.ndjson": FHIR.format(id=1, code="R", nhs="9990000018")
    + FHIR.format(id=2, code="V", nhs="9990000026")
    + FHIR.format(id=3, code="N", nhs="9990000034"),
}


@pytest.fixture(scope="module")
def swept(tmp_path_factory: pytest.TempPathFactory) -> Inventory:
    """All files, swept; numbers of the 999 range count as people's."""
    folder = tmp_path_factory.mktemp("schemas")
    (folder / "share").mkdir()
    for name, text in FILES.items():
        (folder / "share" / name).write_text(text, newline="")
    settings = Settings(test_numbers="live", names="off", workers=1, hash_key_file=folder / "key")
    sweep([str(folder / "share")], folder / "inventory", settings)
    return open_inventory(folder / "inventory")


def entities(inventory: Inventory, name: str) -> dict[str, int]:
    """Findings of each entity in one file."""
    rows = inventory.inventory.to_pylist()
    return {row["entity"]: row["findings"] for row in rows if row["uri"].endswith(f"/{name}")}


@pytest.mark.parametrize(
    ("name", "people"),
    [("Admin_Patient.csv", 2), ("SRPatient.csv", 1), ("batch.hl7", 1), ("tests.ndjson", 1)],
)
def test_records_marked_as_tests_are_nobody(swept: Inventory, name: str, people: int) -> None:
    """Whoever is in a record that its system marks as made up is not counted."""
    rows = swept.objects.to_pylist()
    assert [r["people_up_to"] for r in rows if r["uri"].endswith(f"/{name}")] == [people]
    assert entities(swept, name)["TEST_RECORD"] == 1


@pytest.mark.parametrize(("name", "marked"), [("Admin_Patient.csv", 1), ("labels.ndjson", 2)])
def test_records_marked_as_confidential_are_found(swept: Inventory, name: str, marked: int) -> None:
    """Sensitive on the Spine, restricted or very restricted: a finding of its own."""
    assert entities(swept, name)["CONFIDENTIAL_RECORD"] == marked


def test_fields_of_hospital_statistics_are_known(swept: Inventory) -> None:
    """The names that HES gives its columns say what they hold."""
    found = entities(swept, "hes.csv")
    assert {"UK_NHS", "DATE_OF_BIRTH", "ETHNICITY", "LOCAL_PATIENT_ID"} <= set(found)
