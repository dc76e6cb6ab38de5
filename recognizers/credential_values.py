"""Whether what stands behind "password" is a password: neither a placeholder nor code nor prose.

The declarations are in `credentials.py`.
"""

import regex

from recognizers.dates import parse_dates
from recognizers.words import load

_PLACEHOLDERS = frozenset(load("credential_placeholders")) | frozenset(load("blanks"))
_WORDS = regex.compile(r"[A-Za-z0-9]+")
# Variables, templates, calls and references to where the secret really lies; masks.
_REFERENCE = regex.compile(
    r"\$[A-Za-z_]+(?:->.*|\[.*)?|\$[{(].*|%\w+%|<.*>|\[.*\]|\{.*|\(.*|@[A-Za-z_.]+|&[A-Za-z_]+;?"
    r"|.*(?:\$\{|\{\{|\$\(|%[sd(]|\(\)|\[[\"'0-9]).*|.*\([\w.,\"' ]*\);?"
    r"|[A-Za-z_][\w.]*\(.*|[A-Za-z_][\w.]*\[.*|0x[0-9A-Fa-f]+|.*(?:\.{3}|…)"
    r"|~?/.*|\.{1,2}/.*|[A-Za-z]:\\.*|[a-z]{2,10}://.*"
    r"|ENC\[.*|arn:.*|vault:.*|!(?:Ref|Sub|GetAtt|vault)(?![A-Za-z]).*|[\W_x]+|[*•.xX]{3,}.*"
    r"|(?:os|process|self|this|config|settings|env|request|req|args|options|params|props|data|user"
    r"|ctx|event|body|form|input|secrets|credentials|opts|cfg)\.[\w.\[\]]+",
    regex.DOTALL,
)
_CODE_WORD = regex.compile(r"[A-Za-z_][A-Za-z_]*(?:\.[A-Za-z_]+)+")
_EXAMPLE_KEY = regex.compile(
    r"example|changeme|placeholder|redacted|your[_-]|x{6,}", regex.IGNORECASE
)
_MAIL = regex.compile(r"[^@\s]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_TIME = regex.compile(
    r"[0-9]{1,2}[:.][0-9]{2}(?:am|pm)?|[0-9]{1,3}(?:[.,][0-9]+)?(?:%|[a-z]{1,2})?"
)

_IN_PROSE = frozenset(" .,'’‘“”-–—_/:;()[]\"")


def placeholder(value: str) -> bool:
    """Whether a value stands where a secret belongs: `changeme`, `<token>`, `${DB_PASS}`, `****`.

    One real word among them makes it a value: `my_secret_tulip_4471x` is none.
    """
    text = value.strip()
    if _REFERENCE.fullmatch(text) or _CODE_WORD.fullmatch(text):
        return True
    words = _WORDS.findall(text.lower())
    return all(word in _PLACEHOLDERS or len(set(word)) == 1 for word in words)


def example_key(value: str) -> bool:
    """Whether a key says that it is none, as those in manuals do: AKIA…EXAMPLE."""
    return _EXAMPLE_KEY.search(value) is not None or len(set(value[-12:])) < 4


def strong(value: str) -> bool:
    """Whether it looks chosen as a password: letters with digits, or with signs inside."""
    kinds = (
        any(c.isdigit() for c in value),
        any(c.isalpha() for c in value),
        any(not c.isalnum() and c not in _IN_PROSE for c in value.rstrip(".,;:!?")),
    )
    return len(value) >= 5 and sum(kinds) > 1


def plain_word(value: str) -> bool:
    """Whether it could be a weak password: one word, and none that names a field in a program."""
    if len(value) < 6 or not value.isalpha() or value[1:] != value[1:].lower():
        return False
    return regex.search("pass|pwd|user|token|secret|login|valid|field", value.lower()) is None


def very_strong(value: str) -> bool:
    """Whether it looks like a password without any word that says so."""
    signs = any(not c.isalnum() and c not in _IN_PROSE for c in value)
    digits = any(c.isdigit() for c in value)
    mixed = value != value.lower() and value != value.upper()
    return len(value) >= 7 and digits and mixed and (signs or len(value) >= 9)


def random_looking(value: str, least: int) -> bool:
    """Whether it could come from a generator: long enough, letters and digits, no spaces."""
    return (
        len(value) >= least
        and any(c.isdigit() for c in value)
        and any(c.isalpha() for c in value)
        and " " not in value
    )


def everyday(value: str) -> bool:
    """Dates, times, amounts and addresses: what forms and notes hold behind a colon."""
    return bool(parse_dates(value)) or any(
        shape.fullmatch(value) is not None for shape in (_MAIL, _TIME)
    )
