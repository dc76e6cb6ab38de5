"""The priority of a place: its promises, its words and its published weights."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from recognizers.declaration import Entity, Harm, Role, Sensitivity, UkGdpr
from scanner.classify.priority import LocationFacts, prioritise, prioritise_all
from scanner.classify.raising import FACTS
from scanner.classify.scoring import harm_of
from scanner.classify.weights import load_weights
from scanner.errors import ConfigError
from scanner.model import Access

DOCS = Path(__file__).parents[2] / "docs" / "priority.md"
SHIPPED = Path(__file__).parents[2] / "scanner" / "classify" / "weights.toml"
SWEPT = datetime(2026, 11, 25, tzinfo=UTC)
WEIGHTS = load_weights()
WIDTH = [
    Access.RESTRICTED,
    Access.GROUP,
    Access.UNKNOWN,
    Access.EVERYONE_INTERNAL,
    Access.PUBLIC,
]


def entity(
    name: str, harm: Harm, level: Sensitivity, role: Role = Role.DETAIL, gdpr: str = "PERSONAL"
) -> Entity:
    """An entity with a remedy that names it."""
    title = name.replace("_", " ").capitalize()
    return Entity(name, title, "m", UkGdpr[gdpr], harm, level, "b", f"Remedy of {name}.", role)


KEY_SAFE = entity("KEY_SAFE_CODE", Harm.PHYSICAL_SAFETY, Sensitivity.CRITICAL, Role.HOME_SECRET)
PERSON = entity("PERSON_NAME", Harm.CONTACT, Sensitivity.MODERATE, Role.NAME)
NUMBER = entity("PATIENT_NUMBER", Harm.IDENTITY_THEFT, Sensitivity.HIGH, Role.PERSON_ID)
BANK = entity("BANK_ACCOUNT", Harm.FINANCIAL, Sensitivity.HIGH)
DIAGNOSIS = entity("DIAGNOSIS", Harm.HEALTH, Sensitivity.HIGH, gdpr="SPECIAL_CATEGORY")
EMAIL = entity("EMAIL", Harm.CONTACT, Sensitivity.LOW, Role.EMAIL)
ENTITIES = {e.name: e for e in (KEY_SAFE, PERSON, NUMBER, BANK, DIAGNOSIS, EMAIL)}

EMPTY = LocationFacts(0, 0, 0, 0, {}, Access.PUBLIC, False, None, SWEPT, False, True)

counts = st.integers(0, 2_000_000)
facts_strategy = st.builds(
    LocationFacts,
    people_at_least=counts,
    people_up_to=counts,
    people_home_entry_up_to=counts,
    enterable_homes=st.one_of(st.just(0), counts),
    entity_people=st.dictionaries(st.sampled_from([*ENTITIES, "UNLISTED"]), counts, max_size=7),
    access=st.sampled_from(WIDTH),
    encrypted_at_rest=st.sampled_from([True, False, None]),
    newest_modified_at=st.one_of(
        st.none(), st.integers(-10, 9000).map(lambda days: SWEPT - timedelta(days=days))
    ),
    swept_at=st.just(SWEPT),
    test_data=st.booleans(),
    direct=st.booleans(),
    raising=st.dictionaries(st.sampled_from(FACTS), counts, max_size=3),
)


def score(facts: LocationFacts, entities: dict[str, Entity] = ENTITIES) -> int:
    """The score under the shipped weights."""
    return prioritise(facts, WEIGHTS, entities).score


@given(facts_strategy, st.integers(0, 100_000), st.data())
def test_more_people_never_lower_the_score(
    facts: LocationFacts, more: int, choose: st.DataObject
) -> None:
    """Adding people to any count leaves the score equal or higher."""
    name = choose.draw(st.sampled_from(sorted(facts.entity_people) or ["EMAIL"]))
    grown = replace(
        facts,
        people_at_least=facts.people_at_least + more,
        people_up_to=facts.people_up_to + more,
        people_home_entry_up_to=facts.people_home_entry_up_to + more,
        enterable_homes=facts.enterable_homes + more,
        entity_people={**facts.entity_people, name: facts.entity_people.get(name, 0) + more},
    )
    assert score(grown) >= score(facts)


@given(facts_strategy, st.sampled_from(FACTS), st.integers(0, 1000))
def test_more_that_makes_ways_in_worse_never_lowers_the_score(
    facts: LocationFacts, fact: str, more: int
) -> None:
    """One more fact, or the same of more people, leaves score and sensitivity equal or higher."""
    worse = replace(facts, raising={**facts.raising, fact: facts.raising.get(fact, 0) + more})
    before, after = (prioritise(one, WEIGHTS, ENTITIES) for one in (facts, worse))
    assert after.score >= before.score
    assert after.sensitivity >= before.sensitivity


def test_homes_of_people_who_live_alone_rank_first() -> None:
    """Two places alike but for what is told of the people, and the reason says it."""
    facts = replace(EMPTY, people_home_entry_up_to=40, entity_people={"KEY_SAFE_CODE": 40})
    alone = replace(facts, raising={"lives alone": 12, "dementia": 1})
    judged = prioritise(alone, WEIGHTS, ENTITIES)
    assert judged.score > score(facts)
    assert (
        "Of those whose home could be entered, up to 12 live alone and 1 has dementia."
        in judged.reasons
    )


@given(facts_strategy)
def test_wider_exposure_never_lowers_the_score(facts: LocationFacts) -> None:
    """Each wider circle of readers scores at least as much as the narrower one."""
    scores = [score(replace(facts, access=access)) for access in WIDTH]
    assert scores == sorted(scores)


@given(facts_strategy)
def test_weaker_encryption_never_lowers_the_score(facts: LocationFacts) -> None:
    """Encrypted, unknown and not encrypted score in this order."""
    scores = [score(replace(facts, encrypted_at_rest=state)) for state in (True, None, False)]
    assert scores == sorted(scores)


@given(facts_strategy, st.sampled_from(sorted(ENTITIES)))
def test_a_higher_sensitivity_never_lowers_the_score(facts: LocationFacts, name: str) -> None:
    """Raising one entity's sensitivity step by step never lowers the score."""
    scores = [
        score(facts, ENTITIES | {name: replace(ENTITIES[name], sensitivity=level)})
        for level in sorted(Sensitivity)
    ]
    assert scores == sorted(scores)


