"""The committed sample share: made as its generator makes it, and true to its truth."""

import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from sample_data.generate import generate
from sample_data.people import passes_nhs_check
from sample_data.reading import texts_of

HERE = Path(__file__).resolve().parent.parent / "sample_data"
SHARE = HERE / "share"
TRUTH: dict[str, Any] = json.loads((HERE / "truth.json").read_text("utf-8"))

HOME_ACCESS = {
    "KEY_SAFE_CODE", "DOOR_CODE", "GATE_CODE", "ALARM_CODE", "ALARM_PASSWORD", "KEY_LOCATION",
    "KEY_SAFE_LOCATION", "KEYHOLDER", "ENTRY_METHOD",
}  # fmt: skip
OTHERS = {
    "UK_NHS", "UK_NINO", "UK_POSTCODE", "STREET_ADDRESS", "PHONE_NUMBER", "EMAIL_ADDRESS",
    "DATE_OF_BIRTH", "PERSON",
}  # fmt: skip
DRAMA_PHONE = re.compile(r"01632960\d{3}|07700900\d{3}|02079460\d{3}|01614960\d{3}")
# British numbers begin 01, 02 or 07 and have eleven digits, spaced as one likes.
PHONE = re.compile(r"(?<![\d.])0[127]\d{2}(?: ?\d){7}(?!\d)")
TEN_DIGITS = re.compile(r"(?<!\d)\d{3}[ .\u00a0-]?\d{3}[ .\u00a0-]?\d{4}(?!\d)")
# Ten-digit numbers that begin with 5 are never NHS numbers; one in eleven here passes by chance.
ORDERS = "Finance/orders.csv"


def planted(*entities: str) -> list[tuple[str, dict[str, str]]]:
    """(file, planted value) of the entities, or of all."""
    return [
        (file, value)
        for file, known in TRUTH["files"].items()
        for value in known["planted"]
        if not entities or value["entity"] in entities
    ]


TEXTS = texts_of(SHARE, TRUTH)


def test_share_is_what_the_generator_makes(tmp_path: Path) -> None:
    """The committed files equal, byte for byte, what the generator writes."""
    generate(tmp_path)
    made = {p.relative_to(tmp_path): p for p in tmp_path.rglob("*") if p.is_file()}
    kept = {p.relative_to(HERE): p for p in SHARE.rglob("*") if p.is_file()}
    kept |= {Path(name): HERE / name for name in ("truth.json", "keysweep.toml")}
    assert made.keys() == kept.keys()
    assert [n.as_posix() for n in sorted(made) if not same(made[n], kept[n])] == []


def same(made: Path, kept: Path) -> bool:
    """Equal bytes; Parquet files that another pyarrow wrote need equal tables only."""
    if made.read_bytes() == kept.read_bytes():
        return True
    if made.suffix != ".parquet":
        return False
    ours, theirs = pq.ParquetFile(made), pq.ParquetFile(kept)
    other_writer = ours.metadata.created_by != theirs.metadata.created_by
    return bool(other_writer and ours.read().equals(theirs.read()))


def test_another_seed_makes_another_share(tmp_path: Path) -> None:
    """The seed decides who the people are."""
    share = generate(tmp_path, people=20, seed=7)
    assert (share / "Exports/clients.csv").read_bytes() != (
        SHARE / "Exports/clients.csv"
    ).read_bytes()


@pytest.mark.parametrize("people", [0, 19, 2001])
def test_generator_refuses_impossible_numbers_of_people(tmp_path: Path, people: int) -> None:
    """A number of people that would break the truth is refused, in words."""
    with pytest.raises(ValueError, match="use 20 to 2000"):
        generate(tmp_path, people=people)


def test_larger_share_keeps_people_apart(tmp_path: Path) -> None:
    """A share of 600 people holds 600 distinct names and NHS numbers."""
    generate(tmp_path, people=600)
    persons = json.loads((tmp_path / "truth.json").read_text("utf-8"))["persons"].values()
    names = {person["name"] for person in persons}
    numbers = {person["nhs"] for person in persons if "nhs" in person}
    assert (len(names), len(numbers)) == (len(persons), 600)


def test_planted_values_stand_where_the_truth_says() -> None:
    """Every planted value is in the text of its file."""
    missing = {(f, v["where"]) for f, v in planted() if squeezed(v["value"]) not in flat(f)}
    assert missing == set()


_FLAT: dict[str, str] = {}


def flat(file: str) -> str:
    """The text of a file with runs of white space as one blank."""
    if file not in _FLAT:
        _FLAT[file] = squeezed(TEXTS[file])
    return _FLAT[file]


def squeezed(text: str) -> str:
    """Runs of white space as one blank."""
    return " ".join(text.split())


def test_line_numbers_are_right() -> None:
    """A value said to be in line n of a text is in line n."""
    wrong = []
    for file, value in planted():
        if (found := re.fullmatch(r"line (\d+)", value["where"])) is not None:
            lines = TEXTS[file].splitlines()
            offset = 0 if "!/" in file else 1  # the file's own name stands first
            if value["value"] not in lines[int(found.group(1)) - 1 + offset]:
                wrong.append((file, value["where"]))
    assert wrong == []


def test_people_are_those_planted() -> None:
    """The totals by kind, the ids in the files and the number of people agree."""
    listed = [*TRUTH["service_users"], *TRUTH["staff"], *TRUTH["kin"]]
    present = {person for known in TRUTH["files"].values() for person in known["people"]}
    assert len(set(listed)) == len(listed) == TRUTH["people"]
    assert set(listed) == present


