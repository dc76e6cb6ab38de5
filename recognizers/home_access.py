"""Home access: every declaration of how somebody could enter a person's home.

The parts: `home_access_codes` (codes), `home_access_places` (hidden keys),
`home_access_safe_places` (key safes), `home_access_holders` (key holders),
`home_access_passwords` (spoken passwords), `home_access_entry` (open doors, ways in).
"""

from recognizers.declaration import Recognizer
from recognizers.home_access_codes import CODES
from recognizers.home_access_entry import ENTRIES
from recognizers.home_access_holders import HOLDERS
from recognizers.home_access_passwords import PASSWORDS
from recognizers.home_access_places import PLACES
from recognizers.home_access_safe_places import SAFE_PLACES

RECOGNIZERS: tuple[Recognizer, ...] = (
    *CODES,
    *PLACES,
    *SAFE_PLACES,
    *HOLDERS,
    *PASSWORDS,
    *ENTRIES,
)