@given(facts_strategy, st.sampled_from(sorted(ENTITIES)), st.sampled_from(list(Harm)))
def test_a_harm_that_weighs_more_never_lowers_the_score(
    facts: LocationFacts, name: str, harm: Harm
) -> None:
    """Giving an entity that is no party to a join a heavier harm never lowers the score."""
    neutral = replace(ENTITIES[name], role=Role.DETAIL, uk_gdpr=UkGdpr.PERSONAL, harm=Harm.CONTACT)
    worse = replace(neutral, harm=harm)
    before, after = (score(facts, ENTITIES | {name: one}) for one in (neutral, worse))
    assert after >= before


@given(facts_strategy, st.sampled_from(sorted(ENTITIES)), counts)
def test_another_kind_of_data_never_lowers_the_score(
    facts: LocationFacts, name: str, people: int
) -> None:
    """Finding one more entity leaves the score equal or higher."""
    less = {key: value for key, value in facts.entity_people.items() if key != name}
    without = replace(facts, entity_people=less)
    assert score(replace(facts, entity_people={**less, name: people})) >= score(without)


@given(facts_strategy, st.sampled_from(sorted(ENTITIES)), st.data())
def test_ten_times_the_people_outrank_one_more_lesser_kind(
    facts: LocationFacts, name: str, choose: st.DataObject
) -> None:
    """An order of magnitude more people weighs at least as much as one more kind, worth less."""
    people = choose.draw(st.integers(10, 10_000))
    other = choose.draw(st.sampled_from(sorted(ENTITIES.keys() - {name})))
    held = dict.fromkeys(sorted({*facts.entity_people, other} - {name}), people)
    worst = max(harm_of(ENTITIES.get(one), WEIGHTS) for one in held)
    detail = replace(ENTITIES[name], role=Role.DETAIL, uk_gdpr=UkGdpr.PERSONAL, harm=Harm.CONTACT)
    every = [replace(detail, sensitivity=level) for level in Sensitivity]
    lesser = [one for one in every if 0 < harm_of(one, WEIGHTS) <= 0.75 * worst]
    assume(lesser)
    plain = choose.draw(st.sampled_from(lesser))
    few = replace(facts, people_up_to=people, people_home_entry_up_to=0, entity_people=held)
    many = replace(few, people_up_to=10 * people, entity_people=dict.fromkeys(held, 10 * people))
    wider = replace(few, entity_people={**held, name: people})
    assert score(many) >= score(wider, ENTITIES | {name: plain})


def test_ten_times_the_homes_outrank_a_join_with_special_category_data() -> None:
    """Seventy homes rank before seven beside which somebody's diagnosis lies."""
    held = {"KEY_SAFE_CODE": 70, "PATIENT_NUMBER": 70}
    homes = replace(
        EMPTY,
        people_up_to=70,
        people_home_entry_up_to=70,
        enterable_homes=70,
        entity_people=held,
    )
    plan = replace(
        EMPTY,
        people_up_to=7,
        people_home_entry_up_to=7,
        enterable_homes=7,
        entity_people=dict.fromkeys([*held, "DIAGNOSIS"], 7),
    )
    assert score(homes) > score(plan)


