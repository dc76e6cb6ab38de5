"""Sends a notice to a webhook or by mail. Encrypted, except to this machine itself.

Secrets come from the environment: the address of a webhook is one, since whoever knows it can
write to the channel.
"""

import json
import smtplib
import ssl
from collections.abc import Mapping
from email.message import EmailMessage
from http.client import HTTPException
from typing import IO, Any
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from scanner.errors import ConfigError
from scanner.schedule.notice import Notice

WEBHOOK_URL = "KEYSWEEP_WEBHOOK_URL"
SMTP_USER, SMTP_PASSWORD = "KEYSWEEP_SMTP_USER", "KEYSWEEP_SMTP_PASSWORD"
_SECONDS = 30.0
_LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
_SMTPS = 465


class _NoRedirects(HTTPRedirectHandler):
    """A webhook that leads elsewhere is not the one that was named."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: Any, newurl: str
    ) -> None:
        """Nowhere; the answer then counts as an error."""


def to_webhook(notice: Notice, environment: Mapping[str, str]) -> None:
    """Post it as JSON. Raises `ConfigError`, which does not repeat the address."""
    url = environment.get(WEBHOOK_URL, "")
    parts = urlsplit(url)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _LOCAL):
        raise ConfigError(f"{WEBHOOK_URL} is not set to an https:// address; set it, or leave "
                          "--webhook out")  # fmt: skip
    body = json.dumps({"text": notice.text, "keysweep": notice.counts}).encode()
    # The scheme was checked above.
    request = Request(url, body, {"Content-Type": "application/json"})  # noqa: S310
    try:
        with build_opener(_NoRedirects()).open(request, timeout=_SECONDS):
            pass
    except (URLError, OSError, HTTPException, ValueError) as error:
        code = getattr(error, "code", "")
        said = f"answered {code}" if code else f"could not be reached ({type(error).__name__})"
        raise ConfigError(f"the webhook {said}; the notice was not sent") from None


def to_mail(
    notice: Notice, server: str, sender: str, receivers: tuple[str, ...],
    environment: Mapping[str, str],
) -> None:  # fmt: skip
    """Send it through `server`, "HOST:PORT". Raises `ConfigError`."""
    host, port = server_of(server)
    message = _message(notice, sender, receivers)
    try:
        with _connected(host, port) as smtp:
            user = environment.get(SMTP_USER, "")
            if user:
                smtp.login(user, environment.get(SMTP_PASSWORD, ""))
            smtp.send_message(message)
    except (OSError, smtplib.SMTPException) as error:
        # What the server answered may repeat what was sent.
        raise ConfigError(
            f"the mail server {host}:{port} did not take the notice ({type(error).__name__})"
        ) from None


def server_of(server: str) -> tuple[str, int]:
    """Host and port of "HOST:PORT" or "HOST". Raises `ConfigError`."""
    host, _, port = server.partition(":")
    if not host or (port and not (port.isascii() and port.isdigit() and 0 < int(port) < 65_536)):
        raise ConfigError(f"--smtp {server}: write HOST or HOST:PORT, such as smtp.example.org:587")
    return host, int(port) if port else 25 if host in _LOCAL else 587


def _message(notice: Notice, sender: str, receivers: tuple[str, ...]) -> EmailMessage:
    message = EmailMessage()
    try:
        message["Subject"], message["From"] = notice.subject, sender
        message["To"] = ", ".join(receivers)
    except ValueError:
        raise ConfigError("--mail-from or --mail-to is no mail address") from None
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(notice.text + "\n")
    return message


def _connected(host: str, port: int) -> smtplib.SMTP:
    context = ssl.create_default_context()
    if port == _SMTPS:
        return smtplib.SMTP_SSL(host, port, timeout=_SECONDS, context=context)
    smtp = smtplib.SMTP(host, port, timeout=_SECONDS)
    if host not in _LOCAL:
        try:
            smtp.starttls(context=context)
        except Exception:
            smtp.close()
            raise
    return smtp
