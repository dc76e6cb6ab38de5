"""Signing in to an SMB server: where user and password come from, and what a refusal means."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from smbprotocol.exceptions import SMBAuthenticationError, SMBException, SMBResponseException
from smbprotocol.session import Session

from scanner.sources.smb.errors import REFUSALS, SignInError

PASSWORD_VARIABLE = "KEYSWEEP_SMB_PASSWORD"  # noqa: S105 - the variable's name

# By user and password. Trying the same again for every object would lock the account out.
_REFUSED: dict[int, str] = {}


@dataclass(frozen=True, slots=True)
class Server:
    """How one server is reached. Holds no secret, so it may be sent and shown."""

    host: str
    port: int
    username: str = ""
    password_file: Path | None = None
    guest: bool = False
    timeout_seconds: float = 60.0

    @property
    def shown(self) -> str:
        """The server in words."""
        return f"{self.host} port {self.port}"


def signed_in(connection: Any, server: Server) -> Any:
    """A session on a connection. Raises `SignInError`, and what smbprotocol raises."""
    password = password_of(server)
    if not server.username and password:
        raise SignInError("there is a password but no user name; set smb.username")
    as_guest = server.guest and not server.username
    session = Session(
        connection,
        username="guest" if as_guest else server.username or None,
        password="" if as_guest else password,
        require_encryption=bool(connection.supports_encryption) and not server.guest,
        # Windows signs in as whoever runs the sweep; elsewhere that takes a ticket.
        auth_protocol="negotiate" if as_guest or password or os.name == "nt" else "kerberos",
    )
    attempt = hash((server, password))
    if attempt in _REFUSED:
        raise SignInError(_REFUSED[attempt])
    try:
        session.connect()
    except SMBResponseException as error:
        if error.status not in REFUSALS:
            raise
        _REFUSED[attempt] = REFUSALS[error.status]
        raise SignInError(_REFUSED[attempt]) from None
    except (SMBAuthenticationError, ImportError):
        raise SignInError(_no_ticket(password)) from None
    except SMBException as error:
        if "guest" not in str(error):
            raise
        raise SignInError("the server let it in as a guest only; set smb.guest to allow") from None
    return session


def _no_ticket(password: str | None) -> str:
    if password:
        return "the server and this account agree on no way to sign in"
    return (
        f"there is no password ({PASSWORD_VARIABLE} or smb.password_file) and no Kerberos ticket; "
        "Kerberos needs the package pyspnego[kerberos], and kinit"
    )


def password_of(server: Server) -> str | None:
    """The password from its file, else from the environment. Raises `SignInError`."""
    if server.password_file is None:
        return os.environ.get(PASSWORD_VARIABLE) or None
    try:
        return server.password_file.read_text("utf-8").rstrip("\r\n") or None
    except (OSError, UnicodeDecodeError):
        raise SignInError(f"{server.password_file}: no password can be read from it") from None
