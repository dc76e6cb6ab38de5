"""Keys that their own form gives away: armoured private keys and the prefixes of providers.

Passwords and other secrets that only a word beside them tells: `credentials.py`.
"""

import regex

from recognizers.credential_values import example_key
from recognizers.declaration import (
    Entity,
    Harm,
    Pattern,
    Recognizer,
    Sensitivity,
    UkGdpr,
)

GUIDE = "https://www.ncsc.gov.uk/collection/passwords"

CREDENTIAL = Entity(
    name="CREDENTIAL",
    title="Password or key",
    meaning="A password, key or token that opens a system to whoever reads it.",
    uk_gdpr=UkGdpr.PERSONAL,
    harm=Harm.ACCOUNT_ACCESS,
    sensitivity=Sensitivity.CRITICAL,
    breach_category="Identification data, eg usernames, passwords",
    remedy="Change it now, then remove it from the file; keep such values in a password manager.",
    references=(GUIDE,),
)

_CASED = regex.DOTALL | regex.MULTILINE
_START, _END = r"(?<![0-9A-Za-z_\-])", r"(?![0-9A-Za-z_\-])"
PRIVATE_KEY = Recognizer(
    name="private_key",
    entity=CREDENTIAL,
    # Texts are often read line by line, so the first line alone will do; but not as a constant
    # of a program, where a quotation mark follows.
    patterns=(
        Pattern(
            "armoured",
            r"-----BEGIN (?:[A-Z0-9]{2,10} ){0,2}PRIVATE KEY(?: BLOCK)?-----(?:[ \t]*(?![^\r\n])"
            r"|[ \t\r\n]*\\[nr][0-9A-Za-z+/]|[ ][0-9A-Za-z+/]{20})"
            r"(?:[0-9A-Za-z+/=\s\\:,\-]{0,8000}?"
            r"-----END [A-Z0-9 ]{0,24}PRIVATE KEY(?: BLOCK)?-----)?",
            0.95,
        ),
    ),
    anchors=("private key",),
    examples=(
        "-----BEGIN RSA PRIVATE KEY-----\nMIIEowIBAAKCAQEA\n-----END RSA PRIVATE KEY-----",
        "-----BEGIN OPENSSH PRIVATE KEY-----",
        r'"private_key": "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBg\n-----END PRIVATE KEY-----"',
        "-----BEGIN PGP PRIVATE KEY BLOCK-----",
    ),
    counter_examples=(
        "-----BEGIN PUBLIC KEY-----",
        'if text.startswith("-----BEGIN RSA PRIVATE KEY-----"):',
        "-----BEGIN CERTIFICATE-----",
        "the private key",
    ),
    references=("https://www.rfc-editor.org/rfc/rfc7468",),
)
# Invented values of the makers' forms; put together here, as scanners of code look for them too.
KEY_BODY = "k3Zt9QfR7mWx2LbV8sNc5HyD"

PREFIXED_KEY = Recognizer(
    name="prefixed_key",
    entity=CREDENTIAL,
    patterns=(
        Pattern("AWS key id", _START + "(?:AKIA|ASIA)[0-9A-Z]{16}" + _END, 0.85),
        Pattern("GitHub token", _START + "gh[oprsu]_[0-9A-Za-z]{36}", 0.95),
        Pattern("GitHub token, fine-grained", _START + "github_pat_[0-9A-Za-z_]{22,100}", 0.95),
        Pattern("GitLab token", _START + r"glpat-[0-9A-Za-z_\-]{20,60}", 0.95),
        Pattern("Slack token", _START + r"xox[abeoprs]-[0-9A-Za-z\-]{10,250}", 0.95),
        Pattern(
            "Slack webhook",
            r"hooks\.slack\.com/services/(?P<value>[0-9A-Z]{8,14}/[0-9A-Z]{8,14}/[0-9A-Za-z]{20,30})",
            0.9,
        ),
        Pattern("Google API key", _START + r"AIza[0-9A-Za-z_\-]{35}" + _END, 0.9),
        Pattern("Google client secret", _START + r"GOCSPX-[0-9A-Za-z_\-]{20,40}", 0.9),
        Pattern("Stripe key", _START + "[rs]k_(?:live|test)_[0-9A-Za-z]{16,120}", 0.9),
        Pattern("SendGrid key", _START + r"SG\.[0-9A-Za-z_\-]{16,32}\.[0-9A-Za-z_\-]{32,64}", 0.9),
        Pattern("Azure key", r"Account[Kk]ey=(?P<value>[0-9A-Za-z+/]{40,90}={0,2})", 0.9),
        Pattern("Azure signature", r"[?&;]sig=(?P<value>[0-9A-Za-z%+/]{40,120}=?)", 0.8),
        Pattern(
            "JSON web token",
            _START
            + r"eyJ[0-9A-Za-z_\-]{10,900}\.eyJ[0-9A-Za-z_\-]{10,900}(?:\.[0-9A-Za-z_\-]{10,400})?",
            0.8,
        ),
        Pattern(
            "authorization header",
            r"[Aa]uthorization[\"']?[ ]?[:=][ ]?[\"']?(?:Basic|Bearer)[ ]"
            r"(?P<value>[0-9A-Za-z+/_.\-]{12,900}={0,2})",
            0.8,
        ),
    ),
    flags=_CASED,
    reject=example_key,
    examples=(
        "AKIA" + "Z7QF3MXW9LBV8SNC",
        "ghp_" + KEY_BODY + "4PqT6uWe1GaS",
        "xoxb-" + "2147483647-" + KEY_BODY,
        "AccountKey=" + KEY_BODY * 2 + "==;EndpointSuffix=core.windows.net",
        "AIza" + KEY_BODY + "4PqT6uWe1Ga",
        "Authorization: Basic b2ZmaWNlOkhlcm9uITIyMDc=",
    ),
    counter_examples=(
        "AKIA" + "IOSFODNN7EXAMPLE",
        "ghp_" + "x" * 36,
        "Asian or Asian British",
        "Authorization: Bearer <token>",
        "akia" + "z7qf3mxw9lbv8snc",
        "xoxb-your-token",
    ),
    references=("https://docs.github.com/code-security/secret-scanning",),
)

FORMED_KEYS: tuple[Recognizer, ...] = (PRIVATE_KEY, PREFIXED_KEY)
