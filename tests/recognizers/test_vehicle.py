"""Number plates, and the clinical text that looks like them."""

import pytest

from recognizers.vehicle import RECOGNIZERS
from tests.recognizers.reading import reported


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Pool car AB12 CDE is due", "AB12 CDE"),
        ("reg no AB62CDE", "AB62CDE"),
        ("Her van, P123 XYR, was hit", "P123 XYR"),
        ("number plate KLM 421P", "KLM 421P"),
        ("Visitor in AB12 CDE", "AB12 CDE"),
    ],
)
def test_plates_are_found(text: str, value: str) -> None:
    """Plates of all three kinds are found where a vehicle is spoken of."""
    assert set(reported(RECOGNIZERS, text)) == {value}


@pytest.mark.parametrize(
    "text",
    [
        "HbA1c 48, B12 and folate sent",
        "B12 AND FOLATE SENT",
        "Bed 12 A next to A4 bed",
        "P1 the first one, was 12 F",
        "fax 45 F",
        "WARD AB12 THE",
        "Pregnant; regular carer; motor skills 12 for",
        "AB01 CDE",
        "AB30 CDE",
        "Asset AB12 CDE",
        "LS21 3AB",
    ],
)
def test_clinical_text_holds_no_plates(text: str) -> None:
    """Vitamins, beds, postcodes and impossible ages are no plates."""
    assert reported(RECOGNIZERS, text) == {}


def test_small_letters_need_a_header() -> None:
    """In a column of plates small letters will do; in prose they will not."""
    assert set(reported(RECOGNIZERS, "ab12 cde", "Vehicle Reg")) == {"ab12 cde"}
    assert reported(RECOGNIZERS, "car ab12 cde") == {}
