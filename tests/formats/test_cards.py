"""Contacts and calendars: records, folded lines, old encodings."""

import base64

from scanner.model import Unit
from tests.formats.extract import extract

NHS = "999 001 2016"
CARD = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Crabtree;Ivy;;Mrs;\r\nTEL;TYPE=HOME:01632 960123\r\n"
    "item1.ADR;TYPE=HOME:;;4 Example Street;Leeds;;LS1 4AP;UK\r\nBDAY:19380302\r\n"
    f"NOTE:NHS {NHS}\\, key safe 48\r\n 21\\nleft of the door\r\nEND:VCARD\r\n"
)


def test_each_card_is_a_record():
    """Properties of one card stand at one position."""
    found = extract("cards", (CARD + CARD.replace("Ivy", "Jo")).encode())
    batch = found.batch("", "N")
    assert batch.values.to_pylist() == ["Crabtree Ivy Mrs", "Crabtree Jo Mrs"]
    assert (batch.unit, batch.first) == (Unit.MESSAGE, 1)
    assert found.values("", "ADR")[0] == "4 Example Street Leeds LS1 4AP UK"
    assert found.values("", "BDAY")[0] == "1938-03-02"


def test_folded_line_is_put_together():
    """A number that is folded over two lines is whole, escapes are undone."""
    note = extract("cards", CARD.encode()).values("", "NOTE")
    assert note == [f"NHS {NHS}, key safe 4821\nleft of the door"]


def test_quoted_printable_of_old_phones():
    """vCard 2.1 breaks its lines with an equals sign."""
    card = "BEGIN:VCARD\nNOTE;ENCODING=QUOTED-PRINTABLE:Key safe=20=\n4821 Zo=C3=AB\nEND:VCARD\n"
    assert extract("cards", card.encode()).values("", "NOTE") == ["Key safe 4821 Zoë"]


def test_picture_in_a_card_is_a_member():
    """A photograph is given as a file."""
    picture = base64.b64encode(b"\x89PNG\r\n").decode()
    card = f"BEGIN:VCARD\nPHOTO;ENCODING=b;TYPE=PNG:{picture}\nEND:VCARD\n"
    assert extract("cards", card.encode()).members == {"photo 1": b"\x89PNG\r\n"}


def test_event_is_a_record_with_those_who_attend():
    """Place, description and names among the options stand in one record."""
    event = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Visit\nLOCATION:Key safe 4821\n"
    event += 'ATTENDEE;CN="Ivy Crabtree":mailto:ivy@example.org\nEND:VEVENT\nEND:VCALENDAR\n'
    found = extract("cards", event.encode())
    assert found.batch("", "LOCATION").values.to_pylist()[0] == "Key safe 4821"
    assert found.values("", "ATTENDEE") == ["ivy@example.org", "Ivy Crabtree"]


def test_card_cut_off_is_read_as_far_as_it_goes():
    """A card without its end loses nothing."""
    assert extract("cards", CARD.encode()[:-60]).values("", "N") == ["Crabtree Ivy Mrs"]
