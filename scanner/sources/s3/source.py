"""The source of buckets: what a target means, and an account with all its buckets."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from scanner.config import S3Settings, Settings
from scanner.errors import TargetError, UnreadableError
from scanner.model import Check, DataObject, Skipped, Stage
from scanner.sources.paths import matches_any
from scanner.sources.protocol import Source
from scanner.sources.s3.bucket import NAME, BucketSource
from scanner.sources.s3.checks import bucket_names, checks_of
from scanner.sources.s3.client import check_endpoint
from scanner.sources.s3.errors import FAILURES, unreadable
from scanner.sources.s3.names import ACCOUNT_ROOT, address_of_target, uri_of


@dataclass(frozen=True, slots=True)
class AccountSource:
    """All buckets that the credentials list, one after the other."""

    settings: S3Settings = field(default_factory=S3Settings)
    include: tuple[str, ...] = ()  # glob patterns; the name of the bucket comes first in a path
    exclude: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The registry name."""
        return NAME

    @property
    def root(self) -> str:
        """Canonical uri of the target."""
        return ACCOUNT_ROOT

    def walk(self, resume_after: str = "") -> Iterator[DataObject | Skipped]:
        """All objects of all buckets; one that cannot be listed is a row. See `Source.walk`."""
        try:
            names = bucket_names(self.settings)
        except FAILURES as error:
            named = unreadable(error, Stage.WALK, "s3:ListAllMyBuckets")
            raise TargetError(f"all buckets: {named.detail}; {named.remedy}") from None
        for name in names:
            place = uri_of(name) + "/"
            is_inside = resume_after.startswith(place)
            if (place < resume_after and not is_inside) or matches_any(self.exclude, [name]):
                continue
            try:
                yield from self._bucket(name).listed(resume_after if is_inside else "")
            except UnreadableError as error:
                if place != resume_after:
                    yield error.as_skipped(uri=place)

    def open(self, obj: DataObject) -> BinaryIO:
        """The object as a stream; see `Source.open`."""
        return self._bucket("").open(obj)

    def checks(self) -> Iterator[Check]:
        """Each call of a sweep of each bucket, tried; see `Source.checks`."""
        return checks_of(self.settings, "", "")

    def _bucket(self, name: str) -> BucketSource:
        return BucketSource(
            name, "", self.settings, self.include, self.exclude, account=ACCOUNT_ROOT
        )


def from_target(target: str, settings: Settings) -> Source:
    """The source that an `s3://` uri names. Raises `TargetError` and `ConfigError`."""
    check_endpoint(settings.s3)
    address = address_of_target(target)
    if address.bucket:
        return BucketSource(
            address.bucket, address.key, settings.s3, settings.include, settings.exclude
        )
    if settings.s3.inventory:
        raise TargetError("s3.inventory lists one bucket; name that bucket: s3://bucket")
    return AccountSource(settings.s3, settings.include, settings.exclude)
