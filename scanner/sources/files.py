"""The local source: a folder, or one file, of this machine or of a share it has mounted.

The order of a walk is the plain order of the uris as strings, a folder's uri ending in a slash.
So whether something follows an object can be told from its uri alone, and a resumed walk lists no
folder that lies wholly before it.
"""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import BinaryIO

from scanner.config import Settings
from scanner.errors import TargetError, UnreadableError
from scanner.model import Access, Check, DataObject, Reason, Skipped, Stage, Verdict
from scanner.sources.access import Passage, access_of, owner_of
from scanner.sources.links import is_link, target_inside
from scanner.sources.opening import open_file, open_folder, unreadable, version
from scanner.sources.paths import encoded_name, matches_any, path_of, shown, uri_of

# A folder that holds this file is the inventory of an earlier sweep.
INVENTORY_MARK = "_keysweep.json"

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class _Folder:
    """A folder the walk has still to list."""

    path: str
    uri: str  # with a slash at the end
    parts: tuple[str, ...]  # path below the root
    passage: Passage  # through all folders above it

    def is_before(self, after: str) -> bool:
        """Whether all that can be in it lies before the uri `after`."""
        return self.uri <= after and not after.startswith(self.uri)


# Small, because a folder of a million files has a million of them in memory at once.
@dataclass(frozen=True, slots=True)
class _Leaf:
    """A name in a folder that is none itself: a file, a link, something special."""

    folder: _Folder  # its passage includes this folder
    name: str

    @property
    def path(self) -> str:
        return os.path.join(self.folder.path, self.name)  # noqa: PTH118 - a Path is slow here

    @property
    def uri(self) -> str:
        return self.folder.uri + encoded_name(self.name)

    def is_before(self, after: str) -> bool:
        """Whether it is `after` or lies before it."""
        return self.uri <= after


@dataclass(frozen=True, slots=True)
class FileSource:
    """A local folder or file. Links are never followed; mounted file systems are."""

    folder: Path  # made absolute and free of links; may be a single file
    include: tuple[str, ...] = ()  # glob patterns of what is yielded; empty: all
    exclude: tuple[str, ...] = ()  # glob patterns of what is left out, folders as a whole

    def __post_init__(self) -> None:
        object.__setattr__(self, "folder", Path(os.path.realpath(self.folder)))

    @property
    def name(self) -> str:
        """The registry name."""
        return "files"

    @property
    def root(self) -> str:
        """Canonical uri of the target, as a rule without a slash at the end."""
        return uri_of(self.folder)

    def walk(self, resume_after: str = "") -> Iterator[DataObject | Skipped]:
        """All regular files in the order of their uris; see `Source.walk`."""
        waiting = [self._top()]  # last in, first out; a tree may be deeper than recursion goes
        while waiting:
            place = waiting.pop()
            if place.is_before(resume_after):
                continue
            if isinstance(place, _Leaf):
                yield self._look(place)
                continue
            children = self._children(place)
            if not isinstance(children, Skipped):
                waiting.extend(reversed(children))
            elif place.uri != resume_after:
                yield children

    def open(self, obj: DataObject) -> BinaryIO:
        """The file as a stream; see `Source.open`. What took its place since is refused."""
        return open_file(str(path_of(obj.uri)), obj.version)

    def checks(self) -> Iterator[Check]:
        """Whether the target can be listed and its first file opened; see `Source.checks`."""
        try:
            first = next((item for item in self.walk() if isinstance(item, DataObject)), None)
        except TargetError as error:
            yield Check("list the target", Verdict.NO, str(error), "read access", required=True)
            return
        yield Check("list the target", Verdict.YES, required=True)
        if first is None:
            yield Check("read one file", Verdict.UNKNOWN, "there is no file", required=True)
            return
        try:
            with self.open(first) as stream:
                stream.read(1)
        except UnreadableError as error:
            yield Check("read one file", Verdict.NO, str(error), "read access", required=True)
        else:
            yield Check("read one file", Verdict.YES, required=True)
        known = first.access is not Access.UNKNOWN
        yield Check(
            "see who can read it", Verdict.YES if known else Verdict.UNKNOWN, first.access_evidence
        )

    def _top(self) -> _Folder | _Leaf:
        """The target itself, which must be there, and be listable if it is a folder."""
        try:
            if not stat.S_ISDIR(self.folder.lstat().st_mode):
                return _Leaf(_folder_at(self.folder.parent), self.folder.name)
            os.scandir(self.folder).close()
        except FileNotFoundError:
            raise TargetError(f"{shown(self.folder)} does not exist") from None
        except OSError as error:
            raise TargetError(f"{shown(self.folder)}: {unreadable(error, Stage.WALK)}") from None
        return _folder_at(self.folder)

    def _children(self, folder: _Folder) -> list[_Folder | _Leaf] | Skipped:
        """What the patterns leave of a folder, in order; or why it is passed over."""
        try:
            mode, names = _listing(folder.path)
        except OSError as error:
            return unreadable(error, Stage.WALK).as_skipped(uri=folder.uri)
        if (INVENTORY_MARK, False) in names:
            return _passed_over(folder, Reason.SPECIAL_FILE, "a keysweep inventory")
        listed = _Folder(folder.path, folder.uri, folder.parts, folder.passage.into(mode))
        wanted = [
            (encoded_name(name) + ("/" if is_folder else ""), name)
            for name, is_folder in names
            if self._wants((*folder.parts, name), is_folder)
        ]
        return [_child(listed, key, name) for key, name in sorted(wanted)]

    def _wants(self, parts: tuple[str, ...], is_folder: bool) -> bool:
        """Whether the patterns choose it. Any folder may hold what `include` names."""
        if matches_any(self.exclude, parts):
            return False
        return is_folder or not self.include or matches_any(self.include, parts)

    def _look(self, place: _Leaf) -> DataObject | Skipped:
        """The object that lies at a place, or why there is none."""
        try:
            found = os.lstat(place.path)
        except OSError as error:
            return unreadable(error, Stage.WALK).as_skipped(uri=place.uri)
        if is_link(found):
            return self._link(place)
        if stat.S_ISREG(found.st_mode):
            return self._object(place, found)
        return _passed_over(place, Reason.SPECIAL_FILE, _kind(found.st_mode))

    def _link(self, place: _Leaf) -> Skipped:
        inside = target_inside(place.path, self.folder)
        if isinstance(inside, str):
            remedy = "where that matters, sweep the place it points to as a target of its own"
            return _passed_over(place, Reason.LINK, inside, remedy)
        if not self._wants(inside, is_folder=Path(place.path).is_dir()):
            return _passed_over(place, Reason.LINK, "points to what include or exclude leave out")
        return _passed_over(place, Reason.LINK, "target is swept at its own place")

    def _object(self, place: _Leaf, found: os.stat_result) -> DataObject:
        access, evidence = access_of(found, place.folder.passage, place.path)
        return DataObject(
            uri=place.uri,
            source=self.name,
            container=self.root,
            size_bytes=found.st_size,
            modified_at=_utc(found.st_mtime_ns),
            version=version(found),
            owner=owner_of(found),
            access=access,
            access_evidence=evidence,
        )


