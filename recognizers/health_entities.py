"""What the numbers of the health services mean: for people, and for the law."""

from recognizers.declaration import Entity, Harm, Role, Sensitivity, UkGdpr

NHS_PAGE = "https://www.datadictionary.nhs.uk/attributes/nhs_number.html"
CHI_PAGE = "https://www.datadictionary.nhs.uk/attributes/community_health_index_number.html"
HSC_PAGE = "https://www.datadictionary.nhs.uk/attributes/health_and_care_number.html"
# Recital 35 counts a number assigned to a person for health purposes as data concerning health.
_RECITAL = "UK GDPR, recital 35"


def _person_number(name: str, title: str, meaning: str, page: str) -> Entity:
    return Entity(
        name=name,
        title=title,
        meaning=meaning,
        uk_gdpr=UkGdpr.SPECIAL_CATEGORY,
        harm=Harm.HEALTH,
        sensitivity=Sensitivity.HIGH,
        breach_category="Health data",
        remedy="Move it to the care record system, remove copies, and close the place to others.",
        role=Role.PERSON_ID,
        references=(page, _RECITAL),
    )


UK_NHS = _person_number(
    "UK_NHS",
    "NHS number",
    "The number by which the NHS in England, Wales and the Isle of Man knows a person.",
    NHS_PAGE,
)
UK_CHI = _person_number(
    "UK_CHI",
    "CHI number",
    "The Scottish Community Health Index number; it also tells date of birth and sex.",
    CHI_PAGE,
)
UK_HSC = _person_number(
    "UK_HSC",
    "Health and Care number",
    "The number by which health and social care in Northern Ireland knows a person.",
    HSC_PAGE,
)
