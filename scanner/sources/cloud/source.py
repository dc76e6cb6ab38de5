"""Other stores, through fsspec: Azure, Google Cloud, SFTP, WebDAV, Hadoop.

The walk lists folder by folder in the plain order of the uris, a folder's uri ending in a slash,
and a resumed one lists no folder that lies wholly before the place it goes on from.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from scanner.config import CloudSettings, Settings
from scanner.errors import TargetError, UnreadableError
from scanner.model import Access, Check, DataObject, Reason, Skipped, Stage, Verdict
from scanner.sources.access import Passage
from scanner.sources.cloud.access import bucket_access
from scanner.sources.cloud.entries import Entry, access_of, entry_of
from scanner.sources.cloud.errors import Asker
from scanner.sources.cloud.listing import list_folder
from scanner.sources.cloud.place import Place, encoded, parse
from scanner.sources.cloud.stores import STORES
from scanner.sources.cloud.stream import open_stream
from scanner.sources.paths import matches_any

_COPY = "rename it, or copy it to a folder and sweep that"
_PASSED_OVER = {
    "link": (Reason.LINK, "links of a server are not followed", "sweep the place it points to"),
    "unaskable": (Reason.UNSUPPORTED, "a name that the store cannot be asked for", _COPY),
}
_SPECIAL = (Reason.SPECIAL_FILE, "a device, a socket or a named pipe", "")


@dataclass(frozen=True, slots=True)
class _Spot:
    """Something the walk has still to come to."""

    entry: Entry
    path: str  # below the server or bucket; a folder's ends in a slash
    uri: str  # likewise
    parts: tuple[str, ...]  # path below the target
    passage: Passage  # through all folders above it

    @property
    def is_folder(self) -> bool:
        return self.entry.kind == "directory"

    def is_before(self, after: str) -> bool:
        """Whether it, and all that can be in it, lies before the uri `after` or is that."""
        return self.uri <= after and not (self.is_folder and after.startswith(self.uri))


@dataclass(frozen=True, slots=True)
class CloudSource:
    """One server, bucket or container, or a folder or file in it."""

    place: Place
    settings: CloudSettings = field(default_factory=CloudSettings)
    include: tuple[str, ...] = ()  # glob patterns of what is yielded; empty: all
    exclude: tuple[str, ...] = ()  # glob patterns of what is left out, folders as a whole

    @property
    def name(self) -> str:
        """The registry name."""
        return "cloud"

    @property
    def root(self) -> str:
        """Canonical uri of the target, without a slash at the end."""
        return self.place.root

    def walk(self, resume_after: str = "") -> Iterator[DataObject | Skipped]:
        """All files in the order of their uris; see `Source.walk`."""
        waiting = self._top()
        shared = self._shared_access()
        while waiting:
            spot = waiting.pop()
            if spot.is_before(resume_after):
                continue
            if not spot.is_folder:
                yield self._look(spot, shared)
                continue
            try:
                waiting.extend(reversed(self._children(spot)))
            except UnreadableError as error:
                if spot.uri != resume_after:
                    yield error.as_skipped(uri=spot.uri)

    def open(self, obj: DataObject) -> BinaryIO:
        """The file as a stream, if it is still the one that was listed; see `Source.open`."""
        key = self.place.key_of(self.place.path_of(obj.uri))
        return open_stream(self._asker, key, obj.version)

    def checks(self) -> Iterator[Check]:
        """Signing in, listing, one read, and who can read it; see `Source.checks`."""
        store = STORES[self.place.store]
        try:
            found = next((one for one in self.walk() if isinstance(one, DataObject)), None)
        except TargetError as error:
            yield Check("list the target", Verdict.NO, str(error), store.lists, required=True)
            return
        yield Check("list the target", Verdict.YES, required=True)
        yield self._trial_read(found, store.reads)
        access, evidence = self._shared_access() or (Access.UNKNOWN, "")
        if found is not None:
            access, evidence = found.access, found.access_evidence
        told = access is not Access.UNKNOWN or "could not" not in evidence
        verdict = Verdict.YES if access is not Access.UNKNOWN else Verdict.UNKNOWN
        needs = "" if told else store.exposure
        yield Check("see who can read it", verdict, evidence, needs)

    def _trial_read(self, found: DataObject | None, needs: str) -> Check:
        if found is None:
            return Check("read one file", Verdict.UNKNOWN, "there is no file", required=True)
        try:
            with self.open(found) as stream:
                stream.read(1)
        except UnreadableError as error:
            return Check("read one file", Verdict.NO, str(error), needs, required=True)
        return Check("read one file", Verdict.YES, required=True)

    @property
    def _asker(self) -> Asker:
        return Asker(self.place, self.settings)

    def _top(self) -> list[_Spot]:
        """What the walk begins with: the names in the target, or the one file that it is."""
        place, entry = self.place, Entry("", "directory")
        try:
            # A bucket may be listed without the right to ask for the bucket itself.
            if place.path and not place.is_bucket:
                entry = self._entry_at_root()
            if entry.kind == "directory":
                children = self._children(_top_folder(place, entry))
                if children or not place.path or not place.is_bucket:
                    return children[::-1]
                entry = self._entry_at_root()
        except UnreadableError as error:
            missing = error.reason is Reason.VANISHED
            why = "does not exist" if missing else f"cannot be listed: {error}; {error.remedy}"
            raise TargetError(f"{place.root} {why}") from None
        name = place.path.rpartition("/")[2]
        return [_Spot(entry, place.path, place.root, (name,), Passage())]

    def _entry_at_root(self) -> Entry:
        key = self.place.key
        return self._asker.ask(lambda system: entry_of(system.info(key)), Stage.WALK)

    def _children(self, folder: _Spot) -> list[_Spot]:
        """What the patterns leave of a folder, in order. Raises `UnreadableError`."""
        entries = self._asker.ask(
            lambda system: list_folder(system, self.place, folder.path), Stage.WALK
        )
        passage = folder.passage
        if folder.entry.mode is not None:
            passage = passage.into(folder.entry.mode)
        spots = [_spot(folder, passage, entry) for entry in entries]
        return sorted(filter(self._wants, spots), key=lambda spot: spot.uri)

    def _wants(self, spot: _Spot) -> bool:
        """Whether the patterns choose it. Any folder may hold what `include` names."""
        if matches_any(self.exclude, spot.parts):
            return False
        return spot.is_folder or not self.include or matches_any(self.include, spot.parts)

    def _look(self, spot: _Spot, shared: tuple[Access, str] | None) -> DataObject | Skipped:
        entry = spot.entry
        if entry.kind != "file":
            reason, detail, remedy = _PASSED_OVER.get(entry.kind, _SPECIAL)
            return Skipped(Stage.WALK, reason, detail, remedy, spot.uri)
        access, evidence = shared or access_of(entry, spot.passage)
        return DataObject(
            uri=spot.uri,
            source=self.name,
            container=self.root,
            size_bytes=entry.size,
            modified_at=entry.modified_at,
            version=entry.version,
            owner=entry.owner,
            access=access,
            access_evidence=evidence,
        )

    def _shared_access(self) -> tuple[Access, str] | None:
        """Who can read a whole bucket; None where each file says it for itself."""
        if not self.place.is_bucket:
            return None
        try:
            return self._asker.ask(lambda system: bucket_access(system, self.place), Stage.WALK)
        except UnreadableError as error:
            return Access.UNKNOWN, f"who can read it could not be asked: {error.detail}"


def from_target(target: str, settings: Settings) -> CloudSource:
    """The source that a uri of one of the stores names. Raises `TargetError`."""
    cloud = settings.cloud
    account = cloud.account_name or os.environ.get("AZURE_STORAGE_ACCOUNT_NAME", "")
    return CloudSource(parse(target, account), cloud, settings.include, settings.exclude)


def _top_folder(place: Place, entry: Entry) -> _Spot:
    path = f"{place.path}/" if place.path else ""
    return _Spot(entry, path, f"{place.root}/", (), Passage())


def _spot(folder: _Spot, passage: Passage, entry: Entry) -> _Spot:
    slash = "/" if entry.kind == "directory" else ""
    return _Spot(
        entry,
        folder.path + entry.name + slash,
        folder.uri + encoded(entry.name) + slash,
        (*folder.parts, entry.name),
        passage,
    )
