"""What kind of place a location is, as far as its uri, its source and its format say."""

from urllib.parse import urlsplit

DATABASES = "databases"  # registry name of the source whose objects are tables

_BUCKETS = frozenset({"s3", "gs", "gcs", "az", "abfs", "abfss"})
_WITHOUT_SCHEMAS = frozenset({"mysql", "mariadb", "sqlite"})
_ARCHIVES = frozenset({"", "zip", "tar", "gzip", "bzip2", "xz", "7z", "rar"})
_MAILBOXES = frozenset({"mbox", "pst"})
_MESSAGES = frozenset({"eml", "msg"})


def kind_of(location: str, source: str, inside: str | None) -> str:
    """The kind of a location. `inside`: the format of the object that it is; None: it is none."""
    if source == DATABASES:
        return _of_database(location, inside)
    if inside is not None:
        return _of_object(inside)
    uri = urlsplit(location)
    if uri.scheme in _BUCKETS:
        return "folder" if uri.path.strip("/") else "bucket"
    if uri.scheme == "smb":
        levels = len(uri.path.strip("/").split("/")) if uri.path.strip("/") else 0
        return ("server", "share")[levels] if levels < 2 else "folder"
    return "folder"


def _of_object(inside: str) -> str:
    if inside in _ARCHIVES:
        return "archive"
    if inside in _MAILBOXES:
        return "mailbox"
    return "message" if inside in _MESSAGES else "document"


def _of_database(location: str, inside: str | None) -> str:
    if "!/" in location:
        return _of_object(inside or "")
    if inside is not None:
        return "table"
    uri = urlsplit(location)
    levels = len(uri.path.strip("/").split("/")) if uri.path.strip("/") else 0
    if uri.scheme in _WITHOUT_SCHEMAS:
        return "database" if levels else "server"
    return ("server", "database", "schema")[min(levels, 2)]