@given(facts_strategy)
def test_sensitivity_does_not_depend_on_exposure(facts: LocationFacts) -> None:
    """What lies in a place is scored apart from who can read it, and the other way round."""
    wide = replace(facts, access=Access.PUBLIC, encrypted_at_rest=False)
    before, after = (prioritise(one, WEIGHTS, ENTITIES) for one in (facts, wide))
    assert before.sensitivity == after.sensitivity
    assert before.exposure <= after.exposure


@given(facts_strategy, st.sampled_from(sorted(ENTITIES)))
def test_exposure_does_not_depend_on_what_lies_there(facts: LocationFacts, name: str) -> None:
    """One more kind of data never lowers the sensitivity, and leaves the exposure alone."""
    known = replace(facts, entity_people={"UNLISTED": 1})
    more = replace(facts, entity_people={"UNLISTED": 1, name: 10})
    before, after = (prioritise(one, WEIGHTS, ENTITIES) for one in (known, more))
    assert before.exposure == after.exposure
    assert before.sensitivity <= after.sensitivity


@given(st.lists(facts_strategy, max_size=6))
def test_places_are_judged_each_by_itself(places: list[LocationFacts]) -> None:
    """Judging many places at once gives what judging them one by one does."""
    assert prioritise_all(places, WEIGHTS, ENTITIES) == [
        prioritise(one, WEIGHTS, ENTITIES) for one in places
    ]


@given(facts_strategy)
def test_an_enterable_home_is_never_below_high(facts: LocationFacts) -> None:
    """One home that could be entered makes a place HIGH, unless it holds test data."""
    home = replace(facts, enterable_homes=max(1, facts.enterable_homes), test_data=False)
    assert prioritise(home, WEIGHTS, ENTITIES).band in ("HIGH", "CRITICAL")


@given(facts_strategy)
def test_test_data_is_never_above_low(facts: LocationFacts) -> None:
    """A place of test numbers alone stays LOW, enterable homes or not."""
    assert prioritise(replace(facts, test_data=True), WEIGHTS, ENTITIES).band == "LOW"


@given(facts_strategy)
def test_a_score_stays_on_its_scale_and_explains_itself(facts: LocationFacts) -> None:
    """Scores lie in 0..100, and one above 0 has reasons and remedies that are sentences."""
    judged = prioritise(facts, WEIGHTS, ENTITIES)
    assert all(0 <= one <= 100 for one in (judged.score, judged.sensitivity, judged.exposure))
    if judged.score:
        assert judged.reasons
        assert judged.remedies
    assert all(text.endswith(".") for text in judged.reasons + judged.remedies)
    assert len(set(judged.remedies)) == len(judged.remedies)


def test_without_findings_the_score_is_zero() -> None:
    """A place that is public, open and empty of findings needs no protection."""
    judged = prioritise(EMPTY, WEIGHTS, ENTITIES)
    assert (judged.score, judged.band, judged.reasons) == (0, "LOW", ())


def test_five_hundred_homes_outrank_one_home_beside_a_mailing_list() -> None:
    """Many harmless values do not carry one harmful value above many harmful ones."""
    homes = replace(EMPTY, people_up_to=500, entity_people={"KEY_SAFE_CODE": 500})
    listing = replace(
        EMPTY, people_up_to=10_001, entity_people={"KEY_SAFE_CODE": 1, "EMAIL": 10_000}
    )
    assert score(homes) > score(listing)


def test_reasons_count_the_homes_that_could_be_entered() -> None:
    """The first reason names how many homes and what opens them."""
    facts = replace(EMPTY, people_up_to=41, enterable_homes=41, entity_people={"KEY_SAFE_CODE": 41})
    assert prioritise(facts, WEIGHTS, ENTITIES).reasons[0] == (
        "The homes of 41 people could be entered: the way in (key safe code) "
        "stands beside the address."
    )


def test_identity_beside_money_is_worse_than_the_two_alone() -> None:
    """Swapping a plain detail for bank details beside a name adds the join and its reason."""
    facts = replace(EMPTY, entity_people={"PERSON_NAME": 5, "BANK_ACCOUNT": 5})
    judged = prioritise(facts, WEIGHTS, ENTITIES)
    plain = ENTITIES | {"BANK_ACCOUNT": replace(BANK, harm=Harm.DISCRIMINATION)}
    assert judged.score - score(facts, plain) == WEIGHTS.joins["identity_and_finance"]
    assert "Who the people are lies together with their money matters." in judged.reasons


