"""The checks that a user's recognizer can name, and how often chance alone passes each."""

from collections.abc import Callable

from recognizers import checks, checks_clinical

# Name in a file -> the check, and the share of random strings of its shape that pass it.
CHECKS: dict[str, tuple[Callable[[str], bool], float]] = {
    "birth_date": (checks.birth_date, 1.0),
    "chi": (checks.chi, checks.MOD11_CHANCE),
    "driving_licence": (checks.driving_licence, 0.03),
    "gmp_code": (checks_clinical.gmp_code, 0.1),
    "hsc": (checks.hsc, checks.MOD11_CHANCE),
    "iban": (checks.iban, 0.01),
    "luhn": (checks.luhn, 0.1),
    "mod37_2": (checks_clinical.mod37_2, 0.03),
    "mod97": (checks.mod97, 0.01),
    "nhs_checksum": (checks.nhs_checksum, checks.MOD11_CHANCE),
    "nino_prefix": (checks.nino_prefix, 0.55),
    "pupil_number": (checks.pupil_number, 1 / 23),
    "snomed_id": (checks_clinical.snomed_id, checks_clinical.SNOMED_CHANCE),
    "uk_phone": (checks.uk_phone, 1.0),
    "utr": (checks.utr, checks.MOD11_CHANCE),
    "verhoeff": (checks_clinical.verhoeff, 0.1),
}
