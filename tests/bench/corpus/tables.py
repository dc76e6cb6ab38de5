"""Tables of people and of things, under the headers that exports really have."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from .halves import Deck, Half, lines
from .markup import Filled, Text, render
from .slots import Slots

HEADERS: dict[str, tuple[str, ...]] = {
    "nhs": lines("NHS Number\nNHSNumber\nnhs_no\nNHS No\nNHSNO\nnhs number\nPatient NHS Number\n"
                 "NHS_NUMBER\nnhsNumber\nNHS No.\nNhsNum\nclient_nhs_number"),
    "name": lines("Client Name\nFullName\nService User Name\npatient_name\nResident Name\nName\n"
                  "full_name\nclientName\nSU Name\nPERSON_NAME\nEmployee Name\nDisplay Name"),
    "given": lines("Forename\nFirst Name\nfirst_name\nGivenName\nFORENAMES\nFirstname\ngiven_name\n"
                   "Fore name\nChristian Name\nclient_forename"),
    "family": lines("Surname\nLast Name\nlast_name\nFamilyName\nSURNAME\nLastname\nfamily_name\n"
                    "ClientSurname\npatient_surname\nLAST_NAME"),
    "dob": lines("DOB\nDate of Birth\ndate_of_birth\nDateOfBirth\nD.O.B.\nBirthDate\ndob\n"
                 "birth_date\nClientDOB\nDATE_BIRTH\nPersonDOB\nBorn"),
    "postcode": lines("Postcode\nPost Code\npostcode\nPostCode\nPOSTCODE\npost_code\n"
                      "Home Postcode\nPcode\nAddressPostcode\npostal_code"),
    "street": lines("Address\nAddress Line 1\naddress1\nAddressLine1\nHome Address\nAddr1\n"
                    "client_address\nStreet Address\nADDRESS_LINE_1\nProperty Address"),
    "phone": lines("Telephone\nPhone\nMobile\nTel No\nphone_number\nHome Tel\nContact Number\n"
                   "MobileNumber\nTEL\nhome_phone\nLandline\nmobile_no"),
    "email": lines("Email\nE-mail\nemail_address\nEmailAddress\nEMAIL\nContact Email\nemail\n"
                   "Work Email\nclient_email\ne-mail address"),
    "nino": lines("NI Number\nNINO\nNational Insurance Number\nni_no\nNINumber\nNatInsNo\nNI No\n"
                  "national_insurance\nNI_NUMBER\nEmployee NI"),
    "ks": lines("Key Safe Code\nKeySafe\nkeysafe_code\nKey Safe No\nKeySafeCode\nKS Code\n"
                "keysafe_number\nKeysafe PIN\nKEY_SAFE\nkeySafeNumber\nKS"),
    "door": lines("Door Code\nDoorCode\ndoor_code\nDoor Entry Code\nEntry Door Code\n"
                  "Main Door Code\ncommunal_door_code\nDoor PIN\nDOOR_CODE\ndoorEntryCode"),
    "alarm": lines("Alarm Code\nAlarmCode\nalarm_code\nBurglar Alarm Code\nAlarm PIN\nHouse Alarm\n"
                   "ALARM_CODE\nalarm_pin\nAlarm No\nintruderAlarmCode"),
    "gate": lines("Gate Code\nGateCode\ngate_code\nGate PIN\nGATE_CODE\nGarage Code\n"
                  "Side Gate Code\ngate_pin\nGate Entry Code\ndriveway_gate_code"),
    "password": lines("Alarm Password\ntelecare_password\nCareline Password\nAlarmPassword\n"
                      "Pendant Password\nlifeline_password\nAlarm Codeword\nTelecare Password\n"
                      "ALARM_PASSWORD\nalarm_company_password"),
    "ks_place": lines("Key Safe Location\nKeySafeLocation\nkeysafe_location\nKS Location\n"
                      "Keysafe Position\nWhere is key safe\nKEY_SAFE_LOCATION\nkeysafe_where\n"
                      "Location of Keysafe\nkeySafePlace"),
}  # fmt: skip
NOTE_HEADERS = lines("Notes\nAccess Notes\nComments\nVisit Notes\nvisit_note\nRemarks\nAccess\n"
                     "access_details\nCarer Notes\nFree Text\nMessage\nbody")  # fmt: skip
# Columns without secrets beside them.
INNOCENT: dict[str, tuple[str, ...]] = {
    "n6": ("Client ID", "id", "Record", "client_ref", "Row", "Ref"),
    "day": ("Start Date", "Last Visit", "review_date", "Next Review", "Created", "updated_on"),
    "n2": ("Hours", "Visits", "calls_per_week", "Zone", "Band", "Score"),
    "n8": ("Invoice", "Order No", "case_ref", "Package", "PO", "doc_id"),
    "d10": ("System ID", "pk", "Order Number", "Account Ref", "external_id", "Case Number"),
    "money": ("Rate", "Weekly Cost", "fee", "Contribution", "Balance", "Budget"),
}
PEOPLE_TABLES = (
    ("n6", "name", "nhs", "dob", "street", "postcode", "phone"),
    ("n6", "given", "family", "dob", "nhs", "day", "postcode", "ks"),
    ("name", "street", "postcode", "ks", "ks_place", "door", "n2"),
    ("n8", "given", "family", "email", "phone", "nino", "money"),
    ("nhs", "dob", "postcode", "day", "d10"),
    ("name", "dob", "alarm", "password", "gate", "phone", "n6"),
    ("family", "given", "phone", "email", "day", "n2"),
    ("n6", "name", "postcode", "door", "gate", "alarm"),
)  # fmt: skip
THINGS = (
    ("d10", "day", "money", "n2"), ("n6", "n8", "n2", "money"), ("d10", "n6", "day"),
    ("n8", "day", "n2", "n2"), ("n6", "d10", "money"), ("day", "n2", "money"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Table:
    """Headers and rows of labelled cells."""

    headers: tuple[str, ...]
    rows: tuple[tuple[Text, ...], ...]

    def plain(self) -> list[list[str]]:
        """The rows as bare text."""
        return [[cell.text for cell in row] for row in self.rows]

    def cells(self) -> list[Text]:
        """All cells, row by row."""
        return [cell for row in self.rows for cell in row]


class TableMaker:
    """Makes tables of one half."""

    def __init__(self, rng: Random, half: Half, deal_note: Callable[[], str]) -> None:
        self._rng, self._deal_note = rng, deal_note
        self._headers = {slot: Deck(names, half, rng) for slot, names in HEADERS.items()}
        self._innocent = {slot: Deck(names, half, rng) for slot, names in INNOCENT.items()}
        self._notes = Deck(NOTE_HEADERS, half, rng)
        self._left: dict[int, list[tuple[str, ...]]] = {}

    def of_people(self, slots: Slots, rows: int, *, notes: bool = False) -> Table:
        """A row is a person; with `notes` a column of running text."""
        columns = self._next(PEOPLE_TABLES)
        headers = [self._header(slot) for slot in columns]
        made = []
        for _ in range(rows):
            slots.turn_to_next()
            row = [render("{" + slot + "}", _cell(slots)) for slot in columns]
            made.append((*row, render(self._deal_note(), slots)) if notes else tuple(row))
        return Table((*headers, *([self._notes.deal()] if notes else [])), tuple(made))

    def of_things(self, slots: Slots, rows: int) -> Table:
        """Numbers of things, money and days: nobody's."""
        columns = self._next(THINGS)
        headers = [self._header(slot) for slot in columns]
        made = [tuple(render("{" + s + "}", slots) for s in columns) for _ in range(rows)]
        return Table(tuple(headers), tuple(made))

    def _next(self, shapes: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
        """All shapes in random order, then all once more, so that no file format keeps one."""
        left = self._left.setdefault(id(shapes), [])
        if not left:
            left += self._rng.sample(shapes, len(shapes))
        return left.pop()

    def _header(self, slot: str) -> str:
        return (self._headers.get(slot) or self._innocent[slot]).deal()


def _cell(slots: Slots) -> Callable[[str], Filled]:
    """Like running text, but names of a column are parts or plain."""

    def fill(slot: str) -> Filled:
        slots.named.add(slots.who.id)
        if slot == "given":
            return Filled(slots.who.given, "PERSON")
        if slot == "family":
            return Filled(slots.who.family, "PERSON")
        return slots(slot)

    return fill
