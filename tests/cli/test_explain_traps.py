"""Lines that look like more, or like less, than they are, piped through `keysweep explain -`.

The same lines stand in docs/accuracy.md for whoever wants to try them.
"""

import io
import json
from types import SimpleNamespace

import pytest

from recognizers import checks
from tests.cli.conftest import Run

CONFIDENT = 0.5


def nhs_number() -> str:
    """A number of the issued ranges, made when needed: written down it might be someone's."""
    base = "400000000"
    return f"{base}{checks.nhs_check_digit(base)}"


TRAPS = {
    "label touching its number": ("NHS{nhs}", {"UK_NHS"}),
    "number in the name of a file": ("patient_{nhs}.pdf", {"UK_NHS"}),
    "blood test and a bed": ("HbA1c 48 mmol/mol, bed 12 F", set[str]()),
    "Unix time stamp": ("created_at 1712345678", set[str]()),
    "book": ("ISBN 0306406152", set[str]()),
    "absent key safe beside a number": ("No key safe, visit 4821", set[str]()),
    "key safe without its code": ("Key safe: awaiting code", set[str]()),
    "code told by a hint": ("Key safe code is year of D-Day", {"KEY_SAFE_CODE"}),
    "version": ("Release 10.4.2024.1, build 4821", set[str]()),
    "GUID": ("3f2504e0-4f89-41d3-9a0c-0305e82c3301", set[str]()),
    "residence permit": ("Residence permit ZW9005196", {"UK_BRP"}),
    "passport": ("Passport 925665416", {"UK_PASSPORT"}),
    "alarm that rings at a time": ("Alarm set for 0730", set[str]()),
}


@pytest.mark.parametrize("trap", TRAPS)
def test_line_is_read_for_what_it_is(trap: str, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is reported with confidence is exactly what the line holds."""
    line, expected = TRAPS[trap]
    piped = io.BytesIO(f"{line.format(nhs=nhs_number())}\n".encode())
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=piped))
    code, out, _ = run("explain", "-", "--names", "off", "--json")
    findings = json.loads(out)["findings"]
    assert code == 0
    assert {f["entity"] for f in findings if f["score"] >= CONFIDENT} == expected
