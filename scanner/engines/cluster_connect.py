"""The way to a Dask scheduler: one that runs somewhere, or one made for this sweep alone."""

import ipaddress
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import dask
from distributed import Client, LocalCluster, Security

from scanner.config import ClusterSettings, Settings
from scanner.errors import ClusterError, ConfigError

_LOCAL = "local:"
_ENCRYPTED = ("tls", "wss")
_SECONDS_TO_ANSWER = 30
_SECONDS_FOR_WORKERS = 120


@contextmanager
def connected(settings: Settings) -> Iterator[Client]:
    """A client of the scheduler that has at least one worker. Raises `ClusterError`."""
    address = settings.cluster.scheduler
    if not address:
        raise ConfigError("no scheduler is named; give --scheduler tls://HOST:8786 or local:2")
    # Its log repeats every retry, with traces; what matters is said in errors.
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    if address.startswith(_LOCAL):
        with _own_cluster(address) as client:
            yield client
    else:
        refuse_plaintext(settings.cluster)
        with _client(address, security=_security(settings.cluster)) as client:
            yield client


@contextmanager
def _own_cluster(address: str) -> Iterator[Client]:
    """Workers on this machine, for this sweep: encrypted, since other users are on it too."""
    number = address.removeprefix(_LOCAL)
    if not number.isdigit() or int(number) < 1:
        raise ConfigError(f"scheduler is {address}; write local:2 for two workers here")
    own: dict[str, Any] = {
        "distributed.worker.daemon": False,  # they have children
        "distributed.worker.memory.terminate": False,
        "distributed.logging.distributed": "critical",
    }
    with (
        dask.config.set(own),
        LocalCluster(
            n_workers=int(number),
            threads_per_worker=1,
            memory_limit=0,
            host="127.0.0.1",
            dashboard_address=None,
            security=True,
            silence_logs=logging.CRITICAL,
        ) as cluster,
        _client(cluster, security=cluster.security) as client,
    ):
        yield client


@contextmanager
def _client(address: object, security: Security | None) -> Iterator[Client]:
    try:
        client = Client(address, security=security, timeout=_SECONDS_TO_ANSWER)
    except (OSError, TypeError, ValueError) as error:  # a refused certificate is a TypeError
        raise ClusterError(
            f"scheduler {address} does not answer ({type(error).__name__}); "
            "see that it runs and that its certificates are signed by the same authority"
        ) from None
    with client:
        try:
            client.wait_for_workers(1, timeout=_SECONDS_FOR_WORKERS)
        except TimeoutError:
            raise ClusterError(f"scheduler {address} has no workers; start some") from None
        yield client


def _security(cluster: ClusterSettings) -> Security | None:
    """Certificates of both sides are signed by the same authority."""
    files = (cluster.ca_file, cluster.cert_file, cluster.key_file)
    if not any(files):
        return None
    if not all(files):
        raise ConfigError("TLS needs all of cluster.ca_file, cluster.cert_file, cluster.key_file")
    for file in files:
        if file is not None and not file.is_file():
            raise ConfigError(f"{file} is no file; name the certificates of the cluster")
    ca, cert, key = map(str, files)
    return Security(
        tls_ca_file=ca, tls_client_cert=cert, tls_client_key=key, require_encryption=True
    )


def refuse_plaintext(cluster: ClusterSettings) -> None:
    """The hash key and names of files go over the wire. Raises `ConfigError`."""
    url = urlsplit(cluster.scheduler)
    if url.scheme in _ENCRYPTED or cluster.allow_plaintext or _is_loopback(url.hostname or ""):
        return
    raise ConfigError(
        f"scheduler {cluster.scheduler} is not encrypted: the hash key would go over the network "
        "in the clear; use tls://, or --allow-plaintext where the network itself is private"
    )


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
