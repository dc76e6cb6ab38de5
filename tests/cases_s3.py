"""A small S3 on this machine that behaves as a case asks: empty pages, slow-downs, refusals.

It speaks HTTP, so that whatever client the source uses is really used.
"""

import importlib.util
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, quote, unquote, urlsplit
from xml.sax.saxutils import escape

BUCKET = "cases"
_DATE = "2026-01-05T09:00:00.000Z"
_HTTP_DATE = "Mon, 05 Jan 2026 09:00:00 GMT"


def has_s3_source() -> bool:
    """Whether buckets can be swept yet."""
    return importlib.util.find_spec("scanner.sources.s3.source") is not None


class _Store:
    """The objects of one case, and how often each operation was asked for."""

    def __init__(self, behaviour: dict[str, Any], content: bytes) -> None:
        self.objects = {behaviour["key"]: content}
        self.objects |= dict.fromkeys(behaviour.get("denied", ()), b"never read")
        self.objects |= dict.fromkeys(behaviour.get("empty", ()), b"")
        self.denied = frozenset(behaviour.get("denied", ()))
        self.pages: list[list[str]] = behaviour.get("pages") or [sorted(self.objects)]
        self.slow = behaviour.get("slowdown_first", 0)
        self.asked: Counter[str] = Counter()

    def slows(self, operation: str) -> bool:
        """Whether this call is one of the first, which are refused."""
        self.asked[operation] += 1
        return self.asked[operation] <= int(self.slow)

    def listing(self, token: str, prefix: str) -> str:
        """One page as XML."""
        index = int(token or 0)
        keys = [key for key in self.pages[index] if key.startswith(prefix)]
        rows = "".join(
            f"<Contents><Key>{quote(key, safe='/')}</Key><LastModified>{_DATE}</LastModified>"
            f'<ETag>"e{len(key)}"</ETag><Size>{len(self.objects[key])}</Size>'
            "<StorageClass>STANDARD</StorageClass></Contents>"
            for key in keys
        )
        more = index + 1 < len(self.pages)
        follows = f"<NextContinuationToken>{index + 1}</NextContinuationToken>" if more else ""
        return (
            f"<ListBucketResult><Name>{BUCKET}</Name><Prefix>{escape(prefix)}</Prefix>"
            f"<KeyCount>{len(keys)}</KeyCount><MaxKeys>1000</MaxKeys><EncodingType>url"
            f"</EncodingType><IsTruncated>{str(more).lower()}</IsTruncated>{follows}{rows}"
            "</ListBucketResult>"
        )


class _Handler(BaseHTTPRequestHandler):
    store: _Store

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: keys are names."""

    def do_HEAD(self) -> None:
        """As GET, without the content."""
        self.do_GET()

    def do_GET(self) -> None:
        """A listing, an object, or the error that S3 gives for all else."""
        url = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(url.query, True).items()}
        key = unquote(url.path.removeprefix(f"/{BUCKET}").removeprefix("/"))
        if not key and "list-type" in query:
            if self.store.slows("list"):
                self._error(503, "SlowDown")
                return
            token, prefix = query.get("continuation-token", ""), query.get("prefix", "")
            self._answer(200, self.store.listing(token, prefix).encode())
        elif not key and not query:
            self._answer(200, b"")
        elif not key:
            self._error(403, "AccessDenied")  # policies and the like, which few may read
        else:
            self._object(key)

    def _object(self, key: str) -> None:
        if key not in self.store.objects:
            self._error(404, "NoSuchKey")
        elif key in self.store.denied:
            self._error(403, "AccessDenied")
        elif self.command == "GET" and self.store.slows("get"):
            self._error(503, "SlowDown")
        else:
            self._content(self.store.objects[key], f'"e{len(key)}"')

    def _content(self, whole: bytes, etag: str) -> None:
        span = self.headers.get("Range", "")
        if not span:
            self._answer(200, whole, {"ETag": etag})
            return
        first, _, last = span.removeprefix("bytes=").partition("-")
        start = int(first) if first else max(len(whole) - int(last), 0)
        end = min(int(last) + 1, len(whole)) if first and last else len(whole)
        if start >= len(whole):
            self._error(416, "InvalidRange")
            return
        where = f"bytes {start}-{end - 1}/{len(whole)}"
        self._answer(206, whole[start:end], {"ETag": etag, "Content-Range": where})

    def _error(self, status: int, code: str) -> None:
        self._answer(status, f"<Error><Code>{code}</Code><Message>no</Message></Error>".encode())

    def _answer(self, status: int, body: bytes, more: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {"Last-Modified": _HTTP_DATE, **(more or {})}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


@contextmanager
def bucket(behaviour: dict[str, Any], content: bytes) -> Iterator[str]:
    """The address of a running S3 with one bucket, named `BUCKET`."""
    handler = type("Handler", (_Handler,), {"store": _Store(behaviour, content)})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()