def from_target(target: str, settings: Settings) -> FileSource:
    """The source that a path or `file://` uri names."""
    path = path_of(target) if target.startswith("file:") else Path(target)
    return FileSource(path, settings.include, settings.exclude)


def _folder_at(path: Path) -> _Folder:
    uri = uri_of(path)
    return _Folder(str(path), uri if uri.endswith("/") else uri + "/", (), Passage())


def _child(folder: _Folder, key: str, name: str) -> _Folder | _Leaf:
    leaf = _Leaf(folder, name)
    if not key.endswith("/"):
        return leaf
    return _Folder(leaf.path, folder.uri + key, (*folder.parts, name), folder.passage)


def _listing(path: str) -> tuple[int, set[tuple[str, bool]]]:
    """The mode of a folder, and the names in it, each with whether it is a folder."""
    if os.scandir not in os.supports_fd:  # Windows, where modes say nothing
        with os.scandir(path) as entries:
            return 0, {(entry.name, _is_folder(entry)) for entry in entries}
    descriptor = open_folder(path)
    try:
        with os.scandir(descriptor) as entries:
            names = {(entry.name, _is_folder(entry)) for entry in entries}
        return os.fstat(descriptor).st_mode, names
    finally:
        os.close(descriptor)


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    try:
        if not entry.is_dir(follow_symlinks=False):
            return False
        return os.name != "nt" or not is_link(entry.stat(follow_symlinks=False))
    except OSError:
        return False  # then the look at it says what is wrong


def _passed_over(place: _Folder | _Leaf, reason: Reason, detail: str, remedy: str = "") -> Skipped:
    return Skipped(Stage.WALK, reason, detail, remedy, place.uri)


def _kind(mode: int) -> str:
    if stat.S_ISDIR(mode):
        return "a folder took its place while the folder above was listed"
    named = {stat.S_IFSOCK: "a socket", stat.S_IFIFO: "a named pipe"}
    return named.get(stat.S_IFMT(mode), "a device")


def _utc(nanoseconds: int) -> datetime | None:
    """The time, or None where the disk holds one beyond the calendar."""
    try:
        return _EPOCH + timedelta(microseconds=nanoseconds // 1000)
    except OverflowError:
        return None
