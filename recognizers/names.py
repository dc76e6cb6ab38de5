"""Names of people that something marks: a title, a label, a known given name, a header.

Not here: names that only a language model tells from other words.
"""

from recognizers.declaration import (
    Entity,
    Harm,
    Recognizer,
    Role,
    Sensitivity,
    UkGdpr,
)
from recognizers.name_reading import (
    PLAIN_CASE,
    no_full_name,
    no_name,
    no_surname_first,
    plainly,
    reader,
)
from recognizers.name_shapes import (
    CELL,
    GIVEN,
    GIVEN_AND_INITIAL,
    GIVEN_SELECTOR,
    IN_ROLE,
    IN_ROLE_SELECTOR,
    LABELLED,
    LABELLED_SELECTOR,
    SURNAME_FIRST,
    SURNAME_SELECTOR,
    TITLED,
    TITLED_SELECTOR,
)
from recognizers.words import load

PERSON = Entity(
    name="PERSON",
    title="Name of a person",
    meaning="The name of a patient, client, relative or member of staff.",
    uk_gdpr=UkGdpr.PERSONAL,
    harm=Harm.CONTACT,
    sensitivity=Sensitivity.LOW,
    breach_category="Basic personal identifiers",
    remedy="Use a record number instead where the name is not needed.",
    role=Role.NAME,
    references=("https://www.datadictionary.nhs.uk/data_elements/person_name.html",),
)

PERSON_TITLED = Recognizer(
    name="person_titled",
    entity=PERSON,
    patterns=(TITLED_SELECTOR,),
    flags=PLAIN_CASE,
    finder=reader(TITLED),
    examples=(
        "Mrs Edna Clegg",
        "visited mrs edna clegg at 9, she had fallen",
        "Dr. J. Osei rang",
        "MRS GREENHALGH",
        "Mr O'Brien-Smith",
        "Miss Si\u00e2n Llewellyn",
        "Ms van der Berg",
        "Mr McAllister Key Safe 1 left of door",
        "Mr and Mrs Hall",
        "mr clegg",
    ),
    counter_examples=(
        "Master Key in Office",
        "Dr Appointment",
        "miss your tablets",
        "mrs and mr",
        "Mr 4",
        "diagnosed with ms last year",
    ),
)
PERSON_LABELLED = Recognizer(
    name="person_labelled",
    entity=PERSON,
    patterns=(LABELLED_SELECTOR,),
    flags=PLAIN_CASE,
    finder=reader(LABELLED, before_label=True),
    examples=(
        "Name: Edna Clegg DOB: 12/03/1941",
        "Patient name: CLEGG Edna",
        "Next of kin - Seamus O'Brien",
        "SERVICE USER: Mrs E Clegg",
        "Keyholder: Bronwen",
        "Client name:\nOlumide Adeyemi",
    ),
    counter_examples=(
        "Name: not recorded",
        "Name: Pygments",
        "Name: Not Recorded",
        "name: Build Image",
        "File name: report",
        "Patient: No Change",
        "name of the street",
    ),
)
PERSON_GIVEN_NAME = Recognizer(
    name="person_given_name",
    entity=PERSON,
    patterns=(GIVEN_SELECTOR,),
    flags=PLAIN_CASE,
    finder=reader(GIVEN, not_places=True),
    examples=(
        "Si\u00e2n Llewellyn, Llanelli",
        "Sia\u0302n Llewellyn, Llanelli",
        "she told bronwen rees",
        "Reported to Bronwen Rees",
        "EDNA CLEGG",
        "Edna M. Clegg",
        "Spoke to Doris Hall today",
        "John Ward rang",
        "Cli\ufb00ord Garside, ill",
    ),
    counter_examples=(
        "Edna",
        "Charlotte Street",
        "Stanley Park",
        "told edna that",
        "bronwen rees",
        "Albert Road Surgery",
        "Florence Nightingale House",
        "the Mary Seacole Memorial Hospital",
        "She is on Victoria Ward",
        "moved to Mary Ward 7",
        "a concert in the Albert Hall",
    ),
)
PERSON_SURNAME_FIRST = Recognizer(
    name="person_surname_first",
    entity=PERSON,
    patterns=(SURNAME_SELECTOR,),
    flags=PLAIN_CASE,
    finder=plainly(SURNAME_FIRST),
    reject=no_surname_first,
    examples=(
        "CLEGG, Edna (Mrs)",
        "seen: O\u2019BRIEN, Seamus",
        "HALL, Doris",
        "Clegg, Edna M\nOsei, Yaw",
    ),
    counter_examples=("NOTE, Edna", "Later, Edna came", "CLEGG, left", "In Otley, Edna rang"),
)
PERSON_GIVEN_NAME_AND_INITIAL = Recognizer(
    name="person_given_name_and_initial",
    entity=PERSON,
    patterns=(GIVEN_AND_INITIAL,),
    flags=PLAIN_CASE,
    examples=("ivy c ks 4219 rnd back", "Maurice D - pads delivered", "07:30\nEdna C, wash"),
    counter_examples=("may b late 2day", "will c u later", "told ivy c", "ivy climbs", "Ivy 4"),
)
PERSON_IN_ROLE = Recognizer(
    name="person_in_role",
    entity=PERSON,
    patterns=(IN_ROLE_SELECTOR,),
    flags=PLAIN_CASE,
    finder=reader(IN_ROLE),
    examples=(
        "Reported to Team Leader Bronwen Rees and Night Sister Priya Shah",
        "Social Worker Olumide Adeyemi",
    ),
    counter_examples=("Care Manager Weekly Update", "Team Leader Meeting", "Nurse Call System"),
)
PERSON_COLUMN = Recognizer(
    name="person_column",
    entity=PERSON,
    patterns=(CELL,),
    reject=no_name,
    # As context, not headers: a longer phrase then takes its words from the rivals.
    context=load("name_headers"),
    headers=("nm",),
    context_score=0.85,
    rivals=load("name_header_rivals"),
    requires_header=True,
    counter_examples=("Edna Clegg", "surname: 6033391"),
    header_examples=(
        ("SURNAME", "GREENHALGH"),
        ("FORENAME", "SEAMUS"),
        ("lname", "O'BRIEN"),
        ("fl_nm", "Ivy Crabtree"),
        ("name", "Yetunde Osei"),
        ("CHILD_LAST_NAME", "Uttley"),
        ("PID-5 Patient name", "CLEGG^EDNA^^MRS"),
        ("name.family", "Clegg"),
        ("serviceUserName", "clegg, edna"),
        ("surname", "Hall"),
    ),
)

PERSON_ROLE_COLUMN = Recognizer(
    name="person_role_column",
    entity=PERSON,
    patterns=(CELL,),
    reject=no_full_name,
    context=load("person_headers"),
    headers=("nok",),
    context_score=0.7,
    rivals=load("name_header_rivals"),
    flags=PLAIN_CASE,
    requires_header=True,
    counter_examples=("Yetunde Osei",),
    header_examples=(
        ("Client", "Yetunde Osei"),
        ("Service User", "Osei, Yetunde"),
        ("careWorker", "Mrs Y Osei"),
        ("Client", "John Ward"),
        ("Client", "Hall, Doris"),
    ),
)

RECOGNIZERS: tuple[Recognizer, ...] = (
    PERSON_TITLED,
    PERSON_LABELLED,
    PERSON_GIVEN_NAME,
    PERSON_GIVEN_NAME_AND_INITIAL,
    PERSON_SURNAME_FIRST,
    PERSON_IN_ROLE,
    PERSON_COLUMN,
    PERSON_ROLE_COLUMN,
)
