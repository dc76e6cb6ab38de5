"""Which sources there are, and which of them a target means. A new source is one line here."""

import difflib
import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path

from scanner.config import Settings
from scanner.errors import ConfigError, TargetError
from scanner.sources.paths import path_of, shown
from scanner.sources.protocol import Source

# Packages of others add a source by an entry point of this group that names a `SourceKind`.
ENTRY_POINT_GROUP = "keysweep.sources"

Factory = Callable[[str, Settings], Source]

# Two letters or more: `C:` is a drive.
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+)://")


@dataclass(frozen=True, slots=True)
class SourceKind:
    """A registered source."""

    name: str  # "files"
    title: str  # "Folders and files of this machine, mounted shares included"
    example: str  # a target as a person writes it
    factory: str  # "module:function" of (target, settings), imported when first needed
    schemes: tuple[str, ...]  # of the uris it takes: ("file",)
    needs: str = ""  # what to install when the import fails: "keysweep[smb]"


SOURCES: tuple[SourceKind, ...] = (
    SourceKind(
        name="files",
        title="Folders and files of this machine, mounted shares included",
        example="/srv/shares/home-care",
        factory="scanner.sources.files:from_target",
        schemes=("file",),
    ),
    SourceKind(
        name="s3",
        title="Buckets of Amazon S3 and of stores that speak its protocol",
        example="s3://care-exports/2026",
        factory="scanner.sources.s3.source:from_target",
        schemes=("s3",),
    ),
    SourceKind(
        name="smb",
        title="Windows shares",
        example="smb://server/share",
        factory="scanner.sources.smb.source:from_target",
        schemes=("smb",),
        needs="keysweep[smb]",
    ),
    SourceKind(
        name="cloud",
        title="Azure and Google Cloud storage, SFTP, WebDAV and Hadoop",
        example="sftp://files.example.org/care",
        factory="scanner.sources.cloud.source:from_target",
        schemes=("az", "abfs", "abfss", "gs", "gcs", "sftp", "webdav", "webdavs", "hdfs"),
        needs="keysweep[cloud]",
    ),
    SourceKind(
        name="databases",
        title="Live databases: PostgreSQL, MySQL, MariaDB, SQL Server, SQLite",
        example="postgresql://sweeper@db.example.org/care",
        factory="scanner.sources.database.source:from_target",
        schemes=("postgresql", "postgres", "mysql", "mariadb", "mssql", "sqlite"),
        needs="keysweep[databases]",
    ),
)


def kinds() -> tuple[SourceKind, ...]:
    """All sources, our own first. Raises `ConfigError` for a broken plug-in."""
    return SOURCES + tuple(_plugged_in(entry) for entry in entry_points(group=ENTRY_POINT_GROUP))


def resolve(target: str, settings: Settings) -> Source:
    """The source that a path or uri means.

    Raises `TargetError` where no source takes it, or where a local path does not exist.
    """
    named = _SCHEME.match(target)
    if not target.strip():
        raise TargetError("the target is empty; name a folder, or . for this one")
    if named is None:
        _refuse_missing(Path(target))
        return _factory(SOURCES[0])(target, settings)
    scheme = named.group(1).lower()
    if scheme == "file":
        _refuse_missing(path_of(target))
    return _factory(_kind_for(scheme))(target, settings)


def _kind_for(scheme: str) -> SourceKind:
    known = kinds()
    for kind in known:
        if scheme in kind.schemes:
            return kind
    # Only the scheme is quoted: what follows it may hold a password.
    schemes = ", ".join(sorted(f"{scheme}://" for kind in known for scheme in kind.schemes))
    raise TargetError(f"{scheme}:// is not supported yet; give a local path, or one of {schemes}")


def _factory(kind: SourceKind) -> Factory:
    module, _, function = kind.factory.partition(":")
    try:
        factory: Factory = getattr(import_module(module), function)
    except ImportError:
        raise TargetError(f"{kind.title}: install {kind.needs or 'keysweep anew'}") from None
    return factory


def _plugged_in(entry: EntryPoint) -> SourceKind:
    try:
        kind = entry.load()
    except Exception as error:
        raise ConfigError(
            f"source plug-in {entry.name!r} cannot be loaded ({type(error).__name__}); "
            "reinstall it or remove it"
        ) from None
    if not isinstance(kind, SourceKind):
        raise ConfigError(f"source plug-in {entry.name!r} names no SourceKind; remove it")
    return kind


def _refuse_missing(path: Path) -> None:
    """Raise where there is no such path, and name what it may have been meant to be."""
    parent = path.parent
    if os.path.lexists(path):
        return
    if not os.path.isdir(parent):  # noqa: PTH112 - Path.is_dir raises where it may not look
        raise TargetError(f"{shown(path)}: neither it nor the folder above it exists")
    close = _closest(path)
    hint = f"did you mean {shown(parent / close)}?" if close else f"see what {shown(parent)} holds"
    raise TargetError(f"{shown(path)} does not exist; {hint}")


def _closest(path: Path) -> str:
    """The name beside it that is most like its own, or ""."""
    try:
        beside = {other.name.casefold(): other.name for other in path.parent.iterdir()}
    except OSError:
        return ""
    close = difflib.get_close_matches(path.name.casefold(), beside, n=1)
    return beside[close[0]] if close else ""
