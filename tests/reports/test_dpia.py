"""The input for a DPIA, as Word and as Markdown."""

import io
from pathlib import Path
from typing import Any

import docx
import pytest

from scanner.reports.protocol import ReportOptions
from scanner.reports.registry import load_report
from tests.assembled import TARGET, found_row, inventory, one_file

STEPS = [
    "Step 1: Identify the need for a DPIA",
    "Step 2: Describe the processing",
    "Step 3: Consultation",
    "Step 4: Necessity and proportionality",
    "Step 5: Identify and assess risks",
    "Step 6: Identify measures to reduce risk",
    "Step 7: Sign off and record outcomes",
]


def document(folder: Path, *files: Any) -> Any:
    """The Word document of these files."""
    out = io.BytesIO()
    load_report("dpia")(inventory(folder, *files), out, ReportOptions())
    return docx.Document(io.BytesIO(out.getvalue()))


def markdown(folder: Path, *files: Any, top: int | None = None) -> str:
    """The Markdown of these files."""
    out = io.StringIO()
    load_report("dpia-md")(inventory(folder, *files), out, ReportOptions(top))
    return out.getvalue()


def cells(made: Any) -> list[str]:
    """The texts of all cells."""
    return [cell.text for table in made.tables for row in table.rows for cell in row.cells]


@pytest.fixture
def rota() -> dict[str, Any]:
    """Three people whose homes could be entered, readable by everyone inside."""
    return one_file(f"{TARGET}/rota/a.csv", [1, 2, 3], access="everyone inside")


def test_the_steps_stand_in_order(tmp_path: Path, rota: Any) -> None:
    """The headings are those of the seven steps."""
    made = document(tmp_path, rota)
    headings = [p.text for p in made.paragraphs if p.style.name == "Heading 1"]
    assert headings == STEPS


def test_the_scope_is_filled(tmp_path: Path, rota: Any) -> None:
    """People, homes, kinds of data and places are told."""
    told = cells(document(tmp_path, rota))
    assert told[told.index("People") + 1] == "3"
    assert "Key safe code" in told
    assert "rota" in told


def test_home_entry_is_a_candidate_risk_with_evidence(tmp_path: Path, rota: Any) -> None:
    """The gravest risk comes first and names the place."""
    told = cells(document(tmp_path, rota))
    risk = next(text for text in told if "enters people's homes" in text)
    assert "1 place: rota. In one of them alone up to 3 people and 3 homes." in risk


def test_wide_access_to_special_category_data_is_a_risk(tmp_path: Path, rota: Any) -> None:
    """An NHS number that everyone inside can read is told."""
    text = markdown(tmp_path, rota)
    assert "Special category data can be read by people who do not need it" in text


def test_a_place_for_few_gives_no_access_risk(tmp_path: Path) -> None:
    """A risk stands there only where the inventory shows it."""
    text = markdown(tmp_path, one_file(f"{TARGET}/rota/a.csv", [1], access="restricted"))
    assert "Special category data can be read by people who do not need it" not in text


def test_what_people_decide_is_a_marked_blank(tmp_path: Path, rota: Any) -> None:
    """Lawful basis, likelihood and severity are not filled in."""
    text = markdown(tmp_path, rota)
    after = text.split("What is your lawful basis?")[1]
    assert after.split("\n")[2] == "> [to be filled in]"
    risk = next(line for line in text.splitlines() if line.startswith("| 1 | Somebody enters"))
    assert risk.count("[to be filled in]") == 3


def test_blanks_in_word_are_shaded(tmp_path: Path, rota: Any) -> None:
    """A box to fill in is seen at once."""
    assert 'w:fill="FFF4CC"' in document(tmp_path, rota).element.xml


def test_unread_objects_are_a_risk_of_their_own(tmp_path: Path) -> None:
    """Nobody signs an assessment that hides what was not seen."""
    text = markdown(
        tmp_path, one_file(f"{TARGET}/a/b.csv", [1], status="skipped", reason="encrypted")
    )
    assert "What was not examined may hold more" in text


def test_markup_in_a_name_stays_text(tmp_path: Path) -> None:
    """A folder cannot become a link, a tag or a cell of its own."""
    text = markdown(tmp_path, one_file(f"{TARGET}/%3Cb%3E[x](http:) |y/a.csv", [1]))
    assert "\\<b\\>\\[x\\](http:) \\|y" in text


def test_terminal_escapes_in_a_name_do_no_harm(tmp_path: Path) -> None:
    """Control characters, which Word's format forbids too, are replaced."""
    made = document(tmp_path, one_file(f"{TARGET}/a%1B[2J%00b/c.csv", [1]))
    assert "a�[2J�b" in cells(made)


def test_an_empty_inventory_makes_a_document(tmp_path: Path) -> None:
    """It says that nothing was found, and keeps all steps."""
    text = markdown(tmp_path)
    assert "Nothing was found that concerns people." in text
    assert all(f"## {step}" in text for step in STEPS)


def test_places_beyond_top_are_counted(tmp_path: Path) -> None:
    """What a list leaves out, it says."""
    files = [one_file(f"{TARGET}/{name}/x.csv", [1]) for name in "abc"]
    assert "and 2 more places" in markdown(tmp_path, *files, top=1)


def test_credentials_are_a_risk(tmp_path: Path) -> None:
    """Passwords in files are named with their place."""
    file = one_file(f"{TARGET}/it/a.csv", [1])
    file["inventory"].append(found_row(f"{TARGET}/it/a.csv", "CREDENTIAL"))
    assert "Passwords or keys lie in files" in markdown(tmp_path, file)