def test_people_with_home_entry_are_recounted() -> None:
    """Whose home could be entered follows from the planted values."""
    secrets = HOME_ACCESS - {"KEY_SAFE_LOCATION", "KEYHOLDER"}
    ids = {value["person"] for _, value in planted(*secrets)} - {""}
    assert TRUTH["people_with_home_entry"] == {"count": len(ids), "ids": sorted(ids)}


def test_enterable_homes_are_fewer_than_those_with_entry() -> None:
    """For some people the way in is known only apart from the address."""
    enterable = set(TRUTH["enterable_homes"]["ids"])
    assert enterable < set(TRUTH["people_with_home_entry"]["ids"])


def test_every_kind_is_planted_several_times() -> None:
    """Each entity, and so each kind of home access, occurs at least twenty times."""
    counts = {entity: len(planted(entity)) for entity in HOME_ACCESS | OTHERS}
    assert {entity: count for entity, count in counts.items() if count < 20} == {}


def test_no_other_entities_are_planted() -> None:
    """The truth uses the agreed names only."""
    assert {value["entity"] for _, value in planted()} == HOME_ACCESS | OTHERS


def test_nhs_numbers_are_test_numbers() -> None:
    """Planted NHS numbers pass the check and begin with 999."""
    numbers = {re.sub(r"\D", "", value["value"]) for _, value in planted("UK_NHS")}
    assert [n for n in numbers if not (n.startswith("999") and passes_nhs_check(n))] == []


def test_each_service_user_has_one_nhs_number() -> None:
    """No number is shared by two people, and nobody has two."""
    pairs = {(v["person"], re.sub(r"\D", "", v["value"])) for _, v in planted("UK_NHS")}
    assert len(pairs) == len({p for p, _ in pairs}) == len({n for _, n in pairs})


def test_nino_prefix_is_never_issued() -> None:
    """Planted National Insurance numbers begin with QQ."""
    assert all(value["value"].startswith("QQ") for _, value in planted("UK_NINO"))


def test_no_number_could_be_a_real_nhs_number() -> None:
    """Whatever passes the check is of the 999 range, or an order number from 5."""
    odd = set()
    for file, text in TEXTS.items():
        for found in TEN_DIGITS.findall(text):
            digits = re.sub(r"\D", "", found)
            allowed = ("999", "5") if file == ORDERS else ("999",)
            if passes_nhs_check(digits) and not digits.startswith(allowed):
                odd.add((file, digits[:2]))
    assert odd == set()


def test_some_order_numbers_pass_by_chance() -> None:
    """Between 5 and 14 per cent of the order numbers look like NHS numbers."""
    numbers = TEN_DIGITS.findall(TEXTS[ORDERS])
    share = sum(map(passes_nhs_check, numbers)) / len(numbers)
    assert 0.05 < share < 0.14


def test_no_telephone_number_is_real() -> None:
    """Every number of the British form lies in a range kept for drama."""
    found = {(file, n) for file, text in TEXTS.items() for n in PHONE.findall(text)}
    real = {file for file, n in found if not DRAMA_PHONE.fullmatch(n.replace(" ", ""))}
    assert len(found) > 100
    assert real == set()


def test_mail_addresses_are_of_example_domains() -> None:
    """Every address is under example.org or example.com."""
    hosts = {h for text in TEXTS.values() for h in re.findall(r"\w@([\w.-]+\w)", text)}
    assert hosts == {"larkfield.example.org", "example.com"}


def test_innocents_hold_nothing_planted() -> None:
    """No innocent file is in the truth's list of files, and each one exists."""
    innocents = set(TRUTH["innocents"])
    assert innocents.isdisjoint(TRUTH["files"])
    assert innocents <= set(TEXTS)


def test_innocents_name_nobody() -> None:
    """No full name or NHS number of any person is in an innocent file."""
    known = [v for p in TRUTH["persons"].values() for k, v in p.items() if k != "kind"]
    text = "\n".join(TEXTS[file] for file in TRUTH["innocents"])
    assert [value for value in known if value in text] == []


def test_every_file_is_accounted_for() -> None:
    """Each file is sensitive, innocent or unreadable, and only one of them."""
    sensitive = {file.split("!/")[0] for file in TRUTH["files"]}
    kinds = [*sensitive, *TRUTH["innocents"], *TRUTH["unreadable"]]
    files = sorted(p.relative_to(SHARE).as_posix() for p in SHARE.rglob("*") if p.is_file())
    assert sorted(kinds) == files


def test_damaged_document_is_damaged() -> None:
    """The truncated care plan opens in no reader."""
    damaged = next(file for file, why in TRUTH["unreadable"].items() if why == "damaged")
    with pytest.raises(zipfile.BadZipFile):
        zipfile.ZipFile(SHARE / damaged)


def test_locked_archive_opens_with_its_password_only() -> None:
    """The protected export is really enciphered, and well formed."""
    locked = next(file for file, why in TRUTH["unreadable"].items() if why == "encrypted")
    with zipfile.ZipFile(SHARE / locked) as archive:
        with pytest.raises(RuntimeError, match="password required"):
            archive.read("clients.csv")
        assert archive.read("clients.csv", b"Larkfield2026").startswith(b"client,access")


def test_share_is_small() -> None:
    """The committed share stays under two megabytes."""
    assert sum(p.stat().st_size for p in SHARE.rglob("*") if p.is_file()) < 2_000_000