def test_public_places_are_closed_before_anything_else() -> None:
    """Where anyone can read, the first remedy is to stop that; the entity's own follows."""
    facts = replace(EMPTY, entity_people={"DIAGNOSIS": 3})
    first, second, *_ = prioritise(facts, WEIGHTS, ENTITIES).remedies
    assert first.startswith("Close public access")
    assert second == "Remedy of DIAGNOSIS."


def test_old_places_are_told_to_hold_data_longer_than_needed() -> None:
    """A place unchanged for years says since when, and says to delete."""
    old = datetime(2018, 3, 1, tzinfo=UTC)
    facts = replace(EMPTY, entity_people={"EMAIL": 3}, newest_modified_at=old)
    judged = prioritise(facts, WEIGHTS, ENTITIES)
    assert any("since March 2018" in reason for reason in judged.reasons)
    assert "Delete what is past its retention period." in judged.remedies


def test_a_place_that_only_contains_others_says_so() -> None:
    """The last reason tells that nothing lies in the place itself."""
    facts = replace(EMPTY, entity_people={"EMAIL": 3}, direct=False)
    assert "places below this one" in prioritise(facts, WEIGHTS, ENTITIES).reasons[-1]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("decay = 0.25", "decay = 0.25\nspeed = 3", "'speed'"),
        ("decay = 0.25", "", "lacks 'decay'"),
        ("decay = 0.25", "decay = 1.5", "decay may not be above 1"),
        ("decay = 0.25", 'decay = "fast"', "decay is not a number"),
        ("PUBLIC = 12", "PUBLIC = 7", "PUBLIC may not be less than EVERYONE_INTERNAL"),
        ("HIGH = 0.75", "HIGH = 0.1", "HIGH may not be less than MODERATE"),
        ("high = 40", "high = 10", "high may not be less than moderate"),
        ("FINANCIAL = 22", "FINANCIAL = 44", "PHYSICAL_SAFETY"),
        ("most = 28", "most = 38", "add up to 110"),
        ("first = 4", "first = 15", "most may not be less than first"),
        ("full = 1000\n", "full = 1\n", "full must be 2 or more"),
        ("[people]", "[persons]", "'persons'"),
        ("[bands]", "[bands", "not TOML"),
    ],
)
def test_weights_that_break_a_promise_are_refused(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    """Unknown, missing, mistyped and falling weights are refused with the place named."""
    text = SHIPPED.read_text("utf-8")
    assert old in text
    changed = tmp_path / "weights.toml"
    changed.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(ConfigError, match=re.escape(told)):
        load_weights(changed)


def test_a_copy_of_the_shipped_weights_means_the_same(tmp_path: Path) -> None:
    """A weights file given by path is read like the one that ships."""
    copy = tmp_path / "weights.toml"
    copy.write_text(SHIPPED.read_text("utf-8"), "utf-8")
    assert load_weights(copy) == WEIGHTS


def test_the_documented_weights_are_those_that_ship() -> None:
    """Every number of the table in docs/priority.md equals the weight of that name."""
    rows = re.findall(r"^\| `([a-z.]+)\.(\w+)` \| ([0-9.]+) \|", DOCS.read_text("utf-8"), re.M)
    documented = {(table.replace(".", "_"), key): float(value) for table, key, value in rows}
    shipped = {
        (table, key): value
        for table in WEIGHTS.__dataclass_fields__
        for key, value in getattr(WEIGHTS, table).items()
    }
    assert documented == shipped


def test_the_documented_example_is_computed_right() -> None:
    """The worked example in docs/priority.md gives the score and the band it states."""
    facts = LocationFacts(
        people_at_least=38,
        people_up_to=41,
        people_home_entry_up_to=41,
        enterable_homes=41,
        entity_people={"KEY_SAFE_CODE": 41, "PATIENT_NUMBER": 41, "DIAGNOSIS": 12},
        access=Access.EVERYONE_INTERNAL,
        encrypted_at_rest=None,
        newest_modified_at=datetime(2022, 11, 25, tzinfo=UTC),
        swept_at=SWEPT,
        test_data=False,
        direct=True,
        raising={"lives alone": 12, "does not hear well": 3},
    )
    judged = prioritise(facts, WEIGHTS, ENTITIES)
    stated = re.search(
        r"rounded \*\*(\d+)\*\*, band \*\*([A-Z]+)\*\*; sensitivity (\d+), exposure (\d+)",
        DOCS.read_text("utf-8"),
    )
    assert stated is not None
    told = (judged.score, judged.band, judged.sensitivity, judged.exposure)
    assert told == (int(stated[1]), stated[2], int(stated[3]), int(stated[4]))
