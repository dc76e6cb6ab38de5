"""Passwords and keys; every value here is invented and opens nothing."""

import pytest

from recognizers import home_access
from recognizers.credentials import (
    BESIDE_USER,
    IN_ADDRESS,
    NAMED_KEY,
    NAMED_PASSWORD,
    PASSWORD_COLUMN,
    RECOGNIZERS,
)
from tests.recognizers.reading import reported

KEY = "k3Zt9QfR7mWx2LbV8sNc5HyD"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("password: Heron!2207", "Heron!2207"),
        ("Password is Heron!2207.", "Heron!2207"),
        ("(the WiFi password is Heron2207)", "Heron2207"),
        ("Password for the rota system: Spring2024", "Spring2024"),
        ("pw Heron!2207", "Heron!2207"),
        ("password “Heron 2207 lake”", "Heron 2207 lake"),
        ("DB_PASSWORD=my_secret_tulip_4471x", "my_secret_tulip_4471x"),
        ("DB_PASS='Heron!2207'", "Heron!2207"),
        ("export MYSQL_PWD=kingfisher", "kingfisher"),
        ("spring.datasource.password=Heron!2207", "Heron!2207"),
        ("Server=db1;Uid=sa;Pwd=Heron!2207;Encrypt=yes", "Heron!2207"),
        ('"userPassword" : "Heron!2207",', "Heron!2207"),
        ("'password' => 'bluebell',", "bluebell"),
        ("<Password>Heron!2207</Password>", "Heron!2207"),
        ('<add key="AdminPassword" value="Heron!2207"/>', "Heron!2207"),
        ("Password=482193", "482193"),
        ("user kth, password: Password1", "Password1"),
    ],
)
def test_named_passwords(text: str, value: str) -> None:
    """The value alone is found in settings, programs and sentences."""
    assert set(reported([NAMED_PASSWORD], text)) == {value}


@pytest.mark.parametrize(
    "text",
    [
        "API_KEY=your-api-key-here",
        "DB_PASS=changeme",
        "TOKEN=<token>",
        "password: ${DB_PASSWORD}",
        "password = '{{ vault_password }}'",
        "password: xxxxxxxx",
        "password: ********",
        'password: "example"',
        "PASSWORD=your_password_here",
        "password = None",
        "AWS_SECRET_ACCESS_KEY=" + "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    ],
)
def test_placeholders_are_none(text: str) -> None:
    """What stands where a secret belongs is no secret."""
    assert reported(RECOGNIZERS, text) == {}


@pytest.mark.parametrize(
    "text",
    [
        "password = getpass('Password: ')",
        "password = config.get('password')",
        "if password == 'Heron2207':",
        "String password = user.getPassword();",
        "password: str | None = None",
        "const token = req.headers['x-token'];",
        "key_location: secrets/roster.pem",
        "PASSWORD_FILE=/run/secrets/db2_password",
        "nextPageToken: 'a1b2c3d4e5f6a7b8'",
        "arn:aws:secretsmanager:eu-west-2:1:secret:rota-a1b2c3",
    ],
)
def test_code_that_handles_passwords_is_none(text: str) -> None:
    """Calls, comparisons, types and paths hold no secret."""
    assert reported(RECOGNIZERS, text) == {}


@pytest.mark.parametrize(
    "text",
    [
        "Password must be 12 characters long",
        "Password reset for SystmOne required",
        "Password: see Jean in the office",
        "Password last changed: 12/03/2024",
        "Forgotten your password? Ring 01632 960123",
        "Password expires 2026-10-05",
        "Her secret: chocolate biscuits",
        "Token of thanks: 12 cards",
        "The password is on the noticeboard",
    ],
)
def test_prose_about_passwords_is_none(text: str) -> None:
    """Advice and chat about passwords tell none."""
    assert reported(RECOGNIZERS, text) == {}


@pytest.mark.parametrize(
    "text",
    [
        f"API_KEY={KEY}",
        f"client_secret: '{KEY}'",
        f'"token": "{KEY}"',
        f"SLACK_BOT_TOKEN={KEY}",
    ],
)
def test_named_keys(text: str) -> None:
    """A generated value behind "key", "secret" or "token" is found."""
    assert set(reported([NAMED_KEY], text)) == {KEY}


@pytest.mark.parametrize(
    "value",
    [
        "AKIA" + "Z7QF3MXW9LBV8SNC",
        "ghp_" + KEY + "4PqT6uWe1GaS",
        "glpat-" + KEY,
        "xoxb-" + KEY,
        "AIza" + KEY + "4PqT6uWe1Ga",
        "sk_" + "live_" + KEY,
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJyb3RhIn0." + KEY,
    ],
)
def test_keys_known_by_their_prefix(value: str) -> None:
    """Providers' prefixes need no word."""
    assert value in reported(RECOGNIZERS, f"see {value} below")


@pytest.mark.parametrize("label", ["", "RSA ", "OPENSSH ", "EC ", "ENCRYPTED "])
def test_private_key_line_by_line(label: str) -> None:
    """The first line of a private key is enough, as files are read line by line."""
    line = f"-----BEGIN {label}PRIVATE KEY-----"
    assert set(reported(RECOGNIZERS, line)) == {line}


def test_private_key_whole() -> None:
    """Where the whole key stands in one text, all of it is the finding."""
    block = "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADAN\nBgkqhkiG9w0B\n-----END PRIVATE KEY-----"
    assert set(reported(RECOGNIZERS, f"key:\n{block}\nend")) == {block}


@pytest.mark.parametrize("text", ["-----BEGIN PUBLIC KEY-----", '("-----BEGIN PRIVATE KEY-----")'])
def test_public_keys_and_constants_are_none(text: str) -> None:
    """A public key, and a program that looks for private ones, hold no secret."""
    assert reported(RECOGNIZERS, text) == {}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("postgres://rota:Heron!2207@db.example.org/rota", "Heron!2207"),
        ("redis://:kingfisher@cache.example.org", "kingfisher"),
    ],
)
def test_password_in_an_address(text: str, value: str) -> None:
    """The password of a connection string is found alone."""
    assert set(reported([IN_ADDRESS], text)) == {value}


