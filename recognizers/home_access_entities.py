"""What home-access findings mean for people and for the law.

Home-access details are not special category data (UK GDPR Article 9 does not list them). They
are ordinary personal data whose loss can harm a person at once: whoever reads them can walk in.
"""

from recognizers.declaration import Entity, Harm, Role, Sensitivity, UkGdpr

_OTHER = "Other (details)"
_REFERENCES = ("https://ico.org.uk/for-organisations/uk-gdpr-guidance-and-resources/security/",)
_CHANGE_CODE = (
    "Change the code, tell those who need it, remove this copy, and keep the new one only in "
    "the care system's protected field."
)


def _entity(
    name: str,
    title: str,
    meaning: str,
    remedy: str,
    role: Role,
    sensitivity: Sensitivity = Sensitivity.CRITICAL,
    breach_category: str = _OTHER,
) -> Entity:
    return Entity(
        name=name,
        title=title,
        meaning=meaning,
        uk_gdpr=UkGdpr.PERSONAL,
        harm=Harm.PHYSICAL_SAFETY,
        sensitivity=sensitivity,
        breach_category=breach_category,
        remedy=remedy,
        role=role,
        references=_REFERENCES,
    )


KEY_SAFE_CODE = _entity(
    "KEY_SAFE_CODE",
    "Key safe code",
    "Opens the box beside a person's door that holds the key to their home.",
    _CHANGE_CODE,
    Role.HOME_SECRET,
)
DOOR_CODE = _entity(
    "DOOR_CODE",
    "Door entry code",
    "Opens the door of a home, or the shared door of the building it is in.",
    _CHANGE_CODE,
    Role.HOME_SECRET,
)
GATE_CODE = _entity(
    "GATE_CODE",
    "Gate code",
    "Opens the gate, barrier, garage or padlock on the way to a person's door.",
    _CHANGE_CODE,
    Role.HOME_SECRET,
)
ALARM_CODE = _entity(
    "ALARM_CODE",
    "Burglar alarm code",
    "Switches off the alarm that protects a person's home.",
    _CHANGE_CODE,
    Role.HOME_SECRET,
)
ALARM_PASSWORD = _entity(
    "ALARM_PASSWORD",
    "Alarm or telecare password",
    "The spoken word with which an alarm or telecare centre stands down or opens a door.",
    "Agree a new password with the alarm or telecare centre and remove this copy.",
    Role.HOME_SECRET,
    breach_category="Identification data, eg usernames, passwords",
)
KEY_LOCATION = _entity(
    "KEY_LOCATION",
    "Where a key is hidden",
    "Says where the key to a person's home lies.",
    "Ask the family to move the key, offer a key safe, and remove this copy.",
    Role.HOME_METHOD,
)
ENTRY_METHOD = _entity(
    "ENTRY_METHOD",
    "How to get in",
    "Says how a home can be entered without being let in, or that nobody will come to the door.",
    "Agree a safer way in with the person, remove this copy, and keep it in the care plan only.",
    Role.HOME_METHOD,
)
KEYHOLDER = _entity(
    "KEYHOLDER",
    "Who holds a key",
    "Names who holds a key to a person's home.",
    "Remove this copy and keep key holders only in the care system's protected field.",
    Role.HOME_DETAIL,
    Sensitivity.HIGH,
)
KEY_SAFE_LOCATION = _entity(
    "KEY_SAFE_LOCATION",
    "Where the key safe is",
    "Says where the key safe of a person's home is fitted.",
    "Remove this copy; never keep it beside the code or the address.",
    Role.HOME_DETAIL,
    Sensitivity.HIGH,
)
