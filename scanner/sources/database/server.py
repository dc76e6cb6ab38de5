"""Connections to live databases: read-only, with time limits, and what their errors mean.

Passwords come from where the databases' own tools look for them, or from the environment.
"""

import os
import time
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from scanner.config import DatabaseSettings
from scanner.errors import TargetError, UnreadableError
from scanner.model import Reason, Stage
from scanner.sources.database.place import DatabasePlace

EXTRA = "keysweep[databases]"
PASSWORD = "KEYSWEEP_DATABASE_PASSWORD"  # noqa: S105 - the name of a variable
_CONNECT_SECONDS = 15
_PAUSES = (0.5, 2.0)  # seconds between the tries to connect
_DRIVERS = {
    "postgresql": "postgresql+psycopg",
    "mysql": "mysql+pymysql",
    "mssql": "mssql+pymssql",
    "sqlite": "sqlite+pysqlite",
}
# What servers answer with, by code or by words; no message is ever shown.
_DENIED = frozenset(
    "42501 28000 28p01 1044 1045 1142 1143 229 18456".split()
), ("permission denied", "authentication failed", "no password supplied", "no pg_hba.conf entry",
    "access denied", "login failed")  # fmt: skip
_GONE = (
    frozenset("42p01 3f000 3d000 1049 1146 208".split()),
    (
        "no such table",
        "does not exist",
        "unable to open database file",
    ),
)
_SLOW = frozenset("57014 1969 3024".split()), ("timeout", "timed out")


def connect(place: DatabasePlace, settings: DatabaseSettings, stage: Stage) -> sa.Connection:
    """A connection in a transaction that can only read; closing it ends that too.

    Raises `UnreadableError`, and `TargetError` where the driver is not installed.
    """
    for pause in (*_PAUSES, None):
        try:
            return _engine(place, settings).connect()
        except ImportError:
            raise TargetError(f"{place.kind}://: install {EXTRA}") from None
        except SQLAlchemyError as error:
            known = unreadable(error, stage)
            if pause is None or known.reason not in (Reason.IO_ERROR, Reason.TIMEOUT):
                raise known from None
            time.sleep(pause)
    raise AssertionError("the last try returns or raises")


def unreadable(error: Exception, stage: Stage) -> UnreadableError:
    """What an error of a driver means. Its message is dropped: it may quote rows."""
    original = error.orig if isinstance(error, DBAPIError) else error
    number = original.args[0] if original is not None and original.args else ""
    code = str(getattr(original, "sqlstate", None) or number).lower()
    words = str(original).lower()
    if _says(words, code, _DENIED):
        remedy = "grant this account SELECT, or check the password; see docs/databases_live.md"
        return UnreadableError(Reason.DENIED, "this account may not read it", remedy, stage)
    if _says(words, code, _GONE):
        return UnreadableError(Reason.VANISHED, "not there, or gone since", "sweep again", stage)
    if _says(words, code, _SLOW):
        remedy = "raise database.seconds_per_fetch, or sweep when the server is less busy"
        return UnreadableError(Reason.TIMEOUT, "the server did not answer in time", remedy, stage)
    return UnreadableError(
        Reason.IO_ERROR,
        f"{type(original).__name__} of the database",
        "check the connection, then sweep again",
        stage,
    )


def _says(words: str, code: str, known: tuple[frozenset[str], tuple[str, ...]]) -> bool:
    codes, phrases = known
    return code in codes or any(phrase in words for phrase in phrases)


def _engine(place: DatabasePlace, settings: DatabaseSettings) -> sa.Engine:
    url = sa.URL.create(
        _DRIVERS[place.kind],
        username=place.user or None,
        password=_password(place),
        host=place.host or None,
        port=place.port,
        database=place.database or None,
    )
    options: dict[str, Any] = {}
    if place.kind == "sqlite":
        # Immutable: no lock is taken and no file is made beside it.
        file = f"file:{quote(place.database, safe='/')}?mode=ro&immutable=1&uri=true"
        url = sa.make_url(f"sqlite+pysqlite:///{file}")
    elif place.kind in ("postgresql", "mysql"):
        options["isolation_level"] = "REPEATABLE READ"
    arguments = _ARGUMENTS[place.kind](settings)
    return sa.create_engine(
        url, poolclass=NullPool, hide_parameters=True, connect_args=arguments, **options
    )


def _password(place: DatabasePlace) -> str | None:
    given = os.environ.get(PASSWORD)
    if place.kind == "mysql":
        return given or os.environ.get("MYSQL_PWD")
    return given or None


def _postgresql(settings: DatabaseSettings) -> dict[str, Any]:
    milliseconds = round(settings.seconds_per_fetch * 1000)
    found = {
        "connect_timeout": _CONNECT_SECONDS,
        "application_name": "keysweep",
        "options": "-c default_transaction_read_only=on -c lock_timeout=10000 "
        f"-c statement_timeout={milliseconds}",
    }
    if settings.ca_file is not None:
        found |= {"sslmode": "verify-full", "sslrootcert": str(settings.ca_file)}
    return found


def _mysql(settings: DatabaseSettings) -> dict[str, Any]:
    found: dict[str, Any] = {
        "charset": "utf8mb4",
        "connect_timeout": _CONNECT_SECONDS,
        "read_timeout": max(1, round(settings.seconds_per_fetch)),
        "init_command": "SET SESSION TRANSACTION READ ONLY",
        "local_infile": False,
    }
    with suppress(OSError):
        file = Path("~/.my.cnf").expanduser()
        if file.is_file():
            found["read_default_file"] = str(file)
    if settings.ca_file is not None:
        found |= {"ssl_ca": str(settings.ca_file), "ssl_verify_identity": True}
    return found


def _mssql(settings: DatabaseSettings) -> dict[str, Any]:
    return {
        "login_timeout": _CONNECT_SECONDS,
        "timeout": max(1, round(settings.seconds_per_fetch)),
        "appname": "keysweep",
        "read_only": True,
    }


def _sqlite(settings: DatabaseSettings) -> dict[str, Any]:
    return {"timeout": settings.seconds_per_fetch}


_ARGUMENTS = {"postgresql": _postgresql, "mysql": _mysql, "mssql": _mssql, "sqlite": _sqlite}
