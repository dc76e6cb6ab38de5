"""One bucket as a source: of S3, or of any store that speaks its protocol.

A target is a bucket, or a folder in one: all keys below it, and the object of that very name.
What stands in a listing is yielded as it comes, so a bucket of any size takes little memory;
`s3_names` says why that is also the order of the uris. The factory: `s3`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC
from typing import BinaryIO

from scanner.config import S3Settings
from scanner.errors import TargetError, UnreadableError
from scanner.model import Check, DataObject, Reason, Skipped, Stage
from scanner.sources.paths import matches_any
from scanner.sources.s3.access import Judgement
from scanner.sources.s3.checks import checks_of
from scanner.sources.s3.client import patiently, s3_client
from scanner.sources.s3.errors import ARCHIVED, FAILURES, RESTORE
from scanner.sources.s3.exposure import Exposure, exposure_of, facts_of
from scanner.sources.s3.fetch import Ranges, opened
from scanner.sources.s3.inventory import report_entries
from scanner.sources.s3.listing import Entry, Listing
from scanner.sources.s3.names import SCHEME, Address, address_of, is_sendable, uri_of

NAME = "s3"
# How a version begins where the store gives no ETag.
_NO_ETAG = "size="


@dataclass(frozen=True, slots=True)
class BucketSource:
    """A bucket, or a folder in one."""

    bucket: str
    folder: str = ""  # the key of a folder without its last slash; "": the whole bucket
    settings: S3Settings = field(default_factory=S3Settings)
    include: tuple[str, ...] = ()  # glob patterns of what is yielded; empty: all
    exclude: tuple[str, ...] = ()  # glob patterns of what is left out
    account: str = ""  # the root of the account where all its buckets are swept

    @property
    def name(self) -> str:
        """The registry name."""
        return NAME

    @property
    def root(self) -> str:
        """Canonical uri of the target."""
        return uri_of(self.bucket, self.folder)

    def walk(self, resume_after: str = "") -> Iterator[DataObject | Skipped]:
        """All objects in the order of their uris; see `Source.walk`."""
        try:
            yield from self.listed(resume_after)
        except UnreadableError as error:
            raise TargetError(f"{self.root}: {error.detail}; {error.remedy}") from None

    def listed(self, resume_after: str) -> Iterator[DataObject | Skipped]:
        """As `walk`, but raises `UnreadableError` where nothing at all can be listed."""
        after = address_of(resume_after) if resume_after.startswith(SCHEME) else Address("")
        exposure: Exposure | None = None
        seen = 0
        try:
            for entry in self._entries(after):
                exposure = exposure or exposure_of(facts_of(self.settings, self.bucket))
                seen += 1
                if self._wants(entry.key):
                    yield self._item(entry, exposure)
        except UnreadableError as error:
            if not seen:
                raise
            yield self._stopped(error, seen)
        if self.folder and not seen and not resume_after:
            raise UnreadableError(
                Reason.VANISHED,
                "there is no object and no folder of that name",
                "see what the bucket holds; upper and lower case differ",
                Stage.WALK,
            )

    def open(self, obj: DataObject) -> BinaryIO:
        """The object as a stream; see `Source.open`. What took its place since is refused."""
        address = address_of(obj.uri)
        request = {"Bucket": address.bucket, "Key": address.key} | self._payer()
        needs = "s3:GetObject"
        if address.version_id:
            request["VersionId"], needs = address.version_id, "s3:GetObjectVersion"
        etag = "" if obj.version.startswith(_NO_ETAG) else obj.version
        size = obj.size_bytes or 0
        return opened(Ranges(s3_client(self.settings), request, etag, size, needs))

    def checks(self) -> Iterator[Check]:
        """Each call of a sweep, tried; see `Source.checks`."""
        return checks_of(self.settings, self.bucket, f"{self.folder}/" if self.folder else "")

    def _entries(self, after: Address) -> Iterator[Entry]:
        if self.settings.inventory:
            yield from report_entries(self.settings, self.bucket, self.folder, after)
            return
        if not self.folder:
            yield from self._listing("").entries(after)
            return
        # The shortest key with this prefix comes first.
        for entry in self._listing(self.folder).entries(after):
            if entry.key != self.folder:
                break
            yield entry
        yield from self._listing(f"{self.folder}/").entries(after)

    def _listing(self, prefix: str) -> Listing:
        settings = self.settings
        return Listing(
            s3_client(settings),
            self.bucket,
            prefix,
            versions=settings.versions,
            unordered=settings.unordered,
            requester_pays=settings.requester_pays,
        )

    def _wants(self, key: str) -> bool:
        """Whether the patterns choose it."""
        below = key.removeprefix(self.folder) or key
        parts = [self.bucket] if self.account else []
        parts += [part for part in below.split("/") if part]
        if matches_any(self.exclude, parts):
            return False
        return not self.include or matches_any(self.include, parts)

    def _item(self, entry: Entry, exposure: Exposure) -> DataObject | Skipped:
        uri = uri_of(self.bucket, entry.key, entry.version_id)
        if (why := _passed_over(entry)) is not None:
            reason, detail, remedy = why
            return Skipped(Stage.WALK, reason, detail, remedy, uri)
        modified = entry.modified.astimezone(UTC) if entry.modified else None
        access, evidence = self._judgement(entry, exposure).access_to(entry.key)
        return DataObject(
            uri=uri,
            source=self.name,
            container=self.account or self.root,
            size_bytes=entry.size,
            modified_at=modified,
            version=entry.etag or f"{_NO_ETAG}{entry.size},modified={modified}",
            owner=exposure.owner,
            access=access,
            access_evidence=evidence,
            encrypted_at_rest=exposure.encrypted,
            labels=exposure.labels,
        )

    def _judgement(self, entry: Entry, exposure: Exposure) -> Judgement:
        """Who can read the bucket; with the object's own access list where that is wished."""
        if not (self.settings.object_acls and exposure.object_acls_matter):
            return exposure.judgement
        request = {"Bucket": self.bucket, "Key": entry.key} | self._payer()
        if entry.version_id:
            request["VersionId"] = entry.version_id
        client = s3_client(self.settings)
        try:
            acl = patiently(lambda: client.get_object_acl(**request))
        except FAILURES:
            acl = None
        return exposure.judgement.with_list(acl)

    def _payer(self) -> dict[str, str]:
        return {"RequestPayer": "requester"} if self.settings.requester_pays else {}

    def _stopped(self, error: UnreadableError, seen: int) -> Skipped:
        """The row of a listing that broke off; the slash says that all below may be affected."""
        return Skipped(
            Stage.WALK,
            error.reason,
            f"the listing broke off after {seen:,} objects of this run: {error.detail}",
            error.remedy,
            self.root + "/",
        )


def _passed_over(entry: Entry) -> tuple[Reason, str, str] | None:
    """Why an object is not even opened, and what to do about it."""
    if entry.is_delete_marker:
        return Reason.NO_TEXT, "a delete marker: the object was deleted at this point", ""
    if entry.is_archived:
        return Reason.IO_ERROR, ARCHIVED, RESTORE
    if not is_sendable(entry.key):
        what = "its key is no Unicode text, so no request can name it"
        return Reason.UNSUPPORTED, what, "give it another key, with a tool of the store itself"
    return None
