"""Passwords and keys that open systems: in settings, programs, notes and tables.

Keys that their own form gives away: `credential_keys.py`. Words that a telecare or alarm centre
asks for are home access, not here.
"""

from recognizers.credential_keys import CREDENTIAL, FORMED_KEYS, GUIDE, KEY_BODY
from recognizers.credential_reading import (
    KEY_NAMED,
    LOGIN,
    MAILBOX,
    PASSWORD_NAMED,
    beside_user,
    keys,
    passwords,
)
from recognizers.credential_values import everyday, example_key, placeholder
from recognizers.declaration import Pattern, Recognizer

# The spoken words of alarm and telecare centres have an entity of their own.
_SPOKEN = (
    *("alarm password", "alarm company password", "careline password", "telecare password"),
    *("lifeline password", "doorstep password", "adt password", "alarm pass word"),
    *("key safe password", "monitoring station password", "pendant password"),
)

IN_ADDRESS = Recognizer(
    name="password_in_address",
    entity=CREDENTIAL,
    patterns=(
        Pattern(
            "user:password@host",
            r"[a-z][a-z0-9+.\-]{1,24}://[^\s:/@\"'<>]{0,64}:(?P<value>[^\s@\"'<>/]{4,128})@[0-9A-Za-z\[]",
            0.85,
        ),
    ),
    reject=placeholder,
    examples=(
        "postgres://rota:Heron!2207@db.example.org:5432/rota",
        "DATABASE_URL=mysql+pymysql://app:kingfisher@10.1.2.3/care",
        "https://office:Bluebell*471@files.example.org/x",
        "redis://:Heron2207@cache.example.org",
    ),
    counter_examples=(
        "postgres://user:password@localhost/db",
        "postgres://${USER}:${PASS}@localhost/db",
        "https://example.org:8080/@rota",
        "mailto:office@example.org",
    ),
    references=(GUIDE,),
)
NAMED_PASSWORD = Recognizer(
    name="named_password",
    entity=CREDENTIAL,
    patterns=(Pattern("named password", PASSWORD_NAMED, 0.85),),
    finder=passwords,
    rivals=_SPOKEN,
    window=(40, 0),
    examples=(
        "DB_PASSWORD=my_secret_tulip_4471x",
        "DB_PASSWORD=bluebell",
        "password: Heron!2207",
        "The WiFi password is Heron2207.",
        "Password for the rota system: Spring2024",
        "Server=db1;User Id=sa;Password=Heron!2207;Encrypt=yes",
        '{"user": "rota", "password": "bluebell"}',
        "<add key='DbPassword' value='Heron!2207'/>",
        "<password>Heron!2207</password>",
        "username: kth pw Heron!2207",
        "Login kth, pwd - Spring2024!",
    ),
    counter_examples=(
        "DB_PASS=changeme",
        "password: <password>",
        "password = getpass()",
        "password = os.environ['DB_PASSWORD']",
        "PASSWORD=${DB_PASSWORD}",
        "password: string;",
        "Password: ********",
        "password must be 8 characters",
        "Password reset for SystmOne required",
        "Password: see Jean in the office",
        "Password last changed: 12/03/2024",
        "password=%s",
        "PWD=/home/rota",
        "Forgotten password: ring 01632 960123",
        "Alarm password: Heron2207",
    ),
    references=(GUIDE,),
)
NAMED_KEY = Recognizer(
    name="named_key",
    entity=CREDENTIAL,
    patterns=(Pattern("named key", KEY_NAMED, 0.7),),
    finder=keys,
    reject=example_key,
    examples=(
        "API_KEY=" + KEY_BODY,
        "client_secret: '" + KEY_BODY + "'",
        "aws_secret_access_key = " + KEY_BODY + "4PqT6uWe1GaS/r0Y",
        "secret=Heron!2207",
    ),
    counter_examples=(
        "API_KEY=your-api-key-here",
        "TOKEN=<token>",
        "token = request.headers['X-Token']",
        "token: bearer",
        "secret: true",
        "token_expiry=3600",
        "secretary: J Okoro2",
    ),
    references=(GUIDE,),
)
BESIDE_USER = Recognizer(
    name="password_beside_user",
    entity=CREDENTIAL,
    patterns=(Pattern("login", LOGIN, 0.7), Pattern("mailbox", MAILBOX, 0.7)),
    finder=beside_user,
    rivals=_SPOKEN,
    examples=(
        "// login office@example.org  (Bluebell*471)",
        "office@example.org / Bluebell*471",
        "User: kth, Spring*2024",
    ),
    counter_examples=(
        "login office@example.org (ext 4471)",
        "office@example.org (01632 960123)",
        "Log in at 09:30 on ward 12B",
        "user kth (Okoro)",
    ),
    references=(GUIDE,),
)


def _no_password(value: str) -> bool:
    return placeholder(value) or everyday(value)


PASSWORD_COLUMN = Recognizer(
    name="password_column",
    entity=CREDENTIAL,
    patterns=(Pattern("whole cell", r"\A\s{0,8}(?P<value>\S[^\r\n]{2,126}?[^\s])\s{0,8}\Z", 0.8),),
    reject=_no_password,
    headers=(
        *("password", "passwd", "pwd", "pass phrase", "passphrase", "pass word", "api key"),
        *("secret key", "client secret", "access token", "auth token", "wifi key", "pw"),
        *("private key", "password hash", "secret access key"),
    ),
    context_score=0.8,
    rivals=(
        *("alarm", "careline", "telecare", "lifeline", "doorstep", "pendant", "door", "key safe"),
        *("date", "changed", "expiry", "expires", "expired", "last", "reset", "policy", "count"),
        *("required", "type", "status", "hint", "strength", "attempts", "length", "set by"),
    ),
    requires_header=True,
    counter_examples=("Heron!2207",),
    header_examples=(
        ("Password", "Heron!2207"),
        ("wifi_password", "bluebell"),
        ("apiKey", KEY_BODY),
    ),
    references=(GUIDE,),
)

RECOGNIZERS: tuple[Recognizer, ...] = (
    *FORMED_KEYS,
    IN_ADDRESS,
    NAMED_PASSWORD,
    NAMED_KEY,
    BESIDE_USER,
    PASSWORD_COLUMN,
)
