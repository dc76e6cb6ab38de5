"""S3 on this machine for tests: moto's server, and a proxy before it that misbehaves on order."""

import contextlib
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from typing import Any

import boto3
import pytest

from scanner.config import S3Settings

REGION = "eu-west-2"
# Invented; the server accepts any.
ENVIRONMENT = {
    "AWS_ACCESS_KEY_ID": "testing",
    "AWS_SECRET_ACCESS_KEY": "testing",
    "AWS_DEFAULT_REGION": REGION,
    "AWS_EC2_METADATA_DISABLED": "true",
    "AWS_CONFIG_FILE": "/nonexistent",
    "AWS_SHARED_CREDENTIALS_FILE": "/nonexistent",
}
_START_SECONDS = 60


@contextlib.contextmanager
def moto_server() -> Iterator[str]:
    """The address of a fresh server, in a process of its own."""
    pytest.importorskip("moto.server", reason="install moto[server] to test buckets")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-W", "ignore", "-m", "moto.server", "-p", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            _wait_for(port)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def _wait_for(port: int) -> None:
    end = time.monotonic() + _START_SECONDS
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)
        else:
            return


def writer(address: str) -> Any:
    """A client of the tests' own, which may write."""
    return boto3.client(
        "s3",
        endpoint_url=address,
        region_name=REGION,
        aws_access_key_id="testing",
        aws_secret_access_key="testing",
    )


def make_bucket(client: Any, name: str, **more: Any) -> None:
    """An empty bucket."""
    where = {"LocationConstraint": REGION}
    client.create_bucket(Bucket=name, CreateBucketConfiguration=where, **more)


def settings(address: str, **more: Any) -> S3Settings:
    """Settings for a server of this machine; a call that fails is not tried for long."""
    return S3Settings(endpoint_url=address, **({"attempts": 2} | more))


@dataclass(frozen=True)
class Asked:
    """One request, as a fault sees it."""

    method: str
    path: str  # with its query
    count: int  # how often this method and path were asked for, this time included
    range: str
    payer: str = ""


@dataclass(frozen=True)
class Fault:
    """What is answered instead."""

    status: int = 503
    body: bytes = b"<Error><Code>SlowDown</Code><Message>no</Message></Error>"
    keep: int | None = None  # bytes of the true body that are sent before the connection ends
    seconds: float = 0.0  # waited before the true answer
    drop_headers: tuple[str, ...] = ()  # left out of the true answer, lower case
    is_closed: bool = False  # the connection ends without an answer


@dataclass
class Proxy:
    """Passes everything on, but for what `fault` says."""

    address: str = ""
    fault: Callable[[Asked], Fault | None] = lambda _: None
    page_size: int | None = None  # keys on a page of a listing; None: as many as the store gives
    ignored_headers: tuple[str, ...] = ()  # of requests, lower case: never passed on
    asked: list[Asked] = field(default_factory=list)
    counts: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    lock: Lock = field(default_factory=Lock)

    def note(self, method: str, path: str, span: str, payer: str) -> Asked:
        """Counts one request."""
        with self.lock:
            self.counts[method, path, span] += 1
            asked = Asked(method, path, self.counts[method, path, span], span, payer)
            self.asked.append(asked)
        return asked

    def gets(self, bucket: str) -> int:
        """How many requests for objects were made."""
        wanted = f"/{bucket}/"
        return sum(one.path.startswith(wanted) and "?" not in one.path for one in self.asked)


class _Passing(BaseHTTPRequestHandler):
    proxy: Proxy
    behind: str
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: keys are names."""

    def handle(self) -> None:
        """As usual; a client that hangs up is no error."""
        with contextlib.suppress(ConnectionError):
            super().handle()

    def do_GET(self) -> None:
        """Asks the server behind, or misbehaves."""
        span, payer = (self.headers.get(name, "") for name in ("Range", "x-amz-request-payer"))
        asked = self.proxy.note(self.command, self.path, span, payer)
        fault = self.proxy.fault(asked)
        if fault is None:
            self._pass_on(Fault())
        elif fault.is_closed:
            self.close_connection = True
        elif fault.keep is not None or fault.seconds or fault.drop_headers:
            self._pass_on(fault)
        else:
            self._send(fault.status, [("Content-Type", "application/xml")], fault.body, None)

    def _pass_on(self, fault: Fault) -> None:
        time.sleep(fault.seconds)
        length = int(self.headers.get("Content-Length", 0))
        ignored = self.proxy.ignored_headers
        headers = {name: v for name, v in self.headers.items() if name.lower() not in ignored}
        path = self.path
        if self.proxy.page_size and "list-type=2" in path:
            path += f"&max-keys={self.proxy.page_size}"
        connection = HTTPConnection(self.behind, timeout=60)
        connection.request(self.command, path, self.rfile.read(length), headers)
        answer = connection.getresponse()
        body = answer.read()
        own = {"connection", "transfer-encoding", "date", "server", *fault.drop_headers}
        rows = [(name, value) for name, value in answer.getheaders() if name.lower() not in own]
        connection.close()
        self._send(answer.status, rows, body, fault.keep)

    def _send(
        self, status: int, headers: list[tuple[str, str]], body: bytes, keep: int | None
    ) -> None:
        self.send_response(status)
        has_length = any(name.lower() == "content-length" for name, _ in headers)
        for name, value in headers:
            self.send_header(name, value)
        if not has_length:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with contextlib.suppress(ConnectionError):
            if self.command != "HEAD":
                self.wfile.write(body if keep is None else body[:keep])
        if keep is not None:
            self.close_connection = True


for _verb in ("HEAD", "POST", "PUT", "DELETE"):
    setattr(_Passing, f"do_{_verb}", _Passing.do_GET)


@contextlib.contextmanager
def proxy_before(address: str) -> Iterator[Proxy]:
    """A proxy before a server."""
    proxy = Proxy()
    members = {"proxy": proxy, "behind": address.removeprefix("http://")}
    handler = type("Handler", (_Passing,), members)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        proxy.address = f"http://127.0.0.1:{server.server_address[1]}"
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield proxy
        finally:
            server.shutdown()
            thread.join()
