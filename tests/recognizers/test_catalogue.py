"""The choice among the declarations, and what other packages add."""

from importlib.metadata import EntryPoint

import pytest

from recognizers import catalogue
from recognizers.contact import EMAIL, PHONE
from recognizers.declaration import DeclarationError
from recognizers.health import NHS_NUMBER, UK_NHS

PLUGIN = (EMAIL,)
NOT_A_TUPLE = [EMAIL]


def point(attribute: str) -> EntryPoint:
    """An entry point that leads to a name in this module, without an installed package."""
    entry = EntryPoint("shoes", f"{__name__}:{attribute}", catalogue.GROUP)
    object.__setattr__(entry, "load", lambda: globals()[attribute])
    return entry


def test_no_choice_selects_all() -> None:
    """Without a choice every recognizer is selected."""
    assert catalogue.select(None) == catalogue.ALL


def test_an_entity_selects_all_its_recognizers() -> None:
    """The name of an entity selects each recognizer that finds it."""
    chosen = catalogue.select(["UK_NHS"])
    assert chosen
    assert chosen == tuple(one for one in catalogue.ALL if one.entity is UK_NHS)


def test_a_recognizer_is_selected_alone() -> None:
    """The name of a recognizer selects nothing else."""
    assert catalogue.select(["nhs_number"]) == (NHS_NUMBER,)


def test_names_are_taken_in_any_case() -> None:
    """Case does not matter in a name."""
    assert catalogue.select(["uk_nhs"]) == catalogue.select(["UK_NHS"])


def test_exclusion_wins() -> None:
    """What is excluded is not selected, even where its entity is included."""
    assert NHS_NUMBER not in catalogue.select(["UK_NHS"], ["nhs_number"])


def test_an_empty_choice_selects_nothing() -> None:
    """An empty list is a choice, unlike None."""
    assert catalogue.select([]) == ()


@pytest.mark.parametrize("where", ["include", "exclude"])
def test_unknown_name_is_refused_with_the_nearest(where: str) -> None:
    """A misspelt name is refused, and the nearest valid one is offered."""
    include, exclude = (["UK_NSH"], []) if where == "include" else (None, ["UK_NSH"])
    with pytest.raises(DeclarationError, match=r"UK_NSH.*did you mean UK_NHS"):
        catalogue.select(include, exclude)


def test_entities_are_listed_by_name() -> None:
    """Every entity of the catalogue is found under its name."""
    assert catalogue.ENTITIES["UK_NHS"] is UK_NHS
    assert set(catalogue.ENTITIES) == {one.entity.name for one in catalogue.ALL}


def test_duplicate_name_is_refused() -> None:
    """Two recognizers of one name are refused."""
    with pytest.raises(DeclarationError, match="email_address"):
        catalogue.gather((EMAIL, EMAIL))


def test_other_packages_add_recognizers() -> None:
    """What an entry point leads to stands behind our own."""
    assert catalogue.gather((PHONE,), [point("PLUGIN")]) == (PHONE, EMAIL)


def test_entry_point_must_be_a_tuple() -> None:
    """An entry point that leads to something else is refused by name."""
    with pytest.raises(DeclarationError, match="shoes"):
        catalogue.gather((), [point("NOT_A_TUPLE")])
