"""Whose data it is: rules on targets, paths, tags, columns and ODS codes split every count."""

from pathlib import Path

import pytest

from scanner.config import Settings
from scanner.controllers import controllers
from scanner.engines.local import sweep
from scanner.errors import ConfigError
from scanner.inventory.reader import Inventory, open_inventory
from scanner.model import DataObject

NORTH = "North Council"


def obj(path: str, **labels: str) -> DataObject:
    """An object below a bucket."""
    root = "s3://customers-north"
    return DataObject(f"{root}/{path}", "s3", root, labels=tuple(labels.items()))


@pytest.mark.parametrize(
    ("rule", "named"),
    [
        (f"{NORTH} = path:clients/north/**", NORTH),
        (f"{NORTH} = path:clients/*/rota.csv", NORTH),
        (f"{NORTH} = path:clients/*", ""),
        (f"{NORTH} = path:*/rota.csv", ""),
        ("{} = path:clients/{}/**", "north"),
        ("{} = path:**/{}.csv", "rota"),
        (f"{NORTH} = target:s3://customers-*", NORTH),
        ("{} = target:s3://customers-{}", "north"),
        (f"{NORTH} = target:s3://other", ""),
        (f"{NORTH} = tag:customer=n", NORTH),
        (f"{NORTH} = tag:customer=s", ""),
        ("{} = tag:customer", "n"),
        ("{} = tag:owner", ""),
        (f"{NORTH} = column:customer", ""),
        (f"{NORTH} = ods:A81001", ""),
    ],
)
def test_rules_on_objects(rule: str, named: str) -> None:
    """A glob on the target or the path below it, a tag; `{}` takes the name from there."""
    if "column:customer" in rule:
        rule += "=1"
    assert controllers([rule]).of_object(obj("clients/north/rota.csv", customer="n")) == named


def test_the_first_rule_that_fits_decides() -> None:
    """Rules stand in order of weight."""
    rules = controllers(["A = path:clients/**", "B = path:**"])
    assert rules.of_object(obj("clients/x")) == "A"
    assert rules.of_object(obj("other/x")) == "B"


@pytest.mark.parametrize(
    ("rule", "header", "value", "named"),
    [
        (f"{NORTH} = column:customer_id=17", "CustomerID", " 17 ", NORTH),
        (f"{NORTH} = column:customer_id=17", "customer id", "18", ""),
        ("{} = column:Customer Name", "customer_name", "South Council", "South Council"),
        ("{} = column:customer_name", "customer_name", "  ", ""),
        ("{} = column:customer_name", "name", "South Council", ""),
    ],
)
def test_rules_on_columns(rule: str, header: str, value: str, named: str) -> None:
    """Headers are compared as people read them, values whole."""
    assert controllers([rule]).of_value(header, value) == named


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("North", "write NAME = KIND:PATTERN"),
        ("North = folder:x", "write NAME = KIND:PATTERN"),
        ("North = path:", "say what the path is"),
        ("{} = path:clients/**", "on both sides"),
        ("North = path:clients/{}/**", "on both sides"),
        ("North = ods", "say which code"),
        ("North = column:customer_id", "say which value"),
        ("North = tag:customer", "say which value"),
    ],
)
def test_a_wrong_rule_is_refused(rule: str, words: str) -> None:
    """The message repeats the rule and says how to write it."""
    with pytest.raises(ConfigError, match="controller") as caught:
        controllers([rule])
    assert words in str(caught.value)


def swept(folder: Path, files: dict[str, str], *rules: str) -> Inventory:
    """A share with these files, swept with these rules."""
    for name, text in files.items():
        file = folder / "share" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    settings = Settings(
        test_numbers="live",
        recognizers=("UK_NHS", "KEY_SAFE_CODE", "UK_ODS_CODE", "STREET_ADDRESS"),
        names="off",
        workers=1,
        hash_key_file=folder / "key",
        controllers=rules,
    )
    sweep([str(folder / "share")], folder / "inventory", settings)
    return open_inventory(folder / "inventory")


def people(inventory: Inventory) -> dict[str, tuple[int, int]]:
    """Objects and people of each controller."""
    rows = inventory.scan["controllers"]
    assert isinstance(rows, list)
    return {row["controller"]: (row["objects"], row["people_at_least"]) for row in rows}


FILES = {
    "north/a.csv": "nhs_number,key_safe\n999 000 0018,4821\n999 000 0026,\n",
    "south/b.csv": "nhs_number\n999 000 0026\n999 000 0034\n",
    "c.csv": "nhs_number\n999 000 0042\n",
}


def test_counts_are_split_by_path(tmp_path: Path) -> None:
    """One person with two controllers counts for both; what no rule names stands apart."""
    inventory = swept(tmp_path, FILES, "{} = path:{}/*.csv")
    assert people(inventory) == {"": (0, 1), "north": (1, 2), "south": (1, 2)}
    assert inventory.scan["people_at_least"] == 4


def test_homes_are_split_too(tmp_path: Path) -> None:
    """Whose home could be entered is told for each controller."""
    inventory = swept(tmp_path, FILES, "{} = path:{}/*.csv")
    rows = inventory.scan["controllers"]
    assert isinstance(rows, list)
    assert [row["people_home_entry_up_to"] for row in rows] == [0, 1, 0]


def test_places_are_split_too(tmp_path: Path) -> None:
    """The target as a whole holds data of all, a folder that of its own."""
    inventory = swept(tmp_path, FILES, "{} = path:{}/*.csv")
    named = {
        row["location"].rsplit("/", 1)[-1]: [one["controller"] for one in row["controllers"]]
        for row in inventory.locations.to_pylist()
    }
    assert named == {"share": ["", "north", "south"], "north": ["north"], "south": ["south"]}


def test_a_column_names_the_controller_of_each_row(tmp_path: Path) -> None:
    """One export of a supplier holds the people of several customers."""
    table = "customer,nhs_number\n1,999 000 0018\n2,999 000 0026\n2,999 000 0034\n"
    inventory = swept(
        tmp_path, {"all.csv": table}, "A = column:customer=1", "B = column:customer=2"
    )
    assert people(inventory) == {"A": (1, 1), "B": (1, 2)}
    assert inventory.objects["controllers"].to_pylist() == [["A", "B"]]


def test_an_ods_code_names_the_controller(tmp_path: Path) -> None:
    """In a row it names that row's; in a letter the letter's."""
    files = {
        "rows.csv": "practice_code,nhs_number\nA81001,999 000 0018\nB82002,999 000 0026\n",
        "letter.txt": "Practice code: A81001\n\nRe: NHS number 999 000 0034\n",
    }
    inventory = swept(tmp_path, files, "{} = ods")
    assert people(inventory) == {"A81001": (2, 2), "B82002": (1, 1)}


def test_without_rules_nothing_is_split(tmp_path: Path) -> None:
    """No rule, no table of controllers."""
    assert people(swept(tmp_path, FILES)) == {}


def test_a_persons_name_in_a_path_is_hidden(tmp_path: Path) -> None:
    """What names a controller passes the same check as all names of places."""
    files = {"NHS 999 000 0018/a.csv": "nhs_number\n999 000 0026\n"}
    told = people(swept(tmp_path, files, "{} = path:{}/*.csv"))
    assert len(told) == 1
    assert "999 000 0018" not in next(iter(told))
