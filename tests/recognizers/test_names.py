"""Names of people, all invented."""

import pytest

from recognizers import names
from recognizers.words import load
from tests.recognizers.reading import reported

RUNNING_TEXT = (
    names.PERSON_TITLED,
    names.PERSON_LABELLED,
    names.PERSON_GIVEN_NAME,
    names.PERSON_IN_ROLE,
)
COLUMNS = (names.PERSON_COLUMN, names.PERSON_ROLE_COLUMN)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("saw Mrs Edna Clegg at 9", "Mrs Edna Clegg"),
        ("Dr. J. Osei rang", "Dr. J. Osei"),
        ("MRS GREENHALGH fell", "MRS GREENHALGH"),
        ("Mr O'Brien-Smith", "Mr O'Brien-Smith"),
        ("Mr O\u2019Brien", "Mr O\u2019Brien"),
        ("Miss Si\u00e2n Llewellyn", "Miss Si\u00e2n Llewellyn"),
        ("Ms van der Berg", "Ms van der Berg"),
        ("Mrs Hall is home", "Mrs Hall"),
        ("Mr McAllister Key Safe", "Mr McAllister"),
        ("visited mrs edna clegg at 9", "mrs edna clegg"),
        ("saw mr clegg", "mr clegg"),
    ],
)
def test_titled_name(text: str, name: str) -> None:
    """A name behind a title is found from the title to its last word."""
    assert name in reported([names.PERSON_TITLED], text)


@pytest.mark.parametrize(
    "text",
    ["Master Key in Office", "Dr Appointment", "miss your tablets", "has ms now", "Mr 4", "Mrs"],
)
def test_title_without_name(text: str) -> None:
    """A title, or a word like one, without a name is nothing."""
    assert reported([names.PERSON_TITLED], text) == {}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Name: Edna Clegg DOB: 12/03/1941", "Edna Clegg"),
        ("Name: Edna Clegg Bungalow: 4", "Edna Clegg"),
        ("Patient name: CLEGG Edna", "CLEGG Edna"),
        ("Next of kin - Seamus O'Brien", "Seamus O'Brien"),
        ("SERVICE USER: Mrs E Clegg", "Mrs E Clegg"),
        ("Client name:\nOlumide Adeyemi", "Olumide Adeyemi"),
    ],
)
def test_labelled_name(text: str, name: str) -> None:
    """A name behind a label is found, and ends before the next label."""
    assert set(reported([names.PERSON_LABELLED], text)) == {name}


@pytest.mark.parametrize(
    "text",
    ["Name: not recorded", "Name: Not Recorded", "name: Build Image", "Username: Admin", "Name: "],
)
def test_label_without_name(text: str) -> None:
    """A label with a blank, a key of a configuration file, or nothing names nobody."""
    assert reported([names.PERSON_LABELLED], text) == {}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Reported to Bronwen Rees and left", "Bronwen Rees"),
        ("Si\u00e2n Llewellyn, Llanelli", "Si\u00e2n Llewellyn"),
        ("Sia\u0302n Llewellyn, Llanelli", "Sia\u0302n Llewellyn"),
        ("Cli\ufb00ord Garside, su\ufb00ers", "Cli\ufb00ord Garside"),
        ("told bronwen rees", "bronwen rees"),
        ("EDNA CLEGG", "EDNA CLEGG"),
    ],
)
def test_known_given_name(text: str, name: str) -> None:
    """A known given name and a surname are found, however their letters are encoded."""
    assert set(reported([names.PERSON_GIVEN_NAME], text)) == {name}


@pytest.mark.parametrize(
    "text", ["Charlotte Street", "Stanley Park", "told edna that", "Edna", "Lewy body dementia"]
)
def test_given_name_without_surname(text: str) -> None:
    """Streets, parks and lone given names are not people."""
    assert reported([names.PERSON_GIVEN_NAME], text) == {}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Team Leader Olumide Adeyemi", "Olumide Adeyemi"),
        ("told Night Sister Priya Shah", "Priya Shah"),
    ],
)
def test_job_title_is_no_part_of_the_name(text: str, name: str) -> None:
    """The name begins behind the job title."""
    assert set(reported(RUNNING_TEXT, text)) == {name}


@pytest.mark.parametrize(
    "text",
    [
        "03/22 08:51:06 INFO   :...read_physical_netif: index #1, interface TR1",
        "Madopar 62.5 QDS, Sinemet Plus, Tapentadol 50mg; ALT normal",
        "?Creutzfeldt-Jakob disease, Parkinson's disease",
        "Care Manager Weekly Update",
        "6033391",
    ],
)
def test_other_text_holds_no_names(text: str) -> None:
    """Log lines, medicines, eponyms and headings hold no names."""
    assert reported(RUNNING_TEXT, text) == {}


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("SURNAME", "GREENHALGH"),
        ("FORENAME", "IVY"),
        ("Last Name", "O'BRIEN"),
        ("fname", "Ivy"),
        ("fl_nm", "Ivy Crabtree"),
        ("name", "Yetunde Osei"),
        ("serviceUserName", "clegg, edna"),
        ("PID-5 Patient name", "CLEGG^EDNA^^MRS"),
        ("name.given", "Edna"),
        ("surname", "Hall"),
        ("Client", "Yetunde Osei"),
        ("careWorker", "Mrs Y Osei"),
    ],
)
def test_cell_under_a_name_header(header: str, value: str) -> None:
    """A cell is a name where its header says so, in any case and order."""
    assert set(reported(COLUMNS, value, header)) == {value}


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("file name", "Report"),
        ("product_name", "Gloves"),
        ("street name", "Larkfield"),
        ("hostname", "Tern"),
        ("userName", "crabtree"),
        ("surname", "6033391"),
        ("name", "not recorded"),
        ("KeyHolder", "Y"),
        ("Client", "Active"),
        ("Client status", "Awaiting Review"),
        ("patient ethnicity", "White British"),
        ("", "Yetunde Osei"),
    ],
)
def test_cell_under_another_header(header: str, value: str) -> None:
    """Names of things, numbers, blanks and flags are not people."""
    assert reported(COLUMNS, value, header) == {}


@pytest.mark.parametrize("name", ["given_names", "job_titles", "name_headers", "number_rivals"])
def test_word_lists_name_their_source(name: str) -> None:
    """A word list holds terms, and none of its comments."""
    assert load(name)
    assert not any(term.startswith("#") or "Source" in term for term in load(name))
