"""Windows shares: a folder, a share or all shares of a server, over SMB 2 and 3.

The order of a walk is the plain order of the uris as strings, a folder's uri ending in a slash; see
`scanner.sources.files`, which does the same.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, BinaryIO, TypeVar

from smbprotocol.exceptions import SMBResponseException

from scanner.config import Settings
from scanner.errors import ConfigError, TargetError, UnreadableError
from scanner.model import Check, DataObject, Reason, Skipped, Stage
from scanner.sources.files import INVENTORY_MARK
from scanner.sources.paths import matches_any
from scanner.sources.security_descriptor import Permissions
from scanner.sources.smb import requests as smb_requests
from scanner.sources.smb.checks import checks_of
from scanner.sources.smb.connection import ask, hang_up, live
from scanner.sources.smb.errors import LostError, SignInError, unreadable
from scanner.sources.smb.names import Target, encoded, parts_of, target_of
from scanner.sources.smb.places import (
    NOT_ASKED,
    Folder,
    Leaf,
    Place,
    child,
    of_folder,
    passed_over,
    permissions,
    run_of,
    stopped,
    utc,
)
from scanner.sources.smb.shares import ListingDeniedError, Share, shares_of
from scanner.sources.smb.sign_in import Server
from scanner.sources.smb.stream import open_stream

_SECURITY = ("file", "folder", "off")
_MAX_PATH = 32_000  # characters; a server that nests without end would never be done
_FAILURES = (SMBResponseException, LostError, SignInError)

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class SmbSource:
    """Part of a server's shares. Neither links nor DFS links are followed."""

    target: Target
    server: Server
    security: str = "file"  # whose permissions are asked for: "file", "folder", "off"
    include: tuple[str, ...] = ()  # glob patterns of what is yielded; empty: all
    exclude: tuple[str, ...] = ()  # glob patterns of what is left out, folders as a whole

    @property
    def name(self) -> str:
        """The registry name."""
        return "smb"

    @property
    def root(self) -> str:
        """Canonical uri of the target, without a slash at the end."""
        return self.target.uri

    def walk(self, resume_after: str = "") -> Iterator[DataObject | Skipped]:
        """All files in the order of their uris; see `Source.walk`."""
        waiting = self._top()  # last in, first out
        while waiting:
            place = waiting.pop()
            if isinstance(place, Skipped):
                if place.uri > resume_after:
                    yield place
                continue
            if place.is_before(resume_after):
                continue
            try:
                yield from self._visit(place, waiting, resume_after)
            except LostError as error:
                yield stopped(place, error)
                if not self._answers():
                    return

    def open(self, obj: DataObject) -> BinaryIO:
        """The file as a stream; see `Source.open`. What took its place since is refused."""
        share, *path = parts_of(obj.uri)
        file_id = int(obj.version.partition("-")[0], 16)
        return open_stream(self.server, share, "\\".join(path), file_id)

    def checks(self) -> Iterator[Check]:
        """Signing in, listing, one read and one look at permissions; see `Source.checks`."""
        return checks_of(self)

    def _visit(
        self, place: Folder | Leaf, waiting: list[Place], resume_after: str
    ) -> Iterator[DataObject | Skipped]:
        if isinstance(place, Leaf):
            yield from self._objects(run_of(place, waiting))
            return
        children = self._children(place)
        if not isinstance(children, Skipped):
            waiting.extend(reversed(children))
        elif place.uri != resume_after:
            yield children

    def _top(self) -> list[Place]:
        """The target itself, which must be there, and be listable if it is a folder."""
        try:
            if not self.target.parts:
                return self._shares()
            return [self._named()]
        except ListingDeniedError:
            message = "this account may not list the shares; name one: smb://server/share"
        except _FAILURES as error:
            found = unreadable(error, Stage.WALK)
            message = f"{found}; {found.remedy}"
        raise TargetError(f"{self.root}: {message}")

    def _named(self) -> Folder | Leaf:
        """The share, folder or file that the target names."""
        share, *path = self.target.parts
        found = self.ask(share, lambda tree: smb_requests.look(tree, "\\".join(path)))
        if found.link:
            raise TargetError(f"{self.root} is a {found.link}; sweep the place it leads to")
        if not found.is_folder:
            above = self.target.parts[:-1]
            uri = replace(self.target, parts=above).uri + "/"
            return Leaf(Folder(above, uri, ()), found)
        folder = Folder(self.target.parts, self.root + "/", ())
        self.ask(share, lambda tree: smb_requests.probe(tree, folder.path))
        return folder

    def _shares(self) -> list[Place]:
        """All shares of the server, in the order in which they are to be popped."""
        listed = self.ask("IPC$", lambda tree: shares_of(tree, self.server.host))
        places = [self._share(share) for share in listed if self._wants((share.name,), True)]
        return sorted(places, key=lambda place: place.uri, reverse=True)

    def _share(self, share: Share) -> Place:
        uri = f"{self.root}/{encoded(share.name)}/"
        if not share.is_disk:
            return Skipped(Stage.WALK, Reason.NO_TEXT, "not a share of files", uri=uri)
        if share.is_hidden:
            remedy = "sweep it as a target of its own if it should be examined"
            detail = "a hidden or administrative share"
            return Skipped(Stage.WALK, Reason.SPECIAL_FILE, detail, remedy, uri)
        return Folder((share.name,), uri, (share.name,))

    def _children(self, folder: Folder) -> list[Place] | Skipped:
        """What the patterns leave of a folder, in order; or why it is passed over."""
        share, path = folder.parts[0], folder.path
        if len(path) > _MAX_PATH:
            detail = "folders are nested too deep"
            return Skipped(Stage.WALK, Reason.LIMIT, detail, "sweep it by itself", folder.uri)
        try:
            own, entries = self.ask(share, lambda tree: smb_requests.list_folder(tree, path))
        except UnreadableError as error:
            return error.as_skipped(uri=folder.uri)
        except (SMBResponseException, SignInError) as error:
            return unreadable(error, Stage.WALK).as_skipped(uri=folder.uri)
        if own and own in folder.ids:
            detail = "leads back to a folder above it"
            return Skipped(Stage.WALK, Reason.LINK, detail, uri=folder.uri)
        if any(entry.name == INVENTORY_MARK for entry in entries):
            return Skipped(Stage.WALK, Reason.SPECIAL_FILE, "a keysweep inventory", uri=folder.uri)
        listed = replace(folder, ids=(*folder.ids, own), permissions=self._of_folder(folder))
        wanted = [
            (encoded(entry.name) + ("/" if entry.is_folder else ""), entry)
            for entry in entries
            if self._wants((*folder.below, entry.name), entry.is_folder)
        ]
        wanted.sort(key=lambda pair: pair[0])
        return [child(listed, key, entry) for key, entry in wanted]

    def _wants(self, parts: tuple[str, ...], is_folder: bool) -> bool:
        """Whether the patterns choose it. Any folder may hold what `include` names."""
        if matches_any(self.exclude, parts):
            return False
        return is_folder or not self.include or matches_any(self.include, parts)

    def _objects(self, leaves: Sequence[Leaf]) -> Iterator[DataObject | Skipped]:
        rows = [passed_over(leaf) for leaf in leaves]
        told = iter(
            self._told([leaf for leaf, row in zip(leaves, rows, strict=True) if row is None])
        )
        for leaf, row in zip(leaves, rows, strict=True):
            yield row if row is not None else self._object(leaf, next(told))

    def _object(self, leaf: Leaf, told: Permissions) -> DataObject:
        return DataObject(
            uri=leaf.uri,
            source=self.name,
            container=self.root,
            size_bytes=leaf.entry.size_bytes,
            modified_at=utc(leaf.entry.modified),
            version=leaf.entry.version,
            owner=told.owner,
            access=told.access,
            access_evidence=told.evidence,
            encrypted_at_rest=leaf.entry.encrypted,
        )

    def _told(self, leaves: Sequence[Leaf]) -> list[Permissions]:
        """The permissions of files in one folder."""
        if self.security != "file" or not leaves:
            return [leaf.folder.permissions for leaf in leaves]
        return self._asked(leaves[0].folder, [leaf.path for leaf in leaves])

    def _of_folder(self, folder: Folder) -> Permissions:
        if self.security != "folder":
            return NOT_ASKED
        return of_folder(self._asked(folder, [folder.path])[0])

    def _asked(self, folder: Folder, paths: list[str]) -> list[Permissions]:
        told = self.ask(folder.parts[0], lambda tree: smb_requests.descriptors(tree, paths))
        return [permissions(one) for one in told]

    def ask(self, share: str, action: Callable[[Any], Result]) -> Result:
        """Runs an action on a share; see `smb_connection.ask`."""
        return ask(self.server, share, action)

    def _answers(self) -> bool:
        """Whether the server is there after all, so that one place alone is at fault."""
        hang_up(self.server)
        try:
            live(self.server)
        except Exception:  # whatever it is, it does not answer as it should
            return False
        return True


def from_target(target: str, settings: Settings) -> SmbSource:
    """The source that an `smb://` uri names. Raises `TargetError` and `ConfigError`."""
    smb = settings.smb
    if smb.security not in _SECURITY:
        raise ConfigError('smb.security is neither "file", "folder" nor "off"; use one of them')
    place = target_of(target, smb.port)
    server = Server(
        host=place.host,
        port=place.port,
        username=place.user or smb.username,
        password_file=smb.password_file,
        guest=smb.guest,
        timeout_seconds=smb.timeout_seconds,
    )
    return SmbSource(place, server, smb.security, settings.include, settings.exclude)
