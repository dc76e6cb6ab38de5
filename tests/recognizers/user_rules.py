"""Files of recognizers for tests: those of the documentation, and small ones to spoil."""

import re
from pathlib import Path

import pytest

from recognizers.user_files import load_folder
from recognizers.user_problems import UserRulesError

PAGE = (Path(__file__).parents[2] / "docs" / "recognizers.md").read_text("utf-8")
BLOCKS = re.findall(r"```(toml|yaml)\n(.*?)```", PAGE, re.S)
CLIENT_TOML = next(text for _, text in BLOCKS if "[[recognizers]]" in text)
STAFF_YAML = next(text for kind, text in BLOCKS if kind == "yaml")

RULE = """
[[recognizers]]
name = "badge"
entity = "UK_NHS"
patterns = [{name = "B and four digits", regex = 'B[0-9]{4}', score = 0.6}]
"""
ENTITY = """
[[entities]]
name = "BADGE"
title = "Badge"
meaning = "A badge."
uk_gdpr = "personal"
harm = "contact"
sensitivity = "low"
breach_category = "Other"
remedy = "None."
"""


def folder_of(root: Path, **files: str) -> Path:
    """A folder of such files; `a_toml` is a.toml."""
    folder = root / "rules"
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_text(text, "utf-8")
    return folder


def refused(folder: Path, *, verify: bool = False) -> list[str]:
    """The lines that a folder is refused with."""
    with pytest.raises(UserRulesError) as caught:
        load_folder(folder, verify=verify)
    return str(caught.value).split("\n")


def pattern(expression: str) -> str:
    """A rule with this expression."""
    return RULE.replace("B[0-9]{4}", expression)