@pytest.mark.parametrize(
    "text",
    [
        "postgres://user:password@localhost/db",
        "postgres://$USER:${PASS}@localhost/db",
        "https://example.org:8080/a@b",
    ],
)
def test_addresses_without_a_password(text: str) -> None:
    """Sample connection strings and ports hold none."""
    assert reported([IN_ADDRESS], text) == {}


@pytest.mark.parametrize(
    "text",
    [
        "// login office@example.org  (Bluebell*471)",
        "office@example.org / Bluebell*471",
        "Username: kth Bluebell*471",
    ],
)
def test_password_beside_a_user(text: str) -> None:
    """A value that looks chosen as a password, right behind a user's name."""
    assert set(reported([BESIDE_USER], text)) == {"Bluebell*471"}


@pytest.mark.parametrize(
    "text",
    ["login office@example.org (ext 4471)", "user kth (Okoro)", "office@example.org (Mon-Fri)"],
)
def test_other_words_beside_a_user_are_none(text: str) -> None:
    """Extensions, names and hours are no passwords."""
    assert reported([BESIDE_USER], text) == {}


def test_password_column() -> None:
    """Under a header any real value counts, blanks and the date of a change do not."""
    assert set(reported([PASSWORD_COLUMN], "bluebell", "wifi_password")) == {"bluebell"}
    assert reported([PASSWORD_COLUMN], "not set", "Password") == {}
    assert reported([PASSWORD_COLUMN], "12/03/2024", "Password last changed") == {}
    assert reported([PASSWORD_COLUMN], "magpie", "alarmPassword") == {}


def test_spoken_word_of_an_alarm_centre_is_home_access() -> None:
    """What an alarm centre asks for opens a home, not a system."""
    text = "Alarm company password: Kingfisher22"
    assert reported(RECOGNIZERS, text) == {}
    assert set(reported(home_access.RECOGNIZERS, text)) == {"Kingfisher22"}
