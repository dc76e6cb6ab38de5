"""Where a password or key is written down: settings, programs, notes. The finders.

Whether the value is one is decided in `credential_values`, what it means in `credentials`.
"""

from collections.abc import Iterator

import regex

from recognizers.credential_values import (
    everyday,
    placeholder,
    plain_word,
    random_looking,
    strong,
    very_strong,
)
from recognizers.declaration import RawMatch

_SPOKEN_OF = (
    r"pass[ _\-]?words?[0-9]?|pass[_\-]?phrase|passwd|pass[_\-]?code|(?<![A-Za-z])(?:pwd|pw)"
    r"|(?<=[_a-z])pwd|(?<=_)pass"
)
_KEY = (
    r"client[_\- ]?secret|secret[_\- ]?(?:access[_\- ]?)?key"
    r"|(?:api|access|auth|account|storage|signing|encryption|shared)[_\- ]?(?:key|token|secret)"
    r"|token|secret"
)
_BEHIND = r"(?![A-Za-z0-9_])[\"'\])]{0,2}"
# "password for the rota system", "WiFi password (guest)".
_FOR_WHAT = r"(?:[ ](?:for|to|on)[ ][A-Za-z0-9 .@&'’\-]{1,40}?|[ ]\([^()\n]{1,24}\))?"
_SIGN = r"(?:=>|:=|=(?!=)|:(?!:)|>|[ \t]{1,3}value[ ]?=|->)"
_VERB = r"(?:is|was|now|(?:re)?set to|changed to|will be)(?: now)?[:]?(?=[ \"'])|[\u2013\-](?= )"
_VALUE = (
    r"(?:\"(?P<double>[^\"\n]{3,128})\"|'(?P<single>[^'\n]{3,128})'|`(?P<back>[^`\n]{3,128})`"
    r"|\u201c(?P<curly>[^\u201d\n]{3,128})\u201d"
    r"|\\\"(?P<escaped>[^\"\\\n]{3,128})\\\"|(?P<bare>[^\s\"'<>;`\u201c\u201d]{3,200}))"
)
# What selects the texts; the expressions below decide.
PASSWORD_NAMED = rf"(?:{_SPOKEN_OF}){_BEHIND}"
KEY_NAMED = rf"(?:{_KEY}){_BEHIND}[ \t]{{0,3}}{_SIGN}"

_FLAGS = regex.IGNORECASE
_SET = regex.compile(
    rf"(?P<name>{_SPOKEN_OF}){_BEHIND}(?:(?P<sign>[ \t]{{0,3}}{_SIGN})"
    rf"|{_FOR_WHAT}[ \t]{{0,3}}(?P<said>[:=]|{_VERB})|(?P<gap>[ \t]))[ \t]{{0,8}}{_VALUE}",
    _FLAGS,
)
_SET_KEY = regex.compile(rf"(?P<name>{KEY_NAMED})[ \t]{{0,8}}{_VALUE}", _FLAGS)
# Tokens that programs pass to and fro and that open nothing; and parts of longer names.
_PASSING = regex.compile(
    r"(?:continuation|page|pagination|request|change|next|client|purchase|action|[cx]srf|output"
    r"|input|sync|cancel(?:lation)?|verification|starting)[_\- ]?\Z|:\Z",
    _FLAGS,
)
_QUOTED = ("double", "single", "back", "curly", "escaped")


def passwords(text: str) -> Iterator[RawMatch]:
    """Values behind "password" and the like, in settings, programs and sentences."""
    for found in _SET.finditer(text):
        start, end = _span(found)
        value = text[start:end]
        if placeholder(value) or everyday(value):
            continue
        score = _score(found, value)
        if score:
            yield RawMatch(start, end, score, "named password")


def keys(text: str) -> Iterator[RawMatch]:
    """Values behind "secret", "token" or "API key": only what a generator could have made."""
    for found in _SET_KEY.finditer(text):
        start, end = _span(found)
        value = text[start:end]
        if _PASSING.search(text, max(0, found.start() - 16), found.start()):
            continue
        least = 12 if "token" in found["name"].lower() else 8
        if random_looking(value, least) and not placeholder(value) and not everyday(value):
            yield RawMatch(start, end, 0.7, "named key")


def _is_quoted(found: regex.Match[str]) -> bool:
    return any(found[name] is not None for name in _QUOTED)


def _span(found: regex.Match[str]) -> tuple[int, int]:
    """The value without what ends the sentence or closes the bracket around it."""
    for name in _QUOTED:
        if found[name] is not None:
            return found.span(name)
    start = found.start("bare")
    value = found["bare"].rstrip(".,:")
    for opening, closing in ("()", "[]", "{}"):
        if value.endswith(closing) and opening not in value:
            value = value[:-1].rstrip(".,:")
    return start, start + len(value)


def _score(found: regex.Match[str], value: str) -> float:
    """Bare words behind a sign are mostly code or prose, save in settings: `DB_PASSWORD=heron`."""
    if found["gap"] is not None:
        # "password Heron!2207": nothing but the word before it, so it must look like one.
        return 0.7 if very_strong(value) else 0.0
    if strong(value):
        return 0.85 if found["sign"] else 0.8
    is_setting = found["name"].isupper() and found["sign"] == "="
    if plain_word(value) and (is_setting or _is_quoted(found)):
        return 0.6
    return 0.6 if value.isdigit() and len(value) >= 4 and found["sign"] else 0.0


_WHO = r"[^\s()\"'<>,;]{2,64}"
LOGIN = (
    rf"(?<![A-Za-z])(?:log[ \-]?(?:in|on)|sign[ \-]?in|user(?:[ ]?name)?|creds?|credentials)"
    rf"[ \t]{{0,2}}[:=]?[ \t]{{0,3}}(?:is |as |with )?{_WHO}[ \t]{{0,3}}"
    r"[,/|;:(\[\-]{0,2}[ \t]{0,3}"
    r"(?:and |with |then )?[(\[]?(?P<value>[^\s()\[\]\"'<>]{7,64})"
)
MAILBOX = (
    r"(?<![A-Za-z0-9])[A-Za-z0-9._\-]{1,64}@[A-Za-z0-9.\-]{3,80}[ \t]{0,3}[/|:(][ \t]{0,3}"
    r"(?P<value>[^\s()\[\]\"'<>]{7,64})"
)
_BESIDE_USER = tuple(regex.compile(pattern, _FLAGS) for pattern in (LOGIN, MAILBOX))


def beside_user(text: str) -> Iterator[RawMatch]:
    """Values that follow a user's name without a word: `login office@… (…)`, `user / …`."""
    for pattern in _BESIDE_USER:
        for found in pattern.finditer(text):
            value = found["value"].rstrip(".,;:")
            if very_strong(value) and not placeholder(value) and not everyday(value):
                start = found.start("value")
                yield RawMatch(start, start + len(value), 0.7, "beside a user name")
