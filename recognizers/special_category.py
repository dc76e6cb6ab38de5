"""All recognizers of special category data, and of vulnerability beside it."""

from recognizers import (
    special_category_codes,
    special_category_columns,
    special_category_conditions,
    special_category_health,
    special_category_identity,
)
from recognizers.declaration import Recognizer

_SUBJECTS = (
    special_category_conditions,
    special_category_health,
    special_category_identity,
    special_category_codes,
    special_category_columns,
)

RECOGNIZERS: tuple[Recognizer, ...] = tuple(
    one for subject in _SUBJECTS for one in subject.RECOGNIZERS
)
