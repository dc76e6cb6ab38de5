"""Recognizers for UK health and care data, usable by any Presidio user.

What to find, never where: nothing here reads files or knows of scans. Needs only the standard
library and `regex`; `recognizers.presidio` and what it is made of alone import Presidio.
"""

from recognizers.declaration import (
    DeclarationError,
    Entity,
    Harm,
    Match,
    Pattern,
    Recognizer,
    Role,
    Sensitivity,
    UkGdpr,
    Verdict,
)
from recognizers.matching import find

__all__ = [
    "DeclarationError",
    "Entity",
    "Harm",
    "Match",
    "Pattern",
    "Recognizer",
    "Role",
    "Sensitivity",
    "UkGdpr",
    "Verdict",
    "find",
]
