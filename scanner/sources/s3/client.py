"""Clients of S3 and of what calls itself so: credentials, endpoint, retries. They only read."""

import os
import random
import time
from collections.abc import Callable
from functools import lru_cache, partial
from typing import Any, TypeVar
from urllib.parse import urlsplit

import boto3
import botocore.session
from botocore import UNSIGNED
from botocore.config import Config
from botocore.credentials import AssumeRoleCredentialFetcher, DeferredRefreshableCredentials
from botocore.exceptions import BotoCoreError, ProfileNotFound

from scanner.config import S3Settings
from scanner.errors import ConfigError
from scanner.sources.s3.errors import FAILURES, is_passing

T = TypeVar("T")

# What a bucket without a region of its own is signed for; AWS redirects from there.
_USUAL_REGION = "us-east-1"
_CONNECT_SECONDS = 10
_READ_SECONDS = 60
_ROUNDS = 3  # of as many tries as the settings say, for what is likely to pass
_FIRST_PAUSE = 0.5  # seconds, doubled after each round
_READING = ("Get", "List", "Head")


def s3_client(settings: S3Settings) -> Any:
    """The client for these settings, made once in each process. Raises `ConfigError`."""
    return _made(settings, "s3", _surroundings())


def control_client(settings: S3Settings) -> Any:
    """The client for settings of the whole account, which only AWS itself has."""
    return _made(settings, "s3control", _surroundings())


def account_id(settings: S3Settings) -> str:
    """The number of the account that the credentials belong to. May raise any of `FAILURES`."""
    return str(_made(settings, "sts", _surroundings()).get_caller_identity()["Account"])


def credentials_method(settings: S3Settings) -> str:
    """Where the credentials came from: "env", "assume-role"; "" where there are none."""
    found = _session(settings, _surroundings()).get_credentials()
    return str(found.method) if found else ""


def is_aws(client: Any) -> bool:
    """Whether it talks to AWS rather than to a store with the same protocol."""
    host = urlsplit(client.meta.endpoint_url).hostname or ""
    return host.endswith((".amazonaws.com", ".amazonaws.com.cn"))


def patiently(call: Callable[[], T]) -> T:
    """What a call gives, tried again for a while where the error is likely to pass.

    The library retries too, but it stops doing so when many calls in a row failed.
    """
    for round_number in range(_ROUNDS - 1):
        try:
            return call()
        except FAILURES as error:
            if not is_passing(error):
                raise
        pause(round_number)
    return call()


def pause(round_number: int) -> None:
    """Waits a while, longer each time, and not as long as others do."""
    time.sleep(_FIRST_PAUSE * 2.0**round_number * random.uniform(0.5, 1.0))  # noqa: S311


def check_endpoint(settings: S3Settings) -> None:
    """Refuses an endpoint that is no address, or that holds a password.

    Settings are stored in the inventory.
    """
    if "@" in settings.endpoint_url:
        raise ConfigError(
            "s3.endpoint_url holds credentials; take them out and set AWS_ACCESS_KEY_ID"
        )
    if settings.endpoint_url and not settings.endpoint_url.startswith(("http://", "https://")):
        raise ConfigError("s3.endpoint_url is no address; write it with https:// or http://")


def _surroundings() -> int:
    """What a client is made for, beside the settings: this process and its environment.

    A forked child must not share its parent's connections.
    """
    environment = {item for item in os.environ.items() if item[0].startswith("AWS_")}
    return hash((os.getpid(), frozenset(environment)))


@lru_cache(maxsize=16)
def _made(settings: S3Settings, service: str, surroundings: int) -> Any:
    session = _session(settings, surroundings)
    region = settings.region or session.get_config_variable("region") or _USUAL_REGION
    make = partial(boto3.Session(botocore_session=session).client, service, region_name=region)
    if service == "s3":
        make = partial(make, endpoint_url=settings.endpoint_url or None)
    try:
        client = make(config=_config(settings))
        if service == "s3" and not is_aws(client):
            # Bucket names in host names need a DNS that few other stores have.
            client = make(config=_config(settings, s3={"addressing_style": "path"}))
    except (BotoCoreError, ValueError) as error:
        raise ConfigError(f"s3 settings: {type(error).__name__}; check [s3]") from None
    client.meta.events.register_first(f"before-call.{service}", _refuse_writing)
    return client


def _config(settings: S3Settings, **more: Any) -> Config:
    return Config(
        retries={"mode": "standard", "total_max_attempts": settings.attempts},
        connect_timeout=_CONNECT_SECONDS,
        read_timeout=_READ_SECONDS,
        max_pool_connections=8,
        signature_version=UNSIGNED if settings.anonymous else None,
        # Other stores do not know the newer checksums.
        response_checksum_validation="when_required",
        user_agent_extra="keysweep",
        **more,
    )


@lru_cache(maxsize=16)
def _session(settings: S3Settings, _surroundings: int) -> Any:
    session = _plain_session(settings.profile)
    if not settings.role_arn:
        return session
    source = _plain_session(settings.profile)
    region = settings.region or source.get_config_variable("region") or _USUAL_REGION
    fetcher = AssumeRoleCredentialFetcher(
        partial(source.create_client, region_name=region),
        source.get_credentials(),
        settings.role_arn,
        extra_args={"RoleSessionName": "keysweep"},
    )
    # Renewed by the library before they expire. It has no public way to set them.
    session._credentials = DeferredRefreshableCredentials(fetcher.fetch_credentials, "assume-role")
    return session


def _plain_session(profile: str) -> Any:
    session = botocore.session.Session(profile=profile or None)
    try:
        session.get_scoped_config()
    except ProfileNotFound:
        raise ConfigError("s3.profile: the AWS configuration has no such profile") from None
    except BotoCoreError as error:
        raise ConfigError(f"the AWS configuration: {type(error).__name__}; mend it") from None
    return session


def _refuse_writing(model: Any, **_: Any) -> None:
    """The last fence: whatever the code above does, nothing is written to a store."""
    if not model.name.startswith(_READING):
        raise RuntimeError(f"{model.name} is no reading call")
