"""What special category data means for people and for the law (UK GDPR Article 9).

A term alone is nobody's data: a policy names conditions, a price list names medicines. So all of
these count only in records that name or identify a person (`needs_person`).
"""

from recognizers.declaration import Entity, Harm, Sensitivity, UkGdpr

_ICO = (
    "https://ico.org.uk/for-organisations/uk-gdpr-guidance-and-resources/lawful-basis/"
    "special-category-data/"
)
_ARTICLE_9 = ("UK GDPR, Article 9", _ICO)
_REMEDY = "Keep it in the care record system only, and remove this copy or close it to others."
_HEALTH = "Health data"


def _entity(
    name: str,
    title: str,
    meaning: str,
    breach_category: str,
    harm: Harm = Harm.DISCRIMINATION,
    sensitivity: Sensitivity = Sensitivity.HIGH,
    uk_gdpr: UkGdpr = UkGdpr.SPECIAL_CATEGORY,
    references: tuple[str, ...] = _ARTICLE_9,
) -> Entity:
    return Entity(
        name=name,
        title=title,
        meaning=meaning,
        uk_gdpr=uk_gdpr,
        harm=harm,
        sensitivity=sensitivity,
        breach_category=breach_category,
        remedy=_REMEDY,
        needs_person=True,
        references=references,
    )


HEALTH_CONDITION = _entity(
    "HEALTH_CONDITION",
    "Health condition",
    "An illness, injury or complaint of a person, also one that is denied or only suspected.",
    _HEALTH,
    Harm.HEALTH,
)
MEDICATION = _entity(
    "MEDICATION",
    "Medicine",
    "A medicine that a person takes; it tells what they suffer from.",
    _HEALTH,
    Harm.HEALTH,
    Sensitivity.MODERATE,
)
MENTAL_HEALTH = _entity(
    "MENTAL_HEALTH",
    "Mental health",
    "Mental ill-health, self-harm or addiction of a person, or detention under the Mental "
    "Health Act.",
    _HEALTH,
)
DISABILITY = _entity(
    "DISABILITY",
    "Disability",
    "A disability, sensory loss or neurodivergence of a person.",
    _HEALTH,
)
# Health data too; the form's narrower box is named, which nothing else would tick.
SEXUAL_HEALTH = _entity(
    "SEXUAL_HEALTH",
    "Sexual health",
    "Infections, contraception, terminations and clinics that also tell about a sex life.",
    "Sex life data",
)
ETHNICITY = _entity(
    "ETHNICITY",
    "Ethnic origin",
    "The racial or ethnic origin of a person, in words or as a code.",
    "Data revealing racial or ethnic origin",
    sensitivity=Sensitivity.MODERATE,
)
RELIGION = _entity(
    "RELIGION",
    "Religion or belief",
    "The religion or philosophical belief of a person, in words or as a code.",
    "Religious or philosophical beliefs",
    sensitivity=Sensitivity.MODERATE,
)
SEXUAL_ORIENTATION = _entity(
    "SEXUAL_ORIENTATION",
    "Sexual orientation",
    "The sexual orientation of a person, in words or as a code.",
    "Sexual orientation data",
)
# Not in Article 9 by itself, but a protected characteristic with a box of its own on the form.
GENDER_REASSIGNMENT = _entity(
    "GENDER_REASSIGNMENT",
    "Gender reassignment",
    "That a person has changed, or is changing, the gender they were given at birth.",
    "Gender reassignment data",
    uk_gdpr=UkGdpr.PERSONAL,
    references=("Equality Act 2010, section 7",),
)
TRADE_UNION = _entity(
    "TRADE_UNION",
    "Trade union membership",
    "That a person belongs to a trade union, often told by a deduction from pay.",
    "Trade union membership",
    sensitivity=Sensitivity.MODERATE,
)
GENETIC_DATA = _entity(
    "GENETIC_DATA",
    "Genetic data",
    "What a genetic test says about a person, and so about their relatives.",
    "Genetic or biometric data",
    Harm.HEALTH,
)
BIOMETRIC_DATA = _entity(
    "BIOMETRIC_DATA",
    "Biometric data",
    "A template or record that recognizes a person by body or voice; it cannot be changed.",
    "Genetic or biometric data",
    Harm.IDENTITY_THEFT,
)
# Vulnerability is not in Article 9. Whoever reads it learns whom to find, and whom to exploit.
SAFEGUARDING = _entity(
    "SAFEGUARDING",
    "Safeguarding and vulnerability",
    "That a person is at risk or under protection, lacks capacity, or is not to be revived.",
    "Other (details)",
    Harm.PHYSICAL_SAFETY,
    uk_gdpr=UkGdpr.PERSONAL,
    references=("Care Act 2014, section 42", "Mental Capacity Act 2005"),
)
