"""A Dask cluster of real processes on this machine, with certificates made for it."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from scanner.config import ClusterSettings

ROOT = Path(__file__).parents[2]
_SECONDS_TO_START = 120


@dataclass(frozen=True, slots=True)
class Cluster:
    """How to reach it, and the processes of its workers."""

    settings: ClusterSettings
    workers: tuple["subprocess.Popen[bytes]", ...]


@contextmanager
def cluster(folder: Path, workers: int) -> Iterator[Cluster]:
    """A scheduler and workers that speak TLS only, ended at the end."""
    certified(folder)
    told = folder / "scheduler.json"
    tls = [
        *("--tls-ca-file", str(folder / "ca.pem"), "--tls-cert", str(folder / "cert.pem")),
        *("--tls-key", str(folder / "key.pem"), "--protocol", "tls"),
    ]
    with ExitStack() as stack:
        scheduler = ["scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard"]
        stack.enter_context(_dask([*scheduler, "--scheduler-file", str(told), *tls]))
        address = _address(told)
        worker = [
            *("worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard"),
            *("--host", "127.0.0.1", "--local-directory", str(folder), *tls),
        ]
        processes = tuple(stack.enter_context(_dask(worker)) for _ in range(workers))
        files = (folder / name for name in ("ca.pem", "cert.pem", "key.pem"))
        yield Cluster(ClusterSettings(address, *files), processes)


@contextmanager
def _dask(arguments: list[str]) -> Iterator["subprocess.Popen[bytes]"]:
    process = subprocess.Popen(
        [sys.executable, "-m", "dask", *arguments],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def _address(told: Path) -> str:
    until = time.monotonic() + _SECONDS_TO_START
    while not told.exists():
        assert time.monotonic() < until, "the scheduler did not start"
        time.sleep(0.1)
    return str(json.loads(told.read_bytes())["address"])


def certified(folder: Path) -> None:
    """An authority in `ca.pem`, and in `cert.pem` and `key.pem` what it signed."""
    authority, key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    issuer, subject = (
        x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]) for name in ("ca", "localhost")
    )
    _write(folder / "ca.pem", _signed(issuer, authority, issuer, authority, is_authority=True))
    _write(folder / "cert.pem", _signed(subject, key, issuer, authority, is_authority=False))
    (folder / "key.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )


def _signed(
    subject: x509.Name,
    key: ec.EllipticCurvePrivateKey,
    issuer: x509.Name,
    authority: ec.EllipticCurvePrivateKey,
    *,
    is_authority: bool,
) -> x509.Certificate:
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
        .sign(authority, hashes.SHA256())
    )


def _write(file: Path, certificate: x509.Certificate) -> None:
    file.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
